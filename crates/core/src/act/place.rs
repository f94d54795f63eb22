//! Places: whether a noun names one, how far its phrase reaches, and how fine it is told.
//!
//! The precision is that of the words, never finer: "a village in Tigray" is a spot without a name of its own in a region
//! that the gazetteer knows. A country is given only where the name is no other word and lies in one country alone. What
//! the place is called otherwise is found by [`named`](super::named).

use super::Finder;
use super::named::{known, near};
use super::tree::Tree;
use crate::model::{Place, Precision};
use crate::read::place_names;
use crate::read::places::PlaceKind;
use crate::read::senses::category;

impl Finder<'_> {
    /// Whether a noun names persons, and no body that has a seat.
    pub(crate) fn is_person(&self, tree: &Tree<'_>, i: usize) -> bool {
        matches!(tree.tag(i), "PRP" | "WP")
            || matches!(tree.lower(i), "people" | "others" | "families")
            || tree.name(i) == "PERSON"
            || self.senses.of_form(tree.lower(i)).noun == category::NOUN_PERSON + 1
    }

    /// Whether a noun names a state, an act, a word: nothing that one can stand in.
    pub(crate) fn abstract_noun(&self, tree: &Tree<'_>, i: usize) -> bool {
        let sense = self.senses.of_form(tree.lower(i));
        // States, feelings, acts, words: "at risk", "at random", "at gunpoint".
        !sense.has(category::NOUN_LOCATION)
            && matches!(sense.noun.checked_sub(1), Some(23 | 9 | 4 | 7 | 6 | 20 | 19))
            || matches!(tree.lower(i), "gunpoint" | "least" | "once" | "all" | "random" | "first" | "work")
    }

    /// Whether a noun names a place: by the gazetteer, the network, or the kind of thing it is.
    pub(crate) fn is_place(&self, tree: &Tree<'_>, i: usize) -> bool {
        if tree.name(i) == "LOCATION" {
            return true;
        }
        let tag = tree.tag(i);
        if is_name_of_place(tree, i, false) {
            return true;
        }
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
            && (matches!(sense.noun.checked_sub(1), Some(3 | 11 | 12 | 14))
                || (sense.has(category::NOUN_LOCATION) && sense.noun != category::NOUN_PERSON + 1))
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
    pub(crate) fn place(&self, tree: &Tree<'_>, head: usize, bounds: &[usize]) -> Place {
        let words = super::phrase::phrase(tree, head, bounds);
        let end = following_region(tree, head, words.end);
        let span = tree.join(words.start..end);
        let names = self.named(tree, words.start..end, head);
        let mut precision =
            names.iter().find(|n| n.own && !n.people).map_or(Precision::Site, |n| n.precision);
        if precision == Precision::Site && tree.name(head) == "LOCATION" {
            precision = match super::phrase::base(tree, head).as_ref() {
                "province" | "county" | "region" | "district" | "prefecture" | "state" | "valley" => {
                    Precision::Region
                }
                _ => Precision::Town,
            };
        }
        let country = names.iter().filter(|n| !n.people).find_map(|n| n.country);
        let known = known(&names, precision);
        let country = country.or(known.map(|k| k.country));
        Place { span, precision, country, known, near: near(tree, head) }
    }
}

/// Whether a word ends a name of a province or county, or one with a word for it: "Ryanggang Province", "Yanggang-do".
/// `person`: even where the network takes the word for a person's name.
fn is_name_of_place(tree: &Tree<'_>, i: usize, person: bool) -> bool {
    let first = tree.children(i).iter().copied().find(|c| *c < i && tree.rel(*c) == "compound");
    let from = first.unwrap_or(i);
    let sure = person || first.is_some() || tree.name(i) != "PERSON";
    sure && tree.tag(from).starts_with("NNP")
        && i - from < 5
        && place_names::find(tree.slice(from..i + 1)).is_region()
}

/// "Hyesan, Ryanggang province": the region after the comma belongs to the place.
fn following_region(tree: &Tree<'_>, head: usize, end: usize) -> usize {
    let region = tree.children(head).iter().copied().find(|c| {
        matches!(tree.rel(*c), "appos" | "nmod:unmarked")
            && *c > head
            && (tree.name(*c) == "LOCATION" || is_name_of_place(tree, *c, true))
    });
    match region {
        Some(r) if tree.lower(end.min(tree.len - 1)) == "," => {
            super::phrase::phrase(tree, r, &[]).end.max(end)
        }
        _ => end,
    }
}
