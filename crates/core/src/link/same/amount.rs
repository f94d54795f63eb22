//! [`Amount`]: a number as told, with its bound ("up to", "more than", "about"), and whether two go together.

mod words;

use super::cut::Piece;
use super::meaning::Meaning;
pub(super) use words::is_number;
use words::{before, number};

/// A number that a text tells.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// The least and the most that it may be.
    low: f64,
    high: f64,
    /// The number that is written.
    told: f64,
    /// How it is bound.
    bound: Bound,
    /// The words that say of what.
    of: Vec<Meaning>,
    /// First and last word, half-open.
    pub(super) words: std::ops::Range<usize>,
}

/// How a number is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    /// "forty", "about forty", "between thirty and forty".
    Near,
    /// "dozens", "several".
    Vague,
    /// "up to forty", "fewer than forty", "more than forty".
    Open,
}

/// How two statements' numbers go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// At least one is told by both, and none clashes.
    Agree,
    /// At least one of one thing clashes.
    Differ,
    /// Nothing can be compared.
    Unknown,
}

/// The numbers of a text. `taken` says which words are something else: dates, names.
pub(super) fn amounts(pieces: &[Piece], text: &str, taken: &dyn Fn(usize) -> bool) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    let mut i = 0;
    while i < pieces.len() {
        let Some(told) = number(pieces, text, i).filter(|n| !(i..n.end).any(taken)) else {
            i += 1;
            continue;
        };
        let (from, limits) = before(pieces, i);
        let (low, high) = (told.low, told.high);
        let (low, high, bound) = match limits {
            _ if told.low < told.high => (low, high, Bound::Vague),
            Limits::None => (low, high, Bound::Near),
            Limits::About => (low * 0.9, high * 1.1, Bound::Near),
            Limits::UpTo => (0.0, high, Bound::Open),
            Limits::Below => (0.0, high - high.abs() * 1e-6, Bound::Open),
            Limits::From => (low, f64::INFINITY, Bound::Open),
            Limits::Above => (low + low.abs() * 1e-6, f64::INFINITY, Bound::Open),
        };
        let of = told.unit.map_or_else(|| unit(pieces, i, told.end), |u| vec![Meaning::of(u)]);
        found.push(Amount { low, high, told: told.low, bound, of, words: from..told.end });
        i = told.end;
    }
    found
}

/// What stands before a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Limits {
    None,
    About,
    UpTo,
    Below,
    From,
    Above,
}

/// What a number counts: the next two words that say something, or the name before it ("Article 70").
fn unit(pieces: &[Piece], start: usize, end: usize) -> Vec<Meaning> {
    const NUMBERED: [&str; 7] = ["article", "school", "colony", "unit", "number", "camp", "mine"];
    let named = start.checked_sub(1).map(|b| &*pieces[b].lower).filter(|b| NUMBERED.contains(b));
    let next = pieces[end..].iter().enumerate().take_while(|(i, p)| *i == 0 || !p.parted).map(|(_, p)| p);
    let after = next.filter(|p| !p.is_closed() && p.lower != "people").take(2).map(|p| Meaning::of(&p.lower));
    named.map_or_else(|| after.collect(), |n| vec![Meaning::of(n)])
}

impl Amount {
    /// Whether both count the same thing; nothing where one does not say what.
    fn same_thing(&self, other: &Self) -> Option<bool> {
        if self.of.is_empty() || other.of.is_empty() {
            return None;
        }
        Some(self.of.iter().any(|a| other.of.iter().any(|b| a.near(b) > 0.5)))
    }

    /// Whether both can be the same number.
    fn against(&self, other: &Self) -> Verdict {
        let apart = self.high < other.low || other.high < self.low;
        let told = (self.told - other.told).abs() <= 0.1 * self.told.abs().min(other.told.abs())
            && (self.told == other.told || self.low < self.high || other.low < other.high);
        match (self.bound, other.bound) {
            _ if apart => Verdict::Differ,
            _ if told => Verdict::Agree,
            (Bound::Vague, _) | (_, Bound::Vague) => Verdict::Agree,
            (Bound::Open, Bound::Open) => Verdict::Differ,
            _ => Verdict::Unknown,
        }
    }
}

/// Compares the numbers of two statements; `alike` says that their words are nearly the same, so that two numbers left over
/// are of one thing. Gives the words that agree or clash as well, by their places in the lists.
pub(super) fn compare(a: &[Amount], b: &[Amount], alike: bool) -> (Verdict, Option<(usize, usize)>) {
    let mut left: Vec<usize> = (0..b.len()).collect();
    let mut over = Vec::new();
    let mut agreed = None;
    for (i, own) in a.iter().enumerate() {
        let fits = |thing: bool| {
            left.iter().position(|j| {
                own.against(&b[*j]) == Verdict::Agree && (!thing || own.same_thing(&b[*j]) == Some(true))
            })
        };
        match fits(true).or_else(|| fits(false)) {
            Some(at) => {
                agreed = agreed.or(Some((i, left[at])));
                left.remove(at);
            }
            None => over.push(i),
        }
    }
    for &i in &over {
        let clash =
            |j: &&usize| a[i].against(&b[**j]) == Verdict::Differ && a[i].same_thing(&b[**j]).unwrap_or(true);
        if let Some(j) = left.iter().find(clash) {
            return (Verdict::Differ, Some((i, *j)));
        }
    }
    match (&over[..], &left[..]) {
        ([i], [j]) if alike && a[*i].against(&b[*j]) == Verdict::Differ => (Verdict::Differ, Some((*i, *j))),
        _ if agreed.is_some() => (Verdict::Agree, agreed),
        _ => (Verdict::Unknown, None),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cut::cut;
    use super::*;

    fn verdict(a: &str, b: &str) -> Verdict {
        let read = |text: &str| amounts(&cut(text), text, &|_| false);
        compare(&read(a), &read(b), false).0
    }

    #[test]
    fn bounds_are_kept() {
        for (a, b) in [
            ("up to 100 people", "more than a hundred people"),
            ("twelve men", "twenty-one men"),
            ("at least 40 families", "fewer than forty families"),
            ("dozens of believers", "thousands of believers"),
            ("nine days", "fifteen days"),
            ("30 percent", "seventy per cent"),
            ("about twenty women", "about forty women"),
            ("hand over 30 percent", "give up 70 percent"),
        ] {
            assert_eq!(verdict(a, b), Verdict::Differ, "{a} / {b}");
        }
    }

    #[test]
    fn one_number_written_in_many_ways() {
        for (a, b) in [
            ("1,500 people", "one thousand five hundred people"),
            ("two dozen lorries", "24 trucks"),
            ("2.5 million roubles", "2,500,000 roubles"),
            ("half a million", "500,000"),
            ("more than 200 houses", "over two hundred homes"),
            ("at least 30", "no fewer than thirty"),
            ("a third of the crop", "one third of the harvest"),
            ("half the fare", "50 per cent of the fare"),
            ("about 20 women", "21 women"),
            ("twice as much", "has doubled"),
            ("four times as much", "risen fourfold"),
            ("42 inmates for six days", "six days, by forty-two inmates"),
        ] {
            assert_eq!(verdict(a, b), Verdict::Agree, "{a} / {b}");
        }
    }

    #[test]
    fn different_things_are_not_compared() {
        assert_eq!(verdict("three days", "four lorries"), Verdict::Unknown);
        assert_eq!(verdict("more than 100 people", "150 people"), Verdict::Unknown);
        assert_eq!(verdict("a gate", "two gates"), Verdict::Unknown);
    }
}
