//! Golden cases: `cases/resolve/*.md` at the root of the repository.
//!
//! A case is a heading, some words on what it shows, and three blocks. `text` is the article. `given` has a line for
//! each attribution: `source | cue | content => chain ; end`, indented under its container, `-` for what it lacks,
//! `...` between pieces of content, `+` as source for a quotation that goes on with the line before, `>` between
//! hops, page inwards. `tellers` lists all of them by first mention: `name : kind number [anonymous] [of X]`.

use crate::model::{Document, End, Number, Scope, Span, Stance, Teller, TellerKind};
use crate::tell::attribution::Attribution;
use crate::tell::resolve::{Resolved, Tellers, resolve};
use std::fmt::Write;

pub(super) struct Case {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) given: String,
    tellers: String,
}

#[test]
#[allow(clippy::disallowed_methods)] // the cases are files beside the code
fn cases() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/resolve");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let knowledge = Tellers::english();
    let (mut count, mut wrong) = (0, String::new());
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "md")) {
        for case in parse(&std::fs::read_to_string(file).unwrap()) {
            count += 1;
            run(&case, &knowledge, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 15, "only {count} cases were found");
}

pub(super) fn parse(markdown: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut block: Option<String> = None;
    for line in markdown.lines() {
        if let Some(title) = line.strip_prefix("# ").filter(|_| block.is_none()) {
            cases.push(Case {
                title: title.into(),
                text: String::new(),
                given: String::new(),
                tellers: String::new(),
            });
        } else if let Some(name) = line.strip_prefix("```") {
            block = block.is_none().then(|| name.to_string());
        } else if let (Some(name), Some(case)) = (&block, cases.last_mut()) {
            let target = match name.as_str() {
                "text" => &mut case.text,
                "given" => &mut case.given,
                "tellers" => &mut case.tellers,
                other => panic!("{}: no such block: {other}", case.title),
            };
            target.push_str(line);
            target.push('\n');
        }
    }
    cases
}

fn run(case: &Case, knowledge: &Tellers, wrong: &mut String) {
    let mut attributions: Vec<Attribution> = Vec::new();
    let mut containers: Vec<(usize, usize)> = Vec::new();
    let mut wanted = Vec::new();
    for line in case.given.lines().filter(|l| !l.trim().is_empty()) {
        let indent = line.len() - line.trim_start().len();
        while containers.last().is_some_and(|(i, _)| *i >= indent) {
            containers.pop();
        }
        let parent = containers.last().map(|c| c.1);
        let (left, right) = line.split_once("=>").unwrap_or_else(|| panic!("{}: no =>: {line}", case.title));
        attributions.push(attribution(case, left, parent, &attributions));
        containers.push((indent, attributions.len() - 1));
        wanted.push(right.trim().to_string());
    }
    let document = Document::new("case", case.text.as_str()).unwrap();
    let found = resolve(&document, &attributions, knowledge);
    for (at, want) in wanted.iter().enumerate() {
        let got = printed_chain(&found, at);
        if &got != want {
            let content = document.slice(attributions[at].content[0]);
            writeln!(wrong, "{}: {content:?}\n  is        {got}\n  should be {want}", case.title).unwrap();
        }
    }
    let got: Vec<String> = found.tellers.iter().map(printed_teller).collect();
    let want: Vec<&str> = case.tellers.lines().filter(|l| !l.trim().is_empty()).collect();
    if got != want {
        writeln!(
            wrong,
            "{}: tellers\n  are       {}\n  should be {}",
            case.title,
            got.join("\n            "),
            want.join("\n            ")
        )
        .unwrap();
    }
}

pub(super) fn attribution(
    case: &Case,
    line: &str,
    parent: Option<usize>,
    before: &[Attribution],
) -> Attribution {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let [source, cue, content] = parts[..] else { panic!("{}: not three parts: {line}", case.title) };
    let cursor = match parent {
        Some(parent) => before[parent].content[0].start(),
        None => before.iter().rev().find(|a| a.parent.is_none()).map_or(0, |a| a.content[0].start()),
    };
    let mut pieces: Vec<Span> = Vec::new();
    for piece in content.split(" ... ") {
        let from = pieces.last().map_or(cursor, |p| p.end());
        let at =
            case.text[from..].find(piece).unwrap_or_else(|| panic!("{}: no content {piece:?}", case.title))
                + from;
        pieces.push(Span::new(at, at + piece.len()));
    }
    let anchor = pieces[0].join(*pieces.first().unwrap());
    let cue = (cue != "-").then(|| nearest(case, cue, anchor, &pieces));
    let named = !matches!(source, "-" | "+");
    Attribution {
        parent,
        source: named.then(|| nearest(case, source, cue.unwrap_or(anchor), &pieces)),
        content: pieces,
        cue,
        addressee: None,
        follows: (source == "+").then(|| before.len() - 1),
        stance: Stance::Asserts,
        scope: Scope::Told,
        confidence: 90,
    }
}

/// The occurrence of words nearest to a span, outside the content's first piece unless the content is around it.
fn nearest(case: &Case, words: &str, to: Span, content: &[Span]) -> Span {
    let whole = |at: usize| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(case.text[..at].chars().next_back()) && !letter(case.text[at + words.len()..].chars().next())
    };
    let spans = case.text.match_indices(words).map(|(at, _)| at).filter(|at| whole(*at));
    spans
        .map(|at| Span::new(at, at + words.len()))
        .min_by_key(|s| {
            let inside = content.iter().any(|c| c.overlaps(*s));
            let apart = s.start().max(to.start()) - s.end().min(to.end()).min(s.start().max(to.start()));
            (inside, apart)
        })
        .unwrap_or_else(|| panic!("{}: no words {words:?}", case.title))
}

fn printed_chain(found: &Resolved, at: usize) -> String {
    let names: Vec<&str> =
        found.chains[at].iter().map(|h| found.tellers[h.teller.0 as usize].name.as_str()).collect();
    let end = match found.ends[at] {
        End::Witness => " ; witness",
        End::Record => " ; record",
        End::Untold => "",
    };
    format!("{}{end}", if names.is_empty() { "nobody".to_string() } else { names.join(" > ") })
}

fn printed_teller(teller: &Teller) -> String {
    let kind = match teller.kind {
        TellerKind::Person => "person",
        TellerKind::Organisation => "organisation",
        TellerKind::Publication => "publication",
        TellerKind::Unknown => "unknown",
    };
    let number = match teller.number {
        Number::One => "one",
        Number::Several => "several",
        Number::Unknown => "unknown",
    };
    let anonymous = if teller.anonymous { " anonymous" } else { "" };
    let of = teller.of.as_ref().map(|of| format!(" of {of}")).unwrap_or_default();
    format!("{} : {kind} {number}{anonymous}{of}", teller.name)
}
