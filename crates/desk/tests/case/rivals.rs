//! Several programs on one case at once.

use crate::{Desk, Told};
use std::process::Stdio;

#[test]
fn writers_wait_for_each_other_and_readers_do_not() {
    let desk = Desk::new();
    for n in 0..4 {
        for k in 0..6 {
            desk.write(
                &format!("in{n}/{k}.txt"),
                format!("Report {n}-{k}. The clerk said that road {n}{k} was shut.\n"),
            );
        }
    }
    let adding: Vec<_> = (0..4)
        .map(|n| {
            let folder = format!("in{n}");
            let mut command =
                desk.command(&["add", "r.case", &folder], &["--json", "--passphrase-file", "pass"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts")
        })
        .collect();
    let reading = desk.run("list", &["--json"]);
    assert_eq!(reading.code, Some(0), "{}", reading.err);
    for child in adding {
        let told: Told = child.wait_with_output().expect("ends").into();
        assert!(!told.err.contains("locked") && !told.out.contains("locked"), "{}", told.err);
        told.done();
    }
    assert_eq!(desk.run("list", &["--json"]).done().json().len(), 24);
    assert_eq!(desk.run("case info", &["--json"]).done().json()[0]["waiting"], 0);
    desk.run("verify", &[]).done();
}
