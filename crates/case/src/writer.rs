//! [`Writer`] and [`Batch`]: all writing goes through them, one batch at a time.

use crate::case::{Case, Options};
use crate::error::{Error, Kind, Result};
use crate::header::{self, Mark};
use crate::id::Id;
use crate::lists::{self, List};
use crate::log::{self, Leaf, State, commitment, signed};
use crate::pack::packed;
use crate::people::Signer;
use crate::record::{Maker, RecordKind, canonical};
use crate::search::Pending;
use crate::secret::{Key, Passphrase};
use crate::world::{World, random};
use firsthand_vfs::HeaderFile;
use rusqlite::{Connection, params};
use serde_json::Value;
use std::time::{Duration, Instant};

/// Called again and again while another program writes, with the time waited so far. False: give up, with FH-040.
pub type Waiting = Box<dyn FnMut(Duration) -> bool + Send>;

/// How long to sleep between two attempts.
const PAUSE: Duration = Duration::from_millis(25);

/// Writes to a case, in batches: what a batch wrote is on the disk when [`batch`](Writer::batch) returns, or none of it.
pub struct Writer {
    db: Connection,
    options: Options,
    header: HeaderFile,
    mark_key: Key,
    waiting: Waiting,
}

impl Writer {
    /// Over a connection that is set up, and an open header.
    pub(crate) fn new(
        db: Connection,
        options: Options,
        header: HeaderFile,
        mark_key: Key,
        waiting: Waiting,
    ) -> Writer {
        Writer { db, options, header, mark_key, waiting }
    }

    /// Runs one batch: many records, one commit. Waits while another program writes. When `work` gives an error, nothing
    /// of the batch stays.
    pub fn batch<T>(&mut self, work: impl FnOnce(&mut Batch<'_>) -> Result<T>) -> Result<T> {
        self.begin()?;
        let done = self.inside(work);
        match done {
            Ok((value, mark)) => {
                // The commit lasts; a mark that cannot be written only says less than it could.
                let _ = header::write_mark(&mut self.header, &self.mark_key, mark);
                Ok(value)
            }
            Err(error) => {
                if !self.db.is_autocommit() {
                    // Where even this fails, SQLite rolls back when the file is opened next.
                    let _ = self.db.execute_batch("ROLLBACK");
                }
                Err(error)
            }
        }
    }

    /// Draws lots outside a batch.
    pub(crate) fn with_world<T>(&self, work: impl FnOnce(&dyn World) -> Result<T>) -> Result<T> {
        work(&*self.options.world)
    }

    /// The batch between BEGIN and its end: its work, its index entries, the log's state, the commit.
    fn inside<T>(&mut self, work: impl FnOnce(&mut Batch<'_>) -> Result<T>) -> Result<(T, Mark)> {
        let world = self.options.world.clone();
        let mut batch = Batch::new(&self.db, &*world, log::load(&self.db)?);
        let value = work(&mut batch)?;
        let state = batch.finish()?;
        self.db.execute_batch("COMMIT")?;
        Ok((value, Mark { commits: state.commits, size: state.edge.size(), root: state.edge.root() }))
    }

    /// Takes the write lock, waiting for whoever holds it.
    fn begin(&mut self) -> Result<()> {
        self.db.busy_timeout(Duration::ZERO)?;
        let since = Instant::now();
        let begun = loop {
            match self.db.execute_batch("BEGIN IMMEDIATE").map_err(Error::from) {
                Err(error) if error.is_busy() => {
                    if !(self.waiting)(since.elapsed()) {
                        break Err(error);
                    }
                    std::thread::sleep(PAUSE);
                }
                other => break other,
            }
        };
        self.db.busy_timeout(Duration::from_secs(10))?;
        begun
    }

    /// Brings an older schema up to date.
    pub(crate) fn migrate(&mut self) -> Result<()> {
        if crate::migrate::version(&self.db)? == crate::migrate::SCHEMA {
            return Ok(());
        }
        self.batch(|batch| crate::migrate::migrate(batch.db))
    }

    /// Writes a new slot while holding the write lock, and notes its generation.
    pub(crate) fn change_header(&mut self, case: &Case, passphrase: &Passphrase) -> Result<()> {
        let (layer, world, cost) = (case.options.layer, self.options.world.clone(), self.options.cost);
        self.batch(|batch| {
            header::replace(layer, &case.path, &*world, &case.key, passphrase, cost, |generation| {
                batch.state.generation = generation;
                Ok(())
            })
            .map(|_| ())
        })
    }

    /// Moves all that was written into the main file and empties the write-ahead log.
    pub fn settle(&mut self) -> Result<()> {
        // Busy where somebody still reads an older state: then it is done by whoever closes last.
        let _: i64 = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get(0))?;
        Ok(())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // Nothing is lost where it fails: the next to open reads the write-ahead log.
        let _ = self.settle();
    }
}

/// One batch. Every method is whole or has no effect, so that after an error the batch can go on.
pub struct Batch<'a> {
    pub(crate) db: &'a Connection,
    pub(crate) world: &'a dyn World,
    pub(crate) state: State,
    pub(crate) pending: Pending,
    /// Leaves before this batch.
    before: u64,
    /// Time of all records of the batch, in milliseconds since 1970-01-01 UTC.
    pub(crate) at: i64,
}

