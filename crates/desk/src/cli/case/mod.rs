//! `firsthand case`: makes a case, says what is in it, changes its passphrase, knows its people, copies it.

mod copies;
mod info;
mod new;
mod people;

use super::Streams;
use super::stop::settled;
use crate::failure::Exit;
use clap::{Args, Subcommand};
use std::io;

/// What `firsthand case` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, disable_help_subcommand = true)]
pub struct Cases {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done with a whole case.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Make a new case: one encrypted file
    ///
    /// Nothing that is in a case can be read without its passphrase, by nobody. A passphrase of six words drawn by lot is
    /// offered.
    New(new::NewArgs),
    /// Say what a case holds, in numbers
    Info(info::InfoArgs),
    /// Change the passphrase of a case: at once, whatever its size
    ///
    /// Older copies and backups still open with the older passphrase.
    Passphrase(new::PassphraseArgs),
    /// The people who work on a case, under pseudonyms: add, list, retire
    People(people::PeopleArgs),
    /// Write a copy of a case, whole and at one moment, while others may go on working
    Backup(copies::BackupArgs),
    /// Make a case of a backup, once all of it was verified
    Restore(copies::RestoreArgs),
    /// Go on with a case that lost its latest writes: an older copy put back, a disk that lied
    ///
    /// Such a case opens with a warning and is not written to, because what is missing may matter. This logs for good what was
    /// found and why it is gone on with. A damaged log is refused: restore a backup.
    AcceptLoss(copies::LossArgs),
}

pub(super) fn run(cases: &Cases, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let done = match &cases.command {
        Command::New(args) => new::new(args, streams),
        Command::Info(args) => info::info(args, streams),
        Command::Passphrase(args) => new::passphrase(args, streams),
        Command::People(args) => people::run(args, streams),
        Command::Backup(args) => copies::backup(args, streams),
        Command::Restore(args) => copies::restore(args, streams),
        Command::AcceptLoss(args) => copies::accept_loss(args, streams),
    };
    settled(done, streams)
}
