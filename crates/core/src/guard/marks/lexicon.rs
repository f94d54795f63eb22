//! [`Lexicon`]: the patterns of marks and the words beside them, from `lang/marks/`.

use super::Kind;
use super::check::Check;
use super::fold;
use super::form::Form;
use regex_automata::util::syntax;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

static PROGRAM: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// Patterns with their words. Made once, shared by all threads, never changed.
#[derive(Debug)]
pub struct Lexicon {
    pub(super) patterns: Vec<Pattern>,
    pub(super) lists: Vec<List>,
}

/// One pattern, ready for use.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// "phone/korea-mobile".
    pub(super) id: Arc<str>,
    pub(super) kind: Kind,
    pub(super) form: Form,
    pub(super) check: Option<Check>,
    /// Lists of which a word must stand before the mark; none: it is a mark by its form.
    pub(super) beside: Vec<usize>,
    /// Lists of which no word may stand right before or behind it.
    pub(super) unless: Vec<usize>,
    pub(super) before: Edge,
    pub(super) after: Edge,
    /// The script of which it needs a letter.
    pub(super) script: Option<Script>,
    /// Whether letters may part its digits: six in one row are not to be expected.
    pub(super) scattered: bool,
    /// Bytes that it matches at most.
    pub(super) longest: usize,
}

/// A script, as far as patterns ask for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Script {
    Cyrillic,
    Arabic,
    Burmese,
    Han,
    Hangul,
}

impl Script {
    /// The script of a letter, by the first byte of its UTF-8; others' letters may be among them.
    pub(super) fn of_byte(byte: u8) -> Option<Script> {
        match byte {
            0xD0..=0xD4 => Some(Script::Cyrillic),
            0xD8..=0xDB => Some(Script::Arabic),
            0xE1 => Some(Script::Burmese),
            0xE3..=0xE9 => Some(Script::Han),
            0xEA..=0xED => Some(Script::Hangul),
            _ => None,
        }
    }
}

/// What may not stand next to a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Edge {
    /// Letters, digits, and signs that join it to further digits.
    #[default]
    Number,
    /// Letters and digits.
    Letters,
    /// Anything may.
    Any,
}

/// A list of words.
#[derive(Clone, Debug)]
pub(super) struct List {
    /// Whether any of them may be in a stretch of text.
    pub(super) anywhere: Form,
    /// The words, whole.
    pub(super) words: Form,
}

/// What the documentation tells of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PatternInfo {
    /// Its name within its kind.
    pub id: String,
    /// Standard or plan that lays the form down.
    pub source: String,
    form: String,
    /// The check that its digits must pass, with its numbers, if there is one.
    pub check: Option<String>,
    /// The lists of words of which one must stand before it.
    #[serde(default)]
    pub beside: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    before: Edge,
    #[serde(default)]
    after: Edge,
    script: Option<Script>,
    #[serde(default)]
    scattered: bool,
    /// Sentences with the marks in braces.
    pub accepts: Vec<String>,
    /// Sentences in which it finds nothing.
    pub rejects: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pattern: Vec<PatternInfo>,
}

impl Lexicon {
    /// The program's own patterns, built at the first call.
    pub fn program() -> &'static Lexicon {
        &PROGRAM
    }

    /// The patterns of a kind as the data tell of them, in the order of the file.
    pub fn info(kind: Kind) -> Vec<PatternInfo> {
        let file: File =
            toml::from_str(kind.data()).expect("the patterns are part of the program and read by its tests");
        file.pattern
    }

    /// One pattern alone, for the tests of its examples.
    #[cfg(test)]
    pub(super) fn only(&self, id: &str) -> Lexicon {
        let patterns = self.patterns.iter().filter(|p| *p.id == *id).cloned().collect();
        Lexicon { patterns, lists: self.lists.clone() }
    }

    /// The patterns as they are matched, for the tests that measure them.
    #[cfg(test)]
    pub(super) fn forms() -> Vec<String> {
        Kind::ALL.into_iter().flat_map(Lexicon::info).map(|info| folded(&info.form)).collect()
    }

    fn load() -> Lexicon {
        let words: BTreeMap<String, String> = toml::from_str(include_str!("../../../lang/marks/words.toml"))
            .expect("words.toml is part of the program and read by its tests");
        let names: Vec<&String> = words.keys().collect();
        let list = |name: &String| names.iter().position(|n| *n == name).expect("a list of words.toml");
        let mut patterns = Vec::new();
        for kind in Kind::ALL {
            for info in Lexicon::info(kind) {
                let form = folded(&info.form);
                let parsed = syntax::parse(&form).expect("a pattern of the program");
                patterns.push(Pattern {
                    id: format!("{}/{}", kind.word(), info.id).into(),
                    kind,
                    longest: parsed.properties().maximum_len().expect("patterns are bounded"),
                    form: Form::new(&form),
                    check: info.check.as_deref().map(|c| Check::named(c).expect("a check of check.rs")),
                    beside: info.beside.iter().map(list).collect(),
                    unless: info.unless.iter().map(list).collect(),
                    before: info.before,
                    after: info.after,
                    script: info.script,
                    scattered: info.scattered,
                });
            }
        }
        Lexicon { patterns, lists: words.values().map(|words| List::new(words)).collect() }
    }
}

impl List {
    /// Reads a list as words.toml writes it.
    fn new(words: &str) -> List {
        let words = folded(words);
        let mut words: Vec<&str> = words.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
        // The longest first, as the first that fits is taken.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let plain = |word: &str| {
            let parts: Vec<String> = word.trim_end_matches('*').split_whitespace().map(escape).collect();
            parts.join("[ \n]{1,2}")
        };
        let whole = |word: &&str| {
            let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && super::context::joins(c));
            let begin = if joins(word.chars().next()) { r"\b{start-half}" } else { "" };
            let end = match word.strip_suffix('*') {
                Some(_) => r"[A-Za-z\x{C0}-\x{6FF}]{0,10}",
                None if joins(word.chars().next_back()) => r"\b{end-half}",
                None => "",
            };
            format!("{begin}{}{end}", plain(word))
        };
        let anywhere: Vec<String> = words.iter().map(|word| plain(word)).collect();
        let words: Vec<String> = words.iter().map(whole).collect();
        List {
            anywhere: Form::new(&format!("(?i:{})", anywhere.join("|"))),
            words: Form::new(&format!("(?i:{})", words.join("|"))),
        }
    }
}

/// A pattern or word as it must be to match a folded text.
fn folded(text: &str) -> String {
    text.chars().filter_map(fold::plain).collect()
}

fn escape(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
