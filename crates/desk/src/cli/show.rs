//! `firsthand show`: one document, statement or other record of a case, with its custody and its history.

use super::Streams;
use super::list::value;
use super::opening::{AsArgs, CaseArgs};
use super::stop::{Stop, settled};
use crate::adding::whole_mask;
use crate::failure::{Code, Exit, Failure};
use crate::page::safe;
use crate::roles::Deed;
use clap::Args;
use firsthand_case::{Id, Maker, Reader, Record, RecordKind, Version};
use serde_json::json;
use std::io;

const DETAILS: &str = "\
ID is the name of a document, statement, original, decision or other record, as lists show it. Marks of private persons are
shown as ▒phone▒ and the like. --open N shows what the Nth of them hides, and --original writes the file as it was received:
both are logged for good, with who did it and why.

Examples:
  firsthand show river.case 0f3c…
  firsthand show river.case 0f3c… --open 0 --as heron --why 'to warn the person'
  firsthand show river.case 77aa… --original --as heron --why 'for the court' > letter.pdf";

/// What `firsthand show` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct ShowArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// The name of a record, or its beginning as far as it is the only one
    #[arg(value_name = "ID")]
    pub id: String,
    /// Show what a mark of a document hides; they count from 0
    #[arg(long, value_name = "N", requires = "name", requires = "why")]
    pub open: Option<usize>,
    /// Write the original of it to standard output, as it was received
    #[arg(long, requires = "name", requires = "why", conflicts_with = "open")]
    pub original: bool,
    /// Why it is opened: stored in the log
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    #[command(flatten)]
    pub who: AsArgs,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(args: &ShowArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let done = show(args, streams);
    settled(done, streams)
}

fn show(args: &ShowArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| args.case.told(&e);
    let case = args.case.open(streams)?;
    let reader = args.case.reader(&case)?;
    let id = args.case.id(&reader, &args.id)?;
    if args.open.is_some() || args.original {
        let signer = args.who.signer(Deed::Open, &args.case, &reader)?;
        let signer = signer.ok_or_else(|| Failure::new(Code::NeedsPerson, "show"))?;
        let why = whole_mask(args.why.as_deref().unwrap_or_default());
        let mut writer = args.case.writer(&case)?;
        if let Some(mask) = args.open {
            let words = writer.batch(|batch| batch.open_mask(id, mask, &signer, &why)).map_err(told)?;
            writeln!(streams.out, "{}", safe::line(&words))?;
            return Ok(Exit::Done);
        }
        // A document's record is about the original that it was read from.
        let record = reader.record(id).map_err(told)?;
        let original = record.subject.filter(|_| record.kind == RecordKind::Document).unwrap_or(id);
        writer.batch(|batch| batch.open_original(original, &signer, &why)).map_err(told)?;
        reader.write_original(original, streams.out).map_err(told)?;
        return Ok(Exit::Done);
    }
    let record = match reader.statement(id) {
        Ok(statement) => return statement_page(args, &reader, &statement, streams),
        Err(_) => reader.record(id).map_err(told)?,
    };
    if record.kind == RecordKind::Document {
        document_page(args, &reader, id, streams)
    } else {
        other(args, &reader, &record, streams)
    }
}

