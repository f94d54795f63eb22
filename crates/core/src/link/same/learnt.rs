//! [`Learnt`]: what settled answers of a case change in later proposals.
//!
//! Two things, both small enough to be told to a person. Words that stand in refused pairs count for less: every document of a
//! case on ferry passes has "ferry" and "pass". And the threshold moves where that would have answered more of the settled
//! pairs rightly, by at most a tenth, and no step without a reason.

use super::Said;
use super::amount::Verdict;
use super::compare::{Comparison, compare_views};
use super::view::{Memo, View};
use crate::hash::Map;

/// The score from which on a pair is proposed, before anything is learnt.
pub(super) const THRESHOLD: f32 = 0.57;
/// How far the threshold may move, in hundredths, either way.
const FURTHEST: i32 = 10;
/// A move by so many hundredths must spare one wrong answer more.
const STEP: i32 = 3;
/// How many answers a word's usual weight stands for.
const USUAL: f32 = 2.0;

/// A pair that a person settled.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The one statement.
    pub a: Said<'a>,
    /// The other.
    pub b: Said<'a>,
    /// Whether they are of one claim (on either side).
    pub same: bool,
}

/// What was learnt. The same answers, in any order, teach the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt {
    threshold: f32,
    /// Stems that count for less than usual.
    weights: Map<String, f32>,
}

impl Default for Learnt {
    fn default() -> Self {
        Self { threshold: THRESHOLD, weights: Map::default() }
    }
}

impl Learnt {
    /// Learns from all settled answers of a case.
    pub fn from_answers(answers: &[Answer<'_>]) -> Self {
        let mut memo = Memo::default();
        let views: Vec<_> =
            answers.iter().map(|x| (View::of(&x.a, &mut memo), View::of(&x.b, &mut memo), x.same)).collect();
        let mut counts: Map<String, (f32, f32)> = Map::default();
        for (a, b, same) in &views {
            let compared = compare_views(a, b, &|_| 1.0);
            // What clashes is refused for that, not for its words.
            if !same && compared.clashes() {
                continue;
            }
            for stem in compared.shared {
                let count = counts.entry(stem).or_default();
                if *same { count.0 += 1.0 } else { count.1 += 1.0 }
            }
        }
        let weighs = |(yes, no): (f32, f32)| ((USUAL + yes) / (USUAL + yes + no)).max(0.4);
        let weights =
            counts.into_iter().filter(|(_, c)| c.1 > 0.0).map(|(stem, c)| (stem, weighs(c))).collect();
        let mut learnt = Self { threshold: THRESHOLD, weights };
        let scores: Vec<(f32, bool)> = views
            .iter()
            .map(|(a, b, same)| (compare_views(a, b, &|stem| learnt.weight(stem)), *same))
            .filter(|(c, _)| !c.clashes())
            .map(|(c, same)| (c.score, same))
            .collect();
        let wrong = |t: f32| scores.iter().filter(|(score, same)| (*score >= t) != *same).count() as i32;
        let at = |step: i32| THRESHOLD + step as f32 / 100.0;
        // Nearest first: of equal costs the smaller move wins, and of those the stricter one.
        let steps = (0..=FURTHEST).flat_map(|s| [s, -s]);
        let best = steps.min_by_key(|s| wrong(at(*s)) * STEP + s.abs()).unwrap_or(0);
        learnt.threshold = at(best);
        learnt
    }

    /// The score from which on a pair is proposed.
    pub fn threshold(&self) -> f32 {
        self.threshold
    }

    /// What a stem counts: 1, or less where pairs that shared it were refused.
    pub fn weight(&self, stem: &str) -> f32 {
        self.weights.get(stem).copied().unwrap_or(1.0)
    }

    /// What was learnt, in words for people; nothing where nothing was.
    pub fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        if self.threshold != THRESHOLD {
            let how = if self.threshold > THRESHOLD { "more" } else { "less" };
            told.push(format!("pairs need {how} in common than usual, as earlier answers show"));
        }
        let mut stems: Vec<_> = self.weights.iter().collect();
        stems.sort_by(|a, b| a.1.total_cmp(b.1).then(a.0.cmp(b.0)));
        told.extend(stems.iter().map(|(s, w)| format!("“{s}” counts {w:.2} of its usual weight")));
        told
    }

    /// Whether a comparison is worth proposing.
    pub(super) fn accepts(&self, compared: &Comparison) -> bool {
        !compared.clashes() && compared.names != Verdict::Differ && compared.score >= self.threshold
    }
}
