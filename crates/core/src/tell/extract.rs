//! From tokens to [`Attribution`]s: each sentence is searched for its outermost cue, then each content again, so that
//! nesting comes out of the search itself.
//!
//! Invariants: an attribution stands in the list after the one that holds it; its content is never empty; what is inside
//! a plan or a wish (scope wide) hangs on what holds the plan, since nobody told it. Work is bounded by [`MAX_DEPTH`] and
//! [`MAX_FRAME`]; what is passed over for its length is counted, never lost in silence.

use super::around::{Around, Look};
use super::attribution::Attribution;
use super::frame::{find, frames};
use super::group::{Group, plain_usage, usage};
use super::noun;
use super::phrase::Phrases;
use super::region::{Item, span, spans};
use super::reporting::{self as r, Reporting, Use};
use super::right::{Right, Seek};
use crate::model::{BlockKind, Document, Scope, Span, Stance};
use crate::read::lexicon::Lexicon;
use crate::read::token::{Quote, Tag, Tokens};

/// How deep contents are searched. Real text stays below six; the bound keeps hostile text from the stack.
pub(super) const MAX_DEPTH: usize = 12;
/// Longest sentence searched, in words and marks, a whole quotation counted as one; beyond it a list or a table is no sentence.
pub(super) const MAX_FRAME: usize = 300;

/// Finds all attributions of a document, outer ones before those inside them, and counts the sentences that were too
/// long to be searched.
pub(crate) fn extract<'a>(
    document: &'a Document,
    tokens: &'a Tokens,
    lexicon: &'a Lexicon,
    reporting: &'a Reporting,
) -> (Vec<Attribution>, usize) {
    let mut finder = Finder {
        text: document.text(),
        tokens,
        lexicon,
        reporting,
        out: Vec::new(),
        quotes: &[],
        headline: false,
        relatives: Vec::new(),
        aside: false,
        passed_over: 0,
    };
    let mut state = Turn::default();
    for para in &tokens.paras {
        let kind = document.blocks[para.block].kind;
        if !matches!(kind, BlockKind::Headline | BlockKind::Paragraph) || para.tokens.is_empty() {
            continue;
        }
        finder.headline = kind == BlockKind::Headline;
        finder.quotes = &para.quotes;
        let mut from = para.tokens.start;
        for signed in finder.signed(para.tokens.clone()) {
            if from < signed.line.start {
                finder.paragraph(from, signed.line.start, &mut state);
            }
            finder.take_signed(&signed, &mut state);
            from = signed.line.end;
        }
        if from < para.tokens.end {
            finder.paragraph(from, para.tokens.end, &mut state);
        }
    }
    (finder.out, finder.passed_over)
}

/// What the paragraph before leaves to the next one.
#[derive(Default)]
pub(super) struct Turn {
    /// The last attribution at the top that holds a quotation.
    pub(super) speaker: Option<usize>,
    /// The last attribution whose quotation was left open at its paragraph's end.
    pub(super) open: Option<usize>,
    /// A quotation of nobody yet, left open at its paragraph's end: where it began.
    pub(super) pending: Option<Span>,
}

pub(super) struct Finder<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a Tokens,
    pub(super) lexicon: &'a Lexicon,
    pub(super) reporting: &'a Reporting,
    pub(super) out: Vec<Attribution>,
    pub(super) quotes: &'a [Quote],
    pub(super) headline: bool,
    /// Relative pronouns whose clauses are contents of their own ("who a colleague said had …"), by token.
    pub(super) relatives: Vec<u32>,
    /// The attribution just taken stands aside of its sentence's main line: in a relative clause, behind a noun.
    pub(super) aside: bool,
    /// Sentences too long to be searched.
    pub(super) passed_over: usize,
}

/// Where a region stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) parent: Option<usize>,
    pub(super) depth: usize,
}

