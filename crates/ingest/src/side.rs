//! `NAME.meta.json` beside a document: metadata that its user knows. And dates as users write them.

use crate::error::{Error, Kind};
use firsthand_core::model::{Maker, Meta};
use jiff::civil::Date;
use serde::Deserialize;

const MAX_BYTES: usize = 1 << 20;

#[derive(Deserialize)]
struct Side {
    published: Option<String>,
    outlet: Option<String>,
    title: Option<String>,
    language: Option<String>,
    #[serde(default)]
    made_by: Option<Vec<Credit>>,
    url: Option<String>,
}

#[derive(Deserialize)]
struct Credit {
    role: String,
    name: String,
    #[serde(rename = "for")]
    works_for: Option<String>,
}

/// A day as users write it: `YYYY-MM-DD` and nothing else; white space around it is passed over.
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let shape = |(i, b): (usize, u8)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() };
    if text.len() != 10 || !text.bytes().enumerate().all(shape) {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?).ok()
}

/// Reads a side file. Fields that we do not know are passed over; blank ones count as missing.
///
/// # Errors
/// Not a JSON object of the fields, larger than 1 MiB, or `published` not a day as [`date`] reads it.
pub fn side_file(bytes: &[u8]) -> Result<Meta, Error> {
    if bytes.len() > MAX_BYTES {
        return Err(Kind::SideTooLarge.into());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let side: Side = serde_json::from_slice(bytes).map_err(|_| Kind::SideNotJson)?;
    let published = match filled(side.published) {
        Some(text) => Some(date(&text).ok_or(Kind::SideDate)?),
        None => None,
    };
    let made_by = side.made_by.unwrap_or_default().into_iter().filter_map(|credit| {
        let (role, name) = (filled(Some(credit.role))?, filled(Some(credit.name))?);
        Some(Maker { role, name, works_for: filled(credit.works_for) })
    });
    Ok(Meta {
        title: filled(side.title),
        language: filled(side.language),
        published,
        outlet: filled(side.outlet),
        made_by: made_by.collect(),
        url: filled(side.url),
    })
}

/// The text without white space around it; `None` where nothing is left.
fn filled(text: Option<String>) -> Option<String> {
    text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn dates_are_days_and_nothing_else() {
        assert_eq!(date(" 2017-06-15\n"), Some(day(2017, 6, 15)));
        for wrong in
            ["", "2017-6-15", "2017-02-30", "15.06.2017", "2017-06-15T10:00", "２０１７-06-15", "+017-06-15"]
        {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_side_file_is_read_and_unknown_fields_are_passed_over() {
        let json =
            br#"{"published": "2020-01-31", "outlet": " Estuary Courier ", "colour": "red", "title": "",
            "made_by": [{"role": "reporter", "name": "Dena Marsh", "for": "Night Desk", "age": 3}]}"#;
        let meta = side_file(json).unwrap();
        assert_eq!(meta.published, Some(day(2020, 1, 31)));
        assert_eq!(meta.outlet.as_deref(), Some("Estuary Courier"));
        assert_eq!(meta.title, None);
        assert_eq!(meta.made_by[0].works_for.as_deref(), Some("Night Desk"));
    }

    #[test]
    fn wrong_side_files_say_what_to_do() {
        assert_eq!(side_file(b"[]").unwrap_err().code(), "FH-110");
        assert_eq!(side_file(b"{\"outlet\": 3}").unwrap_err().code(), "FH-110");
        let error = side_file(b"{\"published\": \"June 2017\"}").unwrap_err();
        assert_eq!(error.code(), "FH-112");
        assert!(error.hint().contains("YYYY-MM-DD"), "{error}");
    }
}
