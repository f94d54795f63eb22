//! The command line: its grammar, its help, and who does what. One file a command.

mod add;
mod case;
mod claims;
mod completions;
mod copies;
mod docs;
mod export_table;
mod gather;
mod import_table;
mod list;
mod man;
mod matching;
mod note;
mod opening;
mod origins;
mod read;
mod remove;
mod reread;
mod search;
mod settle;
mod show;
mod stop;
mod timeline;
mod timeline_case;
mod try_out;
mod verify;

pub use docs::{commands_page, errors_page};
pub use read::ReadArgs;

use crate::child;
use crate::failure::{Code, Exit, Failure};
use crate::guard;
use crate::page::Look;
use crate::terminal::{Color, MIN_WIDTH, Palette, Terminal};
use crate::wipe;
use clap::{CommandFactory, Parser, Subcommand};
use firsthand_core::weights;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::LazyLock;

/// Version, weights and features, as `--version` prints them.
pub static VERSION: LazyLock<String> = LazyLock::new(|| {
    // "name" and "sha256" stand in this order in each entry: see crates/train's cards.
    let value = |line: &str| line.split('"').nth(1).unwrap_or_default().to_owned();
    let mut models = Vec::new();
    for line in weights::MODELS.lines() {
        if line.starts_with("name = ") {
            models.push(value(line));
        } else if line.starts_with("sha256 = ")
            && let Some(last) = models.last_mut()
        {
            last.push(' ');
            last.extend(value(line).chars().take(8));
        }
    }
    format!("{} (weights: {}; features: {})", env!("CARGO_PKG_VERSION"), models.join(", "), FEATURES)
});

/// What the program was built with.
const FEATURES: &str = if cfg!(feature = "parquet") { "default, parquet" } else { "default" };

/// Usage first, then what it is, then the rest.
const TEMPLATE: &str = "{usage-heading} {usage}\n\n{about-with-newline}\n{all-args}{after-help}";

const EXAMPLES: &str = "\
Examples:
  firsthand try                              three bundled articles, read and shown
  firsthand read article.txt                 who said what in it, through whom
  firsthand timeline reports/                what was done, in order of time
  firsthand copies reports/                  who took over whose text
  firsthand read reports/ --json > out.jsonl a whole folder, one line of JSON a document
  curl -s ADDRESS | firsthand read -         from another program
  firsthand case new river.case              one encrypted file for a whole case
  firsthand add river.case reports/          originals, index and statements into it
  firsthand search river.case 'ferry passes' what was told, where

A statement is something that the page says somebody said, wrote, showed, believed or hoped.
Its chain of telling runs from the page inwards: first who spoke to the writer, last the root,
beyond whom the text names nobody. Every telling is a step away from first hand.

Exit status:
  0  all done
  1  something could not be read or written, or something was found; the messages say what, the rest was done
  2  the command line makes no sense, or a case cannot be opened; nothing was done";

