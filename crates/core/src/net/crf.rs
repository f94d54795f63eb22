//! The best sequence of tags in a linear-chain conditional random field (Viterbi 1967), and how sure each tag is.

use super::math::exp;

/// Scores of one tag after another: `k` + 1 rows of `k`, the last row from the start.
#[derive(Debug)]
pub struct Transitions {
    k: usize,
    scores: Vec<f32>,
}

/// Runs of the tags of a role: `2 role + 1` begins one, `2 role + 2` goes on with it.
pub fn runs(tags: &[usize], role: usize) -> Vec<std::ops::Range<usize>> {
    let (first, later) = (2 * role + 1, 2 * role + 2);
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    for (i, t) in tags.iter().enumerate() {
        if *t == first {
            out.push(i..i + 1);
        } else if *t == later
            && let Some(last) = out.last_mut()
            && last.end == i
        {
            last.end = i + 1;
        }
    }
    out
}

/// Score of what may not be.
pub const NEVER: f32 = -1e6;

impl Transitions {
    /// `None` where the numbers make no such matrix, or one of more than sixteen tags.
    pub fn new(scores: Vec<f32>, k: usize) -> Option<Self> {
        ((1..=MOST).contains(&k) && scores.len() == (k + 1) * k).then_some(Transitions { k, scores })
    }

    /// Forbids one tag after another; `None` is the start.
    pub fn forbid(&mut self, before: Option<usize>, after: usize) {
        let row = before.unwrap_or(self.k);
        self.scores[row * self.k + after] = NEVER;
    }

    /// Lets the later word of a role stand only after a word of the same role: tag 0 is outside, `2 r + 1` the first word
    /// of role r, `2 r + 2` a later one.
    pub fn bind(&mut self) {
        for role in 0..self.k / 2 {
            let (first, later) = (2 * role + 1, 2 * role + 2);
            self.forbid(None, later);
            for before in (0..self.k).filter(|b| *b != first && *b != later) {
                self.forbid(Some(before), later);
            }
        }
    }

    /// The best tags for rows of `k` scores.
    pub fn best(&self, rows: &[f32]) -> Vec<usize> {
        // The numbers of tags that we have, so that the compiler can lay out their loops; others are padded.
        match self.k {
            3 => best::<3>(&self.square(), rows),
            5 => best::<5>(&self.square(), rows),
            7 => best::<7>(&self.square(), rows),
            k => {
                let tags = best::<MOST>(&self.square(), &padded(rows, k));
                tags.into_iter().map(|t| t.min(k - 1)).collect()
            }
        }
    }

    /// The probability of each tag at each place, given all scores.
    pub fn marginals(&self, rows: &[f32]) -> Vec<f32> {
        match self.k {
            3 => marginals::<3>(&self.square(), rows),
            5 => marginals::<5>(&self.square(), rows),
            7 => marginals::<7>(&self.square(), rows),
            k => {
                let all = marginals::<MOST>(&self.square(), &padded(rows, k));
                all.chunks_exact(MOST).flat_map(|row| &row[..k]).copied().collect()
            }
        }
    }

    /// The scores as rows of `K`, the start's last; what is beyond `k` is never.
    fn square<const K: usize>(&self) -> (Vec<[f32; K]>, [f32; K]) {
        let row = |i: usize| {
            std::array::from_fn(
                |j| if i <= self.k && j < self.k { self.scores[i * self.k + j] } else { NEVER },
            )
        };
        ((0..K).map(|i| if i < self.k { row(i) } else { [NEVER; K] }).collect(), row(self.k))
    }
}

/// Most tags that a field may have.
const MOST: usize = 16;

fn padded(rows: &[f32], k: usize) -> Vec<f32> {
    let grown =
        |row: &[f32]| -> [f32; MOST] { std::array::from_fn(|j| row.get(j).copied().unwrap_or(NEVER)) };
    rows.chunks_exact(k).flat_map(grown).collect()
}

