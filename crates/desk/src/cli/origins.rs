//! `firsthand origins`: a graph of tellings in, how many origins stand behind each claim out.

use super::{Streams, complain, width};
use crate::failure::{Code, Exit, Failure};
use crate::inputs::{self, Input};
use crate::page::{self, safe};
use clap::Args;
use firsthand_core::link::origins::{Graph, origins};
use std::io;
use std::path::PathBuf;

const DETAILS: &str = "\
GRAPH is one JSON object: tellers, documents, tellings (claim, stance, document, chain of tellers from the page inwards) and
relations (copies, cites, translates, same, different, common_cause). docs/contract.md has the format and the nine rules,
docs/origins.md explains them. An origin is an access to the thing itself: somebody who saw it, a record of it. How many
there are is an interval: the fewest that could explain every telling, and the most there can be. Those who tell and those
who deny are counted apart. It is no measure of truth.

A graph of your own is best made by hand for a case in dispute; 'firsthand claims' makes one from documents.

Examples:
  firsthand origins graph.json
  firsthand origins --json < graph.json

Exit status: 0 done, 2 the graph cannot be reckoned with (the message says where)";

/// What `firsthand origins` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct OriginsArgs {
    /// The graph, or - for standard input
    #[arg(value_name = "GRAPH", default_value = "-")]
    pub graph: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// List the questions whose answers would move a bound
    #[arg(long, conflicts_with = "json")]
    pub questions: bool,
    /// Columns of the page [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = width, conflicts_with = "json")]
    pub width: Option<u16>,
}

pub(super) fn run(args: &OriginsArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let input = if args.graph.as_os_str() == "-" { Input::Stdin } else { Input::File(args.graph.clone()) };
    let graph = inputs::bytes(&input).and_then(|bytes| {
        Graph::from_json(&bytes).map_err(|e| Failure::with_detail(Code::BadGraph, input.name(), e))
    });
    let graph = match graph {
        Ok(graph) => graph,
        Err(failure) => {
            complain(&failure, streams.err, &streams.terminal);
            return Ok(Exit::Usage);
        }
    };
    let strays = graph.strays();
    if !strays.is_empty() {
        let ids: Vec<String> = strays.iter().map(|id| safe::line(id)).collect();
        writeln!(streams.err, "Relations name what no list holds, and are passed over: {}.", ids.join(", "))?;
    }
    let answer = origins(&graph);
    if args.json {
        let json = serde_json::to_string(&answer).map_err(io::Error::other)?;
        writeln!(streams.out, "{}", safe::json(json))?;
        return Ok(Exit::Done);
    }
    let look = streams.look(args.width);
    streams.out.write_all(page::notice(&look).as_bytes())?;
    for claim in &answer.claims {
        streams.out.write_all(page::origins::claim(&claim.claim, claim, args.questions, &look).as_bytes())?;
        writeln!(streams.out)?;
    }
    if answer.claims.is_empty() {
        writeln!(streams.out, "No tellings, so no claims.")?;
    }
    Ok(Exit::Done)
}
