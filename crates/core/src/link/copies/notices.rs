//! Boilerplate: what many otherwise unrelated texts share, such as a notice or a subscription line.
//!
//! A fingerprint's texts are put into families: two texts are of one family where they have much else in common. A story
//! that travels makes one family, or a few; a notice is in many. At the end of nearly all its texts fewer
//! families do than elsewhere: a lead that three outlets took would be told apart from nothing else.

use super::grams;
use super::index::{Index, Place};
use crate::hash::Map;
use std::ops::Range;

/// Texts of a fingerprint that are looked at: enough to see families, few enough to compare each with each.
const LOOKED_AT: usize = 14;
/// Families at the end of texts, and elsewhere.
const AT_END: usize = 3;
const ANYWHERE: usize = 6;
/// Words after a notice that may still follow at a text's end: credits.
const AFTER: u32 = 16;
/// Words between two fingerprints of one run, and between two pieces of one notice whose letters were damaged.
const GAP: u32 = 16;
/// Fingerprints of a run that is long enough for a notice: some 15 words.
const LONG: usize = 3;
/// Breaks between runs in common that no head, foot and middle of a page account for: damaged copies.
const RUNS: usize = 3;
/// Judgements on the same texts that are looked at.
const LIKE: usize = 8;
/// Rounds: what stands before a notice may be another.
const ROUNDS: usize = 3;

/// Words that are boilerplate, by text.
#[derive(Debug, Default)]
pub(super) struct Notices {
    words: Map<u32, Vec<Range<u32>>>,
    groups: Vec<bool>,
    /// Fingerprints of each text that are none so far.
    left: Vec<u32>,
}

impl Notices {
    /// Finds the boilerplate of an index.
    pub(super) fn find(index: &Index) -> Self {
        let mut notices = Notices { groups: vec![false; index.groups()], ..Notices::default() };
        let (mut pairs, mut bigrams) = (Map::default(), Map::default());
        notices.left = (0..index.len() as u32).map(|t| index.prints(t)).collect();
        let mut open: Vec<u32> =
            (0..index.groups() as u32).filter(|g| index.places(*g).len() >= AT_END).collect();
        for round in 0..ROUNDS {
            let mut found = Vec::new();
            pairs.clear();
            // First what nothing but credits follows. What is left of texts without that may be all that they are.
            let anywhere = round + 1 == ROUNDS;
            let mut before = Before::default();
            open.retain(|group| {
                match before.judged(index, *group, |group| {
                    notices.judge(index, group, anywhere, &mut pairs, &mut bigrams)
                }) {
                    Judged::Family => false,
                    Judged::Open => true,
                    Judged::Notice(before, after) => {
                        found.push((*group, before, after));
                        false
                    }
                }
            });
            for (group, before, after) in found {
                notices.groups[group as usize] = true;
                notices.cover(index, group, before, after);
            }
            notices.join();
        }
        notices
    }

    /// Whether a group is boilerplate.
    pub(super) fn is_group(&self, group: u32) -> bool {
        self.groups[group as usize]
    }

    /// Words of a text that are boilerplate, in order, apart.
    pub(super) fn of(&self, text: u32) -> &[Range<u32>] {
        self.words.get(&text).map_or(&[], Vec::as_slice)
    }

    fn cover(&mut self, index: &Index, group: u32, before: u32, after: u32) {
        for place in index.places(group) {
            let len = index.folds(place.text).len() as u32;
            let end = grams::end(index.folds(place.text), place.word as usize) as u32;
            self.left[place.text as usize] -= 1;
            let range = place.word.saturating_sub(before)..(end + after).min(len);
            self.words.entry(place.text).or_default().push(range);
        }
    }

    /// Joins what lies close together.
    fn join(&mut self) {
        for ranges in self.words.values_mut() {
            ranges.sort_by_key(|r| (r.start, r.end));
            let mut joined: Vec<Range<u32>> = Vec::with_capacity(ranges.len());
            for range in ranges.drain(..) {
                match joined.last_mut() {
                    Some(last) if range.start <= last.end + GAP => last.end = last.end.max(range.end),
                    _ => joined.push(range),
                }
            }
            *ranges = joined;
        }
    }

