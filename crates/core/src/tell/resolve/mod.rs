//! Resolution: from attributions to tellers and chains. In: a document and its attributions. Out: [`Resolved`].
//!
//! One pass in order of the text. Each source is read as a noun phrase ([`phrase`]), joined with an earlier mention
//! or taken as somebody new ([`noun`], [`named`], [`described`], [`pronoun`]); names and possible tellers between the sources are mentions as
//! well ([`scan`], [`refer`]). Headlines come last: they name whom the body names more fully. Then each attribution's chain is
//! its container's and its own teller, and [`end`] looks how that teller knows.
//!
//! Bounds on every search keep the work linear in the text. Nothing here fails: whatever the spans, each
//! attribution gets a chain.

mod attach;
mod described;
mod end;
mod entity;
mod knowledge;
mod mentions;
mod name;
mod named;
mod noun;
mod phrase;
mod pronoun;
mod refer;
mod scan;
mod unsourced;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use knowledge::Tellers;
pub(crate) use mentions::corefer;
pub use mentions::{Coreference, Mention};

use super::attribution::Attribution;
use crate::model::{BlockKind, Document, End, Hop, Span, Teller, TellerId};
use refer::Resolver;
use words::Words;

/// Who tells, through whom, and how the last one knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Resolved {
    /// By first mention.
    pub(crate) tellers: Vec<Teller>,
    /// One for each attribution, page inwards; no teller twice in a row.
    pub(crate) chains: Vec<Vec<Hop>>,
    /// One for each attribution.
    pub(crate) ends: Vec<End>,
}

/// Finds the tellers of a document's attributions, their chains and ends.
pub(crate) fn resolve(document: &Document, attributions: &[Attribution], knowledge: &Tellers) -> Resolved {
    if attributions.is_empty() {
        return Resolved::default();
    }
    let words = Words::scan(document.text(), &document.blocks, knowledge);
    let links = Links::of(attributions);
    let mut resolver = Resolver::new(&words, knowledge, attributions, &links, headline_end(document));
    resolver.run(document.meta.outlet.as_deref());
    let (entities, own) = resolver.finish();

    // Tellers by first mention.
    let mut order: Vec<usize> = (0..entities.len()).filter(|e| entities[*e].teller).collect();
    order.sort_by_key(|e| (entities[*e].mentions.iter().min().copied(), *e));
    let mut number = vec![0u32; entities.len()];
    for (rank, entity) in order.iter().enumerate() {
        number[*entity] = rank as u32;
    }
    let tellers = order.iter().map(|e| entities[*e].teller(document.text(), &entities)).collect();

    let mut chains: Vec<Vec<Hop>> = vec![Vec::new(); attributions.len()];
    for &at in &links.order {
        let above = links.follows[at].or(links.parent[at]);
        let mut chain = above.map(|a| chains[a].clone()).unwrap_or_default();
        if links.follows[at].is_none()
            && let Some(entity) = own[at]
        {
            let teller = TellerId(number[entity]);
            if chain.last().is_none_or(|hop| hop.teller != teller) {
                chain.push(Hop { teller, cue: attributions[at].cue });
            }
        }
        chains[at] = chain;
    }
    let ends = (0..attributions.len())
        .map(|at| {
            let last = chains[at].last().map(|hop| &entities[order[hop.teller.0 as usize]]);
            end::end(&words, attributions, &links, &own, at, last)
        })
        .collect();
    Resolved { tellers, chains, ends }
}

/// Which attribution stands in which, made safe: no circles, nothing out of bounds.
#[derive(Debug)]
pub(crate) struct Links {
    /// Container.
    pub(crate) parent: Vec<Option<usize>>,
    /// Whose chain it goes on with.
    pub(crate) follows: Vec<Option<usize>>,
    /// Attributions within each.
    pub(crate) children: Vec<Vec<usize>>,
    /// All attributions, each after its container and the one that it goes on with.
    pub(crate) order: Vec<usize>,
}

/// Deepest nesting that chains follow: real text has five; the bound keeps hostile input linear.
const DEEPEST: u32 = 64;

impl Links {
    fn of(attributions: &[Attribution]) -> Self {
        let count = attributions.len();
        let mut links = Links {
            parent: attributions.iter().map(|a| a.parent.filter(|p| *p < count)).collect(),
            follows: attributions
                .iter()
                .map(|a| a.follows.filter(|f| *f < count && a.source.is_none()))
                .collect(),
            children: vec![Vec::new(); count],
            order: Vec::with_capacity(count),
        };
        let mut depth: Vec<Option<u32>> = vec![None; count];
        let mut open = vec![false; count];
        for start in 0..count {
            let mut stack = vec![start];
            while let Some(&at) = stack.last() {
                if depth[at].is_some() {
                    stack.pop();
                    continue;
                }
                open[at] = true;
                let waits =
                    [links.follows[at], links.parent[at]].into_iter().flatten().find(|n| depth[*n].is_none());
                match waits {
                    Some(next) if open[next] => {
                        // A circle: cut the link that closes it.
                        if links.follows[at] == Some(next) {
                            links.follows[at] = None;
                        }
                        if links.parent[at] == Some(next) {
                            links.parent[at] = None;
                        }
                    }
                    Some(next) => stack.push(next),
                    None => {
                        let above = links.parent[at].and_then(|p| depth[p]).map_or(0, |d| d + 1);
                        if above > DEEPEST {
                            links.parent[at] = None;
                        }
                        depth[at] = Some(if above > DEEPEST { 0 } else { above });
                        links.order.push(at);
                        stack.pop();
                    }
                }
            }
        }
        for at in 0..count {
            if let Some(parent) = links.parent[at] {
                links.children[parent].push(at);
            }
        }
        links
    }
}

/// Where the headline ends (bytes): of a block named so, or of a first block that looks like one.
fn headline_end(document: &Document) -> usize {
    let text = document.text();
    let named: Option<Span> = document.blocks.iter().find(|b| b.kind == BlockKind::Headline).map(|b| b.span);
    if let Some(span) = named {
        return span.end();
    }
    match document.blocks.as_slice() {
        [first, _, ..] => {
            let line = &text[first.span.start()..first.span.end()];
            let short = line.len() <= 160 && !line.contains('\n');
            if short && !line.ends_with(['.', '!', '"', '”', '’']) { first.span.end() } else { 0 }
        }
        _ => 0,
    }
}
