//! Canary strings through a full session: none may stay on the disk outside the encrypted pages.

use crate::{Desk, HERON, files, holds, rounds};

/// A word that stands nowhere else.
fn canary(n: usize) -> String {
    format!("Kanarie{:08x}é", (n as u32).wrapping_mul(0x9e37_79b1) | 1)
}

/// The forms in which a canary could lie on a disk.
fn forms(word: &str) -> Vec<Vec<u8>> {
    let nfd = word.replace('é', "e\u{301}");
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    vec![word.as_bytes().to_vec(), nfd.into_bytes(), wide, big, base64(&word.as_bytes()[..12])]
}

/// Base64 of whole groups of three bytes.
fn base64(bytes: &[u8]) -> Vec<u8> {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |g: &[u8]| {
        let n = u32::from(g[0]) << 16 | u32::from(g[1]) << 8 | u32::from(g[2]);
        [18, 12, 6, 0].map(|shift| SIGNS[(n >> shift & 63) as usize])
    };
    bytes.chunks_exact(3).flat_map(group).collect()
}

#[test]
fn no_canary_is_left_on_the_disk() {
    let desk = Desk::new();
    desk.heron();
    let tmp = desk.path("tmp");
    std::fs::create_dir(&tmp).expect("made");
    let words: Vec<String> = (0..rounds(20, 1000)).map(canary).collect();
    for (n, word) in words.iter().enumerate() {
        desk.write(
            &format!("in/{n}.txt"),
            format!("{word} Report\n\nThe clerk {word} said that {word} was shut.\n"),
        );
    }
    let first = &words[0];
    let mut told = String::new();
    for (command, more) in [
        ("add", vec!["in"]),
        ("search", vec![&first[..]]),
        ("list", vec![]),
        ("timeline", vec![]),
        ("verify", vec![]),
        ("reread", vec!["--all"]),
    ] {
        let words: Vec<&str> = [command, "r.case"].to_vec();
        let who = if ["add", "reread"].contains(&command) { &HERON[..] } else { &[] };
        let more = [&more[..], who, &["--passphrase-file", "pass"]].concat();
        let output = desk.command(&words, &more).env("TMPDIR", &tmp).output().expect("starts");
        assert_eq!(output.status.code(), Some(0), "{command}");
        told += &String::from_utf8_lossy(&output.stderr);
    }
    std::fs::remove_dir_all(desk.path("in")).expect("removed");
    for path in files(desk.folder.path()) {
        let bytes = std::fs::read(&path).expect("read");
        for word in &words {
            for form in forms(word) {
                assert!(!holds(&bytes, &form), "a canary is left in {}", path.display());
            }
        }
    }
    assert!(files(&tmp).is_empty(), "nothing in the folder for temporary files");
    assert!(words.iter().all(|w| !told.contains(&w[..])), "no word of a document in messages");
}