impl<'a> Batch<'a> {
    /// A batch that goes on from a state of the log.
    pub(crate) fn new(db: &'a Connection, world: &'a dyn World, state: State) -> Batch<'a> {
        let before = state.edge.size();
        Batch { db, world, before, state, pending: Pending::default(), at: world.now_ms() }
    }

    /// Ends the batch; the commit follows.
    pub(crate) fn finish(mut self) -> Result<State> {
        self.pending.write(self.db)?;
        lists::settle(self.db)?;
        log::save(self.db, &mut self.state, self.before, self.at)?;
        Ok(self.state)
    }

    /// Runs one step, which is undone whole when it fails.
    pub(crate) fn step<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let (state, pending) = (self.state.clone(), self.pending.length());
        self.db.execute_batch("SAVEPOINT step")?;
        let done = work(self);
        match done {
            Ok(value) => {
                self.db.execute_batch("RELEASE step")?;
                Ok(value)
            }
            Err(error) => {
                self.state = state;
                self.pending.back_to(pending);
                self.db.execute_batch("ROLLBACK TO step; RELEASE step")?;
                Err(error)
            }
        }
    }

    /// Stores a record and its leaf.
    pub(crate) fn put(
        &mut self,
        kind: RecordKind,
        subject: Option<(Id, i64)>,
        replaces: Option<Id>,
        maker: &Maker,
        content: &Value,
        signer: Option<&Signer>,
    ) -> Result<(Id, i64)> {
        let id = Id::new(self.world)?;
        let n = self.put_as(id, kind, subject, replaces, maker, content, signer)?;
        Ok((id, n))
    }

    /// As [`put`](Batch::put), under an id that is known already. A record whose maker is a person bears that person's
    /// signature.
    #[expect(clippy::too_many_arguments, reason = "the columns of a record, each of them given once")]
    pub(crate) fn put_as(
        &mut self,
        id: Id,
        kind: RecordKind,
        subject: Option<(Id, i64)>,
        replaces: Option<Id>,
        maker: &Maker,
        content: &Value,
        signer: Option<&Signer>,
    ) -> Result<i64> {
        let by = signer.map(|s| Maker::Person(s.person));
        if matches!(maker, Maker::Person(_)) && by.as_ref() != Some(maker) {
            return Err(Error::input("a person's record needs that person's signature"));
        }
        let salt: [u8; 32] = random(self.world)?;
        let content = canonical(content);
        let (subject, about) = subject.unzip();
        let commitment = commitment(&salt, kind.word(), id, subject, replaces, &content);
        let leaf =
            Leaf { kind: kind.word().into(), record: id, maker: maker.to_string(), at: self.at, commitment };
        let signature = signer.filter(|_| by.as_ref() == Some(maker)).map(|s| s.sign(&signed(&leaf)));
        let sql =
            "INSERT INTO stored (n, id, kind, subject, about, replaces, maker, at, salt, content, signature)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        let n = self.next();
        self.db.prepare_cached(sql)?.execute(params![
            n,
            id,
            kind.word(),
            subject,
            about,
            replaces,
            leaf.maker,
            self.at,
            salt,
            packed(&content)?,
            signature
        ])?;
        List::Ids.add(self.db, id, n)?;
        log::append(self.db, &mut self.state, &leaf)?;
        Ok(n)
    }

    /// The number that the next record gets: the place of its leaf.
    pub(crate) fn next(&self) -> i64 {
        self.state.edge.size() as i64
    }

    /// Stores a record that this crate gives no other meaning to: how a table's columns were read, or a row that was not
    /// taken. `subject` is the run or the original that it belongs to.
    pub fn put_note(&mut self, kind: RecordKind, subject: Option<Id>, content: &Value) -> Result<Id> {
        if !matches!(kind, RecordKind::Mapping | RecordKind::Reject) {
            return Err(Error(Kind::Input("only mappings and rejects are stored as they are")));
        }
        let subject = subject.map(|id| crate::record::one(self.db, id)).transpose()?.map(|r| (r.id, r.n));
        self.step(|b| Ok(b.put(kind, subject, None, &crate::case::program(), content, None)?.0))
    }
}