fn document_page(args: &ShowArgs, reader: &Reader, id: Id, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let fail = |e: firsthand_case::Error| args.case.told(&e);
    let document = reader.document(id).map_err(fail)?;
    let original = reader.record(document.original).map_err(fail)?;
    let statements = reader.statements(id).map_err(fail)?;
    let mut openings = reader.about(id, RecordKind::Opening).map_err(fail)?;
    openings.extend(reader.about(document.original, RecordKind::Opening).map_err(fail)?);
    if args.json {
        let reading = reader.reading(id).map_err(fail)?.map(|(_, json)| json);
        let reading: serde_json::Value =
            reading.and_then(|r| serde_json::from_str(&r).ok()).unwrap_or_default();
        let page = json!({"document": value(&document.record), "original": value(&original), "text": document.text,
            "masks": document.masks, "reading": reading, "openings": openings.iter().map(value).collect::<Vec<_>>(),
            "statements": statements.iter().map(|s| json!({"id": s.id, "told": s.version.told, "speaker": s.version.speaker,
                "made_by": s.record.maker.to_string()})).collect::<Vec<_>>()});
        writeln!(streams.out, "{}", safe::json(page.to_string()))?;
        return Ok(Exit::Done);
    }
    let (strong, faint) = (streams.terminal.out.strong, streams.terminal.out.faint);
    let content = &document.record.content;
    writeln!(
        streams.out,
        "{strong}{}{strong:#}",
        safe::line(content["title"].as_str().unwrap_or("(no title)"))
    )?;
    for (name, field) in [
        ("outlet", "outlet"),
        ("published", "published"),
        ("language", "language"),
        ("address", "url"),
        ("place", "place"),
        ("kind", "kind"),
    ] {
        if let Some(text) = content[field].as_str() {
            writeln!(streams.out, "{faint}{name:<10}{faint:#}{}", safe::line(&whole_mask(text)))?;
        }
    }
    for hand in content["made_by"].as_array().into_iter().flatten() {
        let text = |field: &str| hand[field].as_str().unwrap_or_default().to_owned();
        writeln!(
            streams.out,
            "{faint}{:<10}{faint:#}{}",
            safe::line(&text("role")),
            safe::line(&text("name"))
        )?;
    }
    custody(reader, &original, streams)?;
    for opening in &openings {
        let why = opening.content["why"].as_str().unwrap_or_default();
        writeln!(
            streams.out,
            "{faint}opened    {faint:#}{} by {}: {}",
            moment(opening.at),
            who(reader, &opening.maker),
            safe::line(why)
        )?;
    }
    writeln!(streams.out)?;
    for line in document.text.lines() {
        writeln!(streams.out, "{}", safe::line(line))?;
    }
    writeln!(streams.out, "\n{strong}{} statements{strong:#}", statements.len())?;
    for statement in statements {
        writeln!(streams.out, "  {}", safe::line(&told(&statement.version)))?;
        writeln!(
            streams.out,
            "    {faint}{} · {}{faint:#}",
            statement.id,
            who(reader, &statement.record.maker)
        )?;
    }
    Ok(Exit::Done)
}

/// Where the bytes came from, and what they are.
fn custody(reader: &Reader, original: &Record, streams: &mut Streams<'_>) -> io::Result<()> {
    let faint = streams.terminal.out.faint;
    let content = &original.content;
    let text = |field: &str| content[field].as_str().unwrap_or_default().to_owned();
    let received = content["received"].as_i64().unwrap_or(original.at);
    let by: Option<Id> = content["by"].as_str().and_then(|id| id.parse().ok());
    let by = by.map(|id| format!(" by {}", who(reader, &Maker::Person(id)))).unwrap_or_default();
    writeln!(
        streams.out,
        "{faint}original  {faint:#}{} ({} bytes, {}), received {} ({}){by}",
        safe::line(&whole_mask(&text("name"))),
        content["size"],
        safe::line(&text("media_type")),
        moment(received),
        safe::line(&text("how")),
    )?;
    writeln!(streams.out, "{faint}sha256    {faint:#}{}", text("sha256"))
}

