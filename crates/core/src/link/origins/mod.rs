//! How many origins stand behind a claim, as an interval with its reasons.
//!
//! An *origin* is an access to the thing itself: somebody who saw it, a record of it. Seven papers that reprint one agency
//! have one. How many there are is rarely known; what can be reckoned is how few could explain all tellings (`at_least`) and
//! how many there can be at most (`at_most`), each side of a claim by itself. The rules are those of
//! the contract (docs/contract.md), "A graph of tellings, and its origins", numbered 1 to 9 there and here.
//!
//! ```
//! use firsthand_core::link::origins::{Graph, origins};
//! let graph = Graph::from_json(br#"{"tellers": [{"id": "trader"}], "documents": [{"id": "d1"}, {"id": "d2"}],
//!     "tellings": [{"claim": "c", "stance": "for", "document": "d1", "chain": ["trader"]},
//!                  {"claim": "c", "stance": "for", "document": "d2", "chain": []}],
//!     "relations": [{"kind": "copies", "from": "d2", "to": "d1"}]}"#).unwrap();
//! let answer = origins(&graph);
//! assert_eq!((answer.claims[0].for_.at_least, answer.claims[0].for_.at_most), (1, 1));
//! ```
//!
//! - [`Graph`]: what comes in; its ids are the caller's, so nothing here knows a person.
//! - [`origins`]: the answer, the same for any order of the input.
//! - `people` (rules 4, 6), `paths` (rules 1 to 3), `fewest` (rule 6), `reckon` (rule 5), `reasons` (why, in words).
//!
//! Deliberately absent: a score of how true a claim is, and reasons to take two unnamed tellers for one.

mod bits;
mod fewest;
mod graph;
mod paths;
mod people;
mod reasons;
mod reckon;
#[cfg(test)]
mod tests;

pub use graph::{Document, Fault, Graph, Relation, Stance, Teller, Telling};

use paths::{Side, Takes};
use people::People;
use reckon::{Bench, Found, Given};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Up to so many known roots on a side each two of them are looked at for a question.
const ASK_ROOTS: usize = 64;
/// So many pairs are looked at in one graph.
const ASK_PAIRS: usize = 6_000;

/// What [`origins`] finds; serialises as the contract says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Every claim that has a telling, by id.
    pub claims: Vec<Claim>,
}

/// The origins of one claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claim {
    /// Its id.
    pub claim: String,
    /// Of those who tell it.
    #[serde(rename = "for")]
    pub for_: Interval,
    /// Of those who deny it.
    pub against: Interval,
    /// Why each telling adds an origin or does not, in words, in a fixed order.
    pub why: Vec<String>,
    /// What would settle it. Never shown unasked: see docs/origins.md.
    pub questions: Vec<Question>,
}

/// How many origins one side has.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Interval {
    /// The fewest that could explain every telling; never too high.
    pub at_least: usize,
    /// The most there can be; never too low.
    pub at_most: usize,
    /// Whether `at_least` is known to be the fewest; where bounds were used it may be too low.
    pub exact: bool,
    /// Whether a root is a plural that nobody counted ("sources said").
    pub claimed_plural: bool,
    /// The known roots, each as the ids of its tellers.
    pub roots: Vec<Vec<String>>,
}

/// Two roots of one side that are neither shown to be one nor to be two, and what either answer would make of it.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Question {
    /// `for` or `against`.
    pub side: &'static str,
    /// A teller of each root.
    pub same: [String; 2],
    /// The interval if both are one.
    pub if_yes: [usize; 2],
    /// The interval if they are two.
    pub if_no: [usize; 2],
}

/// The graph in numbers, by the order of ids: so the order of the input changes nothing.
struct Numbered<'a> {
    tellers: Vec<&'a Teller>,
    documents: Vec<&'a Document>,
    people: People,
    /// Of each occasion its classes, and what it was.
    causes: Vec<Vec<u32>>,
    occasions: Vec<&'a str>,
    /// Who takes from whom, how, and for which claim (all where there is none).
    takes: BTreeSet<(u32, u32, Takes, Option<&'a str>)>,
    /// Of each claim and side the tellings: document and chain in tellers' numbers.
    tellings: BTreeMap<&'a str, BTreeMap<Stance, Tellings>>,
}

/// Tellings of one side: document and chain, in numbers.
type Tellings = BTreeSet<(u32, Vec<u32>)>;

