//! From an input to its bytes, its side file and the readings of all that is in it.

use super::{Input, MAX_FILE, MAX_PAGE, ending, side_file_of};
use crate::child::Parsers;
use crate::failure::{Code, Failure};
use firsthand_core::Reader;
use firsthand_core::model::{Meta, Reading};
use firsthand_core::read::dates::DatePolicy;
use firsthand_ingest::{Charset, ErrorKind, Format, Found, Hints, Outcome};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::ops::ControlFlow;
use std::path::Path;

/// The largest side file that is read, in bytes.
const MAX_SIDE: u64 = 1 << 20;

/// What is known of every input from the command line.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Metadata: wins over the side file, which wins over the document.
    pub meta: Meta,
    /// The charset of the bytes, where the user declares it.
    pub charset: Option<Charset>,
    /// Reads dates and nothing else.
    pub dates_only: bool,
}

/// One document of an input, and what messages and output call it.
pub struct Read {
    /// The input's path as given, with the place in it where it is a container; `None` for standard input itself.
    pub path: Option<String>,
    /// The document as read.
    pub reading: Reading,
}

/// Reads every document of one input, in the order in which they lie there. The input's side file and the flags hold for
/// all of them.
///
/// # Errors
/// What happened to the input or to one document in it, by its name, where its reading would stand.
pub fn readings(
    reader: &Reader,
    parsers: &Parsers,
    input: &Input,
    given: &Given,
) -> Vec<Result<Read, Failure>> {
    opened(parsers, input, given.charset, |side, found| {
        let meta = given.meta.clone().or(side.clone());
        one(reader, input, meta, given.dates_only, found)
    })
}

/// Parses one input and gives what `take` makes of each thing found in it, with the metadata of its side file.
///
/// # Errors
/// As [`readings`].
pub fn opened<T>(
    parsers: &Parsers,
    input: &Input,
    charset: Option<Charset>,
    mut take: impl FnMut(&Meta, Found) -> Option<Result<T, Failure>>,
) -> Vec<Result<T, Failure>> {
    let (side, bytes) = match meta(input).and_then(|side| Ok((side, bytes(input)?))) {
        Ok(both) => both,
        Err(failure) => return vec![Err(failure)],
    };
    if firsthand_case::is_case(&bytes) {
        return vec![Err(Failure::new(Code::IsACase, input.name()))];
    }
    let hints = Hints { name: input.path(), charset, ..Hints::default() };
    let mut all = Vec::new();
    parsers.parse(&bytes, &hints, |found| {
        all.extend(take(&side, found));
        ControlFlow::Continue(())
    });
    if all.is_empty() {
        all.push(Err(Failure::of_bytes(input.name(), &ErrorKind::NothingInside.into())));
    }
    all
}

/// One thing found, as read; nothing for what is no document.
fn one(
    reader: &Reader,
    input: &Input,
    meta: Meta,
    dates_only: bool,
    found: Found,
) -> Option<Result<Read, Failure>> {
    let name = found.place_in(&input.name());
    let path = match input {
        Input::File(_) => Some(name.clone()),
        Input::Stdin if found.place.is_empty() => None,
        Input::Stdin => Some(found.place),
    };
    match found.outcome {
        Outcome::PassedOver => None,
        Outcome::Failed(error) => Some(Err(Failure::of_bytes(name, &error))),
        Outcome::Document(document) => {
            let reading =
                if dates_only { reader.read_dates(*document, meta) } else { reader.read(*document, meta) };
            Some(Ok(Read { path, reading }))
        }
    }
}

/// A table of what vague words of time cover, from a file.
///
/// # Errors
/// The file cannot be read, or is no such table; the message names the place in it.
pub fn date_policy(path: &Path) -> Result<DatePolicy, Failure> {
    let name = path.to_string_lossy();
    let bytes = file(path, MAX_SIDE)?;
    let fail = |why: &dyn std::fmt::Display| Failure::with_detail(Code::BadDatePolicy, name.clone(), why);
    let text = String::from_utf8(bytes).map_err(|_| fail(&"not UTF-8"))?;
    DatePolicy::from_toml(&text).map_err(|error| fail(&error))
}

/// The bytes of an input; standard input alone may be a pipe. The size is checked before reading.
///
/// # Errors
/// It is not there, no regular file, not readable, or larger than [`MAX_FILE`] (a page: [`MAX_PAGE`]).
pub fn bytes(input: &Input) -> Result<Vec<u8>, Failure> {
    match input {
        Input::Stdin => at_most(io::stdin().lock(), MAX_FILE, &input.name()),
        Input::File(path) => file(path, most(path)),
    }
}

/// How large a file may be, by its ending.
fn most(path: &Path) -> u64 {
    match ending(path).and_then(|ending| Format::of_ending(&ending)) {
        Some(Format::Text | Format::Html) => MAX_PAGE,
        _ => MAX_FILE,
    }
}

/// What the side file beside an input says; nothing where there is none.
///
/// # Errors
/// It is there and cannot be used; the message names the side file.
pub fn meta(input: &Input) -> Result<Meta, Failure> {
    let Input::File(path) = input else { return Ok(Meta::default()) };
    let side = side_file_of(path);
    // A name without anything before its ending has no side file.
    if !side.is_file() {
        return Ok(Meta::default());
    }
    let bytes = file(&side, MAX_SIDE)?;
    firsthand_ingest::side_file(&bytes).map_err(|e| Failure::of_bytes(side.to_string_lossy(), &e))
}

fn file(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let name = path.to_string_lossy();
    let about = fs::metadata(path).map_err(|e| Failure::of_io(name.clone(), &e))?;
    // A pipe without a writer would block for ever, a device may never end.
    if !about.is_file() {
        return Err(Failure::new(Code::NotRegular, name));
    }
    if about.len() > limit {
        return Err(Failure::new(Code::TooLarge, name));
    }
    let file = File::open(path).map_err(|e| Failure::of_io(name.clone(), &e))?;
    at_most(file, limit, &name)
}

/// Reads to the end, but no further than one byte past the limit: standard input tells no size, and a file may grow.
fn at_most(from: impl io::Read, limit: u64, name: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes).map_err(|e| Failure::of_io(name, &e))?;
    if bytes.len() as u64 > limit {
        return Err(Failure::new(Code::TooLarge, name));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_much_is_refused_and_the_limit_itself_is_read() {
        assert_eq!(at_most(&[1u8; 9][..], 9, "x").map(|b| b.len()), Ok(9));
        assert_eq!(at_most(io::repeat(7), 9, "x").unwrap_err().code(), "FH-004");
    }

    #[test]
    fn a_large_file_is_refused_by_its_size() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.txt");
        // Sparse: takes no room on the disk.
        File::create(&path).unwrap().set_len(200 << 20).unwrap();
        assert_eq!(bytes(&Input::File(path)).unwrap_err().code(), "FH-004");
    }
}
