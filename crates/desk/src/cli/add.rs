//! `firsthand add`: files into a case.

use super::opening::{AsArgs, CaseArgs};
use super::reread;
use super::stop::{Stop, settled};
use super::{Streams, complain};
use crate::adding::{self, Add, Added, Common, Tally, Task};
use crate::child::{Parsers, Patience};
use crate::failure::{Exit, Failure};
use crate::page::safe;
use crate::pool;
use crate::progress::Progress;
use crate::roles::Deed;
use clap::Args;
use firsthand_case::Case;
use firsthand_core::model::Meta;
use firsthand_ingest::{Charset, Hints};
use serde_json::json;
use std::ffi::OsString;
use std::io;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

const DETAILS: &str = "\
PATH is a file, a folder (all files in it and below) or a pattern. Text, HTML, PDF, DOCX, ODT, EPUB, e-mail, mbox,
RSS, Atom, JSON Feed, WARC, WACZ, ZIP, JSONL and CSV are opened, in a process of their own without the case's
keys. Every original is kept byte for byte, the same bytes once. A killed 'add' goes on where it was: give the
same command again. Numbers and addresses that lead to private persons are masked wherever texts are shown.

Examples:
  firsthand add river.case reports/
  firsthand add river.case dump.wacz --later       store and index now, read for statements later
  firsthand add river.case inbox.mbox --as heron --json

Exit status: 0 all added, 1 something could not be (the rest was), 2 nothing could be done";

/// What `firsthand add` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct AddArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// Files, folders, patterns
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<OsString>,
    #[command(flatten)]
    pub who: AsArgs,
    /// Store and index alone; 'firsthand reread' reads later
    #[arg(long, help_heading = "How to work")]
    pub later: bool,
    /// The publication that carries them
    #[arg(long, value_name = "NAME", help_heading = "What is known of the documents")]
    pub outlet: Option<String>,
    /// Charset of text files, such as euc-kr [default: what the file says, else UTF-8, else a guess]
    #[arg(long, value_name = "NAME", value_parser = super::read::charset, help_heading = "What is known of the documents")]
    pub charset: Option<Charset>,
    /// Files opened at the same time [default: the processors there are]
    #[arg(long, value_name = "N", value_parser = super::read::jobs, help_heading = "How to work")]
    pub jobs: Option<NonZeroUsize>,
    /// Print one JSON object a line for each file, once it is stored
    #[arg(long)]
    pub json: bool,
    /// Show no progress
    #[arg(long, short, help_heading = "How to work")]
    pub quiet: bool,
}

pub(super) fn run(args: &AddArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let done = add(args, streams);
    settled(done, streams)
}

fn add(args: &AddArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let case = args.case.open(streams)?;
    let tasks = adding::expand(&args.paths);
    let mut exit = store(args, &case, &tasks, streams)?;
    if !args.later {
        let reading = reread::work_off(&args.case, &case, args.jobs, args.quiet, args.json, streams)?;
        if reading != Exit::Done {
            exit = reading;
        }
    }
    Ok(exit)
}

/// Stores all files and tells what became of them.
fn store(
    args: &AddArgs,
    case: &Case,
    tasks: &[Result<Task, Failure>],
    streams: &mut Streams<'_>,
) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| args.case.told(&e);
    let reader = args.case.reader(case)?;
    let by = args.who.signer(Deed::Add, &args.case, &reader)?.map(|signer| signer.person);
    let mut writer = args.case.writer(case)?;
    let run = writer.batch(|batch| batch.begin_run("add", by)).map_err(told)?;
    let meta = Meta { outlet: args.outlet.clone(), ..Meta::default() };
    let core = firsthand_core::Reader::english();
    let common = Common { hints: Hints { charset: args.charset, ..Hints::default() }, meta, core };
    let parsers = Parsers::new(Patience::default());
    if let Some(sandbox) = parsers.sandbox().filter(|sandbox| !sandbox.is_whole()) {
        writeln!(
            streams.err,
            "note: this system does not keep the process that parses from {}; add only what you would open elsewhere too.",
            sandbox.missing()
        )?;
    }
    let jobs = pool::threads(args.jobs);
    let how = Add { tasks, jobs, by, run };
    let sizes = tasks.iter().map(|t| t.as_ref().map_or(0, |t| t.size));
    let progress = Progress::of_sizes(sizes, &streams.terminal, args.quiet);
    let mut outcome = Ok(());
    let mut exit = Exit::Done;
    let added = adding::add(&how, &common, &parsers, &reader, &mut writer, &mut |added| {
        if !added.failures.is_empty() {
            exit = Exit::Failed;
        }
        outcome = progress.aside(|| tell(added, tasks, args.json, streams));
        progress.step();
        if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    progress.finish();
    outcome?;
    let tally = added.map_err(told)?;
    writer.batch(|batch| batch.end_run(run)).map_err(told)?;
    if !args.json {
        summary(&tally, streams)?;
    }
    Ok(exit)
}

/// One file: its failures, and a line of JSON where that is asked for.
fn tell(
    added: &Added,
    tasks: &[Result<Task, Failure>],
    json: bool,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    for failure in &added.failures {
        complain(failure, streams.err, &streams.terminal);
    }
    if !json {
        return Ok(());
    }
    let path = tasks[added.task].as_ref().map(Task::name).ok();
    let line = json!({
        "path": path,
        "state": added.state,
        "original": added.original,
        "documents": added.documents,
        "codes": added.failures.iter().map(Failure::code).collect::<Vec<_>>(),
    });
    writeln!(streams.out, "{}", safe::json(line.to_string()))?;
    // Whoever waits for the line may rely on what it says.
    streams.out.flush()
}

/// What became of all files, in a few lines.
fn summary(tally: &Tally, streams: &mut Streams<'_>) -> io::Result<()> {
    const MEANS: [(&str, &str); 4] = [
        ("stored", "new"),
        ("known", "already in the case: the same bytes, or the same file as before"),
        ("kept", "original kept, though no text could be taken out of it"),
        ("refused", "not taken"),
    ];
    let faint = streams.terminal.out.faint;
    let files: u64 = tally.states.values().sum();
    writeln!(streams.out, "Files: {files}. Documents stored: {}.", tally.documents)?;
    for (state, means) in MEANS {
        if let Some(count) = tally.states.get(state) {
            writeln!(streams.out, "  {state:<8}{count:>8}  {faint}{means}{faint:#}")?;
        }
    }
    for (code, count) in &tally.codes {
        writeln!(streams.out, "  {code:<8}{count:>8}  {faint}see 'docs/errors.md'{faint:#}")?;
    }
    Ok(())
}
