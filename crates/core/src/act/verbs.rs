//! Acts told by a verb: "detained", "rounded up", "was refused medicine", "forced to work", "barred from leaving".

use super::clause::{self, Clause};
use super::phrase::base;
use super::tree::Tree;
use super::words::{Entry, Hit, Way};
use super::{Draft, Finder};

impl Finder<'_> {
    /// The act that a verb tells, if it tells one.
    pub(crate) fn verb(&self, tree: &Tree<'_>, i: usize, ways: &[Way]) -> Option<Draft> {
        let clause = Clause::of(tree, i);
        ways.iter().find_map(|way| self.by_way(tree, i, &clause, way))
    }

    fn by_way(&self, tree: &Tree<'_>, i: usize, clause: &Clause, way: &Way) -> Option<Draft> {
        let entry = &self.words.entries[way.entry];
        let (particle, slot_noun) = particle(tree, i, &way.more)?;
        let mut clause = *clause;
        if particle.is_some() && clause.patient == particle {
            clause.patient = None;
        }
        let below = if entry.need.is_empty() && way.need.is_empty() { Vec::new() } else { tree.below(i, 3) };
        let needed = |set: &super::words::Set| {
            set.is_empty()
                || below
                    .iter()
                    .any(|c| set.contains_key(base(tree, *c).as_ref()) || set.contains_key(tree.lower(*c)))
        };
        if !needed(&entry.need) || !needed(&way.need) {
            return None;
        }
        if self.agent_unfit(tree, entry, way.need_agent || entry.need_agent, clause.agent) {
            return None;
        }
        let draft = match entry.to {
            Hit::Deprived => self.deprived(tree, i, &clause, entry)?,
            _ => self.hit(tree, i, &clause, entry, slot_noun)?,
        };
        let near = tree.below(i, 2);
        let odd = |c: &usize| {
            entry.never.contains_key(base(tree, *c).as_ref()) || entry.never.contains_key(tree.lower(*c))
        };
        let spoiled = near.iter().filter(|c| !far(tree, i, **c)).any(odd)
            || draft.object.iter().chain(&draft.by).chain(&draft.to).any(odd);
        if spoiled {
            return None;
        }
        let end = particle.filter(|p| *p == i + 1).map_or(i + 1, |p| p + 1);
        Some(Draft { words: i..end, ..draft })
    }

    /// Whether somebody who does it cannot be the one.
    fn agent_unfit(&self, tree: &Tree<'_>, entry: &Entry, needed: bool, agent: Option<usize>) -> bool {
        match agent {
            None => needed,
            Some(a) => {
                !self.can_act(tree, a)
                    || (entry.official
                        && (!self.is_official(tree, a)
                            || matches!(tree.lower(a), "i" | "we" | "you" | "she" | "he")))
                    || (needed
                        && matches!(tree.lower(a), "i" | "we" | "you" | "she" | "he" | "my" | "who" | "it"))
            }
        }
    }

    pub(crate) fn draft(&self, entry: &Entry, i: usize, clause: &Clause) -> Draft {
        Draft { by: clause.agent.into_iter().collect(), ..Draft::new(entry.kind, i) }
    }

    /// The usual case: an object of the right kind, in its slot.
    fn hit(
        &self,
        tree: &Tree<'_>,
        i: usize,
        clause: &Clause,
        entry: &Entry,
        slot_noun: Option<usize>,
    ) -> Option<Draft> {
        let mut patient = slot_noun;
        let mut agent = clause.agent;
        for slot in &entry.slots {
            patient = patient.or_else(|| match slot.as_str() {
                "obj" => clause.patient,
                "subj" => clause::subject(tree, i),
                case => tree.children(i).iter().copied().find(|c| {
                    matches!(tree.rel(*c), "obl" | "nmod") && tree.case(*c) == case && !self.is_time(tree, *c)
                }),
            });
        }
        let patient = patient?;
        if entry.slots.iter().any(|s| s == "subj") {
            agent = None;
        }
        let fits = entry.any
            || (entry.people && self.is_people(tree, patient))
            || self.in_list(tree, patient, entry);
        if !fits || agent == Some(patient) {
            return None;
        }
        let mut draft = self.draft(entry, i, clause);
        draft.by = agent.into_iter().collect();
        let people = self.is_people(tree, patient);
        let hit = people && !self.in_list(tree, patient, entry)
            || entry.to == Hit::Patient && !entry.any
            || entry.any && self.is_human(tree, patient);
        if hit {
            draft.to.push(patient);
        } else {
            draft.object = Some(patient);
            if entry.to == Hit::Owner {
                draft.to.extend(self.owner(tree, patient).or_else(|| self.from(tree, i)));
            }
        }
        draft.from_is_place = entry.to == Hit::Patient;
        Some(draft)
    }

    /// "phones from passengers": who it is taken from.
    fn from(&self, tree: &Tree<'_>, i: usize) -> Option<usize> {
        tree.children(i).iter().copied().find(|c| {
            matches!(tree.rel(*c), "obl" | "advcl")
                && matches!(tree.case(*c), "from" | "of")
                && self.is_people(tree, *c)
        })
    }

    /// Whether a thing, or what it is "of", or what stands before it, is in the entry's list.
    pub(crate) fn in_list(&self, tree: &Tree<'_>, thing: usize, entry: &Entry) -> bool {
        if entry.hits.is_empty() {
            return false;
        }
        let is = |c: usize| {
            entry.hits.contains_key(base(tree, c).as_ref()) || entry.hits.contains_key(tree.lower(c))
        };
        let near = |c: usize| {
            tree.children(c).iter().copied().any(|d| {
                is(d)
                    && (matches!(tree.rel(d), "compound" | "conj" | "amod" | "appos" | "flat")
                        || (tree.rel(d) == "nmod" && tree.case(d) == "of"))
            })
        };
        is(thing) || near(thing)
    }

    /// Food or care that somebody does not get.
    fn deprived(&self, tree: &Tree<'_>, i: usize, clause: &Clause, entry: &Entry) -> Option<Draft> {
        let of = |cases: &[&str]| {
            tree.children(i)
                .iter()
                .copied()
                .find(|c| matches!(tree.rel(*c), "obl" | "nmod" | "advcl") && cases.contains(&tree.case(*c)))
        };
        let candidates = [clause.patient, clause.other, of(&["of"])];
        let thing = candidates.into_iter().flatten().find(|c| self.in_list(tree, *c, entry))?;
        let person = candidates.into_iter().flatten().find(|c| *c != thing && self.is_people(tree, *c));
        let person = person
            .or_else(|| of(&["from", "to"]).filter(|c| self.is_people(tree, *c)))
            .or_else(|| self.owner(tree, thing))
            .or_else(|| {
                // "denied treatment to the wounded", the person hung on the thing
                tree.children(thing)
                    .iter()
                    .copied()
                    .find(|c| matches!(tree.case(*c), "to" | "from" | "for") && self.is_people(tree, *c))
            });
        if person.is_none() && clause.agent.is_none() {
            return None;
        }
        let mut draft = self.draft(entry, i, clause);
        draft.to.extend(person);
        draft.object = Some(thing);
        Some(draft)
    }
}

