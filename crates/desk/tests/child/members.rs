//! A crash in the middle of an archive costs the member that it met, not the others.
#![cfg(unix)]

use super::{PROGRAM, hints, patience, told};
use firsthand::child::Parser;
use std::fs::{self, Permissions};
use std::ops::ControlFlow;
use std::os::unix::fs::PermissionsExt;

/// The real program behind one that cuts its output the first time: as a crash would, after so many bytes.
fn crashing_once(bytes: usize) -> (tempfile::TempDir, Parser) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("fake");
    let script = format!(
        "#!/bin/sh\ncd '{}'\nif [ -e mark ]; then exec '{PROGRAM}' \"$@\"; fi\n: > mark\nmkfifo pipe\nexec 3<&0\n\
         '{PROGRAM}' \"$@\" <&3 > pipe &\nexec dd bs=1 count={bytes} if=pipe\n",
        folder.path().display()
    );
    fs::write(&path, script).expect("written");
    fs::set_permissions(&path, Permissions::from_mode(0o755)).expect("may be run");
    let parser = Parser::new(path, patience());
    (folder, parser)
}

#[test]
fn the_others_are_found_behind_a_crash() {
    let lines: String = (1..=9).map(|n| format!("{{\"text\": \"Line {n}.\"}}\n")).collect();
    let mut whole = Parser::new(PROGRAM, patience());
    let whole = told(&super::all(&mut whole, "a.jsonl", lines.as_bytes()));
    let mut crashes = 0;
    // Cuts within the first word, between things found, and within them.
    for cut in [10, 70, 300, 500, 777, 1000] {
        let (_folder, mut parser) = crashing_once(cut);
        let mut found = Vec::new();
        parser.parse(lines.as_bytes(), &hints("a.jsonl"), |one| {
            found.push(one);
            ControlFlow::Continue(())
        });
        let told = told(&found);
        if told == [(String::new(), "parser-missing".to_owned())] {
            // It broke off before it had said what it is.
            continue;
        }
        crashes += 1;
        assert_eq!(told.len(), whole.len(), "{cut}: {told:?}");
        let lost: Vec<usize> = (0..whole.len()).filter(|n| told[*n] != whole[*n]).collect();
        let [lost] = lost[..] else { panic!("{cut}: {told:?}") };
        assert_eq!(told[lost].1, "parser-crash", "{cut}");
    }
    assert!(crashes >= 4, "the cuts lie behind the first word");
}
