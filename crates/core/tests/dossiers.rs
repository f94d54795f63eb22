//! The dossiers of `cases/link/dossiers/`: a few short articles each, with the claim that they share, its origins, and who
//! takes from whom. From documents to intervals, nothing by hand but what a reviewer settled.
//!
//! `cargo test -p firsthand-core --test dossiers -- --nocapture` prints what each dossier came to.

mod markdown;

use firsthand_core::link::dossier::{Answers, Claim, Linked, Paper, Relative, TellerRef, label, link};
use firsthand_core::link::origins::{Interval, Stance};
use firsthand_core::link::same::{self, Said};
use firsthand_core::model::{self, Document, Meta};
use firsthand_core::{Reader, weights};
use std::collections::BTreeSet;
use std::fmt::Write;

#[derive(Default)]
struct Wanted {
    words: String,
    for_: (usize, usize),
    against: (usize, usize),
    told: BTreeSet<String>,
    denied: BTreeSet<String>,
    why: Vec<String>,
    /// Why the program does not come to it yet; then it must not.
    not_yet: Option<String>,
}

#[derive(Default)]
struct Dossier {
    name: String,
    papers: Vec<Paper>,
    settled: Vec<String>,
    wanted: Vec<Wanted>,
}

/// "1 to 2", or "none".
fn interval(text: &str) -> (usize, usize) {
    let number = |t: Option<&str>| t.and_then(|t| t.trim().parse().ok()).unwrap_or(0);
    let mut parts = text.split(" to ");
    (number(parts.next()), number(parts.next()))
}

fn dossier(reader: &Reader, name: &str, file: &str) -> Dossier {
    let mut out = Dossier { name: name.to_owned(), ..Dossier::default() };
    for section in file.split("\n## ").skip(1) {
        let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
        let items = || body.lines().filter_map(|l| l.strip_prefix("- "));
        if heading == "Settled" {
            out.settled = items().map(str::to_owned).collect();
        } else if let Some(words) = heading.strip_prefix("Claim: ") {
            let mut wanted = Wanted { words: words.to_owned(), ..Wanted::default() };
            for (field, value) in items().filter_map(|l| l.split_once(": ")) {
                let names = || value.split(", ").map(str::to_owned).collect();
                match field {
                    "for" => wanted.for_ = interval(value),
                    "against" => wanted.against = interval(value),
                    "told in" => wanted.told = names(),
                    "denied in" => wanted.denied = names(),
                    "why" => wanted.why.push(value.to_owned()),
                    "not yet" => wanted.not_yet = Some(value.to_owned()),
                    other => panic!("{name}: what is “{other}”?"),
                }
            }
            out.wanted.push(wanted);
        } else {
            let (_, about) = heading.split_once(": ").expect("a document's heading names it");
            let (outlet, day) = about.rsplit_once(", ").expect("outlet and day");
            let meta = Meta { outlet: Some(outlet.into()), published: day.parse().ok(), ..Meta::default() };
            let document = Document::new(label(out.papers.len()), body.trim()).expect("a short text");
            let reading = reader.read(document, meta);
            let page = serde_json::from_str(&model::to_json(&reading, None)).expect("JSON");
            out.papers.push(Paper::of_json(reading.document.text(), &page));
        }
    }
    out
}

/// What a reviewer settled, in the dossier's words.
fn answers(of: &Dossier) -> Answers {
    let mut out = Answers::default();
    let document = |name: &str| name[1..].parse::<usize>().expect("d1, d2 …") - 1;
    let teller = |text: &str| -> TellerRef {
        let (paper, name) = text.trim().split_once(' ').expect("d1 \"name\"");
        let (paper, name) = (document(paper), name.trim().trim_matches('"'));
        let tellers = &of.papers[paper].tellers;
        let found = tellers.iter().position(|t| t.name == name);
        let found =
            found.or_else(|| tellers.iter().position(|t| t.name.contains(name) || name.contains(&t.name)));
        (
            paper,
            found.unwrap_or_else(|| {
                panic!(
                    "{}: no teller {text} among {:?}",
                    of.name,
                    tellers.iter().map(|t| &t.name).collect::<Vec<_>>()
                )
            }),
        )
    };
    for line in &of.settled {
        let (kind, rest) = line.split_once(": ").expect("kind: what");
        match kind {
            "same" | "different" => {
                let (a, b) = rest.split_once(" = ").expect("a = b");
                let pair = (teller(a), teller(b));
                out.settled.tellers.push(match kind {
                    "same" => Relative::Same(pair.0, pair.1),
                    _ => Relative::Different(pair.0, pair.1),
                });
            }
            "common cause" => {
                let (who, what) = rest.rsplit_once(": ").expect("who: what");
                out.settled.tellers.push(Relative::Cause(who.split(", ").map(teller).collect(), what.into()));
            }
            "translates" => {
                let (from, to) = rest.split_once(" -> ").expect("d2 -> d1");
                out.settled.translations.push((document(from), document(to)));
            }
            other => panic!("{}: what is “{other}”?", of.name),
        }
    }
    out
}

