//! [`link`]: a dossier from its papers alone, or with what people settled: ties, reuse of text and spellings are found, claims
//! made of them.

use super::claims::{Claim, Found, Settled, claims};
use super::cluster::{Link, Tie};
use super::paper::Paper;
use super::unit::Unit;
use super::{TellerRef, unit_name, units};
use crate::link::copies::{self, Edge};
use crate::link::names::{self, Kind, Named};
use crate::link::same::{self, Answer, Learnt, Said, Side, Verdict};
use crate::model::Stance;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What people settled, by names of units and places of papers.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// Two units by their [names](unit_name), and what they are to each other.
    pub pairs: Vec<(String, String, Tie)>,
    /// Of documents and tellers.
    pub settled: Settled,
}

/// A dossier's claims, and what they are made of.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// Everything that can tell a claim.
    pub units: Vec<Unit>,
    /// Which units tell the same, or do not.
    pub links: Vec<Link>,
    /// Who reused whose text.
    pub copies: Vec<Edge>,
    /// The claims, by their first units.
    pub claims: Vec<Claim>,
    /// What earlier answers changed in the proposals, in words.
    pub learnt: Vec<String>,
}

/// Links papers. With `propose` the program's own ties count beside those that people settled, and are marked so.
pub fn link(papers: &[Paper], answers: &Answers, propose: bool) -> Linked {
    let units = units(papers);
    let said: Vec<Said<'_>> = units.iter().enumerate().map(|(at, u)| said(at, u, papers)).collect();
    let (mut links, learnt) = settled(papers, &units, &said, answers);
    if propose {
        proposed(&units, &said, &learnt, &mut links);
    }
    let copies = reuse(papers);
    let spellings = spellings(papers);
    let mut clash = |a: usize, b: usize, opposed: bool| {
        let found = same::compare(&said[a], &said[b]);
        found.clashes() || found.score >= learnt.threshold() && (found.side == Side::Opposed) != opposed
    };
    let keys: BTreeMap<String, Option<String>> = BTreeMap::new();
    let keys = std::cell::RefCell::new(keys);
    let key =
        |name: &str| keys.borrow_mut().entry(name.to_owned()).or_insert_with(|| names::key(name)).clone();
    let same_body = |a: &str, b: &str| key(a).is_some_and(|a| Some(a) == key(b));
    let mut found = Found {
        copies: &copies,
        links: &links,
        clash: &mut clash,
        same_body: &same_body,
        spellings: &spellings,
    };
    let claims = claims(papers, &units, &answers.settled, &mut found);
    Linked { learnt: learnt.told(), units, links, copies, claims }
}

/// A unit as it is compared. Units of one document are compared as well: two witnesses in one report tell one claim.
fn said<'a>(at: usize, unit: &'a Unit, papers: &'a [Paper]) -> Said<'a> {
    let paper = &papers[unit.paper];
    Said {
        id: at,
        document: at,
        text: &unit.words,
        stance: if unit.denies { Stance::Denies } else { Stance::Asserts },
        speaker: None,
        published: paper.published.as_deref(),
        language: paper.language.as_deref().unwrap_or("en"),
    }
}

/// What people said of pairs, and what that teaches.
fn settled(papers: &[Paper], units: &[Unit], said: &[Said<'_>], answers: &Answers) -> (Vec<Link>, Learnt) {
    if answers.pairs.is_empty() {
        return (Vec::new(), Learnt::default());
    }
    let place: BTreeMap<String, usize> =
        units.iter().enumerate().map(|(at, u)| (unit_name(papers, u), at)).collect();
    let (mut links, mut lessons) = (Vec::new(), Vec::new());
    for (a, b, tie) in &answers.pairs {
        let (Some(a), Some(b)) = (place.get(a), place.get(b)) else { continue };
        links.push(Link { a: *a, b: *b, tie: *tie, score: 10_000, evidence: Vec::new(), settled: true });
        lessons.push(Answer { a: said[*a], b: said[*b], same: *tie != Tie::Other });
    }
    (links, Learnt::from_answers(&lessons))
}

/// The program's own ties. Two sentences of pages themselves are tied by others alone.
fn proposed(units: &[Unit], said: &[Said<'_>], learnt: &Learnt, links: &mut Vec<Link>) {
    let known: BTreeSet<(usize, usize)> = links.iter().flat_map(|l| [(l.a, l.b), (l.b, l.a)]).collect();
    for found in same::propose(said, learnt) {
        let (a, b) = (found.a, found.b);
        let own = |u: usize| units[u].statement.is_none();
        if known.contains(&(a, b)) || own(a) && own(b) {
            continue;
        }
        let evidence = found.evidence.iter().filter(|e| e.verdict != Verdict::Unknown);
        links.push(Link {
            a,
            b,
            tie: if found.side == Side::Opposed { Tie::Opposed } else { Tie::Same },
            score: (found.score.clamp(0.0, 0.9999) * 10_000.0) as u32,
            evidence: evidence.map(|e| e.text.clone()).collect(),
            settled: false,
        });
    }
}

/// Who reused whose text.
fn reuse(papers: &[Paper]) -> Vec<Edge> {
    let day = |p: &Paper| p.published.as_deref()?.parse::<Date>().ok().map(|d| (d, d));
    let texts: Vec<copies::Text<'_>> = papers
        .iter()
        .map(|p| copies::Text { text: &p.text, outlet: p.outlet.as_deref(), published: day(p) })
        .collect();
    copies::find(&texts)
}

/// Tellers who may be one under two spellings: persons in a public role and institutions alone.
fn spellings(papers: &[Paper]) -> Vec<(TellerRef, TellerRef)> {
    let mut refs: Vec<TellerRef> = Vec::new();
    let mut roles: Vec<Option<String>> = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        for (teller, of) in paper.tellers.iter().enumerate().filter(|(_, t)| !t.anonymous) {
            refs.push((at, teller));
            roles.push(
                names::role_beside(&paper.text, &of.mentions, &of.name).filter(|_| of.kind == "person"),
            );
        }
    }
    let named: Vec<Named<'_>> = refs
        .iter()
        .zip(&roles)
        .enumerate()
        .filter_map(|(id, ((paper, teller), role))| {
            let of = &papers[*paper].tellers[*teller];
            let kind = match of.kind.as_str() {
                "person" => Kind::Person,
                "organisation" => Kind::Organisation,
                "publication" => Kind::Publication,
                _ => return None,
            };
            Some(Named {
                id,
                document: *paper,
                name: &of.name,
                kind,
                anonymous: false,
                role: role.as_deref(),
                of: of.of.as_deref(),
                language: papers[*paper].language.as_deref(),
            })
        })
        .collect();
    let same = names::propose(&named).into_iter().filter(|p| p.kind == names::Relation::Same);
    same.map(|p| (refs[p.a], refs[p.b])).collect()
}
