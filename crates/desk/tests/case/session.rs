//! A day's work on a case, from nothing to a removal.

use crate::{Desk, HERON, PASSPHRASE};

const FERRY: &str = "Ferry Passes Withdrawn\n\nGREY ISLAND — The clerk said on June 12, 2017 that passes for the ferry were \
withdrawn. “Nobody may leave,” the harbour master told Harbour Radio. Call her at +1 202 555 0143.\n";
const KOREAN: &str = "국경 지역 주민은 휴대전화를 빼앗겼다고 말했다.\n";

#[test]
fn from_a_new_case_to_a_removal() {
    let desk = Desk::new();
    desk.heron();
    desk.write("in/ferry.txt", FERRY);
    desk.write("in/copy.txt", FERRY);
    desk.write("in/korean.txt", KOREAN);
    desk.write("in/noise.bin", [0u8, 159, 146, 150, 0, 1, 2, 255].repeat(40));
    let added = desk.run("add", &["in", "--json", "--as", "heron", "--as-passphrase-file", "own"]);
    assert_eq!(added.code, Some(1), "one file is refused: {}", added.err);
    let states: Vec<_> = added.json().iter().filter_map(|l| l["state"].as_str().map(str::to_owned)).collect();
    assert_eq!(states, ["stored", "known", "stored", "refused"]);
    // Again: nothing twice.
    let again = desk.run("add", &[&["in", "--json"], &HERON[..]].concat());
    assert!(
        again.json().iter().all(|l| l["documents"].as_array().is_none_or(Vec::is_empty)),
        "{}",
        again.out
    );

    let found = desk.run("search", &["ferry", "--json"]).done().json();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["title"], "Ferry Passes Withdrawn");
    let korean = desk.run("search", &["휴대전화", "--json"]).done().json();
    assert_eq!(korean.len(), 1, "a word is found before its particle");
    let told = desk.run("search", &["leave speaker:harbour", "--statements", "--json"]).done().json();
    assert_eq!(told.len(), 1);
    assert_eq!(desk.run("search", &["submarine"]).code, Some(1));

    // Marks are masked wherever texts are shown; opening one is logged.
    let id = found[0]["id"].as_str().expect("an id").to_owned();
    let page = desk.run("show", &[&id]).done().out;
    assert!(page.contains("▒phone▒") && !page.contains("555 0143"), "{page}");
    assert_eq!(desk.run("show", &[&id, "--open", "0"]).code, Some(2), "somebody has to answer for it");
    let who = ["--as", "heron", "--as-passphrase-file", "own", "--why", "to warn her"];
    let opened = desk.run("show", &[&[&id[..], "--open", "0"], &who[..]].concat()).done().out;
    assert!(opened.contains("202 555 0143"), "{opened}");
    let page = desk.run("show", &[&id]).done().out;
    assert!(page.contains("by heron: to warn her"), "{page}");
    let original = desk.run("show", &[&[&id[..], "--original"], &who[..]].concat()).done().out;
    assert_eq!(original, FERRY, "byte for byte");

    let openings = desk.run("list", &["--what", "openings"]).done().out;
    assert!(openings.lines().count() == 2 && openings.contains("to warn her"), "{openings}");
    let all = desk.run("list", &["--what", "statements"]).done().out;
    assert!(all.contains("the harbour master"), "who tells it, and what: {all}");
    let dated = desk.run("search", &["ferry date:2017", "--json"]);
    assert_eq!(dated.code, Some(1), "no day of publication is told");

    let line = desk.run("timeline", &["--json"]).done().out;
    assert!(line.contains("travel-restriction"), "{line}");
    assert!(!line.contains("555 0143"));

    // A checkpoint holds against later, honest work; removal leaves a receipt and a log that verifies.
    let note = desk.run("checkpoint", &[]).done();
    desk.write("note", &note.out);
    let code: String = note.err.lines().last().expect("the words").trim().to_owned();
    desk.run("note", &["call.txt"]).code.expect("ends");
    desk.write("call.txt", "They took the passes, she said.\n");
    let call = ["call.txt", "--kind", "call", "--date", "2017-06-13"];
    desk.run("note", &[&call, &HERON[..]].concat()).done();
    let again = desk.run("note", &[&["call.txt"], &HERON[..]].concat());
    assert!(again.err.contains("FH-023"), "the same bytes are one original: {}", again.err);
    assert_eq!(
        desk.run("remove", &[&id, "--why", "x", "--yes"]).code,
        Some(2),
        "somebody has to answer for it"
    );
    let who = ["--as", "heron", "--as-passphrase-file", "own"];
    let removed = desk
        .run("remove", &[&[&id[..6], "--why", "asked for by +1 202 555 0143", "--yes"], &who[..]].concat())
        .done();
    assert!(!removed.out.contains("still in original"), "{}", removed.out);
    assert_eq!(desk.run("show", &[&id]).code, Some(2));
    assert_eq!(desk.run("search", &["ferry"]).code, Some(1));
    desk.run("verify", &["--against", "note"]).done();
    desk.run("verify", &["--against", &code]).done();
    let receipts = desk.run("list", &["--what", "removals"]).done().out;
    assert!(receipts.contains("asked for") && !receipts.contains("555 0143"), "{receipts}");
    let openings = desk.run("list", &["--what", "openings"]).done().out;
    assert_eq!(openings.lines().count(), 0, "they went with what they were of: {openings}");
}

