//! Statements that assert the same thing: proposed with their evidence, settled by people.
//!
//! [`compare()`] puts two statements side by side. Their words are paired by stem, by meaning and by spelling; their numbers
//! (with bounds), places, names and days are made comparable and *compared*: each agrees, differs or is unknown. A clash of
//! number, place, day or of what is done and what is only planned or ordered keeps two statements apart, whatever their words;
//! a denial puts them on opposite sides of one claim. [`propose()`] does so for all statements of a case that may have something to
//! do with each other. [`Learnt`] holds what answers of before change. [`propositions()`] cuts a content that tells two things.
//!
//! [`Ranker`] is the plainer question: which of many known claims does a text repeat? It ranks and says nothing of clashes.

mod align;
mod amount;
mod compare;
mod cut;
mod force;
mod index;
mod learnt;
mod meaning;
mod named;
mod polarity;
mod propose;
mod propositions;
mod rank;
mod roles;
#[cfg(test)]
mod tests;
mod view;
mod when;

use crate::model::Stance;
pub use amount::Verdict;
pub use compare::{Comparison, compare};
pub use learnt::{Answer, Learnt};
pub use propose::{Statements, propose};
pub use propositions::{acts_of_one, propositions};
pub use rank::{Claim, Ranked, Ranker};

/// A statement as it is compared. Its speaker is part of no score: two tellings by one person are one claim all the same.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// What the caller knows it by.
    pub id: usize,
    /// Its document; statements of one document are not proposed with each other.
    pub document: usize,
    /// The words of its content.
    pub text: &'a str,
    /// What its teller does with the content.
    pub stance: Stance,
    /// Who said it.
    pub speaker: Option<&'a str>,
    /// The day of publication, "2019-04-11": what "yesterday" is reckoned from.
    pub published: Option<&'a str>,
    /// The content's language, by its code. Words for numbers, denials and plans are known in English alone; of other
    /// languages, figures, names, places and words in common count.
    pub language: &'a str,
}

/// Where a statement stands towards a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Both assert it, or both deny it.
    Same,
    /// One denies what the other asserts.
    Opposed,
}

/// Two statements that may be of one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The [`Said::id`] of the one that stands first in the list.
    pub a: usize,
    /// That of the other.
    pub b: usize,
    /// The same side, or opposite ones.
    pub side: Side,
    /// As in [`Comparison::score`].
    pub score: f32,
    /// Why, in words for people.
    pub evidence: Vec<Evidence>,
}

/// One reason for or against taking two statements for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Whether it speaks for it.
    pub verdict: Verdict,
    /// In words for people; it may quote the statements.
    pub text: String,
}

impl Evidence {
    /// What two statements say of one thing; nothing where nothing was decided.
    fn of(what: &str, verdict: Verdict, (a, b): (&str, &str)) -> Option<Self> {
        let text = match verdict {
            Verdict::Agree => format!("{what}: “{a}” and “{b}” agree"),
            Verdict::Differ => format!("{what}: “{a}” and “{b}” differ"),
            Verdict::Unknown => return None,
        };
        Some(Self { verdict, text })
    }
}