/// Who said what, through whom, how far from first hand.
///
/// Reads news articles and finds every attributed statement with its chain of telling. Works by itself on this
/// machine: nothing is sent anywhere, and nothing is kept but what you put into a case.
#[derive(Debug, Parser)]
#[command(name = "firsthand", version = VERSION.as_str(), help_template = TEMPLATE, after_help = EXAMPLES)]
pub struct Cli {
    /// When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never
    #[arg(
        long,
        value_enum,
        default_value_t,
        global = true,
        value_name = "WHEN",
        hide_possible_values = true
    )]
    pub color: Color,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and show who said what, through whom
    ///
    /// Shows each document's head, then each statement: who says it, in what form, what is said, the chain of telling
    /// with its root last, and how far that is from first hand. With --json, prints one JSON object a line for each
    /// document instead.
    Read(ReadArgs),
    /// Show what was done to whom in order of time, with who tells it
    ///
    /// Reads articles and lists the acts that they tell (arrests, searches, orders, bans …) in order of time: each with its
    /// status as told, who did it to whom and where in the words of the text, and the chain of telling in short. Orders,
    /// laws, campaigns and bans about one thing are one policy, with what extends, relaxes or replaces what.
    Timeline(timeline::TimelineArgs),
    /// Count the origins behind each claim of a graph of tellings, as an interval with its reasons
    ///
    /// Seven outlets carry it: do seven sources say it, or one? Copies, quotations and circles add no origin; unnamed
    /// sources may be one person, unless something shows that they are two.
    Origins(origins::OriginsArgs),
    /// Find the claims that documents share, who tells them, and how many origins are behind each
    ///
    /// Takes files or a case. Statements that tell the same are proposed as one claim with the evidence; who copied, cited or
    /// translated whom adds no origin.
    Claims(claims::ClaimsArgs),
    /// Settle what is proposed in a case: one claim or two, copied or not, one teller or two; grade a claim
    Settle(settle::Settle),
    /// Show who reused whose text, passage by passage, and who from whom
    ///
    /// Lays documents beside each other and finds what was taken over: whole copies, cut and reworded ones, single
    /// paragraphs, quotations. Each passage has one parent; which of two was first is told by dates, credits, damaged words
    /// and what is missing. Notices that many documents share, and reports of one event in other words, are no reuse.
    Copies(copies::CopiesArgs),
    /// Read three bundled articles, to see what comes out
    ///
    /// The articles are part of the program; their persons, places and outlets are invented.
    Try(try_out::TryArgs),
    /// Cases: make one, say what it holds, change its passphrase, its people, back it up
    Case(case::Cases),
    /// Put files into a case: every original kept, indexed and read
    ///
    /// Each file is opened in a process of its own, without the case's keys. Its original is kept byte for byte, its documents
    /// are indexed at once and then read for statements.
    Add(add::AddArgs),
    /// Put a call, an interview or a letter into a case
    Note(note::NoteArgs),
    /// Put a spreadsheet of statements or reports into a case
    ImportTable(import_table::ImportArgs),
    /// Write a table that was imported, the same columns back
    ExportTable(export_table::ExportArgs),
    /// List what is in a case
    List(list::ListArgs),
    /// Show a document, a statement or another record of a case
    Show(show::ShowArgs),
    /// Search the documents or statements of a case
    Search(search::SearchArgs),
    /// Read what waits in a case, or read everything again
    Reread(reread::RereadArgs),
    /// Check that a case is whole and nothing in it was changed
    Verify(verify::VerifyArgs),
    /// Print what the log of a case is now, to be kept elsewhere
    Checkpoint(verify::CheckpointArgs),
    /// Destroy a document or an original of a case
    Remove(remove::RemoveArgs),
    /// Find which of many known claims a text repeats
    ///
    /// For each text of one file, ranks the claims of another by how likely the text repeats them: posts against a newsroom's
    /// checked claims, a new report against those of a case. It says what looks alike, not whether it is so: "more than 100"
    /// and "up to 100" rank alike, and a denial ranks with what it denies.
    Match(matching::MatchArgs),
    /// Print a completion script for a shell
    Completions(completions::CompletionsArgs),
    /// Print the manual page, of the program or of one command, in roff
    Man(man::ManArgs),
    /// Print a generated page of the documentation
    #[command(hide = true)]
    Docs(docs::DocsArgs),
    /// Be the process that parses: files in on standard input, what is in them out on standard output
    #[command(hide = true)]
    ParseChild,
}

/// Where a command writes. Standard output is for results alone.
pub struct Streams<'a> {
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
    /// Their columns and styles.
    pub terminal: Terminal,
}

impl Streams<'_> {
    /// How a page on standard output looks, in columns of the user's choice or those of the terminal.
    fn look(&self, width: Option<u16>) -> Look {
        let width = width.map_or(self.terminal.width, usize::from).max(MIN_WIDTH);
        Look { width, palette: self.terminal.out, all: false, full: false }
    }
}

/// Takes the columns of a page.
fn width(columns: &str) -> Result<u16, String> {
    let taken = columns.parse().ok().filter(|columns| usize::from(*columns) >= MIN_WIDTH);
    taken.ok_or_else(|| format!("--width takes a number of columns from {MIN_WIDTH} up"))
}

/// The grammar of the command line, for help, completions and documentation.
pub fn grammar() -> clap::Command {
    Cli::command()
}

