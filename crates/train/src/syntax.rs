//! Trains the network that gives each word its tags, its head and its name.
//!
//! One encoder (rows of letters, then bidirectional simple recurrent units) with five heads: UPOS, Penn tag, kind of
//! name, head (deep biaffine attention, Dozat and Manning 2017) and relation (a small perceptron over the word and its
//! head). Sentences of all banks are mixed; a row of the table says which bank's conventions a sentence follows.

#[cfg(test)]
mod tests;

use crate::params::{ParamId, Params};
use crate::tape::{IGNORE, Node, Segments, Tape};
use crate::treebank::{Labels, Sentence};
use firsthand_core::net::rows::OF_FORM;
use firsthand_core::net::tree;
use firsthand_core::read::syntax::{self as features, Form, ROWS, RowScratch};

/// Sizes of the network.
#[derive(Clone, Debug)]
pub(crate) struct Size {
    /// Width of the encoder (twice the state of one direction).
    pub(crate) width: usize,
    /// Recurrent layers.
    pub(crate) layers: usize,
    /// Width of the vectors that heads are found with.
    pub(crate) arc: usize,
    /// Width of the relation's hidden layer.
    pub(crate) rel: usize,
}

/// One recurrent layer's parameters.
#[derive(Clone, Copy)]
pub(crate) struct Layer {
    w: ParamId,
    b: ParamId,
    vb: ParamId,
}

impl Layer {
    /// A layer of the given width.
    pub(crate) fn new(p: &mut Params, name: &str, width: usize, rng: &mut fastrand::Rng) -> Self {
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
    pub(crate) fn run(&self, tape: &mut Tape<'_>, x: Node, segments: &Segments) -> Node {
        tape.sru(x, self.w, self.b, self.vb, segments)
    }
}

/// A matrix with its bias.
#[derive(Clone, Copy)]
pub(crate) struct Dense {
    w: ParamId,
    b: ParamId,
}

impl Dense {
    /// From `rows` to `cols` numbers.
    pub(crate) fn new(p: &mut Params, name: &str, rows: usize, cols: usize, rng: &mut fastrand::Rng) -> Self {
        Dense {
            w: p.matrix(&format!("{name}.w"), rows, cols, rng),
            b: p.zeros(&format!("{name}.b"), 1, cols),
        }
    }

    /// x · w + b.
    pub(crate) fn run(&self, tape: &mut Tape<'_>, x: Node) -> Node {
        tape.linear(x, self.w, self.b)
    }
}

/// The network.
pub(crate) struct Network {
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
    pub(crate) fn new(p: &mut Params, size: &Size, labels: &Labels, rng: &mut fastrand::Rng) -> Self {
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

    /// Runs a batch; each sentence is a segment of rows. Without dropout nothing is drawn.
    fn run(
        &self,
        tape: &mut Tape<'_>,
        batch: &[&Sentence],
        rng: &mut fastrand::Rng,
        drop: f32,
    ) -> (Outputs, Segments) {
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
    pub(crate) fn losses(
        &self,
        tape: &mut Tape<'_>,
        batch: &[&Sentence],
        rng: &mut fastrand::Rng,
        drop: f32,
        scale: f32,
    ) {
        let (out, segments) = self.run(tape, batch, rng, drop);
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
}
