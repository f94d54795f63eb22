//! [`Furniture`]: what stands on a page around its story — headline, byline, dateline, credits, captions — and the
//! metadata that it states.
//!
//! A block that is called a credit or a caption is never searched for statements, so each of them has to be read to its
//! last word by a small grammar: a line that holds anything else stays a paragraph.

mod credit;
mod day;
mod headline;
mod names;
mod publication;
#[cfg(test)]
mod tests;
mod words;

use crate::model::{Block, BlockKind, Document, Maker, Meta, Span};
use words::Words;

/// The furniture of one language. Made once; naming a document's blocks changes nothing in it.
#[derive(Debug)]
pub struct Furniture {
    words: Words,
}

/// How many ordinary paragraphs may stand before the last line of a page's head (a standfirst over the byline).
const MISSES: usize = 2;
/// How many blocks are looked at as a page's head.
const HEAD: usize = 8;
/// The longest block that is looked at as a credit or caption, in bytes.
const LONGEST: usize = 600;
/// Text wrapped by hand has no lines beyond this, in bytes: a block with longer ones has a paragraph a line.
const WRAP: usize = 130;

impl Furniture {
    /// The furniture of English, from `lang/en/furniture.toml`.
    pub fn english() -> Self {
        Self { words: Words::english() }
    }

    /// Names the blocks of a document, splits those that hold two things, and returns the metadata that they state.
    /// Blocks that the file itself named (HTML) keep their kind.
    ///
    /// Where the file's own metadata (`document.meta`) knows its hands only as authors and the text says what each of
    /// them did, the text's credits take their place there.
    pub fn furnish(&self, document: &mut Document) -> Meta {
        let mut work = Work { words: &self.words, blocks: split_lines(document), meta: Meta::default() };
        let text = document.text();
        let from = work.head(text);
        work.body(text, from);
        let Work { blocks, meta, .. } = work;
        document.blocks = blocks;
        if !meta.made_by.is_empty() && document.meta.made_by.iter().all(|maker| maker.role == "author") {
            let authors = std::mem::take(&mut document.meta.made_by);
            let unnamed =
                authors.into_iter().filter(|author| meta.made_by.iter().all(|m| m.name != author.name));
            let unnamed: Vec<Maker> = unnamed.collect();
            document.meta.made_by = meta.made_by.iter().cloned().chain(unnamed).collect();
        }
        meta
    }
}

/// A document's blocks and metadata while they are found.
struct Work<'w> {
    words: &'w Words,
    blocks: Vec<Block>,
    meta: Meta,
}

