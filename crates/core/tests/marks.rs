//! Golden cases of marks: runs every heading of `cases/guard/marks/*.md` as a test of its own.
//!
//! `cargo test -p firsthand-core --test marks -- "HEADING"` runs those whose file name or heading holds the words. Files named
//! `held-*.md` are measured as a whole and shown nowhere; `FIRSTHAND_MEASURE=1` prints the figures. How a case is written is
//! told in `cases/README.md`.

mod markdown;

use firsthand_core::guard::marks::{Kind, Lexicon, Mark, find, mask};
use libtest_mimic::{Arguments, Failed, Trial};
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;

/// One case: a text, the marks in it, and what is none.
#[derive(Debug)]
struct Case {
    heading: String,
    text: String,
    marks: Vec<(Kind, Range<usize>)>,
    others: Vec<Range<usize>>,
}

/// Marks of the 59 in the held files that were found when they were measured, once, after the patterns were made.
const HELD_FOUND: usize = 58;
/// Marks found there that the cases do not name.
const HELD_WRONG: usize = 1;

/// What was measured for a kind, or for all.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    /// Marks that the cases name.
    wanted: usize,
    /// Of these, found with their kind, in part at least.
    found: usize,
    /// Of these, found to the byte.
    exact: usize,
    /// Marks that were found.
    given: usize,
    /// Of these, marks of that kind in the cases too.
    right: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let files = markdown::files("guard/marks");
    let mut trials = Vec::new();
    let (mut marks, mut others) = (0, 0);
    let mut held = Vec::new();
    let mut open = Vec::new();
    for (name, markdown) in files {
        for case in cases(&markdown) {
            marks += case.marks.len();
            others += case.others.len();
            if name.starts_with("held-") {
                held.push(case);
                continue;
            }
            open.push(case);
        }
        if !name.starts_with("held-") {
            for case in cases(&markdown) {
                trials.push(Trial::test(format!("{name}: {}", case.heading), move || run(&case)));
            }
        }
    }
    trials.push(Trial::test("there are 150 marks and 150 others at least", move || {
        if marks >= 150 && others >= 150 { Ok(()) } else { Err(format!("{marks} and {others}").into()) }
    }));
    trials.push(Trial::test("held cases keep to their figures", move || measured(&held, &open)));
    trials.push(Trial::test("docs/marks.md has the program's tables", documented));
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn cases(markdown: &str) -> Vec<Case> {
    let mut all = Vec::new();
    for section in markdown.split("\n## ").skip(1) {
        let heading = section.lines().next().unwrap_or_default().to_owned();
        let block = |kind: &str| {
            let (_, rest) = section.split_once(&format!("```{kind}\n"))?;
            rest.split_once("\n```").map(|(body, _)| body.to_owned())
        };
        let (text, list) = block("text").zip(block("marks")).expect("a ```text and a ```marks block");
        let mut case = Case { heading, text, marks: Vec::new(), others: Vec::new() };
        let mut from = 0;
        for line in list.lines().filter(|l| !l.trim().is_empty()) {
            let (kind, words) = line.split_once("  ").expect("a kind, two spaces, the words");
            // In the order of the text for the marks; others may be given in any order.
            let at = case.text[from..].find(words).map(|at| from + at).or_else(|| case.text.find(words));
            let at = at.unwrap_or_else(|| panic!("{}: the text has no {words:?}", case.heading));
            let range = at..at + words.len();
            if kind == "-" {
                case.others.push(range);
            } else {
                from = range.end;
                let kind = Kind::of(kind).unwrap_or_else(|| panic!("{}: no kind {kind}", case.heading));
                case.marks.push((kind, range));
            }
        }
        all.push(case);
    }
    all
}

