//! OpenDocument text (ISO 26300): headings, paragraphs and spans.

use super::xml::{Node, attribute, walk};
use crate::error::Error;
use crate::pieces::Piece;
use firsthand_core::model::BlockKind;

/// White space that one element may stand for at most.
const MOST_SPACES: usize = 16;

/// The paragraphs of a document's content. Tracked deletions, annotations and index entries are left out.
pub(super) fn pieces(xml: &str) -> Result<Vec<Piece>, Error> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = Piece::default();
    let (mut in_paragraph, mut hidden, mut in_body) = (0usize, 0usize, false);
    let end = |open: &mut Piece, pieces: &mut Vec<Piece>| {
        let piece = std::mem::take(open).finished();
        if !piece.text.is_empty() {
            pieces.push(piece);
        }
    };
    walk(xml, |node| match node {
        Node::Open(name, tag) => match name {
            "body" => in_body = true,
            "tracked-changes" | "annotation" | "table-of-content" | "illustration-index"
            | "note-citation" => hidden += 1,
            "p" | "h" if in_body => {
                end(&mut open, &mut pieces);
                in_paragraph += 1;
                open.kind = (name == "h").then_some(BlockKind::Headline);
                let style = attribute(tag, "style-name").unwrap_or_default();
                if style == "Title" {
                    open.kind = Some(BlockKind::Headline);
                }
            }
            "s" => {
                let count = attribute(tag, "c").and_then(|c| c.parse().ok()).unwrap_or(1usize);
                open.words(&" ".repeat(count.min(MOST_SPACES)));
            }
            "tab" => open.words(" "),
            "line-break" => open.line_end(),
            _ => {}
        },
        Node::Text(words) if in_paragraph > 0 && hidden == 0 => open.words(words),
        Node::Text(_) => {}
        Node::Close(name) => match name {
            "tracked-changes" | "annotation" | "table-of-content" | "illustration-index"
            | "note-citation" => {
                hidden = hidden.saturating_sub(1);
            }
            "p" | "h" if in_body => {
                end(&mut open, &mut pieces);
                in_paragraph = in_paragraph.saturating_sub(1);
            }
            _ => {}
        },
    })?;
    Ok(pieces)
}
