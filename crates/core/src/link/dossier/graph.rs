//! The graph of tellings of a dossier's claims.

use super::claims::{Found, Settled};
use super::cluster::Cluster;
use super::credits;
use super::label;
use super::paper::{Paper, PaperTeller};
use super::unit::Unit;
use crate::link::copies::{Edge, Kind, Taken};
use crate::link::origins::{Document, Graph, Relation, Teller, Telling};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A teller of a paper: the paper's place, and the teller's in it.
pub type TellerRef = (usize, usize);

/// What people settled of tellers.
#[derive(Clone, Debug, PartialEq)]
pub enum Relative {
    /// Both are one.
    Same(TellerRef, TellerRef),
    /// They are two.
    Different(TellerRef, TellerRef),
    /// They have it from one occasion.
    Cause(Vec<TellerRef>, String),
}

/// What a graph is made from.
pub(super) struct Assembly<'a, 'f> {
    papers: &'a [Paper],
    units: &'a [Unit],
    settled: &'a Settled,
    found: &'a Found<'f>,
    /// Every outlet of the papers, each once, in order of the papers.
    outlets: Vec<&'a str>,
    /// Full names that stand in more than one spelling, by their letters alone.
    spelled: BTreeSet<String>,
}

/// A graph, and the relations that count for each cluster, in words.
pub(super) struct Assembled {
    pub(super) graph: Graph,
    pub(super) relations: BTreeMap<usize, BTreeSet<String>>,
}

/// A claim's id in the graph.
pub(super) fn name(cluster: usize) -> String {
    format!("c{}", cluster + 1)
}

impl<'a, 'f> Assembly<'a, 'f> {
    pub(super) fn new(
        papers: &'a [Paper],
        units: &'a [Unit],
        settled: &'a Settled,
        found: &'a Found<'f>,
    ) -> Self {
        let mut seen = BTreeSet::new();
        let outlets = papers.iter().filter_map(|p| p.outlet.as_deref()).filter(|o| seen.insert(*o)).collect();
        let mut forms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for of in papers.iter().flat_map(|p| &p.tellers).filter(|t| is_full_name(t)) {
            forms.entry(letters(&of.name)).or_default().insert(plain_name(of));
        }
        let spelled = forms.into_iter().filter(|(_, of)| of.len() > 1).map(|(key, _)| key).collect();
        Assembly { papers, units, settled, found, outlets, spelled }
    }

    pub(super) fn graph(&self, clusters: &[Cluster]) -> Assembled {
        let mut out = Assembled { graph: Graph::default(), relations: BTreeMap::new() };
        let mut used: BTreeSet<TellerRef> = BTreeSet::new();
        let mut records: BTreeSet<TellerRef> = BTreeSet::new();
        let mut outlets: BTreeSet<String> = BTreeSet::new();
        for (at, cluster) in clusters.iter().enumerate() {
            for (unit, stance) in &cluster.units {
                let unit = &self.units[*unit];
                let statement = unit.statement.map(|s| &self.papers[unit.paper].statements[s]);
                let chain = self.taken_from(unit, cluster);
                used.extend(&chain);
                let end = statement.map(|s| s.end.clone()).filter(|e| !e.is_empty());
                if end.as_deref() == Some("record") {
                    records.extend(chain.last());
                }
                // "A and B reported": both are named, each for itself.
                let several = chain.last().map(|t| self.several(*t)).unwrap_or_default();
                let ids: Vec<String> = chain.iter().map(|t| self.teller_id(*t)).collect();
                let chains: Vec<Vec<String>> = match several.is_empty() {
                    true => vec![ids],
                    false => {
                        let before = &ids[..ids.len() - 1];
                        several
                            .iter()
                            .map(|outlet| [before, std::slice::from_ref(&outlet_id(outlet))].concat())
                            .collect()
                    }
                };
                outlets.extend(several);
                for chain in chains {
                    out.graph.tellings.push(Telling {
                        claim: name(at),
                        stance: *stance,
                        document: label(unit.paper),
                        chain,
                        end: end.clone(),
                    });
                }
            }
            for relation in self.takings(at, cluster) {
                out.relations.entry(at).or_default().insert(in_words(&relation));
                out.graph.relations.push(relation);
            }
        }
        for relative in &self.settled.tellers {
            let id = |t: &TellerRef| self.teller_id(*t);
            let of = match relative {
                Relative::Same(a, b) | Relative::Different(a, b) => vec![*a, *b],
                Relative::Cause(of, _) => of.clone(),
            };
            used.extend(of);
            out.graph.relations.push(match relative {
                Relative::Same(a, b) => Relation::Same { a: id(a), b: id(b) },
                Relative::Different(a, b) => Relation::Different { a: id(a), b: id(b) },
                Relative::Cause(of, what) => {
                    Relation::CommonCause { tellers: of.iter().map(id).collect(), what: Some(what.clone()) }
                }
            });
        }
        out.graph.documents = (0..self.papers.len()).map(|p| self.document(p)).collect();
        out.graph.tellers = used.iter().map(|t| self.teller(*t, records.contains(t))).collect();
        out.graph.tellers.extend(outlets.into_iter().map(|name| Teller {
            id: outlet_id(&name),
            named: true,
            name: Some(name),
            number: Some("one".to_owned()),
            attributes: [("kind".to_owned(), json!("publication"))].into_iter().collect(),
        }));
        out
    }

