//! One encrypted file for a whole case: what was received, what was read in it, what people decided, and a log that shows
//! whether anything was changed.
//!
//! Start with [`Case`]: [`Case::create`] and [`Case::open`] give one, [`Case::reader`] reads it and [`Case::writer`]
//! writes. All writing happens in batches ([`Writer::batch`]): when the call returns, the batch is on the disk.
//!
//! ```no_run
//! # fn main() -> Result<(), firsthand_case::Error> {
//! use firsthand_case::{Case, NewDocument, Options, Order, Passphrase, Query, Received, Target};
//! let passphrase = Passphrase::new("six words drawn by lot are best");
//! let case = Case::create("river.case".as_ref(), &passphrase, Options::new()?)?;
//! let mut writer = case.writer(Box::new(|_waited| true))?;
//! writer.batch(|batch| {
//!     let text = "The ferry was late, the deckhand said.";
//!     let original = batch.put_original(text.as_bytes(), &Received::default())?.id;
//!     let meta = Default::default();
//!     batch.put_document(&NewDocument { original, place: None, kind: "article", meta: &meta, text, masks: vec![] })
//! })?;
//! let hits = case.reader()?.search(&Query::parse("ferr*")?, Target::Documents, Order::Latest, 0, 20)?;
//! assert_eq!(hits.len(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! The format, the log and what [`verify`](Case::verify) can and cannot find are in docs/case-file.md. Nothing here prints,
//! knows a format of documents, or opens a connection to anything.

mod answer;
mod backup;
mod case;
mod connect;
mod decision;
mod document;
mod error;
mod header;
mod id;
mod kdf;
mod lists;
mod log;
mod mask;
mod migrate;
mod original;
mod pack;
mod part;
mod people;
mod queue;
mod reader;
mod reading;
mod record;
mod remove;
mod search;
mod secret;
mod statement;
mod verify;
mod words;
mod world;
mod writer;

pub use answer::{Answer, Matter};
pub use case::{Case, Options};
pub use decision::Choice;
pub use document::{Document, NewDocument};
pub use error::{DAMAGE, Error, Result};
pub use header::{is_case, probe};
pub use id::{Id, NotAnId};
#[cfg(feature = "raw-key")]
pub use kdf::TEST_COST;
pub use kdf::{COST, Cost};
pub use log::{
    Checkpoint, Evidence, Hash, Proof, consistency_proof, consistent, included, inclusion_proof, leaf_hash,
    root_of,
};
pub use mask::Mask;
pub use original::{Received, Stored};
pub use people::{Person, Signer};
pub use queue::Verdict;
pub use reader::{Counts, Reader};
pub use reading::Outcome;
pub use record::{Maker, Record, RecordKind};
pub use search::{Hit, Order, Query, Snippet, Target};
pub use secret::Passphrase;
pub use statement::{Made, Statement, Version};
pub use verify::{Finding, Report};
pub use world::{System, World};
pub use writer::{Batch, Waiting, Writer};
