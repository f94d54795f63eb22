//! Foreign bytes to a [`Document`]: plain text and HTML. [`table`] reads spreadsheets of statements. Bytes in, values out: no paths, no files, no network.
//!
//! The bytes may be hostile: whatever they are, [`read`] answers in bounded time with a document or an [`Error`].

mod charset;
mod error;
mod html;
mod metadata;
mod plain;
mod side;
pub mod table;

pub use charset::Charset;
pub use error::Error;
pub use side::{date, side_file};

use error::Kind;
use firsthand_core::model::Document;
use sha2::{Digest, Sha256};

/// What kind of file the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// HTML or XHTML.
    Html,
}

/// What is known of the bytes from outside. The default knows nothing: the bytes are sniffed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint {
    /// The format, as the file's ending says.
    pub format: Option<Format>,
    /// The charset, as the user declares it. Bytes that are not in it are an error; only a byte order mark wins over it.
    pub charset: Option<Charset>,
}

impl Format {
    /// The format that a file's ending stands for, without the dot, in any case; `None` where it does not say.
    pub fn of_ending(ending: &str) -> Option<Format> {
        const ENDINGS: [(&str, Format); 6] = [
            ("txt", Format::Text),
            ("text", Format::Text),
            ("md", Format::Text),
            ("html", Format::Html),
            ("htm", Format::Html),
            ("xhtml", Format::Html),
        ];
        ENDINGS.iter().find(|(word, _)| word.eq_ignore_ascii_case(ending)).map(|(_, format)| *format)
    }
}

/// Bytes to a document. Its text is UTF-8 in NFC with LF line ends. Of a plain text nothing else is removed (a byte
/// order mark is no text); of HTML the headline and the article's paragraphs are kept, with a blank line between them.
/// Its id is the first 16 hex digits of the bytes' SHA-256.
///
/// # Errors
/// Empty, binary, too large or undecodable bytes; HTML nested too deeply, with too many elements or without text.
pub fn read(bytes: &[u8], hint: Hint) -> Result<Document, Error> {
    if bytes.len() > plain::MAX_BYTES {
        return Err(Kind::TooLarge.into());
    }
    let (text, format) = charset::decode(bytes, hint)?;
    match format {
        Format::Text => plain::document(id(bytes), text),
        Format::Html => html::document(id(bytes), text),
    }
}

/// The first 16 hex digits of the SHA-256.
fn id(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
