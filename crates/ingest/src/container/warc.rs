//! Web archives (WARC, ISO 28500): a record for each thing that a crawler got. Pages among them are documents.

use super::http;
use crate::error::{Error, Kind};
use crate::metadata;
use crate::walk::{Around, Step, Unpacked, Walk};
use crate::{Charset, Format};
use firsthand_core::model::Meta;
use flate2::bufread::GzDecoder;

/// The largest head of a record, in bytes.
const HEAD: usize = 64 << 10;

/// One record: its head's fields, in lower case, and where its body lies.
struct Record<'a> {
    fields: Vec<(String, String)>,
    body: &'a [u8],
    /// Bytes to the next record; `None` where the body is shorter than the record says.
    length: Option<usize>,
}

/// A web archive that is not packed.
pub(crate) fn warc(walk: &mut Walk<'_>, bytes: &[u8]) -> Step {
    walk.inside(Format::Warc, |walk| {
        let before = walk.seen();
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.trim_ascii_start().is_empty()) {
            // Blank lines end a record; some writers leave out or add one.
            at += rest.len() - rest.trim_ascii_start().len();
            let Some(length) = place(walk, at, &bytes[at..])? else { break };
            at += length;
        }
        none(walk, before)
    })
}

/// A web archive whose records are packed each by itself, so that each can be found; the place is the packed one's.
pub(super) fn packed(walk: &mut Walk<'_>, bytes: &[u8]) -> Step {
    walk.inside(Format::Warc, |walk| {
        let before = walk.seen();
        let mut rest = bytes;
        while rest.starts_with(b"\x1F\x8B") {
            let offset = bytes.len() - rest.len();
            let mut decoder = GzDecoder::new(rest);
            let unpacked = walk.unpack(Format::Warc, &mut decoder)?;
            let after = decoder.into_inner();
            match unpacked {
                Unpacked::Whole(member) => records(walk, offset, &member)?,
                Unpacked::TooLarge => {
                    walk.at(spot(offset), |walk| walk.fail(Format::Warc, Kind::UnpacksTooFar.into()))?;
                    // What follows cannot be told without unpacking all of it.
                    return Ok(());
                }
                Unpacked::Broken(_) => {
                    return walk.at(spot(offset), |walk| walk.fail(Format::Warc, damaged()));
                }
            }
            rest = after;
        }
        if !rest.is_empty() {
            return walk.at(spot(bytes.len() - rest.len()), |walk| walk.fail(Format::Warc, damaged()));
        }
        none(walk, before)
    })
}

/// The records of one packed member: one, unless all were packed together.
fn records(walk: &mut Walk<'_>, offset: usize, member: &[u8]) -> Step {
    let mut rest = member.trim_ascii_start();
    while !rest.is_empty() {
        let Some(length) = place(walk, offset + (member.len() - rest.len()), rest)? else { break };
        rest = rest.get(length..).unwrap_or_default().trim_ascii_start();
    }
    Ok(())
}

/// One record at a place; how long it is, where that can be told.
fn place(walk: &mut Walk<'_>, offset: usize, bytes: &[u8]) -> Result<Option<usize>, crate::walk::Stop> {
    let Some(record) = parse(bytes) else {
        walk.at(spot(offset), |walk| walk.fail(Format::Warc, damaged()))?;
        return Ok(None);
    };
    walk.at(spot(offset), |walk| match record.length {
        None => walk.fail(Format::Warc, damaged()),
        Some(_) => one(walk, &record),
    })?;
    Ok(record.length)
}

fn one(walk: &mut Walk<'_>, record: &Record<'_>) -> Step {
    let url = record.field("warc-target-uri").map(|url| url.trim_matches(['<', '>']));
    let under = Meta { url: url.and_then(metadata::address), ..Meta::default() };
    match record.field("warc-type").map(str::to_ascii_lowercase).as_deref() {
        Some("response") => http::response(walk, record.body, under),
        Some("resource" | "conversion") => {
            let media_type = record.field("content-type").unwrap_or_default();
            body(walk, record.body, media_type, under)
        }
        _ => walk.pass_over(Format::Warc),
    }
}

/// The body of a record or of an answer, where its media type is one of those that are read.
pub(super) fn body(walk: &mut Walk<'_>, bytes: &[u8], media_type: &str, under: Meta) -> Step {
    let Some(format) = Format::of_media_type(media_type) else { return walk.pass_over(Format::Warc) };
    let charset = media_type.to_ascii_lowercase().split_once("charset=").and_then(|(_, rest)| {
        Charset::named(rest.split(';').next().unwrap_or(rest).trim_matches(['"', '\'', ' '])).ok()
    });
    let format = Some(format);
    walk.file(bytes, &Around { format, charset, under, ..Around::default() })
}

fn parse(bytes: &[u8]) -> Option<Record<'_>> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let (end, gap) = end_of_head(head)?;
    let text = String::from_utf8_lossy(&head[..end]);
    let mut lines = text.lines();
    lines.next().filter(|line| line.starts_with("WARC/"))?;
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in lines {
        match line.split_once(':') {
            Some((name, value)) if !line.starts_with([' ', '\t']) => {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            // A field may go on in the next line.
            _ => {
                let (_, value) = fields.last_mut()?;
                value.push(' ');
                value.push_str(line.trim());
            }
        }
    }
    let length: usize = fields.iter().find(|(name, _)| name == "content-length")?.1.parse().ok()?;
    let begin = end + gap;
    let end = begin.checked_add(length);
    let whole = end.and_then(|end| bytes.get(begin..end));
    Some(Record { fields, body: whole.unwrap_or(&bytes[begin..]), length: whole.and(end) })
}

/// Where a head ends, and how long the blank line behind it is.
pub(super) fn end_of_head(bytes: &[u8]) -> Option<(usize, usize)> {
    let at = |sign: &[u8]| crate::charset::find(bytes, sign).map(|at| (at, sign.len()));
    match (at(b"\r\n\r\n"), at(b"\n\n")) {
        (Some(a), Some(b)) => Some(if a.0 < b.0 { a } else { b }),
        (a, b) => a.or(b),
    }
}

impl Record<'_> {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn spot(offset: usize) -> String {
    format!("#offset={offset}")
}

fn damaged() -> Error {
    Error::with(Kind::Damaged, Format::Warc.called())
}

fn none(walk: &mut Walk<'_>, before: u64) -> Step {
    if walk.seen() > before {
        return Ok(());
    }
    walk.fail(Format::Warc, Error::with(Kind::NothingInside, Format::Warc.called()))
}
