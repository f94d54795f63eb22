//! Marks: how far the log had come when a write was acknowledged, kept outside the database.
//!
//! A flipped bit in the write-ahead log makes SQLite drop that commit and all after it without a word. The mark
//! is written after each commit, so the log is then shorter than the mark says.

use super::MARKS;
use crate::error::Result;
use crate::log::Hash;
use crate::secret::Key;
use firsthand_vfs::HeaderFile;
use hmac::{Hmac, KeyInit, Mac};

/// Length of what is authenticated, in bytes.
const BODY: usize = 56;
/// Length of a mark, in bytes.
const MARK: usize = BODY + 32;
const MAGIC: [u8; 8] = *b"FHMARK1\n";

/// State of the log at an acknowledged write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Writes so far, since the case was made.
    pub(crate) commits: u64,
    /// Leaves of the log.
    pub(crate) size: u64,
    /// Root of the log's tree.
    pub(crate) root: Hash,
}

/// HMAC-SHA-256 of a mark under a key of its own.
fn mac(key: &Key) -> Hmac<sha2::Sha256> {
    Hmac::new_from_slice(key.as_ref()).expect("HMAC takes keys of any length")
}

/// Writes a mark in the place of the older one. Not synced: a mark that is lost says less, never something false.
pub(crate) fn write(file: &mut HeaderFile, key: &Key, mark: Mark) -> Result<()> {
    let mut bytes = Vec::with_capacity(MARK);
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&mark.commits.to_le_bytes());
    bytes.extend_from_slice(&mark.size.to_le_bytes());
    bytes.extend_from_slice(&mark.root);
    let sum = mac(key).chain_update(&bytes).finalize().into_bytes();
    bytes.extend_from_slice(&sum);
    Ok(file.write(MARKS[(mark.commits % 2) as usize], &bytes)?)
}

/// The newest mark that is whole. `None` for a new case, and where both are damaged.
pub(crate) fn newest(file: &mut HeaderFile, key: &Key) -> Result<Option<Mark>> {
    let mut best: Option<Mark> = None;
    for place in MARKS {
        let mut bytes = [0; MARK];
        file.read(place, &mut bytes)?;
        let (body, sum) = bytes.split_at(BODY);
        if body[..8] != MAGIC || mac(key).chain_update(body).verify_slice(sum).is_err() {
            continue;
        }
        let number = |at: usize| u64::from_le_bytes(body[at..at + 8].try_into().expect("eight bytes"));
        let mark =
            Mark { commits: number(8), size: number(16), root: body[24..].try_into().expect("32 bytes") };
        best = best.filter(|b| b.commits >= mark.commits).or(Some(mark));
    }
    Ok(best)
}
