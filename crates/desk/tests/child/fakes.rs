//! Parsers that lie, hang, flood or die: programs of a few lines in the real one's place.
#![cfg(unix)]

use super::{all, patience, told};
use firsthand::child::{Parser, Patience};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

/// A shell script as the child.
fn fake(script: &str, patience: Patience) -> (tempfile::TempDir, Parser) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("fake");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("written");
    fs::set_permissions(&path, Permissions::from_mode(0o755)).expect("may be run");
    let parser = Parser::new(path, patience);
    (folder, parser)
}

/// The child's first word.
const HELLO: &str =
    r#"h='{"files":true,"sockets":true,"programs":true,"bounds":true}'; printf 'H\073\000\000\000%s' "$h";"#;

fn verdict(script: &str, patience: Patience) -> Vec<(String, String)> {
    let (_folder, mut parser) = fake(script, patience);
    told(&all(&mut parser, "a.txt", b"Words."))
}

fn one(kind: &str) -> Vec<(String, String)> {
    vec![(String::new(), kind.to_owned())]
}

#[test]
fn a_child_that_cannot_start_or_says_nothing_is_a_verdict() {
    let mut parser = Parser::new("/nowhere/at/all", patience());
    assert_eq!(told(&all(&mut parser, "a.txt", b"Words.")), one("parser-missing"));
    assert_eq!(parser.sandbox(), None);
    assert_eq!(verdict("exit 0", patience()), one("parser-missing"));
    assert_eq!(verdict("echo nonsense", patience()), one("parser-missing"));
}

#[test]
fn a_child_that_dies_or_lies_costs_one_verdict() {
    assert_eq!(verdict(&format!("{HELLO} exit 1"), patience()), one("parser-crash"));
    assert_eq!(verdict(&format!("{HELLO} kill -9 $$"), patience()), one("parser-crash"));
    // A frame longer than any, one that breaks off, and one that is no thing found.
    assert_eq!(verdict(&format!("{HELLO} printf 'F\\377\\377\\377\\377'"), patience()), one("parser-crash"));
    assert_eq!(
        verdict(&format!("{HELLO} printf 'F\\100\\000\\000\\000abc'"), patience()),
        one("parser-crash")
    );
    assert_eq!(
        verdict(&format!("{HELLO} printf 'F\\002\\000\\000\\000{{}}'"), patience()),
        one("parser-crash")
    );
}

#[test]
fn a_child_that_hangs_or_floods_is_ended() {
    let short = Patience { each: Duration::from_millis(300), ..patience() };
    assert_eq!(verdict(&format!("{HELLO} exec sleep 1000"), short), one("parser-slow"));
    let thing = r#"{"place":"","format":"text","outcome":"passed_over"}"#;
    let flood = format!("{HELLO} while :; do printf 'F\\064\\000\\000\\000%s' '{thing}'; done");
    let little = Patience { output: 5_000, ..patience() };
    let told = verdict(&flood, little);
    assert_eq!(told.last().map(|(_, what)| what.as_str()), Some("parser-flood"));
    assert_eq!(told.len(), 5_000 / 52 + 1);
}

/// A child that does not read must not hold the parent up, however much there is to be read.
#[test]
fn a_child_that_does_not_read_is_ended() {
    let short = Patience { each: Duration::from_millis(300), ..patience() };
    let (_folder, mut parser) = fake(&format!("{HELLO} exec sleep 1000"), short);
    let found = all(&mut parser, "a.txt", &vec![b'a'; 8 << 20]);
    assert_eq!(told(&found), one("parser-slow"));
}
