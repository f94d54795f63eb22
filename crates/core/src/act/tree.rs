//! [`Trees`]: the trees that the networks made of a stretch of text, kept for the acts; [`Tree`]: one sentence of them.

use crate::model::{Document, Span};
use crate::read::syntax::{Labels, ROOT};
use crate::tell::trained::sheet::Sheet;
use std::ops::Range;

/// Words, tags and heads of a stretch of text: numbers only, no words.
#[derive(Debug, Default)]
pub(crate) struct Trees {
    words: Vec<Span>,
    pub(crate) sentences: Vec<Range<usize>>,
    heads: Vec<u32>,
    rels: Vec<u8>,
    xpos: Vec<u8>,
    names: Vec<u8>,
}

impl Trees {
    /// What the acts need of a sheet.
    pub(crate) fn of(sheet: &Sheet) -> Self {
        Self {
            words: sheet.words.iter().map(|w| w.span).collect(),
            sentences: sheet.sentences.clone(),
            heads: sheet.parse.heads.clone(),
            rels: sheet.parse.rels.clone(),
            xpos: sheet.parse.xpos.clone(),
            names: sheet.parse.names.clone(),
        }
    }

    /// Penn tag of a word.
    pub(crate) fn tag<'l>(&self, labels: &'l Labels, i: usize) -> &'l str {
        labels.xpos.get(usize::from(self.xpos[i])).map_or("", String::as_str)
    }

    /// Span of a word.
    pub(crate) fn word(&self, i: usize) -> Span {
        self.words[i]
    }
}

/// One sentence with its tree. Words are counted from the sentence's first.
pub(crate) struct Tree<'a> {
    document: &'a Document,
    labels: &'a Labels,
    trees: &'a Trees,
    from: usize,
    /// How many words it has.
    pub(crate) len: usize,
    /// Words in lower case, apostrophes straight, one after the other; where each ends.
    lower: String,
    ends: Vec<u32>,
    /// Children of all words, in order of head and place; where those of each head begin.
    children: Vec<usize>,
    firsts: Vec<u32>,
}

/// Longest sentence that is looked at: beyond it stands no prose.
pub(crate) const LONGEST: usize = 200;

impl<'a> Tree<'a> {
    pub(crate) fn new(
        document: &'a Document,
        labels: &'a Labels,
        trees: &'a Trees,
        sentence: Range<usize>,
    ) -> Self {
        let len = sentence.len();
        let head_of = |i: usize| {
            let head = trees.heads[sentence.start + i];
            if head == ROOT { None } else { (head as usize).checked_sub(sentence.start).filter(|h| *h < len) }
        };
        // Counted, then placed: two lists for the whole sentence, whatever its shape.
        let mut firsts = vec![0u32; len + 1];
        for head in (0..len).filter_map(head_of) {
            firsts[head + 1] += 1;
        }
        for i in 0..len {
            firsts[i + 1] += firsts[i];
        }
        let mut next = firsts.clone();
        let mut children = vec![0usize; firsts[len] as usize];
        for i in 0..len {
            if let Some(head) = head_of(i) {
                children[next[head] as usize] = i;
                next[head] += 1;
            }
        }
        let mut lower = String::with_capacity(8 * len);
        let mut ends = Vec::with_capacity(len + 1);
        ends.push(0);
        for i in sentence.clone() {
            let word = document.slice(trees.words[i]);
            if word.is_ascii() {
                lower.extend(word.chars().map(|c| c.to_ascii_lowercase()));
            } else {
                lower.extend(
                    word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }),
                );
            }
            ends.push(lower.len() as u32);
        }
        Self { document, labels, trees, from: sentence.start, len, lower, ends, children, firsts }
    }

    pub(crate) fn head(&self, i: usize) -> Option<usize> {
        let head = self.trees.heads[self.from + i];
        if head == ROOT { None } else { (head as usize).checked_sub(self.from).filter(|h| *h < self.len) }
    }

    /// Relation to the head.
    pub(crate) fn rel(&self, i: usize) -> &str {
        let rel = usize::from(self.trees.rels[self.from + i]);
        self.labels.rels.get(rel).map_or("", String::as_str)
    }

    /// Penn tag.
    pub(crate) fn tag(&self, i: usize) -> &str {
        let tag = usize::from(self.trees.xpos[self.from + i]);
        self.labels.xpos.get(tag).map_or("", String::as_str)
    }

    /// Kind of name: "O" for none.
    pub(crate) fn name(&self, i: usize) -> &str {
        let name = usize::from(self.trees.names[self.from + i]);
        self.labels.names.get(name).map_or("O", String::as_str)
    }

    /// The word in lower case.
    pub(crate) fn lower(&self, i: usize) -> &str {
        &self.lower[self.ends[i] as usize..self.ends[i + 1] as usize]
    }

    /// The word as written.
    pub(crate) fn text(&self, i: usize) -> &str {
        self.document.slice(self.span(i))
    }

    /// A range of words that is not empty, as written.
    pub(crate) fn slice(&self, words: Range<usize>) -> &str {
        self.document.slice(self.join(words))
    }

    pub(crate) fn span(&self, i: usize) -> Span {
        self.trees.words[self.from + i]
    }

    /// Span of a range of words that is not empty.
    pub(crate) fn join(&self, words: Range<usize>) -> Span {
        self.span(words.start).join(self.span(words.end.max(words.start + 1) - 1))
    }

    /// The words that lie in a span.
    pub(crate) fn within(&self, span: Span) -> Range<usize> {
        let all = &self.trees.words[self.from..self.from + self.len];
        let from = all.partition_point(|w| w.end() <= span.start());
        let to = all.partition_point(|w| w.start() < span.end());
        from..to.max(from)
    }

    pub(crate) fn children(&self, i: usize) -> &[usize] {
        &self.children[self.firsts[i] as usize..self.firsts[i + 1] as usize]
    }

    /// The first child with one of some relations.
    pub(crate) fn child(&self, i: usize, rels: &[&str]) -> Option<usize> {
        self.children(i).iter().copied().find(|c| rels.contains(&self.rel(*c)))
    }

    /// Whether a child is one of some words.
    pub(crate) fn has_child(&self, i: usize, words: &[&str]) -> bool {
        self.children(i).iter().any(|c| words.contains(&self.lower(*c)))
    }

    /// The preposition of a noun phrase; "" for none.
    pub(crate) fn case(&self, i: usize) -> &str {
        self.child(i, &["case"]).map_or("", |c| self.lower(c))
    }

    /// Whether a verb, by its tag.
    pub(crate) fn is_verb(&self, i: usize) -> bool {
        self.tag(i).starts_with('V')
    }

    /// Whether a noun, name or pronoun, by its tag.
    pub(crate) fn is_noun(&self, i: usize) -> bool {
        let tag = self.tag(i);
        tag.starts_with("NN")
            || matches!(tag, "PRP" | "CD" | "DT" | "EX" | "WP" | "WDT" | "PRP$" | "JJ" | "$")
    }

    /// The words above, the nearest first; ends, as trees do.
    pub(crate) fn above(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(i), |h| self.head(*h)).take(self.len)
    }

    /// The words below, each with its depth, down to a depth. Order of the tree.
    pub(crate) fn below(&self, i: usize, depth: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut at = vec![(i, 0)];
        while let Some((w, d)) = at.pop() {
            if d < depth {
                for c in self.children(w) {
                    out.push(*c);
                    at.push((*c, d + 1));
                }
            }
        }
        out.sort_unstable();
        out
    }
}
