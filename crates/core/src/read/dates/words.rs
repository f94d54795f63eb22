//! [`Words`]: the words of `dates.toml` in one hashed table, and the text cut into [`Tok`]s that carry what they may be.
//!
//! Tokens are runs of letters, runs of digits, and single marks, so that "mid-June", "1990s" and "5:30" fall into parts
//! that the grammar joins as it likes.

use super::units::Unit;
use crate::hash::Map;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a word may be, as bits: the lists of `dates.toml`.
pub(super) mod is {
    pub(in super::super) const MONTH: u32 = 1;
    pub(in super::super) const MONTH_SHORT: u32 = 1 << 1;
    pub(in super::super) const WEEKDAY: u32 = 1 << 2;
    pub(in super::super) const WEEKDAY_SHORT: u32 = 1 << 3;
    pub(in super::super) const WEEKDAYS: u32 = 1 << 4;
    pub(in super::super) const UNIT: u32 = 1 << 5;
    pub(in super::super) const UNITS: u32 = 1 << 6;
    pub(in super::super) const SEASON: u32 = 1 << 7;
    pub(in super::super) const PART: u32 = 1 << 8;
    pub(in super::super) const CARDINAL: u32 = 1 << 9;
    pub(in super::super) const ORDINAL: u32 = 1 << 10;
    pub(in super::super) const DECADE: u32 = 1 << 11;
    pub(in super::super) const SOME: u32 = 1 << 12;
    pub(in super::super) const WHICH: u32 = 1 << 13;
    pub(in super::super) const VAGUE: u32 = 1 << 14;
    pub(in super::super) const PORTION: u32 = 1 << 15;
    pub(in super::super) const DEICTIC: u32 = 1 << 16;
    pub(in super::super) const PRESENT: u32 = 1 << 17;
    pub(in super::super) const PAST: u32 = 1 << 18;
    pub(in super::super) const OFTEN: u32 = 1 << 19;
    pub(in super::super) const LONG: u32 = 1 << 20;
    pub(in super::super) const EVERY: u32 = 1 << 21;
    pub(in super::super) const BEFORE_YEAR: u32 = 1 << 22;
    pub(in super::super) const COUNTED: u32 = 1 << 23;
    pub(in super::super) const EVENT: u32 = 1 << 24;
    pub(in super::super) const FISCAL: u32 = 1 << 25;
    pub(in super::super) const KIND: u32 = 1 << 26;
    pub(in super::super) const ZONE: u32 = 1 << 27;
    /// Begins a holiday's name.
    pub(in super::super) const HOLIDAY: u32 = 1 << 28;
    /// Words that the grammar itself names as beginnings.
    pub(in super::super) const OPENS: u32 = 1 << 29;
    /// Any month, by name or short.
    pub(in super::super) const ANY_MONTH: u32 = MONTH | MONTH_SHORT;
    /// Any weekday, by name or short.
    pub(in super::super) const ANY_DAY: u32 = WEEKDAY | WEEKDAY_SHORT;
    /// What never begins an expression.
    pub(in super::super) const INNER: u32 = BEFORE_YEAR | COUNTED | EVENT | KIND | ZONE;
}

/// Words that begin expressions and stand in no list.
const OPENERS: &str = "a an the half once twice about around approximately roughly nearly almost more less fewer at up \
                       all another whole entire over under some right juche lunar per fy no midyear midweek ad";

/// The lists by name.
const LISTS: [(&str, u32); 28] = [
    ("month", is::MONTH),
    ("month-short", is::MONTH_SHORT),
    ("weekday", is::WEEKDAY),
    ("weekday-short", is::WEEKDAY_SHORT),
    ("weekdays", is::WEEKDAYS),
    ("unit", is::UNIT),
    ("units", is::UNITS),
    ("season", is::SEASON),
    ("part", is::PART),
    ("cardinal", is::CARDINAL),
    ("ordinal", is::ORDINAL),
    ("decade", is::DECADE),
    ("some", is::SOME),
    ("which", is::WHICH),
    ("vague", is::VAGUE),
    ("portion", is::PORTION),
    ("deictic", is::DEICTIC),
    ("present", is::PRESENT),
    ("past", is::PAST),
    ("often", is::OFTEN),
    ("long", is::LONG),
    ("every", is::EVERY),
    ("before-year", is::BEFORE_YEAR),
    ("counted", is::COUNTED),
    ("event", is::EVENT),
    ("fiscal", is::FISCAL),
    ("kind-of-unit", is::KIND),
    ("zone", is::ZONE),
];

/// A list of `dates.toml`.
#[derive(Deserialize)]
pub(super) struct List {
    words: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests of the data"))]
    pub(super) accepts: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests of the data"))]
    pub(super) rejects: Vec<String>,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// Lists that hold it.
    pub(super) bits: u32,
    /// The number behind its colon.
    pub(super) number: i16,
    pub(super) unit: Option<Unit>,
    /// The name behind its colon: index in [`Words::names`].
    pub(super) name: u8,
}

