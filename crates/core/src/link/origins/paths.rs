//! Where each telling of one side comes from: rules 1 to 3 of the contract in one picture of arrows, and its sinks.

use super::bits::Bits;
use std::collections::{BTreeMap, BTreeSet};

/// How one document takes from another.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Takes {
    Copies,
    Cites,
    Translates,
}

impl Takes {
    pub(super) fn word(self) -> &'static str {
        match self {
            Takes::Copies => "copies",
            Takes::Cites => "cites",
            Takes::Translates => "translates",
        }
    }
}

/// One side of a claim: the documents that tell it, numbered from 0 by their ids, and their chains as classes.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    /// Number of each document in the graph.
    pub(super) documents: Vec<u32>,
    /// Chains of each document; empty ones are left out.
    pub(super) chains: Vec<BTreeSet<Vec<u32>>>,
    /// Whether a document tells it in its own voice.
    pub(super) own_voice: Vec<bool>,
    /// From whom each document takes.
    pub(super) takes: Vec<BTreeSet<(usize, Takes)>>,
    /// Classes that bear the name of each document's outlet.
    pub(super) outlets: Vec<Vec<u32>>,
}

/// Tellers as they are, or with two classes taken for one.
#[derive(Clone, Copy, Default)]
pub(super) struct View {
    /// The second is taken for the first.
    pub(super) joined: Option<(u32, u32)>,
}

impl View {
    pub(super) fn of(self, class: u32) -> u32 {
        match self.joined {
            Some((to, from)) if from == class => to,
            _ => class,
        }
    }

    /// The chain, nobody twice in a row.
    fn chain(self, chain: &[u32]) -> Vec<u32> {
        let mut out: Vec<u32> = chain.iter().map(|c| self.of(*c)).collect();
        out.dedup();
        out
    }
}

/// What stands behind one side.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Sinks {
    /// The known roots, each as its classes, in order.
    pub(super) known: Vec<Vec<u32>>,
    /// Unknown roots, each as the documents (numbers of the side) that stand in it.
    pub(super) unknown: Vec<Vec<usize>>,
    /// Who passes on another's word (rule 2), and in which document.
    pub(super) passes: BTreeSet<Pass>,
    /// Everybody who ends a telling here, or whose word somebody passes on, in order.
    pub(super) lasts: Vec<u32>,
    /// Those of them who have it from one occasion, or from several that one of them was at.
    pub(super) causes: Vec<BTreeSet<u32>>,
}

/// A last teller that passes on another's word.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Pass {
    pub(super) class: u32,
    pub(super) document: usize,
    pub(super) to: Whence,
}

/// Where his word comes from.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Whence {
    /// The document of the outlet of his name.
    Document(usize),
    /// The last teller of the whole chain.
    Teller(u32),
}

