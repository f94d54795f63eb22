//! Weights as bytes: a header in JSON, then the numbers.
//!
//! Layout: eight bytes `FHNET01\n`; the length of the header, four bytes, little end first; the header,
//! `{"name": …, "tensors": [{"name", "kind", "rows", "cols"}], "labels": {…}}`; then each tensor in that order.
//! `f32`: rows × cols numbers of four bytes, little end first. `i8`: a scale of four bytes for each row, then
//! rows × cols signed bytes. Nothing may follow.

use super::linear::Linear;
use crate::hash::Map;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// First bytes of a file of weights.
pub const MAGIC: &[u8; 8] = b"FHNET01\n";

/// What is written of a tensor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in the network.
    pub name: String,
    /// `i8` or `f32`.
    pub kind: String,
    /// Rows.
    pub rows: usize,
    /// Numbers in a row.
    pub cols: usize,
}

/// The header.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Header {
    /// Name of the network.
    pub name: String,
    /// Its tensors, in the order of the numbers.
    pub tensors: Vec<Entry>,
    /// Label inventories by head.
    pub labels: BTreeMap<String, Vec<String>>,
}

#[derive(Debug)]
enum Numbers {
    Float(Vec<f32>),
    Byte { scale: Vec<f32>, data: Cow<'static, [i8]> },
}

/// A file of weights, read.
#[derive(Debug)]
pub struct Weights {
    /// Label inventories by head.
    pub labels: BTreeMap<String, Vec<String>>,
    tensors: Map<String, (Entry, Numbers)>,
}

/// Why weights cannot be used: one line, without a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit(pub String);

impl std::fmt::Display for Unfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "these weights cannot be used: {}", self.0)
    }
}

impl std::error::Error for Unfit {}

fn unfit<T>(why: impl Into<String>) -> Result<T, Unfit> {
    Err(Unfit(why.into()))
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

impl Weights {
    /// Reads a file of weights for the network called `name`. Bytes that are part of the program are not copied.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>, name: &str) -> Result<Self, Unfit> {
        match bytes.into() {
            Cow::Borrowed(bytes) => {
                Self::parse(bytes, name, |data| Cow::Borrowed(bytemuck::cast_slice(data)))
            }
            Cow::Owned(bytes) => {
                Self::parse(&bytes, name, |data| Cow::Owned(bytemuck::cast_slice(data).to_vec()))
            }
        }
    }

    fn parse<'a>(
        bytes: &'a [u8],
        name: &str,
        keep: impl Fn(&'a [u8]) -> Cow<'static, [i8]>,
    ) -> Result<Self, Unfit> {
        let Some(rest) = bytes.strip_prefix(MAGIC) else {
            return unfit("they do not begin as weights do");
        };
        let Some((length, rest)) = rest.split_first_chunk::<4>() else { return unfit("they are cut short") };
        let length = u32::from_le_bytes(*length) as usize;
        let Some((header, mut rest)) = rest.split_at_checked(length) else {
            return unfit("they are cut short");
        };
        let header: Header = serde_json::from_slice(header).map_err(|e| Unfit(format!("header: {e}")))?;
        if header.name != name {
            return unfit(format!("they are for {:?}, not for {name:?}", header.name));
        }
        let mut tensors = Map::default();
        for entry in header.tensors {
            let count = entry.rows.checked_mul(entry.cols);
            let size = match entry.kind.as_str() {
                "f32" => count.and_then(|c| c.checked_mul(4)),
                "i8" => count.and_then(|c| c.checked_add(entry.rows.checked_mul(4)?)),
                _ => None,
            };
            let Some((own, after)) = size.and_then(|s| rest.split_at_checked(s)) else {
                return unfit("they are cut short");
            };
            rest = after;
            let numbers = if entry.kind == "f32" {
                Numbers::Float(floats(own))
            } else {
                let (scale, data) = own.split_at(entry.rows * 4);
                Numbers::Byte { scale: floats(scale), data: keep(data) }
            };
            tensors.insert(entry.name.clone(), (entry, numbers));
        }
        if !rest.is_empty() {
            return unfit("something follows them");
        }
        Ok(Weights { labels: header.labels, tensors })
    }

    fn take(&mut self, name: &str) -> Result<(Entry, Numbers), Unfit> {
        self.tensors.remove(name).ok_or_else(|| Unfit(format!("{name} is missing")))
    }

    /// Takes a matrix of plain numbers.
    pub fn floats(&mut self, name: &str) -> Result<Vec<f32>, Unfit> {
        match self.take(name)? {
            (_, Numbers::Float(data)) => Ok(data),
            _ => unfit(format!("{name} should hold plain numbers")),
        }
    }

    /// Takes `NAME.w` and `NAME.b`.
    pub fn linear(&mut self, name: &str) -> Result<Linear, Unfit> {
        let (_, weights) = self.take(&format!("{name}.w"))?;
        let bias = self.floats(&format!("{name}.b"))?;
        let Numbers::Byte { scale, data } = weights else {
            return unfit(format!("{name} should hold bytes"));
        };
        Linear::new(&data, &scale, &bias).ok_or_else(|| Unfit(format!("{name} has an odd size")))
    }

    /// Takes `NAME.w`, `NAME.b` and `NAME.vb`.
    pub fn sru(&mut self, name: &str) -> Result<super::sru::Sru, Unfit> {
        let linear = self.linear(name)?;
        let gates = self.floats(&format!("{name}.vb"))?;
        super::sru::Sru::new(linear, gates).ok_or_else(|| Unfit(format!("{name} has an odd size")))
    }

    /// Takes the recurrent layers `layer0`, `layer1`, … as far as there are any; one that does not fit is an error.
    pub fn layers(&mut self) -> Result<Vec<super::sru::Sru>, Unfit> {
        let mut out = Vec::new();
        while self.tensors.contains_key(&format!("layer{}.w", out.len())) {
            out.push(self.sru(&format!("layer{}", out.len()))?);
        }
        Ok(out)
    }

    /// Takes a table of rows.
    pub fn table(&mut self, name: &str) -> Result<Table, Unfit> {
        match self.take(name)? {
            (entry, Numbers::Byte { scale, data }) if entry.cols > 0 => {
                Ok(Table { width: entry.cols, scale, data })
            }
            _ => unfit(format!("{name} should hold rows of bytes")),
        }
    }

    /// Takes the labels of a head.
    pub fn labels(&mut self, name: &str) -> Result<Vec<String>, Unfit> {
        self.labels.remove(name).ok_or_else(|| Unfit(format!("the labels of {name} are missing")))
    }
}

