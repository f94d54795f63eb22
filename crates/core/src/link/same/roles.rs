//! Who did it to whom: "a guard beat a conscript" and "a conscript beat a guard" share all words and assert two things.

use super::align::Pairing;
use super::view::View;

/// Whether a verb of the past stands in both statements with the nearest words before and after it changed over, and neither
/// statement is in the passive. Gives the two words before the verb.
pub(super) fn turned<'v>(a: &'v View<'_>, b: &'v View<'_>, pairing: &Pairing) -> Option<(&'v str, &'v str)> {
    let paired = |i: usize, j: usize| pairing.pairs.contains(&(i, j));
    pairing.pairs.iter().find_map(|&(i, j)| {
        let verb = a.terms[i].past && b.terms[j].past && i > 0 && j > 0;
        let after = i + 1 < a.terms.len() && j + 1 < b.terms.len();
        if !verb || !after || is_passive(a, i) || is_passive(b, j) {
            return None;
        }
        let kept = paired(i - 1, j - 1) || paired(i + 1, j + 1);
        let turned = paired(i - 1, j + 1) && paired(i + 1, j - 1);
        (turned && !kept).then(|| (&*a.terms[i - 1].lower, &*b.terms[j - 1].lower))
    })
}

/// Whether a form of "be" stands in the two words before a verb, or "by" behind it.
fn is_passive(view: &View<'_>, term: usize) -> bool {
    let at = view.terms[term].at;
    let before = view.pieces[at.saturating_sub(2)..at].iter();
    let after = view.pieces.iter().skip(at + 1).take(2);
    before
        .chain(after)
        .any(|p| matches!(&*p.lower, "was" | "were" | "is" | "are" | "be" | "been" | "being" | "got" | "by"))
}
