//! [`DateExpression`]: words that say when, how long or how often, and what they mean.

use super::Span;
use jiff::civil::Date;

/// An expression of time in the text, as TIMEX3 types it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateExpression {
    /// The words, without a preposition before them.
    pub span: Span,
    /// What kind of time they name.
    pub kind: DateKind,
    /// TIMEX3 value: "2017-05", "P3Y", "PAST_REF". Digits that are not known are X.
    pub value: String,
    /// What of the value is meant ("late 2000"), or how exactly ("about 1990").
    pub modifier: Option<Modifier>,
    /// The same in EDTF (ISO 8601-2, levels 0 to 2), without the time of day. `None` where there is no calendar time to
    /// give.
    pub edtf: Option<String>,
    /// The day that it was reckoned from; `None` where the words say it all, or nothing was there to reckon from.
    pub anchor: Option<Date>,
    /// First and last day that it may mean, by the date policy. First is never after last.
    pub bounds: Option<(Date, Date)>,
}

/// TIMEX3's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateKind {
    /// A day or something longer on the calendar, or a vague "recently".
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

/// TIMEX3's modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// Before the value: "more than a year ago".
    Before,
    /// After the value: "less than a year ago".
    After,
    /// At the value or before.
    OnOrBefore,
    /// At the value or after.
    OnOrAfter,
    /// "Less than two weeks", "nearly two weeks".
    LessThan,
    /// "More than two weeks".
    MoreThan,
    /// "Up to two weeks".
    EqualOrLess,
    /// "At least two weeks".
    EqualOrMore,
    /// The first part: "early 1990".
    Start,
    /// The middle: "mid-1990".
    Mid,
    /// The last part: "late 1990".
    End,
    /// "About 1990".
    Approx,
}
