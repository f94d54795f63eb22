//! The claims of a dossier, once it is known which units belong together.

use super::cluster::{self, Cluster, Link};
use super::graph::{self, Relative, TellerRef};
use super::paper::Paper;
use super::unit::Unit;
use crate::link::copies::Edge;
use crate::link::origins::{self, Stance};
use std::collections::{BTreeMap, BTreeSet};

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

/// What is found elsewhere and needed here.
pub struct Found<'a> {
    /// Who reused whose text, by places of papers.
    pub copies: &'a [Edge],
    /// That units tell the same, or do not.
    pub links: &'a [Link],
    /// Whether two units are shown to tell two things; the flag: standing on opposite sides.
    pub clash: &'a dyn Fn(usize, usize, bool) -> bool,
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

/// The claims of a dossier, by their first units. A claim has at least one telling with a teller: what pages say in their own
/// voice is no claim until somebody is said to tell it, or several pages do.
pub fn claims(papers: &[Paper], units: &[Unit], settled: &Settled, found: &Found<'_>) -> Vec<Claim> {
    let clusters: Vec<Cluster> = cluster::clusters(units, found.links, found.clash)
        .into_iter()
        .filter(|c| {
            let told = c.units.iter().any(|(u, _)| units[*u].statement.is_some());
            let papers: BTreeSet<usize> = c.units.iter().map(|(u, _)| units[*u].paper).collect();
            told || papers.len() > 1
        })
        .collect();
    let graph = graph::Assembly::new(papers, units, settled, found).graph(&clusters);
    let answer = origins::origins(&graph.graph);
    let mut reckoned: BTreeMap<String, origins::Claim> =
        answer.claims.into_iter().map(|c| (c.claim.clone(), c)).collect();
    let mut out = Vec::with_capacity(clusters.len());
    for (at, cluster) in clusters.iter().enumerate() {
        let Some(origins) = reckoned.remove(&graph::name(at)) else { continue };
        let tellings: Vec<Telling> =
            cluster.units.iter().map(|(unit, stance)| Telling { unit: *unit, stance: *stance }).collect();
        let told = |t: &&Telling| t.stance == Stance::For && units[t.unit].statement.is_some();
        let first = tellings.iter().find(told).or(tellings.first());
        let words = first.map_or(String::new(), |t| units[t.unit].words.clone());
        let relations = graph.relations.get(&at).into_iter().flatten().cloned().collect();
        out.push(Claim { tellings, words, links: cluster.links.clone(), relations, origins });
    }
    out
}
