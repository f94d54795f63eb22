//! Files of released schemas open for ever.

use crate::common::*;
use firsthand_case::*;
use sha2::Digest;
use std::path::Path;

/// A case of schema 1, made by the test that is ignored below.
pub(crate) const SCHEMA_1: &[u8] = include_bytes!("../golden/schema-1.case");
/// The same of schema 2.
const SCHEMA_2: &[u8] = include_bytes!("../golden/schema-2.case");
/// Codes of checkpoints that were written down then.
const CODES: [&str; 2] = [include_str!("../golden/schema-1.code"), include_str!("../golden/schema-2.code")];

/// What is asked of a golden file: its log and its answers.
fn holds(case: &Case, reader: &Reader, code: &str) {
    let report = case.verify(Some(&Evidence::parse(code).unwrap())).unwrap();
    assert!(report.whole() && report.signatures == 2 && report.removed == 2, "{report:?}");
    let search = |query: &str, target| {
        reader.search(&Query::parse(query).unwrap(), target, Order::Best, 0, 9).unwrap()
    };
    let hits = search("ferry speaker:ansel", Target::Statements);
    assert_eq!(hits[0].snippet.text, "The ferry was very late");
    assert_eq!(search("ferry outlet:grey", Target::Documents).len(), 1);
    assert_eq!(search("ferry outlet:blue", Target::Documents).len(), 0);
    assert_eq!(search("ferry date:2019", Target::Documents).len(), 0);
    let document = reader.document(hits[0].document).unwrap();
    assert_eq!(document.text, "The ferry was late, Ansel said. Call ▒phone▒.");
    assert_eq!(reader.named(&document.record.id.to_string()[..20]), Ok(document.record.id));
    assert_eq!(reader.versions(hits[0].id).unwrap().len(), 2);
    let bytes = b"The ferry was late, Ansel said. Call 555 0100.";
    assert_eq!(reader.original_of(&sha2::Sha256::digest(bytes).into()), Ok(Some(document.original)));
    assert!(reader.unlock("Wren", &personal("Wren")).is_ok());
}

#[test]
fn cases_of_old_schemas_open_and_hold() {
    for (bytes, code) in [SCHEMA_1, SCHEMA_2].iter().zip(CODES) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.case");
        std::fs::write(&path, bytes).unwrap();
        let case = Case::open(&path, &passphrase(), options()).unwrap();
        assert!(case.alarms().is_empty());
        let reader = case.reader().unwrap();
        holds(&case, &reader, code);
        drop(reader);
        // Reading alone leaves it as it is: an older program still opens it.
        assert!(std::fs::read(&path).unwrap() == *bytes);
        // And it is written to, while somebody reads who came before.
        let reader = case.reader().unwrap();
        holds(&case, &reader, code);
        let schema = || -> i64 {
            case.raw_connection().unwrap().query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap()
        };
        case.writer(at_once()).unwrap().batch(|b| add(b, "New", "New.", Vec::new())).unwrap();
        assert_eq!(schema(), 2);
        holds(&case, &reader, code);
        holds(&case, &case.reader().unwrap(), code);
    }
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
    let packed = "SELECT count(*) FROM stored WHERE typeof(content) = 'blob' AND kind = 'statement'";
    let packed: i64 = desk.case.raw_connection().unwrap().query_row(packed, [], |r| r.get(0)).unwrap();
    assert_eq!(packed, 2, "the file has packed contents");
    let code = reader.checkpoint().unwrap().code;
    drop((writer, reader));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    std::fs::copy(&desk.path, folder.join("schema-2.case")).unwrap();
    std::fs::write(folder.join("schema-2.code"), format!("{code}\n")).unwrap();
}
