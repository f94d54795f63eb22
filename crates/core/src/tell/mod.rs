//! Stage 2: tell. In: a document's tokens. Out: its statements, each with its chain of telling.

mod around;
mod attribution;
#[cfg(test)]
mod examples;
mod extract;
mod frame;
mod group;
mod noun;
mod phrase;
mod region;
pub(crate) mod reporting;
pub(crate) mod resolve;
mod right;

use crate::model::{Document, Form, Span, Statement, StatementId, Teller};
use crate::read::lexicon::Lexicon;
use crate::read::token::{Tag, Tokens};
use attribution::Attribution;
use reporting::Reporting;
use resolve::{Resolved, Tellers};

/// Finds the statements of a document and who tells them, by order of appearance.
pub(crate) fn tell(document: &Document, tokens: &Tokens, lexicon: &Lexicon, reporting: &Reporting, knowledge: &Tellers) -> (Vec<Teller>, Vec<Statement>) {
    let found = extract::extract(document, tokens, lexicon, reporting);
    let found = in_order(found);
    let Resolved { tellers, chains, ends } = resolve::resolve(document, &found, knowledge);
    let statements = found
        .into_iter()
        .zip(chains)
        .zip(ends)
        .map(|((a, mut chain), end)| {
            // A quotation that goes on without a cue has its teller's hop, but no words for it.
            if a.follows.is_some() && let Some(last) = chain.last_mut() {
                last.cue = None;
            }
            let form = form(tokens, document, &a.content);
            Statement {
                inside: a.parent.map(|p| StatementId(p as u32)),
                content: a.content,
                source: a.source,
                cue: a.cue,
                addressee: a.addressee,
                form,
                stance: a.stance,
                scope: a.scope,
                chain,
                end,
                hedges: Vec::new(),
                confidence: a.confidence,
            }
        })
        .collect();
    (tellers, statements)
}

/// Sorts attributions by where they begin, containers first, and renumbers what points to them.
fn in_order(mut found: Vec<Attribution>) -> Vec<Attribution> {
    for a in &mut found {
        a.content.sort_by_key(|s| (s.start(), s.end()));
        a.content.dedup();
    }
    let begin = |a: &Attribution| {
        let content = a.content.first().map_or(usize::MAX, |s| s.start());
        let source = a.source.map_or(usize::MAX, |s| s.start());
        let cue = a.cue.map_or(usize::MAX, |s| s.start());
        content.min(source).min(cue)
    };
    let mut order: Vec<usize> = (0..found.len()).collect();
    let depth = |mut i: usize| {
        let mut depth = 0;
        while let Some(p) = found[i].parent {
            depth += 1;
            i = p;
        }
        depth
    };
    order.sort_by_key(|i| (begin(&found[*i]), depth(*i), *i));
    let mut place = vec![0; found.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new;
    }
    let mut out: Vec<Option<Attribution>> = found.into_iter().map(Some).collect();
    order
        .iter()
        .filter_map(|old| out[*old].take())
        .map(|mut a| {
            a.parent = a.parent.map(|p| place[p]);
            a.follows = a.follows.map(|p| place[p]);
            a
        })
        .collect()
}

/// Direct, mixed or indirect: where the letters of a content stand.
fn form(tokens: &Tokens, document: &Document, content: &[Span]) -> Form {
    let (mut inside, mut outside) = (false, false);
    for piece in content {
        let first = tokens.all.partition_point(|t| t.span.end() <= piece.start());
        let para = tokens.paras.partition_point(|p| p.tokens.end <= first);
        for (i, token) in tokens.all.iter().enumerate().skip(first).take_while(|(_, t)| t.span.start() < piece.end()) {
            if !document.slice(token.span).chars().any(char::is_alphanumeric) || token.tag == Tag::Mark {
                continue;
            }
            let quoted = tokens.paras[para..].iter().take_while(|p| p.tokens.start <= i).any(|p| {
                p.quotes.iter().any(|q| (q.open as usize) < i && (i < q.close as usize || (!q.closed && i == q.close as usize)))
            });
            inside |= quoted;
            outside |= !quoted;
        }
    }
    match (inside, outside) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    }
}
