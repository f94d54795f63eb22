//! RSS, Atom and JSON Feed: each entry is a document.

use crate::error::{Error, Kind};
use crate::metadata::{self, filled};
use crate::walk::{Around, Step, Walk};
use crate::{Charset, Format, Hint, charset};
use feed_rs::model::{Entry, Link, Text};
use feed_rs::parser;
use firsthand_core::model::{Maker, Meta};
use jiff::civil::Date;

/// The largest feed, in bytes.
const MAX_BYTES: usize = 64 << 20;

/// The entries of a feed, in its order.
pub(crate) fn feed(walk: &mut Walk<'_>, bytes: &[u8]) -> Step {
    let damaged = || Error::with(Kind::Damaged, Format::Feed.called());
    if bytes.len() > MAX_BYTES {
        return walk.fail(Format::Feed, Kind::TooLarge.into());
    }
    if declares_entities(bytes) {
        return walk.fail(Format::Feed, Kind::Entities.into());
    }
    let parser = parser::Builder::new().id_generator(|_, _, _| String::new()).build();
    let parsed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| parser.parse(bytes)));
    let Ok(Ok(feed)) = parsed else { return walk.fail(Format::Feed, damaged()) };
    let outlet = feed.title.as_ref().and_then(words);
    let language = feed.language.as_deref().and_then(metadata::language_tag);
    if feed.entries.is_empty() {
        return walk.fail(Format::Feed, Error::with(Kind::NothingInside, Format::Feed.called()));
    }
    walk.inside(Format::Feed, |walk| {
        for (index, entry) in feed.entries.iter().enumerate() {
            let mut over = meta(entry);
            over.outlet = outlet.clone();
            over.language = over.language.or_else(|| language.clone());
            walk.at(format!("#entry={}", index + 1), |walk| one(walk, entry, over))?;
        }
        Ok(())
    })
}

fn one(walk: &mut Walk<'_>, entry: &Entry, over: Meta) -> Step {
    let body = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    let Some(text) = body.or(summary).filter(|text| !text.trim().is_empty()) else {
        return walk.fail(Format::Feed, Kind::Empty.into());
    };
    // Feeds say "plain" of pages and the other way round: what has elements in it is a page.
    let is_html = text.contains("</") || text.contains("/>") || text.contains("<p>") || text.contains('&');
    let around = Around { over, ..Around::default() };
    walk.text(Format::Feed, text.as_bytes(), text.to_owned(), is_html, &around)
}

fn meta(entry: &Entry) -> Meta {
    let published = entry.published.or(entry.updated).and_then(|time| {
        // The day in the entry's own place is lost by then: feeds are read as UTC.
        let date = time.date_naive().to_string();
        date.parse::<Date>().ok()
    });
    let author = |name: String| Maker { role: "author".into(), name, works_for: None };
    Meta {
        title: entry.title.as_ref().and_then(words),
        language: entry.language.as_deref().and_then(metadata::language_tag),
        published,
        outlet: None,
        made_by: entry
            .authors
            .iter()
            .filter_map(|person| person.name.as_deref().and_then(filled))
            .map(author)
            .collect(),
        url: link(&entry.links),
    }
}

/// The address of the entry's own page.
fn link(links: &[Link]) -> Option<String> {
    let own = |link: &&Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    links.iter().find(own).or(links.first()).and_then(|link| metadata::address(&link.href))
}

/// A title's words, without elements.
fn words(text: &Text) -> Option<String> {
    if !text.content.contains(['<', '&']) {
        return filled(&text.content);
    }
    let tree = dom_query::Document::fragment(text.content.get(..2000).unwrap_or(&text.content));
    filled(&tree.text())
}

/// Whether the declarations of an XML file name entities: a way to make a small file a large one.
pub(crate) fn declares_entities(bytes: &[u8]) -> bool {
    let wide = charset::decode(bytes, Hint { format: Some(Format::Text), charset: None::<Charset> });
    let text = wide.map(|(text, _)| text).unwrap_or_default();
    text.contains("<!ENTITY")
}
