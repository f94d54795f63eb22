//! [`Ranker`]: known claims in the order in which a text may repeat them.
//!
//! Two scores are added, each as so many standard deviations above its mean over all claims: BM25 over stemmed words, and the
//! cosine of the TF-IDF vectors of 3 to 5 signs in a row inside words. The first finds rare words, the second other forms and
//! spellings. Nothing is learnt from texts, so that the order is the same for every language that puts spaces between words.

use super::cut::{cut, is_address};
use super::index::Index;

/// What the words of a post's signature ("— Lena Orsk (@lenaorsk) May 4, 2020") weigh beside its own.
const SIGNATURE: f32 = 0.3;
/// The shortest and the longest run of signs.
const RUNS: [usize; 3] = [3, 4, 5];

/// A claim that is known.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// Its words.
    pub text: &'a str,
    /// The headline above it, or "".
    pub title: &'a str,
}

/// A claim as ranked: its number in the order given, and a score that only compares claims for one query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The claim's number.
    pub claim: usize,
    /// How far above the mean of all claims it lies, in standard deviations, both scores added.
    pub score: f64,
}

/// Claims, indexed once and asked many times.
#[derive(Debug)]
pub struct Ranker {
    words: Index<String>,
    runs: Index<u128>,
}

impl Ranker {
    /// Indexes claims.
    pub fn new(claims: &[Claim<'_>]) -> Self {
        let both = |c: &Claim<'_>| [c.text.to_owned(), c.title.to_owned()];
        Self {
            words: Index::new(claims.iter().map(|c| both(c).iter().flat_map(|t| stems(t)).collect())),
            runs: Index::new(claims.iter().map(|c| both(c).iter().flat_map(|t| runs(t)).collect())),
        }
    }

    /// The `most` best claims for a text, best first, of equal ones the earlier in the order given first. Claims that share
    /// nothing with the text are left out.
    pub fn rank(&self, text: &str, most: usize) -> Vec<Ranked> {
        let (body, signature) = signed(text);
        let weighed = |body: Vec<String>, sign: Vec<String>| {
            body.into_iter().map(|w| (w, 1.0)).chain(sign.into_iter().map(|w| (w, SIGNATURE)))
        };
        let words = self.words.bm25(weighed(stems(body), stems(signature)));
        let own = runs(body).into_iter().map(|r| (r, 1.0));
        let shapes = self.runs.cosine(own.chain(runs(signature).into_iter().map(|r| (r, SIGNATURE))));
        let (w, s) = (Spread::of(&words), Spread::of(&shapes));
        let mut ranked: Vec<Ranked> = (0..words.len())
            .filter(|i| words[*i] > 0.0 || shapes[*i] > 0.0)
            .map(|i| Ranked { claim: i, score: w.above(words[i]) + s.above(shapes[i]) })
            .collect();
        let order = |a: &Ranked, b: &Ranked| b.score.total_cmp(&a.score).then(a.claim.cmp(&b.claim));
        if ranked.len() > most {
            ranked.select_nth_unstable_by(most, order);
            ranked.truncate(most);
        }
        ranked.sort_by(order);
        ranked
    }
}

/// Mean and standard deviation of scores.
struct Spread {
    mean: f64,
    deviation: f64,
}

impl Spread {
    fn of(scores: &[f32]) -> Self {
        let n = scores.len().max(1) as f64;
        let mean = scores.iter().map(|s| f64::from(*s)).sum::<f64>() / n;
        let apart = |s: &f32| (f64::from(*s) - mean) * (f64::from(*s) - mean);
        Self { mean, deviation: (scores.iter().map(apart).sum::<f64>() / n).sqrt() }
    }

    /// How far above the mean a score lies; nothing where all are the same.
    fn above(&self, score: f32) -> f64 {
        if self.deviation > 0.0 { (f64::from(score) - self.mean) / self.deviation } else { 0.0 }
    }
}

/// A post and its signature: a dash, a name and a handle in brackets at the end, as pages show posts of elsewhere.
fn signed(text: &str) -> (&str, &str) {
    match text.rfind(" — ") {
        Some(at) if text[at..].contains("(@") => text.split_at(at),
        _ => (text, ""),
    }
}

/// The stems of a text's words.
fn stems(text: &str) -> Vec<String> {
    cut(text).iter().filter(|p| !p.is_stop()).map(|p| p.stem()).collect()
}

/// All runs of 3 to 5 signs between two spaces, those of a word's edges with the space; each packed into one number.
fn runs(text: &str) -> Vec<u128> {
    let mut out = Vec::with_capacity(text.len() * RUNS.len());
    let mut signs = Vec::new();
    for chunk in text.split_whitespace().filter(|c| !is_address(c)) {
        signs.clear();
        signs.push(' ');
        signs.extend(chunk.chars().flat_map(char::to_lowercase));
        signs.push(' ');
        for length in RUNS {
            // A sign has 21 bits: five of them fit.
            let pack = |run: &[char]| run.iter().fold(0u128, |all, c| all << 21 | u128::from(u32::from(*c)));
            out.extend(signs.windows(length).map(pack));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLAIMS: [Claim<'static>; 3] = [
        Claim { text: "The ferry sank with two hundred passengers.", title: "Did the ferry sink?" },
        Claim { text: "Goats graze on the roof of the parliament.", title: "" },
        Claim { text: "The ferry takes no passengers on Sundays.", title: "" },
    ];

    #[test]
    fn the_claim_that_is_repeated_comes_first() {
        let ranker = Ranker::new(&CLAIMS);
        let best = |text: &str| ranker.rank(text, 10).first().map(|r| r.claim);
        assert_eq!(best("#FerrySank 200 passengers lost!! https://a.example/b"), Some(0));
        assert_eq!(best("a goat grazing on parliament's roof"), Some(1));
        assert_eq!(best("no Sunday ferry"), Some(2));
        assert_eq!(best("語"), None);
        assert_eq!(ranker.rank("ferry", 1).len(), 1);
    }

    #[test]
    fn a_signature_weighs_less_than_the_words() {
        let ranker = Ranker::new(&CLAIMS);
        let ranked = ranker.rank("goats! — Ferry Passengers (@ferry_passengers) May 4, 2020", 10);
        assert_eq!(ranked[0].claim, 1);
    }

    #[test]
    fn nothing_known_ranks_nothing() {
        assert!(Ranker::new(&[]).rank("ferry", 10).is_empty());
    }
}
