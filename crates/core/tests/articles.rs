//! The annotated articles of `cases/telling/`, read by rules and networks together: statements and chains.
//!
//! What is wanted of them stands in `cases/telling/README.md`. The shares below are what the reader reaches on texts that
//! its rules and its networks have seen: a guard against losing it, and no measure of quality.

use firsthand_core::model::{Document, Meta, to_json};
use firsthand_core::{Reader, weights};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Least share of the annotated statements that are found, of those found that are annotated, and of exact chains.
const LEAST: [f64; 3] = [0.95, 0.93, 0.93];

/// Places of the letters of a statement's content (code points).
fn places(statement: &Value, text: &[char]) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    for span in statement["content"].as_array().into_iter().flatten() {
        let (a, b) = (span["start"].as_u64().unwrap_or(0), span["end"].as_u64().unwrap_or(0));
        out.extend((a as usize..b as usize).filter(|i| text.get(*i).is_some_and(|c| !c.is_whitespace())));
    }
    out
}

fn overlap(a: &Value, b: &Value) -> bool {
    a.is_null()
        || b.is_null()
        || (a["start"].as_u64() < b["end"].as_u64() && b["start"].as_u64() < a["end"].as_u64())
}

/// Names of a chain's tellers, articles and capitals apart.
fn chain(document: &Value, statement: &Value) -> Vec<String> {
    let tellers = document["tellers"].as_array().cloned().unwrap_or_default();
    let name = |hop: &Value| {
        let id = if hop["teller"].is_null() { hop } else { &hop["teller"] };
        let teller = tellers.iter().find(|t| t["id"] == *id);
        let name = teller.and_then(|t| t["name"].as_str()).unwrap_or_default().to_lowercase();
        let name = name.replace('’', "'");
        ["the ", "a ", "an "].iter().find_map(|a| name.strip_prefix(a)).unwrap_or(&name).to_owned()
    };
    statement["chain"].as_array().into_iter().flatten().map(name).collect()
}

#[expect(clippy::disallowed_methods, reason = "the cases are files; core itself does no IO")]
fn articles() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/telling");
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder of articles")
        .filter_map(|e| e.ok()?.file_name().into_string().ok()?.strip_suffix(".json").map(str::to_owned))
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|n| {
            let text = std::fs::read_to_string(folder.join(format!("{n}.txt"))).expect("a text");
            let gold = std::fs::read_to_string(folder.join(format!("{n}.json"))).expect("an annotation");
            (text, serde_json::from_str(&gold).expect("JSON"))
        })
        .collect()
}

#[test]
fn annotated_articles_are_read() {
    let reader = Reader::english().with(weights::english());
    let (mut gold, mut found, mut matched, mut chains) = (0, 0, 0, 0);
    for (text, wanted) in articles() {
        let letters: Vec<char> = text.chars().collect();
        let document = Document::new("0", text).expect("short texts fit");
        let read = to_json(&reader.read(document, Meta::default()), None);
        let read: Value = serde_json::from_str(&read.to_string()).expect("JSON");
        let told: Vec<&Value> =
            read["statements"].as_array().into_iter().flatten().filter(|s| s["scope"] == "told").collect();
        let mut used = vec![false; told.len()];
        found += told.len();
        for g in wanted["statements"].as_array().into_iter().flatten() {
            gold += 1;
            let own = places(g, &letters);
            let best = (0..told.len())
                .filter(|i| !used[*i] && overlap(&g["cue"], &told[*i]["cue"]))
                .map(|i| {
                    let other = places(told[i], &letters);
                    (i, 2 * own.intersection(&other).count() * 100 / (own.len() + other.len()).max(1))
                })
                .max_by_key(|(i, share)| (*share, usize::MAX - i));
            if let Some((i, _)) = best.filter(|(_, share)| *share >= 80) {
                used[i] = true;
                matched += 1;
                chains += usize::from(chain(&wanted, g) == chain(&read, told[i]));
            }
        }
    }
    assert!(gold > 100, "the articles were read");
    let shares =
        [matched as f64 / f64::from(gold), matched as f64 / found as f64, chains as f64 / f64::from(gold)];
    println!("found {:.3}, right {:.3}, chains {:.3}", shares[0], shares[1], shares[2]);
    for (share, least) in shares.iter().zip(LEAST) {
        assert!(*share >= least, "{shares:?}, at least {LEAST:?}");
    }
}
