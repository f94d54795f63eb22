//! [`Pairing`]: which words of two statements stand for one another, and how much of both is covered so.

use super::Evidence;
use super::amount::{self, Verdict};
use super::view::{Term, View};

/// From here on two words are a pair.
const PAIR: f32 = 0.55;
/// What runs of signs count beside whole words.
const RUNS: f32 = 0.15;
/// What a name or number weighs, and what is left of that where the other statement has none at all.
const NAME: f32 = 1.2;
const NUMBER: f32 = 0.8;
const MISSING: f32 = 0.4;

/// Two statements' words, paired.
#[derive(Debug)]
pub(super) struct Pairing {
    /// From 0 (nothing shared) to 1 (the same words).
    pub(super) score: f32,
    /// Pairs of terms, by their places in both lists.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Stems in common, sorted, once each.
    pub(super) shared: Vec<String>,
    /// Two words without a pair that are opposites.
    pub(super) opposites: Option<(String, String)>,
}

/// Pairs the words of two statements; `weight` says what a stem counts.
pub(super) fn pair(a: &View<'_>, b: &View<'_>, weight: &dyn Fn(&str) -> f32) -> Pairing {
    let mut pairs = Vec::new();
    let (mut best_a, mut best_b) = (vec![0.0f32; a.terms.len()], vec![0.0f32; b.terms.len()]);
    for (i, x) in a.terms.iter().enumerate() {
        for (j, y) in b.terms.iter().enumerate() {
            let near = near(x, y);
            if near >= PAIR {
                pairs.push((i, j));
                best_a[i] = best_a[i].max(near);
                best_b[j] = best_b[j].max(near);
            }
        }
    }
    let covered = |own: &View<'_>, other: &View<'_>, best: &[f32]| {
        let (mut got, mut all) = (0.0, 0.0);
        for (term, best) in own.terms.iter().zip(best) {
            let w = term.weight * weight(&term.stem);
            got += w * best;
            all += w;
        }
        let (extra, of) = facts(own, other);
        (got + extra) / (all + of).max(0.1)
    };
    let (x, y) = (covered(a, b, &best_a), covered(b, a, &best_b));
    let score = (1.0 - RUNS) * (x * y).sqrt() + RUNS * dice(&a.runs, &b.runs);
    let stems = pairs.iter().filter(|(i, j)| a.terms[*i].stem == b.terms[*j].stem);
    let mut shared: Vec<String> = stems.map(|(i, _)| a.terms[*i].stem.clone()).collect();
    shared.sort();
    shared.dedup();
    let lone = |terms: &[Term], best: &[f32]| -> Vec<usize> {
        (0..terms.len()).filter(|i| best[*i] < PAIR && terms[*i].weight > 0.5).collect()
    };
    let (lone_a, lone_b) = (lone(&a.terms, &best_a), lone(&b.terms, &best_b));
    let opposites = lone_a.iter().find_map(|i| {
        let y = lone_b.iter().find(|j| a.terms[*i].meaning.opposes(&b.terms[**j].meaning))?;
        Some((a.terms[*i].lower.clone(), b.terms[*y].lower.clone()))
    });
    Pairing { score, pairs, shared, opposites }
}

/// What names and numbers of one statement are found in the other, and what all of them weigh.
fn facts(own: &View<'_>, other: &View<'_>) -> (f32, f32) {
    let (mut got, mut all) = (0.0, 0.0);
    for name in &own.names {
        let found = other.names.iter().any(|n| n.near(name));
        // A word in capitals that the other writes small: "Party", "party".
        let written =
            || own.pieces[name.words.clone()].iter().all(|p| other.pieces.iter().any(|q| q.lower == p.lower));
        let any = other.names.iter().any(|n| n.is_place() == name.is_place());
        let weight = if any { NAME } else { NAME * MISSING };
        all += if found { NAME } else { weight };
        got += if found || written() { weight.max(if found { NAME } else { 0.0 }) } else { 0.0 };
    }
    for amount in &own.amounts {
        let one = std::slice::from_ref(amount);
        let found = other
            .amounts
            .iter()
            .any(|o| amount::compare(one, std::slice::from_ref(o), false).0 == Verdict::Agree);
        let weight = if found || !other.amounts.is_empty() { NUMBER } else { NUMBER * MISSING };
        all += weight;
        got += if found { weight } else { 0.0 };
    }
    (got, all)
}

/// How near two words are: by stem, by meaning, else by spelling.
fn near(a: &Term, b: &Term) -> f32 {
    if a.stem == b.stem {
        return 1.0;
    }
    let meaning = a.meaning.near(&b.meaning);
    if meaning > 0.0
        || (a.meaning.is_known()
            && b.meaning.is_known()
            && !a.stem.starts_with(&b.stem[..b.stem.len().min(4)]))
    {
        return meaning;
    }
    let shape = shape(&a.lower, &b.lower);
    if shape >= 0.5 { 0.5 + shape / 2.5 } else { 0.0 }
}

/// Share of the pairs of signs that two words have in common (Dice's coefficient).
fn shape(a: &str, b: &str) -> f32 {
    let pairs = |w: &str| -> Vec<(char, char)> { w.chars().zip(w.chars().skip(1)).collect() };
    let (x, y) = (pairs(a), pairs(b));
    let shared = x.iter().filter(|p| y.contains(p)).count();
    2.0 * shared as f32 / (x.len() + y.len()).max(1) as f32
}

/// Dice's coefficient of two sorted lists.
fn dice(a: &[u128], b: &[u128]) -> f32 {
    let shared = a.iter().filter(|r| b.binary_search(r).is_ok()).count();
    2.0 * shared as f32 / (a.len() + b.len()).max(1) as f32
}

impl Pairing {
    /// Whether the word at a place of one statement has no pair in the other. Words that are no terms are alone.
    pub(super) fn is_alone(&self, view: &View<'_>, first: bool, at: usize) -> bool {
        let is = |(i, j): &(usize, usize)| view.terms[if first { *i } else { *j }].at == at;
        !self.pairs.iter().any(is)
    }

    /// The words in common, for people.
    pub(super) fn evidence(&self, a: &View<'_>, b: &View<'_>) -> Evidence {
        let mut seen = Vec::new();
        for (i, j) in &self.pairs {
            let (x, y) = (&a.terms[*i], &b.terms[*j]);
            let told = if x.stem == y.stem { x.lower.clone() } else { format!("{} ~ {}", x.lower, y.lower) };
            let told = told.replace('_', " ");
            if !seen.contains(&told) {
                seen.push(told);
            }
        }
        let verdict = if seen.is_empty() { Verdict::Unknown } else { Verdict::Agree };
        Evidence { verdict, text: format!("words in common: {}", seen.join(", ")) }
    }
}
