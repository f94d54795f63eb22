//! The example lines of the language file, and whole documents.

use super::words::Words;
use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn accepts(kind: &str, line: &str, words: &Words) -> bool {
    match kind {
        "publication" => publication::read(line, words).is_some(),
        "credit" => credit::read(line, words).is_some(),
        "caption" => credit::caption(line, true, words).is_some(),
        "dateline" => publication::dateline(line, words).is_some(),
        "headline" => headline::is(line),
        other => panic!("no such kind: {other}"),
    }
}

#[test]
fn example_lines_are_accepted_and_rejected() {
    let words = Words::english();
    for lines in &words.lines {
        for line in &lines.accepts {
            assert!(accepts(&lines.kind, line, &words), "{} must accept: {line}", lines.kind);
        }
        for line in &lines.rejects {
            assert!(!accepts(&lines.kind, line, &words), "{} must reject: {line}", lines.kind);
        }
    }
}

#[test]
fn lines_of_thanks_hold_their_word() {
    let words = Words::english();
    assert!(words.contributed.iter().all(|tail| tail.contains(&words.contributed_word)));
}

fn furnished(text: &str) -> (Document, Meta) {
    let mut document = Document::new("0", text).unwrap();
    let meta = Furniture::english().furnish(&mut document);
    (document, meta)
}

fn kinds(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|block| (block.kind, document.slice(block.span))).collect()
}

fn made_by(meta: &Meta) -> Vec<(&str, &str, Option<&str>)> {
    meta.made_by.iter().map(|m| (m.role.as_str(), m.name.as_str(), m.works_for.as_deref())).collect()
}

const STORY: &str = "The mill by the weir was shut on Monday, its owner said.\n\nNobody was hurt.";

#[test]
fn publication_lines_state_day_and_outlet() {
    let cases = [
        ("Radio Weir, March 22, 2015", date(2015, 3, 22), Some("Radio Weir")),
        ("Mill Watch, 30 November 2017", date(2017, 11, 30), Some("Mill Watch")),
        ("Weir Service\nJanuary 14, 2022", date(2022, 1, 14), Some("Weir Service")),
        ("Mill Observatory bulletin, 20 June 2014", date(2014, 6, 20), Some("Mill Observatory")),
        ("The Weir Bulletin, December 12, 2009", date(2009, 12, 12), Some("The Weir Bulletin")),
        ("Published 3 September 2021 by Radio Open Weir", date(2021, 9, 3), Some("Radio Open Weir")),
        ("Weir Radio, 2019-04-11", date(2019, 4, 11), Some("Weir Radio")),
        ("JULY 8 2013", date(2013, 7, 8), None),
    ];
    for (line, day, outlet) in cases {
        let (document, meta) = furnished(&format!("Mill Shut After Flood\n\n{line}\n\n{STORY}"));
        assert_eq!(meta.title.as_deref(), Some("Mill Shut After Flood"), "{line}");
        assert_eq!(meta.published, Some(day), "{line}");
        assert_eq!(meta.outlet.as_deref(), outlet, "{line}");
        let found: Vec<_> = kinds(&document).iter().map(|(kind, _)| *kind).collect();
        use BlockKind::{Credit, Headline, Paragraph};
        assert_eq!(found, [Headline, Credit, Paragraph, Paragraph], "{line}");
    }
}

#[test]
fn bylines_name_the_reporter() {
    let (_, meta) =
        furnished(&format!("Mill Shut\n\nBy Ada Quill, Weir Courier, Wednesday 9 May 2018\n\n{STORY}"));
    assert_eq!(meta.published, Some(date(2018, 5, 9)));
    assert_eq!(meta.outlet.as_deref(), Some("Weir Courier"));
    assert_eq!(made_by(&meta), [("reporter", "Ada Quill", Some("Weir Courier"))]);
    let (_, meta) = furnished(&format!("Mill Shut\n\nBy Ada Quill, Bo Lund and Cai van Dorn\n\n{STORY}"));
    let names: Vec<_> = made_by(&meta).iter().map(|(_, name, _)| *name).collect();
    assert_eq!(names, ["Ada Quill", "Bo Lund", "Cai van Dorn"]);
    assert_eq!(meta.outlet, None);
}

#[test]
fn a_dateline_is_split_from_its_paragraph() {
    let (document, meta) = furnished(
        "Mill Shut in Weir\n\nWEIR, Quillan, July 8, 2013 (Hill Press Agency) — At least two mills were shut.",
    );
    let blocks = kinds(&document);
    assert_eq!(blocks[1], (BlockKind::Credit, "WEIR, Quillan, July 8, 2013 (Hill Press Agency) —"));
    assert_eq!(blocks[2], (BlockKind::Paragraph, "At least two mills were shut."));
    assert_eq!(meta.published, Some(date(2013, 7, 8)));
    assert_eq!(meta.outlet.as_deref(), Some("Hill Press Agency"));
    let (document, meta) =
        furnished("\n date 2017-06-15 The order reached the mill, its owner said.\n\nMore.");
    let blocks = kinds(&document);
    assert_eq!(blocks[0], (BlockKind::Credit, "date 2017-06-15"));
    assert_eq!(blocks[1], (BlockKind::Paragraph, "The order reached the mill, its owner said."));
    assert_eq!(meta.published, Some(date(2017, 6, 15)));
    assert_eq!(meta.title, None);
}

