//! `firsthand case backup` and `firsthand case restore`.

use crate::ask;
use crate::cli::Streams;
use crate::cli::opening::{AsArgs, CaseArgs};
use crate::cli::stop::Stop;
use crate::failure::{Exit, Failure};
use crate::page::safe;
use crate::roles::Deed;
use clap::Args;
use firsthand_case::{Case, Options};
use std::path::PathBuf;

/// What `firsthand case backup` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = crate::cli::TEMPLATE)]
pub struct BackupArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// The file to write; nothing is overwritten
    #[arg(value_name = "BACKUP")]
    pub to: PathBuf,
}

/// What `firsthand case restore` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = crate::cli::TEMPLATE)]
pub struct RestoreArgs {
    /// The backup
    #[arg(value_name = "BACKUP")]
    pub backup: PathBuf,
    /// The case to make; nothing is overwritten
    #[arg(value_name = "CASE")]
    pub case: PathBuf,
    /// File whose first line is the passphrase that the case had when it was backed up [default: asked on the terminal]
    #[arg(long, value_name = "FILE", help_heading = "How to open the case")]
    pub passphrase_file: Option<PathBuf>,
}

/// What `firsthand case accept-loss` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = crate::cli::TEMPLATE)]
pub struct LossArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// Why it is gone on with: stored in the log
    #[arg(long, value_name = "TEXT")]
    pub why: String,
    #[command(flatten)]
    pub who: AsArgs,
}

pub(super) fn accept_loss(args: &LossArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let mut case = args.case.open(streams)?;
    args.who.signer(Deed::AcceptLoss, &args.case, &args.case.reader(&case)?)?;
    if case.alarms().is_empty() {
        writeln!(streams.out, "Nothing was lost; nothing was changed.")?;
        return Ok(Exit::Done);
    }
    case.accept_loss(&args.why, Box::new(|_| true)).map_err(|e| args.case.told(&e))?;
    writeln!(
        streams.out,
        "The loss is logged, and the case can be written to again. An earlier checkpoint will still show it."
    )?;
    Ok(Exit::Done)
}

pub(super) fn backup(args: &BackupArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let case = args.case.open(streams)?;
    case.backup(&args.to).map_err(|error| Failure::of_case(args.to.to_string_lossy(), &error))?;
    let to = safe::line(&args.to.to_string_lossy());
    writeln!(
        streams.out,
        "{to} is written. It opens with the passphrase of now, and holds what is removed from the case later."
    )?;
    Ok(Exit::Done)
}

pub(super) fn restore(args: &RestoreArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let name = args.backup.to_string_lossy();
    let passphrase = ask::passphrase(args.passphrase_file.as_deref(), "the backup")?;
    Options::new()
        .and_then(|options| Case::restore(&args.backup, &args.case, &passphrase, options))
        .map_err(|error| Failure::of_case(name, &error))?;
    writeln!(streams.out, "{} is restored, and verified whole.", safe::line(&args.case.to_string_lossy()))?;
    Ok(Exit::Done)
}
