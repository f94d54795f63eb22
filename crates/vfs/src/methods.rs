//! The list of our layer's methods, as SQLite takes it.

use crate::file::REAL;
use crate::layer::*;
use rusqlite::ffi::*;
use std::ffi::c_int;

/// Our methods over those of the layer below.
pub(crate) fn of(below: &sqlite3_vfs) -> sqlite3_vfs {
    sqlite3_vfs {
        iVersion: 2,
        szOsFile: REAL as c_int + below.szOsFile,
        mxPathname: below.mxPathname,
        pNext: std::ptr::null_mut(),
        zName: std::ptr::null(),
        pAppData: std::ptr::null_mut(),
        xOpen: Some(open),
        xDelete: Some(delete),
        xAccess: Some(access),
        xFullPathname: Some(full_pathname),
        // No extension is ever loaded.
        xDlOpen: None,
        xDlError: None,
        xDlSym: None,
        xDlClose: None,
        xRandomness: Some(randomness),
        xSleep: Some(sleep),
        xCurrentTime: Some(current_time),
        xGetLastError: Some(get_last_error),
        xCurrentTimeInt64: Some(current_time_int64),
        xSetSystemCall: None,
        xGetSystemCall: None,
        xNextSystemCall: None,
    }
}
