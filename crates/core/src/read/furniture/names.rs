//! Names of people and bodies in credit lines: words with capitals, and the few small ones between them.

use super::words::{Words, holds};

/// The most words of a name.
const MOST: usize = 9;

/// Whether a phrase is a name to its last word: capitals throughout but for particles inside.
pub(super) fn is_name(phrase: &str, words: &Words) -> bool {
    let mut count = 0;
    let mut last_is_small = true;
    for word in phrase.split_whitespace() {
        let small = !is_capital(word);
        if small && (count == 0 || !is_particle(word, words)) {
            return false;
        }
        // A stop within it ends a sentence, unless it marks an initial.
        if word.contains([',', ';', ':', '?', '!', '(', ')', '“', '”', '"', '@']) || ends_sentence(word) {
            return false;
        }
        count += 1;
        last_is_small = small;
    }
    (1..=MOST).contains(&count) && !last_is_small
}

/// Whether a word begins with a capital letter, or is written in a script that has none.
pub(super) fn is_capital(word: &str) -> bool {
    let word = word.trim_start_matches(['‘', '\'', '’']);
    let first = word.chars().next();
    // "al-Hassan"
    first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        || word
            .split_once('-')
            .is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase) && word.len() > rest.len() + 2)
}

fn is_particle(word: &str, words: &Words) -> bool {
    holds(&words.particles, word)
}

/// Whether a word's full stop ends a sentence: that of "J.", "N.J." or "Jr." does not.
pub(super) fn ends_sentence(word: &str) -> bool {
    const SHORT: [&str; 18] = [
        "jr", "sr", "st", "dr", "mr", "mrs", "ms", "inc", "vs", "gen", "col", "lt", "sen", "rep", "gov",
        "prof", "capt", "mt",
    ];
    let Some(body) = word.strip_suffix('.') else { return false };
    let initials =
        body.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    !initials && !SHORT.iter().any(|short| body.eq_ignore_ascii_case(short))
}

/// How far the name at the beginning of a text goes, in bytes: up to a word that joins, a mark, or the sentence's end.
/// A particle is part of it where a capital follows. `None` where no name is there.
pub(super) fn name_at_start(text: &str, stops: &[&[String]], words: &Words) -> Option<usize> {
    let mut end = 0;
    let mut at = 0;
    let mut count = 0;
    for piece in text.split_inclusive([' ', '\n']) {
        let word = piece.trim_end();
        let bare = word.trim_end_matches([',', ';', ')', ']', '|']);
        let is_end = ends_sentence(bare);
        let bare = if is_end { bare.trim_end_matches('.') } else { bare };
        let stopped = stops.iter().any(|stop| holds(stop, bare));
        if bare.is_empty() || stopped || !is_capital(bare) && (count == 0 || !is_particle(bare, words)) {
            break;
        }
        if bare.contains(['(', '“', '"', ':', '/']) {
            break;
        }
        count += 1;
        if is_capital(bare) {
            end = at + bare.len();
        }
        if is_end || bare.len() < word.len() {
            break;
        }
        at += piece.len();
    }
    (end > 0 && count <= MOST).then_some(end)
}
