//! The schema, by numbered migrations. A released one is never edited.

use crate::error::{Error, Kind, Result};
use rusqlite::Connection;

/// Each migration leads from the version before it to its own, counted from 1.
const MIGRATIONS: [&str; 2] =
    [include_str!("../migrations/0001.sql"), include_str!("../migrations/0002.sql")];

/// The first schema with [lists](crate::lists) and packed contents.
pub(crate) const LISTS: i64 = 2;

/// The schema that this program writes.
pub(crate) const SCHEMA: i64 = MIGRATIONS.len() as i64;

/// The schema of a database; 0 where it has none yet. Refuses a newer one.
pub(crate) fn version(db: &Connection) -> Result<i64> {
    let version = db.prepare_cached("PRAGMA user_version")?.query_row([], |r| r.get(0))?;
    if version > SCHEMA { Err(Error(Kind::Newer)) } else { Ok(version) }
}

/// Brings the schema up to date, inside the transaction that is open.
pub(crate) fn migrate(db: &Connection) -> Result<()> {
    for (index, sql) in MIGRATIONS.iter().enumerate().skip(version(db)? as usize) {
        db.execute_batch(sql)?;
        db.pragma_update(None, "user_version", index as i64 + 1)?;
    }
    Ok(())
}
