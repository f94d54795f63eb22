//! What a page's head says of its article: JSON-LD first, then `<meta>`, then what the page shows.

mod json_ld;

use crate::side;
use dom_query::Document as Tree;
use firsthand_core::model::{Maker, Meta};
use jiff::civil::Date;

const DATES: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
];
const AUTHORS: [&str; 7] =
    ["author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator"];
const OUTLETS: [&str; 4] = ["og:site_name", "article:publisher_name", "application-name", "dc.publisher"];
const TITLES: [&str; 4] = ["og:title", "twitter:title", "dc.title", "headline"];
/// The longest value that is taken from a page, in bytes.
const LONGEST: usize = 1000;

/// What the page says of itself. Nothing is checked against the text.
pub(crate) fn of_page(tree: &Tree) -> Meta {
    let mut meta = json_ld::of_page(tree).or(of_tags(tree));
    meta.title = title(tree, meta.title);
    let outlet = meta.outlet.clone();
    // Many pages name their publisher as author.
    meta.made_by.retain(|maker| Some(&maker.name) != outlet.as_ref());
    meta
}

/// What `<meta>`, `<link>`, `<time>` and `<html>` say.
fn of_tags(tree: &Tree) -> Meta {
    let mut tags: Vec<(String, String)> = Vec::new();
    for node in tree.select("meta[content]").nodes() {
        let key = ["property", "name", "itemprop"].iter().find_map(|key| node.attr(key));
        if let (Some(key), Some(value)) = (key, node.attr("content")) {
            tags.push((key.trim().to_ascii_lowercase(), value.to_string()));
        }
    }
    let first = |keys: &[&str]| keys.iter().flat_map(|key| all(&tags, key)).find_map(filled);
    let published = DATES.iter().flat_map(|key| all(&tags, key)).find_map(day).or_else(|| shown_day(tree));
    let authors = AUTHORS
        .iter()
        .map(|key| all(&tags, key).flat_map(authors).collect())
        .find(|a: &Vec<_>| !a.is_empty());
    let link = tree.select("link[rel=canonical][href]").nodes().first().and_then(|node| node.attr("href"));
    let language = tree.select("html[lang]").nodes().first().and_then(|node| node.attr("lang"));
    Meta {
        title: first(&TITLES),
        language: language.and_then(|tag| language_tag(&tag)),
        published,
        outlet: first(&OUTLETS),
        made_by: authors.unwrap_or_default(),
        url: link.and_then(|url| address(&url)).or_else(|| first(&["og:url"]).and_then(|url| address(&url))),
    }
}

/// The values of a key, in order of the page.
fn all<'t>(tags: &'t [(String, String)], key: &'t str) -> impl Iterator<Item = &'t str> {
    tags.iter().filter(move |(k, _)| k == key).map(|(_, value)| value.as_str())
}

/// The day in the first `<time datetime>` that says it is the day of publication, else in the first of all.
fn shown_day(tree: &Tree) -> Option<Date> {
    const PLACES: [&str; 4] = [
        "time[itemprop=datePublished][datetime]",
        "time[pubdate][datetime]",
        "article time[datetime]",
        "time[datetime]",
    ];
    PLACES.iter().find_map(|place| day(&tree.select(place).nodes().first()?.attr("datetime")?))
}

/// The headline: the page's `<h1>` where the head names the same, else what the head names, else `<title>`.
fn title(tree: &Tree, named: Option<String>) -> Option<String> {
    let page = tree.select("head title").nodes().first().and_then(|node| filled(&node.text()));
    let heads: Vec<String> =
        tree.select("h1").nodes().iter().filter_map(|node| filled(&node.text())).collect();
    let known: Vec<&String> = named.iter().chain(page.iter()).collect();
    let shown =
        heads.iter().find(|head| head.len() > 8 && known.iter().any(|name| name.contains(head.as_str())));
    let only = || if heads.len() == 1 { heads.first() } else { None };
    shown.cloned().or(named).or_else(|| only().cloned()).or_else(|| page.map(|page| without_site(&page)))
}

/// A page's title without the site's name after the last bar or dash.
fn without_site(title: &str) -> String {
    const BARS: [&str; 5] = [" | ", " – ", " — ", " - ", " :: "];
    let cut = BARS.iter().filter_map(|bar| title.rfind(bar)).max();
    // A short beginning would be a section's name.
    cut.filter(|cut| title[..*cut].split_whitespace().count() >= 3)
        .map_or(title, |cut| &title[..cut])
        .trim()
        .to_owned()
}

/// The names in a field for authors.
pub(crate) fn authors(text: &str) -> Vec<Maker> {
    let Some(text) = filled(text) else { return Vec::new() };
    let text = text.strip_prefix("By ").or(text.strip_prefix("by ")).unwrap_or(&text);
    let names = text.split([',', ';', '|']).flat_map(|part| part.split(" and ")).filter_map(filled);
    // Addresses and handles are no names.
    names.filter(|name| !name.contains("://") && !name.contains('@')).map(author).collect()
}

pub(crate) fn author(name: String) -> Maker {
    Maker { role: "author".into(), name, works_for: None }
}

/// The day of an ISO 8601 timestamp, as its own place counts days.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let after = text.as_bytes().get(10);
    if after.is_some_and(u8::is_ascii_digit) {
        return None;
    }
    side::date(text.get(..10)?)
}

/// A BCP 47 tag, by its shape.
pub(crate) fn language_tag(text: &str) -> Option<String> {
    let text = text.trim();
    let fits = (2..=35).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    fits.then(|| text.to_owned())
}

/// An absolute web address.
pub(crate) fn address(text: &str) -> Option<String> {
    filled(text).filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

/// The words with single spaces; `None` where there are none, or far too many.
pub(crate) fn filled(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let words: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then(|| crate::plain::nfc(words))
}
