//! Whatever the text and the spans, resolution answers, and its answer keeps the contract.

use crate::model::{Document, Scope, Span, Stance};
use crate::tell::attribution::Attribution;
use crate::tell::resolve::{Tellers, resolve};
use proptest::prelude::*;
use std::sync::LazyLock;

static KNOWLEDGE: LazyLock<Tellers> = LazyLock::new(Tellers::english);

/// Words that steer the rules, mixed with noise.
fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "the",
        "a",
        "The",
        "She",
        "he",
        "they",
        "it",
        "I",
        "we",
        "who",
        "said",
        "one",
        "of",
        "them",
        "another",
        "second",
        "two",
        "source",
        "sources",
        "trader",
        "woman",
        "Ada",
        "Holm",
        "Oslo-based",
        "RFA",
        "Radio",
        "Free",
        "Asia",
        "ministry",
        "Ministry",
        "report",
        "letter",
        "by",
        "whose",
        "sister",
        "his",
        "agency’s",
        "dockers’",
        "'s",
        "named",
        "was",
        "saw",
        "told",
        "me",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        ",",
        ".",
        "\n\n",
        "—",
        "(",
        ")",
        "U.S.",
        "Mr.",
        "ß",
        "İ",
        "한국",
        "é",
        "12",
        "representing",
        "runs",
        "for",
        "and",
        "Minister",
        "PRESIDENT",
        "-",
        "e\u{301}",
        "\u{200b}",
    ]);
    prop_oneof![
        prop::collection::vec(words, 0..60).prop_map(|w| w.join(" ")),
        "\\PC{0,120}",
        "[ a-zA-Z.,’“”\n]{0,160}",
    ]
}

type Raw =
    (Option<usize>, Option<usize>, Vec<(usize, usize)>, Option<(usize, usize)>, Option<(usize, usize)>);

fn raw() -> impl Strategy<Value = Vec<Raw>> {
    let span = || (0usize..400, 0usize..60);
    let one = (
        prop::option::of(0usize..14),
        prop::option::weighted(0.2, 0usize..14),
        prop::collection::vec(span(), 0..3),
        prop::option::weighted(0.8, span()),
        prop::option::of(span()),
    );
    prop::collection::vec(one, 0..12)
}

/// A span of the text from two numbers, on `char` boundaries.
fn cut(document: &Document, (start, len): (usize, usize)) -> Span {
    let text = document.text();
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(start % (text.len() + 1));
    document.span(start, floor(start + len)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn never_panics_and_keeps_the_contract(text in text(), raw in raw()) {
        let document = Document::new("p", text.as_str()).unwrap();
        let attributions: Vec<Attribution> = raw.into_iter().map(|(parent, follows, content, source, cue)| Attribution {
            parent,
            follows,
            content: content.into_iter().map(|s| cut(&document, s)).collect(),
            source: source.map(|s| cut(&document, s)),
            cue: cue.map(|s| cut(&document, s)),
            addressee: None,
            stance: Stance::Asserts,
            scope: Scope::Told,
            confidence: 50,
        }).collect();
        let found = resolve(&document, &attributions, &KNOWLEDGE);
        prop_assert_eq!(found.chains.len(), attributions.len());
        prop_assert_eq!(found.ends.len(), attributions.len());
        for chain in &found.chains {
            prop_assert!(chain.len() <= attributions.len());
            prop_assert!(chain.windows(2).all(|w| w[0].teller != w[1].teller));
            prop_assert!(chain.iter().all(|h| (h.teller.0 as usize) < found.tellers.len()));
        }
        for teller in &found.tellers {
            prop_assert!(!teller.mentions.is_empty());
            prop_assert!(teller.mentions.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(teller.mentions.iter().all(|m| document.text().get(m.start()..m.end()).is_some()));
        }
        let firsts: Vec<_> = found.tellers.iter().map(|t| t.mentions[0]).collect();
        prop_assert!(firsts.windows(2).all(|w| w[0] <= w[1]));
        prop_assert_eq!(&found, &resolve(&document, &attributions, &KNOWLEDGE));
    }
}