/// The table.
#[derive(Debug)]
pub(super) struct Words {
    map: Map<u128, Entry>,
    names: Vec<Box<str>>,
}

/// Up to sixteen letters, lower-cased, as a number.
fn key(word: &[u8]) -> Option<u128> {
    if word.len() > 16 {
        return None;
    }
    Some(word.iter().fold(0u128, |key, byte| key << 8 | u128::from(byte.to_ascii_lowercase())))
}

impl Words {
    /// The words of the data file, and the first words of holidays.
    pub(super) fn english<'h>(holidays: impl Iterator<Item = &'h str>) -> Self {
        let mut words = Self { map: Map::default(), names: vec!["".into()] };
        let lists = lists();
        for (name, bit) in LISTS {
            let list = lists.get(name).expect("every list of LISTS stands in dates.toml; its tests read it");
            for item in list.words.split_whitespace() {
                words.add(item, bit);
            }
        }
        OPENERS.split_whitespace().for_each(|word| words.add(word, is::OPENS));
        holidays.for_each(|word| words.add(word, is::HOLIDAY));
        words
    }

    fn add(&mut self, item: &str, bit: u32) {
        let (word, value) = item.split_once(':').unwrap_or((item, ""));
        let Some(key) = key(word.as_bytes()) else { return };
        let name = if value.is_empty() { 0 } else { self.name(value) };
        let entry = self.map.entry(key).or_default();
        entry.bits |= bit;
        if value.is_empty() {
            return;
        }
        if bit & (is::UNIT | is::UNITS) != 0 {
            entry.unit = Unit::named(value);
        } else if let Ok(number) = value.parse() {
            entry.number = number;
            if bit == is::PART {
                entry.name = name;
            }
        } else {
            entry.name = name;
        }
    }

    fn name(&mut self, name: &str) -> u8 {
        let at = self.names.iter().position(|n| &**n == name).unwrap_or_else(|| {
            self.names.push(name.into());
            self.names.len() - 1
        });
        u8::try_from(at).expect("dates.toml names a few dozen values")
    }

    /// The name behind a word's colon.
    pub(super) fn name_of(&self, index: u8) -> &str {
        self.names.get(usize::from(index)).map_or("", |n| n)
    }

    /// What is known of a word in any case.
    fn find(&self, word: &[u8]) -> Entry {
        key(word).and_then(|key| self.map.get(&key)).copied().unwrap_or_default()
    }
}

/// The lists of the data file.
pub(super) fn lists() -> BTreeMap<String, List> {
    toml::from_str(include_str!("../../../lang/en/dates.toml"))
        .expect("dates.toml is part of the program and read by its tests")
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Word,
    Number,
    /// One sign; 0 for one beyond ASCII that has no role here.
    Mark(u8),
}

/// A token of the date grammar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tok {
    /// Byte offsets in the text.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) shape: Shape,
    pub(super) entry: Entry,
    /// First letter is a capital.
    pub(super) capital: bool,
    /// No white space before it.
    pub(super) glued: bool,
}

/// Cuts `text[from..to]` into tokens, appended to `out`.
pub(super) fn scan(text: &str, from: usize, to: usize, words: &Words, out: &mut Vec<Tok>) {
    let bytes = text.as_bytes();
    let mut at = from;
    let mut glued = false;
    while at < to {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            glued = false;
            at += 1;
            continue;
        }
        let start = at;
        let (shape, entry) = if byte.is_ascii_alphabetic() || byte >= 0x80 && !is_mark(text, at) {
            while at < to && (bytes[at].is_ascii_alphabetic() || bytes[at] >= 0x80 && !is_mark(text, at)) {
                at += 1;
            }
            (Shape::Word, words.find(&bytes[start..at]))
        } else if byte.is_ascii_digit() {
            while at < to && bytes[at].is_ascii_digit() {
                at += 1;
            }
            (Shape::Number, Entry::default())
        } else {
            let c = text[at..].chars().next().unwrap_or(' ');
            at += c.len_utf8();
            if c.is_whitespace() {
                glued = false;
                continue;
            }
            (Shape::Mark(plain(c)), Entry::default())
        };
        let capital = byte.is_ascii_uppercase();
        out.push(Tok { start: start as u32, end: at as u32, shape, entry, capital, glued });
        glued = true;
    }
}

/// Whether a mark, or white space, beyond ASCII begins here; bytes inside a character belong to what it began.
fn is_mark(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && text[at..].chars().next().is_some_and(|c| !c.is_alphanumeric())
}

/// A mark as the ASCII sign that it stands for.
fn plain(c: char) -> u8 {
    match c {
        '’' | '‘' => b'\'',
        '–' | '‐' | '‑' => b'-',
        '—' | '―' => b'~',
        '“' | '”' | '„' | '«' | '»' => b'"',
        c if c.is_ascii() => c as u8,
        _ => 0,
    }
}
