//! Products of matrices in whole numbers.
//!
//! Weights have six bits and a scale for each output, inputs seven bits and a scale for each row. So four products of
//! pairs fit into sixteen bits and are summed there before they are widened to `i32`: exactly, so that the order of
//! summation and the width of the processor's registers change nothing. Two kernels give the same sums: one for AVX2,
//! chosen when the program runs, and one for everything else. What so few bits cost was measured when they were chosen:
//! nothing that the development data shows.

use super::math::ROUND;
use bytemuck::{cast, cast_slice, cast_slice_mut};

/// Greatest absolute value of a quantised input.
const MOST: f32 = 63.0;
/// Added to a quantised input, so that it is positive: the processor multiplies unsigned with signed bytes.
const ZERO: u8 = 64;
const ZEROS: i32 = i32::from_ne_bytes([ZERO; 4]);
/// Greatest absolute value of a weight: 2 · 127 · 31 · 4 is less than 2¹⁵.
const HEAVIEST: i32 = 31;
/// Inputs whose products are summed in sixteen bits.
const CHUNK: usize = 16;
/// Fours of them.
const GROUPS: usize = CHUNK / 4;
/// Rows that a kernel takes at a time.
const STEP: usize = 3;
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
    /// Numbers in a row as given; what is stored is padded to a multiple of [`CHUNK`].
    width: usize,
    /// Four numbers each, so that they lie where the processor can take four at once.
    data: Vec<i32>,
    scale: Vec<f32>,
}

impl Quantised {
    /// Quantises rows of `width` numbers.
    pub fn set(&mut self, x: &[f32], width: usize) {
        debug_assert!(x.len().is_multiple_of(width.max(1)));
        self.rows = x.len() / width.max(1);
        self.width = width;
        let padded = self.rows.next_multiple_of(STEP);
        let stride = self.stride();
        self.data.resize(padded * stride, ZEROS);
        self.scale.resize(padded, 0.0);
        super::wide(Rows { x, width: width.max(1), stride, data: &mut self.data, scale: &mut self.scale });
    }

    /// Items of `data` that make a row.
    fn stride(&self) -> usize {
        self.width.next_multiple_of(CHUNK) / 4
    }

    fn row(&self, row: usize) -> &[i32] {
        let stride = self.stride();
        &self.data[row * stride..][..stride]
    }

    /// Some of another's rows, in the given order.
    pub fn take(&mut self, from: &Quantised, rows: impl Iterator<Item = usize>) {
        self.width = from.width;
        self.data.clear();
        self.scale.clear();
        for row in rows {
            self.data.extend_from_slice(from.row(row));
            self.scale.push(from.scale[row]);
        }
        self.rows = self.scale.len();
        let padded = self.rows.next_multiple_of(STEP);
        self.data.resize(padded * self.stride(), ZEROS);
        self.scale.resize(padded, 0.0);
    }
}

/// Quantising of rows.
struct Rows<'a> {
    x: &'a [f32],
    width: usize,
    stride: usize,
    data: &'a mut [i32],
    scale: &'a mut [f32],
}

impl super::Work for Rows<'_> {
    #[inline(always)]
    fn run(self) {
        let rows = self.x.chunks_exact(self.width).zip(self.data.chunks_exact_mut(self.stride));
        for ((row, to), scale) in rows.zip(self.scale) {
            *scale = quantise(row, &mut cast_slice_mut(to)[..self.width]);
        }
    }
}

/// Quantises one row and gives its scale.
#[inline(always)]
fn quantise(row: &[f32], to: &mut [u8]) -> f32 {
    // Positive numbers stand in the order of their bits, and what is not finite stands above them all: the greatest
    // absolute value is found in whole numbers, of which the processor compares many at a time.
    let bits = row.iter().fold(0u32, |m, v| m.max(v.to_bits() & 0x7fff_ffff));
    let most = f32::from_bits(bits);
    if most == 0.0 || !most.is_finite() {
        to.fill(ZERO);
        return 0.0;
    }
    let by = MOST / most;
    for (to, v) in to.iter_mut().zip(row) {
        *to = (v * by + (ROUND + f32::from(ZERO))).to_bits() as u8;
    }
    most / MOST
}

