//! [`Family`]: texts that hang together, and which of them took what from which.

use super::gap::Link;
use super::index::Known;
use super::order::{self, Days, Fit};
use super::passages::{Passage, passages};
use super::runs::Seeds;
use super::sheet::Sheet;
use super::signs::{self, Side};
use super::{Edge, Kind, Taken, Text, Why};
use jiff::civil::Date;
use std::ops::Range;

/// Weight of a passage, in halves of a word, below which it is a turn of phrase: 16 words, in quotation marks 8.
const LEAST: u32 = 32;
const LEAST_QUOTED: u32 = 16;
/// What a break between passages costs, in sixteenths of a word: who took a text whole is nearer than who has it in pieces.
const BREAK: i64 = 8;
/// Parents of one text at most.
const PARENTS: usize = 12;
/// Texts that are put in order by more than their dates at most.
const ORDERED: usize = 4096;
/// Part of a text's words that makes it a copy, in ten-thousandths.
const COPY: u32 = 8000;

/// Two texts with passages in common, by place in the family; `a` the smaller.
struct Pair {
    a: usize,
    b: usize,
    parts: Vec<Part>,
    /// Weight of what they share, in sixteenths of a word: less where it is not letter for letter, less for each break.
    score: i64,
    /// What speaks for `b` having taken from `a`, in the same units.
    lean: i64,
    why: Why,
}

/// A passage in short.
struct Part {
    of: [Range<usize>; 2],
    score: i64,
}

/// Texts that hang together by candidate pairs.
pub(super) struct Family<'t> {
    known: &'t dyn Fn() -> &'t Known,
    texts: Vec<&'t Text<'t>>,
    sheets: Vec<Sheet<'t>>,
    pairs: Vec<Pair>,
    /// Pairs of each text.
    of: Vec<Vec<usize>>,
}

impl<'t> Family<'t> {
    /// Lays the texts of each pair beside each other. `pairs` are in order.
    pub(super) fn new(
        texts: &[&'t Text<'t>],
        notices: &[&[Range<u32>]],
        pairs: &[(usize, usize)],
        known: &'t dyn Fn() -> &'t Known,
    ) -> Self {
        let sheets: Vec<Sheet<'t>> = texts.iter().zip(notices).map(|(t, n)| Sheet::new(t.text, n)).collect();
        let mut family = Family {
            known,
            texts: texts.to_vec(),
            sheets,
            pairs: Vec::new(),
            of: vec![Vec::new(); texts.len()],
        };
        for same in pairs.chunk_by(|x, y| x.0 == y.0) {
            let a = same[0].0;
            let seeds = Seeds::new(&family.sheets[a]);
            for (_, b) in same {
                family.lay(a, &seeds, *b);
            }
        }
        family
    }

    fn lay(&mut self, a: usize, seeds: &Seeds, b: usize) {
        let found = self.worthy(a, seeds, b);
        if found.is_empty() {
            return;
        }
        let (x, y) = (&self.sheets[a], &self.sheets[b]);
        let parts: Vec<Part> =
            found.iter().map(|p| Part { of: [p.a(), p.b()], score: score(p, x, y) }).collect();
        let score = parts.iter().map(|p| p.score - BREAK).sum();
        let side = |text: usize| Side { text: self.texts[text], sheet: &self.sheets[text] };
        let open = order::together(days(self.texts[a]), days(self.texts[b]));
        let (lean, why) =
            if open { signs::lean(side(a), side(b), &found, (self.known)()) } else { (0, Why::Earlier) };
        self.of[a].push(self.pairs.len());
        self.of[b].push(self.pairs.len());
        self.pairs.push(Pair { a, b, parts, score, lean, why });
    }

