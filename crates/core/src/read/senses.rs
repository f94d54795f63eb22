//! [`Senses`]: what kind of thing a noun or verb names, by WordNet's lexicographer files.
//!
//! `lang/en/senses.txt` is packed by `tools/lexica.sh`. A line is a lemma, a space, and a letter for each category in
//! the order of its senses, the most frequent first: `A` to `Z` are nouns, `a` to `o` verbs.

use crate::hash::Map;

/// The file, sorted by its words.
const FILE: &str = include_str!("../../lang/en/senses.txt");
/// Verbs with their irregular forms, as the lexicon reads them.
const VERBS: &str = include_str!("../../lang/en/verbs.txt");
/// Irregular forms that `verbs.txt` leaves to `reporting-verbs.toml` and `words.toml`, and a few of other verbs.
const MORE_VERBS: &str = "say:said tell:told speak:spoke:spoken swear:swore:sworn go:went:gone begin:began:begun \
    forbid:forbade:forbidden write:wrote:written be:was:been be:is:are be:am:were be:being have:has do:does \
    teach:taught retell:retold misspeak:misspoke:misspoken rewrite:rewrote:rewritten foretell:foretold sew:sewn \
    shave:shaven weep:wept wind:wound withhold:withheld interweave:interwove:interwoven";
/// Irregular plurals.
const PLURALS: &str = "man:men woman:women child:children person:persons foot:feet tooth:teeth mouse:mice \
    goose:geese ox:oxen crisis:crises thesis:theses analysis:analyses basis:bases hypothesis:hypotheses \
    diagnosis:diagnoses parenthesis:parentheses oasis:oases axis:axes medium:media criterion:criteria \
    phenomenon:phenomena bacterium:bacteria curriculum:curricula memorandum:memoranda referendum:referenda \
    stimulus:stimuli alumnus:alumni datum:data stratum:strata spectrum:spectra";

/// Categories of a lemma, from WordNet's lexicographer files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sense {
    /// Every category as a bit: 0 to 25 are nouns, 26 to 40 verbs. The numbers are those of [`category`].
    pub all: u64,
    /// Category of the most frequent noun sense, plus one; 0 where there is none.
    pub noun: u8,
    /// Category of the most frequent verb sense (26 to 40), plus one; 0 where there is none.
    pub verb: u8,
}

/// Bits of [`Sense::all`] that are nouns.
pub const NOUNS: u64 = (1 << 26) - 1;
/// How many categories there are.
pub const COUNT: usize = 41;

/// Numbers of the categories that are asked for by name. WordNet's own numbers are three higher.
pub mod category {
    /// What one does ("murder", "talks").
    pub const NOUN_ACT: u8 = 1;
    /// Things of the mind ("opinion", "news").
    pub const NOUN_COGNITION: u8 = 6;
    /// Words and messages ("letter", "report").
    pub const NOUN_COMMUNICATION: u8 = 7;
    /// Groups of people and bodies ("ministry").
    pub const NOUN_GROUP: u8 = 11;
    /// Places ("border", "city").
    pub const NOUN_LOCATION: u8 = 12;
    /// Human beings ("official").
    pub const NOUN_PERSON: u8 = 15;
    /// Points and spans of time ("week").
    pub const NOUN_TIME: u8 = 25;
    /// Thinking and judging ("believe").
    pub const VERB_COGNITION: u8 = 28;
    /// Telling, asking, ordering ("say").
    pub const VERB_COMMUNICATION: u8 = 29;
    /// Feeling ("fear").
    pub const VERB_EMOTION: u8 = 34;
    /// Seeing and hearing ("hear").
    pub const VERB_PERCEPTION: u8 = 36;
    /// What people do to one another in a society ("arrest").
    pub const VERB_SOCIAL: u8 = 38;
}

impl Sense {
    /// Whether any sense is of a category.
    pub fn has(self, category: u8) -> bool {
        self.all >> category & 1 == 1
    }

    fn add(&mut self, category: u8) {
        self.all |= 1 << category;
        let first = if category < 26 { &mut self.noun } else { &mut self.verb };
        if *first == 0 {
            *first = category + 1;
        }
    }

    /// This word's senses as a noun alone.
    fn nouns(self) -> Self {
        Self { all: self.all & NOUNS, noun: self.noun, verb: 0 }
    }

    /// This word's senses as a verb alone.
    fn verbs(self) -> Self {
        Self { all: self.all & !NOUNS, noun: 0, verb: self.verb }
    }

