//! Opening the database below the header.

use crate::case::{Options, Pages};
use crate::error::{Error, Kind, Result};
use crate::id::hex;
use crate::secret::Key;
use crate::{migrate, words};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;
use zeroize::Zeroizing;

/// How a connection is to be used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Writes; the database may be empty.
    Write,
    /// Reads only.
    Read,
}

/// How long SQLite itself waits for the short locks of opening and closing. Waiting for another writer is our own.
const SHORT: Duration = Duration::from_secs(10);

/// Opens, keys and sets up a connection. Reads the schema's version before anything that could write.
pub(crate) fn connect(options: &Options, path: &Path, key: &Key, mode: Mode) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    match open(options, path, key, flags) {
        // A folder that cannot be written: no shared memory for the log, so the file is taken as it stands.
        Err(Error(Kind::NotFound | Kind::ReadOnly)) if mode == Mode::Read => frozen(options, path, key),
        Ok(db) => {
            setup(&db, mode)?;
            Ok(db)
        }
        Err(error) => Err(error),
    }
}

/// Opens and gives the key. Fails where the key does not open the first page, or the schema is newer.
fn open(options: &Options, path: &Path, key: &Key, flags: OpenFlags) -> Result<Connection> {
    let db = Connection::open_with_flags_and_vfs(path, flags, options.layer.name())?;
    db.busy_timeout(SHORT)?;
    // SQLCipher would write of damaged pages to standard error.
    quiet(&db)?;
    give_key(&db, options.pages, key)?;
    db.execute_batch("PRAGMA mmap_size = 0;")?;
    migrate::version(&db)?;
    Ok(db)
}

/// A file on a medium that cannot be written.
fn frozen(options: &Options, path: &Path, key: &Key) -> Result<Connection> {
    let path = path.to_str().ok_or(Error(Kind::NotFound))?;
    let escaped = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = open(options, Path::new(&format!("file:{escaped}?immutable=1")), key, flags)?;
    setup(&db, Mode::Read)?;
    Ok(db)
}

/// Nothing of SQLCipher's is printed.
pub(crate) fn quiet(db: &Connection) -> Result<()> {
    let mut statement = db.prepare("PRAGMA cipher_log_level = NONE")?;
    let mut rows = statement.query([])?;
    while rows.next()?.is_some() {}
    Ok(())
}

/// Gives SQLCipher its raw key and the size of a page, which must be said before the first one is read.
pub(crate) fn give_key(db: &Connection, pages: Pages, key: &Key) -> Result<()> {
    match pages {
        Pages::Encrypted => {
            let digits = Zeroizing::new(hex(key.as_ref()));
            let sql = Zeroizing::new(format!("PRAGMA main.key = \"x'{}'\"", *digits));
            let mut statement = db.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while rows.next()?.is_some() {}
            drop(rows);
            db.execute_batch("PRAGMA cipher_page_size = 16384;")?;
        }
        #[cfg(feature = "raw-key")]
        Pages::Plain => db.execute_batch("PRAGMA page_size = 16384;")?,
    }
    Ok(())
}

/// What holds for every connection: nothing freed stays readable, nothing temporary reaches the disk, and the schema
/// cannot call functions that are not marked for it.
fn setup(db: &Connection, mode: Mode) -> Result<()> {
    use rusqlite::config::DbConfig::*;
    db.execute_batch(
        "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON;
         PRAGMA cache_size = -65536;",
    )?;
    db.set_db_config(SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    db.set_db_config(SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_prepared_statement_cache_capacity(64);
    words::register(db)?;
    match mode {
        Mode::Read => db.execute_batch("PRAGMA query_only = ON;")?,
        Mode::Write => {
            let set: String = db.query_row("PRAGMA journal_mode = WAL", [], |r| r.get(0))?;
            if set != "wal" {
                return Err(Error(Kind::ReadOnly));
            }
            db.execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000;")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Case, Options, Passphrase};

    #[test]
    fn a_file_that_cannot_be_written_is_taken_as_it_stands() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("50% of a?case#1.case");
        let options = Options::new().unwrap().with_test_cost();
        let case = Case::create(&path, &Passphrase::new("long enough for a test"), options.clone()).unwrap();
        let before = std::fs::read(&path).unwrap();
        let db = frozen(&options, &path, &case.key).unwrap();
        assert_eq!(db.query_row("SELECT count(*) FROM records", [], |r| r.get::<_, i64>(0)).unwrap(), 1);
        assert!(db.execute_batch("DELETE FROM records").is_err());
        drop(db);
        assert!(
            std::fs::read(&path).unwrap() == before && std::fs::read_dir(folder.path()).unwrap().count() == 1
        );
    }
}
