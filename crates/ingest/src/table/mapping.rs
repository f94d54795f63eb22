//! [`Mapping`]: which column of a table is which field.

use super::field::Field;
use super::flaw::Flaw;
use super::sheet::Sheet;
use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Which columns are which fields, by their headings; columns that it does not name are kept and not read. It can be kept
/// (as JSON or TOML, through serde) and used for the next table of the same make.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The columns, in the order in which the user named them.
    pub columns: Vec<Column>,
}

/// A column and its field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The heading, letter for letter but for white space around it.
    pub heading: String,
    /// What the column is.
    pub field: Field,
    /// In which order its dates are written.
    #[serde(default, skip_serializing_if = "DateOrder::is_iso")]
    pub order: DateOrder,
}

/// The order in which days are written. Nothing is guessed: 5/6/2017 is either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 2017-06-15, 2017-06, 2017, and two of them with a slash between.
    #[default]
    Iso,
    /// 15/6/2017 or 15.06.2017.
    Dmy,
    /// 6/15/2017.
    Mdy,
}

impl DateOrder {
    fn is_iso(&self) -> bool {
        *self == DateOrder::Iso
    }
}

impl Mapping {
    /// Reads a mapping as the command line has it: `Column=field,Other column=date:dmy`. A heading with a comma, an equals
    /// sign or a quotation mark stands in quotation marks, those within it doubled.
    ///
    /// # Errors
    /// Anything else; a field that there is none of; a column or a field twice.
    pub fn parse(text: &str) -> Result<Mapping, Error> {
        let mut rest = text.trim();
        let mut columns = Vec::new();
        while !rest.is_empty() {
            let (heading, after) = heading(rest).ok_or(Flaw::MapSyntax).map_err(flawed)?;
            let (field, next) = after.split_once(',').unwrap_or((after, ""));
            let (field, order) = field.split_once(':').unwrap_or((field, ""));
            let field = Field::of(field).ok_or(Flaw::MapField).map_err(flawed)?;
            let order = match order.trim().to_ascii_lowercase().as_str() {
                "" | "iso" => DateOrder::Iso,
                "dmy" if field == Field::Date => DateOrder::Dmy,
                "mdy" if field == Field::Date => DateOrder::Mdy,
                _ => return Err(flawed(Flaw::MapField)),
            };
            columns.push(Column { heading, field, order });
            rest = next.trim();
        }
        let mapping = Mapping { columns };
        mapping.is_sound().map_err(flawed)?;
        Ok(mapping)
    }

    /// What the headings of a table speak of, in English, where nothing is claimed twice. A guess: show it before it is used.
    pub fn guess(sheet: &Sheet) -> Mapping {
        let mut mapping = Mapping::default();
        for heading in &sheet.headings {
            let Some(field) = Field::guess(heading) else { continue };
            let column = Column { heading: heading.trim().to_owned(), field, order: DateOrder::Iso };
            mapping.columns.push(column);
            let alone = sheet.headings.iter().filter(|other| other.trim() == heading.trim()).count() == 1;
            if !alone || mapping.is_sound().is_err() {
                mapping.columns.pop();
            }
        }
        mapping
    }

    /// No column and no field twice, but for fields that repeat.
    fn is_sound(&self) -> Result<(), Flaw> {
        for (at, column) in self.columns.iter().enumerate() {
            let twice = |other: &Column| {
                other.heading == column.heading || other.field == column.field && !column.field.repeats()
            };
            if self.columns[..at].iter().any(twice) {
                return Err(Flaw::MapTwice);
            }
        }
        Ok(())
    }

    /// The place of each column in a table, in the order of the mapping.
    pub(super) fn places(&self, sheet: &Sheet) -> Result<Vec<usize>, Error> {
        self.is_sound().map_err(flawed)?;
        if !self.columns.iter().any(|column| matches!(column.field, Field::Statement | Field::Act)) {
            return Err(flawed(Flaw::MapNothing));
        }
        let place = |column: &Column| {
            let mut found =
                sheet.headings.iter().enumerate().filter(|(_, h)| h.trim() == column.heading.trim());
            let (at, _) = found.next().ok_or(Flaw::MapMissing)?;
            if found.next().is_some() { Err(Flaw::MapAmbiguous) } else { Ok(at) }
        };
        self.columns.iter().map(|column| place(column).map_err(flawed)).collect()
    }
}

fn flawed(flaw: Flaw) -> Error {
    flaw.into()
}

/// The heading that a mapping begins with, and what follows its equals sign.
fn heading(text: &str) -> Option<(String, &str)> {
    let (heading, rest) = match text.strip_prefix('"') {
        None => text.split_once('=').map(|(heading, rest)| (heading.trim().to_owned(), rest))?,
        Some(quoted) => {
            let mut end = 0;
            loop {
                end += quoted[end..].find('"')?;
                if !quoted[end + 1..].starts_with('"') {
                    break;
                }
                end += 2;
            }
            let rest = quoted[end + 1..].trim_start().strip_prefix('=')?;
            (quoted[..end].replace("\"\"", "\"").trim().to_owned(), rest)
        }
    };
    let plain = text.starts_with('"') || !heading.contains([',', '"']);
    (plain && !heading.is_empty()).then_some((heading, rest))
}

/// As [`Mapping::parse`] reads it.
impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, column) in self.columns.iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            let quoted = column.heading.contains([',', '=', '"']);
            let heading = match quoted {
                true => format!("\"{}\"", column.heading.replace('"', "\"\"")),
                false => column.heading.clone(),
            };
            let order = match column.order {
                DateOrder::Iso => "",
                DateOrder::Dmy => ":dmy",
                DateOrder::Mdy => ":mdy",
            };
            write!(f, "{comma}{heading}={}{order}", column.field.word())?;
        }
        Ok(())
    }
}
