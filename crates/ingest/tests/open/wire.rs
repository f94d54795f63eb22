//! What was found survives the way through another process, and nothing else does.

use super::all;
use super::make::zip;
use firsthand_ingest::wire::{decode, encode};
use proptest::prelude::*;

fn shown(found: &firsthand_ingest::Found) -> String {
    format!("{found:?}")
}

#[test]
fn found_things_are_the_same_behind_it() {
    let page =
        b"<html lang=en><h1>Gate</h1><p>Said <a href='https://x.example'>Dena</a>, &eacute;.</p></html>";
    for found in all("a.zip", &zip(&[("a.html", page), ("p.png", b"\x89PNG"), ("b.pdf", b"none")])) {
        assert_eq!(shown(&decode(&encode(&found)).unwrap()), shown(&found));
    }
}

#[test]
fn lies_are_refused() {
    let found = &all("a.txt", "Café one.\n\nTwo.".as_bytes())[0];
    let honest = String::from_utf8(encode(found)).unwrap();
    assert!(decode(honest.as_bytes()).is_some());
    for (from, to) in [
        ("\"id\":\"", "\"id\":\"zz"),
        ("[1,0,10]", "[1,0,4]"),
        ("[1,0,10]", "[1,0,9999]"),
        ("[1,0,10]", "[9,0,10]"),
        ("[1,0,10]", "[1,2,10]"),
        ("Café", "Cafe\u{301}"),
        ("\\n\\nTwo", "\\r\\nTwo"),
        ("\"format\":\"text\"", "\"format\":\"nonsense\""),
    ] {
        let lie = honest.replace(from, to);
        assert_ne!(lie, honest, "{from}");
        assert!(decode(lie.as_bytes()).is_none(), "{to}: {lie}");
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes);
    }
}
