//! WordprocessingML (ECMA-376, part 1): paragraphs of runs of text.

use super::xml::{Node, attribute, walk};
use crate::error::Error;
use crate::pieces::Piece;
use firsthand_core::model::BlockKind;

/// The paragraphs of a document's main part. Deleted text, field codes, and the second copy of drawings for old
/// programs are left out.
pub(super) fn pieces(xml: &str) -> Result<Vec<Piece>, Error> {
    let mut read = Read::default();
    walk(xml, |node| match node {
        Node::Open(name, tag) => match name {
            "del" | "moveFrom" | "instrText" | "Fallback" | "delText" => read.hidden += 1,
            "p" => read.paragraph(),
            "t" => read.in_text = true,
            "tab" => read.open.words(" "),
            "br" | "cr" => read.open.line_end(),
            "noBreakHyphen" => read.open.words("-"),
            "pStyle" => {
                let style = attribute(tag, "val").unwrap_or_default().to_ascii_lowercase();
                read.open.kind = kind(&style).or(read.open.kind);
            }
            "vanish" if attribute(tag, "val").is_none_or(|on| on != "0" && on != "false") => {
                read.vanish = true
            }
            _ => {}
        },
        Node::Text(words) if read.in_text && read.hidden == 0 && !read.vanish => read.open.words(words),
        Node::Text(_) => {}
        Node::Close(name) => match name {
            "del" | "moveFrom" | "instrText" | "Fallback" | "delText" => {
                read.hidden = read.hidden.saturating_sub(1)
            }
            "p" => read.paragraph(),
            "t" => read.in_text = false,
            "r" => read.vanish = false,
            _ => {}
        },
    })?;
    read.paragraph();
    Ok(read.pieces)
}

/// Headings, titles and captions by the names of their styles, as Word gives them in any language.
fn kind(style: &str) -> Option<BlockKind> {
    if style == "title" || style.starts_with("heading") {
        return Some(BlockKind::Headline);
    }
    (style == "caption").then_some(BlockKind::Caption)
}

#[derive(Default)]
struct Read {
    pieces: Vec<Piece>,
    open: Piece,
    in_text: bool,
    /// The run is set not to show.
    vanish: bool,
    /// Elements around whose text is not the document's.
    hidden: usize,
}

impl Read {
    fn paragraph(&mut self) {
        let piece = std::mem::take(&mut self.open).finished();
        if !piece.text.is_empty() {
            self.pieces.push(piece);
        }
    }
}
