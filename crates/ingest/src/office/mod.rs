//! Office documents and books: XML in a ZIP archive.

mod docx;
mod epub;
mod odt;
mod xml;

pub(crate) use epub::epub;

use crate::container::archive::{self, Archive};
use crate::error::{Error, Kind};
use crate::pieces::{Piece, build};
use crate::walk::{Around, Step, Stop, Unpacked, Walk};
use crate::{Format, id};
use firsthand_core::model::Meta;

/// What is read of an office document: its text and what it says of itself.
struct Parts {
    pieces: Vec<Piece>,
    meta: Meta,
}

/// A DOCX document.
pub(crate) fn docx(walk: &mut Walk<'_>, bytes: &[u8], around: &Around) -> Step {
    office(walk, Format::Docx, bytes, around, ("word/document.xml", "docProps/core.xml"), docx::pieces)
}

/// An ODT document.
pub(crate) fn odt(walk: &mut Walk<'_>, bytes: &[u8], around: &Around) -> Step {
    office(walk, Format::Odt, bytes, around, ("content.xml", "meta.xml"), odt::pieces)
}

fn office(
    walk: &mut Walk<'_>,
    format: Format,
    bytes: &[u8],
    around: &Around,
    (text, about): (&str, &str),
    pieces: fn(&str) -> Result<Vec<Piece>, Error>,
) -> Step {
    let mut archive = match archive::open(bytes, format) {
        Ok(archive) => archive,
        Err(error) => return walk.fail(format, error),
    };
    let text = match part(walk, format, &mut archive, text)? {
        Ok(text) => text,
        Err(error) => return walk.fail(format, error),
    };
    // Metadata that cannot be read is none.
    let about = part(walk, format, &mut archive, about)?.unwrap_or_default();
    walk.document(format, around, || {
        let parts = Parts { pieces: pieces(&text)?, meta: xml::about(&about).unwrap_or_default() };
        finish(bytes, parts)
    })
}

/// The document of what was read.
fn finish(bytes: &[u8], parts: Parts) -> Result<firsthand_core::model::Document, Error> {
    if parts.pieces.iter().all(|piece| piece.text.trim().is_empty()) {
        return Err(Kind::Empty.into());
    }
    let mut document = build(id(bytes), None, &parts.pieces)?;
    document.meta = parts.meta;
    Ok(document)
}

/// One part of an archive as text.
fn part(
    walk: &mut Walk<'_>,
    format: Format,
    archive: &mut Archive<'_>,
    name: &str,
) -> Result<Result<String, Error>, Stop> {
    let damaged = || Error::with(Kind::Damaged, format.called());
    let unpacked = match archive.by_name(name) {
        Ok(entry) if entry.encrypted() => return Ok(Err(Kind::Locked.into())),
        Ok(entry) => walk.unpack(format, entry)?,
        Err(zip::result::ZipError::UnsupportedArchive(_)) => return Ok(Err(Kind::PackedOtherwise.into())),
        Err(_) => return Ok(Err(damaged())),
    };
    Ok(match unpacked {
        Unpacked::Whole(bytes) => xml::decode(&bytes).ok_or_else(damaged),
        Unpacked::Broken(_) => Err(damaged()),
        Unpacked::TooLarge => Err(Kind::UnpacksTooFar.into()),
    })
}
