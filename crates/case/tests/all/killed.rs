//! A process that is killed at any moment: what it had acknowledged is there, and the case is whole.

use crate::common::*;
use firsthand_case::*;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Names the child's case.
const CASE: &str = "FIRSTHAND_TEST_CASE";

/// Adds, reads and decides until it is killed; prints what is acknowledged.
#[test]
#[ignore = "runs without end, in a process that the test below starts and kills"]
fn child() {
    let path = std::env::var(CASE).expect("the parent names the case");
    // Another child's lots are other ones: the system's own.
    let case = Case::open(Path::new(&path), &passphrase(), Options::new().unwrap().with_test_cost()).unwrap();
    let reader = case.reader().unwrap();
    let wren = reader.unlock("Wren", &personal("Wren")).unwrap();
    let mut writer = case.writer(at_once()).unwrap();
    let mut out = std::io::stdout();
    for n in 0.. {
        let text = format!("The gate {n} of {} was shut, Ansel said.", std::process::id());
        let document = writer.batch(|b| add(b, "Gate", &text, Vec::new())).unwrap();
        writeln!(out, "ack document {document}").unwrap();
        let json = reading(&text, "Ansel", &text[..text.find(',').unwrap()]);
        writer.batch(|b| b.put_reading(document, &json, "test", &rule())).unwrap();
        let statement = reader.statements(document).unwrap().remove(0).id;
        writeln!(out, "ack statement {statement}").unwrap();
        let decision = writer.batch(|b| b.decide(statement, &Choice::Accept, "as told", &wren)).unwrap();
        writeln!(out, "ack decision {decision}").unwrap();
        if n % 7 == 6 {
            writer.settle().unwrap();
        }
    }
}

/// Runs the child on a case and kills it after a while. Gives the ids that it acknowledged.
fn killed(path: &Path, after: Duration) -> Vec<Id> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "killed::child", "--nocapture", "--test-threads=1"])
        .env(CASE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(std::result::Result::ok);
    let first = lines.find(|l| l.contains("ack ")).expect("something is acknowledged before the first kill");
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    // A line that was cut off names nothing.
    let id = |line: String| line.rsplit(' ').next().and_then(|id| id.parse().ok());
    [first].into_iter().chain(lines).filter(|l| l.contains("ack ")).filter_map(id).collect()
}

#[test]
fn nothing_acknowledged_is_lost() {
    let desk = desk();
    person(&mut desk.writer(), "Wren");
    let mut acknowledged = Vec::new();
    let kills = if soak() { 500 } else { 5 };
    for round in 0..kills {
        acknowledged.extend(killed(&desk.path, Duration::from_millis(round * 37 % 211)));
        let case = desk.reopen();
        assert!(case.alarms().is_empty(), "{:?}", case.alarms());
        let reader = case.reader().unwrap();
        for id in &acknowledged {
            assert!(reader.record(*id).is_ok(), "an acknowledged record is gone after kill {round}");
        }
        if round % 10 == 4 {
            let report = case.verify(None).unwrap();
            assert!(report.whole(), "{report:?}");
        }
    }
    assert!(acknowledged.len() > kills as usize, "{} were acknowledged", acknowledged.len());
}
