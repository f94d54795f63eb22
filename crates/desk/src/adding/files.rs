//! From names to the files of an `add`, each with its label.

use crate::failure::{Code, Failure};
use crate::inputs::{Input, every};
use sha2::{Digest, Sha256};
use std::ffi::OsString;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A file to add.
#[derive(Clone, Debug)]
pub struct Task {
    /// The file, by the name that the user gave or would have given.
    pub path: PathBuf,
    /// What a later `add` knows it by: a digest of where it lies, its size and the time of its last change.
    pub label: [u8; 32],
    /// Bytes.
    pub size: u64,
}

impl Task {
    /// What messages call it.
    pub fn name(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }
}

/// What the names stand for: files as they are, folders and patterns by all of their files, hidden ones and side files left
/// out. Failures stand where their file would.
pub fn expand(names: &[OsString]) -> Vec<Result<Task, Failure>> {
    every(names).into_iter().map(|found| found.and_then(task)).collect()
}

fn task(input: Input) -> Result<Task, Failure> {
    let Input::File(path) = input else {
        return Err(Failure::new(Code::NoPipe, "standard input"));
    };
    let about = path.metadata().map_err(|error| Failure::of_io(path.to_string_lossy(), &error))?;
    if !about.is_file() {
        return Err(Failure::new(Code::NotRegular, path.to_string_lossy()));
    }
    let label = label(&path, &about);
    Ok(Task { path, label, size: about.len() })
}

fn label(path: &Path, about: &Metadata) -> [u8; 32] {
    // Where the folder cannot be asked for, the name as given still tells files apart.
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let changed =
        about.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).map_or(0, |d| d.as_nanos());
    let mut hash = Sha256::new();
    hash.update(whole.as_os_str().as_encoded_bytes());
    hash.update([0]);
    hash.update(about.len().to_be_bytes());
    hash.update(changed.to_be_bytes());
    hash.finalize().into()
}
