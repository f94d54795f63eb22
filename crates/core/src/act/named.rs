//! The names inside a place as it is told, and which place of the gazetteer is meant by them.

use super::Finder;
use super::tree::Tree;
use crate::model::{Known, Precision};
use crate::read::place_names::{self, Context};
use crate::read::places::PlaceKind;
use std::ops::Range;

/// No name has more words.
const LONGEST: usize = 6;
/// Nouns before "of" and a name that are the named place itself: "the city of Dandong".
const CALLED: [&str; 9] =
    ["city", "town", "village", "county", "district", "province", "region", "state", "republic"];

/// A name in a place's phrase.
#[derive(Debug)]
pub(super) struct Name<'a> {
    text: &'a str,
    /// How fine it is told.
    pub(super) precision: Precision,
    /// It names the place itself, not where that lies.
    pub(super) own: bool,
    /// It is a people: "the Chinese city of Dandong".
    pub(super) people: bool,
    /// ISO 3166 code, where the name is sure.
    pub(super) country: Option<&'static str>,
}

impl Finder<'_> {
    /// The names in a phrase, in the order of its words.
    pub(super) fn named<'t>(&self, tree: &'t Tree<'_>, words: Range<usize>, head: usize) -> Vec<Name<'t>> {
        let mut names = Vec::new();
        let mut at = words.start;
        while at < words.end {
            let (count, name) = self.name_at(tree, at..words.end).unwrap_or((1, None));
            if let Some(mut name) = name {
                name.own = own(tree, at..at + count, head);
                names.push(name);
            }
            at += count.max(1);
        }
        names
    }

    /// The name that begins at a word, and how many words it has.
    fn name_at<'t>(&self, tree: &'t Tree<'_>, words: Range<usize>) -> Option<(usize, Option<Name<'t>>)> {
        let at = words.start;
        if !tree.text(at).chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase()) {
            return None;
        }
        let text = |count: usize| tree.slice(at..at + count);
        let found = self.places.longest(words.clone().map(|i| tree.lower(i)));
        let more = (1..=words.len().min(LONGEST))
            .rev()
            .find(|n| tree.tag(at).starts_with("NNP") && place_names::has(text(*n)));
        let first =
            |precision| Some(Name { text: text(1), precision, own: false, people: false, country: None });
        match (found, more) {
            (Some((count, place)), more) => {
                let longer = more.filter(|n| *n > count);
                let precision = match place.kind {
                    _ if longer.is_some_and(|n| is_region(tree.lower(at + n - 1))) => Precision::Region,
                    PlaceKind::Country => Precision::Country,
                    PlaceKind::Region => Precision::Region,
                    _ => Precision::Town,
                };
                let count = longer.unwrap_or(count);
                let country = Some(place.country).filter(|c| !place.ambiguous && !c.is_empty());
                let people = place.kind == PlaceKind::Demonym;
                let name = first(precision).map(|n| Name { text: text(count), people, country, ..n });
                Some((count, name))
            }
            (None, Some(count)) if !matches!(tree.name(at), "PERSON" | "ORGANIZATION") => {
                let region =
                    place_names::find(text(count)).is_region() || is_region(tree.lower(at + count - 1));
                let name = first(if region { Precision::Region } else { Precision::Town });
                Some((count, name.map(|n| Name { text: text(count), ..n })))
            }
            _ => None,
        }
    }
}

/// Whether a word says that a name is one of a division.
fn is_region(lower: &str) -> bool {
    matches!(
        lower,
        "province" | "county" | "region" | "district" | "prefecture" | "state" | "oblast" | "governorate"
    )
}

/// Whether the name in some words is that of the place itself, whose noun is `head`.
fn own(tree: &Tree<'_>, words: Range<usize>, head: usize) -> bool {
    let called = CALLED.contains(&tree.lower(head));
    words.contains(&head)
        || tree
            .children(head)
            .iter()
            .any(|c| words.contains(c) && (tree.rel(*c) != "nmod" || called && tree.case(*c) == "of"))
}

/// The place that is meant by the names of a phrase: the one that names it, or the first that says where it lies.
pub(super) fn known(names: &[Name<'_>], precision: Precision) -> Option<Known> {
    let main =
        names.iter().position(|n| n.own && !n.people).or_else(|| names.iter().position(|n| !n.people))?;
    let name = &names[main];
    let told = if name.own { precision } else { name.precision };
    let others = names.iter().enumerate().filter(|(i, _)| *i != main).map(|(_, n)| n);
    let within = others.clone().filter(|n| !n.people).find_map(|n| {
        place_names::find(n.text).meant(Some(n.precision), Context { country: n.country, within: None })
    });
    let country = name.country.or_else(|| others.clone().find_map(|n| n.country));
    place_names::find(name.text).meant(Some(told), Context { country, within })
}

/// Whether a place is told as near another.
pub(super) fn near(tree: &Tree<'_>, head: usize) -> bool {
    let close = |i: usize| {
        matches!(tree.lower(i), "near" | "outside" | "around" | "close" | "nearby" | "off" | "beyond")
    };
    tree.children(head).iter().any(|c| {
        // "close to Hyesan", "not far from the border"
        tree.rel(*c) == "case" && (close(*c) || *c > 0 && matches!(tree.lower(*c - 1), "close" | "far"))
    }) || matches!(tree.lower(head), "outskirts" | "vicinity" | "surroundings")
}

#[cfg(test)]
mod tests;
