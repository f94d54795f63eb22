//! Stage 3 of 3: act. In: a document's trees and statements. Out: its acts, by order of appearance.
//!
//! Only sentences with a word of `lang/en/act-words.toml` are looked at. A word that may tell an act is tried in each of
//! its ways, the one that asks for most first ([`verbs`], [`force`], [`nouns`], [`policy`]); what hangs on it and on the verbs above says who does
//! it and to whom ([`clause`], [`phrase`]), where and when ([`scene`], [`place`], [`named`]), and whether it was done ([`status`]).

mod clause;
mod count;
mod draft;
#[cfg(test)]
mod examples;
mod force;
mod kinds;
mod named;
mod nouns;
mod phrase;
mod place;
mod policy;
mod scene;
mod status;
pub(crate) mod tree;
mod verbs;
mod words;

use crate::model::{Act, DateExpression, Document, Relation, Span, Statement, StatementId, Status};
use crate::read::lemma::lemma;
use crate::read::places::Places;
use crate::read::senses::Senses;
use crate::read::syntax::Labels;
pub(crate) use draft::Draft;
pub use kinds::{type_of, types};
use scene::Scenes;
use std::ops::Range;
use std::sync::LazyLock;
use tree::{LONGEST, Tree, Trees};
use words::Words;

static WORDS: LazyLock<Words> = LazyLock::new(Words::english);

/// What finding acts needs to know of the language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Knowledge<'a> {
    /// Names of tags and relations.
    pub(crate) labels: &'a Labels,
    /// Kinds of things.
    pub(crate) senses: &'a Senses,
    /// Names of places.
    pub(crate) places: &'a Places,
}

/// What finding acts works with.
pub(crate) struct Finder<'a> {
    words: &'a Words,
    senses: &'a Senses,
    places: &'a Places,
    /// The document's expressions of time.
    dates: &'a [DateExpression],
}

/// Finds the acts of a document from the trees of its stretches, by order of appearance.
pub(crate) fn find(
    document: &Document,
    trees: &[Trees],
    knowledge: &Knowledge<'_>,
    statements: &[Statement],
    dates: &[DateExpression],
) -> Vec<Act> {
    let Knowledge { labels, senses, places } = *knowledge;
    let finder = Finder { words: &WORDS, senses, places, dates };
    let mut out = Vec::new();
    let (mut lower, mut candidates) = (String::new(), Vec::new());
    for stretch in trees {
        for sentence in &stretch.sentences {
            if sentence.len() > LONGEST {
                continue;
            }
            finder.candidates(document, stretch, sentence, labels, (&mut lower, &mut candidates));
            if candidates.is_empty() {
                continue;
            }
            let tree = Tree::new(document, labels, stretch, sentence.clone());
            finder.sentence(&tree, &candidates, statements, &mut out);
        }
    }
    out.sort_by_key(|a: &Act| (a.trigger, a.kind.id.as_str()));
    out
}

