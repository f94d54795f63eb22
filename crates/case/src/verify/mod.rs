//! Whether a case is what its log says.

mod against;
mod content;
mod finding;
mod index;
mod lists;
mod pages;
mod records;

pub use finding::{Finding, Report};

use crate::case::Case;
use crate::connect::{Mode, connect};
use crate::error::{Error, Result};
use crate::header::Mark;
use crate::log::{self, Evidence, Hash, State};
use crate::reader::origin;
use against::Against;
use rusqlite::{Connection, OptionalExtension};

/// What a mark of the header says against the log's state.
pub(crate) fn mark(db: &Connection, mark: &Mark, state: &State) -> Result<Option<Finding>> {
    let size = state.edge.size();
    if mark.commits > state.commits || mark.size > size {
        return Ok(Some(Finding::WritesLost { marked: mark.size, found: size }));
    }
    let sql = "SELECT root FROM roots WHERE size = ?1";
    let stored: Option<Hash> = db.query_row(sql, [mark.size as i64], |r| r.get(0)).optional()?;
    Ok((mark.size > 0 && stored != Some(mark.root)).then_some(Finding::MarkDisagrees { size: mark.size }))
}

impl Case {
    /// Verifies the whole case: every page, every leaf against its record and its signature, the stored roots, the bytes
    /// behind the records, lists and search index; and, where `evidence` is given, the log against a checkpoint that was kept
    /// elsewhere. Damage is a finding; an error means that the check itself could not be done.
    pub fn verify(&self, evidence: Option<&Evidence>) -> Result<Report> {
        let mut report =
            Report { findings: self.quick_check().or_else(damage_is_found)?, ..Report::default() };
        let db = connect(&self.options, &self.path, &self.key, Mode::Read)?;
        db.execute_batch("BEGIN")?;
        report.findings.extend(pages::check(&db)?);
        if let Err(error) = whole(self, &db, evidence, &mut report) {
            report.findings.extend(damage_is_found(error)?);
        }
        report.findings.extend(index::check(&db)?);
        let mut seen = Vec::new();
        report.findings.retain(|finding| {
            let new = !seen.contains(finding);
            seen.push(finding.clone());
            new
        });
        Ok(report)
    }
}

/// The log, the records and the checkpoint.
fn whole(case: &Case, db: &Connection, evidence: Option<&Evidence>, report: &mut Report) -> Result<()> {
    let origin = origin(db)?;
    let mut against = evidence.map(|e| Against::new(e, &origin)).transpose()?;
    let edge = records::check(db, report, against.as_mut())?;
    match log::load(db) {
        Ok(state) if state.edge == edge && report.holds_to == edge.size() => {}
        Ok(_) => report.findings.push(Finding::LogState),
        Err(error) => report.findings.extend(damage_is_found(error)?),
    }
    content::strays(db, report)?;
    lists::check(db, report)?;
    if let Some(against) = against {
        report.checkpoint = against.held;
        report.findings.extend(against.findings(edge.size(), &case.note_key().verifying_key()));
    }
    Ok(())
}

/// A damaged place stops a part of the check: that is a finding, all else a failure.
fn damage_is_found(error: Error) -> Result<Vec<Finding>> {
    if pages::damage(&error) { Ok(vec![Finding::Structure(1)]) } else { Err(error) }
}