impl<'a> Finder<'a> {
    pub(super) fn paragraph(&mut self, from: usize, to: usize, turn: &mut Turn) {
        self.relatives.clear();
        let mut start = from;
        let pending = turn.pending.take();
        let before = self.out.len();
        if let Some(open) = turn.open.take() {
            start = self.run_on(from, to, open, turn);
        }
        let mut in_paragraph: Option<usize> = None;
        for frame in frames(self.tokens, self.quotes, self.lexicon, start, to, 0) {
            let before = self.out.len();
            if let Some(bare) = self.bare_quotation(frame) {
                let joins = in_paragraph.filter(|i| self.ends_with_quotation(*i));
                in_paragraph = self
                    .take_bare(frame, bare, joins, in_paragraph, turn, start == frame.from)
                    .or(in_paragraph);
            } else {
                let list = self.items_of(frame.from, frame.to, 0);
                if list.len() > MAX_FRAME {
                    self.passed_over += 1;
                    continue;
                }
                self.region(&list, Place { parent: None, depth: 0 });
                if let Some(last) = (before..self.out.len())
                    .rev()
                    .find(|i| self.out[*i].parent.is_none() && self.out[*i].scope == Scope::Told)
                {
                    in_paragraph = Some(last);
                    if self.has_quotation(last) {
                        turn.speaker = Some(last);
                    }
                }
            }
        }
        if let Some(pending) = pending {
            self.settle(pending, from, before, turn);
        }
        if let Some(quote) = self.quotes.iter().find(|q| !q.closed && q.depth == 0)
            && let Some(last) = turn.speaker
        {
            let span = self.tokens.all[quote.open as usize].span;
            if self.out[last].content.iter().any(|c| c.contains(span)) {
                turn.open = Some(last);
            }
        }
    }

