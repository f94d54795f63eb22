//! The operations of [`crate::tape`] that are more than a line.

pub(crate) mod crf;
pub(crate) mod sru;
