//! What no tracked file may hold: paths of a machine, names of a workplace, texts that are not ours.

use crate::{files, none_of, text};

/// Strings that point at somebody's machine or workplace. In two halves, so that this file does not hold them.
const FORBIDDEN: [(&str, &str); 10] = [
    ("/wo", "rk/"),
    ("/tmp", "/wt"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/Us", "ers/"),
    ("../sha", "red"),
    ("issues", " show"),
    ("cla", "ude"),
    ("anthro", "pic"),
    // A name in a real article that example texts must not be taken from: ours are invented.
    ("Ishi", "maru"),
];

#[test]
fn no_machine_and_no_workplace_shows() {
    let files = files();
    assert!(files.iter().any(|f| f == "README.md"), "the files were listed");
    let mut found = Vec::new();
    for file in files.iter().filter(|f| !f.ends_with(".lock")) {
        let Some(text) = text(file) else { continue };
        let lower = text.to_lowercase();
        for (left, right) in FORBIDDEN {
            let word = format!("{left}{right}").to_lowercase();
            if let Some(at) = lower.find(&word) {
                let line = lower[..at].matches('\n').count() + 1;
                found.push(format!("{file}:{line}: {word}"));
            }
        }
    }
    none_of("tracked files name no machine and no workplace:", found);
}
