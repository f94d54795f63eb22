//! Edges as the contract's JSON.

use super::{Edge, Text};
use crate::model::Offsets;
use serde_json::{Value, json};

/// One edge of `texts`, whose documents are called `names`. Spans are code points of the texts: child's start and end,
/// parent's start and end.
pub fn to_json(edge: &Edge, texts: &[Text<'_>], names: &[String]) -> Value {
    let (child, parent) = (Offsets::new(texts[edge.from].text), Offsets::new(texts[edge.to].text));
    let spans: Vec<[usize; 4]> = edge
        .spans
        .iter()
        .map(|s| {
            [
                child.code_points(s.from.start),
                child.code_points(s.from.end),
                parent.code_points(s.to.start),
                parent.code_points(s.to.end),
            ]
        })
        .collect();
    json!({
        "from": names[edge.from],
        "to": names[edge.to],
        "share": f64::from(edge.share) / 10000.0,
        "kind": edge.kind.name(),
        "why": edge.why.name(),
        "spans": spans,
    })
}
