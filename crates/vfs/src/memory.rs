//! SQLite's memory: what it gives back is overwritten first.
//!
//! A page cache holds plain pages, and SQLite frees it as it stands. SQLCipher can wipe (`cipher_memory_security`), but also
//! locks each piece by a call of the system, which made storing three times slower; so the wiping alone is done here.

use rusqlite::ffi::*;
use std::ffi::{c_int, c_void};
use std::sync::OnceLock;

/// The methods below ours that are called.
struct Below {
    malloc: unsafe extern "C" fn(c_int) -> *mut c_void,
    free: unsafe extern "C" fn(*mut c_void),
    size: unsafe extern "C" fn(*mut c_void) -> c_int,
}

/// Set before SQLite is told of ours.
static BELOW: OnceLock<Below> = OnceLock::new();

/// Has SQLite wipe what it frees, for the whole process. SQLite takes this only before its first use in the process; later it
/// refuses, and nothing changes. Called by one thread at a time.
pub(crate) fn wipe_freed() {
    // SAFETY: a struct of optional functions and a pointer; all zeros is none of them.
    let mut below: sqlite3_mem_methods = unsafe { std::mem::zeroed() };
    // SAFETY: this option takes a pointer to the methods and fills them in.
    unsafe { sqlite3_config(SQLITE_CONFIG_GETMALLOC, &raw mut below) };
    let (Some(malloc), Some(free), Some(size)) = (below.xMalloc, below.xFree, below.xSize) else { return };
    // The first time: those of a second would be ours.
    if BELOW.set(Below { malloc, free, size }).is_ok() {
        let ours = sqlite3_mem_methods { xFree: Some(wiping_free), xRealloc: Some(wiping_realloc), ..below };
        // SAFETY: this option takes a pointer to methods, which SQLite copies; all of them are set.
        unsafe { sqlite3_config(SQLITE_CONFIG_MALLOC, &raw const ours) };
    }
}

unsafe extern "C" fn wiping_free(memory: *mut c_void) {
    let Below { free, size, .. } = BELOW.get().expect("set before SQLite knew of ours");
    // SAFETY: SQLite gives back, never null, what the methods below gave it and nobody else has.
    unsafe {
        memory.write_bytes(0, size(memory).max(0) as usize);
        free(memory);
    }
}

/// Never in place: what a piece grows out of, or is cut off from it, is wiped as well.
unsafe extern "C" fn wiping_realloc(memory: *mut c_void, count: c_int) -> *mut c_void {
    let Below { malloc, size, .. } = BELOW.get().expect("set before SQLite knew of ours");
    // SAFETY: SQLite calls with a piece of its own and a size above zero; the new piece holds what is copied.
    unsafe {
        let new = malloc(count);
        if !new.is_null() {
            new.copy_from_nonoverlapping(memory, size(memory).min(count).max(0) as usize);
            wiping_free(memory);
        }
        new
    }
}
