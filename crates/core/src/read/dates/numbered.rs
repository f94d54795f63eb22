//! Days and weeks by their number in a month ("the second week of March", "the last Sunday of May", "on the 15th"), and the
//! first hours of a day.

use super::absolute::date;
use super::found::{Found, Vague};
use super::parser::Parser;
use super::tense::Tense;
use super::units::Unit;
use super::when::{When, monday, plus_days, weekday};
use super::words::is;
use jiff::civil::Date;

impl Parser<'_> {
    /// "the second week of March", "the first Friday in May 2016", "the last day of August", the number standing at `i`.
    pub(super) fn nth_of_month(&self, start: usize, i: usize) -> Option<Found> {
        let (nth, at) = match self.ordinal(i) {
            Some((nth @ 1..=31, at)) => (Some(nth), at),
            _ if self.lit(i, &["last", "final"]) => (None, i + 1),
            _ => return None,
        };
        let name = self.is(at, is::WEEKDAY) && self.tok(at).capital;
        let unit = self.unit(at).filter(|u| self.is(at, is::UNIT) && matches!(u, Unit::Day | Unit::Week));
        if !(name || unit.is_some()) || !self.lit(at + 1, &["of", "in"]) {
            return None;
        }
        let of = if self.lit(at + 2, &["the"]) { self.the_unit(at + 2) } else { self.month(at + 2) }?;
        let Some(month @ When::Month(..)) = of.when else { return None };
        let (first, last) = (month.first()?, month.last()?);
        let when = match unit {
            Some(Unit::Week) => When::Week(monday(match nth {
                Some(nth) => plus_days(first, i64::from(nth - 1) * 7)?,
                None => last,
            })?),
            Some(_) => When::Day(nth.map_or(Some(last), |nth| plus_days(first, i64::from(nth - 1)))?),
            None => When::Day(nth_weekday(first, last, self.tok(at).entry.number, nth)?),
        };
        // "the fifth week of February" is hardly one.
        let inside = when.first()? <= last && when.last()? >= first;
        inside.then(|| Found::date(start, of.end, when).from(of.anchor))
    }

    /// "the 15th": a day of the month that is told of.
    pub(super) fn the_day_number(&self, i: usize) -> Option<Found> {
        const BEFORE: [&str; 7] = ["on", "by", "until", "since", "before", "after", "from"];
        let (day, _) = self.digits(i + 1)?;
        let (_, end) = self.ordinal(i + 1).filter(|_| self.after_word(i, &BEFORE))?;
        if !self.ends_here(end) && !self.lit(end, &["he", "she", "they", "it", "the", "and", "there"]) {
            return None;
        }
        let today = self.today()?;
        let on = |by: i64| {
            let first = When::Month(today.year(), today.month()).on(by)?.first()?;
            date(first.year(), first.month().into(), day)
        };
        let found = match self.tense(i, end) {
            Tense::Future => (0..=2).filter_map(on).find(|d| *d >= today),
            _ => (0..=2).filter_map(|by| on(-by)).find(|d| *d <= today),
        };
        Some(Found::date(i, end, When::Day(found?)).from(Some(today)))
    }

    /// "the early hours of Monday", "the small hours of 5 June".
    pub(super) fn first_hours(&self, i: usize) -> Option<Found> {
        let hours = self.lit(i + 1, &["early", "small", "wee"]) && self.lit(i + 2, &["hours"]);
        let found = self.at(i + 4).filter(|_| hours && self.lit(i + 3, &["of"]))?;
        let Some(When::Day(day)) = found.when else { return None };
        Some(Found::time(i, found.end, Some(day), "MO").vaguely(Vague::Early).from(found.anchor))
    }
}

/// The `nth` day of that name between two days, the last for `None`.
fn nth_weekday(first: Date, last: Date, name: i16, nth: Option<i16>) -> Option<Date> {
    let name = weekday(name)?;
    let back = |d: Date| i64::from(d.weekday().since(name));
    match nth {
        None => plus_days(last, -back(last)),
        Some(nth) => {
            let day = plus_days(first, (7 - back(first)) % 7 + i64::from(nth - 1) * 7)?;
            (day <= last).then_some(day)
        }
    }
}
