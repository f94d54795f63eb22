//! What names on the command line stand for, and what becomes of those that fail.

use super::{call, call_with_stdin, folder};

const ARTICLE: &str = "Ferry Late Again\n\nThe ferry was late, the harbour master said.\n";

#[test]
fn standard_input_has_no_path() {
    let here = folder(&[]);
    let told = call_with_stdin(here.path(), &["read", "--json", "-"], ARTICLE.as_bytes());
    assert_eq!(told.code, Some(0), "{}", told.err);
    let lines = told.json();
    assert_eq!(lines.len(), 1);
    assert!(lines[0]["document"]["path"].is_null());
}

#[test]
fn a_folder_gives_its_articles_by_name_and_leaves_the_rest() {
    let here = folder(&[
        ("in/b.txt", ARTICLE),
        ("in/a.HTML", "<p>The ferry was late, the harbour master said.</p>"),
        ("in/deep/c.htm", "<p>The ferry was late, the harbour master said.</p>"),
        ("in/.hidden.txt", ARTICLE),
        ("in/.git/d.txt", ARTICLE),
        ("in/notes.md", ARTICLE),
        ("in/b.meta.json", "{}"),
        ("z.txt", ARTICLE),
    ]);
    let told = call(here.path(), &["read", "--json", "z.txt", "in"]);
    assert_eq!(told.err, "");
    assert_eq!(told.paths(), ["z.txt", "in/a.HTML", "in/b.txt", "in/deep/c.htm"]);
}

#[test]
fn patterns_are_expanded_where_the_shell_did_not() {
    let here = folder(&[
        ("in/b.txt", ARTICLE),
        ("in/a.txt", ARTICLE),
        ("in/a.meta.json", "{}"),
        ("in/deep/c.txt", ARTICLE),
        ("in/[odd].txt", ARTICLE),
    ]);
    assert_eq!(call(here.path(), &["read", "--json", "in/[ab].txt"]).paths(), ["in/a.txt", "in/b.txt"]);
    let deep = call(here.path(), &["read", "--json", "in/**/c.*"]).paths();
    assert_eq!(deep, ["in/deep/c.txt"]);
    // A file that bears the name is that file, whatever signs are in it.
    assert_eq!(call(here.path(), &["read", "--json", "in/[odd].txt"]).paths(), ["in/[odd].txt"]);
    // What a shell makes of in/* holds the side file: it goes with its article.
    let shell = call(here.path(), &["read", "--json", "in/a.meta.json", "in/a.txt"]);
    assert_eq!((shell.paths(), shell.code), (vec!["in/a.txt".to_owned()], Some(0)));
    let none = call(here.path(), &["read", "--json", "in/*.pdf", "in/a.txt"]);
    assert_eq!((none.paths(), none.code), (vec!["in/a.txt".to_owned()], Some(1)));
    assert!(none.err.contains("FH-006") && none.err.contains("in/*.pdf"), "{}", none.err);
}

#[test]
fn each_failure_is_named_in_its_place_and_the_rest_goes_on() {
    let here = folder(&[
        ("good.txt", ARTICLE),
        ("empty.txt", ""),
        ("picture.txt", "\u{89}PNG\r\n\u{1a}\n\0\0\0"),
        ("empty-folder/x.md", ""),
        ("lone.meta.json", "{}"),
        ("dated.txt", ARTICLE),
        ("dated.meta.json", "{\"published\": \"in June\"}"),
    ]);
    let large = std::fs::File::create(here.path().join("large.txt")).expect("made");
    large.set_len(200 << 20).expect("sparse");
    let names = [
        "missing.txt",
        "good.txt",
        "empty.txt",
        "picture.txt",
        "empty-folder",
        "large.txt",
        "lone.meta.json",
        "dated.txt",
        "***",
        "good.txt",
    ];
    let told = call(here.path(), &[&["read", "--json", "--jobs", "3"], &names[..]].concat());
    assert_eq!(told.code, Some(1));
    assert_eq!(told.paths(), ["good.txt", "good.txt"]);
    let failed: Vec<&str> = told.err.lines().filter(|l| l.starts_with("error")).collect();
    let expected = [
        ("FH-001", "missing.txt"),
        ("FH-101", "empty.txt"),
        ("FH-103", "picture.txt"),
        ("FH-005", "empty-folder"),
        ("FH-004", "large.txt"),
        ("FH-008", "lone.meta.json"),
        ("FH-112", "dated.meta.json"),
        ("FH-007", "***"),
    ];
    assert_eq!(failed.len(), expected.len(), "{}", told.err);
    for (line, (code, name)) in failed.iter().zip(expected) {
        assert!(line.contains(&format!("{code}: {name}: ")), "{line}");
    }
    assert_eq!(told.err.matches("What to do: ").count(), expected.len());
}

