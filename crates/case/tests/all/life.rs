//! A case from its making to its end, through the public interface.

use crate::common::*;
use firsthand_case::*;

const TEXT: &str = "The ferry was late, Ansel said. Call 555 0100 for tickets.";

#[test]
fn what_is_stored_is_found_and_comes_back_byte_for_byte() {
    let desk = desk();
    let id = desk.add("Ferry late", TEXT);
    let reader = desk.reopen().reader().unwrap();
    let document = reader.document(id).unwrap();
    assert_eq!((document.text.as_str(), document.masks), (TEXT, 0));
    let mut bytes = Vec::new();
    reader.write_original(document.original, &mut bytes).unwrap();
    assert_eq!(bytes, TEXT.as_bytes());
    for (query, found) in
        [("ferry", 1), ("\"ferry was late\"", 1), ("tick*", 1), ("boat", 0), ("ferry -late", 0)]
    {
        let hits =
            reader.search(&Query::parse(query).unwrap(), Target::Documents, Order::Latest, 0, 10).unwrap();
        assert_eq!(hits.len(), found, "{query}");
    }
    let report = desk.case.verify(None).unwrap();
    assert!(report.whole(), "{report:?}");
    assert_eq!((report.records, report.leaves), (3, 3));
}

#[test]
fn the_same_bytes_are_one_original() {
    let desk = desk();
    let mut writer = desk.writer();
    let received = Received::default();
    let first = writer.batch(|b| b.put_original(b"bytes", &received)).unwrap();
    let second = writer.batch(|b| b.put_original(b"bytes", &received)).unwrap();
    assert_eq!((first.id, first.new, second.new), (second.id, true, false));
    let big: Vec<u8> = (0..3_000_000u32).map(|i| (i.wrapping_mul(i) >> 7) as u8).collect();
    let id = writer.batch(|b| b.put_original(&big, &received)).unwrap().id;
    let mut back = Vec::new();
    desk.case.reader().unwrap().write_original(id, &mut back).unwrap();
    assert!(back == big);
}

#[test]
fn the_passphrase_opens_and_can_be_changed_at_once() {
    let desk = desk();
    desk.add("Ferry late", TEXT);
    let wrong = Case::open(&desk.path, &Passphrase::new("not the passphrase"), options());
    assert_eq!(wrong.err().map(|e| e.code()), Some("FH-030"));
    let new = Passphrase::new("quite another set of words");
    desk.case.change_passphrase(&new, at_once()).unwrap();
    assert_eq!(Case::open(&desk.path, &passphrase(), options()).err().map(|e| e.code()), Some("FH-030"));
    let case = Case::open(&desk.path, &new, options()).unwrap();
    assert!(case.alarms().is_empty() && case.verify(None).unwrap().whole());
    assert_eq!(Case::create(&desk.path, &new, options()).err().map(|e| e.code()), Some("FH-036"));
    assert_eq!(
        case.change_passphrase(&Passphrase::new("short"), at_once()).err().map(|e| e.code()),
        Some("FH-052")
    );
}

#[test]
fn the_real_cost_of_a_key_is_paid_and_opens() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("real.case");
    drop(Case::create(&path, &passphrase(), Options::new().unwrap()).unwrap());
    assert!(Case::open(&path, &passphrase(), Options::new().unwrap()).unwrap().alarms().is_empty());
}

