//! Golden cases: runs every heading of `cases/tell/*.md` as a test of its own.
//!
//! `cargo test -p firsthand-core --test cases -- "HEADING"` runs those whose file name or heading holds the words.
//! `FIRSTHAND_BLESS=1` before it rewrites the expectations of the cases that fail, for review with `git diff`.
//! Tests named `notation ...` check the case files themselves: that they parse, and that what they expect stands in
//! their article. How a case is written is told in `cases/README.md`.

mod compare;
mod markdown;
mod notation;
mod resolve;
mod selftest;
mod telling;

use firsthand_core::Reader;
use firsthand_core::model::{Document, Meta};
use libtest_mimic::{Arguments, Failed, Trial};
use markdown::{CaseFile, Section};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, LazyLock, Mutex};

static READER: LazyLock<Reader> = LazyLock::new(Reader::english);

/// One rewriter at a time: several headings of a file may be blessed at once.
static BLESSING: Mutex<()> = Mutex::new(());

#[expect(
    clippy::disallowed_methods,
    reason = "a test runner sees its command line and environment; core does not"
)]
fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let bless = std::env::var("FIRSTHAND_BLESS").is_ok_and(|value| value == "1");
    let mut trials = selftest::trials();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/tell");
    match case_files(&folder) {
        Ok(paths) => paths.into_iter().for_each(|path| add_file(&mut trials, path, bless)),
        Err(why) => trials.push(Trial::test("notation: the folder of cases", move || Err(why.into()))),
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The Markdown files of a folder, by name.
fn case_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("cannot list {}: {e}", folder.display()))?;
    let mut paths: Vec<_> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|x| x == "md"))
        .collect();
    paths.sort();
    if paths.is_empty() { Err(format!("no case in {}", folder.display())) } else { Ok(paths) }
}

/// Adds a file's tests: one on its notation, one a section.
fn add_file(trials: &mut Vec<Trial>, path: PathBuf, bless: bool) {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let parsed = read(&path).and_then(|text| CaseFile::parse(&text));
    let file = match parsed {
        Ok(file) => file,
        Err(why) => {
            trials.push(Trial::test(format!("notation: {name}"), move || Err(why.into())));
            return;
        }
    };
    let path = Arc::new(path);
    for section in &file.sections {
        let (section, path) = (section.clone(), Arc::clone(&path));
        let title = format!("{name}: {}", section.heading);
        trials.push(Trial::test(title, move || run(&section, &path, bless)));
    }
    trials.push(Trial::test(format!("notation: {name}"), move || Ok(selftest::check_file(&file)?)));
}

/// Reads the section's article and compares what was found with what is expected.
fn run(section: &Section, path: &Path, bless: bool) -> Result<(), Failed> {
    let document = Document::new("case", section.article.as_str()).ok_or("the article is too long")?;
    let found = telling::found(&READER.read(document, Meta::default()));
    let expected = resolve::expected(&section.tellings, &section.article)?;
    let difference = compare::difference(&expected, &found);
    match (&section.known_gap, difference) {
        (None, None) => Ok(()),
        (Some(_), Some(_)) => Ok(()),
        (Some(reason), None) => {
            Err(format!("this passes now: delete its line \"Known gap: {reason}\"").into())
        }
        (None, Some(_)) if bless => {
            rewrite(section, path, &found.only_what(&expected))?;
            Ok(())
        }
        (None, Some(difference)) => Err(format!("line {}\n{difference}", section.tellings_line).into()),
    }
}

/// Puts what was found in the place of what was expected.
fn rewrite(section: &Section, path: &Path, found: &telling::Tellings) -> Result<(), String> {
    let _one = BLESSING.lock().map_err(|_| "another rewrite failed")?;
    let text = read(path)?;
    let new =
        markdown::replace_tellings(&text, &section.heading, &notation::render(found, &section.article))?;
    write(path, &new)
}

#[expect(clippy::disallowed_methods, reason = "the cases are files; core itself does no IO")]
fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

#[expect(clippy::disallowed_methods, reason = "blessing rewrites the cases; core itself does no IO")]
fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|e| format!("cannot write {}: {e}", path.display()))
}
