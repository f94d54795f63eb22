//! Tests of words and sentences.

use super::*;
use proptest::prelude::*;

/// The sentences of one block, words with a space between them.
fn cut(text: &str) -> Vec<String> {
    let words = words(text, &[(0, 0..text.len())]);
    let form = |w: &Word| &text[w.span.start()..w.span.end()];
    words
        .sentences
        .iter()
        .map(|s| words.all[s.words.clone()].iter().map(form).collect::<Vec<_>>().join(" "))
        .collect()
}

fn check(text: &str, want: &[&str]) {
    assert_eq!(cut(text), want, "{text}");
}

#[test]
fn clitics_and_compounds_come_apart() {
    check("I can't say it's Bob's.", &["I ca n't say it 's Bob 's ."]);
    check("They wouldn’t, he cannot, we're gonna", &["They would n’t , he can not , we 're gon na"]);
    check("a US-based co-founder's well-known e-mail", &["a US - based co-founder 's well - known e-mail"]);
    check("the officers' O'Connor d'état", &["the officers ' O'Connor d'état"]);
}

#[test]
fn numbers_keep_their_marks_and_lose_their_units() {
    check("$1,200.50 in 2009-2011 (5%) at 7:30pm", &["$ 1,200.50 in 2009 - 2011 ( 5 % ) at 7:30 pm"]);
    check("Call 713-853-3989 on 9/11, £3bn, US$5m", &["Call 713-853-3989 on 9/11 , £ 3 bn , US$ 5 m"]);
    check("the 1970s '05 19th", &["the 1970s '05 19th"]);
}

#[test]
fn addresses_stay_whole() {
    check(
        "See https://example.org/a,b?c=d. Mail a.b@example.co.uk, @who #tag (example.com).",
        &["See https://example.org/a,b?c=d .", "Mail a.b@example.co.uk , @who #tag ( example.com ) ."],
    );
}

#[test]
fn abbreviations_end_no_sentence_by_themselves() {
    check(
        "Gov. Ann B. Poe met Sen. Doe in the U.S. Senate at 5 p.m. Monday.",
        &["Gov. Ann B. Poe met Sen. Doe in the U.S. Senate at 5 p.m. Monday ."],
    );
    check(
        "He left the U.S. The rest stayed until 5 p.m. Rain fell, etc.",
        &["He left the U.S .", "The rest stayed until 5 p.m .", "Rain fell , etc ."],
    );
    check("The answer was no. They went. No. 5 won.", &["The answer was no .", "They went .", "No. 5 won ."]);
}

#[test]
fn quotations_keep_their_tellers() {
    check(
        "\"Really?\" she asked. \"It is new.\" He left.",
        &["\" Really ? \" she asked .", "\" It is new . \"", "He left ."],
    );
    check(
        "“Really?” Smith said. “Why?” The crowd went home.",
        &["“ Really ? ” Smith said .", "“ Why ? ”", "The crowd went home ."],
    );
    check(
        "“Who knows?” Prime Minister Ann Poe told reporters on Monday.",
        &["“ Who knows ? ” Prime Minister Ann Poe told reporters on Monday ."],
    );
    check(
        "“Who knows?” Smith said the plan was dead.",
        &["“ Who knows ? ”", "Smith said the plan was dead ."],
    );
}

#[test]
fn lines_split_lists_and_verse_alone() {
    check("One line\ngoes on. 1. Here", &["One line goes on .", "1 . Here"]);
    check("Buy:\n- milk\n- bread", &["Buy :", "- milk", "- bread"]);
    check(
        "Roses are red\nViolets are blue\nSugar is sweet",
        &["Roses are red", "Violets are blue", "Sugar is sweet"],
    );
}

#[test]
fn blocks_bound_sentences_and_bad_ranges_are_mended() {
    let text = "é one, two";
    let words = words(text, &[(3, 1..6), (4, 4..99)]);
    assert_eq!(words.sentences.iter().map(|s| s.block).collect::<Vec<_>>(), [3, 4]);
    assert!(super::words("", &[(0, 0..9)]).all.is_empty());
}

/// What breaks tokenisers: marks beside letters, digits and characters of several bytes.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z]{1,8}",
        "[0-9]{1,4}",
        "[-.,:;!?'\"’“”‘()/&@#$%*_+=<>…—\u{AD}\u{200B}\u{301}é]{1,3}",
        "[ \n\t\u{A0}]",
        Just("n't".to_string()),
        Just("www.".to_string()),
        Just("U.S.".to_string()),
        Just("p.m.".to_string()),
        any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn words_cover_the_text_and_sentences_the_words(
        pieces in proptest::collection::vec(piece(), 0..30),
        cuts in proptest::collection::vec(0usize..120, 0..4),
    ) {
        let text = pieces.concat();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|c| text.floor_char_boundary(c.min(text.len()))).collect();
        cuts.extend([0, text.len()]);
        cuts.sort_unstable();
        let blocks: Vec<_> = cuts.windows(2).map(|w| w[0]..w[1]).enumerate().collect();
        let words = words(&text, &blocks);
        let mut at = 0;
        for word in &words.all {
            let (start, end) = (word.span.start(), word.span.end());
            prop_assert!(at <= start && start < end);
            prop_assert!(text[at..start].chars().all(scan::is_white), "left out: {:?}", &text[at..start]);
            prop_assert!(!text[start..end].contains(char::is_whitespace));
            at = end;
        }
        prop_assert!(text[at..].chars().all(scan::is_white), "left out: {:?}", &text[at..]);
        let mut next = 0;
        for sentence in &words.sentences {
            prop_assert_eq!(sentence.words.start, next);
            prop_assert!(sentence.words.end > next);
            let range = &blocks[sentence.block].1;
            for word in &words.all[sentence.words.clone()] {
                prop_assert!(range.start <= word.span.start() && word.span.end() <= range.end);
            }
            next = sentence.words.end;
        }
        prop_assert_eq!(next, words.all.len());
    }
}

/// Text made to be slow: cutting must take time in proportion to its length.
#[test]
fn hostile_text_is_no_slower() {
    for unit in [".)", "1-1-", "a*", "a's", "A.)", "'", "[1]", "www.", "a@", "1,", "U.S. ", "? \" A "] {
        let text = unit.repeat(40_000);
        assert!(!words(&text, &[(0, 0..text.len())]).all.is_empty());
    }
}
