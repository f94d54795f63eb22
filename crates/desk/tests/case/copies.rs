//! `firsthand copies` over the documents of a case.

use crate::Desk;

const FERRY: &str = "Ferry Passes Withdrawn\n\nThe passes for the ferry to Grey Island were withdrawn on Monday, and whoever has \
one at home is to bring it to the customs house, a clerk said. She can be called at +1 202 555 0143 until noon.\n";

#[test]
fn copies_in_a_case_are_found_with_marks_masked() {
    let desk = Desk::new();
    desk.write("in/ferry.txt", FERRY);
    desk.write("in/ferry.meta.json", r#"{"published": "2017-06-12", "outlet": "Osk Ledger"}"#);
    desk.write("in/later.txt", format!("Call +1 202 555 0143, no passes any more.\n\n{FERRY}"));
    desk.write("in/later.meta.json", r#"{"published": "2017-06-15", "outlet": "Harbour Post"}"#);
    desk.write(
        "in/other.txt",
        "The river froze in the night and the children skated to school, a teacher wrote.\n",
    );
    desk.run("add", &["in", "--later"]).done();
    let edges = desk.run("copies", &["--json"]).done().json();
    assert_eq!(edges.len(), 1);
    assert_eq!(edges[0]["why"], "earlier");
    let page = desk.run("copies", &[]).done().out;
    let (ledger, post) = (page.find("12 Jun 2017 · Osk Ledger"), page.find("15 Jun 2017 · Harbour Post"));
    assert!(ledger.is_some() && ledger < post && !page.contains("555 0143"), "{page}");
}
