//! Text to tokens: words with clitics split off, numbers, marks. Tags come later (see [`super::tag`]).

use super::lexicon::{Lexicon, WordId};
use super::token::{Tag, Token};
use crate::model::Span;

/// Appends the tokens of `text[from..to]` to `out`. Spans are byte offsets into `text`.
pub(crate) fn tokenize(text: &str, from: usize, to: usize, lexicon: &Lexicon, out: &mut Vec<Token>) {
    let mut scan = Scan { text, to, lexicon, out, lower: String::new() };
    scan.run(from);
}

struct Scan<'a> {
    text: &'a str,
    to: usize,
    lexicon: &'a Lexicon,
    out: &'a mut Vec<Token>,
    /// Buffer for lower-casing, kept to save allocations.
    lower: String,
}

/// Whether a character is an apostrophe, straight or curly.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

impl Scan<'_> {
    fn run(&mut self, from: usize) {
        let mut at = from;
        let mut spaced = true;
        while let Some(c) = self.peek(at) {
            if c.is_whitespace() || is_invisible(c) {
                spaced = true;
                at += c.len_utf8();
            } else if c.is_alphanumeric()
                || (is_currency(c) && self.peek(at + c.len_utf8()).is_some_and(|d| d.is_ascii_digit()))
            {
                at = self.word(at, spaced);
                spaced = false;
            } else {
                at = self.mark(at, c, spaced);
                spaced = false;
            }
        }
    }

    fn peek(&self, at: usize) -> Option<char> {
        if at >= self.to {
            return None;
        }
        // Nearly all text is ASCII: no decoding for it.
        match self.text.as_bytes()[at] {
            byte if byte.is_ascii() => Some(char::from(byte)),
            _ => self.text[at..self.to].chars().next(),
        }
    }

    /// Reads a word from `start` and pushes it, its clitics apart. Returns the byte after it.
    fn word(&mut self, start: usize, spaced: bool) -> usize {
        let mut end = start;
        let mut last = ' ';
        while let Some(c) = self.peek(end) {
            let after = end + c.len_utf8();
            let joins = c.is_alphanumeric()
                || is_combining(c)
                || (end == start)
                || (self.peek(after).is_some_and(char::is_alphanumeric)
                    && joins_inside(last, c, self.peek(after)));
            if !joins {
                break;
            }
            last = c;
            end = after;
        }
        end = self.full_stop_of_abbreviation(start, end);
        self.push_split(start, end, spaced);
        end
    }

    /// Takes a full stop into the token where it belongs to an abbreviation ("Mr.", "J.", "a.m.").
    fn full_stop_of_abbreviation(&mut self, start: usize, end: usize) -> usize {
        if self.peek(end) != Some('.') {
            return end;
        }
        let word = &self.text[start..end];
        let mut chars = word.chars();
        let initial = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none() && word != "I";
        if initial || word.contains('.') || is_abbreviation(word) { end + 1 } else { end }
    }

    fn push_split(&mut self, start: usize, end: usize, spaced: bool) {
        let cut = clitic(&self.text[start..end]).map_or(end, |len| end - len);
        self.push(start, cut, spaced);
        if cut < end {
            self.push(cut, end, false);
        }
    }

    fn push(&mut self, start: usize, end: usize, spaced: bool) {
        let word = &self.text[start..end];
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let id = if word.bytes().all(|b| b.is_ascii_lowercase()) {
            self.lexicon.find(word)
        } else {
            self.lower.clear();
            for c in word.chars() {
                if c == '’' { self.lower.push('\'') } else { self.lower.extend(c.to_lowercase()) }
            }
            self.lexicon.find(&self.lower)
        };
        self.out.push(Token { span: Span::new(start, end), tag: Tag::Other, word: id, capital, spaced });
    }

    fn mark(&mut self, start: usize, c: char, spaced: bool) -> usize {
        let mut end = start + c.len_utf8();
        let tag = match c {
            ',' => Tag::Comma,
            ';' => Tag::Stop,
            '.' | '?' | '!' | '…' => {
                while self.peek(end).is_some_and(|d| matches!(d, '.' | '?' | '!')) {
                    end += 1;
                }
                Tag::Stop
            }
            ':' => Tag::Colon,
            '–' | '—' | '―' => Tag::Dash,
            '-' => {
                while self.peek(end) == Some('-') {
                    end += 1;
                }
                Tag::Dash
            }
            '(' | ')' | '[' | ']' | '{' | '}' => Tag::Bracket,
            // Which way a quotation mark points is settled once the paragraph is known.
            '`' if self.peek(end) == Some('`') => {
                end += 1;
                Tag::Open
            }
            '“' | '”' | '„' | '‟' | '«' | '»' | '"' | '‘' | '’' | '\'' | '‚' | '「' | '」' | '『' | '』' => {
                Tag::Open
            }
            _ => Tag::Other,
        };
        if tag == Tag::Open && is_apostrophe(c) {
            end = self.leading_apostrophe(start, end);
        }
        self.out.push(Token {
            span: Span::new(start, end),
            tag,
            word: WordId::UNKNOWN,
            capital: false,
            spaced,
        });
        end
    }

    /// Two straight apostrophes in a row stand for one double mark.
    fn leading_apostrophe(&self, start: usize, end: usize) -> usize {
        if self.text[start..].starts_with("''") { end + 1 } else { end }
    }
}

