//! Properties of dates on the calendar's edges, and of the policy table.

use super::is_edtf;
use super::policy::{DATE_POLICY, DatePolicy};
use super::units::Unit;
use super::when::{Season, When, weekday, weekday_after, weekday_before};
use crate::model::{Document, Meta};
use crate::read::Reader;
use jiff::civil::Date;
use proptest::prelude::*;
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(Reader::english);

const UNITS: [Unit; 10] = [
    Unit::Day,
    Unit::Week,
    Unit::Weekend,
    Unit::Month,
    Unit::Season,
    Unit::Quarter,
    Unit::Half,
    Unit::Year,
    Unit::Decade,
    Unit::Century,
];

/// A day between 1900 and 2100; year ends and leap days come often.
fn day() -> impl Strategy<Value = Date> {
    let edge = prop_oneof![Just((12, 31)), Just((1, 1)), Just((2, 28)), Just((3, 1)), Just((2, 29))];
    let any = (1900i16..2100, 1i8..=12, 1i8..=28);
    prop_oneof![
        any.prop_map(|(y, m, d)| Date::new(y, m, d).unwrap()),
        (1900i16..2100, edge)
            .prop_map(|(y, (m, d))| Date::new(y, m, d).unwrap_or(Date::new(y, 2, 28).unwrap())),
    ]
}

/// What a sentence's only expression means: value, EDTF and bounds.
fn only(text: &str, published: Date) -> crate::model::DateExpression {
    let document = Document::new("p", format!("Rain fell on the town.\n\n{text}")).unwrap();
    let reading = READER.read_dates(document, Meta { published: Some(published), ..Meta::default() });
    assert_eq!(reading.dates.len(), 1, "{text}: {:?}", reading.dates);
    reading.dates[0].clone()
}

