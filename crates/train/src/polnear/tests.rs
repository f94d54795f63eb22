//! Tests of [`super`], on made-up data.

#![allow(clippy::single_range_in_vec_init)] // lists of ranges are meant

use super::*;
use firsthand_core::tell::trained::sheet::Place;

const TEXT: &str = "“É new,” said Tilda Roe, “and odd.” It burnt.";

/// A sheet of the words between spaces.
fn sheet(text: &str) -> Sheet {
    let document = Document::new("d", text).expect("a short text");
    let mut words = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        let span = document.span(at, at + word.trim_end().len()).expect("words end at characters");
        words.push(Place { span, spaced: at > 0 });
        at += word.len();
    }
    Sheet { words, ..Sheet::default() }
}

#[test]
fn brat_files_with_spans_in_pieces() {
    let file = "T1\tSource 14 23\tTilda Roe\r\n\
                T2\tCue 9 13\tsaid\r\n\
                T3\tContent 25 35;0 8\t“É new,” “and odd.”\r\n\
                E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\r\n\
                A1\tNested E1\r\n";
    let found = annotations(file);
    assert_eq!(found, [[vec![(14, 23)], vec![(9, 13)], vec![(0, 8), (25, 35)]]]);
    let document = Document::new("d", TEXT).expect("a short text");
    let sheet = sheet(TEXT);
    let gold = lay(file, &document, &sheet);
    assert_eq!(gold.len(), 1);
    assert_eq!((gold[0].cue.clone(), gold[0].source.clone()), (2..3, vec![3..5]));
    assert_eq!(gold[0].content, [0..2, 5..7], "code points, not bytes");
}

#[test]
fn events_without_a_source_or_before_their_spans() {
    let file = "E1\tAttribution:T1 Cue:T1 Content:T2 Content2:T3\nT1\tCue 1 2\tx\nT2\tContent 5 9\tx\nT3\tContent 11 12\tx";
    assert_eq!(annotations(file), [[vec![], vec![(1, 2)], vec![(5, 9), (11, 12)]]]);
    let file = "T1\tSource 1 2\tx\nE1\tAttribution:T1 Source:T1\n";
    assert!(annotations(file).is_empty(), "nothing is said");
    let file = "T2\tContent 5 9\tx\nE1\tAttribution:T2 Content:T2";
    let gold = lay(file, &Document::new("d", TEXT).expect("a short text"), &sheet(TEXT));
    assert!(gold[0].cue.is_empty() && gold[0].source.is_empty());
}

#[test]
fn malformed_lines_are_left_out() {
    let file = "\nT1\nT2\t\nT3\tCue\nT4\tCue x y\nT5\tCue 3\nT6\tContent 9 2\tback to front\nT7\tContent 5 999\tbeyond\n\
                T8\tContent 0 8;12\tpart\nE1\nE2\t\nE3\tAttribution Content:\nE4\tX:T3 Cue:T4 Content:T9\n\
                E5\tX:T6 Cue:T5 Content:T6\nE6\tX:T7 Content:T7\nE7\tX:T8 Content:T8 Source:T7 Cue:T6\n\t\t\n# note\n";
    let found = annotations(file);
    assert_eq!(found.len(), 3);
    let gold = lay(file, &Document::new("d", TEXT).expect("a short text"), &sheet(TEXT));
    assert_eq!(gold.len(), 3);
    assert!(gold[0].content.is_empty() && gold[1].content.is_empty(), "no such places in the text");
    assert_eq!(gold[2].content, [0..2]);
    assert!(gold[2].source.is_empty() && gold[2].cue.is_empty());
    assert!(lay("", &Document::new("d", "").expect("a short text"), &Sheet::default()).is_empty());
}

#[test]
fn pieces_that_touch_are_one() {
    let file = "T1\tContent 0 3;4 8;9 13\tx\nT2\tContent 2 6\tx\nE1\tX:T1 Content:T1 Content2:T2\n";
    let gold = lay(file, &Document::new("d", TEXT).expect("a short text"), &sheet(TEXT));
    assert_eq!(gold[0].content, [0..3]);
}
