//! Countries as they stand in names of bodies and in roles (`lang/names/countries.toml`).

use super::fold::{Script, flat};
use crate::hash::Map;
use serde::Deserialize;
use std::sync::LazyLock;

static PROGRAM: LazyLock<Countries> = LazyLock::new(Countries::load);

#[derive(Debug, Deserialize)]
struct File {
    country: Vec<Country>,
}

#[derive(Debug, Deserialize)]
struct Country {
    id: String,
    called: String,
    within: Option<String>,
    names: Vec<String>,
}

/// The list.
#[derive(Debug)]
pub(super) struct Countries {
    list: Vec<Country>,
    names: Map<String, usize>,
    /// Names in scripts without spaces, longest first.
    dense: Vec<(String, usize)>,
}

impl Countries {
    /// The program's own list.
    pub(super) fn program() -> &'static Countries {
        &PROGRAM
    }

    fn load() -> Countries {
        let file: File = toml::from_str(include_str!("../../../lang/names/countries.toml"))
            .expect("a data file of ours, parsed by a test");
        let mut names = Map::default();
        let mut dense = Vec::new();
        for (index, country) in file.country.iter().enumerate() {
            for name in country.names.iter().map(|n| flat(n)) {
                if Script::of(&name).is_some_and(Script::is_dense) {
                    dense.push((name.clone(), index));
                }
                names.insert(name, index);
            }
        }
        dense.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Countries { list: file.country, names, dense }
    }

    /// The id of the country that a plain text names, as a whole.
    pub(super) fn exact(&self, text: &str) -> Option<&str> {
        let text = text.strip_prefix("the ").unwrap_or(text);
        let text = text.strip_suffix("'s").or_else(|| text.strip_suffix('\'')).unwrap_or(text);
        self.names.get(text).map(|i| &*self.list[*i].id)
    }

    /// A country at the beginning of a plain text ("china's ", "中国") and the rest.
    pub(super) fn before<'a>(&self, text: &'a str) -> Option<(&str, &'a str)> {
        if let Some((name, index)) = self.dense.iter().find(|(name, _)| text.starts_with(name.as_str())) {
            return Some((&self.list[*index].id, text[name.len()..].trim_start()));
        }
        // The longest run of words first: "democratic people's republic of korea".
        let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).take(6).collect();
        ends.into_iter().rev().find_map(|at| Some((self.exact(&text[..at])?, &text[at + 1..])))
    }

    /// A country at the end ("… of china", "… of the russian federation", "… россии") and what stands before.
    pub(super) fn behind<'a>(&self, text: &'a str) -> Option<(&str, &'a str)> {
        let links = [" of the ", " of ", " in ", " de ", " ", ", "];
        let mut found = text.match_indices(' ').filter_map(|(at, _)| {
            let link = links.iter().find(|link| text[at..].starts_with(**link))?;
            Some((self.exact(&text[at + link.len()..])?, &text[..at]))
        });
        found.next()
    }

    /// The first country that a text names anywhere.
    pub(super) fn within(&self, text: &str) -> Option<&str> {
        if let Some((_, index)) = self.dense.iter().find(|(name, _)| text.contains(name.as_str())) {
            return Some(&self.list[*index].id);
        }
        let words: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
        let runs = |i: usize| (1..=5.min(words.len() - i)).rev().map(move |n| (i, n));
        (0..words.len()).flat_map(runs).find_map(|(i, n)| self.exact(&words[i..i + n].join(" ")))
    }

    /// The state that a country belongs to: China for Tibet, itself for most.
    pub(super) fn state<'a>(&'a self, id: &'a str) -> &'a str {
        let country = self.list.iter().find(|c| c.id == id);
        country.and_then(|c| c.within.as_deref()).unwrap_or(id)
    }

    /// Its English name; the id where it is none of the list.
    pub(super) fn called<'a>(&'a self, id: &'a str) -> &'a str {
        self.list.iter().find(|c| c.id == id).map_or(id, |c| &c.called)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_found_at_both_ends() {
        let all = Countries::program();
        assert_eq!(
            all.before("north korea's state security department"),
            Some(("kp", "state security department"))
        );
        assert_eq!(all.before("中国外交部"), Some(("cn", "外交部")));
        assert_eq!(
            all.behind("ministry of foreign affairs of china"),
            Some(("cn", "ministry of foreign affairs"))
        );
        assert_eq!(
            all.behind("ministry of defence of the russian federation"),
            Some(("ru", "ministry of defence"))
        );
        assert_eq!(all.before("radio free asia"), None);
        assert_eq!(all.exact("china's"), Some("cn"));
        assert_eq!(all.within("vice premier of north korea"), Some("kp"));
        assert_eq!(all.state("tibet"), "cn");
    }
}
