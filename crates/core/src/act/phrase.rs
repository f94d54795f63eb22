//! Noun phrases of a tree: how far one reaches, who belongs to it, and whether it names people.
//!
//! The phrase that stands for somebody is the whole noun phrase without its preposition, its relative clauses, its
//! appositions and what else follows a comma. Those joined by "and" are phrases of their own.

use super::Finder;
use super::tree::Tree;
use crate::model::Span;
use crate::read::lemma::lemma;
use crate::read::places::PlaceKind;
use crate::read::senses::category;
use std::borrow::Cow;

/// Relations that end a phrase.
const APART: [&str; 13] = [
    "acl:relcl",
    "acl",
    "appos",
    "conj",
    "cc",
    "case",
    "parataxis",
    "punct",
    "cc:preconj",
    "advcl",
    "mark",
    "nsubj",
    "cop",
];
/// Pronouns that stand for people.
const PRONOUNS: [&str; 30] = [
    "i",
    "me",
    "we",
    "us",
    "you",
    "he",
    "him",
    "she",
    "her",
    "they",
    "them",
    "who",
    "whom",
    "someone",
    "anyone",
    "everyone",
    "nobody",
    "somebody",
    "everybody",
    "anybody",
    "those",
    "others",
    "his",
    "their",
    "my",
    "our",
    "your",
    "themselves",
    "no",
    "whoever",
];
/// Nouns and determiners that count what follows "of".
const COUNTING: [&str; 26] = [
    "dozen", "hundred", "thousand", "score", "number", "group", "handful", "majority", "some", "many",
    "most", "several", "all", "both", "few", "one", "two", "three", "four", "part", "half", "member", "lot",
    "each", "couple", "none",
];

/// Base form in lower case.
pub(crate) fn base<'t>(tree: &'t Tree<'_>, i: usize) -> Cow<'t, str> {
    let tag = match tree.tag(i) {
        "NNP" => "NN",
        "NNPS" => "NNS",
        tag => tag,
    };
    lemma(tree.lower(i), tag)
}

/// First word and first word after, of the phrase around a head. It ends before each of `cut` behind the head: where a
/// place or a time begins.
pub(crate) fn phrase(tree: &Tree<'_>, head: usize, cut: &[usize]) -> std::ops::Range<usize> {
    let mut inside = vec![false; tree.len];
    inside[head] = true;
    let mut at = vec![head];
    while let Some(w) = at.pop() {
        for c in tree.children(w) {
            let rel = tree.rel(*c);
            let own = w != head && matches!(rel, "case" | "punct" | "cc" | "conj" | "mark");
            let kept = own || !APART.contains(&rel) || (rel == "punct" && w == head && !stops(tree, *c));
            if kept {
                inside[*c] = true;
                at.push(*c);
            }
        }
    }
    let mut from = head;
    while from > 0 && (inside[from - 1] || tree.lower(from - 1) == "-") {
        from -= 1;
    }
    let mut to = head + 1;
    while to < tree.len && inside[to] && !cut.contains(&to) {
        to += 1;
    }
    while from < head
        && (matches!(
            tree.lower(from),
            "," | "-" | "“" | "\"" | "only" | "now" | "even" | "just" | "also" | "then" | "not"
        ) && tree.head(from) == Some(head))
    {
        from += 1;
    }
    while to > head + 1 && matches!(tree.lower(to - 1), "," | "-" | "”" | "\"" | "." | ";") {
        to -= 1;
    }
    // A possessive keeps its clitic out.
    if to > head + 1 && matches!(tree.lower(to - 1), "'s" | "'") && tree.head(to - 1) == Some(head) {
        to -= 1;
    }
    from..to
}

fn stops(tree: &Tree<'_>, i: usize) -> bool {
    !matches!(tree.lower(i), "-" | "“" | "”" | "\"")
}

/// A head and those joined to it.
pub(crate) fn joined(tree: &Tree<'_>, head: usize) -> Vec<usize> {
    let mut out = vec![head];
    let more = tree.children(head).iter().filter(|c| tree.rel(**c) == "conj" && tree.is_noun(**c));
    out.extend(more.copied());
    out
}

