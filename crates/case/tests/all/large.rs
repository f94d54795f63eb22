//! A case above 4 GiB: beyond what 32 bits count, and beyond the page that SQLite leaves out for its locks.

use crate::common::*;
use firsthand_case::{Id, Order};
use firsthand_case::{Query, Received, Target};

/// Bytes of one original.
const SIZE: usize = 64 << 20;

/// Bytes that no compressor makes smaller (SplitMix64).
fn noise(seed: u64, bytes: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x2545_f491_4f6c_dd1d);
    let mut out = Vec::with_capacity(bytes);
    while out.len() < bytes {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        out.extend_from_slice(&(x ^ (x >> 31)).to_le_bytes());
    }
    out
}

/// Full size with FIRSTHAND_SOAK, which wants 10 GB of free disk (`tools/soak.sh large` looks for it); else a small one.
#[test]
fn a_large_case_verifies() {
    let (count, size) = if soak() { (68, SIZE) } else { (4, 1 << 20) };
    let desk = desk();
    let mut kept: Vec<(u64, Id)> = Vec::new();
    desk.add("First", "The first gate was shut, Ansel said.");
    for n in 0..count {
        let bytes = noise(n, size);
        let received =
            Received { media_type: "application/octet-stream", how: "file", ..Received::default() };
        let stored = desk.writer().batch(|batch| batch.put_original(&bytes, &received)).unwrap();
        kept.push((n, stored.id));
    }
    desk.add("Last", "The last gate was shut, Ansel said.");
    let length = std::fs::metadata(&desk.path).unwrap().len();
    assert!(length > count * size as u64, "nothing got smaller: {length} bytes");
    assert!(!soak() || length > 1 << 32, "above 4 GiB: {length} bytes");
    let case = desk.reopen();
    assert!(case.alarms().is_empty());
    let reader = case.reader().unwrap();
    for (n, id) in [kept[0], kept[kept.len() / 2], kept[kept.len() - 1]] {
        let mut bytes = Vec::new();
        reader.write_original(id, &mut bytes).unwrap();
        assert!(bytes == noise(n, size), "original {n} comes back as it was");
    }
    for word in ["first", "last"] {
        let hits = reader.search(&Query::parse(word).unwrap(), Target::Documents, Order::Best, 0, 5).unwrap();
        assert_eq!(hits.len(), 1, "{word}");
    }
    let report = case.verify(None).unwrap();
    assert!(report.whole(), "{:?}", report.findings);
}
