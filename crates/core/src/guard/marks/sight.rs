//! What a stretch of text has, seen at a glance: which patterns are worth trying there.

use super::Kind;
use super::fold::Folded;
use super::lexicon::{Pattern, Script};

/// Digits that every number of a person, a device or an account has in one row, but for those whose digits are scattered. A
/// test compares with a search that does not know of it.
const ROW: usize = 6;
/// Signs that may part the digits of a row.
const GAP: usize = 3;

/// What was seen.
#[derive(Debug, Default)]
pub(super) struct Sight {
    digits: usize,
    /// Digits of the longest row, with nothing but a few signs of ASCII between them.
    row: usize,
    /// An at sign, or a bracket that may hold one spelt out.
    at: bool,
    /// By [`Script`].
    scripts: [bool; 5],
}

impl Sight {
    pub(super) fn of(text: &[u8]) -> Sight {
        let mut sight = Sight::default();
        let (mut row, mut gap) = (0, 0);
        for byte in text {
            gap += 1;
            if !byte.is_ascii() || byte.is_ascii_alphabetic() || gap > GAP + 1 {
                row = 0;
            }
            match byte {
                b'0'..=b'9' => {
                    sight.digits += 1;
                    (row, gap) = (row + 1, 0);
                    sight.row = sight.row.max(row);
                }
                b'@' | b'(' | b'[' => sight.at = true,
                0x80.. => {
                    if let Some(script) = Script::of_byte(*byte) {
                        sight.scripts[script as usize] = true;
                    }
                }
                _ => {}
            }
        }
        sight
    }

    /// Whether a pattern may match there.
    pub(super) fn may_hold(&self, pattern: &Pattern) -> bool {
        let enough = match pattern.kind {
            Kind::Phone | Kind::Device | Kind::Identity | Kind::Account => {
                self.row >= ROW || pattern.scattered && self.digits > 0
            }
            Kind::Email => self.at,
            Kind::Plate | Kind::Address | Kind::Coordinates => self.digits > 0,
        };
        enough && pattern.script.is_none_or(|script| self.scripts[script as usize])
    }
}

/// Where a text has what every mark has: a digit, an at sign, or one spelt out in brackets.
pub(super) fn anchors(folded: &Folded) -> impl Iterator<Item = usize> {
    let text = &folded.text;
    let spelt = move |at: usize| text[at + 1..].iter().take(2).any(|b| b.eq_ignore_ascii_case(&b'a'));
    let is_anchor = move |at: usize| match text[at] {
        b'0'..=b'9' | b'@' => true,
        b'(' | b'[' => spelt(at),
        _ => false,
    };
    (0..text.len()).filter(move |at| is_anchor(*at))
}
