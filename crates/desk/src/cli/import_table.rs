//! `firsthand import-table`: a spreadsheet of statements or reports into a case.

use super::opening::{AsArgs, CaseArgs};
use super::stop::{Stop, settled};
use super::{Streams, reread};
use crate::adding::{hide, masks, whole_mask};
use crate::failure::{Code, Exit, Failure};
use crate::inputs::{self, Input};
use crate::page::safe;
use crate::roles::Deed;
use clap::Args;
use firsthand_case::{Batch, Id, Made, Maker, NewDocument, Received, RecordKind, Signer, Version};
use firsthand_core::model::Meta;
use firsthand_ingest::Hint;
use firsthand_ingest::table::{DryRun, Entry, Field, Mapping, Sheet, column_letters};
use serde_json::{Value, json};
use std::io;
use std::path::PathBuf;

const DETAILS: &str = "\
FILE.csv is CSV with commas, semicolons or tabs; its first row has the names of the columns. --map says which column is what:
'Quote=statement,Who=speaker,Day=date:dmy'. The fields are statement, speaker, through, outlet, title, date, url, language,
act, by, to, place, note and id; columns without a field are kept for the way back. Without --map it is guessed from the names.
The mapping is kept in the case, the table as an original, and each rejected row with its reason.

Examples:
  firsthand import-table river.case reports.csv --dry-run
  firsthand import-table river.case reports.csv --map 'Quote=statement,Who=speaker,Day=date:dmy'

Exit status: 0 all rows taken, 1 some were rejected (the rest was taken), 2 nothing was done";

/// What `firsthand import-table` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct ImportArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// The table
    #[arg(value_name = "FILE.csv")]
    pub table: PathBuf,
    /// Which column is what [default: guessed from the names of the columns]
    #[arg(long, value_name = "COLUMN=FIELD,…")]
    pub map: Option<String>,
    /// Say what would be taken and what not, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub who: AsArgs,
    /// Store and index alone; 'firsthand reread' reads later
    #[arg(long)]
    pub later: bool,
}

pub(super) fn run(args: &ImportArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let done = import(args, streams);
    settled(done, streams)
}

fn import(args: &ImportArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| args.case.told(&e);
    let input = Input::File(args.table.clone());
    let bytes = inputs::bytes(&input)?;
    let fail = |e: &firsthand_ingest::Error| Failure::of_bytes(input.name(), e);
    let sheet = Sheet::read(&bytes, Hint::default(), None).map_err(|e| fail(&e))?;
    let mapping = match &args.map {
        Some(text) => Mapping::parse(text).map_err(|e| Failure::of_bytes("--map", &e))?,
        None => Mapping::guess(&sheet),
    };
    let dry = mapping.try_out(&sheet).map_err(|e| fail(&e))?;
    say(&sheet, &mapping, &dry, streams)?;
    let exit = if dry.rejected.is_empty() { Exit::Done } else { Exit::Failed };
    if args.dry_run {
        writeln!(streams.out, "A dry run: nothing was changed.")?;
        return Ok(exit);
    }
    let case = args.case.open(streams)?;
    let reader = args.case.reader(&case)?;
    let signer = args.who.signer(Deed::Import, &args.case, &reader)?;
    let name = args.table.file_name().map(|n| n.to_string_lossy().into_owned());
    let by = signer.as_ref().map(|s| s.person);
    let received = Received { name: name.as_deref(), media_type: "text/csv", how: "table", by, at: None };
    let mut writer = args.case.writer(&case)?;
    let table = writer.batch(|batch| {
        let table = batch.put_original(&bytes, &received)?;
        if !table.new {
            return Ok(None);
        }
        let content = json!({"original": table.id, "mapping": mapping, "headings": sheet.headings});
        batch.put_note(RecordKind::Mapping, Some(table.id), &content)?;
        for rejected in &dry.rejected {
            let content = json!({"row": rejected.row, "column": rejected.column, "reason": rejected.reason.to_string()});
            batch.put_note(RecordKind::Reject, Some(table.id), &content)?;
        }
        for entry in &dry.accepted {
            row(batch, table.id, entry, signer.as_ref())?;
        }
        Ok(Some(table.id))
    });
    let Some(table) = table.map_err(told)? else {
        return Err(Failure::new(Code::KnownNote, input.name()).into());
    };
    writeln!(
        streams.out,
        "{} rows are stored; 'firsthand export-table' gives table {table} back.",
        dry.accepted.len()
    )?;
    if !args.later {
        reread::work_off(&args.case, &case, None, true, false, streams)?;
    }
    Ok(exit)
}

/// What would be taken and what not.
fn say(sheet: &Sheet, mapping: &Mapping, dry: &DryRun, streams: &mut Streams<'_>) -> io::Result<()> {
    let faint = streams.terminal.out.faint;
    for column in &mapping.columns {
        writeln!(
            streams.out,
            "  {:<12}{faint}from column{faint:#} {}",
            column.field.word(),
            safe::line(&column.heading)
        )?;
    }
    let unread: Vec<String> =
        dry.unread.iter().filter_map(|at| sheet.headings.get(*at)).map(|h| safe::line(h)).collect();
    if !unread.is_empty() {
        writeln!(streams.out, "  {faint}kept, not read:{faint:#} {}", unread.join(", "))?;
    }
    writeln!(streams.out, "{} rows to be taken, {} rejected.", dry.accepted.len(), dry.rejected.len())?;
    for rejected in &dry.rejected {
        let column = rejected.column.map(|c| format!(", column {}", column_letters(c))).unwrap_or_default();
        writeln!(streams.out, "  row {}{column}: {}", rejected.row, rejected.reason)?;
    }
    Ok(())
}

/// One row: a document of its own and its statement.
fn row(
    batch: &mut Batch<'_>,
    table: Id,
    entry: &Entry,
    signer: Option<&Signer>,
) -> Result<(), firsthand_case::Error> {
    let value = |field: Field| entry.value(field).map(str::to_owned);
    let mut meta = Meta {
        title: value(Field::Title),
        language: value(Field::Language),
        published: value(Field::Date).and_then(|day| day.parse().ok()),
        outlet: value(Field::Outlet),
        made_by: Vec::new(),
        url: value(Field::Url),
    };
    hide(&mut meta);
    let act =
        [Field::By, Field::Act, Field::To, Field::Place].iter().filter_map(|f| value(*f)).collect::<Vec<_>>();
    let text = value(Field::Statement).unwrap_or_else(|| act.join(" "));
    let place = format!("#row={}", entry.row);
    let document = batch.put_document(&NewDocument {
        original: table,
        place: Some(&place),
        kind: "row",
        meta: &meta,
        text: &text,
        masks: masks(&text),
    })?;
    let mut tellers: Vec<String> = entry.through().into_iter().map(str::to_owned).collect();
    tellers.extend(value(Field::Speaker));
    let values: Value = entry
        .values
        .iter()
        .map(|(field, value)| json!({"field": field.word(), "value": whole_mask(value)}))
        .collect();
    let version = Version {
        speaker: whole_mask(&tellers.join(" < ")),
        words: whole_mask(&text),
        told: json!({"row": entry.row, "values": values}),
        reading: None,
        withdrawn: false,
    };
    let made = match signer {
        Some(signer) => Made::Signed(signer),
        None => Made::By(Maker::Program(env!("CARGO_PKG_VERSION").into())),
    };
    batch.put_statement(document, &version, &made)?;
    Ok(())
}
