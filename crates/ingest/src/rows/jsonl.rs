//! JSON lines: one object a line.

use super::fields::Role;
use super::{Row, row};
use crate::error::{Error, Kind};
use crate::walk::{Step, Walk};
use crate::{Fields, Format};
use serde_json::{Map, Value};

/// The longest line, in bytes: a text of 64 MiB with every sign escaped would not fit, and none is like that.
const MAX_LINE: usize = 128 << 20;

/// Every line of a JSONL file that is not blank.
pub(crate) fn jsonl(walk: &mut Walk<'_>, bytes: &[u8]) -> Step {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let fields = walk.hints.fields.clone();
    walk.inside(Format::Jsonl, |walk| {
        let before = walk.seen();
        for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let line = line.trim_ascii();
            if line.is_empty() {
                continue;
            }
            walk.at(format!("#line={}", index + 1), |walk| one(walk, line, &fields))?;
        }
        if walk.seen() == before {
            return walk.fail(Format::Jsonl, Error::with(Kind::NothingInside, Format::Jsonl.called()));
        }
        Ok(())
    })
}

fn one(walk: &mut Walk<'_>, line: &[u8], fields: &Fields) -> Step {
    // Nested too deeply is an error of the parser's, not a full stack.
    let parsed =
        if line.len() > MAX_LINE { None } else { serde_json::from_slice::<Map<String, Value>>(line).ok() };
    let Some(parsed) = parsed else { return walk.fail(Format::Jsonl, Kind::NotARecord.into()) };
    object(walk, Format::Jsonl, line, &parsed, fields)
}

/// One row as a document; `bytes` are its own, for its id.
pub(super) fn object(
    walk: &mut Walk<'_>,
    format: Format,
    bytes: &[u8],
    object: &Map<String, Value>,
    fields: &Fields,
) -> Step {
    let one = |role| first(object, fields, role).and_then(text_of);
    let parsed = Row {
        text: one(Role::Text),
        title: one(Role::Title),
        outlet: one(Role::Outlet),
        date: one(Role::Published),
        url: one(Role::Url),
        language: one(Role::Language),
        authors: first(object, fields, Role::Author).map(all_of).unwrap_or_default(),
    };
    row(walk, format, bytes, parsed)
}

/// The value of the first field for a role that says something.
fn first<'o>(object: &'o Map<String, Value>, fields: &Fields, role: Role) -> Option<&'o Value> {
    fields.names(role).iter().find_map(|name| {
        let named = object.get(*name).or_else(|| {
            object.iter().find(|(key, _)| key.to_lowercase() == name.to_lowercase()).map(|(_, value)| value)
        });
        named.filter(|value| text_of(value).is_some())
    })
}

/// A string, the name of an object, or the first of a list of either.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Object(object) => object.get("name").and_then(text_of),
        Value::Array(values) => values.iter().find_map(text_of),
        _ => None,
    }
}

fn all_of(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(text_of).collect(),
        one => text_of(one).into_iter().collect(),
    }
}
