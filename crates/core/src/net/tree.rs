//! The best tree over a sentence, from scores of heads (Chu and Liu 1965; Edmonds 1967).

/// Heads of the tree with the greatest sum of scores that has just one word below the root.
///
/// `scores` has a row of `n + 1` for each of the `n` words: how well each word, by its place, and last the root, serves
/// as its head. Answers the head's place, `n` for the root. Ties go to the lower place. Words of less than −10⁸ are
/// never chosen unless nothing else is left.
pub fn best(scores: &[f32], n: usize) -> Vec<usize> {
    let width = n + 1;
    debug_assert_eq!(scores.len(), n * width);
    let greedy: Vec<usize> = (0..n).map(|i| top(&scores[i * width..][..width], i)).collect();
    if is_tree(&greedy) {
        return greedy;
    }
    // One word below the root: the choice that costs least is tried first.
    let others: Vec<usize> = (0..n).map(|i| top(&scores[i * width..][..n], i)).collect();
    let mut roots: Vec<usize> = (0..n).collect();
    let cost = |i: usize| {
        let row = &scores[i * width..][..width];
        row[others[i]] - row[n]
    };
    roots.sort_by(|a, b| cost(*a).total_cmp(&cost(*b)).then(a.cmp(b)));
    roots.truncate(2);
    let mut found: Option<(f64, Vec<usize>)> = None;
    for root in roots {
        let heads = below(scores, n, root, &others);
        let sum: f64 = heads.iter().enumerate().map(|(i, h)| f64::from(scores[i * width + h])).sum();
        if found.as_ref().is_none_or(|(best, _)| sum > *best) {
            found = Some((sum, heads));
        }
    }
    found.map_or(greedy, |(_, heads)| heads)
}

/// Scores of all words of a sentence as heads of each, and of the root last: the products of a word's row of `dep` with
/// each row of `head` and with `root`, plus what the word's row of `far` says of the distance. Appends them to `out`.
pub fn scores(dep: &[f32], head: &[f32], root: &[f32], far: &[f32], out: &mut Vec<f32>) {
    let n = dep.len() / root.len().max(1);
    let from = out.len();
    out.resize(from + n * (n + 1), 0.0);
    super::wide(Scores { dep, head, root, far, out: &mut out[from..] });
}

struct Scores<'a> {
    dep: &'a [f32],
    head: &'a [f32],
    root: &'a [f32],
    far: &'a [f32],
    out: &'a mut [f32],
}

impl super::Work for Scores<'_> {
    #[inline(always)]
    fn run(self) {
        let k = self.root.len();
        let n = self.dep.len() / k;
        // Heads stand side by side, eight to a block, the root's last, so that the scores of eight grow together in one
        // register; each is summed in the order of its factors.
        let mut blocks = vec![[0.0f32; LANES]; (n + 1).div_ceil(LANES) * k];
        for (j, head) in self.head.chunks_exact(k).chain([self.root]).enumerate() {
            for (to, v) in blocks[j / LANES * k..][..k].iter_mut().zip(head) {
                to[j % LANES] = *v;
            }
        }
        let rows = self.dep.chunks_exact(k).zip(self.far.chunks_exact(DISTANCES));
        for (i, ((row, far), out)) in rows.zip(self.out.chunks_exact_mut(n + 1)).enumerate() {
            for (block, out) in blocks.chunks_exact(k).zip(out.chunks_mut(LANES)) {
                let mut sums = [0.0f32; LANES];
                for (factor, heads) in row.iter().zip(block) {
                    for (sum, v) in sums.iter_mut().zip(heads) {
                        *sum += factor * v;
                    }
                }
                out.copy_from_slice(&sums[..out.len()]);
            }
            let (before, after) = out[..n].split_at_mut(i);
            for (length, out) in before.iter_mut().rev().enumerate() {
                *out += far[10 + usize::from(CLASS[(length + 1).min(30)])];
            }
            for (length, out) in after.iter_mut().enumerate() {
                *out += far[usize::from(CLASS[length.min(30)])];
            }
        }
    }
}

