//! The Merkle tree of RFC 6962, section 2.1: hashes, its right edge, proofs.

use sha2::{Digest, Sha256};

/// SHA-256.
pub type Hash = [u8; 32];

/// Hash of a leaf's bytes: SHA-256 of 0x00 and them.
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

/// Hash of a node: SHA-256 of 0x01 and both children.
fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The largest power of two below `n`, for `n > 1`.
fn split(n: usize) -> usize {
    1 << (usize::BITS - 1 - (n - 1).leading_zeros())
}

/// Root of a tree with these leaf hashes.
pub fn root_of(leaves: &[Hash]) -> Hash {
    let mut edge = Edge::default();
    leaves.iter().for_each(|leaf| edge.push(*leaf));
    edge.root()
}

/// The roots of the whole subtrees that a tree is made of, from the left: enough to append to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Edge {
    size: u64,
    roots: Vec<Hash>,
}

impl Edge {
    /// From stored hashes; `None` where their number does not fit the size.
    pub(crate) fn new(size: u64, bytes: &[u8]) -> Option<Edge> {
        let (roots, rest) = bytes.as_chunks::<32>();
        (rest.is_empty() && roots.len() as u32 == size.count_ones())
            .then(|| Edge { size, roots: roots.to_vec() })
    }

    /// Leaves in the tree.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// The hashes one after the other.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.roots.concat()
    }

    /// Root of the rightmost whole subtree, and how many leaves it has.
    pub(crate) fn last(&self) -> Option<(u64, Hash)> {
        self.roots.last().map(|root| (1 << self.size.trailing_zeros(), *root))
    }

    /// Appends a leaf.
    pub(crate) fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            let left = self.roots.pop().expect("one root for each bit that is set");
            hash = node(&left, &hash);
        }
        self.roots.push(hash);
        self.size += 1;
    }

    /// Root of the tree; that of an empty one is the hash of nothing.
    pub(crate) fn root(&self) -> Hash {
        let mut roots = self.roots.iter().rev();
        let Some(last) = roots.next() else { return Sha256::digest([]).into() };
        roots.fold(*last, |right, left| node(left, &right))
    }
}

/// Hashes that lead from the leaf at `index` to the root (RFC 6962, 2.1.1). `None` where there is no such leaf.
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let (mut low, mut high, mut proof) = (0, leaves.len(), Vec::new());
    while high - low > 1 {
        let middle = low + split(high - low);
        if index < middle {
            proof.push(root_of(&leaves[middle..high]));
            high = middle;
        } else {
            proof.push(root_of(&leaves[low..middle]));
            low = middle;
        }
    }
    proof.reverse();
    Some(proof)
}

/// Whether the proof shows that the leaf stands at `index` of the tree (RFC 9162, 2.1.3.2).
pub fn included(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, *leaf);
    for step in proof {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            hash = node(step, &hash);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            hash = node(&hash, step);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && hash == *root
}

/// Hashes that show that a tree grew out of its first `old` leaves (RFC 6962, 2.1.2). `None` where `old` is 0 or too large.
pub fn consistency_proof(leaves: &[Hash], old: usize) -> Option<Vec<Hash>> {
    (old > 0 && old <= leaves.len()).then(|| subproof(leaves, old, true))
}

/// SUBPROOF of RFC 6962. `whole`: whether the old tree is the whole of these leaves, so that its root is known already.
fn subproof(leaves: &[Hash], old: usize, whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if whole { Vec::new() } else { vec![root_of(leaves)] };
    }
    let middle = split(leaves.len());
    if old <= middle {
        let mut proof = subproof(&leaves[..middle], old, whole);
        proof.push(root_of(&leaves[middle..]));
        proof
    } else {
        let mut proof = subproof(&leaves[middle..], old - middle, false);
        proof.push(root_of(&leaves[..middle]));
        proof
    }
}

/// Whether the proof shows that the tree of `new` leaves grew out of that of `old` (RFC 9162, 2.1.4.2).
pub fn consistent(old: u64, old_root: &Hash, new: u64, new_root: &Hash, proof: &[Hash]) -> bool {
    if old == 0 || old > new {
        return false;
    }
    if old == new {
        return proof.is_empty() && old_root == new_root;
    }
    let (mut at, mut last) = (old - 1, new - 1);
    while at & 1 == 1 {
        (at, last) = (at >> 1, last >> 1);
    }
    let mut steps = proof.iter();
    let first = if old.is_power_of_two() { Some(old_root) } else { steps.next() };
    let Some(first) = first else { return false };
    let (mut small, mut large) = (*first, *first);
    for step in steps {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            (small, large) = (node(step, &small), node(step, &large));
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            large = node(&large, step);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && small == *old_root && large == *new_root
}

#[cfg(test)]
#[path = "tree_tests.rs"]
mod tests;
