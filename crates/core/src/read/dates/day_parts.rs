//! Parts of a day: "noon", "at night", "Friday night", "the morning of June 3".

use super::found::Found;
use super::parser::Parser;
use super::when::When;
use super::words::is;
use crate::model::DateKind;

impl Parser<'_> {
    /// TIMEX3's letters for a part of the day: "MO", or the hour of noon and midnight.
    pub(super) fn part_code(&self, i: usize) -> Option<String> {
        if !self.is(i, is::PART) {
            return None;
        }
        let name = self.words.name_of(self.tok(i).entry.name);
        Some(match name {
            "12" => "12:00".to_owned(),
            "24" => "24:00".to_owned(),
            name => name.to_owned(),
        })
    }

    /// A date with the part of the day that stands behind it: "Friday night".
    pub(super) fn part_behind(&self, found: Found) -> Found {
        let end = found.end;
        let parts = self.lit(end, &["morning", "afternoon", "evening", "night", "noon", "midnight"]);
        let Some(code) = parts.then(|| self.part_code(end)).flatten().filter(|_| !self.hyphen(end + 1))
        else {
            return found;
        };
        // "Saturday Night" in capitals is a name.
        if self.tok(end).capital && !self.headline {
            return found;
        }
        match found.when {
            Some(When::Day(day)) => Found::time(found.start, end + 1, Some(day), &code).from(found.anchor),
            None => Found::time(found.start, end + 1, None, &code),
            _ => found,
        }
    }

    /// "noon", "at night", "by dawn", "overnight".
    pub(super) fn part_of_day(&self, i: usize) -> Option<Found> {
        if self.tok(i).capital && i > 0 || self.hyphen(i + 1) || self.hyphen(i.wrapping_sub(1)) {
            return None;
        }
        let code = self.part_code(i)?;
        let sure = self.lit(i, &["noon", "midnight", "midday", "noontime", "overnight"]);
        let shows =
            self.after_word(i, &["at", "by", "until", "till", "before", "after", "since", "around", "about"]);
        if !(sure || shows) || !self.part_ends(i + 1) {
            return None;
        }
        if let Some((day, end)) = self.day_behind(i + 1) {
            return Some(Found::time(i, end, day.map(|d| d.0), &code).from(day.and_then(|d| d.1)));
        }
        let day = self.day_here();
        Some(Found::time(i, i + 1, day, &code).from(day))
    }

    /// The same after "early" or "late", where no preposition is needed.
    pub(super) fn part_bare(&self, i: usize) -> Option<Found> {
        let code = self.part_code(i).filter(|_| !self.tok(i).capital && self.part_ends(i + 1))?;
        let day = self.day_here();
        Some(Found::time(i, i + 1, day, &code).from(day))
    }

    /// Whether no noun follows that the part of the day would belong to.
    pub(super) fn part_ends(&self, i: usize) -> bool {
        self.ends_noun(i)
            || self.is(i, is::ANY_DAY)
            || self.lit(
                i,
                &["the", "an", "a", "after", "before", "only", "this", "there", "nobody", "no", "one", "two"],
            )
    }

    /// "the morning", "the night of 5 June", "the early evening".
    pub(super) fn the_part(&self, i: usize) -> Option<Found> {
        let at = i + 1;
        let code = self.part_code(at).filter(|_| !self.tok(at).capital && !self.hyphen(at + 1))?;
        if self.lit(at + 1, &["of", "before"]) {
            let found = self.at(at + 2).filter(|f| f.kind == DateKind::Date)?;
            let Some(When::Day(day)) = found.when else { return None };
            return self
                .lit(at + 1, &["of"])
                .then(|| Found::time(i, found.end, Some(day), &code).from(found.anchor));
        }
        const BEFORE: [&str; 9] =
            ["in", "during", "through", "throughout", "for", "until", "over", "into", "by"];
        if !self.after_word(i, &BEFORE) || !self.part_ends(at + 1) {
            return None;
        }
        let day = self.day_here();
        Some(Found::time(i, at + 1, day, &code).from(day))
    }
}
