//! A case's keys are gone from the memory of the process once it is closed.

use crate::common::*;
use crate::scan::{Needles, VEIL};
use std::hint::black_box;

/// The data key, each byte veiled, so that this test does not leave it in the clear.
#[inline(never)]
fn veiled_key(desk: &Desk) -> Vec<u8> {
    desk.case.raw_key().iter().map(|b| b ^ VEIL).collect()
}

/// Wipes the stack below the caller.
#[inline(never)]
fn wiped_stack() {
    black_box(&[0u8; 1 << 20]);
}

/// The forms in which a key may lie in memory: its bytes, and its digits as SQL has them.
fn forms(veiled: &[u8]) -> Vec<Vec<u8>> {
    let digits = |signs: &[u8; 16]| -> Vec<u8> {
        let both =
            |b: &u8| [signs[usize::from((b ^ VEIL) >> 4)] ^ VEIL, signs[usize::from((b ^ VEIL) & 15)] ^ VEIL];
        veiled.iter().flat_map(both).collect()
    };
    vec![veiled.to_vec(), digits(b"0123456789abcdef"), digits(b"0123456789ABCDEF")]
}

/// A short life of a case, as a command of the program has it; the forms of its key, veiled.
fn session() -> Vec<Vec<u8>> {
    let desk = desk();
    let key = forms(&veiled_key(&desk));
    wiped_stack();
    desk.add("Gate", "The gate was open, the clerk said.");
    desk.case.backup(&desk.folder.path().join("copy.case")).unwrap();
    assert!(desk.case.verify(None).unwrap().whole());
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::Dumpable);
    let found = Needles::new(key.clone()).in_memory().0;
    assert!(!found.is_empty(), "while the case is open, its key is there, and the search finds it");
    key
}

#[test]
fn the_data_key_is_gone_after_closing() {
    // A key that is moved leaves a copy in the frame that it came from; so the program has each command work on a thread
    // of its own, and wipes its stack.
    let apart = || {
        let key = session();
        wiped_stack();
        key
    };
    let key = std::thread::spawn(apart).join().unwrap();
    let (found, _) = Needles::new(key).in_memory();
    assert!(found.is_empty(), "the key is left in {found:?}");
}