    /// The passages of two texts that are more than turns of phrase.
    fn worthy(&self, a: usize, seeds: &Seeds, b: usize) -> Vec<Passage> {
        let (x, y) = (&self.sheets[a], &self.sheets[b]);
        let mut found = passages(x, seeds, y);
        let quoted = |p: &Passage| {
            mostly(p.links.iter().map(|l| x.quoted[l.a])) || mostly(p.links.iter().map(|l| y.quoted[l.b]))
        };
        // Beside a passage that is beyond doubt, shorter ones are taken too.
        let sure = found.iter().any(|p| p.weight(x) >= LEAST);
        found.retain(|p| p.weight(x) >= LEAST_QUOTED && (sure || quoted(p)));
        found
    }

    /// Every edge, with texts by their place in the family.
    pub(super) fn edges(&self) -> Vec<Edge> {
        let days: Vec<Days> = self.texts.iter().map(|t| days(t)).collect();
        let ranks = self.ranks(&days);
        (0..self.texts.len()).flat_map(|child| self.parents(child, &ranks, &days)).collect()
    }

    fn ranks(&self, days: &[Days]) -> Vec<usize> {
        if self.texts.len() > ORDERED {
            return (0..self.texts.len()).collect();
        }
        let mut fits: Vec<Vec<Fit>> = vec![Vec::new(); self.texts.len()];
        for pair in &self.pairs {
            let (down, up) = (pair.score + pair.lean, pair.score - pair.lean);
            fits[pair.b].push(Fit { other: pair.a, from: down, to: up });
            fits[pair.a].push(Fit { other: pair.b, from: up, to: down });
        }
        order::ranks(days, &fits)
    }

    /// A text's parents, the best first: each has what the ones before it left.
    fn parents(&self, child: usize, ranks: &[usize], days: &[Days]) -> Vec<Edge> {
        let mut earlier: Vec<&Pair> = self.of[child].iter().map(|p| &self.pairs[*p]).collect();
        earlier.retain(|p| ranks[p.other(child)] < ranks[child]);
        earlier.sort_by_key(|p| ranks[p.other(child)]);
        let mut taken = vec![false; self.sheets[child].len()];
        let mut edges = Vec::new();
        while edges.len() < PARENTS {
            let worth = |p: &Pair| self.left(p, child, &taken);
            let best = earlier.iter().map(|p| (worth(p), *p)).filter(|(worth, _)| *worth > 0);
            // The first of equals: the nearest to the beginning.
            let Some((_, pair)) = best.rev().max_by_key(|(worth, _)| *worth) else { break };
            earlier.retain(|p| !std::ptr::eq(*p, pair));
            edges.extend(self.edge(pair, child, &mut taken, days));
        }
        edges
    }

    /// What a pair's passages are worth to a child of which some words are taken.
    fn left(&self, pair: &Pair, child: usize, taken: &[bool]) -> i64 {
        let sheet = &self.sheets[child];
        let mut sum = 0;
        for part in &pair.parts {
            let words = part.of[usize::from(child == pair.b)].clone();
            let all = sheet.weight(words.clone());
            let free: u32 = words.filter(|w| !taken[*w]).map(|w| sheet.weight(w..w + 1)).sum();
            if free >= LEAST_QUOTED {
                sum += part.score * i64::from(free) / i64::from(all.max(1)) - BREAK;
            }
        }
        sum
    }

