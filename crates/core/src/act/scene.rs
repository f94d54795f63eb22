//! Where and when: the places and times that hang on an act, or on the verbs above it in the same clause.

use super::tree::Tree;
use super::{Draft, Finder};
use crate::model::{Place, Precision, When};
use crate::read::places::PlaceKind;
use crate::read::senses::category;

/// Prepositions that stand before a time.
const BEFORE_TIME: [&str; 22] = [
    "in",
    "on",
    "at",
    "since",
    "until",
    "till",
    "before",
    "after",
    "during",
    "from",
    "by",
    "for",
    "over",
    "through",
    "throughout",
    "around",
    "about",
    "within",
    "between",
    "as",
    "of",
    "within",
];
/// Adverbs of time.
const ADVERBS: [&str; 16] = [
    "now",
    "today",
    "yesterday",
    "recently",
    "currently",
    "lately",
    "earlier",
    "tomorrow",
    "tonight",
    "previously",
    "formerly",
    "nowadays",
    "overnight",
    "presently",
    "meanwhile",
    "once",
];
/// Nouns of time that WordNet does not count first among times.
const TIMES: [&str; 30] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "past",
    "weekend",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "night",
    "morning",
    "year",
    "end",
];
/// Prepositions of place that need no look at the noun.
const SURELY: [&str; 12] = [
    "near",
    "outside",
    "inside",
    "along",
    "across",
    "around",
    "throughout",
    "beside",
    "beneath",
    "opposite",
    "at",
    "behind",
];
/// Prepositions that may stand before a place.
const MAYBE: [&str; 6] = ["in", "on", "from", "within", "of", "off"];

