//! Passages: stretches of two texts that are the same but for damaged, changed, dropped and added words.

use super::gap::{self, Link};
use super::runs::{Run, Seeds, runs};
use super::sheet::Sheet;
use std::ops::Range;

/// Words on either side that may lie between two runs of one passage.
const GAP: usize = 16;
/// A run lighter than this counts only beside others in the same order: the same few words stand everywhere.
const LONE: u32 = 14;

/// A stretch of one text beside a stretch of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// The words that stand beside each other, in order of both texts; at least one.
    pub links: Vec<Link>,
}

impl Passage {
    /// Its words in the first text.
    pub(super) fn a(&self) -> Range<usize> {
        self.links.first().map_or(0, |l| l.a)..self.links.last().map_or(0, |l| l.a + 1)
    }

    /// Its words in the second text.
    pub(super) fn b(&self) -> Range<usize> {
        self.links.first().map_or(0, |l| l.b)..self.links.last().map_or(0, |l| l.b + 1)
    }

    /// Weight of the first text's words that have one beside them, in halves of a word.
    pub(super) fn weight(&self, a: &Sheet<'_>) -> u32 {
        self.links.iter().map(|l| a.weight(l.a..l.a + 1)).sum()
    }
}

/// The passages that two texts have in common: apart in both, in order of `a`, whose seeds are given.
pub(super) fn passages(a: &Sheet<'_>, seeds: &Seeds, b: &Sheet<'_>) -> Vec<Passage> {
    let runs = beside_others(runs(a, seeds, b), a);
    let mut passages: Vec<Passage> = Vec::new();
    for run in runs {
        let last = passages.last_mut().filter(|p| close(&p.a(), &p.b(), run.a, run.b));
        let links = (0..run.len).map(|i| Link { a: run.a + i, b: run.b + i, same: true });
        match last {
            Some(passage) => {
                gap::between(a, passage.a().end..run.a, b, passage.b().end..run.b, &mut passage.links);
                passage.links.extend(links);
            }
            None => passages.push(Passage { links: links.collect() }),
        }
    }
    extend(&mut passages, a, b);
    join(passages, a, b)
}

/// Whether what begins at (`x`, `y`) may go on a passage.
fn close(a: &Range<usize>, b: &Range<usize>, x: usize, y: usize) -> bool {
    x >= a.end && y >= b.end && x - a.end <= GAP && y - b.end <= GAP
}

/// Leaves out light runs that go with none before or after them.
fn beside_others(runs: Vec<Run>, a: &Sheet<'_>) -> Vec<Run> {
    let goes = |x: &Run, y: &Run| close(&(x.a..x.a + x.len), &(x.b..x.b + x.len), y.a, y.b);
    let stays = |i: usize| {
        let run = &runs[i];
        // A stray run may lie between two that belong together.
        a.weight(run.a..run.a + run.len) >= LONE
            || runs[i.saturating_sub(2)..i].iter().any(|before| goes(before, run))
            || runs[i + 1..(i + 3).min(runs.len())].iter().any(|after| goes(run, after))
    };
    (0..runs.len()).filter(|i| stays(*i)).map(|i| runs[i]).collect()
}

/// Lets each passage grow at both ends, as far as its neighbours.
fn extend(passages: &mut [Passage], a: &Sheet<'_>, b: &Sheet<'_>) {
    let mut links = Vec::new();
    for i in 0..passages.len() {
        loop {
            let (x, y) = (passages[i].a(), passages[i].b());
            let to_a = passages.get(i + 1).map_or(a.len(), |p| p.a().start);
            let to_b = passages.iter().map(|p| p.b().start).filter(|s| *s >= y.end).min().unwrap_or(b.len());
            gap::onward(a, x.end..to_a, b, y.end..to_b, false, &mut links);
            let far =
                links.last().is_some_and(|l| l.a + 8 > x.end + gap::ONWARD || l.b + 8 > y.end + gap::ONWARD);
            passages[i].links.append(&mut links);
            if !far {
                break;
            }
        }
        loop {
            let (x, y) = (passages[i].a(), passages[i].b());
            let from_a = if i == 0 { 0 } else { passages[i - 1].a().end };
            let from_b = passages.iter().map(|p| p.b().end).filter(|e| *e <= y.start).max().unwrap_or(0);
            gap::onward(a, from_a..x.start, b, from_b..y.start, true, &mut links);
            let far = links
                .first()
                .is_some_and(|l| l.a + gap::ONWARD < x.start + 8 || l.b + gap::ONWARD < y.start + 8);
            passages[i].links.splice(0..0, links.drain(..));
            if !far {
                break;
            }
        }
    }
}

/// Joins passages that have grown together.
fn join(passages: Vec<Passage>, a: &Sheet<'_>, b: &Sheet<'_>) -> Vec<Passage> {
    let mut joined: Vec<Passage> = Vec::with_capacity(passages.len());
    for mut passage in passages {
        let (x, y) = (passage.a().start, passage.b().start);
        match joined.last_mut().filter(|p| close(&p.a(), &p.b(), x, y)) {
            Some(last) => {
                gap::between(a, last.a().end..x, b, last.b().end..y, &mut last.links);
                last.links.append(&mut passage.links);
            }
            None => joined.push(passage),
        }
    }
    joined
}
