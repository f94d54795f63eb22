//! Which tellers are one, which are shown to be two, and who may have it from whom: rules 4 and 6 of the contract.

use super::graph::{Graph, Relation, Teller};
use crate::hash::Map;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A number for a value, so that sets of them are quick to compare.
type Value32 = u32;

/// What is known of one teller that can show it to be another than somebody else.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Traits {
    /// Full names, each with the kind of its bearer.
    pub(super) names: BTreeSet<(Value32, Value32)>,
    pub(super) sex: BTreeSet<Value32>,
    pub(super) born: BTreeSet<Value32>,
    pub(super) kinds: BTreeSet<Value32>,
}

/// Why two tellers are two.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Apart {
    /// Somebody said so.
    Told,
    /// Both stand in one chain.
    Chain,
    /// They bear different full names.
    Names,
    /// `sex`, `born`, or a record and none.
    Attribute(&'static str),
}

impl Apart {
    pub(super) fn words(self) -> &'static str {
        match self {
            Apart::Told => "said to be two",
            Apart::Chain => "they stand in one chain",
            Apart::Names => "different full names",
            Apart::Attribute(what) => what,
        }
    }
}

impl Traits {
    /// Takes what is known of another teller in: both are one.
    pub(super) fn join(&mut self, other: &Traits) {
        self.names.extend(&other.names);
        self.sex.extend(&other.sex);
        self.born.extend(&other.born);
        self.kinds.extend(&other.kinds);
    }

    /// What of these excludes that both are one (rule 6). Of tellers that were said to be one each value counts, so that
    /// whatever excludes goes on excluding when more are said to be one.
    pub(super) fn exclude(&self, other: &Traits, record: Value32) -> Option<Apart> {
        let unlike = |a: &BTreeSet<u32>, b: &BTreeSet<u32>| a.iter().any(|x| b.iter().any(|y| x != y));
        if unlike(&self.sex, &other.sex) {
            return Some(Apart::Attribute("sex"));
        }
        if unlike(&self.born, &other.born) {
            return Some(Apart::Attribute("year of birth"));
        }
        let one_is_record = self.kinds.contains(&record) || other.kinds.contains(&record);
        if one_is_record && unlike(&self.kinds, &other.kinds) {
            return Some(Apart::Attribute("one is a record, the other is none"));
        }
        let shared = self.names.iter().any(|(_, n)| other.names.iter().any(|(_, m)| m == n));
        let one_kind = || self.names.iter().any(|(k, _)| other.names.iter().any(|(l, _)| l == k));
        (!shared && one_kind()).then_some(Apart::Names)
    }
}

/// The tellers of a graph, those who are one taken together. A *class* is named by its first teller's number.
#[derive(Clone, Debug)]
pub(super) struct People {
    /// Class of each teller.
    pub(super) class: Vec<u32>,
    /// Tellers of each class, in order of their numbers; empty for numbers that are no class.
    pub(super) members: Vec<Vec<u32>>,
    pub(super) traits: Vec<Traits>,
    /// Classes shown to be two by word or by a chain, both ways.
    pub(super) apart: Map<(u32, u32), Apart>,
    /// The same by class.
    pub(super) apart_from: Vec<Vec<u32>>,
    /// Whose word a class may have: those right behind it in some chain.
    pub(super) next: Vec<Vec<u32>>,
    /// Names (as text) whose bearers are shown to be two.
    pub(super) void_names: Vec<String>,
    /// The value of the kind `record`.
    pub(super) record: Value32,
}

/// Disjoint sets whose name is their smallest number.
struct Union(Vec<u32>);

