//! [`Case`]: a case file that was opened.

use crate::connect::{Mode, connect};
use crate::error::{Error, Kind, Result};
use crate::header;
use crate::kdf::{COST, Cost};
use crate::log::{self, State};
use crate::reader::Reader;
use crate::record::{Maker, RecordKind};
use crate::secret::{Key, Passphrase, derived, new_key};
use crate::verify::Finding;
use crate::world::{System, World, random};
use crate::writer::{Batch, Waiting, Writer};
use ed25519_dalek::SigningKey;
use firsthand_vfs::{HeaderFile, Layer, register};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a case needs from outside.
#[derive(Clone)]
pub struct Options {
    pub(crate) world: Arc<dyn World>,
    pub(crate) layer: &'static Layer,
    pub(crate) cost: Cost,
    pub(crate) pages: Pages,
}

/// How the pages of the database lie on the disk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pages {
    /// By SQLCipher, under the case's data key.
    Encrypted,
    /// As SQLite writes them. No build without the feature `raw-key` has this value.
    #[cfg(feature = "raw-key")]
    Plain,
}

impl Options {
    /// The system's clock and randomness.
    pub fn new() -> Result<Options> {
        let layer = register("firsthand").ok_or(Error(Kind::Inside(0)))?;
        Ok(Options { world: Arc::new(System), layer, cost: COST, pages: Pages::Encrypted })
    }

    /// Another clock and other randomness.
    pub fn with_world(mut self, world: Arc<dyn World>) -> Options {
        self.world = world;
        self
    }

    /// Another layer over the file system: one whose calls can be made to fail.
    #[cfg(feature = "raw-key")]
    pub fn with_layer(mut self, layer: &'static Layer) -> Options {
        self.layer = layer;
        self
    }

    /// The same store without a key for its pages, to measure what encryption costs. It protects nothing.
    #[cfg(feature = "raw-key")]
    pub fn without_encryption(mut self) -> Options {
        self.pages = Pages::Plain;
        self
    }

    /// Keys that are derived in a millisecond, and that protect nothing.
    #[cfg(feature = "raw-key")]
    pub fn with_test_cost(mut self) -> Options {
        self.cost = crate::kdf::TEST_COST;
        self
    }
}

/// An open case. Holds the data key, and no connection: [`reader`](Case::reader) and [`writer`](Case::writer) make those.
/// Its key is wiped from memory when it is dropped.
pub struct Case {
    pub(crate) path: PathBuf,
    pub(crate) key: Key,
    pub(crate) options: Options,
    pub(crate) alarms: Vec<Finding>,
}

impl Case {
    /// Makes a new case. Refuses to overwrite, and a passphrase that is too short.
    pub fn create(path: &Path, passphrase: &Passphrase, options: Options) -> Result<Case> {
        passphrase.check_new()?;
        no_core_dumps();
        new_file(path)?;
        let made = Case::fill(path, passphrase, options);
        if made.is_err() {
            remove_files(path);
        }
        made
    }

