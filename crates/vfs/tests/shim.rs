//! A database behind a header, through SQLite itself.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use firsthand_vfs::{HEADER, HeaderFile, register};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

fn open(path: &Path) -> Connection {
    let layer = register("shim").unwrap();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let db = Connection::open_with_flags_and_vfs(path, flags, layer.name()).unwrap();
    db.execute_batch("PRAGMA page_size = 16384; PRAGMA secure_delete = OFF; PRAGMA synchronous = OFF;")
        .unwrap();
    db
}

fn whole(db: &Connection) -> bool {
    db.query_row("PRAGMA integrity_check", [], |r| r.get::<_, String>(0)).unwrap() == "ok"
}

#[test]
fn header_and_database_do_not_touch() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    std::fs::write(&path, vec![0xaa; HEADER as usize]).unwrap();
    let db = open(&path);
    db.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1);").unwrap();
    // The header is written while the database is open, and its locks stay.
    let mut header = HeaderFile::open(register("shim").unwrap(), &path, true).unwrap();
    header.write(HEADER - 3, b"end").unwrap();
    header.sync().unwrap();
    assert!(header.write(HEADER - 2, b"end").is_err() && header.read(HEADER, &mut [0]).is_err());
    drop(header);
    let second = open(&path);
    second.busy_timeout(std::time::Duration::ZERO).unwrap();
    db.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(second.execute_batch("BEGIN IMMEDIATE").is_err(), "the lock is held");
    db.execute_batch("INSERT INTO t VALUES (2); COMMIT; VACUUM;").unwrap();
    assert_eq!(second.query_row("SELECT sum(a) FROM t", [], |r| r.get::<_, i64>(0)).unwrap(), 3);
    drop((db, second));
    let bytes = std::fs::read(&path).unwrap();
    assert!(bytes[..100] == [0xaa; 100] && &bytes[HEADER as usize - 3..HEADER as usize] == b"end");
    assert_eq!(&bytes[HEADER as usize..][..15], b"SQLite format 3");
}

/// Grows and shrinks a database over the place where SQLite locks, page by page. Writes more than 1 GiB: only where
/// FIRSTHAND_SOAK is set.
#[test]
fn a_database_grows_over_the_locks_and_back() {
    if std::env::var_os("FIRSTHAND_SOAK").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.db");
    let db = open(&path);
    db.execute_batch("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER PRIMARY KEY, a);")
        .unwrap();
    let pages = |db: &Connection| db.query_row("PRAGMA page_count", [], |r| r.get::<_, i64>(0)).unwrap();
    let settle = |db: &Connection| {
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get::<_, i64>(0)).unwrap()
    };
    while pages(&db) < 65_280 {
        db.execute("INSERT INTO t (a) VALUES (randomblob(4000000))", []).unwrap();
    }
    settle(&db);
    let mut seen = Vec::new();
    for round in 0.. {
        if pages(&db) > 65_560 {
            break;
        }
        db.execute("INSERT INTO t (a) VALUES (randomblob(30000))", []).unwrap();
        settle(&db);
        seen.push(pages(&db));
        if round % 20 == 19 {
            drop(open(&path));
            assert!(whole(&open(&path)), "{seen:?}");
        }
    }
    assert!(seen.iter().any(|p| *p <= 65_536) && seen.iter().any(|p| *p > 65_537), "{seen:?}");
    let sum =
        |db: &Connection| db.query_row("SELECT sum(length(a)) FROM t", [], |r| r.get::<_, i64>(0)).unwrap();
    while pages(&db) > 65_500 {
        db.execute_batch("DELETE FROM t WHERE n = (SELECT max(n) FROM t); PRAGMA incremental_vacuum;")
            .unwrap();
        settle(&db);
        assert_eq!(sum(&open(&path)), sum(&db));
    }
    assert!(whole(&open(&path)) && pages(&db) <= 65_500);
}
