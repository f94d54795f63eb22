//! [`Meaning`]: what a word may mean, so that "lorry" finds "truck".
//!
//! Two lists: WordNet's senses of a word, the first few of each part of speech, with the next wider ones
//! (`lang/en/synonyms.txt`, packed by `tools/lexica.sh`), and groups of words that news uses for one thing
//! (`lang/en/alike.txt`).

use crate::hash::Map;
use crate::read::lemma::lemma;
use std::sync::LazyLock;

const SYNONYMS: &str = include_str!("../../../lang/en/synonyms.txt");
const ALIKE: &str = include_str!("../../../lang/en/alike.txt");
/// Groups are numbered from here: far above the senses.
const GROUPS: u32 = 1 << 24;

struct Lists {
    /// A base form's senses, as the file writes them.
    senses: Map<&'static str, &'static str>,
    wider: Map<u32, &'static str>,
    groups: Map<&'static str, Vec<u32>>,
    opposites: Map<(&'static str, &'static str), ()>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut parts = SYNONYMS.split("\n\n");
    let mut pairs = || parts.next().unwrap_or("").lines().filter_map(|line| line.split_once(' '));
    let senses = pairs().collect();
    let wider = pairs().filter_map(|(sense, wider)| Some((number(sense)?, wider))).collect();
    let opposites = pairs().flat_map(|(a, b)| [((a, b), ()), ((b, a), ())]).collect();
    let mut groups: Map<&str, Vec<u32>> = Map::default();
    for (group, line) in ALIKE.lines().filter(|line| !line.starts_with('#')).enumerate() {
        for word in line.split(' ') {
            groups.entry(word).or_default().push(GROUPS + group as u32);
        }
    }
    Lists { senses, wider, groups, opposites }
});

/// A sense's number, in base 36.
fn number(text: &str) -> Option<u32> {
    u32::from_str_radix(text, 36).ok()
}

/// What a word may mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Meaning {
    /// Base forms that it may be of, the likeliest first.
    bases: Vec<String>,
    own: Vec<u32>,
    wider: Vec<u32>,
    known: bool,
}

impl Meaning {
    /// Of a lower-case word, or of a verb and its particle ("pull_down").
    pub(super) fn of(word: &str) -> Self {
        let mut bases: Vec<String> = Vec::new();
        let (verb, particle) = word.split_once('_').map_or((word, None), |(v, p)| (v, Some(p)));
        for tag in ["VBD", "NNS", "VBZ", "VBG", "NN"] {
            let base = lemma(verb, tag).into_owned();
            let base = particle.map_or(base.clone(), |p| format!("{base}_{p}"));
            let known = LISTS.senses.contains_key(&*base) || LISTS.groups.contains_key(&*base);
            if known && !bases.contains(&base) {
                bases.push(base);
            }
        }
        let known = !bases.is_empty();
        if !known {
            bases.push(word.to_owned());
        }
        let mut meaning = Self { bases, known, ..Self::default() };
        for base in &meaning.bases {
            let listed = LISTS.senses.get(&**base).copied().unwrap_or("");
            meaning.own.extend(listed.split(' ').filter_map(number));
            meaning.own.extend(LISTS.groups.get(&**base).into_iter().flatten());
        }
        for sense in &meaning.own {
            let listed = LISTS.wider.get(sense).copied().unwrap_or("");
            meaning.wider.extend(listed.split(' ').filter_map(number));
        }
        meaning
    }

    /// Whether the lists know the word.
    pub(super) fn is_known(&self) -> bool {
        self.known
    }

    /// All senses and groups, for an index.
    pub(super) fn senses(&self) -> &[u32] {
        &self.own
    }

    /// How near two words are: 1 the same base form, 0.85 a sense in common, 0.6 one a kind of the other, 0 neither.
    pub(super) fn near(&self, other: &Self) -> f32 {
        let shares = |a: &[u32], b: &[u32]| a.iter().any(|s| b.contains(s));
        if self.bases.iter().any(|base| other.bases.contains(base)) {
            1.0
        } else if shares(&self.own, &other.own) {
            0.85
        } else if shares(&self.own, &other.wider) || shares(&self.wider, &other.own) {
            0.6
        } else {
            0.0
        }
    }

    /// Whether WordNet calls them opposites.
    pub(super) fn opposes(&self, other: &Self) -> bool {
        self.bases.iter().any(|a| other.bases.iter().any(|b| LISTS.opposites.contains_key(&(&**a, &**b))))
    }
}

/// Whether a verb and a particle are listed as one word.
pub(super) fn is_phrase(verb: &str, particle: &str) -> bool {
    const PARTICLES: [&str; 9] = ["up", "down", "away", "off", "out", "over", "in", "back", "free"];
    PARTICLES.contains(&particle) && Meaning::of(&format!("{verb}_{particle}")).is_known()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: &str, b: &str) -> f32 {
        Meaning::of(a).near(&Meaning::of(b))
    }

    #[test]
    fn words_for_one_thing_are_near() {
        for (a, b) in
            [("lorries", "trucks"), ("arrested", "picked_up"), ("razed", "pulled_down"), ("jail", "prison")]
        {
            assert!(near(a, b) > 0.5, "{a} {b}");
        }
        assert_eq!(near("burnt", "burning"), 1.0);
        for (a, b) in [("ferry", "poem"), ("bread", "prison"), ("arrested", "praised")] {
            assert_eq!(near(a, b), 0.0, "{a} {b}");
        }
    }

    #[test]
    fn opposites_are_known() {
        assert!(Meaning::of("opened").opposes(&Meaning::of("closed")));
        assert!(!Meaning::of("opened").opposes(&Meaning::of("unlocked")));
    }

    #[test]
    fn phrases_are_known() {
        assert!(is_phrase("pulled", "down") && is_phrase("took", "away"));
        assert!(!is_phrase("ferry", "down"));
    }
}
