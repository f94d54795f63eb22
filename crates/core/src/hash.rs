//! A hash map without randomness: the same input gives the same order of work on every machine.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Hash map with a fixed multiplicative hash. Its iteration order must never reach output all the same.
pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

/// A small multiplicative hash over 8-byte words (the scheme of Firefox's hasher), for keys that we choose ourselves.
#[derive(Clone, Copy, Default)]
pub struct Mix(u64);

const K: u64 = 0x517c_c1b7_2722_0a95;

impl Mix {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(K);
    }
}

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(u64::from_le_bytes(chunk.try_into().expect("chunks of eight")));
        }
        // Words are short: the rest is read without a copy, its two halves overlapping.
        match *chunks.remainder() {
            [] => {}
            [a] => self.add(u64::from(a)),
            [a, b] => self.add(u64::from(a) | u64::from(b) << 8),
            [a, b, c] => self.add(u64::from(a) | u64::from(b) << 8 | u64::from(c) << 16),
            [a, b, c, d, ref tail @ ..] => {
                let low = u32::from_le_bytes([a, b, c, d]);
                let high = tail.iter().fold(1u32, |h, byte| h << 8 | u32::from(*byte));
                self.add(u64::from(low) | u64::from(high) << 32);
            }
        }
    }

    fn write_u8(&mut self, i: u8) {
        self.add(u64::from(i));
    }

    fn write_usize(&mut self, i: usize) {
        self.add(i as u64);
    }

    fn finish(&self) -> u64 {
        // Multiplication mixes upwards: without the turn, the low bits that choose a bucket hang on a word's first letter.
        self.0.rotate_left(26)
    }
}
