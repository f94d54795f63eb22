//! A search of this process's own memory, for words that it was never told in the clear.

use std::collections::HashMap;
use std::fs::File;
use std::os::unix::fs::FileExt;

/// What every byte of a needle is combined with (exclusive or), so that the search does not find itself.
pub(crate) const VEIL: u8 = 0xa5;
/// Bytes read at a time.
const CHUNK: usize = 1 << 20;

/// Words to look for, each of four bytes and more, all veiled.
pub(crate) struct Needles {
    veiled: Vec<Vec<u8>>,
    /// Needles by their first four bytes.
    starts: HashMap<[u8; 4], Vec<usize>>,
    /// Whether a needle begins with these two bytes: leaves out nearly every place at once.
    pairs: Vec<bool>,
}

impl Needles {
    pub(crate) fn new(veiled: Vec<Vec<u8>>) -> Needles {
        let (mut starts, mut pairs) = (HashMap::<_, Vec<usize>>::new(), vec![false; 1 << 16]);
        for (at, needle) in veiled.iter().enumerate() {
            let start: [u8; 4] = needle[..4].try_into().expect("four bytes");
            starts.entry(start).or_default().push(at);
            pairs[pair(needle[0], needle[1])] = true;
        }
        Needles { veiled, starts, pairs }
    }

    /// Which needles lie in these bytes.
    fn within(&self, bytes: &[u8]) -> Vec<usize> {
        let mut found = Vec::new();
        for at in 0..bytes.len().saturating_sub(4) {
            if !self.pairs[pair(bytes[at] ^ VEIL, bytes[at + 1] ^ VEIL)] {
                continue;
            }
            let start = [0, 1, 2, 3].map(|k| bytes[at + k] ^ VEIL);
            let here = |n: &&usize| {
                let needle = &self.veiled[**n];
                bytes.len() - at >= needle.len()
                    && needle.iter().zip(&bytes[at..]).all(|(n, b)| *n == b ^ VEIL)
            };
            found.extend(self.starts.get(&start).into_iter().flatten().filter(here));
        }
        found
    }

    /// Every place of this process's writable memory that holds a needle: which one, and in what kind of memory.
    /// With it how many bytes were searched.
    pub(crate) fn in_memory(&self) -> (Vec<(usize, String)>, u64) {
        let memory = File::open("/proc/self/mem").expect("one's own memory can be read");
        let longest = self.veiled.iter().map(Vec::len).max().unwrap_or(4);
        let mut chunk = vec![0; CHUNK + longest];
        let own = chunk.as_ptr() as u64..chunk.as_ptr() as u64 + chunk.len() as u64;
        let (mut found, mut searched) = (Vec::new(), 0);
        for (from, to, kind) in regions() {
            let mut at = from;
            while at < to {
                // The buffer that is read into would show what was read before.
                if own.contains(&at) {
                    at = own.end.min(to);
                    continue;
                }
                let end = if at < own.start { to.min(own.start) } else { to };
                let length = chunk.len().min((end - at) as usize);
                // A page that is gone meanwhile, or was never there, holds nothing.
                if memory.read_exact_at(&mut chunk[..length], at).is_ok() {
                    found.extend(self.within(&chunk[..length]).into_iter().map(|n| (n, kind.clone())));
                    searched += length as u64;
                }
                chunk[..length].fill(0);
                at += (length.min(CHUNK)) as u64;
            }
        }
        (found, searched)
    }
}

fn pair(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}

/// The writable mappings: beginning, end, and what the kernel calls them.
fn regions() -> Vec<(u64, u64, String)> {
    let maps = std::fs::read_to_string("/proc/self/maps").expect("one's own mappings can be read");
    let mut out = Vec::new();
    for line in maps.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (from, to) = fields[0].split_once('-').expect("from-to");
        let number = |digits| u64::from_str_radix(digits, 16).expect("hexadecimal");
        if fields[1].starts_with("rw") {
            let name = fields.get(5).copied().unwrap_or("anonymous");
            let kind = if name.starts_with('/') { "a file's data" } else { name };
            out.push((number(from), number(to), kind.to_owned()));
        }
    }
    out
}
