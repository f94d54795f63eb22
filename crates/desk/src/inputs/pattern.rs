//! From a pattern to inputs: `*`, `?`, `[a-z]`, and `**` for any folders.
//!
//! A pattern without `**` looks a fixed number of folders deep, and links to folders are followed. One with `**` could
//! go in a circle there, by more ways than can be walked, so below the first `**` or other sign they are not.

use super::expand::{Found, folder, walking};
use super::{Input, is_side_file};
use crate::failure::{Code, Failure};
use glob::{MatchOptions, Pattern};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

const SIGNS: [char; 3] = ['*', '?', '['];

/// The members of a pattern, each as if it had been named; hidden ones and side files left out.
pub(super) fn members(name: &str, wanted: fn(&Path) -> bool, found: &mut Found) {
    let before = found.len();
    // Brackets alone are letters of a file's name at least as often as signs of a pattern.
    let brackets_alone = !name.contains(['*', '?']);
    let options = MatchOptions { require_literal_leading_dot: true, ..MatchOptions::new() };
    let done = if name.contains("**") {
        deep(name, options, wanted, found)
    } else {
        flat(name, options, wanted, found)
    };
    match done {
        _ if found.len() > before => {}
        _ if brackets_alone => found.push(Err(Failure::new(Code::NotFound, name))),
        Ok(()) => found.push(Err(Failure::new(Code::NoMatch, name))),
        Err(error) => found.push(Err(Failure::with_detail(Code::BadPattern, name, error.msg))),
    }
}

/// The members of a pattern without `**`.
fn flat(
    name: &str,
    options: MatchOptions,
    wanted: fn(&Path) -> bool,
    found: &mut Found,
) -> Result<(), glob::PatternError> {
    for member in glob::glob_with(name, options)? {
        match member {
            Ok(path) if is_side_file(&path) => {}
            Ok(path) if path.is_dir() => folder(&path, wanted, found),
            Ok(path) => found.push(Ok(Input::File(path))),
            Err(error) => {
                let at = error.path().to_string_lossy().into_owned();
                found.push(Err(Failure::of_io(at, error.error())));
            }
        }
    }
    Ok(())
}

/// The members of a pattern with `**`, by name; a folder that matches gives its articles. Each file once.
fn deep(
    name: &str,
    options: MatchOptions,
    wanted: fn(&Path) -> bool,
    found: &mut Found,
) -> Result<(), glob::PatternError> {
    // Without doubled slashes and the like, which no path of the walk has.
    let whole: PathBuf = Path::new(name).components().collect();
    let pattern = Pattern::new(&whole.to_string_lossy())?;
    let options = MatchOptions { require_literal_separator: true, ..options };
    let has_sign = |part: &std::path::Component<'_>| part.as_os_str().to_string_lossy().contains(SIGNS);
    let fixed: PathBuf = whole.components().take_while(|part| !has_sign(part)).collect();
    let root = if fixed.as_os_str().is_empty() { Path::new(".") } else { &fixed };
    // Hidden folders can match only where the pattern says so.
    let signs = whole.strip_prefix(&fixed).unwrap_or(&whole);
    let wants_hidden = signs.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
    // `**` at the end stands for folders, and these give their articles alone.
    let articles_alone = whole.ends_with("**");
    let mut walk = WalkDir::new(root).sort_by_file_name().into_iter();
    while let Some(member) = walk.next() {
        let entry = match member {
            Ok(entry) => entry,
            // No such folder: nothing matches.
            Err(error) if error.depth() == 0 => break,
            Err(error) => {
                found.push(Err(walking(&error, root)));
                continue;
            }
        };
        let below = entry.depth() > 0;
        let is_dir = entry.file_type().is_dir();
        if below && !wants_hidden && entry.file_name().as_encoded_bytes().starts_with(b".") {
            if is_dir {
                walk.skip_current_dir();
            }
            continue;
        }
        let path = if fixed.as_os_str().is_empty() {
            entry.path().strip_prefix(".").unwrap_or(entry.path())
        } else {
            entry.path()
        };
        if !pattern.matches_path_with(path, options) || is_side_file(path) {
            continue;
        }
        if is_dir && below {
            let empty = found.len();
            folder(path, wanted, found);
            if articles_alone && found[empty..].iter().all(is_empty_folder) {
                found.truncate(empty);
            }
            walk.skip_current_dir();
        } else if !path.is_dir() && (wanted(path) || !articles_alone) {
            found.push(Ok(Input::File(path.to_owned())));
        }
    }
    Ok(())
}

/// Whether all that came of a folder is that nothing is in it.
fn is_empty_folder(found: &Result<Input, Failure>) -> bool {
    found.as_ref().is_err_and(|failure| failure.code() == Code::EmptyFolder.name())
}