#[test]
fn credits_name_every_hand() {
    let credits = "Reported by Ada Min Quill for WRB’s Hill Service. Translated by Bo Lund. Written in English by C. Rowe.";
    let expected = [
        ("reporter", "Ada Min Quill", Some("WRB’s Hill Service")),
        ("translator", "Bo Lund", None),
        ("writer", "C. Rowe", None),
    ];
    for text in [format!("{STORY}\n\n{credits}"), format!("{STORY}\n{credits}"), format!("{STORY} {credits}")]
    {
        let (document, meta) = furnished(&text);
        assert_eq!(made_by(&meta), expected);
        assert_eq!(kinds(&document).last().unwrap(), &(BlockKind::Credit, credits));
        assert_eq!(kinds(&document)[1].1, "Nobody was hurt.");
    }
    let (_, meta) = furnished(&format!(
        "{STORY}\n\n(Additional reporting by A. Quill in Weir and Bo Lund; Editing by Cai Rowe)"
    ));
    assert_eq!(
        made_by(&meta),
        [("reporter", "A. Quill", None), ("reporter", "Bo Lund", None), ("editor", "Cai Rowe", None)]
    );
}

#[test]
fn captions_name_the_photographer() {
    for (caption, name, works_for) in [
        ("The weir on Monday. (Weir Courier/J. Lamb)", "J. Lamb", Some("Weir Courier")),
        ("The weir on Monday. (J. Lamb/Weir Courier)", "J. Lamb", Some("Weir Courier")),
        ("The weir on Monday. (HPA Photo/Ada Quill)", "Ada Quill", Some("HPA")),
        ("The weir on Monday. (Photo: Ada Quill)", "Ada Quill", None),
    ] {
        let (document, meta) = furnished(&format!("{STORY}\n\n{caption}"));
        assert_eq!(kinds(&document)[2], (BlockKind::Caption, caption));
        assert_eq!(made_by(&meta), [("photographer", name, works_for)]);
    }
    let (document, meta) =
        furnished(&format!("{STORY}\n\nCaption: The weir, in a picture by the mill’s owner."));
    assert_eq!(kinds(&document)[2].0, BlockKind::Caption);
    assert_eq!(made_by(&meta), []);
}

#[test]
fn ordinary_text_stays_ordinary() {
    let (document, meta) = furnished(STORY);
    assert!(document.blocks.iter().all(|block| block.kind == BlockKind::Paragraph));
    assert_eq!(meta, Meta::default());
    let (document, _) = furnished("One line alone without a stop");
    assert_eq!(document.blocks[0].kind, BlockKind::Paragraph);
}

#[test]
fn a_paragraph_a_line_is_told_from_wrapped_lines() {
    let long = "The mill by the weir was shut on Monday, its owner said, ".repeat(3);
    let (document, _) = furnished(&format!("Mill Shut\nBy Ada Quill\n{long}end.\n“It was late,” she said."));
    let found: Vec<_> = kinds(&document).iter().map(|(kind, _)| *kind).collect();
    use BlockKind::{Credit, Headline, Paragraph};
    assert_eq!(found, [Headline, Credit, Paragraph, Paragraph]);
    let (document, _) = furnished("The mill by the weir was shut\non Monday, its owner said.");
    assert_eq!(document.blocks.len(), 1);
}

#[test]
fn what_the_file_named_stays_and_authors_get_their_part() {
    let mut document =
        Document::new("0", format!("Mill shut.\n\n{STORY}\n\nTranslated by Bo Lund.")).unwrap();
    document.blocks[0].kind = BlockKind::Headline;
    let author = |name: &str| Maker { role: "author".into(), name: name.into(), works_for: None };
    document.meta.made_by = vec![author("Bo Lund"), author("Ada Quill")];
    Furniture::english().furnish(&mut document);
    assert_eq!(document.blocks[0].kind, BlockKind::Headline);
    assert_eq!(made_by(&document.meta), [("translator", "Bo Lund", None), ("author", "Ada Quill", None)]);
}

proptest! {
    #[test]
    fn blocks_stay_in_order_apart_and_trimmed(text in pieces()) {
        let (document, _) = furnished(&text);
        let mut at = 0;
        for block in &document.blocks {
            let words = document.slice(block.span);
            prop_assert!(at <= block.span.start() && !words.is_empty() && words.trim() == words);
            prop_assert!(document.text()[at..block.span.start()].trim().is_empty());
            at = block.span.end();
        }
        prop_assert!(document.text()[at..].trim().is_empty());
    }
}

/// Texts made of what furniture is made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Reported by ".to_owned()),
        Just("date 2017-06-15 ".to_owned()),
        Just("WEIR, ".to_owned()),
        Just("July 8, 2013".to_owned()),
        Just(" (HPA) — ".to_owned()),
        Just("Ada Quill".to_owned()),
        Just(" for ".to_owned()),
        Just(" and ".to_owned()),
        Just(" in ".to_owned()),
        Just("contributed to this report".to_owned()),
        Just(". ".to_owned()),
        Just("\n\n".to_owned()),
        Just("\n".to_owned()),
        Just("By ".to_owned()),
        Just(" (Weir Courier/J. Lamb)".to_owned()),
        Just("Photo: ".to_owned()),
        Just("é’”ß한".to_owned()),
        ".{0,12}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}
