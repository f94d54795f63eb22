//! [`Tellers`]: which words name tellers, from `lang/en/tellers.toml`.

use crate::hash::Map;
use crate::read::lexicon::class;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Bits beside those of [`class`], for words that join mentions.
pub(crate) mod bit {
    /// "runs", "represents": what follows is whose member the subject is.
    pub(crate) const TIE: u32 = 1 << 14;
    /// Somebody's: "sister", "neighbour", "client".
    pub(crate) const KIN: u32 = 1 << 15;
    /// May stand for any one person: "woman", "source".
    pub(crate) const GENERIC: u32 = 1 << 16;
    /// A people: "Korean".
    pub(crate) const DEMONYM: u32 = 1 << 17;
    /// A country or capital, whose name stands for its government.
    pub(crate) const PLACE: u32 = 1 << 18;
    /// Article, demonstrative, possessive or quantifier.
    pub(crate) const DET: u32 = 1 << 19;
    /// Preposition.
    pub(crate) const PREP: u32 = 1 << 20;
    /// Conjunction.
    pub(crate) const CONJ: u32 = 1 << 21;
    /// Pronoun.
    pub(crate) const PRON: u32 = 1 << 22;
    /// Auxiliary verb.
    pub(crate) const AUX: u32 = 1 << 23;
    /// Adverb that begins or breaks a clause.
    pub(crate) const ADV: u32 = 1 << 24;
    /// Verb form or relative that ends a noun phrase.
    pub(crate) const STOP: u32 = 1 << 25;
    /// "second", "older", "other".
    pub(crate) const RANK: u32 = 1 << 26;
    /// "two", "several".
    pub(crate) const NUM: u32 = 1 << 27;
    /// Small word within a name: "van", "al".
    pub(crate) const PARTICLE: u32 = 1 << 28;
    /// Month, day or season.
    pub(crate) const MONTH: u32 = 1 << 29;
    /// Given name of women.
    pub(crate) const GIVEN_F: u32 = 1 << 30;
    /// Given name of men.
    pub(crate) const GIVEN_M: u32 = 1 << 31;

    /// Words that no name begins with.
    pub(crate) const FUNCTION: u32 = DET | PREP | CONJ | PRON | AUX | ADV;
}

/// One human being or several.
pub(crate) const HUMAN: u32 = class::PERSON | class::PEOPLE;
/// Whatever noun may tell.
pub(crate) const TELLING: u32 = HUMAN | class::BODY | class::MEDIUM | class::RECORD | class::UTTERANCE;

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// Bits of [`class`] and [`bit`].
    pub(crate) bits: u32,
    /// Number of its singular; [`Known::NONE`] for unknown words.
    pub(crate) lemma: u32,
}

impl Known {
    /// Not a word of the list.
    pub(crate) const NONE: u32 = u32::MAX;
}

/// Word knowledge for naming and joining tellers, in one language.
#[derive(Debug, Default)]
pub(crate) struct Tellers {
    words: Map<Box<str>, Known>,
    /// For each lemma the groups of nouns that may stand for each other, as bits: those that it is in, and those in which
    /// it may stand for any other.
    alike: Vec<(u128, u128)>,
    /// Lemmas that rules ask for.
    pub(crate) asked: Asked,
    /// Sentences that show what belongs to a class: (class bit, sentence, belongs).
    #[cfg(test)]
    pub(crate) examples: Vec<(u32, String, bool)>,
}

/// Lemmas that rules ask for by name, looked up once.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Asked {
    /// "group"
    pub(crate) group: u32,
    /// "company"
    pub(crate) company: u32,
    /// "agency"
    pub(crate) agency: u32,
    /// "news-agency": one of the nouns for those who publish news.
    pub(crate) news: u32,
    /// "first"
    pub(crate) first: u32,
    /// "another"
    pub(crate) another: u32,
    /// "father": a priest's title where a name follows.
    pub(crate) father: u32,
    /// "priest"
    pub(crate) priest: u32,
    /// Nouns that leave open what somebody does: "author", "member", "mother".
    pub(crate) loose: [u32; 8],
}

#[derive(Deserialize)]
struct File {
    class: Vec<Class>,
    alike: Groups,
    ties: Words,
    function: BTreeMap<String, String>,
    given: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Class {
    name: String,
    words: String,
    #[cfg_attr(not(test), allow(dead_code))]
    accepts: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    rejects: Vec<String>,
}

#[derive(Deserialize)]
struct Groups {
    groups: Vec<String>,
}

#[derive(Deserialize)]
struct Words {
    words: String,
}

impl Tellers {
    /// The word knowledge for English.
    pub(crate) fn english() -> Self {
        let file: File = toml::from_str(include_str!("../../../lang/en/tellers.toml"))
            .expect("a data file of ours, parsed by a test");
        let mut known = Tellers::default();
        for class in &file.class {
            let bit = class_bit(&class.name).expect("class names are checked by a test");
            for entry in class.words.split_whitespace() {
                known.add_noun(entry, bit);
            }
            #[cfg(test)]
            for (list, belongs) in [(&class.accepts, true), (&class.rejects, false)] {
                known.examples.extend(list.iter().map(|s| (bit, s.clone(), belongs)));
            }
        }
        for word in file.ties.words.split_whitespace() {
            known.add(word, bit::TIE);
        }
        for (name, words) in file.function.iter().chain(&file.given) {
            let bits = function_bit(name).expect("list names are checked by a test");
            for word in words.split_whitespace() {
                known.add(word, bits);
            }
        }
        known.join(&file.alike.groups);
        let lemma = |word: &str| known.find(word).lemma;
        known.asked = Asked {
            group: lemma("group"),
            company: lemma("company"),
            agency: lemma("agency"),
            news: lemma("news-agency"),
            first: lemma("first"),
            another: lemma("another"),
            father: lemma("father"),
            priest: lemma("priest"),
            loose: ["author", "member", "mother", "father", "woman", "man", "resident", "winner"].map(lemma),
        };
        known
    }

