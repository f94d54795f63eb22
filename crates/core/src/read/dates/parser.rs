//! [`Parser`]: looks at the tokens one after the other and asks the grammar what begins there.
//!
//! The grammar is a descent without search: each rule looks a few tokens ahead and either gives an expression or nothing.
//! Rules are tried from the longest kind to the shortest, so that "the end of last year" is not "last year".

use super::found::{Found, Vague};
use super::holiday::Holidays;
use super::tense::{Clauses, Tense};
use super::units::Unit;
use super::when::When;
use super::words::{Shape, Tok, Words, is};
use jiff::civil::Date;

/// What begins at a token, by one rule of the grammar.
type Rule<'a> = fn(&Parser<'a>, usize) -> Option<Found>;

/// One document's tokens with all that the rules ask for.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) toks: &'a [Tok],
    pub(super) words: &'a Words,
    pub(super) holidays: &'a Holidays,
    pub(super) clauses: Clauses<'a>,
    pub(super) published: Option<Date>,
    /// The block that is read is a headline.
    pub(super) headline: bool,
    /// The date spoken of last in the document.
    pub(super) spoken: Option<When>,
    /// The same, if it stands in this block.
    pub(super) near: Option<When>,
    /// The quarter spoken of last.
    pub(super) quarter: Option<When>,
}

impl<'a> Parser<'a> {
    /// The expression that begins at token `i`.
    pub(super) fn at(&self, i: usize) -> Option<Found> {
        let tok = self.toks.get(i)?;
        match tok.shape {
            Shape::Mark(b'\'') => self.short_decade(i, i),
            Shape::Mark(_) => None,
            Shape::Number => self.numbers(i),
            Shape::Word if tok.entry.bits & !is::INNER == 0 => None,
            Shape::Word => self.word(i),
        }
    }

    /// An expression that begins with digits.
    fn numbers(&self, i: usize) -> Option<Found> {
        if !self.number_begins(i) {
            return None;
        }
        self.digits_date(i)
            .or_else(|| self.clock(i))
            .or_else(|| self.hour_of_range(i))
            .or_else(|| self.days_month(i))
            .or_else(|| self.day_month(i, None))
            .or_else(|| self.day_of_range(i))
            .or_else(|| self.decade_or_century(i, i))
            .or_else(|| self.year_of_era(i))
            .or_else(|| self.weekdays_ago(i))
            .or_else(|| self.times_a(i))
            .or_else(|| self.counted(i))
            .or_else(|| self.ordinal_stretch(i, i))
            .or_else(|| self.year(i))
    }

