//! Why each telling adds an origin or does not, in words. Ids are the graph's own.

use super::paths::{Side, Whence};
use super::reckon::Found;
use super::{Interval, Numbered, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// So many reasons of one kind are written out; the rest are counted.
const SHOWN: usize = 40;

/// The reasons of one side, in a fixed order.
pub(super) fn of_side(
    numbered: &Numbered<'_>,
    stance: Stance,
    side: &Side,
    found: &Found,
    interval: &Interval,
) -> Vec<String> {
    let mut out = Vec::new();
    put(&mut out, documents(numbered, side));
    put(&mut out, passing(numbered, side, found));
    put(&mut out, one_root(numbered, found));
    put(&mut out, circles(numbered, side, found));
    put(&mut out, bounds(numbered, found, interval));
    out.iter().map(|line| format!("{}: {line}", stance.word())).collect()
}

fn put(out: &mut Vec<String>, lines: BTreeSet<String>) {
    let more = lines.len().saturating_sub(SHOWN);
    out.extend(lines.into_iter().take(SHOWN));
    if more > 0 {
        out.push(format!("and {more} more like these"));
    }
}

/// What each document adds by what it is.
fn documents(numbered: &Numbered<'_>, side: &Side) -> BTreeSet<String> {
    let id = |at: usize| &numbered.documents[side.documents[at] as usize].id;
    let mut out = BTreeSet::new();
    for at in 0..side.documents.len() {
        for (to, how) in &side.takes[at] {
            let verb = how.word();
            let own = !side.chains[at].is_empty();
            let adds = if own { "only sources of its own can add an origin" } else { "adds no origin" };
            out.insert(format!("{} {verb} {}: {adds}", id(at), id(*to)));
        }
        if side.own_voice[at] && side.takes[at].is_empty() {
            out.insert(match side.chains[at].is_empty() {
                true => format!(
                    "{} tells it in its own voice, with no source: 0 or 1 origin, nobody knows which",
                    id(at)
                ),
                false => format!(
                    "{} tells it in its own voice too (a headline): adds no origin to its sources",
                    id(at)
                ),
            });
        }
    }
    out
}

/// Who passes on another's word.
fn passing(numbered: &Numbered<'_>, side: &Side, found: &Found) -> BTreeSet<String> {
    let document = |at: usize| &numbered.documents[side.documents[at] as usize].id;
    let mut out = BTreeSet::new();
    for pass in &found.sinks.passes {
        let who = teller(numbered, pass.class);
        out.insert(match pass.to {
            Whence::Document(to) => {
                format!(
                    "{who} in {} is the outlet of {}: passes on what stands there, adds no origin",
                    document(pass.document),
                    document(to)
                )
            }
            Whence::Teller(root) => format!(
                "{who} in {} is a copy cut short: passes on the word of {}, adds no origin",
                document(pass.document),
                teller(numbered, root)
            ),
        });
    }
    out
}

/// Tellers that count as one, and roots with one occasion.
fn one_root(numbered: &Numbered<'_>, found: &Found) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let people = &numbered.people;
    for root in &found.sinks.known {
        for class in root {
            let members = &people.members[*class as usize];
            if members.len() > 1 {
                let ids: Vec<&str> =
                    members.iter().map(|t| numbered.tellers[*t as usize].id.as_str()).collect();
                let names: BTreeSet<Option<&str>> =
                    members.iter().map(|t| super::people::full_name(numbered.tellers[*t as usize])).collect();
                let why = if names.len() == 1 && !names.contains(&None) {
                    "the same full name"
                } else {
                    "said to be the same"
                };
                out.insert(format!("{} are one teller ({why}): one origin", ids.join(", ")));
            }
            let member = |t: &u32| {
                people.void_names.iter().any(|n| numbered.tellers[*t as usize].name.as_deref() == Some(n))
            };
            if members.iter().any(member) {
                out.insert(format!(
                    "{}: others bear this name and are shown to be somebody else, so it joins nobody",
                    teller(numbered, *class)
                ));
            }
        }
        if root.len() > 1 {
            let ids: Vec<&str> = root.iter().map(|c| teller(numbered, *c)).collect();
            let what: BTreeSet<&str> = numbered
                .causes
                .iter()
                .zip(&numbered.occasions)
                .filter(|(of, _)| of.iter().filter(|c| root.contains(c)).count() > 1)
                .map(|(_, what)| *what)
                .collect();
            let what: Vec<&str> = what.into_iter().collect();
            out.insert(format!(
                "{} have it from one occasion ({}): one origin",
                ids.join(", "),
                what.join("; ")
            ));
        }
    }
    out
}

/// Circles with nothing behind them.
fn circles(numbered: &Numbered<'_>, side: &Side, found: &Found) -> BTreeSet<String> {
    let id = |at: &usize| numbered.documents[side.documents[*at] as usize].id.as_str();
    let circle = |of: &&Vec<usize>| of.len() > 1;
    let line = |of: &Vec<usize>| {
        let ids: Vec<&str> = of.iter().map(id).collect();
        format!(
            "{} lead back to each other, with no source outside: 0 or 1 origin between them",
            ids.join(", ")
        )
    };
    found.sinks.unknown.iter().filter(circle).map(line).collect()
}

/// What carries the two bounds.
fn bounds(numbered: &Numbered<'_>, found: &Found, interval: &Interval) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let known = &found.sinks.known;
    if interval.claimed_plural {
        out.insert("a plural that nobody counted (\"sources said\") counts as one origin".to_owned());
    }
    if !found.exact {
        out.insert(format!(
            "at least {}: a bound, too many roots to try them all; there may be more",
            found.at_least
        ));
    }
    let mut unlike: BTreeMap<&str, usize> = BTreeMap::new();
    let mut open = 0;
    for (at, one) in known.iter().enumerate().take(64) {
        for other in known.iter().take(64).skip(at + 1) {
            let pairs = || one.iter().flat_map(|a| other.iter().map(move |b| (*a, *b)));
            match pairs().map(|(a, b)| numbered.people.shown_two(a, b)).min() {
                Some(Some(why)) => *unlike.entry(why.words()).or_default() += 1,
                _ => open += 1,
            }
        }
    }
    for (why, count) in unlike {
        out.insert(match count {
            1 => format!("one pair of roots is shown to be two: {why}"),
            _ => format!("{count} pairs of roots are shown to be two: {why}"),
        });
    }
    if found.at_least < known.len() {
        let what = if open > 0 {
            "nothing shows that they are not one"
        } else {
            "one may have it from another, as a chain elsewhere shows"
        };
        out.insert(format!("{} roots could be as few as {}: {what}", known.len(), found.at_least));
    }
    out
}

/// The id of a class's first teller.
fn teller<'a>(numbered: &'a Numbered<'_>, class: u32) -> &'a str {
    &numbered.tellers[class as usize].id
}
