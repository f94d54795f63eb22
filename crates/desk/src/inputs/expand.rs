//! From names to inputs: files as they are, folders and patterns by their members, in a stable order.

use super::{ENDINGS, Input, SIDE, is_article, is_side_file, pattern};
use crate::failure::{Code, Failure};
use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::Path;
use walkdir::WalkDir;

pub(super) type Found = Vec<Result<Input, Failure>>;

/// What the names stand for, in the order given; failures stand where their input would.
///
/// A folder gives the articles in it and below, by name; hidden ones, side files and links to folders are left out. A
/// name that does not exist and holds `*`, `?` or `[` is a pattern.
pub fn expand(names: &[OsString]) -> Found {
    of_names(names, is_article)
}

/// The same with every file of a folder, whatever its ending.
pub fn every(names: &[OsString]) -> Found {
    // A link in a folder may lead anywhere on the disk: what is named itself is taken, links inside are not followed.
    of_names(names, |path| !path.is_symlink())
}

fn of_names(names: &[OsString], wanted: fn(&Path) -> bool) -> Found {
    let mut found = Vec::new();
    for name in names {
        if name == "-" {
            found.push(Ok(Input::Stdin));
        } else {
            one(name, wanted, &mut found);
        }
    }
    found
}

fn one(name: &OsStr, wanted: fn(&Path) -> bool, found: &mut Found) {
    let path = Path::new(name);
    match path.metadata() {
        Ok(meta) if meta.is_dir() => folder(path, wanted, found),
        Ok(_) if is_side_file(path) => side_file(path, found),
        Ok(_) => found.push(Ok(Input::File(path.to_owned()))),
        Err(error) => match name.to_str().filter(|n| n.contains(['*', '?', '['])) {
            Some(name) if error.kind() != ErrorKind::PermissionDenied => {
                pattern::members(name, wanted, found)
            }
            _ => found.push(Err(Failure::of_io(name.to_string_lossy(), &error))),
        },
    }
}

/// A side file that the shell put on the command line: read along with its article, no article itself.
fn side_file(path: &Path, found: &mut Found) {
    let has_article = ENDINGS.iter().any(|e| {
        let name = path.to_string_lossy();
        let stem = name.get(..name.len() - SIDE.len()).unwrap_or_default();
        Path::new(&format!("{stem}{e}")).exists()
    });
    if !has_article {
        found.push(Err(Failure::new(Code::LoneSideFile, path.to_string_lossy())));
    }
}

/// The articles of a folder and of those below it.
pub(super) fn folder(root: &Path, wanted: fn(&Path) -> bool, found: &mut Found) {
    let before = found.len();
    let hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
    let members = WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name()));
    for member in members {
        match member {
            Ok(entry) => {
                let path = entry.path();
                // A link to a file is a file; a link to a folder may lead in a circle.
                let is_file = || entry.file_type().is_file() || entry.path_is_symlink() && path.is_file();
                if wanted(path) && !is_side_file(path) && is_file() {
                    found.push(Ok(Input::File(entry.into_path())));
                }
            }
            Err(error) => found.push(Err(walking(&error, root))),
        }
    }
    if found.len() == before {
        found.push(Err(Failure::new(Code::EmptyFolder, root.to_string_lossy())));
    }
}

/// What stopped a walk at one place under a root.
pub(super) fn walking(error: &walkdir::Error, root: &Path) -> Failure {
    let name = error.path().unwrap_or(root).to_string_lossy().into_owned();
    match error.io_error() {
        Some(io) => Failure::of_io(name, io),
        None => Failure::new(Code::Unreadable, name),
    }
}
