//! Whether docs/contract.md tells of the JSON what is true: its example is read, its fields are compared.

use crate::{root, text};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

/// The JSON that the program prints for a text on standard input.
fn read(article: &str) -> Value {
    let mut child = Command::new(env!("CARGO_BIN_EXE_firsthand"))
        .args(["read", "-", "--json", "--language", "en"])
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(article.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    serde_json::from_slice(&output.stdout).expect("one line of JSON")
}

/// Every field name in a value.
fn fields(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|v| fields(v, found)),
        Value::Object(map) => {
            found.extend(map.keys().cloned());
            map.values().for_each(|v| fields(v, found));
        }
        _ => {}
    }
}

/// The example's sentence and its JSON.
fn example(contract: &str) -> (String, Value) {
    let (_, after) = contract.split_once("\nFor \"").expect("an example that begins: For \"…\"");
    let (sentence, rest) = after.split_once('"').expect("the sentence ends");
    let json = rest.split("```json\n").nth(1).and_then(|r| r.split("```").next()).expect("a block of JSON");
    (sentence.to_owned(), serde_json::from_str(json).expect("the example is JSON"))
}

#[test]
fn every_field_is_told_and_the_example_has_them_all() {
    let contract = text("docs/contract.md").expect("the contract is text");
    let (sentence, shown) = example(&contract);
    let (mut real, mut told) = (BTreeSet::new(), BTreeSet::new());
    fields(&read(&sentence), &mut real);
    fields(&shown, &mut told);
    assert!(real.is_subset(&told), "fields that the example lacks: {:?}", real.difference(&told));
    let silent: Vec<_> = told
        .iter()
        .filter(|f| !contract.contains(&format!("`{f}`")) && !contract.contains(&format!("\"{f}\"}}`")))
        .collect();
    let silent: Vec<_> =
        silent.into_iter().filter(|f| !["name", "cue", "teller"].contains(&f.as_str())).collect();
    assert!(silent.is_empty(), "fields that no table tells of: {silent:?}");
}

#[test]
fn the_example_is_what_is_printed() {
    let contract = text("docs/contract.md").expect("the contract is text");
    let (sentence, mut shown) = example(&contract);
    let mut real = read(&sentence);
    // Shortened or given otherwise in the example.
    for value in [&mut shown, &mut real] {
        value["document"] = Value::Null;
        for statement in value["statements"].as_array_mut().expect("a list of statements") {
            statement["confidence"] = Value::Null;
        }
    }
    assert_eq!(real, shown, "docs/contract.md shows what is not printed");
}
