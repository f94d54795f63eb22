//! Every page, and the database's structure.

use super::Finding;
use crate::error::{Error, Kind, Result};
use rusqlite::Connection;

/// Most faults that SQLite is asked to name.
const MOST: usize = 1000;

/// Reads every page with its authentication code, then lets SQLite check that the pages fit together.
pub(super) fn check(db: &Connection) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for line in lines(db, "PRAGMA cipher_integrity_check")? {
        // "HMAC verification failed for page 7": the number is all that is kept.
        let number: String = line.chars().rev().take_while(char::is_ascii_digit).collect();
        found.push(Finding::Page(number.chars().rev().collect::<String>().parse().unwrap_or(0)));
    }
    let faults = match lines(db, &format!("PRAGMA integrity_check({MOST})")) {
        Ok(faults) => faults.into_iter().filter(|line| line != "ok").count(),
        Err(error) if damage(&error) => 1,
        Err(error) => return Err(error),
    };
    if faults > 0 {
        found.push(Finding::Structure(faults));
    }
    Ok(found)
}

/// Whether an error tells of damage, which is a finding and no failure.
pub(super) fn damage(error: &Error) -> bool {
    matches!(error.0, Kind::Damaged | Kind::NoRecord | Kind::LogDisagrees)
}

/// The lines of text that a pragma gives.
fn lines(db: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare(sql)?;
    let rows = statement.query_map([], |r| r.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
