//! `firsthand verify` and `firsthand checkpoint`: whether a case is what it was.

use super::opening::CaseArgs;
use super::stop::{Stop, settled};
use super::{Streams, complain};
use crate::failure::{Exit, Failure};
use clap::Args;
use firsthand_case::Evidence;
use serde_json::json;
use std::fs;
use std::io;
use std::path::Path;

const VERIFY: &str = "\
Reads every page of the file, compares every record with the log, checks every signature, and compares the search
index with the texts. Without --against, a rewrite of the whole log by somebody who knows the passphrase, and a
file put back to an earlier state together with its header, cannot be found: keep a checkpoint elsewhere.

Examples:
  firsthand verify river.case
  firsthand verify river.case --against june.note
  firsthand verify river.case --against 'twelve words of an earlier checkpoint …'

Exit status: 0 whole, 1 something was found, 2 the check could not be made";

const CHECKPOINT: &str = "\
The note (standard output) and the twelve words (standard error) say the same: what the log of the case was at
this moment. Keep one of them where nobody who could change the case can reach it. They hold nothing of the case.

Example:
  firsthand checkpoint river.case > june.note";

/// What `firsthand verify` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = VERIFY)]
pub struct VerifyArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// A note of an earlier checkpoint (a file), or its twelve words
    #[arg(long, value_name = "NOTE-OR-CODE")]
    pub against: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// What `firsthand checkpoint` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = CHECKPOINT)]
pub struct CheckpointArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// Print one JSON object with note, code and the key that signed
    #[arg(long)]
    pub json: bool,
}

pub(super) fn verify(args: &VerifyArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let done = check(args, streams);
    settled(done, streams)
}

pub(super) fn checkpoint(args: &CheckpointArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let done = note(args, streams);
    settled(done, streams)
}

fn evidence(args: &VerifyArgs) -> Result<Option<Evidence>, Stop> {
    let Some(given) = &args.against else { return Ok(None) };
    let path = Path::new(given);
    let text = if path.is_file() {
        fs::read_to_string(path).map_err(|error| Failure::of_io(given.clone(), &error))?
    } else if given.split_whitespace().count() > 1 {
        given.clone()
    } else {
        return Err(Failure::of_io(given.clone(), &io::ErrorKind::NotFound.into()).into());
    };
    Evidence::parse(&text).map(Some).map_err(|error| Failure::of_case("--against", &error).into())
}

fn check(args: &VerifyArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let evidence = evidence(args)?;
    let case = match args.case.open(streams) {
        // So damaged that it cannot even be opened: that is found, too.
        Err(Stop::Told(failure)) if firsthand_case::DAMAGE.contains(&failure.code()) => {
            complain(&failure, streams.err, &streams.terminal);
            writeln!(
                streams.out,
                "found: The file cannot be opened as it is. Keep it, and restore a backup that verifies."
            )?;
            return Ok(Exit::Failed);
        }
        other => other?,
    };
    let report = case.verify(evidence.as_ref()).map_err(|e| args.case.told(&e))?;
    let exit = if report.whole() { Exit::Done } else { Exit::Failed };
    if args.json {
        let value = json!({
            "whole": report.whole(), "findings": report.findings.iter().map(|f| f.what()).collect::<Vec<_>>(),
            "leaves": report.leaves, "records": report.records, "removed": report.removed,
            "signatures": report.signatures, "holds_to": report.holds_to, "checkpoint": report.checkpoint,
        });
        writeln!(streams.out, "{value}")?;
        return Ok(exit);
    }
    let (bad, good) = (streams.terminal.out.bad, streams.terminal.out.good);
    for finding in &report.findings {
        writeln!(streams.out, "{bad}found{bad:#}: {}", finding.what())?;
    }
    if report.whole() {
        writeln!(streams.out, "{good}whole{good:#}: nothing was found.")?;
    } else {
        writeln!(
            streams.out,
            "The log holds as far as leaf {}. Keep a copy of the file, and restore a backup that verifies.",
            report.holds_to
        )?;
    }
    writeln!(
        streams.out,
        "{} leaves, {} records, {} signatures checked; {} records were removed, with receipts.",
        report.leaves, report.records, report.signatures, report.removed
    )?;
    match (report.checkpoint, &evidence) {
        (Some(size), _) => writeln!(streams.out, "The checkpoint of {size} leaves is part of this log.")?,
        (None, Some(_)) => {}
        (None, None) => writeln!(
            streams.out,
            "Not checked against a checkpoint kept elsewhere: a rewrite by somebody with the passphrase, or a file put back whole, would not show."
        )?,
    }
    Ok(exit)
}

fn note(args: &CheckpointArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let case = args.case.open(streams)?;
    let checkpoint = args.case.reader(&case)?.checkpoint().map_err(|e| args.case.told(&e))?;
    if args.json {
        let value = json!({"leaves": checkpoint.size, "note": checkpoint.note, "code": checkpoint.code,
            "key": checkpoint.verifier});
        writeln!(streams.out, "{value}")?;
        return Ok(Exit::Done);
    }
    write!(streams.out, "{}", checkpoint.note)?;
    streams.out.flush()?;
    writeln!(streams.err, "\nIn twelve words, of {} leaves:\n  {}", checkpoint.size, checkpoint.code)?;
    Ok(Exit::Done)
}
