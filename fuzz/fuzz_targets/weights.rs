//! Arbitrary bytes as weights: refused, never a panic.
#![no_main]

use firsthand_core::tell::trained::Trained;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let middle = bytes.len() / 2;
    let _ = Trained::read(bytes[..middle].to_vec(), bytes[middle..].to_vec());
    let _ = Trained::read(bytes.to_vec(), bytes.to_vec());
});
