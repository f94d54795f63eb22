//! From a file to what is in it, piece by piece.

use super::Task;
use crate::child::Parsers;
use crate::failure::{Code, Failure};
use crate::inputs::{Input, meta};
use firsthand_case::Mask;
use firsthand_core::guard::marks::{self, Lexicon};
use firsthand_core::model::{Document, Meta};
use firsthand_ingest::{ErrorKind, Hints, Outcome};
use std::fs;
use std::ops::ControlFlow;
use std::sync::Arc;

/// The largest file that is taken, in bytes: it is held in memory while it is stored.
const LARGEST: u64 = 1 << 30;

/// One piece of a file, in order: the bytes, then what is in them, then the end.
pub(super) enum Piece {
    /// The bytes, and what kind of file they are.
    Bytes(Arc<Vec<u8>>, &'static str),
    /// A document.
    Page(Box<Page>),
    /// A member of a container that is no document, and why.
    Refused(Failure),
    /// The end. For a file that is none and holds none, why: its bytes are kept if there was a [`Piece::Bytes`].
    End(Option<Failure>),
}

impl Piece {
    /// Bytes that it takes, about.
    pub(super) fn weight(&self) -> usize {
        match self {
            Piece::Bytes(bytes, _) => bytes.len(),
            Piece::Page(page) => page.text.len() + 512,
            Piece::Refused(_) | Piece::End(_) => 256,
        }
    }
}

/// A document, ready to be stored.
pub(super) struct Page {
    /// Where it lay in its container.
    pub(super) place: Option<String>,
    /// What lists and the filter `kind:` call it.
    pub(super) kind: &'static str,
    /// What it says of itself, and what the side file and the command line say.
    pub(super) meta: Meta,
    /// Its text.
    pub(super) text: String,
    /// What in it is never shown unasked.
    pub(super) masks: Vec<Mask>,
}

/// What all files have in common.
pub struct Common {
    /// How to open them.
    pub hints: Hints,
    /// What the command line says of each.
    pub meta: Meta,
    /// Reads the furniture of a text.
    pub core: firsthand_core::Reader,
}

/// Takes a file's pieces out one after the other, and hands each over; ends early where nobody takes more.
pub(super) fn pieces(
    task: &Task,
    common: &Common,
    parsers: &Parsers,
    take: &mut dyn FnMut(Piece) -> ControlFlow<()>,
) {
    let end = whole(task, common, parsers, take).err();
    // Whoever has had enough does not want the end either.
    let _ = take(Piece::End(end));
}

fn whole(
    task: &Task,
    common: &Common,
    parsers: &Parsers,
    take: &mut dyn FnMut(Piece) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let name = task.name();
    if task.size > LARGEST {
        return Err(Failure::new(Code::TooLargeToAdd, name));
    }
    let side = meta(&Input::File(task.path.clone()))?;
    let bytes = fs::read(&task.path).map_err(|error| Failure::of_io(name.clone(), &error))?;
    let bytes = Arc::new(bytes);
    let hints = Hints { name: Some(name.clone()), ..common.hints.clone() };
    let mut own = None;
    // Pages wait until the bytes went ahead of them: what is no document of any kind is not kept.
    let mut kept = false;
    parsers.parse(&bytes, &hints, |one| {
        let media = one.format.media_type();
        let piece = match one.outcome {
            Outcome::PassedOver => return ControlFlow::Continue(()),
            Outcome::Failed(error) if one.place.is_empty() => {
                own = Some(error);
                return ControlFlow::Continue(());
            }
            Outcome::Failed(ref error) => Piece::Refused(Failure::of_bytes(one.place_in(&name), error)),
            Outcome::Document(document) => {
                Piece::Page(Box::new(page(*document, one.place, one.language, common, &side)))
            }
        };
        if !kept {
            kept = true;
            take(Piece::Bytes(bytes.clone(), media))?;
        }
        take(piece)
    });
    let Some(error) = own else { return Ok(()) };
    if !kept && !matches!(error.kind(), ErrorKind::Empty | ErrorKind::Binary | ErrorKind::NotThisKind) {
        // It is a document, though nobody can read it yet: the original is kept.
        let _ = take(Piece::Bytes(bytes.clone(), "application/octet-stream"));
    }
    Err(Failure::of_bytes(name, &error))
}

/// A document with its metadata filled in and its marks found.
fn page(mut document: Document, place: String, language: Option<&str>, common: &Common, side: &Meta) -> Page {
    let place = (!place.is_empty()).then_some(place);
    // What its furniture says: day, outlet, headline, credits.
    let told = common.core.furnish(&mut document);
    let text = document.text().to_owned();
    let mut meta = common.meta.clone().or(side.clone()).or(document.meta).or(told);
    meta.language = meta.language.or_else(|| language.map(str::to_owned));
    meta.title = meta.title.or_else(|| headline(&text));
    hide(&mut meta);
    let masks = masks(&text);
    Page { place, kind: "article", meta, text, masks }
}

/// The first line of a text, where it looks like a headline: short, without a full stop, with more behind it.
fn headline(text: &str) -> Option<String> {
    const LONGEST: usize = 160;
    let (line, rest) = text.trim_start().split_once('\n')?;
    let line = line.trim();
    let ends = line.ends_with(['.', ',', ';', ':', '。', '、', '!', '?']);
    (!line.is_empty() && line.chars().count() <= LONGEST && !ends && !rest.trim().is_empty())
        .then(|| line.to_owned())
}

/// The marks of private persons in a text.
pub fn masks(text: &str) -> Vec<Mask> {
    let found = marks::find(text, Lexicon::program());
    let mask = |mark: marks::Mark| Mask {
        start: mark.span.start,
        end: mark.span.end,
        kind: mark.kind.word().to_owned(),
    };
    found.into_iter().map(mask).collect()
}

/// A text with a placeholder for each of its marks.
pub fn whole_mask(text: &str) -> String {
    marks::mask(text, &marks::find(text, Lexicon::program()))
}

/// Metadata is shown as it is: marks in it are taken out.
pub fn hide(meta: &mut Meta) {
    let names = meta.made_by.iter_mut().map(|hand| &mut hand.name);
    let texts = [&mut meta.title, &mut meta.outlet, &mut meta.url].into_iter().flatten();
    for text in texts.chain(names) {
        *text = whole_mask(text);
    }
}
