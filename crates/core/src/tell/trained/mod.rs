//! Attributions found by a trained network, beside the rules.
//!
//! [mod@sheet] is what the network sees of a text, [`pairs`] what it sees of a word from a cue. Stages: cues first; then,
//! for each cue, its source and content; then the same again inside the contents.

mod merge;
pub mod network;
pub mod pairs;
pub mod sheet;

use super::attribution::Attribution;
use crate::act::tree::Trees;
use crate::model::{BlockKind, Document, Span};
use crate::net::file::Unfit;
use crate::read::Reader;
use crate::read::syntax::{self, ROOT, Syntax};
use crate::read::token::Tokens;
use crate::read::words;
use merge::{Kinds, Proposal};
use network::{Found, Network};
use sheet::{Place, Ruled, Sheet, Sources};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Bytes of text that are looked at together: enough for the networks to see what is around, little enough to hold.
const STRETCH: usize = 24_000;
/// How deep contents are searched by the network.
const DEPTH: u8 = 1;
/// Contents of fewer words hold no attribution.
const FEW: usize = 4;
/// Added to the score of a cue, so that as many are found as annotators mark.
pub const BIAS: f32 = 1.2;

/// The trained networks.
#[derive(Debug)]
pub struct Trained {
    /// Tags, trees, names.
    pub syntax: Syntax,
    /// Attributions.
    pub network: Network,
    /// Buffers that no reading uses now. They only save time: nothing in them is looked at again.
    spare: Mutex<Vec<Work>>,
}

/// Buffers of a reading.
#[derive(Debug, Default)]
struct Work {
    syntax: syntax::Work,
    network: network::Work,
}

impl Trained {
    /// From the two files of weights.
    pub fn read(
        syntax: impl Into<Cow<'static, [u8]>>,
        told: impl Into<Cow<'static, [u8]>>,
    ) -> Result<Self, Unfit> {
        let syntax = Syntax::read(syntax)?;
        let network = Network::read(told, syntax.width())?;
        Ok(Trained { syntax, network, spare: Mutex::default() })
    }

    /// Finds attributions by network and rules together, and the trees of each stretch. `rules` are those that the rules
    /// found.
    pub(crate) fn find(
        &self,
        reader: &Reader,
        document: &Document,
        tokens: &Tokens,
        rules: Vec<Attribution>,
    ) -> (Vec<Attribution>, Vec<Trees>) {
        let ruled: Vec<Ruled> = rules.iter().map(as_ruled).collect();
        let mut work = self.spare().pop().unwrap_or_default();
        let mut proposals = Vec::new();
        let mut trees = Vec::new();
        // For each word looked at: where it stands and how likely it belongs to a cue.
        let mut chances: Vec<(Span, u8)> = Vec::new();
        for blocks in stretches(document) {
            let bytes = document.blocks[blocks.start].span.join(document.blocks[blocks.end - 1].span);
            // Only what lies there: a stretch must not cost more in a longer text.
            let here = |r: &&Ruled| {
                r.content.first().is_some_and(|c| bytes.start() <= c.start() && c.start() < bytes.end())
            };
            let ruled: Vec<Ruled> = ruled.iter().filter(here).cloned().collect();
            let sheet = sheet_with(reader, &self.syntax, document, tokens, blocks, &ruled, &mut work.syntax);
            let (found, chance) = self.network.find(&sheet, BIAS, &mut work.network);
            chances.extend(sheet.words.iter().zip(chance).map(|(w, c)| (w.span, hundredths(c))));
            proposals.extend(found.iter().filter_map(|f| self.proposal(document.text(), &sheet, f, 0)));
            trees.push(Trees::of(&sheet));
            self.inside((reader, document, &ruled), &sheet, found, &mut proposals, &mut work.network);
            work.syntax.state = sheet.parse.state;
        }
        self.spare().push(work);
        let kinds = Kinds {
            text: document.text(),
            lexicon: &reader.lexicon,
            reporting: &reader.reporting,
            senses: &reader.senses,
        };
        let chance = |span: Span| {
            let from = chances.partition_point(|(w, _)| w.end() <= span.start());
            chances[from..].iter().take_while(|(w, _)| w.start() < span.end()).map(|(_, c)| *c).max()
        };
        (merge::merge(rules, proposals, &kinds, chance), trees)
    }

