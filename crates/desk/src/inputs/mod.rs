//! [`Input`]: what the names on the command line stand for, in order, and its bytes.

mod expand;
mod load;
mod pattern;

pub use expand::{every, expand};
pub use load::{Given, Read, bytes, date_policy, meta, opened, readings};

use std::fs;
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes; larger ones are refused before they are read.
pub const MAX_FILE: u64 = 512 << 20;
/// The largest file of one page.
pub const MAX_PAGE: u64 = firsthand_core::model::MAX_TEXT as u64;

/// Ending of a side file, after the name of its article.
const SIDE: &str = "meta.json";
/// Endings that are read in a folder, in lower case. Of "notes.md" and the like nobody knows whether they are articles.
const ENDINGS: [&str; 20] = [
    "txt", "html", "htm", "xhtml", "pdf", "docx", "odt", "epub", "eml", "mbox", "rss", "atom", "warc",
    "wacz", "zip", "gz", "jsonl", "ndjson", "csv", "tsv",
];

/// One document to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input, read to its end.
    Stdin,
    /// A file, by the name that the user gave or would have given.
    File(PathBuf),
}

impl Input {
    /// What messages call it. Not yet safe to print.
    pub fn name(&self) -> String {
        self.path().unwrap_or_else(|| "standard input".into())
    }

    /// The path as given, `None` for standard input.
    pub fn path(&self) -> Option<String> {
        match self {
            Input::Stdin => None,
            Input::File(path) => Some(path.to_string_lossy().into_owned()),
        }
    }

    /// Size in bytes as far as the system knows before reading; 0 where it does not.
    pub fn size(&self) -> u64 {
        match self {
            Input::Stdin => 0,
            Input::File(path) => fs::metadata(path).map_or(0, |m| m.len()),
        }
    }
}

/// The file name's ending in lower case.
fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Whether a file found in a folder is an article by its ending.
fn is_article(path: &Path) -> bool {
    ending(path).is_some_and(|e| ENDINGS.contains(&e.as_str()))
}

/// Whether the name is that of a side file.
fn is_side_file(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    name.strip_suffix(SIDE).is_some_and(|stem| stem.ends_with('.'))
}

/// Where the side file of an article would stand.
fn side_file_of(path: &Path) -> PathBuf {
    path.with_extension(SIDE)
}
