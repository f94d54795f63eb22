//! The seam to the ingest crate: its answers in the words of this one.

use crate::failure::Failure;
use firsthand_core::model::{Document, Meta};
use jiff::civil::Date;

/// What a file is said to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// A web page.
    Html,
}

/// Why foreign bytes could not be read.
#[derive(Debug)]
pub struct Refusal {
    code: &'static str,
    what: String,
    hint: String,
}

impl Refusal {
    /// With the name of what was refused.
    pub fn about(self, name: impl Into<String>) -> Failure {
        Failure::of(name, self.code, self.what, self.hint)
    }
}

/// Bytes to a document.
///
/// # Errors
/// What the ingest crate says.
pub fn document(bytes: &[u8], _format: Option<Format>) -> Result<Document, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| refusal("no text"))?;
    Document::new("0", text).ok_or_else(|| refusal("too long"))
}

/// Bytes of a side file to metadata.
///
/// # Errors
/// What the ingest crate says.
pub fn side_file(bytes: &[u8]) -> Result<Meta, Refusal> {
    let _ = bytes;
    Ok(Meta::default())
}

/// A date as a user may write it.
pub fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn refusal(what: &str) -> Refusal {
    Refusal { code: "FH-001", what: what.into(), hint: "…".into() }
}
