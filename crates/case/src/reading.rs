//! Readings: what a reader found in a document, kept beside what people made of it.

use crate::case::program;
use crate::decision;
use crate::document::masks_of;
use crate::error::{Error, Kind, Result};
use crate::id::{Id, hex};
use crate::mask;
use crate::part;
use crate::reader::Reader;
use crate::record::{self, Maker, Record, RecordKind, canonical};
use crate::statement::{Made, Statement, Version, of_document};
use crate::writer::Batch;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What became of the statements of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The reading's record.
    pub reading: Id,
    /// Statements that the case did not have.
    pub new: usize,
    /// Statements of which this reading gave another version.
    pub changed: usize,
    /// Statements left as they were: the same, or a person's word stands.
    pub kept: usize,
    /// Statements of an earlier reading that this one does not find.
    pub withdrawn: usize,
}

impl Batch<'_> {
    /// Stores what a reader found in a document, takes the document out of the queue, and brings the statements up to
    /// date: what a person corrected or decided on stays as it is. `json` is the document's line of `firsthand read
    /// --json`, made of the text that [`Reader::text_for_reading`] gave; its words are masked before they are stored.
    /// `reader` names the version that read.
    pub fn put_reading(&mut self, document: Id, json: &str, reader: &str, maker: &Maker) -> Result<Outcome> {
        self.step(|b| {
            let record = record::of_kind(b.db, document, RecordKind::Document)?;
            let masks = masks_of(&record)?;
            let text = part::text(b.db, record.n)?;
            let mut page: Value =
                serde_json::from_str(json).map_err(|_| Error::input("a reading is no JSON"))?;
            if !masks.is_empty() {
                mask::json(&mut page, &text, &mask::starts(&text), &masks);
            }
            let canonical = canonical(&page);
            let content = json!({"reader": reader, "sha256": hex(&Sha256::digest(canonical.as_bytes()))});
            let n = b.next();
            let key = part::make_key(b.db, b.world, n)?;
            part::write(b.db, b.world, &key, n, 0, canonical.as_bytes())?;
            let subject = Some((document, record.n));
            let (id, _) = b.put(RecordKind::Reading, subject, None, &program(), &content, None)?;
            b.db.prepare_cached("DELETE FROM queue WHERE document = ?1")?.execute([record.n])?;
            b.bring_up_to_date((document, record.n), id, &page, maker)
        })
    }

    /// Compares what a reading found with what the case has, statement by statement. Two are the same statement where cue and
    /// contents stand in the same places of the text.
    fn bring_up_to_date(
        &mut self,
        document: (Id, i64),
        reading: Id,
        page: &Value,
        maker: &Maker,
    ) -> Result<Outcome> {
        let mut out = Outcome { reading, new: 0, changed: 0, kept: 0, withdrawn: 0 };
        let mut old: BTreeMap<String, Statement> =
            of_document(self.db, document.1)?.into_iter().map(|s| (place(&s.version.told), s)).collect();
        let found = page["statements"].as_array().map(Vec::as_slice).unwrap_or_default();
        // Names first, since a statement may lie inside a later one.
        let mut names = BTreeMap::new();
        for told in found {
            let name = match old.get(&place(told)) {
                Some(statement) => statement.id,
                None => Id::new(self.world)?,
            };
            names.insert(told["id"].as_str().unwrap_or_default().to_owned(), name);
        }
        let key = |told: &'_ Value, field: &str| told[field].as_str().unwrap_or_default().to_owned();
        let stances: BTreeMap<String, String> =
            found.iter().map(|t| (key(t, "id"), key(t, "stance"))).collect();
        for told in found {
            let name = names[told["id"].as_str().unwrap_or_default()];
            let version = version(told, page, &names, &stances, reading);
            match old.remove(&place(told)) {
                None => {
                    self.first_version(name, document, &version, &Made::By(maker.clone()))?;
                    out.new += 1;
                }
                Some(old) if decision::touched(self.db, &old)? || same(&old.version, &version) => {
                    out.kept += 1
                }
                Some(old) => {
                    self.next_version(old.id, &version, &Made::By(maker.clone()))?;
                    out.changed += 1;
                }
            }
        }
        for (_, old) in old {
            if old.version.reading.is_none() || old.version.withdrawn || decision::touched(self.db, &old)? {
                continue;
            }
            let version = Version { withdrawn: true, reading: Some(reading), ..old.version };
            self.next_version(old.id, &version, &Made::By(maker.clone()))?;
            out.withdrawn += 1;
        }
        Ok(out)
    }
}

impl Reader {
    /// The latest reading of a document: its record, and its JSON with marks masked. `None` where it was not read yet.
    pub fn reading(&self, document: Id) -> Result<Option<(Record, String)>> {
        let n = record::of_kind(&self.db, document, RecordKind::Document)?.n;
        let Some(record) = record::about(&self.db, n, RecordKind::Reading)?.pop() else {
            return Ok(None);
        };
        let bytes = part::whole(&self.db, record.n)?;
        let json = String::from_utf8(bytes.to_vec()).map_err(|_| Error(Kind::Damaged))?;
        Ok(Some((record, json)))
    }
}

/// Whether two versions tell the same.
fn same(a: &Version, b: &Version) -> bool {
    (&a.speaker, &a.words, &a.told, a.withdrawn) == (&b.speaker, &b.words, &b.told, b.withdrawn)
}

/// Where a statement stands in its text: cue and contents. What two readings of one text are matched by.
fn place(told: &Value) -> String {
    let spans = told["content"].as_array().map(Vec::as_slice).unwrap_or_default();
    let ends = |span: &Value| json!([span["start"], span["end"]]);
    let spans: Vec<Value> = spans.iter().map(ends).collect();
    json!([ends(&told["cue"]), spans]).to_string()
}

/// A version from a reading's statement: names that hold in the case instead of numbers that hold in the reading.
fn version(
    told: &Value,
    page: &Value,
    names: &BTreeMap<String, Id>,
    stances: &BTreeMap<String, String>,
    reading: Id,
) -> Version {
    let tellers = page["tellers"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut out: Map<String, Value> = told.as_object().cloned().unwrap_or_default();
    out.remove("id");
    let inside = told["inside"].as_str().and_then(|id| names.get(id));
    out.insert("inside".into(), json!(inside));
    // "He denied reports that …": what stands in the reports is not asserted by him, whatever its own stance.
    if let Some(stance) = told["inside"].as_str().and_then(|id| stances.get(id)).filter(|s| **s != "asserts")
    {
        out.insert("inside_stance".into(), json!(stance));
    }
    let mut speakers: Vec<String> = Vec::new();
    if let Some(Value::Array(chain)) = out.get_mut("chain") {
        for hop in chain.iter_mut().filter_map(Value::as_object_mut) {
            let teller = tellers.iter().find(|t| t["id"] == hop["teller"]).unwrap_or(&Value::Null);
            for field in ["name", "kind", "anonymous", "number", "of"] {
                hop.insert(field.into(), teller[field].clone());
            }
            hop.remove("teller");
            speakers.extend(["name", "of"].iter().filter_map(|f| teller[*f].as_str()).map(str::to_owned));
        }
    }
    speakers.extend(told["source"]["text"].as_str().map(str::to_owned));
    let contents = told["content"].as_array().map(Vec::as_slice).unwrap_or_default();
    let words: Vec<&str> = contents.iter().filter_map(|c| c["text"].as_str()).collect();
    Version {
        speaker: speakers.join("; "),
        words: words.join(" … "),
        told: Value::Object(out),
        reading: Some(reading),
        withdrawn: false,
    }
}