fn statement_page(
    args: &ShowArgs,
    reader: &Reader,
    statement: &firsthand_case::Statement,
    streams: &mut Streams<'_>,
) -> Result<Exit, Stop> {
    let fail = |e: firsthand_case::Error| args.case.told(&e);
    let versions = reader.versions(statement.id).map_err(fail)?;
    let decisions = reader.about(statement.id, RecordKind::Decision).map_err(fail)?;
    if args.json {
        let page = json!({"id": statement.id, "document": statement.document, "told": statement.version.told,
            "versions": versions.iter().map(value).collect::<Vec<_>>(),
            "decisions": decisions.iter().map(value).collect::<Vec<_>>()});
        writeln!(streams.out, "{}", safe::json(page.to_string()))?;
        return Ok(Exit::Done);
    }
    let (strong, faint) = (streams.terminal.out.strong, streams.terminal.out.faint);
    writeln!(streams.out, "{strong}{}{strong:#}", safe::line(&told(&statement.version)))?;
    writeln!(streams.out, "{faint}document  {faint:#}{}", statement.document)?;
    for version in &versions {
        let state = if version.content["withdrawn"] == true { "withdrawn" } else { "version" };
        let words = version.content["words"].as_str().unwrap_or_default();
        writeln!(
            streams.out,
            "{faint}{state:<10}{faint:#}{} {}: {}",
            moment(version.at),
            who(reader, &version.maker),
            safe::line(words)
        )?;
    }
    for decision in &decisions {
        let text = |field: &str| decision.content[field].as_str().unwrap_or_default().to_owned();
        writeln!(
            streams.out,
            "{faint}{:<10}{faint:#}{} {}: {}",
            text("choice"),
            moment(decision.at),
            who(reader, &decision.maker),
            safe::line(&text("why"))
        )?;
    }
    Ok(Exit::Done)
}

fn other(args: &ShowArgs, reader: &Reader, record: &Record, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    if args.json {
        writeln!(streams.out, "{}", safe::json(value(record).to_string()))?;
        return Ok(Exit::Done);
    }
    let faint = streams.terminal.out.faint;
    writeln!(streams.out, "{} {} {}", record.kind.word(), moment(record.at), who(reader, &record.maker))?;
    if record.kind == RecordKind::Original {
        custody(reader, record, streams)?;
        for document in reader.documents_of(record.id).map_err(|e| args.case.told(&e))? {
            writeln!(streams.out, "{faint}document  {faint:#}{}", document.id)?;
        }
        return Ok(Exit::Done);
    }
    for (field, value) in record.content.as_object().into_iter().flatten() {
        writeln!(streams.out, "{faint}{:<10}{faint:#}{}", safe::line(field), safe::line(&value.to_string()))?;
    }
    Ok(Exit::Done)
}

/// A statement in one line: who tells it, through whom (page inwards, the root last), with what stance, how far at least.
pub(super) fn told(version: &Version) -> String {
    let names: Vec<&str> = version.told["chain"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|hop| hop["name"].as_str())
        .collect();
    let who = if names.is_empty() { version.speaker.clone() } else { names.join(" ← ") };
    let stance = version.told["stance"].as_str().filter(|s| *s != "asserts");
    let stance = stance.map(|s| format!(" [{s}]")).unwrap_or_default();
    let within =
        version.told["inside_stance"].as_str().map(|s| format!(" [within what it {s}]")).unwrap_or_default();
    let hedged = version.told["hedges"].as_array().is_some_and(|h| !h.is_empty());
    let hedged = if hedged { " [hedged]" } else { "" };
    format!("{who}{stance}{within}{hedged}: {}", version.words)
}

/// A maker for people: pseudonyms instead of names of records.
fn who(reader: &Reader, maker: &Maker) -> String {
    match maker {
        Maker::Person(id) => match reader.person_of(*id) {
            Ok(person) => safe::line(&person.name),
            Err(_) => "somebody who was removed".to_owned(),
        },
        Maker::Program(_) => "the program".to_owned(),
        Maker::Rule(_) => "rules".to_owned(),
        Maker::Model(_) => "the reader".to_owned(),
    }
}

/// Milliseconds since 1970 as a moment in UTC, to the second.
pub(super) fn moment(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms)
        .map_or_else(|_| "?".to_owned(), |t| t.strftime("%Y-%m-%d %H:%M:%SZ").to_string())
}
