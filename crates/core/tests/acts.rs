//! Acts, measured on the sentences of `cases/events/` (how they are written: `cases/README.md`).
//!
//! Two halves: what the words and rules were made on, and the files `held-*.md`, which are for measuring alone. A found act
//! is right where its kind is and its trigger overlaps; `by`, `to`, `place` and `when` are right where at least half of the
//! words are shared (articles and prepositions apart); the second figure counts only those with the same words.
//!
//! `cargo test -p firsthand-core --test acts -- --nocapture` prints the shares, and what is wrong in the first half.

use firsthand_core::model::{Act, Document, Meta};
use firsthand_core::{Reader, weights};
use std::collections::BTreeSet;
use std::path::Path;

/// Least F1 of kinds, by and to together, on each half.
const LEAST: [(&str, f64, f64); 2] = [("made on", 0.70, 0.65), ("held back", 0.70, 0.65)];

#[derive(Debug, Default, Clone)]
struct Wanted {
    act: String,
    status: String,
    trigger: String,
    roles: [Vec<String>; 4],
    relation: Option<String>,
}

/// The roles that are measured.
const ROLES: [&str; 4] = ["by", "to", "when", "place"];

struct Case {
    name: String,
    text: String,
    acts: Vec<Wanted>,
}

fn case_file(name: &str, text: &str) -> Vec<Case> {
    let mut out = Vec::new();
    let mut heading = "";
    let mut sentence = String::new();
    let mut block: Option<&str> = None;
    let mut acts: Vec<Wanted> = Vec::new();
    for line in text.lines() {
        match (line, block) {
            ("```text", None) => (block, sentence) = (Some("text"), String::new()),
            ("```acts", None) => (block, acts) = (Some("acts"), vec![Wanted::default()]),
            ("```", Some("acts")) => {
                acts.retain(|a| !a.act.is_empty());
                let acts = std::mem::take(&mut acts);
                out.push(Case { name: format!("{name}: {heading}"), text: sentence.clone(), acts });
                block = None;
            }
            ("```", _) => block = None,
            (line, Some("text")) => sentence.push_str(line),
            ("", Some(_)) => acts.push(Wanted::default()),
            ("no acts", Some(_)) => {}
            (line, Some(_)) => expectation(acts.last_mut().expect("a block begins with one"), line),
            (line, None) => heading = line.strip_prefix("## ").unwrap_or(heading),
        }
    }
    out
}

fn expectation(act: &mut Wanted, line: &str) {
    let values = |rest: &str| rest.split(" | ").map(str::to_owned).collect();
    match line.split_once(": ") {
        Some(("trigger", rest)) => act.trigger = rest.to_owned(),
        Some(("relation", rest)) => act.relation = Some(rest.to_owned()),
        Some((role, rest)) => {
            let at = ROLES.iter().position(|r| *r == role).unwrap_or_else(|| panic!("no role: {line}"));
            act.roles[at] = values(rest);
        }
        None => {
            let (kind, status) = line.split_once(' ').unwrap_or_else(|| panic!("kind and status: {line}"));
            (act.act, act.status) = (kind.to_owned(), status.to_owned());
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the cases are files; core itself does no IO")]
fn cases(held: bool) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/events");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of cases")
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|x| x == "md"))
        .collect();
    files.sort();
    let mut out = Vec::new();
    for path in files {
        let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with("held-") == held {
            out.extend(case_file(&name, &std::fs::read_to_string(&path).expect("a case file")));
        }
    }
    out
}

fn words(text: &str) -> BTreeSet<String> {
    const LIGHT: [&str; 12] =
        ["the", "a", "an", "in", "on", "at", "since", "until", "of", "by", "for", "from"];
    let all = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase);
    let kept: BTreeSet<String> = all.clone().filter(|w| !LIGHT.contains(&w.as_str())).collect();
    if kept.is_empty() { all.collect() } else { kept }
}

