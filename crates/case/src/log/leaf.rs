//! What stands in the log for a record.

use super::tree::{Hash, leaf_hash};
use crate::id::Id;
use sha2::{Digest, Sha256};

/// One leaf: public as soon as somebody shows the log, so it holds no word of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub(crate) kind: String,
    pub(crate) record: Id,
    pub(crate) maker: String,
    /// Milliseconds since 1970-01-01 UTC.
    pub(crate) at: i64,
    pub(crate) commitment: Hash,
}

impl Leaf {
    /// The bytes that are hashed into the tree.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"firsthand case leaf v1\n".to_vec();
        part(&mut bytes, self.kind.as_bytes());
        part(&mut bytes, self.record.bytes());
        part(&mut bytes, self.maker.as_bytes());
        bytes.extend_from_slice(&self.at.to_be_bytes());
        bytes.extend_from_slice(&self.commitment);
        bytes
    }

    /// Hash of the leaf in the tree.
    pub(crate) fn hash(&self) -> Hash {
        leaf_hash(&self.bytes())
    }
}

/// Commitment to a record: hides it as long as the salt is secret, and fits no other.
pub(crate) fn commitment(
    salt: &[u8; 32],
    kind: &str,
    record: Id,
    subject: Option<Id>,
    replaces: Option<Id>,
    content: &str,
) -> Hash {
    let mut bytes = b"firsthand case record v1\n".to_vec();
    bytes.extend_from_slice(salt);
    part(&mut bytes, kind.as_bytes());
    part(&mut bytes, record.bytes());
    part(&mut bytes, subject.as_ref().map_or(&[][..], |id| id.bytes()));
    part(&mut bytes, replaces.as_ref().map_or(&[][..], |id| id.bytes()));
    part(&mut bytes, content.as_bytes());
    Sha256::digest(&bytes).into()
}

/// What a person signs: the leaf.
pub(crate) fn signed(leaf: &Leaf) -> Vec<u8> {
    [b"firsthand case signature v1\n".as_slice(), &leaf.bytes()].concat()
}

/// Appends a part with its length before it (eight bytes, big-endian), so that no two lists of parts look alike.
fn part(bytes: &mut Vec<u8>, part: &[u8]) {
    bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
    bytes.extend_from_slice(part);
}
