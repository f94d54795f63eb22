//! Pieces of text, as pages and office documents give them, to a document: a blank line between each two.

use crate::error::{Error, Kind};
use crate::plain;
use firsthand_core::model::{Block, BlockKind, Document, Link};
use std::ops::Range;

/// One block of text: white space single, none at the ends, NFC.
#[derive(Debug, Default, Clone)]
pub(crate) struct Piece {
    pub(crate) kind: Option<BlockKind>,
    pub(crate) text: String,
    /// Bytes of the link's words, and where it leads.
    pub(crate) links: Vec<(Range<usize>, String)>,
}

impl Piece {
    /// A piece of words alone.
    pub(crate) fn plain(kind: BlockKind, words: &str) -> Piece {
        let mut piece = Piece { kind: Some(kind), ..Piece::default() };
        piece.words(words);
        piece.finished()
    }

    /// Adds words; white space runs become one space.
    pub(crate) fn words(&mut self, words: &str) {
        for c in words.chars() {
            if c.is_whitespace() {
                if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
            } else if !c.is_control() && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}') {
                self.text.push(c);
            }
        }
    }

    /// A line break within the block.
    pub(crate) fn line_end(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    pub(crate) fn finished(mut self) -> Piece {
        self.text.truncate(self.text.trim_end().len());
        let end = self.text.len();
        for (range, _) in &mut self.links {
            range.end = range.end.min(end);
            let words = self.text.get(range.clone()).unwrap_or_default();
            let (before, after) =
                (words.len() - words.trim_start().len(), words.len() - words.trim_end().len());
            *range = if words.trim().is_empty() { 0..0 } else { range.start + before..range.end - after };
        }
        self.links.retain(|(range, _)| !range.is_empty());
        let composed = plain::nfc(self.text.clone());
        if composed != self.text {
            // Entities wrote letters and their marks apart. Composing moves offsets: the links of this block go.
            self.text = composed;
            self.links.clear();
        }
        self
    }
}

/// The text of a document while it grows: pieces with a blank line between them.
#[derive(Default)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) blocks: Vec<(BlockKind, Range<usize>)>,
    pub(crate) links: Vec<(Range<usize>, String)>,
}

impl Text {
    /// Adds a piece.
    pub(crate) fn push(&mut self, piece: &Piece) {
        if piece.text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(&piece.text);
        self.blocks.push((piece.kind.unwrap_or(BlockKind::Paragraph), start..self.text.len()));
        let moved =
            |(range, to): &(Range<usize>, String)| (range.start + start..range.end + start, to.clone());
        self.links.extend(piece.links.iter().map(moved));
    }
}

/// Whether two texts have the same letters and digits in the same order.
pub(crate) fn same_words(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(a) == letters(b)
}

/// The document of a headline and pieces.
pub(crate) fn build(id: String, title: Option<&str>, pieces: &[Piece]) -> Result<Document, Error> {
    let mut text = Text::default();
    if let Some(title) = title {
        text.push(&Piece::plain(BlockKind::Headline, title));
    }
    for (i, piece) in pieces.iter().enumerate() {
        // The page's own headline stands here once more.
        let again = i < 3 && title.is_some_and(|title| same_words(title, &piece.text));
        if !again {
            text.push(piece);
        }
    }
    let mut document = Document::new(id, text.text).ok_or(Error::from(Kind::TooLarge))?;
    let span = |range: &std::ops::Range<usize>| document.span(range.start, range.end);
    let blocks =
        text.blocks.iter().filter_map(|(kind, range)| Some(Block { kind: *kind, span: span(range)? }));
    let blocks = blocks.collect();
    let links =
        text.links.iter().filter_map(|(range, to)| Some(Link { span: span(range)?, address: to.clone() }));
    let links = links.collect();
    document.blocks = blocks;
    document.links = links;
    Ok(document)
}
