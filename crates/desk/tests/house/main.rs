//! The house rules as tests: who depends on whom, how the code is kept, whether the documents are true.
//!
//! A rule that cannot be kept today gets a line in `allowed.txt`, which may only shrink.

mod code;
mod contract;
mod depend;
mod docs;
mod models;
mod words;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository's root folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the root of this workspace")
}

/// Every file of the project, as paths from the root with `/`, sorted: what git tracks or would track, and in an
/// unpacked archive without git everything outside build folders.
fn files() -> Vec<String> {
    let git = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output();
    let mut files = match git {
        Ok(output) if output.status.success() && !output.stdout.is_empty() => {
            String::from_utf8(output.stdout).expect("UTF-8 paths").lines().map(str::to_owned).collect()
        }
        _ => walk(&root(), ""),
    };
    files.retain(|f| root().join(f).is_file());
    files.sort();
    files
}

fn walk(folder: &Path, prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a readable folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if ["target", "dist", ".git", "corpus", "artifacts"].contains(&name.as_str()) {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            found.extend(walk(&entry.path(), &format!("{path}/")));
        } else {
            found.push(path);
        }
    }
    found
}

/// The text of a file of the project; `None` where it is not text.
fn text(path: &str) -> Option<String> {
    String::from_utf8(std::fs::read(root().join(path)).expect("a readable file")).ok()
}

/// Our own Rust source outside tests, benches, examples and the fuzz workspace.
fn sources() -> Vec<String> {
    files()
        .into_iter()
        .filter(|f| f.starts_with("crates/") && f.contains("/src/") && f.ends_with(".rs"))
        .collect()
}

/// Every Rust file of ours.
fn rust_files() -> Vec<String> {
    files().into_iter().filter(|f| f.ends_with(".rs")).collect()
}

/// Fails with every finding on its own line.
fn none_of(rule: &str, findings: Vec<String>) {
    assert!(findings.is_empty(), "\n{rule}\n  {}\n", findings.join("\n  "));
}
