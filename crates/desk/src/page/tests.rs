//! The page on hand-made readings: what a reader of the page must be able to rely on.

use super::{Look, page};
use crate::terminal::Palette;
use firsthand_core::model::{
    Document, End, Form, Hop, Maker, Meta, Number, Reading, Scope, Span, Stance, Statement, StatementId,
    Teller, TellerId, TellerKind,
};
use textwrap::core::display_width;

const TEXT: &str = "The editor told Lantern Wire that the agency’s source said officers reportedly searched bags on the \
                    lower deck of every ferry that left the port of Selm before noon. A notice orders silence.";

fn look(width: usize) -> Look {
    Look { width, palette: Palette::plain(), all: false, full: false }
}

fn span(document: &Document, words: &str) -> Span {
    let start = document.text().find(words).expect("the test's own words");
    document.span(start, start + words.len()).expect("in bounds")
}

fn teller(name: &str) -> Teller {
    Teller {
        name: name.into(),
        kind: TellerKind::Person,
        anonymous: false,
        number: Number::One,
        of: None,
        mentions: vec![],
    }
}

fn statement(content: Vec<Span>, chain: Vec<Hop>) -> Statement {
    Statement {
        inside: None,
        content,
        source: None,
        cue: None,
        addressee: None,
        form: Form::Indirect,
        stance: Stance::Asserts,
        scope: Scope::Told,
        chain,
        end: End::Untold,
        hedges: vec![],
        confidence: 90,
    }
}

/// Three statements: the editor's, the source's inside it (hedged), and a notice's order (record, wide).
fn reading(text: &str) -> Reading {
    let mut document = Document::new("0", text).expect("short");
    document.meta = Meta {
        title: Some("Bags Searched on Ferries".into()),
        language: Some("en".into()),
        published: Some(jiff::civil::date(2021, 10, 7)),
        outlet: Some("Lantern Wire".into()),
        made_by: vec![Maker {
            role: "reporter".into(),
            name: "Tilda Roe".into(),
            works_for: Some("Oresh Service".into()),
        }],
        url: None,
    };
    let told = Hop { teller: TellerId(0), cue: Some(span(&document, "told")) };
    let said = Hop { teller: TellerId(1), cue: Some(span(&document, "said")) };
    let orders = Hop { teller: TellerId(2), cue: Some(span(&document, "orders")) };
    let end = text.find(" A notice").unwrap_or(text.len());
    let from = |words: &str| {
        let start = text.find(words).expect("the test's own words");
        document.span(start, end - 1).expect("in bounds")
    };
    let outer = statement(vec![from("the agency’s source said")], vec![told]);
    let mut inner = statement(vec![from("officers")], vec![told, said]);
    inner.inside = Some(StatementId(0));
    inner.hedges = vec![span(&document, "reportedly")];
    let mut notice = statement(vec![span(&document, "silence")], vec![orders]);
    (notice.stance, notice.end, notice.scope) = (Stance::Orders, End::Record, Scope::Wide);
    let source = Teller { anonymous: true, of: Some("the agency".into()), ..teller("the agency’s source") };
    let record = Teller { kind: TellerKind::Publication, ..teller("A notice") };
    let tellers = vec![teller("The editor"), source, record];
    Reading {
        document,
        tellers,
        statements: vec![outer, inner, notice],
        dates: vec![],
        acts: None,
        notes: vec![],
    }
}

#[test]
fn a_whole_page() {
    let page = page(&reading(TEXT), Some("ferries.txt"), &Look { all: true, ..look(72) });
    let expected = "\
Bags Searched on Ferries
Lantern Wire · 7 October 2021
reporter Tilda Roe (Oresh Service)
ferries.txt

3 statements, 3 tellers. The page comes first in each chain, the root
last.

 1. The editor · indirect quotation
    the agency’s source said officers reportedly searched bags on the…
    this page
    └─ The editor “told”
    1 telling away, at least: how the last teller knows is not told.

 2. the agency’s source · indirect quotation · inside 1
    officers reportedly searched bags on the lower deck of every ferry…
    this page
    └─ The editor “told”
       └─ the agency’s source (unnamed, of the agency) “said”
    2 tellings away, at least: how the last teller knows is not told.
    Hedged: “reportedly”

 3. A notice · indirect quotation · orders or asks for it
    silence
    this page
    └─ A notice (publication or record) “orders”
    1 telling away: it ends in a document, picture or recording.
";
    assert_eq!(page, expected);
}

