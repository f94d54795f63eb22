//! [`Sheet`]: what the networks see of a stretch of text, word by word.
//!
//! Words are those of Universal Dependencies ([`crate::read::words`]). Everything that the rules know enters here as
//! rows of a table: the class of a reporting word, WordNet's category, the gazetteer, and what the rules themselves took
//! for source, cue and content.

use crate::model::Span;
use crate::net::rows::{LETTERS, Scratch, letters};
use crate::read::lexicon::Lexicon;
use crate::read::places::Places;
use crate::read::senses::Senses;
use crate::read::syntax::{Parse, ROOT};
use crate::tell::reporting::Reporting;
use std::ops::Range;

/// What the rules found: spans in bytes.
#[derive(Clone, Debug)]
pub struct Ruled {
    /// Cue, where there is one.
    pub cue: Option<Span>,
    /// Source, where there is one.
    pub source: Option<Span>,
    /// Content.
    pub content: Vec<Span>,
    /// It lies in the content of another.
    pub inner: bool,
}

/// A word with where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Bytes.
    pub span: Span,
    /// White space before it.
    pub spaced: bool,
}

/// Knowledge that rows are made of.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) reporting: &'a Reporting,
    pub(crate) senses: &'a Senses,
    pub(crate) places: &'a Places,
}

/// Words of one or more blocks, with all that is known of each.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The words.
    pub words: Vec<Place>,
    /// Sentences, as ranges of words.
    pub sentences: Vec<Range<usize>>,
    /// Blocks, as ranges of words.
    pub blocks: Vec<Range<usize>>,
    /// Tags and trees.
    pub parse: Parse,
    /// For each word the number of the quotation that it stands in, from 1; 0 outside.
    pub quotes: Vec<u32>,
    /// What the rules found, as ranges of words: cue, source, content.
    pub ruled: Vec<RuledWords>,
    /// First and last word of the subtree of each word.
    pub reach: Vec<(u32, u32)>,
    /// Rows of each word; `ends` tells where those of a word end.
    pub rows: Vec<u32>,
    /// See `rows`.
    pub ends: Vec<usize>,
    /// For each word, whether the lexicon has it as a verb of telling.
    pub telling: Vec<bool>,
}

/// [`Ruled`] in words.
#[derive(Clone, Debug, Default)]
pub struct RuledWords {
    /// Words of the cue.
    pub cue: Range<usize>,
    /// Words of the source.
    pub source: Range<usize>,
    /// Words of each piece of the content.
    pub content: Vec<Range<usize>>,
    /// It lies in the content of another.
    pub inner: bool,
}

const HEADS: u32 = 4096;
const XPOS: u32 = LETTERS;
const UPOS: u32 = XPOS + 64;
const RELS: u32 = UPOS + 32;
const NAMES: u32 = RELS + 64;
const HEAD: u32 = NAMES + 8;
const NOUN: u32 = HEAD + HEADS;
const VERB: u32 = NOUN + 48;
const CLASS: u32 = VERB + 48;
const PLACE: u32 = CLASS + 32;
const QUOTE: u32 = PLACE + 16;
const EDGE: u32 = QUOTE + 16;
const RULE: u32 = EDGE + 16;
/// Rows of the table of words.
pub const ROWS: usize = RULE as usize + 32;

impl Sheet {
    /// The words that lie in a span.
    pub fn within(&self, span: Span) -> Range<usize> {
        let from = self.words.partition_point(|w| w.span.end() <= span.start());
        let to = self.words.partition_point(|w| w.span.start() < span.end());
        from..to.max(from)
    }

    /// The span of a range of words.
    pub fn span(&self, words: Range<usize>) -> Option<Span> {
        let (first, last) = (self.words.get(words.start)?, self.words.get(words.end.checked_sub(1)?)?);
        (words.start < words.end).then(|| first.span.join(last.span))
    }

    /// Fills in what follows from words, trees and quotations: reach, the rules' words, and the rows.
    pub(crate) fn fill(&mut self, text: &str, ruled: &[Ruled], from: Sources<'_>) {
        self.reach = reach(&self.parse.heads, &self.sentences);
        self.ruled = ruled
            .iter()
            .map(|r| RuledWords {
                cue: r.cue.map_or(0..0, |s| self.within(s)),
                source: r.source.map_or(0..0, |s| self.within(s)),
                content: r.content.iter().map(|s| self.within(*s)).collect(),
                inner: r.inner,
            })
            .collect();
        self.make_rows(text, from);
    }

    /// Whether a verb of telling stands among some words that the rules made nothing of: else there is nothing to
    /// search for.
    pub(crate) fn may_tell(&self, ranges: &[Range<usize>]) -> bool {
        let known = |i: usize| self.ruled.iter().any(|r| r.cue.contains(&i));
        ranges.iter().cloned().flatten().any(|i| self.telling[i] && !known(i))
    }

