//! Who does and who is done to, by a verb's place in the tree.

use super::tree::Tree;

/// A verb with its arguments, passives turned round. All are heads.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clause {
    pub(crate) passive: bool,
    /// Who does it.
    pub(crate) agent: Option<usize>,
    /// The object, or the subject of a passive.
    pub(crate) patient: Option<usize>,
    /// Another object ("refused her insulin").
    pub(crate) other: Option<usize>,
}

/// Words for the relative pronoun.
fn relative(tree: &Tree<'_>, i: usize) -> bool {
    matches!(tree.lower(i), "who" | "which" | "that" | "whom" | "what")
        && matches!(tree.tag(i), "WP" | "WDT" | "IN" | "DT")
}

/// The noun that a relative clause hangs on.
fn antecedent(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..4 {
        match tree.rel(at) {
            "acl:relcl" | "acl" => return tree.head(at),
            "conj" | "xcomp" | "ccomp" => at = tree.head(at)?,
            _ => return None,
        }
    }
    None
}

/// A noun, or what its relative pronoun stands for.
fn resolved(tree: &Tree<'_>, verb: usize, noun: usize) -> usize {
    if relative(tree, noun) { antecedent(tree, verb).unwrap_or(noun) } else { noun }
}

/// Whether a verb is passive by its own words.
pub(crate) fn passive(tree: &Tree<'_>, verb: usize) -> bool {
    if tree.child(verb, &["aux:pass", "nsubj:pass"]).is_some() {
        return true;
    }
    if tree.tag(verb) != "VBN" || tree.child(verb, &["aux", "obj"]).is_some_and(|c| perfect(tree, c)) {
        return false;
    }
    match tree.rel(verb) {
        "acl" | "amod" => true,
        "conj" | "advcl" | "xcomp" => {
            tree.child(verb, &["nsubj", "aux"]).is_none()
                && (tree.child(verb, &["obj"]).is_none())
                && (tree.rel(verb) != "conj" || tree.head(verb).is_some_and(|h| passive(tree, h)))
        }
        _ => tree.child(verb, &["obl:agent"]).is_some(),
    }
}

fn perfect(tree: &Tree<'_>, c: usize) -> bool {
    matches!(tree.lower(c), "have" | "has" | "had" | "having" | "'ve" | "'d")
}

/// Verbs whose object does what the infinitive says.
const OBJECT_CONTROL: [&str; 42] = [
    "order",
    "tell",
    "ask",
    "force",
    "compel",
    "instruct",
    "direct",
    "command",
    "allow",
    "permit",
    "let",
    "make",
    "urge",
    "require",
    "authorise",
    "authorize",
    "send",
    "deploy",
    "dispatch",
    "want",
    "help",
    "see",
    "hear",
    "warn",
    "get",
    "encourage",
    "enable",
    "pay",
    "hire",
    "expect",
    "task",
    "press",
    "pressure",
    "oblige",
    "coerce",
    "call",
    "invite",
    "train",
    "bring",
    "push",
    "cause",
    "persuade",
];

/// The subject as it stands before the verb, inherited where the verb has none of its own.
pub(crate) fn subject(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    subject_within(tree, verb, 6)
}

fn subject_within(tree: &Tree<'_>, verb: usize, depth: usize) -> Option<usize> {
    if depth == 0 {
        return None;
    }
    // The nearest before the verb: the parser hangs on a second at times, of the verb of telling above.
    let subjects = |c: &usize| matches!(tree.rel(*c), "nsubj" | "nsubj:pass" | "nsubj:outer");
    let own = || tree.children(verb).iter().copied().filter(subjects);
    if let Some(own) = own().rfind(|c| *c < verb).or_else(|| own().next()) {
        return Some(resolved(tree, verb, own));
    }
    // "Up to 30 families have been moved": the parser takes the number's words for a preposition.
    let counted = |c: &usize| {
        *c < verb
            && tree.rel(*c) == "obl"
            && matches!(tree.case(*c), "to" | "around" | "about" | "over" | "between" | "under")
            && tree.child(*c, &["nummod"]).is_some()
            && tree.child(*c, &["case"]).is_some_and(|p| p <= 1)
    };
    if let Some(counted) = tree.children(verb).iter().copied().find(counted) {
        return Some(counted);
    }
    // The parser takes "ministry plans" for one noun at times.
    if matches!(tree.tag(verb), "VBZ" | "VBD" | "VBP")
        && let Some(stray) =
            tree.child(verb, &["compound", "nmod"]).filter(|c| *c + 1 == verb && tree.is_noun(*c))
    {
        return Some(stray);
    }
    let head = tree.head(verb)?;
    match tree.rel(verb) {
        "conj" | "advcl" | "parataxis"
            if !accuses(tree, head) && (tree.is_verb(head) || tree.rel(verb) == "conj") =>
        {
            // "Agents arrived to search": the purpose shares the subject, unless another marks its own.
            subject_within(tree, head, depth - 1)
        }
        "advcl" | "advcl:relcl" | "acl" if accuses(tree, head) => {
            tree.child(head, &["obj"]).or_else(|| subject_within(tree, head, depth - 1))
        }
        "advcl" | "advcl:relcl" => subject_within(tree, head, depth - 1),
        "xcomp" => {
            // The object of "ordered police to arrest" does it; in a passive its subject does.
            let object = tree
                .child(head, &["obj", "iobj"])
                .filter(|o| *o < verb && OBJECT_CONTROL.contains(&super::phrase::base(tree, head).as_ref()));
            object.map(|o| resolved(tree, head, o)).or_else(|| subject_within(tree, head, depth - 1))
        }
        "ccomp" if tree.tag(verb) == "VB" || tree.tag(verb) == "VBG" => subject_within(tree, head, depth - 1),
        "acl" | "acl:relcl" if tree.child(verb, &["obj"]).is_some() || tree.tag(verb) == "VBG" => Some(head),
        "acl" if tree.tag(verb) == "VBN" => Some(head),
        "acl:relcl" => Some(head),
        _ => None,
    }
}

