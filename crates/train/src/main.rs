//! Makes the weights that Firsthand reads with: trains, measures and packs them. Never a dependency of the program.
//!
//! Everything is deterministic: same data, same seed, same bytes, on any number of processors. See `docs/training.md`.

mod cards;
mod corpora;
mod measure;
mod ops;
mod pack;
mod params;
mod polnear;
mod syntax;
mod tape;
mod told;
mod treebank;
mod work;

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Trains, measures and packs the networks that Firsthand reads with.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// What to do.
#[derive(Subcommand)]
enum Command {
    /// Trains all networks one after the other and writes weights and cards (about a quarter of an hour)
    All(Train),
    /// Trains tagger, parser and names, and writes weights and card
    Syntax(Train),
    /// Trains the finder of attributions over the packed syntax network, and writes weights and card
    Told(Train),
    /// Measures the packed networks on the development parts
    Measure(Measure),
}

/// Where things are, and what to leave out.
#[derive(Args, Clone)]
pub(crate) struct Train {
    /// Folder with `ud-english/` and `polnear/`
    #[arg(long, env = "FIRSTHAND_DATA", default_value = "data")]
    pub(crate) data: PathBuf,
    /// Folder of the weights
    #[arg(long, default_value = "crates/core/weights")]
    pub(crate) weights: PathBuf,
    /// Golden cases that the finder of attributions learns from as well
    #[arg(long, default_value = "cases")]
    pub(crate) cases: PathBuf,
    /// Leave PolNeAR out, which names no licence: tags and trees from the treebanks alone, attributions from the
    /// golden cases alone
    #[arg(long)]
    pub(crate) without_polnear: bool,
    /// Rounds over the data [default: 12 for syntax, 11 for told]
    #[arg(long)]
    pub(crate) rounds: Option<usize>,
    /// Seed of all randomness
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

/// What to measure, and on what.
#[derive(Args)]
struct Measure {
    #[command(flatten)]
    train: Train,
    /// Parse this CoNLL-U file's own words and write the answer here, to be scored by another program
    #[arg(long, num_args = 2, value_names = ["GOLD", "PREDICTED"])]
    conllu: Option<Vec<PathBuf>>,
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::All(t) => corpora::syntax(&t).and_then(|()| corpora::told(&t)),
        Command::Syntax(t) => corpora::syntax(&t),
        Command::Told(t) => corpora::told(&t),
        Command::Measure(m) => match m.conllu {
            Some(files) => measure::conllu(&m.train, &files[0], &files[1]),
            None => measure::all(&m.train),
        },
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("firsthand-train: {why}");
            ExitCode::from(2)
        }
    }
}
