//! SQL functions that the schema's views call: they unpack contents and cut the words of what is stored.

use crate::error::Result;
use crate::mask::{Mask, ranges};
use crate::search::indexed;
use crate::{pack, part};
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};

/// Makes `case_words(TEXT)`, `case_text_words(RECORD, KEY, SEALED, MASKS)`, `case_content(COLUMN)` and, for migrations alone,
/// `case_packed(TEXT)` known to a connection.
pub(crate) fn register(db: &Connection) -> Result<()> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    db.create_scalar_function("case_words", 1, flags, |ctx| match ctx.get_raw(0) {
        ValueRef::Text(text) => Ok(indexed(&String::from_utf8_lossy(text), &[])),
        _ => Ok(String::new()),
    })?;
    db.create_scalar_function("case_text_words", 4, flags, |ctx| text_words(ctx))?;
    // A damaged one gives a text that is no content: whoever reads it says so.
    db.create_scalar_function("case_content", 1, flags, |ctx| {
        Ok(pack::unpacked(ctx.get_raw(0)).unwrap_or_default())
    })?;
    db.create_scalar_function("case_packed", 1, FunctionFlags::SQLITE_UTF8, |ctx| {
        let content: String = ctx.get(0)?;
        match pack::packed(&content) {
            Ok(ToSqlOutput::Owned(small)) => Ok(small),
            Ok(_) => Ok(Value::Text(content)),
            Err(error) => Err(rusqlite::Error::UserFunctionError(Box::new(error))),
        }
    })?;
    Ok(())
}

/// The words of a sealed text outside its masks. Nothing where it does not open: `verify` finds why.
fn text_words(ctx: &Context<'_>) -> rusqlite::Result<String> {
    let record: i64 = ctx.get(0)?;
    let key: [u8; 32] = ctx.get(1)?;
    let sealed = ctx.get_raw(2).as_blob().unwrap_or_default();
    let masks = ctx.get_raw(3).as_str().unwrap_or("[]");
    let masks: Vec<Mask> = serde_json::from_str(masks).unwrap_or_default();
    let Some(text) = part::open(&key, record, 0, sealed) else { return Ok(String::new()) };
    Ok(std::str::from_utf8(&text).map(|t| indexed(t, &ranges(&masks))).unwrap_or_default())
}
