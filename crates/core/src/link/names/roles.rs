//! Roles: which are public, which never are, and which titles stand before a name (`lang/names/roles.toml`).

use super::bodies::Bodies;
use super::countries::Countries;
use super::fold::{Script, flat};
use crate::hash::Map;
use serde::Deserialize;
use std::sync::LazyLock;

static PROGRAM: LazyLock<Roles> = LazyLock::new(Roles::load);

/// Whether a role makes a person public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Class {
    /// By itself.
    Public,
    /// Where the text names the body for which it is held.
    WithBody,
    /// Never, whatever else is said.
    Private,
}

#[derive(Debug, Deserialize)]
struct File {
    role: Vec<Role>,
    marks: Marks,
    titles: Titles,
}

/// A group of roles with its examples.
#[derive(Clone, Debug, Deserialize)]
struct Role {
    group: String,
    class: Class,
    words: String,
    #[cfg_attr(not(test), allow(dead_code))]
    accepts: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    rejects: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct Marks {
    words: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    accepts: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Titles {
    public: Vec<String>,
    plain: Vec<String>,
    behind: Vec<String>,
    openings: Vec<String>,
}

/// The lists.
#[derive(Debug)]
pub(super) struct Roles {
    words: Map<String, (u8, Class)>,
    /// Words of scripts without spaces, longest first.
    dense: Vec<(String, u8, Class)>,
    groups: Vec<Role>,
    marks: Marks,
    titles: Titles,
}

/// What a role's words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) class: Class,
    /// Which group of roles, as an index.
    pub(super) group: u8,
}

/// Words behind which a role's head is over: "minister *of* health", "a lawyer *who* left".
const LINKS: [&str; 22] = [
    "of",
    "for",
    "at",
    "with",
    "from",
    "in",
    "on",
    "to",
    "who",
    "whose",
    "which",
    "that",
    "representing",
    "covering",
    "leading",
    "running",
    "de",
    "del",
    "di",
    "ve",
    "based",
    "working",
];

impl Roles {
    /// The program's own lists.
    pub(super) fn program() -> &'static Roles {
        &PROGRAM
    }

    fn load() -> Roles {
        let mut file: File = toml::from_str(include_str!("../../../lang/names/roles.toml"))
            .expect("a data file of ours, parsed by a test");
        let mut words = Map::default();
        let mut dense = Vec::new();
        for (group, role) in file.role.iter().enumerate() {
            for word in role.words.split_whitespace() {
                let word = flat(word);
                if Script::of(&word).is_some_and(Script::is_dense) {
                    dense.push((word.clone(), group as u8, role.class));
                }
                words.insert(word, (group as u8, role.class));
            }
        }
        dense.sort_by_key(|(word, ..)| std::cmp::Reverse(word.len()));
        for list in [&mut file.titles.public, &mut file.titles.plain, &mut file.titles.behind] {
            list.iter_mut().for_each(|title| *title = flat(title));
        }
        Roles { words, dense, groups: file.role, marks: file.marks, titles: file.titles }
    }

    /// The name of a group ("minister").
    pub(super) fn group(&self, group: u8) -> &str {
        self.groups.get(usize::from(group)).map_or("", |g| &g.group)
    }

    /// What a role's words say; `None` where no list has its head. A private part anywhere wins.
    pub(super) fn find(&self, role: &str) -> Option<Found> {
        let role = flat(role);
        let private = self.groups.iter().position(|g| g.class == Class::Private).map_or(0, |g| g as u8);
        if self.marks.words.iter().any(|mark| role.contains(mark.as_str())) {
            return Some(Found { class: Class::Private, group: private });
        }
        let mut best: Option<Found> = None;
        for piece in role.replace("-turned-", " and ").split([',', ';', '/']).flat_map(|p| p.split(" and ")) {
            let Some(found) = self.head(piece) else { continue };
            if found.class == Class::Private {
                return Some(found);
            }
            let better = best.is_none_or(|b| b.class == Class::WithBody && found.class == Class::Public);
            best = if better { Some(found) } else { best };
        }
        best
    }

    /// One role's head, without "and".
    fn head(&self, role: &str) -> Option<Found> {
        let found = |(group, class): (u8, Class)| Found { class, group };
        let words: Vec<&str> = role.split_whitespace().collect();
        match Script::of(role)? {
            script if script.is_dense() => {
                let last = self.dense.iter().find(|(word, ..)| role.trim_end().ends_with(word.as_str()));
                last.map(|(_, group, class)| found((*group, *class)))
            }
            Script::Latin => {
                let end = words.iter().position(|w| LINKS.contains(w)).unwrap_or(words.len());
                let head = &words[..end];
                // "prime minister" before "minister": the longest run of words at the end of the head.
                let runs = (0..head.len()).map(|i| head[i..].join("-"));
                let list = runs.filter_map(|run| self.words.get(&run)).next();
                // Vietnamese and Spanish have the head in front.
                list.or_else(|| self.words.get(&head.get(..2)?.join("-"))).copied().map(found)
            }
            _ => (1..=words.len().min(3))
                .rev()
                .find_map(|n| self.words.get(&words[..n].join("-")))
                .copied()
                .map(found),
        }
    }

