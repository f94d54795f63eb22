//! Tables and lines of JSON: each row is a document.

mod csv;
mod fields;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;

pub(crate) use csv::csv;
pub use fields::Fields;
pub(crate) use jsonl::jsonl;
#[cfg(feature = "parquet")]
pub(crate) use parquet::parquet;

use crate::error::Kind;
use crate::metadata::filled;
use crate::walk::{Around, Step, Walk};
use crate::{Format, metadata, sniff};
use firsthand_core::model::{Maker, Meta};

/// One row's values by what they mean, as the row writes them.
#[derive(Default)]
struct Row {
    text: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    url: Option<String>,
    language: Option<String>,
    authors: Vec<String>,
}

/// One row as a document. `bytes` are the row's own, for its id.
fn row(walk: &mut Walk<'_>, format: Format, bytes: &[u8], row: Row) -> Step {
    let Some(text) = row.text.filter(|text| !text.trim().is_empty()) else {
        return walk.fail(format, Kind::NoTextField.into());
    };
    let author = |name: String| Maker { role: "author".into(), name, works_for: None };
    let over = Meta {
        title: row.title.as_deref().and_then(filled),
        language: row.language.as_deref().and_then(metadata::language_tag),
        published: row.date.as_deref().and_then(sniff::iso_day),
        outlet: row.outlet.as_deref().and_then(filled),
        made_by: row.authors.iter().filter_map(|name| filled(name)).map(author).collect(),
        url: row.url.as_deref().and_then(metadata::address),
    };
    // A page with its elements is read as one; text that only speaks of "<p>" is not.
    let head = text.trim_start();
    let is_html = ["<!doctype html", "<html", "<body", "<div", "<p>", "<p "]
        .iter()
        .any(|tag| head.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
        && text.contains("</");
    walk.text(format, bytes, text, is_html, &Around { over, ..Around::default() })
}
