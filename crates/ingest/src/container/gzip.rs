//! One file packed by gzip (RFC 1952); several packed parts one after the other are one file.

use super::warc;
use crate::Format;
use crate::error::{Error, Kind};
use crate::walk::{Around, Step, Unpacked, Walk};
use flate2::bufread::{GzDecoder, MultiGzDecoder};
use std::io::Read;

/// The file in a compressed file; its place is the compressed file's own.
pub(crate) fn gzip(walk: &mut Walk<'_>, bytes: &[u8], around: &Around) -> Step {
    // A web archive is unpacked record by record: it may be large.
    let mut first = [0; 5];
    if GzDecoder::new(bytes).read_exact(&mut first).is_ok() && &first == b"WARC/" {
        return warc::packed(walk, bytes);
    }
    walk.inside(Format::Gzip, |walk| match walk.unpack(Format::Gzip, MultiGzDecoder::new(bytes))? {
        Unpacked::Whole(inner) => {
            let name = around.name.to_ascii_lowercase();
            let cut = [".gz", ".gzip"].iter().find(|ending| name.ends_with(*ending)).map_or(0, |e| e.len());
            let name = around.name[..around.name.len() - cut].to_owned();
            walk.file(&inner, &Around { name, format: None, ..around.clone() })
        }
        Unpacked::TooLarge => walk.fail(Format::Gzip, Kind::UnpacksTooFar.into()),
        Unpacked::Broken(_) => walk.fail(Format::Gzip, Error::with(Kind::Damaged, Format::Gzip.called())),
    })
}
