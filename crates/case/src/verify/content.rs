//! What a record stands for: bytes, texts, and the lists that are made from it.

use super::lists::stands;
use super::pages::damage;
use super::records::Row;
use super::{Finding, Report};
use crate::error::{Error, Kind, Result};
use crate::id::{Id, hex, unhex};
use crate::lists::List;
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
            bulk(db, row, &content, "sha256", &mut found)?;
            let hash = content["sha256"].as_str().and_then(unhex);
            let listed = hash.is_some() && stands(db, List::Hashes, hash, row.n)?;
            found.extend((!listed).then_some(Finding::ListDisagrees { record }));
        }
        Some(RecordKind::Document) => {
            bulk(db, row, &content, "text_sha256", &mut found)?;
            found.extend((!document(db, row, &content)?).then_some(Finding::ListDisagrees { record }));
            let sql = "SELECT EXISTS (SELECT 1 FROM queue WHERE document = ?1)
                       OR EXISTS (SELECT 1 FROM records WHERE about = ?1 AND kind = 'reading')";
            let seen: bool = db.prepare_cached(sql)?.query_row([row.n], |r| r.get(0))?;
            found.extend((!seen).then_some(Finding::NotQueued { record }));
        }
        Some(RecordKind::Reading) => bulk(db, row, &content, "sha256", &mut found)?,
        Some(RecordKind::Statement) => {
            found.extend((!version(db, row, &content)?).then_some(Finding::ListDisagrees { record }));
        }
        Some(RecordKind::Person) => {
            let sql = "SELECT name FROM people WHERE n = ?1";
            list(db, sql, row, content["name"].as_str(), &mut found)?;
        }
        Some(RecordKind::Decision) => found.extend(decision(db, row, &content)?),
        Some(RecordKind::Answer) if content["sha256"].is_string() => {
            bulk(db, row, &content, "sha256", &mut found)?;
        }
        Some(RecordKind::RunEnd) => {
            let run = row.subject.ok_or(Error(Kind::Damaged))?;
            let (files, digest) = queue::digest(db, record::one(db, run)?.n)?;
            let same = content["files"] == files && content["verdicts_sha256"] == hex(&digest);
            found.extend((!same).then_some(Finding::VerdictsChanged { record }));
        }
        _ => {}
    }
    report.findings.extend(found);
    Ok(())
}

/// The sealed parts of a record against the SHA-256 in it.
fn bulk(db: &Connection, row: &Row, content: &Value, field: &str, found: &mut Vec<Finding>) -> Result<()> {
    let mut hash = Sha256::new();
    let read = part::each(db, row.n, |bytes| {
        hash.update(bytes);
        Ok(())
    });
    match read {
        Ok(()) if content[field] == hex(&hash.finalize()) => {}
        Err(error) if !damage(&error) => return Err(error),
        _ => found.push(Finding::ContentChanged { record: row.id }),
    }
    Ok(())
}

/// One value of a list against the record's.
fn list(db: &Connection, sql: &str, row: &Row, wanted: Option<&str>, found: &mut Vec<Finding>) -> Result<()> {
    let listed: Option<String> = db.prepare_cached(sql)?.query_row([row.n], |r| r.get(0)).optional()?;
    if listed.as_deref() != wanted {
        found.push(Finding::ListDisagrees { record: row.id });
    }
    Ok(())
}

/// The columns that lists and filters use.
fn document(db: &Connection, row: &Row, content: &Value) -> Result<bool> {
    let sql = "SELECT r.id, d.kind, d.published, d.outlet, d.language
               FROM documents d JOIN records r ON r.n = d.original WHERE d.n = ?1";
    type Columns = (Id, String, Option<String>, Option<String>, Option<String>);
    let found = db
        .prepare_cached(sql)?
        .query_row([row.n], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)));
    let Some((original, kind, published, outlet, language)): Option<Columns> = found.optional()? else {
        return Ok(false);
    };
    let folded = |field: &str| content[field].as_str().map(filter_form);
    Ok(Some(original) == id_in(content, "original")
        && Some(kind) == folded("kind")
        && published.as_deref() == content["published"].as_str()
        && outlet == folded("outlet")
        && language == folded("language")
        && stands(db, List::Outlets, outlet, row.n)?
        && stands(db, List::Dates, published, row.n)?)
}

/// A version is replaced by one other, or it is the current one. The first names the statement.
fn version(db: &Connection, row: &Row, content: &Value) -> Result<bool> {
    let replaces = "SELECT count(*) FROM records WHERE about = ?1 AND kind = 'statement' AND replaces = ?2";
    let statement = "SELECT d.id, s.version, s.withdrawn, s.n FROM records r
                     JOIN statements s ON s.n = r.n JOIN records d ON d.n = s.document WHERE r.n = ?1";
    // The first version is about its document, the others about the first.
    let document = id_in(content, "document");
    let first = if row.subject == document { Some(row.n) } else { row.about };
    type Columns = (Id, i64, bool, i64);
    let found: Option<Columns> = db
        .prepare_cached(statement)?
        .query_row([first], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
        .optional()?;
    let Some((listed, current, withdrawn, n)) = found else { return Ok(false) };
    let after: i64 = db.prepare_cached(replaces)?.query_row((n, row.id), |r| r.get(0))?;
    let is_current = current == row.n;
    Ok(after == i64::from(!is_current)
        && Some(listed) == document
        && (!is_current || withdrawn == (content["withdrawn"] == true)))
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
        Some(Ok(version)) if version.subject == row.subject || Some(version.id) == row.subject => {
            let own = content["choice"] == "approve" && version.maker.to_string() == row.maker;
            Ok(own.then_some(Finding::OwnApproval { record }))
        }
        Some(Err(error)) if !damage(&error) => Err(error),
        _ => Ok(Some(Finding::ListDisagrees { record })),
    }
}

/// Rows that no record stands behind.
pub(super) fn strays(db: &Connection, report: &mut Report) -> Result<()> {
    let sql = "SELECT id FROM records r WHERE NOT EXISTS (SELECT 1 FROM leaves l WHERE l.n = r.n)";
    let mut unlogged = db.prepare(sql)?;
    for id in unlogged.query_map([], |r| r.get(0))? {
        report.findings.push(Finding::RecordUnlogged { record: id? });
    }
    for (table, column, kind) in [
        ("keys", "n", "IS NOT NULL"),
        ("parts", "record", "IS NOT NULL"),
        ("originals", "n", "= 'original'"),
        ("documents", "n", "= 'document'"),
        ("statements", "n", "= 'statement'"),
        ("people", "n", "= 'person'"),
        ("queue", "document", "= 'document'"),
        ("removed", "receipt", "= 'receipt'"),
        ("verdicts", "run", "= 'run'"),
    ] {
        let sql = format!(
            "SELECT count(*) FROM {table} t
             WHERE NOT EXISTS (SELECT 1 FROM records r WHERE r.n = t.{column} AND r.kind {kind})"
        );
        let rows = db.query_row(&sql, [], |r| r.get::<_, i64>(0))? as u64;
        if rows > 0 {
            report.findings.push(Finding::Stray { table, rows });
        }
    }
    // A statement is named by its first version, which is about its document.
    let sql = "SELECT count(*) FROM statements s JOIN records r ON r.n = s.n WHERE r.about <> s.document";
    let rows = db.query_row(sql, [], |r| r.get::<_, i64>(0))? as u64;
    if rows > 0 {
        report.findings.push(Finding::Stray { table: "statements", rows });
    }
    Ok(())
}
