//! A block of text to words.

use super::Word;
use super::abbreviations::{self as abbr, Kind};
use super::joins;
use crate::model::Span;

/// Appends the words of `text[from..to]` to `out`; both are character boundaries.
pub(super) fn scan(text: &str, from: usize, to: usize, out: &mut Vec<Word>) {
    let first = out.len();
    let mut scan = Scan { text: &text[..to], out, first, spaced: true, quoted: false };
    let mut at = from;
    while let Some(c) = scan.at(at) {
        if is_white(c) {
            scan.spaced = true;
            at += c.len_utf8();
            continue;
        }
        let (end, plain) = scan.stretch(at);
        if plain {
            scan.split_fused(at, end);
        } else {
            scan.cut(at, end);
        }
        at = end;
    }
}

/// Bytes after which a mark no longer goes on with a word, so that hostile text costs no more than its length.
const LONGEST: usize = 200;

struct Scan<'a> {
    /// The text up to the block's end.
    text: &'a str,
    out: &'a mut Vec<Word>,
    /// First word of the block.
    first: usize,
    /// White space stands before the word to come.
    spaced: bool,
    /// A single quotation mark is open.
    quoted: bool,
}

/// White space, and characters that print nothing and join nothing.
pub(super) fn is_white(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\u{7F}';
    }
    c.is_whitespace()
        || matches!(c, '\u{80}'..='\u{9F}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Characters that only go on with what is before them: combining marks, soft hyphens, joiners.
fn is_tail(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200C}' | '\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{1F3FB}'..='\u{1F3FF}')
}

fn is_wordy(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_tail(c) }
}

/// Marks that may close a sentence after its full stop.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '}')
}