/// Whether `c` goes on with a word when a letter or digit follows it.
fn joins_inside(last: char, c: char, next: Option<char>) -> bool {
    let next = next.unwrap_or(' ');
    match c {
        '-' | '‐' | '‑' => true,
        '\'' | '’' => last.is_alphabetic() && next.is_alphabetic(),
        '.' => {
            (last.is_ascii_digit() && next.is_ascii_digit()) || (last.is_alphabetic() && next.is_alphabetic())
        }
        ',' | ':' => last.is_ascii_digit() && next.is_ascii_digit(),
        '/' | '&' | '@' | '_' => true,
        _ => false,
    }
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₩')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

/// Abbreviations whose full stop ends no sentence by itself.
fn is_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Dr"
            | "Prof"
            | "Gen"
            | "Col"
            | "Lt"
            | "Sgt"
            | "Capt"
            | "Maj"
            | "Cmdr"
            | "Adm"
            | "Sen"
            | "Rep"
            | "Gov"
            | "Pres"
            | "Rev"
            | "Fr"
            | "St"
            | "Mt"
            | "Hon"
            | "Jr"
            | "Sr"
            | "Jan"
            | "Feb"
            | "Mar"
            | "Apr"
            | "Jun"
            | "Jul"
            | "Aug"
            | "Sep"
            | "Sept"
            | "Oct"
            | "Nov"
            | "Dec"
            | "Inc"
            | "Ltd"
            | "Corp"
            | "Co"
            | "vs"
            | "etc"
            | "No"
            | "Nos"
            | "Art"
            | "Fig"
            | "ed"
            | "approx"
            | "est"
            | "Calif"
            | "Conn"
            | "Del"
            | "Fla"
            | "Ga"
            | "Ill"
            | "Ind"
            | "Kan"
            | "Ky"
            | "La"
            | "Md"
            | "Mich"
            | "Minn"
            | "Mo"
            | "Mont"
            | "Neb"
            | "Nev"
            | "Okla"
            | "Ore"
            | "Pa"
            | "Tenn"
            | "Tex"
            | "Va"
            | "Vt"
            | "Wash"
            | "Wis"
            | "Wyo"
            | "Ave"
            | "Blvd"
    )
}

/// Length in bytes of the clitic at a word's end ("'s", "’ll"), `None` without one.
fn clitic(word: &str) -> Option<usize> {
    let at = word.rfind(['\'', '’'])?;
    if at == 0 {
        return None;
    }
    let tail = word[at..].trim_start_matches(['\'', '’']);
    let known =
        tail.len() <= 2 && ["s", "S", "d", "m", "re", "ve", "ll", "D", "M", "RE", "VE", "LL"].contains(&tail);
    known.then(|| word.len() - at)
}