/// x · w + b.
#[derive(Debug)]
pub struct Linear {
    inputs: usize,
    outputs: usize,
    /// For each block of sixteen outputs and each four inputs, the weights of these: first those of outputs 0 to 7
    /// (input 0, 1, 2, 3, next output), then those of 8 to 15. Inputs are padded to a multiple of [`CHUNK`].
    blocks: Vec<[i8; 32]>,
    /// For each output what its sum begins with: minus the products of [`ZERO`].
    first: Vec<i32>,
    scale: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    /// From rows of eight-bit weights, one row an output, with a scale each, and a bias for each output. Weights are
    /// rounded to six bits here.
    ///
    /// `None` where the sizes do not fit together or inputs are more than 1,024.
    pub fn new(weights: &[i8], scale: &[f32], bias: &[f32]) -> Option<Self> {
        let outputs = scale.len();
        if outputs == 0 || bias.len() != outputs || !weights.len().is_multiple_of(outputs) {
            return None;
        }
        let inputs = weights.len() / outputs;
        if inputs == 0 || inputs > 1024 {
            return None;
        }
        let padded = outputs.next_multiple_of(BLOCK);
        let groups = inputs.next_multiple_of(CHUNK) / 4;
        let mut blocks = vec![[0i8; 32]; padded / BLOCK * groups * 2];
        let mut first = vec![0i32; padded];
        let mut steps = vec![0.0f32; outputs];
        for (o, row) in weights.chunks_exact(inputs).enumerate() {
            let step = step(row);
            steps[o] = step * scale[o];
            for (k, w) in row.iter().enumerate() {
                let w = lighter(*w, step);
                first[o] -= i32::from(ZERO) * i32::from(w);
                let at = (o / BLOCK * groups + k / 4) * 2 + (o % BLOCK) / 8;
                blocks[at][o % 8 * 4 + k % 4] = w;
            }
        }
        let grown = |v: &[f32]| {
            let mut v = v.to_vec();
            v.resize(padded, 0.0);
            v
        };
        let (scale, bias) = (grown(&steps), grown(bias));
        Some(Linear { inputs, outputs, blocks, first, scale, bias })
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
        // All of it is written: no need to clear it first.
        out.resize(x.rows * self.outputs, 0.0);
        self.write(x, out);
    }

    /// The same to the beginning of `out`, which grows where it is too short and keeps its length otherwise: a buffer of
    /// many texts is then not cleared anew for each.
    pub fn run_within(&self, x: &Quantised, out: &mut Vec<f32>) {
        let all = x.rows * self.outputs;
        if out.len() < all {
            out.resize(all, 0.0);
        }
        self.write(x, &mut out[..all]);
    }

