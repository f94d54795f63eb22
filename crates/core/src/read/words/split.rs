//! Words to sentences.

use super::scan::{is_closer, is_smiley, is_white};
use super::{Sentence, Word};

/// Appends the sentences of the block whose words are `words[first..]`.
pub(super) fn split(text: &str, words: &[Word], first: usize, block: usize, out: &mut Vec<Sentence>) {
    let lines = has_own_lines(text, words, first);
    let split = Split { text, words, lines };
    let mut start = first;
    let mut at = first;
    while at < words.len() {
        let next = split.ends_at(start, at);
        if let Some(end) = next {
            out.push(Sentence { words: start..end, block });
            start = end;
        }
        at = next.unwrap_or(at + 1);
    }
    if start < words.len() {
        out.push(Sentence { words: start..words.len(), block });
    }
}

struct Split<'a> {
    text: &'a str,
    words: &'a [Word],
    /// Each line of the block is a sentence at least (verse, a list).
    lines: bool,
}

/// Words that are looked at for the verb after a question that is quoted.
const AHEAD: usize = 10;

/// Marks at most that close a sentence after its full stop.
const CLOSERS: usize = 8;

impl<'a> Split<'a> {
    fn form(&self, i: usize) -> &'a str {
        self.words.get(i).map_or("", |w| &self.text[w.span.start()..w.span.end()])
    }

    /// Where the sentence ends that word `at` closes: the first word after it.
    fn ends_at(&self, start: usize, at: usize) -> Option<usize> {
        let form = self.form(at);
        let after = at + 1;
        if after >= self.words.len() {
            return Some(after);
        }
        if self.words[after].spaced && self.breaks_line(after) {
            return Some(after);
        }
        if !form.starts_with(['.', '!', '?', '…'])
            || (form.len() > 1 && form.ends_with(|c: char| c.is_ascii_digit()))
        {
            return None;
        }
        let mut end = after;
        let mut quoted = false;
        while end < self.words.len().min(after + CLOSERS) && !self.words[end].spaced {
            let next = self.form(end);
            if next.starts_with(['.', '!', '?', '…']) {
                end += 1;
                continue;
            }
            if !next.starts_with(is_closer) || next.len() > 3 {
                break;
            }
            quoted |= !next.starts_with([')', ']', '}']);
            end += 1;
        }
        if end >= self.words.len() {
            return Some(end);
        }
        end = self.reference(end);
        if end >= self.words.len() {
            return Some(end);
        }
        if self.is_item(start, at) {
            return None;
        }
        let next = self.opener(end);
        let first = self.form(next).chars().next().unwrap_or(' ');
        let glued = !self.words[end].spaced;
        if glued && !(first.is_uppercase() && form != "…" && form.len() <= 3) {
            return None;
        }
        if first.is_lowercase() {
            // A name may begin with a small letter, but far oftener the sentence goes on.
            let plain = !quoted && end == after && matches!(form, "." | "?");
            return (plain && !glued).then_some(end);
        }
        if matches!(first, ',' | ';' | ':' | ')' | '-' | '–' | '—' | '&' | '/' | '.' | '!' | '?' | '…')
            || is_smiley(self.form(next))
        {
            return None;
        }
        if quoted && form != "." && self.is_told(end) {
            return None;
        }
        Some(end)
    }

    /// Skips a reference after the full stop: `AD. [9]`.
    fn reference(&self, end: usize) -> usize {
        let digits = |i| !self.form(i).is_empty() && self.form(i).bytes().all(|b| b.is_ascii_digit());
        let mut end = end;
        while self.form(end) == "[" && digits(end + 1) && self.form(end + 2) == "]" {
            end += 3;
        }
        end
    }

    /// Whether the sentence so far is the number of a list's item ("1.").
    fn is_item(&self, start: usize, at: usize) -> bool {
        let number = self.form(at.saturating_sub(1));
        self.form(at) == "."
            && (at == start + 1 || (at > start + 1 && matches!(self.form(at - 2), ":" | "*" | "•" | ";")))
            && number.len() <= 3
            && (number.bytes().all(|b| b.is_ascii_digit()) || (number.len() == 1 && number != "I"))
    }

    /// The first word from `i` on that is no opening mark.
    fn opener(&self, mut i: usize) -> usize {
        let limit = i + 3;
        while i < limit && matches!(self.form(i), "\"" | "“" | "‘" | "'" | "(" | "[" | "``" | "''" | "«")
        {
            i += 1;
        }
        i
    }

    /// Whether a line begins at `i` that is a sentence of its own.
    fn breaks_line(&self, i: usize) -> bool {
        let gap = self.text[..self.words[i].span.start()].rfind(|c| !is_white(c));
        let from = gap.map_or(0, |at| text_after(self.text, at));
        let gap = &self.text[from..self.words[i].span.start()];
        gap.contains(['\n', '\u{2028}']) && (self.lines || self.is_bullet(i))
    }

    fn is_bullet(&self, i: usize) -> bool {
        let form = self.form(i);
        let spaced = self.words.get(i + 1).is_some_and(|w| w.spaced);
        if matches!(form, "-" | "*" | "–" | "—") {
            return spaced;
        }
        matches!(form, "•" | "‣" | "◦" | "▪" | "●" | "·")
            || (form.len() <= 2
                && form.bytes().all(|b| b.is_ascii_digit())
                && matches!(self.form(i + 1), "." | ")")
                && self.words.get(i + 2).is_some_and(|w| w.spaced))
    }

    /// Whether a teller and a verb of saying follow a quotation at `from` ("Smith said"), with nothing that is told
    /// after the verb: then they belong to the quotation.
    fn is_told(&self, from: usize) -> bool {
        let mut i = from;
        let mut named = false;
        let mut apart = false;
        while i < self.words.len().min(from + AHEAD) {
            let form = self.form(i);
            if named && is_saying(form) {
                return !self.tells(i + 1, form);
            }
            let capital = form.starts_with(char::is_uppercase);
            match form {
                "," => apart = !apart,
                _ if apart => {}
                "the" | "of" | "and" | "for" | "de" | "van" | "von" | "bin" | "'s" | "’s" | "-" | "." => {}
                _ if form.len() > 1 && form.ends_with('.') => named = true,
                _ if capital => {
                    named |=
                        !matches!(form, "But" | "And" | "If" | "When" | "That" | "What" | "As" | "In" | "So");
                }
                _ if form.bytes().all(|b| b.is_ascii_lowercase()) && i > from && !is_verb(form) => {}
                _ => return false,
            }
            i += 1;
        }
        false
    }

    /// Whether what is told follows the verb of saying, so that it opens a sentence of its own.
    fn tells(&self, i: usize, verb: &str) -> bool {
        let form = self.form(i);
        if matches!(verb, "told" | "asked") {
            let ahead = i..self.words.len().min(i + 6);
            return ahead
                .into_iter()
                .any(|k| matches!(self.form(k), "that" | "whether" | "if" | "how" | "why"));
        }
        let day = matches!(
            form,
            "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday"
        );
        matches!(
            form,
            "that"
                | "the"
                | "a"
                | "an"
                | "he"
                | "she"
                | "it"
                | "they"
                | "we"
                | "I"
                | "there"
                | "this"
                | "these"
                | "those"
                | "his"
                | "her"
                | "their"
                | "its"
                | "no"
                | "some"
                | "many"
                | "what"
                | "how"
                | "why"
                | "whether"
                | "if"
                | "such"
                | "any"
                | "all"
                | "most"
                | "“"
                | "\""
        ) || (form.starts_with(char::is_uppercase) && !day)
    }
}

