//! Korean names: syllables of Hangul, the signs read in Korean, and the ways to write them in Latin letters.
//!
//! A syllable is kept as three sets (onset, vowel, coda), since a spelling may stand for several: "Jong" for 정, 종 or 쫑.
//! Two names agree where each of their syllables has something in common.

use super::han::Han;
use crate::hash::Map;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static PROGRAM: LazyLock<Korean> = LazyLock::new(Korean::load);

/// Onsets, vowels and codas in the order of Unicode's syllables.
const ONSETS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const VOWELS: &str = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
/// The consonants that codas end on, as bits of [`Syllable::coda`].
const CODAS: [&str; 8] = ["", "ㄱ", "ㄴ", "ㄷ", "ㄹ", "ㅁ", "ㅂ", "ㅇ"];
/// For each of the 28 codas of Unicode's syllables the one of [`CODAS`] that it ends on.
const ENDS: [u8; 28] = [0, 1, 1, 1, 2, 2, 2, 3, 4, 1, 5, 6, 4, 4, 6, 4, 5, 6, 6, 3, 3, 7, 3, 3, 1, 3, 6, 3];
/// ㄴ, ㄹ, ㅇ: which the south drops or changes at the beginning of a word.
const LIQUID: u32 = 1 << 2 | 1 << 5 | 1 << 11;

/// How a syllable may be read: bits by the order of the letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Syllable {
    onset: u32,
    vowel: u32,
    coda: u32,
}

impl Syllable {
    /// A syllable of Hangul; `None` for any other sign.
    fn of(sign: char) -> Option<Syllable> {
        let n = u32::from(sign).checked_sub(0xAC00).filter(|n| *n < 11_172)?;
        let coda = u32::from(ENDS[(n % 28) as usize]);
        Some(Syllable { onset: 1 << (n / 588), vowel: 1 << (n / 28 % 21), coda: 1 << coda })
    }

    /// The same with every onset that north or south may write at the beginning of a word: 리 and 이, 로 and 노.
    fn opening(mut self) -> Syllable {
        if self.onset & LIQUID != 0 {
            // ㅑ ㅕ ㅖ ㅛ ㅠ ㅣ: before these the south writes ㅇ, before others ㄴ.
            let soft = self.vowel & (1 << 2 | 1 << 6 | 1 << 7 | 1 << 12 | 1 << 17 | 1 << 20) != 0;
            let hard = self.onset & !(1 << 11) & LIQUID;
            self.onset |= if soft {
                LIQUID
            } else if hard != 0 {
                1 << 2 | 1 << 5
            } else {
                0
            };
        }
        self
    }

    fn meets(self, other: Syllable) -> bool {
        self.onset & other.onset != 0 && self.vowel & other.vowel != 0 && self.coda & other.coda != 0
    }

    fn join(self, other: Syllable) -> Syllable {
        Syllable {
            onset: self.onset | other.onset,
            vowel: self.vowel | other.vowel,
            coda: self.coda | other.coda,
        }
    }

