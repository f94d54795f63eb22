//! JSON-LD in a page: the first object that says it is an article.

use super::{address, author, day, filled, language_tag};
use dom_query::Document as Tree;
use firsthand_core::model::{Maker, Meta};
use serde_json::Value;

const ARTICLES: [&str; 12] = [
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "AskPublicNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "Review",
];
/// How many levels of arrays and graphs are searched for the article.
const LEVELS: usize = 4;

/// What the article's JSON-LD says; nothing where there is none.
pub(super) fn of_page(tree: &Tree) -> Meta {
    for node in tree.select("script[type=\"application/ld+json\"]").nodes() {
        let text = node.text();
        let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
        if let Some(article) = article(&value, LEVELS) {
            return of_article(article, &value);
        }
    }
    Meta::default()
}

/// The first article in a value: the value itself, or in its array, graph or main entity.
fn article(value: &Value, levels: usize) -> Option<&Value> {
    if levels == 0 {
        return None;
    }
    if let Value::Array(values) = value {
        return values.iter().find_map(|value| article(value, levels - 1));
    }
    if is_article(value) {
        return Some(value);
    }
    ["@graph", "mainEntity", "mainEntityOfPage"].iter().find_map(|key| article(value.get(key)?, levels - 1))
}

fn is_article(value: &Value) -> bool {
    strings(value.get("@type")).any(|kind| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
        ARTICLES.contains(&kind)
    })
}

fn of_article(article: &Value, page: &Value) -> Meta {
    let text = |key: &str| strings(article.get(key)).find_map(filled);
    let published = ["datePublished", "dateCreated", "uploadDate"]
        .iter()
        .find_map(|key| strings(article.get(key)).find_map(day));
    let publisher = entity(article.get("publisher"), page);
    let address_of = |key: &str| {
        let value = article.get(key)?;
        strings(Some(value)).chain(strings(value.get("@id"))).find_map(address)
    };
    Meta {
        title: text("headline").or_else(|| text("name")),
        language: text("inLanguage").and_then(|tag| language_tag(&tag)),
        published,
        outlet: publisher.and_then(name),
        made_by: makers(article, page),
        url: address_of("url").or_else(|| address_of("mainEntityOfPage")).or_else(|| address_of("@id")),
    }
}

/// Authors, translators and editors, in this order.
fn makers(article: &Value, page: &Value) -> Vec<Maker> {
    let mut makers = Vec::new();
    for (key, role) in [("author", "author"), ("translator", "translator"), ("editor", "editor")] {
        let Some(value) = article.get(key) else { continue };
        let each = match value {
            Value::Array(values) => values.iter().collect(),
            one => vec![one],
        };
        for one in each.into_iter().filter_map(|one| entity(Some(one), page)) {
            let Some(found) = name(one).filter(|name| !name.contains("://")) else { continue };
            let works_for = entity(one.get("affiliation").or(one.get("worksFor")), page).and_then(name);
            makers.push(Maker { role: role.into(), works_for, ..author(found) });
        }
    }
    makers
}

/// The value itself, or what its `@id` points to in the page's graph.
fn entity<'v>(value: Option<&'v Value>, page: &'v Value) -> Option<&'v Value> {
    let value = value?;
    let Some(id) = value.get("@id").and_then(Value::as_str).filter(|_| value.get("name").is_none()) else {
        return Some(value);
    };
    let graph = page.get("@graph").unwrap_or(page).as_array()?;
    graph
        .iter()
        .find(|node| node.get("@id").and_then(Value::as_str) == Some(id) && node.get("name").is_some())
}

/// The name of a person or body: the string itself or its `name`.
fn name(value: &Value) -> Option<String> {
    strings(Some(value)).chain(strings(value.get("name"))).find_map(filled)
}

/// A string, or the strings of an array.
fn strings(value: Option<&Value>) -> impl Iterator<Item = &str> {
    let (one, many) = match value {
        Some(Value::Array(values)) => (None, Some(values)),
        other => (other, None),
    };
    one.into_iter().chain(many.into_iter().flatten()).filter_map(Value::as_str)
}
