//! Arbitrary bytes as what a child process says: refused, or a document that keeps its promises.
#![no_main]

use firsthand_fuzz::promises;
use firsthand_ingest::wire::decode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(found) = decode(bytes) {
        found.document().map(promises);
    }
});