impl Scan<'_> {
    fn at(&self, at: usize) -> Option<char> {
        // Nearly all text is ASCII: no decoding for it.
        match *self.text.as_bytes().get(at)? {
            byte if byte.is_ascii() => Some(char::from(byte)),
            _ => self.text[at..].chars().next(),
        }
    }

    /// End of the stretch without white space that begins at `from`, and whether it is ASCII letters alone.
    fn stretch(&self, from: usize) -> (usize, bool) {
        let mut at = from;
        let mut plain = true;
        while let Some(c) = self.at(at) {
            if !c.is_ascii_alphabetic() {
                if is_white(c) {
                    break;
                }
                plain = false;
            }
            at += c.len_utf8();
        }
        (at, plain)
    }

    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.out.push(Word { span: Span::new(start, end), spaced: self.spaced });
            self.spaced = false;
        }
    }

    /// Cuts a stretch without white space.
    fn cut(&mut self, start: usize, end: usize) {
        if is_smiley(&self.text[start..end]) {
            self.push(start, end);
            return;
        }
        let mut at = start;
        while at < end {
            let Some(c) = self.at(at) else { break };
            at = if is_wordy(c) { self.word(at, end) } else { self.mark(at, c, end) };
        }
    }

    /// Reads a word that begins with a letter or digit. Returns the byte after it.
    fn word(&mut self, start: usize, end: usize) -> usize {
        if let Some(to) = self.address(start, end) {
            self.push(start, to);
            return to;
        }
        let mut at = start;
        while at < end {
            let Some(c) = self.at(at) else { break };
            if !is_wordy(c) && !self.joins(start, at, c, end) {
                break;
            }
            at += c.len_utf8();
            if c == '$' {
                break;
            }
        }
        if self.at(at) == Some('/') && joins::is_domain(&self.text[start..at]) {
            let to = self.trimmed(at, end);
            self.push(start, to);
            return to;
        }
        let stop = self.full_stop(start, at, end);
        if stop > at {
            let unit = joins::unit(&self.text[start..stop]);
            self.push(start, start + unit);
            self.push(start + unit, stop);
            return stop;
        }
        self.split(start, at);
        self.dropped_g(start, at, end)
    }

    /// Whether the mark `c` at `at` stays within the word from `start`.
    fn joins(&self, start: usize, at: usize, c: char, end: usize) -> bool {
        let (before, after) = (&self.text[start..at], &self.text[at + c.len_utf8()..end]);
        if before.is_empty() || before.len() > LONGEST {
            return false;
        }
        let Some(next) = after.chars().next() else {
            return c == '$' && is_country(before);
        };
        if c == '$' {
            return is_country(before) && next.is_ascii_digit();
        }
        if !is_wordy(next) {
            // A name of a file may hold marks in a row; a missing letter may be stars.
            return c == '_' || (c == '*' && after.trim_start_matches('*').starts_with(char::is_alphabetic));
        }
        match c {
            '-' | '‐' | '‑' => joins::hyphen(before, after),
            '\'' | '’' => {
                next.is_alphabetic() && !before.ends_with(|l: char| l.is_ascii_digit() && next != 's')
            }
            '.' => joins::stop(before, after),
            ',' => joins::comma(before, after),
            ':' => before.ends_with(|l: char| l.is_ascii_digit()) && next.is_ascii_digit(),
            '/' => joins::slash(before, after),
            '&' => joins::ampersand(before, after),
            '@' | '_' | '*' => true,
            _ => false,
        }
    }

    /// End of the address (web, e-mail) that begins at `start`.
    fn address(&self, start: usize, end: usize) -> Option<usize> {
        let rest = &self.text[start..end];
        let bytes = rest.as_bytes();
        let begins = |p: &str| bytes.len() > p.len() && bytes[..p.len()].eq_ignore_ascii_case(p.as_bytes());
        if matches!(bytes[0] | 32, b'h' | b'w' | b'f' | b'm')
            && ["http://", "https://", "www.", "ftp://", "mailto:"].into_iter().any(begins)
        {
            return Some(self.trimmed(start, end));
        }
        // The length is limited so that hostile text costs no more than its length.
        let local = bytes
            .iter()
            .take(100)
            .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+' | b'%')))?;
        if bytes[local] != b'@' {
            return None;
        }
        let domain = rest[local + 1..]
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
            .map_or(rest.len(), |len| local + 1 + len);
        let to = local + 1 + rest[local + 1..domain].trim_end_matches(['.', '-']).len();
        (to > local + 1).then_some(start + to)
    }

    /// `end` without the marks that close a sentence or a bracket around an address.
    fn trimmed(&self, start: usize, end: usize) -> usize {
        let whole = &self.text[start..end];
        let whole = whole.find(['<', '>', '"', '”', '“']).map_or(whole, |cut| &whole[..cut]);
        let mut kept = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', ']', '…', '*']);
        while kept.ends_with(')') && !kept.contains('(') {
            kept = kept[..kept.len() - 1].trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        }
        if kept.is_empty() { end } else { start + kept.len() }
    }

    /// The end of the word `start..at` with its full stop, where that belongs to it.
    fn full_stop(&self, start: usize, at: usize, end: usize) -> usize {
        if self.at(at) != Some('.') || at >= end || self.at(at + 1) == Some('.') {
            return at;
        }
        let whole = &self.text[start..at];
        let word = &whole[joins::unit(whole)..];
        let mut letters = word.chars();
        let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        let kind = if single && word.starts_with(char::is_uppercase) {
            Kind::Final
        } else if let Some(kind) = abbr::kind(word) {
            kind
        } else if is_acronym(word) {
            Kind::Final
        } else {
            return at;
        };
        let tail = self.text[at + 1..end].trim_start_matches(is_closer);
        if !tail.is_empty() {
            // A comma or the like follows, or a missing space.
            return if kind == Kind::Numbered && !tail.starts_with(|c: char| c.is_ascii_digit()) {
                at
            } else {
                at + 1
            };
        }
        let beyond = self.text[end..].trim_start_matches(|c| is_white(c) || matches!(c, '(' | '['));
        let Some(next) = beyond.chars().next() else { return at };
        let numbered = next.is_ascii_digit() || matches!(next, '#' | '$' | '£' | '€');
        match kind {
            Kind::Title => at + 1,
            Kind::Numbered if numbered => at + 1,
            Kind::Numbered if is_day(word) && abbr::after_hour(first_word(beyond)) => at + 1,
            Kind::Numbered => at,
            Kind::Final if next.is_lowercase() || numbered => at + 1,
            Kind::Final => self.stays(word, beyond, at, end, single),
        }
    }

    /// Whether the stop at `at` stays with the abbreviation `word` before `beyond`, which begins with a capital or mark.
    fn stays(&self, word: &str, beyond: &str, at: usize, end: usize, single: bool) -> usize {
        let closed = end > at + 1;
        let len =
            beyond.find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).unwrap_or(beyond.len());
        let (next, then) = beyond.split_at(len);
        if next.is_empty() {
            // Before a quotation mark the sentence ends, before a dash or a comma it goes on.
            let name = word.starts_with(char::is_uppercase) || matches!(word, "a.m" | "p.m" | "etc");
            let ends = beyond.starts_with(['"', '“', '‘', '\'']) && !single && name;
            return if ends { at } else { at + 1 };
        }
        if closed {
            return at;
        }
        let opens = abbr::opens(next) && !(next.len() == 1 && then.starts_with('.'));
        let hour = matches!(word, "a.m" | "p.m" | "A.M" | "P.M");
        let ends = if hour {
            !abbr::after_hour(next)
        } else if matches!(word, "etc" | "Etc") {
            true
        } else if word == "I" {
            // "than I. Smith", unless initials surround it.
            opens || !then.starts_with('.')
        } else {
            opens
        };
        if ends { at } else { at + 1 }
    }

    /// Pushes `start..end` with its clitics and units apart.
    fn split(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let len = joins::clitic(word);
        if len > 0 && len < word.len() {
            self.split(start, end - len);
            self.push(end - len, end);
            return;
        }
        let unit = joins::unit(word);
        if unit > 0 {
            self.push(start, start + unit);
            self.push(start + unit, end);
        } else {
            self.split_fused(start, end);
        }
    }

    fn split_fused(&mut self, start: usize, end: usize) {
        let at = joins::fused(&self.text[start..end]);
        self.push(start, start + at);
        self.push(start + at, end);
    }

    /// Takes the apostrophe of "lovin'" into the word just pushed. Returns the byte after it.
    fn dropped_g(&mut self, start: usize, at: usize, end: usize) -> usize {
        let word = &self.text[start..at];
        let Some(mark @ ('\'' | '’')) = self.at(at).filter(|_| at < end && !self.quoted) else { return at };
        let to = at + mark.len_utf8();
        let dropped = word.len() > 4 && word.ends_with("in") && word.bytes().all(|b| b.is_ascii_lowercase());
        if dropped
            && self.at(to) != Some(mark)
            && let Some(last) = self.out.last_mut()
        {
            last.span = Span::new(last.span.start(), to);
            return to;
        }
        at
    }

    /// Reads a mark. Returns the byte after it.
    fn mark(&mut self, start: usize, c: char, end: usize) -> usize {
        let rest = &self.text[start..end];
        let next = rest[c.len_utf8()..].chars().next();
        let run = |set: &[char]| rest.len() - rest.trim_start_matches(set).len();
        let len = match c {
            '.' if next.is_some_and(|n| n.is_ascii_digit()) && self.spaced => {
                return self.number(start, end);
            }
            // The treebanks take "right.?" for one mark, a typo for the question mark.
            '.' if next.is_some_and(|n| matches!(n, '?' | '!')) => run(&['.', '!', '?']).min(2),
            '.' | '…' => run(&['.', '…']),
            '!' | '?' => run(&['!', '?']),
            '+' if next.is_some_and(|n| n.is_ascii_digit()) && !self.after_word() => {
                return self.number(start, end);
            }
            '-' | '+' | '=' | '*' | '~' | '_' | '`' | '<' | '>' | '|' | '^' => run(&[c]),
            '–' | '—' => c.len_utf8(),
            '\'' | '’' | '‘' => self.apostrophe(rest, c),
            '@' | '#' if self.spaced || !self.after_word() => tagged(rest),
            _ => c.len_utf8(),
        };
        // What combines with a mark goes with it (emoji).
        let mut to = start + len.max(c.len_utf8());
        while let Some(t) = self.at(to).filter(|t| to < end && is_tail(*t)) {
            to += t.len_utf8();
        }
        self.push(start, to);
        to
    }

    /// Whether the mark to come stands right after a word.
    fn after_word(&self) -> bool {
        !self.spaced
            && self.out.len() > self.first
            && self.out.last().is_some_and(|w| self.text[..w.span.end()].ends_with(is_wordy))
    }

    /// A number that begins with a mark (".04", "+44").
    fn number(&mut self, start: usize, end: usize) -> usize {
        let rest = &self.text[start + 1..end];
        let digits =
            rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.' | ','))).unwrap_or(rest.len());
        let to = start + 1 + rest[..digits].trim_end_matches(['-', '.', ',']).len();
        self.push(start, to);
        to
    }

    /// Length in bytes of the word that begins with an apostrophe or single quotation mark.
    fn apostrophe(&mut self, rest: &str, c: char) -> usize {
        let after = &rest[c.len_utf8()..];
        if c == '\'' && after.starts_with('\'') {
            return 2;
        }
        if c == '‘' {
            self.quoted = true;
        }
        let len = after.find(|c: char| !is_wordy(c)).unwrap_or(after.len());
        let word = &after[..len];
        if self.after_word() {
            self.quoted = false;
            return c.len_utf8();
        }
        let years = word.len() >= 2 && word.bytes().take(2).all(|b| b.is_ascii_digit());
        let clipped = ["em", "n", "til", "cause", "bout", "round", "s", "re", "ll"]
            .into_iter()
            .any(|w| word.eq_ignore_ascii_case(w));
        if (years && word.len() <= 3) || (clipped && !after[len..].starts_with(c)) {
            return c.len_utf8() + len;
        }
        self.quoted = len > 0;
        c.len_utf8()
    }
}

