//! ZIP archives, and what they are when they are something else: DOCX, ODT, EPUB, WACZ.

use crate::charset::find;
use crate::error::{Error, Kind};
use crate::walk::{Around, Step, Unpacked, Walk};
use crate::{Format, sniff};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use std::io::{Cursor, Read};
use zip::CompressionMethod;
use zip::read::ZipArchive;

/// An opened ZIP archive.
pub(crate) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;
/// The largest "mimetype" member.
const MEDIA_TYPE: u64 = 128;

/// Opens a ZIP archive.
///
/// # Errors
/// Its directory is damaged or missing.
pub(crate) fn open(bytes: &[u8], format: Format) -> Result<Archive<'_>, Error> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| Error::with(Kind::Damaged, format.called()))
}

/// What a ZIP is by its members. One that cannot be opened is a ZIP: the attempt to read it gives the verdict.
pub(crate) fn kind(bytes: &[u8]) -> Result<Option<Format>, Error> {
    let Ok(mut archive) = open(bytes, Format::Zip) else { return Ok(Some(Format::Zip)) };
    let has = |name: &str| archive.index_for_name(name).is_some();
    let named = |start: &str| archive.file_names().flatten().any(|name| name.starts_with(start));
    if has("word/document.xml") {
        return Ok(Some(Format::Docx));
    }
    if has("xl/workbook.xml") || has("xl/workbook.bin") {
        return Err(Error::with(Kind::NotThisKind, "a spreadsheet"));
    }
    if has("ppt/presentation.xml") {
        return Err(Error::with(Kind::NotThisKind, "a presentation"));
    }
    if has("datapackage.json") && named("archive/") {
        return Ok(Some(Format::Wacz));
    }
    let mut media_type = String::new();
    if let Ok(member) = archive.by_name("mimetype") {
        // Not text, or broken off: not one of those looked for.
        let _ = member.take(MEDIA_TYPE).read_to_string(&mut media_type);
    }
    match media_type.trim() {
        "application/epub+zip" => Ok(Some(Format::Epub)),
        text if text.starts_with("application/vnd.oasis.opendocument.text") => Ok(Some(Format::Odt)),
        text if text.starts_with("application/vnd.oasis.opendocument.spread") => {
            Err(Error::with(Kind::NotThisKind, "a spreadsheet"))
        }
        text if text.starts_with("application/vnd.oasis.opendocument.present") => {
            Err(Error::with(Kind::NotThisKind, "a presentation"))
        }
        _ => Ok(Some(Format::Zip)),
    }
}

/// Every member of a ZIP archive, in the order of its directory.
pub(crate) fn zip(walk: &mut Walk<'_>, bytes: &[u8]) -> Step {
    members(walk, bytes, Format::Zip, |_| true)
}

/// The web archives in a WACZ; its pages, indexes and logs are about them.
pub(crate) fn wacz(walk: &mut Walk<'_>, bytes: &[u8]) -> Step {
    members(walk, bytes, Format::Wacz, |name| name.starts_with("archive/"))
}

fn members(walk: &mut Walk<'_>, bytes: &[u8], format: Format, wanted: impl Fn(&str) -> bool) -> Step {
    let mut archive = match open(bytes, format) {
        Ok(archive) => archive,
        Err(error) => return walk.fail(format, error),
    };
    walk.inside(format, |walk| {
        let before = walk.seen();
        for index in 0..archive.len() {
            let Ok(entry) = archive.by_index_raw(index) else { continue };
            let name = name_of(entry.name_raw());
            if entry.is_dir() || !wanted(&name) {
                continue;
            }
            let (locked, method) = (entry.encrypted(), entry.compression());
            drop(entry);
            walk.at(name.clone(), |walk| {
                if locked {
                    return walk.fail(format, Kind::Locked.into());
                }
                if !matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated) {
                    return walk.fail(format, Kind::PackedOtherwise.into());
                }
                let unpacked = match archive.by_index(index) {
                    Ok(entry) => walk.unpack(format, entry)?,
                    Err(_) => Unpacked::Broken(Vec::new()),
                };
                member(walk, format, name, unpacked)
            })?;
        }
        if walk.seen() == before {
            return walk.fail(format, Error::with(Kind::NothingInside, format.called()));
        }
        Ok(())
    })
}

/// One unpacked member.
pub(crate) fn member(walk: &mut Walk<'_>, format: Format, name: String, unpacked: Unpacked) -> Step {
    match unpacked {
        Unpacked::TooLarge => walk.fail(format, Kind::UnpacksTooFar.into()),
        // Half a page is a page less its end, but nobody would see that it is.
        Unpacked::Broken(_) => walk.fail(format, Error::with(Kind::Damaged, format.called())),
        Unpacked::Whole(bytes) if is_document(&name, &bytes) => {
            walk.file(&bytes, &Around { name, ..Around::default() })
        }
        Unpacked::Whole(_) => walk.pass_over(format),
    }
}

/// Whether a member may be a document: by its ending, by its bytes, or because nothing speaks against it.
fn is_document(name: &str, bytes: &[u8]) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    // What systems leave in archives, and hidden files.
    if name.starts_with("__MACOSX/") || file.starts_with('.') || file == "Thumbs.db" {
        return false;
    }
    let has_ending =
        file.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && ending.len() <= 8);
    Format::of_name(file).is_some()
        || !has_ending
        || !matches!(sniff::kind(bytes, &Around::default()), Ok(None) | Err(_))
        || bytes.len() < 4096 && find(bytes, b"<html").is_some()
}

/// A member's name: UTF-8, or else the charset it looks most like, for archives made on East Asian systems.
fn name_of(raw: &[u8]) -> String {
    if let Ok(name) = std::str::from_utf8(raw) {
        return name.to_owned();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(raw, true);
    detector.guess(None, Utf8Detection::Deny).decode_without_bom_handling(raw).0.into_owned()
}