impl Side {
    /// The sinks of this side's arrows, its tellers seen through `view`. `causes`: classes with one occasion.
    pub(super) fn sinks(&self, view: View, causes: &[Vec<u32>]) -> Sinks {
        let chains: Vec<BTreeSet<Vec<u32>>> =
            self.chains.iter().map(|set| set.iter().map(|c| view.chain(c)).collect()).collect();
        let passes = self.passes(view, &chains);
        let mut tellers: BTreeSet<u32> = chains.iter().flatten().filter_map(|c| c.last().copied()).collect();
        tellers.extend(passes.iter().filter_map(|p| match p.to {
            Whence::Teller(class) => Some(class),
            Whence::Document(_) => None,
        }));
        let tellers: Vec<u32> = tellers.into_iter().collect();
        let documents = self.documents.len();
        let node =
            |class: u32| documents + tellers.binary_search(&class).expect("each last teller has a node");
        let mut arrows: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); documents + tellers.len()];
        for (document, set) in chains.iter().enumerate() {
            arrows[document].extend(set.iter().filter_map(|c| c.last()).map(|class| node(*class)));
            arrows[document].extend(self.takes[document].iter().map(|(to, _)| *to));
        }
        for pass in &passes {
            arrows[node(pass.class)].insert(match pass.to {
                Whence::Document(document) => document,
                Whence::Teller(class) => node(class),
            });
        }
        let (component, count) = components(&arrows);
        let mut parts = vec![Vec::new(); count];
        let mut open = vec![true; count];
        for (at, to) in arrows.iter().enumerate() {
            parts[component[at]].push(at);
            if to.iter().any(|t| component[*t] != component[at]) {
                open[component[at]] = false;
            }
        }
        let ends: Vec<Vec<usize>> = (0..count).filter(|c| open[*c]).map(|c| parts[c].clone()).collect();
        let causes = together(causes, view, &tellers);
        let groups = by_cause(&ends, documents, &tellers, &causes);
        let mut out = Sinks { passes, ..Sinks::default() };
        for group in groups {
            let known: BTreeSet<u32> = group
                .iter()
                .filter(|end| end.len() == 1 && end[0] >= documents)
                .map(|end| tellers[end[0] - documents])
                .collect();
            if known.is_empty() {
                let mut of: Vec<usize> = group.iter().flat_map(|e| e.iter().copied()).collect();
                of.retain(|at| *at < documents);
                of.sort_unstable();
                out.unknown.push(of);
            } else {
                out.known.push(known.into_iter().collect());
            }
        }
        out.known.sort();
        out.unknown.sort();
        out.lasts = tellers;
        out.causes = causes;
        out
    }

    /// Rule 2: who passes on another's word.
    fn passes(&self, view: View, chains: &[BTreeSet<Vec<u32>>]) -> BTreeSet<Pass> {
        let mut passes = BTreeSet::new();
        if self.takes.iter().all(BTreeSet::is_empty) {
            return passes;
        }
        let n = self.documents.len();
        let reach = self.reach();
        let mut of_outlet: BTreeMap<u32, Bits> = BTreeMap::new();
        for (document, classes) in self.outlets.iter().enumerate() {
            for class in classes {
                of_outlet.entry(view.of(*class)).or_insert_with(|| Bits::new(n)).insert(document);
            }
        }
        // Each beginning of a chain: the chain's last teller, and which documents have such a chain.
        let mut begins: BTreeMap<&[u32], BTreeMap<u32, Bits>> = BTreeMap::new();
        for (document, set) in chains.iter().enumerate() {
            for chain in set {
                let last = *chain.last().expect("chains are not empty");
                for end in 1..=chain.len() {
                    let of = begins.entry(&chain[..end]).or_default();
                    of.entry(last).or_insert_with(|| Bits::new(n)).insert(document);
                }
            }
        }
        for (document, set) in chains.iter().enumerate() {
            let Some(reach) = &reach[document] else { continue };
            for chain in set {
                let class = *chain.last().expect("chains are not empty");
                let mut put = |to| passes.insert(Pass { class, document, to });
                if let Some(theirs) = of_outlet.get(&class) {
                    let mut theirs = theirs.clone();
                    theirs.keep(reach);
                    theirs.iter().for_each(|d| _ = put(Whence::Document(d)));
                }
                let mut cut = |begin: &[u32], from: &Bits| {
                    for (last, of) in begins.get(begin).into_iter().flatten() {
                        if *last != class && of.meets(from) {
                            put(Whence::Teller(*last));
                        }
                    }
                };
                cut(chain, reach);
                if let (Some(theirs), true) = (of_outlet.get(&chain[0]), chain.len() > 1) {
                    let mut theirs = theirs.clone();
                    theirs.keep(reach);
                    cut(&chain[1..], &theirs);
                }
            }
        }
        passes
    }

    /// Which other documents each takes from, directly or through others; none for those that take from nobody.
    fn reach(&self) -> Vec<Option<Bits>> {
        let n = self.documents.len();
        let arrows: Vec<BTreeSet<usize>> =
            self.takes.iter().map(|set| set.iter().map(|(to, _)| *to).collect()).collect();
        let (component, count) = components(&arrows);
        let mut parts = vec![Vec::new(); count];
        component.iter().enumerate().for_each(|(at, c)| parts[*c].push(at));
        // Components are numbered from the sinks up: those that one points to are done before it.
        let mut below: Vec<Bits> = Vec::with_capacity(count);
        for (at, part) in parts.iter().enumerate() {
            let mut all = Bits::new(n);
            for document in part {
                all.insert(*document);
                for to in arrows[*document].iter().map(|d| component[*d]).filter(|c| *c != at) {
                    all.add(&below[to]);
                }
            }
            below.push(all);
        }
        (0..n)
            .map(|document| {
                (!arrows[document].is_empty()).then(|| {
                    let mut others = below[component[document]].clone();
                    others.remove(document);
                    others
                })
            })
            .collect()
    }
}

