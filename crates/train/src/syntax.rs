//! Trains the network that gives each word its tags, its head and its name.
//!
//! One encoder (rows of letters, then bidirectional simple recurrent units) with five heads: UPOS, Penn tag, kind of
//! name, head (deep biaffine attention, Dozat and Manning 2017) and relation (a small perceptron over the word and its
//! head). Sentences of all banks are mixed; a row of the table says which bank's conventions a sentence follows.

use crate::params::{Params, ParamId};
use crate::tape::{IGNORE, Node, Segments, Tape};
use crate::treebank::{Bank, Labels, Sentence};
use firsthand_core::net::rows::OF_FORM;
use firsthand_core::net::tree;
use firsthand_core::read::syntax::{self as features, Form, ROWS, RowScratch};

/// Sizes of the network.
#[derive(Clone, Debug)]
pub struct Size {
    /// Width of the encoder (twice the state of one direction).
    pub width: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Width of the vectors that heads are found with.
    pub arc: usize,
    /// Width of the relation's hidden layer.
    pub rel: usize,
}

/// One recurrent layer's parameters.
#[derive(Clone, Copy)]
pub struct Layer {
    w: ParamId,
    b: ParamId,
    vb: ParamId,
}

impl Layer {
    /// A layer of the given width.
    pub fn new(p: &mut Params, name: &str, width: usize, rng: &mut fastrand::Rng) -> Self {
        let w = p.matrix(&format!("{name}.w"), width, 3 * width, rng);
        let b = p.zeros(&format!("{name}.b"), 1, 3 * width);
        let vb = p.zeros(&format!("{name}.vb"), 8, width / 2);
        // The forget gate begins rather open.
        for row in [2, 6] {
            p.value_mut(vb).row_mut(row).fill(1.0);
        }
        Layer { w, b, vb }
    }

    /// Its output for x.
    pub fn run(&self, tape: &mut Tape<'_>, x: Node, segments: &Segments) -> Node {
        tape.sru(x, self.w, self.b, self.vb, segments)
    }
}

/// A matrix with its bias.
#[derive(Clone, Copy)]
pub struct Dense {
    w: ParamId,
    b: ParamId,
}

impl Dense {
    /// From `rows` to `cols` numbers.
    pub fn new(p: &mut Params, name: &str, rows: usize, cols: usize, rng: &mut fastrand::Rng) -> Self {
        Dense {
            w: p.matrix(&format!("{name}.w"), rows, cols, rng),
            b: p.zeros(&format!("{name}.b"), 1, cols),
        }
    }

    /// x · w + b.
    pub fn run(&self, tape: &mut Tape<'_>, x: Node) -> Node {
        tape.linear(x, self.w, self.b)
    }
}

/// The network.
pub struct Network {
    table: ParamId,
    layers: Vec<Layer>,
    upos: Dense,
    xpos: Dense,
    names: Dense,
    arc_dep: Dense,
    arc_head: Dense,
    arc_bilinear: Dense,
    arc_far: Dense,
    root: ParamId,
    rel_dep: Dense,
    rel_head: Dense,
    rel_out: Dense,
}

/// What the heads say of a batch.
struct Outputs {
    state: Node,
    upos: Node,
    xpos: Node,
    names: Node,
    arc_dep: Node,
    arc_head: Node,
    arc_far: Node,
    rel_dep: Node,
    rel_head: Node,
}

impl Network {
    /// A new network.
    pub fn new(p: &mut Params, size: &Size, labels: &Labels, rng: &mut fastrand::Rng) -> Self {
        let w = size.width;
        Network {
            table: p.table("table", ROWS, w, rng),
            layers: (0..size.layers).map(|i| Layer::new(p, &format!("layer{i}"), w, rng)).collect(),
            upos: Dense::new(p, "upos", w, labels.upos.len(), rng),
            xpos: Dense::new(p, "xpos", w, labels.xpos.len(), rng),
            names: Dense::new(p, "names", w, labels.names.len(), rng),
            arc_dep: Dense::new(p, "arc_dep", w, size.arc, rng),
            arc_head: Dense::new(p, "arc_head", w, size.arc, rng),
            arc_bilinear: Dense::new(p, "arc_bilinear", size.arc, size.arc, rng),
            arc_far: Dense::new(p, "arc_far", size.arc, tree::DISTANCES, rng),
            root: p.matrix("root", 1, w, rng),
            rel_dep: Dense::new(p, "rel_dep", w, size.rel, rng),
            rel_head: Dense::new(p, "rel_head", w, size.rel, rng),
            rel_out: Dense::new(p, "rel_out", size.rel, labels.rels.len(), rng),
        }
    }

