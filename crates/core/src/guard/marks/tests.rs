//! What must hold of every text: texts put together from marks, pieces of marks, words beside them and disorder.

use super::find::{Effort, find_with};
use super::{Kind, Lexicon, Masked, find, mask};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Pieces that patterns, words beside them and placeholders are made of.
const PIECES: [&str; 48] = [
    "phone ",
    "Tel. ",
    "call ",
    "account no. ",
    "IBAN ",
    "passport ",
    "ISBN ",
    "card ",
    "plate ",
    "at ",
    "IMEI ",
    "전화 ",
    "电话",
    "ИНН ",
    "کد ملی ",
    "010-0000-1234",
    "+44 7700 900416",
    "0123",
    "456",
    "45 08 123456",
    "GB82 WEST 1234 5698 7654 32",
    "4111 1111 1111 1111",
    "35000000",
    "0000014",
    "110000198001010019",
    "ул. Садовая, д. 5",
    "14 Garden Street",
    "솔빛로 12, 302호",
    "和平路12号",
    "a@lamp.example",
    "41.38912, 128.17402",
    "41°23'20.8\"N ",
    "[phone]",
    "[address]",
    "[",
    "]",
    "(",
    ")",
    "-",
    ".",
    ",",
    " ",
    "\n",
    "\n\n",
    "\u{200B}",
    "\u{A0}",
    "０１２",
    "٣٤٥",
];

/// The marks that the patterns' own examples hold: one of each at least.
static EXAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let sentences = Kind::ALL.into_iter().flat_map(Lexicon::info).flat_map(|info| info.accepts);
    let mut marks: Vec<String> = Vec::new();
    for sentence in sentences {
        // With the words before the first, as a pattern may ask for them.
        let (before, rest) = sentence.split_once('{').expect("a mark in braces");
        let (mark, _) = rest.split_once('}').expect("a closing brace");
        marks.push(format!("{before}{mark}"));
    }
    marks
});

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        4 => prop::sample::select(&EXAMPLES[..]),
        1 => "\\PC{0,4}",
        2 => "[0-9]{1,9}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn marks_are_in_bounds_in_order_and_apart(text in texts()) {
        let marks = find(&text, Lexicon::program());
        for mark in &marks {
            prop_assert!(mark.span.start < mark.span.end);
            prop_assert!(text.get(mark.span.clone()).is_some(), "in bounds, on char boundaries");
        }
        prop_assert!(marks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    }

    #[test]
    fn a_masked_text_has_no_marks(text in texts()) {
        let masked = mask(&text, &find(&text, Lexicon::program()));
        let left = find(&masked, Lexicon::program());
        prop_assert!(left.is_empty(), "{left:?} in {masked:?}");
    }

    #[test]
    fn what_is_not_marked_stays_and_what_is_goes(text in texts()) {
        let marks = find(&text, Lexicon::program());
        let masked = Masked::new(&text, &marks);
        prop_assert_eq!(masked.places.len(), marks.len());
        let (mut rest, mut done) = (String::new(), 0);
        for mark in &marks {
            rest.push_str(&text[done..mark.span.start]);
            rest.push_str(mark.kind.placeholder());
            done = mark.span.end;
        }
        rest.push_str(&text[done..]);
        prop_assert_eq!(rest, masked.text);
    }

    #[test]
    fn spans_go_there_and_back(text in texts(), a in 0usize..400, b in 0usize..400) {
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let (start, end) = (boundary(a.min(b)), boundary(a.max(b)));
        let masked = Masked::new(&text, &find(&text, Lexicon::program()));
        let there = masked.to_masked(start..end);
        prop_assert!(masked.text.get(there.clone()).is_some(), "{there:?} in {:?}", masked.text);
        let back = masked.to_original(there.clone());
        if start < end {
            prop_assert!(back.start <= start && end <= back.end, "{start}..{end}, {there:?}, {back:?}");
        }
        prop_assert_eq!(masked.to_masked(back.clone()), there.clone());
        if masked.places.iter().all(|(mark, _)| end <= mark.start || mark.end <= start) {
            prop_assert_eq!(back, start..end);
            prop_assert_eq!(&masked.text[there], &text[start..end]);
        }
    }

    #[test]
    fn looking_around_digits_finds_what_looking_everywhere_does(text in texts()) {
        // Far apart, so that there is something to leave out.
        let text = format!("{text}{}{text}", " quiet".repeat(300));
        let (everywhere, _) = find_with(&text, Lexicon::program(), Effort::Full);
        prop_assert_eq!(find(&text, Lexicon::program()), everywhere);
    }
}

/// The bytes that the patterns go over for a piece of text many times over: twice the text, twice the bytes.
#[test]
fn the_work_grows_with_the_text_alone() {
    let work = |text: &str| find_with(text, Lexicon::program(), Effort::Spared).1;
    let pieces = [
        "1",
        "12 ",
        "1-",
        "+",
        "+1",
        "00 1 2",
        "0.0001,",
        "a@",
        "a@a.",
        "aA0",
        "(0)",
        "4111 ",
        "GB82",
        "Tel. 1 ",
        "Tel. 123 4567 890 ",
        "account 1 2 3 4 5 6 ",
        "ул. А",
        "1 A ",
        "路1号",
        "로1",
        "°1'",
        "IBAN phone card 5",
        "[at] ",
        "12/KA(N)1",
        "[phone] 555 0123 ",
    ];
    for piece in pieces {
        let (short, long) = (work(&piece.repeat(1_000)), work(&piece.repeat(4_000)));
        assert!(long <= 5 * short + 10_000, "{piece:?}: {short} bytes for 1,000, {long} for 4,000");
    }
}

#[test]
fn marks_that_are_of_another_text_are_passed_over() {
    let marks = find("Ring 07700 900416 or 07700 900977.", Lexicon::program());
    assert_eq!(marks.len(), 2);
    assert_eq!(mask("日本日本日本", &marks), "日本日本日本");
    let twice: Vec<_> = marks.iter().chain(&marks).cloned().collect();
    assert_eq!(mask("Ring 07700 900416 or 07700 900977.", &twice), "Ring [phone] or [phone].");
}
