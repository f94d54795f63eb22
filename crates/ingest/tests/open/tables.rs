//! JSONL and CSV.

use super::{all, pairs, told, verdict};
use firsthand_ingest::{Fields, Hints, open};

#[test]
fn lines_of_json_with_the_usual_names() {
    let line = r#"{"headline": "Gate Shut", "BODY": "The gate was shut.", "publisher": {"name": "Estuary Courier"},
        "date": "2018-05-09T10:00:00Z", "url": "https://courier.example/1", "lang": "en", "authors": ["Dena Marsh", {"name": "Per Sool"}]}"#
        .replace('\n', " ");
    let bytes =
        format!("{line}\n\nnonsense\n[1]\n{{\"title\": \"no text\"}}\n{{\"content\": \"<p>Two.</p>\"}}\n");
    let expected = pairs(&[
        ("#line=1", "The gate was shut."),
        ("#line=3", "not-a-record"),
        ("#line=4", "not-a-record"),
        ("#line=5", "no-text-field"),
        ("#line=6", "Two."),
    ]);
    assert_eq!(told("a.jsonl", bytes.as_bytes()), expected);
    let found = all("a.jsonl", bytes.as_bytes());
    let meta = &found[0].document().unwrap().meta;
    assert_eq!(meta.title.as_deref(), Some("Gate Shut"));
    assert_eq!(meta.outlet.as_deref(), Some("Estuary Courier"));
    assert_eq!(meta.published, Some(jiff::civil::date(2018, 5, 9)));
    assert_eq!(meta.made_by.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(), ["Dena Marsh", "Per Sool"]);
}

#[test]
fn a_mapping_overrides() {
    let fields = Fields { text: Some("Story".into()), ..Fields::default() };
    let hints = Hints { name: Some("a.jsonl".into()), fields: fields.clone(), ..Hints::default() };
    let found = open(br#"{"text": "Not this.", "story": "But this."}"#, &hints).all();
    assert_eq!(found[0].document().unwrap().text(), "But this.");
    let hints = Hints { name: Some("a.csv".into()), fields, ..Hints::default() };
    let found = open(b"text;STORY\nno;\"yes; this\"\n", &hints).all();
    assert_eq!(found[0].document().unwrap().text(), "yes; this");
}

#[test]
fn tables_need_a_column_with_text() {
    let bytes = "id\ttitle\ttext\n1\tGate\tThe gate was shut.\n2\tNone\t\n".as_bytes();
    assert_eq!(told("a.tsv", bytes), pairs(&[("#row=1", "The gate was shut."), ("#row=2", "no-text-field")]));
    assert_eq!(all("a.tsv", bytes)[0].document().unwrap().meta.title.as_deref(), Some("Gate"));
    assert_eq!(verdict("a.csv", b"a,b\n1,2\n"), "no-text-field");
    assert_eq!(verdict("a.csv", b"text\n"), "nothing-inside");
    assert_eq!(verdict("a.parquet", b"PAR1....PAR1"), "parquet");
}

#[test]
fn skipping_leaves_out_the_first_and_changes_nothing_else() {
    let bytes = b"{\"text\": \"One.\"}\nbad\n{\"text\": \"Three.\"}\n";
    let whole = told("a.jsonl", bytes);
    for skip in 0..4 {
        let hints = Hints { name: Some("a.jsonl".into()), skip, ..Hints::default() };
        let places: Vec<_> = open(bytes, &hints).all().into_iter().map(|found| found.place).collect();
        let expected: Vec<_> = whole.iter().skip(skip as usize).map(|(place, _)| place.clone()).collect();
        assert_eq!(places, expected);
    }
}
