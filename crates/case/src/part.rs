//! Bulk of a record: deflated, sealed under a key of its own, in parts.

use crate::error::{Error, Kind, Result};
use crate::secret::{Key, new_key, seal, unseal};
use crate::world::World;
use flate2::read::DeflateDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use rusqlite::{Connection, OptionalExtension, params};
use std::cell::RefCell;
use std::io::Read;
use zeroize::Zeroizing;

/// Bytes of a part of an original before deflating.
pub(crate) const PART: usize = 1 << 20;
/// The most that one part may hold after inflating: a document's text, and room for its reading.
const MOST: u64 = 1 << 30;

/// What is authenticated with a part: whose it is and its place, so that parts cannot change places.
fn about(record: i64, part: i64) -> Vec<u8> {
    [b"firsthand case part v1\n".as_slice(), &record.to_be_bytes(), &part.to_be_bytes()].concat()
}

/// Makes and stores a record's key.
pub(crate) fn make_key(db: &Connection, world: &dyn World, record: i64) -> Result<Key> {
    let key = new_key(world)?;
    let sql = "INSERT INTO keys (n, key) VALUES (?1, ?2)";
    db.prepare_cached(sql)?.execute(params![record, &key[..]])?;
    Ok(key)
}

/// A record's key. Its absence where parts are is damage.
pub(crate) fn key(db: &Connection, record: i64) -> Result<Key> {
    let sql = "SELECT key FROM keys WHERE n = ?1";
    let key: Option<[u8; 32]> = db.prepare_cached(sql)?.query_row([record], |r| r.get(0)).optional()?;
    key.map(Zeroizing::new).ok_or(Error(Kind::Damaged))
}

/// Bytes deflated. The compressor's tables are large, so each thread keeps one.
fn deflated(bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    thread_local! {
        static DEFLATE: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(4), false));
    }
    // Room for what does not get smaller: stored blocks of 64 KiB with five bytes each.
    let mut small = Zeroizing::new(Vec::with_capacity(bytes.len() + bytes.len() / 1000 + 128));
    let done = DEFLATE.with_borrow_mut(|deflate| {
        deflate.reset();
        deflate.compress_vec(bytes, &mut small, FlushCompress::Finish)
    });
    if matches!(done, Ok(Status::StreamEnd)) { Ok(small) } else { Err(Error(Kind::Inside(0))) }
}

/// Stores one part.
pub(crate) fn write(
    db: &Connection,
    world: &dyn World,
    key: &Key,
    record: i64,
    part: i64,
    bytes: &[u8],
) -> Result<()> {
    let small = deflated(bytes)?;
    let sealed = seal(world, key, &about(record, part), &small)?;
    let sql = "INSERT INTO parts (record, part, bytes) VALUES (?1, ?2, ?3)";
    db.prepare_cached(sql)?.execute(params![record, part, sealed])?;
    Ok(())
}

/// Opens one sealed part. `None` where it is not what was sealed for this place.
pub(crate) fn open(key: &[u8; 32], record: i64, part: i64, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let small = unseal(key, &about(record, part), sealed)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(small.len() * 3));
    let mut inflate = DeflateDecoder::new(small.as_slice()).take(MOST);
    match inflate.read_to_end(&mut bytes) {
        Ok(_) => Some(bytes),
        Err(_) => None,
    }
}

/// Gives every part of a record in order. [`Kind::Damaged`] where one is missing or not what was sealed.
pub(crate) fn each(db: &Connection, record: i64, mut take: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
    let key = key(db, record)?;
    let mut statement = db.prepare_cached("SELECT part, bytes FROM parts WHERE record = ?1 ORDER BY part")?;
    let mut rows = statement.query([record])?;
    let mut next = 0;
    while let Some(row) = rows.next()? {
        let part: i64 = row.get(0)?;
        let sealed = row.get_ref(1)?.as_blob().map_err(|_| Error(Kind::Damaged))?;
        let bytes = open(&key, record, part, sealed).filter(|_| part == next).ok_or(Error(Kind::Damaged))?;
        take(&bytes)?;
        next += 1;
    }
    Ok(())
}

/// All parts of a record as one.
pub(crate) fn whole(db: &Connection, record: i64) -> Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    each(db, record, |part| {
        bytes.extend_from_slice(part);
        Ok(())
    })?;
    Ok(bytes)
}

/// A document's text. [`Kind::Damaged`] where it is no UTF-8.
pub(crate) fn text(db: &Connection, document: i64) -> Result<String> {
    let bytes = whole(db, document)?;
    std::str::from_utf8(&bytes).map(str::to_owned).map_err(|_| Error(Kind::Damaged))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{System, random};

    #[test]
    fn whatever_is_deflated_comes_back() {
        for bytes in
            [vec![], vec![7; 100_000], random::<70_000>(&System).unwrap().to_vec(), b"one two".to_vec()]
        {
            let small = deflated(&bytes).unwrap();
            let mut back = Vec::new();
            DeflateDecoder::new(small.as_slice()).read_to_end(&mut back).unwrap();
            assert!(back == bytes);
        }
    }
}
