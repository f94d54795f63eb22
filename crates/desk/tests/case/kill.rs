//! `add` killed at any moment: what was acknowledged is there, and the same command finishes the work.

use crate::{Desk, holds, rounds};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Duration;

/// Files a round adds.
const FILES: usize = 40;

/// The pause before the nth kill, in milliseconds: spread over what an `add` of a round takes.
fn pause(round: usize) -> Duration {
    Duration::from_millis((round as u64).wrapping_mul(0x9e37_79b9) % 1500)
}

#[test]
fn a_killed_add_loses_nothing_that_was_acknowledged() {
    let desk = Desk::new();
    let mut known = BTreeSet::new();
    for round in 0..rounds(4, 500) {
        let folder = format!("in{round}");
        for k in 0..FILES {
            desk.write(
                &format!("{folder}/{k}.txt"),
                format!("Report {round}-{k}.\n\nThe clerk said that road {k} was shut in round {round}.\n"),
            );
        }
        let arguments = ["add", "r.case", &folder[..]];
        let mut child = desk
            .command(&arguments, &["--json", "--passphrase-file", "pass"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        let out = child.stdout.take().expect("piped");
        let lines =
            std::thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).collect::<Vec<_>>());
        std::thread::sleep(pause(round));
        // SIGKILL: nothing can be tidied up.
        child.kill().expect("killed");
        child.wait().expect("ended");
        for line in lines.join().expect("read") {
            // A line that the kill cut off acknowledges nothing.
            let Ok(line) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
            for id in line["documents"].as_array().into_iter().flatten() {
                known.insert(id.as_str().expect("an id").to_owned());
            }
        }
        let listed: BTreeSet<String> = desk
            .run("list", &["--json"])
            .done()
            .json()
            .iter()
            .map(|l| l["id"].as_str().expect("an id").to_owned())
            .collect();
        let lost: Vec<_> = known.difference(&listed).collect();
        assert!(lost.is_empty(), "round {round}: {} acknowledged documents lost", lost.len());
        if round % 20 == 3 {
            desk.run("verify", &[]).done();
        }
        if round % 4 == 3 {
            // The same command goes on where it was.
            desk.run("add", &[&folder]).done();
            let there = desk
                .run("search", &[&format!("\"round {round}\""), "--limit", "1000", "--json"])
                .done()
                .json();
            assert_eq!(there.len(), FILES, "nothing twice, nothing missing");
        }
    }
    desk.run("reread", &[]).done();
    desk.run("verify", &[]).done();
    let bytes = std::fs::read(desk.path("r.case")).expect("read");
    assert!(!holds(&bytes, b"The clerk said"), "nothing of the texts in the clear");
}