/// The letters, digits and apostrophes that `text` begins with.
fn first_word(text: &str) -> &str {
    let len = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).unwrap_or(text.len());
    &text[..len]
}

/// Whether it is a day of the week that is a word as well.
fn is_day(word: &str) -> bool {
    matches!(word, "Mon" | "Tue" | "Sat" | "Sun")
}

/// Letters and stops by turns ("U.S", "e.g", "Ph.D").
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// Countries whose letters stand before their dollar ("US$5").
fn is_country(word: &str) -> bool {
    matches!(word, "US" | "A" | "AU" | "C" | "CA" | "NZ" | "HK" | "S" | "R" | "NT" | "U")
}

/// Length of a "@handle" or "#hashtag"; of the sign alone where no letter follows.
fn tagged(rest: &str) -> usize {
    let name = &rest[1..];
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return 1;
    }
    1 + name.find(|c: char| !(is_wordy(c) || c == '_')).unwrap_or(name.len())
}

pub(super) fn is_smiley(stretch: &str) -> bool {
    stretch.len() <= 4
        && matches!(
            stretch,
            ":)" | ":("
                | ";)"
                | ":-)"
                | ":-("
                | ";-)"
                | "=)"
                | "=("
                | ":D"
                | ":P"
                | ":p"
                | ":/"
                | "(:"
                | ":-D"
                | ":-/"
                | "^_^"
                | "-_-"
                | "<3"
                | "xD"
                | ":O"
                | ">:("
                | "->"
                | "<-"
                | "=>"
                | "-->"
                | ":]"
                | ":'("
        )
}
