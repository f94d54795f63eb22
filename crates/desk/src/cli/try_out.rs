//! `firsthand try`: the first minute. Reads three bundled articles and says what to type next.

use super::{Streams, width};
use crate::failure::Exit;
use crate::page;
use clap::Args;
use firsthand_core::model::Meta;
use firsthand_core::{Reader, weights};
use firsthand_ingest::{Format, Hint};
use std::io;

/// The bundled articles: name and text. Persons, places and outlets are invented.
const ARTICLES: [(&str, &str); 3] = [
    ("examples/ferry-passes.txt", include_str!("../../../../examples/ferry-passes.txt")),
    ("examples/grain-yard.txt", include_str!("../../../../examples/grain-yard.txt")),
    ("examples/school-notice.txt", include_str!("../../../../examples/school-notice.txt")),
];

const NEXT: &str = "\
What to type next:
  firsthand read ARTICLE.txt          your own article; HTML works too
  firsthand read ARTICLE.txt --json   the same as JSON, with every span
  firsthand read FOLDER --full        a whole folder, with all that is said
  firsthand read --help               everything else
(From the sources, put `cargo run --release --` in place of `firsthand`.)
";

/// What `firsthand try` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE)]
pub struct TryArgs {
    /// Columns of the page [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = width)]
    pub width: Option<u16>,
}

pub(super) fn run(args: &TryArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let look = streams.look(args.width);
    let reader = Reader::english().with(weights::english());
    let hint = Hint { format: Some(Format::Text), charset: None };
    let strong = look.palette.strong;
    streams.out.write_all(page::notice(&look).as_bytes())?;
    for (path, text) in ARTICLES {
        // The bundled articles are read like any other; a test reads them all.
        let Ok(document) = firsthand_ingest::read(text.as_bytes(), hint) else { continue };
        let reading = reader.read(document, Meta::default());
        streams.out.write_all(page::page(&reading, Some(path), &look).as_bytes())?;
        streams.out.write_all(page::rule(&look).as_bytes())?;
    }
    let (first, rest) = NEXT.split_once('\n').unwrap_or((NEXT, ""));
    write!(streams.out, "{strong}{first}{strong:#}\n{rest}")?;
    Ok(Exit::Done)
}
