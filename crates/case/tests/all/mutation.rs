//! A case that somebody changed: each change is found, or nothing that the case answers is changed by it.

use crate::common::*;
use firsthand_case::*;
use rusqlite::Connection;
use std::path::Path;

/// What a case answers: records, texts, bytes, statements, search.
#[derive(Debug, PartialEq)]
struct Answers {
    counts: Counts,
    documents: Vec<String>,
    originals: Vec<Vec<u8>>,
    statements: Vec<String>,
    people: Vec<Person>,
    found: Vec<usize>,
    root: Hash,
}

fn answers(case: &Case) -> Result<Answers> {
    let reader = case.reader()?;
    let documents = reader.documents(None, 1000)?;
    let texts = documents.iter().map(|d| Ok(format!("{d:?} {:?}", reader.document(d.id)?)));
    let originals = reader.originals(None, 1000)?.into_iter().map(|o| {
        let mut bytes = Vec::new();
        reader.write_original(o.id, &mut bytes).map(|_| bytes)
    });
    let searches =
        ["ferry", "clerk", "\"was late\"", "lock*", "speaker:ansel", "outlet:grey", "lang:en -ferry"];
    let found = searches
        .iter()
        .flat_map(|q| [(q, Target::Documents), (q, Target::Statements)])
        .map(|(q, target)| Ok(reader.search(&Query::parse(q)?, target, Order::Latest, 0, 100)?.len()));
    Ok(Answers {
        counts: reader.counts()?,
        documents: texts.collect::<Result<_>>()?,
        originals: originals.collect::<Result<_>>()?,
        statements: reader.all_statements(None, 1000)?.iter().map(|s| format!("{s:?}")).collect(),
        people: reader.people()?,
        found: found.collect::<Result<_>>()?,
        root: reader.checkpoint()?.root,
    })
}

/// A case with some of everything.
fn full() -> Desk {
    let desk = desk();
    let mut writer = desk.writer();
    person(&mut writer, "Wren");
    person(&mut writer, "Teal");
    for (index, (who, what)) in
        [("Ansel", "The ferry was late"), ("the clerk", "The yard was locked"), ("Mira", "The gate was shut")]
            .iter()
            .enumerate()
    {
        let text = format!("{what}, {who} said. {}", "More was told of it. ".repeat(index * 40));
        let document = writer.batch(|b| add(b, what, &text, Vec::new())).unwrap();
        writer.batch(|b| b.put_reading(document, &reading(&text, who, what), "test", &rule())).unwrap();
    }
    let reader = desk.case.reader().unwrap();
    let wren = reader.unlock("Wren", &personal("Wren")).unwrap();
    let statement = reader.all_statements(None, 1).unwrap().remove(0);
    let choice = Choice::Correct(Box::new(statement.version.clone()));
    writer.batch(|b| b.decide(statement.id, &choice, "as told", &wren)).unwrap();
    writer
        .batch(|b| {
            let run = b.begin_run("a folder", None)?;
            b.put_verdict(
                run,
                &Verdict { label: [7; 32], state: "stored".into(), code: None, original: None },
            )?;
            b.end_run(run)
        })
        .unwrap();
    drop(writer);
    desk
}

/// Opens the file at `path`, compares what it answers, and gives whether anything was found.
fn found(path: &Path, before: &Answers, evidence: Option<&Evidence>, context: &str) -> bool {
    let case = match Case::open(path, &passphrase(), options()) {
        Ok(case) => case,
        // A clear refusal is a find.
        Err(_) => return true,
    };
    let alarmed = !case.alarms().is_empty();
    let report = case.verify(evidence);
    let found = alarmed || report.is_err() || report.is_ok_and(|r| !r.whole());
    if !found {
        assert_eq!(answers(&case).as_ref(), Ok(before), "{context}: an answer changed and nothing was found");
    }
    found
}

/// Numbers without an end, the same in every run.
fn lots() -> impl FnMut(usize) -> usize {
    let mut x = 0x9e37_79b9_7f4a_7c15u64;
    move |below| {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        (x % below as u64) as usize
    }
}

fn rounds(quick: usize) -> usize {
    if soak() { 475 } else { quick }
}

#[test]
fn untouched_files_raise_no_alarm() {
    let desk = full();
    let before = answers(&desk.case).unwrap();
    let checkpoint = desk.case.reader().unwrap().checkpoint().unwrap();
    for round in 0..rounds(4).min(100) {
        desk.add("Again", &format!("Page {round} said nothing new."));
        let case = desk.reopen();
        assert!(case.alarms().is_empty());
        let evidence = if round % 2 == 0 { &checkpoint.note } else { &checkpoint.code };
        let report = case.verify(Some(&Evidence::parse(evidence).unwrap())).unwrap();
        assert!(report.whole() && report.checkpoint == Some(checkpoint.size), "{report:?}");
    }
    assert_ne!(answers(&desk.case).unwrap(), before);
}

