//! [`Found`]: an expression as the grammar gives it, before its offsets and bounds are reckoned.

use super::units::Length;
use super::when::When;
use crate::model::{DateKind, Modifier};
use jiff::civil::Date;

/// One expression, over tokens `start..end`.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: DateKind,
    pub(super) value: String,
    pub(super) modifier: Option<Modifier>,
    /// Its place on the calendar; of a time of day, the day.
    pub(super) when: Option<When>,
    /// A stretch from the one to the other, for lengths with an anchor.
    pub(super) between: Option<(When, When)>,
    pub(super) anchor: Option<Date>,
    /// The word of the policy table that says which part is meant.
    pub(super) vague: Option<Vague>,
    /// Whether it is what later words such as "the next day" are reckoned from.
    pub(super) speaks: bool,
}

/// Words of the policy table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Vague {
    Early,
    Mid,
    Late,
    Beginning,
    Middle,
    End,
    Earlier,
    Later,
    About,
    Recently,
}

impl Vague {
    /// All of them with their names in the table.
    pub(super) const ALL: [(Self, &'static str); 10] = [
        (Self::Early, "early"),
        (Self::Mid, "mid"),
        (Self::Late, "late"),
        (Self::Beginning, "beginning"),
        (Self::Middle, "middle"),
        (Self::End, "end"),
        (Self::Earlier, "earlier"),
        (Self::Later, "later"),
        (Self::About, "about"),
        (Self::Recently, "recently"),
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, n)| *n == name).map(|(v, _)| *v)
    }

    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(v, _)| *v == self).map_or("", |(_, n)| n)
    }

    /// TIMEX3's modifier for it.
    pub(super) fn modifier(self) -> Option<Modifier> {
        match self {
            Self::Early | Self::Beginning | Self::Earlier => Some(Modifier::Start),
            Self::Mid | Self::Middle => Some(Modifier::Mid),
            Self::Late | Self::End | Self::Later => Some(Modifier::End),
            Self::About => Some(Modifier::Approx),
            Self::Recently => None,
        }
    }
}

impl Found {
    fn new(start: usize, end: usize, kind: DateKind, value: String) -> Self {
        Self {
            start,
            end,
            kind,
            value,
            modifier: None,
            when: None,
            between: None,
            anchor: None,
            vague: None,
            speaks: false,
        }
    }

    /// A place on the calendar.
    pub(super) fn date(start: usize, end: usize, when: When) -> Self {
        let value = when.value();
        Self { when: Some(when), speaks: true, ..Self::new(start, end, DateKind::Date, value) }
    }

    /// A date with a value of its own: "PAST_REF", "XXXX".
    pub(super) fn words(start: usize, end: usize, value: &str) -> Self {
        Self::new(start, end, DateKind::Date, value.to_owned())
    }

    /// A time of day; `hour` as TIMEX3 writes it behind the T.
    pub(super) fn time(start: usize, end: usize, day: Option<Date>, hour: &str) -> Self {
        let value = day.map_or_else(|| format!("XXXX-XX-XXT{hour}"), |d| format!("{d}T{hour}"));
        let found = Self::new(start, end, DateKind::Time, value);
        Self { when: day.map(When::Day), speaks: day.is_some(), ..found }
    }

    /// A length.
    pub(super) fn length(start: usize, end: usize, length: &Length) -> Self {
        let value = length.value();
        Self::new(start, end, DateKind::Duration, value)
    }

    /// Something that comes again.
    pub(super) fn set(start: usize, end: usize, value: String) -> Self {
        Self::new(start, end, DateKind::Set, value)
    }

    /// The same, reckoned from a day.
    pub(super) fn from(mut self, anchor: Option<Date>) -> Self {
        self.anchor = anchor;
        self
    }

    /// The same, beginning at another token.
    pub(super) fn starting(mut self, start: usize) -> Self {
        self.start = start;
        self
    }

    /// The same, ending before another token.
    pub(super) fn ending(mut self, end: usize) -> Self {
        self.end = end;
        self
    }

    /// The same with a part of it meant.
    pub(super) fn vaguely(mut self, vague: Vague) -> Self {
        self.vague = Some(vague);
        self.modifier = vague.modifier();
        self
    }

    /// The same, modified.
    pub(super) fn modified(mut self, modifier: Modifier) -> Self {
        self.modifier = Some(modifier);
        self
    }
}