    /// The edge of a pair to a child, of what is not taken yet; takes it.
    fn edge(&self, pair: &Pair, child: usize, taken: &mut [bool], days: &[Days]) -> Option<Edge> {
        let parent = pair.other(child);
        let (sheet, other) = (&self.sheets[child], &self.sheets[parent]);
        let found = self.worthy(pair.a, &Seeds::new(&self.sheets[pair.a]), pair.b);
        let mut spans: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        let (mut words, mut quoted, mut sure) = (0, 0, false);
        let turned = |l: &Link| if child == pair.a { (l.a, l.b) } else { (l.b, l.a) };
        // In the second text a passage may lie in a gap of another: neither goes on over the other's words.
        let mut owner = vec![usize::MAX; sheet.len()];
        for (at, passage) in found.iter().enumerate() {
            passage.links.iter().for_each(|l| owner[turned(l).0] = at);
        }
        for (at, passage) in found.iter().enumerate() {
            let closed = |word: usize| taken[word] || owner[word] != usize::MAX && owner[word] != at;
            for stretch in free(passage.links.iter().map(turned).collect(), closed) {
                let (first, last) = (stretch[0], stretch[stretch.len() - 1]);
                let weight: u32 = stretch.iter().map(|l| sheet.weight(l.0..l.0 + 1)).sum();
                let in_marks: u32 =
                    stretch.iter().filter(|l| sheet.quoted[l.0]).map(|l| sheet.weight(l.0..l.0 + 1)).sum();
                if weight >= LEAST_QUOTED {
                    sure |= weight >= LEAST || in_marks * 10 >= weight * 9;
                    spans.push((first.0..last.0 + 1, first.1..last.1 + 1));
                    (words, quoted) = (words + weight, quoted + in_marks);
                }
            }
        }
        if !sure {
            return None;
        }
        spans.sort_by_key(|s| s.0.start);
        spans.iter().for_each(|s| taken[s.0.clone()].fill(true));
        let inside: u32 = spans.iter().map(|s| sheet.weight(s.0.clone())).sum();
        let all = sheet.weight(0..sheet.len()).max(1);
        let share = (u64::from(inside) * 10000 / u64::from(all)) as u32;
        let kind = match share {
            _ if quoted * 10 >= words * 9 => Kind::Quotation,
            COPY.. => Kind::Copy,
            _ => Kind::Partial,
        };
        let why = if !order::together(days[child], days[parent]) {
            Why::Earlier
        } else if (pair.lean > 0) == (child == pair.b) && pair.lean != 0 {
            pair.why
        } else if pair.lean != 0 || self.of[child].len() > 1 || self.of[parent].len() > 1 {
            Why::Place
        } else {
            Why::Open
        };
        let spans =
            spans.into_iter().map(|(c, p)| Taken { from: sheet.bytes(c), to: other.bytes(p) }).collect();
        Some(Edge { from: child, to: parent, share, kind, why, spans })
    }
}

/// First and last day of a text, as days of a calendar in which every month has 31: they are only compared.
fn days(text: &Text<'_>) -> Days {
    let day =
        |date: Date| (i32::from(date.year()) * 12 + i32::from(date.month())) * 31 + i32::from(date.day());
    text.published.map_or((i32::MIN, i32::MAX), |(a, b)| (day(a), day(b)))
}

impl Pair {
    fn other(&self, text: usize) -> usize {
        if text == self.a { self.b } else { self.a }
    }
}

/// What a passage is worth, in sixteenths of a word: a word letter for letter with what follows it 16.
fn score(passage: &Passage, a: &Sheet<'_>, b: &Sheet<'_>) -> i64 {
    let mut links = passage.links.iter().peekable();
    let mut sum = 0;
    while let Some(link) = links.next() {
        // What follows counts between words of the passage alone: a quotation's end is no difference.
        let inside = links.peek().is_some_and(|next| next.a == link.a + 1 && next.b == link.b + 1);
        let worth = if link.same { a.grade(link.a, b, link.b, inside) } else { 3 };
        sum += worth * i64::from(a.weight(link.a..link.a + 1));
    }
    sum
}

/// Whether nine of ten are.
fn mostly(all: impl Iterator<Item = bool>) -> bool {
    let (mut yes, mut count) = (0, 0);
    for one in all {
        (yes, count) = (yes + usize::from(one), count + 1);
    }
    yes * 10 >= count * 9
}

/// The stretches of links, in order of the child, that have no closed word in them or between them.
fn free(mut links: Vec<(usize, usize)>, closed: impl Fn(usize) -> bool) -> Vec<Vec<(usize, usize)>> {
    links.sort_unstable();
    let mut stretches: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut open = false;
    let mut last = 0;
    for link in links {
        open &= !(last..link.0).any(&closed);
        last = link.0;
        if closed(link.0) {
            open = false;
        } else if open {
            stretches.last_mut().expect("one is open").push(link);
        } else {
            stretches.push(vec![link]);
            open = true;
        }
    }
    stretches
}
