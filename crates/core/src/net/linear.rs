//! Products of matrices in whole numbers.
//!
//! Weights have eight bits and a scale for each output, inputs fourteen bits and a scale for each row. Their products are
//! summed as `i32`, exactly, so that the order of summation and the width of the processor's registers change nothing.
//! Two kernels give the same sums: one for AVX2, chosen when the program runs, and one for everything else.

use super::math::ROUND;
use bytemuck::cast;
use wide::{i16x8, i32x4};

/// Greatest absolute value of a quantised input. With weights up to 127 a sum of 1,024 products stays within `i32`.
const MOST: f32 = 16_383.0;
/// Rows that a kernel takes at a time.
const STEP: usize = 4;
/// Rows of a tile.
#[cfg(target_arch = "x86_64")]
const TILE: usize = 48;
/// Outputs that a kernel takes at a time.
const BLOCK: usize = 16;

/// Rows of inputs, quantised once and multiplied with as many matrices as there are.
#[derive(Debug, Default)]
pub struct Quantised {
    /// Rows as given; what is stored is padded to a multiple of [`STEP`].
    rows: usize,
    /// Numbers in a row; even.
    width: usize,
    data: Vec<i16>,
    scale: Vec<f32>,
}

impl Quantised {
    /// Quantises rows of `width` numbers.
    pub fn set(&mut self, x: &[f32], width: usize) {
        debug_assert!(width.is_multiple_of(2) && x.len().is_multiple_of(width.max(1)));
        self.rows = x.len() / width.max(1);
        self.width = width;
        let padded = self.rows.next_multiple_of(STEP);
        self.data.resize(padded * width, 0);
        self.data[self.rows * width..].fill(0);
        self.scale.clear();
        self.scale.resize(padded, 0.0);
        super::wide(Rows { x, width: width.max(1), data: &mut self.data, scale: &mut self.scale });
    }
}

/// Quantising of rows.
struct Rows<'a> {
    x: &'a [f32],
    width: usize,
    data: &'a mut [i16],
    scale: &'a mut [f32],
}

impl super::Work for Rows<'_> {
    #[inline(always)]
    fn run(self) {
        let rows = self.x.chunks_exact(self.width).zip(self.data.chunks_exact_mut(self.width));
        for ((row, to), scale) in rows.zip(self.scale) {
            *scale = quantise(row, to);
        }
    }
}

/// Quantises one row and gives its scale.
#[inline(always)]
fn quantise(row: &[f32], to: &mut [i16]) -> f32 {
    // Positive numbers stand in the order of their bits, and what is not finite stands above them all: the greatest
    // absolute value is found in whole numbers, of which the processor compares many at a time.
    let bits = row.iter().fold(0u32, |m, v| m.max(v.to_bits() & 0x7fff_ffff));
    let most = f32::from_bits(bits);
    if most == 0.0 || !most.is_finite() {
        to.fill(0);
        return 0.0;
    }
    let by = MOST / most;
    for (to, v) in to.iter_mut().zip(row) {
        *to = (v * by + ROUND).to_bits() as i16;
    }
    most / MOST
}

impl Quantised {
    /// Some of another's rows, in the given order.
    pub fn take(&mut self, from: &Quantised, rows: impl Iterator<Item = usize>) {
        self.width = from.width;
        self.data.clear();
        self.scale.clear();
        for row in rows {
            self.data.extend_from_slice(&from.data[row * from.width..][..from.width]);
            self.scale.push(from.scale[row]);
        }
        self.rows = self.scale.len();
        let padded = self.rows.next_multiple_of(STEP);
        self.data.resize(padded * self.width, 0);
        self.scale.resize(padded, 0.0);
    }
}

/// x · w + b.
#[derive(Debug)]
pub struct Linear {
    inputs: usize,
    outputs: usize,
    /// For each block of sixteen outputs and each pair of inputs, the weights of both: first those of outputs 0 to 7
    /// (input 0, input 1, next output), then those of 8 to 15.
    blocks: Vec<[i16; BLOCK]>,
    scale: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    /// From rows of eight-bit weights, one row an output, with a scale each, and a bias for each output.
    ///
    /// `None` where the sizes do not fit together or inputs are odd in number or more than 1,024.
    pub fn new(weights: &[i8], scale: &[f32], bias: &[f32]) -> Option<Self> {
        let outputs = scale.len();
        if outputs == 0 || bias.len() != outputs || !weights.len().is_multiple_of(outputs) {
            return None;
        }
        let inputs = weights.len() / outputs;
        if !inputs.is_multiple_of(2) || inputs == 0 || inputs > 1024 {
            return None;
        }
        let padded = outputs.next_multiple_of(BLOCK);
        let mut blocks = vec![[0i16; BLOCK]; padded / BLOCK * inputs];
        for (o, row) in weights.chunks_exact(inputs).enumerate() {
            for (k, w) in row.iter().enumerate() {
                let at = o / BLOCK * inputs + k / 2 * 2 + (o % BLOCK) / 8;
                blocks[at][o % 8 * 2 + k % 2] = i16::from(*w);
            }
        }
        let grown = |v: &[f32]| {
            let mut v = v.to_vec();
            v.resize(padded, 0.0);
            v
        };
        Some(Linear { inputs, outputs, blocks, scale: grown(scale), bias: grown(bias) })
    }

