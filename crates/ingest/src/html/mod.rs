//! HTML to a document: the article's headline and paragraphs, its links, and what the page's head says about it.

mod parse;
mod sink;
mod text;

use crate::error::{Error, Kind};
use crate::{metadata, plain};
use dom_query::Document as Tree;
use dom_smoothie::{Config, Readability};
use firsthand_core::model::{Block, BlockKind, Document, Link};
use text::{Piece, Text};

/// A document of a decoded page.
pub(crate) fn document(id: String, page: String) -> Result<Document, Error> {
    let page = plain::nfc(page);
    let tree = parse::parse(&page)?;
    let meta = metadata::of_page(&tree);
    let title = meta.title.clone();
    // Taken before the extraction, which changes the tree.
    let visible = text::of(tree.root());
    if visible.is_empty() {
        return Err(Kind::NoText.into());
    }
    let body = article(tree, meta.url.as_deref()).filter(|pieces| !pieces.is_empty()).unwrap_or(visible);
    let mut document = build(id, title.as_deref(), &body)?;
    document.meta = meta;
    Ok(document)
}

/// The article's pieces without what surrounds them; `None` where no article is found.
fn article(tree: Tree, url: Option<&str>) -> Option<Vec<Piece>> {
    let config = Config { disable_json_ld: true, keep_classes: true, ..Config::default() };
    let base = url.filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    let mut readability = Readability::with_document(tree, base, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    let tree = parse::parse(&article.content).ok()?;
    Some(text::of(tree.root()))
}

/// The document of a headline and pieces.
fn build(id: String, title: Option<&str>, pieces: &[Piece]) -> Result<Document, Error> {
    let mut text = Text::default();
    if let Some(title) = title {
        text.push(&Piece::plain(BlockKind::Headline, title));
    }
    for (i, piece) in pieces.iter().enumerate() {
        // The page's own headline stands here once more.
        let again = i < 3 && title.is_some_and(|title| text::same_words(title, &piece.text));
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
