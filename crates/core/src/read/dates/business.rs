//! Quarters, halves and financial years: "the third quarter", "fiscal 1997", "the year-ago quarter".

use super::found::Found;
use super::parser::Parser;
use super::units::Unit;
use super::when::{When, year_ok};
use super::words::is;

impl Parser<'_> {
    /// The quarter spoken of last, else the last one that is over.
    pub(super) fn quarter_now(&self, start: usize, end: usize) -> Found {
        let over = self.today().and_then(|d| When::around(d, Unit::Quarter)).and_then(|q| q.on(-1));
        let when = self.quarter.or(over);
        self.reckoned(start, end, when, Unit::Quarter, self.today().map(When::Day))
    }

    /// "third quarter", "the first half of 1997" from the ordinal at `i` on.
    pub(super) fn ordinal_stretch(&self, start: usize, i: usize) -> Option<Found> {
        let (number, at) = self.ordinal(i)?;
        let hyphen = self.hyphen(at);
        let at = if hyphen { at + 1 } else { at };
        let fiscal = self.is(at, is::FISCAL);
        let at = if fiscal { at + 1 } else { at };
        let make: fn(i16, i8) -> When = match self.str(at).to_ascii_lowercase().as_str() {
            "quarter" | "period" if (1..=4).contains(&number) && self.lit(at, &["quarter"]) => When::Quarter,
            "half" if (1..=2).contains(&number) => When::Half,
            _ => return None,
        };
        let part = i8::try_from(number).ok()?;
        let end = at + 1;
        // "a second half" of a match, "the first quarter of the hall".
        let of = self.lit(end, &["of", "in"]);
        if of && let Some((year, 4)) = self.digits(end + 1) {
            return Some(Found::date(start, end + 2, make(year_ok(year)?, part)));
        }
        if let Some((year, 4)) = self.digits(end)
            && !self.number_goes_on(end + 1)
        {
            return Some(Found::date(start, end + 1, make(year_ok(year)?, part)));
        }
        if let Some((year, end)) = self.of_year(end) {
            return Some(Found::date(start, end, make(year, part)).from(self.today()));
        }
        if self.lit(end, &["last", "this", "next"]) && self.lit(end + 1, &["year"]) {
            let year = self.today()?.year() + self.tok(end).entry.number;
            return Some(Found::date(start, end + 2, make(year, part)).from(self.today()));
        }
        let halves = self.lit(at, &["half"]);
        let match_half =
            halves && !hyphen && !self.after_word(start, &["in", "for", "during", "of", "from", "by"]);
        if match_half || self.lit(end, &["of"]) {
            return None;
        }
        let span = |y| {
            let when = make(y, part);
            Some((when.first()?, when.last()?))
        };
        let Some(year) = self.nearest(self.tense(start, end), span) else {
            let value = make(2000, part).value().replacen("2000", "XXXX", 1);
            return Some(Found::words(start, end, &value));
        };
        Some(Found::date(start, end, make(year, part)).from(self.today()))
    }

    /// "fiscal 1997", "the fiscal year", "fiscal year 1998".
    pub(super) fn fiscal(&self, start: usize, i: usize) -> Option<Found> {
        if !self.is(i, is::FISCAL) {
            return None;
        }
        if self.is(i + 1, is::ORDINAL) {
            return self.ordinal_stretch(start, i + 1);
        }
        let named = self.lit(i + 1, &["year"]);
        let at = if named { i + 2 } else { i + 1 };
        if let Some((year, 4)) = self.digits(at) {
            return Some(Found::words(start, at + 1, &format!("FY{year}")));
        }
        let today = self.today()?;
        named.then(|| Found::words(start, at, &format!("FY{}", today.year())).from(Some(today)))
    }

    /// "year-ago", "year-earlier", "the year-ago quarter" with "the" at `start`, the unit at `i`.
    pub(super) fn ago_compound(&self, start: usize, i: usize) -> Option<Found> {
        let unit = self.unit(i).filter(|_| self.is(i, is::UNIT))?;
        let at = if self.hyphen(i + 1) { i + 2 } else { i + 1 };
        if !self.lit(at, &["ago", "earlier"]) {
            return None;
        }
        let stretch = self.lit(at + 1, &["quarter", "period", "month", "week"]);
        if start < i && !stretch {
            return None;
        }
        let end = if start < i { at + 2 } else { at + 1 };
        if stretch && start < i && self.lit(at + 1, &["quarter"]) {
            let base = self.quarter.or_else(|| When::around(self.today()?, Unit::Quarter)?.on(-1));
            let when = base.and_then(|b| b.on(-4));
            return Some(self.reckoned(start, end, when, Unit::Quarter, base));
        }
        let base = if self.lit(at, &["ago"]) { self.today().map(When::Day) } else { self.spoken_or_today() };
        let when = base.and_then(|b| b.after(-1, unit));
        Some(self.reckoned(start, end, when, unit, base))
    }
}
