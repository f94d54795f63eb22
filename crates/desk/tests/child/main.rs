//! The process that parses: what it gives, what it cannot do, and what its crash costs.

mod fakes;
mod hostile;
// The maker of files that the tests of ingest have as well.
#[allow(dead_code)]
#[path = "../../../ingest/tests/open/make.rs"]
mod make;
mod members;
mod samples;
mod traps;

use firsthand::child::{Parser, Parsers, Patience, Sandbox};
use firsthand_ingest::{Found, Hints, Outcome};
use std::ops::ControlFlow;
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_firsthand");

fn hints(name: &str) -> Hints {
    Hints { name: Some(name.into()), ..Hints::default() }
}

/// All that a parser finds.
fn all(parser: &mut Parser, name: &str, bytes: &[u8]) -> Vec<Found> {
    let mut found = Vec::new();
    parser.parse(bytes, &hints(name), |one| {
        found.push(one);
        ControlFlow::Continue(())
    });
    found
}

/// Place and what came of each: the text, or the error's name.
fn told(found: &[Found]) -> Vec<(String, String)> {
    let tell = |found: &Found| {
        let what = match &found.outcome {
            Outcome::Document(document) => document.text().to_owned(),
            Outcome::Failed(error) => error.kind().name().to_owned(),
            Outcome::PassedOver => "-".to_owned(),
        };
        (found.place.clone(), what)
    };
    found.iter().map(tell).collect()
}

fn patience() -> Patience {
    Patience { each: Duration::from_secs(20), ..Patience::default() }
}

#[test]
fn the_child_finds_what_the_library_finds() {
    let mut parser = Parser::new(PROGRAM, patience());
    let lines = "{\"text\": \"The gate was shut, he said.\", \"title\": \"Gate\"}\nnonsense\n{\"text\": \"문이 닫혔다고 그는 말했다.\"}\n";
    for (name, bytes) in [
        ("a.txt", "The gate was shut, he said.".as_bytes()),
        ("a.html", b"<html><h1>Gate</h1><p>It was <a href='https://x.example'>shut</a>.</p></html>"),
        ("a.jsonl", lines.as_bytes()),
        ("a.pdf", b"%PDF-1.7"),
        ("a.txt", b""),
    ] {
        let inside = firsthand_ingest::open(bytes, &hints(name)).all();
        assert_eq!(format!("{:?}", all(&mut parser, name, bytes)), format!("{inside:?}"), "{name}");
    }
}

#[test]
fn the_child_has_no_files_no_sockets_and_no_programs() {
    let sandbox = Parser::new(PROGRAM, patience()).sandbox().expect("a child starts");
    if cfg!(target_os = "linux") {
        assert!(sandbox.is_whole(), "missing: {}", sandbox.missing());
    }
    assert_eq!(Sandbox::default().missing(), "files, sockets, other programs, bounds on memory and time");
}

#[test]
fn a_visit_that_has_had_enough_ends_the_file_and_the_next_is_read() {
    let mut parser = Parser::new(PROGRAM, patience());
    let lines = "{\"text\": \"One.\"}\n".repeat(500);
    let mut count = 0;
    parser.parse(lines.as_bytes(), &hints("a.jsonl"), |_| {
        count += 1;
        if count == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(count, 3);
    assert_eq!(all(&mut parser, "a.txt", b"Two.").len(), 1);
}

#[test]
fn threads_share_the_parsers() {
    let parsers = Parsers::of(PROGRAM, patience());
    std::thread::scope(|scope| {
        for thread in 0..3 {
            let parsers = &parsers;
            scope.spawn(move || {
                for file in 0..20 {
                    let text = format!("File {file} of thread {thread}.");
                    parsers.parse(text.as_bytes(), &hints("a.txt"), |found| {
                        assert_eq!(found.document().map(|d| d.text().to_owned()), Some(text.clone()));
                        ControlFlow::Continue(())
                    });
                }
            });
        }
    });
}
