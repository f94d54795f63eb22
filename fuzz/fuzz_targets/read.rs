//! Arbitrary bytes through the whole of `firsthand read`.
#![no_main]

use firsthand_core::Reader;
use firsthand_core::model::{Document, Meta, to_json};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(Reader::english);

fuzz_target!(|bytes: &[u8]| {
    let Some(document) = Document::new("0", String::from_utf8_lossy(bytes)) else { return };
    let reading = READER.read(document, Meta::default());
    let _ = to_json(&reading, None);
});
