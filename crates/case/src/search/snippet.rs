//! [`Snippet`]: the stretch of a text around what was found.

use super::cut::cut;
use super::query::Term;
use crate::mask::{Mask, ranges};
use std::ops::Range;

/// A stretch of a text with the found words marked. Masks are placeholders in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The words, on one line.
    pub text: String,
    /// Where the found words stand in `text`, in bytes.
    pub marks: Vec<Range<usize>>,
    /// Where the stretch begins in the document's text, in bytes.
    pub start: usize,
    /// Whether text stands before and after it.
    pub cut: (bool, bool),
}

/// About how long a snippet is, in bytes on each side of the first find.
const SIDE: usize = 120;

/// Where the terms are found in a text, in bytes, in order, apart.
fn finds(text: &str, masks: &[Mask], terms: &[Term]) -> Vec<Range<usize>> {
    let words = cut(text, &ranges(masks));
    let mut found: Vec<Range<usize>> = Vec::new();
    for term in terms {
        for window in words.windows(term.words.len()) {
            let last = term.words.len() - 1;
            let same = window.iter().zip(&term.words).enumerate().all(|(index, (word, wanted))| {
                word.text == *wanted
                    || (index == last && term.begins && word.text.starts_with(wanted.as_str()))
            });
            if same {
                // Of a pair that only begins with what was sought, the first sign counts.
                let mut end = window[last].span.end;
                if term.begins && window[last].row == super::cut::Row::Pair {
                    let start = window[last].span.start;
                    end = text[start..].char_indices().nth(1).map_or(end, |(at, _)| start + at);
                }
                found.push(window[0].span.start..end);
            }
        }
    }
    found.sort_by_key(|r| (r.start, r.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match apart.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => apart.push(range),
        }
    }
    apart
}

/// Moves a place to the next one where a word or, failing that, a sign begins.
fn soft(text: &str, at: usize, back: bool) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let near = 24;
    let space = if back {
        text[..at]
            .char_indices()
            .rev()
            .take(near)
            .find(|(_, c)| c.is_whitespace())
            .map(|(i, c)| i + c.len_utf8())
    } else {
        text[at..].char_indices().take(near).find(|(_, c)| c.is_whitespace()).map(|(i, _)| at + i)
    };
    space.unwrap_or(at)
}

/// The snippet around the place with the most different terms near it. Without a find: the beginning.
pub(crate) fn snippet(text: &str, masks: &[Mask], terms: &[Term]) -> Snippet {
    let finds = finds(text, masks, terms);
    let near =
        |at: &Range<usize>| finds.iter().filter(|f| f.start >= at.start && f.end <= at.start + SIDE).count();
    let first = finds.iter().rev().max_by_key(|f| near(f)).cloned().unwrap_or(0..0);
    let start = if first.start <= SIDE { 0 } else { soft(text, first.start - SIDE, true) };
    let end = if first.end + SIDE >= text.len() { text.len() } else { soft(text, first.end + SIDE, false) };
    let mut out = Snippet { start, cut: (start > 0, end < text.len()), ..Snippet::default() };
    let mut at = start;
    // Finds and masks never overlap: no word is taken from a mask.
    let inside = finds.iter().filter(|f| f.start >= start && f.end <= end);
    let masked = masks.iter().filter(|m| m.start < end && m.end > start);
    let mut pieces: Vec<(Range<usize>, Option<&Mask>)> =
        inside.map(|f| (f.clone(), None)).chain(masked.map(|m| (m.start..m.end, Some(m)))).collect();
    pieces.sort_by_key(|(range, _)| range.start);
    for (range, mask) in pieces {
        plain(&mut out.text, text.get(at..range.start).unwrap_or_default());
        match mask {
            Some(mask) => out.text.push_str(&format!("▒{}▒", mask.kind)),
            None => {
                let from = out.text.len();
                plain(&mut out.text, text.get(range.clone()).unwrap_or_default());
                out.marks.push(from..out.text.len());
            }
        }
        at = range.end.max(at);
    }
    plain(&mut out.text, text.get(at..end).unwrap_or_default());
    out
}

/// Appends with every line end and tab as a space: a snippet is one line.
fn plain(out: &mut String, text: &str) {
    out.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Query;

    fn shown(text: &str, masks: &[Mask], query: &str) -> String {
        let found = snippet(text, masks, &Query::parse(query).unwrap().with);
        let mut out = found.text.clone();
        for mark in found.marks.iter().rev() {
            out.insert(mark.end, ']');
            out.insert(mark.start, '[');
        }
        out
    }

    #[test]
    fn finds_are_marked_in_the_original_words() {
        assert_eq!(shown("Phones were\nseized.", &[], "phones seized"), "[Phones] were [seized].");
        assert_eq!(shown("군인이 휴대전화를 압수했다", &[], "휴대전화"), "군인이 [휴대전화]를 압수했다");
        assert_eq!(shown("새 집에서", &[], "집"), "새 [집]에서");
        assert_eq!(shown("Ｐhones marked", &[], "phones mark*"), "[Ｐhones] [marked]");
        assert_eq!(shown("No such word", &[], "phones"), "No such word");
    }

    #[test]
    fn nothing_of_a_mask_is_shown_or_found() {
        let masks = [Mask { start: 5, end: 13, kind: "phone".into() }];
        assert_eq!(shown("Ring 555 0100 at noon", &masks, "ring 555 phone"), "[Ring] ▒phone▒ at noon");
    }

    #[test]
    fn long_texts_are_cut_where_words_end() {
        let text = format!("{}needle {}", "straw ".repeat(100), "hay ".repeat(100));
        let found = snippet(&text, &[], &Query::parse("needle").unwrap().with);
        assert!(found.cut == (true, true) && found.text.len() < 3 * SIDE && found.text.contains("needle"));
        assert_eq!(&text[found.start..found.start + 5], "straw");
    }
}