#[test]
fn readings_become_statements_and_corrections_stay() {
    let desk = desk();
    let document = desk.add("Ferry late", TEXT);
    let mut writer = desk.writer();
    person(&mut writer, "Wren");
    let reader = desk.case.reader().unwrap();
    let wren = reader.unlock("Wren", &personal("Wren")).unwrap();
    let json = reading(TEXT, "Ansel", "The ferry was late");
    let out = writer.batch(|b| b.put_reading(document, &json, "test 1", &rule())).unwrap();
    assert_eq!((out.new, reader.queued(9).unwrap().len()), (1, 0));
    let again = writer.batch(|b| b.put_reading(document, &json, "test 2", &rule())).unwrap();
    assert_eq!((again.new, again.kept), (0, 1));
    let statement = reader.statements(document).unwrap().remove(0);
    assert_eq!(statement.version.words, "The ferry was late");
    let mut better = statement.version.clone();
    better.words = "The ferry was very late".into();
    let choice = Choice::Correct(Box::new(better));
    writer.batch(|b| b.decide(statement.id, &choice, "he said so", &wren)).unwrap();
    let empty = reading(TEXT, "Ansel", "Call");
    let out = writer.batch(|b| b.put_reading(document, &empty, "test 3", &rule())).unwrap();
    assert_eq!((out.new, out.withdrawn), (1, 0), "what a person corrected is not withdrawn");
    let found = |q: &str| {
        reader.search(&Query::parse(q).unwrap(), Target::Statements, Order::Best, 0, 9).unwrap().len()
    };
    assert_eq!((found("very"), found("speaker:ansel"), found("speaker:nobody")), (1, 2, 0));
    assert_eq!(reader.versions(statement.id).unwrap().len(), 2);
    // A machine's statement that a newer reader does not find is withdrawn, and back when it is found again.
    let out = writer.batch(|b| b.put_reading(document, &json, "test 4", &rule())).unwrap();
    assert_eq!((out.withdrawn, reader.statements(document).unwrap().len()), (1, 1));
    let out = writer.batch(|b| b.put_reading(document, &empty, "test 5", &rule())).unwrap();
    assert_eq!((out.changed, reader.statements(document).unwrap().len()), (1, 2));
    let report = desk.case.verify(None).unwrap();
    assert!(report.whole() && report.signatures == 2, "{report:?}");
}

#[test]
fn nobody_approves_their_own_and_the_retired_decide_nothing() {
    let desk = desk();
    let document = desk.add("Ferry late", TEXT);
    let mut writer = desk.writer();
    let (_, teal) = (person(&mut writer, "Wren"), person(&mut writer, "Teal"));
    let reader = desk.case.reader().unwrap();
    let unlock = |name: &str| reader.unlock(name, &personal(name));
    let (wren, signer) = (unlock("Wren").unwrap(), unlock("Teal").unwrap());
    assert_eq!(reader.unlock("Wren", &personal("Teal")).err().map(|e| e.code()), Some("FH-047"));
    let json = reading(TEXT, "Ansel", "The ferry was late");
    writer.batch(|b| b.put_reading(document, &json, "test 1", &rule())).unwrap();
    let statement = reader.statements(document).unwrap().remove(0);
    let choice = Choice::Correct(Box::new(statement.version.clone()));
    writer.batch(|b| b.decide(statement.id, &choice, "", &wren)).unwrap();
    let own = writer.batch(|b| b.decide(statement.id, &Choice::Approve, "", &wren));
    assert_eq!(own.err().map(|e| e.code()), Some("FH-048"));
    writer.batch(|b| b.decide(statement.id, &Choice::Approve, "", &signer)).unwrap();
    writer.batch(|b| b.retire(teal)).unwrap();
    let late = writer.batch(|b| b.decide(statement.id, &Choice::Accept, "", &signer));
    assert_eq!(late.err().map(|e| e.code()), Some("FH-046"));
    assert_eq!(unlock("Teal").err().map(|e| e.code()), Some("FH-046"));
    let taken = writer.add_person("Teal", "reviewer", &personal("Teal"), TEST_COST);
    assert_eq!(taken.err().map(|e| e.code()), Some("FH-044"));
    assert!(desk.case.verify(None).unwrap().whole());
}