impl Finder<'_> {
    /// The words of a sentence that may tell an act, counted from its first; into `found`.
    fn candidates(
        &self,
        document: &Document,
        trees: &Trees,
        sentence: &Range<usize>,
        labels: &Labels,
        (lower, found): (&mut String, &mut Vec<usize>),
    ) {
        found.clear();
        for i in sentence.clone() {
            let tag = trees.tag(labels, i);
            let (verb, noun) = (tag.starts_with('V'), tag.starts_with("NN"));
            if !verb && !noun {
                continue;
            }
            lower.clear();
            lower.extend(document.slice(trees.word(i)).chars().flat_map(char::to_lowercase));
            let tag = match tag {
                "NNP" => "NN",
                "NNPS" => "NNS",
                tag => tag,
            };
            let word = lemma(lower, tag);
            let w = self.words;
            let may = if verb {
                w.verbs.contains_key(word.as_ref())
                    || w.force.contains_key(word.as_ref())
                    || w.prevent.contains_key(word.as_ref())
            } else {
                w.nouns.contains_key(word.as_ref())
            };
            if may {
                found.push(i - sentence.start);
            }
        }
    }

    fn sentence(&self, tree: &Tree<'_>, candidates: &[usize], statements: &[Statement], out: &mut Vec<Act>) {
        let mut drafts: Vec<Draft> = Vec::new();
        for i in candidates.iter().copied() {
            if let Some(draft) = self.at(tree, i) {
                drafts.push(draft);
            }
        }
        let taken: Vec<usize> = drafts.iter().flat_map(|d| d.taken.iter().copied()).collect();
        drafts.retain(|d| !taken.contains(&d.trigger));
        self.explained(tree, &mut drafts);
        self.orders(tree, &mut drafts);
        if drafts.is_empty() {
            return;
        }
        let scenes = self.scenes(tree);
        let triggers: Vec<usize> = drafts.iter().map(|d| d.trigger).collect();
        for mut draft in drafts {
            let Some(status) = self.status(tree, &draft) else { continue };
            self.scene(tree, &mut draft, &scenes, &triggers);
            out.push(self.act(tree, draft, status, &scenes, statements));
        }
    }

    /// The act that a word tells.
    fn at(&self, tree: &Tree<'_>, i: usize) -> Option<Draft> {
        let tag = tree.tag(i);
        let word = phrase::base(tree, i);
        if tag.starts_with('V') {
            let ways = self.words.verbs.get(word.as_ref()).map_or(&[][..], Vec::as_slice);
            return self
                .forced(tree, i)
                .or_else(|| self.prevented(tree, i))
                .or_else(|| self.verb(tree, i, ways));
        }
        // "Mr Ban" is no ban.
        if tag.starts_with("NN") && tree.name(i) != "PERSON" {
            return self.noun(tree, i, self.words.nouns.get(word.as_ref())?);
        }
        None
    }

    /// Takes out what only carries another act: the decree that bans, the campaign of arrests.
    fn explained(&self, tree: &Tree<'_>, drafts: &mut Vec<Draft>) {
        // "A new rule bars women from trading": the ban is the act.
        let agents: Vec<usize> = drafts.iter().flat_map(|d| d.by.iter().copied()).collect();
        let triggers: Vec<(usize, bool)> = drafts.iter().map(|d| (d.trigger, d.kind.policy)).collect();
        drafts.retain(|d| {
            let weak = matches!(d.kind.id.as_str(), "order" | "law");
            let holds = triggers.iter().any(|(t, _)| {
                *t != d.trigger
                    && tree.above(*t).take_while(|a| *a != *t).take(2).any(|a| a == d.trigger)
                    && matches!(tree.rel(*t), "acl" | "acl:relcl" | "ccomp")
            });
            let agent = agents.contains(&d.trigger);
            !(weak && (holds || agent))
        });
        // "placed under house arrest", "released under an amnesty": told once, by the verb.
        let verbs: Vec<(usize, &'static str)> = drafts
            .iter()
            .filter(|d| tree.is_verb(d.trigger))
            .map(|d| (d.trigger, d.kind.id.as_str()))
            .collect();
        drafts.retain(|d| {
            tree.is_verb(d.trigger)
                || !verbs
                    .iter()
                    .any(|(v, kind)| *kind == d.kind.id && tree.above(d.trigger).take(2).any(|a| a == *v))
        });
        // "punished" with families is collective punishment once, not twice.
        let mut seen: Vec<usize> = Vec::new();
        drafts.retain(|d| {
            let new = !seen.contains(&d.trigger);
            seen.push(d.trigger);
            new
        });
    }

    /// Orders whose matter is no act of its own.
    fn orders(&self, tree: &Tree<'_>, drafts: &mut Vec<Draft>) {
        let Some(kind) = type_of("order") else { return };
        for i in 0..tree.len {
            if !tree.is_verb(i) || !matches!(phrase::base(tree, i).as_ref(), "order" | "instruct" | "decree")
            {
                continue;
            }
            let clause = clause::Clause::of(tree, i);
            let official = |a: usize| self.is_official(tree, a) && !matches!(tree.tag(a), "PRP" | "WP");
            let bound = clause.patient.filter(|p| self.is_people(tree, *p));
            let matter = tree
                .children(i)
                .iter()
                .any(|c| *c > i && matches!(tree.rel(*c), "xcomp" | "ccomp" | "advcl") && tree.is_verb(*c));
            let carried = drafts
                .iter()
                .any(|d| d.trigger == i || tree.above(d.trigger).any(|a| a == i) && d.trigger > i);
            if matter && !carried && (clause.agent.is_some_and(official) || clause.passive && bound.is_some())
            {
                let mut draft = Draft::new(kind, i);
                draft.by.extend(clause.agent);
                draft.to.extend(bound);
                drafts.push(draft);
            }
        }
    }

    /// Who gave the order for an act that is told as ordered.
    fn orderer(&self, tree: &Tree<'_>, trigger: usize) -> Option<usize> {
        let verb = tree
            .above(trigger)
            .find(|a| tree.is_verb(*a) && self.words.is(&phrase::base(tree, *a), "ordered"))?;
        clause::Clause::of(tree, verb).agent
    }

    fn act(
        &self,
        tree: &Tree<'_>,
        draft: Draft,
        status: Status,
        scenes: &Scenes,
        statements: &[Statement],
    ) -> Act {
        let mut cut = scenes.starts();
        // Before the verb a place is part of who it is ("women in the centre"), unless it is the act's own.
        let own: Vec<usize> = draft.place.iter().chain(&draft.when).map(|s| s.words.start).collect();
        cut.retain(|c| *c > draft.trigger || own.contains(c) || scenes.is_time(*c));
        // "the marchers with tear gas": what something is done with is no part of whom it is done to.
        cut.extend(self.tools(tree, &draft));
        let trigger = tree.join(draft.words.clone());
        let means = self.means(tree, &draft);
        let times = scenes.time_starts();
        let span = |head: usize| tree.join(phrase::phrase(tree, head, &cut));
        let ordered_by =
            if status == Status::Ordered { self.orderer(tree, draft.trigger).map(span) } else { None };
        let statement = innermost(statements, trigger);
        let stance = statement.map(|s| statements[s.0 as usize].stance);
        let status = stance.map_or(status, |s| Self::by_stance(s, status));
        let to = self.spans(tree, &draft.to, &cut);
        let by: Vec<Span> =
            self.spans(tree, &draft.by, &cut).into_iter().filter(|b| !to.contains(b)).collect();
        Act {
            kind: draft.kind,
            trigger,
            by,
            ordered_by,
            count: draft.to.first().and_then(|t| self.count(tree, *t)),
            to,
            meant: draft.to.iter().find_map(|t| self.meant(tree, *t, &draft)).map(span),
            object: draft.object.map(span),
            means: means.map(span),
            place: draft.place.map(|p| self.place(tree, p.head, &times)),
            when: draft.when.map(|w| self.when(tree, &w)),
            status,
            relation: draft.relation.or_else(|| self.relation_by(tree, draft.trigger)).or_else(|| {
                // "eased travel restrictions"
                let verb =
                    tree.head(draft.trigger).filter(|v| tree.is_verb(*v) && !tree.is_verb(draft.trigger))?;
                let word = phrase::base(tree, verb);
                let object = matches!(tree.rel(draft.trigger), "obj" | "nsubj:pass");
                match () {
                    () if object && self.words.is(&word, "relax") => Some(Relation::Relaxes),
                    () if object && self.words.is(&word, "extend") => Some(Relation::Extends),
                    () => None,
                }
            }),
            statement,
        }
    }
}

