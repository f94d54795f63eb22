//! The case file from outside: the commands that make, fill, search, check and empty one; kills, rivals and canaries.

mod again;
mod canary;
mod claims;
mod copies;
mod kill;
mod rivals;
mod roles;
mod session;
mod tables;
// The canaries that the search of memory has as well.
#[path = "../memory/word.rs"]
mod word;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with a case in it, its passphrase file and a person's.
struct Desk {
    folder: tempfile::TempDir,
}

/// What one call printed, and its exit status.
struct Told {
    out: String,
    err: String,
    code: Option<i32>,
}

impl From<Output> for Told {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Told { out: text(output.stdout), err: text(output.stderr), code: output.status.code() }
    }
}

impl Told {
    /// The printed JSON lines.
    fn json(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|l| serde_json::from_str(l).expect("each line is JSON")).collect()
    }

    /// The same, where it ended well.
    fn done(self) -> Self {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        self
    }
}

const PASSPHRASE: &str = "river stone lamp under seven bridges";
/// Who heron is, on a command line.
const HERON: [&str; 4] = ["--as", "heron", "--as-passphrase-file", "own"];
const PERSONAL: &str = "heron flies over the reeds at dusk";

impl Desk {
    /// A new case.
    fn new() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().expect("a temporary folder") };
        desk.write("pass", PASSPHRASE);
        desk.write("own", PERSONAL);
        desk.call(&["case", "new", "r.case"], &["--passphrase-file", "pass"]).done();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("inside")).expect("made");
        std::fs::write(path, content).expect("written");
    }

    fn command(&self, arguments: &[&str], more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_firsthand"));
        command.current_dir(self.folder.path()).args(arguments).args(more).stdin(Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LC_ALL", "LANG"] {
            command.env_remove(name);
        }
        command
    }

    fn call(&self, arguments: &[&str], more: &[&str]) -> Told {
        self.command(arguments, more).output().expect("the program starts").into()
    }

    /// Calls a command on the case: `do_("list", &["--json"])`.
    fn run(&self, command: &str, more: &[&str]) -> Told {
        let words: Vec<&str> = command.split(' ').chain(["r.case"]).collect();
        self.call(&words, &[more, &["--passphrase-file", "pass"]].concat())
    }

    /// Adds the person heron, a keeper: from then on whoever changes the case gives [`HERON`].
    fn heron(&self) {
        self.run("case people add", &["heron", "--role", "keeper", "--person-passphrase-file", "own"]).done();
    }
}

/// How often a long test repeats its round: a few times here, fully for `just soak`.
fn rounds(few: usize, full: usize) -> usize {
    if std::env::var_os("FIRSTHAND_SOAK").is_some() { full } else { few }
}

/// Whether bytes hold a string.
fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|w| w == words)
}

/// Every file in a folder and below.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).expect("read").flatten() {
        if entry.path().is_dir() { out.extend(files(&entry.path())) } else { out.push(entry.path()) }
    }
    out.sort();
    out
}
