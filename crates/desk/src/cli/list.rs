//! `firsthand list`: what is in a case, a line each.

use super::Streams;
use super::opening::CaseArgs;
use super::stop::{Stop, settled};
use crate::adding::whole_mask;
use crate::failure::Exit;
use crate::page::safe;
use clap::{Args, ValueEnum};
use firsthand_case::{Id, Reader, Record, RecordKind};
use serde_json::{Value, json};
use std::io;

const DETAILS: &str = "\
Lists are in the order in which things came into the case. Names of records (32 letters and digits) are what 'show' and
'remove' take.

Examples:
  firsthand list river.case
  firsthand list river.case --what statements --json | head
  firsthand list river.case --what decisions";

/// What `firsthand list` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct ListArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// documents, statements, originals, decisions, openings, runs, removals
    #[arg(long, value_enum, value_name = "WHAT", default_value = "documents", hide_possible_values = true)]
    pub what: What,
    /// Lines at most [default: all]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Print one JSON object a line
    #[arg(long)]
    pub json: bool,
}

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Documents
    Documents,
    /// Statements, as they are now
    Statements,
    /// Originals
    Originals,
    /// Decisions of people
    Decisions,
    /// What marks and originals were shown, to whom and why
    Openings,
    /// Runs of 'add'
    Runs,
    /// Receipts of what was removed
    Removals,
}

pub(super) fn run(args: &ListArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let done = list(args, streams);
    settled(done, streams)
}

/// Records fetched at a time.
const MANY: usize = 500;

fn list(args: &ListArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| args.case.told(&e);
    let case = args.case.open(streams)?;
    let reader = args.case.reader(&case)?;
    let mut left = args.limit.unwrap_or(usize::MAX);
    let mut after = None;
    while left > 0 {
        let rows = rows(&reader, args.what, after, MANY.min(left)).map_err(told)?;
        let Some(last) = rows.last() else { break };
        after = Some(last.0);
        left -= rows.len();
        for (_, line, value) in &rows {
            if args.json {
                writeln!(streams.out, "{}", safe::json(value.to_string()))?;
            } else {
                writeln!(streams.out, "{}", safe::line(line))?;
            }
        }
    }
    Ok(Exit::Done)
}

type Row = (Id, String, Value);

fn rows(
    reader: &Reader,
    what: What,
    after: Option<Id>,
    limit: usize,
) -> Result<Vec<Row>, firsthand_case::Error> {
    let records = match what {
        What::Documents => reader.documents(after, limit)?,
        What::Originals => reader.originals(after, limit)?,
        What::Decisions => reader.records(RecordKind::Decision, after, limit)?,
        What::Openings => reader.records(RecordKind::Opening, after, limit)?,
        What::Runs => {
            let runs = reader.records(RecordKind::Run, after, limit)?;
            return runs.into_iter().map(|run| run_row(reader, run)).collect();
        }
        What::Removals => reader.records(RecordKind::Receipt, after, limit)?,
        What::Statements => {
            let all = reader.all_statements(after, limit)?;
            return Ok(all
                .into_iter()
                .map(|s| {
                    let state = if s.version.withdrawn { "withdrawn: " } else { "" };
                    let line = format!("{}  {state}{}", s.id, super::show::told(&s.version));
                    let value = json!({"id": s.id, "document": s.document, "speaker": s.version.speaker,
                        "words": s.version.words, "withdrawn": s.version.withdrawn,
                        "made_by": s.record.maker.to_string(), "at": super::show::moment(s.record.at)});
                    (s.id, line, value)
                })
                .collect());
        }
    };
    Ok(records.into_iter().map(|record| (record.id, line(what, &record), value(&record))).collect())
}

fn line(what: What, record: &Record) -> String {
    let text = |field: &str| record.content[field].as_str().unwrap_or("").to_owned();
    let at = super::show::moment(record.at);
    match what {
        What::Documents => {
            let day = if text("published").is_empty() { "no date   ".to_owned() } else { text("published") };
            let title = if text("title").is_empty() { "(no title)".to_owned() } else { text("title") };
            let more: Vec<String> = [text("outlet"), whole_mask(&text("place")), text("kind")]
                .into_iter()
                .filter(|t| !t.is_empty() && t != "article")
                .collect();
            format!("{}  {day}  {title}  {}", record.id, more.join(", "))
        }
        What::Originals => {
            format!(
                "{}  {:>10} bytes  {}  {}",
                record.id,
                record.content["size"],
                text("media_type"),
                whole_mask(&text("name"))
            )
        }
        What::Openings => {
            let what = if record.content["original"].is_null() { "a mark of" } else { "the original" };
            format!(
                "{}  {at}  {what} {}  by {}  {}",
                record.id,
                record.subject.map(|s| s.to_string()).unwrap_or_default(),
                record.maker,
                text("why")
            )
        }
        What::Decisions => format!("{}  {at}  {}  {}", record.id, text("choice"), text("why")),
        What::Removals => format!("{}  {at}  {}", record.id, text("why")),
        What::Statements | What::Runs => String::new(),
    }
}

/// A run of `add`, with its end; one that was killed, or is at work still, has none.
fn run_row(reader: &Reader, run: Record) -> Result<Row, firsthand_case::Error> {
    let end = reader.about(run.id, RecordKind::RunEnd)?.pop();
    let (at, how) = (super::show::moment(run.at), run.content["how"].as_str().unwrap_or_default());
    let told = match &end {
        Some(end) => format!("{} files, ended {}", end.content["files"], super::show::moment(end.at)),
        None => "not ended: killed, or still at work".to_owned(),
    };
    let mut value = value(&run);
    value["end"] = end.as_ref().map(self::value).unwrap_or_default();
    Ok((run.id, format!("{}  {at}  {how}  {told}", run.id), value))
}

/// A record as JSON for machines.
pub(super) fn value(record: &Record) -> Value {
    let mut content = record.content.clone();
    for field in ["place", "name"] {
        if let Some(Value::String(text)) = content.get_mut(field) {
            *text = whole_mask(text);
        }
    }
    json!({"id": record.id, "kind": record.kind.word(), "subject": record.subject, "replaces": record.replaces,
        "made_by": record.maker.to_string(), "at": super::show::moment(record.at), "content": content})
}
