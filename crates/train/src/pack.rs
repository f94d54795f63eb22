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

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_core::net::file::Weights;

    #[test]
    fn numbers_come_back_as_they_were() {
        let mut params = Params::default();
        let table = Mat::from_shape_fn((3, 2), |(r, c)| r as f32 * 10.0 * (c as f32 - 0.5));
        params.put("table", table, true);
        params.put("plain", Mat::from_shape_fn((1, 3), |(_, c)| 0.1 + c as f32), false);
        params.put("role.w", Mat::zeros((2, 2)), false);
        let labels = BTreeMap::from([("tags".to_owned(), vec!["A".to_owned()])]);
        let bytes = pack("toy", &params, labels, &["role"]);
        assert_eq!(
            bytes,
            pack("toy", &params, BTreeMap::from([("tags".to_owned(), vec!["A".to_owned()])]), &["role"])
        );
        let mut w = Weights::read(bytes.clone(), "toy").expect("what is packed can be read");
        assert_eq!(w.labels("tags"), Ok(vec!["A".to_owned()]));
        assert_eq!(w.floats("plain"), Ok(vec![0.1, 1.1, 2.1]), "plain numbers bit by bit");
        let table = w.table("table").expect("it is there");
        let mut out = vec![0.0; 4];
        // A word of the rows 0 and 1, one of the row 2 and of one that the table does not have.
        table.add_all(&[0, 1, 2, 9], &[2, 4], &mut out);
        for (got, want) in out.iter().zip([-5.0, 5.0, -10.0, 10.0]) {
            assert!((got - want).abs() < 0.01, "{out:?}");
        }
        assert!(w.linear("role").is_err(), "left behind");
    }
}
