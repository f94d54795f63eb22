//! Readings of Han signs: in Mandarin, in Korean, and which signs are the simplified forms of which.

use crate::hash::Map;
use std::sync::LazyLock;

static PROGRAM: LazyLock<Han> = LazyLock::new(Han::load);

/// Readings by sign, from Unihan (`lang/names/han.txt`).
#[derive(Debug, Default)]
pub(super) struct Han {
    /// Syllables of pinyin without tones, "v" for ü, in alphabetical order.
    pub(super) syllables: Vec<&'static str>,
    mandarin: Map<char, Vec<u16>>,
    hangul: Map<char, Vec<char>>,
    traditional: Map<char, char>,
}

impl Han {
    /// The program's own table.
    pub(super) fn program() -> &'static Han {
        &PROGRAM
    }

    fn load() -> Han {
        let mut han = Han::default();
        let mut section = "";
        for line in include_str!("../../../lang/names/han.txt").lines().filter(|l| !l.starts_with('#')) {
            if line.starts_with('[') {
                section = line;
                continue;
            }
            let (reading, signs) = line.split_once(' ').unwrap_or((line, ""));
            match section {
                "[mandarin]" => {
                    let id = han.syllables.len() as u16;
                    han.syllables.push(reading);
                    signs.chars().for_each(|c| han.mandarin.entry(c).or_default().push(id));
                }
                "[hangul]" => {
                    let Some(syllable) = reading.chars().next() else { continue };
                    signs.chars().for_each(|c| han.hangul.entry(c).or_default().push(syllable));
                }
                _ => {
                    for pair in line.split(' ') {
                        let mut signs = pair.chars();
                        if let (Some(simple), Some(full)) = (signs.next(), signs.next()) {
                            han.traditional.entry(simple).or_insert(full);
                        }
                    }
                }
            }
        }
        han
    }

    /// Its readings in pinyin, as indices of `syllables`.
    pub(super) fn mandarin(&self, sign: char) -> &[u16] {
        self.mandarin.get(&sign).map_or(&[], |r| &r[..])
    }

    /// Its readings in Hangul; those of its traditional form where it has none itself.
    pub(super) fn hangul(&self, sign: char) -> &[char] {
        self.hangul.get(&sign).or_else(|| self.hangul.get(&self.full(sign))).map_or(&[], |r| &r[..])
    }

    /// The traditional form of a sign; itself where it has no other.
    pub(super) fn full(&self, sign: char) -> char {
        self.traditional.get(&sign).copied().unwrap_or(sign)
    }

    /// The syllable's index, if pinyin has it.
    pub(super) fn syllable(&self, pinyin: &str) -> Option<u16> {
        self.syllables.binary_search(&pinyin).ok().map(|i| i as u16)
    }
}
