//! [`When`]: a stretch of the calendar with its grain, its neighbours and its names in TIMEX3 and EDTF.

use super::units::Unit;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// A day, or something longer on the calendar. Years are Gregorian and lie between 1 and 9998.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Day(Date),
    /// By its Monday.
    Week(Date),
    /// By its Saturday.
    Weekend(Date),
    Month(i16, i8),
    /// 1 to 4.
    Quarter(i16, i8),
    /// 1 or 2.
    Half(i16, i8),
    Season(i16, Season),
    Year(i16),
    /// First year and last year.
    Years(i16, i16),
    /// Year divided by ten.
    Decade(i16),
    /// Year divided by a hundred.
    Century(i16),
}

/// A season of the northern hemisphere; winter begins in its year's December.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub(super) fn of(number: i16) -> Option<Self> {
        [Self::Spring, Self::Summer, Self::Autumn, Self::Winter].get(usize::try_from(number).ok()?).copied()
    }

    fn index(self) -> i16 {
        self as i16
    }
}

/// First year that dates may have, and last.
const YEARS: std::ops::RangeInclusive<i16> = 1..=9998;

pub(super) fn year_ok(year: i16) -> Option<i16> {
    YEARS.contains(&year).then_some(year)
}

/// The day so many days off.
pub(super) fn plus_days(date: Date, days: i64) -> Option<Date> {
    plus(date, Span::new().try_days(days).ok()?)
}

/// The day a span of the calendar off; the last of the month where the month is too short.
pub(super) fn plus(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok().filter(|d| YEARS.contains(&d.year()))
}

pub(super) fn monday(date: Date) -> Option<Date> {
    plus_days(date, -i64::from(date.weekday().to_monday_zero_offset()))
}

fn last_of_month(year: i16, month: i8) -> Option<Date> {
    Some(Date::new(year, month, 1).ok()?.last_of_month())
}

fn months_on(year: i16, month: i8, by: i64) -> Option<(i16, i8)> {
    let all = i64::from(year) * 12 + i64::from(month) - 1 + by;
    let year = year_ok(i16::try_from(all.div_euclid(12)).ok()?)?;
    Some((year, all.rem_euclid(12) as i8 + 1))
}

