//! [`compare`]: two statements side by side: how much of their words is shared, and what agrees, differs or is unknown.

use super::align::{Pairing, pair};
use super::amount::{self, Verdict};
use super::force::{Force, governs};
use super::named::{self, Named};
use super::view::{Memo, View};
use super::{Evidence, Said, Side, polarity, roles, when};

/// Two statements compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How much of their words is shared, from 0 to about 1, with what agrees beside the words.
    pub score: f32,
    /// Numbers, with their bounds.
    pub numbers: Verdict,
    /// Places.
    pub places: Verdict,
    /// Names of persons and bodies.
    pub names: Verdict,
    /// Days.
    pub dates: Verdict,
    /// Whether both are told as done, or both as planned, ordered, possible.
    pub force: Verdict,
    /// The same side of the claim, or opposite ones.
    pub side: Side,
    /// Stems of the words in common, sorted.
    pub shared: Vec<String>,
    /// All of it in words for people.
    pub evidence: Vec<Evidence>,
}

impl Comparison {
    /// Whether a number, place, day or the force clashes: such statements are never put together.
    pub fn clashes(&self) -> bool {
        [self.numbers, self.places, self.dates, self.force].contains(&Verdict::Differ)
    }
}

/// Compares two statements by themselves.
pub fn compare(a: &Said<'_>, b: &Said<'_>) -> Comparison {
    let mut memo = Memo::default();
    let (a, b) = (View::of(a, &mut memo), View::of(b, &mut memo));
    compare_views(&a, &b, &|_| 1.0)
}

/// What a pair of facts that agree adds to the score, and what names or words that clash take away.
const AGREES: f32 = 0.07;
const OTHER_NAMES: f32 = 0.25;
const OPPOSITE_WORDS: f32 = 0.15;
/// The same where doer and done-to change places.
const TURNED: f32 = 0.3;
/// From here on, two numbers left over are taken to be of one thing.
const ALIKE: f32 = 0.7;

/// Compares two statements; `weight` says what a stem counts in this case.
pub(super) fn compare_views(a: &View<'_>, b: &View<'_>, weight: &dyn Fn(&str) -> f32) -> Comparison {
    let pairing = pair(a, b, weight);
    let (place_a, name_a) = parted(a);
    let (place_b, name_b) = parted(b);
    let (places, by_place) = named::compare(&place_a, &place_b);
    let (names, by_name) = named::compare(&name_a, &name_b);
    let (dates, by_date) = when::compare(&a.whens, &b.whens);
    let (numbers, by_number) = amount::compare(&a.amounts, &b.amounts, pairing.score > ALIKE);
    let (force, forces) = forces(a, b, &pairing);
    let alone = |first: bool, at: usize| pairing.is_alone(if first { a } else { b }, first, at);
    let opposed = polarity::opposed((&a.denials, a.denied), (&b.denials, b.denied), alone);
    let side = if opposed { Side::Opposed } else { Side::Same };
    let agree = [numbers, places, names, dates].iter().filter(|v| **v == Verdict::Agree).count();
    let mut score = pairing.score + AGREES * agree as f32;
    score -= if names == Verdict::Differ { OTHER_NAMES } else { 0.0 };
    score -= if pairing.opposites.is_some() { OPPOSITE_WORDS } else { 0.0 };
    let turned = roles::turned(a, b, &pairing);
    score -= if turned.is_some() { TURNED } else { 0.0 };
    let mut evidence = vec![pairing.evidence(a, b)];
    let mut tell = |what: &str, verdict: Verdict, words: Option<(&str, &str)>| {
        evidence.extend(words.and_then(|w| Evidence::of(what, verdict, w)));
    };
    let number = |(i, j): (usize, usize)| {
        (a.written(a.amounts[i].words.clone()), b.written(b.amounts[j].words.clone()))
    };
    let called = |x: &[&Named], y: &[&Named], (i, j): (usize, usize)| {
        (a.written(x[i].words.clone()), b.written(y[j].words.clone()))
    };
    let day = |(i, j): (usize, usize)| (&a.text[a.whens[i].span.clone()], &b.text[b.whens[j].span.clone()]);
    tell("number", numbers, by_number.map(number));
    tell("place", places, by_place.map(|by| called(&place_a, &place_b, by)));
    tell("name", names, by_name.map(|by| called(&name_a, &name_b, by)));
    tell("day", dates, by_date.map(day));
    if let Some((x, y)) = forces.filter(|_| force == Verdict::Differ) {
        let text = format!("one is {}, the other {}", Force::word(x), Force::word(y));
        evidence.push(Evidence { verdict: force, text });
    }
    if opposed {
        let text = "one denies what the other says".to_owned();
        evidence.push(Evidence { verdict: Verdict::Differ, text });
    }
    if let Some((x, y)) = turned {
        let text = format!("“{x}” does in one what “{y}” does in the other");
        evidence.push(Evidence { verdict: Verdict::Differ, text });
    }
    if let Some((x, y)) = &pairing.opposites {
        evidence.push(Evidence {
            verdict: Verdict::Differ, text: format!("“{x}” and “{y}” are opposites")
        });
    }
    Comparison { score, numbers, places, names, dates, force, side, shared: pairing.shared, evidence }
}

/// A statement's places, and its other names.
fn parted<'v>(view: &'v View<'_>) -> (Vec<&'v Named>, Vec<&'v Named>) {
    view.names.iter().partition(|n| n.is_place())
}

/// The share of the paired words that are done in one statement and not in the other, from which on the statements clash.
const FORCED: f32 = 0.3;

/// What governs a word in the one statement, and its pair in the other.
type Forces = (Option<Force>, Option<Force>);

/// Compares what the paired words are governed by; gives the two forces of the first that clash.
fn forces(a: &View<'_>, b: &View<'_>, pairing: &Pairing) -> (Verdict, Option<Forces>) {
    // A word outside the reach of a "will" clashes with none where its own statement has one: subjects stand before it.
    let has = |view: &View<'_>, force: Force| view.cues.iter().any(|c| c.force == force);
    let (mut all, mut apart, mut agree, mut ruled, mut first) = (0.0, 0.0, false, false, None);
    for &(i, j) in &pairing.pairs {
        let (x, y) = (&a.terms[i], &b.terms[j]);
        let (fx, fy) = (governs(&a.cues, x.at), governs(&b.cues, y.at));
        let weight = x.weight.min(y.weight);
        all += weight;
        let clash = match (fx, fy) {
            (Some(Force::Ruled), None) => y.past && y.meaning.near(&x.meaning) > 0.9,
            (None, Some(Force::Ruled)) => x.past && y.meaning.near(&x.meaning) > 0.9,
            (Some(Force::Ruled), Some(_)) | (Some(_), Some(Force::Ruled)) => false,
            (Some(force), None) => !(has(b, force) || force == Force::Planned && b.present),
            (None, Some(force)) => !(has(a, force) || force == Force::Planned && a.present),
            (fx, fy) => fx != fy,
        };
        agree |= fx.is_some() && fx == fy;
        if clash {
            // A rule counts by its verb alone: the words around it are told the same either way.
            ruled |= fx == Some(Force::Ruled) || fy == Some(Force::Ruled);
            apart += weight;
            first = first.or(Some((fx, fy)));
        }
    }
    match first {
        Some(_) if ruled || apart > FORCED * all => (Verdict::Differ, first),
        _ if agree => (Verdict::Agree, None),
        _ => (Verdict::Unknown, None),
    }
}
