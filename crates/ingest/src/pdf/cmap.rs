//! Tables from codes to letters that a PDF carries (ToUnicode, ISO 32000-1, 9.10.3), and how long its codes are.

use std::collections::BTreeMap;

/// Entries at most: a table has one for each sign of a font.
const MAX_ENTRIES: usize = 200_000;

/// A table.
#[derive(Default)]
pub(super) struct CMap {
    /// Length of a code in bytes and the code, to letters.
    letters: BTreeMap<(usize, u32), String>,
    /// Ranges of codes: length in bytes, first, last.
    spaces: Vec<(usize, u32, u32)>,
}

impl CMap {
    /// Reads a table; what is not understood is passed over.
    pub(super) fn parse(bytes: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut tokens = Tokens { rest: bytes };
        let mut section: Vec<Token> = Vec::new();
        while let Some(token) = tokens.next() {
            let word = match token {
                Token::Word(word) => word,
                Token::Other => continue,
                token => {
                    section.push(token);
                    continue;
                }
            };
            match word.as_slice() {
                b"begincodespacerange" | b"beginbfchar" | b"beginbfrange" => section.clear(),
                b"endcodespacerange" => map.spaces(&section),
                b"endbfchar" => map.chars(&section),
                b"endbfrange" => map.ranges(&section),
                _ => section.clear(),
            }
            if map.letters.len() > MAX_ENTRIES {
                break;
            }
        }
        map
    }

    fn spaces(&mut self, section: &[Token]) {
        for pair in section.chunks_exact(2) {
            if let [Token::Code(low), Token::Code(high)] = pair {
                self.spaces.push((low.len(), number(low), number(high)));
            }
        }
    }

    fn chars(&mut self, section: &[Token]) {
        for pair in section.chunks_exact(2) {
            if let [Token::Code(code), Token::Code(letters)] = pair {
                self.letters.insert((code.len(), number(code)), utf16(letters));
            }
        }
    }

    fn ranges(&mut self, section: &[Token]) {
        let mut at = 0;
        while let (Some(Token::Code(low)), Some(Token::Code(high))) = (section.get(at), section.get(at + 1)) {
            let (length, first, last) = (low.len(), number(low), number(high));
            match section.get(at + 2) {
                Some(Token::Code(letters)) => {
                    at += 3;
                    for code in first..=last.min(first.saturating_add(0xFFFF)) {
                        self.letters.insert((length, code), utf16(&moved(letters, code - first)));
                        if self.letters.len() > MAX_ENTRIES {
                            return;
                        }
                    }
                }
                Some(Token::Open) => {
                    at += 3;
                    let mut code = first;
                    while let Some(Token::Code(letters)) = section.get(at) {
                        if code <= last {
                            self.letters.insert((length, code), utf16(letters));
                        }
                        code = code.saturating_add(1);
                        at += 1;
                    }
                    at += 1;
                }
                _ => return,
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// The letters of a code.
    pub(super) fn get(&self, code: &[u8]) -> Option<&str> {
        self.letters.get(&(code.len(), number(code))).map(String::as_str)
    }

    /// How long the first code of some bytes is, by the ranges; `None` where none fits.
    pub(super) fn length(&self, bytes: &[u8]) -> Option<usize> {
        (1..=bytes.len().min(4)).find(|length| {
            let code = number(&bytes[..*length]);
            self.spaces.iter().any(|(of, low, high)| of == length && (*low..=*high).contains(&code))
        })
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |all, byte| all << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0.into_owned()
}

/// The letters so many further: the last unit counts up.
fn moved(letters: &[u8], by: u32) -> Vec<u8> {
    let mut moved = letters.to_vec();
    if let [.., high, low] = moved.as_mut_slice() {
        let last = u16::from_be_bytes([*high, *low]).wrapping_add(by as u16);
        [*high, *low] = last.to_be_bytes();
    } else if let [low] = moved.as_mut_slice() {
        *low = low.wrapping_add(by as u8);
    }
    moved
}

enum Token {
    Code(Vec<u8>),
    Word(Vec<u8>),
    Open,
    Close,
    Other,
}

/// The words of a table's PostScript.
struct Tokens<'a> {
    rest: &'a [u8],
}

impl Tokens<'_> {
    fn next(&mut self) -> Option<Token> {
        self.rest = self.rest.trim_ascii_start();
        let (first, after) = self.rest.split_first()?;
        let upto = |sign: fn(u8) -> bool| after.iter().position(|byte| sign(*byte)).unwrap_or(after.len());
        match first {
            b'%' => {
                self.rest = &after[upto(|byte| byte == b'\n' || byte == b'\r')..];
                Some(Token::Other)
            }
            b'<' if after.first() == Some(&b'<') => self.skip(2),
            b'<' => {
                let end = upto(|byte| byte == b'>');
                let code = hex(&after[..end]);
                self.rest = after.get(end + 1..).unwrap_or_default();
                Some(Token::Code(code))
            }
            b'[' => {
                self.rest = after;
                Some(Token::Open)
            }
            b']' => {
                self.rest = after;
                Some(Token::Close)
            }
            b'>' | b'(' | b')' | b'{' | b'}' => self.skip(1),
            _ => {
                let end = upto(|byte| byte.is_ascii_whitespace() || b"<>[](){}%/".contains(&byte));
                let word = self.rest[..=end].to_vec();
                self.rest = &after[end..];
                let is_value = word[0] == b'/' || word[0].is_ascii_digit() || word[0] == b'-';
                Some(if is_value { Token::Other } else { Token::Word(word) })
            }
        }
    }

    fn skip(&mut self, bytes: usize) -> Option<Token> {
        self.rest = &self.rest[bytes..];
        Some(Token::Other)
    }
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        digits.iter().filter_map(|byte| char::from(*byte).to_digit(16)).map(|d| d as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read() {
        let map = CMap::parse(
            b"/CIDInit /ProcSet findresource begin % words\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
              2 beginbfchar <0003> <0020> <0005> <D55CAE00> endbfchar\n\
              2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0061> <00660066>] endbfrange end",
        );
        let get = |code: u16| map.get(&code.to_be_bytes()).map(str::to_owned);
        assert_eq!(get(3).as_deref(), Some(" "));
        assert_eq!(get(5).as_deref(), Some("한글"));
        assert_eq!(get(0x12).as_deref(), Some("C"));
        assert_eq!(get(0x21).as_deref(), Some("ff"));
        assert_eq!(get(0x22), None);
        assert_eq!(map.length(b"\x00\x10\x00"), Some(2));
    }

    #[test]
    fn broken_tables_end() {
        for text in
            [&b"beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"[..], b"beginbfchar <", b"<<<[[", b"%"]
        {
            let _ = CMap::parse(text);
        }
    }
}
