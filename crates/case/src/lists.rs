//! [`List`]: numbers of records by what comes in the order of chance: random ids, hashes, labels, values of filters.
//!
//! In one sorted table each batch would write to most of its pages once the case has grown, since what is random falls
//! everywhere. So new entries go into a small table, and when that has [`SMALL`] of them, they are moved into the large one
//! in order, which writes each of its pages once. A view joins both for reading. (The log-structured merge tree of O'Neil et
//! al., 1996, with two components.)

use crate::error::Result;
use crate::id::Id;
use crate::migrate;
use rusqlite::{Connection, OptionalExtension, ToSql};

/// Entries in a list's small table from which on they are moved.
const SMALL: i64 = 8192;

/// A list of pairs: a key and a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// Records by their ids.
    Ids,
    /// Originals by the SHA-256 of their bytes.
    Hashes,
    /// Verdicts by the labels of their files.
    Labels,
    /// Documents by outlet, in the form for filters.
    Outlets,
    /// Documents by date of publication.
    Dates,
}

impl List {
    /// All lists.
    pub(crate) const ALL: [List; 5] = [List::Ids, List::Hashes, List::Labels, List::Outlets, List::Dates];

    /// Its large table. The small one's name ends in `_new`.
    pub(crate) fn table(self) -> &'static str {
        match self {
            List::Ids => "ids",
            List::Hashes => "hashes",
            List::Labels => "labels",
            List::Outlets => "outlets",
            List::Dates => "dates",
        }
    }

    /// Where it is read, as an item of FROM with the columns `key` and `n`. In schema 1 the tables themselves were indexed;
    /// such a case stays readable where it cannot be written to.
    pub(crate) fn source(self, db: &Connection) -> Result<&'static str> {
        let old = migrate::version(db)? < migrate::LISTS;
        Ok(match (self, old) {
            (List::Ids, false) => "by_id",
            (List::Ids, true) => "(SELECT id AS key, n FROM records)",
            (List::Hashes, false) => "by_hash",
            (List::Hashes, true) => "(SELECT sha256 AS key, n FROM originals)",
            (List::Labels, false) => "by_label",
            (List::Labels, true) => "(SELECT label AS key, n FROM verdicts)",
            (List::Outlets, false) => "by_outlet",
            (List::Outlets, true) => "(SELECT outlet AS key, n FROM documents WHERE outlet IS NOT NULL)",
            (List::Dates, false) => "by_date",
            (List::Dates, true) => "(SELECT published AS key, n FROM documents WHERE published IS NOT NULL)",
        })
    }

    /// The rows that make it: each of them stands in it once.
    pub(crate) fn made_of(self) -> &'static str {
        match self {
            List::Ids => "records",
            List::Hashes => "originals",
            List::Labels => "verdicts",
            List::Outlets => "documents WHERE outlet IS NOT NULL",
            List::Dates => "documents WHERE published IS NOT NULL",
        }
    }

    /// Adds an entry.
    pub(crate) fn add(self, db: &Connection, key: impl ToSql, n: i64) -> Result<()> {
        let sql = format!("INSERT INTO {}_new (key, n) VALUES (?1, ?2)", self.table());
        db.prepare_cached(&sql)?.execute((key, n))?;
        Ok(())
    }

    /// Takes an entry out.
    pub(crate) fn remove(self, db: &Connection, key: impl ToSql, n: i64) -> Result<()> {
        for half in ["", "_new"] {
            let sql = format!("DELETE FROM {}{half} WHERE key = ?1 AND n = ?2", self.table());
            db.prepare_cached(&sql)?.execute((&key, n))?;
        }
        Ok(())
    }

    /// The first number of a key.
    pub(crate) fn number(self, db: &Connection, key: impl ToSql) -> Result<Option<i64>> {
        let sql = format!("SELECT n FROM {} WHERE key = ?1", self.source(db)?);
        Ok(db.prepare_cached(&sql)?.query_row([key], |r| r.get(0)).optional()?)
    }

    /// Whether the pair stands in it.
    pub(crate) fn has(self, db: &Connection, key: impl ToSql, n: i64) -> Result<bool> {
        let sql = format!("SELECT 1 FROM {} WHERE key = ?1 AND n = ?2", self.source(db)?);
        Ok(db.prepare_cached(&sql)?.exists((key, n))?)
    }
}

/// The number of a record, or −1: for lists that go on after it.
pub(crate) fn after(db: &Connection, id: Option<Id>) -> Result<i64> {
    Ok(id.map(|id| List::Ids.number(db, id)).transpose()?.flatten().unwrap_or(-1))
}

/// Moves what has come together into the large tables. At the end of a batch.
pub(crate) fn settle(db: &Connection) -> Result<()> {
    for list in List::ALL {
        let table = list.table();
        let count = format!("SELECT count(*) FROM {table}_new");
        if db.prepare_cached(&count)?.query_row([], |r| r.get::<_, i64>(0))? >= SMALL {
            db.execute_batch(&format!(
                "INSERT INTO {table} (key, n) SELECT key, n FROM {table}_new ORDER BY key, n;
                 DELETE FROM {table}_new;"
            ))?;
        }
    }
    Ok(())
}
