//! The search index against the words of what is stored.
//!
//! FTS5 can compare the two itself, but only as a writer, and with a checksum that was not made against forgers. So both are
//! summed up here: a SHA-256 of every word with its place, added up, since the two come in different orders. Two
//! sums are alike only where the same words stand in the same places.

use super::Finding;
use super::pages::damage;
use crate::error::{Error, Kind, Result};
use crate::search::Target;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

/// Sum of the hashes, and how many there were.
#[derive(Default, PartialEq, Eq)]
struct Sum(u128, u64);

impl Sum {
    /// Adds a word: of which row, in which column, the how-manieth there.
    fn add(&mut self, row: i64, column: &str, place: i64, word: &[u8]) {
        let hash = Sha256::new()
            .chain_update(row.to_be_bytes())
            .chain_update(place.to_be_bytes())
            .chain_update((column.len() as u64).to_be_bytes())
            .chain_update(column)
            .chain_update(word)
            .finalize();
        let half = hash.first_chunk().expect("a SHA-256 has 32 bytes");
        self.0 = self.0.wrapping_add(u128::from_be_bytes(*half));
        self.1 += 1;
    }
}

/// Compares both indexes.
pub(super) fn check(db: &Connection) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for (target, index, view, columns) in [
        (Target::Documents, "document_index", "document_words", ["title", "text"]),
        (Target::Statements, "statement_index", "statement_words", ["speaker", "words"]),
    ] {
        match (indexed(db, index), stored(db, view, columns)) {
            (Ok(a), Ok(b)) if a == b => {}
            (Err(error), _) | (_, Err(error)) if !damage(&error) => return Err(error),
            _ => found.push(Finding::Index(target)),
        }
    }
    Ok(found)
}

/// The words that the index holds.
fn indexed(db: &Connection, index: &str) -> Result<Sum> {
    // A table of this connection alone, in memory: the case is not written to.
    db.execute_batch(&format!(
        "PRAGMA query_only = OFF;
         CREATE VIRTUAL TABLE temp.{index}_terms USING fts5vocab('main', '{index}', 'instance');"
    ))?;
    let sum = terms(db, index);
    db.execute_batch(&format!("DROP TABLE temp.{index}_terms; PRAGMA query_only = ON;"))?;
    sum
}

/// Sums up what `fts5vocab` lists: every word with its row, column and place.
fn terms(db: &Connection, index: &str) -> Result<Sum> {
    let mut statement = db.prepare(&format!("SELECT doc, col, offset, term FROM temp.{index}_terms"))?;
    let mut rows = statement.query([])?;
    let mut sum = Sum::default();
    while let Some(row) = rows.next()? {
        let column = row.get_ref(1)?.as_str().map_err(|_| Error(Kind::Damaged))?;
        let word = row.get_ref(3)?.as_bytes().map_err(|_| Error(Kind::Damaged))?;
        sum.add(row.get(0)?, column, row.get(2)?, word);
    }
    Ok(sum)
}

/// The words that it should hold.
fn stored(db: &Connection, view: &str, columns: [&str; 2]) -> Result<Sum> {
    let mut statement = db.prepare(&format!("SELECT n, {}, {} FROM {view}", columns[0], columns[1]))?;
    let mut rows = statement.query([])?;
    let mut sum = Sum::default();
    while let Some(row) = rows.next()? {
        for (at, column) in columns.iter().enumerate() {
            let words = row.get_ref(at + 1)?.as_str().map_err(|_| Error(Kind::Damaged))?;
            for (place, word) in words.split(' ').filter(|w| !w.is_empty()).enumerate() {
                sum.add(row.get(0)?, column, place as i64, word.as_bytes());
            }
        }
    }
    Ok(sum)
}
