//! Making somebody do something, and keeping somebody from it: "forced to work", "barred from leaving".
//!
//! The verb says that there is force; what is demanded or refused says which act it is (`[[made]]` and `[[kept]]` in
//! `lang/en/act-words.toml`).

use super::clause::Clause;
use super::phrase::base;
use super::tree::Tree;
use super::{Draft, Finder};
use crate::model::Status;

impl Finder<'_> {
    /// "forced residents to work": what one is made to do says which act it is.
    pub(crate) fn forced(&self, tree: &Tree<'_>, i: usize) -> Option<Draft> {
        let verb = base(tree, i);
        if !self.words.force.contains_key(verb.as_ref()) {
            return None;
        }
        // Without an infinitive or a "into doing" behind it, nobody is made to do anything.
        let later = (i + 1..tree.len)
            .any(|k| tree.tag(k) == "VB" || tree.lower(k) == "into" || tree.lower(k) == "to");
        if !later {
            return None;
        }
        let clause = Clause::of(tree, i);
        let hard = self.words.hard.contains_key(verb.as_ref());
        if clause.agent.is_some_and(|a| !self.can_act(tree, a)) {
            return None;
        }
        let object = clause.patient.filter(|p| self.is_people(tree, *p));
        let mut done: Vec<usize> = Vec::new();
        let mut people = object;
        let hosts = std::iter::once(i).chain(clause.patient);
        for c in hosts.flat_map(|h| tree.children(h).iter().copied()) {
            let infinitive = (tree.tag(c) == "VB" || tree.has_child(c, &["to"]) && tree.rel(c) == "xcomp")
                && matches!(tree.rel(c), "xcomp" | "advcl" | "ccomp" | "acl" | "obl");
            let into = tree.tag(c) == "VBG" && tree.has_child(c, &["into"]);
            if c > i && (infinitive || into) {
                people = people.or_else(|| tree.child(c, &["nsubj"]).filter(|s| self.is_people(tree, *s)));
                done.push(c);
            }
        }
        let more: Vec<usize> = done
            .iter()
            .flat_map(|d| tree.children(*d))
            .copied()
            .filter(|c| matches!(tree.rel(*c), "conj" | "xcomp") && tree.tag(*c) == "VB")
            .collect();
        done.extend(more);
        if hard && done.is_empty() {
            // Further below, where the parser lost the thread: "force those who earn too little to give themselves up".
            let lost = tree
                .below(i, 6)
                .into_iter()
                .filter(|c| *c > i && tree.tag(*c) == "VB" && tree.has_child(*c, &["to"]));
            done.extend(lost);
            let joined: Vec<usize> = done
                .iter()
                .flat_map(|d| tree.children(*d))
                .copied()
                .filter(|c| tree.rel(*c) == "conj")
                .collect();
            done.extend(joined);
        }
        let people = people?;
        for d in &done {
            let word = base(tree, *d);
            for entry in self.words.made.get(word.as_ref()).into_iter().flatten() {
                let entry = &self.words.entries[*entry];
                let below = tree.below(*d, 3);
                let beside = entry.with.is_empty()
                    || below.iter().any(|c| {
                        entry.with.contains_key(base(tree, *c).as_ref())
                            || entry.with.contains_key(tree.lower(*c))
                    });
                let soft_fits = hard || entry.kind.id == "forced-informing";
                let who = clause.agent.is_none_or(|a| self.is_official(tree, a));
                if beside && soft_fits && who {
                    let mut draft = self.draft(entry, i, &clause);
                    draft.to.push(people);
                    draft.hosts.push(*d);
                    draft.taken.extend(done.iter().copied());
                    draft.words = i..i + 1;
                    if matches!(verb.as_ref(), "order" | "instruct" | "command" | "tell") {
                        draft.given = Some(Status::Ordered);
                    }
                    return Some(draft);
                }
            }
        }
        None
    }

    /// "barred the poet from leaving", "were forbidden to speak".
    pub(crate) fn prevented(&self, tree: &Tree<'_>, i: usize) -> Option<Draft> {
        let verb = base(tree, i);
        if !self.words.prevent.contains_key(verb.as_ref()) {
            return None;
        }
        let clause = Clause::of(tree, i);
        let people = clause.patient.filter(|p| self.is_people(tree, *p))?;
        if clause.agent.is_some_and(|a| !self.is_official(tree, a)) {
            return None;
        }
        let done =
            std::iter::once(i).chain([people]).flat_map(|h| tree.children(h).iter().copied()).find(|c| {
                *c > i
                    && (tree.tag(*c) == "VBG" && tree.has_child(*c, &["from"])
                        || tree.tag(*c) == "VB" && matches!(tree.rel(*c), "xcomp" | "advcl" | "ccomp"))
            })?;
        let word = base(tree, done);
        let kept =
            self.words.kept.get(word.as_ref()).and_then(|k| k.first()).map(|e| &self.words.entries[*e]);
        let ban = self.words.ban.contains_key(verb.as_ref());
        let kind = match kept {
            Some(entry) => entry.kind,
            None if ban => super::kinds::type_of("ban")?,
            None => return None,
        };
        let mut draft = Draft::new(kind, i);
        draft.by.extend(clause.agent);
        draft.to.push(people);
        draft.hosts.push(done);
        draft.taken.push(done);
        draft.words = i..i + 1;
        Some(draft)
    }
}
