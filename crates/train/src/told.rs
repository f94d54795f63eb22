//! Trains the network that finds attributions: cues first, then source and content of each cue.
//!
//! Words of a whole document, one after the other, go through recurrent layers; two conditional random fields read cues
//! and roles from them. For each cue the words around it, seen from the cue, go through a small recurrent layer of their
//! own, and a third field reads which are its source and its content.

#[cfg(test)]
mod tests;

use crate::params::{ParamId, Params};
use crate::polnear::{Gold, Text};
use crate::syntax::{Dense, Layer};
use crate::tape::{Node, Segments, Tape};
use firsthand_core::net::crf::{Transitions, runs};
use firsthand_core::net::rows::OF_FORM;
use firsthand_core::tell::trained::{pairs, sheet};
use ndarray::Array2;
use std::ops::Range;

/// Sizes of the network.
#[derive(Clone, Debug)]
pub(crate) struct Size {
    /// Width of the words' encoder.
    pub(crate) width: usize,
    /// Its layers.
    pub(crate) layers: usize,
    /// Width of the encoder of words seen from a cue.
    pub(crate) pair: usize,
    /// Width of the syntax network's states.
    pub(crate) state: usize,
}

/// Tags of a cue: outside, first word, later word.
pub(crate) const CUE_TAGS: usize = 3;
/// Tags of words by role: outside, and first and later word of source, cue, content.
pub(crate) const ROLE_TAGS: usize = 7;
/// Tags of words seen from a cue: outside, and first and later word of source and content.
pub(crate) const PAIR_TAGS: usize = 5;

/// The network.
pub(crate) struct Network {
    table: ParamId,
    state: Dense,
    layers: Vec<Layer>,
    cue: Dense,
    cue_trans: ParamId,
    role: Dense,
    role_trans: ParamId,
    pair_table: ParamId,
    pair_word: Dense,
    pair_first: Dense,
    pair_last: Dense,
    pair_layer: Layer,
    pair_out: Dense,
    pair_trans: ParamId,
    sure: ParamId,
}

/// What is found: ranges of words.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// The cue.
    pub(crate) cue: Range<usize>,
    /// Source.
    pub(crate) source: Option<Range<usize>>,
    /// Content, in pieces.
    pub(crate) content: Vec<Range<usize>>,
    /// Probability of the cue's tags, and least of those of source and content.
    pub(crate) sure: [f32; 2],
}

/// Tags first (`2k + 1`) and later (`2k + 2`) words of ranges. `tags` begin at the word `offset`; a range that begins
/// before it has its first word there, as decoding has it.
fn tag(tags: &mut [usize], ranges: &[Range<usize>], offset: usize, k: usize) {
    for r in ranges {
        for i in r.clone() {
            if let Some(t) = i.checked_sub(offset).and_then(|i| tags.get_mut(i)) {
                *t = 2 * k + if i == r.start.max(offset) { 1 } else { 2 };
            }
        }
    }
}

impl Network {
    /// A new network.
    pub(crate) fn new(p: &mut Params, size: &Size, rng: &mut fastrand::Rng) -> Self {
        let (w, q) = (size.width, size.pair);
        Network {
            table: p.table("table", sheet::ROWS, w, rng),
            state: Dense::new(p, "state", size.state, w, rng),
            layers: (0..size.layers).map(|i| Layer::new(p, &format!("layer{i}"), w, rng)).collect(),
            cue: Dense::new(p, "cue", w, CUE_TAGS, rng),
            cue_trans: p.zeros("cue_trans", CUE_TAGS + 1, CUE_TAGS),
            role: Dense::new(p, "role", w, ROLE_TAGS, rng),
            role_trans: p.zeros("role_trans", ROLE_TAGS + 1, ROLE_TAGS),
            pair_table: p.table("pair_table", pairs::ROWS, q, rng),
            pair_word: Dense::new(p, "pair_word", w, q, rng),
            pair_first: Dense::new(p, "pair_first", w, q, rng),
            pair_last: Dense::new(p, "pair_last", w, q, rng),
            pair_layer: Layer::new(p, "pair_layer", q, rng),
            pair_out: Dense::new(p, "pair_out", q, PAIR_TAGS, rng),
            pair_trans: p.zeros("pair_trans", PAIR_TAGS + 1, PAIR_TAGS),
            sure: p.zeros("sure", 1, 3),
        }
    }

