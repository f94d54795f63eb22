//! Which words deny, and whether two statements stand on the same side.

use super::cut::Piece;

/// Words that deny whatever stands in their clause.
const DENIALS: &str = "not nobody none nothing nowhere neither nor never cannot cant dont doesnt didnt isnt arent \
    wasnt werent hasnt havent hadnt wont wouldnt couldnt shouldnt mustnt neednt unable hardly false untrue refuted";
/// Nouns that are told of, so that denying them denies what they tell.
const TOLD: &str = "claim claims report reports accusation accusations allegation allegations rumour rumours rumor rumors \
    suggestion suggestions charge charges";
/// Words with a "not" inside, for which another may say the "not" outright: "closed" and "no access".
const INSIDE: &str = "bar barred ban banned forbid forbidden forbids prohibit prohibited outlawed close closed closes shut shuts blocked \
    block stop stopped stops halt halted refuse refused refuses refusing deny denied denies lack lacked lacks lose lost \
    deprived withheld withhold prevent prevented cancel cancelled suspend suspended secret secretly bare empty only behind \
    abolish abolished removed remove cut end ended unsafe reject rejected except";

/// The denying words of a text, by their places.
#[derive(Clone, Debug, Default)]
pub(super) struct Denials {
    /// Outright.
    pub(super) outright: Vec<usize>,
    /// Inside another word.
    pub(super) inside: Vec<usize>,
    /// "Without": denies what stands behind it alone, "opened without warning" that there was a warning.
    pub(super) without: Vec<usize>,
}

/// Finds the denying words. "No more than" bounds a number, "not only" and "No. 14" deny nothing.
pub(super) fn denials(pieces: &[Piece]) -> Denials {
    let word = |i: usize| pieces.get(i).map_or("", |p| &*p.lower);
    let among = |list: &str, w: &str| list.split_whitespace().any(|l| l == w);
    let mut found = Denials::default();
    for i in 0..pieces.len() {
        let (own, next) = (word(i), word(i + 1));
        let outright = match own {
            "no" => {
                !matches!(next, "more" | "fewer" | "less" | "later" | "sooner" | "doubt")
                    && !next.starts_with(|c: char| c.is_ascii_digit())
                    || (next == "more" && word(i + 2) != "than")
            }
            "not" => !matches!(
                (next, word(i + 2)),
                ("only", _) | ("just", _) | ("more" | "less" | "fewer", "than")
            ),
            "denied" | "denies" | "deny" => {
                matches!(next, "that" | "having" | "it" | "he" | "she" | "they" | "any") || among(TOLD, next)
            }
            "rejected" | "rejects" | "reject" | "dismissed" | "dismisses" => {
                among(TOLD, next) || among(TOLD, word(i + 2))
            }
            "failed" | "fails" | "fail" => next == "to",
            _ => among(DENIALS, own),
        };
        if own == "without" {
            found.without.push(i);
        } else if outright {
            found.outright.push(i);
        } else if among(INSIDE, own) {
            found.inside.push(i);
        }
    }
    found
}

/// Whether two statements stand on opposite sides. `denies` is told of their tellers ("the ministry denied that …"); a word
/// that holds a "not" inside evens out a difference where the other statement has no such word (`alone`).
pub(super) fn opposed(a: (&Denials, bool), b: (&Denials, bool), alone: impl Fn(bool, usize) -> bool) -> bool {
    // A "without" counts where the other statement has what is denied by it.
    let shared = |d: &Denials, first: bool| {
        d.without.iter().filter(|i| (**i + 1..**i + 4).any(|at| !alone(first, at))).count()
    };
    let odd = |(d, denies): (&Denials, bool), first: bool| {
        (d.outright.len() + shared(d, first) + usize::from(denies)) % 2 == 1
    };
    let (odd_a, odd_b) = (odd(a, true), odd(b, false));
    if odd_a == odd_b {
        return false;
    }
    // A stance is certain: no word evens it out.
    if a.1 != b.1 {
        return true;
    }
    let fewer_a = !odd_a;
    let even = if fewer_a { &a.0.inside } else { &b.0.inside };
    !even.iter().any(|i| alone(fewer_a, *i))
}

#[cfg(test)]
mod tests {
    use super::super::cut::cut;
    use super::*;

    fn count(text: &str) -> usize {
        let found = denials(&cut(text));
        found.outright.len() + found.without.len()
    }

    #[test]
    fn denials_are_counted() {
        for text in [
            "Nobody was held.",
            "He didn't go.",
            "They have no water.",
            "She denied having left.",
            "It failed to pay.",
        ] {
            assert_eq!(count(text), 1, "{text}");
        }
        for text in ["No more than ten came.", "She was denied a lawyer.", "School No. 14", "not only men"] {
            assert_eq!(count(text), 0, "{text}");
        }
        assert_eq!(count("Nobody gets a flat without a letter."), 2);
    }
}
