//! `firsthand remove`: destroys a document, or an original with all that was read from it.

use super::Streams;
use super::opening::{AsArgs, CaseArgs};
use super::stop::{Stop, settled};
use crate::adding::whole_mask;
use crate::failure::{Code, Exit, Failure};
use crate::roles::Deed;
use clap::Args;
use firsthand_case::RecordKind;
use std::io::{self, BufRead, IsTerminal};

const DETAILS: &str = "\
The record's own key is destroyed, its rows, index entries and what was read from it are taken out, and a receipt stays:
the log still verifies. Backups and copies made before still hold it: destroy those as well, or restore and remove there.
Solid-state disks may keep old blocks for a while, in encrypted form.

Example:
  firsthand remove river.case 0f3c… --as heron --why 'the source asked for it'

Exit status: 0 removed, 1 not confirmed, 2 it could not be";

/// What `firsthand remove` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct RemoveArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// The name of a document or an original
    #[arg(value_name = "ID")]
    pub id: String,
    /// Why: stored in the receipt, for good
    #[arg(long, value_name = "TEXT")]
    pub why: String,
    #[command(flatten)]
    pub who: AsArgs,
    /// Ask nothing
    #[arg(long)]
    pub yes: bool,
}

pub(super) fn run(args: &RemoveArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let done = remove(args, streams);
    settled(done, streams)
}

fn remove(args: &RemoveArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| args.case.told(&e);
    let case = args.case.open(streams)?;
    let reader = args.case.reader(&case)?;
    let id = args.case.id(&reader, &args.id)?;
    let record = reader.record(id).map_err(told)?;
    if !matches!(record.kind, RecordKind::Document | RecordKind::Original) {
        return Err(Failure::new(Code::NotRemovable, args.id.clone()).into());
    }
    // A document's record is about the original that it was read from.
    let original = record.subject.filter(|_| record.kind == RecordKind::Document);
    let signer = args.who.signer(Deed::Remove, &args.case, &reader)?;
    let why = whole_mask(&args.why);
    if !args.yes {
        if !io::stdin().is_terminal() {
            return Err(Failure::new(Code::NeedsYes, "remove").into());
        }
        write!(streams.err, "Remove this {} for good? Type yes: ", record.kind.word())?;
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        if line.trim() != "yes" {
            writeln!(streams.err, "Nothing was removed.")?;
            return Ok(Exit::Failed);
        }
    }
    let mut writer = args.case.writer(&case)?;
    let receipt = match record.kind {
        RecordKind::Document => writer.remove_document(id, &why, signer.as_ref()),
        _ => writer.remove_original(id, &why, signer.as_ref()),
    }
    .map_err(told)?;
    writeln!(streams.out, "Removed; the receipt is {receipt}. Earlier backups and copies still hold it.")?;
    if let Some(original) = original.filter(|id| reader.record(*id).is_ok()) {
        let others = reader.documents_of(original).map_err(told)?.len();
        writeln!(
            streams.out,
            "Its words are still in original {original}, from which {others} other documents were read: \
             'firsthand remove CASE {original}' takes all of them."
        )?;
    }
    Ok(Exit::Done)
}
