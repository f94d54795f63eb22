//! `firsthand match`: texts and known claims in, for each text the claims that it may repeat out.

use super::{Streams, complain, width};
use crate::failure::{Code, Exit, Failure};
use crate::page::{self, Known, safe};
use clap::Args;
use firsthand_core::link::same::{Claim, Ranked, Ranker};
use serde::Deserialize;
use serde_json::json;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How many claims a line of JSON holds at most, and a page for people.
const MOST: usize = 10;
const SHOWN: usize = 3;
/// The largest file, in bytes.
const LARGEST: u64 = 512 << 20;

const DETAILS: &str = "\
QUERIES has a line of JSON for each text, {\"id\": …, \"text\": …}; CLAIMS one for each known claim,
which may have a \"title\" too. Words by their stems and runs of 3 to 5 letters are compared; the
order of the lines changes no rank. Whether it is the same claim is for a person to say.

With --json a line for each text, {\"query\": id, \"ranked\": [{\"claim\": id, \"score\": …}]}: ten claims
at most, best first, equal ones by their ids. Scores compare the claims of one text, not those of
two; the page for people shows three at most, and none that are less alike than most.

Examples:
  firsthand match posts.jsonl checked-claims.jsonl
  firsthand match posts.jsonl checked-claims.jsonl --json > ranked.jsonl

Exit status: 0 all ranked, 1 a file could not be read (nothing was done), 2 wrong command line";

/// What `firsthand match` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct MatchArgs {
    /// Texts, a line of JSON each
    #[arg(value_name = "QUERIES")]
    pub queries: PathBuf,
    /// Known claims, a line of JSON each
    #[arg(value_name = "CLAIMS")]
    pub claims: PathBuf,
    /// Print one JSON object a line for each text
    #[arg(long)]
    pub json: bool,
    /// Columns of the page [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = width, conflicts_with = "json")]
    pub width: Option<u16>,
}

/// One line of either file.
#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(default)]
    title: Option<String>,
}

pub(super) fn run(args: &MatchArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let both = lines(&args.queries).and_then(|queries| Ok((queries, lines(&args.claims)?)));
    let (queries, mut claims) = match both {
        Ok(both) => both,
        Err(failure) => {
            complain(&failure, streams.err, &streams.terminal);
            return Ok(Exit::Failed);
        }
    };
    // Equal scores keep the order of the claims: by their ids.
    claims.sort_by(|a, b| a.id.cmp(&b.id));
    let known: Vec<Claim<'_>> =
        claims.iter().map(|c| Claim { text: &c.text, title: c.title.as_deref().unwrap_or("") }).collect();
    let ranker = Ranker::new(&known);
    let look = streams.look(args.width);
    for (index, query) in queries.iter().enumerate() {
        let ranked = ranker.rank(&query.text, if args.json { MOST } else { SHOWN });
        if args.json {
            writeln!(streams.out, "{}", line(query, &ranked, &claims))?;
            continue;
        }
        if index > 0 {
            writeln!(streams.out)?;
        }
        let known: Vec<Known<'_>> = ranked
            .iter()
            // One claim alone is at the mean.
            .filter(|r| r.score >= 0.0)
            .map(|r| Known { id: &claims[r.claim].id, text: &claims[r.claim].text, score: r.score })
            .collect();
        streams.out.write_all(page::matching(&query.id, &query.text, &known, &look).as_bytes())?;
    }
    Ok(Exit::Done)
}

/// A text's line of JSON.
fn line(query: &Line, ranked: &[Ranked], claims: &[Line]) -> String {
    // Four digits: what lies below says nothing.
    let rounded = |score: f64| (score * 10_000.0).round() / 10_000.0;
    let ranked: Vec<_> =
        ranked.iter().map(|r| json!({"claim": claims[r.claim].id, "score": rounded(r.score)})).collect();
    safe::json(json!({"query": query.id, "ranked": ranked}).to_string())
}

/// Reads a file of lines, all or nothing; empty lines are passed over.
fn lines(path: &Path) -> Result<Vec<Line>, Failure> {
    let name = || path.display().to_string();
    let about = fs::metadata(path).map_err(|e| Failure::of_io(name(), &e))?;
    if !about.is_file() {
        return Err(Failure::new(Code::NotRegular, name()));
    }
    if about.len() > LARGEST {
        return Err(Failure::new(Code::TooLarge, name()));
    }
    let bytes = fs::read(path).map_err(|e| Failure::of_io(name(), &e))?;
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (number, bytes) in bytes.split(|b| *b == b'\n').enumerate() {
        let place = format!("line {}", number + 1);
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        // Serde's own message may quote the line.
        let line: Line =
            serde_json::from_slice(bytes).map_err(|_| Failure::with_detail(Code::BadLine, name(), &place))?;
        if !seen.insert(line.id.clone()) {
            return Err(Failure::with_detail(Code::SameId, name(), &place));
        }
        found.push(line);
    }
    Ok(found)
}
