//! SQLite's memory: what it gives back is overwritten first.
//!
//! A page cache holds plain pages, and SQLite frees it as it stands. SQLCipher can wipe (`cipher_memory_security`), but it
//! also locks each piece in memory by a call of the system, which made storing documents three times slower; so
//! the wiping alone is done here, under SQLCipher's own methods, at a cost that does not show.

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

/// Has SQLite wipe what it frees, from now on and for the whole process. Whether it does: SQLite takes this only before its
/// first use in the process.
pub fn wipe_freed() -> bool {
    static DONE: OnceLock<bool> = OnceLock::new();
    *DONE.get_or_init(|| {
        let mut below = sqlite3_mem_methods {
            xMalloc: None,
            xFree: None,
            xRealloc: None,
            xSize: None,
            xRoundup: None,
            xInit: None,
            xShutdown: None,
            pAppData: std::ptr::null_mut(),
        };
        // SAFETY: this option takes a pointer to the methods and fills them in.
        let got = unsafe { sqlite3_config(SQLITE_CONFIG_GETMALLOC, &raw mut below) };
        let (Some(malloc), Some(free), Some(size)) = (below.xMalloc, below.xFree, below.xSize) else {
            return false;
        };
        BELOW.get_or_init(|| Below { malloc, free, size });
        let ours = sqlite3_mem_methods { xFree: Some(wiping_free), xRealloc: Some(wiping_realloc), ..below };
        // SAFETY: this option takes a pointer to methods, which SQLite copies; all of them are set.
        got == SQLITE_OK && unsafe { sqlite3_config(SQLITE_CONFIG_MALLOC, &raw const ours) } == SQLITE_OK
    })
}

fn below() -> &'static Below {
    BELOW.get().expect("set before SQLite knew of ours")
}

unsafe extern "C" fn wiping_free(memory: *mut c_void) {
    if memory.is_null() {
        return;
    }
    let Below { free, size, .. } = below();
    // SAFETY: SQLite gives back what the methods below gave it, so that they know its size, and nobody else has it.
    unsafe {
        memory.write_bytes(0, size(memory).max(0) as usize);
        free(memory);
    }
}

/// Never in place: what a piece grows out of, or is cut off from it, is wiped as well.
unsafe extern "C" fn wiping_realloc(memory: *mut c_void, count: c_int) -> *mut c_void {
    let Below { malloc, size, .. } = below();
    // SAFETY: SQLite calls with a piece of its own and a size above zero; the new piece holds what is copied.
    unsafe {
        let new = malloc(count);
        if !new.is_null() {
            let kept = size(memory).min(count).max(0) as usize;
            new.copy_from_nonoverlapping(memory, kept);
            wiping_free(memory);
        }
        new
    }
}