#[test]
fn passphrases_backups_and_mistakes() {
    let desk = Desk::new();
    desk.write("a.txt", FERRY);
    desk.run("add", &["a.txt", "--later"]).done();
    assert_eq!(desk.run("case info", &["--json"]).done().json()[0]["waiting"], 1);
    desk.run("reread", &[]).done();
    assert_eq!(desk.run("case info", &["--json"]).done().json()[0]["waiting"], 0);

    desk.run("case backup", &["b.case"]).done();
    desk.write("new", "another seven words that nobody guesses");
    desk.run("case passphrase", &["--new-passphrase-file", "new"]).done();
    let wrong = desk.run("list", &[]);
    assert_eq!((wrong.code, wrong.err.contains("FH-030")), (Some(2), true), "{}", wrong.err);
    assert!(!wrong.err.contains(PASSPHRASE));
    desk.call(&["list", "r.case"], &["--passphrase-file", "new"]).done();
    desk.call(&["case", "restore", "b.case", "c.case"], &["--passphrase-file", "pass"]).done();
    desk.call(&["verify", "c.case"], &["--passphrase-file", "pass"]).done();

    // An older copy put back whole, header and all: only a checkpoint kept elsewhere shows it.
    std::fs::copy(desk.path("c.case"), desk.path("old.case")).unwrap();
    desk.write("a2.txt", "The road is shut, the guard said.\n");
    let note = ["note", "c.case", "a2.txt", "--later"];
    desk.call(&note, &["--passphrase-file", "pass"]).done();
    let note = desk.call(&["checkpoint", "c.case"], &["--passphrase-file", "pass"]).done();
    desk.write("note", &note.out);
    let whole = desk.call(&["verify", "c.case", "--against", "note"], &["--passphrase-file", "pass"]).done();
    assert!(whole.out.contains("part of this log"), "{}", whole.out);
    std::fs::copy(desk.path("old.case"), desk.path("c.case")).unwrap();
    let back = desk.call(&["verify", "c.case", "--against", "note"], &["--passphrase-file", "pass"]);
    assert_eq!(back.code, Some(1), "a rollback shows against a checkpoint: {}", back.out);
    let nothing =
        desk.call(&["case", "accept-loss", "c.case", "--why", "x"], &["--passphrase-file", "pass"]).done();
    assert!(nothing.out.contains("Nothing was lost"));

    for (arguments, code) in [
        (&["case", "new", "r.case"][..], "FH-015"),
        (&["list", "a.txt"], "FH-031"),
        (&["list", "nowhere.case"], "FH-001"),
        (&["add", "c.case", "nowhere.txt"], "FH-001"),
        (&["show", "c.case", "xyz"], "FH-019"),
        (&["search", "c.case", "\"open"], "FH-0"),
    ] {
        let told = desk.call(arguments, &["--passphrase-file", "pass"]);
        assert!(told.code != Some(0) && told.err.contains(code), "{arguments:?}: {}", told.err);
        assert!(told.err.contains("What to do: "), "{}", told.err);
    }
    // A person's own passphrase is theirs to change.
    desk.write("pass", "another seven words that nobody guesses");
    desk.heron();
    let files = ["--person-passphrase-file", "own", "--new-passphrase-file", "new"];
    desk.run("case people passphrase", &[&["heron"], &files[..]].concat()).done();
    let old = ["--as", "heron", "--as-passphrase-file", "own"];
    assert!(desk.run("note", &[&["a2.txt"], &old[..]].concat()).err.contains("FH-047"));
    // Without a terminal and without a file, the passphrase cannot be asked for.
    #[cfg(unix)]
    assert!(desk.call(&["list", "c.case"], &[]).code != Some(0));
}
