//! Words and sentences as the Universal Dependencies treebanks of English (EWT, GUM) cut them: clitics apart, compounds
//! cut at their hyphens, marks alone. Offsets are kept. The coarser tokens of [`super::token`] are another cut.
//!
//! A sentence's last full stop is always a word of its own, so that an abbreviation keeps its stop only where the
//! sentence goes on: whether a stop ends a sentence is settled here, while cutting words, and [`split`] only reads it.

mod abbreviations;
mod joins;
mod scan;
mod split;
#[cfg(test)]
mod tests;

use crate::model::Span;
use std::ops::Range;

/// One syntactic word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands (bytes of the document's text).
    pub span: Span,
    /// White space stands before it, or the block begins with it.
    pub spaced: bool,
}

/// The words of a document, in order.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// All words.
    pub all: Vec<Word>,
    /// The sentences: together they hold every word once. Each lies within one block.
    pub sentences: Vec<Sentence>,
}

/// A sentence as a range of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// First word and first word after, indices in [`Words::all`].
    pub words: Range<usize>,
    /// Index in [`Document::blocks`](crate::model::Document::blocks).
    pub block: usize,
}

/// Cuts the given blocks of `text` into words and sentences.
///
/// `blocks`: index of each block and its range in bytes, in order and without overlap. Ranges that reach over the
/// text's end or into a character are cut to what is whole.
pub fn words(text: &str, blocks: &[(usize, Range<usize>)]) -> Words {
    let mut out = Words::default();
    // English has a word each five bytes or so: one allocation does for nearly every document.
    out.all.reserve(blocks.iter().map(|(_, range)| range.len() / 5).sum::<usize>().min(text.len()));
    let mut done = 0;
    for (block, range) in blocks {
        let from = text.ceil_char_boundary(range.start.max(done).min(text.len()));
        let to = text.floor_char_boundary(range.end.min(text.len()));
        if from >= to {
            continue;
        }
        let first = out.all.len();
        scan::scan(text, from, to, &mut out.all);
        split::split(text, &out.all, first, *block, &mut out.sentences);
        done = to;
    }
    out
}
