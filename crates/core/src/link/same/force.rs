//! [`Force`]: whether something was done, or only ordered, planned, possible, asked for, threatened or tried.

use super::cut::{Piece, stem};

/// How a statement stands to its being so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Force {
    /// Ordered, required, forbidden: a rule for others.
    Ruled,
    /// Meant or expected.
    Planned,
    /// Perhaps, or on a condition.
    Possible,
    /// Asked or called for.
    Asked,
    /// Threatened.
    Threatened,
    /// Tried.
    Tried,
    /// It would have been.
    Unreal,
}

impl Force {
    /// In words for people.
    pub(super) fn word(force: Option<Self>) -> &'static str {
        match force {
            None => "told as done",
            Some(Self::Ruled) => "ordered or required",
            Some(Self::Planned) => "planned or expected",
            Some(Self::Possible) => "possible",
            Some(Self::Asked) => "asked for",
            Some(Self::Threatened) => "threatened",
            Some(Self::Tried) => "tried",
            Some(Self::Unreal) => "told as not real",
        }
    }
}

/// A word that takes what follows it out of what was done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// Its place.
    pub(super) at: usize,
    pub(super) force: Force,
    /// The word after the last that it governs.
    pub(super) end: usize,
}

/// Verbs and nouns by their stems, and the words of which one must follow (none: any).
const CUES: [(&str, Force, &str); 30] = [
    ("order", Force::Ruled, "to"),
    ("told", Force::Ruled, "to"),
    ("instruct", Force::Ruled, "to"),
    ("requir", Force::Ruled, ""),
    ("compulsori", Force::Ruled, ""),
    ("oblig", Force::Ruled, ""),
    ("plan", Force::Planned, "to for a the"),
    ("intend", Force::Planned, "to"),
    ("consid", Force::Planned, ""),
    ("prepar", Force::Planned, "to for"),
    ("propos", Force::Planned, ""),
    ("readi", Force::Planned, "to"),
    ("expect", Force::Planned, "to"),
    ("due", Force::Planned, "to"),
    ("promis", Force::Planned, "to"),
    ("want", Force::Planned, "to"),
    ("hope", Force::Planned, "to for"),
    ("discuss", Force::Planned, ""),
    ("demand", Force::Asked, "that to"),
    ("call", Force::Asked, "for on"),
    ("urg", Force::Asked, ""),
    ("ask", Force::Asked, "for to that"),
    ("request", Force::Asked, ""),
    ("appeal", Force::Asked, "for to"),
    ("threaten", Force::Threatened, ""),
    ("threat", Force::Threatened, ""),
    ("tri", Force::Tried, "to"),
    ("attempt", Force::Tried, ""),
    ("attempt", Force::Tried, "to"),
    ("fear", Force::Possible, ""),
];

/// The cues of a text. A cue governs the words up to the next clause.
///
/// `dated` says which words are of dates: "May" is no modal there.
pub(super) fn cues(pieces: &[Piece], dated: &[bool]) -> Vec<Cue> {
    let word = |i: usize| pieces.get(i).map_or("", |p| &*p.lower);
    let mut found = Vec::new();
    for i in 0..pieces.len() {
        // "Will", "May": names, but where a sentence begins.
        if dated[i] || (i > 0 && pieces[i].capital) {
            continue;
        }
        let Some(force) = cue(&word, i).or_else(|| modal(&word, i)) else { continue };
        let opens = |j: usize| {
            pieces[j].parted
                || matches!(
                    &*pieces[j].lower,
                    "because"
                        | "after"
                        | "when"
                        | "while"
                        | "who"
                        | "which"
                        | "although"
                        | "since"
                        | "but"
                        | "as"
                )
        };
        let end = (i + 1..pieces.len()).find(|j| *j > i + 1 && opens(*j)).unwrap_or(pieces.len());
        found.push(Cue { at: i, force, end });
    }
    found
}

/// Verbs, nouns and adjectives.
fn cue<'a>(word: &dyn Fn(usize) -> &'a str, i: usize) -> Option<Force> {
    let own = stem(word(i));
    // "was told", "ordered the books to be burnt": what must follow may stand a few words on.
    let follows =
        |list: &str| list.is_empty() || (i + 1..i + 5).any(|j| list.split(' ').any(|w| w == word(j)));
    let near = |list: &str| list.split(' ').any(|w| w == word(i + 1));
    let found = CUES.iter().find(|(s, f, after)| {
        *s == own
            && if matches!(f, Force::Asked | Force::Planned) && *s != "demand" {
                after.is_empty() || near(after)
            } else {
                follows(after)
            }
    })?;
    // "trial", "the try": only the verb.
    let tried = matches!(word(i), "tried" | "tries" | "try" | "trying") || own != "tri";
    tried.then_some(found.1)
}

/// Modal verbs. "May not", "may only" and "can no longer" are rules; "had to" and "made to" tell what was done.
fn modal<'a>(word: &dyn Fn(usize) -> &'a str, i: usize) -> Option<Force> {
    let next = word(i + 1);
    let ruled = (i + 1..i + 6).any(|j| matches!(word(j), "not" | "only" | "longer"));
    let ruled =
        ruled || (i.saturating_sub(3)..i).any(|j| matches!(word(j), "no" | "nobody" | "none" | "only"));
    match word(i) {
        "must" | "should" | "shall" => Some(Force::Ruled),
        "has" | "have" if next == "to" => Some(Force::Ruled),
        "may" | "can" if ruled => Some(Force::Ruled),
        "may" | "might" | "could" if next != "be" || word(i) != "could" => Some(Force::Possible),
        "would" if next == "have" || word(i + 2) == "have" => Some(Force::Unreal),
        "will" if next != "of" => Some(Force::Planned),
        "if" | "unless" => Some(Force::Possible),
        _ => None,
    }
}

/// The cue that governs a word, if any: the nearest before it.
pub(super) fn governs(cues: &[Cue], at: usize) -> Option<Force> {
    cues.iter().rev().find(|c| c.at < at && at < c.end).map(|c| c.force)
}

#[cfg(test)]
mod tests {
    use super::super::cut::cut;
    use super::*;

    fn force(text: &str, word: &str) -> Option<Force> {
        let pieces = cut(text);
        let at = pieces.iter().position(|p| p.lower == word).unwrap();
        governs(&cues(&pieces, &vec![false; pieces.len()]), at)
    }

    #[test]
    fn what_is_not_done_is_told_apart() {
        assert_eq!(force("The books were ordered to be burnt.", "burnt"), Some(Force::Ruled));
        assert_eq!(force("They plan to build a wall.", "build"), Some(Force::Planned));
        assert_eq!(force("The school may be closed.", "closed"), Some(Force::Possible));
        assert_eq!(force("She tried to cross.", "cross"), Some(Force::Tried));
        assert_eq!(force("Doctors may no longer leave.", "leave"), Some(Force::Ruled));
        assert_eq!(force("They had to pick cotton.", "pick"), None);
        assert_eq!(force("He was tried in secret.", "secret"), None);
        assert_eq!(force("They called for an inquiry.", "inquiry"), Some(Force::Asked));
        assert_eq!(force("He will go because she left.", "left"), None);
    }
}
