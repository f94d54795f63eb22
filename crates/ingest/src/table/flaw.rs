//! [`Flaw`]: why a spreadsheet, or what a user says of its columns, cannot be used.

use crate::error::{Error, ErrorKind};

/// Why a table cannot be used at all. Holds no word of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    NoHeadings,
    OpenQuote,
    TooLarge,
    MapSyntax,
    MapField,
    MapTwice,
    MapMissing,
    MapAmbiguous,
    MapNothing,
}

impl From<Flaw> for Error {
    fn from(flaw: Flaw) -> Self {
        let kind = match flaw {
            Flaw::NoHeadings => ErrorKind::NoHeadings,
            Flaw::OpenQuote => ErrorKind::OpenQuote,
            Flaw::TooLarge => ErrorKind::TableTooLarge,
            Flaw::MapSyntax => ErrorKind::MapSyntax,
            Flaw::MapField => ErrorKind::MapField,
            Flaw::MapTwice => ErrorKind::MapTwice,
            Flaw::MapMissing => ErrorKind::MapMissing,
            Flaw::MapAmbiguous => ErrorKind::MapAmbiguous,
            Flaw::MapNothing => ErrorKind::MapNothing,
        };
        kind.into()
    }
}
