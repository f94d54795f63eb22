//! Every leaf against its record, every record against what it stands for.

use super::against::Against;
use super::content::content;
use super::lists::stands;
use super::{Finding, Report};
use crate::error::Result;
use crate::id::Id;
use crate::lists::List;
use crate::log::{Edge, Hash, Leaf, commitment, signed};
use crate::people;
use crate::record::{Maker, RecordKind};
use ed25519_dalek::Signature;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;

/// A record's row as it lies there.
pub(super) struct Row {
    pub(super) n: i64,
    pub(super) id: Id,
    pub(super) kind: String,
    pub(super) subject: Option<Id>,
    pub(super) maker: String,
    pub(super) content: String,
    pub(super) about: Option<i64>,
    replaces: Option<Id>,
    at: i64,
    salt: [u8; 32],
    signature: Option<Vec<u8>>,
}

/// Reads the whole log, beside it the records, and what each stands for.
pub(super) fn check(
    db: &Connection,
    report: &mut Report,
    mut against: Option<&mut Against<'_>>,
) -> Result<Edge> {
    let mut edge = Edge::default();
    let mut retired: BTreeMap<Id, u64> = BTreeMap::new();
    let mut roots = db.prepare("SELECT size, root FROM roots ORDER BY size")?;
    let mut roots =
        roots.query_map([], |r| Ok((r.get::<_, i64>(0)? as u64, r.get::<_, Hash>(1)?)))?.peekable();
    let mut first_wrong = None;
    if let Some(against) = &mut against {
        against.grown(&edge);
    }
    let mut leaves = db.prepare("SELECT n, kind, record, maker, at, commitment FROM leaves ORDER BY n")?;
    let mut rows = leaves.query([])?;
    while let Some(r) = rows.next()? {
        let n = r.get::<_, i64>(0)? as u64;
        let leaf = Leaf {
            kind: r.get(1)?,
            record: r.get(2)?,
            maker: r.get(3)?,
            at: r.get(4)?,
            commitment: r.get(5)?,
        };
        if n != edge.size() && first_wrong.is_none() {
            report.findings.push(Finding::LeafMissing { leaf: edge.size() });
            first_wrong = Some(n);
        }
        edge.push(leaf.hash());
        if leaf.kind == RecordKind::Retirement.word()
            && let Some(row) = row(db, n)?
        {
            retired.extend(row.subject.map(|s| (s, n)));
        }
        one(db, n, &leaf, &retired, report)?;
        if let Some(against) = &mut against {
            against.grown(&edge);
        }
        while let Some((size, root)) =
            roots.next_if(|r| r.as_ref().map_or(true, |(size, _)| *size <= edge.size())).transpose()?
        {
            let holds = size == edge.size() && root == edge.root();
            if holds && first_wrong.is_none() {
                report.holds_to = size;
            } else if !holds && first_wrong.is_none() {
                report.findings.push(Finding::RootDisagrees { size });
                first_wrong = Some(size);
            }
        }
    }
    report.leaves = edge.size();
    Ok(edge)
}

/// One leaf and its record.
fn one(db: &Connection, n: u64, leaf: &Leaf, retired: &BTreeMap<Id, u64>, report: &mut Report) -> Result<()> {
    let receipt = "SELECT receipt FROM removed WHERE n = ?1";
    let receipt: Option<i64> = db.prepare_cached(receipt)?.query_row([n as i64], |r| r.get(0)).optional()?;
    let record = leaf.record;
    let Some(row) = row(db, n)? else {
        match receipt {
            Some(receipt) if names(db, receipt, record)? => report.removed += 1,
            _ => report.findings.push(Finding::RecordMissing { record, leaf: n }),
        }
        return Ok(());
    };
    if receipt.is_some() {
        report.findings.push(Finding::RecordReturned { record });
    }
    report.records += 1;
    let again = commitment(&row.salt, &row.kind, row.id, row.subject, row.replaces, &row.content);
    let same = again == leaf.commitment
        && row.id == record
        && row.kind == leaf.kind
        && row.maker == leaf.maker
        && row.at == leaf.at;
    if !same {
        report.findings.push(Finding::RecordChanged { record, leaf: n });
        return Ok(());
    }
    let named = stands(db, List::Ids, Some(row.id), row.n)?;
    if !named || row.about.map(|about| leaf_of(db, about)).transpose()?.flatten() != row.subject {
        report.findings.push(Finding::ListDisagrees { record });
    }
    if let Some(Maker::Person(person)) = Maker::parse(&row.maker) {
        report.signatures += 1;
        let signature = row.signature.as_deref().and_then(|s| Signature::from_slice(s).ok());
        let key = people::verifying(db, person);
        let valid = key.zip(signature).is_some_and(|(k, s)| k.verify_strict(&signed(leaf), &s).is_ok());
        if !valid {
            report.findings.push(Finding::Signature { record });
        }
        if retired.get(&person).is_some_and(|since| *since < n) {
            report.findings.push(Finding::AfterRetirement { record });
        }
    }
    content(db, &row, report)
}

/// Whose leaf this is.
fn leaf_of(db: &Connection, n: i64) -> Result<Option<Id>> {
    let sql = "SELECT record FROM leaves WHERE n = ?1";
    Ok(db.prepare_cached(sql)?.query_row([n], |r| r.get(0)).optional()?)
}

/// A record's row, if there is one.
fn row(db: &Connection, n: u64) -> Result<Option<Row>> {
    let sql = "SELECT id, kind, subject, replaces, maker, at, salt, content, signature, about
               FROM records WHERE n = ?1";
    let row = db.prepare_cached(sql)?.query_row([n as i64], |r| {
        Ok(Row {
            n: n as i64,
            about: r.get(9)?,
            id: r.get(0)?,
            kind: r.get(1)?,
            subject: r.get(2)?,
            replaces: r.get(3)?,
            maker: r.get(4)?,
            at: r.get(5)?,
            salt: r.get(6)?,
            content: r.get(7)?,
            signature: r.get(8)?,
        })
    });
    Ok(row.optional()?)
}

/// Whether a receipt names a record.
fn names(db: &Connection, receipt: i64, record: Id) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM records r, json_each(r.content, '$.removed') e
               WHERE r.n = ?1 AND r.kind = 'receipt' AND e.value = ?2)";
    Ok(db.prepare_cached(sql)?.query_row((receipt, record.to_string()), |r| r.get(0))?)
}
