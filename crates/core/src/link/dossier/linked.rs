//! [`link`]: a dossier from its papers alone, or with what people settled: ties, reuse of text and spellings are found, claims
//! made of them.

use super::claims::{Claim, Found, Settled, claims};
use super::cluster::{Link, Tie};
use super::paper::Paper;
use super::unit::Unit;
use super::{TellerRef, unit_name, units};
use super::{credits, headline};
use crate::link::copies::{self, Edge};
use crate::link::names::{self, Kind, Named};
use crate::link::same::{Answer, Evidence, Learnt, Said, Side, Statements, Verdict};
use crate::model::Stance;
use jiff::civil::Date;
use std::borrow::Cow;
use std::cell::RefCell;
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
    /// The claims, by their first units.
    pub claims: Vec<Claim>,
}

/// Links papers. With `propose` the program's own ties count beside those that people settled, and are marked so.
pub fn link(papers: &[Paper], answers: &Answers, propose: bool) -> Linked {
    let units = units(papers);
    let words: Vec<Cow<'_, str>> = units.iter().map(|u| headline::plain(u, &papers[u.paper])).collect();
    let said: Vec<Said<'_>> = (0..units.len()).map(|at| said(at, &words[at], &units[at], papers)).collect();
    let (mut links, learnt) = settled(papers, &units, &said, answers);
    let keys: RefCell<BTreeMap<String, Option<String>>> = RefCell::default();
    let key =
        |name: &str| keys.borrow_mut().entry(name.to_owned()).or_insert_with(|| names::key(name)).clone();
    let same_body = |a: &str, b: &str| key(a).is_some_and(|a| Some(a) == key(b));
    let statements = Statements::of(&said);
    if propose {
        proposed(&units, &statements, &learnt, &mut links);
        credited(papers, &units, &statements, &learnt, &same_body, &mut links);
    }
    let copies = reuse(papers);
    let spellings = spellings(papers);
    let clash = |a: usize, b: usize, opposed: bool| {
        let found = statements.compare(a, b);
        found.clashes() || found.score >= learnt.threshold() && (found.side == Side::Opposed) != opposed
    };
    let found =
        Found { copies: &copies, links: &links, clash: &clash, same_body: &same_body, spellings: &spellings };
    let claims = claims(papers, &units, &answers.settled, &found);
    Linked { units, links, claims }
}

/// A unit as it is compared. Units of one document are compared as well: two witnesses in one report tell one claim.
fn said<'a>(at: usize, words: &'a str, unit: &Unit, papers: &'a [Paper]) -> Said<'a> {
    let paper = &papers[unit.paper];
    Said {
        id: at,
        document: at,
        text: words,
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

/// Pairs that are tied already, both ways.
fn known(links: &[Link]) -> BTreeSet<(usize, usize)> {
    links.iter().flat_map(|l| [(l.a, l.b), (l.b, l.a)]).collect()
}

/// A tie of the program's own: `evidence` before what the comparison tells.
fn tie(a: usize, b: usize, side: Side, score: f32, mut evidence: Vec<String>, found: &[Evidence]) -> Link {
    evidence.extend(found.iter().filter(|e| e.verdict != Verdict::Unknown).map(|e| e.text.clone()));
    Link {
        a,
        b,
        tie: if side == Side::Opposed { Tie::Opposed } else { Tie::Same },
        score: (score.clamp(0.0, 0.9999) * 10_000.0) as u32,
        evidence,
        settled: false,
    }
}

/// The program's own ties. Two sentences of pages themselves are tied by others alone.
fn proposed(units: &[Unit], statements: &Statements<'_>, learnt: &Learnt, links: &mut Vec<Link>) {
    let known = known(links);
    let own = |u: usize| units[u].statement.is_none();
    for found in statements.propose(learnt) {
        if !(known.contains(&(found.a, found.b)) || own(found.a) && own(found.b)) {
            links.push(tie(found.a, found.b, found.side, found.score, Vec::new(), &found.evidence));
        }
    }
}

/// How much less a telling needs in common with that of the outlet that it names.
const CREDITED: f32 = 0.15;

/// Ties of tellings with those of the outlet that they name: "Up to 100 were held, the Hill Post reported" is about something
/// in the Hill Post.
fn credited(
    papers: &[Paper],
    units: &[Unit],
    statements: &Statements<'_>,
    learnt: &Learnt,
    same_body: &dyn Fn(&str, &str) -> bool,
    links: &mut Vec<Link>,
) {
    let known = known(links);
    let mut of_outlet: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, unit) in units.iter().enumerate() {
        if let Some(outlet) = papers[unit.paper].outlet.as_deref().filter(|o| !o.is_empty()) {
            of_outlet.entry(outlet).or_default().push(at);
        }
    }
    for (at, unit) in units.iter().enumerate() {
        let paper = &papers[unit.paper];
        let names: Vec<&str> =
            unit.tellers(papers).into_iter().flat_map(|n| credits::parts(n).into_iter().chain([n])).collect();
        let named = |outlet: &str| names.iter().any(|n| credits::is_outlet(n, outlet, same_body));
        let others = of_outlet.iter().filter(|(o, _)| Some(**o) != paper.outlet.as_deref());
        for (outlet, theirs) in others.filter(|(o, _)| named(o)) {
            let earlier = theirs.iter().filter(|o| credits::may_follow(paper, &papers[units[**o].paper]));
            let compared = earlier
                .filter(|o| !known.contains(&(at, **o)))
                .map(|o| (statements.compare(at, *o), *o))
                .filter(|(c, _)| !c.clashes());
            let best = compared.max_by(|(a, x), (b, y)| a.score.total_cmp(&b.score).then(y.cmp(x)));
            if let Some((found, other)) = best.filter(|(c, _)| c.score >= learnt.threshold() - CREDITED) {
                let named = vec![format!("it names {outlet} as where it is from")];
                let (a, b) = (at.min(other), at.max(other));
                links.push(tie(a, b, found.side, found.score, named, &found.evidence));
            }
        }
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