/// Whether half of the words are shared, and whether all are.
fn alike(a: &str, b: &str) -> (bool, bool) {
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    (4 * shared >= a.len() + b.len() && shared > 0, a == b)
}

fn found_roles(document: &Document, act: &Act) -> [Vec<String>; 4] {
    let text = |s: &firsthand_core::model::Span| document.slice(*s).to_owned();
    [
        act.by.iter().map(text).collect(),
        act.to.iter().map(text).collect(),
        act.when.iter().map(|w| text(&w.span)).collect(),
        act.place.iter().map(|p| text(&p.span)).collect(),
    ]
}

/// How many are wanted, found, right, and right to the word.
#[derive(Default, Clone, Copy, Debug)]
struct Tally([usize; 4]);

impl Tally {
    fn f1(self) -> f64 {
        2.0 * self.0[2] as f64 / (self.0[0] + self.0[1]).max(1) as f64
    }

    fn line(self, name: &str) -> String {
        let [wanted, found, right, exact] = self.0;
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        format!(
            "  {name:<8} P {:.3}  R {:.3}  F1 {:.3}   to the word {:.3}   ({wanted} wanted, {found} found)",
            share(right, found),
            share(right, wanted),
            self.f1(),
            2.0 * exact as f64 / (wanted + found).max(1) as f64,
        )
    }
}

#[derive(Default)]
struct Report {
    kinds: Tally,
    roles: [Tally; 4],
    status: Tally,
    relation: Tally,
    wrong: Vec<String>,
}

fn compare(reader: &Reader, case: &Case, report: &mut Report) {
    let document = Document::new("case", case.text.as_str()).expect("a sentence fits");
    let reading = reader.read(document, Meta::default());
    let acts = reading.acts.as_deref().unwrap_or_default();
    let document = &reading.document;
    let mut used = vec![false; acts.len()];
    report.kinds.0[0] += case.acts.len();
    report.kinds.0[1] += acts.len();
    let mut wrong = Vec::new();
    for wanted in &case.acts {
        let place = document.text().find(&wanted.trigger);
        let trigger =
            place.and_then(|p| document.span(p, p + wanted.trigger.len())).expect("the trigger stands there");
        let hit = (0..acts.len())
            .find(|i| !used[*i] && acts[*i].kind.id == wanted.act && acts[*i].trigger.overlaps(trigger));
        let found = hit.map(|i| found_roles(document, &acts[i])).unwrap_or_default();
        for (k, role) in ROLES.iter().enumerate() {
            report.roles[k].0[0] += wanted.roles[k].len();
            let mut left = found[k].clone();
            for w in &wanted.roles[k] {
                if let Some(at) = left.iter().position(|f| alike(w, f).0) {
                    report.roles[k].0[2] += 1;
                    report.roles[k].0[3] += usize::from(alike(w, &left[at]).1);
                    left.remove(at);
                } else if hit.is_some() {
                    wrong.push(format!("{role}: wanted {w:?}, found {:?}", found[k]));
                }
            }
            left.iter().for_each(|f| wrong.push(format!("{role}: not wanted {f:?}")));
        }
        let Some(i) = hit else {
            wrong.push(format!("missed {} {:?}", wanted.act, wanted.trigger));
            continue;
        };
        used[i] = true;
        report.kinds.0[2] += 1;
        report.kinds.0[3] += 1;
        let status = acts[i].status.word();
        report.status.0[0] += 1;
        report.status.0[1] += 1;
        report.status.0[2] += usize::from(status == wanted.status);
        if status != wanted.status {
            wrong.push(format!("status: wanted {}, found {status}", wanted.status));
        }
        let relation = acts[i].relation.map(|r| r.word().to_owned());
        report.relation.0[0] += usize::from(wanted.relation.is_some());
        report.relation.0[1] += usize::from(relation.is_some());
        report.relation.0[2] += usize::from(relation.is_some() && relation == wanted.relation);
        if relation != wanted.relation {
            wrong.push(format!("relation: wanted {:?}, found {relation:?}", wanted.relation));
        }
    }
    for (act, _) in acts.iter().zip(&used).filter(|(_, used)| !**used) {
        wrong.push(format!("not wanted: {} {:?}", act.kind.id, document.slice(act.trigger)));
    }
    for act in acts {
        for (k, found) in found_roles(document, act).iter().enumerate() {
            report.roles[k].0[1] += found.len();
        }
    }
    if !wrong.is_empty() {
        report.wrong.push(format!("{}\n    {}\n      {}", case.name, case.text, wrong.join("\n      ")));
    }
}