/// Learnt vectors, one a row.
#[derive(Debug)]
pub struct Table {
    width: usize,
    scale: Vec<f32>,
    data: Cow<'static, [i8]>,
}

impl Table {
    /// Numbers in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.scale.len()
    }

    /// Adds, for each item, the rows up to its end in `ends` to its own stretch of `out`, in their order. Rows that the
    /// table does not have add nothing.
    pub fn add_all(&self, rows: &[u32], ends: &[usize], out: &mut [f32]) {
        let (mut now, mut next) = (Vec::new(), Vec::new());
        let mut from = 0;
        let mut fill = |known: &mut Vec<_>, end: usize| {
            known.clear();
            let mut first = 0;
            for row in &rows[from..end] {
                let at = *row as usize;
                let own = self.data.get(at * self.width..).and_then(|d| d.get(..self.width));
                if let (Some(own), Some(scale)) = (own, self.scale.get(at)) {
                    // Looked at now, so that the processor fetches it while the item before is summed.
                    first ^= own[0] ^ own[self.width - 1];
                    known.push((own, *scale));
                }
            }
            from = end;
            std::hint::black_box(first);
        };
        if let Some(end) = ends.first() {
            fill(&mut next, *end);
        }
        for (i, out) in out.chunks_exact_mut(self.width).take(ends.len()).enumerate() {
            std::mem::swap(&mut now, &mut next);
            if let Some(end) = ends.get(i + 1) {
                fill(&mut next, *end);
            }
            self.add(&now, out);
        }
    }

    /// Adds rows, each with its scale, to `out`, in their order.
    fn add(&self, rows: &[(&[i8], f32)], out: &mut [f32]) {
        let blocks = out.len() / LANES;
        #[cfg(target_arch = "x86_64")]
        let done = match pulp::x86::V3::try_new() {
            Some(simd) => {
                simd.vectorize(Wide256 { simd, rows, out: out.as_chunks_mut().0 });
                blocks * LANES
            }
            None => 0,
        };
        #[cfg(not(target_arch = "x86_64"))]
        let done = 0;
        for (row, scale) in rows {
            for (to, v) in out[done..].iter_mut().zip(&row[done..]) {
                *to += scale * f32::from(*v);
            }
        }
    }
}

/// Numbers of a row that are summed at a time.
const LANES: usize = 16;

/// Sums of rows in registers of 256 bits: the same products and sums in the same order.
#[cfg(target_arch = "x86_64")]
struct Wide256<'a> {
    simd: pulp::x86::V3,
    rows: &'a [(&'a [i8], f32)],
    out: &'a mut [[f32; LANES]],
}

#[cfg(target_arch = "x86_64")]
impl pulp::NullaryFnOnce for Wide256<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Wide256 { simd, rows, out } = self;
        let floats = |bytes| simd.avx._mm256_cvtepi32_ps(simd.avx2._mm256_cvtepi8_epi32(bytes));
        for (b, out) in out.iter_mut().enumerate() {
            let [mut low, mut high] = bytemuck::cast(*out);
            for (row, scale) in rows {
                let Some(part) = row.as_chunks::<LANES>().0.get(b) else { continue };
                let bytes = bytemuck::cast(*part);
                let scale = simd.avx._mm256_set1_ps(*scale);
                let first = simd.avx._mm256_mul_ps(scale, floats(bytes));
                low = simd.avx._mm256_add_ps(low, first);
                let second = simd.avx._mm256_mul_ps(scale, floats(simd.sse2._mm_srli_si128::<8>(bytes)));
                high = simd.avx._mm256_add_ps(high, second);
            }
            *out = bytemuck::cast([low, high]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_weights_are_refused() {
        let header = br#"{"name":"n","tensors":[{"name":"a","kind":"i8","rows":2,"cols":3}],"labels":{}}"#;
        let mut bytes = MAGIC.to_vec();
        bytes.extend((header.len() as u32).to_le_bytes());
        bytes.extend(header);
        bytes.extend([0u8; 8 + 6]);
        let read = |bytes: &[u8], name| Weights::read(bytes.to_vec(), name);
        assert!(read(&bytes, "n").is_ok());
        assert!(read(&bytes, "m").is_err(), "another network's");
        for cut in 0..bytes.len() {
            assert!(read(&bytes[..cut], "n").is_err(), "cut at {cut}");
        }
        bytes.push(0);
        assert!(read(&bytes, "n").is_err(), "something follows");
    }
}
