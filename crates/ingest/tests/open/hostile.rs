//! Traps: each ends in a verdict, within its limits.

use super::make::gzip;
use super::verdict;

#[test]
fn a_gzip_bomb_is_a_verdict() {
    let bomb = gzip(&vec![0u8; 300 << 20]);
    assert_eq!(verdict("a.gz", &bomb), "bomb");
}
