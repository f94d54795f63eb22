//! Stretches whose ends stand in one expression ("May 5-9", "between 5 and 6 p.m."), weekdays counted back, and eras.

use super::absolute::date;
use super::found::Found;
use super::parser::Parser;
use super::units::Count;
use super::when::{When, plus_days, weekday, weekday_before, year_ok};
use super::words::{Shape, is};

impl Parser<'_> {
    /// The stretch that a day of a month begins, "-9" standing at `i`: its last day, and the token after it.
    pub(super) fn last_of_days(&self, i: usize, first: i16) -> Option<(i16, usize)> {
        let joined = self.hyphen(i);
        let (last, end) = self.month_day(i + 1).filter(|_| joined)?;
        let digits = self.tok(i + 1).shape == Shape::Number;
        (digits && last > first && !self.hyphen(end)).then_some((last, end))
    }

    /// A last day found as of a month, as the stretch from `first` of the same month on.
    pub(super) fn from_day(found: Found, first: i16) -> Option<Found> {
        let Some(When::Day(last)) = found.when else { return None };
        let (from, to) = (When::Day(date(last.year(), last.month().into(), first)?), When::Day(last));
        let value = format!("{}/{}", from.value(), to.value());
        Some(Found { value, between: Some((from, to)), ..found })
    }

    /// The year that a day takes from the next: "from May 5 to May 9, 2012", "5 May to 9 May 2012".
    pub(super) fn year_of_next_day(&self, i: usize) -> Option<i16> {
        if !(self.lit(i, &["to", "through", "until", "and"]) || self.hyphen(i)) {
            return None;
        }
        let at = match self.month_name(i + 1) {
            Some((_, at)) => self.month_day(at)?.1,
            None => self.month_name(self.month_day(i + 1)?.1)?.1,
        };
        self.year_behind(at).map(|(year, _)| year)
    }

    /// "12-14 June".
    pub(super) fn days_month(&self, i: usize) -> Option<Found> {
        let (first, end) = self.month_day(i).filter(|_| self.tok(i).shape == Shape::Number)?;
        let (_, end) = self.last_of_days(end, first)?;
        let last = self.day_month(end - 1, None).filter(|_| self.tok(end - 1).shape == Shape::Number)?;
        Self::from_day(last.starting(i), first)
    }

    /// "5" in "between 5 and 6 p.m.": an hour whose half of the day stands behind the next.
    pub(super) fn hour_of_range(&self, i: usize) -> Option<Found> {
        if !(self.after_word(i, &["between", "from"]) && self.lit(i + 1, &["and", "to", "until"])) {
            return None;
        }
        let hour = match self.digits(i) {
            Some((hour, len)) if len <= 2 => hour,
            None if self.is(i, is::CARDINAL) => self.tok(i).entry.number,
            _ => return None,
        };
        let (next, _, after) = self.hour(i + 2)?;
        self.half_day(after).or_else(|| self.half_day(after.checked_sub(4)?)).or_else(|| {
            // "6pm" and "6 pm" have one token where "p.m." has four.
            self.half_day(after.checked_sub(1)?)
        })?;
        // Eleven to one goes over noon: the first hour is the last such before the second.
        let hour = hour.checked_add(if hour < 12 && hour + 12 <= next { 12 } else { 0 })?;
        if !(1..=23).contains(&hour) || hour > next {
            return None;
        }
        let end = self.clock(i + 2)?;
        let day = end.when.and_then(When::first);
        Some(Found { speaks: false, ..Found::time(i, i + 1, day, &format!("{hour:02}:00")).from(end.anchor) })
    }

    /// "two Fridays ago".
    pub(super) fn weekdays_ago(&self, i: usize) -> Option<Found> {
        let (Some(Count::Whole(n @ 1..=60)), at) = self.count(i)? else { return None };
        let name = weekday(self.tok(at).entry.number)
            .filter(|_| self.is(at, is::WEEKDAYS) && self.tok(at).capital && self.lit(at + 1, &["ago"]))?;
        let day = weekday_before(self.today()?, name, true).and_then(|d| plus_days(d, -7 * (n - 1)))?;
        Some(Found::date(i, at + 2, When::Day(day)).from(self.today()))
    }

    /// "300 AD", "44 B.C.", "1200 BCE".
    pub(super) fn year_of_era(&self, i: usize) -> Option<Found> {
        let (year, _) = self.digits(i)?;
        let (before, end) = self.era(i + 1)?;
        Self::in_era(i, end, year, before)
    }

    /// "AD 911", "A.D. 911".
    pub(super) fn era_year(&self, i: usize) -> Option<Found> {
        let (before, at) = self.era(i)?;
        let (year, _) = self.digits(at).filter(|_| !before && !self.number_goes_on(at + 1))?;
        Self::in_era(i, at + 1, year, before)
    }

    fn in_era(start: usize, end: usize, year: i16, before: bool) -> Option<Found> {
        let year = year_ok(year)?;
        Some(if before {
            Found::words(start, end, &format!("BC{year:04}"))
        } else {
            Found::date(start, end, When::Year(year))
        })
    }

    /// Whether an era stands at `i` (true for the one before year 1), and the token after it.
    fn era(&self, i: usize) -> Option<(bool, usize)> {
        match self.str(i) {
            "BC" | "BCE" => return Some((true, i + 1)),
            "AD" | "CE" => return Some((false, i + 1)),
            _ => {}
        }
        let second = self.mark(i + 1, b'.') && self.tok(i + 1).glued && self.tok(i + 2).glued;
        let before = match (self.str(i), self.str(i + 2)) {
            ("B", "C") => true,
            ("A", "D") => false,
            _ => return None,
        };
        second.then(|| (before, self.stop(i + 3)))
    }
}
