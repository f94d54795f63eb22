//! Golden cases of copies: runs every heading of `cases/link/copies/*.md` as a test of its own. How a case is written is told
//! in `cases/README.md`.
//!
//! `cargo test -p firsthand-core --test copies -- "HEADING"` runs those whose file name or heading holds the words.

mod markdown;

use firsthand_core::link::copies::{Edge, Text, find};
use jiff::civil::Date;
use libtest_mimic::{Arguments, Failed, Trial};
use std::process::ExitCode;

/// A document of a case.
#[derive(Clone, Debug)]
struct Doc {
    id: String,
    published: Option<(Date, Date)>,
    outlet: Option<String>,
    text: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for (name, markdown) in markdown::files("link/copies") {
        for case in markdown.split("\n## ").skip(1) {
            let (heading, body) = case.split_once('\n').expect("a heading has a body");
            let body = body.to_owned();
            trials.push(Trial::test(format!("{name}: {heading}"), move || run(&body)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The fenced blocks of a case: information line and body.
fn blocks(body: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, Vec<&str>)> = None;
    for line in body.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(about)) => open = Some((about, Vec::new())),
            (Some(_), Some(_)) => blocks.extend(open.take().map(|(about, lines)| (about, lines.join("\n")))),
            (Some((_, lines)), None) => lines.push(line),
            (None, None) => {}
        }
    }
    blocks
}

fn doc(about: &str, text: String) -> Doc {
    let mut parts = about.splitn(3, ' ');
    let id = parts.next().expect("an id").to_owned();
    let published = match parts.next().expect("a date or -") {
        "-" => None,
        month if month.len() == 7 => {
            let first: Date = format!("{month}-01").parse().expect("a month");
            Some((first, first.last_of_month()))
        }
        day => day.parse().ok().map(|day| (day, day)),
    };
    let outlet = parts.next().filter(|o| *o != "-").map(str::to_owned);
    Doc { id, published, outlet, text }
}

fn run(body: &str) -> Result<(), Failed> {
    let blocks = blocks(body);
    let docs: Vec<Doc> = blocks
        .iter()
        .filter_map(|(about, text)| Some(doc(about.strip_prefix("text ")?, text.clone())))
        .collect();
    let expected = &blocks.iter().find(|(about, _)| *about == "copies").ok_or("no block of copies")?.1;
    compare(&docs, expected)?;
    // The order in which they come is no sign.
    let mut turned = docs.clone();
    turned.reverse();
    compare(&turned, expected)
        .map_err(|e| format!("in reverse order: {}", e.message().unwrap_or_default()).into())
}

fn compare(docs: &[Doc], expected: &str) -> Result<(), Failed> {
    let texts: Vec<Text<'_>> = docs
        .iter()
        .map(|d| Text { text: &d.text, outlet: d.outlet.as_deref(), published: d.published })
        .collect();
    let edges = find(&texts);
    let mut shown: Vec<String> = edges.iter().map(|e| line(e, docs)).collect();
    shown.sort();
    let heads: Vec<&str> = expected.lines().filter(|l| !l.starts_with(' ') && *l != "no copies").collect();
    if shown != heads {
        return Err(format!("expected {heads:?}\nfound {shown:?}").into());
    }
    let mut head = "";
    let mut turn = 0;
    for each in expected.lines() {
        let Some(passage) = each.strip_prefix("  ") else {
            (head, turn) = (each, 0);
            continue;
        };
        let edge = edges.iter().find(|e| line(e, docs) == head).ok_or("an edge before its passages")?;
        let (first, last) = passage.split_once(" [...] ").ok_or("first words [...] last words")?;
        let span = edge.spans.get(turn).ok_or(format!("no passage {turn} in {head}"))?;
        let taken = &docs[edge.from].text[span.from.clone()];
        if !taken.starts_with(first) || !taken.ends_with(last) {
            return Err(format!("{head}: expected {passage:?}, found {taken:?}").into());
        }
        turn += 1;
    }
    Ok(())
}

fn line(edge: &Edge, docs: &[Doc]) -> String {
    format!("{} from {}: {}, {}", docs[edge.from].id, docs[edge.to].id, edge.kind.name(), edge.why.name())
}
