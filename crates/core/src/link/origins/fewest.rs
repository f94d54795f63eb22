//! The fewest accesses that could explain every root of one side: rule 6 of the contract.
//!
//! Each root may be explained by any of its *candidates*: its own tellers, and those whose word they may have. Tellers that
//! are shown to be two can't be one access. To find: the smallest number of accesses, each a set of candidates no two of
//! which are shown to be two, such that every root has a candidate in some access. With one candidate a root this is the
//! colouring of a graph. Method: roots that can join whatever access there is are taken out first, and those whose candidates
//! hold all of another's; what is left falls into parts that can share nothing; each part is searched with branch and bound,
//! between a clique (below) and a greedy choice (above), as Brélaz's DSATUR does (Commun. ACM 22, 1979).

use super::bits::Bits;

/// Up to so many roots in a part the search goes on until it knows.
const EXACT: usize = 24;
/// Roots times steps after which a larger part is left with its bounds.
const WORK: u64 = 400_000;

/// Who may explain which root, and who are shown to be two.
#[derive(Clone, Debug)]
pub(super) struct Puzzle {
    /// Candidates of each root.
    pub(super) roots: Vec<Bits>,
    /// Of each candidate, those it is shown to be another than.
    pub(super) apart: Vec<Bits>,
    /// The candidate of each root that has but one.
    only: Vec<Option<usize>>,
}

/// The answer: never too high, and whether it is known to be the fewest.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Fewest {
    pub(super) count: usize,
    pub(super) exact: bool,
}

impl Puzzle {
    pub(super) fn new(roots: Vec<Bits>, apart: Vec<Bits>) -> Puzzle {
        let only = roots.iter().map(|r| r.iter().next().filter(|_| r.len() == 1)).collect();
        Puzzle { roots, apart, only }
    }

    pub(super) fn fewest(&self) -> Fewest {
        if self.roots.is_empty() {
            return Fewest { count: 0, exact: true };
        }
        let left = self.kernel();
        if left.is_empty() {
            return Fewest { count: 1, exact: true };
        }
        let mut out = Fewest { count: 0, exact: true };
        for part in self.parts(&left) {
            let found = Search::new(self, &part).run();
            out.count += found.count;
            out.exact &= found.exact;
        }
        out
    }

    /// The roots that matter: without those that can join any access that explains others, and those that a root with
    /// fewer candidates explains along with itself.
    fn kernel(&self) -> Vec<usize> {
        let size = self.apart.len();
        let mut left: Vec<usize> = (0..self.roots.len()).collect();
        // The same candidates: the first speaks for all.
        let mut seen: Vec<&Bits> = Vec::new();
        if left.len() <= 2_000 {
            left.retain(|r| {
                let new = !seen.contains(&&self.roots[*r]);
                if new {
                    seen.push(&self.roots[*r]);
                }
                new
            });
            let all = left.clone();
            left.retain(|r| {
                !all.iter().any(|s| {
                    s != r && self.roots[*s].within(&self.roots[*r]) && self.roots[*s] != self.roots[*r]
                })
            });
        }
        let mut uses = vec![0u32; size];
        left.iter().for_each(|r| self.roots[*r].iter().for_each(|c| uses[c] += 1));
        let mut in_play = Bits::new(size);
        (0..size).filter(|c| uses[*c] > 0).for_each(|c| in_play.insert(c));
        loop {
            let before = left.len();
            left.retain(|r| {
                let own = &self.roots[*r];
                let free = own.iter().any(|c| {
                    let mut against = self.apart[c].clone();
                    against.keep(&in_play);
                    against.take(own);
                    against.is_empty()
                });
                if free {
                    for c in own.iter() {
                        uses[c] -= 1;
                        if uses[c] == 0 {
                            in_play.remove(c);
                        }
                    }
                }
                !free
            });
            if left.len() == before {
                return left;
            }
        }
    }

    /// Whether no access can explain both.
    fn never_one(&self, r: usize, s: usize) -> bool {
        if let (Some(a), Some(b)) = (self.only[r], self.only[s]) {
            return a != b && self.apart[a].has(b);
        }
        let theirs = &self.roots[s];
        self.roots[r].iter().all(|c| !theirs.has(c) && theirs.within(&self.apart[c]))
    }

