//! Quotation marks of a paragraph: which open, which close, which are apostrophes, and their pairs.

use super::token::{Quote, Tag, Token};
use crate::model::Span;

/// Settles the tags of all quotation marks in `tokens[from..to]` (a paragraph) and returns their pairs by opening mark.
///
/// A mark that opens and is never closed makes a pair only if it stands at the paragraph's start (a quotation that
/// runs on) or is curly; others are taken for stray marks.
///
/// Curly marks say themselves which way they point, but for the closing single one, which is the apostrophe as well: it
/// closes only where one is open and no possessive explains it. Straight marks point by the space around them.
pub(crate) fn pair(text: &str, tokens: &mut [Token], from: usize, to: usize) -> Vec<Quote> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs: Vec<Quote> = Vec::new();
    for i in from..to {
        if tokens[i].tag != Tag::Open {
            continue;
        }
        let mark = glyph(text, tokens[i].span);
        let side = side(text, tokens, i, from, to, mark, &open);
        match side {
            Side::Opens => open.push((i, mark)),
            Side::Closes => {
                let reach = open.len().saturating_sub(8);
                let Some(depth) = open[reach..].iter().rposition(|(_, m)| kind(*m) == kind(mark)) else {
                    tokens[i].tag = Tag::Other;
                    continue;
                };
                for (stray, _) in open.drain(reach + depth + 1..) {
                    tokens[stray].tag = Tag::Other;
                }
                tokens[i].tag = Tag::Close;
                let (start, _) = open.pop().expect("depth was found in the stack");
                pairs.push(Quote { open: start as u32, close: i as u32, closed: true, depth: depth as u8 });
            }
            Side::Apostrophe => tokens[i].tag = Tag::Mark,
        }
    }
    let mut depth = 0;
    for (start, mark) in open {
        let runs_on = depth == 0 && (kind(mark) == Kind::Double || mark == '‘') && start + 1 < to;
        if runs_on {
            pairs.push(Quote { open: start as u32, close: to as u32 - 1, closed: false, depth });
            depth += 1;
        } else {
            tokens[start].tag = Tag::Other;
        }
    }
    // Strays may have made the count of marks around a pair too high.
    pairs.sort_by_key(|q| (q.open, std::cmp::Reverse(q.close)));
    let mut around: Vec<u32> = Vec::new();
    for pair in &mut pairs {
        while around.last().is_some_and(|close| *close < pair.close) {
            around.pop();
        }
        pair.depth = around.len().min(200) as u8;
        around.push(pair.close);
    }
    pairs
}

/// How far a closing single mark is looked for, in tokens: a quotation within a sentence is shorter, and hostile text
/// must not make the search quadratic.
const AHEAD: usize = 300;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
}

enum Side {
    Opens,
    Closes,
    Apostrophe,
}

fn glyph(text: &str, span: Span) -> char {
    let words = &text[span.start()..span.end()];
    if words == "''" {
        '”'
    } else if words == "``" {
        '“'
    } else {
        words.chars().next().unwrap_or('"')
    }
}

fn kind(mark: char) -> Kind {
    if matches!(mark, '\'' | '‘' | '’' | '‚') { Kind::Single } else { Kind::Double }
}

fn side(
    text: &str,
    tokens: &[Token],
    i: usize,
    from: usize,
    to: usize,
    mark: char,
    open: &[(usize, char)],
) -> Side {
    let has = |k: Kind| open.iter().rev().take(8).any(|(_, m)| kind(*m) == k);
    match mark {
        '“' | '„' | '«' | '「' | '『' | '‘' | '‚' => {
            // A curly opening mark at a word's end is a typo for the closing one.
            if mark == '“' && !tokens[i].spaced && i > from && has(Kind::Double) && next_spaced(tokens, i, to)
            {
                Side::Closes
            } else {
                Side::Opens
            }
        }
        '”' | '»' | '」' | '』' | '‟' => {
            if !has(Kind::Double) && i + 1 < to && !next_spaced(tokens, i, to) {
                Side::Opens
            } else {
                Side::Closes
            }
        }
        '’' => {
            if has(Kind::Single) && !(possessive(text, tokens, i, from) && closes_later(text, tokens, i, to))
            {
                Side::Closes
            } else {
                Side::Apostrophe
            }
        }
        '\'' => straight_single(text, tokens, i, from, to, has(Kind::Single)),
        _ => {
            let starts = i == from
                || tokens[i].spaced
                || matches!(tokens[i - 1].tag, Tag::Open | Tag::Bracket | Tag::Dash);
            let touches = i + 1 < to && !next_spaced(tokens, i, to);
            if has(Kind::Double) && !(starts && touches && !closes_now(open, i)) {
                Side::Closes
            } else if has(Kind::Double) {
                // A second opening mark inside an open quotation: straight marks do not nest, so it closes.
                Side::Closes
            } else {
                Side::Opens
            }
        }
    }
}

/// Whether the quotation that is open could close at token `i`: it must hold at least one token.
fn closes_now(open: &[(usize, char)], i: usize) -> bool {
    open.last().is_some_and(|(start, _)| i > start + 1)
}

fn next_spaced(tokens: &[Token], i: usize, to: usize) -> bool {
    i + 1 >= to || tokens[i + 1].spaced
}

/// Whether the mark could be a possessive apostrophe: a letter s before it.
fn possessive(text: &str, tokens: &[Token], i: usize, from: usize) -> bool {
    i > from && !tokens[i].spaced && text[..tokens[i - 1].span.end()].ends_with(['s', 'S'])
}

/// Whether another closing curly mark follows in the paragraph before one opens.
fn closes_later(text: &str, tokens: &[Token], i: usize, to: usize) -> bool {
    for token in &tokens[i + 1..to.min(i + AHEAD)] {
        if token.tag == Tag::Open {
            match glyph(text, token.span) {
                '‘' => return false,
                '’' if !token.spaced => return true,
                _ => {}
            }
        }
    }
    false
}

fn straight_single(text: &str, tokens: &[Token], i: usize, from: usize, to: usize, has: bool) -> Side {
    let starts = i == from || tokens[i].spaced || tokens[i - 1].tag == Tag::Open;
    let touches = !next_spaced(tokens, i, to);
    if has && !starts {
        let more = tokens[i + 1..to.min(i + AHEAD)]
            .iter()
            .any(|t| t.tag == Tag::Open && !t.spaced && glyph(text, t.span) == '\'');
        if possessive(text, tokens, i, from) && more { Side::Apostrophe } else { Side::Closes }
    } else if starts && touches && !has {
        let closing = tokens[i + 1..to.min(i + AHEAD)]
            .iter()
            .any(|t| t.tag == Tag::Open && !t.spaced && glyph(text, t.span) == '\'');
        if closing { Side::Opens } else { Side::Apostrophe }
    } else {
        Side::Apostrophe
    }
}