/// Parses the command line, does what it asks, and gives the exit status.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(told) => return ExitCode::from(usage(&told) as u8),
    };
    guard::quiet_panics();
    if matches!(cli.command, Command::ParseChild) {
        return child::serve();
    }
    wipe::apart(|| command(&cli))
}

/// Does what the command line asks, with the process's own output.
fn command(cli: &Cli) -> ExitCode {
    let terminal = Terminal::detect(cli.color);
    let choice = cli.color.into();
    // Styles are chosen in `terminal`; only a terminal needs them translated, and gigabytes of JSON are not searched
    // for them.
    let stdout: Box<dyn Write> = if io::stdout().is_terminal() {
        Box::new(anstream::AutoStream::new(io::stdout(), choice))
    } else {
        Box::new(io::stdout())
    };
    let mut out = io::BufWriter::with_capacity(1 << 16, stdout);
    let mut err = anstream::AutoStream::new(io::stderr(), choice);
    let exit = guard::guarded(|| {
        let streams = &mut Streams { out: &mut out, err: &mut err, terminal };
        run(cli, streams)
    });
    let exit = exit.unwrap_or_else(|fault| {
        complain(&Failure::of_fault("firsthand", fault), &mut err, &terminal);
        Exit::Failed
    });
    ExitCode::from(exit as u8)
}

/// Does what a parsed command line asks.
pub fn run(cli: &Cli, streams: &mut Streams<'_>) -> Exit {
    let done = match &cli.command {
        Command::Read(args) => read::run(args, streams),
        Command::Timeline(args) => timeline::run(args, streams),
        Command::Origins(args) => origins::run(args, streams),
        Command::Claims(args) => claims::run(args, streams),
        Command::Settle(args) => settle::run(args, streams),
        Command::Copies(args) => copies::run(args, streams),
        Command::Try(args) => try_out::run(args, streams),
        Command::Case(args) => case::run(args, streams),
        Command::Add(args) => add::run(args, streams),
        Command::Note(args) => note::run(args, streams),
        Command::ImportTable(args) => import_table::run(args, streams),
        Command::ExportTable(args) => export_table::run(args, streams),
        Command::List(args) => list::run(args, streams),
        Command::Show(args) => show::run(args, streams),
        Command::Search(args) => search::run(args, streams),
        Command::Reread(args) => reread::run(args, streams),
        Command::Verify(args) => verify::verify(args, streams),
        Command::Checkpoint(args) => verify::checkpoint(args, streams),
        Command::Remove(args) => remove::run(args, streams),
        Command::Match(args) => matching::run(args, streams),
        Command::Completions(args) => completions::run(args, streams),
        Command::Man(args) => man::run(args, streams),
        Command::Docs(args) => docs::run(args, streams),
        // The program's `main` has seen to it.
        Command::ParseChild => Ok(Exit::Done),
    };
    let done = done.and_then(|exit| streams.out.flush().map(|()| exit));
    match done {
        Ok(exit) => exit,
        // Whoever read our output has had enough, as `head` has: no error of ours.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => {
            let failure = Failure::with_detail(Code::BadOutput, "standard output", error);
            complain(&failure, streams.err, &streams.terminal);
            Exit::Failed
        }
    }
}

/// Prints help, version or what is wrong with the command line.
fn usage(told: &clap::Error) -> Exit {
    let printed = told.print().and_then(|()| io::stdout().flush());
    match printed {
        // Nobody is left to tell where not even an error can be printed.
        _ if told.use_stderr() => Exit::Usage,
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let failure = Failure::with_detail(Code::BadOutput, "standard output", error);
            let _ = io::stderr().write_all(failure.message(&Palette::plain()).as_bytes());
            Exit::Failed
        }
        _ => Exit::Done,
    }
}

/// Says what is wrong with a command line that the grammar alone lets through.
fn misuse(what: &str) -> Exit {
    usage(&grammar().error(clap::error::ErrorKind::ArgumentConflict, what))
}

/// Prints a failure on standard error.
fn complain(failure: &Failure, err: &mut dyn Write, terminal: &Terminal) {
    // Standard error closed: the exit status still tells.
    let _ = err.write_all(failure.message(&terminal.err).as_bytes());
}