    fn judge(
        &self,
        index: &Index,
        group: u32,
        anywhere: bool,
        pairs: &mut Map<(u32, u32), bool>,
        bigrams: &mut Map<u32, Vec<u64>>,
    ) -> Judged {
        let looked_at = sample(index.places(group));
        let count = looked_at.len();
        if count < AT_END {
            return Judged::Family;
        }
        let mut family: Vec<usize> = (0..count).collect();
        for b in 1..count {
            for a in 0..b {
                let key = (looked_at[a].text, looked_at[b].text);
                if family[a] != family[b]
                    && *pairs.entry(key).or_insert_with(|| self.mostly_alike(index, key))
                {
                    merge(&mut family, a, b);
                }
            }
        }
        if families(&family) < AT_END {
            return Judged::Family;
        }
        // One run of words in common, or more than that?
        let mut ends = vec![u32::MAX; count];
        for b in 1..count {
            for a in 0..b {
                if family[a] == family[b] {
                    continue;
                }
                let common = self.common(index, group, [looked_at[a], looked_at[b]]);
                if common.related {
                    merge(&mut family, a, b);
                } else if common.long {
                    ends[a] = ends[a].min(common.ends[0]);
                    ends[b] = ends[b].min(common.ends[1]);
                }
            }
        }
        // Copies with damaged words have few fingerprints in common: before the last word is said, their words are compared.
        for b in 1..count {
            for a in 0..b {
                let of = [looked_at[a], looked_at[b]];
                if family[a] != family[b] && self.damaged(index, of, bigrams) {
                    merge(&mut family, a, b);
                }
            }
        }
        let families = families(&family);
        if families < AT_END {
            return Judged::Family;
        }
        let long = ends.iter().filter(|e| **e != u32::MAX).count();
        let at_end = (0..count)
            .filter(|i| ends[*i] != u32::MAX && self.is_end(index, looked_at[*i].text, ends[*i]))
            .count();
        if at_end * 10 >= count * 8
            || anywhere && families >= ANYWHERE && families * 2 > count && long * 2 > count
        {
            let (before, after) = reach(index, &looked_at, &family);
            return Judged::Notice(before, after);
        }
        Judged::Open
    }

    /// Whether nothing but notices and a line of credit follows.
    fn is_end(&self, index: &Index, text: u32, word: u32) -> bool {
        let len = index.folds(text).len() as u32;
        let noticed: u32 = self.of(text).iter().map(|r| r.end.saturating_sub(r.start.max(word))).sum();
        len.saturating_sub(word) <= AFTER + noticed
    }

    /// Whether nearly all of the shorter text's fingerprints are the other's too, boilerplate aside.
    fn mostly_alike(&self, index: &Index, (a, b): (u32, u32)) -> bool {
        let mut both = 0;
        meet(index.shared(a), index.shared(b), |group, _, _| both += u32::from(!self.is_group(group)));
        both * 10 > 7 * self.left[a as usize].min(self.left[b as usize])
    }

    /// Whether much of what the shorter text has beside the run around a fingerprint is in the other as well, by pairs of
    /// neighbouring words.
    fn damaged(&self, index: &Index, of: [Place; 2], bigrams: &mut Map<u32, Vec<u64>>) -> bool {
        for place in of {
            bigrams.entry(place.text).or_insert_with(|| {
                let folds = index.folds(place.text);
                let mut all: Vec<u64> =
                    folds.windows(2).map(|w| u64::from(w[0]) << 32 | u64::from(w[1])).collect();
                all.sort_unstable();
                all
            });
        }
        let [x, y] = [&bigrams[&of[0].text], &bigrams[&of[1].text]];
        let mut both = 0usize;
        let (mut i, mut j) = (0, 0);
        while i < x.len() && j < y.len() {
            match x[i].cmp(&y[j]) {
                std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
            }
        }
        let (before, inside, after) = around(index, of);
        let run = before + inside + after;
        let noticed = |p: Place| self.of(p.text).iter().map(|r| r.len()).sum::<usize>();
        let rest = x.len().min(y.len()).saturating_sub(run + noticed(of[0]).max(noticed(of[1])));
        rest > 0 && (both.saturating_sub(run)) * 10 >= rest * 3
    }

    /// What two texts have in common beside the run of words around one fingerprint.
    fn common(&self, index: &Index, group: u32, of: [Place; 2]) -> Common {
        let many = index.places(group).len();
        let mut places: Vec<(u32, u32, bool)> = Vec::new();
        meet(index.shared(of[0].text), index.shared(of[1].text), |group, a, b| {
            // Head and foot of a page come together in the same texts: neither speaks for the other.
            let rarer = index.places(group).len() * 10 <= many * 7;
            if !self.is_group(group) {
                places.push((a, b, rarer));
            }
        });
        places.sort_unstable();
        let here = places.partition_point(|p| (p.0, p.1) < (of[0].word, of[1].word)).min(places.len() - 1);
        let near = |x: &[(u32, u32, bool)]| x[1].0 - x[0].0 <= GAP && x[1].1.abs_diff(x[0].1) <= 2 * GAP;
        let from = (0..here).rev().find(|i| !near(&places[*i..*i + 2])).map_or(0, |i| i + 1);
        let to = (here..places.len() - 1).find(|i| !near(&places[*i..*i + 2])).unwrap_or(places.len() - 1);
        let outside = || places[..from].iter().chain(&places[to + 1..]);
        // Of the shorter text, what is not in the run: little, or much of it in common as well?
        let shorter = self.left[of[0].text as usize].min(self.left[of[1].text as usize]) as usize;
        let rest = shorter.saturating_sub(to + 1 - from);
        let related = rest * 4 <= shorter
            || outside().count() * 3 >= rest
            || outside().filter(|p| p.2).count() >= 2
            || places.windows(2).filter(|w| !near(w)).count() >= RUNS;
        let end = |i: usize, word: u32| grams::end(index.folds(of[i].text), word as usize) as u32;
        Common { related, long: to + 1 - from >= LONG, ends: [end(0, places[to].0), end(1, places[to].1)] }
    }
}