#[test]
fn nothing_readable_prints_nothing() {
    let here = folder(&[]);
    let told = call(here.path(), &["read", "missing.txt"]);
    assert_eq!((told.out.as_str(), told.code), ("", Some(1)));
}

#[cfg(unix)]
#[test]
fn a_folder_or_file_without_permission_is_named() {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;
    let here = folder(&[("in/a.txt", ARTICLE), ("in/shut/b.txt", ARTICLE), ("in/z.txt", ARTICLE)]);
    let shut = |name: &str, mode| {
        std::fs::set_permissions(here.path().join(name), Permissions::from_mode(mode)).expect("set");
    };
    shut("in/shut", 0o000);
    shut("in/a.txt", 0o000);
    if std::fs::read_dir(here.path().join("in/shut")).is_ok() {
        // The administrator reads everything: nothing to see here.
        shut("in/shut", 0o755);
        return;
    }
    let told = call(here.path(), &["read", "--json", "in"]);
    shut("in/shut", 0o755);
    assert_eq!((told.paths(), told.code), (vec!["in/z.txt".to_owned()], Some(1)));
    assert!(
        told.err.contains("FH-002: in/shut: ") && told.err.contains("FH-002: in/a.txt: "),
        "{}",
        told.err
    );
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf8_is_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let here = folder(&[]);
    let name = OsStr::from_bytes(b"caf\xe9.txt");
    if std::fs::write(here.path().join(name), ARTICLE).is_err() {
        // Some file systems take UTF-8 alone.
        return;
    }
    let told: super::Told =
        super::firsthand(here.path()).args(["read", "--json"]).arg(name).output().expect("starts").into();
    assert_eq!((told.paths(), told.code), (vec!["caf\u{fffd}.txt".to_owned()], Some(0)));
}

#[test]
fn flags_win_over_the_side_file() {
    let side = r#"{"published": "2020-01-31", "outlet": "Side Paper", "title": "Side Title", "language": "en-GB",
        "made_by": [{"role": "translator", "name": "Ione Carver"}], "url": "https://side.example/1"}"#;
    let here = folder(&[("a.txt", ARTICLE), ("a.meta.json", side)]);
    let head = |arguments: &[&str]| call(here.path(), arguments).json()[0]["document"].clone();
    let plain = head(&["read", "--json", "a.txt"]);
    assert_eq!(plain["published"], "2020-01-31");
    assert_eq!(plain["outlet"], "Side Paper");
    assert_eq!(plain["made_by"][0]["name"], "Ione Carver");
    let flagged = head(&[
        "read",
        "--json",
        "a.txt",
        "--published",
        "2021-02-03",
        "--outlet",
        "Flag Paper",
        "--title",
        "Flag Title",
        "--url",
        "https://flag.example/2",
        "--language",
        "en",
    ]);
    for (field, value) in [
        ("published", "2021-02-03"),
        ("outlet", "Flag Paper"),
        ("title", "Flag Title"),
        ("url", "https://flag.example/2"),
        ("language", "en"),
    ] {
        assert_eq!(flagged[field], value, "{field}");
    }
    assert_eq!(flagged["made_by"][0]["name"], "Ione Carver");
}

