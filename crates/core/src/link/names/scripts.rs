//! Tables from one script to another, and what is one letter where Latin spellings differ (`lang/names/scripts.toml`).

use super::fold::{letters, skeleton};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static PROGRAM: LazyLock<Scripts> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../lang/names/scripts.toml"))
        .expect("a data file of ours, parsed by a test")
});

/// Pairs of names ("A = B") that must be proposed as one, and such as must not.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
pub(super) struct Examples {
    pub(super) accepts: Vec<String>,
    pub(super) rejects: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Table {
    letters: BTreeMap<char, String>,
    #[serde(default)]
    latin: BTreeMap<String, String>,
    #[cfg_attr(not(test), allow(dead_code))]
    #[serde(flatten)]
    examples: Examples,
}

#[derive(Debug, Deserialize)]
struct Latin {
    folds: Vec<(String, String)>,
    #[cfg_attr(not(test), allow(dead_code))]
    #[serde(flatten)]
    examples: Examples,
}

/// The tables.
#[derive(Debug, Deserialize)]
pub(super) struct Scripts {
    cyrillic: Table,
    arabic: Table,
    kana: Table,
    latin: Latin,
    vietnamese: Vietnamese,
}

#[derive(Debug, Deserialize)]
struct Vietnamese {
    families: String,
}

impl Scripts {
    /// The program's own tables.
    pub(super) fn program() -> &'static Scripts {
        &PROGRAM
    }

    /// A word of Cyrillic in Latin letters, as English papers write it.
    pub(super) fn cyrillic(&self, word: &str) -> String {
        self.cyrillic.latin_of(word)
    }

    /// The consonants of a name in Arabic letters, one letter each. Vowels, and what may write a vowel or a consonant, fall
    /// away unless they open a part.
    pub(super) fn arabic_consonants(&self, parts: &[String]) -> String {
        let mut out = String::new();
        // A zero-width non-joiner parts what a silent h may end.
        for piece in parts.iter().flat_map(|p| p.split(['\u{200c}', '-'])) {
            let mapped = piece.chars().filter_map(|c| self.arabic.letters.get(&c));
            consonants(&mapped.map(String::as_str).collect::<String>(), &mut out);
        }
        out
    }

    /// The same of a name in Latin letters.
    pub(super) fn latin_consonants(&self, parts: &[String]) -> String {
        let mut out = String::new();
        for part in parts {
            let mut rest = letters(part);
            let mut mapped = String::new();
            while let Some(first) = rest.chars().next() {
                let two = self.arabic.latin.iter().filter(|(from, _)| rest.starts_with(from.as_str()));
                let (to, length) = match two.max_by_key(|(from, _)| from.len()) {
                    Some((from, to)) => (to.as_str(), from.len()),
                    None if "aeiou".contains(first) => ("a", 1),
                    None => (&rest[..first.len_utf8()], first.len_utf8()),
                };
                mapped.push_str(to);
                rest = rest.split_off(length);
            }
            consonants(&mapped, &mut out);
        }
        out
    }

    /// Kana in Latin letters, sign by sign.
    pub(super) fn kana(&self, word: &str) -> String {
        let katakana = |c: char| match c {
            '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            c => c,
        };
        self.kana.latin_of(&word.chars().map(katakana).collect::<String>())
    }

    /// A plain Latin word with differing spellings of a sound made one ("Sergej", "Sergey"), doubled letters once.
    pub(super) fn loose(&self, word: &str) -> String {
        let mut out = letters(word);
        for (from, to) in &self.latin.folds {
            if out.contains(from.as_str()) {
                out = out.replace(from.as_str(), to);
            }
        }
        let mut once = String::with_capacity(out.len());
        for c in out.chars() {
            if !once.ends_with(c) {
                once.push(c);
            }
        }
        once
    }

    /// Whether a name of more than one part begins or ends on a Vietnamese family name.
    pub(super) fn is_vietnamese(&self, parts: &[String]) -> bool {
        let family = |p: &String| self.vietnamese.families.split(' ').any(|f| f == p);
        parts.len() > 1 && (parts.first().is_some_and(family) || parts.last().is_some_and(family))
    }

    #[cfg(test)]
    pub(super) fn examples(&self) -> [&Examples; 4] {
        [&self.cyrillic.examples, &self.arabic.examples, &self.kana.examples, &self.latin.examples]
    }
}

impl Table {
    fn latin_of(&self, word: &str) -> String {
        let mut out = String::new();
        for c in word.chars() {
            match self.letters.get(&c) {
                Some(letters) => out.push_str(letters),
                None => out.push(c),
            }
        }
        out
    }
}

/// Adds a part's consonants ("a" stands for any vowel): "v" and "y" only where they open it, "h" not where it closes it, doubled ones once.
fn consonants(mapped: &str, out: &mut String) {
    let last = mapped.chars().count().saturating_sub(1);
    let mut before = None;
    for (i, c) in mapped.chars().enumerate() {
        let silent = c == 'a' || (i > 0 && (matches!(c, 'v' | 'y') || (c == 'h' && i == last)));
        if silent {
            continue;
        }
        if before != Some(c) {
            out.push(c);
        }
        before = Some(c);
    }
}

/// Sounds that Japanese tells apart, as consonants: what a name in kana and the same in Latin letters share.
pub(super) fn kana_consonants(latin: &str) -> String {
    let plain =
        latin.replace("ng", "n").replace("sh", "s").replace("ch", "c").replace("ts", "c").replace('l', "r");
    let plain: String =
        plain.chars().filter(|c| c.is_ascii_alphabetic() && !"wyaeiou".contains(*c)).collect();
    skeleton(&plain)
}
