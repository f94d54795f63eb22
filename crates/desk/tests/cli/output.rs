//! What is printed: the contract, the same bytes whatever the threads, and nothing that steers a terminal.

use super::{call, firsthand, folder};
use proptest::prelude::*;
use std::path::Path;
use std::process::Stdio;

/// Every field that the contract names at the top and in the head.
const FIELDS: [&str; 6] = ["document", "tellers", "statements", "dates", "acts", "notes"];
const HEAD: [&str; 7] = ["id", "path", "title", "language", "published", "outlet", "made_by"];

/// The workspace's root, where the examples lie.
fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn json_lines_have_the_fields_of_the_contract() {
    let told = call(&root(), &["read", "--json", "examples"]);
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""));
    let lines = told.json();
    assert_eq!(lines.len(), 3);
    for (line, told) in lines.iter().zip(told.out.lines()) {
        let mut at = 0;
        for field in FIELDS {
            let found = told.find(&format!("\"{field}\":")).expect("every field is there");
            assert!(found >= at, "fields come in the contract's order");
            at = found;
        }
        for field in HEAD {
            assert!(line["document"].get(field).is_some(), "document.{field}");
        }
    }
}

/// Every `{"start", "end", "text"}` in a value.
fn spans<'v>(value: &'v serde_json::Value, found: &mut Vec<(usize, usize, &'v str)>) {
    if let (Some(start), Some(end), Some(text)) =
        (value["start"].as_u64(), value["end"].as_u64(), value["text"].as_str())
    {
        found.push((start as usize, end as usize, text));
    }
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|v| spans(v, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|v| spans(v, found)),
        _ => {}
    }
}

#[test]
fn spans_repeat_the_words_of_the_file() {
    let told = call(&root(), &["read", "--json", "examples"]);
    for line in told.json() {
        let path = root().join(line["document"]["path"].as_str().expect("a file"));
        let text: Vec<char> =
            std::fs::read_to_string(path).expect("there").replace("\r\n", "\n").chars().collect();
        let mut found = Vec::new();
        spans(&line, &mut found);
        assert!(found.len() > 10, "the example holds statements");
        for (start, end, words) in found {
            assert_eq!(text[start..end].iter().collect::<String>(), words);
        }
    }
}

#[test]
fn pages_say_once_that_nothing_was_checked() {
    let told = call(&root(), &["read", "examples"]);
    assert_eq!(told.out.matches("Not checked for disclosure").count(), 1);
    assert!(told.out.starts_with("Not checked for disclosure"));
    let tried = call(&root(), &["try"]);
    assert_eq!(tried.code, Some(0));
    assert_eq!(tried.out.matches("Not checked for disclosure").count(), 1);
    for name in ["ferry-passes", "grain-yard", "school-notice"] {
        assert!(tried.out.contains(&format!("examples/{name}.txt")), "{name}");
    }
    assert!(tried.out.contains("What to type next"));
    assert!(!call(&root(), &["read", "--json", "examples"]).out.contains("Not checked"));
}

#[test]
fn try_shows_what_read_shows() {
    let tried = call(&root(), &["try"]).out;
    let read = call(&root(), &["read", "examples"]).out;
    assert!(tried.starts_with(read.trim_end()), "the bundled articles are read like any other");
}

