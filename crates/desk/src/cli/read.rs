//! `firsthand read`: articles in, statements with their chains of telling out.

use super::{Streams, complain, misuse, width};
use crate::child::{Parsers, Patience};
use crate::failure::{Code, Exit, Failure};
use crate::guard::Fault;
use crate::inputs::{self, Given, Input};
use crate::page::{self, Look, safe};
use crate::pool;
use crate::progress::Progress;
use clap::{Args, ValueEnum};
use firsthand_core::model::{self, Meta};
use firsthand_core::read::dates::DatePolicy;
use firsthand_core::{Reader, weights};
use firsthand_ingest::Charset;
use std::ffi::OsString;
use std::io;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;

const DETAILS: &str = "\
FILE is a text, HTML, PDF, DOCX, ODT or EPUB file, an e-mail or mailbox, a feed, a web archive (WARC,
WACZ), a ZIP, lines of JSON or a CSV table; a folder (its files of these kinds and those below it); a
pattern such as 'reports/**/*.txt', or - for standard input. A file may hold many documents: each is a
page of its own, named as in archive.zip!/a/b.html. Pages come in the order given.

What the file does not say of itself may stand beside NAME.txt in NAME.meta.json (published, outlet,
title, language, made_by, url) or in the flags; flags win over the side file, the side file over the text.

Examples:
  firsthand read article.txt
  firsthand read reports/ --json --jobs 4 > out.jsonl
  firsthand read - --published 2017-06-15 --outlet 'Harbour Radio' < article.txt

Exit status: 0 all read, 1 something could not be read (the rest was), 2 wrong command line";

/// What `firsthand read` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct ReadArgs {
    /// Files, folders, patterns, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<OsString>,
    /// Print one JSON object a line for each document
    #[arg(long)]
    pub json: bool,
    /// Show wider attributions as well: plans, decisions, knowledge
    #[arg(long, conflicts_with = "json")]
    pub all: bool,
    /// Show what is said in full instead of one line of it
    #[arg(long, conflicts_with = "json")]
    pub full: bool,
    /// Columns of the page [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = width, conflicts_with = "json")]
    pub width: Option<u16>,
    /// Day of publication, such as 2017-06-15
    #[arg(long, value_name = "DATE", help_heading = "What is known of the documents")]
    pub published: Option<String>,
    /// The publication that carries them
    #[arg(long, value_name = "NAME", help_heading = "What is known of the documents")]
    pub outlet: Option<String>,
    /// Headline (of one document)
    #[arg(long, value_name = "TEXT", help_heading = "What is known of the documents")]
    pub title: Option<String>,
    /// Address it was published at (of one document)
    #[arg(long, value_name = "ADDRESS", help_heading = "What is known of the documents")]
    pub url: Option<String>,
    /// Language of the text; English is the only one so far
    #[arg(long, value_name = "TAG", value_parser = language, help_heading = "What is known of the documents")]
    pub language: Option<String>,
    /// Table of what vague words of time cover ("late", "recently"), in TOML [default: as in docs/dates.md]
    #[arg(long, value_name = "FILE", help_heading = "How to work")]
    pub date_policy: Option<PathBuf>,
    /// Charset of the files, such as euc-kr [default: what the file says, else UTF-8, else a guess]
    #[arg(long, value_name = "NAME", value_parser = charset, help_heading = "What is known of the documents")]
    pub charset: Option<Charset>,
    /// Documents read at the same time [default: the processors there are]
    #[arg(long, value_name = "N", value_parser = jobs, help_heading = "How to work")]
    pub jobs: Option<NonZeroUsize>,
    /// Read by rules alone, without the trained networks: faster, and finds less
    #[arg(long, help_heading = "How to work")]
    pub rules: bool,
    /// Find only these, and leave all else out: for dates, much faster. With --json
    #[arg(
        long,
        value_name = "WHAT",
        requires = "json",
        conflicts_with = "rules",
        help_heading = "How to work"
    )]
    pub only: Option<Only>,
    /// Show no progress
    #[arg(long, short, help_heading = "How to work")]
    pub quiet: bool,
}

/// What `--only` finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// Expressions of time: `dates` as without --only; `tellers`, `statements` and `notes` are empty
    Dates,
}

/// Takes a BCP 47 tag of English.
fn language(tag: &str) -> Result<String, String> {
    let first = tag.split(['-', '_']).next().unwrap_or_default();
    if first.eq_ignore_ascii_case("en") {
        Ok(tag.to_owned())
    } else {
        Err("only English (en) is read in this version".to_owned())
    }
}

/// Takes how many documents are read at the same time.
pub(super) fn jobs(number: &str) -> Result<NonZeroUsize, String> {
    number.parse().map_err(|_| "--jobs takes a number from 1 up".to_owned())
}

/// Takes a name of the WHATWG list.
pub(super) fn charset(name: &str) -> Result<Charset, String> {
    Charset::named(name).map_err(|e| format!("{} {}", e.what(), e.hint()))
}

