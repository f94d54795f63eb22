//! [`HeaderFile`]: the bytes before the database.

use crate::file::real;
use crate::io::{failure, memory, within};
use crate::layer::Layer;
use rusqlite::ffi::*;
use std::ffi::{CString, c_int, c_void};
use std::io::{Error, ErrorKind, Result};
use std::path::Path;

/// A case's header, open for reading and, where asked for, writing. Takes no lock: who writes holds the database's.
pub struct HeaderFile {
    memory: Box<[u128]>,
    layer: &'static Layer,
    name: sqlite3_filename,
}

// SAFETY: the struct in `memory` belongs to no thread, and a `HeaderFile` is used through `&mut` or by one thread at a time.
unsafe impl Send for HeaderFile {}

impl HeaderFile {
    /// Opens an existing file. Errors are those of opening, without the path.
    pub fn open(layer: &'static Layer, path: &Path, write: bool) -> Result<HeaderFile> {
        let path = path.to_str().and_then(|p| CString::new(p).ok());
        let path = path.ok_or_else(|| Error::new(ErrorKind::InvalidInput, "a path that is not UTF-8"))?;
        let flags = SQLITE_OPEN_MAIN_DB | if write { SQLITE_OPEN_READWRITE } else { SQLITE_OPEN_READONLY };
        // SAFETY: all strings end in NUL; no parameters are passed. The result is freed in `drop` alone.
        let name = unsafe {
            let none = c"".as_ptr();
            sqlite3_create_filename(path.as_ptr(), none, none, 0, std::ptr::null_mut())
        };
        if name.is_null() {
            return Err(Error::from(ErrorKind::OutOfMemory));
        }
        // SAFETY: a layer's `vfs` is filled and lives for ever.
        let (open, size) = unsafe { ((*layer.vfs()).xOpen, (*layer.vfs()).szOsFile) };
        let mut header = HeaderFile { memory: memory(size as usize), layer, name };
        let mut out: c_int = 0;
        let result = match open {
            // SAFETY: `memory` has `szOsFile` bytes, zeroed and aligned; the name was made for this.
            Some(open) => unsafe { open(layer.vfs(), name, header.file(), flags, &raw mut out) },
            None => SQLITE_CANTOPEN,
        };
        if result != SQLITE_OK {
            return Err(failure(result));
        }
        if write && out & SQLITE_OPEN_READONLY != 0 {
            return Err(Error::from(ErrorKind::PermissionDenied));
        }
        Ok(header)
    }

    fn file(&mut self) -> *mut sqlite3_file {
        self.memory.as_mut_ptr().cast()
    }

    /// The real file with its methods.
    fn real(&mut self) -> Result<(*mut sqlite3_file, &'static sqlite3_io_methods)> {
        // SAFETY: `file` was opened by our layer, so that the real file's struct is there; its methods are static.
        unsafe {
            let file = real(self.file());
            (*file).pMethods.as_ref().map(|m| (file, m)).ok_or_else(|| failure(SQLITE_IOERR))
        }
    }

    /// Fills `to` from the header. What lies beyond the end of the file reads as zeros.
    pub fn read(&mut self, offset: u64, to: &mut [u8]) -> Result<()> {
        let place = within(offset, to.len())?;
        if self.layer.faults().count().is_some() {
            return Err(failure(SQLITE_IOERR_READ));
        }
        let (file, methods) = self.real()?;
        let result = match methods.xRead {
            // SAFETY: `to` has room for its own length.
            Some(read) => unsafe { read(file, to.as_mut_ptr().cast::<c_void>(), to.len() as c_int, place) },
            None => SQLITE_IOERR,
        };
        // A short read fills the rest with zeros, by SQLite's contract.
        if result == SQLITE_OK || result == SQLITE_IOERR_SHORT_READ { Ok(()) } else { Err(failure(result)) }
    }

    /// Writes into the header. Lasts only after [`sync`](HeaderFile::sync).
    pub fn write(&mut self, offset: u64, from: &[u8]) -> Result<()> {
        let place = within(offset, from.len())?;
        let fault = self.layer.faults().count();
        let (file, methods) = self.real()?;
        let count = if fault == Some(crate::Fault::Torn) { from.len() / 2 } else { from.len() };
        if fault.is_some_and(|f| f != crate::Fault::Torn) {
            return Err(failure(SQLITE_IOERR_WRITE));
        }
        let result = match methods.xWrite {
            // SAFETY: `from` holds `count` bytes and more.
            Some(write) => unsafe { write(file, from.as_ptr().cast::<c_void>(), count as c_int, place) },
            None => SQLITE_IOERR,
        };
        if result == SQLITE_OK && fault.is_none() { Ok(()) } else { Err(failure(SQLITE_IOERR_WRITE)) }
    }

    /// Makes what was written last.
    pub fn sync(&mut self) -> Result<()> {
        if self.layer.faults().count().is_some() {
            return Err(failure(SQLITE_IOERR_FSYNC));
        }
        let (file, methods) = self.real()?;
        let result = match methods.xSync {
            // SAFETY: an open file.
            Some(sync) => unsafe { sync(file, SQLITE_SYNC_NORMAL) },
            None => SQLITE_IOERR,
        };
        if result == SQLITE_OK { Ok(()) } else { Err(failure(result)) }
    }
}

impl Drop for HeaderFile {
    fn drop(&mut self) {
        if let Ok((file, methods)) = self.real()
            && let Some(close) = methods.xClose
        {
            // SAFETY: opened once, closed once.
            unsafe { close(file) };
        }
        // SAFETY: made by `sqlite3_create_filename`; nothing uses it after the file is closed.
        unsafe { sqlite3_free_filename(self.name) };
    }
}
