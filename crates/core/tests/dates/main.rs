//! Golden cases of dates: runs every heading of `cases/dates/*.md` as a test of its own.
//!
//! `cargo test -p firsthand-core --test dates -- "HEADING"` runs those whose file name or heading holds the words.
//! `FIRSTHAND_BLESS=1` before it rewrites the expectations of the cases that fail, for review with `git diff`. How a case
//! is written is told in `cases/README.md`.

use firsthand_core::Reader;
use firsthand_core::model::{DateExpression, DateKind, Document, Meta};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{LazyLock, Mutex};

static READER: LazyLock<Reader> = LazyLock::new(Reader::english);
static BLESSING: Mutex<()> = Mutex::new(());

/// One case.
#[derive(Clone, Debug)]
struct Case {
    heading: String,
    text: String,
    expected: String,
}

#[expect(clippy::disallowed_methods, reason = "a test runner sees its environment and files; core does not")]
fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let bless = std::env::var("FIRSTHAND_BLESS").is_ok_and(|value| value == "1");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/dates");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of cases")
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|x| x == "md"))
        .collect();
    paths.sort();
    let mut trials = Vec::new();
    let mut expressions = 0;
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        for case in cases(&text) {
            expressions += case.expected.lines().filter(|l| l.contains("  ")).count();
            let path = path.clone();
            trials.push(Trial::test(format!("{name}: {}", case.heading), move || run(&case, &path, bless)));
        }
    }
    trials.push(Trial::test("there are at least two hundred expressions", move || {
        if expressions >= 200 { Ok(()) } else { Err(format!("there are {expressions}").into()) }
    }));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The cases of a file.
fn cases(markdown: &str) -> Vec<Case> {
    let mut all = Vec::new();
    for section in markdown.split("\n## ").skip(1) {
        let heading = section.lines().next().unwrap_or_default().to_owned();
        let block = |kind: &str| {
            let (_, rest) = section.split_once(&format!("```{kind}\n"))?;
            rest.split_once("\n```").map(|(body, _)| body.to_owned())
        };
        let (text, expected) = block("text").zip(block("dates")).expect("a ```text and a ```dates block");
        all.push(Case { heading, text, expected });
    }
    all
}

fn run(case: &Case, path: &Path, bless: bool) -> Result<(), Failed> {
    let mut lines = case.expected.lines().filter(|l| !l.trim().is_empty()).peekable();
    let published = lines.next_if(|l| l.starts_with("published: "));
    let day =
        published.map(|l| l["published: ".len()..].parse().map_err(|e| format!("{l}: {e}"))).transpose()?;
    let document = Document::new("case", case.text.as_str()).ok_or("the text is too long")?;
    let reading = READER.read_dates(document, Meta { published: day, ..Meta::default() });
    let want: Vec<&str> = lines.filter(|l| *l != "no dates").collect();
    let got: Vec<String> = reading
        .dates
        .iter()
        .map(|d| {
            let words = reading.document.slice(d.span).replace('\n', " ");
            let asked = want.iter().find(|w| w.split("  ").next() == Some(words.as_str())).copied();
            line(d, &words, asked.unwrap_or_default())
        })
        .collect();
    if got == want {
        return Ok(());
    }
    if bless {
        let head = published.map(|p| format!("{p}\n\n")).unwrap_or_default();
        let body = if got.is_empty() { "no dates".to_owned() } else { got.join("\n") };
        return rewrite(case, path, &(head + &body)).map_err(Failed::from);
    }
    let mut out = String::from("- expected, + found\n");
    want.iter().filter(|w| !got.iter().any(|g| g == *w)).for_each(|w| out += &format!("  - {w}\n"));
    got.iter().filter(|g| !want.contains(&g.as_str())).for_each(|g| out += &format!("  + {g}\n"));
    Err(out.into())
}

/// An expression as a case writes it; what else the case asks for is shown where `asked` has it.
fn line(d: &DateExpression, words: &str, asked: &str) -> String {
    let mut out = format!("{words}  {} {}", d.kind.word(), d.value);
    if let Some(modifier) = d.modifier {
        out += &format!(" {}", modifier.word());
    }
    let plain = d.kind == DateKind::Date
        && d.modifier.is_none()
        && d.value.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && [4, 7, 10].contains(&d.value.len());
    match &d.edtf {
        Some(edtf) if plain && *edtf == d.value => {}
        Some(edtf) => out += &format!("  edtf {edtf}"),
        None if plain => out += "  edtf none",
        None => {}
    }
    if asked.contains("  from ") {
        out += &format!("  from {}", d.anchor.map_or("none".into(), |a| a.to_string()));
    }
    if asked.contains("  days ") {
        out += &d.bounds.map_or("  days none".into(), |(a, b)| format!("  days {a} {b}"));
    }
    out
}

/// Puts what was found in the place of what was expected.
#[expect(clippy::disallowed_methods, reason = "blessing rewrites the cases; core itself does no IO")]
fn rewrite(case: &Case, path: &Path, block: &str) -> Result<(), String> {
    let _one = BLESSING.lock().map_err(|_| "another rewrite failed")?;
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let at = text.find(&format!("\n## {}\n", case.heading)).ok_or("the heading is gone")?;
    let old = format!("```dates\n{}\n```", case.expected);
    let place = at + text[at..].find(&old).ok_or("the block is gone")?;
    let new = format!("{}```dates\n{block}\n```{}", &text[..place], &text[place + old.len()..]);
    std::fs::write(path, new).map_err(|e| e.to_string())
}