    fn spare(&self) -> MutexGuard<'_, Vec<Work>> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Searches contents of what was found as texts of their own, and what is found there again: those that hold a verb
    /// of telling which the rules did not take for a cue.
    fn inside(
        &self,
        context: (&Reader, &Document, &[Ruled]),
        sheet: &Sheet,
        found: Vec<Found>,
        proposals: &mut Vec<Proposal>,
        work: &mut network::Work,
    ) {
        let (reader, document, ruled) = context;
        let mut inner: Option<Sheet> = None;
        let mut found = found;
        for depth in 1..=DEPTH {
            let sheet = inner.as_ref().unwrap_or(sheet);
            let mut contents: Vec<Vec<Range<usize>>> = Vec::new();
            found.sort_by_key(|f| f.content[0].start);
            let mut end = 0;
            for f in &found {
                let words: usize = f.content.iter().map(ExactSizeIterator::len).sum();
                if words >= FEW && f.content[0].start >= end && sheet.may_tell(&f.content) {
                    end = f.content.last().map_or(end, |c| c.end);
                    contents.push(f.content.clone());
                }
            }
            if contents.is_empty() {
                return;
            }
            let next = sheet.inner(&contents, document.text(), ruled, sources(reader));
            (found, _) = self.network.find(&next, BIAS, work);
            proposals.extend(found.iter().filter_map(|f| self.proposal(document.text(), &next, f, depth)));
            inner = Some(next);
        }
    }

    fn proposal(&self, text: &str, sheet: &Sheet, f: &Found, depth: u8) -> Option<Proposal> {
        let heads = &sheet.parse.heads;
        let top = f.cue.clone().find(|i| heads[*i] == ROOT || !f.cue.contains(&(heads[*i] as usize)))?;
        let word = |i: usize| &text[sheet.words[i].span.start()..sheet.words[i].span.end()];
        // Helping words hang on the verb: "did not say", "would say".
        let from = top.saturating_sub(4);
        let unmade = (from..(top + 4).min(sheet.words.len())).any(|i| {
            (heads[i] as usize == top || f.cue.contains(&i))
                && matches!(
                    word(i).to_lowercase().as_str(),
                    "not"
                        | "n't"
                        | "n’t"
                        | "never"
                        | "would"
                        | "could"
                        | "might"
                        | "may"
                        | "should"
                        | "must"
                        | "if"
                )
        });
        let content: Vec<Span> = f.content.iter().filter_map(|c| sheet.span(c.clone())).collect();
        Some(Proposal {
            cue: sheet.span(f.cue.clone())?,
            verb: sheet.words[top].span,
            unmade,
            source: f.source.clone().or_else(|| self.subject(sheet, f, top)).and_then(|s| sheet.span(s)),
            content,
            depth,
            clausal: self.clausal(text, sheet, f),
            confidence: hundredths(f.confidence),
        })
    }
}

impl Trained {
    /// The subject of a cue that the network left without a source, by the tree: the verb's own, or that of the verb on
    /// which it hangs ("Trump spoke for an hour, lambasting the plan").
    fn subject(&self, sheet: &Sheet, f: &Found, top: usize) -> Option<Range<usize>> {
        let rel = |i: usize| self.syntax.labels.rels[usize::from(sheet.parse.rels[i])].as_str();
        let sentence = sheet.sentences.get(sheet.sentences.partition_point(|s| s.end <= top))?;
        let own = |verb: usize| {
            sentence
                .clone()
                .find(|i| sheet.parse.heads[*i] as usize == verb && rel(*i) == "nsubj")
                .map(|i| sheet.reach[i].0 as usize..sheet.reach[i].1 as usize + 1)
        };
        let xpos = self.syntax.labels.xpos[usize::from(sheet.parse.xpos[top])].as_str();
        if !xpos.starts_with('V')
            || sentence.clone().any(|i| sheet.parse.heads[i] as usize == top && rel(i) == "aux:pass")
        {
            return None;
        }
        let found = own(top).or_else(|| {
            let head = sheet.parse.heads[top];
            (head != ROOT && matches!(rel(top), "conj" | "advcl")).then(|| own(head as usize)).flatten()
        })?;
        // Not what the content holds already.
        let free = f.content.iter().all(|c| found.end <= c.start || c.end <= found.start);
        (free && found.len() <= 25).then_some(found)
    }

