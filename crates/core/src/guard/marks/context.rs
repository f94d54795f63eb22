//! What stands around a number: words before it that say what it is, units behind it, letters that join it to a word.

use super::fold::{BARRIER, Folded};
use super::lexicon::{Edge, List};
use regex_automata::Input;
use std::ops::Range;

/// How far before a number a word may say what it is: columns, signs of East Asia counting two.
const REACH: usize = 32;
/// Words that may stand between.
const WORDS_BETWEEN: usize = 3;
/// Letters that a word with a full stop may have and still be an abbreviation ("no.", "tel.").
const ABBREVIATION: usize = 4;
/// Columns to either side in which a unit or another name of a number is looked for.
const NEAR: usize = 14;
/// Bytes in which all of this lies: what a change at one place can touch.
pub(super) const REACH_BYTES: usize = 4 * (REACH + 40);

/// Whether a letter is of a script in which words stand apart, so that a letter beside it is of the same word.
pub(super) fn joins(c: char) -> bool {
    !matches!(c as u32,
        // Thai to Tibetan, Burmese, Khmer; jamo; kana to Han and Yi; Hangul; beyond the first plane: Han.
        0xE00..=0xFFF | 0x1000..=0x109F | 0x1100..=0x11FF | 0x1780..=0x17FF | 0x2E80..=0xA4CF | 0xA960..=0xA97F
        | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether a number may begin and end where it does.
pub(super) fn stands_alone(text: &Folded, range: &Range<usize>, before: Edge, after: Edge) -> bool {
    let joined = |c: Option<char>| c.is_some_and(|c| c == '_' || c.is_alphanumeric() && joins(c));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let sign = |c: Option<char>| c.is_some_and(|c| matches!(c, '.' | ',' | '-' | '/' | ':'));
    let (left, first) = text.beside(range.start);
    let (last, right) = text.beside(range.end);
    // A sign before it and a digit before that: the number goes on to the left; the same behind it.
    let goes_on_left = || sign(left) && digit(text.beside(range.start - 1).0);
    let goes_on_right = || sign(right) && digit(text.beside(range.end + 1).1);
    let outside_left = match before {
        Edge::Any => false,
        // A letter that begins the mark in a script without gaps has letters before it.
        Edge::Letters => joined(left) && first.is_some_and(|c| joins(c) || c.is_ascii()),
        Edge::Number => joined(left) || digit(first) && goes_on_left(),
    };
    let outside_right = match after {
        Edge::Any => false,
        Edge::Letters => joined(right),
        Edge::Number => joined(right) || digit(last) && goes_on_right(),
    };
    !outside_left && !outside_right
}

/// The columns from the nearest word of the lists to a number behind it; `None`: there is none that belongs to it.
pub(super) fn said<'l>(text: &Folded, start: usize, lists: impl Iterator<Item = &'l List>) -> Option<usize> {
    let from = reach(text, start, REACH + 40, true);
    let mut best: Option<usize> = None;
    for list in lists {
        for found in list.words.all(Input::new(&text.text).range(from..start)) {
            let gap = text.slice(found.end()..start);
            let word = text.slice(found.range());
            if width(gap) <= REACH && goes_together(word, gap) {
                best = Some(best.map_or(width(gap), |b| b.min(width(gap))));
            }
        }
    }
    best
}

/// Whether words of the lists stand right before or right behind a range, at most one other word between.
pub(super) fn counted<'l>(
    text: &Folded,
    range: &Range<usize>,
    mut lists: impl Iterator<Item = &'l List>,
) -> bool {
    let from = reach(text, range.start, NEAR + 20, true);
    let to = reach_right(text, range.end, NEAR + 20);
    lists.any(|list| {
        let before = list.words.all(Input::new(&text.text).range(from..range.start)).pop();
        let after = list.words.first(&Input::new(&text.text).range(range.end..to));
        before.is_some_and(|f| {
            let gap = text.slice(f.end()..range.start);
            width(gap) <= 8
                && gap.split_whitespace().filter(|w| has_letters(w)).count() <= 1
                && !gap.contains(". ")
        }) || after
            .is_some_and(|f| text.slice(range.end..f.start()).trim().is_empty() && f.start() <= range.end + 1)
    })
}

/// Whether a word and what lies between it and a number are of one sentence and few words.
fn goes_together(word: &str, gap: &str) -> bool {
    if gap.split_whitespace().filter(|w| has_letters(w)).count() > WORDS_BETWEEN {
        return false;
    }
    if gap.contains(['!', '?', ';', '。', '؟', '؛', '।', '။', '！', '？', '；']) {
        return false;
    }
    // A full stop with a gap behind it ends the sentence, but for abbreviations.
    let all = format!("{word}{gap}");
    let mut parts = all.split(". ").collect::<Vec<_>>();
    parts.pop();
    parts.iter().all(|part| {
        let last = part.rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or_default();
        last.chars().count() <= ABBREVIATION
    })
}

fn has_letters(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
}

/// Where the text before a byte begins that may speak of what stands there: so many columns back, never past another
/// number, a mark or a blank line.
fn reach(text: &Folded, start: usize, columns: usize, stop_at_digits: bool) -> usize {
    let from = text.floor(start.saturating_sub(4 * columns));
    let (mut at, mut seen, mut newline) = (start, 0, false);
    for c in text.slice(from..start).chars().rev() {
        let stops =
            c as u32 == u32::from(BARRIER) || stop_at_digits && c.is_ascii_digit() || newline && c == '\n';
        seen += columns_of(c);
        if stops || seen > columns {
            break;
        }
        newline = c == '\n';
        at -= c.len_utf8();
    }
    at
}

fn reach_right(text: &Folded, end: usize, columns: usize) -> usize {
    let to = text.floor(end + columns);
    let stop = |c: char| c as u32 == u32::from(BARRIER) || c == '\n';
    let slice = text.slice(end..to.max(end));
    end + slice.find(stop).unwrap_or(slice.len())
}

fn width(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

fn columns_of(c: char) -> usize {
    if c.is_ascii() || joins(c) { 1 } else { 2 }
}
