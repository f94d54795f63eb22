//! What can tell a claim: the statements of a document, and the sentences in which the page itself speaks.

use super::paper::{Paper, PaperStatement};
use crate::link::same;
use crate::read::words;
use std::ops::Range;

/// Words below which a stretch of text asserts nothing that could be found again.
const LEAST: usize = 4;

/// One telling: a statement's content, or a sentence in the page's own voice.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Place of the document among the papers.
    pub paper: usize,
    /// Place of the statement in it; none where the page itself speaks.
    pub statement: Option<usize>,
    /// Which of several things that the statement tells, from 1; none where it tells one.
    pub part: Option<usize>,
    /// Where its words stand, in bytes of the text.
    pub spans: Vec<Range<usize>>,
    /// Its words.
    pub words: String,
    /// Whether it says that they are not so.
    pub denies: bool,
}

impl Unit {
    /// Names of who tells it, page inwards; none where the page itself speaks.
    pub fn tellers<'p>(&self, papers: &'p [Paper]) -> Vec<&'p str> {
        let paper = &papers[self.paper];
        let chain = self.statement.map(|s| &paper.statements[s].chain);
        chain.into_iter().flatten().map(|t| paper.tellers[*t].name.as_str()).collect()
    }
}

/// All units of a paper, in order of the text; `paper` is its place among the papers.
pub(super) fn units(paper: usize, of: &Paper) -> Vec<Unit> {
    let mut out: Vec<Unit> = (0..of.statements.len())
        .filter_map(|at| told(paper, of, at))
        .flat_map(|unit| parted(of, unit))
        .collect();
    out.extend(own_voice(paper, of));
    out.sort_by_key(|u| (u.spans[0].start, u.statement.is_none(), u.statement, u.part));
    out
}

/// The unit of a statement. None where it asserts nothing of its own: an order, a hope, a question, what stands inside
/// such a one, and a content that is all somebody else's statement.
fn told(paper: usize, of: &Paper, at: usize) -> Option<Unit> {
    let statement = &of.statements[at];
    let denies = statement.stance == "denies";
    if statement.scope == "wide" || statement.content.is_empty() || !asserts(&statement.stance) && !denies {
        return None;
    }
    let mut outer = statement.inside;
    let mut depth = 0;
    while let Some(other) = outer.and_then(|o| of.statements.get(o)).filter(|_| depth < 32) {
        if !asserts(&other.stance) {
            return None;
        }
        outer = other.inside;
        depth += 1;
    }
    let inner: Vec<&PaperStatement> = of.statements.iter().filter(|s| s.inside == Some(at)).collect();
    let length = |spans: &[Range<usize>]| spans.iter().map(Range::len).sum::<usize>();
    // "Denied reports that X": what is denied is X.
    let meant = inner.iter().find(|i| denies && length(&i.content) * 2 > length(&statement.content));
    let spans = match meant {
        Some(inner) => inner.content.clone(),
        None => {
            let taken: Vec<&Range<usize>> =
                inner.iter().flat_map(|i| i.content.iter().chain(&i.around)).collect();
            statement.content.iter().flat_map(|s| without(s, &taken)).collect()
        }
    };
    unit(paper, of, Some(at), spans, denies)
}

/// A content that tells several things as several units: who bears out the one says nothing of the other.
fn parted(of: &Paper, unit: Unit) -> Vec<Unit> {
    let [span] = &unit.spans[..] else { return vec![unit] };
    let content = &of.text[span.clone()];
    let mut parts: Vec<Vec<Range<usize>>> =
        same::propositions(content).into_iter().map(|p| vec![p]).collect();
    if parts.len() < 2
        && let Some(acts) = same::acts_of_one(content)
    {
        parts = acts.into();
    }
    let words = |part: &[Range<usize>]| -> String {
        part.iter().map(|r| content[r.clone()].trim()).collect::<Vec<_>>().join(" ")
    };
    if parts.len() < 2 || parts.iter().any(|p| words(p).split_whitespace().count() < LEAST) {
        return vec![unit];
    }
    let part = |(at, part): (usize, &Vec<Range<usize>>)| Unit {
        part: Some(at + 1),
        words: words(part),
        spans: part.iter().map(|r| span.start + r.start..span.start + r.end).collect(),
        ..unit.clone()
    };
    parts.iter().enumerate().map(part).collect()
}

fn asserts(stance: &str) -> bool {
    matches!(stance, "asserts" | "unknown" | "")
}

/// Sentences in which nobody is said to speak.
fn own_voice(paper: usize, of: &Paper) -> Vec<Unit> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for (index, line) in of.text.split('\n').enumerate() {
        blocks.push((index, at..at + line.len()));
        at += line.len() + 1;
    }
    let cut = words::words(&of.text, &blocks);
    let taken: Vec<&Range<usize>> =
        of.statements.iter().flat_map(|s| s.content.iter().chain(&s.around)).collect();
    let sentence = |s: &words::Sentence| {
        let (first, last) = (cut.all.get(s.words.start)?, cut.all.get(s.words.end.checked_sub(1)?)?);
        let range = first.span.start()..last.span.end();
        let free = !taken.iter().any(|t| t.start < range.end && range.start < t.end);
        free.then(|| unit(paper, of, None, vec![range], false)).flatten()
    };
    cut.sentences.iter().filter_map(sentence).collect()
}

fn unit(
    paper: usize,
    of: &Paper,
    statement: Option<usize>,
    mut spans: Vec<Range<usize>>,
    denies: bool,
) -> Option<Unit> {
    spans.retain(|s| of.text.get(s.clone()).is_some_and(|t| !t.trim().is_empty()));
    let parts: Vec<&str> = spans.iter().map(|s| of.text[s.clone()].trim()).collect();
    let words = parts.join(" ");
    let ideographs = words.chars().filter(|c| ('\u{2e80}'..'\u{d7b0}').contains(c)).count();
    if words.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count() < LEAST
        && ideographs < 2 * LEAST
    {
        return None;
    }
    Some(Unit { paper, statement, part: None, spans, words, denies })
}

/// What is left of a span outside others.
fn without(span: &Range<usize>, taken: &[&Range<usize>]) -> Vec<Range<usize>> {
    let mut cuts: Vec<&Range<usize>> =
        taken.iter().copied().filter(|t| t.start < span.end && span.start < t.end).collect();
    cuts.sort_by_key(|t| t.start);
    let (mut out, mut at) = (Vec::new(), span.start);
    for cut in cuts {
        if cut.start > at {
            out.push(at..cut.start);
        }
        at = at.max(cut.end);
    }
    if at < span.end {
        out.push(at..span.end);
    }
    out
}
