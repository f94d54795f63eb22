//! Arbitrary bytes as a web archive.
#![no_main]

use firsthand_fuzz::found;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| found("x.warc", bytes));
