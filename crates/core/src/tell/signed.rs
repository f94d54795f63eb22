//! Quotations that are signed: a line that is a quotation, a dash, and a name.
//!
//! > “The road was shut.” — Lena Orsk, baker
//!
//! The dash is the cue. What stands behind the name's first comma tells about the person and is left out of the source.

use super::attribution::Attribution;
use super::extract::{Finder, Place, Turn};
use crate::model::{Scope, Span, Stance};
use crate::read::token::{Quote, Tag};
use std::ops::Range;

/// Most words and marks behind the dash: beyond, it is a sentence and no signature.
const LONGEST: usize = 24;

/// One signed quotation.
pub(super) struct Signed {
    /// Tokens of the whole line.
    pub(super) line: Range<usize>,
    quote: Quote,
    dash: usize,
    name: Range<usize>,
}

impl Finder<'_> {
    /// The signed quotations among some tokens of one paragraph, in order.
    pub(super) fn signed(&self, tokens: Range<usize>) -> Vec<Signed> {
        let mut out: Vec<Signed> = Vec::new();
        for quote in self.quotes.iter().filter(|q| q.depth == 0 && q.closed) {
            let (open, close) = (quote.open as usize, quote.close as usize);
            let dash = close + 1;
            if open < tokens.start || dash + 1 >= tokens.end || self.tokens.all[dash].tag != Tag::Dash {
                continue;
            }
            let begins = open == tokens.start || self.parted(open - 1, open);
            if !begins {
                continue;
            }
            let end = (dash + 1..tokens.end)
                .find(|i| *i > dash + 1 && self.parted(*i - 1, *i))
                .unwrap_or(tokens.end);
            if let Some(name) = self.signature(dash + 1..end) {
                out.push(Signed { line: open..end, quote: *quote, dash, name });
            }
        }
        out
    }

    /// Whether a line ends between two tokens.
    fn parted(&self, a: usize, b: usize) -> bool {
        let all = &self.tokens.all;
        self.text[all[a].span.end()..all[b].span.start()].contains('\n')
    }

    /// The name that a line behind a dash begins with: capitals up to a comma or the end, and no verb.
    fn signature(&self, line: Range<usize>) -> Option<Range<usize>> {
        let all = &self.tokens.all[line.clone()];
        if all.len() > LONGEST || !all.first()?.capital {
            return None;
        }
        let end = all
            .iter()
            .position(|t| matches!(t.tag, Tag::Comma | Tag::Bracket | Tag::Stop | Tag::Dash))
            .unwrap_or(all.len());
        let name = &all[..end];
        let capitals = name.iter().filter(|t| t.capital).count();
        let verb = name.iter().any(|t| t.tag.may_be_finite() && !t.capital);
        (!name.is_empty() && name.len() <= 8 && 2 * capitals >= name.len() && !verb)
            .then(|| line.start..line.start + end)
    }

    /// Takes a signed quotation and what is told inside it.
    pub(super) fn take_signed(&mut self, signed: &Signed, turn: &mut Turn) {
        let all = &self.tokens.all;
        let span = |range: Range<usize>| -> Span { all[range.start].span.join(all[range.end - 1].span) };
        let content = span(signed.quote.open as usize..signed.quote.close as usize + 1);
        self.out.push(Attribution {
            parent: None,
            content: vec![content],
            source: Some(span(signed.name.clone())),
            cue: Some(all[signed.dash].span),
            addressee: None,
            follows: None,
            stance: Stance::Asserts,
            scope: Scope::Told,
            confidence: 90,
        });
        let index = self.out.len() - 1;
        turn.speaker = Some(index);
        turn.open = None;
        self.inside_quote(&signed.quote, Place { parent: Some(index), depth: 1 });
    }
}