/// Of each occasion those who end a telling here; occasions that one of them shares are one.
fn together(causes: &[Vec<u32>], view: View, tellers: &[u32]) -> Vec<BTreeSet<u32>> {
    let mut out: Vec<BTreeSet<u32>> = Vec::new();
    for cause in causes {
        let here = cause.iter().map(|c| view.of(*c)).filter(|c| tellers.binary_search(c).is_ok());
        let mut all: BTreeSet<u32> = here.collect();
        out.retain(|other| {
            let apart = other.is_disjoint(&all);
            if !apart {
                all.extend(other);
            }
            apart
        });
        if all.len() > 1 {
            out.push(all);
        }
    }
    out
}

/// Ends of arrows, those with one occasion taken together.
fn by_cause<'a>(
    ends: &'a [Vec<usize>],
    documents: usize,
    tellers: &[u32],
    causes: &[BTreeSet<u32>],
) -> Vec<Vec<&'a Vec<usize>>> {
    let mut group: Vec<usize> = (0..ends.len()).collect();
    let mut end_of: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, end) in ends.iter().enumerate() {
        end_of.extend(end.iter().filter(|n| **n >= documents).map(|n| (tellers[n - documents], at)));
    }
    for cause in causes {
        let mut of = cause.iter().filter_map(|class| end_of.get(class)).map(|at| group[*at]);
        if let Some(first) = of.next() {
            let rest: BTreeSet<usize> = of.collect();
            group.iter_mut().filter(|g| rest.contains(g)).for_each(|g| *g = first);
        }
    }
    let mut out: BTreeMap<usize, Vec<&Vec<usize>>> = BTreeMap::new();
    ends.iter().zip(&group).for_each(|(end, g)| out.entry(*g).or_default().push(end));
    out.into_values().collect()
}

/// The strongly connected components of a graph: each node's, and how many. Numbered from the sinks up.
///
/// Method: R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972); with a stack of its own.
fn components(arrows: &[BTreeSet<usize>]) -> (Vec<usize>, usize) {
    const NONE: usize = usize::MAX;
    let n = arrows.len();
    let to: Vec<Vec<usize>> = arrows.iter().map(|set| set.iter().copied().collect()).collect();
    let (mut index, mut low, mut component) = (vec![NONE; n], vec![0; n], vec![NONE; n]);
    let (mut next, mut count) = (0, 0);
    let (mut open, mut work): (Vec<usize>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
    for start in 0..n {
        if index[start] != NONE {
            continue;
        }
        work.push((start, 0));
        while let Some((node, at)) = work.pop() {
            if at == 0 {
                index[node] = next;
                low[node] = next;
                next += 1;
                open.push(node);
            }
            if let Some(other) = to[node].get(at).copied() {
                work.push((node, at + 1));
                if index[other] == NONE {
                    work.push((other, 0));
                } else if component[other] == NONE {
                    low[node] = low[node].min(index[other]);
                }
                continue;
            }
            if low[node] == index[node] {
                while let Some(top) = open.pop() {
                    component[top] = count;
                    if top == node {
                        break;
                    }
                }
                count += 1;
            }
            if let Some((parent, _)) = work.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
        }
    }
    (component, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_one_component_and_sinks_come_first() {
        let arrows: Vec<BTreeSet<usize>> = [vec![1], vec![2], vec![1, 3], vec![], vec![3]]
            .iter()
            .map(|v| v.iter().copied().collect())
            .collect();
        let (component, count) = components(&arrows);
        assert_eq!(count, 4);
        assert_eq!(component[1], component[2]);
        assert!(component[3] < component[1] && component[1] < component[0]);
    }
}
