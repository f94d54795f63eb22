//! Several at once: writers wait for each other, readers for nobody.

use crate::common::*;
use firsthand_case::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

#[test]
fn writers_wait_and_none_is_lost() {
    let desk = desk();
    let (threads, each) = (4, if soak() { 100 } else { 8 });
    let waits = Arc::new(AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (case, waits) = (desk.reopen(), waits.clone());
            scope.spawn(move || {
                let waiting: Waiting = Box::new(move |waited| {
                    waits.fetch_add(1, SeqCst);
                    waited < Duration::from_secs(60)
                });
                let mut writer = case.writer(waiting).unwrap();
                for index in 0..each {
                    let text = format!("Page {index} of {thread} told nothing.");
                    writer.batch(|b| add(b, "Page", &text, Vec::new())).unwrap();
                }
            });
        }
        let case = desk.reopen();
        scope.spawn(move || {
            for _ in 0..each {
                let reader = case.reader().unwrap();
                let counts =
                    reader.snapshot(|r| Ok((r.counts()?, r.documents(None, 10_000)?.len()))).unwrap();
                assert_eq!(counts.0.documents as usize, counts.1, "a snapshot is one state");
            }
        });
    });
    assert_eq!(desk.case.reader().unwrap().counts().unwrap().documents, threads * each);
    let report = desk.case.verify(None).unwrap();
    assert!(report.whole(), "{report:?}");
}

#[test]
fn who_gives_up_waiting_is_told_that_somebody_writes() {
    let desk = desk();
    let mut first = desk.writer();
    first
        .batch(|b| {
            let mut asked = 0;
            let waiting: Waiting = Box::new(move |_| {
                asked += 1;
                asked < 3
            });
            let second = desk.reopen();
            let error = second.writer(waiting)?.batch(|b| add(b, "Two", "Two.", Vec::new())).unwrap_err();
            assert_eq!(error.code(), "FH-040");
            // Readers work meanwhile, and see what was there before.
            assert_eq!(second.reader()?.counts()?.documents, 0);
            add(b, "One", "One.", Vec::new())
        })
        .unwrap();
    assert_eq!(desk.case.reader().unwrap().counts().unwrap().documents, 1);
}

#[test]
fn a_step_that_fails_leaves_the_rest_of_the_batch() {
    let desk = desk();
    let mut writer = desk.writer();
    let bad = Mask { start: 0, end: 99, kind: "phone".into() };
    writer
        .batch(|b| {
            assert!(add(b, "Bad", "Bad.", vec![bad]).is_err());
            add(b, "Good", "Good.", Vec::new())
        })
        .unwrap();
    let failed: Result<()> = writer.batch(|b| {
        add(b, "Lost", "Lost.", Vec::new())?;
        Err(writer_gives_up())
    });
    assert!(failed.is_err());
    let reader = desk.case.reader().unwrap();
    assert_eq!((reader.counts().unwrap().documents, reader.counts().unwrap().originals), (1, 2));
    assert!(desk.case.verify(None).unwrap().whole());
}

/// Any error will do.
fn writer_gives_up() -> Error {
    Query::parse("").unwrap_err()
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written_is_still_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    desk.add("Ferry late", "The ferry was late, Ansel said.");
    let set =
        |mode| std::fs::set_permissions(desk.folder.path(), std::fs::Permissions::from_mode(mode)).unwrap();
    std::fs::set_permissions(&desk.path, std::fs::Permissions::from_mode(0o400)).unwrap();
    set(0o500);
    let case = Case::open(&desk.path, &passphrase(), options());
    let seen = case.and_then(|case| Ok((case.reader()?.counts()?.documents, case.verify(None)?.whole())));
    set(0o700);
    assert_eq!(seen, Ok((1, true)));
}

#[test]
fn verifying_waits_for_no_writer() {
    let desk = desk();
    desk.add("Ferry late", "The ferry was late, Ansel said.");
    desk.writer()
        .batch(|b| {
            add(b, "Two", "Two.", Vec::new())?;
            let report = desk.case.verify(None)?;
            assert!(report.whole() && report.leaves == 3, "{report:?}");
            desk.case.backup(&desk.folder.path().join("copy.case"))
        })
        .unwrap();
}
