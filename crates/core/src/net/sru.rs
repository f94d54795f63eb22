//! The simple recurrent unit (Lei et al. 2018), run over words in both directions.
//!
//! For each direction, with H numbers of state: z = u₀, f = g(u₁ + v_f ∘ c + b_f), r = g(u₂ + v_r ∘ c + b_r),
//! c′ = f ∘ c + (1 − f) ∘ z, h = r ∘ c′ + (1 − r) ∘ x, where u is a linear function of x (2H numbers, of which each
//! direction passes on its half) and g is [`gate`].

use super::linear::{Linear, Quantised};
use super::math::gate;
use std::ops::Range;

/// One recurrent layer.
#[derive(Debug)]
pub struct Sru {
    input: Linear,
    /// v_f, v_r, b_f, b_r of the forward direction, then of the backward one, each of H numbers.
    gates: Vec<f32>,
    half: usize,
}

/// Buffers of a run, kept from layer to layer.
#[derive(Debug, Default)]
pub struct Buffers {
    quantised: Quantised,
    u: Vec<f32>,
    state: Vec<f32>,
}

impl Sru {
    /// From its parts. `None` where sizes do not fit.
    pub fn new(input: Linear, gates: Vec<f32>) -> Option<Self> {
        let half = gates.len() / 8;
        (half > 0 && gates.len() == 8 * half && input.outputs() == 6 * half && input.inputs() == 2 * half)
            .then_some(Sru { input, gates, half })
    }

    /// Numbers of a row, in and out.
    pub fn width(&self) -> usize {
        2 * self.half
    }

    /// Replaces the rows of `x` by the layer's output. `segments` are ascending ranges of rows, each read by itself.
    pub fn run(&self, x: &mut [f32], segments: &[Range<usize>], buffers: &mut Buffers) {
        let h = self.half;
        buffers.quantised.set(x, 2 * h);
        self.input.run_within(&buffers.quantised, &mut buffers.u);
        buffers.state.clear();
        buffers.state.resize(h, 0.0);
        let work = Recurrence { gates: &self.gates, u: &buffers.u, state: &mut buffers.state, x, segments };
        // The same arithmetic in wider registers where there are some; no result depends on it.
        super::wide(work);
    }
}

/// The part of a layer that goes from word to word.
struct Recurrence<'a> {
    gates: &'a [f32],
    u: &'a [f32],
    state: &'a mut [f32],
    x: &'a mut [f32],
    segments: &'a [Range<usize>],
}

impl super::Work for Recurrence<'_> {
    #[inline(always)]
    fn run(self) {
        let h = self.state.len();
        for segment in self.segments {
            for backward in [false, true] {
                self.state.fill(0.0);
                let o = usize::from(backward) * h;
                let gates = &self.gates[4 * o..][..4 * h];
                for i in 0..segment.len() {
                    let t = if backward { segment.end - 1 - i } else { segment.start + i };
                    step(
                        &self.u[t * 6 * h + 3 * o..][..3 * h],
                        &mut self.x[t * 2 * h + o..][..h],
                        gates,
                        self.state,
                    );
                }
            }
        }
    }
}

/// One word in one direction: u has z, f and r; x is replaced.
#[inline(always)]
fn step(u: &[f32], x: &mut [f32], gates: &[f32], c: &mut [f32]) {
    let h = c.len();
    let (z, f, r) = (&u[..h], &u[h..2 * h], &u[2 * h..3 * h]);
    let (vf, vr, bf, br) = (&gates[..h], &gates[h..2 * h], &gates[2 * h..3 * h], &gates[3 * h..4 * h]);
    let x = &mut x[..h];
    for k in 0..h {
        let keep = gate(f[k] + vf[k] * c[k] + bf[k]);
        let show = gate(r[k] + vr[k] * c[k] + br[k]);
        c[k] = keep * c[k] + (1.0 - keep) * z[k];
        x[k] = show * c[k] + (1.0 - show) * x[k];
    }
}