#[test]
fn marks_are_hidden_everywhere_and_opening_one_is_logged() {
    let desk = desk();
    let mut writer = desk.writer();
    person(&mut writer, "Wren");
    let mask = Mask { start: 37, end: 45, kind: "phone".into() };
    let document = writer.batch(|b| add(b, "Ferry late", TEXT, vec![mask])).unwrap();
    let json = reading(TEXT, "Ansel", "Call 555 0100 for tickets");
    writer.batch(|b| b.put_reading(document, &json, "test 1", &rule())).unwrap();
    let reader = desk.case.reader().unwrap();
    assert_eq!(
        reader.document(document).unwrap().text,
        "The ferry was late, Ansel said. Call ▒phone▒ for tickets."
    );
    for target in [Target::Documents, Target::Statements] {
        let find = |q: &str| reader.search(&Query::parse(q).unwrap(), target, Order::Latest, 0, 9).unwrap();
        assert!(
            find("0100").is_empty() && find("555").is_empty() && find("phone").is_empty()
                || target == Target::Statements
        );
        assert_eq!(find("call")[0].snippet.text.matches("▒phone▒").count(), 1);
    }
    assert!(!reader.reading(document).unwrap().unwrap().1.contains("0100"));
    assert!(reader.text_for_reading(document).unwrap().1.contains("0100"));
    let wren = reader.unlock("Wren", &personal("Wren")).unwrap();
    assert_eq!(writer.batch(|b| b.open_mask(document, 0, &wren, "to call")).unwrap(), "555 0100");
    assert_eq!(reader.about(document, RecordKind::Opening).unwrap().len(), 1);
    assert!(desk.case.verify(None).unwrap().whole());
}

#[test]
fn what_is_removed_is_gone_and_the_log_still_verifies() {
    let desk = desk();
    let document = desk.add("Ferry late", TEXT);
    let kept = desk.add("Grain", "The yard was locked, the clerk said.");
    let mut writer = desk.writer();
    let json = reading(TEXT, "Ansel", "The ferry was late");
    writer.batch(|b| b.put_reading(document, &json, "test 1", &rule())).unwrap();
    let before = desk.case.reader().unwrap().checkpoint().unwrap();
    writer.remove_document(document, "asked to", None).unwrap();
    let reader = desk.case.reader().unwrap();
    assert_eq!(reader.document(document).err().map(|e| e.code()), Some("FH-043"));
    assert_eq!((reader.counts().unwrap().originals, reader.counts().unwrap().statements), (1, 0));
    let find =
        |q: &str| reader.search(&Query::parse(q).unwrap(), Target::Documents, Order::Latest, 0, 9).unwrap();
    assert!(find("ferry").is_empty() && find("yard")[0].id == kept);
    for evidence in [&before.note, &before.code] {
        let report = desk.case.verify(Some(&Evidence::parse(evidence).unwrap())).unwrap();
        assert!(
            report.whole() && report.removed == 4 && report.checkpoint == Some(before.size),
            "{report:?}"
        );
    }
}

#[test]
fn one_record_can_be_proven_and_no_other_passes_for_it() {
    let desk = desk();
    let id = desk.add("Ferry late", TEXT);
    for n in 0..5 {
        desk.add("More", &format!("Page {n}."));
    }
    let (proof, checkpoint) = desk.case.reader().unwrap().proof(id).unwrap();
    assert!(
        proof.holds(&checkpoint.root)
            && proof.size == checkpoint.size
            && proof.content.contains("Ferry late")
    );
    let changed = [
        Proof { content: proof.content.replace("late", "soon"), ..proof.clone() },
        Proof { at: proof.at + 1, ..proof.clone() },
        Proof { maker: "rule:other".into(), ..proof.clone() },
        Proof { index: proof.index + 1, ..proof.clone() },
        Proof { salt: [0; 32], ..proof.clone() },
    ];
    assert!(changed.iter().all(|p| !p.holds(&checkpoint.root)));
}

#[test]
fn backups_are_whole_and_restored_only_so() {
    let desk = desk();
    desk.add("Ferry late", TEXT);
    let copy = desk.folder.path().join("copy.case");
    desk.case.backup(&copy).unwrap();
    assert_eq!(desk.case.backup(&copy).err().map(|e| e.code()), Some("FH-036"));
    let restored = desk.folder.path().join("restored.case");
    let case = Case::restore(&copy, &restored, &passphrase(), options()).unwrap();
    assert_eq!(case.reader().unwrap().counts(), desk.case.reader().unwrap().counts());
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 3);
}
