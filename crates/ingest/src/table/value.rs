//! What a cell must be to go into its field.

use super::entry::Reason;
use super::field::Field;
use super::mapping::DateOrder;

/// Longest cell, in bytes.
const LONGEST: usize = 1 << 20;

/// A cell's value for a field: without white space around it, dates in EDTF. `None`: the cell is blank.
pub(super) fn value(cell: &str, field: Field, order: DateOrder) -> Result<Option<String>, Reason> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    if cell.len() > LONGEST {
        return Err(Reason::TooLong);
    }
    let kept = || Some(cell.to_owned());
    match field {
        Field::Date => date(cell, order).map(Some).ok_or(Reason::NotADate),
        Field::Url if is_url(cell) => Ok(kept()),
        Field::Url => Err(Reason::NotAUrl),
        Field::Language if is_language(cell) => Ok(kept()),
        Field::Language => Err(Reason::NotALanguage),
        Field::Act if firsthand_core::act::type_of(cell).is_some() => Ok(kept()),
        Field::Act => Err(Reason::NotAnAct),
        _ => Ok(kept()),
    }
}

/// A date as EDTF level 0 (ISO 8601-2): day, month, year, or an interval of two of them; with an order, a day alone.
fn date(text: &str, order: DateOrder) -> Option<String> {
    if order == DateOrder::Iso {
        let point = |text: &str| is_point(text).then(|| text.to_owned());
        return match text.split_once('/') {
            None => point(text),
            // Points of the same length compare as their texts do; others by the part that both have.
            Some((first, last)) => {
                let (first, last) = (point(first)?, point(last)?);
                let common = first.len().min(last.len());
                (first[..common] <= last[..common]).then(|| format!("{first}/{last}"))
            }
        };
    }
    // Year first means the same in every order.
    if is_point(text) {
        return Some(text.to_owned());
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    let &[first, second, year] = parts.as_slice() else { return None };
    let (day, month) = if order == DateOrder::Dmy { (first, second) } else { (second, first) };
    let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let point = format!("{year}-{month:0>2}-{day:0>2}");
    (short(day) && short(month) && is_point(&point)).then_some(point)
}

/// Year, month or day, as 2017, 2017-06 or 2017-06-15.
fn is_point(text: &str) -> bool {
    let shape = |(at, b): (usize, u8)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() };
    if !text.bytes().enumerate().all(shape) {
        return false;
    }
    match text.len() {
        4 => true,
        7 => crate::date(&format!("{text}-01")).is_some(),
        10 => crate::date(text).is_some(),
        _ => false,
    }
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.contains('.') && !rest.contains(char::is_whitespace) && !rest.contains(char::is_control)
    })
}

/// The beginning of a tag by BCP 47: two or three letters, then subtags of two to eight signs.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_the_mapping_says() {
        let cases = [
            ("2017-06-15", DateOrder::Iso, Some("2017-06-15")),
            ("2017-06", DateOrder::Iso, Some("2017-06")),
            ("2017", DateOrder::Iso, Some("2017")),
            ("2016/2017-05", DateOrder::Iso, Some("2016/2017-05")),
            ("2017/2016", DateOrder::Iso, None),
            ("2017-02-30", DateOrder::Iso, None),
            ("2017-13", DateOrder::Iso, None),
            ("15.06.2017", DateOrder::Iso, None),
            ("15.6.2017", DateOrder::Dmy, Some("2017-06-15")),
            ("5/6/2017", DateOrder::Dmy, Some("2017-06-05")),
            ("5/6/2017", DateOrder::Mdy, Some("2017-05-06")),
            ("2017-06-05", DateOrder::Dmy, Some("2017-06-05")),
            ("6/15/2017", DateOrder::Dmy, None),
            ("5/6/17", DateOrder::Dmy, None),
            ("١٥/٦/٢٠١٧", DateOrder::Dmy, None),
        ];
        for (text, order, want) in cases {
            assert_eq!(date(text, order).as_deref(), want, "{text} {order:?}");
        }
    }

    #[test]
    fn values_are_what_their_fields_ask_for() {
        let fits = |cell: &str, field| value(cell, field, DateOrder::Iso).is_ok_and(|v| v.is_some());
        assert!(fits("https://lamplight.example/a?b", Field::Url) && !fits("lamplight.example", Field::Url));
        assert!(!fits("https://a b.example", Field::Url) && !fits("javascript:alert(1)", Field::Url));
        assert!(fits("zh-Hant-TW", Field::Language) && !fits("Korean", Field::Language));
        assert!(fits("house-search", Field::Act) && !fits("picnic", Field::Act));
        assert_eq!(value(" \n", Field::Act, DateOrder::Iso), Ok(None));
        assert_eq!(value(&"x".repeat(LONGEST + 1), Field::Note, DateOrder::Iso), Err(Reason::TooLong));
    }
}
