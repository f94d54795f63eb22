//! What comes twice, and what did not come to its end.

use crate::Desk;
use std::io::{BufRead as _, BufReader, Cursor, Write as _};
use std::process::Stdio;
use zip::write::SimpleFileOptions;

const ARREST: &str = "Clerk Held\n\nGREY ISLAND, June 12, 2017 — Soldiers arrested a clerk on June 10, 2017, Harbour Radio said.\n";

#[test]
fn a_page_in_and_beside_an_archive_tells_its_acts_once() {
    let desk = Desk::new();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("a.txt", SimpleFileOptions::default()).expect("begun");
    archive.write_all(ARREST.as_bytes()).expect("written");
    desk.write("in/pages.zip", archive.finish().expect("ended").into_inner());
    desk.write("in/a.txt", ARREST);
    desk.run("add", &["in"]).done();
    assert_eq!(desk.run("list", &["--json"]).done().json().len(), 2, "both are kept, each at its place");
    let line = desk.run("timeline", &["--json"]).done().json().remove(0);
    let arrests = line["entries"].as_array().expect("entries");
    let arrests = arrests.iter().filter(|e| e.to_string().contains("arrest")).count();
    assert_eq!(arrests, 1, "{line}");
    assert_eq!(line.to_string().matches("a clerk").count(), line_of_one(&desk), "as of one page");
}

/// How often the act's person stands in the timeline of the page alone.
fn line_of_one(desk: &Desk) -> usize {
    let alone = desk.call(&["timeline", "in/a.txt", "--json"], &[]).done().out;
    alone.matches("a clerk").count()
}

#[test]
fn an_add_that_was_killed_is_listed() {
    let desk = Desk::new();
    for n in 0..30 {
        desk.write(&format!("in/{n}.txt"), format!("Report {n}\n\nThe clerk said that road {n} was shut.\n"));
    }
    desk.write("a.txt", ARREST);
    desk.run("add", &["a.txt", "--later"]).done();
    let mut child = desk
        .command(&["add", "r.case", "in"], &["--json", "--passphrase-file", "pass"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    lines.next().expect("a line").expect("text");
    child.kill().expect("killed");
    child.wait().expect("ended");
    let runs = desk.run("list", &["--what", "runs", "--json"]).done().json();
    assert_eq!(runs.len(), 2);
    assert_eq!(runs[0]["end"]["content"]["files"], 1);
    let page = desk.run("list", &["--what", "runs"]).done().out;
    assert!(page.lines().next().is_some_and(|l| l.contains("1 files, ended")), "{page}");
}