#[test]
fn colour_only_where_wanted() {
    let escaped = |arguments: &[&str], vars: &[(&str, &str)]| {
        let mut command = firsthand(&root());
        let output = command.args(arguments).envs(vars.iter().copied()).output().expect("starts");
        output.stdout.contains(&0x1b)
    };
    assert!(!escaped(&["try"], &[]), "none into a pipe");
    assert!(escaped(&["try", "--color", "always"], &[]));
    assert!(
        escaped(&["--color", "always", "try"], &[("NO_COLOR", "1")]),
        "the flag is nearer than the variable"
    );
    assert!(escaped(&["try"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!escaped(&["try"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!escaped(&["try", "--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!escaped(&["read", "examples", "--json", "--color", "always"], &[]), "never in JSON");
}

#[test]
fn no_document_steers_the_terminal() {
    let bad = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{202e}\u{9b}31m\u{2066}\u{7f}\u{feff}\r\u{8}";
    // Enough harmless words around them: a file that is mostly control characters is refused as binary.
    let calm = "The tide turned at noon and the boats lay still in the harbour. ".repeat(40);
    let text = format!(
        "Title {bad} Here\n\nHarbour Radio, 2021-10-07\n\n“It {bad} stopped,” the {bad} pilot {bad} said {bad}.\n\n{calm}\n\nReported by X{bad} Y.\n"
    );
    let meta = serde_json::json!({"title": format!("T{bad}"), "outlet": format!("O{bad}"),
        "made_by": [{"role": format!("r{bad}"), "name": format!("n{bad}")}]});
    let here = folder(&[("a.txt", &text), ("b.txt", &text), ("b.meta.json", &meta.to_string())]);
    let missing = format!("no{bad}file");
    for arguments in [
        &["read", "a.txt", "b.txt", &missing][..],
        &["read", "--full", "b.txt"],
        &["read", "--json", "a.txt", "b.txt"],
    ] {
        let told = call(here.path(), arguments);
        assert!(told.out.contains("U+202E") || told.out.contains("u202e"), "{arguments:?}: {}", told.err);
        for stream in [&told.out, &told.err] {
            let steers = |c: char| c != '\n' && firsthand::page::safe::steers(c);
            assert!(!stream.contains(steers), "{arguments:?}: {stream:?}");
        }
    }
    // The JSON still means the document's own letters.
    let json = call(here.path(), &["read", "--json", "b.txt"]).json();
    assert_eq!(json[0]["document"]["title"], format!("T{bad}").trim());
}

#[test]
fn a_reader_that_has_had_enough_ends_it_quietly() {
    let files: Vec<(String, String)> = (0..400)
        .map(|i| (format!("{i:03}.txt"), format!("{}\n", "The ferry was late, he said. ".repeat(60))))
        .collect();
    let files: Vec<_> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let here = folder(&files);
    let mut child = firsthand(here.path())
        .args(["read", "--json", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let told: super::Told = child.wait_with_output().expect("ends").into();
    assert_eq!((told.err.as_str(), told.code), ("", Some(0)));
}

#[test]
fn no_progress_where_nobody_watches() {
    let files: Vec<(String, &str)> = (0..40).map(|i| (format!("{i}.txt"), "He said it was late.")).collect();
    let files: Vec<_> = files.iter().map(|(n, t)| (n.as_str(), *t)).collect();
    assert_eq!(call(folder(&files).path(), &["read", "--json", "."]).err, "");
}

/// Small articles of quotation, names, marks and rubbish; now and then none at all.
fn article() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-z]{1,9}",
        2 => "[A-Z][a-z]{2,8}",
        4 => prop::sample::select(vec!["“", "”", "said", "told", "that", ",", ".", "\n\n", "according to", "the source"])
            .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(word, 0..80).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn jobs_change_nothing(texts in prop::collection::vec(article(), 1..24), jobs in 2u8..9) {
        let files: Vec<(String, String)> = texts.into_iter().enumerate().map(|(i, t)| (format!("{i:02}.txt"), t)).collect();
        let files: Vec<_> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        let here = folder(&files);
        for format in [&["--json"][..], &[]] {
            let with = |jobs: &str| call(here.path(), &[&["read", ".", "gone.txt", "--jobs", jobs], format].concat());
            let (one, several) = (with("1"), with(&jobs.to_string()));
            prop_assert_eq!(&one.out, &several.out);
            prop_assert_eq!(&one.err, &several.err);
            prop_assert_eq!(one.code, several.code);
            prop_assert_eq!(one.out.lines().count() + one.err.matches("error FH-").count() > files.len(), true);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_whatever_was_to_be_printed() {
    for arguments in [&["--version"][..], &["--help"], &["try"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("there");
        let told: super::Told =
            firsthand(&root()).args(arguments).stdout(full).output().expect("starts").into();
        assert!(told.code == Some(1) && told.err.contains("FH-010"), "{arguments:?}: {}", told.err);
    }
}

#[test]
fn help_is_a_command_too() {
    let told = call(&root(), &["help", "read"]);
    assert!(told.code == Some(0) && told.out.contains("--published"), "{}", told.err);
    let none = call(&root(), &["read", "x", "--jobs", "0"]);
    assert!(none.err.contains("--jobs takes a number from 1 up"), "{}", none.err);
}
