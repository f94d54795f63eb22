//! [`Sheet`]: one text made ready to be laid beside another.

use super::quoted;
use super::words::{self, Word};
use std::ops::Range;

/// A text's words with what comparing needs.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    /// The text.
    pub text: &'t str,
    /// Its words, in order.
    pub words: Vec<Word>,
    /// Folded words; 0 where the word is boilerplate, which is like nothing.
    pub keys: Vec<u32>,
    /// Weight of all words before each, in halves of a word; one more for the end.
    before: Vec<u32>,
    /// Whether each word stands in quotation marks.
    pub quoted: Vec<bool>,
}

impl<'t> Sheet<'t> {
    /// Reads a text; `notices` are its boilerplate words.
    pub(super) fn new(text: &'t str, notices: &[Range<u32>]) -> Self {
        let mut all = Vec::with_capacity(text.len() / 5);
        words::scan(text, |w| all.push(w));
        // No word folds to 0: the lowest bits would have to meet as well, and then it is merely like nothing.
        let mut keys: Vec<u32> = all.iter().map(|w| w.fold).collect();
        for range in notices {
            keys[range.start as usize..(range.end as usize).min(all.len())].fill(0);
        }
        let mut before = Vec::with_capacity(all.len() + 1);
        let mut sum = 0;
        before.push(0);
        for word in &all {
            sum += Word::weight(word.fold);
            before.push(sum);
        }
        let quoted = quoted::quoted(text, &all);
        Self { text, words: all, keys, before, quoted }
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Weight of some words, in halves of a word.
    pub(super) fn weight(&self, words: Range<usize>) -> u32 {
        self.before[words.end] - self.before[words.start]
    }

    /// A word's letters.
    pub(super) fn word(&self, word: usize) -> &'t str {
        let w = self.words[word];
        &self.text[w.start as usize..w.end as usize]
    }

    /// What stands between a word and the next, without white space.
    fn after(&self, word: usize) -> impl Iterator<Item = char> + 't {
        let from = self.words[word].end as usize;
        let to = self.words.get(word + 1).map_or(self.text.len(), |w| w.start as usize);
        self.text[from..to].chars().filter(|c| !c.is_whitespace())
    }

    /// First byte of the first word and one past the last byte of the last one.
    pub(super) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        self.words[words.start].start as usize..self.words[words.end - 1].end as usize
    }

    /// How alike two words are that fold to the same: 8 letter for letter with what follows, where that counts (`inside`); 7
    /// letter for letter; else 6.
    pub(super) fn grade(&self, word: usize, other: &Sheet<'_>, at: usize, inside: bool) -> i64 {
        if self.word(word) != other.word(at) {
            6
        } else if !inside || self.after(word).eq(other.after(at)) {
            8
        } else {
            7
        }
    }
}

/// Whether two folded words are the same and no boilerplate.
pub(super) fn same(a: u32, b: u32) -> bool {
    a == b && a != 0
}
