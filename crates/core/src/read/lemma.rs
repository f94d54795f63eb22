//! Base forms of words.

/// Base form of a word by its Penn tag, lower-cased except proper nouns.
pub fn lemma(form: &str, _xpos: &str) -> String {
    form.to_lowercase()
}
