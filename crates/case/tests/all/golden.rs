//! Files of released schemas open for ever.

use crate::common::*;
use firsthand_case::*;
use std::path::Path;

/// A case of schema 1, made by the test that is ignored below.
const SCHEMA_1: &[u8] = include_bytes!("../golden/schema-1.case");
/// A checkpoint's code that was written down then.
const CODE: &str = include_str!("../golden/schema-1.code");

#[test]
fn a_case_of_schema_1_opens_and_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.case");
    std::fs::write(&path, SCHEMA_1).unwrap();
    let case = Case::open(&path, &passphrase(), options()).unwrap();
    assert!(case.alarms().is_empty());
    let report = case.verify(Some(&Evidence::parse(CODE).unwrap())).unwrap();
    assert!(report.whole() && report.signatures == 2 && report.removed == 2, "{report:?}");
    let reader = case.reader().unwrap();
    let hits = reader
        .search(&Query::parse("ferry speaker:ansel").unwrap(), Target::Statements, Order::Best, 0, 9)
        .unwrap();
    assert_eq!(hits[0].snippet.text, "The ferry was very late");
    let document = reader.document(hits[0].document).unwrap();
    assert_eq!(document.text, "The ferry was late, Ansel said. Call ▒phone▒.");
    assert!(reader.unlock("Wren", &personal("Wren")).is_ok());
    // And it is written to.
    case.writer(at_once()).unwrap().batch(|b| add(b, "New", "New.", Vec::new())).unwrap();
    assert!(case.verify(None).unwrap().whole());
}

/// Makes the golden file: only for a new schema, never again for a released one.
#[test]
#[ignore = "writes the golden file of the current schema"]
fn make() {
    if std::env::var_os("FIRSTHAND_MAKE_GOLDEN").is_none() {
        return;
    }
    let desk = desk();
    let mut writer = desk.writer();
    person(&mut writer, "Wren");
    let text = "The ferry was late, Ansel said. Call 555 0100.";
    let mask = Mask { start: 37, end: 45, kind: "phone".into() };
    let document = writer.batch(|b| add(b, "Ferry late", text, vec![mask])).unwrap();
    let json = reading(text, "Ansel", "The ferry was late");
    writer.batch(|b| b.put_reading(document, &json, "test", &rule())).unwrap();
    let reader = desk.case.reader().unwrap();
    let wren = reader.unlock("Wren", &personal("Wren")).unwrap();
    let statement = reader.statements(document).unwrap().remove(0);
    let mut version = statement.version.clone();
    version.words = "The ferry was very late".into();
    writer.batch(|b| b.decide(statement.id, &Choice::Correct(Box::new(version)), "as told", &wren)).unwrap();
    let gone = writer.batch(|b| add(b, "Gone", "Gone.", Vec::new())).unwrap();
    writer.remove_document(gone, "asked to", None).unwrap();
    let code = reader.checkpoint().unwrap().code;
    drop((writer, reader));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    std::fs::copy(&desk.path, folder.join("schema-1.case")).unwrap();
    std::fs::write(folder.join("schema-1.code"), format!("{code}\n")).unwrap();
}