#[test]
fn the_wide_scope_is_left_out_and_said_to_be() {
    let page = page(&reading(TEXT), None, &look(80));
    assert!(!page.contains("A notice"), "{page}");
    assert!(page.contains("2 statements"), "{page}");
    assert!(page.contains("--all"), "{page}");
    assert!(page.contains("standard input"), "{page}");
}

#[test]
fn a_page_without_statements_says_so() {
    let document = Document::new("0", "The sea was calm.").expect("short");
    let empty = Reading {
        document,
        tellers: vec![],
        statements: vec![],
        dates: vec![],
        acts: None,
        notes: vec!["Odd.".into()],
    };
    let page = page(&empty, Some("sea.txt"), &look(80));
    assert!(page.contains("(no title)") && page.contains("No statements"), "{page}");
    assert!(page.contains("Note: Odd."), "{page}");
}

#[test]
fn a_witness_is_exact_and_a_chain_of_nobody_unknown() {
    let mut reading = reading(TEXT);
    reading.statements[0].end = End::Witness;
    reading.statements[1].chain.clear();
    let page = page(&reading, None, &look(80));
    assert!(page.contains("1 telling away: the last teller saw, heard or lived it."), "{page}");
    assert!(page.contains(" 2. nobody named"), "{page}");
    assert!(page.contains("Distance unknown"), "{page}");
}

#[test]
fn content_in_full_holds_every_word_and_every_part() {
    let mut reading = reading(TEXT);
    let parts = vec![span(&reading.document, "officers"), span(&reading.document, "every ferry")];
    reading.statements[0].content = parts;
    let page = page(&reading, None, &Look { full: true, ..look(50) });
    assert!(page.contains("officers […] every ferry"), "{page}");
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("that left the port of Selm before noon"), "{page}");
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let mut reading = reading(TEXT);
    reading.tellers[1].name = "一".repeat(90);
    reading.tellers[0].name = "somebody with a very long name and several offices ".repeat(4);
    reading.document.meta.title = Some("電".repeat(70));
    // A chain deeper than the page is wide.
    let hops = [0u32, 1].map(|t| Hop { teller: TellerId(t), cue: None });
    reading.statements[1].chain = (0..40).map(|i| hops[i % 2]).collect();
    for width in [40, 57, 80, 120] {
        for full in [false, true] {
            let page = page(&reading, Some(&"long/".repeat(40)), &Look { full, all: true, ..look(width) });
            for line in page.lines() {
                assert!(display_width(line) <= width, "{} > {width}: {line}", display_width(line));
            }
        }
    }
}

#[test]
fn nothing_of_the_document_steers_the_terminal() {
    let bad = "\u{1b}]0;x\u{7}\u{202e}\u{9b}2J";
    let text = TEXT
        .replace("officers", &format!("officers {bad}"))
        .replace("reportedly", &format!("reportedly{bad}"))
        .replace("told", &format!("told{bad}"));
    let mut reading = reading(&text);
    let cue = reading.document.text().find("told").expect("there");
    let cue = reading.document.span(cue, cue + 4 + bad.len());
    reading.statements[0].chain[0].cue = cue;
    let meta = &mut reading.document.meta;
    for field in [&mut meta.title, &mut meta.outlet] {
        *field = Some(format!("a{bad}b"));
    }
    meta.made_by[0].name = bad.into();
    for teller in &mut reading.tellers {
        teller.name.push_str(bad);
        teller.of = Some(bad.into());
    }
    reading.notes.push(bad.into());
    for full in [false, true] {
        let page = page(&reading, Some(bad), &Look { full, all: true, ..look(200) });
        assert!(!page.contains(|c| c != '\n' && super::safe::steers(c)), "{page:?}");
        assert!(page.contains("<U+202E>"), "{page}");
    }
}

#[test]
fn colour_adds_styles_and_changes_no_word() {
    let reading = reading(TEXT);
    let plain = page(&reading, None, &look(80));
    let coloured = page(&reading, None, &Look { palette: Palette::colour(), ..look(80) });
    assert_ne!(plain, coloured);
    assert_eq!(plain, anstream::adapter::strip_str(&coloured).to_string());
}
