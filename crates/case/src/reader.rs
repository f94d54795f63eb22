//! [`Reader`]: all that is read from a case. Each call sees the case as it is then.

use crate::error::{Error, Kind, Result};
use crate::id::Id;
use crate::lists::List;
use crate::log::{self, Checkpoint, sign_note};
use crate::record::{self, Record, RecordKind};
use ed25519_dalek::SigningKey;
use rusqlite::Connection;

/// Reads a case. Never waits for a writer.
pub struct Reader {
    pub(crate) db: Connection,
    pub(crate) note_key: SigningKey,
}

/// Numbers of what a case holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Originals.
    pub originals: u64,
    /// Documents.
    pub documents: u64,
    /// Statements, each counted once whatever versions it has.
    pub statements: u64,
    /// Decisions.
    pub decisions: u64,
    /// Documents that wait for reading.
    pub queued: u64,
    /// Leaves of the log.
    pub leaves: u64,
}

impl Reader {
    /// Over a connection that is set up.
    pub(crate) fn new(db: Connection, note_key: SigningKey) -> Reader {
        Reader { db, note_key }
    }

    /// Runs several reads on one state of the case.
    pub fn snapshot<T>(&self, work: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        if !self.db.is_autocommit() {
            return work(self);
        }
        self.db.execute_batch("BEGIN")?;
        let done = work(self);
        self.db.execute_batch("COMMIT")?;
        done
    }

    /// A record of any kind.
    pub fn record(&self, id: Id) -> Result<Record> {
        record::one(&self.db, id)
    }

    /// The record or statement whose name begins so: at least four hexadecimal digits, and no other's name begins with them.
    pub fn named(&self, beginning: &str) -> Result<Id> {
        let sound = (4..=32).contains(&beginning.len()) && beginning.bytes().all(|b| b.is_ascii_hexdigit());
        let fill = |sign: &str| format!("{beginning}{}", sign.repeat(32 - beginning.len())).parse::<Id>();
        let bounds = sound.then(|| Some((fill("0").ok()?, fill("f").ok()?))).flatten();
        let (first, last) = bounds.ok_or(Error(Kind::Input("that is no beginning of a name")))?;
        let sql =
            format!("SELECT key FROM {} WHERE key BETWEEN ?1 AND ?2 LIMIT 2", List::Ids.source(&self.db)?);
        let mut statement = self.db.prepare_cached(&sql)?;
        let found =
            statement.query_map([first, last], |r| r.get(0))?.collect::<rusqlite::Result<Vec<Id>>>()?;
        match found[..] {
            [one] => Ok(one),
            [] => Err(Error(Kind::NoRecord)),
            _ => Err(Error(Kind::Input("several names begin so"))),
        }
    }

    /// The records of a kind about a record, oldest first: the decisions on a statement, the openings of a document.
    pub fn about(&self, subject: Id, kind: RecordKind) -> Result<Vec<Record>> {
        record::about(&self.db, record::one(&self.db, subject)?.n, kind)
    }

    /// The records of a kind, oldest first, at most `limit`, from after `after`.
    pub fn records(&self, kind: RecordKind, after: Option<Id>, limit: usize) -> Result<Vec<Record>> {
        let sql = format!(
            "SELECT {} FROM records r WHERE r.kind = ?1
             AND r.n > ?2 ORDER BY r.n LIMIT ?3",
            record::COLUMNS
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let after = crate::lists::after(&self.db, after)?;
        let rows = statement.query_map((kind.word(), after, limit as i64), record::row)?;
        rows.map(|r| r?).collect()
    }

    /// What the case holds, in numbers.
    pub fn counts(&self) -> Result<Counts> {
        let count = |sql: &str| self.db.query_row(sql, [], |r| r.get::<_, i64>(0)).map(|n| n as u64);
        Ok(Counts {
            originals: count("SELECT count(*) FROM originals")?,
            documents: count("SELECT count(*) FROM documents")?,
            statements: count("SELECT count(*) FROM statements")?,
            decisions: count("SELECT count(*) FROM records WHERE kind = 'decision'")?,
            queued: count("SELECT count(*) FROM queue")?,
            leaves: log::load(&self.db)?.edge.size(),
        })
    }

    /// Name of the case's log: random, the first line of its notes.
    pub fn origin(&self) -> Result<String> {
        origin(&self.db)
    }

    /// A signed statement of how far the log has come, to be kept elsewhere.
    pub fn checkpoint(&self) -> Result<Checkpoint> {
        let state = log::load(&self.db)?;
        Ok(sign_note(&self.origin()?, state.edge.size(), state.edge.root(), &self.note_key))
    }
}

/// See [`Reader::origin`].
pub(crate) fn origin(db: &Connection) -> Result<String> {
    let sql = "SELECT content FROM records WHERE kind = 'case' ORDER BY n LIMIT 1";
    let content: String = db.query_row(sql, [], |r| r.get(0))?;
    let content: serde_json::Value = serde_json::from_str(&content).map_err(|_| Error(Kind::Damaged))?;
    content["origin"].as_str().map(str::to_owned).ok_or(Error(Kind::Damaged))
}
