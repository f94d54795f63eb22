//! The lists of two halves: nothing changes for who asks when entries are moved.

use crate::common::*;
use firsthand_case::*;

/// A label of a file.
fn label(n: u32) -> [u8; 32] {
    let mut label = [0; 32];
    label[..4].copy_from_slice(&n.wrapping_mul(0x9e37_79b1).to_le_bytes());
    label
}

fn verdict(n: u32, state: &str) -> Verdict {
    Verdict { label: label(n), state: state.into(), code: None, original: None }
}

#[test]
fn entries_are_found_before_and_after_they_are_moved() {
    let desk = desk();
    let mut writer = desk.writer();
    let run = writer.batch(|b| b.begin_run("a folder", None)).unwrap();
    let halves = || -> (i64, i64) {
        let sql = "SELECT (SELECT count(*) FROM labels), (SELECT count(*) FROM labels_new)";
        let db = desk.case.raw_connection().unwrap();
        db.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap()
    };
    let all = |from: u32, to: u32, state: &'static str| {
        move |b: &mut Batch<'_>| (from..to).try_for_each(|n| b.put_verdict(run, &verdict(n, state)))
    };
    writer.batch(all(0, 8191, "stored")).unwrap();
    assert_eq!(halves(), (0, 8191));
    writer.batch(all(8191, 8193, "stored")).unwrap();
    assert_eq!(halves(), (8193, 0));
    // One that was moved gives way to a newer one.
    writer.batch(all(7, 9, "refused")).unwrap();
    assert_eq!(halves(), (8191, 2));
    let reader = desk.case.reader().unwrap();
    for n in 0..8193 {
        let state = if (7..9).contains(&n) { "refused" } else { "stored" };
        assert_eq!(reader.verdict(&label(n)).unwrap(), Some(verdict(n, state)), "{n}");
    }
    assert_eq!(reader.verdict(&label(8193)).unwrap(), None);
    assert_eq!(reader.verdicts(run).unwrap().len(), 8193);
    writer.batch(|b| b.end_run(run)).unwrap();
    assert!(desk.case.verify(None).unwrap().whole());
}

#[test]
fn what_was_moved_is_removed() {
    let desk = desk();
    let gone = desk.add("Ferry late", "The ferry was late.");
    let kept = desk.add("Gate open", "The gate was open.");
    // As if the halves had been full.
    let db = desk.case.raw_connection().unwrap();
    for list in ["ids", "hashes", "outlets"] {
        db.execute_batch(&format!("INSERT INTO {list} SELECT * FROM {list}_new; DELETE FROM {list}_new;"))
            .unwrap();
    }
    assert!(desk.case.verify(None).unwrap().whole());
    desk.writer().remove_document(gone, "asked to", None).unwrap();
    assert!(desk.case.verify(None).unwrap().whole());
    let reader = desk.case.reader().unwrap();
    assert_eq!(reader.record(gone).err().map(|e| e.code()), Some("FH-043"));
    assert_eq!(reader.record(kept).unwrap().id, kept);
    let count = |list: &str| -> i64 {
        db.query_row(&format!("SELECT count(*) FROM {list}"), [], |r| r.get(0)).unwrap()
    };
    assert_eq!((count("hashes"), count("outlets")), (1, 1));
}
