//! [`propose`]: pairs of statements across documents that may be of one claim.
//!
//! Candidates come from an inverted index over stems, senses, places and sounds of names; a term that stands in very many
//! statements finds none. So the work grows with the number of statements, not with that of pairs.

use super::compare::{Comparison, compare_views};
use super::learnt::Learnt;
use super::view::{Memo, View};
use super::{Proposal, Said};
use crate::hash::Map;
use crate::net::math::ln;

/// A term in more statements than this finds no candidates.
const COMMON: usize = 400;
/// Of each statement, so many candidates are compared.
const COMPARED: usize = 40;

/// A term by which statements find one another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    Stem(String),
    Sense(u32),
    Place(&'static str, &'static str),
    Sound(String),
}

/// Statements read once, to be compared in any pairs.
#[derive(Debug)]
pub struct Statements<'a> {
    said: &'a [Said<'a>],
    views: Vec<View<'a>>,
}

impl<'a> Statements<'a> {
    /// Reads them.
    pub fn of(said: &'a [Said<'a>]) -> Self {
        let mut memo = Memo::default();
        Self { said, views: said.iter().map(|s| View::of(s, &mut memo)).collect() }
    }

    /// Two of them, by their places, side by side.
    pub fn compare(&self, a: usize, b: usize) -> Comparison {
        compare_views(&self.views[a], &self.views[b], &|_| 1.0)
    }

    /// As [`propose()`].
    pub fn propose(&self, learnt: &Learnt) -> Vec<Proposal> {
        let keys: Vec<Vec<Key>> = self.views.iter().map(keys).collect();
        let mut postings: Map<&Key, Vec<u32>> = Map::default();
        for (i, own) in keys.iter().enumerate() {
            for key in own {
                postings.entry(key).or_default().push(i as u32);
            }
        }
        let mut proposals = Vec::new();
        let mut scores = vec![0.0f32; self.said.len()];
        for (i, own) in keys.iter().enumerate() {
            for j in candidates(i, own, &postings, &mut scores) {
                if self.said[i].document == self.said[j].document {
                    continue;
                }
                let compared = compare_views(&self.views[j], &self.views[i], &|stem| learnt.weight(stem));
                if learnt.accepts(&compared) {
                    proposals.push((j, i, compared));
                }
            }
        }
        proposals.sort_by_key(|(a, b, _)| (*a, *b));
        let proposal = |(a, b, c): (usize, usize, Comparison)| Proposal {
            a: self.said[a].id,
            b: self.said[b].id,
            side: c.side,
            score: c.score,
            evidence: c.evidence,
        };
        proposals.into_iter().map(proposal).collect()
    }
}

/// Pairs of statements of different documents that may assert the same, or of which one denies the other, in the order of
/// `said`. Nothing is proposed whose numbers, places, days or force clash.
pub fn propose(said: &[Said<'_>], learnt: &Learnt) -> Vec<Proposal> {
    Statements::of(said).propose(learnt)
}

/// The statements before `i` that share its rarest terms, the likeliest first; `scores` is all zero before and after.
fn candidates(i: usize, own: &[Key], postings: &Map<&Key, Vec<u32>>, scores: &mut [f32]) -> Vec<usize> {
    let mut met: Vec<u32> = Vec::new();
    for key in own {
        let list = &postings[key];
        if list.len() > COMMON {
            continue;
        }
        let rare = ln(1.0 + scores.len() as f32 / list.len() as f32);
        for &j in list.iter().take_while(|j| (**j as usize) < i) {
            let score = &mut scores[j as usize];
            if *score == 0.0 {
                met.push(j);
            }
            *score += rare;
        }
    }
    let mut found: Vec<(f32, u32)> =
        met.into_iter().map(|j| (std::mem::take(&mut scores[j as usize]), j)).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(COMPARED);
    found.into_iter().map(|(_, j)| j as usize).collect()
}

/// The terms of a statement, sorted, once each.
fn keys(view: &View<'_>) -> Vec<Key> {
    let mut keys = Vec::new();
    for term in view.terms.iter().filter(|t| t.weight > 0.5) {
        keys.push(Key::Stem(term.stem.clone()));
        keys.extend(term.meaning.senses().iter().map(|s| Key::Sense(*s)));
    }
    for name in &view.names {
        keys.extend(name.places.iter().map(|p| Key::Place(p.country, p.name)));
        keys.extend(name.parts.iter().cloned().map(Key::Sound));
    }
    keys.sort();
    keys.dedup();
    keys
}
