//! Answers: what a person settles between records, each signed. Two statements tell the same or do not; a document took from
//! another; two tellers are one or two; several have it from one occasion; a grade.
//!
//! What is said of tellers is sealed under a key of its own, which [`Writer::take_back`] and the removal of a document
//! destroy. The later answer on the same matter and the same records stands; earlier ones stay in the log.

use crate::error::{Error, Kind, Result};
use crate::id::{Id, hex};
use crate::part;
use crate::people::Signer;
use crate::reader::Reader;
use crate::record::{self, Maker, Record, RecordKind, canonical};
use crate::writer::{Batch, Writer};
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// Whether two statements tell the same.
    Statements,
    /// Whether a document took from another.
    Documents,
    /// Whether the tellers of two statements are one. Sealed.
    Tellers,
    /// Whether the tellers of several statements have it from one occasion. Sealed.
    Occasion,
    /// A grade that a person gives.
    Grade,
}

impl Matter {
    /// All of them.
    pub const ALL: [Matter; 5] =
        [Matter::Statements, Matter::Documents, Matter::Tellers, Matter::Occasion, Matter::Grade];

    /// The word that stands for it in the case file.
    pub fn word(self) -> &'static str {
        match self {
            Matter::Statements => "statements",
            Matter::Documents => "documents",
            Matter::Tellers => "tellers",
            Matter::Occasion => "occasion",
            Matter::Grade => "grade",
        }
    }

    /// Whether what is said is sealed under a key of its own.
    pub fn sealed(self) -> bool {
        matches!(self, Matter::Tellers | Matter::Occasion)
    }

    fn of(content: &Value) -> Option<Matter> {
        Matter::ALL.into_iter().find(|m| content["matter"] == m.word())
    }
}

/// An answer that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Its record: who, when.
    pub record: Record,
    /// What it is about.
    pub matter: Matter,
    /// The statements or documents, in the order given.
    pub of: Vec<Id>,
    /// What was said.
    pub says: Value,
}

impl Batch<'_> {
    /// Stores what a person says of these statements or documents. Gives the answer's record.
    ///
    /// # Errors
    /// The records are not there or of another kind; the person has retired.
    pub fn answer(&mut self, matter: Matter, of: &[Id], says: &Value, by: &Signer) -> Result<Id> {
        self.step(|b| {
            if crate::people::one(b.db, by.person)?.retired {
                return Err(Error(Kind::Retired));
            }
            let kind = if matter == Matter::Documents { RecordKind::Document } else { RecordKind::Statement };
            let mut first = None;
            for id in of {
                let record = record::of_kind(b.db, *id, kind)?;
                first.get_or_insert((record.id, record.n));
            }
            let first = first.ok_or(Error(Kind::NoRecord))?;
            let open = if matter.sealed() { &Value::Null } else { says };
            let mut content = json!({"matter": matter.word(), "of": of, "says": open});
            let (maker, n) = (Maker::Person(by.person), b.next());
            if matter.sealed() {
                let said = canonical(says);
                content["sha256"] = json!(hex(&Sha256::digest(said.as_bytes())));
                let key = part::make_key(b.db, b.world, n)?;
                part::write(b.db, b.world, &key, n, 0, said.as_bytes())?;
            }
            Ok(b.put(RecordKind::Answer, Some(first), None, &maker, &content, Some(by))?.0)
        })
    }
}

impl Writer {
    /// Takes an answer on tellers back: it is destroyed with its key, and a receipt says that there was one. Other answers
    /// stay in the log: a later one takes their place.
    pub fn take_back(&mut self, answer: Id, why: &str, by: &Signer) -> Result<Id> {
        let receipt = self.batch(|b| {
            let record = record::of_kind(b.db, answer, RecordKind::Answer)?;
            if !Matter::of(&record.content).is_some_and(Matter::sealed) {
                return Err(Error(Kind::NoRecord));
            }
            b.receipt((record.id, record.n), vec![record.n], why, Some(by))
        })?;
        self.settle()?;
        Ok(receipt)
    }
}

impl Reader {
    /// The answers on a matter that stand: of those on the same records the latest. In the order in which they came.
    pub fn answers(&self, matter: Matter) -> Result<Vec<Answer>> {
        let mut stand: BTreeMap<(Vec<Id>, String), Answer> = BTreeMap::new();
        for record in all(&self.db)? {
            if Matter::of(&record.content) != Some(matter) {
                continue;
            }
            let of = subjects(&record)?;
            let says = match matter.sealed() {
                true => serde_json::from_slice(&part::whole(&self.db, record.n)?)
                    .map_err(|_| Error(Kind::Damaged))?,
                false => record.content["says"].clone(),
            };
            let mut key = of.clone();
            if matter != Matter::Documents {
                key.sort_unstable();
            }
            // Of two statements, different hops of their chains are different tellers, different parts different claims.
            let key = (key, format!("{}{}", says["hops"], says["parts"]));
            stand.insert(key, Answer { record, matter, of, says });
        }
        let mut out: Vec<Answer> = stand.into_values().collect();
        out.sort_by_key(|a| a.record.n);
        Ok(out)
    }
}

/// Answers that name one of these records: they go when it goes.
pub(crate) fn naming(db: &Connection, gone: &BTreeSet<Id>) -> Result<Vec<i64>> {
    let mut out = Vec::new();
    for record in all(db)? {
        if subjects(&record)?.iter().any(|id| gone.contains(id)) {
            out.push(record.n);
        }
    }
    Ok(out)
}

fn all(db: &Connection) -> Result<Vec<Record>> {
    let sql = format!("SELECT {} FROM records r WHERE r.kind = 'answer' ORDER BY r.n", record::COLUMNS);
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map([], record::row)?;
    rows.map(|r| r?).collect()
}

fn subjects(record: &Record) -> Result<Vec<Id>> {
    let list = record.content["of"].as_array().ok_or(Error(Kind::Damaged))?;
    list.iter().map(|id| id.as_str().and_then(|id| id.parse().ok()).ok_or(Error(Kind::Damaged))).collect()
}
