//! `firsthand claims`: documents or a case in, each claim with its tellings and the origins behind it out.

use super::opening::{self, CaseArgs};
use super::stop::{Stop, settled};
use super::{Streams, misuse, timeline, width};
use crate::failure::{Code, Exit, Failure};
use crate::inputs::{self, Given, Input};
use crate::linking::{self, Standing};
use crate::page::{self, claims as pages, safe};
use clap::Args;
use firsthand_core::link::dossier::{self, Claim, Linked, Paper, label, unit_name};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

const DETAILS: &str = "\
FILE is as for 'firsthand read', or one case, whose statements are taken as people corrected them. Statements of several
documents that tell the same are one claim; so are denials of it, on the other side. Each claim has its origins as an
interval: how few accesses to the thing itself could explain every telling, and how many there can be at most. What
copies, cites or translates another adds none. 'firsthand settle' accepts or refuses what is proposed here; docs/claims.md
and docs/origins.md say how it is done. No claim is called true.

Whether two unnamed tellers are one is asked only with --claim and --questions. To leave it open is always an answer.

Examples:
  firsthand claims reports/
  firsthand claims river.case --all
  firsthand claims river.case --claim 0f3c --questions
  firsthand claims reports/ --json | jq .for

Exit status: 0 done, 1 something could not be read (the rest was), 2 wrong command line or no such claim";

/// What `firsthand claims` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct ClaimsArgs {
    /// Files, folders, patterns, or one case
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<OsString>,
    /// Claims that are told once as well
    #[arg(long)]
    pub all: bool,
    /// Only what people settled ties statements; nothing is proposed
    #[arg(long)]
    pub settled: bool,
    /// Only the claim that this telling belongs to, with all evidence
    #[arg(long, value_name = "NAME")]
    pub claim: Option<String>,
    /// List the questions whose answers would move a bound
    #[arg(long, requires = "claim")]
    pub questions: bool,
    /// Print one JSON object a line for each claim
    #[arg(long)]
    pub json: bool,
    /// Columns of the page [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = width, conflicts_with = "json")]
    pub width: Option<u16>,
    /// File whose first line is the passphrase, where FILE is a case [default: asked on the terminal]
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

pub(super) fn run(args: &ClaimsArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    if args.files.iter().filter(|f| *f == "-").count() > 1 {
        return Ok(misuse("standard input (-) can be read only once"));
    }
    let done = claims(args, streams);
    settled(done, streams)
}

fn claims(args: &ClaimsArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let (standing, mut exit) = gather(args, streams)?;
    let linked = dossier::link(&standing.papers, &standing.answers, !args.settled);
    let chosen: Vec<&Claim> =
        linked.claims.iter().filter(|c| wanted(args, c, &standing.papers, &linked)).collect();
    if let (Some(name), true) = (&args.claim, chosen.is_empty()) {
        return Err(Failure::new(Code::NoClaim, name.clone()).into());
    }
    if args.json {
        for claim in &chosen {
            let value = value(claim, &standing, &linked, args.questions);
            writeln!(streams.out, "{}", safe::json(value.to_string()))?;
        }
        return Ok(exit);
    }
    let look = streams.look(args.width);
    streams.out.write_all(page::notice(&look).as_bytes())?;
    streams.out.write_all(pages::documents(&standing.papers, &look).as_bytes())?;
    let shown = pages::Shown {
        papers: &standing.papers,
        linked: &linked,
        questions: args.questions,
        evidence: args.claim.is_some(),
    };
    for (at, claim) in chosen.iter().enumerate() {
        writeln!(streams.out)?;
        let grades: Vec<String> = grades(claim, &standing, &linked).iter().map(grade_words).collect();
        streams.out.write_all(pages::claim(at + 1, claim, &shown, &grades, &look).as_bytes())?;
    }
    let hidden = linked.claims.len() - chosen.len();
    if hidden > 0 && args.claim.is_none() {
        writeln!(streams.out)?;
        writeln!(streams.out, "{hidden} more are told once; --all shows them.")?;
    }
    if standing.papers.is_empty() {
        writeln!(streams.err, "There are no documents.")?;
        exit = Exit::Failed;
    }
    Ok(exit)
}

