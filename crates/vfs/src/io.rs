//! What reading and writing a header needs besides SQLite: bounds, memory, and its codes as errors.

use crate::place::HEADER;
use rusqlite::ffi::*;
use std::ffi::c_int;
use std::io::{Error, ErrorKind, Result};

/// The offset, if all lies within the header.
pub(crate) fn within(offset: u64, length: usize) -> Result<i64> {
    if offset.saturating_add(length as u64) > HEADER {
        return Err(Error::from(ErrorKind::InvalidInput));
    }
    Ok(offset as i64)
}

/// What SQLite says went wrong.
pub(crate) fn failure(code: c_int) -> Error {
    let kind = match code & 0xff {
        SQLITE_CANTOPEN => ErrorKind::NotFound,
        SQLITE_PERM | SQLITE_READONLY => ErrorKind::PermissionDenied,
        SQLITE_FULL => ErrorKind::StorageFull,
        _ => ErrorKind::Other,
    };
    Error::from(kind)
}

/// Memory for one open file of `bytes`, aligned for any struct.
pub(crate) fn memory(bytes: usize) -> Box<[u128]> {
    vec![0u128; bytes.div_ceil(16)].into_boxed_slice()
}
