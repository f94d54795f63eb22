//! From documents to claims: which statements tell the same, through whom, and how many origins stand behind each claim.
//!
//! [`Paper`]s come in (the contract's readings, or a case's statements as they are now), with what people settled
//! ([`Answers`]); [`link`] gives each claim with its tellings on both sides, why they are taken for one, which
//! documents take from which, and the [origins](super::origins) behind it. Nothing is merged silently: what the program
//! proposes is marked so, and what a person said goes before it.
//!
//! Careful by design, so that `at_least` is never too high and `at_most` never too low:
//! - a text that took one passage counts as a copy for the claims told in that passage alone;
//! - naming an outlet counts for the claim that it is named for;
//! - a name joins tellers across documents only as a full name, letter for letter, and names that may be one person's in two
//!   spellings are not counted as two;
//! - unnamed tellers are never joined here.

mod claims;
mod cluster;
mod credits;
mod graph;
mod headline;
mod linked;
mod paper;
mod unit;

pub use claims::{Claim, Found, Settled, Telling, claims};
pub use cluster::{Link, Tie};
pub use graph::{Relative, TellerRef};
pub use linked::{Answers, Linked, link};
pub use paper::{Paper, PaperStatement, PaperTeller};
pub use unit::Unit;

/// All units of the papers, in order: what [`Link`]s and [`Telling`]s number.
pub fn units(papers: &[Paper]) -> Vec<Unit> {
    papers.iter().enumerate().flat_map(|(at, paper)| unit::units(at, paper)).collect()
}

/// What a unit is called: a statement of a case by its name there, of a file by document and id ("d2/s4"), with "#2" for
/// the second of several things that it tells; a sentence of the page by document and the code point at which it begins ("d2@120").
pub fn unit_name(papers: &[Paper], unit: &Unit) -> String {
    let paper = &papers[unit.paper];
    // Names of records are 32 signs and tell one from all others; ids of files' documents are shorter.
    let of_case = paper.id.len() == 32;
    let document = if of_case { paper.id.clone() } else { label(unit.paper) };
    let part = unit.part.map(|n| format!("#{n}")).unwrap_or_default();
    match unit.statement.map(|s| &paper.statements[s].id) {
        Some(id) if of_case && id.len() == 32 => format!("{id}{part}"),
        Some(id) => format!("{document}/{id}{part}"),
        None => format!("{document}@{}", paper.text[..unit.spans[0].start].chars().count()),
    }
}

/// What a document is called in reasons: its number among the papers, as pages list them.
pub fn label(paper: usize) -> String {
    format!("d{}", paper + 1)
}
