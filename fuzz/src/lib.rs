//! What must hold of every reading, whatever the bytes were: shared by the fuzz targets.

mod open;

pub use open::{found, promises, zip};

use firsthand_core::model::{End, Reading, Span, Statement, to_json};
use serde_json::Value;

/// Panics where an invariant of ARCHITECTURE.md is broken.
pub fn check(reading: &Reading) {
    let text = reading.document.text();
    assert!(!text.contains('\r'), "line ends are LF");
    for block in reading.document.blocks.windows(2) {
        assert!(block[0].span.end() <= block[1].span.start(), "blocks are in order and apart");
    }
    for statement in &reading.statements {
        contents(statement);
        nesting(reading, statement);
        chain(reading, statement);
    }
    let line = to_json(reading, None);
    assert!(!line.contains('\n'), "one line a document");
    let page: Value = serde_json::from_str(&line).expect("what is printed is JSON");
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    spans(&page, text, &starts);
}

/// Content is there, in order, apart, and never empty.
fn contents(statement: &Statement) {
    assert!(!statement.content.is_empty(), "no statement without a content");
    assert!(statement.content.iter().all(|c| !c.is_empty()), "no empty span");
    assert!(statement.content.windows(2).all(|w| w[0].end() <= w[1].start()), "spans in order and apart");
    assert!(statement.confidence <= 100, "hundredths");
}

/// A statement inside another lies in the other's content, and its chain goes on from the other's.
fn nesting(reading: &Reading, statement: &Statement) {
    let Some(id) = statement.inside else { return };
    let holder = &reading.statements[id.0 as usize];
    let within = |span: &Span| holder.content.iter().any(|c| c.contains(*span));
    assert!(statement.content.iter().all(within), "content inside");
    assert!(statement.source.iter().chain(&statement.cue).all(within), "source and cue inside");
    let tellers = |s: &Statement| s.chain.iter().map(|h| h.teller).collect::<Vec<_>>();
    assert!(tellers(statement).starts_with(&tellers(holder)), "the chain goes on from the container's");
    // `inside` leads outwards and comes to an end.
    let mut at = Some(id);
    for _ in 0..=reading.statements.len() {
        let Some(next) = at else { return };
        at = reading.statements[next.0 as usize].inside;
    }
    panic!("`inside` runs in a circle");
}

/// Every hop names a teller, none twice in a row; an exact distance needs somebody to be distant from.
fn chain(reading: &Reading, statement: &Statement) {
    assert!(statement.chain.iter().all(|h| (h.teller.0 as usize) < reading.tellers.len()), "tellers exist");
    assert!(statement.chain.windows(2).all(|w| w[0].teller != w[1].teller), "no teller twice in a row");
    assert!(statement.end == End::Untold || !statement.chain.is_empty(), "nobody is no witness");
}

/// Every span of the JSON is in bounds, counts code points, and repeats its words.
fn spans(value: &Value, text: &str, starts: &[usize]) {
    match value {
        Value::Array(list) => list.iter().for_each(|v| spans(v, text, starts)),
        Value::Object(map) => {
            if let (Some(start), Some(end)) = (number(map.get("start")), number(map.get("end"))) {
                assert!(start <= end && end < starts.len(), "in bounds");
                let words = &text[starts[start]..starts[end]];
                assert_eq!(map.get("text").and_then(Value::as_str), Some(words), "a span repeats its words");
            }
            map.values().for_each(|v| spans(v, text, starts));
        }
        _ => {}
    }
}

fn number(value: Option<&Value>) -> Option<usize> {
    value.and_then(Value::as_u64).map(|n| n as usize)
}
