//! The generated pages of the documentation are those of this program.

use std::path::PathBuf;

fn compare(name: &str, generated: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
    if std::env::var("FIRSTHAND_BLESS").is_ok_and(|v| v == "1") {
        std::fs::write(&path, generated).expect("docs can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        committed == generated,
        "docs/{name} is not what the program prints: FIRSTHAND_BLESS=1 cargo test -p firsthand rewrites it"
    );
}

#[test]
fn the_command_line_is_documented_as_it_is() {
    compare("cli.md", &firsthand::cli::commands_page());
}

/// What stands in a page between its marks `<!-- NAME -->` and `<!-- /NAME -->` is what the program has.
fn compare_part(page: &str, name: &str, real: &str) {
    let marks = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(page);
    let text = std::fs::read_to_string(&path).expect("the page").replace("\r\n", "\n");
    let (head, rest) = text.split_once(&marks.0).expect("the opening mark");
    let (part, tail) = rest.split_once(&marks.1).expect("the closing mark");
    if std::env::var("FIRSTHAND_BLESS").is_ok_and(|v| v == "1") {
        let new = format!("{head}{}{real}{}{tail}", marks.0, marks.1);
        std::fs::write(&path, new).expect("docs can be written");
        return;
    }
    assert_eq!(part, real, "FIRSTHAND_BLESS=1 cargo test -p firsthand rewrites the table");
}

/// The table of docs/dates.md is the policy that the program brings along.
#[test]
fn the_date_policy_is_documented_as_it_is() {
    let mut real = String::from("| word | covers |\n|---|---|\n");
    for (word, covers) in firsthand_core::read::dates::DatePolicy::default().table() {
        real += &format!("| {word} | {covers} |\n");
    }
    compare_part("dates.md", "date-policy", &real);
}

/// The table of docs/roles.md is the one that people are held to.
#[test]
fn the_roles_are_documented_as_they_are() {
    compare_part("roles.md", "roles", &firsthand::roles::table());
}

#[test]
fn every_error_is_documented_as_it_is() {
    let page = firsthand::cli::errors_page();
    compare("errors.md", &page);
    let mut codes: Vec<&str> = page.lines().filter_map(|l| l.strip_prefix("| FH-")?.get(..3)).collect();
    let (all, sorted) = (codes.len(), codes.is_sorted());
    codes.dedup();
    assert!(sorted && codes.len() == all && all > 20, "codes are unique and in order: {codes:?}");
}

#[test]
fn the_manual_and_the_completions_know_every_command() {
    let here = tempfile::tempdir().expect("a folder");
    let man = super::call(here.path(), &["man"]);
    assert!(man.out.contains("firsthand\\-read") && man.code == Some(0), "{}", man.out);
    let read = super::call(here.path(), &["man", "read"]);
    assert!(read.out.contains(".TH firsthand-read") && read.out.contains("published"), "{}", read.out);
    assert_eq!(super::call(here.path(), &["man", "nonsense"]).code, Some(2));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = super::call(here.path(), &["completions", shell]);
        assert!(script.code == Some(0) && script.out.contains("published"), "{shell}");
    }
}
