//! `firsthand settle`: what people say of what the program proposes, signed and kept.

mod documents;
mod grade;
mod statements;
mod tellers;

use super::Streams;
use super::opening::{AsArgs, CaseArgs};
use super::stop::{Stop, settled};
use crate::adding::whole_mask;
use crate::failure::{Code, Exit, Failure};
use crate::roles::Deed;
use clap::{Args, Subcommand};
use firsthand_case::{Id, Matter, Reader, Signer};
use serde_json::Value;
use std::io;

const DETAILS: &str = "\
Names of tellings and documents are those that 'firsthand claims' and 'firsthand list' show. Every answer is signed and stays in
the log; a later one on the same takes its place. Answers on tellers are sealed under a key of their own: 'take-back' and
the removal of either document destroy it, and they leave the case in no table and no list.

Examples:
  firsthand settle statements river.case 0f3c 77aa same --as heron
  firsthand settle documents river.case 41b2 9e0d copies --as heron --why 'same misprint'
  firsthand settle grade river.case 0f3c --source B --item 3 --as heron

Exit status: 0 settled, 2 it was not";

/// What `firsthand settle` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS, disable_help_subcommand = true)]
pub struct Settle {
    /// What is settled.
    #[command(subcommand)]
    pub what: What,
}

/// What can be settled.
#[derive(Clone, Debug, Subcommand)]
pub enum What {
    /// Whether two tellings are of one claim
    Statements(statements::StatementsArgs),
    /// Whether a document took from another, or is its translation
    Documents(documents::DocumentsArgs),
    /// Whether the tellers of two tellings are one. To leave it open is always an answer
    ///
    /// Asked for by nobody but you: the program collects no reasons to take two unnamed tellers for one, and lists none. Weigh
    /// whether the answer is worth being written down at all.
    Tellers(tellers::TellersArgs),
    /// That several tellers have it from one occasion: a briefing, a press visit
    Occasion(tellers::OccasionArgs),
    /// A grade for a claim: A to F for the source, 1 to 6 for the item, apart from each other
    Grade(grade::GradeArgs),
    /// Destroy an answer on tellers; a receipt says that there was one
    TakeBack(tellers::TakeBackArgs),
}

pub(super) fn run(args: &Settle, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let done = match &args.what {
        What::Statements(args) => statements::run(args, streams),
        What::Documents(args) => documents::run(args, streams),
        What::Tellers(args) => tellers::run(args, streams),
        What::Occasion(args) => tellers::occasion(args, streams),
        What::Grade(args) => grade::run(args, streams),
        What::TakeBack(args) => tellers::take_back(args, streams),
    };
    settled(done, streams)
}

/// Who settles; nobody is no answer.
fn signer(who: &AsArgs, at: &CaseArgs, reader: &Reader) -> Result<Signer, Stop> {
    who.signer(Deed::Decide, at, reader)?.ok_or_else(|| Failure::new(Code::NeedsPerson, "settle").into())
}

/// A reason without the marks of private persons.
fn why(text: Option<&String>) -> Option<String> {
    text.map(|t| whole_mask(t))
}

/// Stores an answer and says so. Who settles is asked before `what` looks for the records and the words.
fn store(
    at: &CaseArgs,
    matter: Matter,
    who: &AsArgs,
    streams: &mut Streams<'_>,
    what: impl FnOnce(&Reader) -> Result<(Vec<Id>, Value), Stop>,
) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| at.told(&e);
    let case = at.open(streams)?;
    let reader = at.reader(&case)?;
    let signer = signer(who, at, &reader)?;
    let (of, says) = what(&reader)?;
    let mut writer = at.writer(&case)?;
    let id = writer.batch(|b| b.answer(matter, &of, &says, &signer)).map_err(told)?;
    writeln!(streams.out, "{id}")?;
    Ok(Exit::Done)
}
