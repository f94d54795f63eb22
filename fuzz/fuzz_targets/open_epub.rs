//! Arbitrary bytes as the package and the page of a book.
#![no_main]

use firsthand_fuzz::{found, zip};
use libfuzzer_sys::fuzz_target;

const ROOT: &[u8] = b"<container><rootfile full-path='p.opf'/></container>";

fuzz_target!(|bytes: &[u8]| {
    let (package, page) = bytes.split_at(bytes.len() / 2);
    let kind: &[u8] = b"application/epub+zip";
    let parts = [("mimetype", kind), ("META-INF/container.xml", ROOT), ("p.opf", package), ("a.xhtml", page)];
    found("x.epub", &zip(&parts));
});