    pub(super) fn phrases<'i>(&self, items: &'i [Item]) -> Phrases<'i>
    where
        'a: 'i,
    {
        Phrases { items, lexicon: self.lexicon }
    }

    /// The search for the content of one cue, over the whole of a region.
    pub(super) fn seek<'i>(&self, items: &'i [Item], group: Group) -> Seek<'i, 'a>
    where
        'a: 'i,
    {
        Seek {
            phrases: self.phrases(items),
            reporting: self.reporting,
            group,
            end: items.len(),
            headline: self.headline,
            shallow: false,
        }
    }

    /// Whether anything in the region can be a cue at all.
    pub(super) fn worth(&self, items: &[Item]) -> bool {
        items.iter().any(|i| {
            let entry = self.lexicon.entry(i.word);
            entry.verb.is_some()
                || entry.noun.is_some()
                || matches!(
                    self.lexicon.word(i.word),
                    "according" | "reportedly" | "allegedly" | "purportedly" | "supposedly"
                )
        })
    }

    /// Searches one region for its outermost attributions and, through them, for all inside.
    pub(super) fn region(&mut self, items: &[Item], place: Place) {
        if place.depth > MAX_DEPTH || !self.worth(items) {
            self.lone_quotes(items, place);
            return;
        }
        if let Some(found) = self.outermost(items) {
            self.take_around(items, &found, place);
            return;
        }
        self.left_to_right(items, place);
    }

    /// Quotations that no cue claims: what is said inside them still counts.
    pub(super) fn lone_quotes(&mut self, items: &[Item], place: Place) {
        for item in items.iter().filter(|i| i.quote) {
            let found = find(self.quotes, item.tok as usize).copied();
            if let Some(quote) = found {
                self.inside_quote(&quote, Place { depth: place.depth + 1, ..place });
            }
        }
    }

    /// The cue that covers the whole region from after or inside its content, if there is one.
    pub(super) fn outermost(&self, items: &[Item]) -> Option<Around<'a>> {
        let phrases = self.phrases(items);
        let look = Look { phrases, reporting: self.reporting, headline: self.headline };
        let mut best: Option<Around<'a>> = None;
        for i in 0..items.len() {
            let item = items[i];
            if item.quote {
                continue;
            }
            let found = if self.lexicon.word(item.word) == "according" {
                look.according(i)
            } else if i == 0 && self.lexicon.word(item.word) == "as" {
                look.as_told()
            } else if self.verbal(item) {
                self.after_content(items, &look, i)
            } else {
                None
            };
            let Some(found) = found else { continue };
            if found.trailing || (best.is_none() && (aside(items, &found) || !self.within_right(items, i))) {
                best = Some(found);
            }
        }
        best
    }

    pub(super) fn verbal(&self, item: Item) -> bool {
        item.any(Tag::Past.bit() | Tag::Pres.bit() | Tag::Base.bit() | Tag::Part.bit() | Tag::Ing.bit())
            && self.lexicon.entry(item.word).verb.is_some()
    }

    pub(super) fn after_content(&self, items: &[Item], look: &Look<'_, 'a>, i: usize) -> Option<Around<'a>> {
        let phrases = self.phrases(items);
        let (mut uses, mut end) = usage(&phrases, self.reporting, i)?;
        let quoted = items[..i].iter().any(|n| n.quote);
        if quoted && uses.iter().all(|u| u.particle.is_some() && u.takes & r::QUOTE == 0) {
            (uses, end) = plain_usage(&phrases, self.reporting, i)?;
        }
        let group = Group::of(&phrases, 0, i, end);
        let seek = self.seek(items, group);
        let right = seek.run(uses);
        // A quotation may stand on both sides of the cue; a clause on the right makes it an ordinary one, unless an
        // inverted subject was taken for the clause's.
        if let Some(right) = right {
            let both = right.quoted && items[..group.start].iter().any(|n| n.quote);
            let apart = group.start == i && i > 0 && (items[i - 1].quote || items[i - 1].is(Tag::Comma));
            let inverted =
                apart && phrases.ending_at(0, i, |p| !look.content_left(0, look.left_end(p))).is_none();
            if !both && !inverted {
                return None;
            }
        }
        look.verb(i, uses, end)
    }

    /// Whether an ordinary cue before `i` has a content that goes on over `i`.
    pub(super) fn within_right(&self, items: &[Item], i: usize) -> bool {
        (0..i).any(|k| {
            self.verbal(items[k])
                && self
                    .right_of(items, k)
                    .is_some_and(|(_, right)| right.content.0 < i && i < right.content.1 && !right.quoted)
        })
    }

    pub(super) fn right_of(&self, items: &[Item], i: usize) -> Option<(Group, Right<'a>)> {
        let phrases = self.phrases(items);
        let (uses, end) = usage(&phrases, self.reporting, i)?;
        let group = Group::of(&phrases, 0, i, end);
        if group.negated || (group.infinitive && group.start < i) {
            return None;
        }
        let seek = self.seek(items, group);
        seek.run(uses).map(|right| (group, right))
    }

    pub(super) fn take_around(&mut self, items: &[Item], found: &Around<'a>, place: Place) {
        let body: Vec<Item> =
            found.content.iter().flat_map(|(a, b)| trimmed(&items[*a..*b])).copied().collect();
        if body.is_empty() {
            return;
        }
        // "According to P, citing Y, X": the citing belongs to the content, and X is Y's.
        let citing = found.source.and_then(|(a, b)| self.citing_behind(items, a, b).map(|c| (c, b)));
        let source = found.source.map(|(a, b)| (a, citing.map_or(b, |((_, name_end), _)| name_end)));
        let source = source.and_then(|(a, b)| span(self.tokens, trimmed(cut(items, a, b))));
        let mut content = body.clone();
        if let Some(((at, _), end)) = citing {
            content.extend_from_slice(trimmed(cut(items, at, end)));
            content.sort_by_key(|i| i.first);
        }
        let stance = found.used.map_or(Stance::Asserts, |u| u.stance);
        let index = self.push(
            place,
            &content,
            source,
            span(self.tokens, cut(items, found.cue.0, found.cue.1)),
            found.used,
            stance,
            found.confidence,
        );
        self.out[index].addressee = found.addressee.and_then(|(a, b)| span(self.tokens, cut(items, a, b)));
        let scope = self.out[index].scope;
        if let Some(((at, _), end)) = citing {
            self.take_cited(cut(items, at, end), &body, index, place);
        } else {
            self.inside(&content, index, place, scope);
            if let Some((a, b)) = found.source {
                self.around_source(items, (a, b), place);
            }
        }
        let tail = &items[found.tail.min(items.len())..];
        if !tail.is_empty() {
            self.tail(tail, index, place);
        }
    }

    /// What follows an attribution in its sentence: ", adding that …" with the same source, or something of its own.
    pub(super) fn tail(&mut self, tail: &[Item], index: usize, place: Place) {
        let shared = self.out[index].source;
        self.scan(tail, place, shared, Some(index));
    }

    /// Cues inside a source ("the teacher, who a colleague said had …").
    pub(super) fn around_source(&mut self, items: &[Item], range: (usize, usize), place: Place) {
        let source = cut(items, range.0, range.1);
        let known = span(self.tokens, source)
            .is_some_and(|s| self.out.iter().rev().take(8).any(|a| a.cue.is_some_and(|c| s.contains(c))));
        if source.len() > 3 && !known && self.worth(source) {
            self.scan(source, Place { depth: place.depth + 1, ..place }, None, None);
        }
    }

    pub(super) fn left_to_right(&mut self, items: &[Item], place: Place) {
        self.scan(items, place, None, None);
    }

    /// Takes the ordinary cues of a region from left to right.
    pub(super) fn scan(
        &mut self,
        items: &[Item],
        place: Place,
        mut shared: Option<Span>,
        mut last: Option<usize>,
    ) {
        let mut i = 0;
        let mut floor = 0;
        while i < items.len() {
            let item = items[i];
            if item.quote {
                let claimed = last.is_some_and(|l| {
                    self.out[l].content.iter().any(|c| c.contains(self.tokens.all[item.tok as usize].span))
                });
                if !claimed {
                    self.lone_quotes(&items[i..=i], place);
                }
                i += 1;
                continue;
            }
            if let Some((index, next)) = self.at(items, i, floor, shared, last, place) {
                // A cue in a relative clause or a noun leaves the sentence's subject where it was.
                let aside = self.aside;
                self.aside = false;
                if !aside {
                    if self.out[index].source.is_some() {
                        shared = self.out[index].source;
                    }
                    last = Some(index);
                    floor = next;
                }
                i = next.max(i + 1);
            } else {
                i += 1;
            }
        }
    }

    /// The attribution whose cue stands at `i`, with the item after it.
    pub(super) fn at(
        &mut self,
        items: &[Item],
        i: usize,
        floor: usize,
        shared: Option<Span>,
        last: Option<usize>,
        place: Place,
    ) -> Option<(usize, usize)> {
        let word = self.lexicon.word(items[i].word);
        if matches!(word, "reportedly" | "allegedly" | "purportedly" | "supposedly") {
            return self.reportedly(items, i, floor, place);
        }
        if self.verbal(items[i]) {
            return self.verb(items, i, floor, shared, last, place);
        }
        let found = noun::find(self.phrases(items), self.reporting, i)?;
        if let Some(taken) = self.passive_over(items, i, floor, place) {
            return Some(taken);
        }
        let content = cut(items, found.content.0, found.content.1);
        let source = found.source.and_then(|(a, b)| span(self.tokens, cut(items, a, b)));
        let cue = span(self.tokens, &items[i..=i]);
        let index = self.push(place, content, source, cue, Some(found.used), found.stance, found.confidence);
        let scope = self.out[index].scope;
        self.inside(content, index, place, scope);
        self.aside = true;
        Some((index, found.content.1))
    }

    /// Searches a content for what is said inside it.
    pub(super) fn inside(&mut self, content: &[Item], index: usize, place: Place, scope: Scope) {
        // A plan or wish is no telling: what is said within it hangs on what holds the plan.
        let parent = if scope == Scope::Wide { self.out[index].parent } else { Some(index) };
        let inner = Place { parent, depth: place.depth + 1 };
        if inner.depth >= MAX_DEPTH {
            return;
        }
        let words: Vec<Item> = content.iter().filter(|i| !i.quote).copied().collect();
        // "wrote that the guard had whispered to her: “…”": the quotation may be of somebody within.
        let introduced = content.windows(2).any(|w| w[1].quote && !w[0].quote && w[0].is(Tag::Colon));
        if introduced && self.worth(&words) {
            self.region(content, inner);
            return;
        }
        if !words.is_empty() && self.worth(&words) {
            self.region(&words, inner);
        }
        for item in content.iter().filter(|i| i.quote) {
            if let Some(quote) = find(self.quotes, item.tok as usize).copied() {
                self.inside_quote(&quote, inner);
            }
        }
    }

    /// Whether a content is nothing but one question in quotation marks.
    pub(super) fn is_question(&self, content: &[Item]) -> bool {
        let (Some(first), Some(last)) = (content.first(), content.last()) else { return false };
        if !content.iter().all(|i| i.quote) {
            return false;
        }
        let inner = content.iter().any(|i| {
            self.tokens.all[i.first as usize + 1..=i.last as usize].iter().any(|t| t.tag == Tag::Open)
        });
        if inner {
            return false;
        }
        let mut stops =
            self.tokens.all[first.first as usize..=last.last as usize].iter().filter(|t| t.tag == Tag::Stop);
        let one = stops.next();
        one.is_some_and(|t| self.text[t.span.start()..t.span.end()].contains('?')) && stops.next().is_none()
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn push(
        &mut self,
        place: Place,
        content: &[Item],
        source: Option<Span>,
        cue: Option<Span>,
        used: Option<&Use>,
        stance: Stance,
        confidence: u8,
    ) -> usize {
        let stance =
            if stance == Stance::Asserts && self.is_question(content) { Stance::Asks } else { stance };
        self.out.push(Attribution {
            parent: place.parent,
            content: spans(self.tokens, content),
            source,
            cue,
            addressee: None,
            follows: None,
            stance,
            scope: used.map_or(Scope::Told, |u| u.scope),
            confidence,
        });
        self.out.len() - 1
    }
}