/// The byte after the character that begins at `at`.
fn text_after(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}

/// Verbs of saying after a question in quotation marks.
fn is_saying(form: &str) -> bool {
    matches!(
        form,
        "said"
            | "says"
            | "say"
            | "asked"
            | "asks"
            | "ask"
            | "told"
            | "added"
            | "adds"
            | "wrote"
            | "writes"
            | "tweeted"
            | "posted"
            | "replied"
            | "replies"
            | "wondered"
            | "wonders"
            | "shouted"
            | "cried"
            | "exclaimed"
            | "joked"
            | "quipped"
            | "responded"
            | "continued"
            | "demanded"
            | "recalled"
            | "yelled"
            | "screamed"
            | "answered"
            | "declared"
            | "remarked"
            | "whispered"
            | "chanted"
            | "insisted"
            | "laughed"
            | "inquired"
            | "queried"
            | "mused"
            | "noted"
            | "thought"
            | "concluded"
    )
}

/// Common verbs that show that the words after a quotation are a sentence of their own.
fn is_verb(form: &str) -> bool {
    matches!(
        form,
        "is" | "are"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "should"
            | "do"
            | "does"
            | "did"
            | "be"
            | "been"
            | "who"
            | "which"
            | "that"
            | "when"
            | "because"
            | "if"
            | "went"
            | "came"
            | "made"
            | "took"
            | "got"
    )
}

/// Whether the block's lines stand for themselves, as in verse: three or more, all short and all with a capital at
/// their start, which running text that was wrapped hardly ever has.
fn has_own_lines(text: &str, words: &[Word], first: usize) -> bool {
    let (Some(from), Some(to)) = (words.get(first), words.last()) else { return false };
    let block = &text[from.span.start()..to.span.end()];
    if !block.contains('\n') {
        return false;
    }
    let mut count = 0;
    for line in block.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let lead = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        if line.len() > 80 || lead.starts_with(char::is_lowercase) {
            return false;
        }
        count += 1;
    }
    count >= 3
}
