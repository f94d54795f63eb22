//! Runs every accepting and rejecting sentence of the words of acts.

use super::kinds::type_of;
use super::words::file;
use crate::model::{Document, Meta};
use crate::{Reader, weights};

/// Sentences that fail and are known to. The list may only shrink.
const KNOWN_GAPS: &str = include_str!("../../lang/en/act-gaps.txt");

#[test]
fn sentences_of_the_lexicon() {
    let reader = Reader::english().with(weights::english());
    let file = file();
    let mut failures = Vec::new();
    let mut count = 0;
    for row in file.word.iter().chain(&file.made).chain(&file.kept).chain(&file.policy) {
        assert!(type_of(&row.act).is_some(), "{} is no kind of act", row.act);
        for (sentences, wanted) in [(&row.accepts, true), (&row.rejects, false)] {
            for sentence in sentences {
                count += 1;
                let document = Document::new("0", sentence.as_str()).expect("a short sentence");
                let acts = reader.read(document, Meta::default()).acts.unwrap_or_default();
                if acts.iter().any(|a| a.kind.id == row.act) != wanted {
                    let found: Vec<&str> = acts.iter().map(|a| a.kind.id.as_str()).collect();
                    let what = if wanted { "should accept:" } else { "should reject:" };
                    failures.push((format!("{} {what} {sentence}", row.act), found));
                }
            }
        }
    }
    let gaps: Vec<&str> = KNOWN_GAPS.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect();
    let new: Vec<_> = failures.iter().filter(|(f, _)| !gaps.contains(&f.as_str())).collect();
    let list: Vec<String> = new.iter().map(|(f, found)| format!("{f}   {found:?}")).collect();
    assert!(count > 100, "the file holds its examples");
    assert!(new.is_empty(), "{} of {count} examples fail:\n{}", new.len(), list.join("\n"));
}
