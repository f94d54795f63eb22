//! Dates that are called by a name: holidays, Juche years, lunar days, and events that the text does not date.

use super::found::Found;
use super::holiday::{Holiday, Rule, matches};
use super::lunar;
use super::parser::Parser;
use super::tense::Tense;
use super::when::{When, year_ok};
use super::words::{Shape, is};

/// Juche 1.
const JUCHE: i16 = 1911;

impl Parser<'_> {
    /// A holiday by name: "Christmas 2015", "the Day of the Sun", "National Day in 2016".
    pub(super) fn holiday(&self, i: usize) -> Option<Found> {
        let at = if self.lit(i, &["the"]) { i + 1 } else { i };
        if !self.tok(at).capital {
            return None;
        }
        let start = self.tok(at).start as usize;
        let mut longest = 0;
        let mut fits = None;
        for holiday in self.holidays.at(self.text, start) {
            if holiday.name.len() < longest {
                break;
            }
            longest = holiday.name.len();
            if holiday.shown_by.is_empty() || self.country_shows(holiday) {
                fits = Some(holiday);
                break;
            }
        }
        let holiday = fits?;
        let end_byte = start + matches(&self.text[start..], &holiday.name)?;
        let end = (at..self.toks.len())
            .find(|j| self.tok(*j).start as usize >= end_byte)
            .unwrap_or(self.toks.len());
        // "Easter Roe" is a person; "Christmas Island" a place.
        let next = self.tok(end);
        if next.capital
            && next.shape == Shape::Word
            && !next.glued
            && !self.headline
            && !self.is(end, is::PART)
        {
            return None;
        }
        Some(self.on_holiday(i, end, holiday.rule))
    }

    /// Whether the document names the country that a holiday is kept in.
    fn country_shows(&self, holiday: &Holiday) -> bool {
        holiday.shown_by.iter().any(|name| {
            self.text.match_indices(&**name).any(|(at, _)| {
                let before = self.text[..at].chars().next_back();
                let after = self.text[at + name.len()..].chars().next();
                !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
            })
        })
    }

    fn on_holiday(&self, start: usize, end: usize, rule: Rule) -> Found {
        let at = if self.lit(end, &["of", "in"]) { end + 1 } else { self.comma(end) };
        if let Some((year, 4)) = self.digits(at)
            && (1000..=2199).contains(&year)
            && let Some(day) = rule.on(year)
        {
            return Found::date(start, at + 1, When::Day(day));
        }
        if let Some((year, after)) = self.of_year(end)
            && let Some(day) = rule.on(year)
        {
            return Found::date(start, after, When::Day(day)).from(self.today());
        }
        let day = (rule != Rule::Unknown)
            .then(|| self.nearest(self.tense(start, end), |y| rule.on(y).map(|d| (d, d))))
            .flatten()
            .and_then(|year| rule.on(year));
        match day {
            Some(day) => Found::date(start, end, When::Day(day)).from(self.today()),
            None => Found::words(start, end, "XXXX"),
        }
    }

    /// "the Day of the Sun", "Juche 106", "the first day of the first lunar month", "the congress".
    pub(super) fn named(&self, i: usize) -> Option<Found> {
        if self.lit(i, &["juche"]) {
            return self.juche(i);
        }
        if !self.lit(i, &["the"]) {
            return None;
        }
        if self.is(i + 1, is::HOLIDAY)
            && let Some(found) = self.holiday(i)
        {
            return Some(found);
        }
        self.lunar_day(i).or_else(|| self.event(i))
    }

    /// "Juche 106", "Juche 105, April".
    fn juche(&self, i: usize) -> Option<Found> {
        let (number, _) = self.digits(i + 1)?;
        let year = year_ok(number.checked_add(JUCHE)?).filter(|_| (1..=200).contains(&number))?;
        let month = self.comma(i + 2);
        if month > i + 2
            && let Some((month, end)) = self.month_name(month)
        {
            return Some(Found::date(i, end, When::Month(year, month)));
        }
        Some(Found::date(i, i + 2, When::Year(year)))
    }

    /// "the first day of the first lunar month", "… of 2017".
    fn lunar_day(&self, i: usize) -> Option<Found> {
        let (day, at) = self.ordinal(i + 1)?;
        if !(self.lit(at, &["day"]) && self.lit(at + 1, &["of"]) && self.lit(at + 2, &["the"])) {
            return None;
        }
        let (month, at) = self.ordinal(at + 3)?;
        if !(self.lit(at, &["lunar"]) && self.lit(at + 1, &["month"])) {
            return None;
        }
        let end = at + 2;
        if self.lit(end, &["of"])
            && let Some((year, 4)) = self.digits(end + 1)
            && let Some(day) = lunar::lunar(year, month, day)
        {
            return Some(Found::date(i, end + 2, When::Day(day)));
        }
        let on = |y| lunar::lunar(y, month, day);
        let year = self.nearest(
            match self.tense(i, end) {
                Tense::Future => Tense::Future,
                _ => Tense::Past,
            },
            |y| on(y).map(|d| (d, d)),
        );
        Some(match year.and_then(on) {
            Some(day) => Found::date(i, end, When::Day(day)).from(self.today()),
            None => Found::words(i, end, "XXXX-XX-XX"),
        })
    }

    /// "the congress" after "since": a time that the text does not date.
    fn event(&self, i: usize) -> Option<Found> {
        let known = self.is(i + 1, is::EVENT)
            && !self.tok(i + 1).capital
            && self.after_word(i, &["since", "before", "until"]);
        (known && self.ends_here_or_verb(i + 2)).then(|| Found::words(i, i + 2, "XXXX"))
    }

    /// Whether no noun follows: "the congress hall" is a place.
    fn ends_here_or_verb(&self, i: usize) -> bool {
        self.ends_noun(i) || self.lit(i, &["the", "there", "guards", "no", "nobody"])
    }
}
