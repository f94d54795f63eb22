//! Tags, heads and names of words, by a trained network.
//!
//! [`Syntax`] holds the weights; [`Syntax::parse`] reads the words of some sentences and gives a [`Parse`]: for each word
//! its universal part of speech, its Penn tag, the word that it hangs on and by which relation (Universal Dependencies,
//! version 2), and whether it belongs to the name of a person, an organisation or a place. What is not known of a word is
//! guessed from its letters, its neighbours and its sentence; nothing fails.

use crate::model::Span;
use crate::net::file::{Table, Unfit, Weights};
use crate::net::linear::{Linear, Quantised};
use crate::net::rows::{LETTERS, NEIGHBOURS, Scratch, letters, neighbours};
use crate::net::sru::{Buffers, Sru};
use crate::net::tree;
use std::borrow::Cow;
use std::ops::Range;

/// Rows of the network's table: letters, white space before (2), bank (3), none (3), neighbours.
pub const ROWS: usize = LETTERS as usize + 8 + NEIGHBOURS as usize;
const SPACE: u32 = LETTERS;
const BANK: u32 = LETTERS + 2;
const NEIGHBOUR: u32 = LETTERS + 8;

/// Which corpus's habits to follow where they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bank {
    /// The English Web Treebank.
    Ewt,
    /// The Georgetown University Multilayer corpus.
    Gum,
    /// News, after CoreNLP's habits: what the reader itself asks for.
    News,
}

/// One word as the network is given it.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// The word as written.
    pub text: &'a str,
    /// White space stands before it.
    pub spaced: bool,
}

/// Appends the rows of a sentence's words; `ends` gets where each word's rows end.
pub fn rows(
    sentence: &[Form<'_>],
    bank: Option<Bank>,
    scratch: &mut RowScratch,
    out: &mut Vec<u32>,
    ends: &mut Vec<usize>,
) {
    let RowScratch { letters: buffer, own, own_ends } = scratch;
    own.clear();
    own_ends.clear();
    own_ends.push(0);
    for word in sentence {
        letters(word.text, buffer, own);
        own_ends.push(own.len());
    }
    let of = |k: usize| &own[own_ends[k]..own_ends[k + 1]];
    for (i, word) in sentence.iter().enumerate() {
        out.extend(of(i));
        let from = out.len();
        neighbours(i.checked_sub(1).map(of), (i + 1 < sentence.len()).then(|| of(i + 1)), out);
        for row in &mut out[from..] {
            *row += NEIGHBOUR;
        }
        out.push(SPACE + u32::from(word.spaced));
        out.push(BANK + bank.map_or(3, |b| b as u32));
        ends.push(out.len());
    }
}

/// Buffers of [`rows`].
#[derive(Debug, Default)]
pub struct RowScratch {
    letters: Scratch,
    own: Vec<u32>,
    own_ends: Vec<usize>,
}

/// Buffers of a parse, kept from text to text: what they hold is of no meaning between two.
#[derive(Debug, Default)]
pub struct Work {
    /// Where the next parse's states go: give back those of a [`Parse`] that is done with.
    pub state: Vec<f32>,
    rows: Vec<u32>,
    ends: Vec<usize>,
    scratch: RowScratch,
    layers: Buffers,
    inputs: Quantised,
    hidden: Quantised,
    out: Vec<f32>,
    dep: Vec<f32>,
    head: Vec<f32>,
    bilinear: Vec<f32>,
    far: Vec<f32>,
}

/// The trained network.
#[derive(Debug)]
pub struct Syntax {
    table: Table,
    layers: Vec<Sru>,
    upos: Linear,
    xpos: Linear,
    names: Linear,
    arc_dep: Linear,
    arc_head: Linear,
    arc_bilinear: Linear,
    arc_far: Linear,
    root: Vec<f32>,
    rel_dep: Linear,
    rel_head: Linear,
    rel_out: Linear,
    /// Names of the labels, by number.
    pub labels: Labels,
}

/// Names of labels, by number.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Universal parts of speech.
    pub upos: Vec<String>,
    /// Penn tags.
    pub xpos: Vec<String>,
    /// Relations.
    pub rels: Vec<String>,
    /// Kinds of names; the first is none.
    pub names: Vec<String>,
}

