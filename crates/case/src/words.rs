//! SQL functions that the index's views call: they cut the words of what is stored.

use crate::error::Result;
use crate::mask::{Mask, ranges};
use crate::part;
use crate::search::indexed;
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;

/// Makes `case_words(TEXT)` and `case_text_words(RECORD, KEY, SEALED, MASKS)` known to a connection.
pub(crate) fn register(db: &Connection) -> Result<()> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    db.create_scalar_function("case_words", 1, flags, |ctx| match ctx.get_raw(0) {
        ValueRef::Text(text) => Ok(indexed(&String::from_utf8_lossy(text), &[])),
        _ => Ok(String::new()),
    })?;
    db.create_scalar_function("case_text_words", 4, flags, |ctx| text_words(ctx))?;
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
