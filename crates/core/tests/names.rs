//! Pairs of tellers: runs every row of `cases/link/names/*.md` as a test of its own.
//!
//! `cargo test -p firsthand-core --test names -- "WORDS"` runs those whose file, heading or row holds the words. Files named
//! `held-*.md` are measured as a whole and shown nowhere; `FIRSTHAND_MEASURE=1` prints the figures. How a row is written is told
//! in `cases/link/names/README.md`.

mod markdown;

use firsthand_core::link::names::{Kind, Named, Proposal, PublicTeller, Relation, propose, tellers};
use firsthand_core::model::{Document, Meta};
use firsthand_core::{Reader, weights};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::Path;
use std::process::ExitCode;

/// The held files with what came of them when they were measured, once.
const HELD: [(&str, Score); 3] = [
    ("held-bodies", Score { right: 20, wrong: 0, missed: 0, quiet: 8 }),
    ("held-persons", Score { right: 20, wrong: 1, missed: 0, quiet: 9 }),
    ("held-third", Score { right: 26, wrong: 1, missed: 2, quiet: 13 }),
];

/// Persons of `cases/telling/` to whom their article gives a public role, with words of it.
const PUBLIC: [(&str, &str); 6] = [
    ("Oto Brandeis", "Telecommunications Minister"),
    ("Ada Whitlock", "head of the transport committee"),
    ("Marten Sool", "deputy head"),
    ("Aron Velk", "Deputy Agriculture Minister"),
    ("Rikard Sand", "mayor of Ebb"),
    ("Ines Haldor", "head of the exile group Open Lines"),
];
/// And persons there who have none.
const PRIVATE: [&str; 8] = ["Adair", "Moran", "Hult", "Krag", "Orsk", "Talin", "Osk", "Oline"];

/// One row: what is wanted, and the two tellers.
#[derive(Clone, Debug)]
struct Pair {
    row: String,
    want: String,
    tellers: [Teller; 2],
}

/// A teller as a cell gives it.
#[derive(Clone, Debug)]
struct Teller {
    kind: Kind,
    anonymous: bool,
    name: String,
    role: Option<String>,
    of: Option<String>,
}

/// What came of many pairs. A pair that must be joined (`same`, `member`) is right, missed, or wrong (joined otherwise); one that
/// must not (`nothing`, `apart`) is quiet or wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    quiet: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    let (mut open, mut held) = (Vec::new(), Vec::new());
    for (name, markdown) in markdown::files("link/names") {
        for pair in pairs(&markdown) {
            if name.starts_with("held-") {
                held.push((name.clone(), pair));
                continue;
            }
            open.push(pair.clone());
            trials.push(Trial::test(format!("{name}: {}", pair.row), move || run(&pair)));
        }
    }
    let count = open.len() + held.len();
    let all = open.iter().chain(held.iter().map(|(_, pair)| pair));
    let hard = all.filter(|p| ["nothing", "apart"].contains(&p.want.as_str())).count();
    trials.push(Trial::test("there are 120 pairs, a third of them negative", move || {
        if count >= 120 && hard * 3 >= count { Ok(()) } else { Err(format!("{hard} of {count}").into()) }
    }));
    trials.push(Trial::test("held pairs keep to their figures", move || measured(&held, &open)));
    trials.push(Trial::test("articles give names and roles", articles));
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn pairs(markdown: &str) -> Vec<Pair> {
    let mut all = Vec::new();
    for line in markdown.lines() {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        if let [want @ ("same" | "member" | "apart" | "nothing"), a, b] = cells[..] {
            all.push(Pair { row: line.to_owned(), want: want.to_owned(), tellers: [teller(a), teller(b)] });
        }
    }
    all
}

fn teller(cell: &str) -> Teller {
    let (kind, rest) = cell.split_once(": ").expect("a kind, a colon, the name");
    let mut fields = rest.split("; ").map(|f| Some(f.trim().to_owned()).filter(|f| f != "-"));
    let (name, role, of) = (fields.next().flatten(), fields.next().flatten(), fields.next().flatten());
    let (kind, anonymous) = match kind {
        "person" => (Kind::Person, false),
        "unnamed" => (Kind::Person, true),
        "body" => (Kind::Organisation, false),
        "outlet" => (Kind::Publication, false),
        other => panic!("no kind {other}"),
    };
    Teller { kind, anonymous, name: name.expect("a name"), role, of }
}

