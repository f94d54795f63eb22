//! [`find()`]: the marks of a text.

use super::Kind;
use super::context;
use super::fold::{BARRIER, Folded};
use super::lexicon::{Edge, Lexicon, Pattern};
use super::sight::{self, Sight};
use regex_automata::Input;
use std::ops::Range;
use std::sync::Arc;

/// Bytes that no pattern matches more of (a test measures them all).
pub(super) const LONGEST: usize = 1024;
/// Bytes that most patterns match no more of: they are looked for nearer to the digits.
const SHORT: usize = 128;

/// A place in a text that can lead to a private person. Holds no word of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands: half-open, in bytes of the text, on `char` boundaries.
    pub span: Range<usize>,
    /// What kind of number or address it is. Where patterns of several kinds match, that of the surest: one with a check
    /// digit before one with a word beside it before one by form alone; then the longest.
    pub kind: Kind,
    /// The pattern that found it, such as "phone/korea-mobile": what a record names as its maker.
    pub pattern: Arc<str>,
}

/// What a pattern matched, in the folded text.
#[derive(Clone, Debug)]
struct Candidate {
    range: Range<usize>,
    /// Index into the lexicon's patterns.
    pattern: usize,
    /// How sure: a check digit that fits counts more than a word beside it.
    sure: u8,
    /// Columns to the word beside it.
    gap: usize,
}

/// The marks of a text, in its order, disjoint. What overlaps is one mark, of all its bytes.
///
/// Time and memory grow with the text's length, whatever it holds. [`super::mask()`]'s result has no marks.
pub fn find(text: &str, lexicon: &Lexicon) -> Vec<Mark> {
    find_with(text, lexicon, Effort::Spared).0
}

/// Whether patterns are tried only where they can match, or everywhere: the same marks are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effort {
    Spared,
    #[cfg(test)]
    Full,
}

/// The marks of a text, and the bytes that the patterns went over: what the time grows with.
pub(super) fn find_with(text: &str, lexicon: &Lexicon, effort: Effort) -> (Vec<Mark>, usize) {
    let mut folded = Folded::new(text);
    let mut marks = Vec::new();
    let mut search = Search { lexicon, effort, work: 0, found: Vec::new() };
    match effort {
        Effort::Spared => {
            search.stretches(&folded, &near(&folded, SHORT), |pattern| pattern.longest <= SHORT);
            search.stretches(&folded, &near(&folded, LONGEST), |pattern| pattern.longest > SHORT);
        }
        #[cfg(test)]
        Effort::Full => search.stretches(&folded, std::slice::from_ref(&(0..folded.text.len())), |_| true),
    }
    while !search.found.is_empty() {
        let settled = settle(std::mem::take(&mut search.found));
        for one in &settled {
            folded.hide(&one.range);
            let pattern = &lexicon.patterns[one.pattern];
            let span = folded.original(&one.range);
            marks.push(Mark { span, kind: pattern.kind, pattern: pattern.id.clone() });
        }
        // With these out of sight, what stands near them may look otherwise.
        let ranges = || settled.iter().map(|one| one.range.clone());
        let close = joined(ranges().map(|range| around(&folded, &range, 2 * SHORT + context::REACH_BYTES)));
        search.stretches(&folded, &close, |pattern| pattern.longest <= SHORT);
        let far = joined(ranges().map(|range| around(&folded, &range, 2 * LONGEST + context::REACH_BYTES)));
        search.stretches(&folded, &far, |pattern| pattern.longest > SHORT);
    }
    marks.sort_by_key(|mark| mark.span.start);
    (marks, search.work)
}

/// The parts of a text so many bytes around its anchors.
fn near(folded: &Folded, bytes: usize) -> Vec<Range<usize>> {
    joined(sight::anchors(folded).map(|at| around(folded, &(at..at + 1), bytes)))
}

fn around(folded: &Folded, range: &Range<usize>, bytes: usize) -> Range<usize> {
    folded.floor(range.start.saturating_sub(bytes))..folded.floor(range.end + bytes)
}

/// Ranges in order, overlapping ones made one.
fn joined(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match all.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

/// A search as it goes on.
struct Search<'l> {
    lexicon: &'l Lexicon,
    effort: Effort,
    /// Bytes that patterns went over.
    work: usize,
    found: Vec<Candidate>,
}

