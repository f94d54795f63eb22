//! A small tape for reverse-mode differentiation over matrices.
//!
//! A [`Tape`] runs operations forward, one node each, and keeps what the way back needs; [`Tape::backward`] then adds the
//! derivatives of the summed losses to a [`Grads`]. Rows are words; words of several texts lie one under the other, with
//! [`Segments`] telling where a text begins. Only what the readers need is here.

#[cfg(test)]
mod tests;

use crate::ops::{crf, sru};
use crate::params::{Grads, Mat, ParamId, Params};
use firsthand_core::net::tree;
use ndarray::{Axis, Slice};

/// Number of a node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node(usize);

/// Half-open ranges of rows, ascending, that are read each by itself.
pub(crate) type Segments = Vec<std::ops::Range<usize>>;

/// Target that counts for no loss.
pub(crate) const IGNORE: usize = usize::MAX;

/// What was done, with what the way back needs.
enum Op {
    Input,
    RowsSum {
        table: ParamId,
        rows: Vec<u32>,
        ends: Vec<usize>,
    },
    Linear {
        x: Node,
        w: ParamId,
        b: ParamId,
    },
    Add {
        a: Node,
        b: Node,
    },
    Relu {
        x: Node,
    },
    Mask {
        x: Node,
        mask: Mat,
    },
    Sru {
        u: Node,
        x: Node,
        vb: ParamId,
        segments: Segments,
        kept: sru::Kept,
    },
    AppendRow {
        x: Node,
        row: ParamId,
    },
    Gather {
        x: Node,
        index: Vec<usize>,
    },
    /// A loss: its derivatives by its inputs, made on the way forward.
    Loss {
        by: Vec<(Node, Mat)>,
        by_params: Vec<(ParamId, Mat)>,
    },
}

/// Operations run so far.
pub(crate) struct Tape<'p> {
    params: &'p Params,
    values: Vec<Mat>,
    ops: Vec<Op>,
    /// Sum of the losses.
    pub(crate) loss: f64,
}

impl<'p> Tape<'p> {
    /// An empty tape over these parameters.
    pub(crate) fn new(params: &'p Params) -> Self {
        Self { params, values: Vec::new(), ops: Vec::new(), loss: 0.0 }
    }

    /// What a node holds.
    pub(crate) fn value(&self, node: Node) -> &Mat {
        &self.values[node.0]
    }

    /// Adds a node.
    fn push(&mut self, value: Mat, op: Op) -> Node {
        self.values.push(value);
        self.ops.push(op);
        Node(self.values.len() - 1)
    }

    /// A constant.
    pub(crate) fn input(&mut self, value: Mat) -> Node {
        self.push(value, Op::Input)
    }

    /// For each word the sum of its rows of a table; `ends[i]` is where the rows of word `i` end in `rows`.
    pub(crate) fn rows_sum(&mut self, table: ParamId, rows: Vec<u32>, ends: Vec<usize>) -> Node {
        let t = self.params.value(table);
        let mut out = Mat::zeros((ends.len(), t.ncols()));
        let mut from = 0;
        for (i, end) in ends.iter().enumerate() {
            let mut sum = out.row_mut(i);
            for r in &rows[from..*end] {
                sum += &t.row(*r as usize);
            }
            from = *end;
        }
        self.push(out, Op::RowsSum { table, rows, ends })
    }

    /// x · w + b.
    pub(crate) fn linear(&mut self, x: Node, w: ParamId, b: ParamId) -> Node {
        let mut out = self.values[x.0].dot(self.params.value(w));
        out += &self.params.value(b).row(0);
        self.push(out, Op::Linear { x, w, b })
    }

    /// a + b.
    pub(crate) fn add(&mut self, a: Node, b: Node) -> Node {
        let out = &self.values[a.0] + &self.values[b.0];
        self.push(out, Op::Add { a, b })
    }

    /// max(x, 0).
    pub(crate) fn relu(&mut self, x: Node) -> Node {
        let out = self.values[x.0].mapv(|v| v.max(0.0));
        self.push(out, Op::Relu { x })
    }

    /// Drops numbers with probability `p` and scales the rest up.
    pub(crate) fn dropout(&mut self, x: Node, p: f32, rng: &mut fastrand::Rng) -> Node {
        if p <= 0.0 {
            return x;
        }
        let keep = 1.0 / (1.0 - p);
        let limit = (p * 65536.0) as u32;
        let mut mask = Mat::zeros(self.values[x.0].raw_dim());
        let mut bits = 0u64;
        for (i, m) in mask.iter_mut().enumerate() {
            if i % 4 == 0 {
                bits = rng.u64(..);
            }
            *m = if (bits & 0xffff) as u32 >= limit { keep } else { 0.0 };
            bits >>= 16;
        }
        let out = &self.values[x.0] * &mask;
        self.push(out, Op::Mask { x, mask })
    }