impl When {
    /// What of this grain a day lies in. `None` for units shorter than a day.
    pub(super) fn around(date: Date, unit: Unit) -> Option<Self> {
        let (year, month) = (date.year(), date.month());
        Some(match unit {
            Unit::Day | Unit::Night => Self::Day(date),
            Unit::Week | Unit::Fortnight => Self::Week(monday(date)?),
            Unit::Weekend => Self::Weekend(plus_days(monday(date)?, 5)?),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Self::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year / 10),
            Unit::Century => Self::Century(year / 100),
            Unit::Season => Self::season_around(date),
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Millennium => return None,
        })
    }

    fn season_around(date: Date) -> Self {
        match date.month() {
            3..=5 => Self::Season(date.year(), Season::Spring),
            6..=8 => Self::Season(date.year(), Season::Summer),
            9..=11 => Self::Season(date.year(), Season::Autumn),
            12 => Self::Season(date.year(), Season::Winter),
            _ => Self::Season(date.year() - 1, Season::Winter),
        }
    }

    /// Its first day.
    pub(super) fn first(self) -> Option<Date> {
        match self {
            Self::Day(d) | Self::Week(d) | Self::Weekend(d) => Some(d),
            Self::Month(y, m) => Date::new(y, m, 1).ok(),
            Self::Quarter(y, q) => Date::new(y, q * 3 - 2, 1).ok(),
            Self::Half(y, h) => Date::new(y, h * 6 - 5, 1).ok(),
            Self::Season(y, s) => Date::new(y, s.index() as i8 * 3 + 3, 1).ok(),
            Self::Year(y) | Self::Years(y, _) => Date::new(y, 1, 1).ok(),
            Self::Decade(d) => Date::new((d * 10).max(1), 1, 1).ok(),
            Self::Century(c) => Date::new((c * 100).max(1), 1, 1).ok(),
        }
    }

    /// Its last day.
    pub(super) fn last(self) -> Option<Date> {
        match self {
            Self::Day(d) => Some(d),
            Self::Week(d) => plus_days(d, 6),
            Self::Weekend(d) => plus_days(d, 1),
            Self::Month(y, m) => last_of_month(y, m),
            Self::Quarter(y, q) => last_of_month(y, q * 3),
            Self::Half(y, h) => last_of_month(y, h * 6),
            Self::Season(y, s) => {
                let (year, month) = months_on(y, s.index() as i8 * 3 + 3, 2)?;
                last_of_month(year, month)
            }
            Self::Year(y) | Self::Years(_, y) => Date::new(y, 12, 31).ok(),
            Self::Decade(d) => Date::new(d * 10 + 9, 12, 31).ok(),
            Self::Century(c) => Date::new(c * 100 + 99, 12, 31).ok(),
        }
    }

    /// The one so many of its grain later (earlier where negative).
    pub(super) fn on(self, by: i64) -> Option<Self> {
        let small = i16::try_from(by).ok()?;
        let when = match self {
            Self::Day(d) => Self::Day(plus_days(d, by)?),
            Self::Week(d) => Self::Week(plus_days(d, by.checked_mul(7)?)?),
            Self::Weekend(d) => Self::Weekend(plus_days(d, by.checked_mul(7)?)?),
            Self::Month(y, m) => {
                let (y, m) = months_on(y, m, by)?;
                Self::Month(y, m)
            }
            Self::Quarter(y, q) => {
                let (y, m) = months_on(y, q * 3 - 2, by.checked_mul(3)?)?;
                Self::Quarter(y, (m + 2) / 3)
            }
            Self::Half(y, h) => {
                let (y, m) = months_on(y, h * 6 - 5, by.checked_mul(6)?)?;
                Self::Half(y, (m + 5) / 6)
            }
            Self::Season(y, s) => Self::Season(y.checked_add(small)?, s),
            Self::Year(y) => Self::Year(y.checked_add(small)?),
            Self::Years(a, b) => Self::Years(a.checked_add(small)?, b.checked_add(small)?),
            Self::Decade(d) => Self::Decade(d.checked_add(small)?),
            Self::Century(c) => Self::Century(c.checked_add(small)?),
        };
        when.sound()
    }

    /// Itself, if all of it lies in the years that dates may have.
    pub(super) fn sound(self) -> Option<Self> {
        let year = match self {
            Self::Day(d) | Self::Week(d) | Self::Weekend(d) => d.year(),
            Self::Month(y, _) | Self::Quarter(y, _) | Self::Half(y, _) | Self::Season(y, _) => y,
            Self::Year(y) => y,
            Self::Years(a, b) => {
                return (a < b && year_ok(a).is_some() && year_ok(b).is_some()).then_some(self);
            }
            Self::Decade(d) => return (1..=998).contains(&d).then_some(self),
            Self::Century(c) => return (1..=98).contains(&c).then_some(self),
        };
        year_ok(year).map(|_| self)
    }

    /// TIMEX3's value.
    pub(super) fn value(self) -> String {
        match self {
            Self::Day(d) => d.to_string(),
            Self::Week(d) => {
                let iso = d.iso_week_date();
                format!("{:04}-W{:02}", iso.year(), iso.week())
            }
            Self::Weekend(d) => {
                let iso = d.iso_week_date();
                format!("{:04}-W{:02}-WE", iso.year(), iso.week())
            }
            Self::Month(y, m) => format!("{y:04}-{m:02}"),
            Self::Quarter(y, q) => format!("{y:04}-Q{q}"),
            Self::Half(y, h) => format!("{y:04}-H{h}"),
            Self::Season(y, s) => format!("{y:04}-{}", ["SP", "SU", "FA", "WI"][s as usize]),
            Self::Year(y) => format!("{y:04}"),
            Self::Years(a, b) => format!("{a:04}/{b:04}"),
            Self::Decade(d) => format!("{d:03}"),
            Self::Century(c) => format!("{c:02}"),
        }
    }

    /// EDTF; with `~` at each of its parts where it is only about so.
    pub(super) fn edtf(self, about: bool) -> Option<String> {
        let tilde = if about { "~" } else { "" };
        Some(match self {
            Self::Day(_) | Self::Month(..) | Self::Year(_) => format!("{}{tilde}", self.value()),
            Self::Years(a, b) => format!("{a:04}{tilde}/{b:04}{tilde}"),
            Self::Quarter(y, q) if !about => format!("{y:04}-{}", 32 + q),
            Self::Half(y, h) if !about => format!("{y:04}-{}", 39 + h),
            Self::Season(y, s) if !about => format!("{y:04}-{}", 21 + s.index()),
            Self::Decade(d) if !about => format!("{d:03}X"),
            Self::Century(c) if !about => format!("{c:02}XX"),
            _ => format!("{}{tilde}/{}{tilde}", self.first()?, self.last()?),
        })
    }

    /// The unit that is its grain.
    pub(super) fn grain(self) -> Unit {
        match self {
            Self::Day(_) => Unit::Day,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Month(..) => Unit::Month,
            Self::Quarter(..) => Unit::Quarter,
            Self::Half(..) => Unit::Half,
            Self::Season(..) => Unit::Season,
            Self::Year(_) | Self::Years(..) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
        }
    }

    /// The stretch so many units later, in the unit's grain: three months after a day is a month.
    pub(super) fn after(self, count: i64, unit: Unit) -> Option<Self> {
        let (count, unit) = match unit {
            Unit::Fortnight => (count.checked_mul(2)?, Unit::Week),
            Unit::Night => (count, Unit::Day),
            // Decades ago is a year, not a decade.
            Unit::Decade => (count.checked_mul(10)?, Unit::Year),
            Unit::Century => (count.checked_mul(100)?, Unit::Year),
            Unit::Millennium => (count.checked_mul(1000)?, Unit::Year),
            other => (count, other),
        };
        // Nothing is known of the day within a longer stretch: what is coarser stays so.
        let finer = unit.days() < self.grain().days();
        if finer && unit.days() >= 28.0 {
            return Self::around(self.first()?, unit)?.on(count);
        }
        if finer && self.grain() != Unit::Week {
            return None;
        }
        Self::around(self.first()?, unit)?.on(count)
    }
}

/// The weekday of a number, Monday 1.
pub(super) fn weekday(number: i16) -> Option<Weekday> {
    Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()
}

/// The latest day of a name up to `date`, itself included where `today`.
pub(super) fn weekday_before(date: Date, day: Weekday, today: bool) -> Option<Date> {
    let back = i64::from(day.until(date.weekday()));
    plus_days(date, -(if back == 0 && !today { 7 } else { back }))
}

/// The earliest day of a name from `date` on, itself included where `today`.
pub(super) fn weekday_after(date: Date, day: Weekday, today: bool) -> Option<Date> {
    let on = i64::from(date.weekday().until(day));
    plus_days(date, if on == 0 && !today { 7 } else { on })
}

/// Months added to a day; used for "a year and a half ago".
pub(super) fn months_from(date: Date, months: i64) -> Option<When> {
    let day = plus(date.first_of_month(), months.months())?;
    Some(When::Month(day.year(), day.month()))
}
