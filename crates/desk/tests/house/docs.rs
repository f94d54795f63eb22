//! Whether the documents are true: links, paths, commands and shown output.

use crate::{files, none_of, root, sources, text};
use std::collections::BTreeSet;
use std::process::{Command, Output, Stdio};

/// Folders whose paths, named in backquotes, must exist.
const FOLDERS: [&str; 9] =
    ["crates/", "docs/", "cases/", "tools/", "fuzz/", "bench/", "examples/", ".ci/", "dist/LICENSES"];

fn documents() -> Vec<String> {
    files().into_iter().filter(|f| f.ends_with(".md")).collect()
}

/// Targets of `[…](target)` in Markdown, fenced code left out.
fn links(markdown: &str) -> Vec<String> {
    let prose: String = outside_fences(markdown).join("\n");
    let ends = prose.split("](").skip(1);
    ends.filter_map(|rest| rest.split_once(')')).map(|(target, _)| target.to_owned()).collect()
}

fn outside_fences(markdown: &str) -> Vec<&str> {
    let mut inside = false;
    let mut lines = Vec::new();
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
        } else if !inside {
            lines.push(line);
        }
    }
    lines
}

/// The words that a heading's address is made of: lower case, spaces to hyphens, other signs dropped.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect::<String>().replace(' ', "-")
}

fn anchors(markdown: &str) -> BTreeSet<String> {
    let headings = outside_fences(markdown).into_iter().filter(|l| l.starts_with('#'));
    headings.map(|l| anchor(l.trim_start_matches('#'))).collect()
}

/// The bodies of fenced blocks of one language.
fn fenced(markdown: &str, language: &str) -> Vec<String> {
    let open = format!("```{language}");
    let mut blocks = Vec::new();
    let mut block: Option<String> = None;
    for line in markdown.lines() {
        match &mut block {
            Some(_) if line.trim() == "```" => blocks.extend(block.take()),
            Some(body) => {
                body.push_str(line);
                body.push('\n');
            }
            None if line.trim() == open => block = Some(String::new()),
            None => {}
        }
    }
    blocks
}

/// The program's arguments, where a shell line starts the program; a pipe, a redirection or a comment ends them.
fn arguments(line: &str) -> Option<Vec<String>> {
    let line = line.trim().trim_start_matches("$ ");
    let rest = line.strip_prefix("firsthand ").or_else(|| line.strip_prefix("cargo run --release -- "))?;
    let own = rest.split(" | ").next()?.split(" > ").next()?.split(" # ").next()?;
    Some(own.split_whitespace().map(|w| w.trim_matches('\'').to_owned()).collect())
}

fn firsthand<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_firsthand"))
        .args(arguments)
        .current_dir(root())
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

#[test]
fn local_links_lead_somewhere() {
    let mut dead = Vec::new();
    for file in documents() {
        let markdown = text(&file).expect("Markdown is text");
        let folder = root().join(&file).parent().expect("a file is in a folder").to_owned();
        for link in links(&markdown).iter().filter(|l| !l.contains("://") && !l.starts_with("mailto:")) {
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { root().join(&file) } else { folder.join(path) };
            if !target.exists() {
                dead.push(format!("{file}: {link}"));
            } else if !heading.is_empty()
                && !anchors(&std::fs::read_to_string(&target).unwrap_or_default()).contains(heading)
            {
                dead.push(format!("{file}: {link}: no such heading"));
            }
        }
    }
    none_of("dead links:", dead);
}

#[test]
fn paths_in_backquotes_exist() {
    let mut dead = Vec::new();
    for file in documents().iter().filter(|f| !f.starts_with("bench/runs/")) {
        let markdown = text(file).expect("Markdown is text");
        let prose = outside_fences(&markdown).join("\n");
        for path in prose.split('`').skip(1).step_by(2) {
            let ours =
                FOLDERS.iter().any(|f| path.starts_with(f)) && !path.contains(['*', '{', ' ', '<', '…']);
            let made = path.starts_with("dist/") || path.contains("DATE") || path.contains("/target");
            if ours && !made && !root().join(path).exists() {
                dead.push(format!("{file}: {path}"));
            }
        }
    }
    none_of("documents name paths that do not exist:", dead);
}

/// The help of the command that the most of these words name: `case people add` rather than `case`.
fn deepest(arguments: &[String]) -> std::process::Output {
    let help = |depth: usize| {
        let mut words: Vec<&str> = arguments[..depth].iter().map(String::as_str).collect();
        words.push("--help");
        firsthand(&words)
    };
    let names = |depth: usize| {
        let usage = format!("Usage: firsthand {}", arguments[..depth].join(" "));
        String::from_utf8_lossy(&help(depth).stdout).contains(&usage)
    };
    let depth = (2..=arguments.len().min(3)).rev().find(|depth| names(*depth));
    help(depth.unwrap_or(1))
}

