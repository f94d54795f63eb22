//! `firsthand case people`: add, list, retire.

use crate::ask;
use crate::cli::Streams;
use crate::cli::opening::{AsArgs, CaseArgs};
use crate::cli::stop::Stop;
use crate::failure::Exit;
use crate::page::safe;
use crate::roles::{Deed, Role};
use clap::{Args, Subcommand};
use firsthand_case::{COST, Person};
use serde_json::json;
use std::path::PathBuf;

const DETAILS: &str = "\
A person is a pseudonym, a role and a key that signs what they decide, under a passphrase of their own: who
knows the case's passphrase alone cannot sign for them. Never use real names. Once a case has people, whoever
changes it names themselves with --as and is held to their role:

  reader     reads, searches, checks
  reviewer   also takes in notes, opens marks, has documents read again, decides
  editor     also adds files and tables, approves what others made
  keeper     also removes, adds and retires people, changes the case's passphrase

The first keeper needs no other to add them; have two, since a lost personal passphrase cannot be given back.
docs/roles.md says which command is for whom.";

/// What `firsthand case people` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = crate::cli::TEMPLATE, after_help = DETAILS, disable_help_subcommand = true)]
pub struct PeopleArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done with people.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Add a person
    Add(AddArgs),
    /// List everybody who works or worked on the case
    List(ListArgs),
    /// Retire a person: they sign nothing more; what they signed stays
    Retire(RetireArgs),
    /// Change a person's own passphrase
    Passphrase(PersonalArgs),
}

/// What `firsthand case people add` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = crate::cli::TEMPLATE)]
pub struct AddArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// A pseudonym, new to the case
    #[arg(value_name = "NAME")]
    pub person: String,
    /// What they do: reader, reviewer, editor, keeper
    #[arg(long, value_name = "ROLE", value_enum, default_value = "reviewer", hide_possible_values = true)]
    pub role: Role,
    /// File whose first line is the person's own passphrase [default: asked on the terminal, six words are offered]
    #[arg(long, value_name = "FILE", help_heading = "How to open the case")]
    pub person_passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    pub who: AsArgs,
}

/// What `firsthand case people list` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = crate::cli::TEMPLATE)]
pub struct ListArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// Print one JSON object a line for each person
    #[arg(long)]
    pub json: bool,
}

/// What `firsthand case people retire` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = crate::cli::TEMPLATE)]
pub struct RetireArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// The pseudonym of who retires
    #[arg(value_name = "NAME")]
    pub person: String,
    #[command(flatten)]
    pub who: AsArgs,
}

/// What `firsthand case people passphrase` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = crate::cli::TEMPLATE)]
pub struct PersonalArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// The pseudonym
    #[arg(value_name = "NAME")]
    pub name: String,
    /// File whose first line is the person's passphrase of now [default: asked on the terminal]
    #[arg(long, value_name = "FILE", help_heading = "How to open the case")]
    pub person_passphrase_file: Option<PathBuf>,
    /// File whose first line is the new one [default: asked on the terminal, six words are offered]
    #[arg(long, value_name = "FILE", help_heading = "How to open the case")]
    pub new_passphrase_file: Option<PathBuf>,
}

pub(super) fn run(args: &PeopleArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    match &args.command {
        Command::Add(args) => add(args, streams),
        Command::List(args) => list(args, streams),
        Command::Retire(args) => retire(args, streams),
        Command::Passphrase(args) => passphrase(args, streams),
    }
}

fn add(args: &AddArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| args.case.told(&e);
    let case = args.case.open(streams)?;
    let reader = args.case.reader(&case)?;
    // Somebody has to be the first who may.
    let keeps = |p: &Person| !p.retired && Role::of(&p.role) == Role::Keeper;
    let first = args.role == Role::Keeper && !reader.people().map_err(told)?.iter().any(keeps);
    args.who.signer(if first { Deed::Read } else { Deed::People }, &args.case, &reader)?;
    let mut writer = args.case.writer(&case)?;
    let passphrase = ask::new_passphrase(args.person_passphrase_file.as_deref(), "the new person")?;
    let id = writer.add_person(&args.person, args.role.word(), &passphrase, COST).map_err(told)?;
    let role = args.role.word();
    writeln!(
        streams.out,
        "{} is added as {role} ({id}). Their passphrase signs; keep it apart from the case's.",
        safe::line(&args.person)
    )?;
    Ok(Exit::Done)
}

fn list(args: &ListArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let case = args.case.open(streams)?;
    let people = args.case.reader(&case)?.people().map_err(|e| args.case.told(&e))?;
    for person in people {
        let state = if person.retired { "retired" } else { "active" };
        if args.json {
            let value = json!({"id": person.id, "name": person.name, "role": person.role, "state": state});
            writeln!(streams.out, "{}", safe::json(value.to_string()))?;
        } else {
            let (name, role) = (safe::line(&person.name), safe::line(&person.role));
            writeln!(streams.out, "{name:<24}{role:<10}{state:<9}{}", person.id)?;
        }
    }
    Ok(Exit::Done)
}

fn retire(args: &RetireArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| args.case.told(&e);
    let case = args.case.open(streams)?;
    let reader = args.case.reader(&case)?;
    let person = reader.person(&args.person).map_err(told)?;
    args.who.signer(Deed::People, &args.case, &reader)?;
    args.case.writer(&case)?.batch(|batch| batch.retire(person.id)).map_err(told)?;
    writeln!(
        streams.out,
        "{} is retired: what they signed stays, and they sign nothing more.",
        safe::line(&args.person)
    )?;
    Ok(Exit::Done)
}

fn passphrase(args: &PersonalArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| args.case.told(&e);
    let case = args.case.open(streams)?;
    let reader = args.case.reader(&case)?;
    reader.person(&args.name).map_err(told)?;
    let now = ask::passphrase(args.person_passphrase_file.as_deref(), &args.name)?;
    let signer = reader.unlock(&args.name, &now).map_err(told)?;
    let new = ask::new_passphrase(args.new_passphrase_file.as_deref(), &args.name)?;
    args.case.writer(&case)?.change_personal_passphrase(&signer, &new, COST).map_err(told)?;
    writeln!(
        streams.out,
        "{} has a new passphrase; copies of the case made before still take the old one.",
        safe::line(&args.name)
    )?;
    Ok(Exit::Done)
}
