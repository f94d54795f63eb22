//! Arbitrary bytes as a mailbox.
#![no_main]

use firsthand_fuzz::found;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| found("x.mbox", bytes));
