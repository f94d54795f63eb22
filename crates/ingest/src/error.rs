//! [`Error`]: what happened, and what to do. [`ErrorKind`]: its stable short name, for counting.

use crate::{Charset, Format};
use std::fmt;

/// Why bytes did not become a document. Holds no word of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    /// What the file looks like, or the charset tried: from a closed list, never from the bytes. May be empty.
    detail: &'static str,
}

pub(crate) use ErrorKind as Kind;

/// Gives each kind its name, its code, what happened (`{}` stands for the detail) and what to do.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $code:literal, $what:literal, $hint:literal;)+) => {
        /// The kinds of [`Error`]. Names and codes are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ErrorKind { $($(#[$doc])* #[doc = $what] $variant),+ }

        impl ErrorKind {
            /// Every kind, by code.
            pub const ALL: &'static [ErrorKind] = &[$(ErrorKind::$variant),+];

            /// Short stable name, for counting and for machines: "no-text".
            pub fn name(self) -> &'static str {
                match self { $(ErrorKind::$variant => $name),+ }
            }

            /// Stable code, "FH-060" and up.
            pub fn code(self) -> &'static str {
                match self { $(ErrorKind::$variant => $code),+ }
            }

            fn what(self) -> &'static str {
                match self { $(ErrorKind::$variant => $what),+ }
            }

            fn hint(self) -> &'static str {
                match self { $(ErrorKind::$variant => $hint),+ }
            }
        }
    };
}

kinds! {
    Damaged = "damaged", "FH-060", "The {} is damaged or breaks off.",
        "Get the file again, or open it with its own program and save it anew.";
    Locked = "locked", "FH-061", "The file is locked with a password.",
        "Open it with its own program and save a copy without a password.";
    PdfPictures = "pdf-pictures", "FH-062", "The PDF holds no text: its pages are pictures or drawings.",
        "Run it through a program for text recognition (OCR) and give what that writes.";
    PdfLetters = "pdf-letters", "FH-063",
        "The PDF does not say which letters its signs stand for, or says so in a way that is not read.",
        "Open it in a viewer, copy the text into a plain-text file, and check it against the page.";
    UnpacksTooFar = "unpacks-too-far", "FH-064", "Unpacked, it is larger than what is taken of one file.",
        "Unpack it with its own program and add the parts; docs/formats.md gives the limits.";
    Bomb = "bomb", "FH-065", "It unpacks to so many times its size that it must be a trap.",
        "Do not open it. If you trust it, unpack it elsewhere and add the parts.";
    TooManyMembers = "too-many-members", "FH-066", "It holds more documents than are taken of one file.",
        "Split it; docs/formats.md gives the limits.";
    NestedContainers = "nested-containers", "FH-067", "Archives lie in archives too deeply.",
        "Unpack the outer ones and add what is in them.";
    NoTextField = "no-text-field", "FH-068", "No field or column with text was found.",
        "Name it text, body or content, or say which one holds the text.";
    NotARecord = "not-a-record", "FH-069", "The line is not a JSON object of the expected kind.",
        "Each line must be one JSON object, such as {\"text\": \"…\", \"title\": \"…\"}.";
    Parquet = "parquet", "FH-070", "Parquet files are not read by this program as it was built.",
        "Export the table as JSONL or CSV, for example with DuckDB's COPY … TO 'table.csv'.";
    NothingInside = "nothing-inside", "FH-071", "The {} holds no document that is read.",
        "Look into it with its own program; docs/formats.md lists what is read.";
    PackedOtherwise = "packed-otherwise", "FH-072", "It is packed by a method that is not read.",
        "Unpack it with its own program and add the parts.";
    Entities = "entities", "FH-073", "The XML declares entities of its own, which are not expanded.",
        "Open the file with its own program and save it anew, or as plain text.";
    ParserFault = "parser-fault", "FH-074", "The parser of this kind of file gave up in the middle.",
        "Open the file with its own program and save it anew, or as plain text; please report the fault.";
    NotThisKind = "not-this-kind", "FH-075", "It is {}, which is not read.",
        "Save it as plain text, HTML, PDF or DOCX; docs/formats.md lists what is read.";
    ParserCrash = "parser-crash", "FH-076",
        "The process that parses crashed on this file, or ran out of the memory it may use.",
        "The others are read. Open the file with its own program and save it as plain text; it may be a trap.";
    ParserSlow = "parser-slow", "FH-077", "Parsing this file took too long and was ended.",
        "The others are read. Open the file with its own program and save it as plain text; it may be a trap.";
    ParserFlood = "parser-flood", "FH-078", "More came out of this file than is taken of one.",
        "Split it; docs/formats.md gives the limits.";
    ParserMissing = "parser-missing", "FH-079", "The process that parses could not be started.",
        "Check that the program's own file is still where it was, and that the system lets it start processes.";
    NoHeadings = "no-headings", "FH-080", "The table has no row of headings.",
        "Put the names of the columns into the first row.";
    OpenQuote = "open-quote", "FH-081", "A quotation mark opens a cell of the table and none closes it.",
        "Save the table again from the spreadsheet; a quotation mark within a cell is written twice.";
    TableTooLarge = "table-too-large", "FH-082", "The table has more than 1,000 columns or 1,000,000 rows.",
        "Split the table into several files.";
    MapSyntax = "map-syntax", "FH-083", "The mapping of columns cannot be understood.",
        "Write 'Column=field,Other column=field'; a name with a comma or '=' in it stands in quotation marks.";
    MapField = "map-field", "FH-084", "The mapping names a field that there is none of.",
        "The fields are statement, speaker, through, outlet, title, date, url, language, act, by, to, place, note and id; date takes ':dmy' or ':mdy' where the day is not written as 2017-06-15.";
    MapTwice = "map-twice", "FH-085", "The mapping gives a column two fields, or a field two columns.",
        "Give each column one field; only note and through may have several columns.";
    MapMissing = "map-missing", "FH-086", "The mapping names a column that the table does not have.",
        "Write the heading as the table has it, upper and lower case included.";
    MapAmbiguous = "map-ambiguous", "FH-087", "The mapping names a column whose heading stands over several.",
        "Give the columns different headings.";
    MapNothing = "map-nothing", "FH-088", "The mapping gives no column for the statement and none for the act.",
        "Give one column the field statement, or the field act.";
    Empty = "empty", "FH-101", "The file holds no text.",
        "Check that the right file was saved, and that it was saved whole.";
    TooLarge = "too-large", "FH-102", "The file is larger than 64 MiB.",
        "Split it into one file an article.";
    Binary = "not-text", "FH-103", "The file is not text: it looks like {}.",
        "Save the article as plain text or HTML and give that file.";
    Undecodable = "undecodable", "FH-104", "The file is not in the charset {}, nor in one we can tell.",
        "Save the file as UTF-8, or name its charset.";
    UnknownCharset = "unknown-charset", "FH-105", "No charset has that name.",
        "Use a name of the WHATWG list, such as utf-8, euc-kr, shift_jis or windows-1252.";
    TooDeep = "too-deep", "FH-106", "The page's elements are nested more than 256 deep.",
        "Copy the article's text from a browser into a plain-text file.";
    TooComplex = "too-complex", "FH-107",
        "The page has too many elements, attributes or character references to be an article.",
        "Copy the article's text from a browser into a plain-text file.";
    HtmlTooLarge = "html-too-large", "FH-108", "The page is larger than 16 MiB.",
        "Save the page without pictures in it, or copy the article's text into a file.";
    NoText = "no-text", "FH-109", "The page shows no text.",
        "Pages drawn by scripts are empty when saved: open it in a browser and save the text it shows.";
    SideNotJson = "side-not-json", "FH-110", "The side file is not a JSON object of the expected fields.",
        "It looks like {\"published\": \"2017-06-15\", \"outlet\": \"Example Times\"}.";
    SideTooLarge = "side-too-large", "FH-111", "The side file is larger than 1 MiB.",
        "Check that it is the side file: it holds a few lines of metadata.";
    SideDate = "side-date", "FH-112", "The side file's \"published\" is not a date.",
        "Write a day as YYYY-MM-DD, for example 2017-06-15.";
}