    /// An expression that begins with a word.
    fn word(&self, i: usize) -> Option<Found> {
        let bits = self.tok(i).entry.bits;
        let rules: [(u32, Rule<'a>); 38] = [
            (is::HOLIDAY, Self::holiday),
            (is::OPENS | is::SOME | is::CARDINAL, Self::about),
            (is::OPENS | is::VAGUE, Self::vague),
            (is::OPENS | is::PORTION, Self::portion),
            (is::OPENS, Self::half_unit),
            (is::OPENS | is::CARDINAL | is::SOME, Self::times_a),
            (is::OPENS, Self::named),
            (is::OPENS, Self::era_year),
            (is::OPENS, Self::the),
            (is::OPENS, Self::article),
            (is::OPENS, Self::another),
            (is::OPENS | is::KIND, |p, i| p.whole_unit(i, i)),
            (is::OPENS, Self::per),
            (is::OPENS, Self::mid_word),
            (is::ANY_DAY, Self::weekday),
            (is::ANY_MONTH, Self::month),
            (is::WHICH, Self::which),
            (is::CARDINAL, Self::clock),
            (is::CARDINAL, Self::hour_of_range),
            (is::CARDINAL, Self::weekdays_ago),
            (is::ORDINAL, |p, i| p.day_month(i, None)),
            (is::ORDINAL, |p, i| p.nth_of_month(i, i)),
            (is::ORDINAL, |p, i| p.first_few(i, i)),
            (is::CARDINAL | is::SOME, Self::counted),
            (is::ORDINAL, |p, i| p.decade_or_century(i, i)),
            (is::ORDINAL, |p, i| p.ordinal_stretch(i, i)),
            (is::DEICTIC, Self::deictic),
            (is::SEASON, |p, i| p.season(i, i)),
            (is::PART, Self::part_of_day),
            (is::FISCAL, |p, i| p.fiscal(i, i)),
            (is::EVERY, Self::every),
            (is::WEEKDAYS, Self::weekdays),
            (is::OFTEN, Self::often),
            (is::LONG, Self::long),
            (is::PRESENT | is::PAST, Self::present_or_past),
            (is::UNITS, Self::bare_units),
            (is::UNIT, Self::unit_compound),
            (is::DECADE, |_, _| None),
        ];
        rules.iter().filter(|(bit, _)| bits & bit != 0).find_map(|(_, rule)| rule(self, i))
    }

    /// A token; past the end, a mark that no rule asks for.
    pub(super) fn tok(&self, i: usize) -> Tok {
        self.toks.get(i).copied().unwrap_or_else(|| {
            let end = self.toks.last().map_or(0, |t| t.end);
            Tok {
                start: end,
                end,
                shape: Shape::Mark(0),
                entry: Default::default(),
                capital: false,
                glued: false,
            }
        })
    }

    /// The token before, `None` at the start of a block.
    pub(super) fn before(&self, i: usize) -> Option<usize> {
        i.checked_sub(1)
    }

    /// The words of a token.
    pub(super) fn str(&self, i: usize) -> &'a str {
        let tok = self.tok(i);
        &self.text[tok.start as usize..tok.end as usize]
    }

    /// Whether a token may be any of these.
    pub(super) fn is(&self, i: usize, bits: u32) -> bool {
        self.tok(i).entry.bits & bits != 0
    }

    /// Whether a token is one of these words, in any case.
    pub(super) fn lit(&self, i: usize, words: &[&str]) -> bool {
        let tok = self.tok(i);
        tok.shape == Shape::Word && words.iter().any(|w| self.str(i).eq_ignore_ascii_case(w))
    }

    /// Whether the token before is one of these words.
    pub(super) fn after_word(&self, i: usize, words: &[&str]) -> bool {
        self.before(i).is_some_and(|b| self.lit(b, words))
    }

    pub(super) fn mark(&self, i: usize, mark: u8) -> bool {
        self.tok(i).shape == Shape::Mark(mark)
    }

    /// Whether a hyphen stands here with no space on either side.
    pub(super) fn hyphen(&self, i: usize) -> bool {
        self.mark(i, b'-') && self.tok(i).glued && self.tok(i + 1).glued
    }

    /// The token after a comma, if there is one, else `i`.
    pub(super) fn comma(&self, i: usize) -> usize {
        if self.mark(i, b',') { i + 1 } else { i }
    }

    /// The token after an abbreviation's full stop, if there is one, else `i`.
    pub(super) fn stop(&self, i: usize) -> usize {
        if self.mark(i, b'.') && self.tok(i).glued { i + 1 } else { i }
    }

    /// A token of digits as a number, and how many digits it has.
    pub(super) fn digits(&self, i: usize) -> Option<(i16, usize)> {
        let text = self.str(i);
        let number = self.tok(i).shape == Shape::Number && text.len() <= 4;
        number.then(|| text.parse().ok().map(|n| (n, text.len())))?
    }

    /// Whether the digits at `i` are no continuation of a number, a price, a version or a code.
    fn number_begins(&self, i: usize) -> bool {
        if !self.tok(i).glued {
            return !self.before(i).is_some_and(|b| self.mark(b, b'$') || self.mark(b, b'#'));
        }
        let Some(b) = self.before(i) else { return true };
        match self.tok(b).shape {
            Shape::Mark(b'(' | b'[' | b'"' | b'~' | b'\'' | 0) => true,
            // "mid-1990s" is taken by its own rule; "1998-99" by the year's.
            Shape::Mark(b'-') => !self.tok(b).glued,
            _ => false,
        }
    }

