//! `firsthand completions`: a completion script for a shell.

use super::{Streams, grammar};
use crate::failure::Exit;
use clap::Args;
use clap_complete::Shell;
use std::io;

const DETAILS: &str = "\
Examples:
  firsthand completions bash > ~/.local/share/bash-completion/completions/firsthand
  firsthand completions fish > ~/.config/fish/completions/firsthand.fish
  firsthand completions zsh  > \"${fpath[1]}/_firsthand\"";

/// What `firsthand completions` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct CompletionsArgs {
    /// The shell it is for
    #[arg(value_enum)]
    pub shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut grammar(), "firsthand", &mut script);
    streams.out.write_all(&script)?;
    Ok(Exit::Done)
}
