//! A light reading of the text for resolution: words with what is known of them, where sentences begin, what is
//! quoted. One pass; it does not need the tagger.

use super::knowledge::{Known, Tellers, bit};
use crate::model::{Block, BlockKind, Span};
use crate::read::lexicon::class;
use std::ops::Range;

/// What stands between a word and the one before it, and how it is written.
pub(crate) mod mark {
    /// A comma, semicolon, colon, dash or bracket stands before it.
    pub(crate) const BREAK: u16 = 1;
    /// It begins a sentence or a block.
    pub(crate) const FIRST: u16 = 1 << 1;
    /// Its first letter is a capital.
    pub(crate) const CAPITAL: u16 = 1 << 2;
    /// Two letters or more, all capitals.
    pub(crate) const CAPITALS: u16 = 1 << 3;
    /// A possessive mark ends it.
    pub(crate) const OWNER: u16 = 1 << 4;
    /// It stands within quotation marks.
    pub(crate) const QUOTED: u16 = 1 << 5;
    /// It is a number in digits.
    pub(crate) const DIGITS: u16 = 1 << 6;
    /// An opening quotation mark stands before it.
    pub(crate) const OPENED: u16 = 1 << 7;
    /// It begins a block.
    pub(crate) const BLOCK: u16 = 1 << 8;
    /// A bracket opens before it.
    pub(crate) const BRACKET: u16 = 1 << 9;
    /// A comma stands right before it.
    pub(crate) const COMMA: u16 = 1 << 10;
}

/// One word, without a possessive mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// First byte.
    pub(crate) start: u32,
    /// First byte after.
    pub(crate) end: u32,
    /// Bits of [`class`] and [`bit`].
    pub(crate) bits: u32,
    /// Its lemma's number, or a hash of its letters with the top bit set.
    pub(crate) lemma: u32,
    /// A hash of its lower-case letters.
    pub(crate) form: u32,
    /// Bits of [`mark`].
    pub(crate) marks: u16,
    /// Counts sentences from the text's beginning.
    pub(crate) sentence: u32,
    /// Counts blocks from the text's beginning.
    pub(crate) block: u32,
}

impl Word {
    /// Whether it carries one of these bits.
    pub(crate) fn is(&self, bits: u32) -> bool {
        self.bits & bits != 0
    }

    /// Whether it is marked with one of these.
    pub(crate) fn has(&self, marks: u16) -> bool {
        self.marks & marks != 0
    }

    /// A capital that is not there for the sentence's sake alone.
    pub(crate) fn is_name_like(&self) -> bool {
        self.has(mark::CAPITAL)
            && (!self.is(bit::FUNCTION | bit::NUM | bit::MONTH)
                || self.has(mark::CAPITALS) && self.end - self.start < 6)
    }
}

/// The words of one document, in order.
#[derive(Debug)]
pub(crate) struct Words<'t> {
    /// The text they are of.
    pub(crate) text: &'t str,
    /// All words.
    pub(crate) all: Vec<Word>,
}

impl<'t> Words<'t> {
    /// Scans a text. Blocks must be in order.
    pub(crate) fn scan(text: &'t str, blocks: &[Block], knowledge: &Tellers) -> Self {
        let mut scanner = Scanner {
            knowledge,
            text,
            at: 0,
            all: Vec::with_capacity(text.len() / 6),
            pending: mark::FIRST | mark::BLOCK,
            quoted: false,
            single: false,
            sentence: 0,
            block: 0,
            lower: String::new(),
        };
        scanner.run(blocks);
        scanner.given_names();
        Words { text, all: scanner.all }
    }

    /// The words that lie in a span.
    pub(crate) fn within(&self, span: Span) -> Range<usize> {
        let first = self.all.partition_point(|w| (w.start as usize) < span.start());
        let after = first + self.all[first..].partition_point(|w| (w.end as usize) <= span.end());
        first..after
    }

    /// The span of a range of words; empty ranges give an empty span.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        match self.all.get(range.start..range.end) {
            Some([first, .., last]) => Span::new(first.start as usize, last.end as usize),
            Some([only]) => Span::new(only.start as usize, only.end as usize),
            _ => Span::new(0, 0),
        }
    }

    /// The letters of a word.
    pub(crate) fn letters(&self, index: usize) -> &'t str {
        self.all.get(index).map_or("", |w| &self.text[w.start as usize..w.end as usize])
    }

    /// Whether a word is one of these: hashes of lower-case letters, see [`forms`].
    pub(crate) fn is_one_of(&self, index: usize, list: &[u32]) -> bool {
        self.all.get(index).is_some_and(|w| list.contains(&w.form))
    }
}

/// Endings that make an adjective of a name.
const ADJECTIVES: [&str; 8] =
    ["-based", "-born", "-led", "-run", "-backed", "-owned", "-language", "-speaking"];

