//! From documents to claims: which statements tell the same, through whom, and how many origins stand behind each claim.
//!
//! [`Paper`]s come in (the contract's readings, or a case's statements as they are now), with what people settled
//! ([`Settled`]); [`claims`] gives each claim with its tellings on both sides, why they are taken for one, which
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
mod credits;
mod graph;
mod paper;
mod unit;

pub use claims::{Link, Tie};
pub use graph::{Relative, TellerRef};
pub use paper::{Paper, PaperStatement, PaperTeller};
pub use unit::Unit;

use super::copies::Edge;
use super::origins::{self, Stance};
use std::collections::BTreeSet;

/// What people settled, and what was found of texts.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// What is known of tellers.
    pub tellers: Vec<Relative>,
    /// Translations that people told of: the translation's place and the original's.
    pub translations: Vec<(usize, usize)>,
    /// Takings that people refused: (who was said to take, from whom).
    pub refused: BTreeSet<(usize, usize)>,
    /// Takings that people told of.
    pub copies: Vec<(usize, usize)>,
}

/// What people settled, by names of units and places of papers.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// Two units by their [names](unit_name), and what they are to each other.
    pub pairs: Vec<(String, String, Tie)>,
    /// Of documents and tellers.
    pub settled: Settled,
}

/// What is found elsewhere and needed here.
pub struct Found<'a> {
    /// Who reused whose text, by places of papers.
    pub copies: &'a [Edge],
    /// That units tell the same, or do not.
    pub links: &'a [Link],
    /// Whether two units are shown to tell two things; the flag: standing on opposite sides.
    pub clash: &'a mut dyn FnMut(usize, usize, bool) -> bool,
    /// Whether two names of bodies or outlets may be one's.
    pub same_body: &'a dyn Fn(&str, &str) -> bool,
    /// Pairs of tellers who may be one under two spellings.
    pub spellings: &'a [(TellerRef, TellerRef)],
}

/// A claim of the dossier.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Who tells or denies it, in order of the papers.
    pub tellings: Vec<Telling>,
    /// Its words: those of the first telling that is for it.
    pub words: String,
    /// Places of the links that hold it together.
    pub links: Vec<usize>,
    /// Relations between documents that count for it, in words: "d2 copies d1".
    pub relations: Vec<String>,
    /// How many origins, and why.
    pub origins: origins::Claim,
}

/// One telling of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// Place of its unit.
    pub unit: usize,
    /// On which side.
    pub stance: Stance,
}

/// All units of the papers, in order: what [`Link`]s and [`Telling`]s number.
pub fn units(papers: &[Paper]) -> Vec<Unit> {
    papers.iter().enumerate().flat_map(|(at, paper)| unit::units(at, paper)).collect()
}

/// The claims of a dossier, by their first units. A claim has at least one telling with a teller: what pages say in their own
/// voice is no claim until somebody is said to tell it, or several pages do.
pub fn claims(papers: &[Paper], units: &[Unit], settled: &Settled, found: &mut Found<'_>) -> Vec<Claim> {
    let clusters: Vec<claims::Cluster> = claims::clusters(units, found.links, found.clash)
        .into_iter()
        .filter(|c| {
            let told = c.units.iter().any(|(u, _)| units[*u].statement.is_some());
            let papers: BTreeSet<usize> = c.units.iter().map(|(u, _)| units[*u].paper).collect();
            told || papers.len() > 1
        })
        .collect();
    let graph = graph::Assembly::new(papers, units, settled, found).graph(&clusters);
    let answer = origins::origins(&graph.graph);
    let mut reckoned: std::collections::BTreeMap<String, origins::Claim> =
        answer.claims.into_iter().map(|c| (c.claim.clone(), c)).collect();
    let mut out = Vec::with_capacity(clusters.len());
    for (at, cluster) in clusters.iter().enumerate() {
        let Some(origins) = reckoned.remove(&graph::name(at)) else { continue };
        let tellings: Vec<Telling> = cluster
            .units
            .iter()
            .map(|(unit, against)| Telling {
                unit: *unit,
                stance: if *against { Stance::Against } else { Stance::For },
            })
            .collect();
        let told = |t: &&Telling| t.stance == Stance::For && units[t.unit].statement.is_some();
        let first = tellings.iter().find(told).or(tellings.first());
        let words = first.map_or(String::new(), |t| units[t.unit].words.clone());
        let relations = graph.relations.get(&at).into_iter().flatten().cloned().collect();
        out.push(Claim { tellings, words, links: cluster.links.clone(), relations, origins });
    }
    out
}

/// What a unit is called: a statement of a case by its name there, of a file by document and id ("d2/s4"); a sentence of the
/// page by document and the code point at which it begins ("d2@120").
pub fn unit_name(papers: &[Paper], unit: &Unit) -> String {
    let paper = &papers[unit.paper];
    // Names of records are 32 signs and tell one from all others; ids of files' documents are shorter.
    let of_case = paper.id.len() == 32;
    let document = if of_case { paper.id.clone() } else { label(unit.paper) };
    match unit.statement.map(|s| &paper.statements[s].id) {
        Some(id) if of_case && id.len() == 32 => id.clone(),
        Some(id) => format!("{document}/{id}"),
        None => format!("{document}@{}", paper.text[..unit.spans[0].start].chars().count()),
    }
}

/// What a document is called in reasons: its number among the papers, as pages list them.
pub fn label(paper: usize) -> String {
    format!("d{}", paper + 1)
}