impl Finder<'_> {
    /// Whom "they" or "them" at `i` means: the nearest group before it that did not do it, an object rather than a
    /// subject.
    fn meant(&self, tree: &Tree<'_>, i: usize, draft: &Draft) -> Option<usize> {
        if !matches!(tree.lower(i), "they" | "them") {
            return None;
        }
        let group = |k: &usize, rels: &[&str]| {
            matches!(tree.tag(*k), "NNS" | "NNPS")
                && rels.contains(&tree.rel(*k))
                && self.is_people(tree, *k)
                && !draft.by.contains(k)
                && !draft.to.contains(k)
        };
        let mut before = (0..i).rev();
        before
            .clone()
            .find(|k| group(k, &["obj", "nsubj:pass", "iobj"]))
            .or_else(|| before.find(|k| group(k, &["nsubj", "obl", "conj"])))
    }

    /// What it is done with: "with electric batons", "by firing squad".
    fn means(&self, tree: &Tree<'_>, draft: &Draft) -> Option<usize> {
        let hosts =
            std::iter::once(draft.trigger).chain(draft.to.iter().copied().filter(|t| *t > draft.trigger));
        hosts.flat_map(|h| tree.children(h)).copied().find(|c| {
            matches!(tree.rel(*c), "obl" | "nmod")
                && *c > draft.trigger
                && matches!(tree.case(*c), "with" | "using" | "by")
                && !draft.args().contains(c)
                && !self.is_people(tree, *c)
        })
    }

    /// Where phrases of means begin.
    fn tools(&self, tree: &Tree<'_>, draft: &Draft) -> Option<usize> {
        self.means(tree, draft).and_then(|m| tree.child(m, &["case"]))
    }
}

/// The innermost statement whose content holds a span.
fn innermost(statements: &[Statement], span: Span) -> Option<StatementId> {
    let holds = |s: &Statement| s.content.iter().any(|c| c.contains(span));
    let size = |s: &Statement| s.content.iter().map(|c| c.len()).sum::<usize>();
    let best = statements
        .iter()
        .enumerate()
        .filter(|(_, s)| holds(s))
        .min_by_key(|(i, s)| (size(s), usize::MAX - i))?;
    Some(StatementId(best.0 as u32))
}
