//! Dates reckoned from the day of publication or from one spoken of before: "last week", "the next day", "that year".

use super::found::{Found, Vague};
use super::parser::Parser;
use super::tense::Tense;
use super::units::Unit;
use super::when::{Season, When, plus_days, weekday, weekday_after, weekday_before, year_ok};
use super::words::{Shape, is};
use jiff::civil::Date;

impl Parser<'_> {
    /// "today", "yesterday afternoon", "tonight".
    pub(super) fn deictic(&self, i: usize) -> Option<Found> {
        if self.tok(i).capital && self.after_word(i, &["USA", "Russia", "India", "China", "Asia"]) {
            return None;
        }
        let today = self.today();
        if self.lit(i, &["tonight"]) {
            return Some(Found::time(i, i + 1, today, "NI").from(today));
        }
        let by = i64::from(self.tok(i).entry.number);
        let Some(day) = today.and_then(|d| plus_days(d, by)) else {
            return Some(self.part_behind(Found::words(i, i + 1, "XXXX-XX-XX")));
        };
        let found = Found::date(i, i + 1, When::Day(day)).from(today);
        Some(self.with_time(self.part_behind(found)))
    }

    /// "now", "recently" and their like.
    pub(super) fn present_or_past(&self, i: usize) -> Option<Found> {
        if self.is(i, is::PAST) {
            return Some(Found::words(i, i + 1, "PAST_REF").vaguely(Vague::Recently).from(self.today()));
        }
        if self.lit(i, &["now"]) {
            // "now that he is gone" gives a reason; "now-defunct" is an adjective.
            if self.lit(i + 1, &["that"]) || self.hyphen(i + 1) {
                return None;
            }
            if self.after_word(i, &["right", "just", "until", "till", "by", "for", "from"]) {
                // "right now" was taken whole.
                return Some(Found::words(i, i + 1, "PRESENT_REF"));
            }
        }
        Some(Found::words(i, i + 1, "PRESENT_REF"))
    }

    /// Expressions that begin with "the".
    pub(super) fn the(&self, i: usize) -> Option<Found> {
        if !self.lit(i, &["the"]) {
            return None;
        }
        let j = i + 1;
        self.the_day_before(i)
            .or_else(|| self.day_month(i, None))
            .or_else(|| self.the_part(i))
            .or_else(|| self.first_hours(i))
            .or_else(|| self.nth_of_month(i, j))
            .or_else(|| self.decade_or_century(i, j))
            .or_else(|| self.short_decade(i, j))
            .or_else(|| self.ordinal_stretch(i, j))
            .or_else(|| self.is(j, is::ORDINAL).then(|| self.first_few(i, j)).flatten())
            .or_else(|| self.whole_unit(i, j))
            .or_else(|| self.which_at(i, j))
            .or_else(|| self.season(i, j))
            .or_else(|| self.fiscal(i, j))
            .or_else(|| self.the_month(i))
            .or_else(|| self.the_unit(i))
            .or_else(|| self.past_or_future(i))
            .or_else(|| self.ago_compound(i, j))
            .or_else(|| self.the_length(i))
            .or_else(|| self.the_day_number(i))
    }

    /// "the year 1948", "the August of 2015".
    pub(super) fn the_month(&self, i: usize) -> Option<Found> {
        if self.lit(i + 1, &["year"])
            && let Some((year, 4)) = self.digits(i + 2)
        {
            return Some(Found::date(i, i + 3, When::Year(year_ok(year)?)));
        }
        let (_, end) = self.month_name(i + 1)?;
        let dated = self.digits(end).is_some() || self.lit(end, &["of"]);
        let found = dated.then(|| self.month(i + 1)).flatten()?;
        matches!(found.when, Some(When::Month(..))).then(|| found.starting(i))
    }

    /// "the past", "the near future", "the moment", "the present".
    pub(super) fn past_or_future(&self, i: usize) -> Option<Found> {
        let near = self.lit(i + 1, &["near", "immediate", "recent", "distant", "foreseeable", "not"]);
        let at = if near { i + 2 } else { i + 1 };
        let noun = self.ends_noun(at + 1);
        if self.lit(at, &["past"]) && noun && self.after_word(i, &["in", "from", "of", "than"]) {
            return Some(Found::words(i, at + 1, "PAST_REF"));
        }
        if self.lit(at, &["future"]) && noun {
            return Some(Found::words(i, at + 1, "FUTURE_REF"));
        }
        let now = self.lit(at, &["moment", "present"]) && noun && self.after_word(i, &["at", "for"]);
        now.then(|| Found::words(i, at + 1, "PRESENT_REF"))
    }

    /// Whether a noun phrase that ends before `end` is over: no noun follows that it would belong to.
    pub(super) fn ends_noun(&self, end: usize) -> bool {
        const AFTER: [&str; 34] = [
            "of", "in", "on", "at", "for", "with", "by", "to", "from", "and", "or", "but", "as", "is", "was",
            "were", "are", "has", "had", "have", "he", "she", "they", "it", "we", "will", "would", "when",
            "that", "because", "while", "if", "into", "may",
        ];
        self.tok(end).shape != Shape::Word && !self.hyphen(end) || self.lit(end, &AFTER)
    }

    /// "the day before yesterday", "the day after tomorrow", "the week before", "the day after".
    pub(super) fn the_day_before(&self, i: usize) -> Option<Found> {
        let unit = self.unit(i + 1).filter(|_| self.is(i + 1, is::UNIT))?;
        let side = if self.lit(i + 2, &["before", "earlier", "previous"]) {
            -1
        } else if self.lit(i + 2, &["after", "later", "following"]) {
            1
        } else {
            return None;
        };
        if self.lit(i + 1, &["day"]) && self.lit(i + 3, &["yesterday", "tomorrow"]) {
            let day = plus_days(self.today()?, side * 2)?;
            return Some(Found::date(i, i + 4, When::Day(day)).from(self.today()));
        }
        if !self.ends_here(i + 3)
            && !self.lit(i + 3, &["had", "was", "and", "nobody", "he", "she", "they", "it"])
        {
            return None;
        }
        let from = if unit.days() < 7.0 { self.spoken_fine() } else { self.spoken_or_today() };
        let when = from.and_then(|f| f.after(side, unit));
        Some(self.reckoned(i, i + 3, when, unit, from))
    }

    /// A reckoned date, or an unresolved one of its grain.
    pub(super) fn reckoned(
        &self,
        start: usize,
        end: usize,
        when: Option<When>,
        unit: Unit,
        from: Option<When>,
    ) -> Found {
        match when {
            Some(when) => Found::date(start, end, when).from(from.and_then(When::first)),
            None => Found::words(start, end, unresolved(unit)),
        }
    }

    /// "last week", "this year", "next Tuesday", "these days" from a word like "last" on.
    pub(super) fn which(&self, i: usize) -> Option<Found> {
        self.which_at(i, i)
    }

    /// The same where "the" stands at `start` and the word at `i`.
    pub(super) fn which_at(&self, start: usize, i: usize) -> Option<Found> {
        if !self.is(i, is::WHICH) {
            return None;
        }
        if self.lit(i, &["these"]) {
            let days = self.lit(i + 1, &["days"]);
            return days.then(|| Found::words(start, i + 2, "PRESENT_REF"));
        }
        // "that same year", "this past week".
        if start == i && self.lit(i, &["that", "this"]) && self.lit(i + 1, &["same", "past", "coming"]) {
            return self.which_at(i, i + 1);
        }
        if let Some(found) = self.last_few(start, i) {
            return Some(found);
        }
        let at = if self.is(i + 1, is::KIND) && !self.hyphen(i + 2) { i + 2 } else { i + 1 };
        if self.is(at, is::FISCAL) && self.lit(at + 1, &["year"]) {
            let year = self.today()?.year() + self.tok(i).entry.number;
            return Some(Found::words(start, at + 2, &format!("FY{year}")));
        }
        if self.is(at, is::UNIT) {
            return self.which_unit(start, i, at);
        }
        if self.is(at, is::ANY_DAY) && self.tok(at).capital {
            return self.which_weekday(start, i, at);
        }
        if self.is(at, is::ANY_MONTH) {
            return self.which_month(start, i, at);
        }
        if self.is(at, is::SEASON) && self.ends_noun(at + 1) {
            return self.which_season(start, i, at);
        }
        if self.is(at, is::PART) {
            return self.which_part(start, i, at);
        }
        self.lit(at, &["half"]).then(|| self.which_unit(start, i, at)).flatten()
    }

    /// Where a word like "last" is reckoned from: "previous" from what was spoken of, "last" from publication.
    pub(super) fn base(&self, i: usize, unit: Unit) -> Option<When> {
        let spoken = self.lit(
            i,
            &["previous", "preceding", "prior", "following", "same", "that", "ensuing", "intervening"],
        ) || self.lit(i, &["next"])
            && matches!(unit, Unit::Day | Unit::Night)
            && self.lit(i.saturating_sub(1), &["the"]);
        if spoken && unit == Unit::Quarter && self.quarter.is_some() {
            return self.quarter;
        }
        if spoken && unit.days() < 7.0 {
            return self.spoken_fine();
        }
        if spoken { self.spoken_or_today() } else { self.today().map(When::Day) }
    }

    /// "last week", "the same day", "this quarter".
    pub(super) fn which_unit(&self, start: usize, i: usize, at: usize) -> Option<Found> {
        let unit = self.unit(at).or(self.lit(at, &["half"]).then_some(Unit::Half))?;
        if unit.within_a_day() || self.hyphen(at + 1) || self.lit(i, &["recent", "final", "upcoming"]) {
            return None;
        }
        // "the past year" is a length; "the last day" ends something.
        let the = start < i;
        if the && self.lit(i, &["past"]) || self.lit(i, &["past"]) && unit == Unit::Day {
            return None;
        }
        if self.lit(i, &["last", "past"]) && (unit == Unit::Day || the && unit != Unit::Quarter) {
            return None;
        }
        let by = i64::from(self.tok(i).entry.number);
        let base = self.base(i, unit)?;
        if unit == Unit::Night {
            let when = base.after(by, Unit::Day)?;
            return Some(Found::time(start, at + 1, when.first(), "NI").from(base.first()));
        }
        if self.lit(i, &["latest"]) && unit == Unit::Quarter {
            return Some(self.quarter_now(start, at + 1));
        }
        let when = match unit {
            Unit::Weekend => self.weekend(start, at + 1, by, self.lit(i, &["this"])),
            _ => base.after(0, in_grain(unit)).and_then(|w| grain(w, unit)).and_then(|w| w.on(by)),
        };
        let found = self.reckoned(start, at + 1, when, unit, Some(base));
        Some(self.with_time(self.part_behind(found)))
    }

    /// "this weekend", "last weekend", "the weekend".
    pub(super) fn weekend(&self, start: usize, end: usize, by: i64, this: bool) -> Option<When> {
        let today = self.today()?;
        let now = When::around(today, Unit::Weekend)?;
        let begun = now.first()? <= today;
        match by {
            -1 => now.on(-1),
            1 => now.on(1),
            _ if this || begun => Some(now),
            _ if self.tense(start, end) == Tense::Future => Some(now),
            _ => now.on(-1),
        }
    }

    pub(super) fn which_weekday(&self, start: usize, i: usize, at: usize) -> Option<Found> {
        let end = if self.is(at, is::WEEKDAY_SHORT) { self.stop(at + 1) } else { at + 1 };
        if self.is(at, is::WEEKDAY_SHORT) && end == at + 1 {
            return None;
        }
        let day = weekday(self.tok(at).entry.number)?;
        let base = self.base(i, Unit::Day).and_then(When::first);
        let found = base.and_then(|base| match self.tok(i).entry.number {
            -1 => weekday_before(base, day, false),
            1 => weekday_after(base, day, false),
            _ if self.lit(i, &["that"]) => weekday_before(base, day, true),
            // "this Sunday" is the nearest one, whatever the tense.
            _ => {
                let on = weekday_after(base, day, true)?;
                if base.until(on).ok()?.get_days() <= 4 { Some(on) } else { weekday_before(base, day, true) }
            }
        });
        let found = match found {
            Some(day) => Found::date(start, end, When::Day(day)).from(base),
            None => Found::words(start, end, &format!("XXXX-WXX-{}", self.tok(at).entry.number)),
        };
        Some(self.with_time(self.part_behind(found)))
    }

    pub(super) fn which_month(&self, start: usize, i: usize, at: usize) -> Option<Found> {
        let (month, end) = self.month_name(at).or_else(|| {
            let short = self.is(at, is::MONTH_SHORT) && self.stop(at + 1) > at + 1;
            short.then(|| (self.tok(at).entry.number as i8, self.stop(at + 1)))
        })?;
        if let Some((day, after)) = self.month_day(end).filter(|_| self.tok(end).shape == Shape::Number) {
            // "last May 5": the day decides.
            return self.dated_which(start, i, (month, day), after);
        }
        let base = self.base(i, Unit::Month).and_then(When::first);
        let year = base.map(|b| match self.tok(i).entry.number {
            -1 if month < b.month() => b.year(),
            -1 => b.year() - 1,
            1 if month > b.month() => b.year(),
            1 => b.year() + 1,
            _ => b.year(),
        });
        Some(match year.and_then(year_ok) {
            Some(year) => Found::date(start, end, When::Month(year, month)).from(base),
            None => Found::words(start, end, &format!("XXXX-{month:02}")),
        })
    }

    pub(super) fn dated_which(
        &self,
        start: usize,
        i: usize,
        (month, day): (i8, i16),
        end: usize,
    ) -> Option<Found> {
        let today = self.today()?;
        let on = |y: i16| super::absolute::date(y, month.into(), day);
        let date = match self.tok(i).entry.number {
            -1 => on(today.year()).filter(|d| *d < today).or_else(|| on(today.year() - 1)),
            1 => on(today.year()).filter(|d| *d > today).or_else(|| on(today.year() + 1)),
            _ => on(today.year()),
        }?;
        Some(Found::date(start, end, When::Day(date)).from(Some(today)))
    }

    pub(super) fn which_season(&self, start: usize, i: usize, at: usize) -> Option<Found> {
        let season = Season::of(self.tok(at).entry.number)?;
        let base = self.base(i, Unit::Season).and_then(When::first);
        let when = base.and_then(|base| {
            let mut all = (base.year() - 2..=base.year() + 2).map(|y| When::Season(y, season));
            match self.tok(i).entry.number {
                -1 => all.rfind(|w| w.last().is_some_and(|last| last < base)),
                1 => all.find(|w| w.first().is_some_and(|first| first > base)),
                _ => {
                    let now = When::around(base, Unit::Season);
                    if now.is_some_and(|n| all.any(|w| w == n)) {
                        now
                    } else {
                        Some(When::Season(base.year(), season))
                    }
                }
            }
        });
        Some(self.reckoned(start, at + 1, when, Unit::Season, base.map(When::Day)))
    }

    /// "this morning", "last night", "that evening".
    pub(super) fn which_part(&self, start: usize, i: usize, at: usize) -> Option<Found> {
        let code = self.part_code(at)?;
        let by = i64::from(self.tok(i).entry.number);
        let base = self.base(i, Unit::Day).and_then(When::first);
        if by != 0 && !self.lit(at, &["night", "evening", "morning", "afternoon"]) {
            return None;
        }
        let day = base.and_then(|b| plus_days(b, by));
        Some(Found::time(start, at + 1, day, &code).from(base))
    }

    /// A season: "the spring of 2014", "autumn 2016", "in winter".
    pub(super) fn season(&self, start: usize, i: usize) -> Option<Found> {
        if !self.is(i, is::SEASON) {
            return None;
        }
        let season = Season::of(self.tok(i).entry.number)?;
        let at = if self.lit(i + 1, &["of"]) { i + 2 } else { i + 1 };
        if let Some((year, 4)) = self.digits(at)
            && (1000..=2199).contains(&year)
            && !self.number_goes_on(at + 1)
        {
            return Some(Found::date(start, at + 1, When::Season(year, season)));
        }
        // "the winter of 1997-98" is one winter.
        if let Some(When::Years(year, next)) = self.year(at).and_then(|f| f.when)
            && next == year + 1
        {
            return Some(Found::date(start, at + 3, When::Season(year, season)));
        }
        if self.mark(at, b'\'')
            && let Some((year, 2)) = self.digits(at + 1)
        {
            return Some(Found::date(start, at + 2, When::Season(self.two_digits(year)?, season)));
        }
        if let Some((year, end)) = self.of_year(i + 1) {
            return Some(Found::date(start, end, When::Season(year, season)).from(self.today()));
        }
        const BEFORE: [&str; 9] =
            ["in", "by", "since", "during", "until", "before", "after", "through", "over"];
        let shows =
            self.after_word(start, &BEFORE) && self.ends_noun(i + 1) && !self.lit(i + 1, &["in", "of"]);
        if !shows
            || self.lit(i, &["fall", "spring"]) && start == i && !self.after_word(start, &["in", "since"])
        {
            return None;
        }
        let tense = self.tense(start, i + 1);
        let year = self.nearest(if tense == Tense::Unknown { Tense::Past } else { tense }, |y| {
            let when = When::Season(y, season);
            Some((when.first()?, when.last()?))
        });
        Some(match year {
            Some(year) => Found::date(start, i + 1, When::Season(year, season)).from(self.today()),
            None => Found::words(start, i + 1, &format!("XXXX-{}", &When::Season(2000, season).value()[5..])),
        })
    }

    /// "the year", "the quarter", "the full year", "the weekend", "the 1997 season" is none.
    pub(super) fn the_unit(&self, i: usize) -> Option<Found> {
        let full = self.is(i + 1, is::KIND) && self.lit(i + 1, &["full", "calendar"]);
        let at = if full { i + 2 } else { i + 1 };
        if !self.is(at, is::UNIT) || self.hyphen(at + 1) || !self.unit_is_over(at + 1) {
            return None;
        }
        let end = at + 1;
        match self.unit(at)? {
            Unit::Quarter if !self.lit(end, &["of"]) => Some(self.quarter_now(i, end)),
            Unit::Weekend => {
                let when = self.weekend(i, end, 0, false);
                Some(self.reckoned(i, end, when, Unit::Weekend, self.today().map(When::Day)))
            }
            unit @ (Unit::Week | Unit::Month | Unit::Year) => {
                let today = self.today();
                let mut when = today.and_then(|d| When::around(d, unit));
                // "the week ended Feb. 7" is that day's week; without a day to tell, the one before.
                if unit == Unit::Week && self.lit(end, &["ended", "ending"]) {
                    let day = self.at(end + 1).and_then(|f| f.when).and_then(When::last);
                    when = match day {
                        Some(day) => When::around(day, Unit::Week),
                        None => when.and_then(|w| w.on(-1)),
                    };
                }
                Some(self.reckoned(i, end, when, unit, today.map(When::Day)))
            }
            // "on the day" at the end of a clause is the day that is told of.
            Unit::Day if self.ends_here(end) && self.after_word(i, &["on", "of", "in", "for"]) => {
                let day = self.day_here();
                Some(self.reckoned(i, end, day.map(When::Day), Unit::Day, day.map(When::Day)))
            }
            _ => None,
        }
    }

    /// Whether "the year" and its like stand alone, with nothing behind that says which.
    pub(super) fn unit_is_over(&self, end: usize) -> bool {
        const MORE: [&str; 6] = ["of", "when", "that", "after", "before", "old"];
        !self.lit(end, &MORE) && (self.ends_noun(end) || self.lit(end, &["ended", "ending", "earlier", "to"]))
    }

    /// "year-end", "year-earlier", "mid" compounds that begin with a unit.
    pub(super) fn unit_compound(&self, i: usize) -> Option<Found> {
        if self.lit(i, &["weekend"])
            && !self.hyphen(i + 1)
            && !self.after_word(i, &["a", "every", "one", "each"])
        {
            let when = self.weekend(i, i + 1, 0, false);
            return Some(self.reckoned(i, i + 1, when, Unit::Weekend, self.today().map(When::Day)));
        }
        if self.lit(i, &["year"]) && self.lit(i + 1, &["end"]) && self.ends_noun(i + 2) {
            let when = When::around(self.today()?, Unit::Year)?;
            return Some(Found::date(i, i + 2, when).vaguely(Vague::End).from(self.today()));
        }
        if self.mark(i + 1, b'\'')
            && self.lit(i + 2, &["s"])
            && self.lit(i + 3, &["end"])
            && !self.hyphen(i + 4)
        {
            let unit = self.unit(i).filter(|u| matches!(u, Unit::Month | Unit::Year))?;
            let when = When::around(self.today()?, unit)?;
            return Some(Found::date(i, i + 4, when).vaguely(Vague::End).from(self.today()));
        }
        if self.hyphen(i + 1) && self.lit(i + 2, &["end"]) {
            let when = When::around(self.today()?, self.unit(i)?)?;
            return Some(Found::date(i, i + 3, when).vaguely(Vague::End).from(self.today()));
        }
        if self.hyphen(i + 1) && self.lit(i + 2, &["long"]) {
            return Some(Found::length(
                i,
                i + 3,
                &super::units::Length { count: Some(super::units::Count::Whole(1)), unit: self.unit(i)? },
            ));
        }
        self.hyphen(i + 1).then(|| self.ago_compound(i, i)).flatten()
    }
}

/// The value of a date of which only the grain is known.
fn unresolved(unit: Unit) -> &'static str {
    match unit {
        Unit::Day | Unit::Night => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        _ => "XXXX",
    }
}

/// The unit that [`When::after`] reckons in: it gives years for decades.
fn in_grain(unit: Unit) -> Unit {
    match unit {
        Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
        other => other,
    }
}

/// A stretch in a coarser grain.
fn grain(when: When, unit: Unit) -> Option<When> {
    let first: Date = when.first()?;
    if when.grain() == unit { Some(when) } else { When::around(first, unit) }
}
