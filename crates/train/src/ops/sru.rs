//! The simple recurrent unit (Lei et al. 2018, "Simple Recurrent Units for Highly Parallelizable Recurrence"), run in
//! both directions.
//!
//! For each direction, with H numbers of state: z = u₀, f = g(u₁ + v_f ∘ c + b_f), r = g(u₂ + v_r ∘ c + b_r),
//! c′ = f ∘ c + (1 − f) ∘ z, h = r ∘ c′ + (1 − r) ∘ x. All matrix products lie in u, before the recurrence. The input x has
//! 2H numbers, of which each direction passes on its half.

use crate::params::Mat;
use crate::tape::Segments;
use firsthand_core::net::math::{gate, gate_slope};

/// What the way back needs: states and gates, each n × 2H.
pub(crate) struct Kept {
    c: Mat,
    f: Mat,
    r: Mat,
}

/// Rows of `vb`: v_f, v_r, b_f, b_r of the forward direction, then of the backward one.
const V_F: usize = 0;
const V_R: usize = 1;
const B_F: usize = 2;
const B_R: usize = 3;

/// The rows of a segment in the order of reading.
fn order(seg: &std::ops::Range<usize>, backward: bool) -> Box<dyn Iterator<Item = usize>> {
    if backward { Box::new(seg.clone().rev()) } else { Box::new(seg.clone()) }
}

/// u: n × 6H (z, f, r of the forward direction, then of the backward one), x: n × 2H, vb: 8 × H.
pub(crate) fn forward(u: &Mat, x: &Mat, vb: &Mat, segments: &Segments) -> (Mat, Kept) {
    let h = vb.ncols();
    let n = u.nrows();
    let (mut out, mut cs, mut fs, mut rs) =
        (Mat::zeros((n, 2 * h)), Mat::zeros((n, 2 * h)), Mat::zeros((n, 2 * h)), Mat::zeros((n, 2 * h)));
    let row = |m: &Mat, i: usize| m.row(i).to_vec();
    for dir in 0..2 {
        let (vf, vr) = (row(vb, 4 * dir + V_F), row(vb, 4 * dir + V_R));
        let (bf, br) = (row(vb, 4 * dir + B_F), row(vb, 4 * dir + B_R));
        let o = dir * h;
        let mut c = vec![0.0f32; h];
        for seg in segments {
            c.fill(0.0);
            for t in order(seg, dir == 1) {
                let ut = u.row(t);
                let ut = &ut.as_slice().expect("rows lie in one piece")[3 * o..3 * o + 3 * h];
                let xt = x.row(t);
                let xt = &xt.as_slice().expect("rows lie in one piece")[o..o + h];
                for k in 0..h {
                    let f = gate(ut[h + k] + vf[k] * c[k] + bf[k]);
                    let r = gate(ut[2 * h + k] + vr[k] * c[k] + br[k]);
                    c[k] = f * c[k] + (1.0 - f) * ut[k];
                    out[[t, o + k]] = r * c[k] + (1.0 - r) * xt[k];
                    cs[[t, o + k]] = c[k];
                    fs[[t, o + k]] = f;
                    rs[[t, o + k]] = r;
                }
            }
        }
    }
    (out, Kept { c: cs, f: fs, r: rs })
}

/// Derivatives by u, x and vb, from those by the output.
pub(crate) fn backward(
    u: &Mat,
    x: &Mat,
    vb: &Mat,
    segments: &Segments,
    kept: &Kept,
    g: &Mat,
) -> (Mat, Mat, Mat) {
    let h = vb.ncols();
    let (mut du, mut dx, mut dvb) =
        (Mat::zeros(u.raw_dim()), Mat::zeros(x.raw_dim()), Mat::zeros(vb.raw_dim()));
    for dir in 0..2 {
        let o = dir * h;
        let (vf, vr) = (vb.row(4 * dir + V_F).to_vec(), vb.row(4 * dir + V_R).to_vec());
        let (bf, br) = (vb.row(4 * dir + B_F).to_vec(), vb.row(4 * dir + B_R).to_vec());
        let mut sums = vec![0.0f32; 4 * h];
        let mut dc = vec![0.0f32; h];
        for seg in segments {
            dc.fill(0.0);
            for t in order(seg, dir == 0) {
                let before = if dir == 0 {
                    t.checked_sub(1).filter(|b| *b >= seg.start)
                } else {
                    Some(t + 1).filter(|b| *b < seg.end)
                };
                for k in 0..h {
                    let (f, r, c) = (kept.f[[t, o + k]], kept.r[[t, o + k]], kept.c[[t, o + k]]);
                    let last = before.map_or(0.0, |b| kept.c[[b, o + k]]);
                    let gk = g[[t, o + k]];
                    let ar = u[[t, 3 * o + 2 * h + k]] + vr[k] * last + br[k];
                    let dr = gk * (c - x[[t, o + k]]) * gate_slope(ar);
                    dx[[t, o + k]] = gk * (1.0 - r);
                    let d = dc[k] + gk * r;
                    let af = u[[t, 3 * o + h + k]] + vf[k] * last + bf[k];
                    let df = d * (last - u[[t, 3 * o + k]]) * gate_slope(af);
                    du[[t, 3 * o + k]] = d * (1.0 - f);
                    du[[t, 3 * o + h + k]] = df;
                    du[[t, 3 * o + 2 * h + k]] = dr;
                    sums[k] += df * last;
                    sums[h + k] += dr * last;
                    sums[2 * h + k] += df;
                    sums[3 * h + k] += dr;
                    dc[k] = d * f + df * vf[k] + dr * vr[k];
                }
            }
        }
        for q in 0..4 {
            for k in 0..h {
                dvb[[4 * dir + q, k]] = sums[q * h + k];
            }
        }
    }
    (du, dx, dvb)
}