    /// Both, the first categories of `self` kept where it has any.
    fn or(self, other: Self) -> Self {
        let first = |a: u8, b: u8| if a == 0 { b } else { a };
        Self {
            all: self.all | other.all,
            noun: first(self.noun, other.noun),
            verb: first(self.verb, other.verb),
        }
    }
}

/// The categories of every word that WordNet knows as a noun or verb, names and the rarest words left out.
#[derive(Debug)]
pub struct Senses {
    lemmas: Map<&'static str, Sense>,
    /// Base forms of irregular forms.
    verbs: Map<&'static str, &'static str>,
    plurals: Map<&'static str, &'static str>,
}

impl Senses {
    /// The senses of English.
    pub fn english() -> Self {
        let mut lemmas = Map::default();
        // A line is some twelve bytes: room is made once.
        lemmas.reserve(FILE.len() / 11);
        for (word, letters) in FILE.lines().filter_map(|line| line.split_once(' ')) {
            let mut sense = Sense::default();
            for letter in letters.bytes() {
                sense.add(number(letter));
            }
            lemmas.insert(word, sense);
        }
        let written = VERBS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        let verbs = forms(written.chain(MORE_VERBS.split_whitespace()));
        Self { lemmas, verbs, plurals: forms(PLURALS.split_whitespace()) }
    }

    /// The senses of a lemma in lower case; none for a word that is not held.
    pub fn of(&self, lemma: &str) -> Sense {
        self.lemmas.get(lemma).copied().unwrap_or_default()
    }

    /// The senses of a form in lower case: its own, with those of the noun whose plural it may be and of the verb
    /// whose form it may be. An irregular form is first of all its verb's ("found" of "find").
    pub fn of_form(&self, lower: &str) -> Sense {
        let mut sense = self.of(lower);
        if let Some(base) = self.verbs.get(lower) {
            sense = self.of(base).verbs().or(sense);
        }
        if sense.verb == 0 {
            sense = sense.or(self.regular_verb(lower));
        }
        if sense.noun == 0 {
            sense = sense.or(self.plural(lower));
        }
        sense
    }

    fn verb(&self, lemma: &str) -> Option<Sense> {
        self.lemmas.get(lemma).filter(|s| s.verb > 0).map(|s| s.verbs())
    }

    fn noun(&self, lemma: &str) -> Option<Sense> {
        self.lemmas.get(lemma).filter(|s| s.noun > 0).map(|s| s.nouns())
    }

    fn regular_verb(&self, lower: &str) -> Sense {
        let bare = lower.strip_suffix("ed").map(|s| (s, &lower[..lower.len() - 1]));
        let found = if let Some(stem) = lower.strip_suffix("ing").filter(|s| s.len() > 1) {
            self.stem(stem, None)
        } else if let Some((stem, silent)) = bare.filter(|(s, _)| s.len() > 1) {
            self.stem(stem, Some(silent))
        } else {
            self.third(lower, Self::verb)
        };
        found.unwrap_or_default()
    }

    /// The verb of a stem before "ed" or "ing". `silent` is the form less its "d", for verbs in "e".
    fn stem(&self, stem: &str, silent: Option<&str>) -> Option<Sense> {
        let bytes = stem.as_bytes();
        let last = *bytes.last()?;
        // "stopped" is of "stop", but "called" of "call".
        let single =
            || stem.get(..stem.len() - 1).filter(|_| bytes.len() > 2 && bytes[bytes.len() - 2] == last);
        let with = |stem: &str, end: u8| {
            // No allocation: words are short.
            let mut buffer = [0u8; 32];
            let room = buffer.get_mut(..=stem.len())?;
            room[..stem.len()].copy_from_slice(stem.as_bytes());
            room[stem.len()] = end;
            self.verb(std::str::from_utf8(room).ok()?)
        };
        // "hoped" is of "hope", not "hop"; "planned" of "plan".
        let silent = || silent.map_or_else(|| with(stem, b'e'), |s| self.verb(s));
        silent()
            .or_else(|| self.verb(stem))
            .or_else(|| single().and_then(|s| self.verb(s)))
            .or_else(|| stem.strip_suffix('i').and_then(|s| with(s, b'y')))
    }

