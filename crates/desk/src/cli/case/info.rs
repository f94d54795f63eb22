//! `firsthand case info`.

use crate::cli::Streams;
use crate::cli::opening::CaseArgs;
use crate::cli::stop::Stop;
use crate::failure::Exit;
use clap::Args;
use serde_json::json;

/// What `firsthand case info` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = crate::cli::TEMPLATE)]
pub struct InfoArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

pub(super) fn info(args: &InfoArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| args.case.told(&e);
    let case = args.case.open(streams)?;
    let reader = args.case.reader(&case)?;
    let (counts, people, origin) =
        reader.snapshot(|r| Ok((r.counts()?, r.people()?, r.origin()?))).map_err(told)?;
    let size = std::fs::metadata(&args.case.case).map_or(0, |m| m.len());
    let exit = if case.alarms().is_empty() { Exit::Done } else { Exit::Failed };
    if args.json {
        let value = json!({
            "originals": counts.originals, "documents": counts.documents, "statements": counts.statements,
            "decisions": counts.decisions, "waiting": counts.queued, "leaves": counts.leaves,
            "people": people.len(), "bytes": size, "log": origin,
            "alarms": case.alarms().iter().map(|f| f.what()).collect::<Vec<_>>(),
        });
        writeln!(streams.out, "{value}")?;
        return Ok(exit);
    }
    let working = people.iter().filter(|p| !p.retired).count();
    let rows = [
        ("originals", counts.originals, "kept byte for byte"),
        ("documents", counts.documents, "read from them"),
        ("waiting", counts.queued, "documents not yet read for statements: 'firsthand reread'"),
        ("statements", counts.statements, "found or written down"),
        ("decisions", counts.decisions, "signed by a person"),
        ("people", working as u64, "under pseudonyms, not counting who retired"),
        ("log", counts.leaves, "leaves; 'firsthand checkpoint' gives a proof to keep elsewhere"),
        ("size", size, "bytes on the disk"),
    ];
    let faint = streams.terminal.out.faint;
    for (name, number, what) in rows {
        writeln!(streams.out, "{name:<11}{number:>12}  {faint}{what}{faint:#}")?;
    }
    Ok(exit)
}
