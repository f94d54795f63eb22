//! A grade for a claim, after the Admiralty system: the source by a letter, the item by a number, each by itself.

use super::super::opening::{AsArgs, CaseArgs};
use super::super::stop::Stop;
use super::super::{Streams, claims};
use crate::failure::{Code, Exit, Failure};
use clap::Args;
use firsthand_case::{Id, Matter};
use firsthand_core::link::dossier::{self, unit_name};
use serde_json::json;

const DETAILS: &str = "\
Sources: A completely reliable, B usually reliable, C fairly reliable, D not usually reliable, E unreliable, F cannot be judged.
Items: 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.
(Admiralty system, as in NATO AJP-2.1.) A grade is a reviewer's judgement, not the program's. '1, confirmed' is refused
while the claim may have but one origin.";

/// What `firsthand settle grade` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::super::TEMPLATE, after_help = DETAILS)]
pub struct GradeArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// A telling of the claim, as 'firsthand claims' names it
    #[arg(value_name = "TELLING")]
    pub telling: String,
    /// The source: A to F
    #[arg(long, value_name = "LETTER", value_parser = ["A", "B", "C", "D", "E", "F"], ignore_case = true, hide_possible_values = true, required_unless_present = "item")]
    pub source: Option<String>,
    /// The item: 1 to 6
    #[arg(long, value_name = "NUMBER", value_parser = ["1", "2", "3", "4", "5", "6"], hide_possible_values = true)]
    pub item: Option<String>,
    /// Why: stored with the grade
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    #[command(flatten)]
    pub who: AsArgs,
}

pub(super) fn run(args: &GradeArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let at = &args.case;
    let told = |e: firsthand_case::Error| at.told(&e);
    super::store(at, Matter::Grade, &args.who, streams, |reader| {
        let telling = at.id(reader, &args.telling)?;
        let standing = crate::linking::of_case(reader).map_err(told)?;
        let linked = dossier::link(&standing.papers, &standing.answers, true);
        let name = telling.to_string();
        let tells =
            |t: &dossier::Telling| unit_name(&standing.papers, &linked.units[t.unit]).starts_with(&name);
        let Some(claim) = linked.claims.iter().find(|c| c.tellings.iter().any(tells)) else {
            return Err(Failure::new(Code::NoClaim, args.telling.clone()).into());
        };
        let origins = &claim.origins.for_;
        if args.item.as_deref() == Some("1") && origins.at_least < 2 {
            let why = format!("at least {}, at most {}", origins.at_least, origins.at_most);
            return Err(Failure::with_detail(Code::NotConfirmed, args.telling.clone(), why).into());
        }
        let names = claims::names(claim, &standing.papers, &linked);
        let first = names.iter().find_map(|n| n.split('#').next().and_then(|n| n.parse::<Id>().ok()));
        let source = args.source.as_ref().map(|s| s.to_ascii_uppercase());
        let says = json!({"source": source, "item": args.item, "why": super::why(args.why.as_ref())});
        Ok((vec![first.unwrap_or(telling)], says))
    })
}