    /// What is known of a lower-case word.
    pub(crate) fn find(&self, word: &str) -> Known {
        self.words.get(word).copied().unwrap_or(Known { bits: 0, lemma: Known::NONE })
    }

    /// Whether two lemmas may stand for each other.
    pub(crate) fn alike(&self, a: u32, b: u32) -> bool {
        let groups = |lemma: u32| self.alike.get(lemma as usize).copied().unwrap_or_default();
        let ((a, any_a), (b, any_b)) = (groups(a), groups(b));
        a & b & (any_a | any_b) != 0
    }

    /// Every noun with its bits of [`class`], plural forms included; in no order.
    #[allow(dead_code)] // for the lexicon of the tagger, which joins all word lists
    pub(crate) fn nouns(&self) -> impl Iterator<Item = (&str, u32)> {
        let all = TELLING | class::FEMALE | class::MALE | class::TITLE | class::WITNESS | class::SOURCE;
        self.words.iter().filter(move |(_, k)| k.bits & all != 0).map(|(w, k)| (&**w, k.bits & 0x3fff))
    }

    fn add(&mut self, word: &str, bits: u32) -> u32 {
        let next = self.words.len() as u32;
        let known = self.words.entry(word.into()).or_insert(Known { bits: 0, lemma: next });
        known.bits |= bits;
        known.lemma
    }

    /// Adds "singular" or "singular/plural", the plural by rule in the first case.
    fn add_noun(&mut self, entry: &str, bits: u32) {
        let (one, several) = match entry.split_once('/') {
            Some((one, several)) => (one, several.to_string()),
            // "Mrs" is no plural of "Mr".
            None if entry.len() <= 2 => {
                self.add(entry, bits);
                return;
            }
            None => (entry, plural(entry)),
        };
        let lemma = self.add(one, bits);
        if bits & (class::PEOPLE | class::TITLE | class::WITNESS) == class::PEOPLE {
            return;
        }
        let plural_bits = match bits {
            class::PERSON => class::PEOPLE | class::PLURAL,
            // A title in the plural names office-holders, and stands before no name.
            class::TITLE => return,
            other => other | class::PLURAL,
        };
        let known = self.words.entry(several.into()).or_insert(Known { bits: 0, lemma });
        known.bits |= plural_bits;
        known.lemma = lemma;
    }

    fn join(&mut self, groups: &[String]) {
        self.alike = vec![(0, 0); self.words.len()];
        for (index, group) in groups.iter().enumerate() {
            let bit = 1 << (index % 128);
            let (general, kinds) = group.split_once(':').unwrap_or((group, ""));
            for (words, any) in [(general, bit), (kinds, 0)] {
                for word in words.split_whitespace() {
                    let lemma = self.find(word).lemma;
                    if let Some(masks) = self.alike.get_mut(lemma as usize) {
                        masks.0 |= bit;
                        masks.1 |= any;
                    }
                }
            }
        }
    }
}

fn class_bit(name: &str) -> Option<u32> {
    Some(match name {
        "person" => class::PERSON,
        "people" => class::PEOPLE,
        "source" => class::SOURCE,
        "body" => class::BODY,
        "medium" => class::MEDIUM,
        "record" => class::RECORD,
        "utterance" => class::UTTERANCE,
        "female" => class::FEMALE,
        "male" => class::MALE,
        "title" => class::TITLE,
        "witness" => class::WITNESS,
        "kin" => bit::KIN,
        "generic" => bit::GENERIC,
        "demonym" => bit::DEMONYM,
        "place" => bit::PLACE,
        _ => return None,
    })
}

fn function_bit(name: &str) -> Option<u32> {
    Some(match name {
        "determiners" => bit::DET,
        "prepositions" => bit::PREP,
        "conjunctions" => bit::CONJ,
        "pronouns" => bit::PRON,
        "auxiliaries" => bit::AUX,
        "adverbs" => bit::ADV,
        "participles" => bit::STOP,
        "ordinals" | "ranks" => bit::RANK,
        "numbers" => bit::NUM,
        "particles" => bit::PARTICLE,
        "months" => bit::MONTH,
        "female" => bit::GIVEN_F,
        "male" => bit::GIVEN_M,
        _ => return None,
    })
}

/// The regular plural of an English noun.
fn plural(word: &str) -> String {
    let bytes = word.as_bytes();
    let last = bytes.last().copied().unwrap_or(0);
    let before = bytes.len().checked_sub(2).map_or(0, |i| bytes[i]);
    match last {
        b's' | b'x' | b'z' => format!("{word}es"),
        b'h' if matches!(before, b'c' | b's') => format!("{word}es"),
        b'y' if !matches!(before, b'a' | b'e' | b'i' | b'o' | b'u') => {
            format!("{}ies", &word[..word.len() - 1])
        }
        _ => format!("{word}s"),
    }
}
