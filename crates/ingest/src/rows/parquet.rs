//! Parquet tables: each row is a document. Behind the cargo feature `parquet`: the library takes long to build.

use super::jsonl::object;
use crate::Format;
use crate::error::{Error, Kind};
use crate::walk::{Step, Walk};
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::{Field, List, Row};
use bytes::Bytes;
use serde_json::{Map, Value};

/// Every row of a table. Columns of strings, and lists of them, are looked at; days are those of DATE and TIMESTAMP columns.
pub(crate) fn parquet(walk: &mut Walk<'_>, bytes: &[u8]) -> Step {
    let damaged = || Error::with(Kind::Damaged, Format::Parquet.called());
    let Ok(reader) = SerializedFileReader::new(Bytes::copy_from_slice(bytes)) else {
        return walk.fail(Format::Parquet, damaged());
    };
    let fields = walk.hints.fields.clone();
    walk.inside(Format::Parquet, |walk| {
        let before = walk.seen();
        let Ok(rows) = reader.get_row_iter(None) else { return walk.fail(Format::Parquet, damaged()) };
        for (index, row) in rows.enumerate() {
            let Ok(row) = row else { return walk.fail(Format::Parquet, damaged()) };
            let row = map(&row);
            let bytes = serde_json::to_vec(&row).unwrap_or_default();
            walk.at(format!("#row={}", index + 1), |walk| {
                object(walk, Format::Parquet, &bytes, &row, &fields)
            })?;
        }
        if walk.seen() == before {
            return walk.fail(Format::Parquet, Error::with(Kind::NothingInside, Format::Parquet.called()));
        }
        Ok(())
    })
}

/// A row's texts and days.
fn map(row: &Row) -> Map<String, Value> {
    row.get_column_iter().filter_map(|(name, field)| Some((name.clone(), value(field)?))).collect()
}

fn value(field: &Field) -> Option<Value> {
    const DAY: i64 = 86_400;
    match field {
        Field::Str(text) => Some(Value::String(text.clone())),
        Field::Date(days) => day(i64::from(*days)),
        Field::TimestampMillis(at) => day(at.div_euclid(1000 * DAY)),
        Field::TimestampMicros(at) => day(at.div_euclid(1_000_000 * DAY)),
        Field::ListInternal(list) => Some(Value::Array(texts(list))),
        _ => None,
    }
}

fn texts(list: &List) -> Vec<Value> {
    list.elements().iter().filter_map(value).collect()
}

/// The day so many days after 1970-01-01, as YYYY-MM-DD.
fn day(days: i64) -> Option<Value> {
    let span = jiff::Span::new().try_days(days).ok()?;
    let day = jiff::civil::date(1970, 1, 1).checked_add(span).ok()?;
    Some(Value::String(day.to_string()))
}

#[cfg(test)]
mod tests {
    use crate::{Hints, open};
    use ::parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
    use ::parquet::file::properties::WriterProperties;
    use ::parquet::file::writer::SerializedFileWriter;
    use ::parquet::schema::parser::parse_message_type;
    use std::sync::Arc;

    fn table() -> Vec<u8> {
        let schema = "message t { required binary text (UTF8); required int32 published (DATE); }";
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let mut out = Vec::new();
        let mut writer =
            SerializedFileWriter::new(&mut out, schema, Arc::new(WriterProperties::builder().build()))
                .unwrap();
        let mut group = writer.next_row_group().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let texts = ["The ferry was late, she said.", "The road was shut, he said."].map(ByteArray::from);
        column.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int32Type>().write_batch(&[17_332, 17_333], None, None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        writer.close().unwrap();
        out
    }

    #[test]
    fn rows_are_documents() {
        let bytes = table();
        let hints = Hints { name: Some("t.parquet".into()), ..Hints::default() };
        let found = open(&bytes, &hints).all();
        let texts: Vec<_> = found.iter().filter_map(|f| f.document()).map(|d| d.text().to_owned()).collect();
        assert_eq!(texts, ["The ferry was late, she said.", "The road was shut, he said."]);
        assert_eq!(found[0].document().unwrap().meta.published, jiff::civil::date(2017, 6, 15).into());
        assert_eq!(found[1].place, "#row=2");
        for cut in (0..bytes.len()).step_by(7) {
            assert!(open(&bytes[..cut], &hints).all().iter().all(|f| f.document().is_none()), "cut at {cut}");
        }
    }
}
