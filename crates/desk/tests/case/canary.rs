//! Canary strings through a full session: none may stay on the disk outside the encrypted pages.

use crate::word::{canary, forms};
use crate::{Desk, HERON, files, holds, rounds};

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
            for (_, form) in forms(word) {
                assert!(!holds(&bytes, &form), "a canary is left in {}", path.display());
            }
        }
    }
    assert!(files(&tmp).is_empty(), "nothing in the folder for temporary files");
    assert!(words.iter().all(|w| !told.contains(&w[..])), "no word of a document in messages");
}
