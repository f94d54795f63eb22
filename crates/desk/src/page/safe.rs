//! Makes foreign text safe to print: what could steer a terminal or reorder a line is shown as `<U+202E>`.

use std::fmt::Write;

/// One line of foreign text: white space runs become one space, what could steer a terminal is spelt out, soft hyphens
/// go.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.trim().chars() {
        if c.is_whitespace() && (!steers(c) || c.is_ascii()) {
            gap = true;
            continue;
        }
        if gap {
            out.push(' ');
            gap = false;
        }
        match c {
            '\u{ad}' => {}
            c if steers(c) => {
                let _ = write!(out, "<U+{:04X}>", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// A line of JSON in which what could steer a terminal is escaped as `\u202e`: the same JSON, safe to look at.
pub fn json(line: String) -> String {
    // Such characters stand in strings only, where an escape means the same; serde escapes those below U+0020 itself.
    // Bytes that begin no such character are passed over quickly: nearly all text is spared the decoding. Curly
    // quotation marks share their first two bytes with some of them, so the third is looked at as well.
    let bytes = line.as_bytes();
    let suspect = |(i, b): (usize, &u8)| match *b {
        0x7f | 0xc2 | 0xd8 | 0xe1 | 0xef | 0xf3 => true,
        0xe2 => !matches!(bytes.get(i + 1..i + 3), Some([0x80, 0x90..=0xa7])),
        b => b < 0x20,
    };
    if !bytes.iter().enumerate().any(suspect) || !line.contains(steers) {
        return line;
    }
    let mut out = String::with_capacity(line.len() + 64);
    let mut units = [0; 2];
    for c in line.chars() {
        if steers(c) {
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a character may steer a terminal, reorder text or hide in it: control characters, bidi marks and overrides,
/// line separators, invisible operators, tags. Joiners stay: Persian and the Indic scripts need them.
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_are_spelt_out() {
        assert_eq!(line("a\u{1b}[31mb\u{202e}c\u{9b}2J"), "a<U+001B>[31mb<U+202E>c<U+009B>2J");
        assert_eq!(line(" one\n\ttwo\u{ad}fold\r\n"), "one twofold");
    }

    proptest! {
        #[test]
        fn a_line_never_steers(text in any::<String>()) {
            let safe = line(&text);
            prop_assert!(!safe.contains(steers));
        }

        #[test]
        fn json_means_the_same(text in any::<String>(), tail in "[\u{7f}-\u{9f}\u{202a}-\u{202e}\u{e0001}]{0,3}") {
            let text = text + &tail;
            let safe = json(serde_json::to_string(&text).unwrap());
            prop_assert!(!safe.contains(steers));
            prop_assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
        }
    }
}
