//! Policy acts: campaigns, laws, bans, orders, fees and quotas, and what they do to earlier ones.
//!
//! A noun such as "law" is an act only where a verb beside it enacts, widens, eases or replaces it; "crackdown" and "ban" stand
//! alone.

use super::clause::{self, Clause};
use super::nouns::Around;
use super::phrase::base;
use super::tree::Tree;
use super::words::Entry;
use super::{Draft, Finder};
use crate::model::{Relation, Status};

impl Finder<'_> {
    /// A campaign, law, ban, order, fee or quota.
    pub(crate) fn policy(
        &self,
        tree: &Tree<'_>,
        i: usize,
        entry: &Entry,
        around: &Around,
        near: &[usize],
    ) -> Option<Draft> {
        let needed = entry.need.is_empty()
            || near.iter().any(|c| {
                entry.need.contains_key(base(tree, *c).as_ref()) || entry.need.contains_key(tree.lower(*c))
            });
        if !needed {
            return None;
        }
        let mut draft = Draft::new(entry.kind, i);
        draft.words = i..i + 1;
        draft.by.extend(around.by);
        draft.to.extend(around.to.filter(|t| self.is_human(tree, *t)));
        draft.object = around.object.or(around.to.filter(|t| !self.is_human(tree, *t)));
        let mut enacted = entry.alone;
        draft.relation = self.relation_by(tree, i);
        let mut at = i;
        while tree.rel(at) == "conj" && tree.head(at).is_some_and(|h| !tree.is_verb(h)) {
            at = tree.head(at)?;
        }
        if let Some(verb) = tree.head(at).filter(|h| tree.is_verb(*h)) {
            let word = base(tree, verb);
            let is = |role: &str| self.words.is(&word, role);
            let clause = Clause::of(tree, verb);
            let rel = tree.rel(at);
            let done_to = matches!(rel, "obj" | "nsubj:pass") || (rel == "acl" || clause.patient == Some(at));
            let out = rel == "obl" && matches!(tree.case(at), "out" | "into");
            if is("replace") && done_to && !clause.passive {
                // What is replaced is another's.
                return None;
            }
            if is("replace") && rel == "nsubj" || clause.passive && is("replace") {
                draft.relation = Some(Relation::Replaces);
                enacted = true;
            } else if done_to || out {
                let relation = match () {
                    () if is("extend") => Some(Relation::Extends),
                    () if is("relax") => Some(Relation::Relaxes),
                    () => None,
                };
                enacted |= relation.is_some() || is("enact") || is("begin");
                draft.relation = relation.or(draft.relation);
                if matches!(
                    word.as_ref(),
                    "meet"
                        | "fulfil"
                        | "fulfill"
                        | "fill"
                        | "exceed"
                        | "miss"
                        | "receive"
                        | "violate"
                        | "break"
                ) {
                    draft.to = clause.agent.filter(|a| self.is_people(tree, *a)).into_iter().collect();
                    draft.by.clear();
                } else if clause.passive && rel == "obj" {
                    // "was assigned a quota"
                    draft.to.extend(clause.patient.filter(|p| *p != at && self.is_people(tree, *p)));
                    draft.by.extend(clause.agent);
                } else if draft.by.is_empty() {
                    draft.by.extend(clause.agent.filter(|a| self.can_act(tree, *a)));
                }
                if is("begin") && !matches!(word.as_ref(), "take" | "come" | "go" | "open") {
                    draft.given = Some(Status::Begun);
                }
                draft.hosts.push(verb);
            } else if rel == "nsubj" && (is("begin") || is("enact") || is("extend")) {
                enacted = true;
                draft.hosts.push(verb);
                if is("begin") {
                    draft.given = Some(Status::Begun);
                }
                if is("extend") {
                    draft.relation = Some(Relation::Extends);
                }
            }
            if done_to && matches!(tree.rel(verb), "acl:relcl" | "conj") && is("replace") {
                draft.relation = Some(Relation::Replaces);
            }
        }
        // "a stricter law that replaces the decree"
        let replaces = tree.children(i).iter().any(|c| {
            tree.is_verb(*c) && self.words.is(&base(tree, *c), "replace") && !clause::passive(tree, *c)
        });
        if replaces {
            draft.relation = Some(Relation::Replaces);
        }
        enacted.then_some(draft)
    }

    /// "stricter", "eased": what a word before the noun says of an earlier one.
    pub(crate) fn relation_by(&self, tree: &Tree<'_>, noun: usize) -> Option<Relation> {
        let mut found = None;
        for c in tree.children(noun) {
            let more = tree.children(*c).iter().any(|d| tree.lower(*d) == "more");
            let word = tree.lower(*c);
            if !matches!(tree.rel(*c), "amod" | "acl" | "acl:relcl") {
                continue;
            }
            if self.words.is(word, "harsher")
                && (more || !matches!(word, "extensive" | "intensive" | "severe"))
            {
                found = Some(Relation::Extends);
            } else if self.words.is(word, "milder") {
                found = Some(Relation::Relaxes);
            }
        }
        found
    }
}
