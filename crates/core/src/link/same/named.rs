//! Places and other names in a statement, and whether two statements name the same.

use super::amount::{Verdict, is_number};
use super::cut::Piece;
use super::meaning::Meaning;
use crate::model::{Known, KnownKind};
use crate::read::place_names;
use std::ops::Range;

/// A name in a text.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Its words.
    pub(super) words: Range<usize>,
    /// What the gazetteer may mean by it; empty for names of persons and bodies.
    pub(super) places: Vec<Known>,
    /// Its parts as they sound, see [`sound`].
    pub(super) parts: Vec<String>,
}

/// The names in a text: words in a row that begin with capitals. `taken` says which words are dates.
pub(super) fn names(pieces: &[Piece], text: &str, taken: &dyn Fn(usize) -> bool) -> Vec<Named> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < pieces.len() {
        let begins = i == 0 || ends_sentence(&text[pieces[i - 1].span.end..pieces[i].span.start]);
        // The first word of a sentence is a name where it is no word, or where the gazetteer knows it and the next word
        // is none.
        let common = is_number(&pieces[i].lower) || Meaning::of(&pieces[i].lower).is_known();
        if !pieces[i].capital
            || taken(i)
            || (begins && pieces[i].is_closed())
            || pieces[i].is_stop()
            || (begins && common)
        {
            i += 1;
            continue;
        }
        let joined = |j: &usize| {
            let gap = &text[pieces[j - 1].span.end..pieces[*j].span.start];
            (gap.chars().all(|c| " -–'’.".contains(c))) && !taken(*j)
        };
        let hyphen = |j: usize| text[pieces[j - 1].span.end..].starts_with('-');
        let next = (i + 1..pieces.len()).take_while(joined).take_while(|j| pieces[*j].capital || hyphen(*j));
        let end = i + 1 + next.count();
        found.push(named(pieces, i..end));
        i = end;
    }
    found
}

fn ends_sentence(gap: &str) -> bool {
    gap.contains(['.', '!', '?', '"', '“', '”'])
}

fn named(pieces: &[Piece], words: Range<usize>) -> Named {
    let written: Vec<&str> = pieces[words.clone()].iter().map(|p| &*p.lower).collect();
    let whole = written.join(" ");
    // "Kachin state": the word for its kind is written small.
    let kind = pieces.get(words.end).map(|p| format!("{whole} {}", p.lower));
    let places = |name: &str| place_names::find(name).places().collect::<Vec<_>>();
    let mut known = places(&whole);
    known.extend(kind.iter().flat_map(|name| places(name)));
    Named { parts: written.iter().map(|w| sound(w)).collect(), words, places: known }
}

/// A name's part as it sounds: without vowels after the first sign, with one sign for those that transcriptions take for one
/// another. "Karneyeu" and "Korneev", "Mohammed" and "Muhammad" are one.
pub(super) fn sound(lower: &str) -> String {
    let mut plain = lower.to_owned();
    for (from, to) in [
        ("x", "ks"),
        ("ph", "f"),
        ("kh", "h"),
        ("gh", "g"),
        ("tch", "ch"),
        ("sch", "sh"),
        ("tz", "ts"),
        ("ck", "k"),
        ("dj", "j"),
        ("ye", "e"),
        ("yo", "o"),
        ("yu", "u"),
        ("ya", "a"),
    ] {
        plain = plain.replace(from, to);
    }
    let mut out = String::new();
    for (i, c) in plain.chars().enumerate() {
        let c = match c {
            'c' | 'q' => 'k',
            'w' => 'v',
            'y' => 'i',
            'z' => 's',
            other => other,
        };
        let vowel = "aeiou".contains(c);
        if vowel && i > 0 || out.ends_with(c) {
            continue;
        }
        out.push(if vowel { 'a' } else { c });
    }
    let bare = out.trim_end_matches(['v', 'f']);
    if bare.chars().count() > 1 { bare.to_owned() } else { out }
}

impl Named {
    /// Whether it is a place.
    pub(super) fn is_place(&self) -> bool {
        !self.places.is_empty()
    }

    /// Whether two names may be of the same: a place in common, or most parts that sound alike.
    pub(super) fn near(&self, other: &Self) -> bool {
        let place = self.places.iter().any(|a| other.places.iter().any(|b| same(a, b)));
        let alike = self.parts.iter().filter(|p| other.parts.contains(p)).count();
        let telling = |parts: &[String]| parts.concat().chars().count() > 1;
        let least = self.parts.len().min(other.parts.len());
        place
            || (alike * 2 >= least + usize::from(least > 1) && telling(&self.parts))
            || (self.parts.concat() == other.parts.concat() && telling(&self.parts))
    }

    /// Whether one place lies in the other.
    fn holds(&self, other: &Self) -> bool {
        self.places.iter().any(|a| other.places.iter().any(|b| within(a, b) || within(b, a)))
    }
}

fn same(a: &Known, b: &Known) -> bool {
    a.name == b.name && a.country == b.country
}

fn within(small: &Known, large: &Known) -> bool {
    small.country == large.country
        && (large.kind == KnownKind::Country && small.kind != KnownKind::Country
            || small.within == Some(large.name))
}

/// Compares names of one sort (places, or all others): they agree where two are near, and differ where both sides have one
/// left that is neither near nor in the other. Gives the two that decided.
pub(super) fn compare(a: &[&Named], b: &[&Named]) -> (Verdict, Option<(usize, usize)>) {
    let near = |x: &&Named, list: &[&Named]| list.iter().position(|y| x.near(y));
    let agreed = a.iter().enumerate().find_map(|(i, x)| Some((i, near(x, b)?)));
    let lone = |x: &&Named, list: &[&Named]| !list.iter().any(|y| x.near(y) || x.holds(y));
    let left_a = a.iter().position(|x| lone(x, b));
    let left_b = b.iter().position(|x| lone(x, a));
    match (left_a.zip(left_b), agreed) {
        (Some(both), _) => (Verdict::Differ, Some(both)),
        (None, Some(both)) => (Verdict::Agree, Some(both)),
        _ => (Verdict::Unknown, None),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cut::cut;
    use super::*;

    fn verdict(a: &str, b: &str) -> Verdict {
        let (x, y) = (names(&cut(a), a, &|_| false), names(&cut(b), b, &|_| false));
        compare(&x.iter().collect::<Vec<_>>(), &y.iter().collect::<Vec<_>>()).0
    }

    #[test]
    fn one_place_under_two_names() {
        for (a, b) in
            [("in Yangon", "in Rangoon"), ("in Hyesan", "in Hyesan City"), ("near Gomel", "near Homel")]
        {
            assert_eq!(verdict(a, b), Verdict::Agree, "{a} {b}");
        }
        assert_eq!(verdict("in Hyesan", "in Hoeryong"), Verdict::Differ);
        assert_eq!(verdict("in Kachin state", "in Shan state"), Verdict::Differ);
        assert_eq!(verdict("in Egypt", "in Cairo"), Verdict::Unknown);
    }

    #[test]
    fn one_person_in_two_spellings() {
        for (a, b) in [
            ("by Aliaksandr Karneyeu", "by Alexander Korneev"),
            ("the imam Mohammed Yusupov", "the imam Muhammad Yusupow"),
            ("manager Kim Chol Su", "manager Kim Ch'ŏl-su"),
        ] {
            assert_eq!(verdict(a, b), Verdict::Agree, "{a} {b}");
        }
        assert_eq!(verdict("by Omid Farrokhi", "by Lena Orsk"), Verdict::Differ);
    }
}