impl Finder<'_> {
    /// Whether a noun names a time.
    pub(crate) fn is_time(&self, tree: &Tree<'_>, i: usize) -> bool {
        let lower = tree.lower(i);
        if ADVERBS.contains(&lower) && tree.rel(i) == "advmod" {
            return true;
        }
        let year =
            lower.len() == 4 && lower.bytes().all(|b| b.is_ascii_digit()) && lower < "2100" && lower > "1300";
        if year && tree.tag(i) == "CD" {
            return true;
        }
        let month = tree.tag(i).starts_with("NN") || tree.tag(i) == "CD";
        (month && TIMES.contains(&lower))
            || (tree.tag(i).starts_with("NN")
                && self.senses.of_form(lower).noun == category::NOUN_TIME + 1
                && !matches!(lower, "time" | "times" | "term" | "shift" | "period"))
    }

    /// Fills in where and when.
    pub(crate) fn scene(&self, tree: &Tree<'_>, draft: &mut Draft) {
        // What hangs on the act comes before what hangs on the verbs above.
        let mut hosts = vec![draft.trigger];
        hosts.extend(draft.hosts.iter().copied().filter(|h| *h != draft.trigger));
        let mut at = draft.trigger;
        while let Some(head) = tree.head(at) {
            let same_clause = matches!(
                tree.rel(at),
                "xcomp" | "obj" | "nsubj:pass" | "nsubj" | "obl" | "nmod" | "conj" | "advcl"
            );
            if !same_clause {
                break;
            }
            if !hosts.contains(&head) {
                hosts.push(head);
            }
            at = head;
        }
        for host in &hosts {
            let shared = *host != draft.trigger && !draft.hosts.contains(host);
            for c in tree.children(*host).to_vec() {
                // What stands behind another act of the same sentence is that act's own.
                if shared
                    && (*host < draft.trigger && c > *host && c < draft.trigger && tree.rel(*host) != "root")
                {
                    continue;
                }
                self.consider(tree, c, draft, shared);
            }
        }
        for arg in draft.args() {
            for c in tree.children(arg).to_vec() {
                if tree.rel(c) == "nmod" && c > arg && arg > draft.trigger.min(arg) {
                    self.consider(tree, c, draft, false);
                }
                for d in tree.children(c).to_vec() {
                    if tree.rel(d) == "nmod" && tree.rel(c) == "nmod" && tree.case(c) == "of" {
                        self.consider(tree, d, draft, false);
                    }
                }
            }
        }
    }

    /// Takes a phrase for the place or the time if it is one and there is none yet.
    fn consider(&self, tree: &Tree<'_>, c: usize, draft: &mut Draft, shared: bool) {
        let rel = tree.rel(c);
        if !matches!(
            rel,
            "obl"
                | "nmod"
                | "obl:unmarked"
                | "nmod:unmarked"
                | "advmod"
                | "nmod:poss"
                | "amod"
                | "advcl"
                | "obl:agent"
        ) || draft.args().contains(&c)
        {
            return;
        }
        if self.is_time(tree, c) {
            if draft.when.is_none() && rel != "amod" {
                draft.when = Some(c);
            }
            return;
        }
        if draft.place.is_some() || !matches!(rel, "obl" | "nmod" | "advcl") || !tree.is_noun(c) {
            return;
        }
        let case = tree.case(c);
        let sure = SURELY.contains(&case) && !self.is_people(tree, c) && !self.abstract_noun(tree, c);
        let maybe = MAYBE.contains(&case)
            && self.is_place(tree, c)
            && (case != "of" && case != "from" || self.named_place(tree, c));
        if (sure || maybe)
            && !(case == "of" && (shared || rel == "nmod"))
            && !(case == "from" && !draft.from_is_place)
        {
            draft.place = Some(c);
        }
    }

    fn named_place(&self, tree: &Tree<'_>, i: usize) -> bool {
        tree.name(i) == "LOCATION"
    }

    fn abstract_noun(&self, tree: &Tree<'_>, i: usize) -> bool {
        let sense = self.senses.of_form(tree.lower(i));
        // States, feelings, acts, words: "at risk", "at random", "at gunpoint".
        matches!(sense.noun.checked_sub(1), Some(23 | 9 | 4 | 7 | 6 | 20 | 19))
            || matches!(tree.lower(i), "gunpoint" | "least" | "once" | "all" | "random" | "first" | "work")
    }

    /// Whether a noun names a place: by the gazetteer, the network, or the kind of thing it is.
    pub(crate) fn is_place(&self, tree: &Tree<'_>, i: usize) -> bool {
        if tree.name(i) == "LOCATION" {
            return true;
        }
        let tag = tree.tag(i);
        if tag.starts_with("NNP") {
            return self.places.of(tree.lower(i)).is_some_and(|p| p.kind != PlaceKind::Demonym)
                || !matches!(tree.name(i), "PERSON" | "ORGANIZATION");
        }
        if tree.lower(i) == "north" || matches!(tree.lower(i), "south" | "east" | "west" | "capital" | "yard")
        {
            return true;
        }
        let sense = self.senses.of_form(tree.lower(i));
        // Things made, bodies that have a seat, places, and what lies in nature.
        tag.starts_with("NN")
            && matches!(sense.noun.checked_sub(1), Some(3 | 11 | 12 | 14))
            && !matches!(
                tree.lower(i),
                "uniform"
                    | "uniforms"
                    | "clothes"
                    | "phone"
                    | "phones"
                    | "hand"
                    | "hands"
                    | "radio"
                    | "television"
                    | "group"
                    | "groups"
                    | "line"
                    | "order"
                    | "chains"
                    | "handcuffs"
                    | "chain"
                    | "side"
                    | "part"
            )
    }

    /// The place as it is told. `words`: the phrase.
    pub(crate) fn place(&self, tree: &Tree<'_>, head: usize) -> Place {
        let words = super::phrase::phrase(tree, head, &self.times_below(tree, head));
        let end = following_region(tree, head, words.end);
        let span = tree.join(words.start..end);
        let mut precision = Precision::Site;
        let mut country = None;
        let mut at = words.start;
        while at < end {
            let capital = tree.text(at).chars().next().is_some_and(char::is_uppercase);
            let found = capital.then(|| self.places.longest((at..end).map(|i| tree.lower(i)))).flatten();
            let Some((count, place)) = found else {
                at += 1;
                continue;
            };
            if place.kind != PlaceKind::Demonym {
                let here = match place.kind {
                    PlaceKind::Country => Precision::Country,
                    PlaceKind::Region => Precision::Region,
                    _ => Precision::Town,
                };
                let own = (at..at + count).contains(&head)
                    || tree
                        .children(head)
                        .iter()
                        .any(|c| (at..at + count).contains(c) && tree.rel(*c) != "nmod");
                if own && precision == Precision::Site {
                    precision = here;
                }
                if country.is_none() && !place.ambiguous && !place.country.is_empty() {
                    country = Some(place.country);
                }
            }
            at += count.max(1);
        }
        if precision == Precision::Site && tree.name(head) == "LOCATION" {
            precision = match super::phrase::base(tree, head).as_ref() {
                "province" | "county" | "region" | "district" | "prefecture" | "state" | "valley" => {
                    Precision::Region
                }
                _ => Precision::Town,
            };
        }
        Place { span, precision, country }
    }

    /// Times that hang on a noun.
    pub(crate) fn times_below(&self, tree: &Tree<'_>, head: usize) -> Vec<usize> {
        tree.children(head)
            .iter()
            .copied()
            .filter(|c| self.is_time(tree, *c) && tree.rel(*c) != "compound")
            .collect()
    }

    /// The time as it is told, its preposition with it.
    pub(crate) fn when(&self, tree: &Tree<'_>, head: usize) -> When {
        let words = super::phrase::phrase(tree, head, &[]);
        let (mut from, mut to) = (words.start, words.end);
        while from > 0 && BEFORE_TIME.contains(&tree.lower(from - 1)) && tree.tag(from - 1) != "NN" {
            from -= 1;
        }
        // "on 3 August 2019", "March 4, 2018"
        let year = |i: usize| i < tree.len && tree.tag(i) == "CD" && tree.lower(i).len() == 4;
        if year(to) {
            to += 1;
        } else if to < tree.len && tree.lower(to) == "," && year(to + 1) {
            to += 2;
        }
        When { span: tree.join(from..to), date: None }
    }
}

/// "Hyesan, Ryanggang province": the region after the comma belongs to the place.
fn following_region(tree: &Tree<'_>, head: usize, end: usize) -> usize {
    let region = tree.children(head).iter().copied().find(|c| {
        matches!(tree.rel(*c), "appos" | "nmod:unmarked") && *c > head && tree.name(*c) == "LOCATION"
    });
    match region {
        Some(r) if tree.lower(end.min(tree.len - 1)) == "," => {
            super::phrase::phrase(tree, r, &[]).end.max(end)
        }
        _ => end,
    }
}
