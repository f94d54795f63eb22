//! [`Layer`]: the shim as SQLite knows it, by name.

use crate::faults::Faults;
use crate::file::{begin, real};
use crate::methods::of;
use rusqlite::ffi::*;
use std::collections::BTreeMap;
use std::ffi::{CString, c_char, c_int};
use std::sync::{Mutex, PoisonError};

/// A registered layer. Lives as long as the process, since SQLite keeps pointers to it.
pub struct Layer {
    vfs: sqlite3_vfs,
    real: *mut sqlite3_vfs,
    name: CString,
    faults: Faults,
}

// SAFETY: after registration nothing but the faults changes, which are atomic. (SQLite itself changes `pNext`, under its
// own lock, and we never look at it.)
unsafe impl Sync for Layer {}
// SAFETY: the pointers lead to what lives as long as the process and belongs to no thread.
unsafe impl Send for Layer {}

impl Layer {
    /// The name to open databases with.
    pub fn name(&self) -> &str {
        self.name.to_str().unwrap_or_default()
    }

    /// The layer's plan of faults.
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// What SQLite calls.
    pub(crate) fn vfs(&self) -> *mut sqlite3_vfs {
        (&raw const self.vfs).cast_mut()
    }
}

/// Registers a layer over SQLite's default one, or gives the one that has that name. `None` where SQLite has no default
/// layer, refuses, or the name holds a NUL. SQLite also wipes what it frees from then on.
pub fn register(name: &str) -> Option<&'static Layer> {
    static LAYERS: Mutex<BTreeMap<String, &'static Layer>> = Mutex::new(BTreeMap::new());
    let mut layers = LAYERS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(layer) = layers.get(name) {
        return Some(layer);
    }
    // Where SQLite was used before, by somebody else in the process, it is too late; nothing else depends on it.
    crate::memory::wipe_freed();
    // SAFETY: null asks for the default; what comes back is null or lives as long as SQLite.
    let found = unsafe { sqlite3_vfs_find(std::ptr::null()) };
    // SAFETY: see above.
    let below = unsafe { found.as_ref() }?;
    let owned = CString::new(name).ok()?;
    let layer =
        Box::leak(Box::new(Layer { vfs: of(below), real: found, name: owned, faults: Faults::default() }));
    layer.vfs.zName = layer.name.as_ptr();
    layer.vfs.pAppData = (&raw mut *layer).cast();
    // SAFETY: the layer is leaked, so that it and its name live for ever and never move; all methods are set.
    if unsafe { sqlite3_vfs_register(&raw mut layer.vfs, 0) } != SQLITE_OK {
        return None;
    }
    layers.insert(name.to_owned(), layer);
    Some(layer)
}

/// The layer that SQLite calls.
///
/// # Safety
/// `vfs` is one that [`register`] made.
unsafe fn layer<'a>(vfs: *mut sqlite3_vfs) -> &'a Layer {
    // SAFETY: `pAppData` was set to the layer, which is never freed.
    unsafe { &*(*vfs).pAppData.cast::<Layer>() }
}

pub(crate) unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite calls with our layer and with `szOsFile` bytes for the file, which is room for both structs. The real
    // `xOpen` gets its own layer, its own struct, and the name with the parameters that follow it.
    unsafe {
        let layer = layer(vfs);
        let below = real(file);
        (*below).pMethods = std::ptr::null();
        let result = match (*layer.real).xOpen {
            Some(open) => open(layer.real, name, below, flags, out),
            None => SQLITE_CANTOPEN,
        };
        begin(file, flags & SQLITE_OPEN_MAIN_DB != 0, &raw const layer.faults);
        result
    }
}

/// Defines methods of the layer that pass on to the one below.
macro_rules! passed {
    ($($name:ident: $method:ident($($argument:ident: $kind:ty),*);)+) => {
        $(pub(crate) unsafe extern "C" fn $name(vfs: *mut sqlite3_vfs $(, $argument: $kind)*) -> c_int {
            // SAFETY: SQLite calls with our layer; its arguments go on unchanged to the layer they are meant for.
            unsafe {
                let below = layer(vfs).real;
                match (*below).$method {
                    Some(method) => method(below $(, $argument)*),
                    None => SQLITE_ERROR,
                }
            }
        })+
    };
}

passed! {
    delete: xDelete(name: *const c_char, sync: c_int);
    access: xAccess(name: *const c_char, flags: c_int, out: *mut c_int);
    full_pathname: xFullPathname(name: *const c_char, count: c_int, out: *mut c_char);
    randomness: xRandomness(count: c_int, out: *mut c_char);
    sleep: xSleep(microseconds: c_int);
    current_time: xCurrentTime(out: *mut f64);
    get_last_error: xGetLastError(count: c_int, out: *mut c_char);
    current_time_int64: xCurrentTimeInt64(out: *mut i64);
}
