//! Spreadsheets of statements or reports: CSV in, rows for a case out, and the same columns back.
//!
//! [`Sheet::read`] parses the bytes, [`Mapping`] says which column is which [`Field`], [`Mapping::try_out`] gives the rows as
//! [`Entry`] values beside those it rejects, and [`Sheet::write`] gives the cells back. Nothing is stored here, and what is
//! said of a row that was rejected names its place and never its words.
//!
//! ```
//! use firsthand_ingest::{Hint, table::{Mapping, Sheet}};
//!
//! let sheet = Sheet::read("What;Who\nThe gate was shut.;a porter\n".as_bytes(), Hint::default(), None).unwrap();
//! let mapping = Mapping::parse("What=statement,Who=speaker").unwrap();
//! let run = mapping.try_out(&sheet).unwrap();
//! assert_eq!((run.accepted.len(), run.rejected.len()), (1, 0));
//! ```

mod delimiter;
mod entry;
mod field;
mod flaw;
mod mapping;
mod sheet;
#[cfg(test)]
mod tests;
mod value;

pub use entry::{DryRun, Entry, Reason, Rejected};
pub use field::Field;
pub use mapping::{Column, DateOrder, Mapping};
pub use sheet::{Cells, Formulas, Sheet, column_letters};
