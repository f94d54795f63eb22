//! What the network is told of a word seen from a cue: distance, path through the tree, quotation, rules.

use super::sheet::{RuledWords, Sheet};
use crate::net::tree::{DISTANCES, distance};
use crate::read::syntax::ROOT;
use std::ops::Range;

/// Furthest words from a cue that are looked at.
pub const WINDOW: usize = 180;

const SENTENCE: u32 = DISTANCES as u32 + 1;
const PATH: u32 = SENTENCE + 16;
const PATHS: u32 = 1024;
const FIRST: u32 = PATH + PATHS;
const ABOVE: u32 = FIRST + PATHS;
const EDGE: u32 = ABOVE + 8;
const QUOTE: u32 = EDGE + 32;
const RULE: u32 = QUOTE + 16;
/// Rows of the table of pairs.
pub const ROWS: usize = RULE as usize + 16;

/// A cue, ready to be asked about the words around it.
#[derive(Debug)]
pub struct View<'s> {
    sheet: &'s Sheet,
    cue: Range<usize>,
    /// The words that are looked at.
    pub window: Range<usize>,
    sentence: Range<usize>,
    /// The cue's topmost word and the words above it.
    line: Vec<u32>,
    rule: Option<&'s RuledWords>,
}

fn mix(a: u32, b: u32, c: u32) -> u32 {
    let mut h = a.wrapping_mul(0x9e37_79b1) ^ b.wrapping_mul(0x85eb_ca77) ^ c.wrapping_mul(0xc2b2_ae3d);
    h ^= h >> 15;
    h = h.wrapping_mul(0x2c1b_3c6d);
    h ^ (h >> 12)
}

impl<'s> View<'s> {
    /// Looks from a cue, a range of words that is not empty.
    pub fn new(sheet: &'s Sheet, cue: Range<usize>) -> Self {
        let around = |list: &[Range<usize>]| {
            let at = list.partition_point(|r| r.end <= cue.start);
            list.get(at).filter(|r| r.contains(&cue.start)).cloned().unwrap_or(cue.clone())
        };
        let block = around(&sheet.blocks);
        let sentence = around(&sheet.sentences);
        let window = block.start.max(cue.start.saturating_sub(WINDOW))..block.end.min(cue.end + WINDOW);
        let heads = &sheet.parse.heads;
        let top = cue
            .clone()
            .find(|i| heads[*i] == ROOT || !cue.contains(&(heads[*i] as usize)))
            .unwrap_or(cue.start);
        let mut line = vec![top as u32];
        let mut at = heads[top];
        while at != ROOT && line.len() < 7 {
            line.push(at);
            at = heads[at as usize];
        }
        let rule = sheet.ruled.iter().find(|r| r.cue.start < cue.end && cue.start < r.cue.end);
        View { sheet, cue, window, sentence, line, rule }
    }

    /// The cue's words.
    pub fn cue(&self) -> &Range<usize> {
        &self.cue
    }

    /// Appends the rows of a word of the window.
    pub fn rows(&self, word: usize, out: &mut Vec<u32>) {
        let sheet = self.sheet;
        if self.cue.contains(&word) {
            out.push(DISTANCES as u32);
        } else {
            let nearest = if word < self.cue.start { self.cue.start } else { self.cue.end - 1 };
            out.push(distance(nearest, word) as u32);
        }
        if self.sentence.contains(&word) {
            out.push(SENTENCE);
            self.path(word, out);
        } else {
            let (from, to) = if word < self.sentence.start {
                (word, self.sentence.start)
            } else {
                (self.sentence.end - 1, word)
            };
            let apart = sheet.sentences.partition_point(|s| s.end <= to)
                - sheet.sentences.partition_point(|s| s.end <= from);
            let side = if word < self.sentence.start { 0 } else { 4 };
            out.push(SENTENCE + 1 + side + (apart.clamp(1, 4) as u32 - 1));
        }
        out.push(QUOTE + self.quote(word));
        if let Some(rule) = self.rule {
            let mark = |r: &Range<usize>, row: u32| {
                r.contains(&word)
                    .then(|| RULE + row + u32::from(r.start == word) + 2 * u32::from(r.end == word + 1))
            };
            let found = mark(&rule.source, 4).or_else(|| rule.content.iter().find_map(|c| mark(c, 8)));
            out.push(found.unwrap_or(RULE + 1));
        } else {
            out.push(RULE);
        }
    }

    /// Which branch below the cue, or below a word above it, the word stands in.
    fn path(&self, word: usize, out: &mut Vec<u32>) {
        let sheet = self.sheet;
        let heads = &sheet.parse.heads;
        let mut branch = word as u32;
        let (mut at, mut steps) = (word as u32, 0);
        let depth = loop {
            if let Some(depth) = self.line.iter().position(|l| *l == at) {
                break depth as u32;
            }
            branch = at;
            let up = heads[at as usize];
            steps += 1;
            if up == ROOT || steps > 60 {
                break 7;
            }
            at = up;
        };
        if branch == at || (depth < 7 && self.line.contains(&(word as u32))) {
            // The word is the cue's topmost word or stands above it.
            out.push(ABOVE + depth);
            return;
        }
        let rel = u32::from(sheet.parse.rels[branch as usize]);
        let side = u32::from(branch > at);
        out.push(PATH + mix(depth * 2 + side, rel, u32::from(branch as usize == word)) % PATHS);
        let (first, last) = sheet.reach[branch as usize];
        let near = depth.min(2) * 4;
        out.push(EDGE + near + u32::from(first as usize == word) + 2 * u32::from(last as usize == word));
        // The branch's first word tells what kind of clause it is: "that", "to", "how".
        let before = if first as usize == 0 { 0 } else { sheet.ends[first as usize - 1] };
        let form = sheet.rows.get(before).copied().unwrap_or(0);
        out.push(FIRST + mix(form, rel, depth) % PATHS);
    }

    fn quote(&self, word: usize) -> u32 {
        let q = &self.sheet.quotes;
        let (w, c) = (q[word], q[self.cue.start]);
        match (w, c) {
            (0, 0) => 0,
            (0, _) => 1,
            (w, c) if w == c => 2,
            (w, 0) => {
                // Whether it is the nearest quotation on its side.
                let between = if word < self.cue.start { word..self.cue.start } else { self.cue.end..word };
                let other = between.into_iter().any(|i| q[i] != 0 && q[i] != w);
                3 + u32::from(other) + 2 * u32::from(word > self.cue.start)
            }
            _ => 7,
        }
    }
}
