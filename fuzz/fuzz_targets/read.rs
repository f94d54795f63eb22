//! Arbitrary bytes through the whole of `firsthand read --json`.
#![no_main]

use firsthand_core::model::{Meta, to_json};
use firsthand_core::{Reader, weights};
use firsthand_fuzz::check;
use firsthand_ingest::{Hint, read};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::english().with(weights::english()));

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = read(bytes, Hint::default()) else { return };
    let reading = READER.read(document.clone(), Meta::default());
    check(&reading);
    let again = READER.read(document, Meta::default());
    assert_eq!(to_json(&reading, None), to_json(&again, None), "the same reading twice");
});