impl Finder<'_> {
    /// Whether a noun names people: persons, groups, bodies.
    pub(crate) fn is_people(&self, tree: &Tree<'_>, i: usize) -> bool {
        let lower = tree.lower(i);
        if PRONOUNS.contains(&lower) {
            return true;
        }
        if matches!(tree.name(i), "PERSON" | "ORGANIZATION") {
            return true;
        }
        let base = base(tree, i);
        if COUNTING.contains(&base.as_ref()) || matches!(tree.tag(i), "CD" | "DT" | "JJ") {
            let of = tree.children(i).iter().find(|c| tree.case(**c) == "of");
            return match of {
                Some(c) => self.is_people(tree, *c),
                // "the wounded", "eleven"
                None => tree.tag(i) != "DT" || lower == "all",
            };
        }
        if self.places.of(lower).is_some_and(|p| p.kind == PlaceKind::Demonym) {
            return true;
        }
        let common = matches!(tree.name(i), "O" | "MISC") && self.senses.of_form(lower).noun > 0;
        if tree.tag(i) == "NNP"
            && !common
            && tree.text(i).chars().next().is_some_and(char::is_uppercase)
            && i > 0
        {
            return tree.name(i) != "LOCATION";
        }
        // WordNet files these above all persons.
        let person = matches!(base.as_ref(), "person" | "individual" | "human" | "adult" | "minor");
        if person || self.words.officials.contains_key(base.as_ref()) || self.words.listed("kin", &base) {
            return true;
        }
        let sense = self.senses.of_form(lower);
        let first = sense.noun.checked_sub(1);
        first.is_some_and(|f| f == category::NOUN_PERSON || f == category::NOUN_GROUP) || person_suffix(lower)
    }

    /// Whether a noun names human beings, and no gathering or body of them.
    pub(crate) fn is_human(&self, tree: &Tree<'_>, i: usize) -> bool {
        if !self.is_people(tree, i) {
            return false;
        }
        let base = base(tree, i);
        let group = self.senses.of_form(tree.lower(i)).noun == category::NOUN_GROUP + 1;
        !group
            || self.words.listed("kin", &base)
            || matches!(base.as_ref(), "people" | "household" | "minority" | "population")
    }

    /// Whether somebody acts for a body or bears arms.
    pub(crate) fn is_official(&self, tree: &Tree<'_>, i: usize) -> bool {
        if matches!(tree.tag(i), "NNP" | "NNPS")
            || matches!(tree.name(i), "ORGANIZATION" | "LOCATION" | "PERSON")
        {
            return true;
        }
        let base = base(tree, i);
        self.words.officials.contains_key(base.as_ref())
            || self.words.officials.contains_key(tree.lower(i))
            || tree.children(i).iter().any(|c| {
                matches!(tree.rel(*c), "compound" | "nmod" | "amod" | "nmod:poss")
                    && tree.rel(*c) != "nmod:poss"
                    && self.words.officials.contains_key(self::base(tree, *c).as_ref())
            })
    }

    /// Whether something can act: people, names, bodies, machines of war; no weather, no loan.
    pub(crate) fn can_act(&self, tree: &Tree<'_>, i: usize) -> bool {
        self.is_people(tree, i)
            || self.is_official(tree, i)
            || matches!(tree.tag(i), "PRP" | "WP" | "WDT" | "DT")
            || self.senses.of_form(tree.lower(i)).has(category::NOUN_PERSON)
    }

    /// Whose something is: "the homes of returnees", "her parents’ house", "Uyghur homes", "phones from passengers".
    pub(crate) fn owner(&self, tree: &Tree<'_>, thing: usize) -> Option<usize> {
        let mut at = vec![thing];
        let mut steps = 0;
        while let Some(w) = at.pop() {
            steps += 1;
            if steps > 6 {
                break;
            }
            let own = |rel: &str| tree.children(w).iter().copied().find(|c| tree.rel(*c) == rel);
            if let Some(p) = own("nmod:poss").filter(|p| self.is_people(tree, *p) || tree.tag(*p) == "PRP$") {
                return Some(p);
            }
            for c in tree.children(w).iter().filter(|c| tree.rel(**c) == "nmod") {
                if matches!(tree.case(*c), "of" | "from" | "belonging") {
                    if self.is_people(tree, *c) || is_body(tree, *c) {
                        return Some(*c);
                    }
                    at.push(*c);
                }
            }
            let people = |c: &&usize| {
                matches!(tree.rel(**c), "amod" | "compound")
                    && (self.places.of(tree.lower(**c)).is_some_and(|p| p.kind == PlaceKind::Demonym)
                        || self.is_people(tree, **c) && tree.tag(**c).starts_with("NN"))
            };
            if w == thing
                && let Some(c) = tree.children(w).iter().find(people)
            {
                return Some(*c);
            }
        }
        None
    }

    /// The phrases of some heads and of those joined to them, in order.
    pub(crate) fn spans(&self, tree: &Tree<'_>, heads: &[usize], cut: &[usize]) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for head in heads.iter().flat_map(|h| joined(tree, *h)) {
            let span = tree.join(phrase(tree, head, cut));
            if !out.iter().any(|s| s.overlaps(span)) {
                out.push(span);
            }
        }
        out.sort_unstable();
        out
    }
}

/// A name of a unit or body ("Block Four").
fn is_body(tree: &Tree<'_>, i: usize) -> bool {
    tree.tag(i).starts_with("NNP") || matches!(tree.lower(i), "weekly" | "hamlets" | "villages" | "farms")
}

/// Endings that only people have.
fn person_suffix(lower: &str) -> bool {
    ["ees", "ists", "ians", "folk", "people", "women", "sellers", "makers", "holders", "goers"]
        .iter()
        .any(|e| lower.ends_with(e))
}