#[test]
fn flipped_bits_in_the_file() {
    let desk = full();
    let before = answers(&desk.case).unwrap();
    let bytes = std::fs::read(&desk.path).unwrap();
    let path = desk.folder.path().join("changed.case");
    let (mut lots, mut finds) = (lots(), 0);
    for round in 0..rounds(24) {
        let mut changed = bytes.clone();
        // Every other one in the header.
        let at = if round % 4 == 0 { [0, 4096, 8192, 12288][lots(4)] + lots(200) } else { lots(bytes.len()) };
        changed[at] ^= 1 << lots(8);
        std::fs::write(&path, &changed).unwrap();
        finds += usize::from(found(&path, &before, None, &format!("a bit of byte {at}")));
    }
    assert!(finds * 2 > rounds(24), "{finds} were found");
}

#[test]
fn flipped_bits_in_the_write_ahead_log() {
    let desk = full();
    let path = desk.folder.path().join("changed.case");
    let mut beside = path.clone().into_os_string();
    beside.push("-wal");
    // A writer that was killed: its log lies there.
    let mut writer = desk.writer();
    writer.batch(|b| add(b, "Gate", "The gate was open, the clerk said.", Vec::new())).unwrap();
    writer.batch(|b| add(b, "Gate", "The gate was shut again, Ansel said.", Vec::new())).unwrap();
    let before = answers(&desk.case).unwrap();
    let mut name = desk.path.clone().into_os_string();
    name.push("-wal");
    let (main, wal) = (std::fs::read(&desk.path).unwrap(), std::fs::read(name).unwrap());
    assert!(wal.len() > 100_000);
    let (mut lots, mut finds) = (lots(), 0);
    for round in 0..rounds(16) {
        let mut changed = wal.clone();
        let at = if round % 4 == 0 { lots(32) } else { lots(wal.len()) };
        changed[at] ^= 1 << lots(8);
        std::fs::write(&path, &main).unwrap();
        std::fs::write(&beside, &changed).unwrap();
        finds += usize::from(found(&path, &before, None, &format!("a bit of byte {at} of the log")));
    }
    assert!(finds * 2 > rounds(16), "{finds} were found");
    std::fs::write(&path, &main).unwrap();
    std::fs::remove_file(&beside).ok();
    assert!(found(&path, &before, None, "the whole log gone"), "lost writes are missed");
    // Who goes on says so, and it stays on record.
    let mut case = Case::open(&path, &passphrase(), options()).unwrap();
    assert!(matches!(case.alarms(), [Finding::WritesLost { .. }]));
    assert_eq!(case.writer(at_once()).err().map(|e| e.code()), Some("FH-042"));
    case.accept_loss("a power cut", at_once()).unwrap();
    case.writer(at_once()).unwrap().batch(|b| add(b, "On", "It goes on.", Vec::new())).unwrap();
    let case = Case::open(&path, &passphrase(), options()).unwrap();
    assert!(case.alarms().is_empty() && case.verify(None).unwrap().whole());
    assert_eq!(case.reader().unwrap().records(RecordKind::Loss, None, 9).unwrap().len(), 1);
}

#[test]
fn old_pages_put_back() {
    let desk = full();
    let old = std::fs::read(&desk.path).unwrap();
    let reader = desk.case.reader().unwrap();
    let wren = reader.unlock("Wren", &personal("Wren")).unwrap();
    let statement = reader.all_statements(None, 9).unwrap().remove(1);
    let mut writer = desk.writer();
    writer.batch(|b| b.decide(statement.id, &Choice::Reject, "not told", &wren)).unwrap();
    writer.batch(|b| add(b, "Gate", "The gate was open, the clerk said.", Vec::new())).unwrap();
    drop(writer);
    drop(reader);
    let new = std::fs::read(&desk.path).unwrap();
    let before = answers(&desk.case).unwrap();
    let path = desk.folder.path().join("changed.case");
    let mut finds = 0;
    let changed: Vec<usize> =
        (0..old.len() / 16384).filter(|p| old[p * 16384..][..16384] != new[p * 16384..][..16384]).collect();
    assert!(changed.len() > 5, "{changed:?}");
    for page in &changed {
        let mut bytes = new.clone();
        bytes[page * 16384..][..16384].copy_from_slice(&old[page * 16384..][..16384]);
        std::fs::write(&path, &bytes).unwrap();
        finds += usize::from(found(&path, &before, None, &format!("page {page} put back")));
    }
    // Free pages and those of lists that are made anew change no answer.
    assert!(finds * 2 > changed.len(), "{finds} of {} were found", changed.len());
}

