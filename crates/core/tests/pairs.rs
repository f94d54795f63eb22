//! Same-claim proposals, measured on the pairs of `cases/link/pairs/` (how they are written: `cases/README.md`).
//!
//! All statements of a half, each of a document of its own, are proposed together: a pair is found where it is proposed, and
//! what is proposed across pairs is wrong as well. Two halves: what the words and weights were made on, and the files
//! `held-*.md`, which are for measuring alone.
//!
//! `cargo test -p firsthand-core --test pairs -- --nocapture` prints the shares, and what is wrong in the first half.

mod markdown;

use firsthand_core::link::same::{Learnt, Proposal, Said, Side, compare, propose};
use firsthand_core::model::Stance;

/// Least F1 of same-claim proposals on each half, and the least share of denials that are found as such.
const LEAST: [(&str, f64, f64); 2] = [("made on", 0.80, 0.80), ("held back", 0.80, 0.80)];

struct Statement {
    text: String,
    published: Option<String>,
    speaker: Option<String>,
    stance: Stance,
}

struct Pair {
    name: String,
    both: Vec<Statement>,
    label: String,
}

/// A statement's line without its dash: `(2018-10-05; denies; the army) Shells hit the home.`, the brackets only if needed.
fn statement(line: &str) -> Statement {
    let mut said =
        Statement { text: line.to_owned(), published: None, speaker: None, stance: Stance::Asserts };
    if let Some((about, text)) = line.strip_prefix('(').and_then(|rest| rest.split_once(") ")) {
        said.text = text.to_owned();
        for part in about.split("; ") {
            match part {
                "denies" => said.stance = Stance::Denies,
                day if day.starts_with(|c: char| c.is_ascii_digit()) => said.published = Some(day.to_owned()),
                speaker => said.speaker = Some(speaker.to_owned()),
            }
        }
    }
    said
}

fn pairs(held: bool) -> Vec<Pair> {
    let mut found = Vec::new();
    for (name, markdown) in markdown::files("link/pairs") {
        if name.starts_with("held-") != held {
            continue;
        }
        for part in markdown.split("\n## ").skip(1) {
            let lines: Vec<&str> = part.lines().filter_map(|l| l.strip_prefix("- ")).collect();
            let [a, b, label] = lines[..] else { panic!("{name}: two statements and a label: {part}") };
            let known = ["same", "against"].contains(&label) || label.starts_with("not same: ");
            assert!(known, "{name}: {label}");
            found.push(Pair {
                name: format!("{name}: {}", part.lines().next().unwrap_or("")),
                both: vec![statement(a), statement(b)],
                label: label.to_owned(),
            });
        }
    }
    found
}

fn said(pairs: &[Pair]) -> Vec<Said<'_>> {
    let all = pairs.iter().flat_map(|p| &p.both).enumerate();
    all.map(|(id, s)| Said {
        id,
        document: id,
        text: &s.text,
        stance: s.stance,
        speaker: s.speaker.as_deref(),
        published: s.published.as_deref(),
        language: "en",
    })
    .collect()
}

/// What is proposed of one pair.
fn of(proposals: &[Proposal], pair: usize) -> Option<&Proposal> {
    proposals.iter().find(|p| (p.a, p.b) == (pair * 2, pair * 2 + 1))
}

#[test]
fn pairs_are_proposed_as_people_would() {
    for (half, (name, least, least_denials)) in LEAST.iter().enumerate() {
        let pairs = pairs(half == 1);
        let said = said(&pairs);
        let proposals = propose(&said, &Learnt::default());
        let (mut right, mut wrong, mut missed, mut denials, mut found) = (0, 0, 0, 0, 0);
        let mut merged = Vec::new();
        for (i, pair) in pairs.iter().enumerate() {
            let proposal = of(&proposals, i);
            let side = proposal.map(|p| p.side);
            let good = match (&*pair.label, side) {
                ("same", Some(Side::Same)) => true,
                ("against", Some(Side::Opposed)) => true,
                (label, None) => label.starts_with("not same"),
                _ => false,
            };
            match (&*pair.label, side) {
                ("same", Some(Side::Same)) => right += 1,
                ("same", _) => missed += 1,
                (label, Some(Side::Same)) => {
                    wrong += 1;
                    if ["topic", "unrelated"].iter().all(|l| !label.ends_with(l)) {
                        merged.push(format!("{}, {}", pair.name, pair.label));
                    }
                }
                _ => {}
            }
            denials += usize::from(pair.label == "against");
            found += usize::from(pair.label == "against" && side == Some(Side::Opposed));
            if half == 0 && !good {
                let c = compare(&said[i * 2], &said[i * 2 + 1]);
                println!("{} ({}): {side:?}, {:.3}", pair.name, pair.label, c.score);
                println!("  {}\n  {}", said[i * 2].text, said[i * 2 + 1].text);
                c.evidence.iter().for_each(|e| println!("    {:?} {}", e.verdict, e.text));
            }
        }
        let across: Vec<_> = proposals.iter().filter(|p| p.a / 2 != p.b / 2).collect();
        if half == 0 {
            across.iter().for_each(|p| println!("across: {} / {}", said[p.a].text, said[p.b].text));
        }
        let wrong = wrong + across.len();
        let f1 = 2.0 * f64::from(right) / f64::from(2 * right + wrong as i32 + missed);
        println!(
            "{name}: {} pairs, {right} right, {wrong} wrong ({} across pairs), {missed} missed: F1 {f1:.3}; denials found {found} of \
             {denials}; clashes merged {merged:?}",
            pairs.len(),
            across.len()
        );
        assert!(f1 >= *least, "{name}: F1 {f1:.3}");
        assert!(merged.is_empty(), "{name}: denials or clashes merged: {}", merged.len());
        assert!(
            f64::from(found as u32) >= least_denials * denials as f64,
            "{name}: denials {found} of {denials}"
        );
    }
}

#[test]
fn there_are_pairs_of_all_kinds() {
    let all: Vec<Pair> = pairs(false).into_iter().chain(pairs(true)).collect();
    let share =
        |is: &dyn Fn(&str) -> bool| all.iter().filter(|p| is(&p.label)).count() as f64 / all.len() as f64;
    assert!(all.len() >= 220);
    assert!(share(&|l| l == "same") >= 0.35);
    let hard =
        |l: &str| l == "against" || ["number", "modality", "place", "date"].iter().any(|k| l.ends_with(k));
    assert!(share(&hard) >= 0.33);
}
