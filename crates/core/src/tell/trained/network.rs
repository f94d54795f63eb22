//! The network that finds attributions in a [`Sheet`]: cues first, then source and content of each cue.
//!
//! Words of a whole stretch, one after the other, go through recurrent layers; a conditional random field reads the cues
//! from them. For each cue the words around it, seen from the cue, go through a small recurrent layer of their own, and
//! a second field reads which are its source and its content. So a source and a content always belong to a cue.

use super::pairs::{self, View};
use super::sheet::{self, Sheet};
use crate::net::crf::{Transitions, runs};
use crate::net::file::{Table, Unfit, Weights};
use crate::net::linear::{Linear, Quantised};
use crate::net::math::{exp, ln};
use crate::net::sru::{Buffers, Sru};
use std::borrow::Cow;
use std::ops::Range;

/// Cues looked from at a time.
const GROUP: usize = 16;
/// Tags of cues: outside, first word, later word.
const CUE: usize = 3;
/// Tags of words seen from a cue: outside, first and later word of the source, first and later word of the content.
const PAIR: usize = 5;

/// Buffers of a search, kept from text to text: what they hold is of no meaning between two.
#[derive(Debug, Default)]
pub struct Work {
    layers: Buffers,
    inputs: Quantised,
    some: Quantised,
    x: Vec<f32>,
    scores: Vec<f32>,
    by_word: Vec<f32>,
    by_first: Vec<f32>,
    by_last: Vec<f32>,
    y: Vec<f32>,
    rows: Vec<u32>,
    ends: Vec<usize>,
}

/// The trained network.
#[derive(Debug)]
pub struct Network {
    table: Table,
    state: Linear,
    layers: Vec<Sru>,
    cue: Linear,
    cue_trans: Transitions,
    pair_table: Table,
    pair_word: Linear,
    pair_first: Linear,
    pair_last: Linear,
    pair_layer: Sru,
    pair_out: Linear,
    pair_trans: Transitions,
    /// How the odds of tags make a confidence: constant, weight of the cue's, weight of the spans'.
    sure: [f32; 3],
}

/// One attribution, in words of the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The cue.
    pub cue: Range<usize>,
    /// The source.
    pub source: Option<Range<usize>>,
    /// The content's pieces, in order, never empty.
    pub content: Vec<Range<usize>>,
    /// Probability of the least sure tag of the cue.
    pub cue_sure: f32,
    /// Probability of the least sure tag of source and content.
    pub span_sure: f32,
    /// Probability that cue, source and content are right, as calibrated on annotated news.
    pub confidence: f32,
}

