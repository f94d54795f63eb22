//! `firsthand note`: a call, an interview or a letter as an original of its own.

use super::opening::{AsArgs, CaseArgs};
use super::stop::{Stop, settled};
use super::{Streams, reread};
use crate::adding::{hide, masks};
use crate::failure::{Code, Exit, Failure};
use crate::inputs::{self, Input};
use crate::roles::Deed;
use clap::{Args, ValueEnum};
use firsthand_case::{NewDocument, Received};
use firsthand_core::model::{Maker, Meta};
use firsthand_ingest::{Hint, read};
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

const DETAILS: &str = "\
FILE holds what was said or written, as plain text; - is standard input. Nothing asks who the teller is, and nothing has to
be known: say of them only what may be published one day, or nothing.

Examples:
  firsthand note river.case call.txt --kind call --date 2017-06-12 --language ko --as heron
  firsthand note river.case - --kind letter --teller 'a trader in the north' < letter.txt

Exit status: 0 stored, 2 not stored";

/// What `firsthand note` takes.
#[derive(Args, Clone, Debug)]
#[command(help_template = super::TEMPLATE, after_help = DETAILS)]
pub struct NoteArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// The text, or - for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: OsString,
    /// What it is: call, interview, letter, note
    #[arg(long, value_enum, value_name = "KIND", default_value = "note", hide_possible_values = true)]
    pub kind: Kind,
    /// Day of the call, of the interview, or on the letter
    #[arg(long, value_name = "DATE", help_heading = "What is known of it")]
    pub date: Option<String>,
    /// Language it was held or written in, such as ko
    #[arg(long, value_name = "TAG", help_heading = "What is known of it")]
    pub language: Option<String>,
    /// A title for lists
    #[arg(long, value_name = "TEXT", help_heading = "What is known of it")]
    pub title: Option<String>,
    /// How the teller may be described; no name is needed
    #[arg(long, value_name = "WORDS", help_heading = "What is known of it")]
    pub teller: Option<String>,
    #[command(flatten)]
    pub who: AsArgs,
    /// Store and index alone; 'firsthand reread' reads later
    #[arg(long)]
    pub later: bool,
}

/// What a note is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A telephone call
    Call,
    /// An interview
    Interview,
    /// A letter
    Letter,
    /// Anything else
    Note,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Call => "call",
            Kind::Interview => "interview",
            Kind::Letter => "letter",
            Kind::Note => "note",
        }
    }
}

pub(super) fn run(args: &NoteArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let done = note(args, streams);
    settled(done, streams)
}

fn note(args: &NoteArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let told = |e: firsthand_case::Error| args.case.told(&e);
    let published = match &args.date {
        None => None,
        Some(text) => {
            let day = firsthand_ingest::date(text);
            Some(day.ok_or_else(|| Failure::new(Code::BadPublished, format!("--date {text}")))?)
        }
    };
    let input = if args.file == "-" { Input::Stdin } else { Input::File(PathBuf::from(&args.file)) };
    let bytes = inputs::bytes(&input)?;
    let document = read(&bytes, Hint::default()).map_err(|e| Failure::of_bytes(input.name(), &e))?;
    let case = args.case.open(streams)?;
    let reader = args.case.reader(&case)?;
    let signer = args.who.signer(Deed::Note, &args.case, &reader)?;
    let mut made_by = Vec::new();
    if let Some(name) = &args.who.name {
        made_by.push(Maker { role: "operator".into(), name: name.clone(), works_for: None });
    }
    let teller = args.teller.clone().unwrap_or_else(|| "unnamed".into());
    made_by.push(Maker { role: "teller".into(), name: teller, works_for: None });
    let language = args.language.clone();
    let mut meta = Meta { title: args.title.clone(), language, published, outlet: None, made_by, url: None };
    hide(&mut meta);
    let how = args.kind.word();
    let received = Received {
        name: None,
        media_type: "text/plain",
        how,
        by: signer.as_ref().map(|s| s.person),
        at: None,
    };
    let text = document.text();
    let masks = masks(text);
    let new =
        |original| NewDocument { original, place: None, kind: how, meta: &meta, text, masks: masks.clone() };
    let mut writer = args.case.writer(&case)?;
    let stored = writer.batch(|batch| {
        let original = batch.put_original(&bytes, &received)?;
        if original.new { batch.put_document(&new(original.id)).map(Some) } else { Ok(None) }
    });
    let Some(id) = stored.map_err(told)? else {
        return Err(Failure::new(Code::KnownNote, input.name()).into());
    };
    writeln!(streams.out, "The {how} is stored as document {id}.")?;
    if args.later { Ok(Exit::Done) } else { reread::work_off(&args.case, &case, None, true, false, streams) }
}