/// What somebody with the key can do to rows. `n` stands for a record's number.
const EDITS: [&str; 36] = [
    "UPDATE stored SET content = replace(case_content(content), 'late', 'soon') WHERE kind = 'statement'",
    "UPDATE stored SET content = (SELECT content FROM stored WHERE kind = 'document' ORDER BY n DESC LIMIT 1) WHERE n = (SELECT min(n) FROM documents)",
    "UPDATE stored SET at = at + 1 WHERE kind = 'decision'",
    "UPDATE stored SET maker = 'rule:other' WHERE kind = 'statement'",
    "UPDATE stored SET signature = NULL WHERE kind = 'decision'",
    "UPDATE stored SET replaces = NULL WHERE replaces IS NOT NULL",
    "UPDATE stored SET about = 0 WHERE kind = 'decision'",
    "DELETE FROM stored WHERE kind = 'decision'",
    "DELETE FROM leaves WHERE n = (SELECT max(n) FROM leaves)",
    "DELETE FROM leaves WHERE n = 4",
    "UPDATE leaves SET commitment = (SELECT commitment FROM leaves WHERE n = 3) WHERE n = 5",
    "UPDATE documents SET outlet = 'another'",
    "UPDATE documents SET published = '2019' WHERE n = (SELECT min(n) FROM documents)",
    "UPDATE statements SET version = n",
    "UPDATE statements SET withdrawn = 1 WHERE n = (SELECT max(n) FROM statements)",
    "UPDATE keys SET key = zeroblob(32) WHERE n = (SELECT min(n) FROM originals)",
    "DELETE FROM parts WHERE record = (SELECT min(n) FROM documents)",
    "UPDATE hashes_new SET key = zeroblob(32) WHERE n = (SELECT min(n) FROM originals)",
    "DELETE FROM originals WHERE n = (SELECT min(n) FROM originals)",
    "UPDATE ids_new SET n = n + 1 WHERE n = (SELECT min(n) FROM documents)",
    "DELETE FROM ids_new WHERE n = (SELECT max(n) FROM statements)",
    "INSERT INTO ids SELECT zeroblob(16), 1",
    "INSERT INTO hashes SELECT key, n FROM hashes_new",
    "DELETE FROM outlets_new WHERE n = (SELECT max(n) FROM documents)",
    "INSERT INTO outlets SELECT 'another', max(n) FROM documents",
    "INSERT INTO dates SELECT '2019', max(n) FROM documents",
    "DELETE FROM labels_new",
    "UPDATE labels_new SET key = zeroblob(32)",
    "UPDATE people SET name = 'Wrenn' WHERE name = 'Wren'",
    "UPDATE verdicts SET state = 'refused'",
    "INSERT INTO verdicts (run, label, state, at) VALUES (1, zeroblob(32), 'stored', 0)",
    "INSERT INTO statements SELECT r.n, s.document, r.n, 0 FROM records r JOIN statements s ON s.n = r.about WHERE r.kind = 'statement' AND r.replaces IS NOT NULL",
    "INSERT INTO removed SELECT n, n FROM records WHERE kind = 'reading' LIMIT 1",
    "INSERT INTO document_index (document_index, rowid, title, text) SELECT 'delete', n, title, text FROM document_words LIMIT 1",
    "INSERT INTO document_index (rowid, title, text) SELECT n, 'planted', 'word' FROM documents LIMIT 1",
    "INSERT INTO statement_index (statement_index) VALUES ('delete-all')",
];

#[test]
fn rows_changed_by_somebody_with_the_key() {
    let desk = full();
    let bytes = std::fs::read(&desk.path).unwrap();
    let before = answers(&desk.case).unwrap();
    let path = desk.folder.path().join("changed.case");
    for edit in EDITS {
        std::fs::write(&path, &bytes).unwrap();
        let case = Case::open(&path, &passphrase(), options()).unwrap();
        let db: Connection = case.raw_connection().unwrap();
        let rows = db.execute(edit, []).unwrap();
        assert!(rows > 0 || edit.starts_with("INSERT INTO"), "{edit}");
        drop(db);
        assert!(found(&path, &before, None, edit), "{edit}: not found");
    }
}

