//! Records: what the log commits to.

use crate::error::{Error, Kind, Result};
use crate::id::Id;
use crate::lists::List;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::Value;
use std::fmt;

/// Kinds of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordKind {
    /// The case itself: the first record of each.
    Case,
    /// A person who works on the case, under a pseudonym.
    Person,
    /// A person's retirement.
    Retirement,
    /// Bytes as received.
    Original,
    /// A text read from an original, or a note.
    Document,
    /// What a reader found in a document.
    Reading,
    /// One version of a statement.
    Statement,
    /// A person's decision on a version of a statement.
    Decision,
    /// What a person settled between statements, documents or tellers.
    Answer,
    /// Somebody was shown what is masked.
    Opening,
    /// An `add` that began.
    Run,
    /// Its end: how many files, and a digest of their verdicts.
    RunEnd,
    /// How the columns of a table were read.
    Mapping,
    /// A row of a table that was not taken.
    Reject,
    /// What was removed.
    Receipt,
    /// Somebody went on with a case that had lost writes.
    Loss,
}

impl RecordKind {
    /// All kinds.
    pub const ALL: [RecordKind; 16] = [
        RecordKind::Case,
        RecordKind::Person,
        RecordKind::Retirement,
        RecordKind::Original,
        RecordKind::Document,
        RecordKind::Reading,
        RecordKind::Statement,
        RecordKind::Decision,
        RecordKind::Answer,
        RecordKind::Opening,
        RecordKind::Run,
        RecordKind::RunEnd,
        RecordKind::Mapping,
        RecordKind::Reject,
        RecordKind::Receipt,
        RecordKind::Loss,
    ];

    /// The word that stands for it in the case file.
    pub fn word(self) -> &'static str {
        match self {
            RecordKind::Case => "case",
            RecordKind::Person => "person",
            RecordKind::Retirement => "retirement",
            RecordKind::Original => "original",
            RecordKind::Document => "document",
            RecordKind::Reading => "reading",
            RecordKind::Statement => "statement",
            RecordKind::Decision => "decision",
            RecordKind::Answer => "answer",
            RecordKind::Opening => "opening",
            RecordKind::Run => "run",
            RecordKind::RunEnd => "run-end",
            RecordKind::Mapping => "mapping",
            RecordKind::Reject => "reject",
            RecordKind::Receipt => "receipt",
            RecordKind::Loss => "loss",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<RecordKind> {
        RecordKind::ALL.into_iter().find(|k| k.word() == word)
    }
}

/// Who or what made a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Maker {
    /// This program at its work, with its version: "0.1.0".
    Program(String),
    /// A rule of the reader, with the reader's version.
    Rule(String),
    /// A trained network, by a name that tells its weights.
    Model(String),
    /// A person, whose signature the record bears.
    Person(Id),
}

/// As stored: "rule:NAME", "person:ID" and so on.
impl fmt::Display for Maker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Maker::Program(name) => write!(f, "program:{name}"),
            Maker::Rule(name) => write!(f, "rule:{name}"),
            Maker::Model(name) => write!(f, "model:{name}"),
            Maker::Person(id) => write!(f, "person:{id}"),
        }
    }
}

impl Maker {
    /// As stored; `None` for what no maker is written as.
    pub fn parse(text: &str) -> Option<Maker> {
        let (kind, name) = text.split_once(':')?;
        match kind {
            "program" => Some(Maker::Program(name.into())),
            "rule" => Some(Maker::Rule(name.into())),
            "model" => Some(Maker::Model(name.into())),
            "person" => name.parse().ok().map(Maker::Person),
            _ => None,
        }
    }
}

/// A record as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The place of its leaf in the log.
    pub(crate) n: i64,
    /// Its name.
    pub id: Id,
    /// Its kind.
    pub kind: RecordKind,
    /// The record, statement or run that it is about.
    pub subject: Option<Id>,
    /// The version that it replaces.
    pub replaces: Option<Id>,
    /// Who or what made it.
    pub maker: Maker,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// What it says; docs/case-file.md lists the fields of each kind.
    pub content: Value,
}

/// Columns that [`row`] reads.
pub(crate) const COLUMNS: &str = "r.id, r.kind, r.subject, r.replaces, r.maker, r.at, r.content, r.n";

/// A record of the columns [`COLUMNS`].
pub(crate) fn row(r: &Row<'_>) -> rusqlite::Result<Result<Record>> {
    let (kind, maker): (String, String) = (r.get(1)?, r.get(4)?);
    let content: String = r.get(6)?;
    let (id, subject, replaces, at, n) = (r.get(0)?, r.get(2)?, r.get(3)?, r.get(5)?, r.get(7)?);
    Ok((|| {
        let damaged = || Error(Kind::Damaged);
        Ok(Record {
            n,
            id,
            kind: RecordKind::from_word(&kind).ok_or_else(damaged)?,
            subject,
            replaces,
            maker: Maker::parse(&maker).ok_or_else(damaged)?,
            at,
            content: serde_json::from_str(&content).map_err(|_| damaged())?,
        })
    })())
}

/// One record. [`Kind::NoRecord`] where there is none of that name.
pub(crate) fn one(db: &Connection, id: Id) -> Result<Record> {
    let record = at(db, List::Ids.number(db, id)?.ok_or(Error(Kind::NoRecord))?)?;
    // A list that leads to another record is damage.
    if record.id == id { Ok(record) } else { Err(Error(Kind::Damaged)) }
}

/// One record by its number. A number that leads nowhere is damage.
pub(crate) fn at(db: &Connection, n: i64) -> Result<Record> {
    let sql = format!("SELECT {COLUMNS} FROM records r WHERE r.n = ?1");
    db.prepare_cached(&sql)?.query_row([n], row).optional()?.ok_or(Error(Kind::Damaged))?
}

/// One record, which must be of this kind.
pub(crate) fn of_kind(db: &Connection, id: Id, kind: RecordKind) -> Result<Record> {
    let record = one(db, id)?;
    if record.kind == kind { Ok(record) } else { Err(Error(Kind::NoRecord)) }
}

/// The records of a kind about another, oldest first.
pub(crate) fn about(db: &Connection, subject: i64, kind: RecordKind) -> Result<Vec<Record>> {
    let sql = format!("SELECT {COLUMNS} FROM records r WHERE r.about = ?1 AND r.kind = ?2 ORDER BY r.n");
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map((subject, kind.word()), row)?;
    rows.map(|r| r?).collect()
}

/// Canonical JSON: no white space, keys of objects in the order of their bytes. The same value gives the same bytes.
pub(crate) fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write_canonical(value, &mut out);
    out
}

/// Appends a value in canonical form.
fn write_canonical(value: &Value, out: &mut String) {
    let text = |s: &str| serde_json::to_string(s).expect("a string always serialises");
    match value {
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_unstable();
            out.push('{');
            for (index, key) in keys.into_iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                out.push_str(&text(key));
                out.push(':');
                write_canonical(&map[key], out);
            }
            out.push('}');
        }
        Value::Array(list) => {
            out.push('[');
            for (index, value) in list.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write_canonical(value, out);
            }
            out.push(']');
        }
        Value::String(s) => out.push_str(&text(s)),
        Value::Null | Value::Bool(_) | Value::Number(_) => out.push_str(&value.to_string()),
    }
}

/// An id in a field of a record's content.
pub(crate) fn id_in(content: &Value, field: &str) -> Option<Id> {
    content.get(field)?.as_str()?.parse().ok()
}
