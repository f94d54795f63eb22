//! Originals: bytes as received, kept byte for byte.

use crate::case::program;
use crate::error::{Error, Kind, Result};
use crate::id::{Id, hex};
use crate::lists::List;
use crate::part::{self, PART};
use crate::people::Signer;
use crate::reader::Reader;
use crate::record::{self, Maker, RecordKind};
use crate::writer::Batch;
use rusqlite::{Connection, OptionalExtension};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::io::Write;

/// What is known of bytes as they come in.
#[derive(Clone, Debug, Default)]
pub struct Received<'a> {
    /// Name of the file, or of its place in a container.
    pub name: Option<&'a str>,
    /// What kind of file it is, as a media type: "text/html".
    pub media_type: &'a str,
    /// How they came: "file", "download", "call", "by hand".
    pub how: &'a str,
    /// Who took them in.
    pub by: Option<Id>,
    /// When they were received, where that is known and is not now; milliseconds since 1970-01-01 UTC.
    pub at: Option<i64>,
}

/// An original that the case now has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its name.
    pub id: Id,
    /// False where the case had the same bytes before: the same bytes are one original.
    pub new: bool,
}

impl Batch<'_> {
    /// Keeps bytes as they are.
    pub fn put_original(&mut self, bytes: &[u8], received: &Received<'_>) -> Result<Stored> {
        let sha256: [u8; 32] = Sha256::digest(bytes).into();
        if let Some(id) = find(self.db, &sha256)? {
            return Ok(Stored { id, new: false });
        }
        self.step(|b| {
            let (id, n) = (Id::new(b.world)?, b.next());
            let content = json!({
                "sha256": hex(&sha256),
                "size": bytes.len(),
                "name": received.name,
                "media_type": received.media_type,
                "how": received.how,
                "by": received.by,
                "received": received.at.unwrap_or(b.at),
            });
            b.db.prepare_cached("INSERT INTO originals (n) VALUES (?1)")?.execute([n])?;
            List::Hashes.add(b.db, sha256, n)?;
            let key = part::make_key(b.db, b.world, n)?;
            for (index, bytes) in bytes.chunks(PART).enumerate() {
                part::write(b.db, b.world, &key, n, index as i64, bytes)?;
            }
            b.put_as(id, RecordKind::Original, None, None, &program(), &content, None)?;
            Ok(Stored { id, new: true })
        })
    }
}

impl Batch<'_> {
    /// Stores for good that an original's own bytes were shown, to whom and why: they are not masked.
    pub fn open_original(&mut self, original: Id, by: &Signer, why: &str) -> Result<Id> {
        self.step(|b| {
            let record = record::of_kind(b.db, original, RecordKind::Original)?;
            let (maker, content) = (Maker::Person(by.person), json!({"original": original, "why": why}));
            let subject = Some((original, record.n));
            Ok(b.put(RecordKind::Opening, subject, None, &maker, &content, Some(by))?.0)
        })
    }
}

impl Reader {
    /// The original with this SHA-256, if the case has it.
    pub fn original_of(&self, sha256: &[u8; 32]) -> Result<Option<Id>> {
        find(&self.db, sha256)
    }

    /// Writes an original's bytes as they were received, and checks them against their SHA-256 on the way. After an error
    /// what was written is to be thrown away.
    pub fn write_original(&self, id: Id, to: &mut dyn Write) -> Result<u64> {
        let record = record::of_kind(&self.db, id, RecordKind::Original)?;
        let (mut hash, mut size) = (Sha256::new(), 0);
        part::each(&self.db, record.n, |bytes| {
            hash.update(bytes);
            size += bytes.len() as u64;
            Ok(to.write_all(bytes)?)
        })?;
        if record.content["sha256"] != hex(&hash.finalize()) {
            return Err(Error(Kind::Damaged));
        }
        Ok(size)
    }
}

/// The original with these bytes.
fn find(db: &Connection, sha256: &[u8; 32]) -> Result<Option<Id>> {
    let Some(n) = List::Hashes.number(db, sha256)? else { return Ok(None) };
    let sql = "SELECT id FROM records WHERE n = ?1";
    Ok(db.prepare_cached(sql)?.query_row([n], |r| r.get(0)).optional()?)
}
