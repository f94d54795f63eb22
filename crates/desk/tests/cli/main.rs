//! The program from outside: what it prints, where, and how it ends.

mod docs;
mod inputs;
mod output;
mod transcripts;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program, in a folder, with nothing of the tester's own environment that matters.
fn firsthand(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_firsthand"));
    command.current_dir(folder).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "LC_ALL", "LC_CTYPE", "LANG"] {
        command.env_remove(name);
    }
    command
}

/// What one call printed, and its exit status.
struct Told {
    out: String,
    err: String,
    code: Option<i32>,
}

impl From<Output> for Told {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
        Told { out: text(output.stdout), err: text(output.stderr), code: output.status.code() }
    }
}

impl Told {
    /// The printed JSON lines.
    fn json(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|l| serde_json::from_str(l).expect("each line is JSON")).collect()
    }

    /// `document.path` of each line.
    fn paths(&self) -> Vec<String> {
        self.json().iter().map(|l| l["document"]["path"].as_str().unwrap_or("-").to_owned()).collect()
    }
}

fn call(folder: &Path, arguments: &[&str]) -> Told {
    firsthand(folder).args(arguments).output().expect("the program starts").into()
}

fn call_with_stdin(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Told {
    let mut command = firsthand(folder);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // The program may end without reading it: that is the test's to judge.
    let _ = child.stdin.take().expect("piped").write_all(stdin);
    child.wait_with_output().expect("the program ends").into()
}

/// A folder with articles, by name and content.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("inside")).expect("made");
        std::fs::write(path, content).expect("written");
    }
    folder
}