    /// The lemma of a form in "s", as a noun or a verb.
    fn third(&self, lower: &str, find: fn(&Self, &str) -> Option<Sense>) -> Option<Sense> {
        let stem = lower.strip_suffix('s').filter(|s| s.len() > 2 && !s.ends_with(['s', 'u', 'i']))?;
        find(self, stem).or_else(|| {
            if let Some(ies) = stem.strip_suffix("ie") {
                let mut buffer = [0u8; 32];
                let room = buffer.get_mut(..=ies.len())?;
                room[..ies.len()].copy_from_slice(ies.as_bytes());
                room[ies.len()] = b'y';
                return find(self, std::str::from_utf8(room).ok()?);
            }
            stem.strip_suffix('e').and_then(|s| find(self, s))
        })
    }

    fn plural(&self, lower: &str) -> Sense {
        if let Some(base) = self.plurals.get(lower) {
            return self.of(base).nouns();
        }
        if let Some(stem) = lower.strip_suffix("men").filter(|s| s.len() > 2) {
            // Every compound of "man" that is no word of its own names a person ("spokesmen").
            return self.of(if stem.ends_with("wo") { "woman" } else { "man" }).nouns();
        }
        if let Some(stem) = lower.strip_suffix("ves") {
            let known =
                ["knife", "life", "wife", "half", "leaf", "loaf", "thief", "wolf", "shelf", "calf", "self"];
            if let Some(word) = known.iter().find(|w| w.trim_end_matches(['f', 'e']) == stem) {
                return self.of(word).nouns();
            }
        }
        self.third(lower, Self::noun).unwrap_or_default()
    }
}

/// Number of a category from its letter.
fn number(letter: u8) -> u8 {
    if letter.is_ascii_uppercase() { letter - b'A' } else { letter.saturating_sub(b'a').min(14) + 26 }
}

/// Irregular forms with their bases, from items like `base+:past:participle/n`. The first verb that has a form keeps it.
fn forms<'a>(items: impl Iterator<Item = &'a str>) -> Map<&'a str, &'a str> {
    let mut map = Map::default();
    for item in items {
        let mut parts = item.strip_suffix("/n").unwrap_or(item).split(':');
        let base = parts.next().unwrap_or_default().trim_end_matches('+');
        for form in parts.filter(|form| *form != base) {
            map.entry(form).or_insert(base);
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_of_their_words() {
        let senses = Senses::english();
        for (form, category) in [
            ("said", category::VERB_COMMUNICATION),
            ("says", category::VERB_COMMUNICATION),
            ("denied", category::VERB_COMMUNICATION),
            ("told", category::VERB_COMMUNICATION),
            ("believed", category::VERB_COGNITION),
            ("hoped", category::VERB_EMOTION),
            ("feared", category::VERB_EMOTION),
            ("heard", category::VERB_PERCEPTION),
            ("planning", category::VERB_COGNITION),
        ] {
            assert_eq!(senses.of_form(form).verb, category + 1, "{form}: {:?}", senses.of_form(form));
        }
        for (form, category) in [
            ("official", category::NOUN_PERSON),
            ("officials", category::NOUN_PERSON),
            ("villagers", category::NOUN_PERSON),
            ("spokesmen", category::NOUN_PERSON),
            ("women", category::NOUN_PERSON),
            ("ministries", category::NOUN_GROUP),
            ("agencies", category::NOUN_GROUP),
            ("week", category::NOUN_TIME),
            ("statement", category::NOUN_COMMUNICATION),
        ] {
            assert_eq!(senses.of_form(form).noun, category + 1, "{form}: {:?}", senses.of_form(form));
        }
        assert!(senses.of_form("found").has(category::VERB_COGNITION) || senses.of_form("found").verb > 26);
        assert_eq!(senses.of("said").verb, 0);
        for none in ["", "s", "ing", "ed", "és", "zzz", "pyongyang", "the", "his"] {
            assert_eq!(senses.of_form(none), Sense::default(), "{none}");
        }
        let long = format!("{}ing", "é".repeat(40));
        assert_eq!(senses.of_form(&long), Sense::default());
    }

    #[test]
    fn the_file_is_sorted_and_whole() {
        let mut before = "";
        for line in FILE.lines() {
            let (word, letters) = line.split_once(' ').unwrap_or_default();
            assert!(before < word, "{before} stands before {word}");
            assert!(!letters.is_empty(), "{word}");
            assert!(letters.bytes().all(|b| matches!(b, b'A'..=b'Z' | b'a'..=b'o')), "{word}");
            let mut once: Vec<u8> = letters.bytes().collect();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), letters.len(), "{word} has a category twice");
            before = word;
        }
        assert!(FILE.len() < 1_200_000 && FILE.lines().count() > 30_000);
    }
}
