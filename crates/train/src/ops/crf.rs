//! Loss of a linear-chain conditional random field (Lafferty et al. 2001), by the forward-backward algorithm.

use crate::params::Mat;
use crate::tape::{IGNORE, Segments};
use firsthand_core::net::math::{exp, log_sum_exp};

/// Loss, and its derivatives by the scores (n × k) and by the transitions ((k + 1) × k, the last row from the start).
pub(crate) fn loss(
    scores: &Mat,
    trans: &Mat,
    segments: &Segments,
    tags: &[usize],
    weight: f32,
) -> (f64, Mat, Mat) {
    let k = scores.ncols();
    let (mut d, mut dt) = (Mat::zeros(scores.raw_dim()), Mat::zeros(trans.raw_dim()));
    let mut loss = 0.0f64;
    let mut row = vec![0.0f32; k];
    for seg in segments {
        if seg.is_empty() || tags[seg.clone()].contains(&IGNORE) {
            continue;
        }
        let n = seg.len();
        let s = |t: usize, j: usize| scores[[seg.start + t, j]];
        let mut a = Mat::zeros((n, k));
        let mut b = Mat::zeros((n, k));
        for j in 0..k {
            a[[0, j]] = trans[[k, j]] + s(0, j);
        }
        for t in 1..n {
            for j in 0..k {
                for i in 0..k {
                    row[i] = a[[t - 1, i]] + trans[[i, j]];
                }
                a[[t, j]] = log_sum_exp(&row) + s(t, j);
            }
        }
        for t in (0..n - 1).rev() {
            for i in 0..k {
                for j in 0..k {
                    row[j] = trans[[i, j]] + s(t + 1, j) + b[[t + 1, j]];
                }
                b[[t, i]] = log_sum_exp(&row);
            }
        }
        let z = log_sum_exp(a.row(n - 1).as_slice().expect("a row"));
        let mut gold = 0.0f32;
        let mut last = k;
        for t in 0..n {
            let tag = tags[seg.start + t];
            gold += trans[[last, tag]] + s(t, tag);
            for j in 0..k {
                let p = exp(a[[t, j]] + b[[t, j]] - z);
                d[[seg.start + t, j]] = weight * (p - f32::from(u8::from(j == tag)));
                if t == 0 {
                    dt[[k, j]] += weight * p;
                } else {
                    for i in 0..k {
                        dt[[i, j]] += weight * exp(a[[t - 1, i]] + trans[[i, j]] + s(t, j) + b[[t, j]] - z);
                    }
                }
            }
            dt[[last, tag]] -= weight;
            last = tag;
        }
        loss += f64::from(z - gold) * f64::from(weight);
    }
    (loss, d, dt)
}
