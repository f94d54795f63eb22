//! Cuts a text into words and folds each into a number, so that a word is the same word in other letters of case, with other
//! apostrophes, and as "12" or "twelve".

use super::numbers;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Hash of the folded word; its lowest bit says whether it is one sign of a script without spaces.
    pub fold: u32,
}

impl Word {
    /// What the word weighs, in halves: a word 2, one sign of a script without spaces 1.
    pub(super) fn weight(fold: u32) -> u32 {
        2 - (fold & 1)
    }
}

const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hash of a folded word so far, after one more sign.
pub(super) const fn step(hash: u64, sign: u32) -> u64 {
    (hash ^ sign as u64).wrapping_mul(K)
}

/// What a word's hash begins with.
pub(super) const SEED: u64 = 0xCBF2_9CE4_8422_2325;

/// What an ASCII byte is in a word: its lower-case letter or digit; 0 if it is none.
const LOWER: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 128 {
        let byte = b as u8;
        if byte.is_ascii_alphanumeric() {
            table[b] = byte.to_ascii_lowercase();
        }
        b += 1;
    }
    table
};

/// Calls `each` with every word of the text, in order.
///
/// A word is a run of letters and digits. An apostrophe between two letters is passed over ("argument's" is one word), and
/// so is a comma that groups digits ("1,200"). In scripts without spaces each sign is a word. Scripts of other kinds go by
/// Unicode's letters; case is folded sign by sign.
pub(super) fn scan(text: &str, mut each: impl FnMut(Word)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte < 0x80 {
            if LOWER[byte as usize] == 0 {
                at += 1;
                continue;
            }
        } else {
            let c = char_at(text, at);
            // Unicode calls the apostrophe that is a letter one: it begins no word.
            if !c.is_alphanumeric() || c == 'ʼ' {
                at += c.len_utf8();
                continue;
            }
            if spaceless(c) {
                let end = at + c.len_utf8();
                let hash = step(SEED, u32::from(c));
                each(Word { start: at as u32, end: end as u32, fold: (hash >> 32) as u32 | 1 });
                at = end;
                continue;
            }
        }
        let start = at;
        let (end, hash) = word(text, at);
        at = end;
        let hash = if end - start <= numbers::LONGEST { numbers::fold(hash) } else { hash };
        each(Word { start: start as u32, end: end as u32, fold: (hash >> 32) as u32 & !1 });
    }
}

/// End and hash of the word that begins at `at`.
fn word(text: &str, mut at: usize) -> (usize, u64) {
    let bytes = text.as_bytes();
    let mut hash = SEED;
    let mut last = 0;
    loop {
        let mut lower = LOWER[usize::from(bytes.get(at).copied().unwrap_or(0))];
        while lower != 0 {
            hash = step(hash, u32::from(lower));
            last = lower;
            at += 1;
            lower = LOWER[usize::from(bytes.get(at).copied().unwrap_or(0))];
        }
        let Some(byte) = bytes.get(at) else { return (at, hash) };
        match byte {
            b'\'' if letter_follows(text, at + 1) => at += 1,
            b',' if last.is_ascii_digit() && groups(&bytes[at + 1..]) => at += 1,
            0x80.. => {
                let c = char_at(text, at);
                if matches!(c, '’' | 'ʼ') {
                    if !letter_follows(text, at + c.len_utf8()) {
                        return (at, hash);
                    }
                } else if !joins(c) {
                    if !c.is_alphanumeric() || spaceless(c) {
                        return (at, hash);
                    }
                    // The width of a sign is no difference.
                    let c = if ('！'..='～').contains(&c) {
                        char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
                    } else {
                        c
                    };
                    for lower in c.to_lowercase() {
                        hash = step(hash, u32::from(lower));
                    }
                    last = if c.is_ascii_digit() { b'0' } else { b'a' };
                }
                at += c.len_utf8();
            }
            _ => return (at, hash),
        }
    }
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or('\0')
}

fn letter_follows(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|c| c.is_alphabetic() && !spaceless(c))
}

/// Whether what follows a comma is a group of just three digits.
fn groups(after: &[u8]) -> bool {
    after.len() >= 3
        && after[..3].iter().all(u8::is_ascii_digit)
        && !after.get(3).is_some_and(u8::is_ascii_alphanumeric)
}

/// Signs within a word that are no letters: soft hyphens, joiners, loose accents, signs that mute a vowel.
fn joins(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{94d}'
        | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}')
}

/// Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana and Han.
pub(super) fn spaceless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folds(text: &str) -> Vec<u32> {
        let mut all = Vec::new();
        scan(text, |w| all.push(w.fold));
        all
    }

    fn cut(text: &str) -> Vec<&str> {
        let mut all = Vec::new();
        scan(text, |w| all.push(&text[w.start as usize..w.end as usize]));
        all
    }

    #[test]
    fn words_are_cut() {
        assert_eq!(
            cut("The clerk's 1,200 forms – re-read, 3.5!"),
            ["The", "clerk's", "1,200", "forms", "re", "read", "3", "5"]
        );
        assert_eq!(
            cut("정부는 18일, 手机用户のABC"),
            ["정부는", "18일", "手", "机", "用", "户", "の", "ABC"]
        );
        assert_eq!(cut("1,2000 'tis dogs'"), ["1", "2000", "tis", "dogs"]);
        assert_eq!(cut("ʼ ʼtis ʼ"), ["tis"]);
    }

    #[test]
    fn forms_are_folded() {
        for (a, b) in [
            ("Twelve", "12"),
            ("1,200", "1200"),
            ("clerk’s", "CLERK'S"),
            ("first", "1st"),
            ("ＡＢ１", "ab1"),
            ("Ötker", "ötker"),
        ] {
            assert_eq!(folds(a), folds(b), "{a} {b}");
        }
        assert_ne!(folds("fourteen"), folds("forty"));
        assert_ne!(folds("well"), folds("we'd"));
    }

    proptest! {
        #[test]
        fn words_lie_apart_on_signs(text in "(\\PC|[a-z0-9,' ’手가]){0,60}") {
            let mut last = 0;
            scan(&text, |w| {
                assert!(w.start >= last && w.end > w.start, "{text:?}");
                assert!(text.get(w.start as usize..w.end as usize).is_some());
                last = w.end;
            });
        }
    }
}
