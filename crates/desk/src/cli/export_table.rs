//! `firsthand export-table`: a table that was imported, with the same columns back.

use super::Streams;
use super::opening::CaseArgs;
use super::stop::{Stop, settled};
use crate::adding::whole_mask;
use crate::failure::{Code, Exit, Failure};
use clap::Args;
use firsthand_case::{Id, Reader, RecordKind, Statement};
use firsthand_ingest::Hint;
use firsthand_ingest::table::{Field, Formulas, Mapping, Sheet};
use std::collections::BTreeMap;
use std::io;

const DETAILS: &str = "\
Writes CSV on standard output: the columns and rows of the table as it was imported, marks of private persons masked, what
people corrected put in place, rows left out whose document was removed or whose statement was rejected. Cells that a
spreadsheet would run as formulas get an apostrophe in front unless --raw is given.

Examples:
  firsthand export-table river.case > all.csv
  firsthand export-table river.case 4c1d… > reports.csv";

/// What `firsthand export-table` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct ExportArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// The table: its original's name [default: the only table of the case]
    #[arg(value_name = "TABLE")]
    pub table: Option<String>,
    /// Leave cells that look like formulas as they are
    #[arg(long)]
    pub raw: bool,
}

pub(super) fn run(args: &ExportArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let done = export(args, streams);
    settled(done, streams)
}

fn export(args: &ExportArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| args.case.told(&e);
    let case = args.case.open(streams)?;
    let reader = args.case.reader(&case)?;
    let wanted = args.table.as_deref().map(|typed| args.case.id(&reader, typed)).transpose()?;
    let mut tables = reader.records(RecordKind::Mapping, None, 10_000).map_err(told)?;
    tables.retain(|t| wanted.is_none() || t.subject == wanted);
    let [table] = &tables[..] else {
        let why = if tables.is_empty() { "no table" } else { "several tables: name one" };
        return Err(Failure::with_detail(Code::WhichTable, args.case.name(), why).into());
    };
    let Some(original) = table.subject else {
        return Err(Failure::new(Code::WhichTable, args.case.name()).into());
    };
    let mut bytes = Vec::new();
    reader.write_original(original, &mut bytes).map_err(told)?;
    let mut sheet = Sheet::read(&bytes, Hint::default(), None).map_err(|e| Failure::of_bytes("table", &e))?;
    let mapping: Mapping = serde_json::from_value(table.content["mapping"].clone()).unwrap_or_default();
    let now = rows(&reader, original).map_err(told)?;
    let rejects = reader.about(original, RecordKind::Reject).map_err(told)?;
    let rejected: Vec<u64> = rejects.iter().filter_map(|r| r.content["row"].as_u64()).collect();
    let place = |field: Field| {
        let column = mapping.columns.iter().find(|c| c.field == field)?;
        sheet.headings.iter().position(|h| h.trim() == column.heading.trim())
    };
    let (words, speaker) = (place(Field::Statement), place(Field::Speaker));
    sheet.rows.retain_mut(|row| {
        // What is masked stays so; what a person put right is what goes out.
        row.cells.iter_mut().for_each(|cell| *cell = whole_mask(cell));
        // Rows that were not taken in go back as they came.
        let Some(statement) = now.get(&row.row) else { return rejected.contains(&(row.row as u64)) };
        if statement.record.replaces.is_some() {
            for (at, text) in [(words, &statement.version.words), (speaker, &statement.version.speaker)] {
                if let Some(cell) = at.and_then(|at| row.cells.get_mut(at)) {
                    cell.clone_from(text);
                }
            }
        }
        true
    });
    let formulas = if args.raw { Formulas::Keep } else { Formulas::Guard };
    streams.out.write_all(&sheet.write(formulas))?;
    Ok(Exit::Done)
}

/// The statement of each row that is still there, by the row's number.
fn rows(reader: &Reader, table: Id) -> Result<BTreeMap<usize, Statement>, firsthand_case::Error> {
    let mut out = BTreeMap::new();
    for document in reader.documents_of(table)? {
        for statement in reader.statements(document.id)? {
            if let Some(row) = statement.version.told["row"].as_u64() {
                out.insert(row as usize, statement);
            }
        }
    }
    Ok(out)
}
