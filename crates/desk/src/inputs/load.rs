//! From an input to its bytes, its side file and its reading.

use super::{Input, MAX_FILE, ending, side_file_of};
use crate::failure::{Code, Failure};
use firsthand_core::Reader;
use firsthand_core::model::{Meta, Reading};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The largest side file that is read, in bytes.
const MAX_SIDE: u64 = 1 << 20;

/// Reads one input with its side file. `flags` wins over the side file, the side file over the document.
///
/// # Errors
/// What happened to this input, by its name.
pub fn reading(reader: &Reader, input: &Input, flags: &Meta) -> Result<Reading, Failure> {
    let side = meta(input)?;
    let bytes = bytes(input)?;
    let format = match input {
        Input::File(path) => format_of(path),
        Input::Stdin => None,
    };
    let document = crate::intake::document(&bytes, format).map_err(|e| e.about(input.name()))?;
    drop(bytes);
    Ok(reader.read(document, flags.clone().or(side)))
}

/// The bytes of an input, which may be a pipe. The size is checked before reading.
///
/// # Errors
/// It is not there, not readable, or larger than [`MAX_FILE`].
pub fn bytes(input: &Input) -> Result<Vec<u8>, Failure> {
    match input {
        Input::Stdin => at_most(io::stdin().lock(), MAX_FILE, &input.name()),
        Input::File(path) => file(path, MAX_FILE),
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
    crate::intake::side_file(&bytes).map_err(|e| e.about(side.to_string_lossy()))
}

fn file(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let name = path.to_string_lossy();
    let size = fs::metadata(path).map_err(|e| Failure::of_io(name.clone(), &e))?.len();
    if size > limit {
        return Err(Failure::new(Code::TooLarge, name));
    }
    let file = File::open(path).map_err(|e| Failure::of_io(name.clone(), &e))?;
    at_most(file, limit, &name)
}

/// Reads to the end, but no further than one byte past the limit: a pipe or a device tells no size.
fn at_most(from: impl Read, limit: u64, name: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes).map_err(|e| Failure::of_io(name, &e))?;
    if bytes.len() as u64 > limit {
        return Err(Failure::new(Code::TooLarge, name));
    }
    Ok(bytes)
}

/// What the ending says of the format; the bytes decide where it says nothing.
fn format_of(path: &Path) -> Option<crate::intake::Format> {
    match ending(path)?.as_str() {
        "txt" => Some(crate::intake::Format::Text),
        "html" | "htm" | "xhtml" => Some(crate::intake::Format::Html),
        _ => None,
    }
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
