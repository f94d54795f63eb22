//! A text as the patterns read it: digits of all scripts, dashes, spaces and marks of degree made plain, signs without
//! width left out. Positions lead back to the text as it stands.

use super::Kind;
use std::ops::Range;

/// Stands for a mark, in a text that was masked or while it is searched. No pattern matches it, and no word beside a number
/// is looked for behind it.
pub(super) const BARRIER: u8 = 1;

/// The digits zero of the scripts of Unicode (general category Nd), each followed by its nine others.
const ZEROS: [u32; 37] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x1FBF0,
];

/// A text made plain, and the way back.
#[derive(Debug)]
pub(super) struct Folded {
    /// UTF-8; marks that were found are overwritten with [`BARRIER`].
    pub(super) text: Vec<u8>,
    /// In order, the places where the distance to the original changes. From one to the next both go in step.
    steps: Vec<Step>,
}

/// A place of the plain text, with what it is in the original: where the char before it ends and where the one behind it
/// begins (between them stands what was left out).
#[derive(Debug)]
struct Step {
    here: usize,
    ends: usize,
    begins: usize,
}

impl Folded {
    pub(super) fn new(original: &str) -> Self {
        let mut text: Vec<u8> = Vec::with_capacity(original.len());
        let mut steps = vec![Step { here: 0, ends: 0, begins: 0 }];
        let mut at = 0;
        while let Some(c) = original[at..].chars().next() {
            let placeholder = if c == '[' { placeholder(&original[at..]) } else { 0 };
            let (kept, width) = match placeholder {
                0 => (plain(c), c.len_utf8()),
                width => (Some(BARRIER as char), width),
            };
            let begin = at;
            at += width;
            match kept {
                Some(kept) => {
                    text.extend_from_slice(kept.encode_utf8(&mut [0; 4]).as_bytes());
                    if kept.len_utf8() != width {
                        steps.push(Step { here: text.len(), ends: at, begins: at });
                    }
                }
                None => match steps.last_mut() {
                    Some(step) if step.here == text.len() => step.begins = at,
                    _ => steps.push(Step { here: text.len(), ends: begin, begins: at }),
                },
            }
        }
        Folded { text, steps }
    }

    /// The bytes of the original that a range stands for: without what was left out before and behind it.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let start = &self.steps[self.steps.partition_point(|step| step.here <= range.start) - 1];
        let end = &self.steps[self.steps.partition_point(|step| step.here <= range.end) - 1];
        let end = if end.here == range.end { end.ends } else { end.begins + (range.end - end.here) };
        start.begins + (range.start - start.here)..end
    }

    /// Puts a range out of sight.
    pub(super) fn hide(&mut self, range: &Range<usize>) {
        self.text[range.clone()].fill(BARRIER);
    }

    /// The text of a range that begins and ends on `char` boundaries.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        std::str::from_utf8(&self.text[range]).expect("folding writes whole chars, and hides whole ones")
    }

    /// The nearest `char` boundary at or before a byte.
    pub(super) fn floor(&self, mut at: usize) -> usize {
        at = at.min(self.text.len());
        while at > 0 && at < self.text.len() && self.text[at] & 0xC0 == 0x80 {
            at -= 1;
        }
        at
    }

    /// The char before a byte, and the one at it.
    pub(super) fn beside(&self, at: usize) -> (Option<char>, Option<char>) {
        let before = self.slice(self.floor(at.saturating_sub(1))..at).chars().next_back();
        let after = self.slice(at..self.floor(at + 4).max(at)).chars().next();
        (before, after)
    }
}

/// Bytes of the placeholder that a text begins with, 0 where it does not.
fn placeholder(text: &str) -> usize {
    Kind::ALL.iter().map(|k| k.placeholder()).find(|p| text.starts_with(p)).map_or(0, str::len)
}

/// A char as the patterns read it; `None`: left out.
pub(super) fn plain(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(if c == '\t' || c == '\r' { ' ' } else { c });
    }
    let code = c as u32;
    if let Some(zero) = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)) {
        return char::from_digit(code - zero, 10);
    }
    Some(match c {
        // Soft hyphens, joiners, marks of direction, variation selectors: no width, and between digits only to hide them.
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => {
            return None;
        }
        '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => return None,
        // Mathematical digits, five alphabets of them.
        '\u{1D7CE}'..='\u{1D7FF}' => char::from_digit((code - 0x1D7CE) % 10, 10)?,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{85}' => {
            ' '
        }
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{301C}' => '-',
        '‘' | '’' | '′' | 'ʹ' | 'ʼ' => '\'',
        '“' | '”' | '″' | 'ʺ' => '"',
        'º' | '˚' => '°',
        '٫' => '.',
        // Fullwidth forms of ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(code - 0xFEE0)?,
        // One letter each where keyboards and writers have two.
        'ё' => 'е',
        'Ё' => 'Е',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_lead_back() {
        let text = "a\u{200B}１\u{200D}２-\u{A0}[phone]з\u{200F}ё9";
        let folded = Folded::new(text);
        assert_eq!(folded.slice(0..folded.text.len()), "a12- \u{1}зе9");
        let back = |part: &str| {
            let at = folded.slice(0..folded.text.len()).find(part).unwrap();
            &text[folded.original(&(at..at + part.len()))]
        };
        assert_eq!(back("a"), "a");
        assert_eq!(back("1"), "１");
        assert_eq!(back("12"), "１\u{200D}２");
        assert_eq!(back("2-"), "２-");
        assert_eq!(back("\u{1}"), "[phone]");
        assert_eq!(back("е"), "ё");
        assert_eq!(back("зе9"), "з\u{200F}ё9");
        assert_eq!(back("a12- \u{1}зе9"), text);
    }
}
