//! [`Words`]: the words of `lang/en/act-words.toml`, ready to be asked.

use super::kinds::type_of;
use crate::hash::Map;
use crate::model::ActType;
use serde::Deserialize;
use std::collections::BTreeMap;

const WORDS: &str = include_str!("../../lang/en/act-words.toml");

/// Who is hit by what a verb does to its object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Hit {
    /// The object itself.
    #[default]
    Patient,
    /// Whose the object is, or from whom it is taken.
    Owner,
    /// Who goes without the object.
    Deprived,
    /// Nobody.
    None,
}

/// One `[[word]]` or `[[policy]]`.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Row {
    pub(crate) act: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    pub(crate) hits: Vec<String>,
    #[serde(default)]
    slot: String,
    #[serde(default)]
    pub(crate) to: Hit,
    #[serde(default)]
    need: Vec<String>,
    #[serde(default)]
    need_for: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    agent: String,
    #[serde(default)]
    need_agent: bool,
    #[serde(default)]
    need_agent_for: Vec<String>,
    #[serde(default)]
    alone: bool,
    #[serde(default)]
    with: Vec<String>,
    #[cfg(test)]
    #[serde(default)]
    pub(crate) accepts: Vec<String>,
    #[cfg(test)]
    #[serde(default)]
    pub(crate) rejects: Vec<String>,
}

#[derive(Deserialize)]
struct Forces {
    verbs: Vec<String>,
}

#[derive(Deserialize)]
struct Hard {
    hard: Vec<String>,
}

#[derive(Deserialize)]
struct Prevent {
    verbs: Vec<String>,
    ban: Vec<String>,
}

#[derive(Deserialize)]
struct Officials {
    words: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct File {
    lists: BTreeMap<String, Vec<String>>,
    pub(crate) word: Vec<Row>,
    force: Vec<Forces>,
    forcing: Hard,
    pub(crate) made: Vec<Row>,
    prevent: Prevent,
    pub(crate) kept: Vec<Row>,
    pub(crate) policy: Vec<Row>,
    verbs: BTreeMap<String, Vec<String>>,
    status: BTreeMap<String, Vec<String>>,
    officials: Officials,
}

/// Reads the file; a test reads its sentences from it too.
pub(crate) fn file() -> File {
    toml::from_str(WORDS).expect("act-words.toml is part of the program and read by its tests")
}

/// A set of words.
pub(crate) type Set = Map<String, ()>;

/// One entry, its lists resolved.
#[derive(Debug)]
pub(crate) struct Entry {
    /// What the entry's words tell.
    pub(crate) kind: &'static ActType,
    /// The object must be people.
    pub(crate) people: bool,
    /// The object may be anything.
    pub(crate) any: bool,
    /// Or one of these.
    pub(crate) hits: Set,
    /// Where the object stands: "obj", "subj", prepositions.
    pub(crate) slots: Vec<String>,
    /// Who is hit.
    pub(crate) to: Hit,
    /// One of these must stand below the word.
    pub(crate) need: Set,
    /// None of these may.
    pub(crate) never: Set,
    /// Whoever does it must be an officer or a body.
    pub(crate) official: bool,
    /// Somebody must be named who does it.
    pub(crate) need_agent: bool,
    /// A policy noun.
    pub(crate) policy: bool,
    /// A policy noun that needs no verb beside it.
    pub(crate) alone: bool,
    /// What must stand beside what one is made to do.
    pub(crate) with: Set,
}

/// How a verb or noun leads to an entry.
#[derive(Debug)]
pub(crate) struct Way {
    pub(crate) entry: usize,
    /// A verb's second word, or the words right before a noun.
    pub(crate) more: Vec<String>,
    /// What this verb alone needs.
    pub(crate) need: Set,
    pub(crate) need_agent: bool,
    /// How much the way asks for: the more, the earlier it is tried.
    weight: usize,
}

/// Everything known of words of acts.
#[derive(Debug)]
pub(crate) struct Words {
    /// All entries, in the order of the file.
    pub(crate) entries: Vec<Entry>,
    /// Ways from a verb's base form, the most demanding first.
    pub(crate) verbs: Map<String, Vec<Way>>,
    /// Ways from a noun's base form.
    pub(crate) nouns: Map<String, Vec<Way>>,
    /// Verbs by which one makes another do something.
    pub(crate) force: Set,
    /// Those that force by themselves.
    pub(crate) hard: Set,
    /// What one is made to do.
    pub(crate) made: Map<String, Vec<usize>>,
    /// Verbs by which one keeps another from something.
    pub(crate) prevent: Set,
    /// Those that forbid.
    pub(crate) ban: Set,
    /// What one is kept from.
    pub(crate) kept: Map<String, Vec<usize>>,
    lists: BTreeMap<String, Set>,
    pub(crate) officials: Set,
    /// Each list of `[verbs]` and `[status]` that a word stands in.
    roles: Map<String, Vec<&'static str>>,
}

/// Names of the lists of `[verbs]` and `[status]`.
const ROLES: [&str; 16] = [
    "do",
    "suffer",
    "subject",
    "enact",
    "extend",
    "relax",
    "replace",
    "begin",
    "harsher",
    "milder",
    "ordered",
    "planned",
    "begun",
    "denied",
    "alleged",
    "alleged_adverbs",
];

fn set<'a>(words: impl IntoIterator<Item = &'a String>) -> Set {
    words.into_iter().map(|w| (w.clone(), ())).collect()
}

