//! Marks of private persons: telephone, device, identity, account and plate numbers, addresses, exact positions.
//!
//! [`find()`] gives the [`Mark`]s of a text by the patterns of a [`Lexicon`], [`mask()`] puts a placeholder for each, and
//! [`Masked`] carries spans over. The patterns are data (`lang/marks/`), each with sentences that it accepts and rejects;
//! docs/marks.md tells what is found and what is not. A mark is a place in a text and a kind, never a person.
//!
//! - Every pattern matches a bounded number of bytes (a test measures it), and a text is searched only around its digits and
//!   `@` signs: the time grows with the length of the text, whatever it holds.
//! - A text that was masked has no marks: the search goes on until it finds nothing more, with what it found out of sight.

mod check;
mod context;
#[cfg(test)]
mod examples;
mod find;
mod fold;
mod form;
mod kind;
mod lexicon;
mod mask;
mod sight;
#[cfg(test)]
mod tests;

pub use find::{Mark, find};
pub use kind::Kind;
pub use lexicon::{Lexicon, PatternInfo};
pub use mask::{Masked, mask};
