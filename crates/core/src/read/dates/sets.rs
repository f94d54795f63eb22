//! What comes again: "every year", "twice a week", "daily", "Sundays".

use super::found::Found;
use super::parser::Parser;
use super::units::{Count, Length};
use super::words::is;
use crate::model::DateKind;

impl Parser<'_> {
    /// "every year", "each Friday", "every other day", "every two weeks", "each day".
    pub(super) fn every(&self, i: usize) -> Option<Found> {
        if self.lit(i + 1, &["other", "second"]) && self.is(i + 2, is::UNIT) {
            let length = Length { count: Some(Count::Whole(2)), unit: self.unit(i + 2)? };
            return Some(Found::set(i, i + 3, length.value()));
        }
        if self.lit(i + 1, &["other", "second"]) && self.is(i + 2, is::WEEKDAY) && self.tok(i + 2).capital {
            return Some(Found::set(i, i + 3, format!("XXXX-WXX-{}", self.tok(i + 2).entry.number)));
        }
        if self.is(i + 1, is::UNIT) && !self.hyphen(i + 2) {
            let length = Length { count: Some(Count::Whole(1)), unit: self.unit(i + 1)? };
            return Some(Found::set(i, i + 2, length.value()));
        }
        if let Some((length, end)) = self.length_at(i + 1) {
            return Some(Found::set(i, end, length.value()));
        }
        let tok = self.tok(i + 1);
        if self.is(i + 1, is::WEEKDAY) && tok.capital {
            let part = if self.is(i + 2, is::PART) { self.part_code(i + 2) } else { None };
            let value = format!("XXXX-WXX-{}", tok.entry.number);
            return Some(match part {
                Some(code) => Found::set(i, i + 3, format!("{value}T{code}")),
                None => Found::set(i, i + 2, value),
            });
        }
        if self.is(i + 1, is::SEASON) {
            let code = ["SP", "SU", "FA", "WI"].get(usize::try_from(tok.entry.number).ok()?)?;
            return Some(Found::set(i, i + 2, format!("XXXX-{code}")));
        }
        if let Some((month, end)) = self.month_name(i + 1) {
            return Some(Found::set(i, end, format!("XXXX-{month:02}")));
        }
        let code = self.is(i + 1, is::PART).then(|| self.part_code(i + 1))??;
        Some(Found::set(i, i + 2, format!("XXXX-XX-XXT{code}")))
    }

    /// "twice a week", "three times a day", "once every two years".
    pub(super) fn times_a(&self, i: usize) -> Option<Found> {
        let end = if self.lit(i, &["once", "twice"]) {
            i + 1
        } else {
            let (_, end) = self.count(i)?;
            let units = self.is(end, is::UNITS) && self.lit(end + 1, &["a", "per", "each", "every"]);
            if !(units || self.lit(end, &["times"])) {
                return None;
            }
            end + 1
        };
        if self.is(end, is::EVERY) {
            return self.every(end).map(|found| found.starting(i));
        }
        let unit = self
            .unit(end + 1)
            .filter(|_| self.is(end + 1, is::UNIT) && self.lit(end, &["a", "an", "per"]))?;
        Some(Found::set(i, end + 2, unit.length("1")))
    }

    /// "day" in "20 kilos per day".
    pub(super) fn per(&self, i: usize) -> Option<Found> {
        let unit = self.unit(i + 1).filter(|_| self.lit(i, &["per"]) && self.is(i + 1, is::UNIT))?;
        Some(Found::set(i + 1, i + 2, unit.length("1")))
    }

    /// "Sundays", "weekends".
    pub(super) fn weekdays(&self, i: usize) -> Option<Found> {
        Some(match self.tok(i).entry.number {
            8 => Found::set(i, i + 1, "XXXX-WXX-WD".to_owned()),
            9 => Found::set(i, i + 1, "XXXX-WXX-WE".to_owned()),
            day if self.tok(i).capital => Found::set(i, i + 1, format!("XXXX-WXX-{day}")),
            _ => return None,
        })
    }

    /// "daily", "annual": not in names.
    pub(super) fn often(&self, i: usize) -> Option<Found> {
        let first = i == 0 || self.before(i).is_some_and(|b| self.mark(b, b'.') || self.mark(b, b'"'));
        if self.tok(i).capital && (!first || self.tok(i + 1).capital) {
            return None;
        }
        // "the weekly" is a paper.
        if self.after_word(i, &["the", "a", "an", "its", "his", "their"]) && self.ends_noun(i + 1) {
            return None;
        }
        let tok = self.tok(i);
        Some(Found::set(i, i + 1, self.words.name_of(tok.entry.name).to_owned()))
    }

    /// "yearlong".
    pub(super) fn long(&self, i: usize) -> Option<Found> {
        let value = self.words.name_of(self.tok(i).entry.name).to_owned();
        let found = Found::set(i, i + 1, value);
        Some(Found { kind: DateKind::Duration, ..found })
    }
}
