//! Signs of who took from whom, where dates leave it open.
//!
//! Each sign is worth as much as so many sixteenths of a word that is there letter for letter or not. The worths follow how often the
//! sign was right on dated copies made for measuring, about eight for each time that the odds grow by *e*, but they are
//! rough: signs decide between ways round that are equal otherwise.

use super::index::Known;
use super::passages::Passage;
use super::sheet::Sheet;
use super::words;
use super::{Text, Why};
use std::ops::Range;

/// The taker names the outlet that it took from.
const CREDIT: i64 = 48;
/// A word that one has damaged and the other whole; so many count at most.
const DAMAGE: i64 = 8;
const DAMAGED: i64 = 8;
/// The taker has it in quotation marks, the other in its own voice.
const QUOTED: i64 = 40;
/// The other goes on where the taker ends.
const CUT: i64 = 14;
/// The taker begins with something else.
const HEAD: i64 = 6;
/// More of the taker is shared than of the other.
const CONTAINED: i64 = 5;
/// The same, by little.
const CUT_LITTLE: i64 = 2;
/// The taker has much beside it that is about something else.
const OWN: i64 = 8;
/// Bytes of a word that says what a text is about; one in so many of such words stands in other parts of the same text, too.
const LONG: usize = 6;
const COHESION: usize = 12;
/// How many times more often a word has to stand in all texts than another to be that one undamaged.
const OFTENER: u32 = 3;

/// A text among those compared.
#[derive(Clone, Copy)]
pub(super) struct Side<'s, 't> {
    /// The text with its outlet.
    pub text: &'s Text<'t>,
    /// The text made ready.
    pub sheet: &'s Sheet<'t>,
}

/// What speaks for `b` having taken from `a` (positive) or the other way round (negative), and the weightiest of it.
/// `passages` are not empty, in order of `a`.
pub(super) fn lean(a: Side<'_, '_>, b: Side<'_, '_>, passages: &[Passage], known: &Known) -> (i64, Why) {
    let first = Shared::of(a.sheet, passages.iter().map(Passage::a));
    let second = Shared::of(b.sheet, passages.iter().map(Passage::b));
    let way = |to_b: bool, to_a: bool| i64::from(to_b) - i64::from(to_a);
    let signs = [
        (CREDIT * way(names(b, a), names(a, b)), Why::Credit),
        (DAMAGE * damage(a.sheet, b.sheet, passages, known), Why::Damage),
        (QUOTED * quotes(a.sheet, b.sheet, passages), Why::Quoted),
        (CUT * way(first.goes_on(&second), second.goes_on(&first)), Why::Complete),
        (HEAD * way(first.leads(&second), second.leads(&first)), Why::Complete),
        (CUT_LITTLE * way(first.holds_more(&second), second.holds_more(&first)), Why::Complete),
        (
            CONTAINED
                * way(
                    first.holds(&second) && first.speaks_of_it,
                    second.holds(&first) && second.speaks_of_it,
                ),
            Why::Complete,
        ),
        (
            OWN * way(
                second.holds(&first) && !second.speaks_of_it,
                first.holds(&second) && !first.speaks_of_it,
            ),
            Why::Own,
        ),
    ];
    let sum: i64 = signs.iter().map(|s| s.0).sum();
    let why = signs.iter().filter(|s| s.0.signum() == sum.signum()).max_by_key(|s| s.0.abs());
    (sum, why.filter(|_| sum != 0).map_or(Why::Open, |s| s.1))
}

/// How what is shared lies in a text; weights in halves of a word, boilerplate left out.
struct Shared {
    before: u32,
    after: u32,
    inside: u32,
    all: u32,
    /// Whether what is not shared speaks of the same things as what is: part of its longer words that stand there too.
    speaks_of_it: bool,
}

