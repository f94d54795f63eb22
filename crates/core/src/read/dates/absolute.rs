//! Dates that name a day or a month by number or name.

use super::found::Found;
use super::parser::Parser;
use super::tense::Tense;
use super::when::{When, weekday, weekday_after, weekday_before, year_ok};
use super::words::{Shape, is};
use jiff::civil::Date;

impl Parser<'_> {
    /// "2019-04-11", "30.10.1989", "10/30/89", with an ISO time or without.
    pub(super) fn digits_date(&self, i: usize) -> Option<Found> {
        let (a, a_len) = self.digits(i)?;
        let tail = self.tok(i + 3);
        let slashed = self.mark(i + 1, b'/') && self.tok(i + 1).glued && self.tok(i + 2).glued;
        if slashed && a == 9 && self.str(i + 2) == "11" && !(tail.glued && self.mark(i + 3, b'/')) {
            return Some(Found::date(i, i + 3, When::Day(date(2001, 9, 11)?)));
        }
        let Shape::Mark(mark @ (b'-' | b'.' | b'/')) = self.tok(i + 1).shape else { return None };
        let (b, b_len) = self.digits(i + 2)?;
        if !self.mark(i + 3, mark) {
            return None;
        }
        let (c, c_len) = self.digits(i + 4)?;
        if !(1..=4).all(|n| self.tok(i + n).glued) || b_len > 2 {
            return None;
        }
        let end = i + 5;
        let (year, month, day) = match (a_len, c_len, mark) {
            (4, 1..=2, _) => (a, b, c),
            (1..=2, 4, b'.') => (c, b, a),
            (1..=2, 4 | 2, b'/' | b'-') if c_len == 4 || mark == b'/' || b_len == 2 && a_len == 2 => {
                let year = if c_len == 2 { self.two_digits(c)? } else { c };
                if a > 12 { (year, b, a) } else { (year, a, b) }
            }
            _ => return None,
        };
        let day = date(year, month, day)?;
        if let Some(end) = self.iso_time(end) {
            let hour = &self.text[self.tok(i + 4).end as usize + 1..self.tok(end - 1).end as usize];
            return Some(Found::time(i, end, Some(day), hour));
        }
        (!self.number_goes_on(end)).then(|| Found::date(i, end, When::Day(day)))
    }

    /// The token after "T22:15:00Z" that begins at `i`.
    pub(super) fn iso_time(&self, i: usize) -> Option<usize> {
        if !(self.str(i) == "T" && self.tok(i).glued && self.digits(i + 1)?.1 == 2) {
            return None;
        }
        let mut end = i + 2;
        while self.mark(end, b':') && self.digits(end + 1).is_some() && self.tok(end + 1).glued {
            end += 2;
        }
        Some(if self.str(end) == "Z" && self.tok(end).glued { end + 1 } else { end })
    }

    /// A year of two digits: the one nearest to publication that is not far ahead of it.
    pub(super) fn two_digits(&self, number: i16) -> Option<i16> {
        let now = self.today().map_or(2020, Date::year);
        let year = now - now % 100 + number;
        year_ok(if year > now + 20 { year - 100 } else { year })
    }

    /// A month at `i`, and the token after it.
    pub(super) fn month_name(&self, i: usize) -> Option<(i8, usize)> {
        let tok = self.tok(i);
        if !tok.capital || !self.is(i, is::ANY_MONTH) {
            return None;
        }
        let month = i8::try_from(tok.entry.number).ok()?;
        // "Jan" and "Mar" alone may be names: a short form has its full stop or a number behind it.
        if self.is(i, is::MONTH_SHORT) {
            let end = self.stop(i + 1);
            let numbered = self.digits(end).is_some();
            return (end > i + 1 || numbered).then_some((month, end));
        }
        Some((month, i + 1))
    }

    /// A day of the month at `i`, with "st", "nd", "rd", "th" or without, or an ordinal; and the token after it.
    pub(super) fn month_day(&self, i: usize) -> Option<(i16, usize)> {
        if let Some((day, len)) = self.digits(i) {
            if len > 2 || !(1..=31).contains(&day) {
                return None;
            }
            let suffix = self.tok(i + 1).glued && self.lit(i + 1, &["st", "nd", "rd", "th"]);
            let end = if suffix { i + 2 } else { i + 1 };
            return (!self.day_goes_on(end)).then_some((day, end));
        }
        let tok = self.tok(i);
        (tok.entry.bits & is::ORDINAL != 0).then_some((tok.entry.number, i + 1))
    }

    /// Whether digits before `end` are no day: "May 5:30", "May 5.2", but "May 5-9" is one.
    pub(super) fn day_goes_on(&self, end: usize) -> bool {
        !self.mark(end, b'-') && self.number_goes_on(end)
    }

    /// A year after a day or month: "1989", ", 1989", "of 1989"; and the token after it.
    pub(super) fn year_behind(&self, i: usize) -> Option<(i16, usize)> {
        let at = if self.lit(i, &["of"]) { i + 1 } else { self.comma(i) };
        let (year, len) = self.digits(at)?;
        (len == 4 && (1000..=2199).contains(&year) && !self.number_goes_on(at + 1)).then_some((year, at + 1))
    }

    /// "9 May 2018", "the 3rd of October, 2018"; `weekday` is the token where a weekday before it began.
    pub(super) fn day_month(&self, i: usize, weekday: Option<usize>) -> Option<Found> {
        let at = if self.lit(i, &["the"]) { i + 1 } else { i };
        let (day, mut end) = self.month_day(at)?;
        if self.lit(end, &["of"]) {
            end += 1;
        }
        let (month, end) = self.month_name(end)?;
        self.finish_day(weekday.unwrap_or(i), end, month, day)
    }

    /// "11" in "11 to 13 June": a day whose month stands behind the next.
    pub(super) fn day_of_range(&self, i: usize) -> Option<Found> {
        let (day, end) = self.month_day(i)?;
        if self.tok(i).shape != Shape::Number || !(self.lit(end, &["to", "and", "or"]) || self.hyphen(end)) {
            return None;
        }
        let (_, next) = self.month_day(end + 1)?;
        let (month, next) = self.month_name(next)?;
        self.finish_day(i, next, month, day).map(|found| found.ending(end))
    }

    /// A day of a month once both are known: its year, and where all of it ends.
    pub(super) fn finish_day(&self, start: usize, end: usize, month: i8, day: i16) -> Option<Found> {
        if let Some((year, end)) = self.year_behind(end) {
            let Some(day) = date(year, month.into(), day) else {
                // No such day: the month and its year are all that can be meant.
                return None;
            };
            return Some(Found::date(start, end, When::Day(day)));
        }
        if let Some(day) = self.year_of_next_day(end).and_then(|year| date(year, month.into(), day)) {
            return Some(Found::date(start, end, When::Day(day)));
        }
        let day8 = i8::try_from(day).ok()?;
        Date::new(2000, month, day8).ok()?;
        let on = |y| Date::new(y, month, day8).ok().map(|d| (d, d));
        let value = format!("XXXX-{month:02}-{day:02}");
        if self.today().is_none() {
            let year = self.spoken.and_then(When::first).map(Date::year);
            return Some(match year.and_then(on) {
                Some((day, _)) => {
                    Found::date(start, end, When::Day(day)).from(self.spoken.and_then(When::first))
                }
                None => Found::words(start, end, &value),
            });
        }
        let history = (month, day) == (9, 11);
        if history && self.lit(end, &["commission", "report", "panel", "museum", "memorial"]) {
            return None;
        }
        // A day of history that later words call by its date.
        if history && self.lit(end, &["attacks", "attack", "terrorist", "hijackings", "hijackers"]) {
            return Some(Found::date(start, end, When::Day(date(2001, 9, 11)?)));
        }
        let year = self.nearest(self.tense(start, end), on).map(|year| self.not_long_past(year, on))?;
        Some(Found::date(start, end, When::Day(date(year, month.into(), day)?)).from(self.today()))
    }

    /// The next year instead, where the day would lie nearly a year back and its return is near: a dividend "declared"
    /// is payable on a day to come.
    pub(super) fn not_long_past(&self, year: i16, at: impl Fn(i16) -> Option<(Date, Date)>) -> i16 {
        let days = |y: i16| Some(self.today()?.until(at(y)?.0).ok()?.get_days());
        match (days(year), days(year + 1)) {
            (Some(back), Some(on)) if back < -275 && (0..=90).contains(&on) => year + 1,
            _ => year,
        }
    }

    /// The year of a month that stands without one.
    pub(super) fn year_for(
        &self,
        start: usize,
        end: usize,
        at: impl Fn(i16) -> Option<(Date, Date)>,
    ) -> Option<i16> {
        let tense = self.tense(start, end);
        // A passage about an earlier year goes on in that year.
        if let (Some(When::Year(_) | When::Month(..)), Some(today)) = (self.near, self.today())
            && let Some(near) = self.near.and_then(When::first)
            && tense == Tense::Past
            && !self.after_word(start, &["since"])
            && near.year() < today.year() - 1
            && at(near.year()).is_some()
        {
            return Some(near.year());
        }
        self.nearest(tense, at)
    }

    /// Expressions that begin with a month: "May 3", "May 3, 2011", "March 2011", "May".
    pub(super) fn month(&self, i: usize) -> Option<Found> {
        let (month, end) = self.month_name(i)?;
        if let Some((day, after)) = self.month_day(end)
            && !(self.tok(end).shape == Shape::Word)
        {
            let stretch = self
                .last_of_days(after, day)
                .and_then(|(last, after)| Self::from_day(self.finish_day(i, after, month, last)?, day));
            if stretch.is_some() {
                return stretch;
            }
            if let Some(found) = self.finish_day(i, after, month, day) {
                return Some(self.with_time(found));
            }
            return None;
        }
        if self.mark(end, b'\'') && self.digits(end + 1).is_some_and(|d| d.1 == 2) {
            let year = self.two_digits(self.digits(end + 1)?.0)?;
            return Some(Found::date(i, end + 2, When::Month(year, month)));
        }
        if let Some((year, end)) = self.year_behind(end) {
            return Some(Found::date(i, end, When::Month(year_ok(year)?, month)));
        }
        if let Some((year, _)) = self.joined_year(end) {
            return Some(Found::date(i, end, When::Month(year, month)));
        }
        if let Some((when, end)) = self.of_year(end) {
            return Some(Found::date(i, end, When::Month(when, month)).from(self.today()));
        }
        self.month_alone(i, end, month)
    }

    /// The year that a month takes from the next: "April and May of 2016".
    pub(super) fn joined_year(&self, i: usize) -> Option<(i16, usize)> {
        let joined = self.lit(i, &["and", "or", "to", "through"]) || self.hyphen(i);
        let (_, end) = joined.then(|| self.month_name(i + 1))??;
        self.year_behind(end)
    }

    /// The year in "of that year", "of last year"; and the token after it.
    pub(super) fn of_year(&self, i: usize) -> Option<(i16, usize)> {
        if !self.lit(i, &["of", "in"]) {
            return None;
        }
        if self.lit(i, &["of"]) && self.digits(i + 1).is_some_and(|(_, len)| len == 4) {
            return self.year_behind(i);
        }
        let at = i + 1;
        let (step, end) = if self.lit(at + 1, &["year"]) {
            (at, at + 2)
        } else if self.lit(at, &["the"]) && self.lit(at + 2, &["year"]) {
            (at + 1, at + 3)
        } else {
            return None;
        };
        let today = self.today().map(Date::year);
        let spoken = self.spoken.and_then(When::first).map(Date::year);
        let year = match self.str(step).to_ascii_lowercase().as_str() {
            "that" | "same" => spoken.or(today)?,
            "this" | "the" | "current" => today?,
            "last" | "past" => today? - 1,
            "previous" | "preceding" | "prior" => spoken.or(today)? - 1,
            "following" => spoken.or(today)? + 1,
            "next" | "coming" => today? + 1,
            _ => return None,
        };
        Some((year_ok(year)?, end))
    }

    /// A month by itself. "May" and "March" have to show by what stands around them that they are months.
    pub(super) fn month_alone(&self, i: usize, end: usize, month: i8) -> Option<Found> {
        let short = self.is(i, is::MONTH_SHORT);
        // "translated by Lee Jun.": after a capital an abbreviation ends a name and its sentence.
        let surname =
            short && self.before(i).is_some_and(|b| self.tok(b).capital && !self.is(b, is::ANY_DAY));
        if short && end == i + 1 || surname || self.is_name(i, end) {
            return None;
        }
        let doubtful = self.lit(i, &["may", "march", "august", "april", "june"]);
        if doubtful && !self.month_shows(i, end) {
            return None;
        }
        let at = |y| {
            let month = When::Month(y, month);
            Some((month.first()?, month.last()?))
        };
        let Some(year) = self.year_for(i, end, at) else {
            return Some(Found::words(i, end, &format!("XXXX-{month:02}")));
        };
        Some(Found::date(i, end, When::Month(year, month)).from(self.today()))
    }

    /// Whether words around a month that may also be a verb or a name show that it is one.
    pub(super) fn month_shows(&self, i: usize, end: usize) -> bool {
        const BEFORE: [&str; 36] = [
            "in", "since", "until", "till", "by", "of", "from", "to", "through", "during", "between", "and",
            "or", "early", "late", "mid", "last", "next", "this", "that", "for", "before", "after", "on",
            "each", "every", "the", "a", "an", "hottest", "wettest", "coldest", "than", "around", "about",
            "as",
        ];
        self.after_word(i, &BEFORE) && (!self.lit(i, &["may", "march"]) || self.month_position(i, end))
            || self.before(i).is_some_and(|b| self.hyphen(b))
            || self.mark(end, b'\'')
    }

    /// "May" and "March" after words that a verb or a name could follow too need a preposition, or a mark behind.
    pub(super) fn month_position(&self, i: usize, end: usize) -> bool {
        const SURE: [&str; 16] = [
            "in", "since", "until", "till", "of", "during", "early", "late", "mid", "last", "next", "this",
            "through", "between", "by", "from",
        ];
        self.after_word(i, &SURE)
            || !self.tok(end).capital && self.tok(end).shape != Shape::Word
            || self.lit(end, &["and", "to", "or"])
    }

    /// Whether a capital stands before or behind that makes a name of the month or weekday at `i..end`: "April Roe",
    /// "Mr. March", "Black Friday Records".
    pub(super) fn is_name(&self, i: usize, end: usize) -> bool {
        let title = self.before(i).is_some_and(|b| {
            let word = if self.mark(b, b'.') { b.saturating_sub(1) } else { b };
            self.lit(
                word,
                &["mr", "mrs", "ms", "dr", "sir", "lady", "miss", "judge", "justice", "sen", "rep"],
            )
        });
        let next = self.tok(end);
        let known = next.entry.bits & (is::ANY_DAY | is::ANY_MONTH | is::PART | is::HOLIDAY) != 0;
        let name_behind = next.capital
            && next.shape == Shape::Word
            && !known
            && !next.glued
            && self.headline_or_lower(i)
            && self.is(i, is::MONTH)
            && self.lit(i, &["may", "april", "june", "august", "january", "july"])
            && !self.after_word(
                i,
                &["in", "since", "last", "next", "this", "until", "of", "late", "early", "mid"],
            );
        title || name_behind
    }

    /// Whether capitals say something here: not in a headline, where most words have them.
    pub(super) fn headline_or_lower(&self, _i: usize) -> bool {
        !self.headline
    }

    /// Expressions that begin with a weekday: "Tuesday", "Friday, Oct. 13", "Sunday morning", "Monday at 9 p.m.".
    pub(super) fn weekday(&self, i: usize) -> Option<Found> {
        let tok = self.tok(i);
        let short = self.is(i, is::WEEKDAY_SHORT);
        let end = if short { self.stop(i + 1) } else { i + 1 };
        if !tok.capital || short && end == i + 1 {
            return None;
        }
        let next = self.comma(end);
        let full = self.month_name(next).and_then(|(month, at)| {
            let (day, after) = self.month_day(at).filter(|_| self.tok(at).shape == Shape::Number)?;
            self.finish_day(i, after, month, day)
        });
        if let Some(found) = full.or_else(|| self.day_month(next, Some(i))) {
            return Some(self.with_time(found));
        }
        if self.paper_or_name(i, end) {
            return None;
        }
        if self.lit(end, &["the"])
            && let Some((day, after)) = self.month_day(end + 1).filter(|_| self.tok(end + 2).glued)
            && let Some(found) = self.weekday_numbered(i, after, tok.entry.number, day)
        {
            return Some(found);
        }
        let Some(day) = self.weekday_near(i, end, tok.entry.number) else {
            let value = format!("XXXX-WXX-{}", tok.entry.number);
            return Some(self.part_behind(Found::words(i, end, &value)));
        };
        Some(self.with_time(self.part_behind(Found::date(i, end, When::Day(day)).from(self.today()))))
    }

    /// "Friday the 13th": the nearest such day in the past, else to come.
    pub(super) fn weekday_numbered(&self, start: usize, end: usize, name: i16, day: i16) -> Option<Found> {
        let today = self.today()?;
        let name = weekday(name)?;
        let months = |by: i64| When::Month(today.year(), today.month()).on(by)?.first();
        let fits = |by: i64| {
            let first = months(by)?;
            let date = date(first.year(), first.month().into(), day)?;
            (date.weekday() == name).then_some(date)
        };
        let ahead = self.tense(start, end) == Tense::Future;
        let found = if ahead {
            (0..=24).filter_map(fits).find(|d| *d >= today)
        } else {
            (0..=24).filter_map(|by| fits(-by)).find(|d| *d <= today)
        };
        Some(Found::date(start, end, When::Day(found?)).from(Some(today)))
    }

    /// Whether a weekday is part of a name: "the Sunday Times", "Mr. Friday", "Black Friday Records".
    pub(super) fn paper_or_name(&self, i: usize, end: usize) -> bool {
        let next = self.tok(end);
        let capital_behind = next.capital
            && next.shape == Shape::Word
            && !next.glued
            && !self.is(end, is::PART | is::ANY_MONTH | is::ANY_DAY)
            && self.lit(
                end,
                &[
                    "times",
                    "mail",
                    "telegraph",
                    "mirror",
                    "express",
                    "post",
                    "herald",
                    "journal",
                    "news",
                    "star",
                    "sun",
                    "night",
                    "records",
                    "review",
                    "standard",
                    "people",
                    "world",
                ],
            );
        let before = self.before(i);
        let black = before.is_some_and(|b| self.str(b) == "Black" || self.str(b) == "Ash");
        capital_behind || (black && next.capital) || (self.is_name(i, end) && !self.headline)
    }

    /// The day that a weekday without more means.
    pub(super) fn weekday_near(&self, start: usize, end: usize, number: i16) -> Option<Date> {
        let today = self.today()?;
        let day = weekday(number)?;
        match self.tense(start, end) {
            Tense::Future => weekday_after(today, day, true),
            Tense::Present => {
                let (back, on) = (weekday_before(today, day, true)?, weekday_after(today, day, true)?);
                let days = |a: Date, b: Date| a.until(b).map_or(7, |s| s.get_days());
                Some(if days(back, today) <= days(today, on) { back } else { on })
            }
            _ => weekday_before(today, day, true),
        }
    }
}

/// A day, if there is such a one.
pub(super) fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year_ok(year)?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