#[test]
fn acts_are_found() {
    let reader = Reader::english().with(weights::english());
    let mut all = 0;
    for (held, (name, kinds, roles)) in [false, true].into_iter().zip(LEAST) {
        let mut report = Report::default();
        let cases = cases(held);
        all += cases.len();
        for case in &cases {
            compare(&reader, case, &mut report);
        }
        println!("{name}: {} sentences", cases.len());
        println!("{}", report.kinds.line("kind"));
        for (k, role) in ROLES.iter().enumerate() {
            println!("{}", report.roles[k].line(role));
        }
        println!("{}", report.status.line("status"));
        println!("{}", report.relation.line("relation"));
        if !held {
            // The errors of the other half are not looked at.
            println!("{}", report.wrong.join("\n"));
        }
        let mut both = Tally::default();
        for k in 0..2 {
            (0..4).for_each(|i| both.0[i] += report.roles[k].0[i]);
        }
        println!("{}", both.line("by, to"));
        assert!(report.kinds.f1() >= kinds, "{name}: kinds {:.3}, at least {kinds}", report.kinds.f1());
        assert!(both.f1() >= roles, "{name}: by and to {:.3}, at least {roles}", both.f1());
    }
    assert!(all >= 150, "the golden set has {all} sentences");
}

/// The table of kinds for docs/acts.md.
fn table() -> String {
    let mut out = String::from("| act | what | belongs to | HURIDOCS | policy |\n|---|---|---|---|---|\n");
    for t in firsthand_core::act::types() {
        let of = |text: &Option<String>| text.clone().unwrap_or_default();
        let policy = if t.policy { "yes" } else { "" };
        out.push_str(&format!(
            "| `{}` | {} | {} | {} | {policy} |\n",
            t.id,
            t.definition,
            t.broader.as_ref().map(|b| format!("`{b}`")).unwrap_or_default(),
            of(&t.huridocs),
        ));
    }
    out
}

#[test]
#[expect(clippy::disallowed_methods, reason = "documentation is a file; core itself does no IO")]
fn the_documented_kinds_are_those_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/acts.md");
    let page = std::fs::read_to_string(&path).expect("docs/acts.md").replace("\r\n", "\n");
    let (before, rest) = page.split_once("<!-- kinds -->\n").expect("the mark before the table");
    let (_, after) = rest.split_once("<!-- /kinds -->").expect("the mark behind the table");
    let should = format!("{before}<!-- kinds -->\n{}<!-- /kinds -->{after}", table());
    if std::env::var("FIRSTHAND_BLESS").is_ok_and(|v| v == "1") && should != page {
        std::fs::write(&path, &should).expect("written");
        return;
    }
    assert!(
        page == should,
        "docs/acts.md: FIRSTHAND_BLESS=1 cargo test -p firsthand-core --test acts rewrites the table"
    );
}

#[test]
fn every_wider_kind_is_a_kind() {
    let all = firsthand_core::act::types();
    assert!(all.len() > 40);
    for t in all {
        assert!(t.broader.as_ref().is_none_or(|b| firsthand_core::act::type_of(b).is_some()), "{}", t.id);
        assert_eq!(all.iter().filter(|o| o.id == t.id).count(), 1, "{} stands twice", t.id);
    }
}
