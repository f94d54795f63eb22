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
    /// `None` where the numbers make no such matrix.
    pub fn new(scores: Vec<f32>, k: usize) -> Option<Self> {
        (k > 0 && scores.len() == (k + 1) * k).then_some(Transitions { k, scores })
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
        let k = self.k;
        let n = rows.len() / k;
        if n == 0 {
            return Vec::new();
        }
        let mut score: Vec<f32> = (0..k).map(|j| self.scores[k * k + j] + rows[j]).collect();
        let mut next = vec![0.0f32; k];
        let mut back = vec![0u8; n * k];
        for t in 1..n {
            for j in 0..k {
                let (mut best, mut from) = (f32::NEG_INFINITY, 0);
                for (i, before) in score.iter().enumerate() {
                    let s = before + self.scores[i * k + j];
                    if s > best {
                        (best, from) = (s, i);
                    }
                }
                next[j] = best + rows[t * k + j];
                back[t * k + j] = from as u8;
            }
            std::mem::swap(&mut score, &mut next);
        }
        let mut tag = (0..k).fold(0, |b, j| if score[j] > score[b] { j } else { b });
        let mut out = vec![0; n];
        for t in (0..n).rev() {
            out[t] = tag;
            tag = back[t * k + tag] as usize;
        }
        out
    }

    /// The probability of each tag at each place, given all scores. Forward and backward sums are kept as shares of
    /// their place's sum, so that nothing overflows and no logarithm is needed.
    pub fn marginals(&self, rows: &[f32]) -> Vec<f32> {
        let k = self.k;
        let n = rows.len() / k;
        let weight: Vec<f32> = self.scores.iter().map(|s| exp(*s)).collect();
        let mut local = vec![0.0f32; n * k];
        for (to, row) in local.chunks_exact_mut(k).zip(rows.chunks_exact(k)) {
            let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            for (to, v) in to.iter_mut().zip(row) {
                // A floor keeps a place that the transitions leave no way through from dividing by nothing.
                *to = exp((v - top).max(-60.0));
            }
        }
        let share = |row: &mut [f32]| {
            let sum: f32 = row.iter().sum();
            if sum > 0.0 {
                row.iter_mut().for_each(|v| *v /= sum);
            }
        };
        let mut a = vec![0.0f32; n * k];
        for t in 0..n {
            for j in 0..k {
                let before: f32 = if t == 0 {
                    weight[k * k + j]
                } else {
                    (0..k).map(|i| a[(t - 1) * k + i] * weight[i * k + j]).sum()
                };
                a[t * k + j] = before * local[t * k + j];
            }
            share(&mut a[t * k..][..k]);
        }
        let mut b = vec![1.0f32; k];
        let mut next = vec![0.0f32; k];
        for t in (0..n).rev() {
            for (a, b) in a[t * k..][..k].iter_mut().zip(&b) {
                *a *= b;
            }
            share(&mut a[t * k..][..k]);
            for (i, to) in next.iter_mut().enumerate() {
                *to = (0..k).map(|j| weight[i * k + j] * local[t * k + j] * b[j]).sum();
            }
            std::mem::swap(&mut b, &mut next);
            share(&mut b);
        }
        a
    }
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
