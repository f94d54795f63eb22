//! Core files, and what lies in the memory that programs share.

use crate::canary;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

/// A shell that allows core files of any size, and then becomes what it is told.
fn shell(folder: &Path, line: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.current_dir(folder).arg("-c").arg(format!("ulimit -c unlimited; {line}"));
    shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    shell
}

/// Whether a process left a core, by what the kernel says and by what lies in its folder.
fn left(folder: &Path, ended: ExitStatus) -> bool {
    let files = fs::read_dir(folder).expect("read").flatten();
    ended.core_dumped() || files.into_iter().any(|f| f.file_name().to_string_lossy().starts_with("core"))
}

/// A program that dies of a bug while a case is open leaves no core, though its user allows them.
pub(crate) fn none_is_left() {
    let other = tempfile::tempdir().expect("a temporary folder");
    let died = shell(other.path(), "kill -ABRT $$").status().expect("starts");
    if !left(other.path(), died) {
        println!("not run: this system makes no core files that could be seen from here");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    canary::case(folder.path());
    fs::create_dir(folder.path().join("in")).expect("made");
    for n in 0..40 {
        let text = format!("Kanarienvogel {n}\n\nThe clerk said that road {n} was shut.\n");
        fs::write(folder.path().join(format!("in/{n}.txt")), text).expect("written");
    }
    let program = env!("CARGO_BIN_EXE_firsthand");
    let add = "add r.case in --json --passphrase-file pass --as heron --as-passphrase-file own";
    let mut child = shell(folder.path(), &format!("exec '{program}' {add}")).spawn().expect("starts");
    // With its first line the case is open, and documents are about to be read.
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    lines.next().expect("a line").expect("text");
    let killed = Command::new("kill").args(["-ABRT", &child.id().to_string()]).status().expect("starts");
    assert!(killed.success());
    let died = child.wait().expect("ends");
    assert_eq!(died.signal(), Some(6), "it died of the signal, in the middle of its work");
    assert!(!left(folder.path(), died), "a core file was left");
    in_shared_memory();
}

/// Nothing of ours lies in the memory that programs share as files.
fn in_shared_memory() {
    for file in fs::read_dir("/dev/shm").into_iter().flatten().flatten() {
        let bytes = fs::read(file.path()).unwrap_or_default();
        assert!(!bytes.windows(7).any(|w| w == b"Kanarie"), "words of a document in shared memory");
    }
}
