//! [`Attribution`]: what extraction hands to resolution.

use crate::model::{Scope, Span, Stance};

/// An attribution as found in the words, before its teller is known.
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    /// Index of the attribution whose content holds it.
    pub(crate) parent: Option<usize>,
    /// Content pieces, in order.
    pub(crate) content: Vec<Span>,
    /// The source noun phrase or pronoun.
    pub(crate) source: Option<Span>,
    /// The reporting word.
    pub(crate) cue: Option<Span>,
    /// To whom.
    pub(crate) addressee: Option<Span>,
    /// For a quotation without cue and source: the attribution whose chain it goes on with.
    pub(crate) follows: Option<usize>,
    /// By the cue.
    pub(crate) stance: Stance,
    /// By the cue.
    pub(crate) scope: Scope,
    /// Hundredths.
    pub(crate) confidence: u8,
}
