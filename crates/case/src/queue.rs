//! What is still to be done: the queue of documents to read, and the files of an `add`.

use crate::case::program;
use crate::error::{Error, Result};
use crate::id::{Id, hex};
use crate::lists::List;
use crate::reader::Reader;
use crate::record::{self, RecordKind};
use crate::writer::Batch;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;
use sha2::{Digest, Sha256};

/// What became of a file of an `add`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Digest of where the file lay, made by the caller: the case does not keep paths for this.
    pub label: [u8; 32],
    /// "stored", "known", "refused": a word of the caller's.
    pub state: String,
    /// Code of the error, where there was one.
    pub code: Option<String>,
    /// The original, where one was stored or known.
    pub original: Option<Id>,
}

impl Batch<'_> {
    /// Begins an `add`. `how` is what the user asked for, without paths; `by` who did.
    pub fn begin_run(&mut self, how: &str, by: Option<Id>) -> Result<Id> {
        let content = json!({"how": how, "by": by});
        self.step(|b| Ok(b.put(RecordKind::Run, None, None, &program(), &content, None)?.0))
    }

    /// Stores what became of a file; a second verdict of the same run on the same file takes the place of the first.
    pub fn put_verdict(&mut self, run: Id, verdict: &Verdict) -> Result<()> {
        let run = record::of_kind(self.db, run, RecordKind::Run)?.n;
        if !record::about(self.db, run, RecordKind::RunEnd)?.is_empty() {
            return Err(Error::input("the run has ended"));
        }
        self.step(|b| {
            if let Some((n, _)) = labelled(b.db, &verdict.label)?.into_iter().find(|(_, of)| *of == run) {
                List::Labels.remove(b.db, verdict.label, n)?;
                b.db.prepare_cached("DELETE FROM verdicts WHERE n = ?1")?.execute([n])?;
            }
            let sql = "INSERT INTO verdicts (run, label, state, code, original, at)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let row = params![run, verdict.label, verdict.state, verdict.code, verdict.original, b.at];
            b.db.prepare_cached(sql)?.execute(row)?;
            List::Labels.add(b.db, verdict.label, b.db.last_insert_rowid())
        })
    }

    /// Ends an `add`: from now on the log covers its verdicts, and none is added.
    pub fn end_run(&mut self, run: Id) -> Result<Id> {
        let run = record::of_kind(self.db, run, RecordKind::Run)?;
        if !record::about(self.db, run.n, RecordKind::RunEnd)?.is_empty() {
            return Err(Error::input("the run has ended"));
        }
        let (files, digest) = digest(self.db, run.n)?;
        let content = json!({"files": files, "verdicts_sha256": hex(&digest)});
        let subject = Some((run.id, run.n));
        self.step(|b| Ok(b.put(RecordKind::RunEnd, subject, None, &program(), &content, None)?.0))
    }

    /// Puts a document into the queue again.
    pub fn queue(&mut self, document: Id) -> Result<()> {
        let n = record::of_kind(self.db, document, RecordKind::Document)?.n;
        self.db.prepare_cached("INSERT OR IGNORE INTO queue (document) VALUES (?1)")?.execute([n])?;
        Ok(())
    }

    /// Notes that a document could not be read, with the code of the error; it stays in the queue, behind those that were
    /// tried less often.
    pub fn put_back(&mut self, document: Id, code: &str) -> Result<()> {
        let n = record::of_kind(self.db, document, RecordKind::Document)?.n;
        let sql = "UPDATE queue SET tries = tries + 1, error = ?2 WHERE document = ?1";
        self.db.prepare_cached(sql)?.execute(params![n, code])?;
        Ok(())
    }
}

impl Reader {
    /// Documents that wait for reading: those that were tried least first, at most `limit`. With how often they were tried.
    pub fn queued(&self, limit: usize) -> Result<Vec<(Id, u32)>> {
        let sql = "SELECT r.id, q.tries FROM queue q JOIN records r ON r.n = q.document
                   ORDER BY q.tries, q.document LIMIT ?1";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map([limit as i64], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The latest verdict on a file, of whatever run: what a resumed `add` asks first.
    pub fn verdict(&self, label: &[u8; 32]) -> Result<Option<Verdict>> {
        let latest = labelled(&self.db, label)?.into_iter().max_by_key(|(_, run)| *run);
        let Some((n, _)) = latest else { return Ok(None) };
        let sql = "SELECT label, state, code, original FROM verdicts WHERE n = ?1";
        Ok(self.db.prepare_cached(sql)?.query_row([n], verdict).optional()?)
    }

    /// All verdicts of a run, in the order in which they came.
    pub fn verdicts(&self, run: Id) -> Result<Vec<Verdict>> {
        let n = record::of_kind(&self.db, run, RecordKind::Run)?.n;
        let sql = "SELECT label, state, code, original FROM verdicts WHERE run = ?1 ORDER BY n";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map([n], verdict)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The latest `add` that was begun and not ended, if there is one: what a killed one left.
    pub fn open_run(&self) -> Result<Option<Id>> {
        let sql = "SELECT r.id FROM records r WHERE r.kind = 'run' AND NOT EXISTS
                   (SELECT 1 FROM records e WHERE e.about = r.n AND e.kind = 'run-end') ORDER BY r.n DESC LIMIT 1";
        Ok(self.db.prepare_cached(sql)?.query_row([], |r| r.get(0)).optional()?)
    }
}

/// A verdict of the columns label, state, code, original.
fn verdict(r: &rusqlite::Row<'_>) -> rusqlite::Result<Verdict> {
    Ok(Verdict { label: r.get(0)?, state: r.get(1)?, code: r.get(2)?, original: r.get(3)? })
}

/// Numbers and runs of the verdicts on a file.
fn labelled(db: &Connection, label: &[u8; 32]) -> Result<Vec<(i64, i64)>> {
    let sql = format!(
        "SELECT v.n, v.run FROM verdicts v WHERE v.n IN (SELECT n FROM {} WHERE key = ?1)",
        List::Labels.source(db)?
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map([label], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many verdicts a run has, and a digest over them in the order of their labels.
pub(crate) fn digest(db: &Connection, run: i64) -> Result<(u64, [u8; 32])> {
    let sql = "SELECT label, state, coalesce(code, ''), coalesce(original, x''), at FROM verdicts
               WHERE run = ?1 ORDER BY label";
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([run])?;
    let (mut count, mut hash) = (0, Sha256::new());
    while let Some(r) = rows.next()? {
        let (label, state, code): ([u8; 32], String, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
        let (original, at): (Vec<u8>, i64) = (r.get(3)?, r.get(4)?);
        hash.update(label);
        for part in [state.as_bytes(), code.as_bytes(), &original] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.update(at.to_be_bytes());
        count += 1;
    }
    Ok((count, hash.finalize().into()))
}