impl<'a> Numbered<'a> {
    fn new(graph: &'a Graph) -> Numbered<'a> {
        let mut tellers: Vec<&Teller> = graph.tellers.iter().collect();
        tellers.sort_by(|a, b| a.id.cmp(&b.id));
        let mut documents: Vec<&Document> = graph.documents.iter().collect();
        documents.sort_by(|a, b| a.id.cmp(&b.id));
        let number: BTreeMap<&str, u32> = (0u32..).zip(&tellers).map(|(n, t)| (t.id.as_str(), n)).collect();
        let place: BTreeMap<&str, u32> = (0u32..).zip(&documents).map(|(n, d)| (d.id.as_str(), n)).collect();
        let mut tellings: BTreeMap<&str, BTreeMap<Stance, Tellings>> = BTreeMap::new();
        let mut chains = BTreeSet::new();
        for telling in &graph.tellings {
            let chain: Vec<u32> =
                telling.chain.iter().filter_map(|id| number.get(id.as_str())).copied().collect();
            let Some(document) = place.get(telling.document.as_str()) else { continue };
            chains.insert(chain.clone());
            let sides = tellings.entry(&telling.claim).or_default();
            sides.entry(telling.stance).or_default().insert((*document, chain));
        }
        let people = People::new(graph, &tellers, &number, &chains);
        let mut takes = BTreeSet::new();
        let mut causes: Vec<(Vec<u32>, &str)> = Vec::new();
        for relation in &graph.relations {
            let (from, to, how, claim) = match relation {
                Relation::Copies { from, to, claim } => (from, to, Takes::Copies, claim),
                Relation::Cites { from, to, claim } => (from, to, Takes::Cites, claim),
                Relation::Translates { from, to, claim } => (from, to, Takes::Translates, claim),
                Relation::CommonCause { tellers, what } => {
                    let of: BTreeSet<u32> = tellers
                        .iter()
                        .filter_map(|id| number.get(id.as_str()))
                        .map(|t| people.class[*t as usize])
                        .collect();
                    causes.push((of.into_iter().collect(), what.as_deref().unwrap_or("one occasion")));
                    continue;
                }
                Relation::Same { .. } | Relation::Different { .. } => continue,
            };
            if let (Some(from), Some(to)) = (place.get(from.as_str()), place.get(to.as_str()))
                && from != to
            {
                takes.insert((*from, *to, how, claim.as_deref()));
            }
        }
        causes.sort();
        let (causes, occasions) = causes.into_iter().unzip();
        Numbered { tellers, documents, people, causes, occasions, takes, tellings }
    }

    /// One side made ready: its documents, chains as classes, and the arrows between its documents.
    fn side(&self, claim: &str, tellings: &Tellings, named: &BTreeMap<&str, Vec<u32>>) -> Side {
        let documents: BTreeSet<u32> = tellings.iter().map(|(d, _)| *d).collect();
        let documents: Vec<u32> = documents.into_iter().collect();
        let n = documents.len();
        let mut side = Side {
            chains: vec![BTreeSet::new(); n],
            own_voice: vec![false; n],
            takes: vec![BTreeSet::new(); n],
            outlets: vec![Vec::new(); n],
            documents,
        };
        let local = |d: &u32| side.documents.binary_search(d).ok();
        for (document, chain) in tellings {
            let Some(at) = local(document) else { continue };
            let mut chain: Vec<u32> = chain.iter().map(|t| self.people.class[*t as usize]).collect();
            chain.dedup();
            if chain.is_empty() {
                side.own_voice[at] = true;
            } else {
                side.chains[at].insert(chain);
            }
        }
        for (at, document) in side.documents.iter().enumerate() {
            let from = (*document, 0, Takes::Copies, None);
            for (_, to, how, of) in self.takes.range(from..).take_while(|(d, ..)| d == document) {
                if let Some(to) = local(to)
                    && of.is_none_or(|of| of == claim)
                {
                    side.takes[at].insert((to, *how));
                }
            }
            if let Some(outlet) = self.documents[*document as usize].outlet.as_deref()
                && let Some(classes) = named.get(outlet)
            {
                side.outlets[at].clone_from(classes);
            }
        }
        side
    }

    /// Ids of the tellers of these classes that end a telling on the side, or of all where none does.
    fn ids(&self, classes: &[u32], ends: &BTreeSet<u32>) -> Vec<String> {
        let all = || classes.iter().flat_map(|c| &self.people.members[*c as usize]).copied();
        let told: BTreeSet<u32> = all().filter(|t| ends.contains(t)).collect();
        let of: BTreeSet<u32> = if told.is_empty() { all().collect() } else { told };
        of.iter().map(|t| self.tellers[*t as usize].id.clone()).collect()
    }
}

/// The origins of each claim in a graph.
///
/// The graph should be [checked](Graph::check); chains' unknown tellers and relations to unknown ids are passed over.
/// Invariants (rule 9): a copy added raises neither bound, an edge added never raises `at_most`, the order of the input
/// changes nothing, `at_least` <= `at_most`, and each answer to a question gives the interval that was foretold.
pub fn origins(graph: &Graph) -> Answer {
    let numbered = Numbered::new(graph);
    let mut named: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for (at, teller) in numbered.tellers.iter().enumerate() {
        if let Some(name) = teller.name.as_deref() {
            named.entry(name).or_default().insert(numbered.people.class[at]);
        }
    }
    let named = named.into_iter().map(|(name, of)| (name, of.into_iter().collect())).collect();
    let mut pairs_left = ASK_PAIRS;
    let claims = numbered
        .tellings
        .iter()
        .map(|(claim, sides)| {
            let mut out = Claim {
                claim: (*claim).to_owned(),
                for_: Interval { exact: true, ..Interval::default() },
                against: Interval { exact: true, ..Interval::default() },
                why: Vec::new(),
                questions: Vec::new(),
            };
            for (stance, tellings) in sides {
                let side = numbered.side(claim, tellings, &named);
                let bench = Bench::new(&numbered.people, &side, &numbered.causes);
                let ends: BTreeSet<u32> = tellings.iter().filter_map(|(_, c)| c.last().copied()).collect();
                let interval = interval(&numbered, &bench.found, &ends);
                out.why.extend(reasons::of_side(&numbered, *stance, &side, &bench.found, &interval));
                if ask(&numbered, &bench, *stance, &mut pairs_left, &ends, &mut out.questions).is_err() {
                    out.why.push(format!(
                        "{}: too many roots to look at each two of them; no question is listed",
                        stance.word()
                    ));
                }
                match stance {
                    Stance::For => out.for_ = interval,
                    Stance::Against => out.against = interval,
                }
            }
            out.questions.sort();
            out
        })
        .collect();
    Answer { claims }
}

fn interval(numbered: &Numbered<'_>, found: &Found, ends: &BTreeSet<u32>) -> Interval {
    let several = |class: &u32| {
        let members = &numbered.people.members[*class as usize];
        members
            .iter()
            .any(|t| ends.contains(t) && numbered.tellers[*t as usize].number.as_deref() == Some("several"))
    };
    let mut roots: Vec<Vec<String>> = found.sinks.known.iter().map(|r| numbered.ids(r, ends)).collect();
    roots.sort();
    Interval {
        at_least: found.at_least,
        at_most: found.at_most,
        exact: found.exact,
        claimed_plural: found.sinks.known.iter().flatten().any(several),
        roots,
    }
}

/// Too many roots to look at each two.
struct TooMany;

/// The questions of one side (contract, `questions`).
fn ask(
    numbered: &Numbered<'_>,
    bench: &Bench<'_>,
    stance: Stance,
    pairs_left: &mut usize,
    ends: &BTreeSet<u32>,
    out: &mut Vec<Question>,
) -> Result<(), TooMany> {
    let known = &bench.found.sinks.known;
    let pairs = known.len() * known.len().saturating_sub(1) / 2;
    if known.len() > ASK_ROOTS || pairs > *pairs_left {
        return Err(TooMany);
    }
    *pairs_left -= pairs;
    let now = [bench.found.at_least, bench.found.at_most];
    for (at, one) in known.iter().enumerate() {
        for other in &known[at + 1..] {
            let mut open = one.iter().flat_map(|a| other.iter().map(move |b| (*a, *b)));
            let Some((a, b)) = open.find(|(a, b)| numbered.people.shown_two(*a, *b).is_none()) else {
                continue;
            };
            let (yes, no) = (bench.with(Given::One(a, b)), bench.with(Given::Two(a, b)));
            let (if_yes, if_no) = ([yes.at_least, yes.at_most], [no.at_least, no.at_most]);
            if if_yes == now && if_no == now {
                continue;
            }
            let id = |class: u32| numbered.ids(&[class], ends).into_iter().next().unwrap_or_default();
            let mut same = [id(a), id(b)];
            same.sort();
            out.push(Question { side: stance.word(), same, if_yes, if_no });
        }
    }
    Ok(())
}
