//! [`Proof`]: what somebody needs who is to check one record, and to see nothing else of the case.

use super::leaf::{Leaf, commitment};
use super::note::Checkpoint;
use super::store::row_of;
use super::tree::{Hash, included, inclusion_proof, leaf_hash};
use crate::error::{Error, Kind, Result};
use crate::id::Id;
use crate::reader::Reader;
use crate::record;
use serde::Serialize;

/// One record with its place in the log. Holds the record's content and salt: show it to nobody who may not see those.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The record's name.
    pub record: Id,
    /// The word of its kind.
    pub kind: String,
    /// The record that it is about.
    pub subject: Option<Id>,
    /// The version that it replaces.
    pub replaces: Option<Id>,
    /// Who or what made it.
    pub maker: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// The salt of its commitment.
    pub salt: [u8; 32],
    /// Its content, canonical JSON.
    pub content: String,
    /// Place of its leaf, from 0.
    pub index: u64,
    /// Leaves of the log that the path leads to the root of.
    pub size: u64,
    /// Hashes from the leaf to the root.
    pub path: Vec<Hash>,
}

impl Proof {
    /// Whether the record stands in the log that had this root at [`size`](Proof::size) leaves.
    pub fn holds(&self, root: &Hash) -> bool {
        let commitment =
            commitment(&self.salt, &self.kind, self.record, self.subject, self.replaces, &self.content);
        let (kind, maker) = (self.kind.clone(), self.maker.clone());
        let leaf = Leaf { kind, record: self.record, maker, at: self.at, commitment };
        included(&leaf_hash(&leaf.bytes()), self.index, self.size, &self.path, root)
    }
}

impl Reader {
    /// A record with the proof that it stands in the log, and the checkpoint of the state that the proof is for. Reads the
    /// whole log.
    pub fn proof(&self, record: Id) -> Result<(Proof, Checkpoint)> {
        self.snapshot(|reader| {
            let checkpoint = reader.checkpoint()?;
            let mut leaves =
                reader.db.prepare("SELECT kind, record, maker, at, commitment FROM leaves ORDER BY n")?;
            let hashes = leaves.query_map([], |r| row_of(r).map(|leaf| leaf.hash()))?;
            let hashes = hashes.collect::<rusqlite::Result<Vec<_>>>()?;
            let found = record::one(&reader.db, record)?;
            let sql = "SELECT maker, salt, content FROM records WHERE n = ?1";
            let row = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?));
            let (maker, salt, content) = reader.db.query_row(sql, [found.n], row)?;
            let path = inclusion_proof(&hashes, found.n as usize).ok_or(Error(Kind::LogDisagrees))?;
            let proof = Proof {
                record,
                kind: found.kind.word().into(),
                subject: found.subject,
                replaces: found.replaces,
                maker,
                at: found.at,
                salt,
                content,
                index: found.n as u64,
                size: hashes.len() as u64,
                path,
            };
            Ok((proof, checkpoint))
        })
    }
}
