//! [`Error`]: what happened, and what to do.

use crate::table::Flaw;
use std::fmt;

/// Why bytes did not become a document. Holds no word of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Empty,
    TooLarge,
    /// Holds what kind of file it looks like.
    Binary(&'static str),
    /// Holds the name of the charset tried.
    Undecodable(&'static str),
    UnknownCharset,
    TooDeep,
    TooComplex,
    HtmlTooLarge,
    NoText,
    SideNotJson,
    SideTooLarge,
    SideDate,
    Table(Flaw),
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Error(kind)
    }
}

impl Error {
    /// Stable code: "FH-101" and up, of tables "FH-080" to "FH-088".
    pub fn code(&self) -> &'static str {
        match self.0 {
            Kind::Empty => "FH-101",
            Kind::TooLarge => "FH-102",
            Kind::Binary(_) => "FH-103",
            Kind::Undecodable(_) => "FH-104",
            Kind::UnknownCharset => "FH-105",
            Kind::TooDeep => "FH-106",
            Kind::TooComplex => "FH-107",
            Kind::HtmlTooLarge => "FH-108",
            Kind::NoText => "FH-109",
            Kind::SideNotJson => "FH-110",
            Kind::SideTooLarge => "FH-111",
            Kind::SideDate => "FH-112",
            Kind::Table(flaw) => flaw.code(),
        }
    }

    /// One error of each kind, by code: what documentation lists.
    pub fn all() -> Vec<Error> {
        use Kind::*;
        let kinds = [
            Empty,
            TooLarge,
            Binary("a picture"),
            Undecodable("EUC-KR"),
            UnknownCharset,
            TooDeep,
            TooComplex,
            HtmlTooLarge,
            NoText,
            SideNotJson,
            SideTooLarge,
            SideDate,
        ];
        let tables = Flaw::ALL.into_iter().map(Table);
        tables.chain(kinds).map(Error).collect()
    }

    /// What happened, as a sentence.
    pub fn what(&self) -> String {
        match self.0 {
            Kind::Empty => "The file holds no text.".into(),
            Kind::TooLarge => "The file is larger than 64 MiB.".into(),
            Kind::Binary(looks) => format!("The file is not text: it looks like {looks}."),
            Kind::Undecodable(charset) => {
                format!("The file is not in the charset {charset}, nor in one we can tell.")
            }
            Kind::UnknownCharset => "No charset has that name.".into(),
            Kind::TooDeep => "The page's elements are nested more than 256 deep.".into(),
            Kind::TooComplex => {
                "The page has too many elements, attributes or character references to be an article.".into()
            }
            Kind::HtmlTooLarge => "The page is larger than 16 MiB.".into(),
            Kind::NoText => "The page shows no text.".into(),
            Kind::SideNotJson => "The side file is not a JSON object of the expected fields.".into(),
            Kind::SideTooLarge => "The side file is larger than 1 MiB.".into(),
            Kind::Table(flaw) => flaw.what().into(),
            Kind::SideDate => "The side file's \"published\" is not a date.".into(),
        }
    }

    /// What to do about it, as a sentence.
    pub fn hint(&self) -> &'static str {
        match self.0 {
            Kind::Empty => "Check that the right file was saved, and that it was saved whole.",
            Kind::TooLarge => "Split it into one file an article.",
            Kind::Binary(_) => "Save the article as plain text or HTML and give that file.",
            Kind::Undecodable(_) => "Save the file as UTF-8, or name its charset.",
            Kind::UnknownCharset => {
                "Use a name of the WHATWG list, such as utf-8, euc-kr, shift_jis or windows-1252."
            }
            Kind::TooDeep | Kind::TooComplex => {
                "Copy the article's text from a browser into a plain-text file."
            }
            Kind::HtmlTooLarge => {
                "Save the page without pictures in it, or copy the article's text into a file."
            }
            Kind::NoText => {
                "Pages drawn by scripts are empty when saved: open it in a browser and save the text it shows."
            }
            Kind::SideNotJson => {
                "It looks like {\"published\": \"2017-06-15\", \"outlet\": \"Example Times\"}."
            }
            Kind::SideTooLarge => "Check that it is the side file: it holds a few lines of metadata.",
            Kind::Table(flaw) => flaw.hint(),
            Kind::SideDate => "Write a day as YYYY-MM-DD, for example 2017-06-15.",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.code(), self.what(), self.hint())
    }
}

impl std::error::Error for Error {}
