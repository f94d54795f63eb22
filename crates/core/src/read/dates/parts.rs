//! Parts of a stretch: "early 1990", "mid-June", "late last year", "the end of the month".

use super::found::{Found, Vague};
use super::parser::Parser;
use super::tense::Tense;
use super::units::Unit;
use super::when::{Season, When};
use super::words::{Shape, is};

impl Parser<'_> {
    /// "midyear", "midweek"; "right now".
    pub(super) fn mid_word(&self, i: usize) -> Option<Found> {
        if self.lit(i, &["right"]) && self.lit(i + 1, &["now"]) {
            return Some(Found::words(i, i + 2, "PRESENT_REF"));
        }
        let unit = if self.lit(i, &["midyear"]) {
            Unit::Year
        } else if self.lit(i, &["midweek"]) {
            Unit::Week
        } else {
            return None;
        };
        Some(Found::date(i, i + 1, When::around(self.today()?, unit)?).vaguely(Vague::Mid).from(self.today()))
    }

    /// "early 1990", "late last year", "mid-June", "the early 1990s", "later this month", "early Friday".
    pub(super) fn vague(&self, i: usize) -> Option<Found> {
        let at = if self.lit(i, &["the"]) { i + 1 } else { i };
        let vague = self.vague_of(at).filter(|_| self.is(at, is::VAGUE))?;
        let mut next = if self.hyphen(at + 1) { at + 2 } else { at + 1 };
        if self.lit(next, &["in", "on"])
            && at == i
            && !matches!(vague, Vague::Mid)
            && !self.lit(next + 1, &["the"])
        {
            next += 1;
        }
        if next >= self.toks.len() || self.lit(next, &["the", "a", "an"]) && next == at + 1 && at > i {
            return None;
        }
        let found = self.calendar(next)?;
        let the_needs = at > i
            && !matches!(found.when, Some(When::Decade(_) | When::Century(_)))
            && found.kind != crate::model::DateKind::Time
            && !self.is(next, is::PART);
        // "the late May" is a person; "the early morning" is a time.
        (!the_needs).then(|| found.starting(i).vaguely(vague))
    }

    /// A place on the calendar that "early" or "the end of" may stand before.
    pub(super) fn calendar(&self, i: usize) -> Option<Found> {
        let tok = self.tok(i);
        let found = match tok.shape {
            Shape::Number => self.decade_or_century(i, i).or_else(|| {
                let (year, len) = self.digits(i)?;
                let sound = len == 4 && (1000..=2199).contains(&year) && !self.number_goes_on(i + 1);
                (sound && !self.is(i + 1, is::COUNTED)).then(|| Found::date(i, i + 1, When::Year(year)))
            }),
            Shape::Mark(b'\'') => self.short_decade(i, i),
            Shape::Word if self.is(i, is::ANY_MONTH) => self.month(i),
            Shape::Word if self.is(i, is::ANY_DAY) => self.weekday(i),
            Shape::Word if self.is(i, is::WHICH) => self.which(i),
            Shape::Word if self.is(i, is::DEICTIC) => self.deictic(i),
            Shape::Word if self.is(i, is::SEASON) => self.season(i, i).or_else(|| self.season_bare(i)),
            Shape::Word if self.is(i, is::DECADE) => self.decade_or_century(i, i),
            Shape::Word if self.is(i, is::ORDINAL) => {
                self.decade_or_century(i, i).or_else(|| self.ordinal_stretch(i, i))
            }
            Shape::Word if self.is(i, is::PART) => self.part_bare(i),
            Shape::Word if self.is(i, is::FISCAL) => self.fiscal(i, i),
            Shape::Word if self.lit(i, &["the"]) => self.the(i),
            _ => None,
        }?;
        (found.when.is_some() || found.value.contains('X') || found.value.starts_with("FY")).then_some(found)
    }

    /// A season after "early" or "late": no preposition has to show it.
    pub(super) fn season_bare(&self, i: usize) -> Option<Found> {
        let season = Season::of(self.tok(i).entry.number)?;
        let tense = self.tense(i, i + 1);
        let year = self.nearest(if tense == Tense::Future { tense } else { Tense::Past }, |y| {
            let when = When::Season(y, season);
            Some((when.first()?, when.last()?))
        })?;
        self.ends_noun(i + 1).then(|| Found::date(i, i + 1, When::Season(year, season)).from(self.today()))
    }

    /// "the end of the year", "the beginning of 2015".
    pub(super) fn portion(&self, i: usize) -> Option<Found> {
        let at = if self.lit(i, &["the"]) { i + 1 } else { i };
        let vague = self.vague_of(at).filter(|_| self.is(at, is::PORTION))?;
        if !self.lit(at + 1, &["of"]) {
            return None;
        }
        let found = self.calendar(at + 2).or_else(|| self.unit_now(at + 2))?;
        let calendar = !matches!(found.when, Some(When::Day(_)));
        (calendar && found.kind == crate::model::DateKind::Date).then(|| found.starting(i).vaguely(vague))
    }

    /// "the century", "the decade" after "the end of".
    pub(super) fn unit_now(&self, i: usize) -> Option<Found> {
        let unit = self.unit(i + 1).filter(|_| self.lit(i, &["the"]) && self.is(i + 1, is::UNIT))?;
        let today = self.today()?;
        let when = When::around(today, unit)?;
        matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century)
            .then(|| Found::date(i, i + 2, when).from(Some(today)))
    }
}
