//! `firsthand case people`: add, list, retire.

use crate::ask;
use crate::cli::Streams;
use crate::cli::opening::CaseArgs;
use crate::cli::stop::Stop;
use crate::failure::Exit;
use crate::page::safe;
use clap::{Args, Subcommand, ValueEnum};
use firsthand_case::COST;
use serde_json::json;
use std::path::PathBuf;

const DETAILS: &str = "\
A person is a pseudonym, a role and a key that signs what they decide, under a passphrase of their own: who
knows the case's passphrase alone cannot sign for them. Never use real names. Roles say who may do what in the
review to come; the command line does not hold anybody to them.";

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

/// What a person does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Role {
    /// Reads
    Reader,
    /// Accepts, corrects and rejects statements
    Reviewer,
    /// Reviews, and approves what others made
    Editor,
    /// Keeps the case: its people, passphrase and removals
    Keeper,
}

impl Role {
    fn word(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Reviewer => "reviewer",
            Role::Editor => "editor",
            Role::Keeper => "keeper",
        }
    }
}

/// What `firsthand case people add` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = crate::cli::TEMPLATE)]
pub struct AddArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// A pseudonym, new to the case
    #[arg(value_name = "NAME")]
    pub name: String,
    /// What they do: reader, reviewer, editor, keeper
    #[arg(long, value_name = "ROLE", value_enum, default_value = "reviewer", hide_possible_values = true)]
    pub role: Role,
    /// File whose first line is the person's own passphrase [default: asked on the terminal, six words are offered]
    #[arg(long, value_name = "FILE", help_heading = "How to open the case")]
    pub person_passphrase_file: Option<PathBuf>,
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
    /// The pseudonym
    #[arg(value_name = "NAME")]
    pub name: String,
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
    let mut writer = args.case.writer(&case)?;
    let passphrase = ask::new_passphrase(args.person_passphrase_file.as_deref(), "the new person")?;
    let id = writer.add_person(&args.name, args.role.word(), &passphrase, COST).map_err(told)?;
    let role = args.role.word();
    writeln!(
        streams.out,
        "{} is added as {role} ({id}). Their passphrase signs; keep it apart from the case's.",
        safe::line(&args.name)
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
    let person = args.case.reader(&case)?.person(&args.name).map_err(told)?;
    args.case.writer(&case)?.batch(|batch| batch.retire(person.id)).map_err(told)?;
    writeln!(
        streams.out,
        "{} is retired: what they signed stays, and they sign nothing more.",
        safe::line(&args.name)
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
