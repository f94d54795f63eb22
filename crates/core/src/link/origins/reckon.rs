//! One side of a claim reckoned: its roots, its interval, and what an answer to a question would make of it.

use super::bits::Bits;
use super::fewest::Puzzle;
use super::paths::{Side, Sinks, View};
use super::people::People;
use std::collections::{BTreeMap, BTreeSet};

/// An answer to whether two classes are one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Given {
    /// They are.
    One(u32, u32),
    /// They are two.
    Two(u32, u32),
}

/// What was found of one side.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) sinks: Sinks,
    pub(super) at_least: usize,
    pub(super) at_most: usize,
    pub(super) exact: bool,
}

/// A side made ready, so that it can be reckoned again for each possible answer.
pub(super) struct Bench<'a> {
    people: &'a People,
    side: &'a Side,
    causes: &'a [Vec<u32>],
    /// Everybody whose word a root may have, and the roots' own classes.
    candidates: Vec<u32>,
    apart: Vec<Bits>,
    /// The side without any further answer.
    pub(super) found: Found,
}

impl<'a> Bench<'a> {
    pub(super) fn new(people: &'a People, side: &'a Side, causes: &'a [Vec<u32>]) -> Bench<'a> {
        let sinks = side.sinks(View::default(), causes);
        let candidates: Vec<u32> = behind(people, sinks.lasts.iter().copied()).into_iter().collect();
        let apart = table(people, &candidates);
        let found = Found { sinks: Sinks::default(), at_least: 0, at_most: 0, exact: true };
        let mut bench = Bench { people, side, causes, candidates, apart, found };
        bench.found = bench.measure(sinks, None);
        bench
    }

    /// The side with one answer more.
    pub(super) fn with(&self, given: Given) -> Found {
        match given {
            Given::One(..) => {
                let joined = joined(given);
                let sinks = self.side.sinks(View { joined }, self.causes);
                self.measure(sinks, Some(given))
            }
            Given::Two(..) => self.measure(self.found.sinks.clone(), Some(given)),
        }
    }

    fn local(&self, class: u32) -> usize {
        self.candidates.binary_search(&class).expect("each root's word comes from a candidate")
    }

    fn measure(&self, sinks: Sinks, given: Option<Given>) -> Found {
        let view = View { joined: given.and_then(joined) };
        let mut apart = self.apart.clone();
        match given {
            None => {}
            Some(Given::Two(a, b)) => {
                let (a, b) = (self.local(a), self.local(b));
                apart[a].insert(b);
                apart[b].insert(a);
            }
            Some(Given::One(a, b)) => self.join_rows(&mut apart, a, b, view),
        }
        let roots = sinks
            .known
            .iter()
            .map(|root| {
                let mut own = Bits::new(self.candidates.len());
                // Whoever may explain one of those who share an occasion explains it, though that one passes on another's
                // word and is no root.
                let shared = sinks.causes.iter().filter(|cause| root.iter().any(|c| cause.contains(c)));
                let all: BTreeSet<u32> = root.iter().chain(shared.flatten()).copied().collect();
                for class in self.behind_in(view, &all) {
                    own.insert(self.local(class));
                }
                own
            })
            .collect();
        let fewest = Puzzle::new(roots, apart).fewest();
        let at_most = sinks.known.len() + sinks.unknown.len();
        Found { sinks, at_least: fewest.count, at_most, exact: fewest.exact }
    }

    /// Classes whose word a root may have, in the view's names.
    fn behind_in(&self, view: View, root: &BTreeSet<u32>) -> BTreeSet<u32> {
        let Some((to, from)) = view.joined else { return behind(self.people, root.iter().copied()) };
        let mut found = behind(self.people, root.iter().copied());
        if found.contains(&to) || found.contains(&from) {
            found.extend(behind(self.people, [to, from].into_iter()));
            found.remove(&from);
            found.insert(to);
        }
        found
    }

    /// The table once `b` is taken for `a`.
    fn join_rows(&self, apart: &mut [Bits], a: u32, b: u32, view: View) {
        let (to, from) = view.joined.unwrap_or((a, b));
        let (row, gone) = (self.local(to), self.local(from));
        let mut traits = self.people.traits[to as usize].clone();
        traits.join(&self.people.traits[from as usize]);
        for (at, other) in self.candidates.iter().enumerate() {
            apart[at].remove(gone);
            let told = |c: u32| self.people.apart.contains_key(&(c, *other));
            let two = at != row
                && at != gone
                && (told(to)
                    || told(from)
                    || traits.exclude(&self.people.traits[*other as usize], self.people.record).is_some());
            if two {
                apart[at].insert(row);
                apart[row].insert(at);
            } else {
                apart[at].remove(row);
                apart[row].remove(at);
            }
        }
    }
}

fn joined(given: Given) -> Option<(u32, u32)> {
    match given {
        Given::One(a, b) => Some((a.min(b), a.max(b))),
        Given::Two(..) => None,
    }
}

/// These and everybody whose word they may have, and so on down.
fn behind(people: &People, from: impl Iterator<Item = u32>) -> BTreeSet<u32> {
    let mut found: BTreeSet<u32> = BTreeSet::new();
    let mut open: Vec<u32> = from.collect();
    while let Some(class) = open.pop() {
        if found.insert(class) {
            open.extend(&people.next[class as usize]);
        }
    }
    found
}

/// Which of these are shown to be two. By sets for each value, since there may be thousands of them.
fn table(people: &People, candidates: &[u32]) -> Vec<Bits> {
    let n = candidates.len();
    let traits = |at: usize| &people.traits[candidates[at] as usize];
    let mut with_name: BTreeMap<u32, Bits> = BTreeMap::new();
    let mut named_kind: BTreeMap<u32, Bits> = BTreeMap::new();
    let mut sex = Values::default();
    let mut born = Values::default();
    let mut kinds = Values::default();
    for at in 0..n {
        let t = traits(at);
        for (kind, name) in &t.names {
            with_name.entry(*name).or_insert_with(|| Bits::new(n)).insert(at);
            named_kind.entry(*kind).or_insert_with(|| Bits::new(n)).insert(at);
        }
        sex.put(at, n, &t.sex);
        born.put(at, n, &t.born);
        kinds.put(at, n, &t.kinds);
    }
    let place: BTreeMap<u32, usize> = candidates.iter().enumerate().map(|(at, c)| (*c, at)).collect();
    let records = kinds.of.get(&people.record).cloned().unwrap_or_else(|| Bits::new(n));
    (0..n)
        .map(|at| {
            let t = traits(at);
            let mut row = Bits::new(n);
            t.names.iter().for_each(|(kind, _)| row.add(&named_kind[kind]));
            t.names.iter().for_each(|(_, name)| row.take(&with_name[name]));
            sex.unlike(&t.sex, &mut row, None);
            born.unlike(&t.born, &mut row, None);
            let only = (!t.kinds.contains(&people.record)).then_some(&records);
            kinds.unlike(&t.kinds, &mut row, only);
            for other in &people.apart_from[candidates[at] as usize] {
                if let Some(other) = place.get(other) {
                    row.insert(*other);
                }
            }
            row.remove(at);
            row
        })
        .collect()
}

/// Who has which value of one attribute.
#[derive(Default)]
struct Values {
    of: BTreeMap<u32, Bits>,
    any: Option<Bits>,
    /// Those with several: tellers that were said to be one.
    several: Option<Bits>,
}

impl Values {
    fn put(&mut self, at: usize, n: usize, values: &BTreeSet<u32>) {
        for value in values {
            self.of.entry(*value).or_insert_with(|| Bits::new(n)).insert(at);
            self.any.get_or_insert_with(|| Bits::new(n)).insert(at);
        }
        if values.len() > 1 {
            self.several.get_or_insert_with(|| Bits::new(n)).insert(at);
        }
    }

    /// Adds to `row` those with a value unlike one of `values`; of `only`, where it is given.
    fn unlike(&self, values: &BTreeSet<u32>, row: &mut Bits, only: Option<&Bits>) {
        let (Some(any), Some(first)) = (&self.any, values.first()) else { return };
        let mut others = any.clone();
        if values.len() == 1 {
            others.take(&self.of[first]);
            if let Some(several) = &self.several {
                let mut also = self.of[first].clone();
                also.keep(several);
                others.add(&also);
            }
        }
        if let Some(only) = only {
            others.keep(only);
        }
        row.add(&others);
    }
}
