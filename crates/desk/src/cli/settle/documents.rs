//! Whether a document took from another.

use super::super::Streams;
use super::super::opening::{AsArgs, CaseArgs};
use super::super::stop::Stop;
use crate::failure::{Code, Exit, Failure};
use clap::{Args, ValueEnum};
use firsthand_case::Matter;
use serde_json::json;

/// What `firsthand settle documents` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::super::TEMPLATE)]
pub struct DocumentsArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// The document that took
    #[arg(value_name = "DOCUMENT")]
    pub from: String,
    /// The document that it took from
    #[arg(value_name = "DOCUMENT")]
    pub to: String,
    /// copies, translates, apart (it took nothing, whatever the program says), or open
    #[arg(value_enum, value_name = "KIND", hide_possible_values = true)]
    pub kind: Kind,
    /// Why: stored with the answer
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    #[command(flatten)]
    pub who: AsArgs,
}

/// What a document has from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Its words
    Copies,
    /// Its words in another language
    Translates,
    /// Nothing
    Apart,
    /// Nobody knows: as if nothing had been said
    Open,
}

pub(super) fn run(args: &DocumentsArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let at = &args.case;
    super::store(at, Matter::Documents, &args.who, streams, |reader| {
        let of = vec![at.id(reader, &args.from)?, at.id(reader, &args.to)?];
        if of[0] == of[1] {
            return Err(Failure::new(Code::NotAPair, args.to.clone()).into());
        }
        let kind = args.kind.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default();
        Ok((of, json!({"kind": kind, "why": super::why(args.why.as_ref())})))
    })
}
