//! What codes stand for where a font has no table of its own: the encodings that PDF knows by name.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16BE};
use lopdf::{Dictionary, Document, Object};

/// How the codes of a font without a table become letters.
pub(super) enum Letters {
    /// One byte a code; `None` where no letter is known.
    Single(Box<[Option<String>; 256]>),
    /// One of the predefined CMaps (ISO 32000-1, 9.7.5.2), whose codes are those of a charset.
    Charset(&'static Encoding),
    /// JIS X 0208 in two bytes of seven bits.
    Jis,
    /// Numbers of glyphs: nobody says what they look like.
    Glyphs,
}

impl Letters {
    /// The letters of the first code and its length in bytes. `bytes` are not empty.
    pub(super) fn first(&self, bytes: &[u8]) -> (Option<String>, usize) {
        match self {
            Letters::Single(table) => (table[usize::from(bytes[0])].clone(), 1),
            Letters::Glyphs => (None, bytes.len().min(2)),
            Letters::Jis => {
                let code: Vec<u8> = bytes.iter().take(2).map(|byte| byte | 0x80).collect();
                (decoded(EUC_JP, &code), code.len())
            }
            Letters::Charset(charset) => {
                let length = length(charset, bytes).min(bytes.len());
                (decoded(charset, &bytes[..length]), length)
            }
        }
    }
}

fn decoded(charset: &'static Encoding, code: &[u8]) -> Option<String> {
    charset.decode_without_bom_handling_and_without_replacement(code).map(|letters| letters.into_owned())
}

/// How long the first code is, by its first byte.
fn length(charset: &'static Encoding, bytes: &[u8]) -> usize {
    let first = bytes[0];
    if charset == UTF_16BE {
        return if (0xD8..0xDC).contains(&first) { 4 } else { 2 };
    }
    match first {
        0..0x80 => 1,
        0xA0..=0xDF if charset == SHIFT_JIS => 1,
        0x8F if charset == EUC_JP => 3,
        _ if charset == UTF_8 => 2 + usize::from(first >= 0xE0) + usize::from(first >= 0xF0),
        _ if charset == GB18030 && bytes.get(1).is_some_and(u8::is_ascii_digit) => 4,
        _ => 2,
    }
}

/// The predefined CMap of a composite font; `None` for one that we do not know.
pub(super) fn predefined(name: &[u8]) -> Option<Letters> {
    let name = std::str::from_utf8(name).ok()?;
    let has = |word: &str| name.contains(word);
    Some(match name {
        "Identity-H" | "Identity-V" => Letters::Glyphs,
        "H" | "V" => Letters::Jis,
        "EUC-H" | "EUC-V" => Letters::Charset(EUC_JP),
        _ if has("UCS2") || has("UTF16") => Letters::Charset(UTF_16BE),
        _ if has("UTF8") => Letters::Charset(UTF_8),
        _ if has("RKSJ") => Letters::Charset(SHIFT_JIS),
        _ if name.starts_with("KSC") && !has("Johab") => Letters::Charset(EUC_KR),
        _ if name.starts_with("GB") => Letters::Charset(GB18030),
        _ if has("B5") => Letters::Charset(BIG5),
        _ => return None,
    })
}

/// The table of a simple font: its base, and what differs from it.
pub(super) fn simple(pdf: &Document, font: &Dictionary) -> Letters {
    let encoding = font.get_deref(b"Encoding", pdf).ok();
    let base = match encoding {
        Some(Object::Name(_)) => encoding.cloned(),
        Some(Object::Dictionary(table)) => table.get_deref(b"BaseEncoding", pdf).ok().cloned(),
        _ => None,
    };
    let mut table = match base {
        Some(base) => named(pdf, base),
        // A font with signs of its own and no encoding does not say what they are.
        None if has_signs_of_its_own(pdf, font) => std::array::from_fn(|_| None),
        None => named(pdf, Object::Name(b"StandardEncoding".to_vec())),
    };
    if let Some(Object::Dictionary(changes)) = encoding
        && let Ok(Object::Array(changes)) = changes.get_deref(b"Differences", pdf)
    {
        let mut code = 0usize;
        for change in changes {
            match change {
                Object::Integer(next) => code = usize::try_from(*next).unwrap_or(256),
                Object::Name(name) => {
                    if let Some(entry) = table.get_mut(code) {
                        *entry = glyph(pdf, name);
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }
    Letters::Single(Box::new(table))
}

/// Flag 3 of the descriptor: symbolic; with the font's program in the file.
fn has_signs_of_its_own(pdf: &Document, font: &Dictionary) -> bool {
    let Ok(descriptor) = font.get_deref(b"FontDescriptor", pdf).and_then(Object::as_dict) else {
        return font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type3");
    };
    let flags = descriptor.get_deref(b"Flags", pdf).and_then(Object::as_i64).unwrap_or(0);
    let has_program = [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.has(key));
    flags & 4 != 0 && has_program
}

/// One of the tables that PDF knows by name.
fn named(pdf: &Document, name: Object) -> [Option<String>; 256] {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", name);
    let encoding = font.get_font_encoding(pdf).ok();
    std::array::from_fn(|code| {
        let letters = encoding.as_ref()?.bytes_to_string(&[code as u8]).ok()?;
        Some(letters).filter(|letters| !letters.is_empty() && !letters.contains('\u{fffd}'))
    })
}

/// The letters of a glyph's name: by its number, or by Adobe's list of names.
fn glyph(pdf: &Document, name: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(name).ok()?;
    // What follows a dot says how it is drawn ("a.small").
    let stem = text.split('.').next().filter(|stem| !stem.is_empty())?;
    let number =
        |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).map(String::from);
    if let Some(digits) = stem.strip_prefix("uni").filter(|digits| digits.len() == 4) {
        return number(digits);
    }
    if let Some(digits) = stem.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()))
        && let Some(letter) = number(digits)
    {
        return Some(letter);
    }
    let known = ligature(stem);
    if known.is_some() {
        return known.map(str::to_owned);
    }
    let mut font = Dictionary::new();
    let mut table = Dictionary::new();
    // Code 1 has no letter in the base: what comes out is the name's, or nothing.
    table.set("Differences", Object::Array(vec![Object::Integer(1), Object::Name(stem.as_bytes().to_vec())]));
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Dictionary(table));
    let letters = font.get_font_encoding(pdf).ok()?.bytes_to_string(&[1]).ok()?;
    Some(letters).filter(|letters| !letters.is_empty() && !letters.contains(['\u{fffd}', '\u{1}']))
}

fn ligature(name: &str) -> Option<&'static str> {
    Some(match name {
        "ff" => "ff",
        "fi" => "fi",
        "fl" => "fl",
        "ffi" => "ffi",
        "ffl" => "ffl",
        "nbspace" | "nonbreakingspace" => "\u{a0}",
        "sfthyphen" => "\u{ad}",
        _ => return None,
    })
}