    /// The titles of a name that say a public role, and its parts without any title. At least one part is kept.
    pub(super) fn titles<'a>(&self, parts: &[&'a str]) -> (Option<String>, Vec<&'a str>) {
        let plain: Vec<String> = parts.iter().map(|p| flat(p).replace('.', "")).collect();
        let (mut from, mut until) = (0, parts.len());
        let mut title: Option<String> = None;
        while from + 1 < until {
            let run = |n: usize| plain.get(from..from + n).map(|p| p.join(" ")).unwrap_or_default();
            let longest = (1..=6.min(until - from - 1)).rev();
            let mut found = longest.filter_map(|n| {
                let text = run(n);
                let public = self.is_public_title(&text);
                (public || self.titles.plain.contains(&text)).then_some((n, text, public))
            });
            let Some((n, text, public)) = found.next() else { break };
            if text == "u" && self.keeps(&plain[from..until]) {
                break;
            }
            if public {
                title = Some(title.map_or(text.clone(), |before| format!("{before} {text}")));
            }
            from += n;
        }
        while until > from + 1 && self.titles.behind.contains(&plain[until - 1]) {
            until -= 1;
        }
        (title, parts[from..until].to_vec())
    }

    /// "president", "deputy foreign minister", "north korean defence minister".
    fn is_public_title(&self, text: &str) -> bool {
        if self.titles.public.iter().any(|t| t == text) {
            return true;
        }
        let Some((first, rest)) = text.split_once(' ') else { return false };
        // Of an office's topic and a country's name all words are taken together.
        let minister = rest.ends_with("minister") && Bodies::program().of_minister(text).is_some();
        let opened = self.titles.openings.iter().any(|o| o == first) && self.is_public_title(rest);
        let of_state = Countries::program().before(text).is_some_and(|(_, rest)| self.is_public_title(rest));
        opened || of_state || (minister && Bodies::program().is_topic(text.trim_end_matches(" minister")))
    }

    /// "U" is a Korean family name where a Korean given name follows, and no title before a single word.
    fn keeps(&self, parts: &[String]) -> bool {
        parts.len() < 3 || !super::korean::Korean::program().of_latin(parts).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_what_their_examples_say() {
        let roles = Roles::program();
        let of = |text: &str| roles.find(text.split(" / ").next().unwrap_or(text));
        for (i, role) in roles.groups.iter().enumerate() {
            for text in &role.accepts {
                let found = of(text).unwrap_or_else(|| panic!("{text:?} is in no list"));
                assert_eq!((found.class, found.group), (role.class, i as u8), "{text:?}");
            }
            for text in &role.rejects {
                let public = of(text).is_some_and(|f| f.class == role.class && role.class != Class::WithBody);
                assert!(!public, "{text:?} is no {}", role.group);
            }
        }
        assert!(roles.marks.accepts.iter().all(|t| of(t).is_some_and(|f| f.class == Class::Private)));
        assert!(roles.marks.rejects.iter().all(|t| of(t).is_some_and(|f| f.class != Class::Private)));
    }

    #[test]
    fn titles_are_taken_off() {
        let roles = Roles::program();
        for (name, title, rest) in [
            ("U Thein Sein", None, "Thein Sein"),
            ("U Nu", None, "U Nu"),
            ("Senior General Min Aung Hlaing", Some("senior general"), "Min Aung Hlaing"),
            ("Gen. Teodor Varga", Some("gen"), "Teodor Varga"),
            ("Foreign Minister Ri Yong Ho", Some("foreign minister"), "Ri Yong Ho"),
            (
                "North Korean Defence Minister No Kwang Chol",
                Some("north korean defence minister"),
                "No Kwang Chol",
            ),
            ("Deputy Agriculture Minister Aron Velk", Some("deputy agriculture minister"), "Aron Velk"),
            ("China Mary", None, "China Mary"),
            ("Dr. Helle Brandvold, PhD", None, "Helle Brandvold"),
        ] {
            let parts = super::super::fold::parts(name);
            let (found, kept) = roles.titles(&parts);
            assert_eq!((found.as_deref(), kept.join(" ").as_str()), (title, rest), "{name}");
        }
    }
}