    /// Numbers in a row of inputs.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Numbers in a row of outputs.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Writes the product of each row to `out`, which is resized to rows × outputs.
    pub fn run(&self, x: &Quantised, out: &mut Vec<f32>) {
        debug_assert_eq!(x.width, self.inputs);
        // All of it is written: no need to clear it first.
        out.resize(x.rows * self.outputs, 0.0);
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            simd.vectorize(Wide256 { simd, layer: self, x, out });
            return;
        }
        self.narrow(x, out);
    }

    #[inline(always)]
    fn store(&self, x: &Quantised, out: &mut [f32], row: usize, block: usize, sums: &[i32; BLOCK]) {
        if row >= x.rows {
            return;
        }
        let first = block * BLOCK;
        let by = x.scale[row];
        if first + BLOCK <= self.outputs {
            let to: &mut [f32; BLOCK] =
                (&mut out[row * self.outputs + first..][..BLOCK]).try_into().expect("a block");
            let scale: &[f32; BLOCK] = self.scale[first..][..BLOCK].try_into().expect("a block");
            let bias: &[f32; BLOCK] = self.bias[first..][..BLOCK].try_into().expect("a block");
            for i in 0..BLOCK {
                to[i] = sums[i] as f32 * scale[i] * by + bias[i];
            }
            return;
        }
        let n = BLOCK.min(self.outputs - first);
        let to = &mut out[row * self.outputs + first..][..n];
        let (scale, bias) = (&self.scale[first..][..n], &self.bias[first..][..n]);
        for i in 0..n {
            to[i] = sums[i] as f32 * scale[i] * by + bias[i];
        }
    }

    /// The kernel for registers of 128 bits.
    fn narrow(&self, x: &Quantised, out: &mut [f32]) {
        for row in (0..x.rows).step_by(STEP) {
            for (b, block) in self.blocks.chunks_exact(self.inputs).enumerate() {
                let mut sums = [[i32x4::ZERO; 4]; STEP];
                for (k, pair) in block.chunks_exact(2).enumerate() {
                    let parts: [[i16; 8]; 4] = cast([pair[0], pair[1]]);
                    let parts = parts.map(i16x8::new);
                    for (r, sums) in sums.iter_mut().enumerate() {
                        let at = (row + r) * x.width + 2 * k;
                        let both: i32 = cast([x.data[at], x.data[at + 1]]);
                        let v: i16x8 = cast(i32x4::splat(both));
                        for (sum, part) in sums.iter_mut().zip(parts) {
                            *sum += part.dot(v);
                        }
                    }
                }
                for (r, sums) in sums.iter().enumerate() {
                    self.store(x, out, row + r, b, &cast(*sums));
                }
            }
        }
    }
}

/// The kernel for registers of 256 bits.
#[cfg(target_arch = "x86_64")]
struct Wide256<'a> {
    simd: pulp::x86::V3,
    layer: &'a Linear,
    x: &'a Quantised,
    out: &'a mut [f32],
}

#[cfg(target_arch = "x86_64")]
impl pulp::NullaryFnOnce for Wide256<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Wide256 { simd, layer, x, out } = self;
        let zero = simd.avx._mm256_setzero_si256();
        // Tiles of rows small enough to stay in the nearest cache while all blocks of weights pass by.
        for tile in (0..x.rows).step_by(TILE) {
            for (b, block) in layer.blocks.chunks_exact(layer.inputs).enumerate() {
                for row in (tile..x.rows.min(tile + TILE)).step_by(STEP) {
                    let rows: [&[[i16; 2]]; STEP] = std::array::from_fn(|r| {
                        bytemuck::cast_slice(&x.data[(row + r) * x.width..][..x.width])
                    });
                    let mut sums = [[zero; 2]; STEP];
                    for (k, pair) in block.chunks_exact(2).enumerate() {
                        let (first, second) = (cast(pair[0]), cast(pair[1]));
                        for r in 0..STEP {
                            let v = simd.avx._mm256_set1_epi32(cast(rows[r][k]));
                            let products = simd.avx2._mm256_madd_epi16(first, v);
                            sums[r][0] = simd.avx2._mm256_add_epi32(sums[r][0], products);
                            let products = simd.avx2._mm256_madd_epi16(second, v);
                            sums[r][1] = simd.avx2._mm256_add_epi32(sums[r][1], products);
                        }
                    }
                    for (r, sums) in sums.iter().enumerate() {
                        layer.store(x, out, row + r, b, &cast(*sums));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Both kernels give the sums that plain arithmetic gives.
        #[test]
        fn kernels_agree(
            rows in 0usize..9,
            half in 1usize..20,
            outputs in 1usize..40,
            seed in any::<u64>(),
        ) {
            let inputs = 2 * half;
            let mut state = seed | 1;
            let mut draw = || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state
            };
            let weights: Vec<i8> = (0..inputs * outputs).map(|_| (draw() % 255) as i8).collect();
            let scale: Vec<f32> = (0..outputs).map(|_| (draw() % 100) as f32 / 1000.0).collect();
            let bias: Vec<f32> = (0..outputs).map(|_| (draw() % 100) as f32 / 10.0 - 5.0).collect();
            let x: Vec<f32> = (0..rows * inputs).map(|_| (draw() % 2000) as f32 / 100.0 - 10.0).collect();
            let layer = Linear::new(&weights, &scale, &bias).expect("sizes fit");
            let mut q = Quantised::default();
            q.set(&x, inputs);
            let mut wide = Vec::new();
            layer.run(&q, &mut wide);
            let mut narrow = vec![0.0; rows * outputs];
            layer.narrow(&q, &mut narrow);
            prop_assert_eq!(&wide, &narrow);
            for r in 0..rows {
                for o in 0..outputs {
                    let exact: f64 = (0..inputs)
                        .map(|k| f64::from(x[r * inputs + k]) * f64::from(weights[o * inputs + k]))
                        .sum::<f64>() * f64::from(scale[o]) + f64::from(bias[o]);
                    prop_assert!((f64::from(wide[r * outputs + o]) - exact).abs() < 0.05, "{} {}", wide[r * outputs + o], exact);
                }
            }
        }
    }
}
