//! HTML to a document: the article's headline and paragraphs, its links, and what the page's head says about it.

mod parse;
mod sink;
mod text;

use crate::error::{Error, Kind};
use crate::pieces::{Piece, build};
use crate::{metadata, plain};
use dom_query::Document as Tree;
use dom_smoothie::{Config, Readability};
use firsthand_core::model::Document;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A document of a decoded page. Where its container names the headline, that one is taken.
pub(crate) fn document(id: String, page: String, headline: Option<&str>) -> Result<Document, Error> {
    let page = plain::nfc(page);
    let tree = parse::parse(&page)?;
    let meta = metadata::of_page(&tree);
    let title = headline.map(str::to_owned).or_else(|| meta.title.clone());
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
    // The extractor is not ours and the page may be hostile: where it gives up, the page's visible text is left.
    let article = catch_unwind(AssertUnwindSafe(|| readability.parse())).ok()?.ok()?;
    let tree = parse::parse(&article.content).ok()?;
    Some(text::of(tree.root()))
}

/// Everything visible of a decoded page, furniture and all: for pages that are a book's.
pub(crate) fn visible(page: String) -> Result<Vec<Piece>, Error> {
    let page = plain::nfc(page);
    Ok(text::of(parse::parse(&page)?.root()))
}