fn run(case: &Case) -> Result<(), Failed> {
    let found = find(&case.text, Lexicon::program());
    let mut wrong = String::new();
    for (kind, range) in &case.marks {
        if !found.iter().any(|m| m.kind == *kind && m.span == *range) {
            wrong += &format!("  - {}  {}\n", kind.word(), &case.text[range.clone()]);
        }
    }
    for mark in found.iter().filter(|m| !case.marks.iter().any(|(k, r)| *k == m.kind && *r == m.span)) {
        wrong +=
            &format!("  + {}  {}  ({})\n", mark.kind.word(), &case.text[mark.span.clone()], mark.pattern);
    }
    let masked = mask(&case.text, &found);
    if !find(&masked, Lexicon::program()).is_empty() {
        wrong += "  the masked text has marks\n";
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("- expected, + found\n{wrong}").into()) }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Scores by kind, the last for all kinds together; and the others that were marked.
fn scores(cases: &[Case]) -> ([Score; 9], usize) {
    let mut scores = [Score::default(); 9];
    let mut marked = 0;
    for case in cases {
        let found = find(&case.text, Lexicon::program());
        let hits = |kind: Kind, range: &Range<usize>| -> Vec<&Mark> {
            found.iter().filter(|m| m.kind == kind && overlap(&m.span, range)).collect()
        };
        for (kind, range) in &case.marks {
            let hits = hits(*kind, range);
            for score in [*kind as usize, 8] {
                scores[score].wanted += 1;
                scores[score].found += usize::from(!hits.is_empty());
                scores[score].exact += usize::from(hits.iter().any(|m| m.span == *range));
            }
        }
        for mark in &found {
            let right =
                case.marks.iter().any(|(kind, range)| *kind == mark.kind && overlap(range, &mark.span));
            for score in [mark.kind as usize, 8] {
                scores[score].given += 1;
                scores[score].right += usize::from(right);
            }
        }
        marked += case.others.iter().filter(|other| found.iter().any(|m| overlap(&m.span, other))).count();
    }
    (scores, marked)
}

fn measured(held: &[Case], open: &[Case]) -> Result<(), Failed> {
    let (scores_held, marked) = scores(held);
    if std::env::var_os("FIRSTHAND_MEASURE").is_some() {
        for (name, cases) in [("open", open), ("held", held)] {
            let (scores, marked) = scores(cases);
            let others: usize = cases.iter().map(|c| c.others.len()).sum();
            println!("{name}: {marked} of {others} others marked");
            let names = Kind::ALL.iter().map(|k| k.word()).chain(["all"]);
            for (name, s) in names.zip(scores) {
                println!(
                    "  {name}: found {} of {} ({} to the byte); right {} of {}",
                    s.found, s.wanted, s.exact, s.right, s.given
                );
            }
        }
    }
    let all = scores_held[8];
    let kept =
        all.wanted == 59 && all.found >= HELD_FOUND && all.given - all.right <= HELD_WRONG && marked == 0;
    if kept { Ok(()) } else { Err(format!("{all:?}, and {marked} others marked").into()) }
}

/// The table of kinds, as docs/marks.md has it.
fn kinds() -> String {
    let mut out = String::from("| kind | what | placeholder | patterns |\n|---|---|---|---|\n");
    for kind in Kind::ALL {
        let patterns = Lexicon::info(kind).len();
        out +=
            &format!("| {} | {} | `{}` | {patterns} |\n", kind.word(), kind.describe(), kind.placeholder());
    }
    out
}

/// The table of patterns, as docs/marks.md has it.
fn patterns() -> String {
    let mut out =
        String::from("| pattern | form laid down by | check | word beside it |\n|---|---|---|---|\n");
    for kind in Kind::ALL {
        for info in Lexicon::info(kind) {
            let check = info.check.as_deref().unwrap_or_default();
            let source = info.source.replace('|', "\\|");
            out += &format!(
                "| `{}/{}` | {source} | {check} | {} |\n",
                kind.word(),
                info.id,
                info.beside.join(", ")
            );
        }
    }
    out
}

#[expect(clippy::disallowed_methods, reason = "documentation is a file; core itself does no IO")]
fn documented() -> Result<(), Failed> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/marks.md");
    let page = std::fs::read_to_string(&path).expect("docs/marks.md").replace("\r\n", "\n");
    let mut should = page.clone();
    for (name, table) in [("kinds", kinds()), ("patterns", patterns())] {
        let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let (before, rest) = should.split_once(&open).expect("the mark before the table");
        let (_, after) = rest.split_once(&close).expect("the mark behind the table");
        should = format!("{before}{open}{table}{close}{after}");
    }
    if page == should {
        return Ok(());
    }
    if std::env::var("FIRSTHAND_BLESS").is_ok_and(|value| value == "1") {
        std::fs::write(&path, should).expect("written");
        return Ok(());
    }
    Err("FIRSTHAND_BLESS=1 cargo test -p firsthand-core --test marks rewrites the tables".into())
}
