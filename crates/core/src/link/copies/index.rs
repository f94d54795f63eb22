//! [`Index`]: the words of all texts, and which of them have fingerprints in common.

use super::grams;
use super::words;

/// Places of one fingerprint that are kept in one text: a refrain must not cost more than other words.
const REFRAIN: usize = 4;

/// One place where a fingerprint stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The text, by number.
    pub text: u32,
    /// The fingerprint's first word, by number in its text.
    pub word: u32,
}

/// How often words stand in all texts, roughly: a few share a counter.
#[derive(Debug, Default)]
pub(super) struct Known {
    counts: Vec<u8>,
}

impl Known {
    /// Counts all words.
    fn new(folds: &[u32]) -> Self {
        let size = (folds.len() / 2).next_power_of_two().clamp(1 << 12, 1 << 22);
        let mut known = Known { counts: vec![0; size] };
        for fold in folds {
            let count = &mut known.counts[Self::slot(*fold, size)];
            *count = count.saturating_add(1);
        }
        known
    }

    fn slot(fold: u32, size: usize) -> usize {
        (fold >> 1) as usize & (size - 1)
    }

    /// How often a word stands in all texts: up to 255, and too often rather than too rarely.
    pub(super) fn count(&self, fold: u32) -> u32 {
        u32::from(self.counts[Self::slot(fold, self.counts.len())])
    }
}

/// The words of all texts, and every fingerprint that stands in two of them or more.
///
/// Time and memory grow with the words alone: a fingerprint that stands once in all texts is dropped before anything is
/// sorted, by a table of bits in which few others meet.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Folded words of all texts, one text after the other.
    folds: Vec<u32>,
    /// Where each text's words begin in `folds`; one more for the end.
    begins: Vec<usize>,
    /// Fingerprints of each text, shared or not, refrains left out.
    prints: Vec<u32>,
    /// Places of all groups, one group after the other, each in order of the texts and their words.
    places: Vec<Place>,
    /// Where each group's places begin; one more for the end.
    groups: Vec<u32>,
    /// Group and word of each text's shared fingerprints, by group, one text after the other.
    shared: Vec<(u32, u32)>,
    /// Where each text's begin in `shared`; one more for the end.
    shares: Vec<u32>,
}

impl Index {
    /// Reads all texts.
    pub(super) fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut index = Index { begins: vec![0], ..Index::default() };
        let (mut hashes, mut words) = (Vec::new(), Vec::new());
        for text in texts {
            let begin = index.folds.len();
            words::scan(text, |w| index.folds.push(w.fold));
            let before = hashes.len();
            grams::winnow(&index.folds[begin..], |hash, word| {
                hashes.push(hash);
                words.push(word);
            });
            index.begins.push(index.folds.len());
            index.prints.push((hashes.len() - before) as u32);
        }
        let kept = repeated(&hashes, &words, &index.prints);
        drop((hashes, words));
        index.group(&sorted(&kept));
        index.turn();
        index
    }

    /// How often words stand in all texts.
    pub(super) fn known(&self) -> Known {
        Known::new(&self.folds)
    }

    /// Number of texts.
    pub(super) fn len(&self) -> usize {
        self.prints.len()
    }

    /// Folded words of a text.
    pub(super) fn folds(&self, text: u32) -> &[u32] {
        &self.folds[self.begins[text as usize]..self.begins[text as usize + 1]]
    }

    /// Fingerprints of a text, shared or not.
    pub(super) fn prints(&self, text: u32) -> u32 {
        self.prints[text as usize]
    }

    /// Number of groups.
    pub(super) fn groups(&self) -> usize {
        self.groups.len() - 1
    }

    /// Where a group's fingerprint stands, in order of the texts and their words; in two texts at least, the first few places
    /// in each.
    pub(super) fn places(&self, group: u32) -> &[Place] {
        &self.places[self.groups[group as usize] as usize..self.groups[group as usize + 1] as usize]
    }

    /// Group and word of a text's shared fingerprints, by group.
    pub(super) fn shared(&self, text: u32) -> &[(u32, u32)] {
        &self.shared[self.shares[text as usize] as usize..self.shares[text as usize + 1] as usize]
    }

    /// Makes groups of places that are sorted by hash, text and word.
    fn group(&mut self, sorted: &[(u64, Place)]) {
        self.groups.push(0);
        for same in sorted.chunk_by(|a, b| a.0 == b.0) {
            if same[0].1.text != same[same.len() - 1].1.text {
                for within in same.chunk_by(|a, b| a.1.text == b.1.text) {
                    self.places.extend(within.iter().take(REFRAIN).map(|(_, place)| *place));
                    self.prints[within[0].1.text as usize] -= within.len().saturating_sub(REFRAIN) as u32;
                }
                self.groups.push(self.places.len() as u32);
            }
        }
    }

    /// Lists each text's groups from each group's texts.
    fn turn(&mut self) {
        self.shares = vec![0; self.len() + 1];
        for place in &self.places {
            self.shares[place.text as usize + 1] += 1;
        }
        for text in 0..self.len() {
            self.shares[text + 1] += self.shares[text];
        }
        let mut next = self.shares.clone();
        self.shared = vec![(0, 0); self.places.len()];
        for group in 0..self.groups() as u32 {
            for at in self.groups[group as usize]..self.groups[group as usize + 1] {
                let place = self.places[at as usize];
                let slot = &mut next[place.text as usize];
                self.shared[*slot as usize] = (group, place.word);
                *slot += 1;
            }
        }
    }
}