impl Union {
    fn find(&mut self, i: u32) -> u32 {
        let mut root = i;
        while self.0[root as usize] != root {
            root = self.0[root as usize];
        }
        let mut at = i;
        while self.0[at as usize] != root {
            at = std::mem::replace(&mut self.0[at as usize], root);
        }
        root
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

/// Numbers for texts, in order of their first asking.
#[derive(Default)]
struct Values(BTreeMap<String, u32>);

impl Values {
    fn of(&mut self, text: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(text.to_owned()).or_insert(next)
    }
}

impl People {
    /// The tellers of `graph`, with `number` giving each id's number and `chains` all chains in numbers.
    pub(super) fn new(
        graph: &Graph,
        tellers: &[&Teller],
        number: &BTreeMap<&str, u32>,
        chains: &BTreeSet<Vec<u32>>,
    ) -> People {
        let mut values = Values::default();
        let record = values.of("kind:record");
        let person = values.of("kind:person");
        let own: Vec<Traits> = tellers.iter().map(|t| traits(t, &mut values, person)).collect();
        let pair = |a: &str, b: &str| Some((*number.get(a)?, *number.get(b)?));
        let mut union = Union((0..tellers.len() as u32).collect());
        let mut told = BTreeSet::new();
        for relation in &graph.relations {
            match relation {
                Relation::Same { a, b } => {
                    if let Some((a, b)) = pair(a, b) {
                        union.join(a, b);
                    }
                }
                Relation::Different { a, b } => told.extend(pair(a, b)),
                _ => {}
            }
        }
        let first = People::of(&mut union, &own, &told, chains, record);
        let mut bearers: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (at, teller) in tellers.iter().enumerate() {
            if let Some(name) = full_name(teller) {
                bearers.entry(name).or_default().push(at as u32);
            }
        }
        let mut void_names = Vec::new();
        for (name, of) in bearers {
            let classes: BTreeSet<u32> = of.iter().map(|t| first.class[*t as usize]).collect();
            if first.some_two(&classes) {
                void_names.push(name.to_owned());
            } else {
                of.windows(2).for_each(|w| union.join(w[0], w[1]));
            }
        }
        People { void_names, ..People::of(&mut union, &own, &told, chains, record) }
    }

    fn of(
        union: &mut Union,
        own: &[Traits],
        told: &BTreeSet<(u32, u32)>,
        chains: &BTreeSet<Vec<u32>>,
        record: Value32,
    ) -> People {
        let n = own.len();
        let class: Vec<u32> = (0..n as u32).map(|t| union.find(t)).collect();
        let (mut members, mut all) = (vec![Vec::new(); n], vec![Traits::default(); n]);
        for (teller, of) in class.iter().enumerate() {
            members[*of as usize].push(teller as u32);
            all[*of as usize].join(&own[teller]);
        }
        let mut apart: Map<(u32, u32), Apart> = Map::default();
        let mut put = |a: u32, b: u32, why: Apart| {
            let (a, b) = (class[a as usize], class[b as usize]);
            // `same` stands against all else.
            if a != b {
                apart.entry((a, b)).or_insert(why);
                apart.entry((b, a)).or_insert(why);
            }
        };
        told.iter().for_each(|(a, b)| put(*a, *b, Apart::Told));
        let mut next = vec![BTreeSet::new(); n];
        for chain in chains {
            for (at, teller) in chain.iter().enumerate() {
                chain[at + 1..].iter().for_each(|other| put(*teller, *other, Apart::Chain));
            }
            for w in chain.windows(2) {
                let (a, b) = (class[w[0] as usize], class[w[1] as usize]);
                if a != b {
                    next[a as usize].insert(b);
                }
            }
        }
        let mut apart_from = vec![Vec::new(); n];
        for (a, b) in apart.keys() {
            apart_from[*a as usize].push(*b);
        }
        apart_from.iter_mut().for_each(|list| list.sort_unstable());
        let next = next.into_iter().map(|set| set.into_iter().collect()).collect();
        People { class, members, traits: all, apart, apart_from, next, void_names: Vec::new(), record }
    }

    /// Why two classes are two, if that is shown.
    pub(super) fn shown_two(&self, a: u32, b: u32) -> Option<Apart> {
        if a == b {
            return None;
        }
        let told = self.apart.get(&(a, b)).copied();
        told.or_else(|| self.traits[a as usize].exclude(&self.traits[b as usize], self.record))
    }

    /// Whether two of these, who bear one name, are shown to be two.
    fn some_two(&self, classes: &BTreeSet<u32>) -> bool {
        let told = |c: &u32| self.apart_from[*c as usize].iter().any(|o| classes.contains(o));
        // Bearers of one name are many and mostly alike: those with the same traits are told apart by none of them, unless
        // one of them was said to be two people's.
        let mut kinds: BTreeMap<&Traits, usize> = BTreeMap::new();
        classes.iter().for_each(|c| *kinds.entry(&self.traits[*c as usize]).or_default() += 1);
        let unlike = |(a, count): (&&Traits, &usize)| {
            kinds.keys().any(|b| (a != b || *count > 1) && a.exclude(b, self.record).is_some())
        };
        classes.iter().any(told) || kinds.iter().any(unlike)
    }
}

/// The full name, if it is one.
pub(super) fn full_name(teller: &Teller) -> Option<&str> {
    teller.name.as_deref().filter(|name| teller.named && !name.is_empty())
}

fn traits(teller: &Teller, values: &mut Values, person: Value32) -> Traits {
    let mut value = |field: &str| {
        let text = match teller.attributes.get(field)? {
            Value::Null => return None,
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Some(values.of(&format!("{field}:{text}")))
    };
    let (sex, born, kind) = (value("sex"), value("born"), value("kind"));
    let name = full_name(teller).map(|name| (kind.unwrap_or(person), values.of(&format!("name:{name}"))));
    Traits {
        names: name.into_iter().collect(),
        sex: sex.into_iter().collect(),
        born: born.into_iter().collect(),
        kinds: kind.into_iter().collect(),
    }
}
