//! Plain text to a document: NFC and LF, and nothing else removed.

use crate::error::{Error, Kind};
use firsthand_core::model::{Document, MAX_TEXT};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The largest file that is read at all.
pub(crate) const MAX_BYTES: usize = MAX_TEXT;

/// A document of decoded text.
pub(crate) fn document(id: String, text: String) -> Result<Document, Error> {
    let text = as_read(text);
    if text.trim().is_empty() {
        return Err(Kind::Empty.into());
    }
    Document::new(id, text).ok_or(Error::from(Kind::TooLarge))
}

/// A text that is decoded already, as a document has it: NFC, LF, and nothing else changed.
pub fn as_read(text: String) -> String {
    nfc(lf(text))
}

/// Line ends as LF.
pub(crate) fn lf(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// The text in NFC; untouched where a quick look shows that it is.
pub(crate) fn nfc(text: String) -> String {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text;
    }
    text.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_line_ends_and_composition_changes() {
        let document = document("x".into(), "\r\n  Cafe\u{301} \r\rEnd.\r\n\n".into()).unwrap();
        assert_eq!(document.text(), "\n  Caf\u{e9} \n\nEnd.\n\n");
    }

    #[test]
    fn white_space_alone_is_no_text() {
        assert_eq!(document("x".into(), " \r\n\u{a0}\t".into()).unwrap_err().code(), "FH-101");
    }
}
