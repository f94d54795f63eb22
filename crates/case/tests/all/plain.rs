//! The store without encryption, which benches alone can make.

use crate::common::*;
use firsthand_case::*;

/// How an unencrypted database begins, behind the header.
const MAGIC: &[u8] = b"SQLite format 3\0";

#[test]
fn it_is_the_same_store_and_nothing_opens_it_by_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plain.case");
    let case = Case::create(&path, &passphrase(), options().without_encryption()).unwrap();
    let mut writer = case.writer(at_once()).unwrap();
    writer.batch(|b| add(b, "Ferry late", "The ferry was late.", Vec::new())).unwrap();
    let query = Query::parse("ferry").unwrap();
    let hits = case.reader().unwrap().search(&query, Target::Documents, Order::Latest, 0, 9).unwrap();
    assert_eq!(hits.len(), 1);
    case.backup(&folder.path().join("copy.case")).unwrap();
    drop(writer);
    assert!(case.verify(None).unwrap().whole());
    for name in ["plain.case", "copy.case"] {
        assert!(std::fs::read(folder.path().join(name)).unwrap()[16384..].starts_with(MAGIC), "{name}");
    }
    // A program that encrypts takes it for damaged, and leaves it as it is.
    let before = std::fs::read(&path).unwrap();
    assert_eq!(Case::open(&path, &passphrase(), options()).err().map(|e| e.code()), Some("FH-041"));
    assert!(std::fs::read(&path).unwrap() == before);
}

#[test]
fn a_case_is_encrypted_unless_a_bench_asks() {
    let desk = desk();
    desk.add("Ferry late", "The ferry was late.");
    desk.case.backup(&desk.folder.path().join("copy.case")).unwrap();
    for name in ["river.case", "copy.case"] {
        assert!(!std::fs::read(desk.folder.path().join(name)).unwrap()[16384..].starts_with(MAGIC), "{name}");
    }
}
