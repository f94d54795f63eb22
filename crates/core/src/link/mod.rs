//! What documents have to do with each other: who copied whom, which statements assert the same thing, and how many
//! origins stand behind a claim.
//!
//! - [`origins`]: the accesses to the thing itself behind the tellings of a claim, as an interval with its reasons.
//! - [`copies`]: who reused whose text, passage by passage, and in which direction.
//! - [`same`]: statements that assert the same thing, proposed with their evidence.
//! - [`dossier`]: from documents to claims with their tellings and origins.
//! - [`names`]: public persons and institutions under several spellings and scripts, proposed with their evidence.
//!
//! Pure like all of core: values in, values out. Everything found here is a proposal or a count with reasons; people decide.

pub mod copies;
pub mod dossier;
pub mod names;
pub mod origins;
pub mod same;