/// The documents, from files or from a case.
fn gather(args: &ClaimsArgs, streams: &mut Streams<'_>) -> Result<(Standing, Exit), Stop> {
    let found = inputs::expand(&args.files);
    if let [Ok(Input::File(path))] = &found[..]
        && opening::is_case(path)
    {
        let at = CaseArgs { case: path.clone(), passphrase_file: args.passphrase_file.clone() };
        let case = at.open(streams)?;
        let reader = at.reader(&case)?;
        return Ok((linking::of_case(&reader).map_err(|e| at.told(&e))?, Exit::Done));
    }
    let given = Given { meta: Default::default(), charset: None, dates_only: false };
    let (readings, _, exit) = timeline::read_all(&found, &given, streams);
    let papers = readings.iter().map(linking::of_reading).collect();
    Ok((Standing { papers, ..Standing::default() }, exit))
}

/// Whether a claim is shown: told more than once, unless all or a certain one are asked for.
fn wanted(args: &ClaimsArgs, claim: &Claim, papers: &[Paper], linked: &Linked) -> bool {
    match &args.claim {
        Some(name) => {
            claim.tellings.iter().any(|t| unit_name(papers, &linked.units[t.unit]).starts_with(name.as_str()))
        }
        None => args.all || claim.tellings.len() > 1,
    }
}

/// Names of a claim's tellings; the first that a statement has names the claim.
pub(super) fn names(claim: &Claim, papers: &[Paper], linked: &Linked) -> Vec<String> {
    let mut units: Vec<usize> = claim.tellings.iter().map(|t| t.unit).collect();
    units.sort_by_key(|u| (linked.units[*u].statement.is_none(), *u));
    units.iter().map(|u| unit_name(papers, &linked.units[*u])).collect()
}

/// The grades that were given to a claim: who, source, item, why.
fn grades(claim: &Claim, standing: &Standing, linked: &Linked) -> Vec<Value> {
    let names: BTreeSet<String> = names(claim, &standing.papers, linked).into_iter().collect();
    let of = standing
        .grades
        .iter()
        .filter(|g| g.of.iter().any(|id| names.iter().any(|n| n.starts_with(&id.to_string()))));
    of.map(|g| json!({"source": g.says["source"], "item": g.says["item"], "why": g.says["why"], "by": g.record.maker.to_string()})).collect()
}

fn grade_words(grade: &Value) -> String {
    let part = |field: &str| grade[field].as_str().unwrap_or("–").to_owned();
    let why = grade["why"].as_str().map(|w| format!(": {w}")).unwrap_or_default();
    format!("source {}, item {}{why}", part("source"), part("item"))
}

fn value(claim: &Claim, standing: &Standing, linked: &Linked, questions: bool) -> Value {
    let papers = &standing.papers;
    let tellings: Vec<Value> = claim
        .tellings
        .iter()
        .map(|t| {
            let unit = &linked.units[t.unit];
            let paper = &papers[unit.paper];
            json!({"telling": unit_name(papers, unit), "document": paper.id, "label": label(unit.paper), "outlet": paper.outlet,
                "published": paper.published, "side": t.stance.word(), "words": unit.words, "chain": unit.tellers(papers),
                "own_voice": unit.statement.is_none()})
        })
        .collect();
    let links: Vec<Value> = claim
        .links
        .iter()
        .map(|l| {
            let link = &linked.links[*l];
            let name = |u: usize| unit_name(papers, &linked.units[u]);
            json!({"a": name(link.a), "b": name(link.b), "tie": link.tie.word(), "score": f64::from(link.score) / 10_000.0,
                "evidence": link.evidence, "settled": link.settled})
        })
        .collect();
    let mut out = json!({
        "claim": names(claim, papers, linked).first(),
        "words": claim.words,
        "for": claim.origins.for_,
        "against": claim.origins.against,
        "why": claim.origins.why,
        "open_questions": claim.origins.questions.len(),
        "tellings": tellings,
        "links": links,
        "relations": claim.relations,
        "grades": grades(claim, standing, linked),
    });
    if questions {
        out["questions"] = json!(claim.origins.questions);
    }
    out
}
