//! Every read, write, sync and truncation of a small piece of work fails once: the error is clear, and the case is whole.

use crate::common::*;
use firsthand_case::*;
use firsthand_vfs::{Fault, Layer, register};
use std::path::Path;

/// Bytes of a case with one document in it, settled.
fn base() -> Vec<u8> {
    let desk = desk();
    desk.add("Ferry late", "The ferry was late, Ansel said.");
    std::fs::read(&desk.path).unwrap()
}

/// What the disk may do, and every how many calls the quick run tries it.
const FAULTS: [(Fault, bool, u32); 5] = [
    (Fault::Io, false, 5),
    (Fault::Io, true, 7),
    (Fault::Full, false, 7),
    (Fault::Full, true, 11),
    (Fault::Torn, true, 7),
];

/// Runs `work` on a copy of the case with its n-th call failing, for each n until none fails any more; `after` then looks at
/// the case through a layer without faults.
fn each_call(
    layer: &'static Layer,
    base: &[u8],
    work: impl Fn(&Case) -> Result<()>,
    after: impl Fn(&Path, &Result<()>, &str),
) {
    let mut tried = 0;
    for (fault, stays, step) in FAULTS {
        for n in (0..).step_by(if soak() { 1 } else { step as usize }) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("river.case");
            std::fs::write(&path, base).unwrap();
            let context = format!("{fault:?}, stays: {stays}, call {n}");
            let opened = Case::open(&path, &passphrase(), options().with_layer(layer)).unwrap();
            layer.faults().arm(n, fault, stays);
            let done = work(&opened);
            drop(opened);
            let fired = layer.faults().disarm();
            if let Err(error) = &done {
                assert!(
                    ["FH-038", "FH-039", "FH-041", "FH-037", "FH-042"].contains(&error.code()),
                    "{context}: {error}"
                );
            }
            after(&path, &done, &context);
            tried += 1;
            if !fired {
                assert!(done.is_ok(), "{context}");
                break;
            }
        }
    }
    assert!(tried > 20, "{tried} places were tried");
}

#[test]
fn adding_is_whole_or_not_at_all() {
    let layer = register("faults-add").unwrap();
    let text = "The yard was locked, the clerk said.";
    let work = |case: &Case| {
        let mut writer = case.writer(at_once())?;
        writer.batch(|b| add(b, "Grain", text, Vec::new())).map(|_| ())
    };
    each_call(layer, &base(), work, |path, done, context| {
        let case = Case::open(path, &passphrase(), options()).unwrap_or_else(|e| panic!("{context}: {e}"));
        let report = case.verify(None).unwrap();
        assert!(report.whole(), "{context}: {report:?}");
        let documents = case.reader().unwrap().documents(None, 9).unwrap().len();
        assert!(documents == 2 || done.is_err() && documents == 1, "{context}: {documents} documents");
        // And it can be written to again: what was lost is added, what was not is known.
        case.writer(at_once())
            .unwrap()
            .batch(|b| b.put_original(text.as_bytes(), &Received::default()))
            .unwrap();
        assert_eq!(case.reader().unwrap().originals(None, 9).unwrap().len(), 2, "{context}");
    });
}

#[test]
fn a_migration_is_whole_or_not_at_all() {
    let layer = register("faults-migration").unwrap();
    let old = crate::golden::SCHEMA_1;
    each_call(
        layer,
        old,
        |case| case.writer(at_once()).map(|_| ()),
        |path, done, context| {
            let case =
                Case::open(path, &passphrase(), options()).unwrap_or_else(|e| panic!("{context}: {e}"));
            let report = case.verify(None).unwrap();
            assert!(report.whole(), "{context}: {report:?}");
            let db = case.raw_connection().unwrap();
            let schema: i64 = db.query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap();
            assert!(schema == 2 || schema == 1 && done.is_err(), "{context}: schema {schema}");
            assert_eq!(case.reader().unwrap().documents(None, 9).unwrap().len(), 1, "{context}");
        },
    );
}

#[test]
fn a_change_of_passphrase_leaves_one_that_opens() {
    let layer = register("faults-passphrase").unwrap();
    let new = Passphrase::new("quite another set of words");
    each_call(
        layer,
        &base(),
        |case| case.change_passphrase(&new, at_once()),
        |path, done, context| {
            let old = Case::open(path, &passphrase(), options());
            let case = Case::open(path, &new, options());
            assert!(old.is_ok() || case.is_ok(), "{context}: nothing opens it");
            assert!(done.is_err() || case.is_ok() && old.is_err(), "{context}");
            let case = case.or(old).unwrap();
            let report = case.verify(None).unwrap();
            assert!(report.whole(), "{context}: {report:?}");
            // Whatever was left, the next change ends it.
            case.change_passphrase(&passphrase(), at_once()).unwrap();
            assert!(Case::open(path, &new, options()).is_err(), "{context}: the old slot is wiped");
        },
    );
}

#[test]
fn no_case_and_no_backup_is_half_made() {
    let layer = register("faults-create").unwrap();
    let base = base();
    for (fault, stays, step) in FAULTS {
        for n in (0..).step_by(if soak() { 1 } else { step as usize * 3 }) {
            let folder = tempfile::tempdir().unwrap();
            let (old, new) = (folder.path().join("old.case"), folder.path().join("new.case"));
            std::fs::write(&old, &base).unwrap();
            let case = Case::open(&old, &passphrase(), options().with_layer(layer)).unwrap();
            let copy = folder.path().join("copy.case");
            layer.faults().arm(n, fault, stays);
            let made = Case::create(&new, &passphrase(), options().with_layer(layer)).map(|_| ());
            let copied = case.backup(&copy);
            drop(case);
            let fired = layer.faults().disarm();
            for (path, done) in [(&new, made), (&copy, copied)] {
                let context = format!("{fault:?}, stays: {stays}, call {n}: {done:?}");
                assert_eq!(path.exists(), done.is_ok(), "{context}");
                if done.is_ok() {
                    let report = Case::open(path, &passphrase(), options()).unwrap().verify(None).unwrap();
                    assert!(report.whole(), "{context}: {report:?}");
                }
            }
            let left = std::fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().file_name());
            let left: Vec<_> = left.filter(|f| f.to_string_lossy().contains(".part")).collect();
            assert!(left.is_empty(), "{left:?}");
            if !fired {
                break;
            }
        }
    }
}

#[test]
fn removing_is_whole_or_not_at_all() {
    let layer = register("faults-remove").unwrap();
    let work = |case: &Case| {
        let id = case.reader()?.documents(None, 1)?[0].id;
        case.writer(at_once())?.remove_document(id, "asked to", None).map(|_| ())
    };
    each_call(layer, &base(), work, |path, done, context| {
        let case = Case::open(path, &passphrase(), options()).unwrap_or_else(|e| panic!("{context}: {e}"));
        let report = case.verify(None).unwrap();
        assert!(report.whole(), "{context}: {report:?}");
        let documents = case.reader().unwrap().documents(None, 9).unwrap().len();
        assert!(documents == 0 || done.is_err() && documents == 1, "{context}");
    });
}
