//! A dry run: the rows of a table as they would be taken in, and those that would not.

use super::field::Field;
use super::mapping::Mapping;
use super::sheet::Sheet;
use super::value;
use crate::error::Error;
use std::fmt;

/// What would become of a table. Nothing has been taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DryRun {
    /// Rows that would be taken in.
    pub accepted: Vec<Entry>,
    /// Rows that would not, each with the first thing that is wrong in it.
    pub rejected: Vec<Rejected>,
    /// Columns that the mapping does not name, counted from nought: kept, not read.
    pub unread: Vec<usize>,
}

/// A row as it would be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The row's number as a spreadsheet shows it.
    pub row: usize,
    /// The values of its fields, in the order of the mapping, blank ones left out; dates are EDTF.
    pub values: Vec<(Field, String)>,
    /// All cells of the row as they stood, for the way back.
    pub cells: Vec<String>,
}

/// A row that would not be taken in. Holds no word of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The row's number as a spreadsheet shows it.
    pub row: usize,
    /// The column, counted from nought ([`super::column_letters`] gives its letters); `None`: the row as a whole.
    pub column: Option<usize>,
    /// What is wrong.
    pub reason: Reason,
}

/// Why a row is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Neither a statement nor an act.
    Nothing,
    /// More cells than there are headings.
    MoreCells,
    /// No date of the order that the mapping names.
    NotADate,
    /// No address with http or https.
    NotAUrl,
    /// No language tag.
    NotALanguage,
    /// No kind of docs/acts.md.
    NotAnAct,
    /// More than 1 MiB.
    TooLong,
}

impl Entry {
    /// The value of a field; of one that repeats, the first.
    pub fn value(&self, field: Field) -> Option<&str> {
        self.all(field).next()
    }

    /// The values of a field that repeats, in the order of the mapping.
    pub fn all(&self, field: Field) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |(own, _)| *own == field).map(|(_, value)| value.as_str())
    }

    /// Through whom it came, page inwards.
    pub fn through(&self) -> Vec<&str> {
        self.all(Field::Through)
            .flat_map(|value| value.split(';'))
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .collect()
    }
}

/// The fields of a row with their values.
type Values = Vec<(Field, String)>;

impl Mapping {
    /// What would become of each row of a table by this mapping.
    ///
    /// # Errors
    /// The mapping does not fit the table: a column that is not there or stands there twice, nothing to take in.
    pub fn try_out(&self, sheet: &Sheet) -> Result<DryRun, Error> {
        let places = self.places(sheet)?;
        let unread = (0..sheet.headings.len()).filter(|column| !places.contains(column)).collect();
        let mut run = DryRun { unread, ..DryRun::default() };
        for cells in &sheet.rows {
            match self.values(&cells.cells, &places, sheet.headings.len()) {
                Ok(values) => {
                    run.accepted.push(Entry { row: cells.row, values, cells: cells.cells.clone() });
                }
                Err((column, reason)) => run.rejected.push(Rejected { row: cells.row, column, reason }),
            }
        }
        Ok(run)
    }

    fn values(
        &self,
        cells: &[String],
        places: &[usize],
        headings: usize,
    ) -> Result<Values, (Option<usize>, Reason)> {
        if let Some(at) = cells.iter().skip(headings).position(|cell| !cell.trim().is_empty()) {
            return Err((Some(headings + at), Reason::MoreCells));
        }
        let mut values = Vec::new();
        for (column, place) in self.columns.iter().zip(places) {
            let read = value::value(&cells[*place], column.field, column.order);
            values.extend(read.map_err(|reason| (Some(*place), reason))?.map(|value| (column.field, value)));
        }
        let told = values.iter().any(|(field, _)| matches!(field, Field::Statement | Field::Act));
        if told { Ok(values) } else { Err((None, Reason::Nothing)) }
    }
}

/// What is wrong, and what to do, for a list of rejected rows.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Nothing => "has neither a statement nor an act",
            Reason::MoreCells => "has more cells than there are headings: is a quotation mark missing?",
            Reason::NotADate => "is no date: write 2017-06-15, or name the order in the mapping (date:dmy)",
            Reason::NotAUrl => "is no address that begins with http:// or https://",
            Reason::NotALanguage => "is no language tag such as ko or en",
            Reason::NotAnAct => "is no kind of act that docs/acts.md lists",
            Reason::TooLong => "is longer than 1 MiB",
        })
    }
}
