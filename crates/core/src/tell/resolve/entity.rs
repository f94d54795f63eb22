//! Those that a text mentions: what is known of each, and how each is named in the end.

use super::knowledge::{HUMAN, TELLING, bit};
use super::name::NameKind;
use super::phrase::{Intro, Owner, Phrase, Pronoun, Sex};
use super::words::{Words, mark};
use crate::model::{Number, Span, Teller, TellerKind};
use crate::read::lexicon::class;
use std::ops::Range;

/// Somebody or something mentioned that may tell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entity {
    /// Letters' hashes of the fullest proper name.
    pub(crate) tokens: Vec<u32>,
    /// What bears the name.
    pub(crate) name_kind: NameKind,
    /// Lemmas and bits of all head nouns used for it.
    pub(crate) heads: Vec<(u32, u32)>,
    /// Lemmas before the first head.
    pub(crate) before: Vec<u32>,
    /// Lemmas of all other words used for it (a few).
    pub(crate) about: Vec<u32>,
    /// "second", "older".
    pub(crate) rank: Option<u32>,
    /// How many they are, where the words count them.
    pub(crate) count: Option<usize>,
    /// Person, organisation, publication, unknown.
    pub(crate) kind: TellerKind,
    /// One or several.
    pub(crate) number: Number,
    /// She or he.
    pub(crate) sex: Sex,
    /// Whose it is.
    pub(crate) owner: Option<usize>,
    /// Its owner is a person named by a possessive pronoun ("her nephew").
    pub(crate) held: bool,
    /// And the pronoun begins the phrase.
    pub(crate) bound: bool,
    /// The possessor's word before the name ("Zhalistan's Foreign Ministry"): a hash of its letters.
    pub(crate) owner_token: Option<u32>,
    /// A named person by the shape of the name alone.
    pub(crate) guessed: bool,
    /// A document, picture or recording.
    pub(crate) record: bool,
    /// Called a witness.
    pub(crate) witness: bool,
    /// The publication itself.
    pub(crate) outlet: bool,
    /// It tells something.
    pub(crate) teller: bool,
    /// Begun as somebody known or somebody's ("the governor").
    pub(crate) definite: bool,
    /// Begun as a bare plural ("sources").
    pub(crate) bare: bool,
    /// Where it is mentioned.
    pub(crate) mentions: Vec<Span>,
    /// Ways to name it: (rank, words), the least rank and then the longest wins.
    pub(super) forms: Vec<(u8, Span)>,
}

/// How many words about an entity are kept: enough to tell traders apart.
const MEMORY: usize = 24;
/// How many forms are kept.
const FORMS: usize = 8;

impl Entity {
    /// Takes in what a phrase says. `source`: it is the source of an attribution, and `headline`: in a headline.
    pub(crate) fn learn(&mut self, phrase: &Phrase, words: &Words, source: bool, headline: bool) {
        if phrase.pronoun.is_some() {
            return;
        }
        if phrase.name.is_some() {
            self.guessed = phrase.guessed && (self.guessed || self.forms.is_empty());
        }
        self.learn_kind(phrase);
        // "Oster Power … the company": a noun for bodies outvotes what stood beside the name.
        let body = phrase.name.is_none() && phrase.kind == TellerKind::Organisation;
        if body && self.is_named() && self.kind == TellerKind::Person && self.has_head(HUMAN) {
            (self.kind, self.name_kind) = (TellerKind::Organisation, NameKind::Body);
        }
        if self.number == Number::Unknown {
            self.number = phrase.number;
        }
        if self.sex == Sex::Unknown && self.kind == TellerKind::Person {
            self.sex = phrase.sex;
        }
        if self.heads.is_empty() {
            self.definite = matches!(phrase.intro, Intro::Definite | Intro::Owned);
            self.before = phrase.before.clone();
            self.bare = phrase.intro == super::phrase::Intro::Bare && phrase.name.is_none();
        }
        for head in &phrase.heads {
            if !self.heads.contains(head) && self.heads.len() < FORMS {
                self.heads.push(*head);
            }
        }
        for lemma in phrase.before.iter().chain(&phrase.after) {
            if self.about.len() < MEMORY && !self.about.contains(lemma) {
                self.about.push(*lemma);
            }
        }
        let person = |p: &Pronoun| matches!(p, Pronoun::He | Pronoun::She | Pronoun::They | Pronoun::Speaker);
        self.held |= matches!(&phrase.owner, Some(Owner::Pronoun(p, _)) if person(p));
        self.bound |= self.held && phrase.intro == Intro::Owned;
        self.rank = self.rank.or(phrase.rank);
        if phrase.number == Number::Several && self.number == Number::Several {
            self.count = self.count.or(phrase.count);
        }
        self.record |= phrase.record;
        self.witness |= phrase.witness && source;
        self.learn_form(phrase, words, source, headline);
    }