    /// Whether the content holds a finite verb, an infinitive, or a quotation that the cue stands outside of.
    fn clausal(&self, text: &str, sheet: &Sheet, f: &Found) -> bool {
        let quote = sheet.quotes[f.cue.start];
        f.content.iter().cloned().flatten().any(|i| {
            let tag = self.syntax.labels.xpos[usize::from(sheet.parse.xpos[i])].as_str();
            let span = sheet.words[i].span;
            matches!(tag, "VBD" | "VBZ" | "VBP" | "MD")
                || (tag == "TO" && text[span.start()..span.end()].eq_ignore_ascii_case("to"))
                || (sheet.quotes[i] != 0 && sheet.quotes[i] != quote)
        })
    }
}

fn hundredths(p: f32) -> u8 {
    (p * 100.0 + 0.5) as u8
}

/// Runs of blocks that are looked at together.
fn stretches(document: &Document) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut size = usize::MAX;
    for (i, block) in document.blocks.iter().enumerate() {
        let own = block.span.end() - block.span.start();
        match out.last_mut() {
            Some(last) if size.saturating_add(own) <= STRETCH => {
                last.end = i + 1;
                size += own;
            }
            _ => {
                out.push(i..i + 1);
                size = own;
            }
        }
    }
    out
}

/// A sheet of some of a document's blocks: words, trees, quotations and what the rules found there.
pub fn sheet(
    reader: &Reader,
    syntax: &Syntax,
    document: &Document,
    tokens: &Tokens,
    blocks: Range<usize>,
    ruled: &[Ruled],
) -> Sheet {
    sheet_with(reader, syntax, document, tokens, blocks, ruled, &mut syntax::Work::default())
}

fn sheet_with(
    reader: &Reader,
    syntax: &Syntax,
    document: &Document,
    tokens: &Tokens,
    blocks: Range<usize>,
    ruled: &[Ruled],
    work: &mut syntax::Work,
) -> Sheet {
    let text = document.text();
    let ranges: Vec<(usize, Range<usize>)> = document.blocks[blocks.clone()]
        .iter()
        .enumerate()
        .filter(|(_, b)| matches!(b.kind, BlockKind::Headline | BlockKind::Paragraph))
        .map(|(i, b)| (blocks.start + i, b.span.start()..b.span.end()))
        .collect();
    let found = words::words(text, &ranges);
    let spans: Vec<(Span, bool)> = found.all.iter().map(|w| (w.span, w.spaced)).collect();
    let sentences: Vec<Range<usize>> = found.sentences.iter().map(|s| s.words.clone()).collect();
    let parse = syntax.parse_spans(text, &spans, &sentences, work);
    let mut out = Sheet {
        words: found.all.iter().map(|w| Place { span: w.span, spaced: w.spaced }).collect(),
        blocks: joined(&found.sentences),
        sentences,
        parse,
        ..Sheet::default()
    };
    out.quotes = quotes(&out, tokens, blocks);
    out.fill(text, ruled, sources(reader));
    out
}

fn sources(reader: &Reader) -> Sources<'_> {
    Sources {
        lexicon: &reader.lexicon,
        reporting: &reader.reporting,
        senses: &reader.senses,
        places: &reader.places,
    }
}

/// Ranges of words of each block.
fn joined(sentences: &[words::Sentence]) -> Vec<Range<usize>> {
    let mut out: Vec<(usize, Range<usize>)> = Vec::new();
    for s in sentences {
        match out.last_mut() {
            Some((block, range)) if *block == s.block => range.end = s.words.end,
            _ => out.push((s.block, s.words.clone())),
        }
    }
    out.into_iter().map(|(_, r)| r).collect()
}

/// The number of the outermost quotation that each word stands in.
fn quotes(sheet: &Sheet, tokens: &Tokens, blocks: Range<usize>) -> Vec<u32> {
    let mut out = vec![0; sheet.words.len()];
    let mut number = 0;
    for para in tokens.paras.iter().filter(|p| blocks.contains(&p.block)) {
        for quote in para.quotes.iter().filter(|q| q.depth == 0) {
            number += 1;
            let span = tokens.all[quote.open as usize].span.join(tokens.all[quote.close as usize].span);
            out[sheet.within(span)].fill(number);
        }
    }
    out
}

/// What the rules find in a document, as the network is told of it.
pub fn ruled(reader: &Reader, document: &Document, tokens: &Tokens) -> Vec<Ruled> {
    let (found, _) = super::extract::extract(document, tokens, &reader.lexicon, &reader.reporting);
    found.iter().map(as_ruled).collect()
}

/// What the network is told of one attribution of the rules.
fn as_ruled(a: &Attribution) -> Ruled {
    Ruled { cue: a.cue, source: a.source, content: a.content.clone(), inner: a.parent.is_some() }
}
