//! Hours: "5:30 p.m.", "0100 GMT", "10:30 Monday night", and the hour behind a day.

use super::found::Found;
use super::parser::Parser;
use super::when::When;
use super::words::{Shape, is};
use crate::model::DateKind;
use jiff::civil::Date;

impl Parser<'_> {
    /// An hour by number, with the day behind it if it is named: "5 a.m.", "2:30 a.m. Thursday", "0100 GMT".
    pub(super) fn clock(&self, i: usize) -> Option<Found> {
        let (hour, minute, end) = self.hour(i)?;
        let end = self.zone(end);
        if let Some((day, end)) = self.day_behind(end) {
            // "10:30 Monday night" is 22:30.
            let late = self.lit(end - 1, &["night", "evening", "afternoon", "tonight"]) && hour < 12;
            let time = format!("{:02}:{minute:02}", if late { hour + 12 } else { hour });
            return Some(match day {
                Some((day, anchor)) => Found::time(i, end, Some(day), &time).from(anchor),
                None => Found::time(i, end, None, &time),
            });
        }
        let day = self.day_here();
        Some(Found::time(i, end, day, &format!("{hour:02}:{minute:02}")).from(day))
    }

    /// Hour, minute, and the token after.
    pub(super) fn hour(&self, i: usize) -> Option<(i16, i16, usize)> {
        if self.is(i, is::CARDINAL) && self.tok(i).shape == Shape::Word {
            let hour = self.tok(i).entry.number;
            if let Some(end) = self.o_clock(i + 1) {
                return (1..=12).contains(&hour).then_some((hour, 0, end));
            }
            let (pm, end) = self.half_day(i + 1)?;
            return Some((on_the_day(hour, pm)?, 0, end));
        }
        let (number, len) = self.digits(i)?;
        if len == 4 {
            let zone = self.is(i + 1, is::ZONE) && self.str(i + 1).len() >= 3 || self.lit(i + 1, &["hours"]);
            let sound = number / 100 < 24 && number % 100 < 60;
            return (zone && sound).then_some((number / 100, number % 100, i + 1));
        }
        if len > 2 {
            return None;
        }
        if let Some(end) = self.o_clock(i + 1) {
            return (1..=12).contains(&number).then_some((number, 0, end));
        }
        let mut end = i + 1;
        let mut minute = None;
        let colon = self.mark(end, b':') || self.mark(end, b'.');
        if colon
            && self.tok(end).glued
            && self.tok(end + 1).glued
            && self.digits(end + 1).is_some_and(|d| d.1 == 2)
        {
            let value = self.digits(end + 1)?.0;
            let half_day = self.half_day(end + 2).is_some();
            // "3.20" is a number unless "p.m." follows.
            if value < 60 && (self.mark(end, b':') || half_day) {
                minute = Some(value);
                end += 2;
            }
        }
        if let Some((pm, end)) = self.half_day(end) {
            return Some((on_the_day(number, pm)?, minute.unwrap_or(0), end));
        }
        let minute = minute?;
        let sound = number < 24 && !self.number_goes_on(end);
        // "3:20" may be a score or a verse; a time has a preposition or its zone.
        let shows = self.after_word(
            i,
            &[
                "at", "by", "until", "till", "from", "to", "about", "around", "before", "after", "since",
                "between", "and",
            ],
        ) || self.is(end, is::ZONE);
        (sound && shows).then_some((number, minute, end))
    }

    /// The token after "o'clock".
    pub(super) fn o_clock(&self, i: usize) -> Option<usize> {
        (self.lit(i, &["o"]) && self.mark(i + 1, b'\'') && self.lit(i + 2, &["clock"])).then_some(i + 3)
    }

    /// Whether "a.m." or "p.m." stands here (true for the latter), and the token after it.
    pub(super) fn half_day(&self, i: usize) -> Option<(bool, usize)> {
        if self.lit(i, &["am", "pm"]) && !(self.lit(i, &["am"]) && self.str(i) == "Am") {
            return Some((self.lit(i, &["pm"]), i + 1));
        }
        let letters = self.lit(i, &["a", "p"]) && self.mark(i + 1, b'.') && self.lit(i + 2, &["m"]);
        (letters && self.tok(i + 1).glued && self.tok(i + 2).glued)
            .then(|| (self.lit(i, &["p"]), self.stop(i + 3)))
    }

    pub(super) fn zone(&self, i: usize) -> usize {
        let named = self.is(i, is::ZONE) && self.str(i).bytes().all(|b| b.is_ascii_uppercase());
        if named {
            return i + 1;
        }
        if self.lit(i, &["local"]) && self.lit(i + 1, &["time"]) { i + 2 } else { i }
    }

    /// A day named behind an hour: "Thursday", "on Feb. 6", "today"; with what it was reckoned from. And the token after.
    #[expect(
        clippy::type_complexity,
        reason = "a day, its anchor, and where it ends: named at once where it is used"
    )]
    pub(super) fn day_behind(&self, i: usize) -> Option<(Option<(Date, Option<Date>)>, usize)> {
        let at = if self.lit(i, &["on"]) { i + 1 } else { self.comma(i) };
        let found = if self.is(at, is::ANY_DAY) {
            self.weekday(at)
        } else if self.is(at, is::ANY_MONTH) {
            self.month(at)
        } else if self.is(at, is::DEICTIC) && at == i {
            self.deictic(at)
        } else if self.is(at, is::WHICH) && self.is(at + 1, is::PART) && at == i {
            self.which_part(at, at, at + 1)
        } else if self.tok(at).shape == Shape::Number && self.lit(i, &["on"]) {
            self.day_month(at, None)
        } else {
            None
        }?;
        match found.when {
            Some(When::Day(day))
                if found.kind == DateKind::Date
                    || self.is(found.end - 1, is::PART)
                    || self.lit(found.end - 1, &["tonight"]) =>
            {
                Some((Some((day, found.anchor)), found.end))
            }
            None if found.value.starts_with("XXXX-WXX") => Some((None, found.end)),
            _ => None,
        }
    }

    /// A day with the hour that stands behind it: "Wednesday at 9 p.m.".
    pub(super) fn with_time(&self, found: Found) -> Found {
        let Some(When::Day(day)) = found.when.filter(|_| found.kind == DateKind::Date) else { return found };
        let at = if self.lit(found.end, &["at"]) { found.end + 1 } else { self.comma(found.end) };
        let noon = self.lit(found.end, &["at"]) && self.lit(at, &["noon", "midnight"]);
        if noon && let Some(code) = self.part_code(at) {
            return Found::time(found.start, at + 1, Some(day), &code).from(found.anchor);
        }
        match self.hour(at) {
            Some((hour, minute, end)) if !self.number_goes_on(end) => {
                let end = self.zone(end);
                Found::time(found.start, end, Some(day), &format!("{hour:02}:{minute:02}")).from(found.anchor)
            }
            _ => found,
        }
    }
}

/// An hour of twelve as one of twenty-four.
fn on_the_day(hour: i16, pm: bool) -> Option<i16> {
    match (hour, pm) {
        (12, false) => Some(0),
        (12, true) => Some(12),
        (1..=11, false) => Some(hour),
        (1..=11, true) => Some(hour + 12),
        _ => None,
    }
}
