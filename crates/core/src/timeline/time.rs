//! [`Time`]: when an entry stands, and how firm its ends are.

use crate::model::{Act, DateKind, Modifier, Reading, Status};
use jiff::ToSpan;
use jiff::civil::Date;

/// What the time of an entry rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The text gives a time that can be reckoned.
    Told,
    /// "Now": at the day of publication, and since nobody says when.
    Now,
    /// "In the past": some time before.
    Past,
    /// The text gives no time: before publication, or after it where it is ordered or planned.
    Publication,
    /// Neither the text nor the document has one.
    None,
}

/// From when to when. A soft end is not told, or told roughly: the bar fades there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// First day.
    pub begin: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// It may have begun before or after `begin`.
    pub soft_begin: bool,
    /// It may have ended before or after `end`, or goes on.
    pub soft_end: bool,
    /// What this rests on.
    pub basis: Basis,
}

impl Time {
    /// The time of an act.
    pub fn of(page: &Reading, act: &Act) -> Self {
        let published = page.document.meta.published;
        let words = act.when.map(|w| page.document.slice(w.span).to_lowercase()).unwrap_or_default();
        let date = act.when.and_then(|w| w.date).and_then(|d| page.dates.get(d as usize));
        if let Some(date) = date
            && date.value != "PRESENT_REF"
            && date.value != "PAST_REF"
            && let Some((begin, end)) = date.bounds
        {
            return Self::told(act, &words, begin, end, date.modifier, date.kind, published);
        }
        let value = date.map_or("", |d| d.value.as_str());
        let past = value == "PAST_REF"
            || words.contains("the past")
            || matches!(words.as_str(), "formerly" | "previously" | "once");
        let basis = match published {
            None => Basis::None,
            Some(_) if past => Basis::Past,
            Some(_) if value == "PRESENT_REF" || is_now(&words) => Basis::Now,
            Some(_) => Basis::Publication,
        };
        let ahead = matches!(act.status, Status::Ordered | Status::Planned);
        match (basis, published) {
            (Basis::Now, Some(day)) => {
                Self { begin: Some(day), end: Some(day), soft_begin: true, soft_end: true, basis }
            }
            // "Are searching": at the day of publication, since nobody says when.
            (Basis::Publication, Some(day)) if act.status == Status::Begun => {
                Self { begin: Some(day), end: Some(day), soft_begin: true, soft_end: true, basis }
            }
            (Basis::Publication, Some(day)) if ahead => {
                Self { begin: Some(day), end: None, soft_begin: true, soft_end: true, basis }
            }
            (_, day) => Self { begin: None, end: day, soft_begin: true, soft_end: true, basis },
        }
    }

    fn told(
        act: &Act,
        words: &str,
        begin: Date,
        end: Date,
        modifier: Option<Modifier>,
        kind: DateKind,
        published: Option<Date>,
    ) -> Self {
        let rough = modifier.is_some() || kind == DateKind::Duration;
        let mut time = Self {
            begin: Some(begin),
            end: Some(end),
            soft_begin: rough,
            soft_end: rough,
            basis: Basis::Told,
        };
        let first = words.split_whitespace().next().unwrap_or_default();
        if first == "since" || first == "from" {
            time.end = published.filter(|p| *p >= end).or(Some(end));
            time.soft_end = true;
        } else if matches!(first, "until" | "till" | "by" | "before") {
            time.soft_begin = true;
        }
        // What began goes on, for all that is told.
        time.soft_end |= act.status == Status::Begun;
        time
    }

    /// What entries are sorted by. A vague past stands a year before its document: this is an order, no date.
    pub fn key(&self) -> (u8, Option<Date>, Option<Date>, Basis) {
        let vague = self.end.and_then(|d| d.checked_sub(1.year()).ok());
        let at = match self.basis {
            Basis::Past => vague,
            Basis::None => return (1, None, None, self.basis),
            _ => self.begin.or(self.end),
        };
        (0, at, self.end, self.basis)
    }
}

fn is_now(words: &str) -> bool {
    words.split_whitespace().any(|w| {
        matches!(w, "now" | "today" | "currently" | "nowadays" | "presently" | "recently" | "lately")
    })
}
