//! [`Font`]: codes to letters and to how far the pen moves.

use super::MAX_STREAM;
use super::cmap::CMap;
use super::letters::{self, Letters};
use super::widths::Widths;
use lopdf::{Dictionary, Document, Object};

/// A font of a page.
pub(super) struct Font {
    /// The font's own table to Unicode.
    table: Option<CMap>,
    letters: Letters,
    /// How long its codes are, where the font carries a CMap that says so.
    codes: Option<CMap>,
    is_composite: bool,
    widths: Widths,
}

/// One sign as drawn.
pub(super) struct Sign {
    /// `None` where nobody says what it stands for.
    pub(super) letters: Option<String>,
    /// How far the pen moves, in thousandths of the font's size.
    pub(super) width: f32,
    /// The single byte 32, to which the word spacing applies.
    pub(super) is_space: bool,
}

impl Font {
    /// A font by its dictionary.
    pub(super) fn new(pdf: &Document, font: &Dictionary) -> Font {
        let stream = |key: &[u8]| {
            let stream = font.get_deref(key, pdf).and_then(Object::as_stream).ok()?;
            let bytes = if stream.dict.has(b"Filter") {
                stream.decompressed_content_with_limit(MAX_STREAM).ok()?
            } else {
                stream.content.clone()
            };
            Some(CMap::parse(&bytes))
        };
        let is_composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let letters = if is_composite {
            let name = font.get_deref(b"Encoding", pdf).and_then(Object::as_name);
            name.ok().and_then(letters::predefined).unwrap_or(Letters::Glyphs)
        } else {
            letters::simple(pdf, font)
        };
        Font {
            table: stream(b"ToUnicode").filter(|table| !table.is_empty()),
            letters,
            codes: if is_composite { stream(b"Encoding") } else { None },
            is_composite,
            widths: Widths::new(pdf, font, is_composite),
        }
    }

    /// The signs that a string draws.
    pub(super) fn signs(&self, mut bytes: &[u8]) -> Vec<Sign> {
        let mut signs = Vec::new();
        while !bytes.is_empty() {
            let (sign, length) = self.first(bytes);
            signs.push(sign);
            bytes = &bytes[length.clamp(1, bytes.len())..];
        }
        signs
    }

    fn first(&self, bytes: &[u8]) -> (Sign, usize) {
        let (known, mut length) = self.letters.first(bytes);
        if let Some(own) = self.codes.as_ref().and_then(|codes| codes.length(bytes)) {
            length = own;
        }
        let code = &bytes[..length];
        let letters = match &self.table {
            // A table with holes leaves to the encoding what it does not say.
            Some(table) => table.get(code).map(str::to_owned).or(known),
            None => known,
        };
        let number = code.iter().fold(0u32, |all, byte| all << 8 | u32::from(*byte));
        let width = self.widths.of(number, letters.as_deref());
        (Sign { letters, width, is_space: !self.is_composite && code == b" " }, length)
    }
}
