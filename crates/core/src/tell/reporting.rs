//! [`Reporting`]: the verbs and nouns that can be cues, from `reporting-verbs.toml` and `reporting-nouns.toml`.

use crate::model::{Scope, Stance};
use crate::read::knowledge::add_verb;
use crate::read::lexicon::{Lexicon, WordId};
use serde::Deserialize;

/// Set of the constructions that a cue may take.
pub(crate) type Frames = u32;

/// A clause, with or without "that".
pub(crate) const THAT: Frames = 1;
/// A direct quotation.
pub(crate) const QUOTE: Frames = 1 << 1;
/// A person and the infinitive of what he is to do.
pub(crate) const ORDER: Frames = 1 << 2;
/// An infinitive of what the speaker himself does.
pub(crate) const INF: Frames = 1 << 3;
/// A clause with whether, if or a question word.
pub(crate) const WHETHER: Frames = 1 << 4;
/// A noun phrase that itself states what is claimed, denied or asked for.
pub(crate) const NP: Frames = 1 << 5;
/// An "-ing" clause.
pub(crate) const ING: Frames = 1 << 6;
/// An object and what it is called.
pub(crate) const PRED: Frames = 1 << 7;
/// An object and "as": "quoted X as saying".
pub(crate) const AS: Frames = 1 << 8;
/// A phrase with "of".
pub(crate) const OF: Frames = 1 << 9;
/// The source stands in a phrase with "from".
pub(crate) const FROM: Frames = 1 << 10;
/// A participle that names a further source.
pub(crate) const CITING: Frames = 1 << 11;
/// Noun cues: an infinitive after the noun.
pub(crate) const TO: Frames = 1 << 12;

/// Where the person addressed stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Person {
    /// None.
    #[default]
    None,
    /// May stand after the verb.
    May,
    /// Always stands after the verb.
    Must,
    /// After "to".
    To,
}

/// One way to use a reporting verb or noun.
#[derive(Clone, Debug)]
pub(crate) struct Use {
    /// Word that must follow the verb ("on" in "call on").
    pub(crate) particle: Option<WordId>,
    pub(crate) takes: Frames,
    pub(crate) person: Person,
    pub(crate) stance: Stance,
    pub(crate) scope: Scope,
    /// May stand after or inside its content.
    pub(crate) after: bool,
}

/// All uses of one lemma; those with a particle first.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    pub(crate) uses: Vec<Use>,
}

/// The cues of a language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reporting {
    /// Verbs; [`Entry::verb`](crate::read::lexicon::Entry::verb) points here.
    pub(crate) verbs: Vec<Cue>,
    /// Nouns; [`Entry::noun`](crate::read::lexicon::Entry::noun) points here.
    pub(crate) nouns: Vec<Cue>,
}

#[derive(Deserialize)]
struct VerbFile {
    verb: Vec<Row>,
}

#[derive(Deserialize)]
struct NounFile {
    noun: Vec<Row>,
}

/// One entry of a data file. `accepts` and `rejects` are sentences that the tests run.
#[derive(Deserialize)]
pub(crate) struct Row {
    pub(crate) lemma: String,
    #[serde(default)]
    pub(crate) particle: Option<String>,
    #[serde(default)]
    pub(crate) plural: Option<String>,
    #[serde(default)]
    pub(crate) forms: Vec<String>,
    #[serde(default)]
    pub(crate) takes: Vec<String>,
    #[serde(default)]
    pub(crate) person: Person,
    #[serde(default)]
    pub(crate) stance: Option<String>,
    #[serde(default)]
    pub(crate) scope: Option<String>,
    #[serde(default)]
    pub(crate) after: bool,
    #[cfg(test)]
    #[serde(default)]
    pub(crate) accepts: Vec<String>,
    #[cfg(test)]
    #[serde(default)]
    pub(crate) rejects: Vec<String>,
}

fn frames(takes: &[String]) -> Frames {
    let bit = |word: &String| match word.as_str() {
        "that" => THAT,
        "quote" => QUOTE,
        "order" => ORDER,
        "inf" => INF,
        "whether" => WHETHER,
        "np" => NP,
        "ing" => ING,
        "pred" => PRED,
        "as" => AS,
        "of" => OF,
        "from" => FROM,
        "citing" => CITING,
        "to" => TO,
        _ => 0,
    };
    takes.iter().map(bit).fold(0, |a, b| a | b)
}

impl Reporting {
    /// Reads both data files and enters every form into the lexicon. The files are part of the program, so a mistake
    /// in them is one of ours and stops the tests.
    pub(crate) fn load(lexicon: &mut Lexicon, verbs: &str, nouns: &str) -> Self {
        let verbs: VerbFile = toml::from_str(verbs).expect("reporting-verbs.toml is part of the program");
        let nouns: NounFile = toml::from_str(nouns).expect("reporting-nouns.toml is part of the program");
        let mut out = Self::default();
        for row in &verbs.verb {
            out.add_verb(lexicon, row);
        }
        for cue in &mut out.verbs {
            cue.uses.sort_by_key(|u| u.particle.is_none());
        }
        for row in &nouns.noun {
            out.add_noun(lexicon, row);
        }
        out
    }

    fn add_verb(&mut self, lexicon: &mut Lexicon, row: &Row) {
        let known = lexicon.find(&row.lemma);
        let lemma = if known != WordId::UNKNOWN && lexicon.entry(known).lemma == Some(known) {
            known
        } else {
            let item = match row.forms.as_slice() {
                [] => row.lemma.clone(),
                forms => format!("{}:{}", row.lemma, forms.join(":")),
            };
            add_verb(lexicon, &item)
        };
        let index = lexicon.entry(lemma).verb.unwrap_or_else(|| {
            self.verbs.push(Cue { uses: Vec::new() });
            (self.verbs.len() - 1) as u16
        });
        let usage = row.usage(lexicon);
        self.verbs[index as usize].uses.push(usage);
        lexicon.for_each_form(lemma, |entry| entry.verb = Some(index));
    }

    fn add_noun(&mut self, lexicon: &mut Lexicon, row: &Row) {
        let plural = row.plural.clone().unwrap_or_else(|| format!("{}s", row.lemma));
        let index = self.nouns.len() as u16;
        let usage = row.usage(lexicon);
        self.nouns.push(Cue { uses: vec![usage] });
        for (word, tag) in [(&row.lemma, crate::read::token::Tag::Noun), (&plural, crate::read::token::Tag::Plural)] {
            let id = lexicon.allow(word, tag);
            lexicon.entry_mut(id).noun = Some(index);
        }
    }
}

impl Row {
    fn usage(&self, lexicon: &mut Lexicon) -> Use {
        Use {
            particle: self.particle.as_deref().map(|p| lexicon.add(p)),
            takes: frames(&self.takes),
            person: self.person,
            stance: self.stance.as_deref().and_then(Stance::from_word).unwrap_or_default(),
            scope: self.scope.as_deref().and_then(Scope::from_word).unwrap_or_default(),
            after: self.after,
        }
    }
}
