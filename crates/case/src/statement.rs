//! Statements and their versions: what a document tells, who said so of it, and what replaced what.

use crate::error::{Error, Kind, Result};
use crate::id::Id;
use crate::lists::{List, after};
use crate::reader::Reader;
use crate::record::{self, Maker, Record, RecordKind};
use crate::search::Target;
use crate::writer::Batch;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

/// A version of a statement, as its record holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Who tells, in words: names of the chain's tellers and the source as the text has it. Searched by `speaker:`.
    pub speaker: String,
    /// What is told, in words, masked. Searched.
    pub words: String,
    /// The statement as `firsthand read --json` gives it, masked; or the cells of a table's row.
    pub told: Value,
    /// The reading that it comes from, where a reader found it.
    pub reading: Option<Id>,
    /// Whether this version says that there is no such statement.
    pub withdrawn: bool,
}

/// A statement as the case has it now.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its name: the same through all versions.
    pub id: Id,
    /// The document that tells it.
    pub document: Id,
    /// The current version.
    pub version: Version,
    /// The current version's record: who made it, when, what it replaces.
    pub record: Record,
    /// Number of the first version's record.
    pub(crate) n: i64,
}

impl Version {
    /// What the record holds.
    fn content(&self, document: Id) -> Value {
        json!({
            "document": document,
            "reading": self.reading,
            "speaker": self.speaker,
            "words": self.words,
            "told": self.told,
            "withdrawn": self.withdrawn,
        })
    }

    /// The version in a record's content.
    pub(crate) fn of(content: &Value) -> Version {
        let text = |field: &str| content[field].as_str().unwrap_or_default().to_owned();
        Version {
            speaker: text("speaker"),
            words: text("words"),
            told: content["told"].clone(),
            reading: record::id_in(content, "reading"),
            withdrawn: content["withdrawn"] == true,
        }
    }
}

impl Batch<'_> {
    /// Stores a statement that no reader found: from a table's row, or written down by hand. A person's bears the
    /// signature of `maker`.
    pub fn put_statement(&mut self, document: Id, version: &Version, maker: &Made<'_>) -> Result<Id> {
        self.step(|b| {
            let n = record::of_kind(b.db, document, RecordKind::Document)?.n;
            let id = Id::new(b.world)?;
            b.first_version(id, (document, n), version, maker)?;
            Ok(id)
        })
    }

    /// The first version of a statement. Its record gives the statement its name.
    pub(crate) fn first_version(
        &mut self,
        id: Id,
        document: (Id, i64),
        version: &Version,
        made: &Made<'_>,
    ) -> Result<()> {
        let content = version.content(document.0);
        let (maker, signer) = (made.maker(), made.signer());
        let n = self.put_as(id, RecordKind::Statement, Some(document), None, &maker, &content, signer)?;
        let sql = "INSERT INTO statements (n, document, version, withdrawn) VALUES (?1, ?2, ?1, ?3)";
        self.db.prepare_cached(sql)?.execute(params![n, document.1, version.withdrawn])?;
        self.pending.add(Target::Statements, n);
        Ok(())
    }

    /// A version that takes the place of the current one.
    pub(crate) fn next_version(&mut self, id: Id, version: &Version, made: &Made<'_>) -> Result<Id> {
        let row = current(self.db, id)?;
        let old = record::at(self.db, row.version)?;
        let document = record::id_in(&old.content, "document").ok_or(Error(Kind::Damaged))?;
        self.pending.take_out(self.db, Target::Statements, row.n)?;
        let content = version.content(document);
        let (maker, signer, subject) = (made.maker(), made.signer(), Some((id, row.n)));
        let (record, n) = self.put(RecordKind::Statement, subject, Some(old.id), &maker, &content, signer)?;
        let sql = "UPDATE statements SET version = ?2, withdrawn = ?3 WHERE n = ?1";
        self.db.prepare_cached(sql)?.execute(params![row.n, n, version.withdrawn])?;
        self.pending.add(Target::Statements, row.n);
        Ok(record)
    }
}

/// Who or what makes a version.
pub enum Made<'a> {
    /// A rule, a network or the program itself.
    By(Maker),
    /// A person, who signs it.
    Signed(&'a crate::people::Signer),
}

impl Made<'_> {
    /// As a maker of records.
    fn maker(&self) -> Maker {
        match self {
            Made::By(maker) => maker.clone(),
            Made::Signed(signer) => Maker::Person(signer.person),
        }
    }

    /// Whose signature the record bears.
    fn signer(&self) -> Option<&crate::people::Signer> {
        match self {
            Made::By(_) => None,
            Made::Signed(signer) => Some(signer),
        }
    }
}

/// A statement's row: numbers of its first version, its document, its current version.
#[derive(Clone, Copy)]
pub(crate) struct Current {
    pub(crate) n: i64,
    pub(crate) version: i64,
}

/// The row of a statement.
pub(crate) fn current(db: &Connection, id: Id) -> Result<Current> {
    let n = List::Ids.number(db, id)?;
    let sql = "SELECT n, version FROM statements WHERE n = ?1";
    let row = db.prepare_cached(sql)?.query_row([n], current_row);
    row.optional()?.ok_or(Error(Kind::NoRecord))
}

/// A row of the columns n, version.
fn current_row(r: &rusqlite::Row<'_>) -> rusqlite::Result<Current> {
    Ok(Current { n: r.get(0)?, version: r.get(1)? })
}

/// The statement of a row.
fn of_row(db: &Connection, row: Current) -> Result<Statement> {
    let id: Id =
        db.prepare_cached("SELECT id FROM records WHERE n = ?1")?.query_row([row.n], |r| r.get(0))?;
    let record = record::at(db, row.version)?;
    let document = record::id_in(&record.content, "document").ok_or(Error(Kind::Damaged))?;
    Ok(Statement { id, document, version: Version::of(&record.content), record, n: row.n })
}

/// The statements of a document, in the order in which they came; withdrawn ones too.
pub(crate) fn of_document(db: &Connection, document: i64) -> Result<Vec<Statement>> {
    let sql = "SELECT n, version FROM statements WHERE document = ?1 ORDER BY n";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([document], current_row)?;
    rows.map(|row| of_row(db, row?)).collect()
}

impl Reader {
    /// A statement by its name.
    pub fn statement(&self, id: Id) -> Result<Statement> {
        of_row(&self.db, current(&self.db, id)?)
    }

    /// The statements of a document; those that were withdrawn are left out.
    pub fn statements(&self, document: Id) -> Result<Vec<Statement>> {
        let document = record::of_kind(&self.db, document, RecordKind::Document)?;
        let mut all = of_document(&self.db, document.n)?;
        all.retain(|s| !s.version.withdrawn);
        Ok(all)
    }

    /// All statements in the order in which they came, withdrawn ones too; at most `limit`, from after `last`.
    pub fn all_statements(&self, last: Option<Id>, limit: usize) -> Result<Vec<Statement>> {
        let sql = "SELECT n, version FROM statements
                   WHERE n > ?1 ORDER BY n LIMIT ?2";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map([after(&self.db, last)?, limit as i64], current_row)?;
        rows.map(|row| of_row(&self.db, row?)).collect()
    }

    /// Every version of a statement, the oldest first.
    pub fn versions(&self, statement: Id) -> Result<Vec<Record>> {
        let first = record::of_kind(&self.db, statement, RecordKind::Statement)?;
        let later = record::about(&self.db, first.n, RecordKind::Statement)?;
        Ok([vec![first], later].concat())
    }
}
