//! [`Words`]: `lang/en/furniture.toml` as read.

use serde::Deserialize;

/// The language's words for what stands around a story. All in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) months: Vec<Vec<String>>,
    pub(super) weekdays: Vec<String>,
    pub(super) date_labels: Vec<String>,
    pub(super) by: Vec<String>,
    pub(super) particles: Vec<String>,
    pub(super) joins: Vec<String>,
    pub(super) works_for: Vec<String>,
    pub(super) place: Vec<String>,
    pub(super) outlet_tails: Vec<String>,
    pub(super) nobody: Vec<String>,
    pub(super) jobs: Vec<String>,
    pub(super) writer_words: Vec<String>,
    pub(super) contributed_word: String,
    pub(super) contributed: Vec<String>,
    pub(super) caption_labels: Vec<String>,
    pub(super) photo_words: Vec<String>,
    pub(super) organisations: Vec<String>,
    pub(super) credit: Vec<Credit>,
    /// Example lines, run as tests.
    #[serde(rename = "lines")]
    #[cfg_attr(not(test), expect(dead_code))]
    pub(super) lines: Vec<Lines>,
}

/// One kind of credit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Credit {
    /// What the hands did.
    pub(super) roles: Vec<String>,
    /// How it begins.
    pub(super) opens: Vec<String>,
    /// Those of `opens` that are everyday words, and begin a credit only with a colon after them.
    #[serde(default)]
    pub(super) needs_colon: Vec<String>,
}

/// Example lines of one kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code))]
pub(super) struct Lines {
    pub(super) kind: String,
    pub(super) accepts: Vec<String>,
    pub(super) rejects: Vec<String>,
}

impl Words {
    /// The words of English.
    pub(super) fn english() -> Self {
        toml::from_str(include_str!("../../../lang/en/furniture.toml"))
            .expect("the file is built in, and a test reads it")
    }
}

/// Whether a list holds a word, in any case.
pub(super) fn holds(list: &[String], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// What follows one of the words at the beginning of a text, which must end there as a word does; the longest wins.
pub(super) fn after<'t>(text: &'t str, list: &[String]) -> Option<&'t str> {
    let found = list.iter().filter(|word| begins(text, word)).map(String::len).max()?;
    Some(&text[found..])
}

/// Whether a text begins with a word or words, in any case, and they end there.
pub(super) fn begins(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && !text[word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '’' || c == '\'')
}