    fn run(
        &self,
        tape: &mut Tape<'_>,
        batch: &[&Sentence],
        rng: Option<&mut fastrand::Rng>,
        drop: f32,
    ) -> (Outputs, Segments) {
        let mut idle = fastrand::Rng::with_seed(0);
        let (rng, drop) = match rng {
            Some(r) => (r, drop),
            None => (&mut idle, 0.0),
        };
        let (mut rows, mut ends, mut segments) = (Vec::new(), Vec::new(), Segments::new());
        let mut scratch = RowScratch::default();
        for s in batch {
            let from = ends.len();
            let bank = if drop > 0.0 && rng.u8(..) < 20 { None } else { Some(s.bank) };
            let forms: Vec<Form<'_>> =
                s.forms.iter().zip(&s.spaced).map(|(text, spaced)| Form { text, spaced: *spaced }).collect();
            let (mut own, mut own_ends) = (Vec::new(), Vec::new());
            features::rows(&forms, bank, &mut scratch, &mut own, &mut own_ends);
            let mut at = 0;
            for end in own_ends {
                let hidden = if drop > 0.0 && rng.u8(..) < 38 { OF_FORM } else { 0 };
                rows.extend(&own[at + hidden..end]);
                ends.push(rows.len());
                at = end;
            }
            segments.push(from..ends.len());
        }
        let mut x = tape.rows_sum(self.table, rows, ends);
        x = tape.dropout(x, drop * 0.7, rng);
        for layer in &self.layers {
            x = layer.run(tape, x, &segments);
            x = tape.dropout(x, drop, rng);
        }
        let with_root = tape.append_row(x, self.root);
        let relu_drop = |tape: &mut Tape<'_>, d: &Dense, x: Node, rng: &mut fastrand::Rng| {
            let y = d.run(tape, x);
            let y = tape.relu(y);
            tape.dropout(y, drop, rng)
        };
        let dep = relu_drop(tape, &self.arc_dep, x, rng);
        let out = Outputs {
            state: x,
            upos: self.upos.run(tape, x),
            xpos: self.xpos.run(tape, x),
            names: self.names.run(tape, x),
            arc_dep: self.arc_bilinear.run(tape, dep),
            arc_far: self.arc_far.run(tape, dep),
            arc_head: relu_drop(tape, &self.arc_head, with_root, rng),
            rel_dep: self.rel_dep.run(tape, x),
            rel_head: self.rel_head.run(tape, with_root),
        };
        (out, segments)
    }

    /// Adds the losses of a batch to the tape.
    pub fn losses(&self, tape: &mut Tape<'_>, batch: &[&Sentence], rng: &mut fastrand::Rng, drop: f32, scale: f32) {
        let (out, segments) = self.run(tape, batch, Some(rng), drop);
        let root = segments.last().map_or(0, |s| s.end);
        let all = |f: fn(&Sentence) -> &Vec<usize>| -> Vec<usize> {
            batch.iter().flat_map(|s| f(s).iter().copied()).collect()
        };
        tape.cross_entropy(out.upos, &all(|s| &s.upos), scale);
        tape.cross_entropy(out.xpos, &all(|s| &s.xpos), scale);
        tape.cross_entropy(out.names, &all(|s| &s.names), scale);
        let mut heads = Vec::new();
        for (s, seg) in batch.iter().zip(&segments) {
            heads.extend(s.heads.iter().map(|h| match *h {
                IGNORE => IGNORE,
                0 => root,
                h => seg.start + h - 1,
            }));
        }
        tape.heads(out.arc_dep, out.arc_head, out.arc_far, &segments, &heads, scale);
        let at: Vec<usize> = heads.iter().map(|h| if *h == IGNORE { root } else { *h }).collect();
        let by_head = tape.gather(out.rel_head, at);
        let both = tape.add(out.rel_dep, by_head);
        let hidden = tape.relu(both);
        let rel = self.rel_out.run(tape, hidden);
        tape.cross_entropy(rel, &all(|s| &s.rels), scale);
    }

    /// Tags, heads (1-based) and relations of sentences.
    pub fn predict(&self, params: &Params, batch: &[&Sentence]) -> Vec<Predicted> {
        let mut tape = Tape::new(params);
        let (out, segments) = self.run(&mut tape, batch, None, 0.0);
        let root = segments.last().map_or(0, |s| s.end);
        let mut heads = Vec::new();
        for seg in &segments {
            let n = seg.len();
            let mut scores = vec![0.0f32; n * (n + 1)];
            let (d, h, f) = (tape.value(out.arc_dep), tape.value(out.arc_head), tape.value(out.arc_far));
            for i in 0..n {
                let row = d.row(seg.start + i);
                for j in 0..n {
                    scores[i * (n + 1) + j] =
                        row.dot(&h.row(seg.start + j)) + f[[seg.start + i, tree::distance(i, j)]];
                }
                scores[i * (n + 1) + n] = row.dot(&h.row(root));
            }
            heads.push(tree::best(&scores, n));
        }
        let at: Vec<usize> = segments
            .iter()
            .zip(&heads)
            .flat_map(|(seg, h)| h.iter().map(|h| if *h == seg.len() { root } else { seg.start + h }))
            .collect();
        let by_head = tape.gather(out.rel_head, at);
        let both = tape.add(out.rel_dep, by_head);
        let hidden = tape.relu(both);
        let rel = self.rel_out.run(&mut tape, hidden);
        let best = |node: Node, i: usize| argmax(tape.value(node).row(i).iter().copied());
        segments
            .iter()
            .zip(heads)
            .map(|(seg, heads)| Predicted {
                upos: seg.clone().map(|i| best(out.upos, i)).collect(),
                xpos: seg.clone().map(|i| best(out.xpos, i)).collect(),
                names: seg.clone().map(|i| best(out.names, i)).collect(),
                heads: heads.iter().map(|h| if *h == seg.len() { 0 } else { h + 1 }).collect(),
                rels: seg.clone().map(|i| best(rel, i)).collect(),
                state: seg.clone().flat_map(|i| tape.value(out.state).row(i).to_vec()).collect(),
            })
            .collect()
    }
}

