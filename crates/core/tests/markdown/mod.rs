//! The Markdown files of a folder under `cases/`, for the tests that read them.

use std::path::{Path, PathBuf};

/// Name without its ending, and text, of each `*.md` in a folder of `cases/` but its README; by name.
#[expect(clippy::disallowed_methods, reason = "a test sees its files; core does not")]
pub(crate) fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(folder);
    let entries =
        std::fs::read_dir(&folder).expect("the folder of cases").map(|e| e.expect("an entry").path());
    let mut paths: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|x| x == "md")).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    let read = |p: &PathBuf| (name(p), std::fs::read_to_string(p).expect("a case is text"));
    paths.iter().map(read).filter(|(name, _)| name != "README").collect()
}
