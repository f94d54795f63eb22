//! What must hold of everything found in a file, whatever its bytes were.

use firsthand_core::model::Document;
use firsthand_ingest::wire::{decode, encode};
use firsthand_ingest::{Hints, Limits, open};
use std::io::{Cursor, Write};
use unicode_normalization::is_nfc;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Opens a file of a name with small limits, and panics where a promise of `firsthand_ingest::open` is broken.
pub fn found(name: &str, bytes: &[u8]) {
    let limits = Limits { unpacked: 8 << 20, members: 1000, depth: 3, member: 4 << 20, ratio: 200 };
    let hints = Hints { name: Some(name.into()), limits, ..Hints::default() };
    let all = open(bytes, &hints).all();
    assert!(!all.is_empty() && all.len() <= 1001, "at least one thing, at most the limit and its verdict");
    for one in &all {
        one.document().map(promises);
        let again = decode(&encode(one)).expect("what is found survives the way out");
        assert_eq!(format!("{again:?}"), format!("{one:?}"));
    }
}

/// A document's text, blocks and links.
pub fn promises(document: &Document) {
    let text = document.text();
    assert!(is_nfc(text) && !text.contains('\r'), "NFC and LF");
    let mut at = 0;
    for block in &document.blocks {
        let (start, end) = (block.span.start(), block.span.end());
        assert!(at <= start && start < end && text[at..start].trim().is_empty(), "blocks cover the text");
        at = end;
    }
    assert_eq!(document.id().len(), 16);
}

/// A ZIP archive that is not packed, so that what is changed in it stays readable.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in members {
        writer.start_file(*name, stored).expect("into memory");
        writer.write_all(bytes).expect("into memory");
    }
    writer.finish().expect("into memory").into_inner()
}