    /// A sheet of some contents alone, each a block of its own, to be searched as if it were a text. What the rules found
    /// inside them stands at the top there; a quotation that is all of a content is none. `contents` are in order and
    /// apart; trees keep the edges that lie within one content.
    pub(crate) fn inner(
        &self,
        contents: &[Vec<Range<usize>>],
        text: &str,
        ruled: &[Ruled],
        from: Sources<'_>,
    ) -> Sheet {
        const NONE: u32 = u32::MAX;
        let width = self.parse.state.len() / self.words.len().max(1);
        let mut out = Sheet::default();
        let mut place = vec![NONE; self.words.len()];
        for content in contents {
            let first = out.words.len();
            for i in content.iter().cloned().flatten() {
                place[i] = out.words.len() as u32;
                out.words.push(self.words[i]);
            }
            for i in content.iter().cloned().flatten() {
                let head = self.parse.heads[i];
                let head = if head == ROOT { NONE } else { place[head as usize] };
                // A head of an earlier content is none of this one's.
                out.parse.heads.push(if head != NONE && head as usize >= first { head } else { ROOT });
                out.parse.upos.push(self.parse.upos[i]);
                out.parse.xpos.push(self.parse.xpos[i]);
                out.parse.rels.push(self.parse.rels[i]);
                out.parse.names.push(self.parse.names[i]);
                out.parse.state.extend_from_slice(&self.parse.state[i * width..][..width]);
                out.quotes.push(self.quotes[i]);
            }
            let quotes = &mut out.quotes[first..];
            if quotes.iter().all(|q| *q != 0 && *q == quotes[0]) {
                quotes.fill(0);
            }
            out.blocks.push(first..out.words.len());
            let mut before = usize::MAX;
            for i in content.iter().cloned().flatten() {
                let sentence = self.sentences.partition_point(|s| s.end <= i);
                let at = place[i] as usize;
                match out.sentences.last_mut() {
                    Some(last) if sentence == before => last.end = at + 1,
                    _ => out.sentences.push(at..at + 1),
                }
                before = sentence;
            }
        }
        let held = |s: &Span| out.span(out.within(*s)).is_some_and(|h| h.contains(*s));
        let ruled: Vec<Ruled> = ruled
            .iter()
            .filter(|r| r.inner && r.cue.iter().chain(&r.source).chain(&r.content).all(held))
            .map(|r| Ruled { inner: false, ..r.clone() })
            .collect();
        out.fill(text, &ruled, from);
        out
    }

    fn make_rows(&mut self, text: &str, from: Sources<'_>) {
        let n = self.words.len();
        let (mut own, mut own_ends, mut scratch) = (Vec::new(), vec![0], Scratch::default());
        let mut normal = Forms { all: String::with_capacity(text.len().min(8 * n)), ends: vec![0] };
        for w in &self.words {
            letters(&text[w.span.start()..w.span.end()], &mut scratch, &mut own);
            own_ends.push(own.len());
            normal.all.push_str(&scratch.normal);
            normal.ends.push(normal.all.len());
        }
        let places = self.places(text, &normal, from.places);
        let edges = self.edges();
        let rules = self.rule_rows();
        let mut rows = std::mem::take(&mut self.rows);
        rows.clear();
        self.ends.clear();
        self.telling.clear();
        for i in 0..n {
            let of = |k: usize| &own[own_ends[k]..own_ends[k + 1]];
            // Form, ending and shape: beginnings and the rest are in the syntax network's state.
            let [form, other, _, _, _, ending, shape] = of(i) else { unreachable!("seven rows a word") };
            rows.extend([form, other, ending, shape]);
            rows.push(XPOS + u32::from(self.parse.xpos[i]).min(63));
            let rel = u32::from(self.parse.rels[i]).min(63);
            rows.push(RELS + rel);
            rows.push(NAMES + u32::from(self.parse.names[i]).min(7));
            let head = self.parse.heads[i];
            let above = if head == ROOT { 0 } else { own[own_ends[head as usize]] };
            rows.push(HEAD + (above.wrapping_mul(2_654_435_761).wrapping_add(rel * 40_503) >> 7) % HEADS);
            let sense = from.senses.of_form(normal.of(i));
            rows.push(NOUN + u32::from(sense.noun).min(47));
            rows.push(VERB + u32::from(sense.verb).min(47));
            let class = class(normal.of(i), from);
            self.telling.push(matches!(class, TOLD | TOLD_AFTER));
            rows.push(CLASS + class);
            rows.push(PLACE + places[i]);
            rows.push(QUOTE + self.quote_state(i));
            rows.extend(bits(u32::from(edges[i])).map(|b| EDGE + b));
            rows.extend(bits(rules[i]).map(|b| RULE + b));
            self.ends.push(rows.len());
        }
        self.rows = rows;
    }

