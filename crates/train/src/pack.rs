//! Writes a network's numbers as the program reads them: eight bits for matrices and tables, with a scale for each
//! output or row; plain numbers for the rest. See `firsthand_core::net::file`.

use crate::params::{Mat, Params};
use firsthand_core::net::file::{Entry, Header, MAGIC};
use std::collections::BTreeMap;

/// Rows of eight-bit numbers with their scales, appended to `out`.
fn bytes(rows: &Mat, out: &mut Vec<u8>) {
    let scales: Vec<f32> =
        rows.rows().into_iter().map(|r| r.iter().fold(0.0f32, |m, v| m.max(v.abs())) / 127.0).collect();
    for s in &scales {
        out.extend_from_slice(&s.to_le_bytes());
    }
    for (row, s) in rows.rows().into_iter().zip(&scales) {
        out.extend(row.iter().map(|v| if *s > 0.0 { (v / s).round() as i8 as u8 } else { 0 }));
    }
}

/// The file of weights of a network. Matrices named `….w` are multiplied with eight-bit numbers and stand transposed;
/// tables have eight bits a number; all else is kept as it is. Tensors whose names begin with one of `not` are for
/// training alone and stay behind.
pub(crate) fn pack(
    name: &str,
    params: &Params,
    labels: BTreeMap<String, Vec<String>>,
    not: &[&str],
) -> Vec<u8> {
    let (mut tensors, mut data) = (Vec::new(), Vec::new());
    for (tensor, value, table) in params.all() {
        if not.iter().any(|n| tensor.starts_with(n)) {
            continue;
        }
        let byte = table || tensor.ends_with(".w");
        let value = if tensor.ends_with(".w") { value.t().to_owned() } else { value.clone() };
        tensors.push(Entry {
            name: tensor.to_owned(),
            kind: if byte { "i8" } else { "f32" }.to_owned(),
            rows: value.nrows(),
            cols: value.ncols(),
        });
        if byte {
            bytes(&value, &mut data);
        } else {
            for v in &value {
                data.extend_from_slice(&v.to_le_bytes());
            }
        }
    }
    let header =
        serde_json::to_vec(&Header { name: name.to_owned(), tensors, labels }).expect("a header is JSON");
    let mut out = MAGIC.to_vec();
    out.extend((header.len() as u32).to_le_bytes());
    out.extend(header);
    out.extend(data);
    out
}
