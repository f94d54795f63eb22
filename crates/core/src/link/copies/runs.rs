//! Runs of words that two texts have in common, word for word.

use super::sheet::{Sheet, same};
use super::words::Word;

/// Weight of a run that is found, in halves of a word: four words, or eight signs of a script without spaces.
const SEED: u32 = 8;
/// Places of one seed that are tried: more would be a refrain.
const TRIED: usize = 16;
/// Words compared for each word of the two texts, on average, before the search for runs stops: texts that repeat themselves
/// endlessly are alike in too many ways to try.
const PATIENCE: usize = 16;
/// Words of a run that is kept when others have taken the rest of it.
const KEPT: usize = 3;

/// A run of words that stands in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first word in the first text.
    pub a: usize,
    /// Its first word in the second text.
    pub b: usize,
    /// Words.
    pub len: usize,
}

/// Where each seed of a text stands.
#[derive(Debug)]
pub(super) struct Seeds {
    /// Last place of a seed that falls into the slot, plus one; 0 where there is none.
    slots: Vec<u32>,
    /// The place before it of the same slot, plus one.
    before: Vec<u32>,
}

impl Seeds {
    /// Lists the seeds of a text.
    pub(super) fn new(sheet: &Sheet<'_>) -> Self {
        let size = (sheet.len() * 2).next_power_of_two().max(16);
        let mut seeds = Seeds { slots: vec![0; size], before: vec![0; sheet.len()] };
        // Backwards, so that the first places are tried first.
        for at in (0..sheet.len()).rev() {
            if let Some((hash, _)) = seed(&sheet.keys, at) {
                let slot = &mut seeds.slots[hash as usize & (size - 1)];
                seeds.before[at] = *slot;
                *slot = at as u32 + 1;
            }
        }
        seeds
    }
}

/// Hash and length of the seed that begins at a word.
fn seed(keys: &[u32], at: usize) -> Option<(u64, usize)> {
    let (mut hash, mut weight, mut to) = (0u64, 0, at);
    while weight < SEED {
        let key = *keys.get(to)?;
        if key == 0 {
            return None;
        }
        hash = (hash ^ u64::from(key)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        weight += Word::weight(key);
        to += 1;
    }
    Some((hash, to - at))
}

/// The runs that `a`, whose seeds are given, and `b` have in common: each as long as it can be, apart in both texts, in
/// order of `a`. Where two want the same words, the longer one has them.
pub(super) fn runs(a: &Sheet<'_>, seeds: &Seeds, b: &Sheet<'_>) -> Vec<Run> {
    let mut all: Vec<Run> = Vec::new();
    let (x, y) = (&a.keys, &b.keys);
    let mut patience = PATIENCE * (x.len() + y.len() + 1000);
    for j in 0..y.len() {
        let Some((hash, len)) = seed(y, j).filter(|_| patience > 0) else { continue };
        let mut next = seeds.slots[hash as usize & (seeds.slots.len() - 1)];
        let mut tried = 0;
        while next != 0 && tried < TRIED {
            let i = next as usize - 1;
            next = seeds.before[i];
            tried += 1;
            // A run that began earlier has been found there.
            if i > 0 && j > 0 && same(x[i - 1], y[j - 1]) {
                continue;
            }
            let run = x[i..].iter().zip(&y[j..]).take_while(|(x, y)| same(**x, **y)).count();
            patience = patience.saturating_sub(run);
            if run >= len {
                all.push(Run { a: i, b: j, len: run });
            }
        }
    }
    apart(all, a, b)
}

fn apart(mut all: Vec<Run>, a: &Sheet<'_>, b: &Sheet<'_>) -> Vec<Run> {
    all.sort_unstable_by_key(|r| (std::cmp::Reverse(a.weight(r.a..r.a + r.len)), r.a, r.b));
    let (mut in_a, mut in_b) = (vec![false; a.len()], vec![false; b.len()]);
    let mut kept = Vec::with_capacity(all.len());
    for run in all {
        let free = |i: &usize| !in_a[run.a + i] && !in_b[run.b + i];
        // The longest stretch that nobody has taken.
        let (mut best, mut from) = (0..0, 0);
        while from < run.len {
            let to = (from..run.len).find(|i| !free(i)).unwrap_or(run.len);
            if to - from > best.len() {
                best = from..to;
            }
            from = to + 1;
        }
        if best.len() < KEPT {
            continue;
        }
        let run = Run { a: run.a + best.start, b: run.b + best.start, len: best.len() };
        in_a[run.a..run.a + run.len].fill(true);
        in_b[run.b..run.b + run.len].fill(true);
        kept.push(run);
    }
    kept.sort_unstable_by_key(|r| r.a);
    kept
}
