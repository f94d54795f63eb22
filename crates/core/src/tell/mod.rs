//! Stage 2: tell. In: a document's tokens. Out: its statements, each with its chain of telling.
//!
//! Two steps. **Extraction** ([`extract`]) finds attributions: a cue ("said"), the words it stands over, the noun phrase
//! that names its source, and nests them. **Resolution** ([`resolve`]) says who each source is and builds the chains.
//!
//! Extraction works on one sentence at a time ([`frame`]), with its quotations folded into single items ([`region`]):
//!
//! 1. Is there a cue after or inside its content ("…, Holm said", "according to …")? It covers all that stands around
//!    it, so it is the outermost ([`around`]).
//! 2. Otherwise cues are taken from left to right, each with the content to its right ([`ordinary`], [`right`],
//!    [`clause`], [`object`], [`limit`]), and the constructions of their own beside them ([`special`], [`noun`]).
//! 3. Each content is searched again in the same way. Nesting comes out of this recursion and of nothing else.
//! 4. Quotations without a cue go to the speaker before ([`quotation`]).
//!
//! What a sentence's words can be is decided before, by the tagger; here [`phrase`] knows what one noun phrase is and
//! [`group`] what one verb group is. Both look at a bounded stretch, so that no text makes the search quadratic.

mod around;
mod attribution;
mod clause;
#[cfg(test)]
mod examples;
mod extract;
mod frame;
mod group;
pub(crate) mod hedge;
mod limit;
mod noun;
mod object;
mod ordinary;
mod phrase;
mod quotation;
mod region;
pub(crate) mod reporting;
pub(crate) mod resolve;
mod right;
mod signed;
mod special;
pub mod trained;

use crate::act::tree::Trees;
use crate::model::{Document, Form, Span, Statement, StatementId, Teller};
use crate::read::Reader;
use crate::read::token::{Tag, Tokens};
use attribution::Attribution;
use resolve::Resolved;
pub use resolve::{Coreference, Mention};

/// What [`tell`] finds.
pub(crate) struct Told {
    /// Who tells, by order of appearance.
    pub(crate) tellers: Vec<Teller>,
    /// What is told, by order of appearance.
    pub(crate) statements: Vec<Statement>,
    /// How many sentences were too long to be searched.
    pub(crate) passed_over: usize,
    /// The networks' trees, where there are networks.
    pub(crate) trees: Option<Vec<Trees>>,
}

/// Finds the statements of a document and who tells them.
pub(crate) fn tell(reader: &Reader, document: &Document, tokens: &Tokens) -> Told {
    let (lexicon, knowledge) = (&reader.lexicon, &reader.tellers);
    let (mut found, passed_over) = extract::extract(document, tokens, lexicon, &reader.reporting);
    let mut trees = None;
    if let Some(trained) = &reader.trained {
        let (merged, kept) = trained.find(reader, document, tokens, found);
        found = merged;
        trees = Some(kept);
    }
    let found = in_order(nested(found));
    let Resolved { tellers, chains, ends } = resolve::resolve(document, &found, knowledge);
    let quoted = quoted(tokens);
    let statements = found
        .into_iter()
        .zip(chains)
        .zip(ends)
        .map(|((a, mut chain), end)| {
            // A quotation that goes on without a cue has its teller's hop, but no words for it.
            if a.follows.is_some()
                && let Some(last) = chain.last_mut()
            {
                last.cue = None;
            }
            let form = form(tokens, document, &quoted, &a.content);
            let hedges = hedge::hedges(document, tokens, lexicon, &a.content, a.cue);
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
                hedges,
                confidence: a.confidence,
            }
        })
        .collect();
    Told { tellers, statements, passed_over, trees }
}

/// Whom mentions mean, given beside the document's own attributions.
pub(crate) fn coreference(
    reader: &Reader,
    document: &Document,
    tokens: &Tokens,
    mentions: &[Mention],
) -> Coreference {
    let (found, _) = extract::extract(document, tokens, &reader.lexicon, &reader.reporting);
    resolve::corefer(document, in_order(nested(found)), mentions, &reader.tellers)
}

/// Makes nesting true: pieces of a content in order and apart, and every attribution wholly inside the content of its
/// container. One that is not (its source runs over a gap in a content in two pieces) hangs on the next container out.
fn nested(mut found: Vec<Attribution>) -> Vec<Attribution> {
    for a in &mut found {
        a.content.sort_unstable();
        let mut apart: Vec<Span> = Vec::with_capacity(a.content.len());
        for piece in a.content.drain(..) {
            match apart.last_mut() {
                Some(last) if last.end() >= piece.start() => *last = last.join(piece),
                _ => apart.push(piece),
            }
        }
        a.content = apart;
    }
    for i in 0..found.len() {
        while let Some(p) = found[i].parent {
            let holds = |span: Span| found[p].content.iter().any(|c| c.contains(span));
            let a = &found[i];
            if a.content.iter().copied().chain(a.source).chain(a.cue).all(holds) {
                break;
            }
            found[i].parent = found[p].parent;
        }
    }
    found
}

/// Sorts attributions by where they begin, containers first, and renumbers what points to them.
fn in_order(found: Vec<Attribution>) -> Vec<Attribution> {
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

/// For each token, whether it stands inside quotation marks.
fn quoted(tokens: &Tokens) -> Vec<bool> {
    let mut inside = vec![false; tokens.all.len()];
    for para in &tokens.paras {
        let mut done = 0;
        for quote in &para.quotes {
            let end = quote.close as usize + usize::from(!quote.closed);
            let from = (quote.open as usize + 1).max(done);
            if from < end {
                inside[from..end].fill(true);
                done = end;
            }
        }
    }
    inside
}

/// Direct, mixed or indirect: where the letters of a content stand.
fn form(tokens: &Tokens, document: &Document, quoted: &[bool], content: &[Span]) -> Form {
    let (mut inside, mut outside) = (false, false);
    for piece in content {
        let first = tokens.all.partition_point(|t| t.span.end() <= piece.start());
        for (i, token) in
            tokens.all.iter().enumerate().skip(first).take_while(|(_, t)| t.span.start() < piece.end())
        {
            if token.tag == Tag::Mark || !document.slice(token.span).contains(char::is_alphanumeric) {
                continue;
            }
            inside |= quoted[i];
            outside |= !quoted[i];
        }
    }
    match (inside, outside) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    }
}
