//! Chinese names: signs read in Mandarin, pinyin and Wade–Giles.
//!
//! A syllable is kept as the set of pinyin syllables that it may stand for: Wade–Giles without its apostrophes writes "chin" for
//! jin and qin. Two names agree where each of their syllables has something in common.

use super::han::Han;
use crate::hash::Map;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static PROGRAM: LazyLock<Chinese> = LazyLock::new(Chinese::load);

/// Syllables of pinyin, as indices of [`Han::syllables`], that one written syllable may stand for; sorted.
type Ways = Vec<u16>;
/// A name read as Chinese: family name and given name together.
pub(super) type Reading = Vec<Ways>;

#[derive(Deserialize)]
struct File {
    families: Families,
    wade: Wade,
    #[cfg_attr(not(test), allow(dead_code))]
    examples: super::scripts::Examples,
}

#[derive(Deserialize)]
struct Families {
    common: String,
    others: String,
    readings: BTreeMap<char, String>,
}

#[derive(Deserialize)]
struct Wade {
    initials: BTreeMap<String, String>,
    finals: BTreeMap<String, String>,
    whole: BTreeMap<String, String>,
}

/// What is known of Chinese spelling (`lang/names/chinese.toml`).
#[derive(Debug, Default)]
pub(super) struct Chinese {
    pinyin: Map<String, Ways>,
    wade: Map<String, Ways>,
    /// Family names in pinyin; true where they are common.
    families: Map<String, bool>,
    /// Signs read otherwise in a family name.
    readings: Map<char, u16>,
}

impl Chinese {
    /// The program's own knowledge.
    pub(super) fn program() -> &'static Chinese {
        &PROGRAM
    }

    fn load() -> Chinese {
        let file: File = toml::from_str(include_str!("../../../lang/names/chinese.toml"))
            .expect("a data file of ours, parsed by a test");
        let mut chinese = Chinese::default();
        let han = Han::program();
        for (id, syllable) in han.syllables.iter().enumerate() {
            let id = id as u16;
            // Interjections of one consonant ("hm") are no part of names.
            if !syllable.contains(['a', 'e', 'i', 'o', 'u', 'v']) {
                continue;
            }
            add(&mut chinese.pinyin, syllable.replace('v', "u"), id);
            if syllable.contains('v') {
                add(&mut chinese.pinyin, syllable.replace('v', "yu"), id);
            }
            for spelling in file.wade.spell(syllable) {
                add(&mut chinese.wade, spelling, id);
            }
        }
        for (list, common) in [(&file.families.others, false), (&file.families.common, true)] {
            for name in list.split_whitespace() {
                chinese.families.insert(name.replace('v', "u"), common);
            }
        }
        let readings = file.families.readings.iter();
        chinese.readings = readings.filter_map(|(c, r)| Some((*c, han.syllable(r)?))).collect();
        chinese
    }

    /// A name in Han signs.
    pub(super) fn of_han(&self, name: &str) -> Vec<Reading> {
        let signs: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
        if !(2..=4).contains(&signs.len()) {
            return Vec::new();
        }
        let mut reading = Reading::new();
        for (i, sign) in signs.into_iter().enumerate() {
            let mut ways = Han::program().mandarin(sign).to_vec();
            if i == 0 {
                ways.extend(self.readings.get(&sign));
            }
            if ways.is_empty() {
                return Vec::new();
            }
            ways.sort_unstable();
            ways.dedup();
            reading.push(ways);
        }
        vec![reading]
    }

    /// A name in Latin letters: a family name of the list, first or last, and one or two syllables more; all in pinyin or all
    /// in Wade–Giles. `parts` in lower case without accents.
    pub(super) fn of_latin(&self, parts: &[String]) -> Vec<Reading> {
        let mut found = Vec::new();
        if parts.len() < 2 {
            return found;
        }
        for (family, given) in
            [(&parts[0], &parts[1..]), (&parts[parts.len() - 1], &parts[..parts.len() - 1])]
        {
            let family = family.replace(['-', '\''], "");
            for table in [&self.pinyin, &self.wade] {
                let families = cut(table, &family, 2);
                let families = families.iter().filter(|f| self.is_family(f));
                let given = pieces(table, given);
                for reading in families.flat_map(|f| given.iter().map(move |g| [&f[..], &g[..]].concat())) {
                    if !found.contains(&reading) {
                        found.push(reading);
                    }
                }
            }
        }
        found
    }

    fn family(&self, ways: &[Ways]) -> Option<bool> {
        let han = Han::program();
        let names = |ways: &[Ways]| -> Vec<String> {
            let start = vec![String::new()];
            ways.iter().fold(start, |all, ways| {
                let longer = |s: &String| -> Vec<String> {
                    ways.iter()
                        .map(|w| format!("{s}{}", han.syllables[usize::from(*w)].replace('v', "u")))
                        .collect()
                };
                all.iter().flat_map(longer).collect()
            })
        };
        names(ways).iter().filter_map(|name| self.families.get(name).copied()).max()
    }

    fn is_family(&self, ways: &[Ways]) -> bool {
        self.family(ways).is_some()
    }

    /// Whether the name is one that many bear: a common family name and one syllable more.
    pub(super) fn is_common(&self, reading: &[Ways]) -> bool {
        reading.len() == 2 && self.family(&reading[..1]) == Some(true)
    }
}

