//! The worked scenarios of `cases/link/origins/`: each a graph of tellings with the origins that it must come to.

use firsthand_core::link::origins::{Answer, Graph, Interval, origins};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn check(case: &Value, answer: &Answer) -> Result<(), String> {
    let wanted = case["expect"]["claims"].as_array().ok_or("no claims")?;
    if wanted.len() != answer.claims.len() {
        return Err(format!("{} claims, wanted {}", answer.claims.len(), wanted.len()));
    }
    for (want, claim) in wanted.iter().zip(&answer.claims) {
        for (side, got) in [("for", &claim.for_), ("against", &claim.against)] {
            same_side(&want[side], got).map_err(|e| format!("{} {side}: {e}", claim.claim))?;
        }
        let questions = |list: &Value| -> BTreeSet<String> {
            list.as_array().into_iter().flatten().map(Value::to_string).collect()
        };
        let got = serde_json::to_value(&claim.questions).map_err(|e| e.to_string())?;
        if questions(&got) != questions(&want["questions"]) {
            return Err(format!("questions {got}, wanted {}", want["questions"]));
        }
        if claim.why.is_empty() && claim.for_.at_most > 1 {
            return Err("no reasons".into());
        }
    }
    Ok(())
}

fn same_side(want: &Value, got: &Interval) -> Result<(), String> {
    let got = serde_json::to_value(got).map_err(|e| e.to_string())?;
    for field in ["at_least", "at_most", "claimed_plural", "roots"] {
        if want[field] != got[field] {
            return Err(format!("{field} is {}, wanted {}", got[field], want[field]));
        }
    }
    if got["exact"] == true { Ok(()) } else { Err("not exact".into()) }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the cases are files; core itself does no IO")]
fn every_scenario_comes_to_its_interval() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/link/origins");
    let mut wrong = String::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the cases are there") {
        let path = entry.expect("a readable folder").path();
        let case: Value =
            serde_json::from_str(&std::fs::read_to_string(&path).expect("a readable file")).expect("JSON");
        let graph = Graph::from_json(case["graph"].to_string().as_bytes()).expect("a graph");
        count += 1;
        if let Err(what) = check(&case, &origins(&graph)) {
            wrong += &format!("{}: {what}\n", path.file_name().unwrap_or_default().to_string_lossy());
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(count >= 16, "{count} scenarios");
}
