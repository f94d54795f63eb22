//! The institutions and ministries that the program knows under several names (`lang/names/bodies.toml` and others).

use super::fold::{Script, flat};
use crate::hash::Map;
use serde::Deserialize;
use std::sync::LazyLock;

static PROGRAM: LazyLock<Bodies> = LazyLock::new(Bodies::load);

#[derive(Debug, Deserialize)]
struct File {
    body: Vec<Body>,
}

#[derive(Debug, Deserialize)]
struct Ministries {
    ministry: Vec<Ministry>,
}

/// An institution with its names.
#[derive(Debug, Deserialize)]
struct Body {
    id: String,
    country: Option<String>,
    called: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    accepts: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    rejects: Vec<String>,
}

/// An office that most states have under much the same name.
#[derive(Debug, Deserialize)]
struct Ministry {
    id: String,
    called: String,
    topics: Vec<String>,
    names: Vec<String>,
    #[serde(default)]
    ministers: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    accepts: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    rejects: Vec<String>,
}

/// What a name may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    id: String,
    country: Option<String>,
    /// Only where its country is named.
    weak: bool,
    ministry: bool,
}

/// A body found by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) id: String,
    /// Its country; `None` for a ministry whose country the name does not show, and for bodies of no single state.
    pub(super) country: Option<String>,
    /// One of a kind that most states have.
    pub(super) ministry: bool,
}

/// The lists.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    names: Map<String, Vec<Entry>>,
    /// Titles of ministers, with the ministry's id.
    ministers: Map<String, String>,
    topics: Map<String, String>,
    called: Map<String, String>,
    #[cfg(test)]
    examples: Vec<(Known, Vec<String>, Vec<String>)>,
}

