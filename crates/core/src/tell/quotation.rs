//! Quotations of a paragraph: those that stand alone, run on over paragraphs, or are taken up again.

use super::attribution::Attribution;
use super::extract::{Finder, MAX_DEPTH, MAX_FRAME, Place, Turn};
use super::frame::{Frame, find, frames};
use super::region::{Item, items};
use crate::model::{Scope, Span, Stance};
use crate::read::token::{Quote, Tag};

impl<'a> Finder<'a> {
    /// A quotation that ran on into this paragraph without a speaker: the speaker is named here, or is the one before.
    pub(super) fn settle(&mut self, pending: Span, from: usize, before: usize, turn: &mut Turn) {
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
    pub(super) fn bare(&mut self, span: Span, speaker: usize) -> usize {
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
    pub(super) fn run_on(&mut self, from: usize, to: usize, open: usize, turn: &mut Turn) -> usize {
        let Some(quote) = find(self.quotes, from).filter(|q| q.depth == 0).copied() else { return from };
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
    pub(super) fn bare_quotation(&self, frame: Frame) -> Option<Quote> {
        let quote = *find(self.quotes, frame.from).filter(|q| q.depth == 0)?;
        let close = quote.close as usize;
        let rest = &self.tokens.all[(close + 1).min(frame.to)..frame.to];
        let sentence = quote.closed && {
            let last = self.tokens.all[quote.open as usize..close].iter().rev().find(|t| t.tag != Tag::Close);
            last.is_some_and(|t| matches!(t.tag, Tag::Stop | Tag::Dash | Tag::Comma))
                || rest.iter().any(|t| t.tag == Tag::Stop)
        };
        (close < frame.to && rest.iter().all(|t| t.tag == Tag::Stop) && (sentence || !quote.closed))
            .then_some(quote)
    }

    /// Byte where a quotation opens.
    pub(super) fn open_at(&self, quote: &Quote) -> usize {
        self.tokens.all[quote.open as usize].span.start()
    }

    pub(super) fn has_quotation(&self, index: usize) -> bool {
        self.out[index].content.iter().any(|c| {
            let next = self.quotes.partition_point(|q| self.open_at(q) < c.start());
            self.quotes.get(next).is_some_and(|q| self.open_at(q) < c.end())
        })
    }

    /// Whether a content's last piece ends where a quotation ends: what follows goes on with it.
    pub(super) fn ends_with_quotation(&self, index: usize) -> bool {
        let direct = self.out[index].content.iter().all(|c| {
            let next = self.quotes.partition_point(|q| self.open_at(q) < c.start());
            self.quotes.get(next).is_some_and(|q| q.depth == 0 && self.open_at(q) == c.start())
        });
        direct && self.has_quotation(index)
    }

    /// A sentence that is nothing but a quotation: more of the one before in the same paragraph, or a statement of its
    /// own by the speaker before.
    pub(super) fn take_bare(
        &mut self,
        frame: Frame,
        quote: Quote,
        joins: Option<usize>,
        here: Option<usize>,
        turn: &mut Turn,
        opens: bool,
    ) -> Option<usize> {
        let span = self.tokens.all[quote.open as usize].span.join(self.tokens.all[quote.close as usize].span);
        let index = if let Some(index) = joins {
            self.out[index].content.push(span);
            index
        } else {
            if !quote.closed {
                turn.pending = Some(span);
                return None;
            }
            // "Moe blamed the dam. “They opened it.”": whoever spoke last here.
            let speaker = here.or(turn.speaker)?;
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
    pub(super) fn items_of(&self, from: usize, to: usize, depth: u8) -> Vec<Item> {
        items(self.tokens, self.quotes, from, to, |q| q.depth == depth && self.stands_alone(q, from, to))
    }

    /// A quotation that is a content of its own, not a few quoted words within a sentence.
    pub(super) fn stands_alone(&self, quote: &Quote, from: usize, to: usize) -> bool {
        let all = &self.tokens.all;
        let (open, close) = (quote.open as usize, quote.close as usize);
        let inner = &all[open + 1..close.max(open + 1)];
        let Some(last) = inner.iter().rev().find(|t| !matches!(t.tag, Tag::Close | Tag::Open)) else {
            return false;
        };
        let next = all.get(close + 1).filter(|_| close + 1 < to);
        let after_mark = open == from
            || matches!(all[open - 1].tag, Tag::Comma | Tag::Colon | Tag::Stop | Tag::Dash | Tag::Close);
        let starts = open == from || (open > 0 && after_mark);
        let cue_before = open > from && self.cue_just_before(open, from);
        let capital = inner.first().is_some_and(|t| t.capital)
            || inner.first().is_some_and(|t| t.tag == Tag::Open) && inner.get(1).is_some_and(|t| t.capital);
        match last.tag {
            Tag::Comma => true,
            Tag::Stop | Tag::Dash => starts || (cue_before && capital) || !quote.closed,
            _ if !quote.closed => starts,
            _ => {
                let comma_after = next.is_some_and(|t| matches!(t.tag, Tag::Comma | Tag::Stop));
                (starts && capital && comma_after && inner.len() > 2)
                    || (cue_before && capital && inner.len() > 2)
                    || (starts
                        && open == from
                        && next.is_some_and(|t| self.lexicon.entry(t.word).verb.is_some())
                        && inner.len() > 2)
            }
        }
    }

    pub(super) fn cue_just_before(&self, open: usize, from: usize) -> bool {
        let token = self.tokens.all[open - 1];
        open > from
            && self.lexicon.entry(token.word).verb.is_some()
            && token
                .tag
                .is_in(Tag::Past.bit() | Tag::Pres.bit() | Tag::Base.bit() | Tag::Part.bit() | Tag::Ing.bit())
    }

    /// Searches the sentences inside a quotation.
    pub(super) fn inside_quote(&mut self, quote: &Quote, place: Place) {
        let (from, mut to) = (quote.open as usize + 1, quote.close as usize);
        if !quote.closed {
            to += 1;
        }
        if place.depth >= MAX_DEPTH || from >= to {
            return;
        }
        for frame in frames(self.tokens, self.quotes, self.lexicon, from, to, quote.depth + 1) {
            let list = self.items_of(frame.from, frame.to, quote.depth + 1);
            if list.len() <= MAX_FRAME {
                self.region(&list, place);
            } else {
                self.passed_over += 1;
            }
        }
    }
}
