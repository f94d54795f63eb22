//! Arbitrary bytes as the XML of a DOCX document.
#![no_main]

use firsthand_fuzz::{found, zip};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (about, text) = bytes.split_at(bytes.len() / 4);
    found("x.docx", &zip(&[("word/document.xml", text), ("docProps/core.xml", about)]));
});