impl Bodies {
    /// The program's own lists.
    pub(super) fn program() -> &'static Bodies {
        &PROGRAM
    }

    fn load() -> Bodies {
        let mut all = Bodies::default();
        let ministries: Ministries = toml::from_str(include_str!("../../../lang/names/ministries.toml"))
            .expect("a data file of ours, parsed by a test");
        for ministry in ministries.ministry {
            all.add_ministry(ministry);
        }
        for text in [
            include_str!("../../../lang/names/bodies.toml"),
            include_str!("../../../lang/names/outlets.toml"),
        ] {
            let file: File = toml::from_str(text).expect("a data file of ours, parsed by a test");
            for body in file.body {
                all.add_body(body);
            }
        }
        all
    }

    fn add_ministry(&mut self, ministry: Ministry) {
        let id = ministry.id;
        let entry = Entry { id: id.clone(), country: None, weak: false, ministry: true };
        for name in &ministry.names {
            self.names.entry(spelled(name)).or_default().push(entry.clone());
        }
        for topic in &ministry.topics {
            self.topics.insert(spelled(topic), id.clone());
        }
        for minister in &ministry.ministers {
            self.ministers.insert(flat(minister), id.clone());
        }
        self.called.insert(id.clone(), ministry.called);
        #[cfg(test)]
        self.examples.push((Known { id, country: None, ministry: true }, ministry.accepts, ministry.rejects));
    }

    fn add_body(&mut self, body: Body) {
        let ministry = self.topics.values().any(|id| *id == body.id);
        for (list, weak) in [(&body.names, false), (&body.weak, true)] {
            for name in list {
                let entry = Entry { id: body.id.clone(), country: body.country.clone(), weak, ministry };
                self.names.entry(spelled(name)).or_default().push(entry);
            }
        }
        let key = body.country.as_ref().map_or(body.id.clone(), |c| format!("{}@{c}", body.id));
        self.called.insert(key, body.called);
        #[cfg(test)]
        self.examples.push((
            Known { id: body.id, country: body.country, ministry },
            body.accepts,
            body.rejects,
        ));
    }

    /// What a plain name stands for, where the text names `country` beside it.
    pub(super) fn find(&self, name: &str, country: Option<&str>) -> Option<Known> {
        let entries = self.names.get(name).map_or(&[][..], |e| &e[..]);
        let fits = |e: &&Entry| match (&e.country, country) {
            (Some(own), Some(named)) => own == named,
            (Some(_), None) => !e.weak,
            (None, _) => !e.weak,
        };
        let mut fitting = entries.iter().filter(fits);
        // What is of the named country comes before what every state has.
        let found = fitting.clone().find(|e| e.country.is_some()).or_else(|| fitting.next());
        if let Some(entry) = found {
            let country = match entry.ministry {
                true => entry.country.clone().or_else(|| country.map(str::to_owned)),
                false => entry.country.clone(),
            };
            return Some(Known { id: entry.id.clone(), country, ministry: entry.ministry });
        }
        let topic = topic(name, ["ministry of the ", "ministry of "], " ministry")?;
        let id = self.topics.get(topic)?.clone();
        Some(Known { id, country: country.map(str::to_owned), ministry: true })
    }

    /// Ids of the bodies that a plain name stands for only where their country is named.
    pub(super) fn weak(&self, name: &str) -> impl Iterator<Item = &str> {
        self.names.get(name).into_iter().flatten().filter(|e| e.weak).map(|e| e.id.as_str())
    }

    /// The ministry that a plain role is the head of ("deputy foreign minister", "外交部长").
    pub(super) fn of_minister(&self, role: &str) -> Option<&str> {
        if let Some(id) = self.ministers.get(role) {
            return Some(id);
        }
        let dense = Script::of(role).is_some_and(Script::is_dense);
        if dense {
            let longest = self.ministers.iter().filter(|(title, _)| role.ends_with(title.as_str()));
            return longest.max_by_key(|(title, _)| (title.len(), title.as_str())).map(|(_, id)| id.as_str());
        }
        let (at, _) =
            role.match_indices("minister").find(|(at, _)| *at == 0 || role[..*at].ends_with(' '))?;
        let behind = role[at..].strip_prefix("minister of ");
        let behind = behind.or_else(|| role[at..].strip_prefix("minister for "));
        let behind = behind.map(|b| b.strip_prefix("the ").unwrap_or(b));
        if let Some(id) = behind.and_then(|topic| self.topics.get(&spelled(topic))) {
            return Some(id);
        }
        let before: Vec<&str> = role[..at].split_whitespace().collect();
        (0..before.len()).find_map(|i| self.topics.get(&spelled(&before[i..].join(" ")))).map(String::as_str)
    }

    /// Whether ministries are for this ("foreign", "public security").
    pub(super) fn is_topic(&self, text: &str) -> bool {
        self.topics.contains_key(&spelled(text))
    }

    /// How evidence names a body.
    pub(super) fn called(&self, known: &Known) -> String {
        let key = known.country.as_ref().map_or(known.id.clone(), |c| format!("{}@{c}", known.id));
        if let Some(called) = self.called.get(&key) {
            return called.clone();
        }
        let name = self.called.get(&known.id).map_or(known.id.as_str(), String::as_str);
        match &known.country {
            Some(country) => format!("{}'s {name}", super::countries::Countries::program().called(country)),
            None => format!("a {name}"),
        }
    }

    #[cfg(test)]
    pub(super) fn examples(&self) -> &[(Known, Vec<String>, Vec<String>)] {
        &self.examples
    }
}

/// The words that a ministry's name has beside "ministry".
fn topic<'a>(name: &'a str, before: [&str; 2], behind: &str) -> Option<&'a str> {
    before.iter().find_map(|b| name.strip_prefix(b)).or_else(|| name.strip_suffix(behind))
}

/// A name in plain letters and one spelling: "defense" and "defence", "organization" and "organisation".
pub(super) fn spelled(name: &str) -> String {
    let mut out = flat(name).replace([',', '(', ')'], " ");
    if Script::of(&out).is_some_and(Script::is_dense) {
        out.retain(|c| !c.is_whitespace());
        return out;
    }
    const SPELLINGS: [(&str, &str); 6] = [
        ("defense", "defence"),
        ("harbor", "harbour"),
        ("labor", "labour"),
        ("center", "centre"),
        ("organiz", "organis"),
        ("programme", "program"),
    ];
    for (from, to) in SPELLINGS {
        // "labour" holds "labor" in no spelling, but "laboratory" does.
        if out.contains(from) && !out.contains("laborat") {
            out = out.replace(from, to);
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    words.join(" ").trim_start_matches("the ").replace(" & ", " and ")
}
