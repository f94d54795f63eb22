//! A full session in one process, and what its memory holds once the case is closed.

use crate::word::{canary, forms};
use crate::{SESSION, session};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

pub(crate) const PASSPHRASE: &str = "river stone lamp under seven bridges";
const PERSONAL: &str = "heron flies over the reeds at dusk";
/// What every command ends with that opens the case.
const OPEN: [&str; 2] = ["--passphrase-file", "pass"];

/// The program itself, in a folder.
pub(crate) fn program(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_firsthand"));
    command
        .current_dir(folder)
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A case with a person and one document, of the first canary.
pub(crate) fn case(folder: &Path) -> String {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("written");
    write("pass", PASSPHRASE);
    write("own", PERSONAL);
    write("first.txt", &article(&canary(0)));
    let mut out = String::new();
    for words in [
        &["case", "new", "r.case"][..],
        &["case", "people", "add", "r.case", "heron", "--role", "keeper", "--person-passphrase-file", "own"],
        &["add", "r.case", "first.txt", "--as", "heron", "--as-passphrase-file", "own"],
        &["list", "r.case", "--json"],
    ] {
        let done = program(folder, &[words, &OPEN[..]].concat()).output().expect("starts");
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
        out = String::from_utf8_lossy(&done.stdout).into_owned();
    }
    let listed: serde_json::Value = serde_json::from_str(&out).expect("one document");
    listed["id"].as_str().expect("an id").to_owned()
}

fn article(word: &str) -> String {
    format!(
        "{word} Report\n\nGREY ISLAND, June 12, 2017 — The clerk {word} said that {word} was shut. Soldiers arrested {word}.\n"
    )
}

/// One session: what was found, by form and kind of memory.
fn session(count: usize) -> (BTreeMap<String, usize>, serde_json::Value) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let id = case(folder.path());
    std::fs::create_dir(folder.path().join("in")).expect("made");
    let words: Vec<String> = (0..count).map(canary).collect();
    for (n, word) in words.iter().enumerate().skip(1) {
        // Plain text is taken in by the process itself, a page by the process that parses.
        let (name, text) = match n % 2 {
            0 => (format!("in/{n}.txt"), article(word)),
            _ => (format!("in/{n}.html"), format!("<html><h1>{word}</h1><p>{}</p></html>", article(word))),
        };
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let heron = ["--as", "heron", "--as-passphrase-file", "own"];
    let mut commands: Vec<Vec<&str>> = [
        &["search", "r.case"][..],
        &["add", "r.case", "in", "--quiet"],
        &["list", "r.case", "--json"],
        &["list", "r.case", "--what", "statements"],
        &["timeline", "r.case"],
        &["show", "r.case", &id],
        &["show", "r.case", &id, "--original", "--why", "to look"],
        &["reread", "r.case", "--all", "--quiet"],
        &["verify", "r.case"],
        &["case", "backup", "r.case", "b.case"],
        &["remove", "r.case", &id, "--yes", "--why", "asked for"],
    ]
    .iter()
    .map(|words: &&[&str]| {
        let signed = ["add", "show", "reread", "remove"].contains(&words[0]) && words.len() != 3;
        [*words, &OPEN[..], if signed { &heron[..] } else { &[] }].concat()
    })
    .collect();
    commands[0].push(&words[0]);
    let secrets =
        [("passphrase", PASSPHRASE.as_bytes().to_vec()), ("own passphrase", PERSONAL.as_bytes().to_vec())];
    let needles: Vec<(&str, Vec<u8>)> = words.iter().flat_map(|w| forms(w)).chain(secrets).collect();
    let clear: Vec<Vec<u8>> = needles.iter().map(|(_, n)| n.clone()).collect();
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .arg(SESSION)
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut input = child.stdin.take().expect("piped");
    input.write_all(&session::order(&commands, &clear)).expect("written");
    drop(input);
    let told = child.wait_with_output().expect("ends").stdout;
    let told: serde_json::Value = serde_json::from_slice(&told).expect("an answer");
    let mut found = BTreeMap::new();
    for hit in told["found"].as_array().expect("a list") {
        let (form, _) = needles[hit[0].as_u64().expect("a number") as usize];
        *found.entry(format!("{form} in {}", hit[1].as_str().expect("a name"))).or_default() += 1;
    }
    (found, told)
}

/// How many canaries: few here, a thousand for `just soak`.
fn count() -> usize {
    if std::env::var_os("FIRSTHAND_SOAK").is_some() { 1000 } else { 20 }
}

pub(crate) fn none_is_left() {
    let (found, told) = session(count());
    println!(
        "searched {} bytes in {} commands",
        told["searched"],
        told["codes"].as_array().map_or(0, Vec::len)
    );
    assert!(found.is_empty(), "left in memory after closing: {found:?}");
}

pub(crate) fn the_search_finds() {
    let (_, told) = session(2);
    let codes = told["codes"].as_array().expect("a list");
    assert!(codes.iter().all(|code| code == 0), "each command was done: {codes:?}");
    assert!(told["searched"].as_u64() > Some(1 << 20), "memory was read: {told}");
    assert!(told["seen"].as_u64() > told["after"].as_u64(), "a word that is there is found: {told}");
}