impl Search<'_> {
    /// Adds what some of the patterns match in some stretches.
    fn stretches(&mut self, text: &Folded, stretches: &[Range<usize>], which: impl Fn(&Pattern) -> bool) {
        for stretch in stretches {
            let sight = Sight::of(&text.text[stretch.clone()]);
            let mut present = vec![None; self.lexicon.lists.len()];
            for (index, pattern) in self.lexicon.patterns.iter().enumerate().filter(|(_, p)| which(p)) {
                if self.effort == Effort::Spared && !sight.may_hold(pattern) {
                    continue;
                }
                let mut is_present = |list: &usize| {
                    *present[*list].get_or_insert_with(|| {
                        let input = Input::new(&text.text).range(stretch.clone());
                        self.work += stretch.len();
                        self.lexicon.lists[*list].anywhere.is_match(&input)
                    })
                };
                if pattern.beside.is_empty() || pattern.beside.iter().any(&mut is_present) {
                    self.pattern(text, stretch, index);
                }
            }
        }
    }

    /// Adds what one pattern matches in a stretch.
    fn pattern(&mut self, text: &Folded, stretch: &Range<usize>, index: usize) {
        let pattern = &self.lexicon.patterns[index];
        let mut at = stretch.start;
        while at < stretch.end {
            let matched = next_match(text, pattern, at..stretch.end);
            self.work += matched.as_ref().map_or(stretch.end, |(whole, _)| whole.end) - at;
            let Some((whole, range)) = matched else { break };
            // What the end of the stretch cut short would be longer in the text.
            let cut = whole.end == stretch.end && stretch.end != text.text.len();
            let candidate = if cut { None } else { accepted(text, range, index, pattern, self.lexicon) };
            at = match candidate {
                Some(candidate) => {
                    let end = candidate.range.end;
                    self.found.push(candidate);
                    end
                }
                None => next_start(text, whole.start, pattern),
            };
        }
    }
}

/// What a pattern matches next, and the part of it that is the mark: a group, where the pattern has one; what is around it
/// only shows that it is one.
fn next_match(
    text: &Folded,
    pattern: &Pattern,
    within: Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let input = Input::new(&text.text).range(within);
    if pattern.form.has_group() {
        return pattern.form.first_with_group(&input);
    }
    pattern.form.first(&input).map(|whole| (whole.range(), whole.range()))
}

/// Where a pattern may match next, after a match at a byte that was none. What begins within a word or a number stands beside
/// a letter or digit, and is no mark whatever it is.
fn next_start(text: &Folded, at: usize, pattern: &Pattern) -> usize {
    let mut next = next_char(text, at);
    if pattern.before != Edge::Any && !pattern.form.has_group() {
        let plain = |at: usize| text.text.get(at).is_some_and(u8::is_ascii_alphanumeric);
        while plain(next - 1) && plain(next) {
            next += 1;
        }
    }
    next
}

/// The first byte of the char behind the one at a byte.
fn next_char(text: &Folded, at: usize) -> usize {
    let rest = text.text[at + 1..].iter();
    at + 1 + rest.take_while(|b| **b & 0xC0 == 0x80).count()
}

/// The candidate that a match makes, if it passes its check and stands as it must.
fn accepted(
    text: &Folded,
    range: Range<usize>,
    index: usize,
    pattern: &Pattern,
    lexicon: &Lexicon,
) -> Option<Candidate> {
    let mut range = range;
    if let Some(check) = &pattern.check {
        let before = text.slice(text.floor(range.start.saturating_sub(24))..range.start);
        let part = check.part(text.slice(range.clone()), before)?;
        range = range.start + part.start..range.start + part.end;
    }
    let trimmed = text.slice(range.clone());
    range.end -= trimmed.len() - trimmed.trim_end_matches([' ', '\n', ',', '.', '-', '/']).len();
    if range.is_empty() || text.text[range.clone()].contains(&BARRIER) {
        return None;
    }
    if !context::stands_alone(text, &range, pattern.before, pattern.after) {
        return None;
    }
    let lists = |of: &'_ [usize]| of.iter().map(|list| &lexicon.lists[*list]).collect::<Vec<_>>();
    let mut gap = usize::MAX;
    if !pattern.beside.is_empty() {
        gap = context::said(text, range.start, lists(&pattern.beside).into_iter())?;
    }
    if !pattern.unless.is_empty() && context::counted(text, &range, lists(&pattern.unless).into_iter()) {
        return None;
    }
    let proved = pattern.check.as_ref().is_some_and(|check| check.proves());
    let sure = 2 * u8::from(proved) + u8::from(!pattern.beside.is_empty());
    Some(Candidate { range, pattern: index, sure, gap })
}

/// Overlapping candidates made one: all their bytes, and the pattern of the surest.
fn settle(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|c| (c.range.start, c.range.end, c.pattern));
    let rank =
        |c: &Candidate| (c.sure, std::cmp::Reverse(c.gap), c.range.len(), std::cmp::Reverse(c.pattern));
    let mut settled: Vec<Candidate> = Vec::new();
    // The best of the group that grows, as it was before it grew.
    let mut best: Option<Candidate> = None;
    for candidate in candidates {
        match (settled.last_mut(), &mut best) {
            (Some(group), Some(surest)) if candidate.range.start < group.range.end => {
                group.range.end = group.range.end.max(candidate.range.end);
                if rank(&candidate) > rank(surest) {
                    group.pattern = candidate.pattern;
                    *surest = candidate;
                }
            }
            _ => {
                best = Some(candidate.clone());
                settled.push(candidate);
            }
        }
    }
    settled
}