/// Scores that grow together.
const LANES: usize = 8;

/// Class of each distance, from 0 to 30 and more.
const CLASS: [u8; 31] = {
    let mut out = [9; 31];
    let mut length = 0;
    while length < 30 {
        out[length] = match length {
            0..=1 => 0,
            2..=5 => length as u8 - 1,
            6..=7 => 5,
            8..=11 => 6,
            12..=17 => 7,
            18..=29 => 8,
            _ => 9,
        };
        length += 1;
    }
    out
};

/// How many classes of distance there are.
pub const DISTANCES: usize = 20;

/// Class of the distance from a word to its head, both by place: side and length, long ones together.
#[inline]
pub fn distance(word: usize, head: usize) -> usize {
    usize::from(CLASS[word.abs_diff(head).min(30)]) + if head < word { 10 } else { 0 }
}

/// Place of the greatest score but that at `not`, the first of equals; the row's length where there is none.
fn top(row: &[f32], not: usize) -> usize {
    let (before, after) = row.split_at(not.min(row.len()));
    let after = after.get(1..).unwrap_or_default();
    let greatest = |part: &[f32]| part.iter().fold(f32::NEG_INFINITY, |m, s| if *s > m { *s } else { m });
    let most = greatest(before).max(greatest(after));
    let at = |part: &[f32]| part.iter().position(|s| *s == most);
    at(before).or_else(|| at(after).map(|j| not + 1 + j)).unwrap_or(row.len())
}

fn is_tree(heads: &[usize]) -> bool {
    let n = heads.len();
    if heads.iter().filter(|h| **h == n).count() != 1 {
        return false;
    }
    // Each word is marked by the first walk up that meets it; a walk that meets its own mark goes in a circle.
    let mut mark = vec![usize::MAX; n];
    for i in 0..n {
        let mut at = i;
        while at < n && mark[at] == usize::MAX {
            mark[at] = i;
            at = heads[at];
        }
        if at < n && mark[at] == i {
            return false;
        }
    }
    true
}

/// The best tree in which `root` alone hangs on the root. `others` has each word's best head that is no root.
///
/// By contraction: each round finds one circle of best edges and folds it into one node, until there is none.
fn below(scores: &[f32], n: usize, root: usize, others: &[usize]) -> Vec<usize> {
    let mut graph = Graph {
        weight: (0..n).flat_map(|i| &scores[i * (n + 1)..][..n]).map(|s| f64::from(*s)).collect(),
        edge: (0..(n * n) as u32).collect(),
        head: others.to_vec(),
        alive: vec![true; n],
        words: (0..n).map(|i| vec![i]).collect(),
        n,
        root,
    };
    let mut folds = Vec::new();
    while let Some(circle) = graph.circle() {
        folds.push(graph.fold(&circle));
    }
    graph.unfold(&folds)
}

/// What is left of a sentence's graph while circles are folded. Edges are `dependent · n + head`, of words at first, of
/// nodes later: a node is called after one of its words.
struct Graph {
    weight: Vec<f64>,
    /// The edge between words behind each edge between nodes.
    edge: Vec<u32>,
    /// Best head of each node.
    head: Vec<usize>,
    alive: Vec<bool>,
    /// Words that each node stands for.
    words: Vec<Vec<usize>>,
    n: usize,
    root: usize,
}

/// A folded circle: for each of its nodes the words that it stood for, and its edge in the circle.
type Fold = Vec<(Vec<usize>, u32)>;

impl Graph {
    /// A circle of best edges.
    fn circle(&self) -> Option<Vec<usize>> {
        let mut mark = vec![usize::MAX; self.n];
        for start in (0..self.n).filter(|i| self.alive[*i]) {
            let mut at = start;
            while at != self.root && at < self.n && mark[at] == usize::MAX {
                mark[at] = start;
                at = self.head[at];
            }
            if at != self.root && at < self.n && mark[at] == start {
                let mut out = vec![at];
                let mut next = self.head[at];
                while next != at {
                    out.push(next);
                    next = self.head[next];
                }
                return Some(out);
            }
        }
        None
    }