    /// States of a text's words.
    fn encode(&self, tape: &mut Tape<'_>, text: &Text, drop: f32, rng: &mut fastrand::Rng) -> Node {
        let sheet = &text.sheet;
        let n = sheet.words.len();
        let (mut rows, mut ends) = (Vec::with_capacity(sheet.rows.len()), Vec::with_capacity(n));
        let mut at = 0;
        for end in &sheet.ends {
            let hidden = if drop > 0.0 && rng.u8(..) < 38 { OF_FORM } else { 0 };
            rows.extend(&sheet.rows[at + hidden..*end]);
            ends.push(rows.len());
            at = *end;
        }
        let letters = tape.rows_sum(self.table, rows, ends);
        let width = sheet.parse.state.len() / n.max(1);
        let state = Array2::from_shape_vec((n, width), sheet.parse.state.clone()).expect("a row a word");
        let state = tape.input(state);
        let state = self.state.run(tape, state);
        let mut x = tape.add(letters, state);
        x = tape.dropout(x, drop, rng);
        let whole: Segments = std::iter::once(0..n).collect();
        for layer in &self.layers {
            x = layer.run(tape, x, &whole);
            x = tape.dropout(x, drop, rng);
        }
        x
    }

    /// Scores of the words in each cue's window, one below the other, with their segments.
    fn pairs(
        &self,
        tape: &mut Tape<'_>,
        x: Node,
        text: &Text,
        cues: &[Range<usize>],
        drop: f32,
        rng: &mut fastrand::Rng,
    ) -> (Node, Segments, Vec<usize>) {
        let (mut rows, mut ends, mut segments) = (Vec::new(), Vec::new(), Segments::new());
        let (mut words, mut first, mut last, mut starts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for cue in cues {
            let view = pairs::View::new(&text.sheet, cue.clone());
            let from = ends.len();
            starts.push(view.window.start);
            for w in view.window.clone() {
                view.rows(w, &mut rows);
                ends.push(rows.len());
                words.push(w);
                first.push(cue.start);
                last.push(cue.end - 1);
            }
            segments.push(from..ends.len());
        }
        let by_word = self.pair_word.run(tape, x);
        let by_first = self.pair_first.run(tape, x);
        let by_last = self.pair_last.run(tape, x);
        let by_word = tape.gather(by_word, words);
        let by_first = tape.gather(by_first, first);
        let by_last = tape.gather(by_last, last);
        let mut y = tape.rows_sum(self.pair_table, rows, ends);
        for part in [by_word, by_first, by_last] {
            y = tape.add(y, part);
        }
        y = tape.relu(y);
        y = tape.dropout(y, drop, rng);
        y = self.pair_layer.run(tape, y, &segments);
        y = tape.dropout(y, drop, rng);
        (self.pair_out.run(tape, y), segments, starts)
    }

    /// Adds the losses of a document.
    pub(crate) fn losses(
        &self,
        tape: &mut Tape<'_>,
        text: &Text,
        verbs: &[bool],
        rng: &mut fastrand::Rng,
        drop: f32,
        scale: f32,
    ) {
        let n = text.sheet.words.len();
        if n == 0 {
            return;
        }
        let x = self.encode(tape, text, drop, rng);
        let whole: Segments = std::iter::once(0..n).collect();
        let (mut cues, mut roles) = (vec![0; n], vec![0; n]);
        for g in &text.gold {
            tag(&mut cues, std::slice::from_ref(&g.cue), 0, 0);
        }
        for g in &text.gold {
            tag(&mut roles, &g.content, 0, 2);
            tag(&mut roles, &g.source, 0, 0);
            tag(&mut roles, std::slice::from_ref(&g.cue), 0, 1);
        }
        let scores = self.cue.run(tape, x);
        tape.crf(scores, self.cue_trans, &whole, &cues, scale);
        let scores = self.role.run(tape, x);
        tape.crf(scores, self.role_trans, &whole, &roles, scale * 0.5);
        // Cues that are none, so that the second stage learns to find nothing for them.
        let none = Gold::default();
        let mut all: Vec<(Range<usize>, &Gold)> =
            text.gold.iter().filter(|g| !g.cue.is_empty()).map(|g| (g.cue.clone(), g)).collect();
        for r in &text.sheet.ruled {
            if !r.cue.is_empty() && cues[r.cue.clone()].iter().all(|t| *t == 0) && rng.bool() {
                all.push((r.cue.clone(), &none));
            }
        }
        for i in 0..n {
            if verbs[i] && cues[i] == 0 && rng.u8(..) < 12 {
                all.push((i..i + 1, &none));
            }
        }
        if all.is_empty() {
            return;
        }
        let ranges: Vec<Range<usize>> = all.iter().map(|(c, _)| c.clone()).collect();
        let (scores, segments, starts) = self.pairs(tape, x, text, &ranges, drop, rng);
        let mut tags = vec![0; segments.last().map_or(0, |s| s.end)];
        for (((_, g), seg), start) in all.iter().zip(&segments).zip(&starts) {
            let here = &mut tags[seg.clone()];
            tag(here, &g.content, *start, 1);
            tag(here, &g.source, *start, 0);
        }
        tape.crf(scores, self.pair_trans, &segments, &tags, scale);
    }

    /// Attributions of a document. `bias` is added to the score of a cue's first word.
    pub(crate) fn predict(&self, params: &Params, text: &Text, bias: f32) -> Vec<Found> {
        if text.sheet.words.is_empty() {
            return Vec::new();
        }
        let mut tape = Tape::new(params);
        let mut rng = fastrand::Rng::with_seed(0);
        let x = self.encode(&mut tape, text, 0.0, &mut rng);
        let scores = self.cue.run(&mut tape, x);
        let mut scores = tape.value(scores).clone();
        scores.column_mut(1).map_inplace(|v| *v += bias);
        let trans = transitions(params, self.cue_trans, CUE_TAGS);
        let flat: Vec<f32> = scores.iter().copied().collect();
        let best = trans.best(&flat);
        let sure = trans.marginals(&flat);
        let cues: Vec<Range<usize>> = runs(&best, 0);
        if cues.is_empty() {
            return Vec::new();
        }
        let (scores, segments, starts) = self.pairs(&mut tape, x, text, &cues, 0.0, &mut rng);
        let scores = tape.value(scores);
        let trans = transitions(params, self.pair_trans, PAIR_TAGS);
        let mut out = Vec::new();
        for ((cue, seg), start) in cues.into_iter().zip(segments).zip(starts) {
            let flat: Vec<f32> = seg.flat_map(|i| scores.row(i).to_vec()).collect();
            let tags = trans.best(&flat);
            let shares = trans.marginals(&flat);
            let least =
                tags.iter().enumerate().map(|(i, t)| shares[i * PAIR_TAGS + t]).fold(1.0f32, f32::min);
            let own = cue.clone().map(|i| sure[i * CUE_TAGS + best[i]]).fold(1.0f32, f32::min);
            let shift = |r: Range<usize>| r.start + start..r.end + start;
            let content: Vec<Range<usize>> = runs(&tags, 1).into_iter().map(shift).collect();
            // The longest, as the program takes it.
            let sources = runs(&tags, 0).into_iter();
            let source = sources.max_by_key(|r| (r.len(), usize::MAX - r.start)).map(shift);
            if !content.is_empty() {
                out.push(Found { cue, source, content, sure: [own, least] });
            }
        }
        out
    }
}

impl Network {
    /// Sets how probabilities of tags make a confidence: a logistic function of both odds, fitted to which of the
    /// attributions found in these texts are right (Platt 1999).
    pub(crate) fn calibrate(&self, params: &mut Params, texts: &[Text]) {
        let mut points: Vec<([f64; 3], f64)> = Vec::new();
        for text in texts {
            for f in self.predict(params, text, firsthand_core::tell::trained::BIAS) {
                let odds = |p: f32| f64::from((p.clamp(0.01, 0.99) / (1.0 - p.clamp(0.01, 0.99))).ln());
                let right = text.gold.iter().any(|g| same(&f, g));
                points.push(([1.0, odds(f.sure[0]), odds(f.sure[1])], f64::from(u8::from(right))));
            }
        }
        let w = fit(&points);
        for (to, w) in params.value_mut(self.sure).iter_mut().zip(w) {
            // Few digits, so that the last bits of a library's logarithm change nothing.
            *to = ((w * 100.0).round() / 100.0) as f32;
        }
    }
}

/// Weights of a logistic function that gives the shares of right answers, by ascent of the likelihood from nothing.
fn fit(points: &[([f64; 3], f64)]) -> [f64; 3] {
    let mut w = [0.0f64; 3];
    for _ in 0..3000 {
        let mut slope = [0.0f64; 3];
        for (x, y) in points {
            let z: f64 = x.iter().zip(&w).map(|(a, b)| a * b).sum();
            let p = 1.0 / (1.0 + (-z).exp());
            for (s, x) in slope.iter_mut().zip(x) {
                *s += (y - p) * x;
            }
        }
        for (w, s) in w.iter_mut().zip(slope) {
            *w += 0.5 * s / points.len().max(1) as f64;
        }
    }
    w
}

/// Whether an attribution found is one of the annotated: the cues overlap, the sources overlap or both have none, and
/// the contents' words agree to F1 ≥ 0.8.
pub(crate) fn same(f: &Found, g: &Gold) -> bool {
    let touch = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let source = match &f.source {
        Some(s) => g.source.iter().any(|o| touch(s, o)),
        None => g.source.is_empty(),
    };
    let len = |r: &[Range<usize>]| r.iter().map(ExactSizeIterator::len).sum::<usize>();
    let both: usize = f
        .content
        .iter()
        .flat_map(|a| g.content.iter().map(move |b| a.end.min(b.end).saturating_sub(a.start.max(b.start))))
        .sum();
    touch(&f.cue, &g.cue) && source && 10 * both >= 4 * (len(&f.content) + len(&g.content))
}

/// A field's transitions, a later word only after a first one.
pub(crate) fn transitions(params: &Params, id: ParamId, k: usize) -> Transitions {
    let mut t = Transitions::new(params.value(id).iter().copied().collect(), k).expect("sizes fit");
    t.bind();
    t
}
