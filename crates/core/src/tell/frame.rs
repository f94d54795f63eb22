//! Frames: a paragraph cut into sentences, each with the quotations that belong to it.

use crate::read::lexicon::Lexicon;
use crate::read::token::{Quote, Tag, Tokens};

/// A sentence with its quotations, as token indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// Cuts tokens `from..to` into frames. Only quotations of depth `depth` are looked at as quotations; full stops inside
/// them do not cut.
pub(crate) fn frames(tokens: &Tokens, quotes: &[Quote], lexicon: &Lexicon, from: usize, to: usize, depth: u8) -> Vec<Frame> {
    let all = &tokens.all;
    let mut out = Vec::new();
    let mut start = from;
    let mut i = from;
    while i < to {
        let mut cut = false;
        match all[i].tag {
            Tag::Open => {
                if let Some(quote) = quotes.iter().find(|q| q.open as usize == i && q.depth == depth && (q.close as usize) < to) {
                    i = quote.close as usize;
                    cut = ends_sentence(tokens, quote, i, to) && !attributed_after(tokens, lexicon, quote, i + 1, to);
                }
            }
            Tag::Stop => {
                let next = i + 1;
                cut = next >= to || begins_sentence(tokens, lexicon, next, to) || (all[next].tag == Tag::Close && next + 1 >= to);
                if cut && next < to && all[next].tag == Tag::Close {
                    i += 1;
                }
            }
            _ => {}
        }
        i += 1;
        if cut {
            out.push(Frame { from: start, to: i });
            start = i;
        }
    }
    if start < to {
        out.push(Frame { from: start, to });
    }
    out
}

/// Whether the words inside a quotation end with a full stop, question mark or exclamation mark.
fn ends_sentence(tokens: &Tokens, quote: &Quote, close: usize, to: usize) -> bool {
    if close + 1 >= to {
        return true;
    }
    let mut last = close;
    while last > quote.open as usize && matches!(tokens.all[last].tag, Tag::Close) {
        last -= 1;
    }
    tokens.all[last].tag == Tag::Stop && tokens.all[close + 1].tag != Tag::Stop
}

/// Whether a sentence can begin at `i`: a capital, a number, an opening mark.
fn begins_sentence(tokens: &Tokens, _lexicon: &Lexicon, i: usize, to: usize) -> bool {
    let all = &tokens.all;
    let mut at = i;
    while at < to && matches!(all[at].tag, Tag::Open | Tag::Bracket) {
        at += 1;
    }
    at < to && (all[at].capital || all[at].tag == Tag::Num) && all[i].spaced
}

/// Whether the words after a closed quotation that ends its sentence attribute it: "“…?” he asked.", "“…!” said Holm."
fn attributed_after(tokens: &Tokens, lexicon: &Lexicon, quote: &Quote, at: usize, to: usize) -> bool {
    let all = &tokens.all;
    let question = all[quote.open as usize..at].iter().rev().find(|t| t.tag != Tag::Close).is_some();
    if !question || at >= to {
        return false;
    }
    if !all[at].capital && !matches!(all[at].tag, Tag::Open) {
        return true;
    }
    // A capitalised subject: a short noun phrase, then a cue, then the end or an adjunct — no content of its own.
    let cue = |i: usize| {
        all[i].tag.is_in(Tag::Past.bit() | Tag::Pres.bit()) && lexicon.entry(all[i].word).verb.is_some()
    };
    for i in at + 1..(at + 8).min(to) {
        if cue(i) {
            return i + 1 >= to || matches!(all[i + 1].tag, Tag::Stop | Tag::Comma);
        }
        if matches!(all[i].tag, Tag::Stop | Tag::Comma | Tag::Open | Tag::Sub) || all[i].tag.is_in(Tag::Aux.bit() | Tag::Modal.bit()) {
            return false;
        }
    }
    false
}
