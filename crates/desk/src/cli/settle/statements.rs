//! Whether two tellings are of one claim.

use super::super::Streams;
use super::super::opening::{AsArgs, CaseArgs};
use super::super::stop::Stop;
use crate::failure::{Code, Exit, Failure};
use clap::{Args, ValueEnum};
use firsthand_case::{Case, Id, Made, Matter, Reader, Signer, Version};
use firsthand_core::link::dossier;
use serde_json::json;

/// What `firsthand settle statements` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::super::TEMPLATE)]
pub struct StatementsArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// A telling, as 'firsthand claims' names it
    #[arg(value_name = "TELLING")]
    pub a: String,
    /// The other
    #[arg(value_name = "TELLING")]
    pub b: String,
    /// same, opposed (one denies the other), other (two claims), or open
    #[arg(value_enum, value_name = "TIE", hide_possible_values = true)]
    pub tie: Tie,
    /// Why: stored with the answer
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    #[command(flatten)]
    pub who: AsArgs,
}

/// What two tellings are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tie {
    /// Both tell the same claim
    Same,
    /// One denies what the other tells
    Opposed,
    /// They tell two claims
    Other,
    /// Nobody knows, or not yet: as if nothing had been said
    Open,
}

pub(super) fn run(args: &StatementsArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let at = &args.case;
    let told = |e: firsthand_case::Error| at.told(&e);
    let case = at.open(streams)?;
    let reader = at.reader(&case)?;
    let signer = super::signer(&args.who, at, &reader)?;
    let mut pair =
        [telling(at, &case, &reader, &args.a, &signer)?, telling(at, &case, &reader, &args.b, &signer)?];
    if pair[0] == pair[1] {
        return Err(Failure::new(Code::NotAPair, args.b.clone()).into());
    }
    // One order for a pair, so that a later answer finds the earlier.
    pair.sort_unstable();
    let parts = pair.map(|(_, part)| part);
    let tie = args.tie.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default();
    let says = json!({"tie": tie, "parts": parts, "why": super::why(args.why.as_ref())});
    let of = pair.map(|(id, _)| id);
    let mut writer = at.writer(&case)?;
    let id = writer.batch(|b| b.answer(Matter::Statements, &of, &says, &signer)).map_err(told)?;
    writeln!(streams.out, "{id}")?;
    Ok(Exit::Done)
}

/// The statement that a name means. A sentence of the page itself ("DOCUMENT@120") becomes a statement of nobody's, so
/// that something can be said of it. "STATEMENT#2" means the second of the things that it tells.
fn telling(
    at: &CaseArgs,
    case: &Case,
    reader: &Reader,
    name: &str,
    signer: &Signer,
) -> Result<(Id, Option<usize>), Stop> {
    let bad = || Stop::Told(Failure::new(Code::NotAName, name.to_owned()));
    let Some((document, place)) = name.split_once('@') else {
        let (statement, part) = match name.split_once('#') {
            Some((statement, part)) => (statement, Some(part.parse().map_err(|_| bad())?)),
            None => (name, None),
        };
        return Ok((at.id(reader, statement)?, part));
    };
    let told = |e: firsthand_case::Error| at.told(&e);
    let document = at.id(reader, document)?;
    let place: usize = place.parse().map_err(|_| bad())?;
    let paper = crate::linking::paper(reader, document).map_err(told)?;
    let text = &paper.text;
    let units = dossier::units(std::slice::from_ref(&paper));
    let points = |byte: usize| text[..byte].chars().count();
    let own = |u: &&dossier::Unit| u.statement.is_none() && points(u.spans[0].start) == place;
    let unit = units.iter().find(own).ok_or_else(bad)?;
    let content: Vec<_> = unit
        .spans
        .iter()
        .map(|s| json!({"start": points(s.start), "end": points(s.end), "text": text[s.clone()]}))
        .collect();
    let version = Version {
        speaker: String::new(),
        words: unit.words.clone(),
        told: json!({"inside": null, "content": content, "source": null, "cue": null, "addressee": null, "form": "indirect",
            "stance": "asserts", "scope": "told", "chain": [], "steps": {"count": 0, "exact": false}, "end": "untold"}),
        reading: None,
        withdrawn: false,
    };
    let mut writer = at.writer(case)?;
    let id = writer.batch(|b| b.put_statement(document, &version, &Made::Signed(signer))).map_err(told)?;
    Ok((id, None))
}
