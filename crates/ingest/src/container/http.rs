//! An HTTP answer as a crawler kept it: its head, and its body out of what it was sent in.

use super::warc;
use crate::Format;
use crate::error::{Error, Kind};
use crate::walk::{Step, Unpacked, Walk};
use firsthand_core::model::Meta;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::borrow::Cow;

/// Fields of a head at most; browsers stop at about as many.
const FIELDS: usize = 256;

/// An answer: only one that says 200 is a page (others are moved, missing or forbidden).
pub(super) fn response(walk: &mut Walk<'_>, bytes: &[u8], under: Meta) -> Step {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut answer = httparse::Response::new(&mut fields);
    let begin = match answer.parse(bytes) {
        Ok(httparse::Status::Complete(begin)) => begin,
        _ => return walk.fail(Format::Warc, Error::with(Kind::Damaged, Format::Warc.called())),
    };
    if answer.code != Some(200) {
        return walk.pass_over(Format::Warc);
    }
    let field = |name: &str| {
        let found = answer.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        found.and_then(|field| std::str::from_utf8(field.value).ok()).unwrap_or_default()
    };
    let (media_type, encoding) =
        (field("content-type"), field("content-encoding").trim().to_ascii_lowercase());
    if Format::of_media_type(media_type).is_none() {
        return walk.pass_over(Format::Warc);
    }
    let body = &bytes[begin..];
    let is_chunked = field("transfer-encoding").to_ascii_lowercase().contains("chunked");
    // Some crawlers keep the head of a chunked answer and the body as it was without chunks.
    let body = if is_chunked {
        unchunked(body).map_or(Cow::Borrowed(body), Cow::Owned)
    } else {
        Cow::Borrowed(body)
    };
    let unpacked = match encoding.as_str() {
        // The same again: packed by its head, plain in truth.
        "gzip" | "x-gzip" if body.starts_with(b"\x1F\x8B") => {
            walk.unpack(Format::Warc, MultiGzDecoder::new(&*body))?
        }
        "deflate" if body.first().is_some_and(|byte| byte & 0x0F == 8) => {
            walk.unpack(Format::Warc, ZlibDecoder::new(&*body))?
        }
        "deflate" => walk.unpack(Format::Warc, DeflateDecoder::new(&*body))?,
        "" | "identity" | "gzip" | "x-gzip" => return warc::body(walk, &body, media_type, under),
        _ => return walk.fail(Format::Warc, Kind::PackedOtherwise.into()),
    };
    match unpacked {
        // Browsers show what they got of a page that broke off.
        Unpacked::Whole(body) | Unpacked::Broken(body) if !body.is_empty() => {
            warc::body(walk, &body, media_type, under)
        }
        Unpacked::TooLarge => walk.fail(Format::Warc, Kind::UnpacksTooFar.into()),
        _ => walk.fail(Format::Warc, Error::with(Kind::Damaged, Format::Warc.called())),
    }
}

/// A body out of its chunks; `None` where it is not in chunks. One that breaks off gives what is there.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = crate::charset::find(&rest[..rest.len().min(1024)], b"\r\n");
        let Some(end) = end else { return (!body.is_empty()).then_some(body) };
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 2..];
        let chunk = &rest[..size.min(rest.len())];
        body.extend_from_slice(chunk);
        if size == 0 || chunk.len() < size {
            return Some(body);
        }
        rest = rest[size..].strip_prefix(b"\r\n").unwrap_or(&rest[size..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        assert_eq!(unchunked(b"4\r\nWiki\r\n6;x=y\r\npedia \r\n0\r\n\r\n"), Some(b"Wikipedia ".to_vec()));
        assert_eq!(unchunked(b"ff\r\nhalf"), Some(b"half".to_vec()));
        assert_eq!(unchunked(b"<html>\r\n"), None);
        assert_eq!(unchunked(b""), None);
    }
}
