//! [`Found`] as bytes, for the way out of the process that parses: JSON, checked when it is read.
//!
//! Whoever reads does not trust the writer, which a hostile file may have taken over: spans must lie in the text and in
//! order, errors are of known kinds, and text is brought to NFC and LF again.

use crate::{Error, Format, Found, Outcome, language, plain};
use firsthand_core::model::{Block, BlockKind, Document, Link, Maker, Meta};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Wire {
    place: String,
    format: String,
    language: Option<String>,
    outcome: Told,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Told {
    Document(Box<Page>),
    Failed(String, String),
    PassedOver,
}

#[derive(Serialize, Deserialize)]
struct Page {
    id: String,
    text: String,
    title: Option<String>,
    language: Option<String>,
    /// YYYY-MM-DD.
    published: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    /// Role, name, body that the hand works for.
    made_by: Vec<(String, String, Option<String>)>,
    /// Kind, first byte, byte after the last.
    blocks: Vec<(u8, usize, usize)>,
    links: Vec<(usize, usize, String)>,
}

/// What was found, as bytes.
pub fn encode(found: &Found) -> Vec<u8> {
    let outcome = match &found.outcome {
        Outcome::Document(document) => Told::Document(Box::new(page(document))),
        Outcome::Failed(error) => {
            let (name, detail) = error.parts();
            Told::Failed(name.into(), detail.into())
        }
        Outcome::PassedOver => Told::PassedOver,
    };
    let wire = Wire {
        place: found.place.clone(),
        format: found.format.name().into(),
        language: found.language.map(str::to_owned),
        outcome,
    };
    serde_json::to_vec(&wire).expect("strings and numbers have a JSON form")
}

/// What was found, from bytes; `None` where they are none that [`encode`] makes.
pub fn decode(bytes: &[u8]) -> Option<Found> {
    let wire: Wire = serde_json::from_slice(bytes).ok()?;
    let outcome = match wire.outcome {
        Told::Document(page) => Outcome::Document(Box::new(document(*page)?)),
        Told::Failed(name, detail) => Outcome::Failed(Error::from_parts(&name, &detail)?),
        Told::PassedOver => Outcome::PassedOver,
    };
    let language = wire.language.as_deref().and_then(language::known);
    Some(Found { place: wire.place, format: Format::named(&wire.format)?, outcome, language })
}

fn page(document: &Document) -> Page {
    let meta = document.meta.clone();
    Page {
        id: document.id().into(),
        text: document.text().into(),
        title: meta.title,
        language: meta.language,
        published: meta.published.map(|day| day.to_string()),
        outlet: meta.outlet,
        url: meta.url,
        made_by: meta.made_by.into_iter().map(|maker| (maker.role, maker.name, maker.works_for)).collect(),
        blocks: document.blocks.iter().map(|b| (number(b.kind), b.span.start(), b.span.end())).collect(),
        links: document.links.iter().map(|l| (l.span.start(), l.span.end(), l.address.clone())).collect(),
    }
}

fn document(page: Page) -> Option<Document> {
    let is_id = page.id.len() == 16 && page.id.bytes().all(|b| b.is_ascii_hexdigit());
    // NFC and LF already, unless the writer lies; then its spans would not fit either.
    let is_clean = is_id && !page.text.contains('\r') && plain::nfc(page.text.clone()) == page.text;
    let mut document = is_clean.then(|| Document::new(page.id, page.text)).flatten()?;
    let mut blocks = Vec::new();
    let mut at = 0;
    for (kind, start, end) in page.blocks {
        let gap = document.span(at, start).filter(|_| start < end)?;
        let span = document.span(start, end)?;
        if !document.slice(gap).trim().is_empty() {
            return None;
        }
        blocks.push(Block { kind: kind_of(kind)?, span });
        at = end;
    }
    let mut links = Vec::new();
    for (start, end, address) in page.links {
        links.push(Link { span: document.span(start, end)?, address });
    }
    let made_by = page.made_by.into_iter().map(|(role, name, works_for)| Maker { role, name, works_for });
    document.blocks = blocks;
    document.links = links;
    document.meta = Meta {
        title: page.title,
        language: page.language,
        published: page.published.as_deref().and_then(crate::date),
        outlet: page.outlet,
        made_by: made_by.collect(),
        url: page.url,
    };
    Some(document)
}

const KINDS: [BlockKind; 4] =
    [BlockKind::Headline, BlockKind::Paragraph, BlockKind::Credit, BlockKind::Caption];

fn number(kind: BlockKind) -> u8 {
    KINDS.iter().position(|known| *known == kind).unwrap_or(1) as u8
}

fn kind_of(number: u8) -> Option<BlockKind> {
    KINDS.get(usize::from(number)).copied()
}
