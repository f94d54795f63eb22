//! Cutting text into the words that are indexed and searched, the same way for both.
//!
//! Letters and digits in a row make one word, folded: compatibility forms (NFKC) so that width makes no difference, lower
//! case, Latin letters without their marks. Chinese, Japanese and Korean are written without spaces or with particles
//! joined to nouns; a row of such signs is cut into overlapping pairs and, at its end, the last sign alone. So each sign
//! begins one word: a query of two signs and more is a phrase of pairs, a query of one sign is a beginning.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Most signs in one word; a longer row is cut.
const LONGEST: usize = 64;

/// A word as indexed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Folded. Holds no space.
    pub(crate) text: String,
    /// Where it stands in the text, in bytes.
    pub(crate) span: Range<usize>,
    /// What kind of row it is cut from.
    pub(crate) row: Row,
}

/// Kinds of rows of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    /// One word for the whole row.
    Spaced,
    /// A pair of signs within a row without spaces.
    Pair,
    /// The last sign of such a row.
    Last,
}

/// One folded sign and where it comes from.
struct Sign {
    first: char,
    /// Marks that follow it; mostly none, and an empty string costs nothing.
    marks: String,
    span: Range<usize>,
    dense: bool,
    /// Whether something that is no word stands before it.
    apart: bool,
}

/// Signs of scripts that are indexed in pairs: Han, kana, bopomofo, Hangul.
fn dense(c: char) -> bool {
    matches!(c as u32,
        0x1100..=0x11ff | 0x2e80..=0x2fdf | 0x3005..=0x3007 | 0x3031..=0x3035 | 0x303b | 0x3041..=0x318f
        | 0x31a0..=0x31bf | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xa960..=0xa97f
        | 0xac00..=0xd7ff | 0xf900..=0xfaff | 0x16fe0..=0x18dff | 0x1aff0..=0x1b16f | 0x20000..=0x3ffff)
}

/// Whether a sign joins the one before it when folded: marks, the vowels and ends of Hangul, half-width voicing marks.
fn joins(c: char) -> bool {
    is_combining_mark(c) || matches!(c as u32, 0x1160..=0x11ff | 0xd7b0..=0xd7ff | 0xff9e | 0xff9f)
}

/// Marks that Latin letters lose: "Phjŏngjang" is found by "phjongjang".
fn drops(base: char, mark: char) -> bool {
    base.is_ascii_alphanumeric() && is_combining_mark(mark)
}

/// A cluster folded.
fn fold(cluster: &str) -> String {
    let mut folded = String::new();
    let mut base = ' ';
    for c in cluster.nfkd().flat_map(char::to_lowercase) {
        if drops(base, c) {
            continue;
        }
        if !is_combining_mark(c) {
            base = c;
        }
        folded.push(c);
    }
    // ASCII stays as it is in every normal form.
    if folded.is_ascii() { folded } else { folded.nfkc().collect() }
}

/// The signs of a text that are no punctuation or space, folded.
fn signs(text: &str, skip: &[Range<usize>]) -> Vec<Sign> {
    let mut signs = Vec::with_capacity(text.len());
    let mut apart = true;
    let mut skip = skip.iter().peekable();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let mut marked = false;
        while let Some((at, next)) = chars.peek().copied().filter(|(_, n)| !n.is_ascii() && joins(*n)) {
            end = at + next.len_utf8();
            marked = true;
            chars.next();
        }
        while skip.peek().is_some_and(|s| s.end <= start) {
            skip.next();
        }
        if skip.peek().is_some_and(|s| s.start < end) {
            apart = true;
            continue;
        }
        if c.is_ascii() && !marked {
            if c.is_ascii_alphanumeric() {
                let (first, marks) = (c.to_ascii_lowercase(), String::new());
                signs.push(Sign { first, marks, span: start..end, dense: false, apart });
            }
            apart = !c.is_ascii_alphanumeric();
            continue;
        }
        for sign in fold(&text[start..end]).chars() {
            if is_combining_mark(sign)
                && !apart
                && signs.last().is_some_and(|s| !s.apart || s.span.start == start)
            {
                if let Some(last) = signs.last_mut() {
                    last.marks.push(sign);
                    last.span.end = end;
                }
            } else if sign.is_alphanumeric() {
                let (first, marks) = (sign, String::new());
                signs.push(Sign { first, marks, span: start..end, dense: dense(sign), apart });
                apart = false;
            } else {
                apart = true;
            }
        }
    }
    signs
}

/// The words of a text, in order. Nothing is taken from the ranges in `skip` (bytes, in order, apart).
pub(crate) fn cut(text: &str, skip: &[Range<usize>]) -> Vec<Word> {
    let signs = signs(text, skip);
    let mut words = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        let mut end = at + 1;
        while end < signs.len() && !signs[end].apart && signs[end].dense == signs[at].dense {
            end += 1;
        }
        let row = &signs[at..end];
        if row[0].dense {
            let pairs = row.windows(2).map(|pair| word(pair, Row::Pair));
            words.extend(pairs.chain(row.last().map(|last| word(std::slice::from_ref(last), Row::Last))));
        } else {
            words.extend(row.chunks(LONGEST).map(|piece| word(piece, Row::Spaced)));
        }
        at = end;
    }
    words
}

/// One word of these signs.
fn word(signs: &[Sign], row: Row) -> Word {
    let span = signs[0].span.start..signs[signs.len() - 1].span.end;
    let mut text = String::with_capacity(signs.len());
    for sign in signs {
        text.push(sign.first);
        text.push_str(&sign.marks);
    }
    Word { text, span, row }
}

/// What is given to the index: the words with a space between.
pub(crate) fn indexed(text: &str, skip: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    for word in cut(text, skip) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_cut_as_they_are_searched() {
        let cases = [
            ("Two phones, AK47.", "two phones ak47"),
            ("휴대전화를 압수", "휴대 대전 전화 화를 를 압수 수"),
            ("携帯電話", "携帯 帯電 電話 話"),
            ("2017년 5월", "2017 년 5 월"),
            ("Ｐｈｏｎｅ ﾃﾞﾝﾜ", "phone デン ンワ ワ"),
            ("Phjŏngjang Straße ÉTÉ", "phjongjang straße ete"),
            ("й и", "й и"),
            ("don't", "don t"),
            ("", ""),
            ("\u{301} ▒", ""),
        ];
        for (text, words) in cases {
            assert_eq!(indexed(text, &[]), words, "{text}");
        }
        let apart: String = "휴대 é デ".nfd().collect();
        assert_eq!(indexed(&apart, &[]), "휴대 대 e デ");
    }

    #[test]
    fn spans_are_those_of_the_text_and_what_is_skipped_is_in_no_word() {
        let text = "Call 010-1234 or 휴대전화";
        assert!(cut(text, &[]).iter().all(|w| text.get(w.span.clone()).is_some()));
        assert_eq!(indexed(text, &[5..13, 17..20]), "call or 대전 전화 화");
        assert_eq!(cut(&"x".repeat(150), &[]).len(), 3);
    }
}
