//! How many people a group is said to have, with the bounds that the words give.
//!
//! "Up to 100" has no lower bound, "at least 30" no upper one; "more than 30" is 31 or more. Round nouns of number have
//! bounds of their own ("dozens": 24 to 99). Numbers that are not told are not made up.

use super::Finder;
use super::phrase::base;
use super::tree::Tree;
use crate::model::Count;

impl Finder<'_> {
    /// How many, from the number that stands with a noun.
    pub(crate) fn count(&self, tree: &Tree<'_>, head: usize) -> Option<Count> {
        let number = tree.children(head).iter().copied().find(|c| tree.rel(*c) == "nummod");
        let base = base(tree, head);
        let of = tree.children(head).iter().copied().find(|c| tree.case(*c) == "of");
        let (low, high, at, unit) = match (number, of) {
            (Some(n), _) => {
                let value = value(tree, n)?;
                (Some(value), Some(value), n, head)
            }
            (None, Some(unit)) => {
                let (low, high) = many(&base).or_else(|| {
                    let v = value(tree, head)?;
                    Some((v, Some(v)))
                })?;
                (Some(low), high, head, unit)
            }
            (None, None) => return None,
        };
        let (low, high) = bounded(tree, at, head, low, high);
        let from = at.min(head).saturating_sub(2);
        let about = (from..at)
            .any(|i| matches!(tree.lower(i), "about" | "some" | "around" | "roughly" | "nearly" | "almost"));
        Some(Count { low, high, about, unit: tree.span(unit) })
    }
}

/// Bounds of a round noun of number.
fn many(noun: &str) -> Option<(u64, Option<u64>)> {
    Some(match noun {
        "dozen" => (24, Some(99)),
        "score" => (40, Some(99)),
        "hundred" => (200, Some(999)),
        "thousand" => (2000, Some(9999)),
        "couple" => (2, Some(2)),
        "handful" => (3, Some(9)),
        _ => return None,
    })
}

/// A number in digits or a small one in words.
fn value(tree: &Tree<'_>, i: usize) -> Option<u64> {
    const SMALL: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let word = tree.lower(i);
    let digits: String = word.chars().filter(|c| *c != ',').collect();
    if let Ok(n) = digits.parse() {
        return Some(n);
    }
    let small = SMALL.iter().position(|w| *w == word).map(|n| n as u64);
    let tens = TENS.iter().position(|w| *w == word).map(|n| 10 * (n as u64 + 2));
    let before = tree.children(i).iter().find_map(|c| SMALL.iter().position(|w| *w == tree.lower(*c)));
    match word {
        "hundred" => Some(100 * before.map_or(1, |n| n as u64)),
        "thousand" => Some(1000 * before.map_or(1, |n| n as u64)),
        _ => small.or(tens),
    }
}

/// What "at least", "more than", "up to" before a number do to its bounds. "More than 30" is 31 or more.
fn bounded(
    tree: &Tree<'_>,
    number: usize,
    head: usize,
    low: Option<u64>,
    high: Option<u64>,
) -> (Option<u64>, Option<u64>) {
    let from = number.min(head).saturating_sub(3);
    let before: Vec<&str> = (from..number).map(|i| tree.lower(i)).collect();
    let has = |words: &[&str]| before.windows(words.len()).any(|w| w == words);
    if has(&["at", "least"]) || has(&["no", "fewer"]) {
        (low, None)
    } else if has(&["more", "than"]) || has(&["over"]) {
        (low.map(|n| n + 1), None)
    } else if has(&["up", "to"]) || has(&["at", "most"]) {
        (None, high)
    } else if has(&["fewer", "than"]) || has(&["less", "than"]) || has(&["under"]) {
        (None, high.map(|n| n.saturating_sub(1)))
    } else if has(&["nearly"]) || has(&["almost"]) {
        (None, high)
    } else {
        (low, high)
    }
}