    /// Whether the digits before `end` go on as a number, a code or a price.
    pub(super) fn number_goes_on(&self, end: usize) -> bool {
        let tok = self.tok(end);
        if !tok.glued {
            return false;
        }
        let more = self.tok(end + 1);
        let digits_follow = more.glued && more.shape == Shape::Number;
        match tok.shape {
            Shape::Word | Shape::Number => true,
            Shape::Mark(b'.' | b',' | b':' | b'/') => digits_follow,
            Shape::Mark(b'-') => more.glued,
            Shape::Mark(b'%' | b'$') => true,
            _ => false,
        }
    }

    /// The day that nearness is reckoned from: of publication.
    pub(super) fn today(&self) -> Option<Date> {
        self.published
    }

    /// What was spoken of last, if it is no coarser than a week; else the day of publication: for days and their parts.
    pub(super) fn spoken_fine(&self) -> Option<When> {
        self.spoken.filter(|w| w.grain().days() <= 7.0).or(self.published.map(When::Day))
    }

    /// What was spoken of last, else the day of publication.
    pub(super) fn spoken_or_today(&self) -> Option<When> {
        self.spoken.or(self.published.map(When::Day))
    }

    /// The day that a time of day without one belongs to.
    pub(super) fn day_here(&self) -> Option<Date> {
        match self.near {
            Some(When::Day(day)) => Some(day),
            _ => self.published,
        }
    }

    /// Where the clause around tokens `start..end` looks.
    pub(super) fn tense(&self, start: usize, end: usize) -> Tense {
        if self.after_word(start, &["since"]) {
            return Tense::Past;
        }
        let last = self.tok(end.saturating_sub(1));
        let tense = self.clauses.tense(self.tok(start).start as usize, last.end as usize, self.headline);
        // "until Saturday", "until midnight Saturday".
        let bound = |back: usize| {
            start.checked_sub(back).is_some_and(|j| self.lit(j, &["until", "till", "by", "through"]))
        };
        if tense != Tense::Past && (bound(1) || bound(2)) {
            return Tense::Future;
        }
        tense
    }

    /// The year whose `at(year)` fits the tense: the latest up to publication, the earliest from it on, or the nearest.
    /// `at` gives first and last day.
    pub(super) fn nearest(&self, tense: Tense, at: impl Fn(i16) -> Option<(Date, Date)>) -> Option<i16> {
        let today = self.today()?;
        let year = today.year();
        // Leap days and lunar months: not every year has them.
        let mut all = (year.saturating_sub(8)..=year.saturating_add(8))
            .filter_map(|y| Some((y, at(y)?)))
            .filter(|(y, _)| super::when::year_ok(*y).is_some());
        match tense {
            Tense::Past => all.filter(|(_, (first, _))| *first <= today).last().map(|(y, _)| y),
            Tense::Future => all.find(|(_, (_, last))| *last >= today).map(|(y, _)| y),
            Tense::Present | Tense::Unknown => {
                let far = |(first, last): (Date, Date)| {
                    let days = |a: Date, b: Date| a.until(b).map_or(i32::MAX, |s| s.get_days());
                    days(today, first).max(days(last, today)).max(0)
                };
                all.min_by_key(|(_, span)| far(*span)).map(|(y, _)| y)
            }
        }
    }

    /// The policy word of a vague token.
    pub(super) fn vague_of(&self, i: usize) -> Option<Vague> {
        self.is(i, is::VAGUE | is::PORTION)
            .then(|| Vague::named(self.words.name_of(self.tok(i).entry.name)))
            .flatten()
    }

    /// The unit of a token, singular or plural.
    pub(super) fn unit(&self, i: usize) -> Option<Unit> {
        self.tok(i).entry.unit
    }

    /// Whether nothing of the clause follows that the words before could belong to: a mark, or the end.
    pub(super) fn ends_here(&self, i: usize) -> bool {
        match self.tok(i).shape {
            Shape::Mark(m) => !matches!(m, b'-' | b'\''),
            _ => false,
        }
    }
}