impl Shared {
    fn of(sheet: &Sheet<'_>, passages: impl Iterator<Item = Range<usize>> + Clone) -> Self {
        let start = passages.clone().map(|p| p.start).min().unwrap_or(0);
        let end = passages.clone().map(|p| p.end).max().unwrap_or(0);
        let own = |from: usize, to: usize| -> u32 {
            (from..to).filter(|w| sheet.keys[*w] != 0).map(|w| sheet.weight(w..w + 1)).sum()
        };
        let mut shared = vec![false; sheet.len()];
        passages.clone().for_each(|p| shared[p].fill(true));
        let long = |taken: bool| {
            let words = (0..sheet.len()).filter(|w| shared[*w] == taken && sheet.keys[*w] != 0);
            let mut all: Vec<u32> =
                words.filter(|w| sheet.word(*w).len() >= LONG).map(|w| sheet.keys[w]).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let (inside, outside) = (long(true), long(false));
        let both = outside.iter().filter(|w| inside.binary_search(w).is_ok()).count();
        Self {
            before: own(0, start),
            after: own(end, sheet.len()),
            inside: passages.map(|p| sheet.weight(p)).sum(),
            all: own(0, sheet.len()),
            speaks_of_it: both * COHESION >= outside.len() && both > 0,
        }
    }

    /// Whether this one goes on for a while where the other has a line of credit at most.
    fn goes_on(&self, other: &Self) -> bool {
        self.speaks_of_it && self.after >= 60 && other.after <= 32
    }

    /// Whether this one begins with it, but for a headline, and the other does not.
    fn leads(&self, other: &Self) -> bool {
        self.before <= 24 && other.before >= 48
    }

    /// Whether clearly more of the other is shared than of this one.
    fn holds(&self, other: &Self) -> bool {
        self.part() + 15 <= other.part()
    }

    /// Whether more of the other is shared than of this one.
    fn holds_more(&self, other: &Self) -> bool {
        self.speaks_of_it && self.part() + 4 <= other.part()
    }

    /// How much of it is shared, in hundredths.
    fn part(&self) -> u64 {
        u64::from(self.inside) * 100 / u64::from(self.all.max(1))
    }
}

/// Whether a text names the outlet of another.
fn names(text: Side<'_, '_>, other: Side<'_, '_>) -> bool {
    let Some(outlet) = other.text.outlet.filter(|o| text.text.outlet != Some(o)) else { return false };
    let mut name = Vec::new();
    words::scan(outlet, |w| name.push(w.fold));
    // Boilerplate is looked through as well: a credit may stand in it.
    outlet.chars().count() >= 3
        && !name.is_empty()
        && text.sheet.words.windows(name.len()).any(|w| w.iter().map(|w| w.fold).eq(name.iter().copied()))
}

/// Words that `b` has damaged and `a` whole, less those the other way round.
fn damage(a: &Sheet<'_>, b: &Sheet<'_>, passages: &[Passage], known: &Known) -> i64 {
    let mixed = |w: &str| w.bytes().any(|b| b.is_ascii_digit()) && w.chars().any(char::is_alphabetic);
    let worse = |x: (&str, u32), y: (&str, u32)| {
        mixed(x.0) && !mixed(y.0) || mixed(x.0) == mixed(y.0) && x.1 * OFTENER <= y.1
    };
    let mut sum = 0;
    for link in passages.iter().flat_map(|p| &p.links).filter(|l| !l.same) {
        let x = (a.word(link.a), known.count(a.words[link.a].fold));
        let y = (b.word(link.b), known.count(b.words[link.b].fold));
        sum += i64::from(worse(y, x)) - i64::from(worse(x, y));
    }
    sum.clamp(-DAMAGED, DAMAGED)
}

/// 1 where `b` has all of it in quotation marks and `a` has it in its own voice, -1 where it is the other way round.
fn quotes(a: &Sheet<'_>, b: &Sheet<'_>, passages: &[Passage]) -> i64 {
    let links = || passages.iter().flat_map(|p| &p.links);
    let count = links().count();
    let in_a = links().filter(|l| a.quoted[l.a]).count();
    let in_b = links().filter(|l| b.quoted[l.b]).count();
    let (all, own) = (|n: usize| n * 10 >= count * 9, |n: usize| n * 2 <= count);
    i64::from(all(in_b) && own(in_a)) - i64::from(all(in_a) && own(in_b))
}
