//! The operations of [`crate::tape`] that are more than a line.

pub mod crf;
pub mod sru;