    /// Folds a circle into its first node.
    fn fold(&mut self, circle: &[usize]) -> Fold {
        let n = self.n;
        let first = circle[0];
        let inside: Vec<f64> = circle.iter().map(|i| self.weight[i * n + self.head[*i]]).collect();
        let own: Fold =
            circle.iter().map(|i| (self.words[*i].clone(), self.edge[i * n + self.head[*i]])).collect();
        for i in circle {
            self.alive[*i] = false;
        }
        let mut best = (f64::NEG_INFINITY, usize::MAX);
        for k in (0..n).filter(|k| self.alive[*k]) {
            // Into the circle: breaks the edge of the node it enters. Out of it: the best of its nodes.
            let (mut into, mut out) = ((f64::NEG_INFINITY, 0), (f64::NEG_INFINITY, 0));
            for (i, own) in circle.iter().zip(&inside) {
                let value = self.weight[i * n + k] - own;
                if value > into.0 {
                    into = (value, self.edge[i * n + k]);
                }
                let value = self.weight[k * n + i];
                if value > out.0 {
                    out = (value, self.edge[k * n + i]);
                }
            }
            (self.weight[first * n + k], self.edge[first * n + k]) = into;
            (self.weight[k * n + first], self.edge[k * n + first]) = out;
            if circle.contains(&self.head[k]) {
                self.head[k] = first;
            }
            if into.0 > best.0 {
                best = (into.0, k);
            }
        }
        self.alive[first] = true;
        self.head[first] = best.1;
        for i in &circle[1..] {
            let more = std::mem::take(&mut self.words[*i]);
            self.words[first].extend(more);
        }
        own
    }

    /// Heads of the words.
    fn unfold(&self, folds: &[Fold]) -> Vec<usize> {
        let n = self.n;
        let mut heads = vec![usize::MAX; n];
        let nodes = (0..n).filter(|i| self.alive[*i] && *i != self.root && self.head[*i] < n);
        for edge in nodes.map(|i| self.edge[i * n + self.head[i]] as usize) {
            heads[edge / n] = edge % n;
        }
        for own in folds.iter().rev() {
            // All edges of the circle but that of the node that was entered from outside.
            for (words, edge) in own {
                if words.iter().all(|w| heads[*w] == usize::MAX) {
                    heads[*edge as usize / n] = *edge as usize % n;
                }
            }
        }
        heads.iter().map(|h| (*h).min(n)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_trees(n: usize) -> Vec<Vec<usize>> {
        let mut out = Vec::new();
        let total = (n + 1).pow(n as u32);
        for code in 0..total {
            let mut heads = Vec::new();
            let mut c = code;
            for _ in 0..n {
                heads.push(c % (n + 1));
                c /= n + 1;
            }
            if heads.iter().enumerate().all(|(i, h)| *h != i) && is_tree(&heads) {
                out.push(heads);
            }
        }
        out
    }

    #[test]
    fn the_best_tree_is_found() {
        let mut state = 88172645463325252u64;
        let mut draw = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % 1000) as f32 / 100.0
        };
        for n in 1..=5 {
            let trees = all_trees(n);
            for _ in 0..60 {
                let scores: Vec<f32> = (0..n * (n + 1)).map(|_| draw()).collect();
                let sum = |heads: &[usize]| {
                    heads.iter().enumerate().map(|(i, h)| scores[i * (n + 1) + h]).sum::<f32>()
                };
                let got = best(&scores, n);
                assert!(is_tree(&got), "{got:?}");
                let most = trees.iter().map(|t| sum(t)).fold(f32::MIN, f32::max);
                // Only two roots are tried, so the best may be missed by a little, seldom.
                if n <= 4 {
                    assert!((sum(&got) - most).abs() < 1e-3, "n {n}: {} of {most}", sum(&got));
                }
            }
        }
        assert!(best(&[], 0).is_empty());
    }
}