impl Wade {
    /// A syllable of pinyin in Wade–Giles, without apostrophes and dots.
    fn spell(&self, pinyin: &str) -> Vec<String> {
        if let Some(whole) = self.whole.get(pinyin) {
            return whole.split(' ').map(str::to_owned).collect();
        }
        let long = usize::from(pinyin.get(1..2) == Some("h")) + 1;
        let (initial, rest) = match self.initials.get_key_value(pinyin.get(..long).unwrap_or_default()) {
            Some((pinyin_initial, wade)) => (wade.as_str(), &pinyin[pinyin_initial.len()..]),
            None => ("", pinyin),
        };
        // l, m, n, f, h, y and w are the same in both.
        let same = usize::from(initial.is_empty() && !rest.starts_with(['a', 'e', 'o']));
        let (kept, last) = rest.split_at(same.min(rest.len()));
        vec![format!("{initial}{kept}{}", self.finals.get(last).map_or(last, String::as_str))]
    }
}

fn add(table: &mut Map<String, Ways>, spelling: String, id: u16) {
    let ways = table.entry(spelling).or_default();
    if !ways.contains(&id) {
        ways.push(id);
    }
}

/// The ways to cut a word into at most `most` syllables.
fn cut(table: &Map<String, Ways>, word: &str, most: usize) -> Vec<Reading> {
    if word.is_empty() || word.len() > 14 || !word.is_ascii() {
        return Vec::new();
    }
    let mut found: Vec<Reading> = table.get(word).map(|w| vec![w.clone()]).into_iter().collect();
    if most > 1 {
        for at in 1..word.len() {
            if let Some(first) = table.get(&word[..at]) {
                for rest in cut(table, &word[at..], most - 1) {
                    found.push([vec![first.clone()], rest].concat());
                }
            }
        }
    }
    found
}

/// The ways to cut a given name into one or two syllables; hyphens, spaces and apostrophes may part them.
fn pieces(table: &Map<String, Ways>, parts: &[String]) -> Vec<Reading> {
    let pieces: Vec<String> = parts
        .iter()
        .flat_map(|p| p.split('-'))
        .map(|p| p.replace('\'', ""))
        .filter(|p| !p.is_empty())
        .collect();
    match &pieces[..] {
        [one] => cut(table, one, 2),
        [first, second] => {
            let both = table.get(first).zip(table.get(second));
            both.map(|(a, b)| vec![a.clone(), b.clone()]).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Whether two names may be one.
pub(super) fn meet(a: &[Ways], b: &[Ways]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.iter().any(|way| b.contains(way)))
}

/// What all spellings of a name share, to look candidates up by: its beginnings without breath, and its nasals. One for each
/// way to read it, eight at most.
pub(super) fn classes(reading: &[Ways]) -> Vec<String> {
    let mut all = vec![String::new()];
    for ways in reading {
        let mut ends: Vec<String> =
            ways.iter().map(|way| class(Han::program().syllables[usize::from(*way)])).collect();
        ends.sort_unstable();
        ends.dedup();
        all = all
            .iter()
            .flat_map(|start| ends.iter().map(move |end| format!("{start}{end}")))
            .take(8)
            .collect();
    }
    all
}

fn class(syllable: &str) -> String {
    let first = match syllable.as_bytes() {
        [b'b' | b'p', ..] => 'p',
        [b'd' | b't', ..] => 't',
        [b'g' | b'k', ..] => 'k',
        [b's' | b'x', ..] => 's',
        [b'z' | b'c' | b'j' | b'q', ..] => 'c',
        [first @ (b'l' | b'm' | b'n' | b'f' | b'h' | b'r'), ..] => char::from(*first),
        _ => '-',
    };
    let nasal = if syllable.ends_with("ng") {
        'g'
    } else if syllable.ends_with('n') {
        'n'
    } else {
        '.'
    };
    String::from_iter([first, nasal])
}

#[cfg(test)]
pub(super) fn examples() -> super::scripts::Examples {
    let file: File = toml::from_str(include_str!("../../../lang/names/chinese.toml")).unwrap();
    file.examples
}
