//! What a record stands for: bytes, texts, and the lists that are made from it.

use super::pages::damage;
use super::records::Row;
use super::{Finding, Report};
use crate::error::{Error, Kind, Result};
use crate::id::{Id, hex};
use crate::record::{Maker, RecordKind, id_in};
use crate::search::filter_form;
use crate::{part, queue, record};
use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Checks one record whose commitment holds.
pub(super) fn content(db: &Connection, row: &Row, report: &mut Report) -> Result<()> {
    let content: Value = serde_json::from_str(&row.content).unwrap_or_default();
    let record = row.id;
    let mut found = Vec::new();
    match RecordKind::from_word(&row.kind) {
        Some(RecordKind::Original) => {
            bulk(db, record, &content, "sha256", &mut found)?;
            let sql = "SELECT lower(hex(sha256)) FROM originals WHERE id = ?1";
            list(db, sql, record, content["sha256"].as_str(), &mut found)?;
        }
        Some(RecordKind::Document) => {
            bulk(db, record, &content, "text_sha256", &mut found)?;
            found.extend((!document(db, record, &content)?).then_some(Finding::ListDisagrees { record }));
            let sql = "SELECT EXISTS (SELECT 1 FROM queue WHERE document = ?1)
                       OR EXISTS (SELECT 1 FROM records WHERE subject = ?1 AND kind = 'reading')";
            let seen: bool = db.prepare_cached(sql)?.query_row([record], |r| r.get(0))?;
            found.extend((!seen).then_some(Finding::NotQueued { record }));
        }
        Some(RecordKind::Reading) => bulk(db, record, &content, "sha256", &mut found)?,
        Some(RecordKind::Statement) => {
            found.extend((!version(db, row, &content)?).then_some(Finding::ListDisagrees { record }));
        }
        Some(RecordKind::Person) => {
            let sql = "SELECT name FROM people WHERE id = ?1";
            list(db, sql, record, content["name"].as_str(), &mut found)?;
        }
        Some(RecordKind::Decision) => found.extend(decision(db, row, &content)?),
        Some(RecordKind::Run) => {
            let run = row.subject.ok_or(Error(Kind::Damaged))?;
            let (files, digest) = queue::digest(db, run)?;
            let same = content["files"] == files && content["verdicts_sha256"] == hex(&digest);
            found.extend((!same).then_some(Finding::VerdictsChanged { record }));
        }
        _ => {}
    }
    report.findings.extend(found);
    Ok(())
}

/// The sealed parts of a record against the SHA-256 in it.
fn bulk(db: &Connection, record: Id, content: &Value, field: &str, found: &mut Vec<Finding>) -> Result<()> {
    let mut hash = Sha256::new();
    let read = part::each(db, record, |bytes| {
        hash.update(bytes);
        Ok(())
    });
    match read {
        Ok(()) if content[field] == hex(&hash.finalize()) => {}
        Err(error) if !damage(&error) => return Err(error),
        _ => found.push(Finding::ContentChanged { record }),
    }
    Ok(())
}

/// One value of a list against the record's.
fn list(
    db: &Connection,
    sql: &str,
    record: Id,
    wanted: Option<&str>,
    found: &mut Vec<Finding>,
) -> Result<()> {
    let listed: Option<String> = db.prepare_cached(sql)?.query_row([record], |r| r.get(0)).optional()?;
    if listed.as_deref() != wanted {
        found.push(Finding::ListDisagrees { record });
    }
    Ok(())
}

/// The columns that lists and filters use.
fn document(db: &Connection, record: Id, content: &Value) -> Result<bool> {
    let sql = "SELECT original, kind, published, outlet, language FROM documents WHERE id = ?1";
    type Columns = (Id, String, Option<String>, Option<String>, Option<String>);
    let row = db
        .prepare_cached(sql)?
        .query_row([record], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)));
    let Some((original, kind, published, outlet, language)): Option<Columns> = row.optional()? else {
        return Ok(false);
    };
    let folded = |field: &str| content[field].as_str().map(filter_form);
    Ok(Some(original) == id_in(content, "original")
        && Some(kind) == folded("kind")
        && published.as_deref() == content["published"].as_str()
        && outlet == folded("outlet")
        && language == folded("language"))
}

/// A version is either replaced by one other, or the current one; the first is nobody's successor.
fn version(db: &Connection, row: &Row, content: &Value) -> Result<bool> {
    let Some(statement) = row.subject else { return Ok(false) };
    let after = "SELECT count(*) FROM records WHERE subject = ?1 AND kind = 'statement' AND replaces = ?2";
    let after: i64 = db.prepare_cached(after)?.query_row((statement, row.id), |r| r.get(0))?;
    let listed = "SELECT document, version FROM statements WHERE id = ?1";
    let listed: Option<(Id, Id)> =
        db.prepare_cached(listed)?.query_row([statement], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
    let Some((document, version)) = listed else { return Ok(false) };
    Ok(after == i64::from(version != row.id) && Some(document) == id_in(content, "document"))
}

/// A decision speaks of a version of its statement, and an approval of somebody else's.
fn decision(db: &Connection, row: &Row, content: &Value) -> Result<Option<Finding>> {
    let record = row.id;
    let signed = matches!(Maker::parse(&row.maker), Some(Maker::Person(_)));
    if !signed {
        return Ok(Some(Finding::Signature { record }));
    }
    let version = id_in(content, "version").map(|id| record::one(db, id));
    match version {
        Some(Ok(version)) if version.subject == row.subject => {
            let own = content["choice"] == "approve" && version.maker.to_string() == row.maker;
            Ok(own.then_some(Finding::OwnApproval { record }))
        }
        Some(Err(error)) if !damage(&error) => Err(error),
        _ => Ok(Some(Finding::ListDisagrees { record })),
    }
}

/// Rows that no record stands behind.
pub(super) fn strays(db: &Connection, report: &mut Report) -> Result<()> {
    let sql = "SELECT id FROM records r WHERE NOT EXISTS (SELECT 1 FROM leaves l WHERE l.record = r.id)";
    let mut unlogged = db.prepare(sql)?;
    for id in unlogged.query_map([], |r| r.get(0))? {
        report.findings.push(Finding::RecordUnlogged { record: id? });
    }
    for (table, column) in [
        ("keys", "record"),
        ("parts", "record"),
        ("originals", "id"),
        ("documents", "id"),
        ("statements", "version"),
        ("people", "id"),
        ("queue", "document"),
        ("removed", "receipt"),
    ] {
        let sql = format!(
            "SELECT count(*) FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.id = t.{column})"
        );
        let rows = db.query_row(&sql, [], |r| r.get::<_, i64>(0))? as u64;
        if rows > 0 {
            report.findings.push(Finding::Stray { table, rows });
        }
    }
    Ok(())
}