    fn learn_kind(&mut self, phrase: &Phrase) {
        // A class noun beside the name outvotes a guess from its shape; "leader Kim" is no body whatever "Kim" looks like.
        let shown = phrase.heads.iter().any(|h| h.1 & (TELLING | class::TITLE) != 0);
        let settled = self.kind == TellerKind::Person && self.has_head(HUMAN | class::TITLE);
        if self.kind == TellerKind::Unknown
            || shown && !settled && phrase.name.is_some() && phrase.kind != TellerKind::Unknown
        {
            self.kind = phrase.kind;
        }
        if phrase.name.is_some() && (self.name_kind == NameKind::Unknown || shown && !settled) {
            self.name_kind = phrase.name_kind;
        }
    }

    fn learn_form(&mut self, phrase: &Phrase, words: &Words, source: bool, headline: bool) {
        let (rank, range) = match &phrase.name {
            Some(name) if matches!(phrase.name_kind, NameKind::Person | NameKind::Several) => {
                (0, name.clone())
            }
            Some(name) if name.len() >= self.tokens.len() => body_form(phrase, words, name),
            Some(name) => (6, name.clone()),
            None => {
                let bare =
                    phrase.heads.first().is_some_and(|h| h.1 & class::SOURCE != 0) && phrase.rank.is_some();
                let range = phrase.apposition.clone().filter(|_| bare).unwrap_or(phrase.range.clone());
                let poor = phrase.before.is_empty() && phrase.after.is_empty();
                // "the man" says less than "the stallholder", wherever that stands.
                let pale = poor && phrase.heads.first().is_some_and(|h| h.1 & bit::GENERIC != 0);
                let rank = 2 + 4 * u8::from(!source) + 2 * u8::from(headline) + u8::from(poor);
                (rank + 5 * u8::from(pale), range)
            }
        };
        let span = words.span(&range);
        // Sources name a teller best: other mentions leave room for them.
        let room = if source { FORMS } else { FORMS / 2 };
        if self.forms.len() < room && !span.is_empty() && !self.forms.contains(&(rank, span)) {
            self.forms.push((rank, span));
        }
    }

    /// Whether it bears a proper name.
    pub(crate) fn is_named(&self) -> bool {
        !self.tokens.is_empty()
    }

    /// Whether a head of these bits was used for it.
    pub(crate) fn has_head(&self, bits: u32) -> bool {
        self.heads.iter().any(|h| h.1 & bits != 0)
    }

    /// Its name in the text's words.
    pub(crate) fn name<'t>(&self, text: &'t str) -> &'t str {
        let best = self.forms.iter().min_by_key(|(rank, span)| {
            // Of descriptions the first is best, of names the longest.
            let length = if *rank <= 1 { usize::MAX - span.len() } else { span.start() };
            (*rank, length)
        });
        let span = best.map(|b| b.1).or_else(|| self.mentions.first().copied());
        let words = span.and_then(|s| text.get(s.start()..s.end())).unwrap_or("").trim_matches([',', ' ']);
        // A mark whose partner stands within the words belongs to them: "the writer, who signs himself “Six”".
        let bare = words.trim_start_matches(['"', '“', '”', '‘', '’']);
        let opens = bare.contains(['“', '‘']) || bare.matches('"').count() > 1;
        if opens {
            bare.trim_end_matches([',', ' '])
        } else {
            bare.trim_matches(['"', '“', '”', '‘', '’', ',', ' '])
        }
    }

    /// As the contract prints it.
    pub(crate) fn teller(&self, text: &str, all: &[Entity]) -> Teller {
        let kind = if self.record { TellerKind::Publication } else { self.kind };
        // "Her nephew" is nobody's source for that alone.
        let strange = |o: usize| all.get(o).is_none_or(|o| o.kind == TellerKind::Person && !o.is_named());
        let kin = self.has_head(bit::KIN) && self.owner.is_some_and(strange);
        let shown = !self.bound && !kin || self.has_head(class::SOURCE);
        let of = self
            .owner
            .filter(|_| shown)
            .and_then(|o| all.get(o))
            .map(|o| o.name(text).to_string())
            .filter(|n| !n.is_empty());
        let mut mentions = self.mentions.clone();
        mentions.sort_unstable();
        mentions.dedup();
        Teller {
            name: self.name(text).to_string(),
            kind,
            anonymous: kind == TellerKind::Person && !self.is_named(),
            number: self.number,
            of,
            mentions,
        }
    }
}

/// How a body's name is printed: alone with its article, with its owner, or with the noun that says what it is.
fn body_form(phrase: &Phrase, words: &Words, name: &Range<usize>) -> (u8, Range<usize>) {
    let noun = (phrase.range.start..name.start).any(|i| {
        words.all[i].is(TELLING & !HUMAN) && !words.all[i].has(mark::OWNER) && !words.all[i].is_name_like()
    });
    let human = name.start.checked_sub(1).is_some_and(|i| words.all[i].is(HUMAN) && i >= phrase.range.start);
    if noun && !human {
        return (1, phrase.range.start..name.end);
    }
    let before = name.start.checked_sub(1).filter(|i| *i >= phrase.range.start);
    let keep = before.is_some_and(|i| words.all[i].is(bit::DET) || words.all[i].has(mark::OWNER));
    let start = match before {
        Some(i) if words.all[i].has(mark::OWNER) => phrase.range.start,
        Some(i) if keep => i,
        _ => name.start,
    };
    (0, start..name.end)
}