#[test]
fn commands_in_the_readme_exist() {
    let readme = text("README.md").expect("the README is text");
    let blocks = [fenced(&readme, "sh"), fenced(&readme, "console")].concat();
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for line in blocks.iter().flat_map(|b| b.lines()) {
        let Some(arguments) = arguments(line) else { continue };
        let verb = arguments.first().expect("a command names a verb").clone();
        let (help, name) = match verb.starts_with("--") {
            true => (firsthand(&["--help"]), String::new()),
            false => (deepest(&arguments), verb),
        };
        let page = String::from_utf8_lossy(&help.stdout).into_owned();
        if !help.status.success() || page.is_empty() {
            wrong.push(format!("{line}: there is no such command"));
        }
        let flags =
            arguments.iter().filter(|a| a.starts_with("--")).map(|a| a.split('=').next().unwrap_or(a));
        wrong.extend(flags.filter(|f| !page.contains(*f)).map(|f| format!("{line}: there is no {f}")));
        seen.insert(name);
    }
    assert!(seen.contains("try") && seen.contains("read"), "the README shows `try` and `read`");
    none_of("commands in the README:", wrong);
    for command in ["cargo run --release -- try", "cargo test --workspace"] {
        assert!(readme.contains(command), "the README tells how to {command}");
        let ci = text(".ci/run").expect("the check is text").replace(" --locked", "");
        assert!(ci.contains(&format!("step {command}\n")), ".ci/run runs {command}");
    }
}

/// Whether `shown` is `real`, where `[…]` in `shown` stands for whatever was left out.
fn matches(shown: &str, real: &str) -> bool {
    let parts: Vec<&str> = shown.split("[…]").map(|p| p.trim_matches('\n')).collect();
    let mut rest = real.trim_matches('\n');
    for (index, part) in parts.iter().enumerate() {
        let Some(at) = rest.find(part) else { return false };
        if index == 0 && at != 0 {
            return false;
        }
        rest = &rest[at + part.len()..];
    }
    rest.trim().is_empty() || parts.last().is_some_and(|p| p.is_empty() && parts.len() > 1)
}

/// A `console` block: after each `$ firsthand …` what it prints. A command with nothing after it promises nothing.
#[test]
fn shown_output_is_real_output() {
    let mut wrong = Vec::new();
    // Transcripts are run by their own test, from a folder of their own.
    for file in documents().into_iter().filter(|f| !f.contains("/transcripts/")) {
        let markdown = text(&file).expect("Markdown is text");
        for block in fenced(&markdown, "console") {
            for step in format!("\n{block}").split("\n$ ").skip(1) {
                let (command, shown) = step.split_once('\n').unwrap_or((step, ""));
                let Some(arguments) = arguments(command).filter(|_| !command.contains(['|', '>'])) else {
                    continue;
                };
                let real = firsthand(&arguments);
                let real = String::from_utf8_lossy(&real.stdout).into_owned();
                if !shown.trim().is_empty() && !matches(shown, &real) {
                    wrong.push(format!("{file}: $ {command}\nreally prints:\n{real}"));
                }
            }
        }
    }
    none_of("shown output is not what the program prints:", wrong);
}

#[test]
fn the_changelog_has_a_place_for_the_next_change() {
    let changelog = text("CHANGELOG.md").expect("the changelog is text");
    assert!(changelog.contains("\n## [Unreleased]\n"), "CHANGELOG.md has an Unreleased section");
    let version = env!("CARGO_PKG_VERSION");
    let released = changelog.contains(&format!("\n## [{version}]"));
    let first = !changelog.lines().any(|l| l.starts_with("## [") && l != "## [Unreleased]");
    assert!(released || first, "CHANGELOG.md says what is in {version}");
}

#[test]
fn every_error_code_is_explained() {
    let explained: String =
        documents().iter().filter(|f| f.starts_with("docs/")).filter_map(|f| text(f)).collect();
    let mut silent = BTreeSet::new();
    for file in sources() {
        let text = text(&file).expect("source is text");
        for rest in text.split("\"FH-").skip(1) {
            let code: String = rest.chars().take_while(char::is_ascii_digit).collect();
            if code.len() == 3 && !explained.contains(&format!("FH-{code}")) {
                silent.insert(format!("{file}: FH-{code}"));
            }
        }
    }
    none_of("error codes that no document under docs/ explains:", silent.into_iter().collect());
}

#[test]
fn elisions_match_what_they_should() {
    assert!(matches("a\nb\n", "a\nb\n"));
    assert!(!matches("a\n", "a\nb\n") && !matches("b\n", "a\nb\n"));
    assert!(matches("a\n[…]\nd\n", "a\nb\nc\nd\n") && matches("a\n[…]\n", "a\nb\n"));
    assert!(matches("[…]\nb\n", "a\nb\n") && !matches("a\n[…]\nx\n", "a\nb\n"));
    assert_eq!(
        arguments("$ firsthand read 'a b' --json | jq ."),
        Some(vec!["read".into(), "a".into(), "b".into(), "--json".into()])
    );
    assert_eq!(anchor(" What it will not do"), "what-it-will-not-do");
}
