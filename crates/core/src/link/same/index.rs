//! [`Index`]: which texts hold which terms, with the two classic scores over it.

use crate::hash::Map;
use crate::net::math::ln;
use std::hash::Hash;

/// How soon more of the same word counts no more, and how far a long text is held to its length: BM25's usual values
/// (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009).
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// An inverted index: for each term the texts that hold it, by their numbers in the order given.
#[derive(Debug)]
pub(super) struct Index<K> {
    terms: Map<K, u32>,
    /// Texts and how often, in the order of the texts.
    postings: Vec<Vec<(u32, f32)>>,
    /// Robertson's inverse document frequency, kept above zero.
    idf: Vec<f32>,
    lengths: Vec<f32>,
    /// Lengths of the texts' TF-IDF vectors.
    norms: Vec<f32>,
    mean: f32,
}

impl<K: Hash + Eq> Index<K> {
    /// Counts the terms of all texts.
    pub(super) fn new(texts: impl Iterator<Item = Vec<K>>) -> Self {
        let mut index = Self {
            terms: Map::default(),
            postings: Vec::new(),
            idf: Vec::new(),
            lengths: Vec::new(),
            norms: Vec::new(),
            mean: 0.0,
        };
        for (text, terms) in texts.enumerate() {
            index.lengths.push(terms.len() as f32);
            for term in terms {
                let fresh = index.postings.len() as u32;
                let id = *index.terms.entry(term).or_insert(fresh);
                if id == fresh {
                    index.postings.push(Vec::new());
                }
                let list = &mut index.postings[id as usize];
                match list.last_mut() {
                    Some((last, count)) if *last as usize == text => *count += 1.0,
                    _ => list.push((text as u32, 1.0)),
                }
            }
        }
        index.weigh();
        index
    }

    fn weigh(&mut self) {
        let n = self.lengths.len() as f32;
        self.mean = (self.lengths.iter().sum::<f32>() / n.max(1.0)).max(1.0);
        let idf = |found: f32| ln(1.0 + (n - found + 0.5) / (found + 0.5));
        self.idf = self.postings.iter().map(|list| idf(list.len() as f32)).collect();
        self.norms = vec![0.0; self.lengths.len()];
        for (list, idf) in self.postings.iter().zip(&self.idf) {
            for (text, count) in list {
                let weight = damped(*count) * idf;
                self.norms[*text as usize] += weight * weight;
            }
        }
        for norm in &mut self.norms {
            *norm = norm.sqrt();
        }
    }

    /// The query's terms that are known, once each, in the order of their numbers.
    fn known(&self, query: impl Iterator<Item = (K, f32)>, add: fn(f32, f32) -> f32) -> Vec<(usize, f32)> {
        let mut found: Vec<(usize, f32)> =
            query.filter_map(|(term, weight)| Some((*self.terms.get(&term)? as usize, weight))).collect();
        // Stable: of one term, the weights stay in the order of the query, so that sums are the same everywhere.
        found.sort_by_key(|(id, _)| *id);
        found.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 = add(first.1, next.1);
            }
            same
        });
        found
    }

    /// BM25 of each text for weighted query terms; of a term told twice the larger weight counts.
    pub(super) fn bm25(&self, query: impl Iterator<Item = (K, f32)>) -> Vec<f32> {
        let mut scores = vec![0.0; self.lengths.len()];
        for (id, weight) in self.known(query, f32::max) {
            for (text, count) in &self.postings[id] {
                let length = self.lengths[*text as usize] / self.mean;
                let grown = count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length));
                scores[*text as usize] += weight * self.idf[id] * grown;
            }
        }
        scores
    }

    /// Cosine of TF-IDF vectors, counts damped, of each text with weighted query terms.
    pub(super) fn cosine(&self, query: impl Iterator<Item = (K, f32)>) -> Vec<f32> {
        let mut scores = vec![0.0; self.lengths.len()];
        let mut norm = 0.0;
        for (id, count) in self.known(query, |a, b| a + b) {
            let weight = damped(count) * self.idf[id];
            norm += weight * weight;
            for (text, own) in &self.postings[id] {
                scores[*text as usize] += weight * damped(*own) * self.idf[id];
            }
        }
        for (score, own) in scores.iter_mut().zip(&self.norms) {
            if *score > 0.0 {
                *score /= norm.sqrt() * own;
            }
        }
        scores
    }
}

/// A count as it weighs: the tenth time says little more than the ninth.
fn damped(count: f32) -> f32 {
    if count < 1.0 { count } else { 1.0 + ln(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_terms_and_short_texts_count_more() {
        let texts = ["ferry gate", "ferry list", "ferry gate gate wall wall wall"];
        let index = Index::new(texts.iter().map(|t| t.split(' ').collect::<Vec<_>>()));
        let ask = |q: &'static str| index.bm25(q.split(' ').map(|w| (w, 1.0)));
        let gate = ask("gate ferry none");
        assert!(gate[0] > gate[2] && gate[2] > gate[1], "{gate:?}");
        let cosine = index.cosine("ferry gate".split(' ').map(|w| (w, 1.0)));
        assert!((cosine[0] - 1.0).abs() < 1e-5 && cosine[2] < 0.9, "{cosine:?}");
        assert!(ask("none").iter().all(|s| *s == 0.0));
    }
}
