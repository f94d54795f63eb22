//! Acts told by a noun: "the arrest of nine fishermen by the coast guard", "carried out house searches", "a ban on films".

use super::clause::{self, Clause};
use super::phrase::base;
use super::tree::Tree;
use super::words::{Hit, Way};
use super::{Draft, Finder};

/// What stands around a noun of an act.
#[derive(Debug, Default)]
pub(crate) struct Around {
    pub(crate) by: Option<usize>,
    pub(crate) to: Option<usize>,
    /// What the noun is "of", where that is a thing.
    pub(crate) object: Option<usize>,
    /// The verb that stands with the noun ("carry out", "suffer", "impose").
    pub(crate) verb: Option<usize>,
    /// Words before the noun.
    pub(crate) before: Vec<usize>,
}

impl Finder<'_> {
    /// The act that a noun tells, if it tells one.
    pub(crate) fn noun(&self, tree: &Tree<'_>, i: usize, ways: &[Way]) -> Option<Draft> {
        // "arrest warrant", "execution ground": the noun only says of what kind another is.
        if matches!(tree.rel(i), "compound" | "amod" | "flat") {
            return None;
        }
        let around = self.around(tree, i);
        ways.iter().find_map(|way| self.noun_by_way(tree, i, way, &around))
    }

    fn noun_by_way(&self, tree: &Tree<'_>, i: usize, way: &Way, around: &Around) -> Option<Draft> {
        let entry = &self.words.entries[way.entry];
        let from = i.checked_sub(way.more.len())?;
        let stands = way.more.iter().enumerate().all(|(k, w)| tree.lower(from + k) == w);
        if !stands {
            return None;
        }
        let near = tree.below(i, 2);
        let is = |set: &super::words::Set, c: usize| {
            set.contains_key(base(tree, c).as_ref()) || set.contains_key(tree.lower(c))
        };
        let needed = |set: &super::words::Set| set.is_empty() || near.iter().any(|c| is(set, *c));
        let inner = |c: &usize| {
            !tree
                .above(*c)
                .take_while(|a| *a != i)
                .chain([*c])
                .any(|a| matches!(tree.rel(a), "acl:relcl" | "acl" | "conj"))
        };
        let above = tree.head(i).filter(|_| tree.rel(i) != "conj");
        if near.iter().filter(|c| inner(c)).chain(&above).any(|c| is(&entry.never, *c)) || !needed(&way.need)
        {
            return None;
        }
        if entry.policy {
            return self.policy(tree, i, entry, around, &near);
        }
        if !needed(&entry.need) && !around.by.is_some_and(|b| is(&entry.need, b)) {
            return None;
        }
        if entry.official && around.by.is_some_and(|b| !self.is_official(tree, b)) {
            return None;
        }
        if around.by.is_some_and(|b| !self.can_act(tree, b)) {
            return None;
        }
        let mut draft = Draft::new(entry.kind, i);
        draft.words = from..i + 1;
        draft.hosts.extend(around.verb);
        let listed = |c: usize| self.in_list(tree, c, entry);
        let mut thing = around.object.filter(|o| listed(*o));
        thing = thing.or_else(|| around.before.iter().copied().find(|c| listed(*c)));
        if !entry.hits.is_empty() && !entry.people && way.more.is_empty() {
            // "search" and "closure" say nothing without what is searched or closed.
            thing?;
        }
        draft.object = thing.or(around.object);
        draft.by.extend(around.by);
        draft.to.extend(around.to);
        if let (Hit::Owner, Some(t)) = (entry.to, thing.or(around.object))
            && draft.to.is_empty()
        {
            draft.to.extend(self.owner(tree, t));
        }
        if draft.to.is_empty() && entry.to == Hit::Patient && entry.people {
            draft.to.extend(around.object.filter(|o| self.is_people(tree, *o)));
        }
        let shown = !draft.by.is_empty()
            || !draft.to.is_empty()
            || around.verb.is_some()
            || thing.is_some()
            || way.more.len() + 1 > 1;
        let timed = tree.children(i).iter().any(|c| self.is_time(tree, *c));
        (shown || timed).then_some(draft)
    }

    /// Who and whom, from what hangs on the noun and from the verb above it.
    fn around(&self, tree: &Tree<'_>, i: usize) -> Around {
        let mut out = Around::default();
        let mut possessor = None;
        for c in tree.children(i) {
            match (tree.rel(*c), tree.case(*c)) {
                ("nmod:poss", _) => possessor = Some(*c),
                ("nmod" | "obl" | "obl:agent", "by") => out.by = Some(*c),
                ("nmod" | "obl", "of" | "on" | "against" | "for") if !self.is_time(tree, *c) => {
                    if self.is_people(tree, *c) && tree.case(*c) != "for" {
                        out.to = out.to.or(Some(*c));
                    } else {
                        out.object = out.object.or(Some(*c));
                    }
                }
                ("nmod", "from") if self.is_official(tree, *c) => out.by = out.by.or(Some(*c)),
                ("compound", _) => out.before.push(*c),
                ("amod", _) => out.before.push(*c),
                _ => {}
            }
        }
        self.verb_above(tree, i, &mut out);
        // ... or on a verb of telling above: "recorded the arrest of nine fishermen by the coast guard".
        if out.by.is_none()
            && let Some(verb) = tree.head(i).filter(|h| tree.is_verb(*h) && !clause::passive(tree, *h))
        {
            out.by = tree.children(verb).iter().copied().find(|c| {
                *c > i
                    && tree.case(*c) == "by"
                    && matches!(tree.rel(*c), "obl" | "obl:agent")
                    && self.is_people(tree, *c)
            });
        }
        // "launched a crackdown on smugglers": what it is on may hang on the verb, but stands behind the noun.
        if out.to.is_none() && out.object.is_none() {
            let verb = tree.head(i).filter(|h| tree.is_verb(*h));
            let behind = verb.into_iter().flat_map(|v| tree.children(v)).copied().find(|c| {
                matches!(tree.rel(*c), "obl" | "nmod")
                    && matches!(tree.case(*c), "on" | "against")
                    && tree.child(*c, &["case"]) == Some(i + 1)
                    && !self.is_time(tree, *c)
            });
            if let Some(c) = behind {
                let slot = if self.is_people(tree, c) { &mut out.to } else { &mut out.object };
                *slot = Some(c);
            }
        }
        // "by" after the object of the noun hangs there at times: "the arrest of nine fishermen by the coast guard".
        if out.by.is_none() {
            let hosts = [out.to, out.object];
            out.by = hosts
                .into_iter()
                .flatten()
                .flat_map(|h| tree.children(h))
                .copied()
                .find(|c| tree.rel(*c) == "nmod" && tree.case(*c) == "by" && *c > i);
        }
        if let Some(p) = possessor.filter(|p| !self.is_time(tree, *p)) {
            let known = out.to.is_some() || out.object.is_some();
            if (known || self.officer(tree, p) && tree.tag(p) != "PRP$") && out.by.is_none() {
                out.by = Some(p);
            } else if out.to.is_none() {
                out.to = Some(p);
            }
        }
        if out.by.is_none() {
            out.by =
                out.before.iter().copied().find(|c| tree.rel(*c) == "compound" && self.officer(tree, *c));
        }
        out
    }

    /// An officer by a common noun.
    fn officer(&self, tree: &Tree<'_>, i: usize) -> bool {
        tree.tag(i).starts_with("NN") && !tree.tag(i).starts_with("NNP") && self.is_official(tree, i)
    }

    /// The verb above a noun, and whom it makes the doer or the one done to.
    fn verb_above(&self, tree: &Tree<'_>, i: usize, out: &mut Around) {
        let mut at = i;
        // "a wave of arrests", "beatings and rapes": the verb stands over what the noun hangs on.
        for _ in 0..3 {
            let joined = tree.rel(at) == "conj"
                || (tree.rel(at) == "nmod" && tree.case(at) == "of" && counting(tree, at));
            match tree.head(at) {
                Some(h) if joined && !tree.is_verb(h) => at = h,
                _ => break,
            }
        }
        let Some(mut verb) = tree.head(at).filter(|h| tree.is_verb(*h)) else { return };
        // "subjected to forced labour": the parser takes "forced" for the verb.
        if verb + 1 == i
            && tree.lower(verb) == "forced"
            && let Some(above) = tree.head(verb).filter(|h| self.words.is(&base(tree, *h), "subject"))
        {
            let clause = Clause::of(tree, above);
            out.verb = Some(above);
            out.to = out.to.or(clause.patient.filter(|p| self.is_people(tree, *p)));
            out.by = out.by.or(clause.agent);
            return;
        }
        if tree.rel(verb) == "xcomp" && self.words.is(&base(tree, verb), "subject") && tree.tag(verb) == "VB"
        {
            verb = tree.head(verb).unwrap_or(verb);
        }
        let word = base(tree, verb);
        let clause = Clause::of(tree, verb);
        let is = |role: &str| self.words.is(&word, role);
        let people = |p: Option<usize>| p.filter(|p| *p != at && self.is_people(tree, *p));
        match tree.rel(at) {
            "obl" | "nmod" if is("subject") && tree.case(at) == "to" => {
                out.verb = Some(verb);
                out.to = out.to.or(people(clause.patient));
                out.by = out.by.or(clause.agent);
            }
            "obl" if tree.case(at) == "under" => {
                out.verb = Some(verb);
                let subject = if clause.passive { clause.patient } else { clause.agent };
                out.to = out.to.or(people(subject));
            }
            "obj" | "nsubj:pass" | "nmod"
                if matches!(word.as_ref(), "give" | "hand" | "deal" | "receive" | "serve" | "pass") =>
            {
                // "was given a prison term", "handed down sentences to the defendants", "serves a jail term"
                out.verb = Some(verb);
                let receives = matches!(word.as_ref(), "receive" | "serve");
                let to = tree
                    .children(verb)
                    .iter()
                    .copied()
                    .find(|c| *c > verb && matches!(tree.case(*c), "to" | "on"));
                let whom = if receives {
                    clause.agent
                } else {
                    people(clause.patient).or(people(clause.other)).or(people(to))
                };
                out.to = out.to.or(people(whom));
                out.by = out.by.or(clause.agent.filter(|_| !receives));
            }
            "obj" if is("suffer") => {
                out.verb = Some(verb);
                out.to = out.to.or(people(clause.agent));
            }
            "obj" | "obl" | "nsubj:pass"
                if is("do") || is("enact") || is("begin") || is("extend") || is("relax") =>
            {
                if tree.rel(at) == "obl" && !matches!(tree.case(at), "out" | "" | "on") {
                    return;
                }
                out.verb = Some(verb);
                out.by = out.by.or_else(|| clause.agent.filter(|a| self.can_act(tree, *a)));
            }
            "obl" if tree.case(at) == "of" && word == "accuse" => out.by = out.by.or(clause.patient),
            "nsubj" if is("begin") || is("extend") || is("do") || is("enact") => out.verb = Some(verb),
            "obl" | "nmod"
                if tree.case(at) == "for"
                    && matches!(word.as_ref(), "blame" | "condemn" | "criticise" | "criticize") =>
            {
                out.by = out.by.or(clause.patient);
            }
            "obl" if tree.case(at) == "of" && word == "accuse" => out.by = out.by.or(clause.patient),
            _ => {}
        }
        if tree.rel(at) == "nsubj:pass" && out.by.is_none() {
            out.by = clause.agent;
        }
    }
}

/// "a wave of", "a series of", "dozens of".
fn counting(tree: &Tree<'_>, i: usize) -> bool {
    tree.head(i).is_some_and(|h| {
        matches!(
            tree.lower(h),
            "wave"
                | "series"
                | "spate"
                | "campaign"
                | "number"
                | "dozens"
                | "hundreds"
                | "kind"
                | "form"
                | "string"
                | "threat"
        )
    })
}
