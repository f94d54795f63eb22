//! Claims of a case: what is proposed, what people settle, and what becomes of the interval.

use crate::{Desk, Told};
use serde_json::Value;

const WHO: [&str; 4] = ["--as", "heron", "--as-passphrase-file", "own"];

const A: &str = "Camp at Ulm Pass Reopened\n\nThe labour camp at Ulm Pass was reopened in March, a carter told Harbour Radio.\n\n\
The road to the pass has been gravelled, and the inn at its foot is full of masons.\n";
const B: &str = "Smoke Over Ulm\n\nThe labour camp at Ulm Pass was reopened in March, a baker in the valley told the Hill Post.\n\n\
Bread for three hundred goes up on a sledge, every second day, in sacks without a name.\n";
const C: &str = "Nothing New at the Pass\n\nThe Interior Ministry denied that the labour camp at Ulm Pass was reopened in March.\n";

impl Desk {
    /// A case with three articles on one thing.
    fn ulm() -> Desk {
        let desk = Desk::new();
        desk.heron();
        for (name, text, outlet) in
            [("a", A, "Harbour Radio"), ("b", B, "Hill Post"), ("c", C, "Border Courier")]
        {
            desk.write(&format!("in/{name}.txt"), text);
            let side =
                format!("{{\"outlet\": \"{outlet}\", \"published\": \"2019-04-02\", \"language\": \"en\"}}");
            desk.write(&format!("in/{name}.meta.json"), side);
        }
        desk.run("add", &[&["in"], &WHO[..]].concat()).done();
        desk
    }

    /// The one claim that is told more than once.
    fn claim(&self, more: &[&str]) -> Value {
        let found = self.run("claims", &[&["--json"], more].concat()).done().json();
        let reopened = |c: &&Value| c["words"].as_str().is_some_and(|w| w.contains("Ulm Pass was reopened"));
        found.iter().find(reopened).unwrap_or_else(|| panic!("no claim: {found:?}")).clone()
    }

    fn settle(&self, what: &str, more: &[&str]) -> Told {
        self.run(&format!("settle {what}"), &[more, &WHO[..]].concat())
    }
}

/// The telling whose document has this outlet.
fn telling(claim: &Value, outlet: &str) -> String {
    let all = claim["tellings"].as_array().expect("tellings");
    let found =
        all.iter().find(|t| t["outlet"] == outlet && t["own_voice"] == false).expect("that outlet tells it");
    found["telling"].as_str().expect("a name").to_owned()
}

fn bounds(claim: &Value, side: &str) -> (u64, u64) {
    let number = |field: &str| claim[side][field].as_u64().expect("a number");
    (number("at_least"), number("at_most"))
}

#[test]
fn what_people_settle_moves_the_interval_and_can_be_taken_back() {
    let desk = Desk::ulm();
    let claim = desk.claim(&[]);
    assert_eq!((bounds(&claim, "for"), bounds(&claim, "against")), ((1, 2), (1, 1)), "{claim}");
    let (a, b) = (telling(&claim, "Harbour Radio"), telling(&claim, "Hill Post"));

    // A question is there for whoever asks for it, and nowhere else.
    assert!(claim.get("questions").is_none() && claim["open_questions"] == 1);
    let asked = desk.run("claims", &["--claim", &a, "--questions"]).done().out;
    let asked = asked.replace('\n', " ");
    assert!(asked.contains("Leave open: as it is."), "{asked}");

    // Tellers: one, two, left open again.
    assert_eq!(desk.run("settle tellers", &[&a, &b, "same"]).code, Some(2), "somebody has to answer for it");
    desk.settle("tellers", &[&a, &b, "different"]).done();
    assert_eq!(bounds(&desk.claim(&[]), "for"), (2, 2));
    let answer = desk.settle("tellers", &[&b, &a, "same"]).done().out.trim().to_owned();
    assert_eq!(bounds(&desk.claim(&[]), "for"), (1, 1));
    let listed = desk.run("list", &["--what", "decisions"]).done().out;
    assert!(!listed.contains(&answer[..8]), "answers on tellers stand in no list");
    desk.settle("take-back", &[&answer]).done();
    assert_eq!(bounds(&desk.claim(&[]), "for"), (1, 2));
    desk.settle("occasion", &[&a, &b, "--what", "the closed briefing"]).done();
    assert_eq!(bounds(&desk.claim(&[]), "for"), (1, 1));
    desk.run("verify", &[]).done();
}

#[test]
fn statements_and_documents_are_settled_and_grades_refused_without_two_origins() {
    let desk = Desk::ulm();
    let claim = desk.claim(&[]);
    let (a, b, c) =
        (telling(&claim, "Harbour Radio"), telling(&claim, "Hill Post"), telling(&claim, "Border Courier"));
    let refused = desk.settle("grade", &[&a, "--item", "1"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("FH-097") && refused.err.contains("at least 1"), "{}", refused.err);
    desk.settle("grade", &[&a, "--source", "b", "--item", "3", "--why", "a carter we know"]).done();
    let graded = desk.claim(&[]);
    assert_eq!(
        (&graded["grades"][0]["source"], &graded["grades"][0]["item"]),
        (&Value::from("B"), &Value::from("3"))
    );

    // A document said to be a copy adds none.
    let documents: Vec<String> = ["Hill Post", "Harbour Radio"]
        .iter()
        .map(|outlet| {
            let all = claim["tellings"].as_array().expect("tellings");
            let of = all.iter().find(|t| t["outlet"] == *outlet).expect("that outlet");
            of["document"].as_str().expect("an id").to_owned()
        })
        .collect();
    desk.settle("documents", &[&documents[0], &documents[1], "copies", "--why", "the same misprint"]).done();
    let copied = desk.claim(&[]);
    assert!(copied["relations"].as_array().is_some_and(|r| !r.is_empty()), "{copied}");
    desk.settle("documents", &[&documents[0], &documents[1], "open"]).done();

    // The denial is said to be of something else; then back again.
    desk.settle("statements", &[&a, &c, "other"]).done();
    desk.settle("statements", &[&b, &c, "other"]).done();
    assert_eq!(bounds(&desk.claim(&[]), "against"), (0, 0));
    desk.settle("statements", &[&c, &a, "opposed"]).done();
    desk.settle("statements", &[&c, &b, "open"]).done();
    let again = desk.claim(&[]);
    assert_eq!(bounds(&again, "against"), (1, 1));
    assert!(again["links"].as_array().is_some_and(|l| l.iter().any(|l| l["settled"] == true)));

    // What only people tied counts where nothing is proposed.
    let settled = desk.claim(&["--settled", "--all"]);
    assert_eq!((bounds(&settled, "for"), bounds(&settled, "against")), ((1, 1), (1, 1)), "{settled}");
    assert_eq!(desk.run("claims", &["--claim", "ffff"]).code, Some(2));
    assert_eq!(desk.settle("statements", &[&a, &a, "same"]).code, Some(2));
    desk.run("verify", &[]).done();
}