    /// Onset and coda by classes that all spellings of a sound share; several where it may be read in several ways.
    fn classes(self) -> Vec<String> {
        let onset = |bit: u32| match bit {
            0 | 1 | 15 => 'k',
            3 | 4 | 16 => 't',
            7 | 8 | 17 => 'p',
            9 | 10 => 's',
            12..=14 => 'c',
            6 => 'm',
            18 => 'h',
            _ => 'l',
        };
        let set = |mask: u32, most: u32| (0..most).filter(move |bit| mask & 1 << bit != 0);
        let pairs =
            set(self.onset, 19).flat_map(|o| set(self.coda, 8).map(move |c| format!("{}{c}", onset(o))));
        let mut all: Vec<String> = pairs.collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// A name read as Korean: family name and given name together.
pub(super) type Reading = Vec<Syllable>;

#[derive(Deserialize)]
struct File {
    onset: BTreeMap<String, String>,
    vowel: BTreeMap<String, String>,
    coda: BTreeMap<String, String>,
    families: Families,
    #[cfg_attr(not(test), allow(dead_code))]
    examples: super::scripts::Examples,
}

#[derive(Deserialize)]
struct Families {
    common: String,
    spellings: String,
}

/// What is known of Korean spelling (`lang/names/korean.toml`).
#[derive(Debug)]
pub(super) struct Korean {
    /// Spellings with the letters that they stand for, as bits.
    onsets: Map<String, u32>,
    vowels: Map<String, u32>,
    codas: Map<String, u32>,
    /// Letters by system: onsets, vowels, codas, each by Revised, McCune–Reischauer, DPRK.
    letters: [Vec<[Vec<String>; 3]>; 3],
    /// Spellings of family names with what they stand for.
    families: Map<String, Vec<Reading>>,
    common: Vec<Syllable>,
}

impl Korean {
    /// The program's own knowledge.
    pub(super) fn program() -> &'static Korean {
        &PROGRAM
    }

    fn load() -> Korean {
        let file: File = toml::from_str(include_str!("../../../lang/names/korean.toml"))
            .expect("a data file of ours, parsed by a test");
        let (onsets, onset_letters) = spellings(&file.onset, &signs(ONSETS));
        let (vowels, vowel_letters) = spellings(&file.vowel, &signs(VOWELS));
        let (codas, coda_letters) = spellings(&file.coda, &CODAS.map(str::to_owned));
        let mut families: Map<String, Vec<Reading>> = Map::default();
        for entry in file.families.spellings.split_whitespace() {
            let (hangul, latin) = entry.split_once(':').unwrap_or((entry, ""));
            let reading: Reading = hangul.chars().filter_map(Syllable::of).collect();
            for spelling in latin.split(',') {
                let known = families.entry(spelling.replace('\'', "")).or_default();
                known.push(reading.clone());
            }
        }
        let common = file.families.common.chars().filter_map(Syllable::of).collect();
        let letters = [onset_letters, vowel_letters, coda_letters];
        Korean { onsets, vowels, codas, letters, families, common }
    }

    /// Whether the first syllable is one of the commonest family names.
    pub(super) fn is_common(&self, reading: &[Syllable]) -> bool {
        reading.first().is_some_and(|first| self.common.iter().any(|c| c.meets(*first)))
    }

    /// A name in Hangul.
    pub(super) fn of_hangul(&self, name: &str) -> Vec<Reading> {
        let signs: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
        let reading: Reading = signs.iter().filter_map(|c| Syllable::of(*c)).collect();
        if reading.len() != signs.len() || !(2..=5).contains(&reading.len()) {
            return Vec::new();
        }
        vec![reading]
    }

    /// A name in Han signs, each read in all ways that Korean knows.
    pub(super) fn of_han(&self, name: &str) -> Vec<Reading> {
        let signs: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
        if !(2..=4).contains(&signs.len()) {
            return Vec::new();
        }
        let mut reading = Reading::new();
        for sign in signs {
            let ways = Han::program().hangul(sign).iter().filter_map(|c| Syllable::of(*c));
            let Some(all) = ways.reduce(Syllable::join) else { return Vec::new() };
            reading.push(all);
        }
        vec![reading]
    }

    /// A name in Latin letters: a family name of the list, first or last, and up to two syllables. `parts` as written, in lower
    /// case, breves written out.
    pub(super) fn of_latin(&self, parts: &[String]) -> Vec<Reading> {
        let mut found = Vec::new();
        if parts.len() < 2 {
            return found;
        }
        for (family, given) in
            [(&parts[0], &parts[1..]), (&parts[parts.len() - 1], &parts[..parts.len() - 1])]
        {
            let Some(families) = self.families.get(&family.replace(['-', '\''], "")) else { continue };
            for given in self.syllables(given) {
                for family in families {
                    let reading: Reading = family.iter().chain(&given).copied().collect();
                    if !found.contains(&reading) {
                        found.push(reading);
                    }
                }
            }
        }
        found
    }

    /// The ways to cut a given name into one or two syllables.
    fn syllables(&self, parts: &[String]) -> Vec<Reading> {
        let pieces: Vec<String> = parts
            .iter()
            .flat_map(|p| p.split('-'))
            .map(|p| p.replace('\'', ""))
            .filter(|p| !p.is_empty())
            .collect();
        match &pieces[..] {
            [one] => {
                let mut found: Vec<Reading> = self.one(one).map(|s| vec![s]).into_iter().collect();
                for (at, _) in one.char_indices().skip(1) {
                    if let (Some(first), Some(second)) = (self.one(&one[..at]), self.one(&one[at..])) {
                        found.push(vec![first, second]);
                    }
                }
                found
            }
            [first, second] => {
                let both = self.one(first).zip(self.one(second));
                both.map(|(first, second)| vec![first, second]).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// What one written syllable may stand for, all ways to cut it taken together.
    fn one(&self, text: &str) -> Option<Syllable> {
        if text.len() > 7 || !text.is_ascii() {
            return None;
        }
        let mut found: Option<Syllable> = None;
        for (i, j) in (0..text.len()).flat_map(|i| (i + 1..=text.len()).map(move |j| (i, j))) {
            let (Some(onset), Some(vowel), Some(coda)) =
                (self.onsets.get(&text[..i]), self.vowels.get(&text[i..j]), self.codas.get(&text[j..]))
            else {
                continue;
            };
            let way = Syllable { onset: *onset, vowel: *vowel, coda: *coda };
            found = Some(found.map_or(way, |other| other.join(way)));
        }
        found
    }

    /// Hangul in Latin letters by a system (0 Revised, 1 McCune–Reischauer, 2 DPRK), syllable by syllable without signs
    /// between them; the first of several letters where the sound decides.
    pub(super) fn latin(&self, hangul: &str, system: usize) -> Vec<String> {
        let pick = |kind: usize, index: usize, opening: bool| -> &str {
            let ways = &self.letters[kind][index][system];
            // Of several onsets the first stands at the beginning of a name's part, the last within.
            if opening { ways.first() } else { ways.last() }.map_or("", String::as_str)
        };
        let signs = hangul.chars().filter_map(|c| u32::from(c).checked_sub(0xAC00).filter(|n| *n < 11_172));
        signs
            .enumerate()
            .map(|(i, n)| {
                let end = usize::from(ENDS[(n % 28) as usize]);
                let (onset, vowel) = ((n / 588) as usize, (n / 28 % 21) as usize);
                [pick(0, onset, i < 2 || system != 1), pick(1, vowel, true), pick(2, end, true)].concat()
            })
            .collect()
    }
}

/// Whether two names may be one.
pub(super) fn meet(a: &[Syllable], b: &[Syllable]) -> bool {
    // North and south write the opening of the family name and of the given name by rules of their own.
    let open = |i: usize, s: Syllable| if i < 2 { s.opening() } else { s };
    a.len() == b.len() && a.iter().zip(b).enumerate().all(|(i, (a, b))| open(i, *a).meets(open(i, *b)))
}

/// What all spellings of a name share, to look candidates up by. One for each way to read it, eight at most.
pub(super) fn classes(reading: &[Syllable]) -> Vec<String> {
    let mut all = vec![String::new()];
    for syllable in reading {
        let ends = syllable.classes();
        all = all
            .iter()
            .flat_map(|start| ends.iter().map(move |end| format!("{start}{end}")))
            .take(8)
            .collect();
    }
    all
}

fn signs(letters: &str) -> Vec<String> {
    letters.chars().map(String::from).collect()
}

type Spellings = (Map<String, u32>, Vec<[Vec<String>; 3]>);

/// Spellings with the letters they stand for, and the letters by system.
fn spellings(table: &BTreeMap<String, String>, order: &[String]) -> Spellings {
    let mut by_spelling: Map<String, u32> = Map::default();
    let mut by_letter = Vec::new();
    for (index, letter) in order.iter().enumerate() {
        let line = table.get(letter).map_or("", String::as_str);
        let mut systems: [Vec<String>; 3] = Default::default();
        for (system, ways) in line.split('/').enumerate() {
            for way in ways.split(' ').filter(|w| !w.is_empty()) {
                let way = way.trim_matches('-');
                *by_spelling.entry(way.to_owned()).or_default() |= 1 << index;
                if let Some(list) = systems.get_mut(system) {
                    list.push(way.to_owned());
                }
            }
        }
        by_letter.push(systems);
    }
    (by_spelling, by_letter)
}

#[cfg(test)]
pub(super) fn examples() -> super::scripts::Examples {
    let file: File = toml::from_str(include_str!("../../../lang/names/korean.toml")).unwrap();
    file.examples
}
