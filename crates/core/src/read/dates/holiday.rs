//! [`Holidays`]: days that recur by name, from `holidays.toml`.

use super::lunar;
use crate::hash::Map;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct File {
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests of the data"))]
    pub(super) accepts: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests of the data"))]
    pub(super) rejects: Vec<String>,
    countries: BTreeMap<String, Vec<String>>,
    holiday: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    names: Vec<String>,
    country: Option<String>,
    day: Option<String>,
    weekday: Option<(i8, i8, i8)>,
    easter: Option<i64>,
    lunar: Option<(i16, i16)>,
    persian: Option<(i16, i16)>,
}

/// When a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    Fixed(i8, i8),
    /// Month, weekday, which.
    Nth(i8, Weekday, i8),
    Easter(i64),
    Lunar(i16, i16),
    Persian(i16, i16),
    /// Known by name alone.
    Unknown,
}

impl Rule {
    /// Its day in a year.
    pub(super) fn on(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Nth(month, day, which) => {
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(which, day).ok()
            }
            Self::Easter(days) => super::when::plus_days(lunar::easter(year)?, days),
            Self::Lunar(month, day) => lunar::lunar(year, month, day),
            Self::Persian(month, day) => lunar::persian(year, month, day),
            Self::Unknown => None,
        }
    }
}

/// A name and its day.
#[derive(Debug)]
pub(super) struct Holiday {
    pub(super) name: Box<str>,
    pub(super) rule: Rule,
    /// Names by which a text shows that it speaks of the country; empty where the holiday's name is enough.
    pub(super) shown_by: Vec<Box<str>>,
}

/// All names, by their first word.
#[derive(Debug)]
pub(super) struct Holidays {
    /// Indices in `all` of the names that begin with a word, the longest name first.
    by_first: Map<Box<str>, Vec<usize>>,
    all: Vec<Holiday>,
}

pub(super) fn file() -> File {
    toml::from_str(include_str!("../../../lang/en/holidays.toml"))
        .expect("holidays.toml is part of the program and read by its tests")
}

/// The first run of letters.
fn first_word(name: &str) -> &str {
    name.split(|c: char| !c.is_alphabetic()).next().unwrap_or(name)
}

impl Holidays {
    pub(super) fn load() -> Self {
        let File { countries, holiday, .. } = file();
        let mut all = Vec::new();
        for row in holiday {
            let rule = rule(&row);
            let shown_by: Vec<Box<str>> = row
                .country
                .iter()
                .flat_map(|c| countries.get(c).expect("holidays.toml lists each country that it names"))
                .map(|name| name.as_str().into())
                .collect();
            for name in row.names {
                all.push(Holiday { name: name.into(), rule, shown_by: shown_by.clone() });
            }
        }
        let mut by_first: Map<Box<str>, Vec<usize>> = Map::default();
        for (i, holiday) in all.iter().enumerate() {
            by_first.entry(first_word(&holiday.name).into()).or_default().push(i);
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|i| std::cmp::Reverse(all[*i].name.len()));
        }
        Self { by_first, all }
    }

    /// The first words of all names.
    pub(super) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|h| first_word(&h.name))
    }

    /// The holidays whose names a text goes on with at `at`, the longest name first: several where countries share one.
    pub(super) fn at<'s>(&'s self, text: &'s str, at: usize) -> impl Iterator<Item = &'s Holiday> {
        let rest = &text[at..];
        let list = self.by_first.get(first_word(&rest[..rest.len().min(floor(rest, 40))]));
        let begins = |h: &&Holiday| {
            matches(rest, &h.name)
                .is_some_and(|len| !rest[len..].starts_with(|c: char| c.is_alphanumeric() || c == '-'))
        };
        list.into_iter().flatten().map(|i| &self.all[*i]).filter(begins)
    }
}

/// The largest boundary of characters up to `most`.
fn floor(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// Length in the text of a name that it begins with: curly apostrophes and line ends count as straight ones and spaces.
pub(super) fn matches(text: &str, name: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    for want in name.chars() {
        let (_, got) = chars.next()?;
        let got = match got {
            '’' => '\'',
            '\n' | '\u{a0}' => ' ',
            other => other,
        };
        if got != want {
            return None;
        }
    }
    Some(chars.next().map_or(text.len(), |(at, _)| at))
}

fn rule(row: &Row) -> Rule {
    if let Some((month, day)) = row.day.as_deref().and_then(|d| d.split_once('-')) {
        let number = |n: &str| n.parse().expect("holidays.toml writes days as MM-DD");
        return Rule::Fixed(number(month), number(day));
    }
    if let Some((month, day, which)) = row.weekday {
        let day = Weekday::from_monday_one_offset(day).expect("holidays.toml counts weekdays from 1 to 7");
        return Rule::Nth(month, day, which);
    }
    match row {
        Row { easter: Some(days), .. } => Rule::Easter(*days),
        Row { lunar: Some((m, d)), .. } => Rule::Lunar(*m, *d),
        Row { persian: Some((m, d)), .. } => Rule::Persian(*m, *d),
        _ => Rule::Unknown,
    }
}
