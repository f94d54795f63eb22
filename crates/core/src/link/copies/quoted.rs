//! Which words stand in quotation marks.

use super::words::Word;

/// The longest quotation in single marks, in bytes: beyond it an apostrophe was taken for a mark.
const LONGEST_SINGLE: usize = 600;

/// Whether each word stands in quotation marks. A mark that is not closed in its paragraph quotes to its end where the next
/// paragraph opens with one too; else it is a stray. Single marks count in paragraphs without double ones.
pub(super) fn quoted(text: &str, words: &[Word]) -> Vec<bool> {
    let mut all = vec![false; words.len()];
    let mut next = 0;
    let mut begin = 0;
    for line in text.split_inclusive('\n') {
        // Most lines have no mark at all.
        if !line.bytes().any(|b| matches!(b, b'"' | b'\'' | 0x80..)) {
            begin += line.len();
            continue;
        }
        let after = text[begin + line.len()..].trim_start();
        for (from, to) in pairs(line, after.starts_with(opens)) {
            let (from, to) = (begin + from, begin + to);
            while next < words.len() && (words[next].start as usize) < from {
                next += 1;
            }
            while next < words.len() && words[next].end as usize <= to {
                all[next] = true;
                next += 1;
            }
        }
        begin += line.len();
    }
    all
}

fn opens(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '«' | '「' | '『' | '《' | '‘' | '\'')
}

/// First and last byte of each quotation of a paragraph, in order, apart.
fn pairs(line: &str, goes_on: bool) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut double = false;
    for (at, c) in line.char_indices() {
        match (c, open) {
            ('"' | '“' | '„' | '«' | '「' | '『' | '»' | '《', None) => open = Some((at, c)),
            (c, Some((from, mark))) if closes(mark, c) => {
                pairs.push((from, at));
                open = None;
            }
            _ => {}
        }
        double |= open.is_some();
    }
    if let Some((from, mark)) = open
        && goes_on
        && opens(mark)
    {
        pairs.push((from, line.len()));
    }
    if double { pairs } else { singles(line) }
}

fn closes(open: char, c: char) -> bool {
    match open {
        '"' => c == '"',
        '“' | '„' => matches!(c, '”' | '“' | '"'),
        '«' => c == '»',
        '»' => c == '«',
        '「' => c == '」',
        '『' => c == '』',
        '《' => c == '》',
        _ => false,
    }
}

/// Quotations in single marks: opened before a letter and after none, closed the other way round.
fn singles(line: &str) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open: Option<usize> = None;
    let mut last = ' ';
    let mut signs = line.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        if matches!(c, '\'' | '‘' | '’') {
            let next = signs.peek().map_or(' ', |(_, c)| *c);
            if open.is_none() && c != '’' && !last.is_alphanumeric() && next.is_alphanumeric() {
                open = Some(at);
            } else if let Some(from) = open
                && c != '‘'
                && !last.is_whitespace()
                && !next.is_alphanumeric()
            {
                if at - from <= LONGEST_SINGLE {
                    pairs.push((from, at));
                }
                open = None;
            }
        }
        last = c;
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::copies::words;

    fn inside(text: &str) -> Vec<&str> {
        let mut all = Vec::new();
        words::scan(text, |w| all.push(w));
        let quoted = quoted(text, &all);
        all.iter()
            .zip(quoted)
            .filter(|(_, q)| *q)
            .map(|(w, _)| &text[w.start as usize..w.end as usize])
            .collect()
    }

    #[test]
    fn marks_of_all_kinds() {
        assert_eq!(
            inside("He said \"it is\" and “so ‘be’ it”, then «oui»."),
            ["it", "is", "so", "be", "it", "oui"]
        );
        assert_eq!(inside("그는 “모른다”고 했다. 「知」と"), ["모른다", "知"]);
        assert_eq!(inside("The dogs' keeper said 'we don't know' twice."), ["we", "don't", "know"]);
        assert_eq!(inside("A stray \" mark\nand more"), Vec::<&str>::new());
        assert_eq!(inside("He said: “one\n\n“two” and three"), ["one", "two"]);
    }
}
