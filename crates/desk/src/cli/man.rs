//! `firsthand man`: the manual page, of the program or of one command, in roff.

use super::{Streams, grammar, misuse};
use crate::failure::Exit;
use clap::Args;
use std::io;

const DETAILS: &str = "\
Examples:
  firsthand man > ~/.local/share/man/man1/firsthand.1
  firsthand man read | man -l -";

/// What `firsthand man` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct ManArgs {
    /// The command whose page it is [default: the program's own page]
    pub command: Option<String>,
}

pub(super) fn run(args: &ManArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let mut program = grammar();
    program.build();
    let page = match &args.command {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            // Building has given it its full name, firsthand-read.
            Some(command) => command.clone(),
            None => return Ok(misuse(&format!("there is no command '{name}'"))),
        },
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff)?;
    streams.out.write_all(&roff)?;
    Ok(Exit::Done)
}