/// Fingerprints that may stand more than once: all that do, and a few others.
fn repeated(hashes: &[u64], words: &[u32], prints: &[u32]) -> Vec<(u64, Place)> {
    // Two bits for each slot, side by side: met once, met again.
    let slots = (hashes.len() * 8).next_power_of_two().max(1 << 12);
    let mut met = vec![0u64; slots / 32];
    let slot = |hash: u64| {
        let slot = (hash >> 7) as usize & (slots - 1);
        (slot / 32, 1u64 << (slot % 32 * 2))
    };
    for hash in hashes {
        let (word, bit) = slot(*hash);
        met[word] |= bit | (met[word] & bit) << 1;
    }
    let mut kept = Vec::new();
    let mut at = 0;
    for (text, count) in prints.iter().enumerate() {
        for _ in 0..*count {
            let (word, bit) = slot(hashes[at]);
            if met[word] & bit << 1 != 0 {
                kept.push((hashes[at], Place { text: text as u32, word: words[at] }));
            }
            at += 1;
        }
    }
    kept
}

/// Sorts by hash and keeps the order of what is alike: first into buckets of some eight by bits of the hash, then each bucket
/// by itself, so that the time grows with the number alone.
fn sorted(kept: &[(u64, Place)]) -> Vec<(u64, Place)> {
    let buckets = (kept.len() / 8).next_power_of_two().max(1);
    let bucket = |hash: u64| (hash >> 3) as usize & (buckets - 1);
    let mut begins = vec![0u32; buckets + 1];
    for (hash, _) in kept {
        begins[bucket(*hash) + 1] += 1;
    }
    for i in 0..buckets {
        begins[i + 1] += begins[i];
    }
    let mut next = begins.clone();
    let mut out = vec![(0, Place { text: 0, word: 0 }); kept.len()];
    for entry in kept {
        let slot = &mut next[bucket(entry.0)];
        out[*slot as usize] = *entry;
        *slot += 1;
    }
    for ends in begins.windows(2) {
        out[ends[0] as usize..ends[1] as usize].sort_by_key(|(hash, _)| *hash);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_meet_in_what_they_share() {
        let line = "The ferry to Osk was stopped on Monday and all of its passes were taken.";
        let texts = [
            format!("One. {line}"),
            "Nothing of the kind was ever written here at all, they say.".into(),
            format!("{line} Two."),
        ];
        let index = Index::new(texts.iter().map(String::as_str));
        assert_eq!(index.len(), 3);
        assert!(index.groups() > 0 && index.shared(1).is_empty());
        for group in 0..index.groups() as u32 {
            let [a, b] = index.places(group) else { panic!("two places") };
            assert_eq!((a.text, b.text, a.word), (0, 2, b.word + 1));
            assert!(index.shared(2).contains(&(group, b.word)));
        }
        assert_eq!(Index::new(std::iter::empty()).groups(), 0);
    }
}
