//! [`Document`]: one text as read, the only owner of its words.

use super::Span;
use jiff::civil::Date;

/// What is known about a document besides its text. Every field may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Headline as published.
    pub title: Option<String>,
    /// BCP 47 tag of the text's language ("en").
    pub language: Option<String>,
    /// Day of publication, as the document itself or its user states it.
    pub published: Option<Date>,
    /// The publication that carries the text.
    pub outlet: Option<String>,
    /// Hands that made the page: reporter, translator, writer, editor, photographer. Never tellers.
    pub made_by: Vec<Maker>,
    /// Address the text was published at.
    pub url: Option<String>,
}

impl Meta {
    /// Fills what is missing here from `other`; what stands here wins. Credits are taken whole or not at all.
    pub fn or(self, other: Meta) -> Meta {
        Meta {
            title: self.title.or(other.title),
            language: self.language.or(other.language),
            published: self.published.or(other.published),
            outlet: self.outlet.or(other.outlet),
            made_by: if self.made_by.is_empty() { other.made_by } else { self.made_by },
            url: self.url.or(other.url),
        }
    }
}

/// One credit: a hand that made the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maker {
    /// "reporter", "translator", "writer", "editor", "photographer", "producer", "author".
    pub role: String,
    /// The name as printed.
    pub name: String,
    /// The desk or service the hand worked for, where the credit says so.
    pub works_for: Option<String>,
}

/// What a stretch of the text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline: read for statements in its own, verb-poor grammar.
    Headline,
    /// Running text.
    Paragraph,
    /// Byline, dateline, publication line or credit: metadata, never a statement.
    Credit,
    /// Picture caption: never a statement.
    Caption,
}

/// One block of the text. Blocks are in order and do not overlap; only white space lies between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is for.
    pub kind: BlockKind,
    /// Where it stands (bytes), white space at both ends left out.
    pub span: Span,
}

/// A hyperlink in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words that carry the link (bytes).
    pub span: Span,
    /// Where it leads, as written.
    pub address: String,
}

/// One text as read. Sole owner of its text: everything else is spans into it.
#[derive(Clone, Debug)]
pub struct Document {
    id: String,
    text: Box<str>,
    /// What the file itself says about the document; later joined with flags, side file and text.
    pub meta: Meta,
    /// Headline, paragraphs and furniture, in order of the text.
    pub blocks: Vec<Block>,
    /// Hyperlinks, in order of the text.
    pub links: Vec<Link>,
}

/// The longest text that a document may hold, in bytes: spans are 32-bit.
pub const MAX_TEXT: usize = 64 << 20;

impl Document {
    /// Makes a document of a text in NFC with LF line ends, without structure: one paragraph a blank-line-separated
    /// block. `id` is a prefix of the original's SHA-256 in hex.
    ///
    /// Returns `None` if the text is longer than [`MAX_TEXT`] bytes.
    pub fn new(id: impl Into<String>, text: impl Into<Box<str>>) -> Option<Self> {
        let text: Box<str> = text.into();
        if text.len() > MAX_TEXT {
            return None;
        }
        let blocks = paragraphs(&text);
        Some(Self { id: id.into(), text, meta: Meta::default(), blocks, links: Vec::new() })
    }

    /// Prefix of the original's SHA-256, in hex.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The whole text: UTF-8, NFC, LF.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The only public way to make a [`Span`] (byte offsets). `None` where out of range, reversed, or inside a `char`.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        (start <= end && self.text.is_char_boundary(start) && self.text.is_char_boundary(end))
            .then(|| Span::new(start, end))
    }

    /// The words of a span of this document.
    ///
    /// # Panics
    /// If the span is of another document and does not fit here: a bug of ours, never an input.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start()..span.end()]
    }
}

/// Blank-line-separated blocks of a plain text, trimmed, each a paragraph.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        if body.is_empty() {
            if let Some((start, end)) = open.take() {
                blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, end) });
            }
        } else {
            let start = at + (line.len() - line.trim_start().len());
            let end = start + body.len();
            open = Some((open.map_or(start, |(s, _)| s), end));
        }
        at += line.len();
    }
    if let Some((start, end)) = open {
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, end) });
    }
    blocks
}
