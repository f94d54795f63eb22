//! Tables as text: a head with names, one row a document.

use super::fields::Role;
use super::{Row, row};
use crate::error::{Error, Kind};
use crate::walk::{Step, Walk};
use crate::{Format, Hint, decode};
use csv::{ReaderBuilder, StringRecord};

/// Every row of a table that has a column with text.
pub(crate) fn csv(walk: &mut Walk<'_>, bytes: &[u8]) -> Step {
    let charset = walk.hints.charset;
    let text = match decode(bytes, Hint { format: Some(Format::Text), charset }) {
        Ok((text, _)) => text,
        Err(error) => return walk.fail(Format::Csv, error),
    };
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter(&text)).flexible(true).from_reader(text.as_bytes());
    let Ok(head) = reader.headers().cloned() else { return walk.fail(Format::Csv, damaged()) };
    let fields = &walk.hints.fields;
    let column = |role| fields.column(role, head.iter());
    let columns =
        [Role::Text, Role::Title, Role::Outlet, Role::Published, Role::Url, Role::Language, Role::Author]
            .map(column);
    if columns[0].is_none() {
        return walk.fail(Format::Csv, Kind::NoTextField.into());
    }
    walk.inside(Format::Csv, |walk| {
        let before = walk.seen();
        for (index, record) in reader.records().enumerate() {
            // Rows are counted without the head, from 1.
            walk.at(format!("#row={}", index + 1), |walk| match &record {
                Ok(record) => row(walk, Format::Csv, &bytes_of(record), parsed(record, columns)),
                Err(_) => walk.fail(Format::Csv, damaged()),
            })?;
        }
        if walk.seen() == before {
            return walk.fail(Format::Csv, Error::with(Kind::NothingInside, Format::Csv.called()));
        }
        Ok(())
    })
}

fn parsed(record: &StringRecord, columns: [Option<usize>; 7]) -> Row {
    let [text, title, outlet, date, url, language, author] =
        columns.map(|column| column.and_then(|column| record.get(column)).map(str::to_owned));
    let authors = author.iter().flat_map(|names| names.split([';', '|'])).map(str::to_owned).collect();
    Row { text, title, outlet, date, url, language, authors }
}

/// What a row's id is made of: its fields, parted by a sign that stands in none.
fn bytes_of(record: &StringRecord) -> Vec<u8> {
    record.iter().collect::<Vec<_>>().join("\u{1F}").into_bytes()
}

/// The sign that parts fields: whichever the head has most of, a comma where it has none.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |sign: u8| head.bytes().filter(|byte| *byte == sign).count();
    [b',', b'\t', b';', b'|'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn damaged() -> Error {
    Error::with(Kind::Damaged, Format::Csv.called())
}
