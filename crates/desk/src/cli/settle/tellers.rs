//! Whether tellers are one, two, or have it from one occasion; and taking such an answer back.

use super::super::Streams;
use super::super::opening::{AsArgs, CaseArgs};
use super::super::stop::Stop;
use crate::failure::{Code, Exit, Failure};
use clap::{Args, ValueEnum};
use firsthand_case::{Id, Matter, Reader};
use serde_json::json;

/// What `firsthand settle tellers` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::super::TEMPLATE)]
pub struct TellersArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// A telling, whose root is meant; TELLING/1 means the first teller of its chain, and so on
    #[arg(value_name = "TELLING")]
    pub a: String,
    /// The other
    #[arg(value_name = "TELLING")]
    pub b: String,
    /// open, same or different
    #[arg(value_enum, value_name = "ANSWER", hide_possible_values = true)]
    pub answer: Answered,
    #[command(flatten)]
    pub who: AsArgs,
}

/// Whether two tellers are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Answered {
    /// Nobody knows, or nobody should write it down: what was said before is destroyed
    Open,
    /// They are one
    Same,
    /// They are two
    Different,
}

/// What `firsthand settle occasion` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::super::TEMPLATE)]
pub struct OccasionArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// Tellings whose roots have it from there; TELLING/1 means the first teller of its chain, and so on
    #[arg(required = true, num_args = 2.., value_name = "TELLING")]
    pub tellings: Vec<String>,
    /// What it was, such as 'the closed briefing'
    #[arg(long, value_name = "TEXT")]
    pub what: String,
    #[command(flatten)]
    pub who: AsArgs,
}

/// What `firsthand settle take-back` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::super::TEMPLATE)]
pub struct TakeBackArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// The answer's name, as it was printed
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub who: AsArgs,
}

pub(super) fn run(args: &TellersArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let at = &args.case;
    let told = |e: firsthand_case::Error| at.told(&e);
    let case = at.open(streams)?;
    let reader = at.reader(&case)?;
    let signer = super::signer(&args.who, at, &reader)?;
    let mut pair = [teller(at, &reader, &args.a)?, teller(at, &reader, &args.b)?];
    if pair[0] == pair[1] {
        return Err(Failure::new(Code::NotAPair, args.b.clone()).into());
    }
    // One order for a pair, so that a later answer finds the earlier.
    pair.sort_unstable();
    let (of, hops) = ([pair[0].0, pair[1].0], [pair[0].1, pair[1].1]);
    let before = reader.answers(Matter::Tellers).map_err(told)?;
    let before = before.iter().find(|a| a.of == of && a.says["hops"] == json!(hops)).map(|a| a.record.id);
    let mut writer = at.writer(&case)?;
    // Nothing of an earlier answer is kept: not even that it was another.
    if let Some(before) = before {
        writer.take_back(before, "answered again", &signer).map_err(told)?;
    }
    let word = match args.answer {
        Answered::Open => {
            writeln!(streams.out, "Open.")?;
            return Ok(Exit::Done);
        }
        Answered::Same => "same",
        Answered::Different => "different",
    };
    let says = json!({"answer": word, "hops": hops});
    let id = writer.batch(|b| b.answer(Matter::Tellers, &of, &says, &signer)).map_err(told)?;
    writeln!(streams.out, "{id}")?;
    Ok(Exit::Done)
}

pub(super) fn occasion(args: &OccasionArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let at = &args.case;
    super::store(at, Matter::Occasion, &args.who, streams, |reader| {
        let mut all: Vec<(Id, usize)> =
            args.tellings.iter().map(|name| teller(at, reader, name)).collect::<Result<_, Stop>>()?;
        all.sort_unstable();
        let (of, hops): (Vec<Id>, Vec<usize>) = all.into_iter().unzip();
        Ok((of, json!({"what": crate::adding::whole_mask(&args.what), "hops": hops})))
    })
}

pub(super) fn take_back(args: &TakeBackArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let at = &args.case;
    let told = |e: firsthand_case::Error| at.told(&e);
    let case = at.open(streams)?;
    let reader = at.reader(&case)?;
    let signer = super::signer(&args.who, at, &reader)?;
    let id = at.id(&reader, &args.id)?;
    let receipt = at.writer(&case)?.take_back(id, "taken back", &signer).map_err(told)?;
    writeln!(streams.out, "Destroyed; the receipt is {receipt}. Earlier backups and copies still hold it.")?;
    Ok(Exit::Done)
}

/// A teller by a telling of his, and which of its chain he is, counted from 1.
fn teller(at: &CaseArgs, reader: &Reader, name: &str) -> Result<(Id, usize), Stop> {
    let (telling, hop) = match name.split_once('/') {
        Some((telling, hop)) => (telling, Some(hop)),
        None => (name, None),
    };
    let bad = || Stop::Told(Failure::new(Code::NoTeller, name.to_owned()));
    let id = at.id(reader, telling)?;
    let statement = reader.statement(id).map_err(|e| at.told(&e))?;
    let length = statement.version.told["chain"].as_array().map_or(0, Vec::len);
    let hop = hop.map_or(Ok(length), str::parse).map_err(|_| bad())?;
    if (1..=length).contains(&hop) { Ok((statement.id, hop)) } else { Err(bad()) }
}
