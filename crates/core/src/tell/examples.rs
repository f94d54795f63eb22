//! Runs every accepting and rejecting sentence of the reporting lexicon.

use super::reporting::Row;
use crate::Reader;
use crate::model::{Document, Meta, Reading};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    verb: Vec<Row>,
    #[serde(default)]
    noun: Vec<Row>,
}

fn read(reader: &Reader, sentence: &str) -> Reading {
    let document = Document::new("0", sentence).expect("a short sentence");
    reader.read(document, Meta::default())
}

/// Whether a statement's cue is a form of the row's lemma, with its particle if it has one.
fn has_cue(reader: &Reader, reading: &Reading, row: &Row) -> bool {
    reading.statements.iter().filter_map(|s| s.cue).any(|cue| {
        let words: Vec<String> = reading.document.slice(cue).to_lowercase().split_whitespace().map(str::to_string).collect();
        let first = words.first().cloned().unwrap_or_default();
        let plural = row.plural.clone().unwrap_or_else(|| format!("{}s", row.lemma));
        let form = reader.lemma_of(&first).is_some_and(|l| l == row.lemma) || first == row.lemma || first == plural;
        form && row.particle.as_ref().is_none_or(|p| words.last() == Some(p))
    })
}

fn run(text: &str) -> (usize, Vec<String>) {
    let reader = Reader::english();
    let file: File = toml::from_str(text).expect("a data file of ours");
    let mut failures = Vec::new();
    let mut count = 0;
    for row in file.verb.iter().chain(&file.noun) {
        for (sentences, wanted) in [(&row.accepts, true), (&row.rejects, false)] {
            for sentence in sentences {
                count += 1;
                if has_cue(&reader, &read(&reader, sentence), row) != wanted {
                    failures.push(format!("{} {} {sentence}", row.lemma, if wanted { "should accept:" } else { "should reject:" }));
                }
            }
        }
    }
    (count, failures)
}

/// Sentences that need the sense of a noun, which rules do not have. The list may only shrink.
const KNOWN_GAPS: &str = include_str!("../../lang/en/known-gaps.txt");

fn check(text: &str) {
    let (count, failures) = run(text);
    let gaps: Vec<&str> = KNOWN_GAPS.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect();
    let new: Vec<&String> = failures.iter().filter(|f| !gaps.contains(&f.as_str())).collect();
    assert!(count > 50, "the file holds its examples");
    assert!(new.is_empty(), "{} of {count} examples fail:\n{}", new.len(), new.iter().map(|f| f.as_str()).collect::<Vec<_>>().join("\n"));
}

#[test]
fn verbs() {
    check(include_str!("../../lang/en/reporting-verbs.toml"));
}

#[test]
fn nouns() {
    check(include_str!("../../lang/en/reporting-nouns.toml"));
}

#[test]
fn known_gaps_are_still_gaps() {
    let mut failures = run(include_str!("../../lang/en/reporting-verbs.toml")).1;
    failures.extend(run(include_str!("../../lang/en/reporting-nouns.toml")).1);
    for gap in KNOWN_GAPS.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        assert!(failures.iter().any(|f| f == gap), "no gap any more, take it off the list: {gap}");
    }
}
