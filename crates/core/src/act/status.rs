//! Whether an act was done, by the words around it.

use super::phrase::base;
use super::tree::Tree;
use super::{Draft, Finder};
use crate::model::{Stance, Status};

impl Finder<'_> {
    /// The status by the sentence's words; `None` where the act is only supposed ("if police arrest anyone").
    pub(crate) fn status(&self, tree: &Tree<'_>, draft: &Draft) -> Option<Status> {
        let mut status = draft.given.unwrap_or_default();
        let mut at = draft.trigger;
        let mut top = true;
        loop {
            let own = self.own_status(tree, at, top || tree.is_verb(at), draft)?;
            if rank(own) > rank(status) {
                status = own;
            }
            let Some(head) = tree.head(at) else { break };
            match tree.rel(at) {
                "advcl" if tree.has_child(at, &["if", "unless", "whether", "lest"]) => return None,
                "advcl" if tree.has_child(at, &["to"]) || tree.tag(at) == "VBG" || tree.tag(at) == "VB" => {}
                "xcomp" | "ccomp" | "obj" | "nsubj:pass" | "nsubj" | "obl" | "nmod" | "acl" | "acl:relcl"
                | "conj" | "parataxis" => {}
                _ => break,
            }
            if tree.rel(at) == "ccomp" && tree.has_child(at, &["if", "whether"]) {
                return None;
            }
            if let Some(from) = self.governed(tree, head, at, draft)
                && rank(from) > rank(status)
            {
                status = from;
            }
            // Beyond the verb that says it, nothing says whether it was done, but a verb above an infinitive.
            let goes_on = match tree.rel(at) {
                // "will be arrested and deported", "are visiting and pressing": the helping words are shared.
                "conj" => {
                    !tree.is_verb(at)
                        || tree.tag(at) == "VB"
                        || (matches!(tree.tag(at), "VBN" | "VBG")
                            && tree.child(at, &["aux", "aux:pass", "nsubj", "nsubj:pass"]).is_none())
                }
                "xcomp" | "advcl" => true,
                "acl" => tree.tag(at) == "VB" || tree.has_child(at, &["to"]),
                // "denied reports that it had executed": the noun's clause is what is denied.
                "acl:relcl" => tree.has_child(at, &["that"]) && tree.child(at, &["mark"]).is_some(),
                "ccomp" => tree.tag(at) != "VBD",
                "obj" | "nsubj:pass" | "obl" | "nmod" | "nsubj" => !tree.is_verb(at),
                _ => false,
            };
            if !goes_on {
                break;
            }
            at = head;
            top = false;
        }
        Some(status)
    }

    /// What the helping words of one verb or the determiner of one noun say.
    fn own_status(&self, tree: &Tree<'_>, i: usize, verb: bool, draft: &Draft) -> Option<Status> {
        let mut status = Status::Done;
        let mut raise = |s: Status| {
            if rank(s) > rank(status) {
                status = s;
            }
        };
        let none = |c: usize| {
            tree.children(c).iter().any(|d| tree.lower(*d) == "no")
                || matches!(tree.lower(c), "nobody" | "none")
        };
        let (mut perfect, mut modal, mut be) = (false, None, false);
        for c in tree.children(i) {
            let word = tree.lower(*c);
            match tree.rel(*c) {
                "advmod" | "det" | "case" | "cc"
                    if matches!(word, "not" | "n't" | "never" | "no" | "without") =>
                {
                    raise(Status::Denied)
                }
                "advmod" if self.words.is(word, "alleged_adverbs") => raise(Status::Alleged),
                "amod" if matches!(word, "alleged" | "reported" | "supposed" | "suspected") => {
                    raise(Status::Alleged)
                }
                "amod"
                    if matches!(
                        word,
                        "planned" | "imminent" | "looming" | "threatened" | "proposed" | "possible"
                    ) =>
                {
                    raise(Status::Planned);
                }
                "aux" if tree.tag(*c) == "MD" || matches!(word, "will" | "'ll" | "would") => {
                    modal = Some(word)
                }
                "aux" => {
                    perfect |= matches!(word, "have" | "has" | "had");
                    be |= matches!(word, "is" | "are" | "was" | "were" | "been" | "am" | "'re" | "'s");
                }
                "aux:pass" if word == "being" => raise(Status::Begun),
                "nsubj" | "nsubj:pass" | "obj" if verb && none(*c) => raise(Status::Denied),
                _ => {}
            }
        }
        if let Some(modal) = modal.filter(|_| !draft.kind.policy || tree.is_verb(draft.trigger)) {
            match (modal, perfect) {
                ("may" | "might" | "could" | "must", true) => raise(Status::Alleged),
                (_, true) => return None,
                ("can", _) => {}
                _ => raise(Status::Planned),
            }
        }
        if verb && be && tree.tag(i) == "VBG" && !perfect {
            raise(Status::Begun);
        }
        Some(status)
    }

    /// What the word above says of the one below it.
    fn governed(&self, tree: &Tree<'_>, head: usize, below: usize, draft: &Draft) -> Option<Status> {
        let word = base(tree, head);
        let is = |role: &str| self.words.is(&word, role);
        let rel = tree.rel(below);
        let clause = matches!(rel, "xcomp" | "ccomp" | "acl" | "advcl");
        let infinitive = clause && (tree.has_child(below, &["to"]) || tree.tag(below) == "VB");
        let noun = !tree.is_verb(below);
        if is("denied") && (clause || noun && rel == "obj") && tree.head(head) != Some(below) {
            return Some(Status::Denied);
        }
        if is("ordered") && (infinitive || rel == "ccomp" || (noun && rel == "obj")) && !draft.kind.policy {
            return Some(Status::Ordered);
        }
        if is("ordered") && (infinitive || noun && matches!(rel, "obj" | "xcomp")) {
            return Some(Status::Ordered);
        }
        if infinitive && is("planned") && !(word == "be" && rel != "xcomp" && rel != "ccomp") {
            return Some(Status::Planned);
        }
        if noun
            && rel == "obj"
            && matches!(word.as_ref(), "plan" | "prepare" | "announce" | "propose" | "threaten" | "consider")
        {
            return Some(Status::Planned);
        }
        if is("alleged")
            && (infinitive || matches!(rel, "advcl" | "obl" | "nmod" | "acl"))
            && self.accuses(tree, head, rel)
        {
            return Some(Status::Alleged);
        }
        let begins = is("begun") || (noun && is("begin"));
        if begins && (rel == "xcomp" || (noun && matches!(rel, "obj" | "nsubj" | "nsubj:pass" | "nmod"))) {
            return Some(Status::Begun);
        }
        None
    }

    /// "accused of arresting", "is said to have arrested": only these forms of common verbs allege.
    fn accuses(&self, tree: &Tree<'_>, verb: usize, rel: &str) -> bool {
        let word = base(tree, verb);
        match word.as_ref() {
            "say" | "believe" | "think" | "report" => rel == "xcomp" && super::clause::passive(tree, verb),
            "blame" => false,
            "claim" | "purport" => rel == "xcomp",
            _ => true,
        }
    }

    /// What the statement around it says, where the sentence itself says nothing else.
    pub(crate) fn by_stance(stance: Stance, status: Status) -> Status {
        match stance {
            Stance::Denies if status != Status::Denied => Status::Denied,
            Stance::Orders if status == Status::Done => Status::Ordered,
            _ => status,
        }
    }
}

/// Which word counts where several speak: what denies most of all.
fn rank(status: Status) -> u8 {
    match status {
        Status::Done => 0,
        Status::Begun => 1,
        Status::Alleged => 2,
        Status::Planned => 3,
        Status::Ordered => 4,
        Status::Denied => 5,
    }
}
