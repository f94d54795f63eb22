//! How the code is kept: sizes, module docs, no `unwrap`, no `unsafe`.

use crate::{none_of, rust_files, sources, text};
use std::collections::BTreeSet;
use syn::visit::{self, Visit};

/// Longest file, in lines.
const FILE: usize = 600;
/// Median length that files of source may have, in lines.
// The house's aim is 150; this number may only fall.
const FILE_MEDIAN: usize = 165;
/// Longest function, in lines from its signature to its closing brace.
const FUNCTION: usize = 100;
/// Length that 95 of 100 functions of source keep to, in lines.
const FUNCTION_P95: usize = 50;
/// The one place with `unsafe`: SQLite's file layer is an interface of C. The lines of its files that have some.
const UNSAFE: (&str, usize) = ("crates/vfs/", 500);
/// Lines in `allowed.txt` today. Only ever lower it.
const EXCEPTIONS: usize = 0;

/// What one walk over a file finds.
#[derive(Default)]
struct Findings {
    /// Functions outside test modules: name and lines.
    functions: Vec<(String, usize)>,
    /// Lines with `.unwrap()` outside test modules.
    unwraps: Vec<usize>,
    /// Lines with `unsafe`.
    unsafes: Vec<usize>,
}

/// Whether an item is compiled for tests only.
fn for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|a| {
        a.path().is_ident("test")
            || (a.path().is_ident("cfg") && a.parse_args::<syn::Ident>().is_ok_and(|i| i == "test"))
    })
}

impl Findings {
    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let first = signature.fn_token.span.start().line;
        self.functions
            .push((signature.ident.to_string(), block.brace_token.span.close().end().line - first + 1));
        if let syn::Safety::Unsafe(word) = &signature.safety {
            self.unsafes.push(word.span.start().line);
        }
    }
}

impl<'a> Visit<'a> for Findings {
    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        if !for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }
    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        if !for_tests(&item.attrs) {
            self.function(&item.sig, &item.block);
            visit::visit_item_fn(self, item);
        }
    }
    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        if !for_tests(&item.attrs) {
            self.function(&item.sig, &item.block);
            visit::visit_impl_item_fn(self, item);
        }
    }
    fn visit_trait_item_fn(&mut self, item: &'a syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }
    fn visit_expr_method_call(&mut self, call: &'a syn::ExprMethodCall) {
        if call.method == "unwrap" {
            self.unwraps.push(call.method.span().start().line);
        }
        visit::visit_expr_method_call(self, call);
    }
    fn visit_expr_unsafe(&mut self, block: &'a syn::ExprUnsafe) {
        self.unsafes.push(block.unsafe_token.span.start().line);
    }
    fn visit_item_impl(&mut self, item: &'a syn::ItemImpl) {
        self.unsafes.extend(item.unsafety.as_ref().map(|u| u.span.start().line));
        visit::visit_item_impl(self, item);
    }
}

fn findings(file: &str) -> Findings {
    let text = text(file).expect("source is text");
    let tree = syn::parse_file(&text).unwrap_or_else(|e| panic!("{file}: {e}"));
    let mut found = Findings::default();
    found.visit_file(&tree);
    found
}