impl Words {
    pub(crate) fn english() -> Self {
        let file = file();
        let lists: BTreeMap<String, Set> = file.lists.iter().map(|(k, v)| (k.clone(), set(v))).collect();
        let mut out = Self {
            entries: Vec::new(),
            verbs: Map::default(),
            nouns: Map::default(),
            force: set(file.force.iter().flat_map(|f| &f.verbs)),
            hard: set(&file.forcing.hard),
            made: Map::default(),
            prevent: set(&file.prevent.verbs),
            ban: set(&file.prevent.ban),
            kept: Map::default(),
            officials: set(&file.officials.words),
            roles: Map::default(),
            lists,
        };
        for row in &file.word {
            out.add(row, false);
        }
        for row in &file.policy {
            out.add(row, true);
        }
        for (rows, made) in [(&file.made, true), (&file.kept, false)] {
            for row in rows {
                if let Some(entry) = out.entry(row, false) {
                    let map = if made { &mut out.made } else { &mut out.kept };
                    for verb in &row.verbs {
                        map.entry(verb.clone()).or_default().push(entry);
                    }
                }
            }
        }
        for (name, words) in file.verbs.iter().chain(&file.status) {
            let Some(role) = ROLES.iter().find(|r| *r == name) else { continue };
            for word in words {
                out.roles.entry(word.clone()).or_default().push(role);
            }
        }
        for ways in out.verbs.values_mut().chain(out.nouns.values_mut()) {
            ways.sort_by_key(|w| (std::cmp::Reverse(w.weight), w.entry));
        }
        out
    }

    /// Words, with lists in the place of their names.
    fn resolve(&self, names: &[String]) -> Set {
        let mut out = Set::default();
        for name in names {
            match self.lists.get(name) {
                Some(list) => out.extend(list.iter().map(|(w, ())| (w.clone(), ()))),
                None => {
                    out.insert(name.clone(), ());
                }
            }
        }
        out
    }

    fn entry(&mut self, row: &Row, policy: bool) -> Option<usize> {
        let kind = type_of(&row.act)?;
        let has = |w: &str| row.hits.iter().any(|h| h == w);
        let listed: Vec<String> =
            row.hits.iter().filter(|h| *h != "people" && *h != "any").cloned().collect();
        let slots = if row.slot.is_empty() { "obj" } else { &row.slot };
        self.entries.push(Entry {
            kind,
            people: row.hits.is_empty() || has("people"),
            any: has("any"),
            hits: self.resolve(&listed),
            slots: slots.split(' ').map(str::to_owned).collect(),
            to: row.to,
            need: self.resolve(&row.need),
            never: self.resolve(&row.never),
            official: row.agent == "official",
            need_agent: row.need_agent,
            policy,
            alone: row.alone,
            with: set(&row.with),
        });
        Some(self.entries.len() - 1)
    }

    fn add(&mut self, row: &Row, policy: bool) {
        let Some(entry) = self.entry(row, policy) else { return };
        let narrow = usize::from(!row.need.is_empty()) * 3 + usize::from(!row.hits.is_empty()) * 2;
        for verb in &row.verbs {
            let mut words = verb.split(' ').map(str::to_owned);
            let Some(head) = words.next() else { continue };
            let more: Vec<String> = words.collect();
            let need = row.need_for.get(verb.as_str()).map(|n| self.resolve(n)).unwrap_or_default();
            let weight = narrow + 4 * more.len() + 3 * usize::from(!need.is_empty());
            let need_agent = row.need_agent || row.need_agent_for.contains(verb);
            self.verbs.entry(head).or_default().push(Way { entry, more, need, need_agent, weight });
        }
        for noun in &row.nouns {
            let mut more: Vec<String> = noun.split(' ').map(str::to_owned).collect();
            let Some(head) = more.pop() else { continue };
            let need = row.need_for.get(noun.as_str()).map(|n| self.resolve(n)).unwrap_or_default();
            let weight = narrow + 4 * more.len();
            self.nouns.entry(head).or_default().push(Way { entry, more, need, need_agent: false, weight });
        }
    }

    /// Whether a word stands in a list of `[verbs]` or `[status]`.
    pub(crate) fn is(&self, word: &str, role: &str) -> bool {
        self.roles.get(word).is_some_and(|r| r.contains(&role))
    }

    /// Whether a noun stands in a named list.
    pub(crate) fn listed(&self, list: &str, noun: &str) -> bool {
        self.lists.get(list).is_some_and(|l| l.contains_key(noun))
    }
}
