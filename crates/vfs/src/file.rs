//! The shim's open file: SQLite's file methods, passed on to the real file with the main database's offsets moved.

use crate::faults::{Fault, Faults};
use crate::place;
use rusqlite::ffi::*;
use std::ffi::{c_int, c_void};

/// What SQLite allocates for one open file. The real file's own struct follows at [`REAL`].
#[repr(C)]
pub(crate) struct Shim {
    base: sqlite3_file,
    /// Whether offsets are moved: the main database only.
    moved: bool,
    faults: *const Faults,
}

/// Where the real file's struct begins, in bytes from ours.
pub(crate) const REAL: usize = size_of::<Shim>().next_multiple_of(16);

/// Makes the shim ready in SQLite's memory, once the real file is open.
///
/// # Safety
/// `file` has room for [`REAL`] bytes and the real file's struct, which the real `xOpen` has filled; `faults` outlives it.
pub(crate) unsafe fn begin(file: *mut sqlite3_file, moved: bool, faults: *const Faults) {
    // SAFETY: the caller gives room for both structs, so that both places are ours to write and to read.
    unsafe {
        let methods = if (*real(file)).pMethods.is_null() { std::ptr::null() } else { &raw const METHODS };
        file.cast::<Shim>().write(Shim { base: sqlite3_file { pMethods: methods }, moved, faults });
    }
}

/// The real file behind a shim.
///
/// # Safety
/// `file` is a shim's memory, see [`begin`].
pub(crate) unsafe fn real(file: *mut sqlite3_file) -> *mut sqlite3_file {
    // SAFETY: the memory goes on for REAL bytes and more.
    unsafe { file.cast::<u8>().add(REAL).cast() }
}

/// Whether offsets move, and how this call is to fail.
///
/// # Safety
/// `file` is a shim made by [`begin`].
unsafe fn shim(file: *mut sqlite3_file) -> (bool, Option<Fault>) {
    // SAFETY: see above; the faults live as long as the layer, which is never freed.
    unsafe {
        let shim = &*file.cast::<Shim>();
        (shim.moved, (*shim.faults).count())
    }
}

/// Calls a method of the real file; `SQLITE_IOERR` where it has none.
macro_rules! pass {
    ($file:expr, $method:ident $(, $argument:expr)*) => {{
        let real = real($file);
        match (*real).pMethods.as_ref().and_then(|m| m.$method) {
            Some(method) => method(real $(, $argument)*),
            None => SQLITE_IOERR,
        }
    }};
}

/// Defines methods that do nothing but pass on.
macro_rules! passed {
    ($($name:ident: $method:ident($($argument:ident: $kind:ty),*);)+) => {
        $(unsafe extern "C" fn $name(file: *mut sqlite3_file $(, $argument: $kind)*) -> c_int {
            // SAFETY: SQLite calls a file's methods with that file alone, which `begin` made.
            unsafe { pass!(file, $method $(, $argument)*) }
        })+
    };
}

passed! {
    close: xClose();
    lock: xLock(level: c_int);
    unlock: xUnlock(level: c_int);
    check_reserved_lock: xCheckReservedLock(out: *mut c_int);
    sector_size: xSectorSize();
    device_characteristics: xDeviceCharacteristics();
    shm_map: xShmMap(page: c_int, size: c_int, extend: c_int, out: *mut *mut c_void);
    shm_lock: xShmLock(offset: c_int, count: c_int, flags: c_int);
    shm_unmap: xShmUnmap(delete: c_int);
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    // SAFETY: as for the methods above.
    unsafe {
        let real = real(file);
        if let Some(barrier) = (*real).pMethods.as_ref().and_then(|m| m.xShmBarrier) {
            barrier(real);
        }
    }
}

unsafe extern "C" fn read(file: *mut sqlite3_file, to: *mut c_void, count: c_int, offset: i64) -> c_int {
    // SAFETY: as for the methods above; `to` has room for `count` bytes, by SQLite's contract.
    unsafe {
        let (moved, fault) = shim(file);
        if fault.is_some() {
            return SQLITE_IOERR_READ;
        }
        let offset = if moved { place::of(offset as u64) as i64 } else { offset };
        pass!(file, xRead, to, count, offset)
    }
}

unsafe extern "C" fn write(file: *mut sqlite3_file, from: *const c_void, count: c_int, offset: i64) -> c_int {
    // SAFETY: as for the methods above; `from` holds `count` bytes, by SQLite's contract.
    unsafe {
        let (moved, fault) = shim(file);
        let offset = if moved { place::of(offset as u64) as i64 } else { offset };
        match fault {
            Some(Fault::Full) => SQLITE_FULL,
            Some(Fault::Io) => SQLITE_IOERR_WRITE,
            Some(Fault::Torn) => {
                pass!(file, xWrite, from, count / 2, offset);
                SQLITE_IOERR_WRITE
            }
            None => pass!(file, xWrite, from, count, offset),
        }
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: i64) -> c_int {
    // SAFETY: as for the methods above.
    unsafe {
        let (moved, fault) = shim(file);
        if fault.is_some() {
            return SQLITE_IOERR_TRUNCATE;
        }
        let size = if moved { place::file_size(size as u64) as i64 } else { size };
        pass!(file, xTruncate, size)
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: as for the methods above.
    unsafe {
        match shim(file).1 {
            Some(Fault::Full) => SQLITE_FULL,
            Some(_) => SQLITE_IOERR_FSYNC,
            None => pass!(file, xSync, flags),
        }
    }
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, out: *mut i64) -> c_int {
    // SAFETY: as for the methods above; `out` is a place for one number, by SQLite's contract.
    unsafe {
        let result = pass!(file, xFileSize, out);
        if result == SQLITE_OK && (*file.cast::<Shim>()).moved {
            *out = place::database_size(*out as u64) as i64;
        }
        result
    }
}

unsafe extern "C" fn file_control(file: *mut sqlite3_file, what: c_int, argument: *mut c_void) -> c_int {
    // SAFETY: as for the methods above; what `argument` points to depends on `what`, and only the real file looks at it.
    unsafe {
        let moved = (*file.cast::<Shim>()).moved;
        // Hints about the size of a file that is longer than SQLite knows, and mapping it, would only do harm.
        if moved && [SQLITE_FCNTL_SIZE_HINT, SQLITE_FCNTL_CHUNK_SIZE, SQLITE_FCNTL_MMAP_SIZE].contains(&what)
        {
            return SQLITE_OK;
        }
        pass!(file, xFileControl, what, argument)
    }
}

/// Version 2: shared memory for the write-ahead log, no mapping of the database (`xFetch`).
static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};