/// Head of a word that hangs on no other.
pub const ROOT: u32 = u32::MAX;

/// What the network says of some words: one item of each list for each word, `state` a row.
#[derive(Debug, Default)]
pub struct Parse {
    /// Universal part of speech, by number in [`Labels::upos`].
    pub upos: Vec<u8>,
    /// Penn tag, by number in [`Labels::xpos`].
    pub xpos: Vec<u8>,
    /// Head, by place among the words; [`ROOT`] for none. Each sentence is a tree.
    pub heads: Vec<u32>,
    /// Relation to the head, by number in [`Labels::rels`].
    pub rels: Vec<u8>,
    /// Kind of name, by number in [`Labels::names`].
    pub names: Vec<u8>,
    /// The encoder's states, [`Syntax::width`] numbers a word.
    pub state: Vec<f32>,
}

impl Syntax {
    /// From a file of weights.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, Unfit> {
        let mut w = Weights::read(bytes, "syntax")?;
        let table = w.table("table")?;
        let labels = Labels {
            upos: w.labels("upos")?,
            xpos: w.labels("xpos")?,
            rels: w.labels("rels")?,
            names: w.labels("names")?,
        };
        let syntax = Syntax {
            upos: w.linear("upos")?,
            xpos: w.linear("xpos")?,
            names: w.linear("names")?,
            arc_dep: w.linear("arc_dep")?,
            arc_head: w.linear("arc_head")?,
            arc_bilinear: w.linear("arc_bilinear")?,
            arc_far: w.linear("arc_far")?,
            root: w.floats("root")?,
            rel_dep: w.linear("rel_dep")?,
            rel_head: w.linear("rel_head")?,
            rel_out: w.linear("rel_out")?,
            table,
            layers: w.layers()?,
            labels,
        };
        syntax.check()?;
        Ok(syntax)
    }

    /// Sizes that must agree: a wrong file is refused here and not found out in the middle of a text.
    fn check(&self) -> Result<(), Unfit> {
        let w = self.table.width();
        let heads = [
            &self.upos,
            &self.xpos,
            &self.names,
            &self.arc_dep,
            &self.arc_head,
            &self.rel_dep,
            &self.rel_head,
        ];
        let arc = self.arc_head.outputs();
        let fits = self.table.rows() == ROWS
            && !self.layers.is_empty()
            && self.layers.iter().all(|l| l.width() == w)
            && heads.iter().all(|h| h.inputs() == w)
            && self.root.len() == w
            && self.arc_bilinear.inputs() == self.arc_dep.outputs()
            && self.arc_far.inputs() == self.arc_dep.outputs()
            && self.arc_bilinear.outputs() == arc
            && self.arc_far.outputs() == tree::DISTANCES
            && self.rel_dep.outputs() == self.rel_out.inputs()
            && self.rel_head.outputs() == self.rel_out.inputs()
            && self.upos.outputs() == self.labels.upos.len()
            && self.xpos.outputs() == self.labels.xpos.len()
            && self.names.outputs() == self.labels.names.len()
            && self.rel_out.outputs() == self.labels.rels.len()
            && [&self.labels.upos, &self.labels.xpos, &self.labels.names, &self.labels.rels]
                .iter()
                .all(|l| l.len() < 250);
        if fits { Ok(()) } else { Err(Unfit("sizes do not fit together".to_owned())) }
    }

    /// Numbers of a word's state.
    pub fn width(&self) -> usize {
        self.table.width()
    }

    /// Parses words that are spans of `text`; `sentences` are ascending ranges of words that cover them all.
    pub fn parse_spans(
        &self,
        text: &str,
        words: &[(Span, bool)],
        sentences: &[Range<usize>],
        work: &mut Work,
    ) -> Parse {
        let forms: Vec<Form<'_>> = words
            .iter()
            .map(|(s, spaced)| Form { text: &text[s.start()..s.end()], spaced: *spaced })
            .collect();
        self.parse_with(&forms, sentences, Some(Bank::News), work)
    }

    /// Parses words; `sentences` are ascending ranges of words that cover them all.
    pub fn parse(&self, words: &[Form<'_>], sentences: &[Range<usize>], bank: Option<Bank>) -> Parse {
        self.parse_with(words, sentences, bank, &mut Work::default())
    }

    fn parse_with(
        &self,
        words: &[Form<'_>],
        sentences: &[Range<usize>],
        bank: Option<Bank>,
        work: &mut Work,
    ) -> Parse {
        let width = self.width();
        let mut state = std::mem::take(&mut work.state);
        state.clear();
        state.resize(words.len() * width, 0.0);
        for s in sentences {
            work.rows.clear();
            work.ends.clear();
            rows(&words[s.clone()], bank, &mut work.scratch, &mut work.rows, &mut work.ends);
            self.table.add_all(&work.rows, &work.ends, &mut state[s.start * width..s.end * width]);
        }
        for layer in &self.layers {
            layer.run(&mut state, sentences, &mut work.layers);
        }
        self.read_out(state, words.len(), sentences, work)
    }

    fn read_out(&self, mut state: Vec<f32>, n: usize, sentences: &[Range<usize>], work: &mut Work) -> Parse {
        // The root's row stands below all words.
        state.extend_from_slice(&self.root);
        let Work { inputs, hidden, out, dep, head, bilinear, far, .. } = work;
        inputs.set(&state, self.width());
        state.truncate(n * self.width());
        let mut best = |layer: &Linear| -> Vec<u8> {
            layer.run(inputs, out);
            out.chunks_exact(layer.outputs()).take(n).map(|row| top(row) as u8).collect()
        };
        let (upos, xpos, names) = (best(&self.upos), best(&self.xpos), best(&self.names));
        let relu = |v: &mut Vec<f32>| v.iter_mut().for_each(|x| *x = if *x > 0.0 { *x } else { 0.0 });
        self.arc_dep.run(inputs, dep);
        relu(dep);
        self.arc_head.run(inputs, head);
        relu(head);
        hidden.set(dep, self.arc_dep.outputs());
        self.arc_bilinear.run_within(hidden, bilinear);
        self.arc_far.run(hidden, far);
        let heads = self.heads(n, sentences, bilinear, head, far);
        self.rel_dep.run(inputs, dep);
        self.rel_head.run(inputs, head);
        let h = self.rel_out.inputs();
        dep.truncate(n * h);
        for (row, at) in dep.chunks_exact_mut(h).zip(&heads) {
            let at = if *at == ROOT { n } else { *at as usize };
            for (a, b) in row.iter_mut().zip(&head[at * h..][..h]) {
                let sum = *a + b;
                *a = if sum > 0.0 { sum } else { 0.0 };
            }
        }
        hidden.set(dep, h);
        self.rel_out.run(hidden, out);
        let rels = out.chunks_exact(self.rel_out.outputs()).map(|row| top(row) as u8).collect();
        Parse { upos, xpos, heads, rels, names, state }
    }

    fn heads(
        &self,
        n: usize,
        sentences: &[Range<usize>],
        dep: &[f32],
        head: &[f32],
        far: &[f32],
    ) -> Vec<u32> {
        /// Longest stretch that is parsed as one tree: a bound on work, beyond any sentence of prose.
        const LONGEST: usize = 200;
        let k = self.arc_head.outputs();
        let root = &head[n * k..][..k];
        let mut out = vec![ROOT; n];
        let mut scores = Vec::new();
        for sentence in sentences {
            let mut from = sentence.start;
            while from < sentence.end {
                let m = (sentence.end - from).min(LONGEST);
                scores.clear();
                tree::scores(
                    &dep[from * k..][..m * k],
                    &head[from * k..][..m * k],
                    root,
                    &far[from * tree::DISTANCES..],
                    &mut scores,
                );
                for (i, h) in tree::best(&scores, m).into_iter().enumerate() {
                    if h < m {
                        out[from + i] = (from + h) as u32;
                    }
                }
                from += m;
            }
        }
        out
    }
}

/// Place of the greatest number, the first of equals.
fn top(row: &[f32]) -> usize {
    let most = row.iter().fold(f32::NEG_INFINITY, |m, v| if *v > m { *v } else { m });
    row.iter().position(|v| *v == most).unwrap_or(0)
}