    /// Gazetteer: 0 none, else by kind, first word or later, sure or not.
    fn places(&self, text: &str, normal: &Forms, places: &Places) -> Vec<u32> {
        let mut out = vec![0u32; self.words.len()];
        for s in &self.sentences {
            let mut i = s.start;
            while i < s.end {
                let span = self.words[i].span;
                let capital = text[span.start()..].chars().next().is_some_and(char::is_uppercase);
                let found =
                    if capital { places.longest((i..s.end.min(i + 5)).map(|k| normal.of(k))) } else { None };
                let Some((count, place)) = found else {
                    i += 1;
                    continue;
                };
                let kind = 1 + place.kind as u32 + if place.ambiguous { 4 } else { 0 };
                for to in out.iter_mut().skip(i).take(count) {
                    *to = kind;
                }
                i += count.max(1);
            }
        }
        out
    }

    fn quote_state(&self, i: usize) -> u32 {
        let here = self.quotes[i];
        let before = if i > 0 { self.quotes[i - 1] } else { 0 };
        let after = self.quotes.get(i + 1).copied().unwrap_or(0);
        match here {
            0 => u32::from(before != 0) + 2 * u32::from(after != 0),
            q => 4 + u32::from(before != q) + 2 * u32::from(after != q),
        }
    }

    /// Where a word stands in its block and sentence: a bit each for first and last.
    fn edges(&self) -> Vec<u8> {
        let mut out = vec![0u8; self.words.len()];
        for (ranges, first) in [(&self.sentences, 0), (&self.blocks, 2)] {
            for r in ranges.iter().filter(|r| !r.is_empty()) {
                out[r.start] |= 1 << first;
                out[r.end - 1] |= 2 << first;
            }
        }
        out
    }

    /// What the rules took each word for: a bit for each role, first word or later, outer or inner.
    fn rule_rows(&self) -> Vec<u32> {
        let mut out = vec![0u32; self.words.len()];
        for r in &self.ruled {
            let base = if r.inner { 8 } else { 0 };
            let mut mark = |range: &Range<usize>, role: u32| {
                for i in range.clone() {
                    if let Some(bits) = out.get_mut(i) {
                        *bits |= 1 << (base + 2 * role + u32::from(i == range.start));
                    }
                }
            };
            mark(&r.cue, 0);
            mark(&r.source, 1);
            for c in &r.content {
                mark(c, 2);
            }
        }
        out
    }
}

/// Normal forms of words, one after the other.
struct Forms {
    all: String,
    ends: Vec<usize>,
}

impl Forms {
    fn of(&self, i: usize) -> &str {
        &self.all[self.ends[i]..self.ends[i + 1]]
    }
}

/// Places of the bits that are set, lowest first.
fn bits(mut set: u32) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (set != 0).then(|| set.trailing_zeros())?;
        set &= set - 1;
        Some(bit)
    })
}

/// Classes of verbs of telling, those that stand before and those that stand after what is told.
const TOLD: u32 = 1;
const TOLD_AFTER: u32 = 3;

/// Class of a word as a reporting word: none, or verb or noun, told or wide, stance.
fn class(lower: &str, from: Sources<'_>) -> u32 {
    let entry = from.lexicon.entry(from.lexicon.find(lower));
    let of = |cue: Option<&crate::tell::reporting::Cue>| {
        cue.and_then(|c| c.uses.first())
            .map(|u| u32::from(u.scope == crate::model::Scope::Wide) + 2 * u32::from(u.after))
    };
    if let Some(v) = of(entry.verb.and_then(|v| from.reporting.verbs.get(usize::from(v)))) {
        return 1 + v;
    }
    if let Some(v) = of(entry.noun.and_then(|v| from.reporting.nouns.get(usize::from(v)))) {
        return 5 + v;
    }
    if entry.tags == 0 { 9 } else { 0 }
}

/// First and last word of the subtree of each word.
fn reach(heads: &[u32], sentences: &[Range<usize>]) -> Vec<(u32, u32)> {
    let mut out: Vec<(u32, u32)> = (0..heads.len() as u32).map(|i| (i, i)).collect();
    for s in sentences {
        for i in s.clone() {
            let mut at = heads[i];
            let mut steps = 0;
            while at != ROOT && steps < s.len() {
                let (a, b) = out[at as usize];
                if a <= i as u32 && i as u32 <= b {
                    // What is above already reaches as far, but for gaps of crossing edges, which are few.
                    break;
                }
                out[at as usize] = (a.min(i as u32), b.max(i as u32));
                at = heads[at as usize];
                steps += 1;
            }
        }
    }
    out
}
