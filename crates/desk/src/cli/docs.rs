//! `firsthand docs` (hidden): the generated pages of the documentation. Tests hold the committed ones to be the same.

use super::{Streams, grammar};
use crate::failure::{Code, Exit};
use clap::{Args, ValueEnum};
use std::fmt::Write;
use std::io;

/// Columns of the help texts in the documentation.
const COLUMNS: usize = 100;

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DocsPage {
    /// docs/cli.md
    #[default]
    Cli,
    /// docs/errors.md
    Errors,
}

/// What `firsthand docs` takes.
#[derive(Args, Clone, Debug)]
pub struct DocsArgs {
    /// Which page
    #[arg(value_enum, default_value_t)]
    pub page: DocsPage,
}

pub(super) fn run(args: &DocsArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let page = match args.page {
        DocsPage::Cli => commands_page(),
        DocsPage::Errors => errors_page(),
    };
    streams.out.write_all(page.as_bytes())?;
    Ok(Exit::Done)
}

/// docs/cli.md: the long help of every command.
pub fn commands_page() -> String {
    let mut program = grammar().term_width(COLUMNS);
    program.build();
    let mut page = String::from(
        "# The command line\n\nGenerated from the program: `cargo run -- docs cli > docs/cli.md` rewrites it, a test compares.\n",
    );
    section(&mut program, "firsthand", &mut page);
    below(&mut program, "firsthand", &mut page);
    page
}

/// The sections of a command's commands, and of theirs.
fn below(command: &mut clap::Command, name: &str, page: &mut String) {
    let names: Vec<_> = command
        .get_subcommands()
        .filter(|c| !c.is_hide_set() && c.get_name() != "help")
        .map(|c| c.get_name().to_owned())
        .collect();
    for own in names {
        if let Some(command) = command.find_subcommand_mut(&own) {
            let name = format!("{name} {own}");
            section(command, &name, page);
            below(command, &name, page);
        }
    }
}

fn section(command: &mut clap::Command, name: &str, page: &mut String) {
    let help = command.render_long_help().to_string();
    let _ = write!(page, "\n## {name}\n\n```text\n");
    for line in help.trim_end().lines() {
        let _ = writeln!(page, "{}", line.trim_end());
    }
    page.push_str("```\n");
}

/// docs/errors.md: every code with what happened and what to do, and the exit statuses.
pub fn errors_page() -> String {
    let mut page = String::from(
        "# Errors\n\nGenerated from the program: `cargo run -- docs errors > docs/errors.md` rewrites it, a test compares.\n\n\
         A message names the file as it was given, says what happened and what to do, and ends in a code that stays the \
         same\nin all versions. No message holds words of a document.\n\n## Codes\n\n\
         | code | what happened | what to do |\n|---|---|---|\n",
    );
    let own = Code::ALL.iter().map(|code| (code.name(), code.what().to_owned(), code.hint()));
    let (ingest, case) = (firsthand_ingest::Error::all(), firsthand_case::Error::all());
    let mut rows: Vec<_> = own.collect();
    rows.extend(ingest.iter().map(|e| (e.code(), e.what(), e.hint())));
    rows.extend(case.iter().map(|e| (e.code(), e.what(), e.hint())));
    rows.sort();
    for (code, what, hint) in rows {
        let _ = writeln!(page, "| {code} | {} | {} |", cell(&what), cell(hint));
    }
    page.push_str("\n## Exit status\n\n| status | meaning |\n|---|---|\n");
    for (exit, meaning) in Exit::TABLE {
        let _ = writeln!(page, "| {} | {meaning} |", exit as u8);
    }
    page
}

/// Text as it may stand in a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('*', "\\*")
}
