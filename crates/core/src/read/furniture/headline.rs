//! Headlines of plain text.

use super::names::ends_sentence;

/// The longest headline, in bytes and in words.
const LONGEST: usize = 200;
const MOST_WORDS: usize = 26;

/// Whether the first block of a text is its headline: short, and without a closing full stop. One with a stop counts
/// where it is a single sentence and all its longer words begin with capitals.
pub(super) fn is(words: &str) -> bool {
    let words = words.trim();
    if words.len() > LONGEST || words.split_whitespace().nth(MOST_WORDS).is_some() {
        return false;
    }
    let body = words.trim_end_matches(['”', '"', '’', '\'', ')']);
    if body.ends_with([':', ',', ';', '—', '-']) || !words.chars().any(char::is_alphabetic) {
        return false;
    }
    let mut all: Vec<&str> = words.split_whitespace().collect();
    let last = all.pop().unwrap_or_default();
    let next = all.iter().skip(1).copied().chain([last]);
    let inner_stop = all.iter().zip(next).any(|(word, next)| {
        // "No. 6" goes on.
        ends_sentence(word.trim_end_matches(['”', '"', '’']))
            && !next.starts_with(|c: char| c.is_ascii_digit())
    });
    if !body.ends_with('.') {
        // Two sentences are a paragraph, unless the first is a name's initials.
        return !inner_stop;
    }
    all.push(last);
    let long = || all.iter().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    body.len() == words.len() && !inner_stop && long().count() >= 3 && long().all(|word| is_title_word(word))
}

fn is_title_word(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}

/// A headline as a title: on one line, without a closing full stop.
pub(super) fn title(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.strip_suffix('.') {
        Some(rest) if !rest.ends_with('.') && ends_sentence(line.rsplit(' ').next().unwrap_or(&line)) => {
            rest.to_owned()
        }
        _ => line,
    }
}
