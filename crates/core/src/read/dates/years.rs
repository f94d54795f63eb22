//! Years, decades and centuries by their numbers: "1997", "1997-98", "the '80s", "the 19th century".

use super::found::Found;
use super::parser::Parser;
use super::when::{When, year_ok};
use super::words::{Shape, is};
use jiff::civil::Date;

/// Years that stand without more to say that they are years.
const LIKELY: std::ops::RangeInclusive<i16> = 1900..=2099;

impl Parser<'_> {
    /// A bare year, or two of them: "1997", "1997-98", "2012-2013".
    pub(super) fn year(&self, i: usize) -> Option<Found> {
        let (year, len) = self.digits(i)?;
        if len != 4 || !(1000..=2199).contains(&year) || !self.year_shows(i, year) {
            return None;
        }
        if self.hyphen(i + 1) || self.mark(i + 1, b'/') && self.tok(i + 2).glued {
            if let Some((last, len)) = self.digits(i + 2)
                && (len == 4 || len == 2)
                && !self.number_goes_on(i + 3)
            {
                let last = if len == 2 { year - year % 100 + last } else { last };
                return When::Years(year, last).sound().map(|w| Found::date(i, i + 3, w));
            }
            return None;
        }
        if self.number_goes_on(i + 1) {
            return None;
        }
        Some(self.year_quarter(i, year).unwrap_or_else(|| Found::date(i, i + 1, When::Year(year))))
    }

    /// "1989's third quarter", "1989 first half".
    pub(super) fn year_quarter(&self, i: usize, year: i16) -> Option<Found> {
        let at = if self.mark(i + 1, b'\'') && self.lit(i + 2, &["s"]) { i + 3 } else { i + 1 };
        let (number, end) = self.ordinal(at)?;
        let number = i8::try_from(number).ok()?;
        let when = match self.str(end) {
            "quarter" if (1..=4).contains(&number) => When::Quarter(year, number),
            "half" if (1..=2).contains(&number) => When::Half(year, number),
            _ => return None,
        };
        Some(Found::date(i, end + 1, when))
    }

    /// Whether what stands around a number of four digits says that it is a year.
    pub(super) fn year_shows(&self, i: usize, year: i16) -> bool {
        let next = i + 1;
        if self.is(next, is::COUNTED | is::UNITS | is::UNIT)
            || self.mark(next, b'%')
            || self.lit(next, &["percent"])
        {
            return false;
        }
        let likely = LIKELY.contains(&year);
        let Some(b) = self.before(i) else {
            return likely && (self.tok(next).shape != Shape::Word || self.headline);
        };
        let opens = matches!(self.tok(b).shape, Shape::Mark(b'(' | b'['));
        let closes =
            matches!(self.tok(next).shape, Shape::Mark(b')' | b']' | b'-' | b',' | b'.' | b';' | b'\''));
        if opens && closes {
            return true;
        }
        if self.lit(b, &["in", "since", "until", "till", "before", "after", "during", "circa"]) {
            return true;
        }
        let ends =
            self.tok(next).shape != Shape::Word || self.lit(next, &["to", "until", "and", "or", "when"]);
        if self.lit(b, &["of", "by", "from", "between"]) {
            return likely || ends && year >= 1600;
        }
        if self.lit(b, &["to", "and", "through", "or"]) || self.mark(b, b'-') || self.mark(b, b',') {
            let back = i.saturating_sub(4)..b;
            let year_before = |j: usize| {
                self.is(j, is::ANY_MONTH)
                    || self.digits(j).is_some_and(|(y, n)| n == 4 && (1000..=2199).contains(&y))
            };
            return back.clone().any(year_before) || likely && self.mark(b, b',') && self.ends_here(next);
        }
        let possessive = self.mark(b, b'\'') || self.str(b) == "s" && self.tok(b).glued;
        if possessive {
            return year >= 1600;
        }
        let determined = self.is(b, is::BEFORE_YEAR) && !self.lit(b, &["about", "on", "under"]);
        likely && (determined || self.lit(b, &["a"]) || self.named_year(b, next))
    }

    /// Whether a capitalised word before a year is something held or written in it: "Expo 1998", "Roe 2014)"; not
    /// "Room 2010".
    pub(super) fn named_year(&self, b: usize, next: usize) -> bool {
        const NUMBERED: [&str; 16] = [
            "room",
            "flight",
            "route",
            "highway",
            "windows",
            "model",
            "section",
            "form",
            "boeing",
            "airbus",
            "unit",
            "interstate",
            "no",
            "number",
            "article",
            "office",
        ];
        self.tok(b).capital
            && self.tok(b).shape == Shape::Word
            && self.ends_here(next)
            && !self.lit(b, &NUMBERED)
    }

    /// "1990s", "'80s", "seventies", "19th century", "twentieth century" from token `i` on.
    pub(super) fn decade_or_century(&self, start: usize, i: usize) -> Option<Found> {
        if let Some((year, len)) = self.digits(i) {
            let s = if self.mark(i + 1, b'\'') && self.tok(i + 1).glued { i + 2 } else { i + 1 };
            if self.tok(s).glued && self.str(s) == "s" && year % 10 == 0 {
                let decade = match len {
                    4 if (1000..=2190).contains(&year) => year / 10,
                    2 if self.mark(i.saturating_sub(1), b'\'')
                        || self.after_word(i, &["the", "early", "late", "mid"]) =>
                    {
                        self.two_digits_decade(year)?
                    }
                    _ => return None,
                };
                return Some(Found::date(start, s + 1, When::Decade(decade).sound()?));
            }
        }
        if self.is(i, is::DECADE) && self.after_word(i, &["the", "early", "late", "mid", "-"]) {
            let decade = self.two_digits_decade(self.tok(i).entry.number * 10)?;
            return Some(Found::date(start, i + 1, When::Decade(decade)));
        }
        let (number, end) = self.ordinal(i)?;
        let end = if self.hyphen(end) { end + 1 } else { end };
        (self.lit(end, &["century"]) && (1..=30).contains(&number))
            .then(|| When::Century(number - 1).sound())
            .flatten()
            .map(|when| Found::date(start, end + 1, when))
    }

    /// The decade of a century of its own: "'80s" is the last one that has begun.
    pub(super) fn two_digits_decade(&self, number: i16) -> Option<i16> {
        let now = self.today().map_or(2020, Date::year);
        let year = now - now % 100 + number;
        Some(year_ok(if year > now { year - 100 } else { year })? / 10)
    }

    /// "'80s" from the apostrophe on.
    pub(super) fn short_decade(&self, start: usize, i: usize) -> Option<Found> {
        (self.mark(i, b'\'') && self.tok(i + 1).glued && self.digits(i + 1)?.1 == 2)
            .then(|| self.decade_or_century(start, i + 1))?
    }

    /// An ordinal in digits or letters, and the token after it: "3rd", "third", "twenty-first".
    pub(super) fn ordinal(&self, i: usize) -> Option<(i16, usize)> {
        if let Some((number, _)) = self.digits(i) {
            let suffix = self.tok(i + 1).glued && self.lit(i + 1, &["st", "nd", "rd", "th"]);
            return suffix.then_some((number, i + 2));
        }
        let tok = self.tok(i);
        if tok.entry.bits & is::ORDINAL != 0 {
            return Some((tok.entry.number, i + 1));
        }
        let tens = tok.entry.bits & is::CARDINAL != 0 && (20..=90).contains(&tok.entry.number);
        (tens && self.hyphen(i + 1) && self.is(i + 2, is::ORDINAL))
            .then(|| (tok.entry.number + self.tok(i + 2).entry.number, i + 3))
    }
}
