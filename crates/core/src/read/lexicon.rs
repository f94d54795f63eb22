//! [`Lexicon`]: what is known of single words, built from `lang/en/`.
//!
//! One look-up a token: the entry says which tags a word may have, its lemma, whether it can be a cue, and what kind
//! of teller a noun names. Data files hold the words; this file only joins them.

use super::token::Tag;
use crate::hash::Map;

/// Index of a lower-case word in a [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that the lexicon does not hold.
    pub const UNKNOWN: WordId = WordId(u32::MAX);
}

/// Kinds of noun, as bits of [`Entry::classes`].
pub mod class {
    /// Names one human being by role ("trader").
    pub const PERSON: u32 = 1;
    /// Names several ("villagers", "people").
    pub const PEOPLE: u32 = 1 << 1;
    /// Names a body ("ministry").
    pub const BODY: u32 = 1 << 2;
    /// Names a medium ("newspaper").
    pub const MEDIUM: u32 = 1 << 3;
    /// Names a text not meant for the reader, a picture or a recording ("letter", "footage").
    pub const RECORD: u32 = 1 << 4;
    /// Names what a body or person publishes, whose voice it is ("statement", "report").
    pub const UTTERANCE: u32 = 1 << 5;
    /// Female by the word ("mother", "spokeswoman").
    pub const FEMALE: u32 = 1 << 6;
    /// Male by the word.
    pub const MALE: u32 = 1 << 7;
    /// Stands before a name ("Minister", "Dr").
    pub const TITLE: u32 = 1 << 8;
    /// Day, month, season or other noun of time.
    pub const TIME: u32 = 1 << 9;
    /// Plural form.
    pub const PLURAL: u32 = 1 << 10;
    /// A witness by the word ("eyewitness").
    pub const WITNESS: u32 = 1 << 11;
    /// Weakens what it stands with ("reportedly").
    pub const HEDGE: u32 = 1 << 12;
    /// Names a teller by telling alone ("source", "informant").
    pub const SOURCE: u32 = 1 << 13;
    /// Weakens as a modal verb ("may").
    pub const HEDGE_MODAL: u32 = 1 << 14;
    /// Weakens before an infinitive or clause ("seems").
    pub const HEDGE_VERB: u32 = 1 << 15;
    /// Weakens a number ("about").
    pub const HEDGE_NUMBER: u32 = 1 << 16;
}

/// What is known of one lower-case word.
///
/// `tags` says what it may be, never what it is: the tagger chooses. A form of two verbs ("found") belongs to the one
/// that the data name first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// Tags it may have, as [`Tag::bit`]s.
    pub tags: u32,
    /// Base form's word, for verb forms.
    pub lemma: Option<WordId>,
    /// Noun classes, see [`class`].
    pub classes: u32,
    /// Index of its reporting verb in `Reporting::verbs`.
    pub verb: Option<u16>,
    /// Index of its reporting noun in `Reporting::nouns`.
    pub noun: Option<u16>,
}

/// Everything known of words, in one table.
#[derive(Debug, Default)]
pub struct Lexicon {
    map: Map<Box<str>, WordId>,
    words: Vec<Box<str>>,
    entries: Vec<Entry>,
}

impl Lexicon {
    /// Adds a word (lower case) or finds it.
    pub(crate) fn add(&mut self, word: &str) -> WordId {
        if let Some(id) = self.map.get(word) {
            return *id;
        }
        let id = WordId(self.entries.len() as u32);
        self.map.insert(word.into(), id);
        self.words.push(word.into());
        self.entries.push(Entry::default());
        id
    }

    /// Adds a word and lets it have a tag.
    pub(crate) fn allow(&mut self, word: &str, tag: Tag) -> WordId {
        let id = self.add(word);
        self.entries[id.0 as usize].tags |= tag.bit();
        id
    }

    /// The entry of a word, to be changed while the lexicon is built.
    pub(crate) fn entry_mut(&mut self, id: WordId) -> &mut Entry {
        &mut self.entries[id.0 as usize]
    }

    /// Changes the entry of every form of a lemma, the lemma included.
    pub(crate) fn for_each_form(&mut self, lemma: WordId, mut change: impl FnMut(&mut Entry)) {
        self.entries.iter_mut().filter(|e| e.lemma == Some(lemma)).for_each(&mut change);
    }

    /// The id of a lower-case word, [`WordId::UNKNOWN`] if it is not held.
    pub fn find(&self, word: &str) -> WordId {
        self.map.get(word).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// What is known of a word; an empty entry for unknown ones.
    pub fn entry(&self, id: WordId) -> Entry {
        self.entries.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// The word itself, lower case; "" for unknown ones.
    pub fn word(&self, id: WordId) -> &str {
        self.words.get(id.0 as usize).map_or("", |w| w)
    }
}
