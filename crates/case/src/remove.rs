//! Removing: a record's key, rows and index entries are destroyed, a receipt stays, and the log still verifies.

use crate::case::program;
use crate::error::{Error, Kind, Result};
use crate::id::{Id, unhex};
use crate::lists::List;
use crate::people::Signer;
use crate::record::{self, Maker, RecordKind};
use crate::search::Target;
use crate::writer::{Batch, Writer};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;
use std::collections::BTreeSet;

impl Writer {
    /// Removes a document with its readings, statements and decisions, and its original where no other document was read
    /// from it. What is left: the leaves (kind, maker, time, a salted commitment) and a receipt that names them. The
    /// write-ahead log is emptied; backups made earlier still hold all of it.
    pub fn remove_document(&mut self, document: Id, why: &str, by: Option<&Signer>) -> Result<Id> {
        let receipt = self.batch(|b| {
            let document = record::of_kind(b.db, document, RecordKind::Document)?;
            let mut gone = b.take_out(document.n)?;
            let original = record::id_in(&document.content, "original").ok_or(Error(Kind::Damaged))?;
            let original = record::one(b.db, original)?;
            if record::about(b.db, original.n, RecordKind::Document)?.len() == 1 {
                gone.push(original.n);
            }
            let receipt = b.receipt((document.id, document.n), gone, why, by)?;
            b.merge_index()?;
            Ok(receipt)
        })?;
        self.settle()?;
        Ok(receipt)
    }

    /// Removes an original and everything that was read from it.
    pub fn remove_original(&mut self, original: Id, why: &str, by: Option<&Signer>) -> Result<Id> {
        let receipt = self.batch(|b| {
            let original = record::of_kind(b.db, original, RecordKind::Original)?;
            let mut gone = vec![original.n];
            for document in record::about(b.db, original.n, RecordKind::Document)? {
                gone.extend(b.take_out(document.n)?);
            }
            let receipt = b.receipt((original.id, original.n), gone, why, by)?;
            b.merge_index()?;
            Ok(receipt)
        })?;
        self.settle()?;
        Ok(receipt)
    }
}

impl Batch<'_> {
    /// Merges the index into one segment, so that no old one holds a word of what went.
    fn merge_index(&mut self) -> Result<()> {
        self.db.execute_batch(
            "INSERT INTO document_index (document_index) VALUES ('optimize');
             INSERT INTO statement_index (statement_index) VALUES ('optimize');",
        )?;
        Ok(())
    }

    /// Takes a document out of tables and index. Gives the numbers of all records that go with it.
    fn take_out(&mut self, document: i64) -> Result<Vec<i64>> {
        let statements = numbers(self.db, "SELECT n FROM statements WHERE document = ?1", document)?;
        for n in &statements {
            self.pending.take_out(self.db, Target::Statements, *n)?;
        }
        self.pending.take_out(self.db, Target::Documents, document)?;
        for (list, column) in [(List::Outlets, "outlet"), (List::Dates, "published")] {
            let sql = format!("SELECT {column} FROM documents WHERE n = ?1");
            let key: Option<Option<String>> =
                self.db.prepare_cached(&sql)?.query_row([document], |r| r.get(0)).optional()?;
            key.flatten().map(|key| list.remove(self.db, key, document)).transpose()?;
        }
        for sql in [
            "DELETE FROM statements WHERE document = ?1",
            "DELETE FROM documents WHERE n = ?1",
            "DELETE FROM queue WHERE document = ?1",
        ] {
            self.db.execute(sql, [document])?;
        }
        Ok([vec![document], statements].concat())
    }

    /// Destroys records with all that is about them, and leaves a receipt.
    pub(crate) fn receipt(
        &mut self,
        subject: (Id, i64),
        gone: Vec<i64>,
        why: &str,
        by: Option<&Signer>,
    ) -> Result<Id> {
        let mut all = BTreeSet::new();
        let mut open = gone;
        while let Some(n) = open.pop() {
            if all.insert(n) {
                let sql = "SELECT n FROM records WHERE about = ?1 AND kind <> 'receipt'";
                open.extend(numbers(self.db, sql, n)?);
            }
        }
        // What was settled between one of these and another record says something of both.
        let mut named = BTreeSet::new();
        for n in &all {
            named.insert(record::at(self.db, *n)?.id);
        }
        all.extend(crate::answer::naming(self.db, &named)?);
        let mut ids = Vec::with_capacity(all.len());
        for n in &all {
            let record = record::at(self.db, *n)?;
            List::Ids.remove(self.db, record.id, *n)?;
            if record.kind == RecordKind::Original {
                let hash = record.content["sha256"].as_str().and_then(unhex).ok_or(Error(Kind::Damaged))?;
                List::Hashes.remove(self.db, hash, *n)?;
            }
            ids.push(record.id);
        }
        let maker = by.map_or_else(program, |signer| Maker::Person(signer.person));
        let content = json!({"removed": ids, "why": why});
        let (id, receipt) = self.put(RecordKind::Receipt, Some(subject), None, &maker, &content, by)?;
        for n in &all {
            for sql in [
                "DELETE FROM keys WHERE n = ?1",
                "DELETE FROM parts WHERE record = ?1",
                "DELETE FROM originals WHERE n = ?1",
                "DELETE FROM stored WHERE n = ?1",
            ] {
                self.db.prepare_cached(sql)?.execute([n])?;
            }
            let sql = "INSERT INTO removed (n, receipt) VALUES (?1, ?2)";
            self.db.prepare_cached(sql)?.execute(params![n, receipt])?;
        }
        Ok(id)
    }
}

/// The numbers that a query gives.
fn numbers(db: &Connection, sql: &str, n: i64) -> Result<Vec<i64>> {
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([n], |r| r.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
