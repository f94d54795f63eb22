//! Arbitrary bytes as a side file, and as a date.
#![no_main]

use firsthand_ingest::{date, side_file};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = side_file(bytes);
    let _ = std::str::from_utf8(bytes).map(date);
});
