//! The log: an append-only Merkle tree over a salted commitment to every record.
//!
//! The tree is that of RFC 6962 (section 2.1), as in C2SP's tlog documents. docs/case-file.md tells a third party how to
//! check it.

mod leaf;
mod note;
mod proof;
mod store;
mod tree;

pub(crate) use leaf::{Leaf, commitment, signed};
pub use note::{Checkpoint, Evidence};
pub(crate) use note::{body, code_of, sign_note};
pub use proof::Proof;
pub(crate) use store::{State, append, check_edge, load, save};
pub(crate) use tree::Edge;
pub use tree::{Hash, consistency_proof, consistent, included, inclusion_proof, leaf_hash, root_of};
