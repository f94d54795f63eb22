//! Each command holds people to their roles, and none that opens a case is forgotten.

use crate::Desk;
use clap::Command;
use firsthand::roles::{COMMANDS, Role};
use std::collections::BTreeSet;

/// What each command is called with here, behind the case: one line for each that is not free.
const CALLS: [(&str, &str); 16] = [
    ("show --open, show --original", "show ID --original --why x"),
    ("note", "note call.txt --later"),
    ("reread", "reread"),
    ("settle statements", "settle statements ID ID same"),
    ("settle documents", "settle documents ID ID copies"),
    ("settle tellers", "settle tellers ID ID same"),
    ("settle occasion", "settle occasion ID ID --what x"),
    ("settle grade", "settle grade ID --item 2"),
    ("settle take-back", "settle take-back ID"),
    ("add", "add call.txt --later"),
    ("import-table", "import-table t.csv"),
    ("remove", "remove ID --why x --yes"),
    ("case people add", "case people add wren --person-passphrase-file own"),
    ("case people retire", "case people retire reader"),
    ("case passphrase", "case passphrase --new-passphrase-file own"),
    ("case accept-loss", "case accept-loss --why x"),
];

/// Every command without commands of its own, with whether it takes a case.
fn leaves(command: &Command, name: &str, out: &mut Vec<(String, bool)>) {
    for below in command.get_subcommands() {
        let name = format!("{name} {}", below.get_name()).trim().to_owned();
        let opens = below.get_arguments().any(|a| a.get_long() == Some("passphrase-file"));
        out.push((name.clone(), opens));
        leaves(below, &name, out);
    }
}

#[test]
fn every_command_that_opens_a_case_is_in_the_table() {
    let mut all = Vec::new();
    leaves(&firsthand::cli::grammar(), "", &mut all);
    let listed: BTreeSet<&str> = COMMANDS
        .iter()
        .flat_map(|(names, _)| names.split(", "))
        .map(|n| n.split(" --").next().unwrap())
        .collect();
    // It makes a case, of which the maker is the owner.
    let opens: BTreeSet<&str> =
        all.iter().filter(|(name, opens)| *opens && name != "case new").map(|(name, _)| &name[..]).collect();
    assert_eq!(listed, opens, "crates/desk/src/roles.rs, COMMANDS");
    let held: Vec<&str> =
        COMMANDS.iter().filter(|(_, deed)| !deed.is_free()).map(|(name, _)| *name).collect();
    assert_eq!(held, CALLS.map(|(name, _)| name), "each of them is tried below");
}

#[test]
fn roles_are_held_to() {
    let desk = Desk::new();
    desk.write("call.txt", "They took the passes, she said.\n");
    desk.write("t.csv", "Quote\nThe road is shut\n");
    desk.run("add", &["call.txt", "--later"]).done();
    let id = desk.run("list", &["--json"]).done().json()[0]["id"].as_str().expect("an id").to_owned();
    let keeper = ["--as", "keeper", "--as-passphrase-file", "own"];
    for role in ["keeper", "reader", "reviewer", "editor"] {
        let add = [role, "--role", role, "--person-passphrase-file", "own"];
        let who = if role == "keeper" { &[][..] } else { &keeper };
        desk.run("case people add", &[&add[..], who].concat()).done();
    }
    for (command, call) in CALLS {
        let (_, deed) = COMMANDS.iter().find(|(name, _)| *name == command).expect("in the table");
        let words: Vec<&str> = call.split(' ').map(|w| if w == "ID" { &id } else { w }).collect();
        let count = if words.starts_with(&["case", "people"]) {
            3
        } else {
            1 + usize::from(["case", "settle"].contains(&words[0]))
        };
        let run = |who: &[&str]| desk.run(&words[..count].join(" "), &[&words[count..], who].concat());
        if !command.starts_with("show") {
            let nobody = run(&[]);
            assert!(nobody.code == Some(2) && nobody.err.contains("FH-092"), "{call}: {}", nobody.err);
        }
        // The highest role that may not; of some, the lowest that may, whose passphrase is wrong. Nothing is changed here.
        let least = Role::ALL.iter().position(|role| role == &deed.least()).expect("one of them");
        let below = Role::ALL[least - 1].word();
        let refused = run(&["--as", below, "--as-passphrase-file", "own"]);
        assert!(refused.code == Some(2) && refused.err.contains("FH-093"), "{call} {below}: {}", refused.err);
        assert!(refused.err.contains(deed.who()) && refused.err.contains(below), "{}", refused.err);
        if ["note", "add", "remove"].contains(&command) {
            let wrong = run(&["--as", deed.least().word(), "--as-passphrase-file", "pass"]);
            assert!(wrong.err.contains("FH-047"), "{call} {}: {}", deed.least().word(), wrong.err);
        }
    }
    // Nothing was done, and reading is for all.
    assert_eq!(desk.run("list", &["--json"]).done().json().len(), 1);
    assert_eq!(desk.run("case people list", &["--json"]).done().json().len(), 4);
    desk.run("verify", &[]).done();
    // With the last keeper gone, the next comes in as the first did; nobody else does.
    desk.run("case people retire", &[&["keeper"][..], &keeper].concat()).done();
    let add = |role| ["wren", "--role", role, "--person-passphrase-file", "own"];
    assert!(desk.run("case people add", &add("editor")).err.contains("FH-092"));
    desk.run("case people add", &add("keeper")).done();
}
