//! The tree against published roots, and its proofs against each other.

use super::*;
use crate::id::{hex, unhex};

/// Leaves and roots of the test data that Certificate Transparency's implementations share.
const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|i| leaf_hash(&i.to_le_bytes())).collect()
}

#[test]
fn published_roots() {
    let hashes: Vec<Hash> = LEAVES.iter().map(|l| leaf_hash(&unhex(l).unwrap())).collect();
    for (count, root) in ROOTS.iter().enumerate() {
        assert_eq!(hex(&root_of(&hashes[..count])), *root, "{count} leaves");
    }
    // RFC 6962's proofs over the same data.
    let proof: Vec<String> = inclusion_proof(&hashes[..8], 5).unwrap().iter().map(|h| hex(h)).collect();
    assert_eq!(proof[0], "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    assert_eq!(proof.len(), 3);
}

#[test]
fn the_edge_can_be_stored_and_gone_on_from() {
    let hashes = leaves(70);
    let mut edge = Edge::default();
    for (count, leaf) in hashes.iter().enumerate() {
        edge.push(*leaf);
        edge = Edge::new(edge.size(), &edge.bytes()).unwrap();
        assert_eq!(edge.root(), root_of(&hashes[..count + 1]));
        let (under, last) = edge.last().unwrap();
        assert_eq!(last, root_of(&hashes[count + 1 - under as usize..count + 1]));
    }
    assert!(Edge::new(3, &[0; 32]).is_none() && Edge::new(1, &[0; 33]).is_none());
}

#[test]
fn proofs_hold_for_what_they_prove_and_for_nothing_else() {
    let hashes = leaves(21);
    for size in 1..=hashes.len() {
        let root = root_of(&hashes[..size]);
        for index in 0..size {
            let proof = inclusion_proof(&hashes[..size], index).unwrap();
            assert!(included(&hashes[index], index as u64, size as u64, &proof, &root));
            assert!(!included(&hashes[index], (index + 1) as u64, size as u64, &proof, &root) || size == 1);
            assert!(!included(&[7; 32], index as u64, size as u64, &proof, &root));
        }
        for old in 1..=size {
            let before = root_of(&hashes[..old]);
            let mut proof = consistency_proof(&hashes[..size], old).unwrap();
            assert!(consistent(old as u64, &before, size as u64, &root, &proof), "{old} to {size}");
            assert!(!consistent(old as u64, &[7; 32], size as u64, &root, &proof));
            if let Some(first) = proof.first_mut() {
                first[0] ^= 1;
                assert!(!consistent(old as u64, &before, size as u64, &root, &proof));
            }
        }
    }
}
