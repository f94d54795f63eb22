//! Documents: texts read from originals, and notes of calls, interviews and letters.

use crate::case::program;
use crate::error::{Error, Kind, Result};
use crate::id::{Id, hex};
use crate::lists::{List, after};
use crate::mask::{self, Mask, masked};
use crate::part;
use crate::people::Signer;
use crate::reader::Reader;
use crate::record::{self, Maker, Record, RecordKind};
use crate::search::Target;
use crate::writer::Batch;
use firsthand_core::model::Meta;
use rusqlite::params;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A document to be stored.
#[derive(Clone, Debug)]
pub struct NewDocument<'a> {
    /// The original that it was read from.
    pub original: Id,
    /// Where it lay in its container; `None` where the original is the document.
    pub place: Option<&'a str>,
    /// "article", "call", "interview", "letter", "row": a word for lists and for the filter `kind:`.
    pub kind: &'a str,
    /// Title, outlet, date, language, credits, address. Shown as it is: mask what must not be.
    pub meta: &'a Meta,
    /// The text as read: NFC, LF.
    pub text: &'a str,
    /// What in the text is never shown unasked.
    pub masks: Vec<Mask>,
}

/// A document as it may be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its record: `content` has `title`, `outlet`, `published`, `language`, `url`, `made_by`, `place`, `kind`.
    pub record: Record,
    /// The original that it was read from.
    pub original: Id,
    /// Its text, with a placeholder for each mask.
    pub text: String,
    /// How many masks there are.
    pub masks: usize,
}

impl Document {
    /// Title, outlet, date, language, credits and address.
    pub fn meta(&self) -> Meta {
        meta_of(&self.record)
    }
}

impl Batch<'_> {
    /// Stores a document and indexes it: it is found from the next commit on. Puts it in the queue for reading.
    pub fn put_document(&mut self, new: &NewDocument<'_>) -> Result<Id> {
        self.step(|b| {
            let masks = mask::checked(new.masks.clone(), new.text)?;
            let original = record::of_kind(b.db, new.original, RecordKind::Original)?.n;
            let (id, n, meta) = (Id::new(b.world)?, b.next(), new.meta);
            let published = meta.published.map(|d| d.to_string());
            let content = json!({
                "original": new.original,
                "place": new.place,
                "kind": new.kind,
                "title": meta.title,
                "language": meta.language,
                "published": published,
                "outlet": meta.outlet,
                "made_by": meta.made_by.iter().map(|m| json!({"role": m.role, "name": m.name, "for": m.works_for})).collect::<Vec<_>>(),
                "url": meta.url,
                "text_sha256": hex(&Sha256::digest(new.text.as_bytes())),
                "text_bytes": new.text.len(),
                "masks": masks,
            });
            let key = part::make_key(b.db, b.world, n)?;
            part::write(b.db, b.world, &key, n, 0, new.text.as_bytes())?;
            let subject = Some((new.original, original));
            b.put_as(id, RecordKind::Document, subject, None, &program(), &content, None)?;
            let sql = "INSERT INTO documents (n, original, kind, published, outlet, language)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let filter = |text: &Option<String>| text.as_deref().map(crate::search::filter_form);
            let outlet = filter(&meta.outlet);
            b.db.prepare_cached(sql)?.execute(params![
                n,
                original,
                crate::search::filter_form(new.kind),
                published,
                outlet,
                filter(&meta.language)
            ])?;
            for (list, key) in [(List::Outlets, outlet), (List::Dates, published)] {
                key.map(|key| list.add(b.db, key, n)).transpose()?;
            }
            b.pending.add(Target::Documents, n);
            b.db.prepare_cached("INSERT INTO queue (document) VALUES (?1)")?.execute([n])?;
            Ok(id)
        })
    }

    /// Gives what a mask hides, and stores for good that it was shown, to whom and why. `mask` counts from 0.
    pub fn open_mask(&mut self, document: Id, mask: usize, by: &Signer, why: &str) -> Result<String> {
        self.step(|b| {
            let record = record::of_kind(b.db, document, RecordKind::Document)?;
            let masks = masks_of(&record)?;
            let mask = masks.get(mask).ok_or(Error(Kind::NoRecord))?;
            let content = json!({"document": document, "start": mask.start, "end": mask.end, "why": why});
            let maker = Maker::Person(by.person);
            b.put(RecordKind::Opening, Some((document, record.n)), None, &maker, &content, Some(by))?;
            let text = part::text(b.db, record.n)?;
            text.get(mask.start..mask.end).map(str::to_owned).ok_or(Error(Kind::Damaged))
        })
    }
}

