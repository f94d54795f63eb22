//! Days of other calendars on ours, by `icu_calendar`'s tables and arithmetic.

use icu_calendar::cal::Iso;
use icu_calendar::types::Month;
use icu_calendar::{AsCalendar, Date as Other};
use jiff::civil::Date;

fn ours<A: AsCalendar>(other: Other<A>) -> Option<Date> {
    let iso = other.to_calendar(Iso);
    let year = i16::try_from(iso.year().extended_year()).ok()?;
    Date::new(year, i8::try_from(iso.month().ordinal).ok()?, i8::try_from(iso.day_of_month().0).ok()?).ok()
}

fn number(n: i16) -> Option<u8> {
    u8::try_from(n).ok().filter(|n| *n > 0)
}

/// The Gregorian day of a month and day in the traditional calendar, in its Korean reckoning (the Chinese differs by
/// a day in few years), for the lunar year that begins in `year`.
pub(super) fn lunar(year: i16, month: i16, day: i16) -> Option<Date> {
    if !(1..=12).contains(&month) {
        return None;
    }
    ours(Other::try_new_korean_traditional(year.into(), Month::new(number(month)?), number(day)?).ok()?)
}

/// The Gregorian day of a month and day in the Solar Hijri calendar of Iran, in the year that begins in Gregorian `year`.
pub(super) fn persian(year: i16, month: i16, day: i16) -> Option<Date> {
    ours(Other::try_new_persian(i32::from(year) - 621, number(month)?, number(day)?).ok()?)
}

/// Easter Sunday of the western churches, by the Gregorian computus.
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (golden, century) = (y % 19, y / 100);
    let moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let moon = moon - (moon / 28) * (1 - (29 / (moon + 1)) * ((21 - golden) / 11));
    let weekday = (y + y / 4 + moon + 2 - century + century / 4) % 7;
    let days = moon - weekday;
    let month = 3 + (days + 40) / 44;
    let day = days + 28 - 31 * (month / 4);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn feasts_fall_on_their_days() {
        assert_eq!(lunar(2017, 1, 1), Some(date(2017, 1, 28)));
        assert_eq!(lunar(2017, 8, 15), Some(date(2017, 10, 4)));
        assert_eq!(lunar(2017, 13, 1), None);
        assert_eq!(persian(2018, 1, 1), Some(date(2018, 3, 21)));
        assert_eq!(easter(2016), Some(date(2016, 3, 27)));
        assert_eq!(easter(2019), Some(date(2019, 4, 21)));
    }
}
