//! [`View`]: a statement as it is compared: its words with their weights, numbers, names, times, denials and cues.

use super::Said;
use super::amount::{Amount, amounts};
use super::cut::{Piece, cut};
use super::force::{Cue, cues};
use super::meaning::{Meaning, is_phrase};
use super::named::{Named, names};
use super::polarity::{Denials, denials};
use super::when::{When, whens};
use crate::hash::Map;
use crate::model::Stance;
use crate::read::lemma::lemma;
use std::rc::Rc;

/// Words that stand beside others more than they say something themselves.
const LIGHT: &str = "give gives gave given get gets got gotten make makes made take takes took taken put puts go goes went gone \
    come comes came become became begin keep kept let use used say said tell told have having people person persons thing \
    place time day days year years month months week weeks number group now still also yet already new been order since \
    during only own another order purpose sake";
/// Verbs whose past is their base form.
const UNCHANGED: [&str; 12] =
    ["beat", "cut", "hit", "hurt", "put", "set", "shut", "burst", "cost", "let", "shed", "spread"];
/// What a light word weighs beside another.
const LITTLE: f32 = 0.3;

/// A word that is compared.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// Its place among the pieces.
    pub(super) at: usize,
    pub(super) lower: String,
    pub(super) stem: String,
    pub(super) meaning: Rc<Meaning>,
    pub(super) weight: f32,
    /// Whether it may be a verb of the past.
    pub(super) past: bool,
}

/// What words mean, looked up once each.
#[derive(Debug, Default)]
pub(super) struct Memo(Map<String, Rc<Meaning>>);

impl Memo {
    fn of(&mut self, word: &str) -> Rc<Meaning> {
        if let Some(known) = self.0.get(word) {
            return known.clone();
        }
        let meaning = Rc::new(Meaning::of(word));
        self.0.insert(word.to_owned(), meaning.clone());
        meaning
    }
}

/// A statement as it is compared.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) pieces: Vec<Piece>,
    pub(super) terms: Vec<Term>,
    pub(super) amounts: Vec<Amount>,
    pub(super) names: Vec<Named>,
    pub(super) whens: Vec<When>,
    pub(super) denials: Denials,
    /// Whether its teller denies it.
    pub(super) denied: bool,
    pub(super) cues: Vec<Cue>,
    /// It tells what is so at present: "is closed".
    pub(super) present: bool,
    /// All runs of four signs in its words, sorted, once each.
    pub(super) runs: Vec<u128>,
}

impl<'a> View<'a> {
    /// Reads a statement.
    pub(super) fn of(said: &Said<'a>, memo: &mut Memo) -> Self {
        let text = said.text;
        let pieces = cut(text);
        let whens = whens(text, said.published);
        let dated: Vec<bool> = pieces
            .iter()
            .map(|p| whens.iter().any(|w| w.span.start < p.span.end && p.span.start < w.span.end))
            .collect();
        let names = names(&pieces, text, &|i| dated[i]);
        let mut taken = dated.clone();
        for name in &names {
            taken[name.words.clone()].fill(true);
        }
        let amounts = amounts(&pieces, text, &|i| taken[i]);
        for amount in &amounts {
            taken[amount.words.clone()].fill(true);
        }
        let denials = denials(&pieces);
        let cues = cues(&pieces, &dated);
        for i in denials.outright.iter().chain(&denials.without) {
            taken[*i] = true;
        }
        let terms = terms(&pieces, &taken, &cues, memo);
        let runs = runs(&pieces);
        let denied = said.stance == Stance::Denies;
        let has = |words: &[&str]| pieces.iter().any(|p| words.contains(&&*p.lower));
        let present = has(&["is", "are", "remains", "remain", "stays"]) && !has(&["was", "were", "had"]);
        Self { text, pieces, terms, amounts, names, whens, denials, denied, cues, present, runs }
    }

    /// The words of a stretch as written.
    pub(super) fn written(&self, words: std::ops::Range<usize>) -> &'a str {
        let (Some(first), Some(last)) = (self.pieces.get(words.start), self.pieces.get(words.end - 1)) else {
            return "";
        };
        &self.text[first.span.start..last.span.end]
    }
}

/// The words that are left when numbers, names, times and denials are taken out.
fn terms(pieces: &[Piece], taken: &[bool], cues: &[Cue], memo: &mut Memo) -> Vec<Term> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < pieces.len() {
        let (at, piece) = (i, &pieces[i]);
        i += 1;
        if taken[at] || piece.is_closed() {
            continue;
        }
        let particle = pieces.get(i).filter(|p| !p.parted && is_phrase(&piece.lower, &p.lower));
        let (word, stem) = match particle {
            Some(p) => (format!("{}_{}", piece.lower, p.lower), format!("{}_{}", piece.stem(), p.lower)),
            None => (piece.lower.clone(), piece.stem()),
        };
        i += usize::from(particle.is_some());
        let light = particle.is_none() && LIGHT.split_whitespace().any(|w| w == word)
            || cues.iter().any(|c| c.at == at);
        let past = lemma(&piece.lower, "VBD") != piece.lower || UNCHANGED.contains(&&*piece.lower);
        let meaning = memo.of(&word);
        out.push(Term { at, lower: word, stem, meaning, weight: if light { LITTLE } else { 1.0 }, past });
    }
    out
}

/// All runs of four signs inside words that say something.
fn runs(pieces: &[Piece]) -> Vec<u128> {
    let mut out = Vec::new();
    for piece in pieces.iter().filter(|p| !p.is_stop()) {
        let signs: Vec<char> = format!(" {} ", piece.lower).chars().collect();
        let pack = |run: &[char]| run.iter().fold(0u128, |all, c| all << 21 | u128::from(u32::from(*c)));
        out.extend(signs.windows(4).map(pack));
    }
    out.sort_unstable();
    out.dedup();
    out
}