impl Work<'_> {
    fn slice<'t>(&self, text: &'t str, index: usize) -> &'t str {
        let span = self.blocks[index].span;
        &text[span.start()..span.end()]
    }

    /// Headline, publication lines, byline and dateline. Returns the first block that was not looked at.
    fn head(&mut self, text: &str) -> usize {
        let mut headline = self.blocks.iter().any(|block| block.kind == BlockKind::Headline);
        let mut misses = 0;
        let mut first_unread = None;
        let mut index = 0;
        while index < self.blocks.len().min(HEAD) && misses < MISSES {
            let words = self.slice(text, index);
            let open = self.blocks[index].kind == BlockKind::Paragraph;
            let named = open || self.blocks[index].kind == BlockKind::Credit;
            if self.blocks[index].kind == BlockKind::Headline {
                if self.meta.title.is_none() {
                    self.meta.title = Some(headline::title(words));
                }
            } else if let Some(line) = publication::read(words, self.words).filter(|_| named) {
                self.blocks[index].kind = BlockKind::Credit;
                self.state(line);
            } else if named && first_unread.is_none() && self.credit(words) {
                self.blocks[index].kind = BlockKind::Credit;
            } else if let Some((end, line)) = publication::dateline(words, self.words).filter(|_| open) {
                self.split(text, index, end, BlockKind::Credit, BlockKind::Paragraph);
                self.state(line);
                // What follows a date alone may be anything; what follows a dateline is a paragraph.
            } else if open && !headline && misses == 0 && index + 1 < self.blocks.len() && headline::is(words)
            {
                self.blocks[index].kind = BlockKind::Headline;
                self.meta.title = Some(headline::title(words));
                headline = true;
            } else {
                misses += usize::from(open);
                first_unread = first_unread.or(Some(index));
            }
            index += 1;
        }
        first_unread.unwrap_or(index)
    }

    /// Credits and captions from a block on, also at the end of the last paragraph.
    fn body(&mut self, text: &str, from: usize) {
        if self.blocks.is_empty() {
            return;
        }
        let end = self.end(text);
        for index in from..self.blocks.len() {
            let words = self.slice(text, index);
            let kind = self.blocks[index].kind;
            if words.len() > LONGEST || kind == BlockKind::Headline {
                continue;
            }
            if kind != BlockKind::Caption && self.credit(words) {
                self.blocks[index].kind = BlockKind::Credit;
            } else if kind != BlockKind::Credit
                && self.caption(words, index >= end || kind == BlockKind::Caption)
            {
                self.blocks[index].kind = BlockKind::Caption;
            }
        }
        let Some(last) = end.checked_sub(1).filter(|last| self.blocks[*last].kind == BlockKind::Paragraph)
        else {
            return;
        };
        if let Some((start, makers)) = credit::at_end(self.slice(text, last), self.words) {
            self.meta.made_by.extend(makers);
            self.split(text, last, start, BlockKind::Paragraph, BlockKind::Credit);
        }
    }

    /// The first of the blocks at the end that are nothing but furniture.
    fn end(&self, text: &str) -> usize {
        let is_furniture = |index: usize| {
            let words = self.slice(text, index);
            match self.blocks[index].kind {
                BlockKind::Credit | BlockKind::Caption => true,
                BlockKind::Headline => false,
                BlockKind::Paragraph => {
                    words.len() <= LONGEST
                        && (credit::read(words, self.words).is_some()
                            || credit::caption(words, true, self.words).is_some())
                }
            }
        };
        (1..self.blocks.len()).rev().find(|index| !is_furniture(*index)).map_or(1, |last| last + 1)
    }

    /// Whether a block is credits to its last word; takes them.
    fn credit(&mut self, words: &str) -> bool {
        let makers = credit::read(words, self.words);
        makers.map(|makers| self.meta.made_by.extend(makers)).is_some()
    }

    /// Whether a block is a caption; takes its photographer.
    fn caption(&mut self, words: &str, last: bool) -> bool {
        let maker = credit::caption(words, last, self.words);
        maker.map(|maker| self.meta.made_by.extend(maker)).is_some()
    }

    /// Takes what a line states, where nothing before it did.
    fn state(&mut self, line: publication::Line) {
        self.meta.published = self.meta.published.or(line.day);
        if self.meta.outlet.is_none() {
            self.meta.outlet = line.outlet;
        }
        self.meta.made_by.extend(line.made_by);
    }

    /// Splits a block at a byte offset in it; both parts lose the white space at their ends.
    fn split(&mut self, text: &str, index: usize, at: usize, first: BlockKind, second: BlockKind) {
        let span = self.blocks[index].span;
        let middle = span.start() + at;
        let parts = [(first, span.start(), middle), (second, middle, span.end())];
        let parts = parts.into_iter().filter_map(|(kind, start, end)| block(text, kind, start, end));
        self.blocks.splice(index..=index, parts);
    }
}

/// A block without the white space at its ends; `None` where nothing else is there.
fn block(text: &str, kind: BlockKind, start: usize, end: usize) -> Option<Block> {
    let words = &text[start..end];
    let trimmed = words.trim();
    let start = start + (words.len() - words.trim_start().len());
    (!trimmed.is_empty()).then(|| Block { kind, span: Span::new(start, start + trimmed.len()) })
}

/// The document's blocks, those that hold a paragraph a line split into these.
fn split_lines(document: &mut Document) -> Vec<Block> {
    let blocks = std::mem::take(&mut document.blocks);
    let text = document.text();
    let has_lines =
        |b: &Block| b.kind == BlockKind::Paragraph && text[b.span.start()..b.span.end()].contains('\n');
    if !blocks.iter().any(has_lines) {
        return blocks;
    }
    let mut all = Vec::with_capacity(blocks.len());
    for one in blocks {
        let words = &text[one.span.start()..one.span.end()];
        if !has_lines(&one) || words.split('\n').all(|line| line.len() <= WRAP) {
            all.push(one);
            continue;
        }
        let mut start = one.span.start();
        for line in words.split_inclusive('\n') {
            all.extend(block(text, one.kind, start, start + line.len()));
            start += line.len();
        }
    }
    all
}
