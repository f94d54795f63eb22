//! From tokens to [`Attribution`]s: each sentence is searched for its outermost cue, then each content again, so that
//! nesting comes out of the search itself.

use super::around::{Around, Look};
use super::attribution::Attribution;
use super::frame::{Frame, frames};
use super::group::{Group, usage};
use super::noun;
use super::phrase::{FINITE, Phrases};
use super::region::{Item, items, span, spans};
use super::reporting::{self as r, Reporting, Use};
use super::right::{Right, Seek};
use crate::model::{BlockKind, Document, Scope, Span, Stance};
use crate::read::lexicon::Lexicon;
use crate::read::token::{Quote, Tag, Tokens};

/// How deep contents are searched. Real text stays below six; the bound keeps hostile text from the stack.
const MAX_DEPTH: usize = 12;
/// Verbs whose passive takes up a subject and an infinitive: "the roads are said to be shut".
const RAISES: [&str; 14] = [
    "say", "report", "believe", "think", "allege", "understand", "rumour", "rumor", "claim", "suspect", "fear", "estimate", "hold", "feel",
];
/// Longest sentence searched, in tokens; beyond it a list or a table is no sentence.
const MAX_FRAME: usize = 600;

/// Finds all attributions of a document, outer ones before those inside them.
pub(crate) fn extract<'a>(document: &'a Document, tokens: &'a Tokens, lexicon: &'a Lexicon, reporting: &'a Reporting) -> Vec<Attribution> {
    let mut finder = Finder { text: document.text(), tokens, lexicon, reporting, out: Vec::new(), quotes: &[], headline: false, aside: false };
    let mut state = Turn::default();
    for para in &tokens.paras {
        let kind = document.blocks[para.block].kind;
        if !matches!(kind, BlockKind::Headline | BlockKind::Paragraph) || para.tokens.is_empty() {
            continue;
        }
        finder.headline = kind == BlockKind::Headline;
        finder.quotes = &para.quotes;
        finder.paragraph(para.tokens.start, para.tokens.end, &mut state);
    }
    finder.out
}

/// What the paragraph before leaves to the next one.
#[derive(Default)]
struct Turn {
    /// The last attribution at the top that holds a quotation.
    speaker: Option<usize>,
    /// The last attribution whose quotation was left open at its paragraph's end.
    open: Option<usize>,
    /// A quotation of nobody yet, left open at its paragraph's end: where it began.
    pending: Option<Span>,
}

pub(crate) struct Finder<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    lexicon: &'a Lexicon,
    reporting: &'a Reporting,
    out: Vec<Attribution>,
    quotes: &'a [Quote],
    headline: bool,
    /// The attribution just taken stands aside of its sentence's main line: in a relative clause, behind a noun.
    aside: bool,
}

/// Where a region stands.
#[derive(Clone, Copy)]
struct Place {
    parent: Option<usize>,
    depth: usize,
}

