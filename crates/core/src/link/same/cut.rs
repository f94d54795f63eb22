//! [`cut`]: a text as the words that are compared: without marks on letters, with their stems.

use crate::hash::Map;
use crate::read::places::fold;
use rust_stemmers::{Algorithm, Stemmer};
use std::ops::Range;
use std::sync::LazyLock;

/// Words that say nothing of what a text is about.
const STOP: &str = "a an the and or but if of to in on at by for with from as is are was were be been being am do does did \
    has have had it its this that these those there he she they we you i him her them us me my his our your their what \
    which who whom whose how when where why not no so than then too very can will just would could should into about over \
    up out off s t re ve ll d m don rt via";

/// Further words of closed classes: they join and place others, and are no names where they begin a sentence.
const CLOSED: &str = "since until before after during because although while whereas each every both those such many most much any \
    anyone anybody everyone everybody somebody someone something everything always often even but under above below between \
    among against within along across behind beyond near outside inside upon toward towards through throughout despite like \
    unlike whether though once here another other others either more less fewer least per around all some one yet again around \
    soon later earlier meanwhile instead however therefore thus whoever whatever wherever whenever cannot may might must shall";

static CLASSES: LazyLock<Map<&'static str, ()>> =
    LazyLock::new(|| CLOSED.split_whitespace().map(|w| (w, ())).collect());
static STOPPED: LazyLock<Map<&'static str, ()>> =
    LazyLock::new(|| STOP.split_whitespace().map(|w| (w, ())).collect());
static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its place in the text, in bytes.
    pub(super) span: Range<usize>,
    /// In lower case, without marks on letters and without "'s".
    pub(super) lower: String,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether something that parts clauses stands between it and the word before.
    pub(super) parted: bool,
}

impl Piece {
    /// The word's stem: Snowball's English stemmer (Porter 2).
    pub(super) fn stem(&self) -> String {
        stem(&self.lower)
    }

    /// Whether it is of a class of words that is closed: no name and nothing that two statements have in common.
    pub(super) fn is_closed(&self) -> bool {
        self.is_stop() || CLASSES.contains_key(&*self.lower)
    }

    /// Whether it says nothing of what a text is about.
    pub(super) fn is_stop(&self) -> bool {
        is_stop(&self.lower)
    }
}

/// A lower-case word's stem.
pub(super) fn stem(lower: &str) -> String {
    STEMMER.stem(lower).into_owned()
}

/// Whether a lower-case word says nothing of what a text is about.
pub(super) fn is_stop(lower: &str) -> bool {
    STOPPED.contains_key(lower)
}

/// The words of a text, in order. Addresses of the web are left out; "#PortStrike" and "@PortHerald" are cut where a
/// capital or a digit begins; figures stay whole ("1,500" is "1500", "2.5" is itself).
pub(super) fn cut(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut parted = false;
    for chunk in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += chunk.len();
        let chunk = chunk.trim_end();
        if chunk.is_empty() || is_address(chunk) {
            continue;
        }
        cut_chunk(chunk, start, &mut parted, &mut pieces);
    }
    pieces
}

/// Whether a stretch without spaces is an address of the web.
pub(super) fn is_address(chunk: &str) -> bool {
    let starts = |with: &str| chunk.get(..with.len()).is_some_and(|front| front.eq_ignore_ascii_case(with));
    chunk.contains("://") || starts("www.") || starts("pic.twitter.com") || starts("t.co/")
}

/// Cuts what stands between two spaces.
fn cut_chunk(chunk: &str, start: usize, parted: &mut bool, out: &mut Vec<Piece>) {
    let tag = chunk.find(|c: char| c.is_alphanumeric() || "@#".contains(c));
    let tagged = tag.is_some_and(|at| chunk[at..].starts_with(['@', '#']));
    let signs: Vec<(usize, char)> = chunk.char_indices().collect();
    let mut from = None;
    let mut close = |from: &mut Option<usize>, end: usize, parted: &mut bool| {
        let Some(begin) = from.take() else { return };
        out.push(piece(&chunk[begin..end], start + begin, std::mem::take(parted)));
    };
    for (i, &(at, c)) in signs.iter().enumerate() {
        let before = i.checked_sub(1).map(|b| signs[b].1);
        let after = signs.get(i + 1).map(|s| s.1);
        let numbers = before.is_some_and(|b| b.is_ascii_digit()) && after.is_some_and(|a| a.is_ascii_digit());
        if c.is_alphanumeric() || is_mark(c) {
            if tagged && before.is_some_and(|b| turns(b, c, after)) {
                close(&mut from, at, parted);
            }
            from = from.or(Some(at));
        } else if !(from.is_some() && (numbers && ",.".contains(c) || is_apostrophe(c) && after.is_some())) {
            close(&mut from, at, parted);
            *parted |= ",;:.!?()—–".contains(c);
        }
    }
    close(&mut from, chunk.len(), parted);
}

/// Whether a new word of a tag begins at `c`.
fn turns(before: char, c: char, after: Option<char>) -> bool {
    let capital = c.is_uppercase() && (before.is_lowercase() || after.is_some_and(char::is_lowercase));
    before.is_alphanumeric() && (capital || c.is_numeric() != before.is_numeric())
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʻ' | 'ʼ')
}

/// A word as written at `start`.
fn piece(written: &str, start: usize, parted: bool) -> Piece {
    let whole = written.trim_end_matches(is_apostrophe);
    let bare = ["'s", "’s"].iter().find_map(|end| whole.strip_suffix(end)).unwrap_or(whole);
    let low: String = bare
        .chars()
        .filter(|c| !is_apostrophe(*c) && !is_mark(*c) && *c != ',')
        .flat_map(char::to_lowercase)
        .collect();
    let lower = if low.starts_with(|c: char| c.is_ascii_digit()) { low } else { fold(&low).into_owned() };
    let capital = bare.starts_with(char::is_uppercase);
    Piece { span: start..start + bare.len(), lower, capital, parted }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        cut(text).into_iter().map(|p| p.lower).collect()
    }

    #[test]
    fn words_are_plain() {
        assert_eq!(words("The guards’ hut, Aşgabat's 1,500"), ["the", "guards", "hut", "asgabat", "1500"]);
        assert_eq!(words("couldn't pay 2.5 (twice)."), ["couldnt", "pay", "2.5", "twice"]);
        assert_eq!(words("Ch'ŏngjin"), ["chongjin"]);
    }

    #[test]
    fn tags_are_cut_and_addresses_left_out() {
        assert_eq!(
            words("#PortStrike24 @PortHeraldTV https://a.b/c"),
            ["port", "strike", "24", "port", "herald", "tv"]
        );
    }

    #[test]
    fn spans_point_at_the_words() {
        let text = "Fünf Männer, „drei“ Frauen";
        for p in cut(text) {
            assert_eq!(fold(&text[p.span.clone()].to_lowercase()), p.lower);
        }
    }
}
