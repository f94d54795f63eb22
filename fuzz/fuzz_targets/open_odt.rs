//! Arbitrary bytes as the XML of an ODT document.
#![no_main]

use firsthand_fuzz::{found, zip};
use libfuzzer_sys::fuzz_target;

const KIND: &[u8] = b"application/vnd.oasis.opendocument.text";

fuzz_target!(|bytes: &[u8]| {
    let (about, text) = bytes.split_at(bytes.len() / 4);
    found("x.odt", &zip(&[("mimetype", KIND), ("content.xml", text), ("meta.xml", about)]));
});
