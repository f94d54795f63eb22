//! Full text over documents and statements.

mod cut;
mod index;
mod query;
mod run;
mod snippet;

pub(crate) use cut::indexed;
pub(crate) use index::Pending;
pub use query::Query;
pub use run::{Hit, Order, Target};
pub use snippet::Snippet;

/// The form in which outlets, languages and kinds are stored for filters and compared: folded words with a space between.
pub(crate) fn filter_form(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for word in cut::cut(text, &[]) {
        // Rows that are indexed in pairs are put together again.
        if !inside && !out.is_empty() {
            out.push(' ');
        }
        inside = word.row == cut::Row::Pair;
        let pair = word.text.chars().take(1).collect::<String>();
        out.push_str(if inside { &pair } else { &word.text });
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn filters_are_whole_words_folded() {
        for (text, form) in [
            ("Grey Island WEEKLY", "grey island weekly"),
            ("강변 신문", "강변 신문"),
            ("A집", "a 집"),
            ("en-GB", "en gb"),
        ] {
            assert_eq!(super::filter_form(text), form);
        }
    }
}
