//! The types that every stage shares: a document, its spans, statements, tellers and dates.

mod act;
pub(crate) mod contract;
mod date;
mod document;
mod offsets;
mod span;
mod statement;

pub use act::{Act, ActType, Count, Known, KnownKind, Place, Precision, Relation, Status, When};
pub use contract::to_json;
pub use date::{DateExpression, DateKind, Modifier};
pub use document::{Block, BlockKind, Document, Link, MAX_TEXT, Maker, Meta};
pub use offsets::Offsets;
pub use span::Span;
pub use statement::{
    End, Form, Hop, Number, Scope, Stance, Statement, StatementId, Teller, TellerId, TellerKind,
};

/// A document with everything that was read in it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The document, its metadata completed and its blocks named.
    pub document: Document,
    /// Those who tell something, by order of appearance.
    pub tellers: Vec<Teller>,
    /// What they tell, by order of appearance.
    pub statements: Vec<Statement>,
    /// Every expression of time, by order of appearance; none of them overlap.
    pub dates: Vec<DateExpression>,
    /// What was done, by order of appearance; `None` where no networks read the text.
    pub acts: Option<Vec<Act>>,
    /// What was odd in the input: for people, never an error. Holds no words of the document.
    pub notes: Vec<String>,
}
