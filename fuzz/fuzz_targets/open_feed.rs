//! Arbitrary bytes as a feed.
#![no_main]

use firsthand_fuzz::found;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| found("x.rss", bytes));