    fn write(&self, x: &Quantised, out: &mut [f32]) {
        debug_assert_eq!(x.width, self.inputs);
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

    /// Vectors of weights of a block.
    fn vectors(&self) -> usize {
        self.inputs.next_multiple_of(CHUNK) / 2
    }

    /// The kernel for everything else: plain loops, which compilers turn into what the processor has.
    fn narrow(&self, x: &Quantised, out: &mut [f32]) {
        for row in 0..x.rows {
            let inputs: &[u8] = cast_slice(x.row(row));
            for (b, block) in self.blocks.chunks_exact(self.vectors()).enumerate() {
                let mut sums: [i32; BLOCK] = self.first[b * BLOCK..][..BLOCK].try_into().expect("a block");
                for (x, pair) in inputs.chunks_exact(4).zip(block.chunks_exact(2)) {
                    for (half, weights) in pair.iter().enumerate() {
                        for (o, w) in weights.chunks_exact(4).enumerate() {
                            let products = w.iter().zip(x).map(|(w, x)| i32::from(*w) * i32::from(*x));
                            sums[half * 8 + o] += products.sum::<i32>();
                        }
                    }
                }
                self.store(x, out, row, b, &sums);
            }
        }
    }
}

/// A weight of eight bits as one of six, in steps of `step`, to the nearest.
fn lighter(w: i8, step: f32) -> i8 {
    let most = HEAVIEST as f32;
    let steps = (f32::from(w) / step).clamp(-most, most);
    (steps + ROUND - ROUND) as i8
}

/// The step in which a row of weights loses least by having six bits: the few greatest are better cut off than the many
/// small ones rounded coarsely.
fn step(row: &[i8]) -> f32 {
    let loss = |step: f32| -> f32 {
        row.iter().map(|w| f32::from(*w) - step * f32::from(lighter(*w, step))).map(|e| e * e).sum()
    };
    let most = row.iter().map(|w| w.unsigned_abs()).max().unwrap_or(0).max(1);
    let widest = f32::from(most) / HEAVIEST as f32;
    let mut best = (f32::INFINITY, widest);
    for cut in [1.0, 0.9, 0.8, 0.7, 0.6] {
        let found = loss(widest * cut);
        if found < best.0 {
            best = (found, widest * cut);
        }
    }
    best.1
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
        let ones = simd.avx._mm256_set1_epi16(1);
        let stride = x.stride();
        // Tiles of rows small enough to stay in the nearest cache while all blocks of weights pass by.
        for tile in (0..x.rows).step_by(TILE) {
            for (b, block) in layer.blocks.chunks_exact(layer.vectors()).enumerate() {
                let first: [i32; BLOCK] = layer.first[b * BLOCK..][..BLOCK].try_into().expect("a block");
                let first: [[i32; 8]; 2] = cast(first);
                let halves = |from: &[f32]| -> [[f32; 8]; 2] {
                    let block: [f32; BLOCK] = from[b * BLOCK..][..BLOCK].try_into().expect("a block");
                    cast(block)
                };
                let (scale, bias) = (halves(&layer.scale).map(cast), halves(&layer.bias).map(cast));
                for row in (tile..x.rows.min(tile + TILE)).step_by(STEP) {
                    let rows: [&[[i32; GROUPS]]; STEP] =
                        std::array::from_fn(|r| x.data[(row + r) * stride..][..stride].as_chunks().0);
                    let mut sums = [[cast(first[0]), cast(first[1])]; STEP];
                    for (k, weights) in block.as_chunks::<{ 2 * GROUPS }>().0.iter().enumerate() {
                        let mut short = [[simd.avx._mm256_setzero_si256(); 2]; STEP];
                        for g in 0..GROUPS {
                            let (left, right) = (cast(weights[2 * g]), cast(weights[2 * g + 1]));
                            for r in 0..STEP {
                                let four = simd.avx._mm256_set1_epi32(rows[r][k][g]);
                                let products = simd.avx2._mm256_maddubs_epi16(four, left);
                                short[r][0] = simd.avx2._mm256_add_epi16(short[r][0], products);
                                let products = simd.avx2._mm256_maddubs_epi16(four, right);
                                short[r][1] = simd.avx2._mm256_add_epi16(short[r][1], products);
                            }
                        }
                        for r in 0..STEP {
                            let wide = simd.avx2._mm256_madd_epi16(short[r][0], ones);
                            sums[r][0] = simd.avx2._mm256_add_epi32(sums[r][0], wide);
                            let wide = simd.avx2._mm256_madd_epi16(short[r][1], ones);
                            sums[r][1] = simd.avx2._mm256_add_epi32(sums[r][1], wide);
                        }
                    }
                    let [first, second, third] = sums;
                    for (r, [left, right]) in [(0, first), (1, second), (2, third)] {
                        let row = row + r;
                        let by = x.scale.get(row).copied().unwrap_or_default();
                        let full = (b + 1) * BLOCK <= layer.outputs;
                        let to = out
                            .get_mut(row * layer.outputs + b * BLOCK..)
                            .filter(|_| full && row < x.rows)
                            .and_then(|to| to.first_chunk_mut::<BLOCK>());
                        let Some(to) = to else {
                            layer.store(x, out, row, b, &cast([left, right]));
                            continue;
                        };
                        let by = simd.avx._mm256_set1_ps(by);
                        let number = |sums, scale, bias| {
                            let sums = simd.avx._mm256_cvtepi32_ps(sums);
                            let sums = simd.avx._mm256_mul_ps(simd.avx._mm256_mul_ps(sums, scale), by);
                            simd.avx._mm256_add_ps(sums, bias)
                        };
                        *to = cast([number(left, scale[0], bias[0]), number(right, scale[1], bias[1])]);
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
            inputs in 1usize..70,
            outputs in 1usize..40,
            seed in any::<u64>(),
        ) {
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
                    let products = (0..inputs)
                        .map(|k| f64::from(x[r * inputs + k]) * f64::from(weights[o * inputs + k]));
                    let exact = products.sum::<f64>() * f64::from(scale[o]) + f64::from(bias[o]);
                    // Half a step of each input and of each weight, as if all erred to one side.
                    let most = 10.0 * 127.0 * inputs as f64 * f64::from(scale[o]);
                    let got = f64::from(wide[r * outputs + o]);
                    prop_assert!((got - exact).abs() <= most * (0.5 / 63.0 + 0.5 / 31.0) * 1.1 + 1e-3, "{got} {exact}");
                }
            }
        }
    }
}
