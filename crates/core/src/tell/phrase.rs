//! Noun phrases: does a stretch of items make one, and where does one end.
//!
//! There is no parse. A source is found by trying the leftmost place from which the words up to the cue are *one* noun
//! phrase: a core ("the old trader"), then any of prepositional phrases, participles ("images taken in May"), infinitives,
//! relative clauses, ages, and appositions between commas. The leftmost place is right because a phrase that could begin
//! further left would otherwise lose its head; [`Phrases::closed`] keeps it from swallowing the clause before.
//!
//! A past form is read as a participle only where it can be one ([`Phrases::reduced`]), and what may be a past tense as
//! well may not be followed by an apposition: "Soldiers came in May, Tolvan said" is a clause and a source, while "images
//! taken in May, the first of their kind, show" is one phrase.

use super::region::Item;
use crate::read::lexicon::{Entry, Lexicon, WordId, class};
use crate::read::token::Tag;

const NOMINAL: u32 = Tag::Noun.bit() | Tag::Plural.bit() | Tag::Name.bit() | Tag::Num.bit();
const MODIFIER: u32 = Tag::Adj.bit() | Tag::Num.bit();
/// Begins a verb group that makes a clause.
pub(crate) const FINITE: u32 = Tag::Modal.bit() | Tag::Aux.bit() | Tag::Pres.bit() | Tag::Past.bit();
/// What a noun phrase may begin with.
pub(crate) const STARTS: u32 = NOMINAL | MODIFIER | Tag::Det.bit() | Tag::Poss.bit() | Tag::Pron.bit();

/// A region with the words looked up.
#[derive(Clone, Copy)]
pub(crate) struct Phrases<'a> {
    pub(crate) items: &'a [Item],
    pub(crate) lexicon: &'a Lexicon,
}

/// Places from which the rest of a phrase is known to lead nowhere, with and without an open comma: one bit each, for
/// regions up to [`MAX_FRAME`](super::extract::MAX_FRAME) items; beyond, nothing is remembered.
#[derive(Default)]
struct Failed([u64; 10]);

impl Failed {
    fn place(at: usize, comma: bool) -> (usize, u64) {
        let bit = at * 2 + usize::from(comma);
        (bit / 64, 1 << (bit % 64))
    }

    fn holds(&self, at: usize, comma: bool) -> bool {
        let (word, bit) = Self::place(at, comma);
        self.0.get(word).is_some_and(|w| w & bit != 0)
    }

    fn note(&mut self, at: usize, comma: bool) {
        let (word, bit) = Self::place(at, comma);
        if let Some(w) = self.0.get_mut(word) {
            *w |= bit;
        }
    }
}

/// Longest noun phrase that is looked for, in items.
const LONGEST: usize = 80;

/// Verbs whose bare participle follows a noun without being a past tense.
const REDUCED: [&str; 22] = [
    "named",
    "called",
    "dated",
    "signed",
    "based",
    "known",
    "titled",
    "headed",
    "posted",
    "published",
    "seen",
    "led",
    "made",
    "taken",
    "written",
    "held",
    "sent",
    "caught",
    "obtained",
    "released",
    "given",
    "run",
];