/// Checks values against a limit and `allowed.txt`, whose lines must be exact.
fn within(rule: &str, limit: usize, values: Vec<(String, usize)>) {
    let allowed = include_str!("allowed.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let allowed: Vec<Vec<&str>> = allowed.map(|l| l.split(' ').collect()).collect();
    assert_eq!(allowed.len(), EXCEPTIONS, "allowed.txt may only shrink, and EXCEPTIONS with it");
    let mut unused: BTreeSet<&str> = allowed.iter().filter(|a| a[0] == rule).map(|a| a[1]).collect();
    let mut wrong = Vec::new();
    for (what, value) in values.iter().filter(|(_, value)| *value > limit) {
        let exception = allowed.iter().find(|a| a[0] == rule && a[1] == what);
        match exception.and_then(|a| a[2].parse::<usize>().ok()) {
            Some(most) if most == *value => {}
            Some(most) => wrong.push(format!("{what}: {value}, but allowed.txt says {most}")),
            None => wrong.push(format!("{what}: {value}, the most is {limit}")),
        }
        unused.remove(what.as_str());
    }
    wrong.extend(
        unused.iter().map(|w| format!("{w}: is within the limit now; take its line out of allowed.txt")),
    );
    none_of(rule, wrong);
}

/// The value that `part` of a hundred do not exceed.
fn percentile(mut values: Vec<usize>, part: usize) -> usize {
    values.sort_unstable();
    values.get((values.len() * part / 100).min(values.len().saturating_sub(1))).copied().unwrap_or(0)
}

#[test]
fn files_are_short() {
    let length = |f: &String| text(f).expect("source is text").lines().count();
    let values = rust_files().into_iter().map(|f| (f.clone(), length(&f)));
    within("file-lines", FILE, values.collect());
    let median = percentile(sources().iter().map(length).collect(), 50);
    assert!(median <= FILE_MEDIAN, "the median file has {median} lines, the most is {FILE_MEDIAN}");
}

#[test]
fn functions_are_short() {
    let mut values = Vec::new();
    for file in sources() {
        values.extend(
            findings(&file).functions.into_iter().map(|(name, lines)| (format!("{file}::{name}"), lines)),
        );
    }
    assert!(!values.is_empty(), "functions were found");
    let p95 = percentile(values.iter().map(|(_, lines)| *lines).collect(), 95);
    within("function-lines", FUNCTION, values);
    assert!(p95 <= FUNCTION_P95, "95 of 100 functions have up to {p95} lines, the most is {FUNCTION_P95}");
}

#[test]
fn modules_open_with_their_purpose() {
    let silent = |f: &String| !text(f).expect("source is text").trim_start().starts_with("//!");
    none_of("every module opens with `//!`:", rust_files().into_iter().filter(silent).collect());
}

#[test]
fn nothing_unwraps_and_nothing_is_unsafe() {
    let (mut wrong, mut wild) = (Vec::new(), 0);
    // Tests that live in files of their own beside the source may unwrap: a panic is how they fail.
    for file in sources().into_iter().filter(|f| !f.contains("/tests/") && !f.ends_with("tests.rs")) {
        let found = findings(&file);
        wrong.extend(
            found.unwraps.iter().map(|l| format!("{file}:{l}: unwrap(); say why it cannot fail: expect")),
        );
        if !file.starts_with(UNSAFE.0) {
            wrong.extend(found.unsafes.iter().map(|l| format!("{file}:{l}: unsafe")));
        } else if !found.unsafes.is_empty() {
            wild += text(&file).expect("source is text").lines().count();
        }
    }
    if wild > UNSAFE.1 {
        wrong.push(format!("{}: {wild} lines in files with unsafe, the most is {}", UNSAFE.0, UNSAFE.1));
    }
    none_of("no unwrap and no unsafe in source:", wrong);
}

/// Lines of code for which core has one line of docs. The house's aim is five; this number may only fall.
const CODE_PER_DOC: usize = 10;

/// Lines of `///` and `//!` against lines that hold code.
#[test]
fn core_is_explained() {
    let (mut doc, mut code) = (0, 0);
    for file in sources().iter().filter(|f| f.starts_with("crates/core/") && !f.contains("/tests/")) {
        let text = text(file).expect("source is text");
        let body = text.split("#[cfg(test)]").next().unwrap_or("");
        for line in body.lines().map(str::trim).filter(|l| !l.is_empty()) {
            if line.starts_with("///") || line.starts_with("//!") {
                doc += 1;
            } else if !line.starts_with("//") {
                code += 1;
            }
        }
    }
    assert!(
        doc * CODE_PER_DOC >= code,
        "core has {doc} lines of docs for {code} of code: one for {CODE_PER_DOC} at least"
    );
}

#[test]
fn the_walk_sees_what_it_should() {
    let tree = syn::parse_file(
        "fn long() {\n let x = Some(1).unwrap();\n unsafe { f() }\n}\n\
         #[cfg(test)]\nmod tests {\n fn g() { None::<u8>.unwrap(); }\n}\n",
    )
    .unwrap();
    let mut found = Findings::default();
    found.visit_file(&tree);
    assert_eq!(found.functions, [("long".to_owned(), 4)]);
    assert_eq!((found.unwraps, found.unsafes), (vec![2], vec![3]));
    assert_eq!(percentile((1..=100).collect(), 95), 96);
}
