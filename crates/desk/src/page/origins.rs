//! The page of a claim's origins: both sides as intervals, the roots, and why.

use super::{Look, put, words};
use firsthand_core::link::origins::{Claim, Interval, Question};

/// A claim under its `title`: its origins and the reasons. Questions are counted, and listed only where asked for.
pub fn claim(title: &str, claim: &Claim, questions: bool, look: &Look) -> String {
    let mut out = String::new();
    let palette = &look.palette;
    put(&mut out, 0, look, palette.strong, title);
    for (side, of) in [("for", &claim.for_), ("against", &claim.against)] {
        if of.at_most > 0 {
            put(&mut out, 2, look, palette.accent, &format!("{side}: {}", interval(of)));
        }
    }
    if !claim.why.is_empty() {
        put(&mut out, 2, look, palette.faint, "why:");
    }
    for line in &claim.why {
        put(&mut out, 4, look, palette.faint, &format!("- {line}"));
    }
    if questions {
        for question in &claim.questions {
            put(&mut out, 2, look, palette.care, &asked(question));
        }
    } else if !claim.questions.is_empty() {
        let count = words::count(claim.questions.len(), "question is", "questions are");
        put(&mut out, 2, look, palette.faint, &format!("{count} open whose answer would move a bound."));
    }
    out
}

/// An interval in words, with its roots' ids.
pub fn interval(of: &Interval) -> String {
    let mut line = match (of.at_least, of.at_most) {
        (least, most) if least == most => words::count(most, "origin", "origins"),
        (least, most) => format!("{least} to {most} origins"),
    };
    if of.claimed_plural {
        line.push_str(", one of them a plural that nobody counted");
    }
    if !of.exact {
        line.push_str(" (bounds; there may be more than the first)");
    }
    if !of.roots.is_empty() {
        let roots: Vec<String> = of.roots.iter().map(|r| r.join(" = ")).collect();
        line.push_str(&format!("; known roots: {}", roots.join(", ")));
    }
    line
}

/// A question with what each answer would make of it. To leave it open is always an answer, and comes first.
fn asked(question: &Question) -> String {
    let [a, b] = &question.same;
    let range = |[least, most]: [usize; 2]| {
        if least == most { format!("{most}") } else { format!("{least} to {most}") }
    };
    format!(
        "open ({}): are {a} and {b} one? Leave open: as it is. One: {}. Two: {}.",
        question.side,
        range(question.if_yes),
        range(question.if_no)
    )
}
