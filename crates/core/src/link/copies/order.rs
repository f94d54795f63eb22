//! In what order texts came to be, where their dates leave it open.
//!
//! Of all orders that the dates allow, the one is sought in which each text fits best to one before it. Texts are taken out
//! and put back where they fit best until none moves.

/// First and last day on which a text may have been published, as days since some day.
pub(super) type Days = (i32, i32);

/// What it is worth that one text was taken from another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    /// The other text.
    pub other: usize,
    /// Worth if this text took from the other.
    pub from: i64,
    /// Worth if the other took from this one.
    pub to: i64,
}

/// Rounds at most.
const ROUNDS: usize = 6;

/// Each text's rank. `days` are in an order that is allowed; `fits` lists each text's relatives, both ways.
pub(super) fn ranks(days: &[Days], fits: &[Vec<Fit>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..days.len()).collect();
    let mut ranks: Vec<usize> = order.clone();
    let open: Vec<usize> = order
        .iter()
        .copied()
        .filter(|t| fits[*t].iter().any(|f| together(days[*t], days[f.other])))
        .collect();
    for _ in 0..ROUNDS {
        let mut moved = false;
        for text in &open {
            moved |= settle(*text, days, fits, &mut order, &mut ranks);
        }
        if !moved {
            break;
        }
    }
    ranks
}

/// Whether dates leave open which of two was first.
pub(super) fn together(a: Days, b: Days) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// Puts one text where it fits best.
fn settle(text: usize, days: &[Days], fits: &[Vec<Fit>], order: &mut [usize], ranks: &mut [usize]) -> bool {
    let was = ranks[text];
    // Ranks without the text, and the places that its days allow.
    let rank = |t: usize| ranks[t] - usize::from(ranks[t] > was);
    let (mut low, mut high) = (0, order.len() - 1);
    for (at, other) in order.iter().filter(|t| **t != text).enumerate() {
        if days[*other].1 < days[text].0 {
            low = at + 1;
        } else if days[*other].0 > days[text].1 {
            high = high.min(at);
        }
    }
    // For each relative: what it has without the text.
    let mut near: Vec<(usize, i64, i64)> = fits[text]
        .iter()
        .map(|fit| {
            let has = fits[fit.other]
                .iter()
                .filter(|f| f.other != text && ranks[f.other] < ranks[fit.other])
                .map(|f| f.from)
                .max()
                .unwrap_or(0)
                .max(0);
            (rank(fit.other), fit.from, (fit.to - has).max(0))
        })
        .collect();
    near.sort_unstable();
    let worth = |place: usize| -> i64 {
        let from = near.iter().filter(|n| n.0 < place).map(|n| n.1).max().unwrap_or(0).max(0);
        from + near.iter().filter(|n| n.0 >= place).map(|n| n.2).sum::<i64>()
    };
    // Worth changes only behind a relative. The last of equal places: what is not known to be first comes after.
    let places = near.iter().map(|n| n.0 + 1).chain([low]).filter(|p| (low..=high).contains(p));
    let Some((best, place)) = places.map(|p| (worth(p), p)).max() else { return false };
    if best <= worth(was) {
        return false;
    }
    if place < was {
        order[place..=was].rotate_right(1);
    } else {
        order[was..=place].rotate_left(1);
    }
    for (at, text) in order.iter().enumerate() {
        ranks[*text] = at;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fits(count: usize, all: &[(usize, usize, i64)]) -> Vec<Vec<Fit>> {
        let mut fits = vec![Vec::new(); count];
        for (a, b, worth) in all {
            fits[*a].push(Fit { other: *b, from: *worth - 1, to: *worth });
            fits[*b].push(Fit { other: *a, from: *worth, to: *worth - 1 });
        }
        fits
    }

    #[test]
    fn an_undated_text_goes_between() {
        let any = (i32::MIN, i32::MAX);
        // 0 and 1 are dated; 2 fits both better than they fit each other.
        let ranks = ranks(&[(1, 1), (5, 5), any], &fits(3, &[(0, 1, 50), (0, 2, 80), (2, 1, 70)]));
        assert_eq!(ranks, [0, 2, 1]);
    }

    proptest! {
        #[test]
        fn dates_are_kept(
            days in prop::collection::vec((0i32..20, 0i32..4), 1..9),
            all in prop::collection::vec((0usize..9, 0usize..9, 0i64..100), 0..30),
        ) {
            let mut days: Vec<Days> = days.into_iter().map(|(from, more)| (from, from + more)).collect();
            days.sort_unstable();
            let all: Vec<_> = all.into_iter().filter(|(a, b, _)| a < b && *b < days.len()).collect();
            let ranks = ranks(&days, &fits(days.len(), &all));
            for a in 0..days.len() {
                for b in 0..days.len() {
                    prop_assert!(a == b || ranks[a] != ranks[b]);
                    prop_assert!(days[a].1 >= days[b].0 || ranks[a] < ranks[b]);
                }
            }
        }
    }
}
