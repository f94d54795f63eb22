//! What must hold of every reading, on texts put together from the stuff of articles: cues, quotation marks in disorder,
//! names, commas, paragraph breaks, foreign scripts.

use firsthand_core::model::{Document, End, Meta, Reading, Span, Statement, to_json};
use firsthand_core::{Reader, weights};
use proptest::prelude::*;
use std::sync::LazyLock;

/// By rules alone, and with the trained networks: what must hold holds of both.
static READERS: LazyLock<[Reader; 2]> =
    LazyLock::new(|| [Reader::english(), Reader::english().with(weights::english())]);

/// Pieces of text that the rules act on.
const PIECES: [&str; 58] = [
    "said",
    "told",
    "that",
    "according to",
    "reportedly",
    "citing",
    "was told by",
    "asked whether",
    "to leave",
    "he",
    "she",
    "they",
    "Lena Orsk",
    "the guard",
    "a source",
    "Orsk,",
    "who",
    "the agency’s",
    "source",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "``",
    "''",
    ",",
    ".",
    "?",
    ":",
    ";",
    "—",
    "\n\n",
    "\n",
    "(",
    ")",
    "the road was shut",
    "soldiers came",
    "in May",
    "on Friday",
    "adding that",
    "denied the claim that",
    "rumours that",
    "an order to",
    "quoted",
    "as saying",
    "by",
    "and",
    "but",
    "is said to",
    "heard from",
    "단속",
    "é\u{301}",
    "🙂",
    "2017",
    "Mr.",
    "ordered men",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES.to_vec()).prop_map(str::to_string);
    let glue = prop::sample::select(vec![" ", " ", " ", " ", ""]);
    prop::collection::vec((piece, glue), 1..60)
        .prop_map(|list| list.into_iter().map(|(piece, glue)| piece + glue).collect())
}

fn read(text: &str) -> [Reading; 2] {
    let document = Document::new("0", text).expect("short texts fit");
    READERS.each_ref().map(|reader| reader.read(document.clone(), Meta::default()))
}

fn check(reading: &Reading) -> Result<(), TestCaseError> {
    let text = reading.document.text();
    let sound = |s: &Span| {
        s.end() <= text.len() && text.is_char_boundary(s.start()) && text.is_char_boundary(s.end())
    };
    for (i, s) in reading.statements.iter().enumerate() {
        prop_assert!(
            !s.content.is_empty() && s.content.iter().all(|c| !c.is_empty()),
            "a content is never empty"
        );
        prop_assert!(
            s.content.windows(2).all(|w| w[0].end() <= w[1].start()),
            "pieces stand in order and apart"
        );
        let all = s.content.iter().chain(&s.source).chain(&s.cue).chain(&s.addressee).chain(&s.hedges);
        prop_assert!(all.clone().all(sound), "spans lie in bounds, on code points");
        prop_assert!(s.chain.windows(2).all(|w| w[0].teller != w[1].teller), "no teller twice in a row");
        prop_assert!(s.chain.iter().all(|h| (h.teller.0 as usize) < reading.tellers.len()), "tellers exist");
        prop_assert!(s.end == End::Untold || !s.chain.is_empty(), "nobody is no witness");
        nesting(reading, s)?;
        let mut at = s.inside;
        let mut steps = 0;
        while let Some(id) = at {
            steps += 1;
            prop_assert!(steps <= reading.statements.len() && id.0 as usize != i, "`inside` ends");
            at = reading.statements[id.0 as usize].inside;
        }
    }
    for teller in &reading.tellers {
        prop_assert!(teller.mentions.iter().all(sound), "mentions lie in bounds");
    }
    Ok(())
}

/// A statement inside another lies in its content with source and cue, and goes on with its chain.
fn nesting(reading: &Reading, s: &Statement) -> Result<(), TestCaseError> {
    let Some(id) = s.inside else { return Ok(()) };
    let holder = &reading.statements[id.0 as usize];
    let within = |span: &Span| holder.content.iter().any(|c| c.contains(*span));
    prop_assert!(s.content.iter().chain(&s.source).chain(&s.cue).all(within), "wholly inside");
    let tellers = |s: &Statement| s.chain.iter().map(|h| h.teller).collect::<Vec<_>>();
    prop_assert!(tellers(s).starts_with(&tellers(holder)), "the chain goes on from the container's");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn readings_are_sound(text in text()) {
        for (reading, again) in read(&text).iter().zip(read(&text)) {
            check(reading)?;
            prop_assert_eq!(to_json(reading, None), to_json(&again, None), "the same reading twice");
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,300}") {
        for reading in read(&text) {
            check(&reading)?;
        }
    }
}
