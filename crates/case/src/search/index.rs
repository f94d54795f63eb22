//! Keeping the index up to date.
//!
//! FTS5 writes what it has gathered whenever a savepoint is made, each time as a segment of its own that must be merged
//! later. So what a batch adds is indexed at its end, after all its steps.

use super::Target;
use crate::error::Result;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Entries that a batch has still to make: numbers of documents and of statements.
#[derive(Default)]
pub(crate) struct Pending {
    entries: BTreeSet<(bool, i64)>,
    /// In the order in which they came, so that a failed step can be taken back.
    journal: Vec<(bool, i64)>,
}

impl Pending {
    /// The document or statement is indexed at the end of the batch, as it is then.
    pub(crate) fn add(&mut self, target: Target, n: i64) {
        let entry = (target == Target::Statements, n);
        if self.entries.insert(entry) {
            self.journal.push(entry);
        }
    }

    /// Takes the entry out of the index. Must come before what it was made of is changed.
    pub(crate) fn take_out(&mut self, db: &Connection, target: Target, n: i64) -> Result<()> {
        if self.entries.contains(&(target == Target::Statements, n)) {
            // It is not in the index yet.
            return Ok(());
        }
        let sql = match target {
            Target::Documents => {
                "INSERT INTO document_index (document_index, rowid, title, text)
                 SELECT 'delete', n, title, text FROM document_words WHERE n = ?1"
            }
            Target::Statements => {
                "INSERT INTO statement_index (statement_index, rowid, speaker, words)
                 SELECT 'delete', n, speaker, words FROM statement_words WHERE n = ?1"
            }
        };
        db.prepare_cached(sql)?.execute([n])?;
        Ok(())
    }

    /// How far it has come.
    pub(crate) fn length(&self) -> usize {
        self.journal.len()
    }

    /// Forgets what came after that.
    pub(crate) fn back_to(&mut self, length: usize) {
        for entry in self.journal.drain(length..) {
            self.entries.remove(&entry);
        }
    }

    /// Makes the entries. What was removed meanwhile has none.
    pub(crate) fn write(self, db: &Connection) -> Result<()> {
        let mut documents = db.prepare_cached(
            "INSERT INTO document_index (rowid, title, text)
             SELECT n, title, text FROM document_words WHERE n = ?1",
        )?;
        let mut statements = db.prepare_cached(
            "INSERT INTO statement_index (rowid, speaker, words)
             SELECT n, speaker, words FROM statement_words WHERE n = ?1",
        )?;
        for (statement, n) in self.entries {
            if statement {
                statements.execute([n])?
            } else {
                documents.execute([n])?
            };
        }
        Ok(())
    }
}
