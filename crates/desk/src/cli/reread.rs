//! `firsthand reread`: works the queue of unread documents off, or reads documents again.

use super::Streams;
use super::opening::{AsArgs, CaseArgs};
use super::stop::{Stop, settled};
use crate::failure::{Code, Exit, Failure};
use crate::progress::Progress;
use crate::roles::Deed;
use crate::{cli, pool, work};
use clap::Args;
use firsthand_case::{Case, Id};
use firsthand_core::{Reader, weights};
use serde_json::json;
use std::io;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

const DETAILS: &str = "\
Without --all, reads what 'add --later' or a killed 'add' left unread. With --all, reads everything again, for
example with a newer program: what people corrected or decided stays as it is, all else is brought up to date,
and the older versions stay in the log.

Exit status: 0 all read, 1 something could not be read (the rest was), 2 nothing could be done";

/// What `firsthand reread` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct RereadArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    #[command(flatten)]
    pub who: AsArgs,
    /// Read all documents again, not only those that wait
    #[arg(long)]
    pub all: bool,
    /// Documents read at the same time [default: the processors there are]
    #[arg(long, value_name = "N", value_parser = super::read::jobs, help_heading = "How to work")]
    pub jobs: Option<NonZeroUsize>,
    /// Print one JSON object a line for each document, once its reading is stored
    #[arg(long)]
    pub json: bool,
    /// Show no progress
    #[arg(long, short, help_heading = "How to work")]
    pub quiet: bool,
}

pub(super) fn run(args: &RereadArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let done = reread(args, streams);
    settled(done, streams)
}

fn reread(args: &RereadArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let case = args.case.open(streams)?;
    args.who.signer(Deed::Reread, &args.case, &args.case.reader(&case)?)?;
    if args.all {
        queue_all(&args.case, &case)?;
    }
    work_off(&args.case, &case, args.jobs, args.quiet, args.json, streams)
}

/// Puts every document into the queue.
fn queue_all(at: &CaseArgs, case: &Case) -> Result<(), Stop> {
    const MANY: usize = 1000;
    let told = |e: firsthand_case::Error| at.told(&e);
    let (reader, mut writer) = (at.reader(case)?, at.writer(case)?);
    let mut after = None;
    loop {
        let some: Vec<Id> = reader.documents(after, MANY).map_err(told)?.iter().map(|r| r.id).collect();
        let Some(last) = some.last() else { return Ok(()) };
        after = Some(*last);
        writer.batch(|batch| some.iter().try_for_each(|id| batch.queue(*id))).map_err(told)?;
    }
}

/// Reads what waits in the queue, and tells how much was found.
pub(super) fn work_off(
    at: &CaseArgs,
    case: &Case,
    jobs: Option<NonZeroUsize>,
    quiet: bool,
    json: bool,
    streams: &mut Streams<'_>,
) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| at.told(&e);
    let reader = at.reader(case)?;
    let waiting = reader.counts().map_err(told)?.queued;
    if waiting == 0 {
        return Ok(Exit::Done);
    }
    let mut writer = at.writer(case)?;
    let core = Reader::english().with(weights::english());
    let jobs = pool::threads(jobs);
    let progress = Progress::of_sizes((0..waiting).map(|_| 1), &streams.terminal, quiet);
    let (mut read, mut foreign, mut statements, mut exit) = (0u64, 0u64, 0usize, Exit::Done);
    let mut outcome = Ok(());
    let worked = work::queue(&core, jobs, &reader, &mut writer, &mut |done| {
        let document = done.document;
        foreign += u64::from(done.foreign);
        outcome = match done.outcome {
            Some(found) => {
                read += 1;
                statements += found.new;
                let line = json!({"document": document, "new": found.new, "changed": found.changed,
                    "kept": found.kept, "withdrawn": found.withdrawn});
                if json {
                    progress.aside(|| writeln!(streams.out, "{line}").and_then(|()| streams.out.flush()))
                } else {
                    Ok(())
                }
            }
            None => {
                exit = Exit::Failed;
                let failure = Failure::new(Code::Internal, format!("document {document}"));
                progress.aside(|| cli::complain(&failure, streams.err, &streams.terminal));
                Ok(())
            }
        };
        progress.step();
        if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    progress.finish();
    outcome?;
    worked.map_err(told)?;
    if !json {
        writeln!(streams.out, "Documents read: {read}. New statements: {statements}.")?;
        if foreign > 0 {
            writeln!(
                streams.out,
                "{foreign} of them are not in English, the only language read for statements so far; search finds their words."
            )?;
        }
    }
    Ok(exit)
}
