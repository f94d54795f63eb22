//! Which units tell the same claim: links taken in order of their weight, none that would join what is shown to differ.

use super::unit::Unit;
use crate::hash::Map;
use crate::link::origins::Stance;
use std::collections::BTreeSet;

/// That two units are about one claim, or that they are not.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// One unit, by its place.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// What was found or answered.
    pub tie: Tie,
    /// How sure, in ten-thousandths; of answers, 10,000.
    pub score: u32,
    /// Why, in words.
    pub evidence: Vec<String>,
    /// Whether a person said so.
    pub settled: bool,
}

/// What two units are to each other.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Tie {
    /// They tell the same.
    Same,
    /// One denies what the other tells.
    Opposed,
    /// They tell two things.
    Other,
}

impl Tie {
    /// As JSON and records have it.
    pub fn word(self) -> &'static str {
        match self {
            Tie::Same => "same",
            Tie::Opposed => "opposed",
            Tie::Other => "other",
        }
    }

    /// The tie of a word.
    pub fn from_word(word: &str) -> Option<Tie> {
        [Tie::Same, Tie::Opposed, Tie::Other].into_iter().find(|t| t.word() == word)
    }
}

/// Units that tell one claim.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cluster {
    /// Its units with the side of each, in order.
    pub(super) units: Vec<(usize, Stance)>,
    /// The links that hold it together, as places in the list of links.
    pub(super) links: Vec<usize>,
}

/// The clusters. `clash` says whether two units are shown to tell two things (by number, place, date, modality), the second
/// flag whether they stand on opposite sides. What people settled goes first, and against it nothing is joined.
pub(super) fn clusters(
    units: &[Unit],
    links: &[Link],
    clash: &dyn Fn(usize, usize, bool) -> bool,
) -> Vec<Cluster> {
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_by_key(|l| {
        let link = &links[*l];
        (!link.settled, std::cmp::Reverse(link.score), link.a.min(link.b), link.a.max(link.b))
    });
    let never: BTreeSet<(usize, usize)> = links
        .iter()
        .filter(|l| l.settled && l.tie == Tie::Other)
        .flat_map(|l| [(l.a, l.b), (l.b, l.a)])
        .collect();
    let mut of: Vec<usize> = (0..units.len()).collect();
    // Whether a unit is against, as its own cluster counts sides.
    let mut against: Vec<bool> = vec![false; units.len()];
    let mut members: Vec<Vec<usize>> = (0..units.len()).map(|u| vec![u]).collect();
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); units.len()];
    let mut known: Map<(usize, usize, bool), bool> = Map::default();
    for at in order {
        let link = &links[at];
        if link.tie == Tie::Other || link.a == link.b {
            continue;
        }
        let (a, b) = (of[link.a], of[link.b]);
        let turn = (link.tie == Tie::Opposed) != (against[link.a] != against[link.b]);
        if a == b {
            // A link that says otherwise than the others is left out; which stands is for people to see.
            if !turn {
                held[a].push(at);
            }
            continue;
        }
        let mut clashes = |x: usize, y: usize| {
            let opposed = against[x] != (against[y] != turn);
            never.contains(&(x, y))
                || !link.settled && *known.entry((x, y, opposed)).or_insert_with(|| clash(x, y, opposed))
        };
        if members[a].iter().any(|x| members[b].iter().any(|y| clashes(*x, *y))) {
            continue;
        }
        let (to, from) = if members[a].len() >= members[b].len() { (a, b) } else { (b, a) };
        for unit in std::mem::take(&mut members[from]) {
            of[unit] = to;
            against[unit] = against[unit] != turn;
            members[to].push(unit);
        }
        let moved = std::mem::take(&mut held[from]);
        held[to].extend(moved);
        held[to].push(at);
    }
    let mut out: Vec<Cluster> = members
        .into_iter()
        .zip(held)
        .filter(|(list, _)| !list.is_empty())
        .map(|(mut list, mut links)| {
            list.sort_unstable();
            links.sort_unstable();
            let turned = turned(units, &list, &against);
            let side = |u: usize| if against[u] != turned { Stance::Against } else { Stance::For };
            Cluster { units: list.iter().map(|u| (*u, side(*u))).collect(), links }
        })
        .collect();
    out.sort_by_key(|cluster| cluster.units[0].0);
    out
}

/// Whether the side that is counted as "for" should be the other one. What is denied is the claim: the side with fewer denials
/// is for it; of equals the one that more tell, then that of the first.
fn turned(units: &[Unit], list: &[usize], against: &[bool]) -> bool {
    let count = |minus: bool, denies: bool| {
        list.iter().filter(|u| against[**u] == minus && (!denies || units[**u].denies)).count()
    };
    if count(true, false) == 0 {
        // All on one side; where all deny, they deny something that nobody here tells.
        return list.iter().all(|u| units[*u].denies);
    }
    let order =
        |minus: bool| (std::cmp::Reverse(count(minus, true)), count(minus, false), against[list[0]] == minus);
    order(true) > order(false)
}