fn proposals(pair: &Pair) -> Vec<Proposal> {
    let named = |id: usize| {
        let teller = &pair.tellers[id];
        Named {
            id,
            document: id,
            name: &teller.name,
            kind: teller.kind,
            anonymous: teller.anonymous,
            role: teller.role.as_deref(),
            of: teller.of.as_deref(),
            language: None,
        }
    };
    let found = propose(&[named(0), named(1)]);
    assert_eq!(found, propose(&[named(1), named(0)]), "the order of the input changes nothing");
    found
}

/// What was proposed, in the words of the tables.
fn verdict(found: &[Proposal]) -> String {
    let words = |p: &Proposal| match p.kind {
        Relation::Same => "same".to_owned(),
        Relation::Apart => "apart".to_owned(),
        Relation::MemberOf if p.a == 0 => "member".to_owned(),
        Relation::MemberOf => "member the other way round".to_owned(),
    };
    if found.is_empty() {
        "nothing".to_owned()
    } else {
        found.iter().map(words).collect::<Vec<_>>().join(", ")
    }
}

fn run(pair: &Pair) -> Result<(), Failed> {
    let found = proposals(pair);
    let verdict = verdict(&found);
    if verdict == pair.want { Ok(()) } else { Err(format!("{verdict}: {found:#?}").into()) }
}

fn score<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Score {
    let mut score = Score::default();
    for pair in pairs {
        let verdict = verdict(&proposals(pair));
        let joins = |v: &str| v.starts_with("same") || v.starts_with("member");
        match (joins(&pair.want), joins(&verdict)) {
            (true, true) if verdict == pair.want => score.right += 1,
            (_, true) => score.wrong += 1,
            (true, false) => score.missed += 1,
            (false, false) => score.quiet += 1,
        }
    }
    score
}

fn measured(held: &[(String, Pair)], open: &[Pair]) -> Result<(), Failed> {
    let mut wrong = String::new();
    let show = |name: &str, s: Score| {
        if std::env::var_os("FIRSTHAND_MEASURE").is_some() {
            let part = |of: usize| 100.0 * s.right as f64 / of.max(1) as f64;
            let (precision, recall) = (part(s.right + s.wrong), part(s.right + s.missed));
            println!("{name}: {s:?}, precision {precision:.1} %, recall {recall:.1} %");
        }
    };
    show("open", score(open.iter()));
    for (name, kept) in HELD {
        let found = score(held.iter().filter(|(file, _)| file == name).map(|(_, pair)| pair));
        show(name, found);
        if found.wrong > kept.wrong || found.right < kept.right {
            wrong += &format!("{name}: {found:?}, kept {kept:?}\n");
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
}

/// Names and roles as readings have them: public persons with their role, nobody else.
#[expect(clippy::disallowed_methods, reason = "the articles are files; core itself does no IO")]
fn articles() -> Result<(), Failed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/telling");
    let reader = Reader::english().with(weights::english());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the articles").filter_map(Result::ok) {
        if entry.path().extension().is_some_and(|x| x == "txt") {
            let text = std::fs::read_to_string(entry.path()).expect("a readable file");
            let document = Document::new("0", text).expect("short texts fit");
            found.extend(tellers(&reader.read(document, Meta::default())));
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    if std::env::var_os("FIRSTHAND_MEASURE").is_some() {
        found.iter().for_each(|t| println!("  {:?} {} | {:?} | {:?}", t.kind, t.name, t.role, t.of));
    }
    let has = |name: &str, role: &str| {
        let fits = |t: &PublicTeller| t.name == name && t.role.as_ref().is_some_and(|r| r.contains(role));
        found.iter().any(fits)
    };
    let missed = PUBLIC.iter().filter(|(name, role)| !has(name, role)).map(|(name, _)| name);
    let private = |t: &&PublicTeller| t.kind == Kind::Person && PRIVATE.iter().any(|p| t.name.ends_with(p));
    let wrong: Vec<String> = missed
        .map(|name| format!("{name} is missed"))
        .chain(found.iter().filter(private).map(|t| format!("{} is private", t.name)))
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}
