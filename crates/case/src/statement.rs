//! Statements and their versions: what a document tells, who said so of it, and what replaced what.

use crate::error::{Error, Kind, Result};
use crate::id::Id;
use crate::reader::Reader;
use crate::record::{self, Maker, Record, RecordKind};
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
}

impl Version {
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
            if record::one(b.db, document)?.kind != RecordKind::Document {
                return Err(Error(Kind::NoRecord));
            }
            let id = Id::new(b.world)?;
            b.first_version(id, document, version, maker)?;
            Ok(id)
        })
    }

    /// The first version of a statement whose id is known.
    pub(crate) fn first_version(
        &mut self,
        id: Id,
        document: Id,
        version: &Version,
        made: &Made<'_>,
    ) -> Result<Id> {
        let content = version.content(document);
        let record =
            self.put(RecordKind::Statement, Some(id), None, &made.maker(), &content, made.signer())?;
        let sql = "INSERT INTO statements (id, document, version) VALUES (?1, ?2, ?3)";
        self.db.prepare_cached(sql)?.execute(params![id, document, record])?;
        self.index_statement(self.db.last_insert_rowid(), true)?;
        Ok(record)
    }

    /// A version that takes the place of the current one.
    pub(crate) fn next_version(&mut self, id: Id, version: &Version, made: &Made<'_>) -> Result<Id> {
        let (n, document, old) = current(self.db, id)?;
        self.index_statement(n, false)?;
        let content = version.content(document);
        let record =
            self.put(RecordKind::Statement, Some(id), Some(old), &made.maker(), &content, made.signer())?;
        self.db
            .prepare_cached("UPDATE statements SET version = ?2 WHERE n = ?1")?
            .execute(params![n, record])?;
        self.index_statement(n, true)?;
        Ok(record)
    }

    /// Puts a statement's current version into the index, or takes it out.
    pub(crate) fn index_statement(&mut self, n: i64, add: bool) -> Result<()> {
        let sql = if add {
            "INSERT INTO statement_index (rowid, speaker, words)
             SELECT n, speaker, words FROM statement_words WHERE n = ?1"
        } else {
            "INSERT INTO statement_index (statement_index, rowid, speaker, words)
             SELECT 'delete', n, speaker, words FROM statement_words WHERE n = ?1"
        };
        self.db.prepare_cached(sql)?.execute([n])?;
        Ok(())
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
    fn maker(&self) -> Maker {
        match self {
            Made::By(maker) => maker.clone(),
            Made::Signed(signer) => Maker::Person(signer.person),
        }
    }

    fn signer(&self) -> Option<&crate::people::Signer> {
        match self {
            Made::By(_) => None,
            Made::Signed(signer) => Some(signer),
        }
    }
}

/// A statement's row: number, document, current version.
pub(crate) fn current(db: &Connection, id: Id) -> Result<(i64, Id, Id)> {
    let sql = "SELECT n, document, version FROM statements WHERE id = ?1";
    let row = db.prepare_cached(sql)?.query_row([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)));
    row.optional()?.ok_or(Error(Kind::NoRecord))
}

/// A statement of a row id, document, version.
fn of_row(db: &Connection, (id, document, version): (Id, Id, Id)) -> Result<Statement> {
    let record = record::one(db, version)?;
    Ok(Statement { id, document, version: Version::of(&record.content), record })
}

/// The statements of a document, in the order in which they came; withdrawn ones too.
pub(crate) fn of_document(db: &Connection, document: Id) -> Result<Vec<Statement>> {
    let sql = "SELECT id, document, version FROM statements WHERE document = ?1 ORDER BY n";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([document], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    rows.map(|row| of_row(db, row?)).collect()
}

impl Reader {
    /// A statement by its name.
    pub fn statement(&self, id: Id) -> Result<Statement> {
        let (_, document, version) = current(&self.db, id)?;
        of_row(&self.db, (id, document, version))
    }

    /// The statements of a document; those that were withdrawn are left out.
    pub fn statements(&self, document: Id) -> Result<Vec<Statement>> {
        let mut all = of_document(&self.db, document)?;
        all.retain(|s| !s.version.withdrawn);
        Ok(all)
    }

    /// All statements in the order in which they came, withdrawn ones too; at most `limit`, from after `after`.
    pub fn all_statements(&self, after: Option<Id>, limit: usize) -> Result<Vec<Statement>> {
        let sql = "SELECT id, document, version FROM statements
                   WHERE n > coalesce((SELECT n FROM statements WHERE id = ?1), 0) ORDER BY n LIMIT ?2";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows =
            statement.query_map(params![after, limit as i64], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        rows.map(|row| of_row(&self.db, row?)).collect()
    }

    /// Every version of a statement, the oldest first.
    pub fn versions(&self, statement: Id) -> Result<Vec<Record>> {
        record::about(&self.db, statement, RecordKind::Statement)
    }
}
