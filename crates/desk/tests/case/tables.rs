//! Spreadsheets in and out.

use crate::Desk;

const TABLE: &str = "Id,Who,Quote,Day,Paper,Extra\n\
1,the clerk,\"Passes were withdrawn, she said\",2017-06-12,Harbour Radio,x\n\
2,a trader,Call me at +1 202 555 0143,2017-06-13,,\n\
3,nobody,,2017-06-14,,\n\
4,the guard,The road is shut,June,,y\n";

#[test]
fn a_table_goes_in_and_comes_back() {
    let desk = Desk::new();
    desk.write("t.csv", TABLE);
    let map = "Id=id,Who=speaker,Quote=statement,Day=date,Paper=outlet";
    let dry = desk.run("import-table", &["t.csv", "--map", map, "--dry-run"]);
    assert_eq!(dry.code, Some(1), "rows would be rejected");
    assert!(
        dry.out.contains("2 rows to be taken, 2 rejected")
            && dry.out.contains("row 4")
            && dry.out.contains("row 5"),
        "{}",
        dry.out
    );
    assert!(!dry.out.contains("June"), "reasons, never the cell's words");
    assert_eq!(desk.run("list", &["--json"]).done().json().len(), 0, "nothing was changed");

    assert_eq!(desk.run("import-table", &["t.csv", "--map", map]).code, Some(1));
    let hits = desk.run("search", &["passes speaker:clerk", "--statements", "--json"]).done().json();
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0]["outlet"], "Harbour Radio");
    let back = desk.run("export-table", &[]).done().out;
    let lines: Vec<&str> = back.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 5, "rejected rows go back as they came: {back}");
    assert_eq!(lines[0], "\"Id\",\"Who\",\"Quote\",\"Day\",\"Paper\",\"Extra\"");
    assert_eq!(
        lines[1],
        "\"1\",\"the clerk\",\"Passes were withdrawn, she said\",\"2017-06-12\",\"Harbour Radio\",\"x\""
    );
    assert!(!back.contains("555 0143"), "{back}");
    desk.run("verify", &[]).done();
}
