//! Days as the press prints them: "March 22, 2015", "Wednesday 9 May 2018", "2019-04-11", "Aug. 10".

use super::words::{Words, after, begins};
use jiff::civil::Date;

/// A day found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    /// `None` where the year is missing, or all but the day of the week.
    pub(super) date: Option<Date>,
    /// How many bytes it takes.
    pub(super) len: usize,
}

/// The first full date in a line, else the first without a year, with its offset.
pub(super) fn find(line: &str, words: &Words) -> Option<(usize, Day)> {
    let mut partial = None;
    let mut starts_word = true;
    for (at, c) in line.char_indices() {
        if starts_word
            && c.is_ascii_alphanumeric()
            && let Some(day) = at_start(&line[at..], words)
        {
            if day.date.is_some() {
                return Some((at, day));
            }
            partial = partial.or(Some((at, day)));
        }
        starts_word = !c.is_alphanumeric();
    }
    partial
}

/// The date that a text begins with.
pub(super) fn at_start(text: &str, words: &Words) -> Option<Day> {
    let weekday = after(text, &words.weekdays).map(|rest| rest.strip_prefix('.').unwrap_or(rest));
    let Some(rest) = weekday else { return numbers(text, text, words) };
    let rest = rest.trim_start_matches([',', ' ']);
    let alone = Day { date: None, len: text.len() - rest.len() };
    Some(numbers(rest, text, words).unwrap_or(alone))
}

/// Year, month and day in any of the orders; `whole` is where the date began.
fn numbers(text: &str, whole: &str, words: &Words) -> Option<Day> {
    if let Some((date, rest)) = iso(text) {
        return Some(Day { date: Some(date), len: whole.len() - rest.len() });
    }
    let (month, day, rest) = if let Some((month, rest)) = month(text, words) {
        let (day, rest) = day_number(rest.trim_start_matches(' '))?;
        (month, day, rest)
    } else {
        let (day, rest) = day_number(text)?;
        let (month, rest) = month(rest.trim_start_matches(' '), words)?;
        (month, day, rest)
    };
    let spaced = rest.trim_start_matches([',', ' ']);
    if let Some((year, after)) = digits(spaced, 4)
        && spaced.len() < rest.len()
    {
        let date = Date::new(year, month, day as i8).ok()?;
        return Some(Day { date: Some(date), len: whole.len() - after.len() });
    }
    Some(Day { date: None, len: whole.len() - rest.len() })
}

/// "2019-04-11", with a time of day or without.
fn iso(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = prefix(text, 4)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
    let (month, rest) = prefix(&rest[1..], 2)?;
    let (day, rest) = digits(rest.strip_prefix(mark)?, 2).or_else(|| {
        // A time of day is part of it.
        let (day, rest) = prefix(rest.strip_prefix(mark)?, 2)?;
        let end = rest.strip_prefix('T')?.find([' ', '\n', ',']).map_or(rest.len(), |end| end + 1);
        Some((day, &rest[end..]))
    })?;
    Some((Date::new(year, month as i8, day as i8).ok()?, rest))
}

fn month<'t>(text: &'t str, words: &Words) -> Option<(i8, &'t str)> {
    let (index, len) = words
        .months
        .iter()
        .enumerate()
        .find_map(|(i, forms)| Some((i, forms.iter().find(|form| begins(text, form))?.len())))?;
    let rest = &text[len..];
    Some((index as i8 + 1, rest.strip_prefix('.').unwrap_or(rest)))
}

/// "9", "22", "3rd".
fn day_number(text: &str) -> Option<(i16, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    let (day, rest) = (1..=2).contains(&count).then(|| prefix(text, count))??;
    let rest = ["st", "nd", "rd", "th"].iter().find_map(|tail| rest.strip_prefix(tail)).unwrap_or(rest);
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == ':');
    ((1..=31).contains(&day) && ends).then_some((day, rest))
}

/// A number of just so many digits.
fn digits(text: &str, count: usize) -> Option<(i16, &str)> {
    prefix(text, count).filter(|(_, rest)| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

fn prefix(text: &str, count: usize) -> Option<(i16, &str)> {
    let number = text.get(..count).filter(|number| number.bytes().all(|b| b.is_ascii_digit()))?;
    Some((number.parse().ok()?, &text[count..]))
}
