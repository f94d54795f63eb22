//! What a file gives: [`Found`], one for each document or verdict; and [`Hints`], what is known of it from outside.

use crate::rows::Fields;
use crate::{Charset, Error, Format, Limits};
use firsthand_core::model::Document;

/// What is known of a file from outside. The default knows nothing.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// The file's name or the end of it: only its ending counts, and only where the bytes leave room for doubt.
    pub name: Option<String>,
    /// The charset of text, as the user declares it: holds for the file itself, and for the lines of a table.
    pub charset: Option<Charset>,
    /// Which fields of a table or of JSONL hold what. Usual names are known without it.
    pub fields: Fields,
    /// How much is taken.
    pub limits: Limits,
    /// Leaves out the first so many, unparsed: to go on after a parser's crash. They are the same each time.
    pub skip: u64,
}

/// One thing found in a file: a document, or why there is none.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where it lay in its container; empty for the file itself. Members of archives by their name
    /// (`a/b.html`, `inner.zip!/c.txt`), else `#line=7` (JSONL), `#row=7` (CSV), `#offset=5120` (WARC, bytes),
    /// `#message=2` (mbox), `#entry=1` (feed), `#part=1` (e-mail, without a name). Names are the container's: hostile.
    pub place: String,
    /// What it was read as.
    pub format: Format,
    /// What came of it.
    pub outcome: Outcome,
    /// BCP 47 tag of the language that the text looks like; `None` where that is not sure, or there is no text. What the
    /// document says itself is in its metadata.
    pub language: Option<&'static str>,
}

/// What came of one member.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A document. Its id is the first 16 hex digits of the SHA-256 of the member's own bytes.
    Document(Box<Document>),
    /// Why it is none.
    Failed(Error),
    /// A member of a container that nobody would call a document (a picture, a style sheet, a request of a crawl).
    PassedOver,
}

impl Found {
    /// The place with the container's name before it: `archive.zip!/a/b.html`, `dump.jsonl#line=7`.
    pub fn place_in(&self, name: &str) -> String {
        match self.place.as_str() {
            "" => name.to_owned(),
            place if place.starts_with('#') => format!("{name}{place}"),
            place => format!("{name}!/{place}"),
        }
    }

    /// The document, where there is one.
    pub fn document(&self) -> Option<&Document> {
        match &self.outcome {
            Outcome::Document(document) => Some(document),
            _ => None,
        }
    }

    /// The error, where there is one.
    pub fn error(&self) -> Option<&Error> {
        match &self.outcome {
            Outcome::Failed(error) => Some(error),
            _ => None,
        }
    }
}