impl<'a> Finder<'a> {
    fn paragraph(&mut self, from: usize, to: usize, turn: &mut Turn) {
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
                in_paragraph = self.take_bare(frame, bare, joins, turn, start == frame.from).or(in_paragraph);
            } else if frame.to - frame.from <= MAX_FRAME {
                let list = self.items_of(frame.from, frame.to, 0);
                self.region(&list, Place { parent: None, depth: 0 });
                if let Some(last) = (before..self.out.len()).rev().find(|i| self.out[*i].parent.is_none() && self.out[*i].scope == Scope::Told) {
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

    /// A quotation that ran on into this paragraph without a speaker: the speaker is named here, or is the one before.
    fn settle(&mut self, pending: Span, from: usize, before: usize, turn: &mut Turn) {
        let here = self.tokens.all[from].span.start();
        let named = (before..self.out.len()).find(|i| {
            let a = &self.out[*i];
            a.parent.is_none() && a.source.is_some() && a.content.first().is_some_and(|c| c.start() == here)
        });
        if let Some(index) = named {
            let piece = self.out[index].content[0];
            self.out[index].content[0] = Span::new(pending.start(), piece.end());
        } else if let Some(speaker) = turn.speaker.filter(|s| *s < before) {
            self.bare(pending, speaker);
        }
    }

    /// A quotation without cue and source, by the speaker before.
    fn bare(&mut self, span: Span, speaker: usize) -> usize {
        self.out.push(Attribution {
            parent: None,
            content: vec![span],
            source: None,
            cue: None,
            addressee: None,
            follows: Some(speaker),
            stance: Stance::Asserts,
            scope: Scope::Told,
            confidence: 80,
        });
        self.out.len() - 1
    }

    /// A quotation left open before this paragraph goes on over its start; returns the first token after it.
    fn run_on(&mut self, from: usize, to: usize, open: usize, turn: &mut Turn) -> usize {
        let Some(quote) = self.quotes.iter().find(|q| q.open as usize == from && q.depth == 0).copied() else { return from };
        let end = self.tokens.all[quote.close as usize].span.end();
        if let Some(last) = self.out[open].content.last_mut() {
            *last = Span::new(last.start(), end.max(last.end()));
        }
        self.inside_quote(&quote, Place { parent: Some(open), depth: 1 });
        if !quote.closed {
            turn.open = Some(open);
        }
        (quote.close as usize + 1).min(to)
    }

    /// The quotation that is all of a frame.
    fn bare_quotation(&self, frame: Frame) -> Option<Quote> {
        let quote = *self.quotes.iter().find(|q| q.open as usize == frame.from && q.depth == 0)?;
        let close = quote.close as usize;
        let rest = &self.tokens.all[(close + 1).min(frame.to)..frame.to];
        let sentence = quote.closed && {
            let last = self.tokens.all[quote.open as usize..close].iter().rev().find(|t| t.tag != Tag::Close);
            last.is_some_and(|t| matches!(t.tag, Tag::Stop | Tag::Dash | Tag::Comma)) || rest.iter().any(|t| t.tag == Tag::Stop)
        };
        (close < frame.to && rest.iter().all(|t| t.tag == Tag::Stop) && (sentence || !quote.closed)).then_some(quote)
    }

    fn has_quotation(&self, index: usize) -> bool {
        self.out[index].content.iter().any(|c| self.quotes.iter().any(|q| c.contains(self.tokens.all[q.open as usize].span)))
    }

    /// Whether a content's last piece ends where a quotation ends: what follows goes on with it.
    fn ends_with_quotation(&self, index: usize) -> bool {
        let direct = self.out[index].content.iter().all(|c| {
            self.quotes.iter().any(|q| q.depth == 0 && self.tokens.all[q.open as usize].span.start() == c.start())
        });
        direct && self.has_quotation(index)
    }

    /// A sentence that is nothing but a quotation: more of the one before in the same paragraph, or a statement of its
    /// own by the speaker before.
    fn take_bare(&mut self, frame: Frame, quote: Quote, joins: Option<usize>, turn: &mut Turn, opens: bool) -> Option<usize> {
        let span = self.tokens.all[quote.open as usize].span.join(self.tokens.all[quote.close as usize].span);
        let index = if let Some(index) = joins {
            self.out[index].content.push(span);
            index
        } else {
            if !quote.closed && opens {
                turn.pending = Some(span);
                return None;
            }
            let speaker = turn.speaker?;
            let words = quote.close.saturating_sub(quote.open);
            if opens && words < 3 || frame.to <= frame.from {
                return None;
            }
            self.bare(span, speaker)
        };
        turn.speaker = Some(index);
        self.inside_quote(&quote, Place { parent: Some(index), depth: 1 });
        Some(index)
    }

    /// Items of tokens `from..to` where quotations of `depth` that stand as whole pieces are folded.
    fn items_of(&self, from: usize, to: usize, depth: u8) -> Vec<Item> {
        items(self.tokens, self.quotes, from, to, |q| q.depth == depth && self.stands_alone(q, from, to))
    }

    /// A quotation that is a content of its own, not a few quoted words within a sentence.
    fn stands_alone(&self, quote: &Quote, from: usize, to: usize) -> bool {
        let all = &self.tokens.all;
        let (open, close) = (quote.open as usize, quote.close as usize);
        let inner = &all[open + 1..close.max(open + 1)];
        let Some(last) = inner.iter().rev().find(|t| !matches!(t.tag, Tag::Close | Tag::Open)) else { return false };
        let next = all.get(close + 1).filter(|_| close + 1 < to);
        let after_mark = open == from || matches!(all[open - 1].tag, Tag::Comma | Tag::Colon | Tag::Stop | Tag::Dash | Tag::Close);
        let starts = open == from || (open > 0 && after_mark);
        let cue_before = open > from && self.cue_just_before(open, from);
        let capital = inner.first().is_some_and(|t| t.capital) || inner.first().is_some_and(|t| t.tag == Tag::Open) && inner.get(1).is_some_and(|t| t.capital);
        match last.tag {
            Tag::Comma => true,
            Tag::Stop | Tag::Dash => starts || (cue_before && capital) || !quote.closed,
            _ if !quote.closed => starts,
            _ => {
                let comma_after = next.is_some_and(|t| matches!(t.tag, Tag::Comma | Tag::Stop));
                (starts && capital && comma_after && inner.len() > 2) || (cue_before && capital && inner.len() > 2)
                    || (starts && open == from && next.is_some_and(|t| self.lexicon.entry(t.word).verb.is_some()) && inner.len() > 2)
            }
        }
    }

    fn cue_just_before(&self, open: usize, from: usize) -> bool {
        let token = self.tokens.all[open - 1];
        open > from && self.lexicon.entry(token.word).verb.is_some() && token.tag.is_in(Tag::Past.bit() | Tag::Pres.bit() | Tag::Base.bit() | Tag::Part.bit() | Tag::Ing.bit())
    }

    /// Searches the sentences inside a quotation.
    fn inside_quote(&mut self, quote: &Quote, place: Place) {
        let (from, mut to) = (quote.open as usize + 1, quote.close as usize);
        if !quote.closed {
            to += 1;
        }
        if place.depth >= MAX_DEPTH || from >= to {
            return;
        }
        for frame in frames(self.tokens, self.quotes, self.lexicon, from, to, quote.depth + 1) {
            if frame.to - frame.from <= MAX_FRAME {
                let list = self.items_of(frame.from, frame.to, quote.depth + 1);
                self.region(&list, place);
            }
        }
    }

    fn phrases<'i>(&self, items: &'i [Item]) -> Phrases<'i>
    where
        'a: 'i,
    {
        Phrases { items, lexicon: self.lexicon }
    }

    /// Whether anything in the region can be a cue at all.
    fn worth(&self, items: &[Item]) -> bool {
        items.iter().any(|i| {
            let entry = self.lexicon.entry(i.word);
            entry.verb.is_some() || entry.noun.is_some() || matches!(self.lexicon.word(i.word), "according" | "reportedly" | "allegedly" | "purportedly" | "supposedly")
        })
    }

    /// Searches one region for its outermost attributions and, through them, for all inside.
    fn region(&mut self, items: &[Item], place: Place) {
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
    fn lone_quotes(&mut self, items: &[Item], place: Place) {
        for item in items.iter().filter(|i| i.quote) {
            let found = self.quotes.iter().find(|q| q.open == item.tok).copied();
            if let Some(quote) = found {
                self.inside_quote(&quote, Place { depth: place.depth + 1, ..place });
            }
        }
    }

    /// The cue that covers the whole region from after or inside its content, if there is one.
    fn outermost(&self, items: &[Item]) -> Option<Around<'a>> {
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
            } else if self.verbal(item) {
                self.after_content(items, &look, i)
            } else {
                None
            };
            let Some(found) = found else { continue };
            if found.trailing {
                best = Some(found);
            } else if best.is_none() && !self.within_right(items, i) {
                best = Some(found);
            }
        }
        best
    }

    fn verbal(&self, item: Item) -> bool {
        item.any(Tag::Past.bit() | Tag::Pres.bit() | Tag::Base.bit() | Tag::Part.bit() | Tag::Ing.bit()) && self.lexicon.entry(item.word).verb.is_some()
    }

    fn after_content(&self, items: &[Item], look: &Look<'_, 'a>, i: usize) -> Option<Around<'a>> {
        let phrases = self.phrases(items);
        let (uses, end, _) = usage(&phrases, self.reporting, i)?;
        let group = Group::of(&phrases, 0, i, end);
        let seek = Seek { phrases, reporting: self.reporting, group, end: items.len(), headline: self.headline, shallow: false };
        let right = seek.run(&uses);
        // A quotation may stand on both sides of the cue; a clause on the right makes it an ordinary one, unless an
        // inverted subject was taken for the clause's.
        if let Some(right) = right {
            let both = right.quoted && items[..group.start].iter().any(|n| n.quote);
            let apart = group.start == i && i > 0 && (items[i - 1].quote || items[i - 1].is(Tag::Comma));
            let inverted = apart && phrases.ending_at(0, i, |p| !look.content_left(0, look.left_end(p))).is_none();
            if !both && !inverted {
                return None;
            }
        }
        look.verb(i, &uses, end)
    }

    /// Whether an ordinary cue before `i` has a content that goes on over `i`.
    fn within_right(&self, items: &[Item], i: usize) -> bool {
        (0..i).any(|k| self.verbal(items[k]) && self.right_of(items, k).is_some_and(|(_, right)| right.content.0 < i && i < right.content.1 && !right.quoted))
    }

    fn right_of(&self, items: &[Item], i: usize) -> Option<(Group, Right<'a>)> {
        let phrases = self.phrases(items);
        let (uses, end, _) = usage(&phrases, self.reporting, i)?;
        let group = Group::of(&phrases, 0, i, end);
        if group.negated || (group.infinitive && group.start < i) {
            return None;
        }
        let seek = Seek { phrases, reporting: self.reporting, group, end: items.len(), headline: self.headline, shallow: false };
        seek.run(&uses).map(|right| (group, right))
    }

    fn take_around(&mut self, items: &[Item], found: &Around<'a>, place: Place) {
        let content: Vec<Item> = found.content.iter().flat_map(|(a, b)| trimmed(&items[*a..*b])).copied().collect();
        if content.is_empty() {
            return;
        }
        let source = found.source.and_then(|(a, b)| span(self.tokens, trimmed(cut(items, a, b))));
        let stance = found.used.map_or(Stance::Asserts, |u| u.stance);
        let index = self.push(place, &content, source, span(self.tokens, cut(items, found.cue.0, found.cue.1)), found.used, stance, found.confidence);
        self.out[index].addressee = found.addressee.and_then(|(a, b)| span(self.tokens, cut(items, a, b)));
        let scope = self.out[index].scope;
        self.inside(&content, index, place, scope);
        if let Some((a, b)) = found.source {
            self.around_source(items, (a, b), place);
        }
        let tail = &items[found.tail.min(items.len())..];
        if !tail.is_empty() {
            self.tail(tail, index, place);
        }
    }

    /// What follows an attribution in its sentence: ", adding that …" with the same source, or something of its own.
    fn tail(&mut self, tail: &[Item], index: usize, place: Place) {
        let shared = self.out[index].source;
        self.scan(tail, place, shared, Some(index));
    }

    /// Cues inside a source ("the teacher, who a colleague said had …").
    fn around_source(&mut self, items: &[Item], range: (usize, usize), place: Place) {
        let source = cut(items, range.0, range.1);
        if source.len() > 3 && self.worth(source) {
            self.scan(source, Place { depth: place.depth + 1, ..place }, None, None);
        }
    }

    fn left_to_right(&mut self, items: &[Item], place: Place) {
        self.scan(items, place, None, None);
    }

    /// Takes the ordinary cues of a region from left to right.
    fn scan(&mut self, items: &[Item], place: Place, mut shared: Option<Span>, mut last: Option<usize>) {
        let mut i = 0;
        let mut floor = 0;
        while i < items.len() {
            let item = items[i];
            if item.quote {
                let claimed = last.is_some_and(|l| self.out[l].content.iter().any(|c| c.contains(self.tokens.all[item.tok as usize].span)));
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
    fn at(&mut self, items: &[Item], i: usize, floor: usize, shared: Option<Span>, last: Option<usize>, place: Place) -> Option<(usize, usize)> {
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
        self.inside(&content.to_vec(), index, place, scope);
        self.aside = true;
        Some((index, found.content.1))
    }

    /// "Some of the detainees were reportedly moved …": the clause without the adverb.
    fn reportedly(&mut self, items: &[Item], i: usize, floor: usize, place: Place) -> Option<(usize, usize)> {
        let phrases = self.phrases(items);
        let start = (floor..i).rev().find(|k| items[*k].any(Tag::Sub.bit() | Tag::Colon.bit()) || (items[*k].is(Tag::Comma) && !phrases.is_whole(floor, i.min(k + 1)))).map_or(floor, |k| k + 1);
        let group = Seek {
            phrases,
            reporting: self.reporting,
            group: Group { start: i, verb: i, end: i + 1, passive: false, negated: false, modal: false, bare_ing: false, infinitive: false, bare_part: false },
            end: items.len(),
            headline: self.headline,
            shallow: false,
        };
        let end = group.limit(i + 1, true);
        let left = skip_marks(cut(items, start, i));
        let mut content: Vec<Item> = left.to_vec();
        content.extend_from_slice(trimmed(cut(items, i + 1, end)));
        if content.len() < 2 {
            return None;
        }
        let cue = span(self.tokens, &items[i..=i]);
        let index = self.push(place, &content, None, cue, None, Stance::Asserts, 85);
        self.inside(&content, index, place, Scope::Told);
        Some((index, end))
    }

    fn verb(&mut self, items: &[Item], i: usize, floor: usize, shared: Option<Span>, last: Option<usize>, place: Place) -> Option<(usize, usize)> {
        let phrases = self.phrases(items);
        let (uses, end, _) = usage(&phrases, self.reporting, i)?;
        let group = Group::of(&phrases, floor, i, end);
        if group.negated {
            return None;
        }
        if group.bare_ing && let Some(found) = self.citing(items, i, end, &uses, last, place) {
            return Some(found);
        }
        let seek = Seek { phrases, reporting: self.reporting, group, end: items.len(), headline: self.headline, shallow: false };
        if let Some(found) = self.said_first(items, &group, place, &uses) {
            return Some(found);
        }
        if let Some(found) = self.relative(items, &seek, &group, floor, place, &uses) {
            return Some(found);
        }
        if group.passive && let Some(found) = self.passive_of_thing(items, &group, &seek, floor, place, &uses) {
            return Some(found);
        }
        let right = seek.run(&uses).or_else(|| self.raised(&seek, &group, &uses))?;
        if seek.named(right.content.0) && (right.stance == Stance::Orders || right.stance == Stance::Asks) {
            return None;
        }
        let subject = self.subject(items, &group, floor, shared);
        if self.bare_infinitive(items, &group, subject) {
            return None;
        }
        let wide = group.infinitive || (group.modal && !self.will_say(items, &group));
        self.take_right(items, &group, &right, subject, wide, place)
    }

    /// "Let the station say what it likes": a base form after a singular is no finite verb.
    fn bare_infinitive(&self, items: &[Item], group: &Group, subject: Subject) -> bool {
        let Subject::Items(a, b) = subject else { return false };
        let phrases = self.phrases(items);
        let head = phrases.core(a, b).map_or(a, |e| e - 1);
        !self.headline
            && group.start == group.verb
            && items[group.verb].is(Tag::Base)
            && items[head].is(Tag::Noun)
            && !matches!(self.lexicon.word(items[head].word), "police" | "staff" | "media" | "press" | "crew" | "public")
            && !items[a..b].iter().any(|i| i.is(Tag::Conj))
    }

    /// "would say" is no telling, but "would only say" is.
    fn will_say(&self, items: &[Item], group: &Group) -> bool {
        items[group.start..group.verb].iter().any(|i| self.lexicon.word(i.word) == "only")
    }

    /// "A rumour that … was denied by the caretaker": the passive around a noun cue at `i`, taken before it.
    fn passive_over(&mut self, items: &[Item], i: usize, floor: usize, place: Place) -> Option<(usize, usize)> {
        for k in i + 1..items.len().min(i + 40) {
            if !items[k].is(Tag::Part) || !self.verbal(items[k]) {
                continue;
            }
            let phrases = self.phrases(items);
            let (uses, end, _) = usage(&phrases, self.reporting, k)?;
            let group = Group::of(&phrases, floor, k, end);
            let covers = matches!(self.subject(items, &group, floor, None), Subject::Items(a, b) if a <= i && i < b);
            if group.passive && !group.negated && covers {
                let seek = Seek { phrases, reporting: self.reporting, group, end: items.len(), headline: self.headline, shallow: false };
                return self.passive_of_thing(items, &group, &seek, floor, place, &uses);
            }
        }
        None
    }

    /// Passive of a thing told: "a rumour that … was denied by the caretaker", "the minister was quoted by the paper as
    /// saying that …". The subject is content.
    fn passive_of_thing(&mut self, items: &[Item], group: &Group, seek: &Seek<'_, 'a>, floor: usize, place: Place, uses: &[&'a Use]) -> Option<(usize, usize)> {
        let used = *uses.iter().find(|u| u.takes & (r::NP | r::AS) != 0 && u.takes & r::ORDER == 0)?;
        let by = (group.end..(group.end + 4).min(items.len())).find(|k| self.lexicon.word(items[*k].word) == "by");
        let mut end = group.end;
        let mut source = None;
        let phrases = self.phrases(items);
        if let Some(by) = by {
            let stop = (by + 2..=items.len()).rev().find(|e| phrases.is_whole(by + 1, *e) && !items[by + 1..*e].iter().any(|n| self.lexicon.word(n.word) == "as"))?;
            source = Some((by + 1, stop));
            end = stop;
        }
        let subject = self.subject(items, group, floor, None);
        let Subject::Items(a, b) = subject else { return None };
        let mut content: Vec<Item> = trimmed(cut(items, a, b)).to_vec();
        if used.takes & r::AS != 0 {
            let as_ = end;
            let saying = self.lexicon.word(items.get(as_)?.word) == "as" && items.get(as_ + 1).is_some_and(|n| n.is(Tag::Ing) && self.lexicon.entry(n.word).verb.is_some());
            if !saying {
                return None;
            }
            end = seek.limit(as_ + 2, false);
            content.extend_from_slice(trimmed(&items[as_..end]));
        } else if source.is_none() || items[a].is(Tag::Pron) || items[a].is(Tag::Wh) {
            return None;
        }
        let source = source.and_then(|(a, b)| span(self.tokens, trimmed(cut(items, a, b))));
        let cue = span(self.tokens, cut(items, group.verb, group.end));
        let index = self.push(place, &content, source, cue, Some(used), used.stance, 75);
        self.inside(&content, index, place, used.scope);
        Some((index, end))
    }

    /// "[the roads] are said [to be shut]".
    fn raised(&self, seek: &Seek<'_, 'a>, group: &Group, uses: &[&'a Use]) -> Option<Right<'a>> {
        let used = *uses.iter().find(|u| u.takes & r::THAT != 0)?;
        let lemma = self.lexicon.entry(seek.phrases.items[group.verb].word).lemma?;
        if !RAISES.contains(&self.lexicon.word(lemma)) {
            return None;
        }
        let to = seek.after_adjuncts(group.end);
        let infinitive = seek.phrases.items.get(to).is_some_and(|n| n.is(Tag::To));
        (group.passive && infinitive && used.takes & r::ORDER == 0).then(|| Right {
            content: (to, seek.limit(to, true)),
            addressee: None,
            source: None,
            used,
            stance: used.stance,
            confidence: 80,
            quoted: false,
        })
    }

    fn take_right(&mut self, items: &[Item], group: &Group, right: &Right<'a>, subject: Subject, wide: bool, place: Place) -> Option<(usize, usize)> {
        let phrases = self.phrases(items);
        let raised = group.passive && right.used.takes & r::ORDER == 0 && items[right.content.0].is(Tag::To);
        let mut content: Vec<Item> = Vec::new();
        let mut source = right.source.and_then(|(a, b)| span(self.tokens, trimmed(cut(items, a, b))));
        let mut addressee = right.addressee.and_then(|(a, b)| span(self.tokens, trimmed(cut(items, a, b))));
        let hears = group.passive || group.bare_part;
        match subject {
            Subject::Items(a, b) if raised => content.extend_from_slice(trimmed(cut(items, a, b))),
            Subject::Items(a, b) if hears => {
                let expletive = b == a + 1 && self.lexicon.word(items[a].word) == "it";
                if !expletive {
                    addressee = addressee.or_else(|| span(self.tokens, trimmed(cut(items, a, b))));
                }
            }
            Subject::Items(a, b) if right.source.is_none() => source = span(self.tokens, trimmed(cut(items, a, b))),
            Subject::Span(s) if right.source.is_none() && !hears => source = Some(s),
            Subject::None if !hears && right.source.is_none() && !group.bare_ing && !group.infinitive => {
                // A cue without a subject: an imperative or a mistake of the tagger.
                if items[group.verb].is(Tag::Base) {
                    return None;
                }
            }

            _ => {}
        }
        if group.bare_part && addressee.is_none() && source.is_none() {
            return None;
        }
        // "Y, quoted by P, said X": P's telling holds Y's.
        let place = match subject {
            Subject::Items(a, b) => self.quoted_by(items, a, b, cut(items, group.verb, right.content.1), place, &mut source),
            _ => place,
        };
        // "Paper P, citing Y, said X": the citing goes into the content.
        let citing = match subject {
            Subject::Items(a, b) => self.citing_within(items, a, b),
            _ => None,
        };
        if let Some((from, to, name_end)) = citing {
            content.extend_from_slice(trimmed(cut(items, from, to)));
            if let Subject::Items(a, _) = subject {
                source = span(self.tokens, trimmed(&items[a..name_end]));
            }
        }
        let body = trimmed(cut(items, right.content.0, right.content.1));
        content.extend_from_slice(body);
        if content.is_empty() {
            return None;
        }
        let cue_from = group.verb;
        let cue = span(self.tokens, &items[cue_from..group.end]);
        let index = self.push(place, &content, source, cue, Some(right.used), right.stance, right.confidence);
        self.out[index].addressee = addressee;
        if wide {
            self.out[index].scope = Scope::Wide;
        }
        let scope = self.out[index].scope;
        if let Some((from, to, _)) = citing {
            let cite = cut(items, from, to);
            let y = span(self.tokens, trimmed(&cite[1..]));
            let inner = self.push(Place { parent: Some(index), depth: place.depth + 1 }, body, y, span(self.tokens, &cite[..1]), None, Stance::Asserts, 85);
            self.inside(body, inner, place, Scope::Told);
        } else {
            self.inside(&content, index, place, scope);
        }
        let _ = phrases;
        if let Subject::Items(a, b) = subject {
            self.around_source(items, (a, b), place);
        }
        // ", quoting the wife …" after the content.
        Some((index, right.content.1))
    }

    /// "Y, quoted by P, said X": pushes P's telling with the content "Y … said X" and cuts Y's name short.
    fn quoted_by(&mut self, items: &[Item], a: usize, b: usize, rest: &[Item], place: Place, source: &mut Option<Span>) -> Place {
        let at = (a + 2..b.saturating_sub(1)).find(|k| {
            let quoted = matches!(self.lexicon.word(items[*k].word), "quoted" | "cited");
            quoted && items[*k - 1].is(Tag::Comma) && self.lexicon.word(items[*k + 1].word) == "by"
        });
        let Some(at) = at else { return place };
        let mut content = trimmed(cut(items, a, at)).to_vec();
        *source = span(self.tokens, &content);
        content.extend_from_slice(trimmed(rest));
        let paper = span(self.tokens, trimmed(cut(items, at + 2, b)));
        let index = self.push(place, &content, paper, span(self.tokens, &items[at..=at]), None, Stance::Asserts, 80);
        Place { parent: Some(index), depth: place.depth + 1 }
    }

    /// A citing participle inside a subject: `(participle, end, end of the name before it)`.
    fn citing_within(&self, items: &[Item], a: usize, b: usize) -> Option<(usize, usize, usize)> {
        let at = (a + 1..b).find(|i| items[*i].is(Tag::Ing) && self.is_citing(items, *i) && items[*i - 1].is(Tag::Comma))?;
        Some((at, b, at - 1))
    }

    fn is_citing(&self, items: &[Item], i: usize) -> bool {
        let Some((uses, _, _)) = usage(&self.phrases(items), self.reporting, i) else { return false };
        uses.iter().any(|u| u.takes & r::CITING != 0)
    }

    /// ", quoting the wife of one of the men" after a content: the source cited stands behind it.
    fn citing(&mut self, items: &[Item], i: usize, end: usize, uses: &[&'a Use], last: Option<usize>, place: Place) -> Option<(usize, usize)> {
        let last = last?;
        uses.iter().find(|u| u.takes & r::CITING != 0)?;
        let phrases = self.phrases(items);
        let stop = (end..=items.len()).rev().find(|e| phrases.is_whole(end, *e))?;
        let whole = span(self.tokens, trimmed(cut(items, i, stop)))?;
        let source = span(self.tokens, trimmed(cut(items, end, stop)));
        let content = self.out[last].content.clone();
        self.out[last].content.push(whole);
        let inner_depth = self.out[last].scope;
        let index = self.out.len();
        self.out.push(Attribution {
            parent: Some(last),
            content,
            source,
            cue: span(self.tokens, cut(items, i, end)),
            addressee: None,
            follows: None,
            stance: Stance::Asserts,
            scope: inner_depth,
            confidence: 85,
        });
        // What was inside the citing one is now inside the cited one.
        for k in last + 1..index {
            if self.out[k].parent == Some(last) {
                self.out[k].parent = Some(index);
            }
        }
        let _ = place;
        Some((index, stop))
    }

    /// "who a colleague said had twice been reprimanded": the relative pronoun and what follows the cue.
    fn relative(&mut self, items: &[Item], seek: &Seek<'_, 'a>, group: &Group, floor: usize, place: Place, uses: &[&'a Use]) -> Option<(usize, usize)> {
        let used = *uses.iter().find(|u| u.takes & r::THAT != 0)?;
        if group.passive || !items.get(group.end)?.any(FINITE) {
            return None;
        }
        let phrases = self.phrases(items);
        let wh = (floor..group.start).rev().find(|k| items[*k].is(Tag::Wh) || self.lexicon.word(items[*k].word) == "that")?;
        if !phrases.is_whole(wh + 1, group.start) {
            return None;
        }
        let mut end = seek.limit(group.end, true);
        // The relative clause ends at its comma, or before the verb of the clause around it.
        if let Some(comma) = (group.end..end).find(|k| items[*k].is(Tag::Comma)) {
            end = comma;
        } else if wh > floor && !items[wh - 1].is(Tag::Comma) {
            end = second_verb(items, group.end, end);
        }
        let mut content = vec![items[wh]];
        content.extend_from_slice(trimmed(cut(items, group.end, end)));
        let source = span(self.tokens, trimmed(cut(items, wh + 1, group.start)));
        let cue = span(self.tokens, cut(items, group.verb, group.end));
        let index = self.push(place, &content, source, cue, Some(used), used.stance, 80);
        self.inside(&content, index, place, used.scope);
        self.aside = true;
        Some((index, end))
    }

    /// "Said Mira Osk: “We were never asked.”"
    fn said_first(&mut self, items: &[Item], group: &Group, place: Place, uses: &[&'a Use]) -> Option<(usize, usize)> {
        let used = *uses.iter().find(|u| u.takes & r::QUOTE != 0)?;
        let phrases = self.phrases(items);
        let stop = (group.end..items.len()).find(|k| items[*k].quote)?;
        let mark = items.get(stop.checked_sub(1)?)?.any(Tag::Comma.bit() | Tag::Colon.bit());
        if group.start != 0 || !mark || !phrases.is_whole(group.end, stop - 1) {
            return None;
        }
        let end = (stop..items.len()).find(|k| !items[*k].quote).unwrap_or(items.len());
        let content = items[stop..end].to_vec();
        let source = span(self.tokens, &items[group.end..stop - 1]);
        let index = self.push(place, &content, source, span(self.tokens, &items[group.verb..group.end]), Some(used), used.stance, 90);
        self.inside(&content, index, place, used.scope);
        Some((index, end))
    }

    /// The subject of a verb group.
    fn subject(&self, items: &[Item], group: &Group, floor: usize, shared: Option<Span>) -> Subject {
        let phrases = self.phrases(items);
        let e = group.start;
        if e == floor {
            return shared.map_or(Subject::None, Subject::Span);
        }
        let before = items[e - 1];
        if before.any(Tag::Wh.bit()) && matches!(self.lexicon.word(before.word), "who" | "which" | "that") {
            return Subject::Items(e - 1, e);
        }
        if group.infinitive {
            return shared.map_or_else(|| self.clause_subject(items, floor, e), Subject::Span);
        }
        if self.lexicon.word(before.word) == "as" && let Some(p) = phrases.ending_at(floor, e - 1, |_| true) {
            return Subject::Items(p, e - 1);
        }
        let joined = before.any(Tag::Conj.bit()) || (before.is(Tag::Comma) && group.bare_ing) || before.any(Tag::Prep.bit() | Tag::Sub.bit());
        if joined {
            return shared.filter(|_| floor > 0 || group.bare_ing).map_or_else(|| self.clause_subject(items, floor, e), Subject::Span);
        }
        if let Some(p) = phrases.ending_at(floor, e, |_| true) {
            return Subject::Items(p, e);
        }
        // "The ministry, in comments appended to the report, accepts …"
        if before.is(Tag::Comma) {
            let open = (floor + 1..e - 1).rev().find(|k| items[*k].is(Tag::Comma) && items[*k + 1].any(Tag::Prep.bit() | Tag::Adv.bit() | Tag::Sub.bit() | Tag::Wh.bit()));
            if let Some(open) = open
                && let Some(p) = phrases.ending_at(floor, open, |_| true)
            {
                return Subject::Items(p, open);
            }
        }
        // An adjunct between subject and verb ("the group in a statement said").
        let fallback = (floor..e).rev().find(|p| items[*p].any(super::phrase::STARTS) && phrases.core(*p, e).is_some_and(|c| c >= e));
        fallback.map_or(Subject::None, |p| {
            let mut p = p;
            while p > floor && phrases.core(p - 1, e).is_some_and(|c| c >= e) {
                p -= 1;
            }
            Subject::Items(p, e)
        })
    }

    /// The subject of the clause that a participle or infinitive before `e` belongs to: that of the nearest finite verb.
    fn clause_subject(&self, items: &[Item], floor: usize, e: usize) -> Subject {
        let phrases = self.phrases(items);
        let verb = (floor..e).rev().find(|k| {
            items[*k].any(FINITE) && (*k == floor || !items[*k - 1].any(Tag::Aux.bit() | Tag::Modal.bit() | Tag::Adv.bit()))
        });
        let Some(mut v) = verb else { return Subject::None };
        while v > floor && items[v - 1].any(Tag::Aux.bit() | Tag::Modal.bit() | Tag::Adv.bit()) {
            v -= 1;
        }
        if v > floor && items[v - 1].is(Tag::Wh) {
            return Subject::Items(v - 1, v);
        }
        phrases.ending_at(floor, v, |_| true).map_or(Subject::None, |p| Subject::Items(p, v))
    }

    /// Searches a content for what is said inside it.
    fn inside(&mut self, content: &[Item], index: usize, place: Place, scope: Scope) {
        // A plan or wish is no telling: what is said within it hangs on what holds the plan.
        let parent = if scope == Scope::Wide { self.out[index].parent } else { Some(index) };
        let inner = Place { parent, depth: place.depth + 1 };
        if inner.depth >= MAX_DEPTH {
            return;
        }
        let words: Vec<Item> = content.iter().filter(|i| !i.quote).copied().collect();
        if !words.is_empty() && self.worth(&words) {
            self.region(&words, inner);
        }
        for item in content.iter().filter(|i| i.quote) {
            if let Some(quote) = self.quotes.iter().find(|q| q.open == item.tok).copied() {
                self.inside_quote(&quote, inner);
            }
        }
    }

    /// Whether a content is nothing but one question in quotation marks.
    fn is_question(&self, content: &[Item]) -> bool {
        let (Some(first), Some(last)) = (content.first(), content.last()) else { return false };
        if !content.iter().all(|i| i.quote) {
            return false;
        }
        let mut stops = self.tokens.all[first.first as usize..=last.last as usize].iter().filter(|t| t.tag == Tag::Stop);
        let one = stops.next();
        one.is_some_and(|t| self.text[t.span.start()..t.span.end()].contains('?')) && stops.next().is_none()
    }

    #[allow(clippy::too_many_arguments)]
    fn push(&mut self, place: Place, content: &[Item], source: Option<Span>, cue: Option<Span>, used: Option<&Use>, stance: Stance, confidence: u8) -> usize {
        let stance = if stance == Stance::Asserts && self.is_question(content) { Stance::Asks } else { stance };
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

/// The subject of a cue: words of this region, or the one shared with the cue before.
#[derive(Clone, Copy)]
enum Subject {
    Items(usize, usize),
    Span(Span),
    None,
}

/// Items `a..b`, cut to what there is.
fn cut(items: &[Item], a: usize, b: usize) -> &[Item] {
    let b = b.min(items.len());
    &items[a.min(b)..b]
}

/// Leaves out marks at the end that stand outside quotation marks.
fn trimmed(items: &[Item]) -> &[Item] {
    let mut to = items.len();
    while to > 0 {
        let item = items[to - 1];
        if item.any(Tag::Stop.bit() | Tag::Comma.bit() | Tag::Colon.bit() | Tag::Dash.bit()) && item.last == item.tok {
            to -= 1;
        } else {
            break;
        }
    }
    &items[..to]
}

/// Leaves out conjunctions and commas at the start.
fn skip_marks(items: &[Item]) -> &[Item] {
    let from = items.iter().position(|i| !i.any(Tag::Comma.bit() | Tag::Conj.bit() | Tag::Sub.bit())).unwrap_or(items.len());
    &items[from..]
}

/// The second finite verb from `from` on that no conjunction or subordinator joins.
fn second_verb(items: &[Item], from: usize, to: usize) -> usize {
    let mut joined = true;
    let mut first = true;
    for i in from..to {
        if items[i].any(Tag::Conj.bit() | Tag::Sub.bit() | Tag::Wh.bit()) {
            joined = true;
        }
        let begins = items[i].any(FINITE) && !(i > from && items[i - 1].any(Tag::Aux.bit() | Tag::Modal.bit() | Tag::Adv.bit()));
        if begins {
            if !first && !joined {
                return i;
            }
            first = false;
            joined = false;
        }
    }
    to
}
