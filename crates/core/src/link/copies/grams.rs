//! Fingerprints: few of a text's runs of words, chosen so that two texts with a long run in common choose one within it.
//!
//! Winnowing after Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD
//! 2003): of each [`WINDOW`] runs that follow each other the one with the least hash is taken.

use super::words::Word;

/// What a run of words weighs at least, in halves of a word: five words, or ten signs of a script without spaces.
const WEIGHT: u32 = 10;
/// Runs of which one is taken: of 9 words in common one fingerprint at least is the same.
const WINDOW: usize = 5;

const K: u64 = 0xD6E8_FEB8_6659_FD93;
/// K to the power of 0 to 10.
const POWERS: [u64; WEIGHT as usize + 1] = {
    let mut powers = [1u64; WEIGHT as usize + 1];
    let mut i = 1;
    while i < powers.len() {
        powers[i] = powers[i - 1].wrapping_mul(K);
        i += 1;
    }
    powers
};

/// Spreads a hash's bits.
pub(super) fn mix(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 32).wrapping_mul(K);
    (hash ^ hash >> 29).wrapping_mul(K)
}

/// Calls `each` with the hash and the first word of every fingerprint, in order.
pub(super) fn winnow(folds: &[u32], mut each: impl FnMut(u64, u32)) {
    // `sum` is the polynomial of the words from `from` to `to`, `weight` their weight.
    let (mut to, mut sum, mut weight) = (0, 0u64, 0);
    let mut window = [u64::MAX; WINDOW];
    let (mut least, mut at) = (u64::MAX, usize::MAX);
    for from in 0..folds.len() {
        while weight < WEIGHT {
            let Some(fold) = folds.get(to) else {
                // A text shorter than a window has a fingerprint all the same.
                if from > 0 && from < WINDOW && at != usize::MAX {
                    each(least, at as u32);
                }
                return;
            };
            sum = sum.wrapping_mul(K).wrapping_add(u64::from(*fold));
            weight += Word::weight(*fold);
            to += 1;
        }
        let hash = mix(sum);
        window[from % WINDOW] = hash;
        let before = at;
        if hash <= least {
            (least, at) = (hash, from);
        } else if at + WINDOW <= from {
            least = u64::MAX;
            for back in (0..WINDOW).rev() {
                // The last of equals.
                if window[(from - back) % WINDOW] <= least {
                    (least, at) = (window[(from - back) % WINDOW], from - back);
                }
            }
        }
        if at != before && from + 1 >= WINDOW || from + 1 == WINDOW {
            each(least, at as u32);
        }
        sum = sum.wrapping_sub(u64::from(folds[from]).wrapping_mul(POWERS[to - from - 1]));
        weight -= Word::weight(folds[from]);
    }
}

/// One past the last word of the run that begins at `from`; at most the text's end.
pub(super) fn end(folds: &[u32], from: usize) -> usize {
    let (mut to, mut weight) = (from, 0);
    while weight < WEIGHT && to < folds.len() {
        weight += Word::weight(folds[to]);
        to += 1;
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn prints(folds: &[u32]) -> Vec<(u64, u32)> {
        let mut all = Vec::new();
        winnow(folds, |hash, at| all.push((hash, at)));
        all
    }

    proptest! {
        #[test]
        fn a_run_in_common_has_a_fingerprint_in_common(
            before in prop::collection::vec(0u32..50, 0..30),
            other in prop::collection::vec(0u32..50, 0..30),
            shared in prop::collection::vec((0u32..1000).prop_map(|w| w * 2), 9..30),
        ) {
            let (a, b) = ([&before[..], &shared].concat(), [&other[..], &shared, &before].concat());
            let (a, b) = (prints(&a), prints(&b));
            let inside = |at: u32, from: usize| at as usize >= from;
            let found = a.iter().any(|(hash, at)| {
                inside(*at, before.len()) && b.iter().any(|(other_hash, at)| hash == other_hash && inside(*at, other.len()))
            });
            prop_assert!(found);
        }

        #[test]
        fn fingerprints_go_forward(folds in prop::collection::vec(0u32..9, 0..80)) {
            let all = prints(&folds);
            prop_assert!(all.windows(2).all(|w| w[0].1 < w[1].1));
            prop_assert_eq!(all.is_empty(), end(&folds, 0) == folds.len() && folds.iter().map(|f| Word::weight(*f)).sum::<u32>() < WEIGHT);
        }
    }
}