/// What was judged in this round, by the texts in which it stands: other fingerprints of the same run are judged alike.
#[derive(Default)]
struct Before(Map<u64, Vec<(u32, Judged)>>);

impl Before {
    fn judged(&mut self, index: &Index, group: u32, judge: impl FnOnce(u32) -> Judged) -> Judged {
        let places = index.places(group);
        let texts = places.iter().fold(0u64, |h, p| grams::mix(h ^ (u64::from(p.text) + 1)));
        let known = self.0.entry(texts).or_default();
        for (other, judged) in known.iter().rev().take(LIKE) {
            let others = index.places(*other);
            let apart = |a: &Place, b: &Place| i64::from(a.word) - i64::from(b.word);
            let shift = apart(&places[0], &others[0]);
            let one_run = places.len() == others.len()
                && places.iter().zip(others).all(|(a, b)| a.text == b.text && apart(a, b) == shift);
            match *judged {
                _ if !one_run => {}
                Judged::Notice(before, after) => {
                    let (before, after) = (i64::from(before) + shift, i64::from(after) - shift);
                    if before >= 0 && after >= 0 {
                        return Judged::Notice(before as u32, after as u32);
                    }
                }
                judged => return judged,
            }
        }
        let judged = judge(group);
        known.push((group, judged));
        judged
    }
}

#[derive(Clone, Copy)]
enum Judged {
    /// Texts that have more in common.
    Family,
    /// Not so far.
    Open,
    /// Boilerplate, with so many words before and after the fingerprint.
    Notice(u32, u32),
}

struct Common {
    /// Whether they have enough in common beside the run, or are little more than it.
    related: bool,
    /// Whether the run is long enough for a notice.
    long: bool,
    /// Where the run ends in either text.
    ends: [u32; 2],
}

/// Some of the texts in which a fingerprint stands, spread evenly; its first place in each.
fn sample(places: &[Place]) -> Vec<Place> {
    let mut first: Vec<Place> = places.to_vec();
    first.dedup_by_key(|p| p.text);
    let count = first.len();
    if count <= LOOKED_AT { first } else { (0..LOOKED_AT).map(|i| first[i * count / LOOKED_AT]).collect() }
}

/// Calls `each` with every group in both lists and its word in either.
fn meet(a: &[(u32, u32)], b: &[(u32, u32)], mut each: impl FnMut(u32, u32, u32)) {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i].0 == b[j].0 {
            each(a[i].0, a[i].1, b[j].1);
            (i, j) = (i + 1, j + 1);
        } else if a[i].0 < b[j].0 {
            i += 1;
        } else {
            j += 1;
        }
    }
}

fn merge(family: &mut [usize], a: usize, b: usize) {
    let (from, to) = (family[b], family[a]);
    family.iter_mut().filter(|f| **f == from).for_each(|f| *f = to);
}

fn families(family: &[usize]) -> usize {
    let mut all = family.to_vec();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// Words before and after a fingerprint that the first two families have in common.
fn reach(index: &Index, looked_at: &[Place], family: &[usize]) -> (u32, u32) {
    let Some(other) = (1..family.len()).find(|i| family[*i] != family[0]) else { return (0, 0) };
    let (a, b) = (looked_at[0], looked_at[other]);
    let (before, _, after) = around(index, [a, b]);
    (before as u32, after as u32)
}

/// Words before, in and after a fingerprint that two texts have in common without a break.
fn around(index: &Index, [a, b]: [Place; 2]) -> (usize, usize, usize) {
    let (x, y) = (index.folds(a.text), index.folds(b.text));
    let (i, j) = (a.word as usize, b.word as usize);
    let before = x[..i].iter().rev().zip(y[..j].iter().rev()).take_while(|(x, y)| x == y).count();
    let (to_i, to_j) = (grams::end(x, i), grams::end(y, j));
    let after = x[to_i..].iter().zip(&y[to_j..]).take_while(|(x, y)| x == y).count();
    (before, to_i - i, after)
}
