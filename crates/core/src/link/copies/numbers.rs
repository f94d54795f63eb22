//! Numbers in words, as digits.

use super::words::{SEED, step};

/// English number words with their digits. Ordinals take the ending that digits have.
const WORDS: [(&str, &str); 58] = [
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
    ("hundred", "100"),
    ("thousand", "1000"),
    ("first", "1st"),
    ("second", "2nd"),
    ("third", "3rd"),
    ("fourth", "4th"),
    ("fifth", "5th"),
    ("sixth", "6th"),
    ("seventh", "7th"),
    ("eighth", "8th"),
    ("ninth", "9th"),
    ("tenth", "10th"),
    ("eleventh", "11th"),
    ("twelfth", "12th"),
    ("thirteenth", "13th"),
    ("fourteenth", "14th"),
    ("fifteenth", "15th"),
    ("sixteenth", "16th"),
    ("seventeenth", "17th"),
    ("eighteenth", "18th"),
    ("nineteenth", "19th"),
    ("twentieth", "20th"),
    ("thirtieth", "30th"),
    ("fortieth", "40th"),
    ("fiftieth", "50th"),
    ("sixtieth", "60th"),
    ("seventieth", "70th"),
    ("eightieth", "80th"),
    ("ninetieth", "90th"),
    ("dozen", "12"),
];

/// The longest of the words, in bytes.
pub(super) const LONGEST: usize = 11;

/// Slots of [`TABLE`]: many more than words, so that hardly a word that is no number meets a full one.
const SLOTS: usize = 1024;

/// Hash of a word and of its digits, at the slot that the word's hash names or the next free one.
static TABLE: [(u64, u64); SLOTS] = {
    let mut table = [(0, 0); SLOTS];
    let mut i = 0;
    while i < WORDS.len() {
        let (word, digits) = (hash(WORDS[i].0), hash(WORDS[i].1));
        let mut at = slot(word);
        while table[at].0 != 0 {
            at = (at + 1) % SLOTS;
        }
        table[at] = (word, digits);
        i += 1;
    }
    table
};

const fn slot(hash: u64) -> usize {
    (hash >> 54) as usize
}

const fn hash(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let (mut hash, mut i) = (SEED, 0);
    while i < bytes.len() {
        hash = step(hash, bytes[i] as u32);
        i += 1;
    }
    hash
}

/// The hash of a number word becomes that of its digits; any other stays what it is.
pub(super) fn fold(hash: u64) -> u64 {
    let mut at = slot(hash);
    loop {
        match TABLE[at] {
            (0, _) => return hash,
            (word, digits) if word == hash => return digits,
            _ => at = (at + 1) % SLOTS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found() {
        for (word, digits) in WORDS {
            assert!(word.len() <= LONGEST, "{word}");
            assert_eq!(fold(hash(word)), hash(digits), "{word}");
            assert_eq!(fold(hash(digits)), hash(digits), "{digits}");
        }
    }
}
