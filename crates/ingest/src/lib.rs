//! Foreign bytes to documents. Bytes in, values out: no paths, no files, no network.
//!
//! [`open()`] takes a file of any [`Format`] and gives every document in it, or a verdict why there is none; [`read()`] takes
//! one page of plain text or HTML. The bytes may be hostile: whatever they are, both answer in bounded memory, with
//! documents or an [`Error`]. What a library does with its stack or with memory of its own is bounded by the process
//! that this runs in: the program runs it in one of its own ([`wire`] is how what was found gets out of there). [`table`] reads
//! spreadsheets of statements.

mod charset;
mod container;
mod error;
mod format;
mod found;
mod html;
mod language;
mod limits;
mod metadata;
mod office;
mod open;
mod pdf;
mod pieces;
mod plain;
mod rows;
mod side;
mod sniff;
pub mod table;
mod walk;
pub mod wire;

pub use charset::Charset;
pub use error::{Error, ErrorKind};
pub use format::Format;
pub use found::{Found, Hints, Outcome};
pub use limits::Limits;
pub use open::{Opened, is_plain, open};
pub use plain::as_read;
pub use rows::Fields;
pub use side::{date, side_file};

use error::Kind;
use firsthand_core::model::Document;
use sha2::{Digest, Sha256};

/// What is known of the bytes of one page from outside. The default knows nothing: the bytes are sniffed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint {
    /// The format, as the file's ending says: text or HTML, others count as not known.
    pub format: Option<Format>,
    /// The charset, as the user declares it. Bytes that are not in it are an error; only a byte order mark wins over it.
    pub charset: Option<Charset>,
}

/// Bytes of plain text or HTML to a document. Its text is UTF-8 in NFC with LF line ends. Of a plain text nothing else is
/// removed (a byte order mark is no text); of HTML the headline and the article's paragraphs are kept, with a blank line
/// between them. Its id is the first 16 hex digits of the bytes' SHA-256.
///
/// # Errors
/// Empty, binary, too large or undecodable bytes; HTML nested too deeply, with too many elements or without text.
pub fn read(bytes: &[u8], hint: Hint) -> Result<Document, Error> {
    let (text, format) = decode(bytes, hint)?;
    page(id(bytes), text, format, None)
}

/// Bytes to text, and whether that is HTML.
fn decode(bytes: &[u8], hint: Hint) -> Result<(String, Format), Error> {
    if bytes.len() > plain::MAX_BYTES {
        return Err(Kind::TooLarge.into());
    }
    charset::decode(bytes, hint)
}

/// A document of decoded text, plain or HTML.
fn page(id: String, text: String, format: Format, headline: Option<&str>) -> Result<Document, Error> {
    if format == Format::Html { html::document(id, text, headline) } else { plain::document(id, text) }
}

/// The first 16 hex digits of the SHA-256.
fn id(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
