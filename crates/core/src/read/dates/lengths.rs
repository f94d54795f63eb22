//! Lengths ("three years"), what is reckoned with them ("three years ago"), and what comes again ("every year").

use super::found::{Found, Vague};
use super::parser::Parser;
use super::units::{Count, Length, Unit};
use super::when::{When, months_from, plus_days, weekday, weekday_before};
use super::words::{Shape, is};
use crate::model::{DateKind, Modifier};

impl Parser<'_> {
    /// A number that something is counted by; `None` inside where it is left open. And the token after it.
    pub(super) fn count(&self, i: usize) -> Option<(Option<Count>, usize)> {
        if self.tok(i).shape == Shape::Number {
            return self.count_in_digits(i);
        }
        if self.is(i, is::SOME) {
            let open = self.lit(i, &["couple"]);
            let end = if open && self.lit(i + 1, &["of"]) { i + 2 } else { i + 1 };
            let end = if self.lit(i, &["many"]) && self.lit(end, &["more"]) { end + 1 } else { end };
            return Some((None, end));
        }
        if self.lit(i, &["a"]) {
            let open = self.is(i + 1, is::SOME) && self.lit(i + 1, &["few", "couple", "several"]);
            if open {
                return self.count(i + 1);
            }
            let round = self.lit(i + 1, &["hundred", "dozen"]);
            return round.then(|| (Some(Count::Whole(self.tok(i + 1).entry.number.into())), i + 2));
        }
        if !self.is(i, is::CARDINAL) {
            return None;
        }
        let mut number = i64::from(self.tok(i).entry.number);
        let mut end = i + 1;
        if (20..=90).contains(&number) && self.hyphen(end) && self.is(end + 1, is::CARDINAL) {
            number += i64::from(self.tok(end + 1).entry.number);
            end += 2;
        }
        if self.lit(end, &["hundred", "dozen"]) {
            number *= i64::from(self.tok(end).entry.number);
            end += 1;
        }
        if self.half_behind(end) {
            return Some((Some(Count::AndHalf(number)), end + 3));
        }
        Some((Some(Count::Whole(number)), end))
    }

    pub(super) fn half_behind(&self, i: usize) -> bool {
        self.lit(i, &["and"]) && self.lit(i + 1, &["a"]) && self.lit(i + 2, &["half"])
    }

    pub(super) fn count_in_digits(&self, i: usize) -> Option<(Option<Count>, usize)> {
        let text = self.str(i);
        if text.len() > 7 {
            return None;
        }
        let mut number: i64 = text.parse().ok()?;
        let mut end = i + 1;
        while self.mark(end, b',')
            && self.tok(end).glued
            && self.tok(end + 1).glued
            && self.str(end + 1).len() == 3
        {
            number = number.checked_mul(1000)?.checked_add(self.str(end + 1).parse().ok()?)?;
            end += 2;
            if end > i + 5 {
                return None;
            }
        }
        if self.mark(end, b'.')
            && self.tok(end).glued
            && self.tok(end + 1).glued
            && self.tok(end + 1).shape == Shape::Number
        {
            // "2.5 years"; other fractions of a unit are rare and left open.
            return Some(((self.str(end + 1) == "5").then_some(Count::AndHalf(number)), end + 2));
        }
        let half = |at: usize| self.str(at) == "1" && self.mark(at + 1, b'/') && self.str(at + 2) == "2";
        if half(end) || self.hyphen(end) && half(end + 1) {
            return Some((Some(Count::AndHalf(number)), if half(end) { end + 3 } else { end + 4 }));
        }
        if self.half_behind(end) {
            return Some((Some(Count::AndHalf(number)), end + 3));
        }
        Some((Some(Count::Whole(number)), end))
    }

    /// "two to three", "five or six", "10-15": a count and a second one.
    pub(super) fn counts(&self, i: usize) -> Option<(Option<Count>, usize)> {
        let (first, end) = self.count(i)?;
        let joined = self.lit(end, &["to", "or"]) || self.hyphen(end);
        if joined
            && let Some(Count::Whole(a)) = first
            && let Some((Some(Count::Whole(b)), after)) = self.count(end + 1)
            && a < b
            && (self.is(after, is::UNITS) || self.hyphen(after))
        {
            return Some((Some(Count::Between(a, b)), after));
        }
        Some((first, end))
    }

    /// A length: a count and its unit. And the token after it.
    pub(super) fn length_at(&self, i: usize) -> Option<(Length, usize)> {
        let (count, mut at) = self.counts(i)?;
        if self.hyphen(at) {
            let unit = self.unit(at + 1).filter(|_| self.is(at + 1, is::UNIT | is::UNITS))?;
            let mut end = at + 2;
            // "two-week-old", "three-month-long".
            if self.hyphen(end) && self.lit(end + 1, &["old", "olds", "long"]) {
                end += 2;
            } else if self.hyphen(end) {
                return None;
            }
            return Some((Length { count, unit }, end));
        }
        while self.is(at, is::KIND) && at < i + 6 {
            at += 1;
        }
        let one = matches!(count, Some(Count::Whole(1)));
        let wanted = if one { is::UNIT } else { is::UNITS };
        let unit = self.unit(at).filter(|_| self.is(at, wanted))?;
        // "two quarters of the city", "a few seconds of": business quarters and instants.
        if unit == Unit::Quarter && self.lit(at + 1, &["of"]) || self.hyphen(at + 1) && one {
            return None;
        }
        Some((Length { count, unit }, at + 1))
    }

    /// A counted length with what stands behind it: "three years", "three years ago", "nine years old".
    pub(super) fn counted(&self, i: usize) -> Option<Found> {
        let (length, end) = self.length_at(i)?;
        if self.price(i) {
            return None;
        }
        Some(self.behind(i, length, end))
    }

    /// Whether the number is part of a price or a list of counts: "$3", "No. 3".
    pub(super) fn price(&self, i: usize) -> bool {
        self.before(i).is_some_and(|b| self.mark(b, b'$') && self.tok(i).glued)
    }

    /// A length, or what the words behind it make of it.
    pub(super) fn behind(&self, start: usize, length: Length, end: usize) -> Found {
        if self.lit(end, &["ago"]) {
            return self.ago(start, &length, end + 1);
        }
        if self.lit(
            end,
            &["earlier", "later", "afterward", "afterwards", "before", "after", "previously", "hence"],
        ) {
            let forward = self.lit(end, &["later", "afterward", "afterwards", "after", "hence"]);
            // "two days after the fire" is reckoned from the fire.
            let open = self.lit(end, &["before", "after"]) && !self.ends_here(end + 1);
            if !open && !self.lit(end + 1, &["than"]) {
                return self.shifted(start, &length, end + 1, forward);
            }
        }
        if self.lit(end, &["from"]) && self.lit(end + 1, &["now", "today"]) {
            let when = length.whole().and_then(|n| When::Day(self.today()?).after(n, length.unit));
            return self.dated(start, end + 2, when, "FUTURE_REF");
        }
        if self.mark(end, b'\'') && self.lit(end + 1, &["time"]) && self.after_word(start, &["in"]) {
            let when = length.whole().and_then(|n| When::Day(self.today()?).after(n, length.unit));
            return self.dated(start, end + 2, when, "FUTURE_REF");
        }
        if self.lit(end, &["old"]) {
            return Found::length(start, end + 1, &length);
        }
        Found::length(start, end, &length)
    }

    pub(super) fn dated(&self, start: usize, end: usize, when: Option<When>, vague: &str) -> Found {
        match when {
            Some(when) => Found::date(start, end, when).from(self.today()),
            None => Found::words(start, end, vague),
        }
    }

    /// "three days ago", "a week ago Tuesday"; `end` is the token after "ago".
    pub(super) fn ago(&self, start: usize, length: &Length, end: usize) -> Found {
        let today = self.today();
        if length.unit.within_a_day() {
            return Found::time(start, end, today, "XX").from(today);
        }
        if self.is(end, is::WEEKDAY)
            && self.tok(end).capital
            && length.unit == Unit::Week
            && let Some(weeks) = length.whole()
        {
            let day = today
                .zip(weekday(self.tok(end).entry.number))
                .and_then(|(d, name)| plus_days(weekday_before(d, name, true)?, -7 * weeks));
            return self.dated(start, end + 1, day.map(When::Day), "PAST_REF");
        }
        let when = match length.count {
            Some(Count::Whole(n)) => today.and_then(|d| When::Day(d).after(-n, length.unit)),
            Some(Count::AndHalf(n)) if length.unit == Unit::Year => {
                today.and_then(|d| months_from(d, -(n * 12 + 6)))
            }
            _ => None,
        };
        self.dated(start, end, when, "PAST_REF")
    }

    /// "two days later", "a year earlier": reckoned from what was spoken of last.
    pub(super) fn shifted(&self, start: usize, length: &Length, end: usize, forward: bool) -> Found {
        // "in the middle of February … three days later": from what day is not told, and surely not from publication.
        let coarse = self.near.is_some_and(|near| near.grain().days() > 7.0) && length.unit.days() < 7.0;
        let from = match coarse {
            true => None,
            false if length.unit.days() < 7.0 => self.spoken_fine(),
            false => self.spoken_or_today(),
        };
        let sign = if forward { 1 } else { -1 };
        if length.unit.within_a_day() {
            let day = from.and_then(|f| match f {
                When::Day(day) => Some(day),
                _ => None,
            });
            return Found::time(start, end, day, "XX").from(day);
        }
        match length.whole().map(|n| n * sign) {
            Some(n) => match from.and_then(|f| f.after(n, length.unit)) {
                // What was earlier is an aside: later words go on from where the text is.
                Some(when) => {
                    let found = Found::date(start, end, when).from(from.and_then(When::first));
                    Found { speaks: forward, ..found }
                }
                None => Found::words(start, end, "XXXX-XX-XX"),
            },
            None => Found::words(start, end, if forward { "FUTURE_REF" } else { "PAST_REF" }),
        }
    }

    /// Expressions that begin with "a" or "an": "a year", "a year and a half ago", "a few days", "a second day".
    pub(super) fn article(&self, i: usize) -> Option<Found> {
        if !self.lit(i, &["a", "an"]) {
            return None;
        }
        if let Some(found) = self.counted(i) {
            return Some(found);
        }
        let half = self.lit(i + 1, &["half"]);
        let at = if self.hyphen(i + 2) && half { i + 3 } else { i + 2 };
        if half && let Some(unit) = self.unit(at).filter(|u| self.is(at, is::UNIT) && u.days() < 3653.0) {
            return Some(self.behind(i, Length { count: Some(Count::AndHalf(0)), unit }, at + 1));
        }
        let kind = self.is(i + 1, is::KIND | is::ORDINAL) && self.is(i + 2, is::UNIT);
        let at = if kind { i + 2 } else { i + 1 };
        let unit = self.unit(at).filter(|_| self.is(at, is::UNIT))?;
        if self.hyphen(at + 1)
            || matches!(unit, Unit::Quarter | Unit::Second)
            || unit == Unit::Minute && self.adjective(at + 1)
        {
            return None;
        }
        if kind && self.is(i + 1, is::ORDINAL) && matches!(unit, Unit::Night | Unit::Quarter) {
            return None;
        }
        if self.half_behind(at + 1) {
            return Some(self.behind(i, Length { count: Some(Count::AndHalf(1)), unit }, at + 4));
        }
        let length = Length { count: Some(Count::Whole(1)), unit };
        let bare = !self.lit(at + 1, &["ago", "earlier", "later", "after", "before", "from"]);
        if bare && self.rate(i) {
            return Some(Found::set(i, at + 1, length.value()));
        }
        if unit == Unit::Night && bare {
            return None;
        }
        Some(self.behind(i, length, at + 1))
    }

    /// Whether "minute" is an adjective here: a noun of no time follows.
    pub(super) fn adjective(&self, i: usize) -> bool {
        self.tok(i).shape == Shape::Word
            && !self.ends_noun(i)
            && !self.lit(i, &["ago", "later", "earlier", "before", "after"])
    }

    /// Whether "a day" at `i` says how often, not how long: an amount stands right before it.
    pub(super) fn rate(&self, i: usize) -> bool {
        const BREAKS: [&str; 14] = [
            "for", "in", "after", "within", "than", "over", "about", "nearly", "almost", "until", "before",
            "during", "was", "is",
        ];
        for j in (i.saturating_sub(4)..i).rev() {
            if self.lit(j, &BREAKS)
                || self.mark(j, b',') && !self.tok(j + 1).glued
                || self.mark(j, b'.') && !self.tok(j + 1).glued
            {
                return false;
            }
            if self.tok(j).shape == Shape::Number
                || self.is(j, is::CARDINAL)
                || self.mark(j, b'%')
                || self.lit(j, &["percent", "times", "once", "twice", "million", "billion"])
            {
                return true;
            }
        }
        false
    }

    /// "half an hour", "half a year later".
    pub(super) fn half_unit(&self, i: usize) -> Option<Found> {
        if !self.lit(i, &["half"]) {
            return None;
        }
        let at = if self.lit(i + 1, &["a", "an"]) || self.hyphen(i + 1) { i + 2 } else { return None };
        let unit = self.unit(at).filter(|u| self.is(at, is::UNIT) && *u != Unit::Quarter)?;
        Some(self.behind(i, Length { count: Some(Count::AndHalf(0)), unit }, at + 1))
    }

    /// "more than a decade", "about two weeks", "around 1990", "nearly three years ago", "about 3 a.m.".
    pub(super) fn about(&self, i: usize) -> Option<Found> {
        let (modifier, at) = self.modifier(i)?;
        let start_ok = !(at == i + 1 && self.lit(i, &["some", "over", "under"]) && self.is(at, is::SOME));
        let found = if self.tok(at).shape == Shape::Number {
            if modifier == Modifier::Approx && self.lit(i, &["about", "around"]) {
                self.clock(at).or_else(|| self.counted(at)).or_else(|| self.about_year(at))
            } else {
                self.counted(at)
            }
        } else if self.lit(at, &["a", "an"]) {
            self.article(at)
        } else if self.lit(i, &["around"]) && self.is(at, is::ANY_MONTH) {
            self.month(at).filter(|f| matches!(f.when, Some(When::Day(_))))
        } else if self.lit(at, &["the"]) {
            self.the(at).filter(|f| f.kind == DateKind::Duration)
        } else if self.lit(at, &["half"]) {
            self.half_unit(at)
        } else if self.lit(at, &["noon", "midnight"]) {
            self.part_of_day(at)
        } else {
            self.counted(at)
        }?;
        if !start_ok || found.kind == DateKind::Set {
            return None;
        }
        let found = found.starting(i);
        Some(match found.kind {
            DateKind::Duration | DateKind::Set => found.modified(modifier),
            DateKind::Date | DateKind::Time => {
                let ago = found.anchor.is_some() && found.kind == DateKind::Date;
                let modifier = match modifier {
                    // More than a year ago lies before the year.
                    Modifier::MoreThan if ago => Modifier::Before,
                    Modifier::LessThan if ago => Modifier::After,
                    Modifier::EqualOrMore if ago => Modifier::OnOrBefore,
                    Modifier::EqualOrLess if ago => Modifier::OnOrAfter,
                    other => other,
                };
                let about = if found.kind == DateKind::Date { found.vaguely(Vague::About) } else { found };
                about.modified(modifier)
            }
        })
    }

    pub(super) fn about_year(&self, i: usize) -> Option<Found> {
        let (year, len) = self.digits(i)?;
        let sound = len == 4 && (1000..=2199).contains(&year) && !self.number_goes_on(i + 1);
        // "about 1990 men" is a number; a year ends its phrase.
        (sound && self.ends_noun(i + 1)).then(|| Found::date(i, i + 1, When::Year(year)))
    }

    /// A word or two that modify a number, and the token after them.
    pub(super) fn modifier(&self, i: usize) -> Option<(Modifier, usize)> {
        let one = |words: &[&str]| self.lit(i, words);
        let two = |a: &str, b: &str| self.lit(i, &[a]) && self.lit(i + 1, &[b]);
        Some(if two("more", "than") {
            (Modifier::MoreThan, i + 2)
        } else if two("less", "than") || two("fewer", "than") {
            (Modifier::LessThan, i + 2)
        } else if two("at", "least") {
            (Modifier::EqualOrMore, i + 2)
        } else if two("at", "most") || two("up", "to") {
            (Modifier::EqualOrLess, i + 2)
        } else if self.lit(i, &["no"]) && self.lit(i + 1, &["more"]) && self.lit(i + 2, &["than"]) {
            (Modifier::EqualOrLess, i + 3)
        } else if self.lit(i, &["no"]) && self.lit(i + 1, &["less", "fewer"]) && self.lit(i + 2, &["than"]) {
            (Modifier::EqualOrMore, i + 3)
        } else if one(&["nearly", "almost"]) {
            (Modifier::LessThan, i + 1)
        } else if one(&["about", "around", "approximately", "roughly"])
            || one(&["some"]) && (self.tok(i + 1).shape == Shape::Number || self.is(i + 1, is::CARDINAL))
        {
            (Modifier::Approx, i + 1)
        } else {
            return None;
        })
    }

    /// "the last three years", "the past few weeks", "the first nine months of 2016", "the past year", "recent years",
    /// "the coming weeks" from a word like "last" at `i` on; "the" or nothing at `start`.
    pub(super) fn last_few(&self, start: usize, i: usize) -> Option<Found> {
        let step = i64::from(self.tok(i).entry.number);
        let past = self.lit(i, &["last", "past", "previous", "preceding", "prior", "latest"]);
        let next = self.lit(i, &["next", "coming", "following"]);
        let counted =
            |at: usize| self.length_at(at).filter(|_| !self.is(at, is::OPENS) || self.is(at, is::SOME));
        if let Some((length, end)) = counted(i + 1).filter(|(_, end)| *end > i + 2 || self.hyphen(i + 2)) {
            if self.hyphen(i + 2) {
                return None;
            }
            if let Some((year, after)) = self.of_year(end).filter(|_| self.lit(i, &["last", "final"])) {
                let found = Found::length(start, after, &length);
                let months = length.whole().filter(|n| length.unit == Unit::Month && (1..=12).contains(n));
                let first = months.and_then(|n| i8::try_from(13 - n).ok());
                return Some(Found {
                    between: first.map(|m| (When::Month(year, m), When::Month(year, 12))),
                    ..found
                });
            }
            let found = Found::length(start, end, &length);
            return Some(if past || next { self.anchored(found, &length, step) } else { found });
        }
        if self.is(i + 1, is::UNITS) {
            let end = i + 2;
            let unit = self.unit(i + 1)?;
            if self.lit(i, &["recent"]) {
                return Some(Found::words(start, end, "PAST_REF").vaguely(Vague::Recently));
            }
            if self.lit(i, &["coming", "upcoming"]) {
                return Some(Found::words(start, end, "FUTURE_REF"));
            }
            let open =
                self.lit(i, &["last", "past", "final", "following", "intervening"]) && !unit.within_a_day();
            return open.then(|| Found::length(start, end, &Length { count: None, unit }));
        }
        // "the past year" and "the past week" are lengths up to now.
        if (self.lit(i, &["past"]) || self.lit(i, &["last"]) && start < i)
            && self.is(i + 1, is::UNIT)
            && !self.lit(i + 1, &["weekend", "night", "quarter", "second", "minute"])
        {
            let length = Length { count: Some(Count::Whole(1)), unit: self.unit(i + 1)? };
            let within = self.after_word(start, &["in", "over", "during", "for", "within"])
                && !self.lit(i + 2, &["of"]);
            let vague = self.lit(i, &["past"])
                || within
                || matches!(length.unit, Unit::Decade | Unit::Year | Unit::Month | Unit::Century);
            return vague.then(|| self.anchored(Found::length(start, i + 2, &length), &length, -1));
        }
        let ahead = self.lit(i, &["next", "coming"]) && start < i && self.is(i + 1, is::UNIT);
        if ahead && self.after_word(start, &["over", "within", "during", "for", "in"]) {
            let unit = self.unit(i + 1).filter(|u| u.days() > 6.0 && *u != Unit::Quarter)?;
            let length = Length { count: Some(Count::Whole(1)), unit };
            return Some(self.anchored(Found::length(start, i + 2, &length), &length, 1));
        }
        None
    }

    /// "the nine months", "the years".
    pub(super) fn the_length(&self, i: usize) -> Option<Found> {
        let j = i + 1;
        if self.is(j, is::UNITS) {
            let unit = self
                .unit(j)
                .filter(|u| matches!(u, Unit::Year | Unit::Month | Unit::Week | Unit::Day | Unit::Decade))?;
            let plain =
                !self.hyphen(j + 1) && self.ends_noun(j + 1) && !self.lit(j + 1, &["of", "when", "that"]);
            return plain.then(|| Found::length(i, j + 1, &Length { count: None, unit }));
        }
        if self.is(j, is::SOME) {
            return None;
        }
        let (length, end) = self.length_at(j)?;
        (length.whole().is_some()
            && !self.mark(end.saturating_sub(2), b'-')
            && !self.lit(end, &["old", "ago"]))
        .then(|| Found::length(i, end, &length))
    }

    /// "another two years", "another week".
    pub(super) fn another(&self, i: usize) -> Option<Found> {
        if !self.lit(i, &["another"]) {
            return None;
        }
        if let Some((length, end)) = self.length_at(i + 1) {
            let hyphen = self.hyphen(i + 2);
            return (!hyphen).then(|| Found::length(i, end, &length));
        }
        let unit = self
            .unit(i + 1)
            .filter(|u| self.is(i + 1, is::UNIT) && !matches!(u, Unit::Quarter | Unit::Second))?;
        (!self.hyphen(i + 2)).then(|| Found::length(i, i + 2, &Length { count: Some(Count::Whole(1)), unit }))
    }

    /// A length that ends or begins at publication, with its stretch.
    pub(super) fn anchored(&self, found: Found, length: &Length, step: i64) -> Found {
        let stretch = self.today().zip(length.whole()).and_then(|(today, n)| {
            let unit = match length.unit {
                Unit::Week | Unit::Fortnight | Unit::Weekend | Unit::Night => Unit::Day,
                Unit::Quarter | Unit::Season | Unit::Half => Unit::Month,
                Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
                other => other,
            };
            let now = When::around(today, unit)?;
            let days = (length.unit.days() / unit.days()).round() as i64;
            let far = now.on(n.checked_mul(days)?.checked_mul(step)?)?;
            Some(if step < 0 { (far, now) } else { (now, far) })
        });
        let anchor = stretch.and(self.today());
        Found { between: stretch, anchor, ..found }
    }

    /// "the first nine months of 2016", "the final three weeks" with the ordinal at `i`.
    pub(super) fn first_few(&self, start: usize, i: usize) -> Option<Found> {
        let (length, end) = self.length_at(i + 1)?;
        let whole = length.whole().filter(|n| *n > 1)?;
        if self.hyphen(i + 2) {
            return None;
        }
        let Some((year, after)) = self.of_year(end) else { return Some(Found::length(start, end, &length)) };
        let found = Found::length(start, after, &length);
        let within = length.unit == Unit::Month && whole <= 12;
        let last = i8::try_from(whole).ok().filter(|_| within && self.lit(i, &["first"]));
        Some(Found { between: last.map(|m| (When::Month(year, 1), When::Month(year, m))), ..found })
    }

    /// "decades", "weeks later", "years ago": units in the plural without a count.
    pub(super) fn bare_units(&self, i: usize) -> Option<Found> {
        let unit = self.unit(i)?;
        if self.lit(i + 1, &["ahead"]) {
            return Some(Found::words(i, i + 2, "FUTURE_REF"));
        }
        let length = Length { count: None, unit };
        let found = self.behind(i, length, i + 1);
        if self.hyphen(i + 1) {
            let length = Length { count: None, unit };
            return self.lit(i + 2, &["old", "long"]).then(|| Found::length(i, i + 3, &length));
        }
        let bare = found.kind == DateKind::Duration;
        const NAMED: [&str; 12] = [
            "office", "business", "working", "visiting", "rush", "opening", "school", "early", "wee",
            "small", "man", "old",
        ];
        if bare && self.after_word(i, &NAMED) {
            return None;
        }
        let odd = matches!(
            unit,
            Unit::Quarter | Unit::Second | Unit::Night | Unit::Weekend | Unit::Half | Unit::Season
        );
        (!bare || !odd).then_some(found)
    }

    /// "all day", "the whole week".
    pub(super) fn whole_unit(&self, start: usize, i: usize) -> Option<Found> {
        let at = if self.lit(i, &["all", "whole", "entire"]) { i + 1 } else { return None };
        let unit = self.unit(at).filter(|_| self.is(at, is::UNIT) && !self.hyphen(at + 1))?;
        Some(Found::length(start, at + 1, &Length { count: Some(Count::Whole(1)), unit }))
    }
}
