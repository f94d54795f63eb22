//! Nothing that went into a case stands readable in any file it left, or in what an error says.

use crate::common::*;
use base64::Engine as _;
use firsthand_case::*;
use std::collections::HashMap;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// A word that occurs nowhere by chance, in the forms in which it might leak.
fn forms(canary: &str) -> Vec<Vec<u8>> {
    let utf16 = |order: fn(u16) -> [u8; 2]| canary.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let base64 = base64::engine::general_purpose::STANDARD_NO_PAD;
    vec![
        canary.as_bytes().to_vec(),
        canary.nfd().collect::<String>().into_bytes(),
        canary.to_lowercase().into_bytes(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        base64.encode(canary).into_bytes(),
    ]
}

/// Which needles lie in which file. All needles have eight bytes and more.
fn search_folder(folder: &Path, needles: &[Vec<u8>]) -> Vec<String> {
    let mut by_start: HashMap<&[u8], Vec<&[u8]>> = HashMap::new();
    for needle in needles {
        by_start.entry(&needle[..8]).or_default().push(needle);
    }
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for (at, start) in bytes.windows(8).enumerate() {
            let here = by_start.get(start).into_iter().flatten().filter(|n| bytes[at..].starts_with(n));
            found.extend(here.map(|n| format!("{}: {:?}", path.display(), String::from_utf8_lossy(n))));
        }
    }
    found
}

#[test]
fn the_search_for_canaries_finds_one() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("log"), "so Kanaré000001Qx was here".nfd().collect::<String>())
        .unwrap();
    assert_eq!(search_folder(folder.path(), &forms("Kanaré000001Qx")).len(), 1);
}

#[test]
fn no_canary_is_found_in_what_lies_on_the_disk() {
    let count = if soak() { 1000 } else { 12 };
    let canaries: Vec<String> = (0..count).map(|i| format!("Kanaré{:06}Qx", i * 7919 + 100_003)).collect();
    let desk = desk();
    let mut writer = desk.writer();
    person(&mut writer, "PseudonymQz");
    let reader = desk.case.reader().unwrap();
    let signer = reader.unlock("PseudonymQz", &personal("PseudonymQz")).unwrap();
    let mut last = None;
    for canary in &canaries {
        let text = format!("{canary} was seen, Ansel said.");
        let document = writer.batch(|b| add(b, canary, &text, Vec::new())).unwrap();
        let read = reading(&text, "Ansel", &format!("{canary} was seen"));
        writer.batch(|b| b.put_reading(document, &read, canary, &rule())).unwrap();
        let statement = reader.statements(document).unwrap().remove(0).id;
        writer.batch(|b| b.decide(statement, &Choice::Accept, canary, &signer)).unwrap();
        assert_eq!(
            reader
                .search(&Query::parse(canary).unwrap(), Target::Documents, Order::Best, 0, 5)
                .unwrap()
                .len(),
            1
        );
        last = Some(document);
    }
    let mut needles: Vec<Vec<u8>> = canaries.iter().flat_map(|c| forms(c)).collect();
    needles.extend(["PseudonymQz", PASSPHRASE, "CREATE TABLE"].iter().map(|s| s.as_bytes().to_vec()));
    // With the write-ahead log still there, after it is emptied, and in a backup.
    assert_eq!(search_folder(desk.folder.path(), &needles), Vec::<String>::new());
    writer.remove_document(last.unwrap(), "asked to", None).unwrap();
    drop(writer);
    desk.case.backup(&desk.folder.path().join("copy.case")).unwrap();
    assert_eq!(search_folder(desk.folder.path(), &needles), Vec::<String>::new());
    let key = desk.case.raw_key();
    assert_eq!(search_folder(desk.folder.path(), &[key.to_vec()]), Vec::<String>::new());
}

#[test]
fn what_was_removed_is_nowhere_in_the_opened_database() {
    let desk = desk();
    let kept = desk.add("Kept", "The gate was open, the clerk said.");
    let gone = desk.add("Kanariensecret", "Kanarienvogel was seen at the gate, Ansel said.");
    let mut writer = desk.writer();
    writer.remove_document(gone, "asked to", None).unwrap();
    // Somebody with the key reads every table, the index's own among them.
    let db = desk.case.raw_connection().unwrap();
    let tables: Vec<String> = db
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
        .and_then(|mut s| s.query_map([], |r| r.get(0))?.collect())
        .unwrap();
    let mut bytes = Vec::new();
    for table in tables.iter().filter(|t| !["document_index", "statement_index"].contains(&t.as_str())) {
        let mut rows = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                use rusqlite::types::ValueRef::{Blob, Text};
                if let Blob(part) | Text(part) = row.get_ref(column).unwrap() {
                    bytes.extend_from_slice(part);
                }
            }
        }
    }
    let holds = |word: &str| bytes.windows(word.len()).any(|w| w == word.as_bytes());
    assert!(holds("gate") && holds(&desk.case.reader().unwrap().origin().unwrap()), "the tables were read");
    for word in ["kanarienvogel", "Kanarienvogel", "Kanariensecret", "kanarien", "ansel"] {
        assert!(!holds(word), "{word} is still there");
    }
    assert_eq!(desk.case.reader().unwrap().documents(None, 9).unwrap()[0].id, kept);
}

#[test]
fn errors_say_nothing_of_the_case() {
    let desk = desk();
    let text = "Kanarienvogel was seen, Ansel said.";
    let bad = Mask { start: 3, end: 9999, kind: "phone".into() };
    let error = desk.writer().batch(|b| add(b, "Kanarienvogel", text, vec![bad])).unwrap_err();
    let missing =
        Case::open(&desk.folder.path().join("Kanarienvogel.case"), &passphrase(), options()).err().unwrap();
    for error in [error, missing] {
        assert!(!format!("{error} {error:?}").contains("anarien"));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_crash_leaves_no_core_once_a_case_was_opened() {
    let _desk = desk();
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
    let core = limits.lines().find(|l| l.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"]);
}
