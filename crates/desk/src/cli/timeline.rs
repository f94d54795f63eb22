//! `firsthand timeline`: articles in, what was done in order of time out.

use super::gather::gather;
use super::opening::{self, CaseArgs};
use super::stop::settled;
use super::{Streams, complain, misuse, timeline_case, width};
use crate::child::{Parsers, Patience};
use crate::failure::{Code, Exit, Failure};
use crate::inputs::{self, Given, Input};
use crate::page::{self, safe};
use clap::Args;
use firsthand_core::model::{Meta, Reading};
use firsthand_core::{Reader, timeline, weights};
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

const DETAILS: &str = "\
FILE is as for `firsthand read`, or one case, of which all documents are read, with marks of private
persons masked. Each entry has a bar over the whole time, faded where no first or last
day is told; what was done, by whom, to whom, as told; and who tells it, page inwards. What is told of
\"now\" stands at the day of publication, what is told of \"the past\" before it: without a day of
publication, neither has a place. Nothing is added up and nobody is ranked.

Examples:
  firsthand timeline article.txt
  firsthand timeline reports/ --subject 'phone crackdown'
  firsthand timeline reports/ --subject house-search --json
  firsthand timeline river.case --subject phones

Exit status: 0 all read, 1 something could not be read (the rest was), 2 wrong command line";

/// What `firsthand timeline` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct TimelineArgs {
    /// Files, folders, patterns, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<OsString>,
    /// Only acts in which all of these words are found: a kind of act, a body, a group, a matter
    #[arg(long, value_name = "WORDS")]
    pub subject: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Bars in plain ASCII [default: as the terminal's language settings say]
    #[arg(long, conflicts_with = "json")]
    pub ascii: bool,
    /// Columns of the page [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = width, conflicts_with = "json")]
    pub width: Option<u16>,
    /// Day of publication, such as 2017-06-15
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// File whose first line is the passphrase, where FILE is a case [default: asked on the terminal]
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

pub(super) fn run(args: &TimelineArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    if args.files.iter().filter(|f| *f == "-").count() > 1 {
        return Ok(misuse("standard input (-) can be read only once"));
    }
    let published = match args.published.as_deref().map(|t| (t, firsthand_ingest::date(t))) {
        None => None,
        Some((_, Some(date))) => Some(date),
        Some((text, None)) => {
            let failure = Failure::new(Code::BadPublished, format!("--published {text}"));
            complain(&failure, streams.err, &streams.terminal);
            return Ok(Exit::Usage);
        }
    };
    let given = Given { meta: Meta { published, ..Meta::default() }, charset: None, dates_only: false };
    let found = inputs::expand(&args.files);
    let case = match &found[..] {
        [Ok(Input::File(path))] if opening::is_case(path) => Some(path.clone()),
        _ => None,
    };
    let (readings, paths, exit) = match case {
        Some(case) => {
            let case = CaseArgs { case, passphrase_file: args.passphrase_file.clone() };
            match timeline_case::read(&case, streams) {
                Ok((readings, paths)) => (readings, paths, Exit::Done),
                Err(stop) => return settled(Err(stop), streams),
            }
        }
        None => read_all(&found, &given, streams),
    };
    let pages: Vec<&Reading> = readings.iter().collect();
    let subject: Vec<String> = args.subject.iter().cloned().collect();
    let line = timeline::timeline(&pages, &subject);
    if args.json {
        let json = safe::json(timeline::to_json(&line, &pages, &paths));
        writeln!(streams.out, "{json}")?;
        return Ok(exit);
    }
    let look = streams.look(args.width);
    let ascii = args.ascii || !streams.terminal.unicode;
    streams.out.write_all(page::notice(&look).as_bytes())?;
    streams.out.write_all(page::timeline(&line, &pages, &paths, &look, ascii).as_bytes())?;
    Ok(exit)
}

/// Reads everything; what fails is complained of.
pub(super) fn read_all(
    found: &[Result<Input, Failure>],
    given: &Given,
    streams: &mut Streams<'_>,
) -> (Vec<Reading>, Vec<Option<String>>, Exit) {
    let reader = Reader::english().with(weights::english());
    let parsers = Parsers::new(Patience::default());
    let (mut readings, mut paths) = (Vec::new(), Vec::new());
    let open = |input: &Input| inputs::readings(&reader, &parsers, input, given);
    let exit = gather(found, None, streams, open, |read| {
        paths.push(read.path);
        readings.push(read.reading);
    });
    (readings, paths, exit)
}
