//! Adding files to a case: every file gets a verdict, every document is found as soon as its batch is on the disk.
//!
//! Workers open files and take the documents out ([`parse`]); the calling thread stores them in the order of the files, many
//! in one commit ([`store`]). A file's verdict is stored with its last document: an `add` that was killed goes on at the file
//! where it was, and what is there of that file is not stored twice.

mod files;
mod parse;
mod store;

pub use files::{Task, expand};
pub use parse::{Common, hide, masks, whole_mask};
pub use store::{Add, Added, Tally, add};
