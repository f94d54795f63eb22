//! Headlines, in which every word has a capital, as sentences: else each of their words would be a name.

use super::paper::Paper;
use super::unit::Unit;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A unit's words; of a headline, those words in small letters that the text has in small letters elsewhere.
pub(super) fn plain<'a>(unit: &'a Unit, paper: &Paper) -> Cow<'a, str> {
    if unit.statement.is_some() || !is_title(&unit.words) {
        return Cow::Borrowed(&unit.words);
    }
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let small: BTreeSet<String> = paper
        .text
        .split_whitespace()
        .map(bare)
        .filter(|w| w.chars().next().is_some_and(char::is_lowercase))
        .collect();
    let mut out = String::with_capacity(unit.words.len());
    for (at, word) in unit.words.split(' ').enumerate() {
        let lower = word.to_lowercase();
        out.push_str(if at > 0 { " " } else { "" });
        out.push_str(if at > 0 && small.contains(&bare(&lower)) { &lower } else { word });
    }
    Cow::Owned(out)
}

/// Whether nearly every longer word begins with a capital.
fn is_title(words: &str) -> bool {
    let long: Vec<&str> =
        words.split_whitespace().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3).collect();
    let capital = |w: &&&str| w.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    long.len() > 1 && long.iter().filter(capital).count() * 5 >= long.len() * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_has_small_letters_where_the_text_has() {
        let text = "Gate at Senn Dam Opened Without Warning\n\nThe upper gate of the Senn dam was opened without any warning.";
        let paper = Paper { text: text.into(), ..Paper::default() };
        let unit = |words: &str| Unit {
            paper: 0,
            statement: None,
            part: None,
            spans: Vec::new(),
            words: words.into(),
            denies: false,
        };
        let headline = unit("Gate at Senn Dam Opened Without Warning");
        assert_eq!(plain(&headline, &paper), "Gate at Senn dam opened without warning");
        let sentence = unit("The upper gate of the Senn dam was opened");
        assert_eq!(plain(&sentence, &paper), sentence.words);
    }
}