    /// The outlets that one teller's name joins; empty where it is no such name.
    fn several(&self, (paper, teller): TellerRef) -> Vec<String> {
        let parts = credits::parts(&self.papers[paper].tellers[teller].name);
        let outlets: Option<Vec<String>> = parts.iter().map(|p| self.outlet(p)).collect();
        outlets.filter(|o| o.len() > 1).unwrap_or_default()
    }

    /// The chain of a unit; where its words were taken from another document of the claim, the tellers in them are that
    /// document's. This is the same text, not a likeness of persons.
    fn taken_from(&self, unit: &Unit, cluster: &Cluster) -> Vec<TellerRef> {
        let mut chain = self.chain(unit);
        // A copy of a copy leads on, a few steps at most.
        let (mut at, mut steps) = (unit, 0);
        while let Some(parent) = self.parent(at, cluster).filter(|_| steps < 8) {
            self.replace(&mut chain, &self.chain(parent));
            (at, steps) = (parent, steps + 1);
        }
        chain
    }

    /// The telling from which a unit was taken: in the passage that its words come from, or, where they were reworded, of the
    /// same teller's.
    fn parent(&self, unit: &Unit, cluster: &Cluster) -> Option<&Unit> {
        let own = self.names(&self.chain(unit));
        let refused = |e: &&Edge| !self.settled.refused.contains(&(e.from, e.to));
        for edge in self.found.copies.iter().filter(|e| e.from == unit.paper).filter(refused) {
            let theirs = || {
                let units = cluster.units.iter().map(|(u, _)| &self.units[*u]);
                units.filter(|u| u.paper == edge.to && !self.chain(u).is_empty())
            };
            let found = match taken(edge, &unit.spans) {
                Some(taken) => theirs().find(|u| {
                    u.spans.iter().any(|s| taken.iter().any(|t| t.start < s.end && s.start < t.end))
                }),
                None if edge.kind == Kind::Quotation || own.is_empty() => None,
                None => theirs().find(|u| self.names(&self.chain(u)) == own),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The tellers of a unit, page inwards.
    fn chain(&self, unit: &Unit) -> Vec<TellerRef> {
        let of = unit.statement.map(|s| &self.papers[unit.paper].statements[s].chain);
        of.into_iter().flatten().map(|t| (unit.paper, *t)).collect()
    }

    /// Puts the parent's tellers in the place of a copy's: those of the same name, and unnamed ones in the same place.
    fn replace(&self, chain: &mut [TellerRef], theirs: &[TellerRef]) {
        let of = |t: &TellerRef| &self.papers[t.0].tellers[t.1];
        let length = chain.len();
        for (at, teller) in chain.iter_mut().enumerate() {
            let name = plain_name(of(teller)).to_lowercase();
            let same = theirs.iter().find(|t| plain_name(of(t)).to_lowercase() == name);
            let placed = || {
                theirs.get(at).filter(|t| length == theirs.len() && of(t).anonymous && of(teller).anonymous)
            };
            if let Some(parent) = same.or_else(placed) {
                *teller = *parent;
            }
        }
    }

    fn document(&self, at: usize) -> Document {
        let paper = &self.papers[at];
        Document {
            id: label(at),
            outlet: paper.outlet.as_deref().and_then(|o| self.outlet(o)),
            published: paper.published.clone(),
        }
    }

    /// "trader (d2/t1)": readable, and unique.
    fn teller_id(&self, (paper, teller): TellerRef) -> String {
        let of = &self.papers[paper].tellers[teller];
        format!("\u{201c}{}\u{201d} ({}/{})", of.name, label(paper), of.id)
    }

    fn teller(&self, at: TellerRef, record: bool) -> Teller {
        let of = &self.papers[at.0].tellers[at.1];
        let outlet = if of.anonymous { None } else { self.outlet(&of.name) };
        let name = outlet.clone().unwrap_or_else(|| plain_name(of));
        // Who may be somebody else under another spelling is neither joined nor told apart by name until that is settled.
        let proposed = |(a, b): &(TellerRef, TellerRef)| (*a == at || *b == at) && self.open(*a, *b);
        let open = outlet.is_none()
            && (self.spelled.contains(&letters(&of.name)) || self.found.spellings.iter().any(proposed));
        let kind = if record { "record" } else { of.kind.as_str() };
        Teller {
            id: self.teller_id(at),
            named: outlet.is_some() || !open && is_full_name(of),
            name: Some(name),
            number: Some(of.number.clone()),
            attributes: match kind {
                "" | "unknown" => BTreeMap::new(),
                kind => [("kind".to_owned(), json!(kind))].into_iter().collect(),
            },
        }
    }

    /// The one form by which an outlet of the papers is known here: of many forms of a name that of the first paper, so that a
    /// credit finds it.
    fn outlet(&self, name: &str) -> Option<String> {
        let mut outlets = self.outlets.iter();
        outlets.find(|o| credits::is_outlet(name, o, self.found.same_body)).map(|o| credits::plain(o))
    }

    /// Whether two spellings are different and nobody settled whether they are one person's.
    fn open(&self, a: TellerRef, b: TellerRef) -> bool {
        let of = |t: TellerRef| &self.papers[t.0].tellers[t.1];
        let settled = self.settled.tellers.iter().any(|r| match r {
            Relative::Same(x, y) | Relative::Different(x, y) => (*x, *y) == (a, b) || (*x, *y) == (b, a),
            Relative::Cause(..) => false,
        });
        plain_name(of(a)) != plain_name(of(b)) && !settled
    }

    /// Which of a claim's documents take from which others of them, for this claim.
    fn takings(&self, at: usize, cluster: &Cluster) -> Vec<Relation> {
        let mut out = Vec::new();
        let claim = Some(name(at));
        let papers: BTreeSet<usize> = cluster.units.iter().map(|(u, _)| self.units[*u].paper).collect();
        let refused = |from: usize, to: usize| self.settled.refused.contains(&(from, to));
        for edge in self.found.copies.iter().filter(|e| papers.contains(&e.from) && papers.contains(&e.to)) {
            let counts =
                edge.kind == Kind::Copy || self.in_passage(edge, cluster) || self.same_teller(edge, cluster);
            if !refused(edge.from, edge.to) && counts {
                out.push(Relation::Copies {
                    from: label(edge.from),
                    to: label(edge.to),
                    claim: claim.clone(),
                });
            }
        }
        let both = |(from, to): &&(usize, usize)| papers.contains(from) && papers.contains(to);
        for (from, to) in self.settled.copies.iter().filter(both) {
            out.push(Relation::Copies { from: label(*from), to: label(*to), claim: None });
        }
        for (from, to) in self.settled.translations.iter().filter(both) {
            out.push(Relation::Translates { from: label(*from), to: label(*to), claim: None });
        }
        for from in &papers {
            for to in papers.iter().filter(|to| *to != from && !refused(*from, **to)) {
                let (later, earlier) = (&self.papers[*from], &self.papers[*to]);
                if !credits::may_follow(later, earlier) {
                    continue;
                }
                if credits::translated_from(later, earlier) {
                    out.push(Relation::Translates {
                        from: label(*from),
                        to: label(*to),
                        claim: claim.clone(),
                    });
                } else if self.cites(*from, earlier, cluster) || credits::gives_address(later, earlier) {
                    out.push(Relation::Cites { from: label(*from), to: label(*to), claim: claim.clone() });
                }
            }
        }
        out
    }

    /// Whether a telling of this claim in `from` names the other's outlet among its tellers.
    fn cites(&self, from: usize, earlier: &Paper, cluster: &Cluster) -> bool {
        let Some(outlet) = earlier.outlet.as_deref() else { return false };
        let own = self.papers[from].outlet.as_deref();
        if own.is_some_and(|own| credits::is_outlet(own, outlet, self.found.same_body)) {
            return false;
        }
        let tellings = cluster.units.iter().map(|(u, _)| &self.units[*u]).filter(|u| u.paper == from);
        let paper = &self.papers[from];
        let mut tellers = tellings
            .filter_map(|u| u.statement)
            .flat_map(|s| &paper.statements[s].chain)
            .map(|t| &paper.tellers[*t]);
        tellers.any(|t| {
            let of = t.of.as_deref().filter(|_| t.kind == "publication");
            !t.anonymous
                && credits::parts(&t.name)
                    .into_iter()
                    .chain(of)
                    .chain([t.name.as_str()])
                    .any(|name| credits::is_outlet(name, outlet, self.found.same_body))
        })
    }

    /// Whether both tell the claim through somebody whom they name or describe in the same words: who took other passages from
    /// there, and reworded this one, has it from there too.
    fn same_teller(&self, edge: &Edge, cluster: &Cluster) -> bool {
        if edge.kind == Kind::Quotation {
            return false;
        }
        let of = |paper: usize| -> Vec<Vec<String>> {
            let units = cluster.units.iter().map(|(u, _)| &self.units[*u]).filter(|u| u.paper == paper);
            units.map(|u| self.names(&self.chain(u))).filter(|c| !c.is_empty()).collect()
        };
        let theirs = of(edge.to);
        of(edge.from).iter().any(|c| theirs.contains(c))
    }

    /// The names of a chain, without articles and capitals.
    fn names(&self, chain: &[TellerRef]) -> Vec<String> {
        chain.iter().map(|t| plain_name(&self.papers[t.0].tellers[t.1]).to_lowercase()).collect()
    }

    /// Whether the claim is told in a passage that was taken.
    fn in_passage(&self, edge: &Edge, cluster: &Cluster) -> bool {
        let mut tellings =
            cluster.units.iter().map(|(u, _)| &self.units[*u]).filter(|u| u.paper == edge.from);
        tellings.any(|u| taken(edge, &u.spans).is_some())
    }
}

/// The places in the other text from which these words were taken, if most of them were.
fn taken(edge: &Edge, words: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    let within =
        |t: &Taken, w: &Range<usize>| t.from.end.min(w.end).saturating_sub(t.from.start.max(w.start));
    let all: usize = words.iter().map(Range::len).sum();
    let found: usize = words.iter().flat_map(|w| edge.spans.iter().map(move |t| within(t, w))).sum();
    let met = edge.spans.iter().filter(|t| words.iter().any(|w| within(t, w) > 0));
    (found * 2 > all).then(|| met.map(|t| t.to.clone()).collect())
}

/// The id of an outlet that stands beside others in one teller's name.
fn outlet_id(name: &str) -> String {
    format!("\u{201c}{name}\u{201d}")
}

fn in_words(relation: &Relation) -> String {
    match relation {
        Relation::Copies { from, to, .. } => format!("{from} copies {to}"),
        Relation::Cites { from, to, .. } => format!("{from} cites {to}"),
        Relation::Translates { from, to, .. } => format!("{from} translates {to}"),
        _ => String::new(),
    }
}

/// A name without an article; titles and the rest stay.
fn plain_name(of: &PaperTeller) -> String {
    let name = of.name.trim();
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name).to_owned()
}

/// A name by its letters alone: without accents, capitals, hyphens and spaces. "Kim Chol-su" and "Kim Chol Su" are alike.
fn letters(name: &str) -> String {
    name.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether the name is a full proper name, by which a teller is known across documents: of a person at least two parts, each
/// with a capital or in a script without them; of a body a capital somewhere.
fn is_full_name(of: &PaperTeller) -> bool {
    let name = plain_name(of);
    let proper = |w: &&str| {
        w.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic())
    };
    let words: Vec<&str> = name.split([' ', '-', '·']).filter(|w| !w.is_empty()).collect();
    let uncased = name.chars().any(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase());
    match of.kind.as_str() {
        _ if of.anonymous => false,
        "organisation" | "publication" => words.iter().any(proper),
        _ => words.iter().filter(|w| proper(w)).count() >= 2 || uncased && name.chars().count() >= 2,
    }
}