#[test]
fn a_record_that_disagrees_is_named() {
    let desk = full();
    let document = desk.case.reader().unwrap().documents(None, 1).unwrap().remove(0).id;
    let db = desk.case.raw_connection().unwrap();
    db.execute(
        "UPDATE stored SET content = replace(case_content(content), 'Grey', 'Gray') WHERE id = ?1",
        [document],
    )
    .unwrap();
    drop(db);
    let report = desk.case.verify(None).unwrap();
    let named = |f: &Finding| matches!(f, Finding::RecordChanged { record, .. } if *record == document);
    assert!(report.findings.iter().any(named), "{report:?}");
    assert_eq!(report.holds_to, report.leaves, "the log itself still holds");
}

#[test]
fn rollback_fork_and_edit_against_a_checkpoint() {
    let desk = full();
    let early = desk.case.reader().unwrap().checkpoint().unwrap();
    let old = std::fs::read(&desk.path).unwrap();
    desk.add("Gate", "The gate was open, the clerk said.");
    let late = desk.case.reader().unwrap().checkpoint().unwrap();
    let before = answers(&desk.case).unwrap();
    let path = desk.folder.path().join("changed.case");
    let check = |text: &str| {
        let evidence = Evidence::parse(text).unwrap();
        let case = Case::open(&path, &passphrase(), options()).unwrap();
        (case.verify(None).unwrap().whole(), case.verify(Some(&evidence)).map(|r| r.findings))
    };
    // The whole file rolled back, header and all: nothing inside it can tell.
    std::fs::write(&path, &old).unwrap();
    let (alone, against) = check(&late.note);
    assert!(alone && against.unwrap() == [Finding::RolledBack { checkpoint: late.size, found: early.size }]);
    assert_eq!(check(&late.code).1.unwrap(), [Finding::CodeUnknown]);
    assert_eq!(check(&early.code).1.unwrap(), []);
    // A fork: from the old state on, something else.
    let fork = Case::open(&path, &passphrase(), options()).unwrap();
    let text = "The gate was shut, the clerk said.";
    fork.writer(at_once()).unwrap().batch(|b| add(b, "Gate", text, Vec::new())).unwrap();
    let (alone, against) = check(&late.note);
    assert!(alone && against.unwrap() == [Finding::Forked { checkpoint: late.size }]);
    assert_eq!(check(&late.code).1.unwrap(), [Finding::CodeUnknown]);
    // Another case's note.
    let foreign = early.note.replacen("firsthand/case/", "firsthand/case/0", 1);
    assert_eq!(check(&foreign).1.err().map(|e| e.code()), Some("FH-055"));
    // A forged note: a root that nobody signed.
    let forged = early.note.replace(&format!("\n{}\n", early.size), &format!("\n{}\n", early.size - 1));
    assert!(check(&forged).1.unwrap().contains(&Finding::NoteUnsigned));
    assert!(!found(&desk.path, &before, Some(&Evidence::parse(&early.note).unwrap()), "untouched"));
}

#[test]
fn a_newer_case_is_refused_and_left_as_it_is() {
    let desk = full();
    desk.case.raw_connection().unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    let settle = |path: &Path| std::fs::read(path).unwrap();
    let before = settle(&desk.path);
    assert_eq!(Case::open(&desk.path, &passphrase(), options()).err().map(|e| e.code()), Some("FH-032"));
    assert_eq!(desk.case.writer(at_once()).err().map(|e| e.code()), Some("FH-032"));
    assert!(settle(&desk.path) == before);
    let mut newer = before;
    newer[16] = 2;
    std::fs::write(&desk.path, &newer).unwrap();
    assert_eq!(Case::open(&desk.path, &passphrase(), options()).err().map(|e| e.code()), Some("FH-032"));
    assert!(settle(&desk.path) == newer);
}

#[test]
fn an_older_header_put_back_is_found() {
    let desk = full();
    let old = std::fs::read(&desk.path).unwrap();
    desk.case.change_passphrase(&Passphrase::new("quite another set of words"), at_once()).unwrap();
    let mut bytes = std::fs::read(&desk.path).unwrap();
    bytes[..8192].copy_from_slice(&old[..8192]);
    std::fs::write(&desk.path, &bytes).unwrap();
    let mut case = desk.reopen();
    assert_eq!(case.alarms(), [Finding::HeaderOlder { header: 1, expected: 2 }]);
    assert_eq!(case.writer(at_once()).err().map(|e| e.code()), Some("FH-042"));
    case.accept_loss("the header was restored", at_once()).unwrap();
    assert!(case.alarms().is_empty() && desk.reopen().verify(None).unwrap().whole());
}
