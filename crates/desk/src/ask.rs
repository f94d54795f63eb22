//! Passphrases: from a file that the user names, else asked for on the terminal, never from the command line itself (every
//! user of a machine can list the command lines of all).

use crate::failure::{Code, Failure};
use firsthand_case::{Passphrase, System};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use zeroize::Zeroizing;

/// The longest first line of a passphrase file, in bytes.
const LONGEST: u64 = 4096;

/// A passphrase that exists already. `whose` says of what, for the question.
///
/// # Errors
/// The file cannot be read or begins with an empty line; there is no terminal to ask on.
pub fn passphrase(file: Option<&Path>, whose: &str) -> Result<Passphrase, Failure> {
    match file {
        Some(path) => of_file(path),
        None => ask(&format!("Passphrase of {whose}: ")),
    }
}

/// A passphrase to be: from a file, or typed twice; six words drawn by lot are offered.
///
/// # Errors
/// As [`passphrase`], and where the two typed do not agree.
pub fn new_passphrase(file: Option<&Path>, whose: &str) -> Result<Passphrase, Failure> {
    if let Some(path) = file {
        return of_file(path);
    }
    let drawn = Passphrase::generate(&System).map_err(|error| Failure::of_case(whose, &error))?;
    let told = format!(
        "A passphrase for {whose}. Six words drawn by lot, which nobody will guess:\n\n    {}\n\n\
         Write them down where no searcher looks, and type them; or type a passphrase of your own.\n",
        drawn.expose()
    );
    let told = Zeroizing::new(told);
    // Where there is no terminal, the question below says so.
    if let Ok(mut terminal) = File::options().write(true).open("/dev/tty") {
        let _ = terminal.write_all(told.as_bytes());
    }
    let first = ask("Passphrase: ")?;
    let second = ask("The same again: ")?;
    if first.expose() != second.expose() {
        return Err(Failure::new(Code::PassphrasesDiffer, whose));
    }
    Ok(first)
}

/// The first line of a file, or of a pipe.
fn of_file(path: &Path) -> Result<Passphrase, Failure> {
    let name = path.to_string_lossy();
    let file = File::open(path).map_err(|error| Failure::of_io(name.clone(), &error))?;
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST as usize));
    BufReader::new(file.take(LONGEST))
        .read_until(b'\n', &mut line)
        .map_err(|error| Failure::of_io(name.clone(), &error))?;
    let text = std::str::from_utf8(&line).map_err(|_| Failure::new(Code::NoPassphrase, name.clone()))?;
    if text.trim_end_matches(['\r', '\n']).is_empty() {
        return Err(Failure::new(Code::NoPassphrase, name));
    }
    // Some editors put a byte order mark before the first letter.
    Ok(Passphrase::new(text.trim_start_matches('\u{feff}')))
}

fn ask(question: &str) -> Result<Passphrase, Failure> {
    let typed = rpassword::prompt_password(question).map(Zeroizing::new);
    typed.map(|typed| Passphrase::new(&typed)).map_err(|_| Failure::new(Code::NoTerminal, "terminal"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_of_a_file_is_the_passphrase() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p");
        std::fs::write(&path, "six words drawn by lot here\r\nsecond line\n").unwrap();
        let taken = passphrase(Some(&path), "it").ok();
        assert_eq!(taken.as_ref().map(Passphrase::expose), Some("six words drawn by lot here"));
        for nothing in [&b""[..], b"\n", b"\r\nx", b"\xff\xfe\n"] {
            std::fs::write(&path, nothing).unwrap();
            assert_eq!(passphrase(Some(&path), "it").err().map(|e| e.code()), Some("FH-016"));
        }
        assert_eq!(passphrase(Some(&folder.path().join("q")), "it").err().map(|e| e.code()), Some("FH-001"));
    }
}
