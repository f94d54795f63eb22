//! Names made plain: scripts, letters without accents, parts, and how far two spellings lie apart.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The script that most letters of a name are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
    Latin,
    Hangul,
    Han,
    Kana,
    Cyrillic,
    Arabic,
    Other,
}

impl Script {
    fn of_char(c: char) -> Option<Script> {
        Some(match c {
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
            '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}' => Script::Hangul,
            '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}' => Script::Han,
            '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' => Script::Kana,
            '\u{400}'..='\u{52F}' => Script::Cyrillic,
            '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' => Script::Arabic,
            c if c.is_alphabetic() => Script::Other,
            _ => return None,
        })
    }

    /// The script of most letters, the first of equals; `None` where there is no letter.
    pub(super) fn of(name: &str) -> Option<Script> {
        let mut counts = [0usize; 7];
        name.chars().filter_map(Script::of_char).for_each(|script| counts[script as usize] += 1);
        let all = [
            Script::Latin,
            Script::Hangul,
            Script::Han,
            Script::Kana,
            Script::Cyrillic,
            Script::Arabic,
            Script::Other,
        ];
        let most = counts.iter().copied().max().filter(|n| *n > 0)?;
        all.into_iter().find(|script| counts[*script as usize] == most)
    }

    /// Whether words are written without spaces between them.
    pub(super) fn is_dense(self) -> bool {
        matches!(self, Script::Hangul | Script::Han | Script::Kana)
    }
}

/// Lower case, one form of apostrophe, dash and space, accents of Latin letters taken off. Other scripts stay as they are.
pub(super) fn flat(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfkc().flat_map(char::to_lowercase) {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{2bb}' | '\u{2be}' | '\u{2bf}' | '`' | '´' => {
                out.push('\'')
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'ə' => out.push('a'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ß' => out.push_str("ss"),
            '"' | '“' | '”' | '«' | '»' | '\u{200e}' | '\u{200f}' => {}
            c if c.is_whitespace() => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
            c if Script::of_char(c) == Some(Script::Latin) => {
                out.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)));
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A name's parts: between spaces and the dots of East Asian print. Full stops at their ends are left out, hyphens kept.
pub(super) fn parts(name: &str) -> Vec<&str> {
    name.split(|c: char| c.is_whitespace() || matches!(c, '·' | '・' | '‧' | '=' | ',' | '，'))
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric() && c != '\''))
        .filter(|part| !part.is_empty())
        .collect()
}

/// Letters alone.
pub(super) fn letters(part: &str) -> String {
    part.chars().filter(|c| c.is_alphabetic() || is_combining_mark(*c)).collect()
}

/// How alike two words are in hundredths: 100 less the share of edits (Levenshtein's) in the longer one.
pub(super) fn alike(a: &str, b: &str) -> u32 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longer = a.len().max(b.len());
    // Names are short; whatever is not is compared no further than equality.
    if longer == 0 || longer > 64 {
        return if a == b { 100 } else { 0 };
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let change = corner + usize::from(left != right);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    (100 - 100 * row[b.len()] / longer) as u32
}

/// The consonants of a plain Latin word by classes: "k" for c, g, k, q; "s" for s, z; "t" for d, t; an opening vowel is "a". Doubled ones once.
pub(super) fn skeleton(word: &str) -> String {
    let mut out = String::new();
    for (i, c) in word.chars().enumerate() {
        let class = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' if i == 0 => 'a',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => continue,
            'c' | 'g' | 'q' => 'k',
            'd' => 't',
            'z' => 's',
            'w' => 'v',
            c => c,
        };
        if !out.ends_with(class) {
            out.push(class);
        }
    }
    out
}
