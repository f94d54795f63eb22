//! What a file is: by its first bytes, then by its structure; its name's ending counts only where these leave doubt.

use crate::charset::{self, find};
use crate::container::archive;
use crate::error::{Error, Kind};
use crate::walk::Around;
use crate::{Format, side};
use serde_json::Value;

/// How far into a file its kind is looked for.
const HEAD: usize = 4096;
/// The longest first line of JSONL that is looked at.
const LINE: usize = 8 << 20;

/// The format; `None` for a page of text or HTML, which decoding tells apart.
///
/// # Errors
/// It is of a kind that is not read.
pub(crate) fn kind(bytes: &[u8], around: &Around) -> Result<Option<Format>, Error> {
    let said = Format::of_name(&around.name).or(around.format);
    if let Some(format) = by_magic(bytes, said)? {
        return Ok(Some(format));
    }
    if let Some(looks) = charset::magic(bytes) {
        return Err(Error::with(Kind::Binary, looks));
    }
    match said {
        Some(Format::Mbox) if bytes.starts_with(b"From ") => Ok(said),
        Some(Format::Text | Format::Html | Format::Mail | Format::Feed | Format::Jsonl | Format::Csv) => {
            Ok(said)
        }
        _ => match by_structure(bytes) {
            // A broken PDF or archive is not read as text.
            // A page saved under the name of what it was to lead to is still a page.
            None if is_packed(said) && charset::sniff(bytes) != Format::Html => {
                Err(Error::with(Kind::Damaged, said.map_or("", Format::called)))
            }
            found => Ok(found),
        },
    }
}

fn is_packed(format: Option<Format>) -> bool {
    use Format::*;
    matches!(format, Some(Pdf | Docx | Odt | Epub | Warc | Wacz | Zip | Gzip | Parquet))
}

/// By the first bytes, and for a ZIP by what is in it.
fn by_magic(bytes: &[u8], said: Option<Format>) -> Result<Option<Format>, Error> {
    let head = &bytes[..bytes.len().min(1024)];
    Ok(Some(match bytes {
        _ if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") => {
            return archive::kind(bytes);
        }
        // Some programs put bytes of their own before the mark.
        _ if head.starts_with(b"%PDF-") || said == Some(Format::Pdf) && find(head, b"%PDF-").is_some() => {
            Format::Pdf
        }
        _ if bytes.starts_with(b"\x1F\x8B") => Format::Gzip,
        _ if bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1") => Format::Parquet,
        _ if bytes.starts_with(b"WARC/1.") || bytes.starts_with(b"WARC/0.") => Format::Warc,
        _ => return Ok(None),
    }))
}

/// By what text files of a kind begin with.
fn by_structure(bytes: &[u8]) -> Option<Format> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.starts_with(b"{") {
        if find(head, b"jsonfeed.org/version").is_some() {
            return Some(Format::Feed);
        }
        let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let is_record = line.len() <= LINE && matches!(serde_json::from_slice(line), Ok(Value::Object(_)));
        return is_record.then_some(Format::Jsonl);
    }
    if head.starts_with(b"<") {
        return is_feed(head).then_some(Format::Feed);
    }
    if head.starts_with(b"From ") {
        let (line, rest) = head.split_at(head.iter().position(|byte| *byte == b'\n')?);
        let has_time = line.iter().filter(|byte| **byte == b':').count() >= 2;
        return (has_time && headers(&rest[1..]) >= 2).then_some(Format::Mbox);
    }
    (headers(head) >= 3).then_some(Format::Mail)
}

/// Whether XML's first element is that of a feed.
fn is_feed(head: &[u8]) -> bool {
    let mut rest = head;
    // Declarations, comments and instructions come first.
    while let Some(open) = find(rest, b"<") {
        rest = &rest[open + 1..];
        if rest.starts_with(b"!--") {
            rest = find(rest, b"-->").map_or(&[][..], |end| &rest[end..]);
        } else if !rest.starts_with(b"?") && !rest.starts_with(b"!") {
            return ["rss", "feed", "rdf:RDF"].iter().any(|name| {
                let after = rest.get(name.len());
                rest.starts_with(name.as_bytes())
                    && after.is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>')
            });
        }
    }
    false
}

/// How many of the usual header fields stand before the first blank line; 0 where any line is no header.
fn headers(head: &[u8]) -> usize {
    const KNOWN: [&str; 13] = [
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "delivered-to",
        "content-type",
        "cc",
        "reply-to",
        "x-mailer",
    ];
    let mut known = Vec::new();
    let cut = head.len() == HEAD;
    let mut lines = head.split(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        let line = line.trim_ascii_end();
        if line.is_empty() || cut && lines.peek().is_none() {
            break;
        }
        if line[0] == b' ' || line[0] == b'\t' {
            continue;
        }
        let Some(name) = line.split(|byte| *byte == b':').next().filter(|name| name.len() < line.len())
        else {
            return 0;
        };
        if !name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-') {
            return 0;
        }
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        if KNOWN.contains(&name.as_str()) && !known.contains(&name) {
            known.push(name);
        }
    }
    if known.iter().any(|name| name == "from" || name == "received") { known.len() } else { 0 }
}

/// The day at the beginning of an ISO 8601 timestamp, or a day alone.
pub(crate) fn iso_day(text: &str) -> Option<jiff::civil::Date> {
    let text = text.trim();
    let day = text.get(..10)?;
    let ends = text.as_bytes().get(10).is_none_or(|byte| !byte.is_ascii_digit());
    if ends { side::date(day) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(bytes: &[u8], name: &str) -> Option<Format> {
        kind(bytes, &Around { name: name.into(), ..Around::default() }).unwrap()
    }

    #[test]
    fn kinds_are_told_by_their_bytes() {
        let mail = b"Received: by x\nFrom: a@b.example\nSubject: Gate\nDate: Mon, 1 Jan 2018 10:00:00 +0000\n\nHello.";
        for (bytes, format) in [
            (&b"%PDF-1.7"[..], Some(Format::Pdf)),
            (b"WARC/1.0\r\n", Some(Format::Warc)),
            (b"\x1F\x8B\x08", Some(Format::Gzip)),
            (b"{\"text\": \"a\"}\n{}", Some(Format::Jsonl)),
            (b"{\n \"text\": 1}", None),
            (b"<?xml version='1.0'?><!-- x --><rss version='2.0'>", Some(Format::Feed)),
            (b"<feed xmlns='x'>", Some(Format::Feed)),
            (b"<html>", None),
            (mail, Some(Format::Mail)),
            (b"From: here on\nit is prose: all of it.", None),
            (b"From a@b Mon Jan  1 10:00:00 2018\nFrom: a@b\nSubject: x\n\n", Some(Format::Mbox)),
            (b"Plain words.", None),
        ] {
            assert_eq!(named(bytes, ""), format, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn endings_count_where_bytes_leave_doubt() {
        assert_eq!(named(b"%PDF-1.7", "a.txt"), Some(Format::Pdf));
        assert_eq!(named(b"{\"a\": 1}", "a.txt"), Some(Format::Text));
        assert_eq!(named(b"a,b\n1,2", "a.csv"), Some(Format::Csv));
        assert_eq!(named(b"<html>", "report.pdf"), None);
        let around = Around { name: "report.pdf".into(), ..Around::default() };
        assert_eq!(kind(b"gone", &around).unwrap_err().kind(), Kind::Damaged);
    }
}