impl Phrases<'_> {
    fn get(&self, i: usize, end: usize) -> Option<Item> {
        (i < end).then(|| self.items.get(i).copied()).flatten()
    }

    /// What is known of the word of item `i`; an empty entry beyond the region.
    pub(crate) fn entry(&self, i: usize) -> Entry {
        self.items.get(i).map_or_else(Entry::default, |n| self.lexicon.entry(n.word))
    }

    /// Items `a..b`, cut to the region.
    pub(crate) fn run(&self, a: usize, b: usize) -> &[Item] {
        let b = b.min(self.items.len());
        &self.items[a.min(b)..b]
    }

    fn word(&self, id: WordId) -> &str {
        self.lexicon.word(id)
    }

    /// End of the core of a noun phrase that starts at `i` (article, adjectives, nouns, possessives; a pronoun), or
    /// `None` if none starts there.
    pub(crate) fn core(&self, i: usize, end: usize) -> Option<usize> {
        let first = self.get(i, end)?;
        if first.is(Tag::Pron) {
            return Some(i + 1);
        }
        let mut at = i;
        let mut headed = false;
        let mut open = true;
        while let Some(item) = self.get(at, end) {
            // "calls the report “fiction”": what is quoted after the head is another thing.
            if item.quote || (headed && item.first < item.tok) {
                break;
            }
            match item.tag {
                Tag::Det | Tag::Poss if open => {}
                // "the search lawful": an adjective after the head is another thing.
                Tag::Adj if headed && !self.get(at + 1, end).is_some_and(|n| n.any(NOMINAL)) => break,
                Tag::Adj | Tag::Num => headed |= item.tag == Tag::Num && !open_needs_head(self, at, end),
                Tag::Noun | Tag::Plural | Tag::Name => {
                    let time = self.time(at);
                    if headed && item.is(Tag::Name) && time && !self.items[at - 1].is(Tag::Name) {
                        break;
                    }
                    headed = true;
                }
                Tag::Mark if headed => {
                    headed = false;
                    open = false;
                    at += 1;
                    continue;
                }
                Tag::Part | Tag::Past | Tag::Ing if !headed && self.modifies(at, end) => {}
                Tag::Adv
                    if !headed
                        && self
                            .get(at + 1, end)
                            .is_some_and(|n| n.any(MODIFIER | Tag::Part.bit() | Tag::Past.bit())) => {}
                Tag::Comma
                    if !headed
                        && at > i
                        && self.items[at - 1].is(Tag::Adj)
                        && self.get(at + 1, end).is_some_and(|n| n.is(Tag::Adj)) => {}
                _ => break,
            }
            if !item.any(Tag::Det.bit()) {
                open = false;
            }
            at += 1;
        }
        if headed {
            Some(at)
        } else if at > i && self.items[at - 1].is(Tag::Mark) {
            // "the trader's" without a noun after it: the possessor alone.
            Some(at - 1)
        } else if at > i
            && self.items[i].any(Tag::Det.bit() | Tag::Poss.bit())
            && (self.items[at - 1].is(Tag::Adj) || self.word(self.items[at - 1].word) == "other")
        {
            // "the rich", "the other"
            Some(at)
        } else {
            None
        }
    }

    /// "he had never seen" at `i`: a relative clause without its pronoun.
    fn contact(&self, i: usize, p: usize, e: usize) -> bool {
        // "according to the driver he had gone": there the clause is the content.
        let according = p >= 2 && self.word(self.items[p - 2].word) == "according";
        let article = matches!(self.word(self.items[p].word), "a" | "an" | "the" | "one");
        let subject = matches!(self.word(self.items[i].word), "he" | "she" | "they" | "i" | "we" | "you");
        subject
            && article
            && !according
            && self.items[i - 1].any(Tag::Noun.bit() | Tag::Plural.bit())
            && self.get(i + 1, e).is_some_and(|n| n.any(FINITE))
            && self.entry(i + 1).verb.is_none()
    }

    /// "himself", "themselves" at `i`.
    pub(crate) fn reflexive(&self, i: usize) -> bool {
        self.items
            .get(i)
            .is_some_and(|n| matches!(self.word(n.word), "himself" | "herself" | "itself" | "themselves"))
    }

    /// Whether a participle at `at` stands before the noun it belongs to ("the detained men").
    fn modifies(&self, at: usize, end: usize) -> bool {
        let before = at > 0
            && self.items[at - 1].any(
                Tag::Det.bit()
                    | Tag::Poss.bit()
                    | Tag::Adj.bit()
                    | Tag::Mark.bit()
                    | Tag::Num.bit()
                    | Tag::Prep.bit(),
            );
        before && self.get(at + 1, end).is_some_and(|n| n.any(NOMINAL | Tag::Adj.bit()))
    }

    /// Core with "and"/"or" coordination and "of" phrases: what an addressee or object is.
    pub(crate) fn short(&self, i: usize, end: usize) -> Option<usize> {
        let mut at = self.core(i, end)?;
        loop {
            let Some(item) = self.get(at, end) else { return Some(at) };
            let joins = item.is(Tag::Prep) && self.word(item.word) == "of"
                || item.is(Tag::Conj) && matches!(self.word(item.word), "and" | "or" | "&");
            match self.core(at + 1, end).filter(|_| joins) {
                Some(next) => at = next,
                None => return Some(at),
            }
        }
    }

    /// Whether items `p..e` are exactly one noun phrase, with prepositional phrases, participles, relative clauses
    /// and appositions; a comma that closes one of these may stand last.
    pub(crate) fn is_whole(&self, p: usize, e: usize) -> bool {
        if p >= e || !self.items[p].any(STARTS | Tag::Part.bit() | Tag::Past.bit() | Tag::Ing.bit()) {
            return false;
        }
        let mut failed = Failed::default();
        self.core(p, e).is_some_and(|after| self.goes_on(after, p, e, false, &mut failed))
    }

    /// After a core that ends at `i`: can the rest up to `e` be its modifiers? `comma`: a comma opened one already.
    fn goes_on(&self, i: usize, p: usize, e: usize, comma: bool, failed: &mut Failed) -> bool {
        if i == e {
            return true;
        }
        if failed.holds(i - p, comma) {
            return false;
        }
        let item = self.items[i];
        let ok = if item.quote {
            false
        } else {
            match item.tag {
                Tag::Comma => (comma && i + 1 == e) || self.after_comma(i + 1, p, e, failed),
                Tag::Prep => self.after_preposition(i, p, e, comma, failed),
                Tag::To => self.after_to(i, p, e, comma, failed),
                Tag::Conj => {
                    self.core(i + 1, e).is_some_and(|n| self.goes_on(n, p, e, comma, failed))
                        || self.second_participle(i + 1, p, e, comma, failed)
                }
                Tag::Wh | Tag::Sub => self.relative(i, p, e, failed),
                Tag::Past | Tag::Part => self.reduced(i, e) && self.rest_of_reduced(i, p, e, comma, failed),
                Tag::Ing | Tag::Adj => self.rest_of_reduced(i, p, e, comma, failed),
                Tag::Bracket => self.bracket(i, p, e, comma, failed),
                Tag::Adv => self.goes_on(i + 1, p, e, comma, failed),
                // "an official he had never seen before"
                Tag::Pron if self.contact(i, p, e) => self.relative(i, p, e, failed),
                // "the officers themselves"
                Tag::Pron if self.reflexive(i) => self.goes_on(i + 1, p, e, comma, failed),
                Tag::Dash => self.core(i + 1, e).is_some_and(|n| self.goes_on(n, p, e, comma, failed)),
                // "the spokesman Friday", "a report last week": a bare time.
                Tag::Num if self.core(i, e).is_some_and(|n| n > i + 1) => {
                    self.core(i, e).is_some_and(|n| self.goes_on(n, p, e, comma, failed))
                }
                Tag::Name | Tag::Num => {
                    self.lexicon.entry(item.word).classes & class::TIME != 0
                        && self.goes_on(i + 1, p, e, comma, failed)
                }
                _ => false,
            }
        };
        if !ok {
            failed.note(i - p, comma);
        }
        ok
    }

    fn after_preposition(&self, i: usize, p: usize, e: usize, comma: bool, failed: &mut Failed) -> bool {
        if matches!(self.word(self.items[i].word), "according" | "as")
            && self.items.get(i + 1).is_some_and(|n| n.any(Tag::To.bit() | Tag::Ing.bit()))
        {
            return false;
        }
        let mut at = i + 1;
        while self.get(at, e).is_some_and(|n| n.any(Tag::Prep.bit() | Tag::Adv.bit())) {
            at += 1;
        }
        if self.get(at, e).is_some_and(|n| n.is(Tag::Ing)) {
            return self.rest_of_reduced(at, p, e, comma, failed);
        }
        if self.get(at, e).is_some_and(|n| n.is(Tag::Wh)) && at + 1 < e {
            return self.relative(at, p, e, failed);
        }
        // "at first", "in private": no noun, no phrase to go on with.
        if at == e && self.items[e - 1].is(Tag::Adv) {
            return true;
        }
        if at + 1 == e && self.items[at].any(Tag::Adj.bit() | Tag::Adv.bit()) {
            return true;
        }
        self.core(at, e).is_some_and(|n| self.goes_on(n, p, e, comma, failed))
    }

    /// "to" with a noun phrase or an infinitive ("a petition to restore it").
    fn after_to(&self, i: usize, p: usize, e: usize, comma: bool, failed: &mut Failed) -> bool {
        if self.get(i + 1, e).is_some_and(|n| n.any(Tag::Base.bit() | Tag::Aux.bit())) {
            return self.rest_of_reduced(i + 1, p, e, comma, failed);
        }
        self.core(i + 1, e).is_some_and(|n| self.goes_on(n, p, e, comma, failed))
    }

    fn second_participle(&self, i: usize, p: usize, e: usize, comma: bool, failed: &mut Failed) -> bool {
        self.get(i, e).is_some_and(|n| n.any(Tag::Past.bit() | Tag::Part.bit()))
            && self.reduced(i, e)
            && self.rest_of_reduced(i, p, e, comma, failed)
    }

    /// A participle, infinitive or adjective that follows its noun, with its objects: no finite verb in it, and after
    /// its end only what may follow a noun phrase.
    fn rest_of_reduced(&self, i: usize, p: usize, e: usize, comma: bool, failed: &mut Failed) -> bool {
        let mut at = i + 1;
        let sure = self.surely_reduced(i);
        while let Some(item) = self.get(at, e) {
            if item.quote || item.any(Tag::Modal.bit() | Tag::Pres.bit() | Tag::Colon.bit() | Tag::Stop.bit())
            {
                return false;
            }
            if item.is(Tag::Sub) && self.word(item.word) == "because" {
                // ", speaking on condition of anonymity because he was not authorised to talk, …"
                return comma && self.items[e - 1].is(Tag::Comma);
            }
            if item.any(Tag::Wh.bit() | Tag::Sub.bit()) {
                return self.relative(at, p, e, failed);
            }
            if item.is(Tag::Conj) && self.second_participle(at + 1, p, e, comma, failed) {
                return true;
            }
            if item.is(Tag::Comma) {
                return if at + 1 == e {
                    comma || sure
                } else {
                    sure && self.after_comma(at + 1, p, e, failed)
                };
            }
            if item.is(Tag::Aux) && !self.items[at - 1].is(Tag::To) {
                return false;
            }
            if item.any(Tag::Past.bit()) && !self.reduced(at, e) {
                return false;
            }
            at += 1;
        }
        true
    }

    /// Whether a past form at `i` can be a participle that follows its noun.
    fn reduced(&self, i: usize, e: usize) -> bool {
        if self.lexicon.entry(self.items[i].word).tags & Tag::Part.bit() == 0
            && self.items[i].word != WordId::UNKNOWN
        {
            return false;
        }
        if i > 0 && self.items[i - 1].is(Tag::Pron) {
            return false;
        }
        self.get(i + 1, e).is_none_or(|n| {
            n.any(Tag::Prep.bit() | Tag::To.bit() | Tag::Adv.bit() | Tag::Comma.bit() | Tag::Conj.bit())
                || (n.any(Tag::Name.bit() | Tag::Num.bit()) && self.surely_reduced(i))
                || n.quote
        })
    }

    /// A participle that cannot be taken for a past tense.
    fn surely_reduced(&self, i: usize) -> bool {
        let item = self.items[i];
        if item.any(Tag::Ing.bit() | Tag::Adj.bit() | Tag::Base.bit() | Tag::Aux.bit()) {
            return true;
        }
        let entry = self.lexicon.entry(item.word);
        entry.tags & Tag::Past.bit() == 0 || REDUCED.contains(&self.word(item.word))
    }

    fn bracket(&self, i: usize, p: usize, e: usize, comma: bool, failed: &mut Failed) -> bool {
        let mut at = i + 1;
        while self.get(at, e).is_some_and(|n| !n.is(Tag::Bracket)) {
            at += 1;
        }
        at < e && self.goes_on(at + 1, p, e, comma, failed)
    }

    /// A relative clause from `i` on: it runs to `e`, or to a comma after which the phrase goes on.
    fn relative(&self, i: usize, p: usize, e: usize, failed: &mut Failed) -> bool {
        let who = self.word(self.items[i].word);
        if self.items[i].is(Tag::Sub) && !matches!(who, "that" | "where" | "when") {
            return false;
        }
        let mut verbs = false;
        let mut last_nominal = false;
        let mut best = None;
        for at in i + 1..e {
            let item = self.items[at];
            if item.quote || item.any(Tag::Colon.bit()) {
                return false;
            }
            // A verb the lexicon does not hold, or one with a slip in it, right after the pronoun.
            let slip =
                at == i + 1 && item.any(Tag::Plural.bit() | Tag::Noun.bit()) && item.word == WordId::UNKNOWN;
            if item.any(FINITE | Tag::Base.bit()) || slip {
                verbs = true;
            }
            if verbs && item.is(Tag::Comma) {
                if at + 1 == e {
                    return true;
                }
                best = Some(at);
            }
            last_nominal = self.word(item.word) == "before" && at + 1 == e
                || !item
                    .any(Tag::Aux.bit() | Tag::Modal.bit() | Tag::Det.bit() | Tag::Sub.bit() | Tag::Wh.bit());
        }
        if best.is_some_and(|at| self.after_comma(at + 1, p, e, failed)) {
            return true;
        }
        verbs && last_nominal && best.is_none()
    }

    /// What follows a comma inside a noun phrase: apposition, age, relative clause, participle, list member.
    fn after_comma(&self, i: usize, p: usize, e: usize, failed: &mut Failed) -> bool {
        let Some(item) = self.get(i, e) else { return false };
        if item.quote {
            return false;
        }
        if item.any(Tag::Wh.bit())
            || (item.is(Tag::Prep) && self.get(i + 1, e).is_some_and(|n| n.is(Tag::Wh)))
        {
            let wh = if item.is(Tag::Wh) { i } else { i + 1 };
            return self.relative(wh, p, e, failed);
        }
        if item.any(Tag::Past.bit() | Tag::Part.bit() | Tag::Ing.bit()) && self.cue_like(i) {
            return false;
        }
        if item.any(Tag::Past.bit() | Tag::Part.bit()) {
            return self.reduced(i, e) && self.rest_of_reduced(i, p, e, true, failed);
        }
        if item.is(Tag::Ing) || item.is(Tag::Adj) && self.core(i, e).is_none() {
            return self.rest_of_reduced(i, p, e, true, failed);
        }
        if item.is(Tag::Conj) {
            return self.core(i + 1, e).is_some_and(|n| self.goes_on(n, p, e, true, failed));
        }
        if item.is(Tag::Pron) && self.get(i + 1, e).is_none_or(|n| self.word(n.word) != "of") {
            return false;
        }
        let at = if item.is(Tag::Adv) { i + 1 } else { i };
        self.core(at, e).is_some_and(|n| self.goes_on(n, p, e, true, failed))
    }

    fn cue_like(&self, i: usize) -> bool {
        let entry = self.lexicon.entry(self.items[i].word);
        let lemma = entry.lemma.map_or("", |l| self.word(l));
        self.items[i].is(Tag::Ing)
            && entry.verb.is_some()
            && !matches!(lemma, "cite" | "quote" | "speak" | "talk")
    }

    /// The leftmost `p >= from` such that `p..e` is one noun phrase and `fits(p)` holds.
    pub(crate) fn ending_at(&self, from: usize, e: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        (from.max(e.saturating_sub(LONGEST))..e)
            .find(|p| self.may_start(*p, from) && fits(*p) && self.closed(*p, e) && self.is_whole(*p, e))
    }

    /// Before its verb an apposition is closed by a comma: "a town in the north, residents said" is two phrases. True
    /// where the commas of `p..e` come in pairs, those of lists and between adjectives not counted.
    fn closed(&self, p: usize, e: usize) -> bool {
        let joined = |i: usize| (i + 1..e).any(|k| self.items[k].is(Tag::Conj));
        let adjectives =
            |i: usize| i > p && i + 1 < e && self.items[i - 1].is(Tag::Adj) && self.items[i + 1].is(Tag::Adj);
        let place = |i: usize| {
            i > p && i + 1 < e && self.items[i - 1].is(Tag::Name) && self.items[i + 1].is(Tag::Name)
        };
        let commas =
            (p..e).filter(|i| self.items[*i].is(Tag::Comma) && !joined(*i) && !adjectives(*i) && !place(*i));
        self.items[e - 1].is(Tag::Comma) || commas.count() % 2 == 0
    }

    /// Whether a noun phrase may begin at `p`: not in the middle of another.
    fn may_start(&self, p: usize, from: usize) -> bool {
        if !self.items[p].any(STARTS | Tag::Part.bit() | Tag::Past.bit()) {
            return false;
        }
        if p == from {
            return true;
        }
        let before = self.items[p - 1];
        // "isolated, communist": the comma parts no phrases.
        if before.is(Tag::Comma)
            && p >= from + 2
            && self.items[p].is(Tag::Adj)
            && self.items[p - 2].is(Tag::Adj)
        {
            return false;
        }
        let opened = before.any(
            Tag::Prep.bit()
                | Tag::Det.bit()
                | Tag::Poss.bit()
                | Tag::Adj.bit()
                | Tag::Mark.bit()
                | Tag::To.bit(),
        );
        let determined = self.items[p].any(Tag::Det.bit() | Tag::Poss.bit() | Tag::Pron.bit());
        let compound = before.any(NOMINAL) && !determined && !self.time(p - 1);
        !opened && !compound
    }

    fn time(&self, i: usize) -> bool {
        self.lexicon.entry(self.items[i].word).classes & class::TIME != 0 && !self.given(i)
    }

    /// "the lawyer Jan Prokop", "June Holm": a month that is a given name, with a name behind it and no "in" before.
    fn given(&self, i: usize) -> bool {
        let month = matches!(self.word(self.items[i].word), "jan" | "april" | "may" | "june" | "august");
        let dated = i > 0 && self.items[i - 1].any(Tag::Prep.bit() | Tag::Num.bit() | Tag::Comma.bit());
        let named = self
            .items
            .get(i + 1)
            .is_some_and(|n| n.is(Tag::Name) && self.lexicon.entry(n.word).classes & class::TIME == 0);
        month && named && !dated
    }
}

/// A numeral heads the phrase only if no noun follows.
fn open_needs_head(phrases: &Phrases<'_>, at: usize, end: usize) -> bool {
    phrases
        .get(at + 1, end)
        .is_some_and(|n| n.any(Tag::Noun.bit() | Tag::Plural.bit() | Tag::Name.bit() | Tag::Adj.bit()))
}
