//! Removing: a record's key, rows and index entries are destroyed, a receipt stays, and the log still verifies.

use crate::case::program;
use crate::error::{Error, Kind, Result};
use crate::id::Id;
use crate::people::Signer;
use crate::record::{self, Maker, RecordKind};
use crate::writer::{Batch, Writer};
use rusqlite::{Connection, params};
use serde_json::json;

impl Writer {
    /// Removes a document with its readings, statements and decisions, and its original where no other document was read
    /// from it. What is left: the leaves (kind, maker, time, a salted commitment) and a receipt that names them. The
    /// write-ahead log is emptied; backups made earlier still hold all of it.
    pub fn remove_document(&mut self, document: Id, why: &str, by: Option<&Signer>) -> Result<Id> {
        let receipt = self.batch(|b| {
            if record::one(b.db, document)?.kind != RecordKind::Document {
                return Err(Error(Kind::NoRecord));
            }
            b.remove(&[document], why, by)
        })?;
        self.settle()?;
        Ok(receipt)
    }

    /// Removes an original and everything that was read from it.
    pub fn remove_original(&mut self, original: Id, why: &str, by: Option<&Signer>) -> Result<Id> {
        let receipt = self.batch(|b| {
            if record::one(b.db, original)?.kind != RecordKind::Original {
                return Err(Error(Kind::NoRecord));
            }
            let documents = record::about(b.db, original, RecordKind::Document)?;
            let documents: Vec<Id> = documents.into_iter().map(|d| d.id).collect();
            if documents.is_empty() {
                b.receipt(original, vec![original], why, by)
            } else {
                b.remove(&documents, why, by)
            }
        })?;
        self.settle()?;
        Ok(receipt)
    }
}

impl Batch<'_> {
    fn remove(&mut self, documents: &[Id], why: &str, by: Option<&Signer>) -> Result<Id> {
        let mut gone = Vec::new();
        for document in documents {
            gone.extend(self.take_out(*document)?);
        }
        let first = *documents.first().ok_or(Error(Kind::NoRecord))?;
        self.receipt(first, gone, why, by)
    }

    /// Takes a document out of tables and index. Gives all records that go with it.
    fn take_out(&mut self, document: Id) -> Result<Vec<Id>> {
        let db = self.db;
        let mut gone = vec![document];
        let find = |sql: &str, id: Id| -> Result<Vec<Id>> {
            let mut statement = db.prepare_cached(sql)?;
            let rows = statement.query_map([id], |r| r.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        for statement in find("SELECT id FROM statements WHERE document = ?1", document)? {
            gone.extend(find("SELECT id FROM records WHERE subject = ?1", statement)?);
        }
        gone.extend(find("SELECT id FROM records WHERE subject = ?1", document)?);
        for n in numbers(db, "SELECT n FROM statements WHERE document = ?1", document)? {
            self.index_statement(n, false)?;
        }
        for n in numbers(db, "SELECT n FROM documents WHERE id = ?1", document)? {
            let sql = "INSERT INTO document_index (document_index, rowid, title, text)
                       SELECT 'delete', n, title, text FROM document_words WHERE n = ?1";
            db.execute(sql, [n])?;
        }
        let original = find("SELECT original FROM documents WHERE id = ?1", document)?;
        for sql in [
            "DELETE FROM statements WHERE document = ?1",
            "DELETE FROM documents WHERE id = ?1",
            "DELETE FROM queue WHERE document = ?1",
        ] {
            db.execute(sql, [document])?;
        }
        for original in original {
            if find("SELECT id FROM documents WHERE original = ?1", original)?.is_empty() {
                gone.push(original);
            }
        }
        Ok(gone)
    }

    /// Destroys records and leaves a receipt.
    fn receipt(&mut self, subject: Id, mut gone: Vec<Id>, why: &str, by: Option<&Signer>) -> Result<Id> {
        gone.sort_unstable();
        gone.dedup();
        // Whatever is about a record that goes (a row that was not taken, a mapping) goes with it.
        let mut more = Vec::new();
        for id in &gone {
            let mut statement =
                self.db.prepare_cached("SELECT id FROM records WHERE subject = ?1 AND kind <> 'receipt'")?;
            more.extend(statement.query_map([id], |r| r.get(0))?.collect::<rusqlite::Result<Vec<Id>>>()?);
        }
        gone.extend(more);
        gone.sort_unstable();
        gone.dedup();
        let maker = by.map_or_else(program, |signer| Maker::Person(signer.person));
        let content = json!({"removed": gone, "why": why});
        let receipt = self.put(RecordKind::Receipt, Some(subject), None, &maker, &content, by)?;
        for id in &gone {
            for sql in [
                "DELETE FROM keys WHERE record = ?1",
                "DELETE FROM parts WHERE record = ?1",
                "DELETE FROM originals WHERE id = ?1",
                "DELETE FROM records WHERE id = ?1",
            ] {
                self.db.prepare_cached(sql)?.execute([id])?;
            }
            let sql = "INSERT INTO removed (record, receipt) VALUES (?1, ?2)";
            self.db.prepare_cached(sql)?.execute(params![id, receipt])?;
        }
        // Merges the index into one segment, so that no old one holds a word of what went.
        self.db.execute_batch(
            "INSERT INTO document_index (document_index) VALUES ('optimize');
             INSERT INTO statement_index (statement_index) VALUES ('optimize');",
        )?;
        Ok(receipt)
    }
}

fn numbers(db: &Connection, sql: &str, id: Id) -> Result<Vec<i64>> {
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([id], |r| r.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