impl Reader {
    /// A document, with its text as it may be shown.
    pub fn document(&self, id: Id) -> Result<Document> {
        let record = record::of_kind(&self.db, id, RecordKind::Document)?;
        let original = record::id_in(&record.content, "original").ok_or(Error(Kind::Damaged))?;
        let (masks, text) = (masks_of(&record)?, part::text(&self.db, record.n)?);
        Ok(Document { original, text: masked(&text, 0..text.len(), &masks), masks: masks.len(), record })
    }

    /// A document's text with nothing masked and its metadata, for the program to read in it. Never to be shown: what is
    /// shown comes from [`document`](Reader::document), or is logged by [`Batch::open_mask`].
    pub fn text_for_reading(&self, id: Id) -> Result<(Meta, String)> {
        let record = record::of_kind(&self.db, id, RecordKind::Document)?;
        Ok((meta_of(&record), part::text(&self.db, record.n)?))
    }

    /// A document's metadata, and its text with a sign ▒ for each sign of a mark: it may be shown, and places in it, counted in
    /// code points, are those of the text as read.
    pub fn text_in_place(&self, id: Id) -> Result<(Meta, String)> {
        let record = record::of_kind(&self.db, id, RecordKind::Document)?;
        let text = part::text(&self.db, record.n)?;
        Ok((meta_of(&record), mask::in_place(&text, &masks_of(&record)?)))
    }

    /// Documents in the order in which they came, from after `after` (none: from the first), at most `limit`.
    pub fn documents(&self, after: Option<Id>, limit: usize) -> Result<Vec<Record>> {
        self.listed("documents", after, limit)
    }

    /// Originals in the order in which they came.
    pub fn originals(&self, after: Option<Id>, limit: usize) -> Result<Vec<Record>> {
        self.listed("originals", after, limit)
    }

    /// The documents that were read from an original.
    pub fn documents_of(&self, original: Id) -> Result<Vec<Record>> {
        record::about(&self.db, record::one(&self.db, original)?.n, RecordKind::Document)
    }

    /// Records of one of the lists, in the order of their numbers.
    fn listed(&self, table: &str, last: Option<Id>, limit: usize) -> Result<Vec<Record>> {
        let sql = format!(
            "SELECT {} FROM {table} t JOIN records r ON r.n = t.n
             WHERE t.n > ?1 ORDER BY t.n LIMIT ?2",
            record::COLUMNS
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let rows = statement.query_map([after(&self.db, last)?, limit as i64], record::row)?;
        rows.map(|r| r?).collect()
    }
}

/// What a document's record says of it.
fn meta_of(record: &Record) -> Meta {
    let text = |field: &str| record.content[field].as_str().map(str::to_owned);
    let part_of = |value: &Value, field: &str| value[field].as_str().map(str::to_owned);
    let made_by = record.content["made_by"].as_array().map(Vec::as_slice).unwrap_or_default();
    Meta {
        title: text("title"),
        language: text("language"),
        published: text("published").and_then(|d| d.parse().ok()),
        outlet: text("outlet"),
        made_by: made_by
            .iter()
            .map(|m| firsthand_core::model::Maker {
                role: part_of(m, "role").unwrap_or_default(),
                name: part_of(m, "name").unwrap_or_default(),
                works_for: part_of(m, "for"),
            })
            .collect(),
        url: text("url"),
    }
}

/// The masks of a document's record.
pub(crate) fn masks_of(record: &Record) -> Result<Vec<Mask>> {
    let masks = record.content.get("masks").cloned().unwrap_or(Value::Array(Vec::new()));
    serde_json::from_value(masks).map_err(|_| Error(Kind::Damaged))
}
