//! `firsthand search`: full text over a case.

use super::Streams;
use super::opening::CaseArgs;
use super::stop::{Stop, settled};
use crate::failure::Exit;
use crate::page::safe;
use clap::Args;
use firsthand_case::{Hit, Order, Query, Target};
use serde_json::json;
use std::io;

const DETAILS: &str = "\
QUERY is words, all of which must be found; \"several words\" side by side; begin* for a beginning of three letters or more; -word for what must not be there; and filters:
outlet:NAME, lang:TAG, kind:article|row|call|interview|letter|note, date:2017, date:2016-05..2017-06, and with --statements speaker:WORDS.
Korean, Chinese and Japanese words are found inside longer ones. Capitals, accents' encoding and width do not matter.

Examples:
  firsthand search river.case 'household searches date:2017'
  firsthand search river.case --statements 'phones speaker:editor'
  firsthand search river.case 휴대전화

Exit status: 0 something was found, 1 nothing was, 2 the search could not be made";

/// What `firsthand search` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct SearchArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// What to look for
    #[arg(value_name = "QUERY")]
    pub query: String,
    /// Search statements instead of documents
    #[arg(long)]
    pub statements: bool,
    /// Best matches first [default: what came last into the case first, which is quicker]
    #[arg(long)]
    pub best: bool,
    /// Hits at most
    #[arg(long, value_name = "N", default_value = "20")]
    pub limit: usize,
    /// Hits to leave out first
    #[arg(long, value_name = "N", default_value = "0")]
    pub skip: usize,
    /// Print one JSON object a line for each hit
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(args: &SearchArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let done = search(args, streams);
    settled(done, streams)
}

fn search(args: &SearchArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| args.case.told(&e);
    let query = Query::parse(&args.query).map_err(told)?;
    let case = args.case.open(streams)?;
    let reader = args.case.reader(&case)?;
    let target = if args.statements { Target::Statements } else { Target::Documents };
    let order = if args.best { Order::Best } else { Order::Latest };
    let hits = reader.search(&query, target, order, args.skip, args.limit.min(10_000)).map_err(told)?;
    for hit in &hits {
        if args.json {
            print_json(hit, streams)?;
            continue;
        }
        print(hit, streams)?;
        if args.statements {
            let statement = reader.statement(hit.id).map_err(told)?;
            writeln!(streams.out, "  {}", safe::line(&super::show::told(&statement.version)))?;
        }
        writeln!(streams.out)?;
    }
    if hits.is_empty() {
        writeln!(streams.err, "Nothing was found.")?;
        return Ok(Exit::Failed);
    }
    if hits.len() == args.limit && !args.json {
        writeln!(streams.err, "There may be more: --skip {} shows the next.", args.skip + args.limit)?;
    }
    Ok(Exit::Done)
}

fn print(hit: &Hit, streams: &mut Streams<'_>) -> io::Result<()> {
    let (strong, faint, accent) =
        (streams.terminal.out.strong, streams.terminal.out.faint, streams.terminal.out.accent);
    let title = hit.title.as_deref().unwrap_or("(no title)");
    let about: Vec<String> =
        [&hit.published, &hit.outlet].into_iter().flatten().map(|t| safe::line(t)).collect();
    writeln!(streams.out, "{strong}{}{strong:#}  {faint}{}{faint:#}", safe::line(title), about.join(", "))?;
    let mut line = String::new();
    let text = &hit.snippet.text;
    let mut at = 0;
    for mark in &hit.snippet.marks {
        line += &spaced(&text[at..mark.start]);
        line += &format!("{accent}[{}]{accent:#}", safe::line(&text[mark.clone()]));
        at = mark.end;
    }
    line += &spaced(&text[at..]);
    let (before, after) = hit.snippet.cut;
    let dots = |cut: bool| if cut { "…" } else { "" };
    writeln!(streams.out, "  {}{}{}", dots(before), line, dots(after))?;
    writeln!(streams.out, "  {faint}{}{faint:#}", hit.id)
}

/// A part of a line, safe to print, with the space at its ends kept.
fn spaced(part: &str) -> String {
    let end = |is: bool| if is { " " } else { "" };
    let (first, last) = (part.starts_with(char::is_whitespace), part.ends_with(char::is_whitespace));
    match safe::line(part) {
        line if line.is_empty() => end(first).to_owned(),
        line => format!("{}{line}{}", end(first), end(last)),
    }
}

fn print_json(hit: &Hit, streams: &mut Streams<'_>) -> io::Result<()> {
    let text = &hit.snippet.text;
    let points = |at: usize| text[..at].chars().count();
    let marks: Vec<_> = hit.snippet.marks.iter().map(|m| json!([points(m.start), points(m.end)])).collect();
    let line = json!({"id": hit.id, "document": hit.document, "title": hit.title, "outlet": hit.outlet,
        "published": hit.published, "snippet": text, "marks": marks});
    writeln!(streams.out, "{}", safe::json(line.to_string()))
}
