//! Coreference of mentions given from outside, by the same pass that resolves sources: to measure resolution by itself
//! and to train on what it gets wrong. In: a document, its attributions, mentions. Out: [`Coreference`].

use super::knowledge::Tellers;
use super::refer::Resolver;
use super::words::Words;
use super::{Links, headline_end};
use crate::model::{Document, Scope, Span, Stance};
use crate::tell::attribution::Attribution;

/// A noun phrase or pronoun whose bearer is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its words, of the same document.
    pub span: Span,
    /// It is the subject of a verb of telling: read like a source. Otherwise it is resolved and leaves no trace.
    pub speaks: bool,
}

/// Whom mentions mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coreference {
    /// For each mention, in the order given, the number of its entity; `None` where nobody is meant (the page's own "I").
    pub entity: Vec<Option<u32>>,
    /// For each entity the spans that the resolver joined to it, in order of the text.
    pub spans: Vec<Vec<Span>>,
}

/// Resolves mentions beside a document's own attributions.
///
/// Each mention becomes an attribution without cue and content, within the innermost content that holds it. Those that
/// speak come first: [`Resolver::speaking`] parts them from the rest, which must not make anybody a teller.
pub(crate) fn corefer(
    document: &Document,
    attributions: Vec<Attribution>,
    mentions: &[Mention],
    knowledge: &Tellers,
) -> Coreference {
    let own = attributions.len();
    let mut all = attributions;
    let asked = |speaks: bool| mentions.iter().enumerate().filter(move |(_, m)| m.speaks == speaks);
    let mut order = Vec::with_capacity(mentions.len());
    for (index, mention) in asked(true).chain(asked(false)) {
        let parent = (0..own)
            .filter(|a| all[*a].content.iter().any(|c| c.contains(mention.span)))
            .min_by_key(|a| all[*a].content.iter().map(|c| c.len()).sum::<usize>());
        order.push(index);
        all.push(Attribution {
            parent,
            content: Vec::new(),
            source: Some(mention.span),
            cue: None,
            addressee: None,
            follows: None,
            stance: Stance::Asserts,
            scope: Scope::Told,
            confidence: 0,
        });
    }
    let words = Words::scan(document.text(), &document.blocks, knowledge);
    let links = Links::of(&all);
    let mut resolver = Resolver::new(&words, knowledge, &all, &links, headline_end(document));
    resolver.speaking = own + asked(true).count();
    resolver.run(document.meta.outlet.as_deref());
    let (entities, found) = resolver.finish();
    let mut entity = vec![None; mentions.len()];
    for (at, index) in order.into_iter().enumerate() {
        entity[index] = found[own + at].map(|e| e as u32);
    }
    let spans = entities
        .into_iter()
        .map(|e| {
            let mut spans = e.mentions;
            spans.sort_unstable();
            spans.dedup();
            spans
        })
        .collect();
    Coreference { entity, spans }
}
