//! Who may depend on whom, and what the program may never hold.

use crate::{none_of, root, sources, text};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Each crate of ours with those of ours that it may depend on. A crate that is not listed here is refused.
const OURS: [(&str, &[&str]); 7] = [
    ("firsthand-core", &[]),
    ("firsthand-ingest", &["firsthand-core"]),
    // SQLite's file layer, the one crate with `unsafe`.
    ("firsthand-vfs", &[]),
    // Itself: its tests are built with the feature `raw-key`.
    ("firsthand-case", &["firsthand-core", "firsthand-vfs", "firsthand-case"]),
    ("firsthand-py", &["firsthand-core", "firsthand-ingest"]),
    ("firsthand-train", &["firsthand-core", "firsthand-ingest"]),
    ("firsthand", &["firsthand-core", "firsthand-ingest", "firsthand-case"]),
];

/// All that core may name as a dependency: data in, data out, nothing that opens, connects, waits or draws lots.
const CORE: [&str; 20] = [
    "aho-corasick",
    "bytemuck",
    // Says whether what `edtf` holds is EDTF; no dependencies of its own.
    "edtf-core",
    "fst",
    // Lunar and Persian dates to Gregorian ones: arithmetic and tables, no clock.
    "icu_calendar",
    "jiff",
    "memchr",
    "phf",
    "pulp",
    // Patterns of marks: bounded, in linear time, no IO.
    "regex-automata",
    // Snowball stemmers: tables and string work.
    "rust-stemmers",
    "serde",
    "serde_json",
    "sha2",
    "smallvec",
    "toml",
    "unicode-normalization",
    "unicode-properties",
    "unicode-segmentation",
    "wide",
];

/// Crates that bring IO, a clock or randomness, wherever they hide below core.
const NEVER_BELOW_CORE: [&str; 12] = [
    "fastrand",
    "getrandom",
    "memmap2",
    "mio",
    "rand",
    "rayon",
    "rusqlite",
    "socket2",
    "tempfile",
    "tokio",
    "walkdir",
    "wasi",
];

/// Crates that speak to a network: `firsthand` opens no connection.
const NEVER_BELOW_THE_PROGRAM: [&str; 14] = [
    "curl",
    "hickory-resolver",
    "h2",
    "hyper",
    "isahc",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "socket2",
    "surf",
    "ureq",
    "attohttpc",
];

/// Runs cargo without network and without touching the lockfile.
fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo prints UTF-8")
}

/// Each workspace crate with its dependencies of the given kinds (`normal`, `build`, `dev`).
fn direct(kinds: &[&str]) -> BTreeMap<String, Vec<String>> {
    let metadata: Value = serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--no-deps"]))
        .expect("cargo metadata prints JSON");
    let name = |v: &Value| v["name"].as_str().expect("packages have names").to_owned();
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let wanted = |d: &&Value| kinds.contains(&d["kind"].as_str().unwrap_or("normal"));
    packages
        .iter()
        .map(|p| {
            let dependencies = p["dependencies"].as_array().expect("a list of dependencies");
            (name(p), dependencies.iter().filter(wanted).map(name).collect())
        })
        .collect()
}

/// Names of every crate compiled into `package` on this system, itself included.
fn below(package: &str) -> Vec<String> {
    let tree = cargo(&["tree", "-p", package, "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    tree.lines().filter_map(|l| l.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn crates_depend_on_whom_they_may() {
    let mut wrong = Vec::new();
    for (package, dependencies) in direct(&["normal", "build", "dev"]) {
        let Some((_, may)) = OURS.iter().find(|(name, _)| *name == package) else {
            wrong.push(format!("{package}: a crate that the table in depend.rs does not know"));
            continue;
        };
        let ours = dependencies.iter().filter(|d| OURS.iter().any(|(name, _)| name == d));
        wrong.extend(
            ours.filter(|d| !may.contains(&d.as_str())).map(|d| format!("{package} -> {d}: not allowed")),
        );
    }
    none_of("ARCHITECTURE.md, \"Who may depend on whom\":", wrong);
}

#[test]
fn core_depends_on_no_io() {
    let direct = direct(&["normal", "build"]);
    let core = direct.get("firsthand-core").expect("there is a core");
    assert!(!core.is_empty(), "the list was read");
    let strange = core.iter().filter(|d| !CORE.contains(&d.as_str()));
    none_of("core's dependency list is closed (CORE in depend.rs):", strange.cloned().collect());
    let hidden = below("firsthand-core").into_iter().filter(|d| NEVER_BELOW_CORE.contains(&d.as_str()));
    none_of("below core stands a crate with IO, a clock or randomness:", hidden.collect());
}

#[test]
fn nothing_in_the_program_speaks_to_a_network() {
    let below = below("firsthand");
    assert!(below.iter().any(|d| d == "firsthand-core"), "the tree was read");
    let found = below.into_iter().filter(|d| NEVER_BELOW_THE_PROGRAM.contains(&d.as_str()));
    none_of("the README promises no network:", found.collect());
    let mut sockets = Vec::new();
    for file in sources() {
        let text = text(&file).expect("source is text");
        let uses = ["std::net", "TcpStream", "TcpListener", "UdpSocket"];
        sockets.extend(uses.iter().filter(|u| text.contains(*u)).map(|u| format!("{file}: {u}")));
    }
    none_of("the README promises no network:", sockets);
}

/// Everything compiled into the program is under a licence that `deny.toml` allows.
#[test]
fn licences_are_allowed() {
    let deny: toml::Table = text("deny.toml").expect("deny.toml is text").parse().expect("deny.toml is TOML");
    let allow = deny["licenses"]["allow"].as_array().expect("a list of licences");
    let allow: Vec<&str> = allow.iter().filter_map(toml::Value::as_str).collect();
    let tree = cargo(&[
        "tree",
        "-p",
        "firsthand",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--format",
        "{l};{p}",
    ]);
    let mut wrong = Vec::new();
    for (licence, package) in tree.lines().filter_map(|l| l.split_once(';')) {
        // The old way to write OR, still found in packages.
        let expression = spdx::Expression::parse(&licence.replace('/', " OR "));
        if !expression.is_ok_and(|e| e.evaluate(|r| allow.contains(&r.to_string().as_str()))) {
            wrong.push(format!("{package}: {licence:?}"));
        }
    }
    assert!(tree.lines().count() > 5, "the tree was read");
    wrong.sort();
    wrong.dedup();
    none_of("licences that deny.toml does not allow:", wrong);
}

/// An error code is one crate's: two crates that use the same number would make it mean two things.
#[test]
fn error_codes_are_used_once() {
    let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in sources() {
        let text = text(&file).expect("source is text");
        let package = file.split('/').nth(1).expect("crates/NAME/src/…");
        for rest in text.split("\"FH-").skip(1) {
            users.entry(rest.chars().take(3).collect()).or_default().insert(package.to_owned());
        }
    }
    let shared = users.into_iter().filter(|(_, packages)| packages.len() > 1);
    none_of("error codes of two crates:", shared.map(|(code, by)| format!("FH-{code}: {by:?}")).collect());
}