    /// A bidirectional simple recurrent unit over each segment; see [`sru`].
    pub(crate) fn sru(&mut self, x: Node, w: ParamId, b: ParamId, vb: ParamId, segments: &Segments) -> Node {
        let u = self.linear(x, w, b);
        let (out, kept) = sru::forward(&self.values[u.0], &self.values[x.0], self.params.value(vb), segments);
        self.push(out, Op::Sru { u, x, vb, segments: segments.clone(), kept })
    }

    /// x with one learnt row below it.
    pub(crate) fn append_row(&mut self, x: Node, row: ParamId) -> Node {
        let v = &self.values[x.0];
        let mut out = Mat::zeros((v.nrows() + 1, v.ncols()));
        out.slice_axis_mut(Axis(0), Slice::from(..v.nrows())).assign(v);
        out.row_mut(v.nrows()).assign(&self.params.value(row).row(0));
        self.push(out, Op::AppendRow { x, row })
    }

    /// The rows of x with these numbers.
    pub(crate) fn gather(&mut self, x: Node, index: Vec<usize>) -> Node {
        let out = self.values[x.0].select(Axis(0), &index);
        self.push(out, Op::Gather { x, index })
    }

    /// Cross-entropy of each row's softmax with its target, times `weight`.
    pub(crate) fn cross_entropy(&mut self, logits: Node, targets: &[usize], weight: f32) {
        let v = &self.values[logits.0];
        let mut d = Mat::zeros(v.raw_dim());
        let mut loss = 0.0;
        for (i, target) in targets.iter().enumerate() {
            if *target == IGNORE {
                continue;
            }
            let p = softmax(v.row(i).iter().copied());
            loss -= f64::from(p[*target].max(1e-12).ln());
            for (j, pj) in p.iter().enumerate() {
                d[[i, j]] = weight * (pj - f32::from(u8::from(j == *target)));
            }
        }
        self.loss += loss * f64::from(weight);
        self.push(Mat::zeros((0, 0)), Op::Loss { by: vec![(logits, d)], by_params: Vec::new() });
    }

    /// Cross-entropy of each word's head: scores are the products of its row in `dep` with each row in `head` of its
    /// segment and with the last row of `head`, which stands for the root, plus what `far` says of the distance
    /// ([`tree::distance`]). `targets` are rows of `head`.
    pub(crate) fn heads(
        &mut self,
        dep: Node,
        head: Node,
        far: Node,
        segments: &Segments,
        targets: &[usize],
        weight: f32,
    ) {
        let (dv, hv, fv) = (&self.values[dep.0], &self.values[head.0], &self.values[far.0]);
        let root = hv.nrows() - 1;
        let (mut dd, mut dh) = (Mat::zeros(dv.raw_dim()), Mat::zeros(hv.raw_dim()));
        let mut df = Mat::zeros(fv.raw_dim());
        let mut loss = 0.0;
        for seg in segments {
            let d = dv.slice_axis(Axis(0), Slice::from(seg.clone()));
            let h = hv.slice_axis(Axis(0), Slice::from(seg.clone()));
            let mut scores = d.dot(&h.t());
            let to_root = d.dot(&hv.row(root));
            let mut by_root = vec![0.0f32; seg.len()];
            for i in 0..seg.len() {
                let target = targets[seg.start + i];
                let at_row = seg.start + i;
                let mut row: Vec<f32> = scores.row(i).to_vec();
                for (j, v) in row.iter_mut().enumerate() {
                    *v += fv[[at_row, tree::distance(i, j)]];
                }
                row[i] = f32::NEG_INFINITY; // no word is its own head
                row.push(to_root[i]);
                let p = softmax(row.into_iter());
                if target == IGNORE {
                    scores.row_mut(i).fill(0.0);
                    continue;
                }
                let at = if target == root { seg.len() } else { target - seg.start };
                loss -= f64::from(p[at].max(1e-12).ln());
                for j in 0..seg.len() {
                    scores[[i, j]] = weight * (p[j] - f32::from(u8::from(j == at)));
                    df[[at_row, tree::distance(i, j)]] += scores[[i, j]];
                }
                by_root[i] = weight * (p[seg.len()] - f32::from(u8::from(at == seg.len())));
            }
            dd.slice_axis_mut(Axis(0), Slice::from(seg.clone())).assign(&scores.dot(&h));
            dh.slice_axis_mut(Axis(0), Slice::from(seg.clone())).assign(&scores.t().dot(&d));
            for (i, g) in by_root.iter().enumerate() {
                let row = seg.start + i;
                dd.row_mut(row).scaled_add(*g, &hv.row(root));
                dh.row_mut(root).scaled_add(*g, &dv.row(row));
            }
        }
        self.loss += loss * f64::from(weight);
        self.push(
            Mat::zeros((0, 0)),
            Op::Loss { by: vec![(dep, dd), (head, dh), (far, df)], by_params: Vec::new() },
        );
    }