#[test]
fn a_date_that_is_none_reads_nothing() {
    let here = folder(&[("a.txt", ARTICLE)]);
    let told = call(here.path(), &["read", "a.txt", "--published", "2017-02-30"]);
    assert_eq!((told.out.as_str(), told.code), ("", Some(2)));
    assert!(told.err.contains("FH-009") && told.err.contains("2017-02-30"), "{}", told.err);
}

#[test]
fn wrong_command_lines_exit_two() {
    let here = folder(&[("a.txt", ARTICLE), ("b.txt", ARTICLE)]);
    for arguments in [
        &["read"][..],
        &["reed", "a.txt"],
        &["read", "a.txt", "--jobs", "0"],
        &["read", "a.txt", "--width", "39"],
        &["try", "--width", "0"],
        &["read", "a.txt", "--language", "ko"],
        &["read", "a.txt", "--charset", "klingon"],
        &["read", "-", "-"],
        &["read", "a.txt", "b.txt", "--title", "Both"],
        &["read", "a.txt", "--json", "--full"],
        &["completions", "csh"],
    ] {
        let told = call(here.path(), arguments);
        assert_eq!((told.out.as_str(), told.code), ("", Some(2)), "{arguments:?}: {}", told.err);
        assert!(told.err.starts_with("error: "), "{arguments:?}: {}", told.err);
    }
}

#[test]
fn a_declared_charset_is_used() {
    let here = folder(&[]);
    std::fs::write(here.path().join("a.txt"), b"\x93Na\xefve,\x94 the harbour master said of the plan.")
        .expect("made");
    let told = call(here.path(), &["read", "--json", "--charset", "utf-8", "a.txt"]);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("FH-104: a.txt: "), "{}", told.err);
    assert_eq!(call(here.path(), &["read", "--json", "--charset", "windows-1252", "a.txt"]).code, Some(0));
}

#[cfg(unix)]
#[test]
fn circles_of_links_end_and_each_file_is_read_once() {
    let here = folder(&[("in/a.txt", ARTICLE), ("in/deep/b.txt", ARTICLE), ("in/.git/c.txt", ARTICLE)]);
    for name in ["in/one", "in/two", "in/deep/three"] {
        std::os::unix::fs::symlink(here.path().join("in"), here.path().join(name)).expect("linked");
    }
    let both = ["in/a.txt", "in/deep/b.txt"];
    for pattern in ["in/**/*.txt", "**/*.txt", "in/**", "**", "./in//**/*.txt"] {
        let told = call(here.path(), &["read", "--json", pattern]);
        let paths: Vec<String> = told.paths().iter().map(|p| p.trim_start_matches("./").to_owned()).collect();
        assert_eq!((paths, told.err.as_str()), (both.map(str::to_owned).to_vec(), ""), "{pattern}");
    }
    // Where nothing matches, the walk ends as well.
    assert!(call(here.path(), &["read", "in/**/*.pdf"]).err.contains("FH-006"));
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_read() {
    let here = folder(&[("in/a.txt", ARTICLE)]);
    let _socket = std::os::unix::net::UnixListener::bind(here.path().join("in/b.txt")).expect("bound");
    std::os::unix::fs::symlink("/dev/null", here.path().join("in/c.txt")).expect("linked");
    std::os::unix::fs::symlink("a.txt", here.path().join("in/d.txt")).expect("linked");
    let named = call(here.path(), &["read", "--json", "in/b.txt", "in/c.txt", "in/d.txt"]);
    assert_eq!((named.paths(), named.code), (vec!["in/d.txt".to_owned()], Some(1)));
    assert_eq!(named.err.matches("FH-011").count(), 2, "{}", named.err);
    let told = call(here.path(), &["read", "--json", "in"]);
    assert_eq!((told.paths(), told.err.as_str()), (vec!["in/a.txt".to_owned(), "in/d.txt".to_owned()], ""));
}

#[test]
fn brackets_in_the_name_of_a_missing_file_are_letters() {
    let here = folder(&[]);
    for name in ["no[x].txt", "no[x.txt"] {
        let told = call(here.path(), &["read", name]);
        assert!(told.err.contains("FH-001") && told.code == Some(1), "{}", told.err);
    }
}
