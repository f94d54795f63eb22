//! The page of claims: the documents by number, then each claim with its origins, its tellings, and why they are taken for one.

use super::{Look, origins, put, words};
use firsthand_core::link::dossier::{Claim, Link, Linked, Paper, Tie, label, unit_name};
use firsthand_core::link::origins::Stance;

/// Links written out for a claim unless all of them are asked for.
const LINKS: usize = 3;

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The documents.
    pub papers: &'a [Paper],
    /// What was found.
    pub linked: &'a Linked,
    /// Whether the questions are listed.
    pub questions: bool,
    /// Whether all evidence is.
    pub evidence: bool,
}

/// Each document under its number.
pub fn documents(papers: &[Paper], look: &Look) -> String {
    let mut out = String::new();
    for (at, paper) in papers.iter().enumerate() {
        let about = [paper.outlet.as_deref(), paper.published.as_deref(), paper.title.as_deref()];
        let about: Vec<&str> = about.into_iter().flatten().collect();
        let about = if about.is_empty() { paper.id.clone() } else { about.join(", ") };
        put(&mut out, 0, look, look.palette.faint, &format!("{}: {about}", label(at)));
    }
    out
}

/// One claim. `grades`: what reviewers gave, in words.
pub fn claim(number: usize, claim: &Claim, shown: &Shown<'_>, grades: &[String], look: &Look) -> String {
    let mut out = String::new();
    let palette = &look.palette;
    let quoted = format!("{number}. {}", claim.words);
    out.push_str(&origins::claim(&quoted, &claim.origins, shown.questions, look));
    for grade in grades {
        put(&mut out, 2, look, palette.accent, &format!("graded {grade}"));
    }
    put(&mut out, 2, look, palette.faint, "told in:");
    for telling in &claim.tellings {
        let unit = &shown.linked.units[telling.unit];
        let side = if telling.stance == Stance::Against { " against" } else { "" };
        let line = format!("{}{side}: {}: {}", label(unit.paper), chain(shown, telling.unit), unit.words);
        put(&mut out, 4, look, anstyle::Style::new(), &line);
        put(&mut out, 6, look, palette.faint, &unit_name(shown.papers, unit));
    }
    let links: Vec<&Link> = claim.links.iter().map(|l| &shown.linked.links[*l]).collect();
    let proposed = links.iter().filter(|l| !l.settled).count();
    if proposed > 0 {
        let line = format!(
            "{} by the program, settled by nobody; 'firsthand settle' does:",
            words::count(proposed, "tie is proposed", "ties are proposed")
        );
        put(&mut out, 2, look, palette.care, &line);
    }
    let most = if shown.evidence { usize::MAX } else { LINKS };
    for link in links.iter().take(most) {
        put(&mut out, 4, look, palette.faint, &tie(shown, link));
    }
    if links.len() > most {
        put(&mut out, 4, look, palette.faint, &format!("and {} more", links.len() - most));
    }
    out
}

/// Who tells, page inwards.
fn chain(shown: &Shown<'_>, unit: usize) -> String {
    let unit = &shown.linked.units[unit];
    if unit.statement.is_none() {
        return "the page itself".into();
    }
    let names = unit.tellers(shown.papers);
    if names.is_empty() { "nobody named".into() } else { names.join(" ← ") }
}

fn tie(shown: &Shown<'_>, link: &Link) -> String {
    let name = |unit: usize| unit_name(shown.papers, &shown.linked.units[unit]);
    let what = match link.tie {
        Tie::Same => "tells the same as",
        Tie::Opposed => "is denied by, or denies,",
        Tie::Other => "is not",
    };
    let by = if link.settled {
        "settled".to_owned()
    } else {
        format!("proposed, {:.2}", f64::from(link.score) / 10_000.0)
    };
    let why =
        if link.evidence.is_empty() { String::new() } else { format!(": {}", link.evidence.join("; ")) };
    format!("{} {what} {} ({by}){why}", name(link.a), name(link.b))
}