/// Place of the greatest number, the first of equals.
pub fn argmax(values: impl Iterator<Item = f32>) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (i, v) in values.enumerate() {
        if v > best.1 {
            best = (i, v);
        }
    }
    best.0
}

/// What the network says of one sentence.
pub struct Predicted {
    /// UPOS by number.
    pub upos: Vec<usize>,
    /// Penn tags by number.
    pub xpos: Vec<usize>,
    /// Kinds of names by number.
    pub names: Vec<usize>,
    /// Heads, 1-based, 0 the root.
    pub heads: Vec<usize>,
    /// Relations by number.
    pub rels: Vec<usize>,
    /// The encoder's last states, row by row.
    pub state: Vec<f32>,
}

/// Shares of right answers, in percent.
pub fn score(network: &Network, params: &Params, gold: &[Sentence]) -> [f64; 5] {
    let (mut right, mut all) = ([0usize; 5], [0usize; 5]);
    for chunk in gold.chunks(32) {
        let refs: Vec<&Sentence> = chunk.iter().collect();
        for (s, p) in chunk.iter().zip(network.predict(params, &refs)) {
            for i in 0..s.forms.len() {
                let head = p.heads[i] == s.heads[i];
                let checks = [
                    (s.upos[i] != IGNORE, p.upos[i] == s.upos[i]),
                    (s.xpos[i] != IGNORE, p.xpos[i] == s.xpos[i]),
                    (true, head),
                    (s.rels[i] != IGNORE, head && p.rels[i] == s.rels[i]),
                    (s.names[i] != IGNORE && (s.names[i] != 0 || p.names[i] != 0), p.names[i] == s.names[i]),
                ];
                for (k, (counts, ok)) in checks.into_iter().enumerate() {
                    all[k] += usize::from(counts);
                    right[k] += usize::from(counts && ok);
                }
            }
        }
    }
    std::array::from_fn(|k| 100.0 * right[k] as f64 / all[k].max(1) as f64)
}

/// Which bank each file is.
pub const BANKS: [(&str, Bank); 2] = [("ewt", Bank::Ewt), ("gum", Bank::Gum)];