    /// The database first and the header last: a file without a header is no case, so none is ever half made.
    fn fill(path: &Path, passphrase: &Passphrase, options: Options) -> Result<Case> {
        let world = options.world.clone();
        let key = new_key(&*world)?;
        let slot = header::wrap(&*world, &key, passphrase, options.cost, 1)?;
        let case = Case { path: path.to_owned(), key, options, alarms: Vec::new() };
        let db = connect(&case.options, path, &case.key, Mode::Write)?;
        db.execute_batch("BEGIN IMMEDIATE")?;
        crate::migrate::migrate(&db)?;
        let state = State { edge: Default::default(), commits: 0, generation: 1 };
        let mut batch = Batch::new(&db, &*world, state);
        let origin = format!("firsthand/case/{}", crate::id::hex(&random::<16>(&*world)?));
        let public = crate::id::hex(case.note_key().verifying_key().as_bytes());
        let content = json!({"origin": origin, "note_key": public});
        batch.put(RecordKind::Case, None, None, &program(), &content, None)?;
        batch.finish()?;
        db.execute_batch("COMMIT")?;
        let _: i64 = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get(0))?;
        drop(db);
        header::create(case.options.layer, path, &slot)?;
        sync_folder(path);
        Ok(case)
    }

    /// Opens a case. A newer one is refused and left as it is. What the quick check of the log finds is in
    /// [`alarms`](Case::alarms).
    pub fn open(path: &Path, passphrase: &Passphrase, options: Options) -> Result<Case> {
        no_core_dumps();
        let key = header::open(options.layer, path, passphrase)?;
        Case::checked(path, key, options)
    }

    /// Opens a case by its data key.
    #[cfg(feature = "raw-key")]
    pub fn open_raw(path: &Path, key: [u8; 32], options: Options) -> Result<Case> {
        header::generation(options.layer, path)?;
        Case::checked(path, Key::new(key), options)
    }

    /// The data key.
    #[cfg(feature = "raw-key")]
    pub fn raw_key(&self) -> [u8; 32] {
        *self.key
    }

    /// A connection that can do anything to the database: what somebody with the key could do.
    #[cfg(feature = "raw-key")]
    pub fn raw_connection(&self) -> Result<rusqlite::Connection> {
        let db = connect(&self.options, &self.path, &self.key, Mode::Write)?;
        db.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
        Ok(db)
    }

    /// A case whose data key is known, with what the quick check finds.
    fn checked(path: &Path, key: Key, options: Options) -> Result<Case> {
        let mut case = Case { path: path.to_owned(), key, options, alarms: Vec::new() };
        case.alarms = case.quick_check()?;
        Ok(case)
    }

    /// What the quick check found when the case was opened: empty where all is as it was left.
    pub fn alarms(&self) -> &[Finding] {
        &self.alarms
    }

    /// The log's length and right edge, the header's mark and generation.
    pub(crate) fn quick_check(&self) -> Result<Vec<Finding>> {
        // The mark first: a write between the two reads makes the log longer than the mark, never shorter.
        let mark =
            header::newest(&mut HeaderFile::open(self.options.layer, &self.path, false)?, &self.mark_key())?;
        let generation = header::generation(self.options.layer, &self.path)?;
        let db = connect(&self.options, &self.path, &self.key, Mode::Read)?;
        db.execute_batch("BEGIN")?;
        if crate::migrate::version(&db)? == 0 {
            return Err(Error(Kind::Damaged));
        }
        let state = match log::load(&db) {
            Err(Error(Kind::LogDisagrees)) => return Ok(vec![Finding::LogState]),
            other => other?,
        };
        let mut found = Vec::new();
        if !log::check_edge(&db, &state)? {
            found.push(Finding::LogState);
        }
        if let Some(mark) = mark {
            found.extend(crate::verify::mark(&db, &mark, &state)?);
        }
        if generation < state.generation {
            found.push(Finding::HeaderOlder { header: generation, expected: state.generation });
        }
        Ok(found)
    }

    /// A connection that reads. Any number may be open, in any number of programs.
    pub fn reader(&self) -> Result<Reader> {
        let db = connect(&self.options, &self.path, &self.key, Mode::Read)?;
        Ok(Reader::new(db, self.note_key()))
    }

    /// A connection that writes. Several may be open; their batches wait for each other, and `waiting` is called while one
    /// waits. Refused where the quick check of the log fails.
    pub fn writer(&self, waiting: Waiting) -> Result<Writer> {
        if !self.quick_check()?.is_empty() {
            return Err(Error(Kind::LogDisagrees));
        }
        self.open_writer(waiting)
    }

    /// A writer, whatever the quick check says.
    fn open_writer(&self, waiting: Waiting) -> Result<Writer> {
        let db = connect(&self.options, &self.path, &self.key, Mode::Write)?;
        let header = HeaderFile::open(self.options.layer, &self.path, true)?;
        let mut writer = Writer::new(db, self.options.clone(), header, self.mark_key(), waiting);
        writer.migrate()?;
        Ok(writer)
    }

    /// Goes on with a case that [`alarms`](Case::alarms) says has lost writes, or whose header is older than it should be:
    /// after a disk that lied about what it kept, or a restored copy. What was found and `why` it is gone on with become a
    /// record, so that it stays known. Refused where the log itself is damaged: for that there are backups.
    pub fn accept_loss(&mut self, why: &str, waiting: Waiting) -> Result<()> {
        let found = self.quick_check()?;
        if found.contains(&Finding::LogState) {
            return Err(Error(Kind::LogDisagrees));
        }
        if !found.is_empty() {
            let mark = header::newest(
                &mut HeaderFile::open(self.options.layer, &self.path, false)?,
                &self.mark_key(),
            )?;
            let generation = header::generation(self.options.layer, &self.path)?;
            let mut writer = self.open_writer(waiting)?;
            writer.batch(|batch| {
                batch.state.commits = batch.state.commits.max(mark.map_or(0, |m| m.commits));
                batch.state.generation = generation;
                let found: Vec<String> = found.iter().map(Finding::what).collect();
                let content = json!({"found": found, "why": why});
                batch.put(RecordKind::Loss, None, None, &program(), &content, None)
            })?;
        }
        self.alarms = self.quick_check()?;
        Ok(())
    }

    /// Puts a new passphrase in place of the old one: at once, since the data key stays. Whoever kept an older copy of the
    /// file opens that copy with the older passphrase still.
    pub fn change_passphrase(&self, passphrase: &Passphrase, waiting: Waiting) -> Result<()> {
        passphrase.check_new()?;
        let mut writer = self.writer(waiting)?;
        writer.change_header(self, passphrase)
    }

    /// The key of the case's marks.
    pub(crate) fn mark_key(&self) -> Key {
        derived(&self.key, "firsthand case marks v1")
    }

    /// The key that signs the case's checkpoints.
    pub(crate) fn note_key(&self) -> SigningKey {
        SigningKey::from_bytes(&derived(&self.key, "firsthand case notes v1"))
    }
}

/// This program as a maker.
pub(crate) fn program() -> Maker {
    Maker::Program(env!("CARGO_PKG_VERSION").into())
}

/// Endings of the files that SQLite keeps beside a database while it is open.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// The name of one of them.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// An empty file that its owner alone may read.
pub(crate) fn new_file(path: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // What a database of that name left would be taken for the new one's.
    if BESIDE.iter().any(|ending| beside(path, ending).exists()) {
        return Err(Error(Kind::Exists));
    }
    options.open(path)?;
    Ok(())
}

/// Makes a new name last, where the system can.
pub(crate) fn sync_folder(path: &Path) {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        // Best effort: some file systems refuse to sync a folder.
        let _ = std::fs::File::open(folder).and_then(|f| f.sync_all());
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Takes away what a failed attempt left.
pub(crate) fn remove_files(path: &Path) {
    for ending in BESIDE {
        let _ = std::fs::remove_file(beside(path, ending));
    }
    let _ = std::fs::remove_file(path);
}

/// A crash must not leave keys and texts on the disk: no core dumps from now on, and on Linux no other process of the same
/// user may look into this one's memory.
fn no_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Lowering a limit is always allowed; where it fails all the same, there is nothing better to do.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}