    /// Roots that may share an access with one another, directly or through others.
    fn parts(&self, left: &[usize]) -> Vec<Vec<usize>> {
        let mut rest: Vec<usize> = left.to_vec();
        let mut parts = Vec::new();
        while let Some(first) = rest.pop() {
            let mut part = vec![first];
            let mut at = 0;
            while at < part.len() {
                let root = part[at];
                let (near, far) = rest.iter().partition(|s| !self.never_one(root, **s));
                part.extend::<Vec<usize>>(near);
                rest = far;
                at += 1;
            }
            part.sort_unstable();
            parts.push(part);
        }
        parts
    }
}

/// An access as far as it is chosen: who may still be in it, and who is.
#[derive(Clone)]
struct Access {
    open: Bits,
    chosen: Bits,
}

struct Search<'a> {
    puzzle: &'a Puzzle,
    part: Vec<usize>,
    /// Whether two roots of the part can't share an access.
    never: Vec<Bits>,
    lower: usize,
    best: usize,
    steps: u64,
    most: u64,
}

impl<'a> Search<'a> {
    fn new(puzzle: &'a Puzzle, part: &[usize]) -> Search<'a> {
        let n = part.len();
        let mut never = vec![Bits::new(n); n];
        for a in 0..n {
            for b in a + 1..n {
                if puzzle.never_one(part[a], part[b]) {
                    never[a].insert(b);
                    never[b].insert(a);
                }
            }
        }
        let most = if n <= EXACT { u64::MAX } else { WORK / n as u64 };
        Search { puzzle, part: part.to_vec(), never, lower: 1, best: n, steps: 0, most }
    }

    fn run(mut self) -> Fewest {
        let all: Vec<usize> = (0..self.part.len()).collect();
        self.lower = self.clique(&all).max(1);
        if self.best > self.lower {
            let mut accesses = Vec::new();
            self.go(&all, &mut accesses);
        }
        let exact = self.best == self.lower || self.steps < self.most;
        Fewest { count: if exact { self.best } else { self.lower }, exact }
    }

    /// Size of a set of roots no two of which can share an access, found greedily.
    fn clique(&self, of: &[usize]) -> usize {
        let mut order = of.to_vec();
        order.sort_by_key(|r| (std::cmp::Reverse(self.never[*r].len()), *r));
        let mut found: Vec<usize> = Vec::new();
        for r in order {
            if found.iter().all(|s| self.never[r].has(*s)) {
                found.push(r);
            }
        }
        found.len()
    }

    /// Explains the roots in `left`, given `accesses`; the best number is kept.
    fn go(&mut self, left: &[usize], accesses: &mut Vec<Access>) {
        self.steps += 1;
        if left.is_empty() {
            self.best = self.best.min(accesses.len());
            return;
        }
        if self.best <= self.lower || self.steps >= self.most {
            return;
        }
        // Those that an access explains already need no choice.
        let candidates = |s: &Self, r: usize| s.puzzle.roots[s.part[r]].clone();
        let mut open: Vec<(usize, usize, usize)> = Vec::new();
        let mut alone = Vec::new();
        for r in left.iter().copied() {
            let own = candidates(self, r);
            if accesses.iter().any(|a| own.meets(&a.chosen)) {
                continue;
            }
            let ways = accesses.iter().filter(|a| own.meets(&a.open)).count();
            if ways == 0 {
                alone.push(r);
            }
            open.push((ways, usize::MAX - self.never[r].len(), r));
        }
        if open.is_empty() {
            self.best = self.best.min(accesses.len());
            return;
        }
        if accesses.len() + self.clique(&alone) >= self.best {
            return;
        }
        let (_, _, root) = *open.iter().min().expect("not empty");
        let rest: Vec<usize> = open.iter().map(|(_, _, r)| *r).filter(|r| *r != root).collect();
        let own = candidates(self, root);
        for at in 0..accesses.len() {
            let mut fit = own.clone();
            fit.keep(&accesses[at].open);
            for candidate in fit.iter() {
                let before = accesses[at].clone();
                accesses[at].open.take(&self.puzzle.apart[candidate]);
                accesses[at].chosen.insert(candidate);
                self.go(&rest, accesses);
                accesses[at] = before;
            }
        }
        if accesses.len() + 1 < self.best {
            for candidate in own.iter() {
                let mut open = Bits::new(self.puzzle.apart.len());
                (0..self.puzzle.apart.len()).for_each(|c| open.insert(c));
                open.take(&self.puzzle.apart[candidate]);
                let mut chosen = Bits::new(self.puzzle.apart.len());
                chosen.insert(candidate);
                accesses.push(Access { open, chosen });
                self.go(&rest, accesses);
                accesses.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn puzzle(roots: &[Vec<usize>], apart: &[(usize, usize)], size: usize) -> Puzzle {
        let bits = |list: &[usize]| {
            let mut out = Bits::new(size);
            list.iter().for_each(|i| out.insert(*i));
            out
        };
        let mut table = vec![Bits::new(size); size];
        for (a, b) in apart.iter().filter(|(a, b)| a != b) {
            table[*a].insert(*b);
            table[*b].insert(*a);
        }
        Puzzle::new(roots.iter().map(|r| bits(r)).collect(), table)
    }

    /// Tries every choice of a candidate for each root, and every way to share them out.
    fn by_hand(p: &Puzzle, root: usize, groups: &mut Vec<Vec<usize>>, best: &mut usize) {
        if groups.len() >= *best {
            return;
        }
        let Some(own) = p.roots.get(root) else {
            *best = groups.len();
            return;
        };
        for c in own.iter() {
            for at in 0..groups.len() {
                if groups[at].iter().all(|o| !p.apart[c].has(*o)) {
                    groups[at].push(c);
                    by_hand(p, root + 1, groups, best);
                    groups[at].pop();
                }
            }
            groups.push(vec![c]);
            by_hand(p, root + 1, groups, best);
            groups.pop();
        }
    }

    #[test]
    fn those_shown_to_be_two_are_two_and_others_may_be_one() {
        let fewest = |roots: &[Vec<usize>], apart: &[(usize, usize)]| puzzle(roots, apart, 4).fewest().count;
        assert_eq!(fewest(&[], &[]), 0);
        assert_eq!(fewest(&[vec![0], vec![1]], &[]), 1);
        assert_eq!(fewest(&[vec![0], vec![1]], &[(0, 1)]), 2);
        assert_eq!(fewest(&[vec![0], vec![1], vec![2]], &[(0, 1), (1, 2)]), 2);
        // The first may have it from the third, who may be the second.
        assert_eq!(fewest(&[vec![0, 2], vec![1]], &[(0, 1), (0, 2)]), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_search_finds_what_trying_everything_finds(
            roots in prop::collection::vec(prop::collection::vec(0usize..9, 1..3), 1..7),
            apart in prop::collection::vec((0usize..9, 0usize..9), 0..30),
        ) {
            let p = puzzle(&roots, &apart, 9);
            let mut best = roots.len() + 1;
            by_hand(&p, 0, &mut Vec::new(), &mut best);
            prop_assert_eq!(p.fewest(), Fewest { count: best, exact: true });
        }

        #[test]
        fn large_parts_are_never_counted_too_high(
            apart in prop::collection::vec((0usize..40, 0usize..40), 0..600),
        ) {
            let roots: Vec<Vec<usize>> = (0..40).map(|i| vec![i]).collect();
            let p = puzzle(&roots, &apart, 40);
            let found = p.fewest();
            // Greedy sharing-out explains everything, so the fewest is no more.
            let mut groups: Vec<Vec<usize>> = Vec::new();
            for c in 0..40 {
                match groups.iter_mut().find(|g| g.iter().all(|o| !p.apart[c].has(*o))) {
                    Some(group) => group.push(c),
                    None => groups.push(vec![c]),
                }
            }
            prop_assert!(found.count >= 1 && found.count <= groups.len());
        }
    }
}