/// The claim that the wanted one means: told in its documents, and nearest in words.
fn meant<'a>(wanted: &Wanted, linked: &'a Linked) -> Option<&'a Claim> {
    let said = |text| Said {
        id: 0,
        document: 0,
        text,
        stance: model::Stance::Asserts,
        speaker: None,
        published: None,
        language: "en",
    };
    let score = |claim: &Claim| {
        let near = claim
            .tellings
            .iter()
            .map(|t| same::compare(&said(&wanted.words), &said(&linked.units[t.unit].words)).score);
        let told = documents(claim, linked, Stance::For);
        (near.fold(0.0f32, f32::max), told.intersection(&wanted.told).count())
    };
    let scored = linked.claims.iter().map(|c| (score(c), c)).filter(|((near, _), _)| *near > 0.3);
    let best = scored.max_by(|(a, _), (b, _)| (a.0 * (1 + a.1) as f32).total_cmp(&(b.0 * (1 + b.1) as f32)));
    best.map(|(_, c)| c)
}

fn documents(claim: &Claim, linked: &Linked, side: Stance) -> BTreeSet<String> {
    let on = claim.tellings.iter().filter(|t| t.stance == side);
    on.map(|t| label(linked.units[t.unit].paper)).collect()
}

/// What is wrong with a claim; nothing where it is as wanted.
fn faults(wanted: &Wanted, linked: &Linked) -> Vec<String> {
    let Some(claim) = meant(wanted, linked) else { return vec!["no such claim".into()] };
    let mut out = Vec::new();
    let bounds = |i: &Interval| (i.at_least, i.at_most);
    for (side, got, want) in
        [("for", &claim.origins.for_, wanted.for_), ("against", &claim.origins.against, wanted.against)]
    {
        if bounds(got) != want {
            out.push(format!("{side}: {:?}, wanted {want:?}; roots {:?}", bounds(got), got.roots));
        }
    }
    for (side, want) in [(Stance::For, &wanted.told), (Stance::Against, &wanted.denied)] {
        let got = documents(claim, linked, side);
        if got != *want {
            out.push(format!(
                "{}: told in {got:?}, wanted {want:?}{}",
                side.word(),
                nearest(claim, linked, want.difference(&got))
            ));
        }
    }
    let missing = wanted.why.iter().filter(|w| !claim.relations.contains(w));
    out.extend(missing.map(|w| format!("not found: {w} (found: {:?})", claim.relations)));
    out
}

/// What comes nearest in the documents that were missed, and how near.
fn nearest<'a>(claim: &Claim, linked: &Linked, missed: impl Iterator<Item = &'a String>) -> String {
    let said = |unit: usize| Said {
        id: unit,
        document: unit,
        text: &linked.units[unit].words,
        stance: if linked.units[unit].denies { model::Stance::Denies } else { model::Stance::Asserts },
        speaker: None,
        published: None,
        language: "en",
    };
    let mut out = String::new();
    for document in missed {
        let theirs = (0..linked.units.len()).filter(|u| label(linked.units[*u].paper) == *document);
        let pairs = theirs.flat_map(|u| claim.tellings.iter().map(move |t| (t.unit, u)));
        let scored = pairs.map(|(a, b)| (same::compare(&said(a), &said(b)), a, b));
        if let Some((found, a, b)) = scored.max_by(|x, y| x.0.score.total_cmp(&y.0.score)) {
            let (a, b) = (&linked.units[a].words, &linked.units[b].words);
            let evidence: Vec<&str> = found.evidence.iter().map(|e| e.text.as_str()).collect();
            let _ = write!(
                out,
                "\n    {document}: {:.2} clash {} “{a}” / “{b}”: {}",
                found.score,
                found.clashes(),
                evidence.join("; ")
            );
        }
    }
    out
}

#[test]
fn dossiers_come_to_their_intervals() {
    let reader = Reader::english().with(weights::english());
    let (mut wrong, mut count, mut late) = (String::new(), 0, 0);
    for (name, file) in markdown::files("link/dossiers") {
        let dossier = dossier(&reader, &name, &file);
        let linked = link(&dossier.papers, &answers(&dossier), true);
        for wanted in &dossier.wanted {
            count += 1;
            let faults = faults(wanted, &linked);
            if let Some(why) = &wanted.not_yet {
                late += 1;
                println!("{name}: “{}”: not yet: {why}", wanted.words);
                if faults.is_empty() {
                    let _ =
                        writeln!(wrong, "{name}: “{}” comes right now: take its “not yet” out", wanted.words);
                }
                continue;
            }
            for fault in faults {
                let _ = writeln!(wrong, "{name}: “{}”: {fault}", wanted.words);
            }
        }
    }
    println!("{count} claims, {late} of them not yet right\n{wrong}");
    assert!(count - late >= 12);
    assert!(wrong.is_empty(), "\n{wrong}");
}
