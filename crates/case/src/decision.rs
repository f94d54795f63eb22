//! Decisions: what a person says of a version of a statement, signed.

use crate::error::{Error, Kind, Result};
use crate::id::Id;
use crate::people::Signer;
use crate::record::{self, Maker, RecordKind};
use crate::statement::{Made, Statement, Version, current};
use crate::writer::Batch;
use rusqlite::Connection;
use serde_json::json;

/// What a person decides on a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// It is read as the text has it.
    Accept,
    /// It is read wrongly; this is right.
    Correct(Box<Version>),
    /// The text does not tell it.
    Reject,
    /// A second person stands by the current version. Never its own maker.
    Approve,
}

impl Choice {
    /// The word that stands for it in the case file.
    pub fn word(&self) -> &'static str {
        match self {
            Choice::Accept => "accept",
            Choice::Correct(_) => "correct",
            Choice::Reject => "reject",
            Choice::Approve => "approve",
        }
    }
}

impl Batch<'_> {
    /// Stores a decision on the current version of a statement, signed. Gives the decision's record.
    pub fn decide(&mut self, statement: Id, choice: &Choice, why: &str, by: &Signer) -> Result<Id> {
        self.step(|b| {
            if crate::people::one(b.db, by.person)?.retired {
                return Err(Error(Kind::Retired));
            }
            let row = current(b.db, statement)?;
            let old = record::at(b.db, row.version)?;
            let maker = Maker::Person(by.person);
            let new = match choice {
                Choice::Accept => None,
                Choice::Approve if old.maker == maker => return Err(Error(Kind::OwnWork)),
                Choice::Approve => None,
                Choice::Correct(new) => Some(b.next_version(statement, new, &Made::Signed(by))?),
                Choice::Reject => {
                    let new = Version { withdrawn: true, ..Version::of(&old.content) };
                    Some(b.next_version(statement, &new, &Made::Signed(by))?)
                }
            };
            let content = json!({"choice": choice.word(), "version": old.id, "new": new, "why": why});
            Ok(b.put(RecordKind::Decision, Some((statement, row.n)), None, &maker, &content, Some(by))?.0)
        })
    }
}

/// Whether a person had a hand in a statement: then no reader changes it any more.
pub(crate) fn touched(db: &Connection, statement: &Statement) -> Result<bool> {
    let by_person = matches!(statement.record.maker, Maker::Person(_));
    Ok(by_person || !record::about(db, statement.n, RecordKind::Decision)?.is_empty())
}
