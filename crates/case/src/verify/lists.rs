//! The [lists](crate::lists) against the records and rows that they are made from.

use super::{Finding, Report};
use crate::error::Result;
use crate::lists::List;
use rusqlite::{Connection, ToSql};

/// Whether a key that a record gives stands in a list, with this number. No key: nothing has to stand there.
pub(super) fn stands(db: &Connection, list: List, key: Option<impl ToSql>, n: i64) -> Result<bool> {
    key.map_or(Ok(true), |key| list.has(db, key, n))
}

/// As many entries as rows: with every row's own entry there, none is too many.
pub(super) fn check(db: &Connection, report: &mut Report) -> Result<()> {
    for list in List::ALL {
        let count =
            |from: &str| db.query_row(&format!("SELECT count(*) FROM {from}"), [], |r| r.get::<_, i64>(0));
        let (entries, rows) = (count(list.source(db)?)?, count(list.made_of())?);
        if entries != rows {
            report.findings.push(Finding::Stray { table: list.table(), rows: entries.abs_diff(rows) });
        }
    }
    // Verdicts have no record each that would lead to their labels.
    let sql = format!(
        "SELECT count(*) FROM verdicts v
         WHERE NOT EXISTS (SELECT 1 FROM {} WHERE key = v.label AND n = v.n)",
        List::Labels.source(db)?
    );
    let rows = db.query_row(&sql, [], |r| r.get::<_, i64>(0))? as u64;
    if rows > 0 {
        report.findings.push(Finding::Stray { table: List::Labels.table(), rows });
    }
    Ok(())
}