/// "accused police of beating": the object of such a verb is who did it.
fn accuses(tree: &Tree<'_>, verb: usize) -> bool {
    matches!(
        tree.lower(verb),
        "accused"
            | "accuse"
            | "accuses"
            | "accusing"
            | "suspected"
            | "suspect"
            | "blamed"
            | "blame"
            | "blames"
            | "charged"
    )
}

/// The object of a verb, shared where those joined to it have one ("kicked and punched the boy").
pub(crate) fn object(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    if let Some(own) = tree.child(verb, &["obj"]) {
        return Some(resolved(tree, verb, own));
    }
    // "the monks whom police arrested"
    // The parser hangs an object on as if after a preposition: "shut down the internet".
    let bare = |c: &usize| {
        tree.rel(*c) == "obl"
            && *c > verb
            && tree.is_noun(*c)
            && tree.child(*c, &["case"]).is_none()
            && tree.tag(*c) != "CD"
    };
    if let Some(stray) = tree.children(verb).iter().copied().find(bare) {
        return Some(stray);
    }
    if tree.rel(verb) == "acl:relcl"
        && let Some(subject) = tree.child(verb, &["nsubj"])
        && !relative(tree, subject)
    {
        return tree.head(verb);
    }
    let later = tree.children(verb).iter().filter(|c| tree.rel(**c) == "conj" && tree.is_verb(**c));
    for c in later {
        // Only where nothing but the coordination stands between: "kicked and punched".
        let near = *c > verb && *c - verb <= 3;
        if near && let Some(o) = tree.child(*c, &["obj"]) {
            return Some(o);
        }
    }
    let head = tree.head(verb).filter(|_| tree.rel(verb) == "conj")?;
    if tree.is_verb(head) && !passive(tree, head) {
        let own = tree.child(head, &["obj"])?;
        // "detained and interrogated them": the object stands after both.
        return (own > verb).then_some(own);
    }
    None
}

impl Clause {
    pub(crate) fn of(tree: &Tree<'_>, verb: usize) -> Self {
        let passive = passive(tree, verb);
        let subject = subject(tree, verb);
        if !passive {
            let patient = object(tree, verb);
            let agent = subject.filter(|s| Some(*s) != patient);
            return Self { passive, agent, patient, other: tree.child(verb, &["iobj"]) };
        }
        let by = |c: &usize| {
            matches!(tree.rel(*c), "obl:agent" | "obl" | "nmod") && tree.case(*c) == "by" && tree.is_noun(*c)
        };
        let mut agent = tree.children(verb).iter().copied().find(by);
        // In "X and Y were seized and sold by Z", the agent hangs on the last.
        if agent.is_none() {
            let joined = tree.children(verb).iter().filter(|c| tree.rel(**c) == "conj");
            agent = joined.flat_map(|c| tree.children(*c).iter().copied().find(by)).next();
        }
        if agent.is_none() && tree.rel(verb) == "conj" {
            agent =
                tree.head(verb).and_then(|h| tree.children(h).iter().copied().find(by)).filter(|a| *a > verb);
        }
        // "summoned for questioning by the office": it hangs on what stands between at times.
        if agent.is_none() {
            agent = tree.below(verb, 3).into_iter().find(|c| {
                *c > verb
                    && by(c)
                    && tree.rel(*c) != "nmod"
                    && !tree
                        .above(*c)
                        .take_while(|a| *a != verb)
                        .any(|a| matches!(tree.rel(a), "conj" | "acl:relcl" | "ccomp"))
            });
        }
        let patient = match tree.rel(verb) {
            "acl" | "amod" if tree.child(verb, &["nsubj:pass"]).is_none() => tree.head(verb),
            _ => subject,
        };
        Self { passive, agent, patient, other: tree.child(verb, &["obj", "iobj"]) }
    }
}
