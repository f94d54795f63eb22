//! Contents of records as they lie in the file: short ones as they are, long ones deflated.
//!
//! A statement's content is mostly names of fields, so the compressor is first given a text with those (a *dictionary*, as
//! RFC 1950 calls it), whose own bytes are left away. It belongs to schema 2 and is never edited: what was packed with it
//! is read with it.

use crate::error::{Error, Kind, Result};
use flate2::read::DeflateDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use std::cell::RefCell;
use std::io::Read;

/// What compressor and reader know beforehand.
const DICTIONARY: &[u8] = include_bytes!("../migrations/0002.dictionary");
/// Shorter contents are not worth the time, in bytes.
const SHORT: usize = 512;
/// The most that one content may hold, in bytes: a bomb is no content.
const MOST: u64 = 1 << 28;

/// A content for its column: TEXT as it is, or a BLOB that [`unpacked`] reads.
pub(crate) fn packed(content: &str) -> Result<ToSqlOutput<'_>> {
    let as_it_is = ToSqlOutput::Borrowed(ValueRef::Text(content.as_bytes()));
    if content.len() < SHORT {
        return Ok(as_it_is);
    }
    let small = deflated(content.as_bytes())?;
    Ok(if small.len() < content.len() { ToSqlOutput::Owned(Value::Blob(small)) } else { as_it_is })
}

/// Bytes deflated behind the dictionary. The compressor's tables are large, so each thread keeps one.
fn deflated(bytes: &[u8]) -> Result<Vec<u8>> {
    thread_local! {
        static DEFLATE: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(4), false));
    }
    // Room for what does not get smaller: stored blocks of 64 KiB with five bytes each.
    let room = |bytes: &[u8]| Vec::with_capacity(bytes.len() + bytes.len() / 1000 + 128);
    let (mut known, mut small) = (room(DICTIONARY), room(bytes));
    let done = DEFLATE.with_borrow_mut(|deflate| {
        deflate.reset();
        // A flush ends at a whole byte, so that what follows can be kept without what came before.
        deflate.compress_vec(DICTIONARY, &mut known, FlushCompress::Sync)?;
        deflate.compress_vec(bytes, &mut small, FlushCompress::Finish)
    });
    if matches!(done, Ok(Status::StreamEnd)) { Ok(small) } else { Err(Error(Kind::Inside(0))) }
}

/// The content of a column. `None` where it is none.
pub(crate) fn unpacked(column: ValueRef<'_>) -> Option<String> {
    match column {
        ValueRef::Text(text) => std::str::from_utf8(text).ok().map(str::to_owned),
        ValueRef::Blob(small) => inflated(small),
        _ => None,
    }
}

/// What [`deflated`] made small.
fn inflated(small: &[u8]) -> Option<String> {
    // The dictionary as a stored block (RFC 1951, section 3.2.4): its length and the length's complement.
    let length = u16::try_from(DICTIONARY.len()).ok()?;
    let head = [&[0][..], &length.to_le_bytes(), &(!length).to_le_bytes()].concat();
    let stream = head.as_slice().chain(DICTIONARY).chain(small);
    let mut bytes = Vec::with_capacity(DICTIONARY.len() + small.len() * 4);
    DeflateDecoder::new(stream).take(MOST).read_to_end(&mut bytes).ok()?;
    let content = bytes.split_off(DICTIONARY.len().min(bytes.len()));
    String::from_utf8(content).ok().filter(|content| !content.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A content as it comes back.
    fn back(content: &str) -> Option<String> {
        match packed(content).unwrap() {
            ToSqlOutput::Borrowed(value) => unpacked(value),
            ToSqlOutput::Owned(value) => unpacked(ValueRef::from(&value)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_statement_becomes_small() {
        let told = r#"{"cue":{"end":40,"start":36,"text":"said"},"form":"indirect","stance":"asserts"}"#;
        let content = format!(r#"{{"speaker":"Ansel","told":[{}],"withdrawn":false}}"#, [told; 9].join(","));
        let ToSqlOutput::Owned(Value::Blob(small)) = packed(&content).unwrap() else { panic!("as it is") };
        assert!(small.len() * 8 < content.len(), "{} of {}", small.len(), content.len());
        assert_eq!(back(&content), Some(content));
    }

    #[test]
    fn what_is_no_content_gives_none() {
        for damaged in [&[][..], &[0xff], &[1, 2, 3, 4], &[3, 0][..0]] {
            assert_eq!(unpacked(ValueRef::Blob(damaged)), None, "{damaged:?}");
        }
        assert_eq!(unpacked(ValueRef::Null), None);
        assert_eq!(unpacked(ValueRef::Text(&[0xff])), None);
    }

    proptest! {
        #[test]
        fn every_content_comes_back(parts in prop::collection::vec("\\PC{0,60}", 0..60)) {
            let content = parts.concat();
            prop_assert_eq!(back(&content), Some(content));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            let _ = unpacked(ValueRef::Blob(&bytes));
        }
    }
}
