//! `firsthand case new` and `firsthand case passphrase`.

use crate::ask;
use crate::cli::Streams;
use crate::cli::opening::{AsArgs, CaseArgs};
use crate::cli::stop::Stop;
use crate::failure::{Code, Exit, Failure};
use crate::page::safe;
use crate::roles::Deed;
use clap::Args;
use firsthand_case::{Case, Options};
use std::path::PathBuf;

const DETAILS: &str = "\
Examples:
  firsthand case new river.case
  firsthand case new river.case --passphrase-file words.txt   for scripts

Exit status: 0 made, 2 not made; what was there before is left as it is";

/// What `firsthand case new` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = crate::cli::TEMPLATE, after_help = DETAILS)]
pub struct NewArgs {
    /// The file to make; its folder must be there
    #[arg(value_name = "CASE")]
    pub case: PathBuf,
    /// File whose first line is the new passphrase [default: asked on the terminal, six words are offered]
    #[arg(long, value_name = "FILE", help_heading = "How to open the case")]
    pub passphrase_file: Option<PathBuf>,
}

/// What `firsthand case passphrase` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = crate::cli::TEMPLATE)]
pub struct PassphraseArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// File whose first line is the new passphrase [default: asked on the terminal, six words are offered]
    #[arg(long, value_name = "FILE", help_heading = "How to open the case")]
    pub new_passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    pub who: AsArgs,
}

pub(super) fn new(args: &NewArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let name = args.case.to_string_lossy();
    if args.case.symlink_metadata().is_ok() {
        return Err(Failure::new(Code::Exists, name).into());
    }
    let passphrase = ask::new_passphrase(args.passphrase_file.as_deref(), "the new case")?;
    Options::new()
        .and_then(|options| Case::create(&args.case, &passphrase, options))
        .map_err(|error| Failure::of_case(name.clone(), &error))?;
    let name = safe::line(&name);
    writeln!(
        streams.out,
        "{name} is made. Without its passphrase nobody can open it: not you, and not us.\n\n\
         Next:\n  firsthand case people add {name} PSEUDONYM --role keeper\n  firsthand add {name} FOLDER\n  \
         firsthand checkpoint {name}      to keep elsewhere: shows later whether anything was changed"
    )?;
    Ok(Exit::Done)
}

pub(super) fn passphrase(args: &PassphraseArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let case = args.case.open(streams)?;
    args.who.signer(Deed::Passphrase, &args.case, &args.case.reader(&case)?)?;
    let passphrase = ask::new_passphrase(args.new_passphrase_file.as_deref(), "the case")?;
    case.change_passphrase(&passphrase, Box::new(|_| true)).map_err(|e| args.case.told(&e))?;
    writeln!(
        streams.out,
        "The passphrase is changed. Copies and backups made before still open with the old one: destroy what you do not need."
    )?;
    Ok(Exit::Done)
}