    /// Negative log-likelihood of tag sequences in a linear-chain conditional random field. `trans` holds a row for
    /// each previous tag and a last row for the start. Segments with an [`IGNORE`] in them count for nothing.
    pub(crate) fn crf(
        &mut self,
        logits: Node,
        trans: ParamId,
        segments: &Segments,
        tags: &[usize],
        weight: f32,
    ) {
        let (loss, d, dt) =
            crf::loss(&self.values[logits.0], self.params.value(trans), segments, tags, weight);
        self.loss += loss;
        self.push(Mat::zeros((0, 0)), Op::Loss { by: vec![(logits, d)], by_params: vec![(trans, dt)] });
    }

    /// Adds the derivatives of the losses to `grads`.
    pub(crate) fn backward(mut self, grads: &mut Grads) {
        let mut by: Vec<Option<Mat>> = Vec::new();
        by.resize_with(self.values.len(), || None);
        for i in (0..self.ops.len()).rev() {
            let op = std::mem::replace(&mut self.ops[i], Op::Input);
            if let Op::Loss { by: parts, by_params } = op {
                for (node, d) in parts {
                    give(&mut by, node, d);
                }
                for (param, d) in by_params {
                    grads.add(param, &d);
                }
                continue;
            }
            let Some(g) = by[i].take() else { continue };
            self.step(op, i, g, &mut by, grads);
        }
    }

    /// Passes the derivatives by a node on to what it was made of.
    fn step(&self, op: Op, i: usize, mut g: Mat, by: &mut [Option<Mat>], grads: &mut Grads) {
        match op {
            Op::Input | Op::Loss { .. } => {}
            Op::RowsSum { table, rows, ends } => {
                let mut from = 0;
                for (word, end) in ends.iter().enumerate() {
                    for r in &rows[from..*end] {
                        grads.add_row(table, *r, g.row(word));
                    }
                    from = *end;
                }
            }
            Op::Linear { x, w, b } => {
                grads.add(w, &self.values[x.0].t().dot(&g));
                grads.add(b, &g.sum_axis(Axis(0)).insert_axis(Axis(0)));
                if !matches!(self.ops[x.0], Op::Input) {
                    give(by, x, g.dot(&self.params.value(w).t()));
                }
            }
            Op::Add { a, b } => {
                give(by, a, g.clone());
                give(by, b, g);
            }
            Op::Relu { x } => {
                g.zip_mut_with(&self.values[i], |d, v| {
                    if *v <= 0.0 {
                        *d = 0.0;
                    }
                });
                give(by, x, g);
            }
            Op::Mask { x, mask } => {
                g *= &mask;
                give(by, x, g);
            }
            Op::Sru { u, x, vb, segments, kept } => {
                let (du, dx, dvb) = sru::backward(
                    &self.values[u.0],
                    &self.values[x.0],
                    self.params.value(vb),
                    &segments,
                    &kept,
                    &g,
                );
                grads.add(vb, &dvb);
                give(by, u, du);
                give(by, x, dx);
            }
            Op::AppendRow { x, row } => {
                let n = g.nrows() - 1;
                grads.add(row, &g.slice_axis(Axis(0), Slice::from(n..)).to_owned());
                give(by, x, g.slice_axis(Axis(0), Slice::from(..n)).to_owned());
            }
            Op::Gather { x, index } => {
                let mut d = Mat::zeros(self.values[x.0].raw_dim());
                for (row, from) in index.iter().enumerate() {
                    let mut to = d.row_mut(*from);
                    to += &g.row(row);
                }
                give(by, x, d);
            }
        }
    }
}

/// Adds derivatives to a node.
fn give(by: &mut [Option<Mat>], node: Node, d: Mat) {
    match &mut by[node.0] {
        Some(sum) => *sum += &d,
        none => *none = Some(d),
    }
}

/// Softmax of a list.
pub(crate) fn softmax(values: impl Iterator<Item = f32> + Clone) -> Vec<f32> {
    let top = values.clone().fold(f32::NEG_INFINITY, f32::max);
    let mut p: Vec<f32> = values.map(|v| firsthand_core::net::math::exp(v - top)).collect();
    let sum: f32 = p.iter().sum();
    for v in &mut p {
        *v /= sum;
    }
    p
}
