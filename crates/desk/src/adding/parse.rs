//! From a file to what is in it, on a thread of its own; what comes out is handed over piece by piece.

use super::Task;
use crate::failure::{Code, Failure};
use crate::guard::guarded;
use crate::inputs;
use firsthand_case::Mask;
use firsthand_core::guard::marks::{self, Marks};
use firsthand_core::model::{Document, Meta};
use firsthand_ingest::{Format, Found, Hints, Outcome};
use sha2::{Digest, Sha256};
use std::fs;
use std::ops::ControlFlow;
use std::sync::mpsc::SyncSender;

/// The largest file that is taken, in bytes: it is held in memory while it is stored.
pub(super) const LARGEST: u64 = 1 << 30;
/// Pieces that wait between a worker and the writer, a file.
pub(super) const WAITING: usize = 32;

/// One piece of a file, in order: the bytes, then what is in them, then the end.
pub(super) enum Piece {
    /// The bytes, and their SHA-256.
    Bytes(Vec<u8>, [u8; 32], &'static str),
    /// A document.
    Page(Box<Page>),
    /// A member of a container that is no document, and why.
    Refused(String, Failure),
    /// The end; for a file that cannot be taken, why.
    End(Result<(), Failure>),
}

/// A document, ready to be stored.
pub(super) struct Page {
    pub(super) place: Option<String>,
    pub(super) kind: &'static str,
    pub(super) meta: Meta,
    pub(super) text: String,
    pub(super) masks: Vec<Mask>,
}

/// What all files have in common.
pub(super) struct Common<'a> {
    pub(super) hints: Hints,
    pub(super) meta: Meta,
    pub(super) marks: &'a Marks,
}

/// Hands over all pieces of a file; nothing more once nobody takes them.
pub(super) fn pieces(task: &Task, common: &Common<'_>, to: &SyncSender<Piece>) {
    let done = guarded(|| whole(task, common, to)).unwrap_or_else(|fault| {
        let place = fault.place.unwrap_or_else(|| "place unknown".into());
        Err(Failure::with_detail(Code::Internal, task.name(), place))
    });
    // The writer has stopped: nobody is left to tell.
    let _ = to.send(Piece::End(done));
}

fn whole(task: &Task, common: &Common<'_>, to: &SyncSender<Piece>) -> Result<(), Failure> {
    let name = task.name();
    if task.size > LARGEST {
        return Err(Failure::new(Code::TooLargeToAdd, name));
    }
    let side = inputs::meta(&inputs::Input::File(task.path.clone()))?;
    let bytes = fs::read(&task.path).map_err(|error| Failure::of_io(name.clone(), &error))?;
    let digest = Sha256::digest(&bytes).into();
    let hints = Hints { name: Some(name.clone()), ..common.hints.clone() };
    let mut found = Vec::new();
    let mut only = None;
    // The bytes go first; they are sent once the kind of file is known, by the first piece.
    let mut documents = 0usize;
    let mut sent = Some(bytes);
    let bytes = sent.as_deref().map(<[u8]>::to_vec).unwrap_or_default();
    firsthand_ingest::open(&bytes, &hints).each(|one| {
        if let Some(bytes) = sent.take()
            && to.send(Piece::Bytes(bytes, digest, media_type(one.format))).is_err()
        {
            return ControlFlow::Break(());
        }
        let piece = match piece(one, task, common, &side) {
            None => return ControlFlow::Continue(()),
            Some(Piece::Refused(place, failure)) if place.is_empty() => {
                only = Some(failure);
                return ControlFlow::Continue(());
            }
            Some(piece) => piece,
        };
        documents += usize::from(matches!(piece, Piece::Page(_)));
        found.push(());
        if to.send(piece).is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    match only {
        Some(failure) if documents == 0 => Err(failure),
        _ => Ok(()),
    }
}

fn piece(found: Found, task: &Task, common: &Common<'_>, side: &Meta) -> Option<Piece> {
    let place = found.place.clone();
    let language = found.language;
    match found.outcome {
        Outcome::PassedOver => None,
        Outcome::Failed(error) => {
            let name = if place.is_empty() { task.name() } else { found_name(task, &place) };
            Some(Piece::Refused(place, Failure::of_bytes(name, &error)))
        }
        Outcome::Document(document) => {
            Some(Piece::Page(Box::new(page(*document, place, language, common, side))))
        }
    }
}

fn found_name(task: &Task, place: &str) -> String {
    if place.starts_with('#') { format!("{}{place}", task.name()) } else { format!("{}!/{place}", task.name()) }
}

/// A document with its metadata filled in and its marks found.
fn page(
    document: Document,
    place: String,
    language: Option<&'static str>,
    common: &Common<'_>,
    side: &Meta,
) -> Page {
    let own = document.meta.clone();
    let mut meta = common.meta.clone().or(side.clone()).or(own);
    meta.language = meta.language.or_else(|| language.map(str::to_owned));
    hide(&mut meta, common.marks);
    let text = document.text().to_owned();
    let masks = masks(&text, common.marks);
    Page { place: (!place.is_empty()).then_some(place), kind: "article", meta, text, masks }
}

/// The marks of private persons in a text.
pub(super) fn masks(text: &str, marks: &Marks) -> Vec<Mask> {
    marks
        .find(text)
        .into_iter()
        .map(|mark| Mask { start: mark.span.start(), end: mark.span.end(), kind: mark.kind.name().to_owned() })
        .collect()
}

/// Metadata is shown as it is: marks in it are taken out.
fn hide(meta: &mut Meta, marks: &Marks) {
    for text in [&mut meta.title, &mut meta.outlet].into_iter().flatten() {
        let found = marks.find(text);
        if !found.is_empty() {
            *text = marks::mask(text, &found);
        }
    }
}

/// The media type of a format.
fn media_type(format: Format) -> &'static str {
    match format {
        Format::Text => "text/plain",
        Format::Html => "text/html",
        Format::Pdf => "application/pdf",
        Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Format::Odt => "application/vnd.oasis.opendocument.text",
        Format::Epub => "application/epub+zip",
        Format::Mail => "message/rfc822",
        Format::Mbox => "application/mbox",
        Format::Feed => "application/xml",
        Format::Warc => "application/warc",
        Format::Wacz => "application/wacz",
        Format::Zip => "application/zip",
        Format::Gzip => "application/gzip",
        Format::Jsonl => "application/jsonl",
        Format::Csv => "text/csv",
        Format::Parquet => "application/vnd.apache.parquet",
    }
}
