//! Marks of private persons: where they stand, and how what is shown hides them.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::ops::Range;

/// A stretch of a document's text that is never shown unasked: a telephone number, an address, a plate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mask {
    /// First byte in the document's text.
    pub start: usize,
    /// First byte after it.
    pub end: usize,
    /// What it is, one word that may be shown: "phone", "plate".
    pub kind: String,
}

/// What stands for a mask.
fn placeholder(kind: &str) -> String {
    format!("▒{kind}▒")
}

/// Sorted, overlapping ones joined; an error where one lies outside the text, inside a sign, or has no plain word.
pub(crate) fn checked(mut masks: Vec<Mask>, text: &str) -> Result<Vec<Mask>> {
    let plain =
        |k: &str| !k.is_empty() && k.len() <= 40 && k.chars().all(|c| c.is_alphanumeric() || c == '-');
    for mask in &masks {
        if mask.start >= mask.end || text.get(mask.start..mask.end).is_none() {
            return Err(Error::input("a mark lies outside the text"));
        }
        if !plain(&mask.kind) {
            return Err(Error::input("a mark's kind is no plain word"));
        }
    }
    masks.sort_by_key(|m| (m.start, m.end));
    let mut apart: Vec<Mask> = Vec::with_capacity(masks.len());
    for mask in masks {
        match apart.last_mut().filter(|last| mask.start < last.end) {
            Some(last) => last.end = last.end.max(mask.end),
            None => apart.push(mask),
        }
    }
    Ok(apart)
}

/// The ranges of masks.
pub(crate) fn ranges(masks: &[Mask]) -> Vec<Range<usize>> {
    masks.iter().map(|m| m.start..m.end).collect()
}

/// A stretch of the text with placeholders for the masks that it touches.
pub(crate) fn masked(text: &str, stretch: Range<usize>, masks: &[Mask]) -> String {
    let mut out = String::new();
    let mut at = stretch.start;
    for mask in masks.iter().filter(|m| m.start < stretch.end && stretch.start < m.end) {
        out.push_str(text.get(at..mask.start.max(at)).unwrap_or_default());
        out.push_str(&placeholder(&mask.kind));
        at = mask.end.min(stretch.end).max(at);
    }
    out.push_str(text.get(at..stretch.end).unwrap_or_default());
    out
}

/// The text with each sign of a mask replaced by one sign, so that code points keep their places. Line ends stay.
pub(crate) fn in_place(text: &str, masks: &[Mask]) -> String {
    let hidden = |at: usize| masks.iter().any(|m| m.start <= at && at < m.end);
    text.char_indices().map(|(at, c)| if c != '\n' && hidden(at) { '▒' } else { c }).collect()
}

/// Masks the `text` of every span in a JSON value as `firsthand read --json` gives it: an object with `start` and `end`
/// (code points) and `text`. Other strings that hold the words of a mask are masked as well.
pub(crate) fn json(value: &mut Value, text: &str, starts: &[usize], masks: &[Mask]) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|v| json(v, text, starts, masks)),
        Value::Object(map) => {
            let number = |key: &str| map.get(key).and_then(Value::as_u64).map(|n| n as usize);
            let bytes = |n: usize| starts.get(n).copied();
            let span = number("start").and_then(bytes).zip(number("end").and_then(bytes));
            if let (Some((start, end)), Some(Value::String(words))) = (span, map.get_mut("text")) {
                *words = masked(text, start..end, masks);
            }
            map.values_mut().for_each(|v| json(v, text, starts, masks));
        }
        Value::String(words) => {
            for mask in masks {
                let hidden = &text[mask.start..mask.end];
                // A shorter one would be found by chance, in a date or an address.
                if hidden.len() > 4 && words.contains(hidden) {
                    *words = words.replace(hidden, &placeholder(&mask.kind));
                }
            }
        }
        _ => {}
    }
}

/// Where each code point of a text begins, in bytes, and its end.
pub(crate) fn starts(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(start: usize, end: usize) -> Mask {
        Mask { start, end, kind: "phone".into() }
    }

    #[test]
    fn masked_text_holds_nothing_of_a_mask() {
        let text = "Ring 555 0100 now";
        let masks = checked(vec![mask(9, 13), mask(5, 10)], text).unwrap();
        assert_eq!(masks, [mask(5, 13)]);
        assert_eq!(masked(text, 0..17, &masks), "Ring ▒phone▒ now");
        assert_eq!(masked(text, 7..17, &masks), "▒phone▒ now");
        assert_eq!(masked(text, 0..7, &masks), "Ring ▒phone▒");
        assert_eq!(masked(text, 0..5, &masks), "Ring ");
        assert!(checked(vec![mask(5, 99)], text).is_err() && checked(vec![mask(5, 5)], text).is_err());
    }

    #[test]
    fn a_text_masked_in_place_has_as_many_signs() {
        let text = "é 555 0100 ü";
        assert_eq!(in_place(text, &[mask(3, 11)]), "é ▒▒▒▒▒▒▒▒ ü");
    }

    #[test]
    fn spans_and_names_in_json_are_masked() {
        let text = "é 555 0100";
        let masks = [mask(3, 11)];
        let mut value = serde_json::json!({"start": 2, "end": 6, "text": "555 ", "of": ["at 555 0100"]});
        json(&mut value, text, &starts(text), &masks);
        assert_eq!(value["text"], "▒phone▒");
        assert_eq!(value["of"][0], "at ▒phone▒");
    }
}
