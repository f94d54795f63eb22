//! [`When`]: the days that a statement names, and whether two statements can mean the same ones.

use super::amount::Verdict;
use crate::Reader;
use crate::model::{DateKind, Document, Meta};
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;
use std::sync::LazyLock;

/// Reads expressions of time as everywhere else (`read/dates`).
static READER: LazyLock<Reader> = LazyLock::new(Reader::english);

/// An expression of time as compared.
#[derive(Clone, Debug)]
pub(super) struct When {
    /// Its words, in bytes.
    pub(super) span: Range<usize>,
    /// First and last day that it may mean.
    days: Option<(Date, Date)>,
    /// Month and day where the year is not told: "05-02".
    of_year: Option<String>,
}

/// The expressions of time in a text; `published` is the day that "yesterday" is reckoned from.
pub(super) fn whens(text: &str, published: Option<&str>) -> Vec<When> {
    let Some(document) = Document::new("", text) else { return Vec::new() };
    let published = published.and_then(|day| day.get(..10)?.parse().ok());
    let reading = READER.read_dates(document, Meta { published, ..Meta::default() });
    let night = text.to_lowercase().contains("night");
    let kept = reading.dates.iter().filter(|d| matches!(d.kind, DateKind::Date | DateKind::Time));
    kept.filter(|d| !d.value.contains("REF"))
        .map(|d| When {
            span: d.span.start()..d.span.end(),
            // A night has two days.
            days: d.bounds.map(|(first, last)| if night { wider(first, last) } else { (first, last) }),
            of_year: d
                .value
                .strip_prefix("XXXX-")
                .and_then(|v| v.get(..5))
                .filter(|v| !v.contains(['X', 'W']))
                .map(str::to_owned),
        })
        .collect()
}

/// The same days with those before and after them.
fn wider(first: Date, last: Date) -> (Date, Date) {
    (first.saturating_sub(1.day()), last.saturating_add(1.day()))
}

impl When {
    fn against(&self, other: &Self) -> Option<bool> {
        let of_year = |day: Date| day.strftime("%m-%d").to_string();
        match (self.days, other.days, &self.of_year, &other.of_year) {
            (Some(a), Some(b), ..) => Some(a.0 <= b.1 && b.0 <= a.1),
            (_, _, Some(a), Some(b)) => Some(a == b),
            (Some((first, last)), _, _, Some(day)) | (_, Some((first, last)), Some(day), _)
                if first == last =>
            {
                Some(of_year(first) == *day)
            }
            _ => None,
        }
    }
}

/// Compares the times of two statements: they agree where any two overlap. Gives the two that decided.
pub(super) fn compare(a: &[When], b: &[When]) -> (Verdict, Option<(usize, usize)>) {
    let mut apart = None;
    for (i, own) in a.iter().enumerate() {
        for (j, other) in b.iter().enumerate() {
            match own.against(other) {
                Some(true) => return (Verdict::Agree, Some((i, j))),
                Some(false) => apart = apart.or(Some((i, j))),
                None => {}
            }
        }
    }
    (if apart.is_some() { Verdict::Differ } else { Verdict::Unknown }, apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(a: (&str, Option<&str>), b: (&str, Option<&str>)) -> Verdict {
        compare(&whens(a.0, a.1), &whens(b.0, b.1)).0
    }

    #[test]
    fn days_are_reckoned_from_publication() {
        let yesterday = ("The store burned down yesterday.", Some("2018-10-05"));
        assert_eq!(verdict(yesterday, ("The store burnt down on 4 October 2018.", None)), Verdict::Agree);
        assert_eq!(verdict(yesterday, ("It burned down yesterday.", Some("2018-10-09"))), Verdict::Differ);
        assert_eq!(verdict(yesterday, ("It burned down.", Some("2018-10-09"))), Verdict::Unknown);
    }

    #[test]
    fn days_without_a_year_are_compared() {
        let may = ("The call-up began on 2 May.", None);
        assert_eq!(verdict(may, ("It began on May 2.", None)), Verdict::Agree);
        assert_eq!(verdict(may, ("It began on 2 March.", None)), Verdict::Differ);
        assert_eq!(verdict(may, ("It began on 2 May 2019.", None)), Verdict::Agree);
    }
}
