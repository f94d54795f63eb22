//! Tables as spreadsheets write them, and what must hold of every table.

use super::*;
use crate::Hint;
use proptest::prelude::*;

fn read(text: &str) -> Sheet {
    Sheet::read(text.as_bytes(), Hint::default(), None).unwrap()
}

fn code(result: Result<impl std::fmt::Debug, crate::Error>) -> &'static str {
    result.unwrap_err().code()
}

fn cells(sheet: &Sheet) -> Vec<Vec<String>> {
    sheet.rows.iter().map(|row| row.cells.clone()).collect()
}

#[test]
fn commas_semicolons_tabs_and_bars_part_cells() {
    for (text, sign) in [
        ("a,b\n1;2,3\n", b','),
        ("a;b\n1,5;2,5\n", b';'),
        ("a\tb\n1, 2\t3\n", b'\t'),
        ("a|b\n1|2\n", b'|'),
        ("sep=;\r\na;b\r\n1;2\r\n", b';'),
        ("alone\nx\n", b','),
    ] {
        let sheet = read(text);
        assert_eq!(sheet.delimiter, sign, "{text:?}");
        assert_eq!(sheet.headings.len(), if sign == b',' && text.starts_with("alone") { 1 } else { 2 });
    }
    let quoted = read("what,who\n\"He said, \"\"no\"\",\r\nand left\",a clerk\n");
    assert_eq!(cells(&quoted), [["He said, \"no\",\r\nand left", "a clerk"]]);
}

#[test]
fn charsets_are_found_and_declared() {
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("진술\t사람\n문이 닫혔다\t상인\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let sheet = Sheet::read(&utf16, Hint::default(), None).unwrap();
    assert_eq!((sheet.headings[0].as_str(), sheet.rows[0].cells[1].as_str()), ("진술", "상인"));
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("Слова;Кто\nДверь закрыта;сторож\n");
    let charset = Some(crate::Charset::named("windows-1251").unwrap());
    let sheet = Sheet::read(&bytes, Hint { charset, ..Hint::default() }, None).unwrap();
    assert_eq!(sheet.rows[0].cells, ["Дверь закрыта", "сторож"]);
    assert_eq!(read("\u{FEFF}a,b\n1,2\n").headings, ["a", "b"]);
}

#[test]
fn rows_have_the_numbers_that_a_spreadsheet_shows() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["a,b", "", "1,\"2", "3\"", "", "", "4,5", ""].join(end);
        let rows: Vec<usize> = read(&text).rows.iter().map(|row| row.row).collect();
        assert_eq!(rows, [3, 6], "{end:?}");
    }
    assert_eq!(read("sep=,\na,b\n1,2\n").rows[0].row, 3);
}

#[test]
fn tables_that_cannot_be_used_say_why() {
    let of = |text: &str| code(Sheet::read(text.as_bytes(), Hint::default(), None));
    assert_eq!(of(""), "FH-101");
    assert_eq!(of("\n\n"), "FH-080");
    assert_eq!(of(",,\n1,2,3\n"), "FH-080");
    assert_eq!(of("a,b\n1,\"2\n3,4\n"), "FH-081");
    assert_eq!(of(&vec!["a"; 1_001].join(",")), "FH-082");
    assert_eq!(cells(&read("a,b\n1,5\"\n")), [["1", "5\""]]);
}

#[test]
fn mappings_are_read_written_and_refused() {
    let mapping =
        Mapping::parse("What was said=statement, \"When, roughly\"=date:dmy,Memo=note,Memo 2=note").unwrap();
    assert_eq!(mapping.columns[1].heading, "When, roughly");
    assert_eq!(mapping.columns[1].order, DateOrder::Dmy);
    assert_eq!(Mapping::parse(&mapping.to_string()).unwrap(), mapping);
    let kept = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&kept).unwrap(), mapping);
    for (text, want) in [
        ("What", "FH-083"),
        ("=statement", "FH-083"),
        ("\"What=statement", "FH-083"),
        ("What=colour", "FH-084"),
        ("What=statement:dmy", "FH-084"),
        ("A=date,B=date", "FH-085"),
        ("A=statement,A=note", "FH-085"),
    ] {
        assert_eq!(code(Mapping::parse(text)), want, "{text}");
    }
    let sheet = read("A,B,B\n1,2,3\n");
    for (text, want) in [
        ("C=statement", "FH-086"),
        ("B=statement", "FH-087"),
        ("A=note", "FH-088"),
        ("a=statement", "FH-086"),
    ] {
        assert_eq!(code(Mapping::parse(text).unwrap().try_out(&sheet)), want, "{text}");
    }
}