/// "Tross told them that it was false, she said, and she repeated it": a cue between commas before a conjunction
/// covers both.
fn aside(items: &[Item], found: &Around<'_>) -> bool {
    let Some((a, b)) = found.source else { return false };
    let end = found.cue.1.max(b);
    let comma = |i: usize| items.get(i).is_some_and(|n| n.is(Tag::Comma));
    b - a <= 3 && a > 0 && comma(a - 1) && comma(end) && items.get(end + 1).is_some_and(|n| n.is(Tag::Conj))
}

/// Items `a..b`, cut to what there is.
pub(super) fn cut(items: &[Item], a: usize, b: usize) -> &[Item] {
    let b = b.min(items.len());
    &items[a.min(b)..b]
}

/// Leaves out marks at the end that stand outside quotation marks.
pub(super) fn trimmed(items: &[Item]) -> &[Item] {
    let mut to = items.len();
    while to > 0 {
        let item = items[to - 1];
        if item.any(Tag::Stop.bit() | Tag::Comma.bit() | Tag::Colon.bit() | Tag::Dash.bit())
            && item.last == item.tok
        {
            to -= 1;
        } else {
            break;
        }
    }
    &items[..to]
}

/// Leaves out conjunctions and commas at the start.
pub(super) fn skip_marks(items: &[Item]) -> &[Item] {
    let from = items
        .iter()
        .position(|i| !i.any(Tag::Comma.bit() | Tag::Conj.bit() | Tag::Sub.bit()))
        .unwrap_or(items.len());
    &items[from..]
}