pub(super) fn run(args: &ReadArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    if args.files.iter().filter(|f| *f == "-").count() > 1 {
        return Ok(misuse("standard input (-) can be read only once"));
    }
    let found = inputs::expand(&args.files);
    if found.len() > 1 && (args.title.is_some() || args.url.is_some()) {
        return Ok(misuse("--title and --url describe one document, and there are several"));
    }
    let given = match given(args) {
        Ok(given) => given,
        Err(failure) => {
            complain(&failure, streams.err, &streams.terminal);
            return Ok(Exit::Usage);
        }
    };
    let policy = match args.date_policy.as_deref().map(inputs::date_policy).transpose() {
        Ok(policy) => policy.unwrap_or_default(),
        Err(failure) => {
            complain(&failure, streams.err, &streams.terminal);
            return Ok(Exit::Usage);
        }
    };
    let look = look(args, streams);
    read_all(args, policy, &found, &given, &look, streams)
}

/// What the flags say of every document.
fn given(args: &ReadArgs) -> Result<Given, Failure> {
    let published = match &args.published {
        None => None,
        Some(text) => Some(
            firsthand_ingest::date(text)
                .ok_or_else(|| Failure::new(Code::BadPublished, format!("--published {text}")))?,
        ),
    };
    let meta = Meta {
        title: args.title.clone(),
        language: args.language.clone(),
        published,
        outlet: args.outlet.clone(),
        made_by: Vec::new(),
        url: args.url.clone(),
    };
    Ok(Given { meta, charset: args.charset, dates_only: args.only == Some(Only::Dates) })
}

fn look(args: &ReadArgs, streams: &Streams<'_>) -> Look {
    Look { all: args.all, full: args.full, ..streams.look(args.width) }
}

/// Reads everything and prints it as its turn comes.
fn read_all(
    args: &ReadArgs,
    policy: DatePolicy,
    found: &[Result<Input, Failure>],
    given: &Given,
    look: &Look,
    streams: &mut Streams<'_>,
) -> io::Result<Exit> {
    let reader = Reader::english().with_policy(policy);
    let reader = if args.rules || given.dates_only { reader } else { reader.with(weights::english()) };
    let progress = Progress::start(found, &streams.terminal, args.quiet);
    let jobs = pool::threads(args.jobs);
    let parsers = Parsers::new(Patience::default());
    let mut turn = found.iter();
    let mut printer = Printer { json: args.json, look, printed: 0, exit: Exit::Done };
    let mut outcome = Ok(());
    pool::in_order(
        found,
        jobs,
        |task| task.as_ref().map_or(0, Input::size),
        |task| match task {
            Ok(input) => all(&reader, &parsers, input, given, args.json, look),
            Err(failure) => vec![Err(failure.clone())],
        },
        |result| {
            let name = || turn.next().and_then(|t| t.as_ref().ok()).map_or(String::new(), Input::name);
            let results = settle(result, name);
            // Only what a person sees has to make room: drawing anew for each of many files would cost.
            let seen = streams.terminal.shown || results.iter().any(Result::is_err);
            let print = || results.into_iter().try_for_each(|result| printer.print(result, streams));
            outcome = if seen { progress.aside(print) } else { print() };
            progress.step();
            if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        },
    );
    progress.finish();
    outcome.map(|()| printer.exit)
}

/// What is printed of one input: a text or a failure for each document in it.
type Texts = Vec<Result<String, Failure>>;

/// A bug met in one input is that input's failure.
fn settle(result: Result<Texts, Fault>, name: impl FnOnce() -> String) -> Texts {
    let name = name();
    result.unwrap_or_else(|fault| vec![Err(Failure::of_fault(name, fault))])
}

/// The documents of one input, as they will be printed.
fn all(reader: &Reader, parsers: &Parsers, input: &Input, given: &Given, json: bool, look: &Look) -> Texts {
    let print = |read: inputs::Read| {
        let path = read.path.as_deref();
        if json {
            safe::json(model::to_json(&read.reading, path)) + "\n"
        } else {
            page::page(&read.reading, path, look)
        }
    };
    inputs::readings(reader, parsers, input, given).into_iter().map(|read| read.map(print)).collect()
}

/// Prints results in turn: documents on standard output, failures on standard error.
struct Printer<'a> {
    json: bool,
    look: &'a Look,
    /// Documents printed so far.
    printed: usize,
    exit: Exit,
}

impl Printer<'_> {
    fn print(&mut self, result: Result<String, Failure>, streams: &mut Streams<'_>) -> io::Result<()> {
        match result {
            Err(failure) => {
                self.exit = Exit::Failed;
                // What came before it on standard output is seen before it.
                streams.out.flush()?;
                complain(&failure, streams.err, &streams.terminal);
                Ok(())
            }
            Ok(text) => {
                if !self.json {
                    let between =
                        if self.printed == 0 { page::notice(self.look) } else { page::rule(self.look) };
                    streams.out.write_all(between.as_bytes())?;
                }
                self.printed += 1;
                streams.out.write_all(text.as_bytes())?;
                if streams.terminal.shown { streams.out.flush() } else { Ok(()) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bug_in_one_document_names_the_file_and_the_place() {
        let fault = Fault { place: Some("core/src/x.rs:7".into()) };
        let failures = settle(Err(fault), || "a.txt".into());
        let [Err(failure)] = failures.as_slice() else { panic!("one failure") };
        assert_eq!(failure.code(), "FH-090");
        assert!(failure.to_string().contains("a.txt: ") && failure.to_string().contains("(core/src/x.rs:7)"));
    }
}
