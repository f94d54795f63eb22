//! Pairs of texts that are worth a closer look.

use super::grams;
use super::index::{Index, Place};
use super::notices::Notices;
use super::words::Word;

/// Other texts that are looked at for each: those with most in common.
const MOST: usize = 48;
/// A fingerprint in more texts than this leads from each text to so many only: the first ones, and those just before it.
const WIDE: usize = 64;
const FIRST: usize = 12;
const JUST_BEFORE: usize = 36;
/// Weight of a run of words, in halves, that is worth a look where it has one fingerprint only.
const ALONE: u32 = 16;

/// Pairs with fingerprints in common that are no boilerplate, the smaller number first, in order.
pub(super) fn pairs(index: &Index, notices: &Notices) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let mut counts = vec![0u32; index.len()];
    let mut alone: Vec<(Place, Place)> = Vec::new();
    let mut met: Vec<u32> = Vec::new();
    for text in 0..index.len() as u32 {
        alone.clear();
        for &(group, word) in index.shared(text) {
            if notices.is_group(group) {
                continue;
            }
            let here = Place { text, word };
            let places = index.places(group);
            let before = places.partition_point(|p| p.text < text);
            let wide = places.len() > WIDE && before > FIRST + JUST_BEFORE;
            let (first, rest) = if wide { (FIRST, before - JUST_BEFORE) } else { (before, before) };
            for place in places[..first].iter().chain(&places[rest..before]) {
                let count = &mut counts[place.text as usize];
                if *count == 0 {
                    met.push(place.text);
                    alone.push((*place, here));
                }
                *count += 1;
            }
        }
        // What has one fingerprint in common is looked at where that is in a long enough run.
        alone.retain(|(there, here)| counts[there.text as usize] > 1 || run(index, *there, *here) >= ALONE);
        alone.sort_by_key(|(there, _)| (std::cmp::Reverse(counts[there.text as usize]), there.text));
        pairs.extend(alone.iter().take(MOST).map(|(there, _)| (there.text, text)));
        met.drain(..).for_each(|t| counts[t as usize] = 0);
    }
    pairs.sort_unstable();
    pairs
}

/// Weight of the run of words around a fingerprint that two texts have in common.
fn run(index: &Index, a: Place, b: Place) -> u32 {
    let (x, y) = (index.folds(a.text), index.folds(b.text));
    let (i, j) = (a.word as usize, b.word as usize);
    let (to, _) = (grams::end(x, i), ());
    let weigh = |same: &mut dyn Iterator<Item = (&u32, &u32)>| -> u32 {
        same.take_while(|(x, y)| x == y).map(|(x, _)| Word::weight(*x)).sum()
    };
    let inside: u32 = x[i..to].iter().map(|w| Word::weight(*w)).sum();
    let before = weigh(&mut x[..i].iter().rev().zip(y[..j].iter().rev()));
    let after = weigh(&mut x[to..].iter().zip(&y[(j + to - i).min(y.len())..]));
    before + inside + after
}