#[test]
fn a_dry_run_tells_places_and_never_words() {
    let sheet = read(
        "Statement,Source,Via,Date,Link,Act,Colour\n\
         The gate was shut.,a porter,the clerk; his aunt,2017-06-15,https://a.example/1,,red\n\
         ,,,2017,,,\n\
         Secret words,x,,15.06.2017,,,\n\
         ,,,,,house-search,\n\
         Secret words,x,,,nowhere,,\n\
         a,b,c,2017,,,red,Secret words\n",
    );
    let mapping = Mapping::guess(&sheet);
    assert_eq!(
        mapping.to_string(),
        "Statement=statement,Source=speaker,Via=through,Date=date,Link=url,Act=act"
    );
    let run = mapping.try_out(&sheet).unwrap();
    assert_eq!(run.accepted.iter().map(|e| e.row).collect::<Vec<_>>(), [2, 5]);
    assert_eq!(run.accepted[0].through(), ["the clerk", "his aunt"]);
    assert_eq!(run.accepted[0].value(Field::Speaker), Some("a porter"));
    assert_eq!(run.unread, [6]);
    let rejected: Vec<_> =
        run.rejected.iter().map(|r| (r.row, r.column.map(column_letters), r.reason)).collect();
    let column = |letters: &str| Some(letters.to_owned());
    assert_eq!(
        rejected,
        [
            (3, None, Reason::Nothing),
            (4, column("D"), Reason::NotADate),
            (6, column("E"), Reason::NotAUrl),
            (7, column("H"), Reason::MoreCells),
        ]
    );
    assert!(!format!("{:?}", run.rejected).contains("Secret"));
    assert_eq!([0, 25, 26, 701, 702].map(column_letters), ["A", "Z", "AA", "ZZ", "AAA"]);
}

#[test]
fn formulas_are_kept_on_the_way_back_and_guarded_when_asked() {
    let sheet = read("a,b\n=1+1,-5\n@x,plain\n");
    let kept = Sheet::read(&sheet.write(Formulas::Keep), Hint::default(), None).unwrap();
    assert_eq!(kept, sheet);
    let guarded = Sheet::read(&sheet.write(Formulas::Guard), Hint::default(), None).unwrap();
    assert_eq!(cells(&guarded), [["'=1+1", "'-5"], ["'@x", "plain"]]);
}

/// Cells with the signs that tables trip over.
fn cell() -> impl Strategy<Value = String> + Clone {
    let piece = prop_oneof![
        "[a-z0-9 ]{0,4}",
        prop::sample::select(vec![
            "\"", ",", ";", "\t", "|", "\n", "\r\n", "\r", "'", "=", "문", "é", "\u{FEFF}", "sep=;"
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn sheets() -> impl Strategy<Value = Sheet> {
    (1usize..6).prop_flat_map(|columns| {
        let row = prop::collection::vec(cell(), columns);
        let rows = prop::collection::vec(row.clone(), 0..6);
        let sign = prop::sample::select(&super::delimiter::SIGNS[..]);
        ("[a-z]{1,3}", row, rows, sign).prop_map(|(first, mut headings, rows, delimiter)| {
            headings[0].insert_str(0, &first);
            let rows = rows.into_iter().enumerate().map(|(at, cells)| Cells { row: at + 2, cells }).collect();
            Sheet { headings, rows, delimiter }
        })
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_the_same(sheet in sheets()) {
        let back = Sheet::read(&sheet.write(Formulas::Keep), Hint::default(), Some(sheet.delimiter)).unwrap();
        prop_assert_eq!(&back, &sheet);
        // And with the sign found again, where there is one to find.
        let found = Sheet::read(&sheet.write(Formulas::Keep), Hint::default(), None).unwrap();
        prop_assert_eq!((&found.headings, &found.rows), (&sheet.headings, &sheet.rows));
    }

    #[test]
    fn any_bytes_are_a_table_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(sheet) = Sheet::read(&bytes, Hint::default(), None) {
            prop_assert!(sheet.rows.iter().all(|row| row.cells.len() >= sheet.headings.len()));
            let _ = Mapping::guess(&sheet).try_out(&sheet);
        }
    }

    #[test]
    fn mappings_read_what_they_write(headings in prop::collection::hash_set("[a-z,=\"]{1,6}( [a-z]{1,3})?", 1..6)) {
        let columns = headings.into_iter().map(|h| h.trim().to_owned()).zip(Field::ALL);
        let columns = columns.map(|(heading, field)| Column { heading, field, order: DateOrder::Iso }).collect();
        let mapping = Mapping { columns };
        prop_assert_eq!(Mapping::parse(&mapping.to_string()).unwrap(), mapping);
    }
}