/// Whether the words between make `c` another clause's.
fn far(tree: &Tree<'_>, verb: usize, c: usize) -> bool {
    let mut at = c;
    while at != verb {
        if matches!(tree.rel(at), "conj" | "parataxis" | "acl:relcl" | "advcl" | "acl" | "ccomp") {
            return true;
        }
        match tree.head(at) {
            Some(h) => at = h,
            None => return true,
        }
    }
    false
}

/// The second word of a verb, and the noun that it leads to where it is a preposition; `None` if it is missing.
fn particle(tree: &Tree<'_>, i: usize, more: &[String]) -> Option<(Option<usize>, Option<usize>)> {
    let Some(word) = more.last() else { return Some((None, None)) };
    for c in tree.children(i) {
        if tree.lower(*c) == word {
            return Some((Some(*c), None));
        }
        if tree.case(*c) == word && matches!(tree.rel(*c), "obl" | "nmod") {
            return Some((tree.child(*c, &["case"]), Some(*c)));
        }
    }
    // "haul the men away": the parser may hang the particle on the object.
    let object = tree.child(i, &["obj"])?;
    let stray =
        tree.children(object).iter().copied().find(|c| tree.lower(*c) == word && tree.tag(*c) == "RP");
    stray.map(|p| (Some(p), None))
}