fn best<const K: usize>(scores: &(Vec<[f32; K]>, [f32; K]), rows: &[f32]) -> Vec<usize> {
    let (between, start) = scores;
    let rows = rows.as_chunks::<K>().0;
    let Some((first, rest)) = rows.split_first() else { return Vec::new() };
    let mut score: [f32; K] = std::array::from_fn(|j| start[j] + first[j]);
    let mut back = vec![[0u8; K]; rows.len()];
    for (row, back) in rest.iter().zip(&mut back[1..]) {
        let mut next = [f32::NEG_INFINITY; K];
        for (i, (before, after)) in score.iter().zip(between).enumerate() {
            for j in 0..K {
                let s = before + after[j];
                if s > next[j] {
                    next[j] = s;
                    back[j] = i as u8;
                }
            }
        }
        score = std::array::from_fn(|j| next[j] + row[j]);
    }
    let mut tag = (0..K).fold(0, |b, j| if score[j] > score[b] { j } else { b });
    let mut out = vec![0; rows.len()];
    for (to, back) in out.iter_mut().zip(&back).rev() {
        *to = tag;
        tag = usize::from(back[tag]);
    }
    out
}

/// Forward and backward sums are kept as shares of their place's sum, so that nothing overflows and no logarithm is
/// needed.
fn marginals<const K: usize>(scores: &(Vec<[f32; K]>, [f32; K]), rows: &[f32]) -> Vec<f32> {
    let weight: Vec<[f32; K]> = scores.0.iter().map(|row| row.map(exp)).collect();
    let start = scores.1.map(exp);
    let local: Vec<[f32; K]> = rows
        .as_chunks::<K>()
        .0
        .iter()
        .map(|row| {
            let top = row.iter().fold(f32::NEG_INFINITY, |m, v| if *v > m { *v } else { m });
            // A floor keeps a place that the transitions leave no way through from dividing by nothing.
            row.map(|v| exp((v - top).max(-60.0)))
        })
        .collect();
    let share = |row: &mut [f32; K]| {
        let sum: f32 = row.iter().sum();
        if sum > 0.0 {
            row.iter_mut().for_each(|v| *v /= sum);
        }
    };
    let mut out: Vec<[f32; K]> = Vec::with_capacity(local.len());
    for local in &local {
        let mut sums = match out.last() {
            None => start,
            Some(before) => {
                let mut sums = [0.0; K];
                for (before, after) in before.iter().zip(&weight) {
                    for j in 0..K {
                        sums[j] += before * after[j];
                    }
                }
                sums
            }
        };
        for j in 0..K {
            sums[j] *= local[j];
        }
        share(&mut sums);
        out.push(sums);
    }
    let mut after = [1.0f32; K];
    for (own, local) in out.iter_mut().zip(&local).rev() {
        for j in 0..K {
            own[j] *= after[j];
        }
        share(own);
        let ahead: [f32; K] = std::array::from_fn(|j| local[j] * after[j]);
        after = std::array::from_fn(|i| (0..K).map(|j| weight[i][j] * ahead[j]).sum());
        share(&mut after);
    }
    out.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn best_and_marginals_are_those_of_all_sequences() {
        let k = 3;
        let trans: Vec<f32> = (0..12).map(|i| ((i * 7) % 5) as f32 * 0.3 - 0.5).collect();
        let rows: Vec<f32> = (0..12).map(|i| ((i * 5) % 7) as f32 * 0.4 - 1.0).collect();
        let t = Transitions::new(trans.clone(), k).expect("sizes fit");
        let mut best = (f32::MIN, Vec::new());
        let mut sums = vec![0.0f64; 12];
        let mut all = 0.0f64;
        for code in 0..81 {
            let tags: Vec<usize> = (0..4).map(|i| code / 3usize.pow(i) % 3).collect();
            let mut s = 0.0;
            let mut last = k;
            for (i, tag) in tags.iter().enumerate() {
                s += trans[last * k + tag] + rows[i * k + tag];
                last = *tag;
            }
            all += f64::from(s).exp();
            for (i, tag) in tags.iter().enumerate() {
                sums[i * k + tag] += f64::from(s).exp();
            }
            if s > best.0 {
                best = (s, tags);
            }
        }
        assert_eq!(t.best(&rows), best.1);
        for (got, want) in t.marginals(&rows).iter().zip(&sums) {
            assert!((f64::from(*got) - want / all).abs() < 1e-4);
        }
        assert!(t.best(&[]).is_empty() && t.marginals(&[]).is_empty());
    }
}
