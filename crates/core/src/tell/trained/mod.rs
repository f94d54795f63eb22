//! Attributions found by a trained network, beside the rules.
//!
//! [`sheet`] is what the network sees of a text, [`pairs`] what it sees of a word from a cue. Stages: cues first; then,
//! for each cue, its source and content; then the same again inside the contents.

pub mod network;
pub mod pairs;
pub mod sheet;

use crate::model::{BlockKind, Document, Span};
use crate::read::Reader;
use crate::read::syntax::Syntax;
use crate::read::token::Tokens;
use crate::read::words;
use sheet::{Place, Ruled, Sheet, Sources};
use std::ops::Range;

/// A sheet of some of a document's blocks: words, trees, quotations and what the rules found there.
pub fn sheet(
    reader: &Reader,
    syntax: &Syntax,
    document: &Document,
    tokens: &Tokens,
    blocks: Range<usize>,
    ruled: &[Ruled],
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
    let parse = syntax.parse_spans(text, &spans, &sentences);
    let mut out = Sheet {
        words: found.all.iter().map(|w| Place { span: w.span, spaced: w.spaced }).collect(),
        blocks: joined(&found.sentences),
        sentences,
        parse,
        ..Sheet::default()
    };
    out.quotes = quotes(&out, tokens, blocks);
    let sources = Sources {
        lexicon: &reader.lexicon,
        reporting: &reader.reporting,
        senses: &reader.senses,
        places: &reader.places,
    };
    out.fill(text, ruled, sources);
    out
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
    found
        .into_iter()
        .map(|a| Ruled { cue: a.cue, source: a.source, content: a.content, inner: a.parent.is_some() })
        .collect()
}
