//! What is given back is wiped first: memory by the allocator, stacks by the threads that end.
//!
//! Texts, passphrases and search words go through hundreds of short-lived strings, of ours and of libraries, that nobody
//! could wipe one by one. So the allocator does it: what is freed holds zeros. What SQLite allocates does not come through
//! here; the file layer below the case has it wiped as well. `tests/memory` searches a process for what is left.

use std::alloc::System;
use std::hint::black_box;
use std::thread;
use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

/// Stack of the thread that does a command, in bytes: what the first thread of a program commonly has.
const STACK: usize = 8 << 20;
/// Bytes of stack that are wiped: below it nothing of ours has been seen to reach.
const REACH: usize = 1 << 20;

/// Works on a thread of its own, of which nothing is left: its stack is wiped, and what libraries keep for each thread ends
/// with it. Where the system grants no thread, this one does the work.
pub fn apart<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    // Taken by whoever does it.
    let mut work = Some(work);
    let mut done = None;
    thread::scope(|scope| {
        let (work, done) = (&mut work, &mut done);
        let begun = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || {
            *done = work.take().map(|work| work());
            stack();
        });
        if let Ok(begun) = begun
            && let Err(panic) = begun.join()
        {
            std::panic::resume_unwind(panic);
        }
    });
    done.unwrap_or_else(|| work.expect("not begun, so not taken")())
}

/// Wipes the stack below the caller. Calls spill registers there, and registers hold pieces of texts that are copied; the
/// C library keeps the stacks of ended threads for the next ones.
#[inline(never)]
pub fn stack() {
    let zeros = [0u8; REACH];
    black_box(&zeros);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_apart_is_done_once_and_its_panic_comes_back() {
        let mut count = 0;
        assert_eq!(
            apart(|| {
                count += 1;
                count
            }),
            1
        );
        let fault = crate::guard::guarded(|| apart(|| -> u8 { panic!("inside") }));
        assert!(fault.is_err());
    }
}