proptest! {
    #[test]
    fn a_stretch_holds_the_day_it_was_made_from(day in day(), unit in 0usize..10) {
        let when = When::around(day, UNITS[unit]).unwrap();
        let (first, last) = (when.first().unwrap(), when.last().unwrap());
        prop_assert!(first <= last);
        prop_assert!(UNITS[unit] == Unit::Weekend || (first <= day && day <= last), "{when:?}");
        prop_assert!(is_edtf(&when.edtf(false).unwrap()) && is_edtf(&when.edtf(true).unwrap()));
    }

    #[test]
    fn going_on_and_back_comes_home(day in day(), unit in 0usize..10, by in -90i64..90) {
        let when = When::around(day, UNITS[unit]).unwrap();
        if let Some(there) = when.on(by) {
            prop_assert_eq!(there.on(-by), Some(when));
            if by > 0 && UNITS[unit] != Unit::Season {
                prop_assert!(when.last() < there.first());
            }
        }
    }

    #[test]
    fn weekdays_lie_within_a_week(day in day(), number in 1i16..=7) {
        let name = weekday(number).unwrap();
        let (back, on) = (weekday_before(day, name, true).unwrap(), weekday_after(day, name, true).unwrap());
        prop_assert!(back <= day && day <= on && (on == back) == (day.weekday() == name));
        prop_assert!(day.until(on).unwrap().get_days() < 7 && back.until(day).unwrap().get_days() < 7);
        prop_assert_eq!(back.weekday(), name);
        let strictly = weekday_before(day, name, false).unwrap();
        prop_assert!(strictly < day && strictly.until(day).unwrap().get_days() <= 7);
    }

    #[test]
    fn yesterday_and_tomorrow_are_neighbours(day in day()) {
        let back = only("He left yesterday.", day);
        prop_assert_eq!(back.bounds.unwrap().0, day.yesterday().unwrap());
        let on = only("He leaves tomorrow.", day);
        prop_assert_eq!(on.bounds.unwrap().0, day.tomorrow().unwrap());
    }

    #[test]
    fn last_month_is_just_over(day in day()) {
        let found = only("Prices rose last month.", day);
        let (first, last) = found.bounds.unwrap();
        prop_assert_eq!(last.tomorrow().unwrap(), day.first_of_month());
        prop_assert_eq!(first.day(), 1);
    }

    #[test]
    fn a_month_that_was_lies_in_the_year_behind(day in day(), month in 0usize..12) {
        let names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December"];
        let found = only(&format!("Stalls were searched in {}.", names[month]), day);
        let (first, _) = found.bounds.unwrap();
        prop_assert!(first <= day && first.until(day).unwrap().get_days() <= 366, "{found:?}");
        let found = only(&format!("Stalls will be searched in {}.", names[month]), day);
        let (_, last) = found.bounds.unwrap();
        prop_assert!(day <= last && day.until(last).unwrap().get_days() <= 396, "{found:?}");
    }

    #[test]
    fn days_of_the_calendar_are_read_back(day in day()) {
        let names = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
        let month = names[day.month() as usize - 1];
        for text in [
            format!("He left on {month} {}, {}.", day.day(), day.year()),
            format!("He left on {} {month} {}.", day.day(), day.year()),
            format!("He left on {day}."),
        ] {
            let found = only(&text, Date::new(2017, 6, 15).unwrap());
            prop_assert_eq!(found.value, day.to_string());
            prop_assert_eq!(found.edtf.unwrap(), day.to_string());
        }
    }

    #[test]
    fn a_timestamp_keeps_its_day_whatever_its_hour(day in day(), hour in 0u8..24) {
        let found = only(&format!("Updated {day}T{hour:02}:30:00Z by the desk."), Date::new(2017, 6, 15).unwrap());
        prop_assert_eq!(found.value, format!("{day}T{hour:02}:30:00Z"));
        prop_assert_eq!(found.bounds, Some((day, day)));
    }

    #[test]
    fn a_dateline_lies_near_its_publication(day in day(), back in 0i64..5) {
        let names = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
        let written = super::when::plus_days(day, -back).unwrap();
        let text = format!("SELM, {} {} (Lantern Wire) — The strike is over.", names[written.month() as usize - 1], written.day());
        prop_assert_eq!(only(&text, day).value, written.to_string());
    }

    #[test]
    fn reading_never_fails_and_never_overlaps(text in "([0-9]{1,4}|May|March|Friday|the|last|of|early|mid|-|,|\\.|'|ago|years|week|a|and|half|quarter|first| |\n\n|é|’|:|/){0,60}", day in day()) {
        let Some(document) = Document::new("p", text) else { return Ok(()) };
        let reading = READER.read_dates(document, Meta { published: Some(day), ..Meta::default() });
        for pair in reading.dates.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
        for found in &reading.dates {
            prop_assert!(reading.document.span(found.span.start(), found.span.end()).is_some());
            prop_assert!(found.edtf.as_deref().is_none_or(is_edtf));
            prop_assert!(found.bounds.is_none_or(|(a, b)| a <= b));
        }
    }
}

#[test]
fn a_table_of_ones_own_changes_what_it_names() {
    let policy = DatePolicy::from_toml("[late]\nyear = { from = \"3/4\", to = \"4/4\" }\n").unwrap();
    let reader = Reader::english().with_policy(policy);
    let read = |text: &str| {
        let document = Document::new("p", format!("Rain fell on the town.\n\n{text}")).unwrap();
        reader.read_dates(document, Meta::default()).dates[0].edtf.clone()
    };
    assert_eq!(read("It began in late 2000.").as_deref(), Some("2000-10~/2000-12~"));
    assert_eq!(read("It began in early 2000.").as_deref(), Some("2000-01~/2000-04~"));
}

#[test]
fn a_wrong_table_says_where() {
    let why = |table: &str| DatePolicy::from_toml(table).unwrap_err().to_string();
    assert!(why("[late]\nfrom = ").starts_with("line 2"), "{}", why("[late]\nfrom = "));
    assert!(why("[tardy]\nfrom = \"0/3\"\nto = \"1/3\"").contains("[tardy]"));
    assert!(why("[late]\nfrom = \"4/3\"\nto = \"5/3\"").contains("[late]"));
    assert!(why("[late]\nto = \"1/3\"").contains("[late] to"));
    assert!(why("[late]\nfrom = \"2/3\"\nto = \"1/3\"").contains("before"));
    assert!(DatePolicy::from_toml(DATE_POLICY).is_ok());
}

#[test]
fn winter_goes_over_the_year() {
    let winter = When::around(Date::new(2017, 1, 15).unwrap(), Unit::Season).unwrap();
    assert_eq!(winter, When::Season(2016, Season::Winter));
    assert_eq!(winter.last().unwrap().to_string(), "2017-02-28");
}
