//! PDF (ISO 32000) to a document: the text of its pages in the order in which they draw it.
//!
//! `lopdf` reads objects and streams; what the signs of a font stand for and where lines and paragraphs end is ours:
//! [`font`] turns codes into letters, [`page`] follows the drawing, [`lines`] joins what was drawn.

mod cmap;
mod font;
mod letters;
mod lines;
mod page;
mod widths;

use crate::error::{Error, Kind};
use crate::id;
use crate::metadata::{self, filled};
use crate::pieces::build;
use firsthand_core::model::{Document, MAX_TEXT, Maker, Meta};
use lines::Lines;
use lopdf::{LoadOptions, Object, decode_text_string};

/// Bytes that one stream of a PDF may unpack to.
const MAX_STREAM: usize = 64 << 20;
/// Pages at most.
const MAX_PAGES: usize = 50_000;
/// Operations of all pages together at most; a dense page has some thousands.
const MAX_OPERATIONS: u64 = 50_000_000;
/// Of so many signs one may be without a letter before the text is no text.
const ONE_UNKNOWN_IN: usize = 5;

/// The document of a PDF.
pub(crate) fn document(bytes: &[u8]) -> Result<Document, Error> {
    let damaged = || Error::with(Kind::Damaged, "PDF");
    // What some programs write before the mark is no part of the file.
    let start = crate::charset::find(&bytes[..bytes.len().min(1024)], b"%PDF-").ok_or_else(damaged)?;
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
    let pdf = match lopdf::Document::load_mem_with_options(&bytes[start..], options) {
        Ok(pdf) => pdf,
        Err(
            lopdf::Error::Decryption(_)
            | lopdf::Error::InvalidPassword
            | lopdf::Error::UnsupportedSecurityHandler(_),
        ) => {
            return Err(Kind::Locked.into());
        }
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            return Err(Kind::Bomb.into());
        }
        Err(_) => return Err(damaged()),
    };
    if pdf.is_encrypted() {
        return Err(Kind::Locked.into());
    }
    let mut drawn = page::Drawn::default();
    for id in pdf.page_iter().take(MAX_PAGES) {
        page::draw(&pdf, id, &mut drawn);
        drawn.lines.page_end();
        if drawn.operations > MAX_OPERATIONS || drawn.lines.bytes() > MAX_TEXT || drawn.is_bomb {
            return Err(if drawn.is_bomb { Kind::Bomb } else { Kind::UnpacksTooFar }.into());
        }
    }
    verdict(&drawn.lines)?;
    let mut document = build(id(bytes), None, &std::mem::take(&mut drawn.lines).pieces())?;
    document.meta = meta(&pdf);
    Ok(document)
}

/// Whether what was drawn is text.
fn verdict(lines: &Lines) -> Result<(), Error> {
    match (lines.letters, lines.unknown) {
        (0, 0) => Err(Kind::PdfPictures.into()),
        (letters, unknown) if unknown * ONE_UNKNOWN_IN > letters + unknown => Err(Kind::PdfLetters.into()),
        _ => Ok(()),
    }
}

/// What the file says of itself. Its dates are the file's, not those of publication.
fn meta(pdf: &lopdf::Document) -> Meta {
    let info = pdf.trailer.get(b"Info").and_then(|info| pdf.dereference(info)).map(|(_, info)| info);
    let info = info.and_then(Object::as_dict).ok();
    let entry = |key: &[u8]| {
        let value = info?.get_deref(key, pdf).ok()?;
        decode_text_string(value).ok().and_then(|text| filled(text.trim_start_matches('\u{feff}')))
    };
    // What programs write there by themselves is a file's name.
    let title = entry(b"Title").filter(|title| {
        let lower = title.to_lowercase();
        let is_file =
            [".doc", ".docx", ".indd", ".qxd", ".pdf", ".odt", ".hwp"].iter().any(|end| lower.ends_with(end));
        !is_file && !lower.starts_with("microsoft word") && lower != "untitled"
    });
    let language =
        pdf.catalog().and_then(|catalog| catalog.get_deref(b"Lang", pdf)).and_then(decode_text_string);
    Meta {
        title,
        language: language.ok().and_then(|tag| metadata::language_tag(&tag)),
        made_by: entry(b"Author")
            .map(|name| Maker { role: "author".into(), name, works_for: None })
            .into_iter()
            .collect(),
        ..Meta::default()
    }
}