/// What a detail may say, besides the name of a charset or of a format.
const DETAILS: [&str; 11] = [
    "a PDF",
    "a ZIP archive or an office document",
    "a picture",
    "a picture, sound or film",
    "a compressed file",
    "an office document",
    "a program",
    "a rich-text document",
    "binary data",
    "a spreadsheet",
    "a presentation",
];

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Error { kind, detail: "" }
    }
}

impl Error {
    /// An error that says what the file looks like, or which charset was tried.
    pub(crate) fn with(kind: ErrorKind, detail: &'static str) -> Error {
        Error { kind, detail }
    }

    /// One error again from its kind's name and its detail, as [`Error::parts`] gave them; `None` where no kind has
    /// that name. A detail that is in no closed list is dropped: what comes from another process is not trusted.
    pub fn from_parts(name: &str, detail: &str) -> Option<Error> {
        let kind = ErrorKind::ALL.iter().copied().find(|kind| kind.name() == name)?;
        let charset = || Charset::named(detail).ok().map(Charset::name);
        let known = DETAILS.into_iter().chain(Format::all().map(Format::called));
        let detail = known.into_iter().find(|known| *known == detail).or_else(charset);
        Some(Error { kind, detail: detail.unwrap_or_default() })
    }

    /// Kind's name and detail: what [`Error::from_parts`] takes.
    pub fn parts(&self) -> (&'static str, &'static str) {
        (self.kind.name(), self.detail)
    }

    /// Its kind.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Stable code, "FH-060" and up.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// One error of each kind, by code: what documentation lists.
    pub fn all() -> Vec<Error> {
        let detail = |kind| match kind {
            ErrorKind::Binary => "a picture",
            ErrorKind::Undecodable => "EUC-KR",
            ErrorKind::Damaged => "PDF",
            ErrorKind::NothingInside => "ZIP archive",
            ErrorKind::NotThisKind => "a spreadsheet",
            _ => "",
        };
        ErrorKind::ALL.iter().map(|kind| Error::with(*kind, detail(*kind))).collect()
    }

    /// What happened, as a sentence.
    pub fn what(&self) -> String {
        let detail = if self.detail.is_empty() { "file" } else { self.detail };
        self.kind.what().replace("{}", detail)
    }

    /// What to do about it, as a sentence.
    pub fn hint(&self) -> &'static str {
        self.kind.hint()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.code(), self.what(), self.hint())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_survives_the_way_through_another_process() {
        for error in Error::all() {
            let (name, detail) = error.parts();
            assert_eq!(Error::from_parts(name, detail), Some(error));
        }
        assert_eq!(Error::from_parts("nonsense", ""), None);
        assert_eq!(Error::from_parts("not-text", "words of a page"), Some(Kind::Binary.into()));
    }

    #[test]
    fn names_and_codes_are_unique_and_in_order() {
        let codes: Vec<_> = ErrorKind::ALL.iter().map(|kind| kind.code()).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
        let mut names: Vec<_> = ErrorKind::ALL.iter().map(|kind| kind.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ErrorKind::ALL.len());
    }
}
