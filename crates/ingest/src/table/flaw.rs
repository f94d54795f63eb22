//! [`Flaw`]: why a spreadsheet, or what a user says of its columns, cannot be used.

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

impl Flaw {
    /// One of each, by code.
    pub(crate) const ALL: [Flaw; 9] = [
        Flaw::NoHeadings,
        Flaw::OpenQuote,
        Flaw::TooLarge,
        Flaw::MapSyntax,
        Flaw::MapField,
        Flaw::MapTwice,
        Flaw::MapMissing,
        Flaw::MapAmbiguous,
        Flaw::MapNothing,
    ];

    pub(crate) fn code(self) -> &'static str {
        match self {
            Flaw::NoHeadings => "FH-080",
            Flaw::OpenQuote => "FH-081",
            Flaw::TooLarge => "FH-082",
            Flaw::MapSyntax => "FH-083",
            Flaw::MapField => "FH-084",
            Flaw::MapTwice => "FH-085",
            Flaw::MapMissing => "FH-086",
            Flaw::MapAmbiguous => "FH-087",
            Flaw::MapNothing => "FH-088",
        }
    }

    pub(crate) fn what(self) -> &'static str {
        match self {
            Flaw::NoHeadings => "The table has no row of headings.",
            Flaw::OpenQuote => "A quotation mark opens a cell of the table and none closes it.",
            Flaw::TooLarge => "The table has more than 1,000 columns or 1,000,000 rows.",
            Flaw::MapSyntax => "The mapping of columns cannot be understood.",
            Flaw::MapField => "The mapping names a field that there is none of.",
            Flaw::MapTwice => "The mapping gives a column two fields, or a field two columns.",
            Flaw::MapMissing => "The mapping names a column that the table does not have.",
            Flaw::MapAmbiguous => "The mapping names a column whose heading stands over several.",
            Flaw::MapNothing => "The mapping gives no column for the statement and none for the act.",
        }
    }

    pub(crate) fn hint(self) -> &'static str {
        match self {
            Flaw::NoHeadings => "Put the names of the columns into the first row.",
            Flaw::OpenQuote => {
                "Save the table again from the spreadsheet; a quotation mark within a cell is written twice."
            }
            Flaw::TooLarge => "Split the table into several files.",
            Flaw::MapSyntax => {
                "Write 'Column=field,Other column=field'; a name with a comma or '=' in it stands in quotation marks."
            }
            Flaw::MapField => {
                "The fields are statement, speaker, through, outlet, title, date, url, language, act, by, to, place, note \
                 and id; date takes ':dmy' or ':mdy' where the day is not written as 2017-06-15."
            }
            Flaw::MapTwice => "Give each column one field; only note and through may have several columns.",
            Flaw::MapMissing => "Write the heading as the table has it, upper and lower case included.",
            Flaw::MapAmbiguous => "Give the columns different headings.",
            Flaw::MapNothing => "Give one column the field statement, or the field act.",
        }
    }
}
