//! What is still to be done: the queue of documents to read, and the files of an `add`.

use crate::case::program;
use crate::error::{Error, Kind, Result};
use crate::id::{Id, hex};
use crate::reader::Reader;
use crate::record::RecordKind;
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
    /// Code of the error, where there was one: "FH-101".
    pub code: Option<String>,
    /// The original, where one was stored or known.
    pub original: Option<Id>,
}

impl Batch<'_> {
    /// A name for a new `add`.
    pub fn begin_run(&mut self) -> Result<Id> {
        Id::new(self.world)
    }

    /// Stores what became of a file; a second verdict of the same run on the same file takes the place of the first.
    pub fn put_verdict(&mut self, run: Id, verdict: &Verdict) -> Result<()> {
        if !crate::record::about(self.db, run, RecordKind::Run)?.is_empty() {
            return Err(Error::input("the run has ended"));
        }
        let sql = "INSERT OR REPLACE INTO verdicts (run, label, state, code, original, at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let row = params![run, verdict.label, verdict.state, verdict.code, verdict.original, self.at];
        self.db.prepare_cached(sql)?.execute(row)?;
        Ok(())
    }

    /// Ends an `add`: from now on the log covers its verdicts. `how` is what the user asked for, without paths.
    pub fn end_run(&mut self, run: Id, how: &str) -> Result<Id> {
        let (files, digest) = digest(self.db, run)?;
        let content = json!({"files": files, "verdicts_sha256": hex(&digest), "how": how});
        self.step(|b| b.put(RecordKind::Run, Some(run), None, &program(), &content, None))
    }

    /// Puts a document into the queue again.
    pub fn queue(&mut self, document: Id) -> Result<()> {
        let known = "SELECT 1 FROM documents WHERE id = ?1";
        self.db.query_row(known, [document], |_| Ok(())).optional()?.ok_or(Error(Kind::NoRecord))?;
        self.db.execute("INSERT OR IGNORE INTO queue (document) VALUES (?1)", [document])?;
        Ok(())
    }

    /// Notes that a document could not be read, with the code of the error; it stays in the queue, behind those that were
    /// tried less often.
    pub fn put_back(&mut self, document: Id, code: &str) -> Result<()> {
        let sql = "UPDATE queue SET tries = tries + 1, error = ?2 WHERE document = ?1";
        self.db.prepare_cached(sql)?.execute(params![document, code])?;
        Ok(())
    }
}

impl Reader {
    /// Documents that wait for reading: those that were tried least first, at most `limit`. With how often they were tried.
    pub fn queued(&self, limit: usize) -> Result<Vec<(Id, u32)>> {
        let sql = "SELECT document, tries FROM queue ORDER BY tries, rowid LIMIT ?1";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map([limit as i64], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The latest verdict on a file, of whatever run: what a resumed `add` asks first.
    pub fn verdict(&self, label: &[u8; 32]) -> Result<Option<Verdict>> {
        let sql =
            "SELECT label, state, code, original FROM verdicts WHERE label = ?1 ORDER BY rowid DESC LIMIT 1";
        Ok(self.db.prepare_cached(sql)?.query_row([label], verdict).optional()?)
    }

    /// All verdicts of a run, in the order in which they came.
    pub fn verdicts(&self, run: Id) -> Result<Vec<Verdict>> {
        let sql = "SELECT label, state, code, original FROM verdicts WHERE run = ?1 ORDER BY rowid";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map([run], verdict)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn verdict(r: &rusqlite::Row<'_>) -> rusqlite::Result<Verdict> {
    Ok(Verdict { label: r.get(0)?, state: r.get(1)?, code: r.get(2)?, original: r.get(3)? })
}

/// How many verdicts a run has, and a digest over them in the order of their labels.
pub(crate) fn digest(db: &Connection, run: Id) -> Result<(u64, [u8; 32])> {
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
