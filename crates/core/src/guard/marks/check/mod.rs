//! [`Check`]: what the digits of a mark must satisfy, named in the data.
//!
//! A check takes a match and gives the part of it that is the mark, or nothing: a pattern may reach too far ("… 23 and"),
//! and the check knows where the number ends.

mod digits;
mod people;
mod things;

use std::ops::Range;

/// A part of a match: half-open range of its bytes.
pub(super) type Part = Option<Range<usize>>;

/// A check with its numbers.
#[derive(Clone, Debug)]
pub(super) struct Check {
    name: &'static str,
    numbers: [usize; 2],
}

/// How a check looks at a match, at what stands before it, and at the numbers that the data give it.
type Look = fn(&str, &str, [usize; 2]) -> Part;

/// Every check: its name, whether passing it shows what a number is (one check digit that one chance number in ten has does not), and how it looks.
const CHECKS: [(&str, bool, Look); 25] = [
    ("account-digits", false, digits::of_an_account),
    ("card", true, things::card),
    ("china-id", true, people::china),
    ("chinese-street", false, things::chinese_street),
    ("degrees", true, things::degrees),
    ("digit", false, |form, _, _| whole(form, form.contains(|c: char| c.is_ascii_digit()))),
    ("digits", false, digits::so_many),
    ("e164", true, digits::e164),
    ("hong-kong-id", true, people::hong_kong),
    ("iban", true, things::iban),
    ("iran-id", true, people::iran),
    ("kazakhstan-id", false, people::kazakhstan),
    ("korean-road", false, things::korean_road),
    ("luhn", false, things::luhn),
    ("no-year", false, things::no_year),
    ("pesel", true, people::pesel),
    ("phone-digits", false, digits::of_a_phone),
    ("plate", false, things::plate),
    ("russia-inn", true, people::inn),
    ("snils", true, people::snils),
    ("spain-id", true, people::spain),
    ("street-name", false, things::street_name),
    ("taiwan-id", true, people::taiwan),
    ("turkey-id", false, people::turkey),
    ("verhoeff", true, people::verhoeff),
];

impl Check {
    /// The check of a word of the data, such as "luhn 15 15"; `None`: there is no such check.
    pub(super) fn named(words: &str) -> Option<Check> {
        let mut words = words.split(' ');
        let name = words.next()?;
        let mut number = || words.next().map_or(Some(usize::MAX), |word| word.parse().ok());
        let numbers = [number()?, number()?];
        CHECKS.iter().find(|(known, ..)| *known == name).map(|(name, ..)| Check { name, numbers })
    }

    fn row(&self) -> &'static (&'static str, bool, Look) {
        CHECKS.iter().find(|(name, ..)| *name == self.name).expect("a check is made from a row")
    }

    /// The part of a match that is the mark. `before`: some of the text before the match.
    pub(super) fn part(&self, form: &str, before: &str) -> Part {
        self.row().2(form, before, self.numbers)
    }

    /// Whether passing it shows what the number is.
    pub(super) fn proves(&self) -> bool {
        self.row().1
    }
}

/// All of a match, or nothing.
fn whole(form: &str, passes: bool) -> Part {
    passes.then_some(0..form.len())
}

/// The digits of a match as numbers, in order.
fn values(form: &str) -> Vec<u32> {
    form.chars().filter_map(|c| c.to_digit(10)).collect()
}

/// The sum of digits, each by its weight.
fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// Whether month and day can be: 29 February counts in every year.
fn is_day(month: u32, day: u32) -> bool {
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}