/// Endings of words for persons that no list holds.
const PERSONS: [&str; 9] =
    ["master", "keeper", "maker", "ologist", "ician", "wright", "woman", "smith", "monger"];

struct Scanner<'t, 'k> {
    knowledge: &'k Tellers,
    text: &'t str,
    at: usize,
    all: Vec<Word>,
    pending: u16,
    quoted: bool,
    single: bool,
    sentence: u32,
    block: u32,
    lower: String,
}

impl Scanner<'_, '_> {
    fn run(&mut self, blocks: &[Block]) {
        let mut next_block = blocks.iter().peekable();
        while let Some(c) = self.peek() {
            let mut credit = None;
            while let Some(block) = next_block.next_if(|b| b.span.start() <= self.at) {
                if self.at > 0 {
                    self.begin_block();
                }
                credit = (block.kind == BlockKind::Credit).then_some(block.span.end());
            }
            // Who made the page is nobody that it tells of.
            if let Some(end) = credit.filter(|end| *end > self.at) {
                self.at = end;
                continue;
            }
            if c.is_alphanumeric() {
                self.word();
            } else {
                self.gap(c);
                self.at += c.len_utf8();
            }
        }
    }

    /// "Will Arden", "June Carr": words of other use that are given names before a capital.
    fn given_names(&mut self) {
        for at in 1..self.all.len() {
            let (word, next) = (self.all[at - 1], self.all[at]);
            let capitals =
                word.has(mark::CAPITAL) && next.has(mark::CAPITAL) && !next.has(mark::BREAK | mark::FIRST);
            if !capitals || !word.is(bit::AUX | bit::MONTH) || next.is(bit::FUNCTION | bit::NUM | bit::MONTH)
            {
                continue;
            }
            let letters = &self.text[word.start as usize..word.end as usize];
            let after_preposition = at >= 2 && self.all[at - 2].is(bit::PREP) && !word.has(mark::FIRST);
            if matches!(letters, "Will" | "May" | "June" | "April" | "August" | "Summer")
                && !after_preposition
            {
                self.all[at - 1].bits = if letters == "Will" { bit::GIVEN_M } else { 0 };
            }
        }
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn begin_block(&mut self) {
        self.block += 1;
        self.sentence += 1;
        self.quoted = false;
        self.single = false;
        self.pending |= mark::FIRST | mark::BLOCK;
    }

    fn gap(&mut self, c: char) {
        match c {
            ' ' => {}
            ',' => self.pending |= mark::BREAK | mark::COMMA,
            ';' | ':' | '—' | '–' | '/' => self.pending |= mark::BREAK,
            '-' if self.text[self.at + 1..].chars().next().is_none_or(char::is_whitespace) => {
                self.pending |= mark::BREAK;
            }
            '(' | '[' => self.pending |= mark::BREAK | mark::BRACKET,
            ')' | ']' => self.pending |= mark::BREAK,
            '.' | '!' | '?' | '…' if !self.after_abbreviation(c) => self.stop(),
            '“' | '«' | '„' => self.open(),
            '”' | '»' => self.quoted = false,
            '"' if self.quoted => self.quoted = false,
            '"' => self.open(),
            '‘' => {
                self.single = true;
                self.pending |= mark::OPENED;
            }
            '’' => self.single = false,
            _ => {}
        }
    }

    fn open(&mut self) {
        self.quoted = true;
        self.pending |= mark::OPENED;
    }

    fn stop(&mut self) {
        if self.pending & mark::FIRST == 0 {
            self.sentence += 1;
        }
        self.pending |= mark::FIRST;
    }

    /// Whether the stop here belongs to a title or an initial ("Dr.", "J.").
    fn after_abbreviation(&self, c: char) -> bool {
        let Some(last) = self.all.last() else { return false };
        if c != '.' || last.end as usize != self.at {
            return false;
        }
        let letters = &self.text[last.start as usize..last.end as usize];
        let capital = last.has(mark::CAPITAL);
        capital
            && (letters.chars().count() == 1
                || matches!(
                    letters,
                    "Mr" | "Mrs"
                        | "Ms"
                        | "Dr"
                        | "Prof"
                        | "St"
                        | "Gen"
                        | "Col"
                        | "Lt"
                        | "Sgt"
                        | "Capt"
                        | "Sen"
                        | "Rep"
                        | "Gov"
                        | "Rev"
                        | "Hon"
                        | "Maj"
                        | "Cmdr"
                        | "Adm"
                        | "Brig"
                        | "Cpl"
                        | "Insp"
                        | "Supt"
                        | "Jr"
                        | "Sr"
                ))
    }

    fn word(&mut self) {
        let start = self.at;
        let (mut digits, mut capitals, mut letters, mut hyphen) = (true, true, 0usize, false);
        self.lower.clear();
        loop {
            // The common case first: a run of ASCII letters.
            while let Some(byte) = self.text.as_bytes().get(self.at).filter(|b| b.is_ascii_alphabetic()) {
                digits = false;
                capitals &= byte.is_ascii_uppercase();
                letters += 1;
                self.lower.push(byte.to_ascii_lowercase() as char);
                self.at += 1;
            }
            let Some(c) = self.peek() else { break };
            if c == ' ' {
                break;
            }
            hyphen |= c == '-';
            let inner = matches!(c, '-' | '\'' | '’' | '.' | '&') && self.joins(c);
            if !c.is_alphanumeric() && !inner {
                break;
            }
            digits &= c.is_numeric() || inner;
            capitals &= !c.is_lowercase();
            letters += 1;
            if c.is_ascii() {
                self.lower.push(c.to_ascii_lowercase());
            } else if c == '’' {
                self.lower.push('\'');
            } else {
                self.lower.extend(c.to_lowercase());
            }
            self.at += c.len_utf8();
        }
        let mut end = self.at;
        let owner = self.owner(&mut end);
        let known = self.look_up();
        let first = self.text[start..].chars().next();
        let mut marks = self.pending;
        self.pending = 0;
        for (yes, bit) in [
            (first.is_some_and(char::is_uppercase), mark::CAPITAL),
            (capitals && !digits && letters > 1, mark::CAPITALS),
            (owner, mark::OWNER),
            (self.quoted || self.single, mark::QUOTED),
            (digits, mark::DIGITS),
        ] {
            marks |= if yes { bit } else { 0 };
        }
        let mut bits = known.bits;
        if letters <= 3 && !capitals && !matches!(self.lower.as_str(), "tv" | "ltd" | "inc" | "plc") {
            // "Un" in a name is not the UN.
            bits &= !(class::BODY | class::MEDIUM);
        }
        if hyphen && ADJECTIVES.iter().any(|ending| self.lower.ends_with(ending)) {
            // "Oslo-based" is an adjective, whatever its capital.
            marks &= !mark::CAPITAL;
        }
        let form = hash(&self.lower);
        let lemma =
            if known.lemma == Known::NONE { hash(singular(&self.lower)) | 1 << 31 } else { known.lemma };
        self.all.push(Word {
            start: start as u32,
            end: end as u32,
            bits,
            lemma,
            form,
            marks,
            sentence: self.sentence,
            block: self.block,
        });
    }

    /// Whether a mark inside a word joins letters on both sides.
    fn joins(&self, c: char) -> bool {
        self.text[self.at + c.len_utf8()..].chars().next().is_some_and(|n| {
            if c == '.' { n.is_alphabetic() && self.lower.len() <= 3 } else { n.is_alphanumeric() }
        })
    }

    /// Cuts a possessive mark off the word just read (`end` and `lower`); `at` goes behind it.
    fn owner(&mut self, end: &mut usize) -> bool {
        if self.lower.len() > 2 && self.lower.ends_with("'s") {
            self.lower.truncate(self.lower.len() - 2);
            let mark = if self.text[..*end].ends_with("’s") || self.text[..*end].ends_with("’S") {
                4
            } else {
                2
            };
            *end -= mark;
            return true;
        }
        let rest = &self.text[self.at..];
        let mark = if rest.starts_with('’') {
            '’'.len_utf8()
        } else if rest.starts_with('\'') {
            1
        } else {
            return false;
        };
        let mut after = rest[mark..].chars();
        let follows = after.next() == Some(' ') && after.next().is_some_and(char::is_alphabetic);
        if self.lower.ends_with('s') && follows && !self.single {
            self.at += mark;
            return true;
        }
        false
    }

    /// What is known of the word just read, or of what follows its last hyphen.
    fn look_up(&self) -> Known {
        let known = self.knowledge.find(&self.lower);
        if known.lemma != Known::NONE {
            return known;
        }
        if self.lower.ends_with("-year-old") {
            return self.knowledge.find("person");
        }
        if PERSONS.iter().any(|ending| self.lower.len() >= ending.len() + 2 && self.lower.ends_with(ending)) {
            return Known { bits: crate::read::lexicon::class::PERSON, lemma: Known::NONE };
        }
        match self.lower.rsplit_once('-') {
            Some((_, last)) => {
                let last = self.knowledge.find(last);
                Known { bits: last.bits & super::knowledge::TELLING, lemma: last.lemma }
            }
            None => known,
        }
    }
}

/// A word without the commonest plural ending, for words that no list holds.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(rest) if rest.len() > 2 && !rest.ends_with('s') => rest,
        _ => word,
    }
}

/// The hashes of lower-case words, reckoned when the program is built: word lists in rules cost a comparison of numbers.
pub(crate) const fn forms<const N: usize>(list: [&str; N]) -> [u32; N] {
    let mut out = [0; N];
    let mut i = 0;
    while i < N {
        out[i] = hash(list[i]);
        i += 1;
    }
    out
}

/// FNV-1a, folded: the same on every machine.
const fn hash(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    (hash ^ (hash >> 32)) as u32
}
