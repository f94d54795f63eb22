//! The log against a checkpoint that was kept elsewhere.

use super::Finding;
use crate::error::{Error, Kind, Result};
use crate::log::{Edge, Evidence, body, code_of};
use ed25519_dalek::VerifyingKey;

/// Watches the log grow and compares it with a checkpoint.
pub(super) struct Against<'a> {
    evidence: &'a Evidence,
    origin: &'a str,
    /// The size at which it held.
    pub(super) held: Option<u64>,
    forked: bool,
}

impl<'a> Against<'a> {
    /// [`Kind::OtherCase`] where a note names another log.
    pub(super) fn new(evidence: &'a Evidence, origin: &'a str) -> Result<Against<'a>> {
        match evidence {
            Evidence::Note { origin: named, .. } if named != origin => Err(Error(Kind::OtherCase)),
            _ => Ok(Against { evidence, origin, held: None, forked: false }),
        }
    }

    /// After each leaf, and once before the first.
    pub(super) fn grown(&mut self, edge: &Edge) {
        match self.evidence {
            Evidence::Note { size, root, .. } if *size == edge.size() => {
                if edge.root() == *root {
                    self.held = Some(*size)
                } else {
                    self.forked = true
                }
            }
            Evidence::Code(code) if code_of(&body(self.origin, edge.size(), &edge.root())) == *code => {
                self.held = Some(edge.size());
            }
            _ => {}
        }
    }

    /// What it comes to, once the log is read.
    pub(super) fn findings(&self, found: u64, key: &VerifyingKey) -> Vec<Finding> {
        let mut findings = Vec::new();
        match self.evidence {
            Evidence::Note { size, .. } if self.forked => {
                findings.push(Finding::Forked { checkpoint: *size })
            }
            Evidence::Note { size, .. } if self.held.is_none() => {
                findings.push(Finding::RolledBack { checkpoint: *size, found });
            }
            Evidence::Code(_) if self.held.is_none() => findings.push(Finding::CodeUnknown),
            _ => {}
        }
        if self.evidence.signed_by(key) == Some(false) {
            findings.push(Finding::NoteUnsigned);
        }
        findings
    }
}
