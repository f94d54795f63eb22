//! `firsthand copies`: documents in, who took from whom out.

mod manifest;
mod sources;

use super::opening::{self, CaseArgs};
use super::stop::{Stop, settled};
use super::{Streams, misuse, width};
use crate::failure::Exit;
use crate::inputs::{self, Input};
use crate::page::{self, safe};
use crate::progress::Progress;
use clap::Args;
use firsthand_core::link::copies::{self, Text};
use jiff::civil::Date;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

const DETAILS: &str = "\
FILE is one list of documents (.jsonl, or - for standard input), one case, or any files and folders as for
`firsthand read`. A line of a list is {\"id\": …, \"text\": … or \"path\": …, \"outlet\": …, \"published\": …}; a path is
seen from the list's folder, `published` is a day, a month or null. In a case marks of private persons are
masked. The page shows each family of documents as a tree, the earliest first; what hangs under a document
took from it. With --json: one line for each pair, with the passages (docs/copies.md). What is shown is a
proposal with its reason: a copy proves who was read, not who is right.

Examples:
  firsthand copies docs.jsonl
  firsthand copies docs.jsonl --json > edges.jsonl
  firsthand copies reports/
  firsthand copies river.case

Exit status: 0 all compared, 1 something could not be read (the rest was compared), 2 wrong command line";

/// What `firsthand copies` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct CopiesArgs {
    /// A list of documents, a case, or files and folders
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<OsString>,
    /// Print one JSON object a line for each pair
    #[arg(long)]
    pub json: bool,
    /// Draw trees in plain ASCII [default: as the terminal's language settings say]
    #[arg(long, conflicts_with = "json")]
    pub ascii: bool,
    /// Columns of the page [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = width, conflicts_with = "json")]
    pub width: Option<u16>,
    /// Say nothing of progress
    #[arg(long, short)]
    pub quiet: bool,
    /// File whose first line is the passphrase, where FILE is a case [default: asked on the terminal]
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

/// A document to compare.
#[derive(Clone, Debug)]
struct Doc {
    /// What the output calls it.
    id: String,
    /// Its headline, where one is known.
    title: Option<String>,
    /// As read: NFC, LF.
    text: String,
    outlet: Option<String>,
    /// First and last day on which it may have been published.
    published: Option<(Date, Date)>,
}

pub(super) fn run(args: &CopiesArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    if args.files.iter().any(|f| f == "-") && args.files.len() > 1 {
        return Ok(misuse("standard input (-) is a list of documents and comes alone"));
    }
    let found = inputs::expand(&args.files);
    let read = match &found[..] {
        [Ok(Input::File(path))] if opening::is_case(path) => {
            let case = CaseArgs { case: path.clone(), passphrase_file: args.passphrase_file.clone() };
            sources::case(&case, streams).map(|docs| (docs, Exit::Done))
        }
        // A folder with one list in it is meant as a folder.
        [Ok(input)] if args.files.len() == 1 && manifest::is_one(input, &args.files[0]) => {
            manifest::read(input, args.quiet, streams)
        }
        _ => Ok(sources::files(&found, args.quiet, streams)),
    };
    match read {
        Ok((docs, exit)) => show(args, &docs, streams).map(|()| exit),
        Err(stop) => settled(Err(stop), streams),
    }
}

/// Compares the documents and prints what was found.
fn show(args: &CopiesArgs, docs: &[Doc], streams: &mut Streams<'_>) -> io::Result<()> {
    let texts: Vec<Text<'_>> = docs
        .iter()
        .map(|d| Text { text: &d.text, outlet: d.outlet.as_deref(), published: d.published })
        .collect();
    let sizes = docs.iter().map(|d| d.text.len() as u64);
    let progress = Progress::of_sizes(sizes, &streams.terminal, args.quiet);
    let mut told = 0;
    let edges = copies::find_with(&texts, &mut |done, _| {
        (told..done).for_each(|_| progress.step());
        told = done;
    });
    progress.finish();
    if args.json {
        let names: Vec<String> = docs.iter().map(|d| d.id.clone()).collect();
        for edge in &edges {
            writeln!(streams.out, "{}", safe::json(copies::to_json(edge, &texts, &names).to_string()))?;
        }
        return Ok(());
    }
    let labels: Vec<page::Label> = docs
        .iter()
        .map(|d| page::Label {
            id: d.id.clone(),
            title: d
                .title
                .clone()
                .or_else(|| d.text.lines().find(|l| !l.trim().is_empty()).map(str::to_owned)),
            outlet: d.outlet.clone(),
            published: d.published,
        })
        .collect();
    let look = streams.look(args.width);
    streams.out.write_all(page::notice(&look).as_bytes())?;
    let ascii = args.ascii || !streams.terminal.unicode;
    streams.out.write_all(page::copies(&edges, &labels, &look, ascii).as_bytes())
}

/// What reading gives: the documents, and whether all could be read.
type Docs = Result<(Vec<Doc>, Exit), Stop>;