impl Network {
    /// From a file of weights; `state` is the width of the syntax network's states.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>, state: usize) -> Result<Self, Unfit> {
        let mut w = Weights::read(bytes, "told")?;
        let field = |w: &mut Weights, name: &str, k: usize| {
            let scores = w.floats(name)?;
            let mut t =
                Transitions::new(scores, k).ok_or_else(|| Unfit(format!("{name} has an odd size")))?;
            t.bind();
            Ok(t)
        };
        let network = Network {
            cue_trans: field(&mut w, "cue_trans", CUE)?,
            pair_trans: field(&mut w, "pair_trans", PAIR)?,
            sure: w.floats("sure")?.try_into().map_err(|_| Unfit("sure has an odd size".to_owned()))?,
            table: w.table("table")?,
            state: w.linear("state")?,
            layers: w.layers()?,
            cue: w.linear("cue")?,
            pair_table: w.table("pair_table")?,
            pair_word: w.linear("pair_word")?,
            pair_first: w.linear("pair_first")?,
            pair_last: w.linear("pair_last")?,
            pair_layer: w.sru("pair_layer")?,
            pair_out: w.linear("pair_out")?,
        };
        let (width, pair) = (network.table.width(), network.pair_table.width());
        let fits = network.table.rows() == sheet::ROWS
            && network.pair_table.rows() == pairs::ROWS
            && network.state.inputs() == state
            && network.state.outputs() == width
            && !network.layers.is_empty()
            && network.layers.iter().all(|l| l.width() == width)
            && network.cue.inputs() == width
            && network.cue.outputs() == CUE
            && [&network.pair_word, &network.pair_first, &network.pair_last]
                .iter()
                .all(|l| l.inputs() == width && l.outputs() == pair)
            && network.pair_layer.width() == pair
            && network.pair_out.inputs() == pair
            && network.pair_out.outputs() == PAIR;
        if fits { Ok(network) } else { Err(Unfit("sizes do not fit together".to_owned())) }
    }

    /// The encoder's states, a row a word, to `work.x`.
    fn encode(&self, sheet: &Sheet, work: &mut Work) {
        work.inputs.set(&sheet.parse.state, self.state.inputs());
        self.state.run(&work.inputs, &mut work.x);
        self.table.add_all(&sheet.rows, &sheet.ends, &mut work.x);
        let whole = 0..sheet.words.len();
        for layer in &self.layers {
            layer.run(&mut work.x, std::slice::from_ref(&whole), &mut work.layers);
        }
    }

    /// Finds attributions; also, for each word, the probability that it belongs to a cue. `bias` is added to the score
    /// of a cue's first word: above 0 for more cues, below for fewer.
    pub fn find(&self, sheet: &Sheet, bias: f32, work: &mut Work) -> (Vec<Found>, Vec<f32>) {
        if sheet.words.is_empty() {
            return (Vec::new(), Vec::new());
        }
        self.encode(sheet, work);
        work.inputs.set(&work.x, self.table.width());
        let scores = &mut work.scores;
        self.cue.run(&work.inputs, scores);
        for row in scores.chunks_exact_mut(CUE) {
            row[1] += bias;
        }
        let tags = self.cue_trans.best(scores);
        let cues = runs(&tags, 0);
        let sure = self.cue_trans.marginals(scores);
        let chance = sure.chunks_exact(CUE).map(|row| 1.0 - row[0]).collect();
        let mut out = Vec::new();
        if cues.is_empty() {
            return (out, chance);
        }
        self.arguments(sheet, &cues, work, |cue, source, content, span_sure| {
            let cue_sure = cue.clone().map(|i| sure[i * CUE + tags[i]]).fold(1.0f32, f32::min);
            let odds = |p: f32| {
                let p = p.clamp(0.01, 0.99);
                ln(p / (1.0 - p))
            };
            let z = self.sure[0] + self.sure[1] * odds(cue_sure) + self.sure[2] * odds(span_sure);
            let confidence = 1.0 / (1.0 + exp(-z));
            out.push(Found { cue, source, content, cue_sure, span_sure, confidence });
        });
        (out, chance)
    }

    /// Source and content of each cue; cues without a content are left out. `work.inputs` has the encoder's states.
    fn arguments(
        &self,
        sheet: &Sheet,
        cues: &[Range<usize>],
        work: &mut Work,
        mut take: impl FnMut(Range<usize>, Option<Range<usize>>, Vec<Range<usize>>, f32),
    ) {
        let p = self.pair_table.width();
        let Work { layers, inputs, some: q, scores, by_word, by_first, by_last, y, rows, ends, .. } = work;
        self.pair_word.run_within(inputs, by_word);
        q.take(inputs, cues.iter().map(|c| c.start));
        self.pair_first.run_within(q, by_first);
        q.take(inputs, cues.iter().map(|c| c.end - 1));
        self.pair_last.run_within(q, by_last);
        let mut segments = Vec::new();
        // Several cues at a time: whole-number products like many rows, and memory stays bounded.
        for (group, some) in cues.chunks(GROUP).enumerate() {
            y.clear();
            segments.clear();
            rows.clear();
            ends.clear();
            let views: Vec<View<'_>> = some.iter().map(|c| View::new(sheet, c.clone())).collect();
            for (k, view) in views.iter().enumerate() {
                let cue = group * GROUP + k;
                let (first, last) = (&by_first[cue * p..][..p], &by_last[cue * p..][..p]);
                let from = y.len() / p;
                for w in view.window.clone() {
                    view.rows(w, rows);
                    ends.push(rows.len());
                    y.extend(
                        by_word[w * p..][..p].iter().zip(first.iter().zip(last)).map(|(a, (b, c))| a + b + c),
                    );
                }
                segments.push(from..y.len() / p);
            }
            self.pair_table.add_all(rows, ends, y);
            for v in y.iter_mut() {
                *v = if *v > 0.0 { *v } else { 0.0 };
            }
            self.pair_layer.run(y, &segments, layers);
            q.set(y, p);
            self.pair_out.run(q, scores);
            for (view, segment) in views.iter().zip(&segments) {
                let scores = &scores[segment.start * PAIR..segment.end * PAIR];
                let tags = self.pair_trans.best(scores);
                let shift = |r: Range<usize>| r.start + view.window.start..r.end + view.window.start;
                let content: Vec<Range<usize>> = runs(&tags, 1).into_iter().map(shift).collect();
                if content.is_empty() {
                    continue;
                }
                let sure = self.pair_trans.marginals(scores);
                let span_sure =
                    tags.iter().enumerate().map(|(i, t)| sure[i * PAIR + t]).fold(1.0f32, f32::min);
                let sources = runs(&tags, 0);
                let source = sources.into_iter().max_by_key(|r| (r.len(), usize::MAX - r.start)).map(shift);
                take(view.cue().clone(), source, content, span_sure);
            }
        }
    }
}
