//! The transcripts in `tests/transcripts/*.md`: each command is run, and what it prints is compared.
//!
//! A fence of kind `console` holds commands (`$ firsthand …`, single quotes as in a shell) in the folder `examples`, each
//! followed by its standard output, its standard error and, where it is not 0, `? STATUS`. A line `...` stands for any
//! lines. FIRSTHAND_BLESS=1 rewrites what has no such line.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Words of a command line; single quotes hold spaces together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![];
    for (index, part) in line.split('\'').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn run(command: &str) -> String {
    let arguments = words(command);
    assert_eq!(arguments[0], "firsthand", "transcripts run this program alone");
    let arguments: Vec<&str> = arguments[1..].iter().map(String::as_str).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let told = super::call(&folder, &arguments);
    let mut text = told.out + &told.err;
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    match told.code {
        Some(0) => {}
        code => {
            let _ = writeln!(text, "? {}", code.map_or("killed".to_owned(), |c| c.to_string()));
        }
    }
    text
}

/// Whether the lines are those expected, `...` standing for any number of them.
fn fits(expected: &[&str], actual: &[&str]) -> bool {
    match expected {
        [] => actual.is_empty(),
        ["...", rest @ ..] => (0..=actual.len()).any(|n| fits(rest, &actual[n..])),
        [first, rest @ ..] => actual.first() == Some(first) && fits(rest, &actual[1..]),
    }
}

/// One file as it should be, and what does not fit.
fn check(text: &str, wrong: &mut String) -> String {
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    let mut inside = false;
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if line.starts_with("```") {
            inside = line == "```console";
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| inside) else { continue };
        let mut expected = vec![];
        while let Some(next) = lines.next_if(|l| !l.starts_with("$ ") && !l.starts_with("```")) {
            expected.push(next);
        }
        let printed = run(command);
        let actual: Vec<&str> = printed.lines().map(str::trim_end).collect();
        let good = fits(&expected, &actual);
        if !good {
            let _ = writeln!(
                wrong,
                "$ {command}\n--- expected\n{}\n--- printed\n{}",
                expected.join("\n"),
                actual.join("\n")
            );
        }
        let kept = if good || expected.contains(&"...") { expected } else { actual };
        for line in kept {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[test]
fn transcripts_are_what_the_program_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("there").map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = String::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("readable").replace("\r\n", "\n");
        let should = check(&text, &mut wrong);
        if std::env::var("FIRSTHAND_BLESS").is_ok_and(|v| v == "1") && should != text {
            std::fs::write(&file, should).expect("writable");
            wrong.clear();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
