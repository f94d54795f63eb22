//! [`Item`]s and regions: the stretch of words that extraction looks at, quotations folded into one item.

use crate::model::Span;
use crate::read::lexicon::WordId;
use crate::read::token::{Quote, Tag, Token, Tokens};

/// A word, a mark, or a whole quotation that stands as one piece.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// First token, an opening mark before the word included.
    pub(crate) first: u32,
    /// The word itself (the opening mark, for a quotation).
    pub(crate) tok: u32,
    /// Last token, a closing mark included.
    pub(crate) last: u32,
    pub(crate) tag: Tag,
    pub(crate) word: WordId,
    /// A quotation folded into one item.
    pub(crate) quote: bool,
}

impl Item {
    pub(crate) fn is(self, tag: Tag) -> bool {
        !self.quote && self.tag == tag
    }

    pub(crate) fn any(self, set: u32) -> bool {
        !self.quote && self.tag.is_in(set)
    }
}

/// Makes the items of tokens `from..to`. Quotations that `folds` accepts become one item; the marks of others are
/// attached to the words they touch.
pub(crate) fn items(tokens: &Tokens, quotes: &[Quote], from: usize, to: usize, folds: impl Fn(&Quote) -> bool) -> Vec<Item> {
    let all = &tokens.all;
    let mut out: Vec<Item> = Vec::with_capacity(to - from);
    let mut pending: Option<u32> = None;
    let mut i = from;
    while i < to {
        let token: Token = all[i];
        match token.tag {
            Tag::Open => {
                let found = quotes.binary_search_by_key(&(i as u32), |q| q.open).ok().map(|q| &quotes[q]);
                if let Some(quote) = found.filter(|q| (q.close as usize) < to && folds(q)) {
                    out.push(Item {
                        first: pending.take().unwrap_or(i as u32),
                        tok: i as u32,
                        last: quote.close,
                        tag: Tag::Open,
                        word: WordId::UNKNOWN,
                        quote: true,
                    });
                    i = quote.close as usize + 1;
                    continue;
                }
                pending.get_or_insert(i as u32);
            }
            Tag::Close => {
                if let Some(last) = out.last_mut() {
                    last.last = i as u32;
                }
            }
            _ => out.push(Item {
                first: pending.take().unwrap_or(i as u32),
                tok: i as u32,
                last: i as u32,
                tag: token.tag,
                word: token.word,
                quote: false,
            }),
        }
        i += 1;
    }
    out
}

/// The spans that a run of items covers: one for each stretch without a gap.
pub(crate) fn spans(tokens: &Tokens, items: &[Item]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut last: Option<u32> = None;
    for item in items {
        let span = tokens.all[item.first as usize].span.join(tokens.all[item.last as usize].span);
        match (last, out.last_mut()) {
            (Some(before), Some(open)) if before + 1 == item.first => *open = open.join(span),
            _ => out.push(span),
        }
        last = Some(item.last);
    }
    out
}

/// The one span from the first item to the last.
pub(crate) fn span(tokens: &Tokens, items: &[Item]) -> Option<Span> {
    let (first, last) = (items.first()?, items.last()?);
    Some(tokens.all[first.first as usize].span.join(tokens.all[last.last as usize].span))
}
