//! Bytes to text: byte order mark, declared charset, UTF-8, `<meta charset>`, and only then a guess.

use crate::error::{Error, Kind};
use crate::{Format, Hint};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A charset of the WHATWG list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset(&'static Encoding);

impl Charset {
    /// The charset of a label in any case ("utf-8", "EUC-KR", "latin1").
    ///
    /// # Errors
    /// The list has no such label.
    pub fn named(label: &str) -> Result<Charset, Error> {
        let found = Encoding::for_label_no_replacement(label.as_bytes());
        Ok(Charset(found.ok_or(Kind::UnknownCharset)?))
    }

    /// Its name in the list.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// How much of the bytes a guess looks at.
const GUESS: usize = 1 << 20;
/// How far from the beginning a page may declare its charset (browsers stop at 1,024).
const PRESCAN: usize = 4096;

/// Decodes bytes, and says what format they are in where the hint does not.
pub(crate) fn decode(bytes: &[u8], hint: Hint) -> Result<(String, Format), Error> {
    if bytes.is_empty() {
        return Err(Kind::Empty.into());
    }
    if let Some(kind) = magic(bytes) {
        return Err(Error::with(Kind::Binary, kind));
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => strict(&bytes[mark..], encoding)?,
        None => match hint.charset {
            Some(Charset(encoding)) => strict(bytes, encoding)?,
            None => undeclared(bytes, said(hint).unwrap_or_else(|| sniff(bytes)))?,
        },
    };
    if is_binary(&text) {
        return Err(Error::with(Kind::Binary, "binary data"));
    }
    let format = said(hint).unwrap_or_else(|| sniff(text.as_bytes()));
    Ok((text, format))
}

/// The format that a hint names, where it is one of text.
fn said(hint: Hint) -> Option<Format> {
    hint.format.filter(|format| matches!(format, Format::Text | Format::Html))
}

/// What a file is by its first bytes, where these are those of a common kind that is no text.
pub(crate) fn magic(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 10] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"RIFF", "a picture, sound or film"),
        (b"\x1F\x8B", "a compressed file"),
        (b"\xD0\xCF\x11\xE0", "an office document"),
        (b"\x7FELF", "a program"),
        (b"{\\rtf", "a rich-text document"),
    ];
    // "RIFF" and "GIF8" are words as well: there, a byte that no text has must follow.
    let binary = |mark: &[u8]| !mark.is_ascii() || mark[0] != b'R' && mark[0] != b'G' || bytes.contains(&0);
    KINDS.iter().find(|(mark, _)| bytes.starts_with(mark) && binary(mark)).map(|(_, kind)| *kind)
}

/// All bytes in one charset, or an error.
fn strict(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Error> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    Ok(text.ok_or(Error::with(Kind::Undecodable, encoding.name()))?.into_owned())
}

/// Decodes bytes of which nobody says anything but, maybe, they themselves.
fn undeclared(bytes: &[u8], format: Format) -> Result<String, Error> {
    if bytes.contains(&0) {
        let encoding = wide(bytes).ok_or(Error::with(Kind::Binary, "binary data"))?;
        return strict(bytes, encoding);
    }
    // ISO-2022-JP is ASCII with escapes, so it must be asked for before UTF-8.
    if !bytes.windows(2).any(|pair| pair == b"\x1B$") {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Ok(text.to_owned());
        }
        if let Some(text) = damaged_utf8(bytes) {
            return Ok(text);
        }
    }
    let guessed = guess(bytes);
    let declared = if format == Format::Html { prescan(bytes) } else { None };
    let Some(declared) = declared.filter(|encoding| !is_stamped(encoding, guessed, bytes)) else {
        return strict(bytes, guessed);
    };
    // Pages lie, and break off: where they decode under neither, the one with fewer holes, if these are few.
    let (first, broken) = declared.decode_without_bom_handling(bytes);
    if !broken {
        return Ok(first.into_owned());
    }
    let (second, _) = guessed.decode_without_bom_handling(bytes);
    let best = if holes(&second) < holes(&first) { second } else { first };
    if holes(&best) * 50 > best.chars().count() {
        return Err(Error::with(Kind::Undecodable, declared.name()));
    }
    Ok(best.into_owned())
}

/// Whether a page says windows-1252, as servers stamp on anything, while its bytes are plainly East Asian.
fn is_stamped(declared: &&'static Encoding, guessed: &'static Encoding, bytes: &[u8]) -> bool {
    *declared == WINDOWS_1252
        && !guessed.is_single_byte()
        && bytes.iter().filter(|byte| !byte.is_ascii()).nth(63).is_some()
        && !guessed.decode_without_bom_handling(bytes).1
}

/// UTF-16 without a byte order mark: every zero byte stands on one side of its pair, and a good share of pairs has one.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut zeros = [0usize; 2];
    for (i, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == 0) {
        zeros[i % 2] += 1;
    }
    let many = |count: usize| count * 40 > bytes.len();
    match zeros {
        _ if !bytes.len().is_multiple_of(2) => None,
        [0, odd] if many(odd) => Some(UTF_16LE),
        [even, 0] if many(even) => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8 with a few damaged places, which become U+FFFD: better than the whole file in a wrong charset.
fn damaged_utf8(bytes: &[u8]) -> Option<String> {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    (good >= 10 * bad).then(|| String::from_utf8_lossy(bytes).into_owned())
}

/// The charset that the bytes look most like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(GUESS)], true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The charset that a page declares in a `<meta>` or XML declaration near its beginning.
fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(PRESCAN)].to_ascii_lowercase();
    let mut at = 0;
    while let Some(open) = find(&head[at..], b"<") {
        at += open + 1;
        let tag = &head[at..at + find(&head[at..], b">")?];
        let key: &[u8] = if tag.starts_with(b"meta") { b"charset" } else { b"encoding" };
        if !tag.starts_with(b"meta") && !tag.starts_with(b"?xml") {
            continue;
        }
        let Some(found) = find(tag, key) else { continue };
        let is_gap = |byte: &u8| byte.is_ascii_whitespace() || b"='\"".contains(byte);
        let rest = tag[found + key.len()..].iter().skip_while(|byte| is_gap(byte));
        let label: Vec<u8> = rest.take_while(|byte| !is_gap(byte) && **byte != b';').copied().collect();
        if let Some(encoding) = Encoding::for_label_no_replacement(&label) {
            // A page whose declaration could be read byte by byte is not in UTF-16, whatever it says.
            return Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding });
        }
    }
    None
}

pub(crate) fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).position(|window| window == words)
}

/// HTML by its first words (a tag, a doctype or a comment before one), else plain text.
pub(crate) fn sniff(bytes: &[u8]) -> Format {
    const OPENINGS: [&[u8]; 8] =
        [b"<!doctype html", b"<html", b"<head", b"<body", b"<!--", b"<title", b"<meta", b"<article"];
    let head = bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    let mut head = head.trim_ascii_start();
    if head.starts_with(b"<?xml") {
        head = find(head, b"?>").map_or(head, |end| head[end + 2..].trim_ascii_start());
    }
    if OPENINGS.iter().any(|opening| head.starts_with(opening)) { Format::Html } else { Format::Text }
}

fn holes(text: &str) -> usize {
    text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count()
}

/// Holds NUL, or control characters beyond what text has: more than a handful, and more than one in fifty.
fn is_binary(text: &str) -> bool {
    let (mut controls, mut all) = (0usize, 0usize);
    for c in text.chars() {
        if c == '\0' {
            return true;
        }
        all += 1;
        controls += usize::from(c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\x0C' | '\u{85}'));
    }
    controls >= 8 && controls * 50 > all
}
