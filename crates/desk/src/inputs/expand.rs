//! From names to inputs: files as they are, folders and patterns by their members, in a stable order.

use super::{ENDINGS, Input, SIDE, is_article, is_side_file};
use crate::failure::{Code, Failure};
use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::Path;
use walkdir::WalkDir;

type Found = Vec<Result<Input, Failure>>;

/// What the names stand for, in the order given; failures stand where their input would.
///
/// A folder gives the articles in it and below, by name; hidden ones, side files and links to folders are left out. A
/// name that does not exist and holds `*`, `?` or `[` is a pattern.
pub fn expand(names: &[OsString]) -> Found {
    let mut found = Vec::new();
    for name in names {
        if name == "-" {
            found.push(Ok(Input::Stdin));
        } else {
            one(name, &mut found);
        }
    }
    found
}

fn one(name: &OsStr, found: &mut Found) {
    let path = Path::new(name);
    match path.metadata() {
        Ok(meta) if meta.is_dir() => folder(path, found),
        Ok(_) if is_side_file(path) => side_file(path, found),
        Ok(_) => found.push(Ok(Input::File(path.to_owned()))),
        Err(error) => match name.to_str().filter(|n| n.contains(['*', '?', '['])) {
            Some(name) if error.kind() != ErrorKind::PermissionDenied => pattern(name, found),
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
fn folder(root: &Path, found: &mut Found) {
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
                if is_article(path) && !is_side_file(path) && is_file() {
                    found.push(Ok(Input::File(entry.into_path())));
                }
            }
            Err(error) => {
                let name = error.path().unwrap_or(root).to_string_lossy().into_owned();
                found.push(Err(match error.io_error() {
                    Some(io) => Failure::of_io(name, io),
                    None => Failure::new(Code::Unreadable, name),
                }));
            }
        }
    }
    if found.len() == before {
        found.push(Err(Failure::new(Code::EmptyFolder, root.to_string_lossy())));
    }
}

/// How often a pattern may come back to a file before its folders are taken for a circle.
const CIRCLES: usize = 1000;

/// The members of a pattern, each as if it had been named; hidden ones and side files left out.
fn pattern(name: &str, found: &mut Found) {
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
    let members = match glob::glob_with(name, options) {
        Ok(members) => members,
        Err(error) => {
            found.push(Err(Failure::with_detail(Code::BadPattern, name, error.msg)));
            return;
        }
    };
    let before = found.len();
    // Links between folders can lead in circles, by more ways than can be walked: each file is taken once, and a pattern
    // that only comes back to files it had is given up.
    let mut seen = HashSet::new();
    let mut again = 0;
    for member in members {
        if let Ok(path) = &member
            && let Ok(real) = path.canonicalize()
            && !seen.insert(real)
        {
            again += 1;
            if again > CIRCLES {
                found.push(Err(Failure::with_detail(
                    Code::BadPattern,
                    name,
                    "links between folders lead in a circle",
                )));
                return;
            }
            continue;
        }
        match member {
            Ok(path) if is_side_file(&path) => {}
            // `**` alone matches folders only; their members come with them.
            Ok(path) if path.is_dir() => folder(&path, found),
            Ok(path) => found.push(Ok(Input::File(path))),
            Err(error) => {
                let at = error.path().to_string_lossy().into_owned();
                found.push(Err(Failure::of_io(at, error.error())));
            }
        }
    }
    if found.len() == before {
        found.push(Err(Failure::new(Code::NoMatch, name)));
    }
}
