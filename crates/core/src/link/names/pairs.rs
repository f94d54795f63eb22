//! [`Form`]: a public teller ready to be compared, and what comes of comparing two.

use super::agree::agree;
use super::institution::Institution;
use super::likeness::{Likeness, liken};
use super::office::{Office, Stand};
use super::person::Person;
use super::{Evidence, Kind, Named, Relation, against, for_it};

/// A public person or an institution.
#[derive(Clone, Debug)]
pub(super) enum Form {
    Person(Box<(Person, Office)>),
    Institution(Box<Institution>),
}

/// What comes of comparing two; `turned`: the second is the member.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) kind: Relation,
    pub(super) turned: bool,
    pub(super) score: u8,
    pub(super) evidence: Vec<Evidence>,
}

/// The least score that is proposed.
const LEAST: u8 = 50;

impl Form {
    /// `None` for whoever is not compared: unnamed tellers, and persons without a public role in their own document.
    pub(super) fn of(named: &Named) -> Option<Form> {
        if named.anonymous {
            return None;
        }
        if named.kind != Kind::Person {
            return Institution::of(named.name, named.of).map(|i| Form::Institution(Box::new(i)));
        }
        // The role comes first: of a private person not even the name is looked at.
        let person = || Person::of(named.name).filter(|p| p.joined().chars().count() > 1 && is_name(p));
        let office = |title: Option<&str>| Office::of(named.role, title, named.of);
        match office(None) {
            Some(plain) => {
                let person = person()?;
                let office = person.title.as_deref().and_then(|t| office(Some(t))).unwrap_or(plain);
                Some(Form::Person(Box::new((person, office))))
            }
            // Without a role in words, a title may give one ("President …").
            None if named.role.is_none_or(|r| r.trim().is_empty()) => {
                let person = person()?;
                let office = office(Some(person.title.as_deref()?))?;
                Some(Form::Person(Box::new((person, office))))
            }
            None => None,
        }
    }

    /// Keys under which it meets others; `true` beside those that are for short names only.
    pub(super) fn keys(&self) -> Vec<(String, bool)> {
        match self {
            Form::Person(person) => {
                let mut keys = person.0.keys();
                let bodies = person.1.body.iter().flat_map(Institution::keys);
                keys.extend(bodies.map(|key| (format!("m{key}"), false)));
                keys
            }
            Form::Institution(institution) => {
                let keys = institution.keys();
                let members = keys.iter().map(|key| format!("m{key}"));
                members.chain(keys.clone()).map(|key| (key, false)).collect()
            }
        }
    }

    /// One part of a name, or initials: compared only with whoever bears more of it.
    pub(super) fn is_short(&self) -> bool {
        matches!(self, Form::Person(person) if person.0.is_short())
    }

    pub(super) fn is_person(&self) -> bool {
        matches!(self, Form::Person(_))
    }
}

/// A name in Latin letters has a capital: "the spokesman" is none.
fn is_name(person: &Person) -> bool {
    let cased =
        person.written.chars().any(char::is_lowercase) || person.written.chars().any(char::is_uppercase);
    !cased || person.written.chars().any(char::is_uppercase)
}

/// Compares two of different documents.
pub(super) fn compare(a: &Form, b: &Form) -> Option<Outcome> {
    let outcome = match (a, b) {
        (Form::Person(a), Form::Person(b)) => persons(a, b),
        (Form::Institution(a), Form::Institution(b)) => liken(a, b).map(|found| {
            let (kind, turned) = match found.likeness {
                Likeness::Same => (Relation::Same, false),
                Likeness::Apart => (Relation::Apart, false),
                Likeness::Part(first) => (Relation::MemberOf, !first),
            };
            Outcome { kind, turned, score: found.score, evidence: found.evidence }
        }),
        (Form::Person(person), Form::Institution(body)) => member(person, body, false),
        (Form::Institution(body), Form::Person(person)) => member(person, body, true),
    };
    outcome.filter(|o| o.score >= LEAST)
}

/// Names first, then what the documents say that they are.
fn persons(a: &(Person, Office), b: &(Person, Office)) -> Option<Outcome> {
    let mut agreed = agree(&a.0, &b.0)?;
    let stand = a.1.against(&b.1);
    let roles = format!("{} · {}", a.1.called(), b.1.called());
    let common = a.0.is_common() || b.0.is_common();
    let mut score = agreed.score;
    let kind = match stand {
        Stand::Same => {
            agreed.evidence.push(for_it(format!("their roles fit: {roles}")));
            Relation::Same
        }
        // A family name, or an initial, joins only those of one office.
        _ if agreed.short => return None,
        Stand::Open => {
            score = score.saturating_sub(if common { 20 } else { 8 });
            let doubt = if common {
                "many bear this name, and the documents do not show one body"
            } else {
                "the documents do not show one body"
            };
            agreed.evidence.push(against(format!("{doubt}: {roles}")));
            Relation::Same
        }
        Stand::Countries => {
            agreed.evidence.push(against(format!("they serve two countries: {roles}")));
            Relation::Apart
        }
        Stand::Bodies if common => {
            agreed.evidence.push(against(format!("many bear this name, and their roles clash: {roles}")));
            Relation::Apart
        }
        Stand::Bodies => {
            score = score.saturating_sub(25);
            agreed
                .evidence
                .push(against(format!("their roles are of two bodies, though offices change: {roles}")));
            Relation::Same
        }
    };
    Some(Outcome { kind, turned: false, score, evidence: agreed.evidence })
}

/// A person whose office is of an institution.
fn member(person: &(Person, Office), body: &Institution, turned: bool) -> Option<Outcome> {
    let own = person.1.body.as_ref()?;
    let found = liken(own, body).filter(|f| matches!(f.likeness, Likeness::Same | Likeness::Part(true)))?;
    let mut evidence = vec![for_it(format!("{} is called {}", person.0.written, person.1.called()))];
    evidence.extend(found.evidence);
    Some(Outcome { kind: Relation::MemberOf, turned, score: found.score.saturating_sub(5), evidence })
}
