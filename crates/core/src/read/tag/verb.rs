//! Words that may be verb forms, and perhaps nouns or adjectives as well: "report", "orders", "dated", "meeting".

use super::{NOMINAL, NP_START, Sees, VERBAL, by_bit};
use crate::read::lexicon::class;
use crate::read::token::Tag;

/// What may follow a verb as its object, and hardly a noun.
const OBJECT: u32 =
    Tag::Det.bit() | Tag::Poss.bit() | Tag::Pron.bit() | Tag::Sub.bit() | Tag::Wh.bit() | Tag::To.bit();
/// What a noun that is no subject stands behind.
const DETERMINES: u32 = Tag::Det.bit() | Tag::Poss.bit() | Tag::Mark.bit() | Tag::Adj.bit();

/// Nouns after "by" that are a way of telling and not who did it.
const MEANS: [&str; 12] = [
    "phone",
    "telephone",
    "email",
    "e-mail",
    "text",
    "message",
    "radio",
    "letter",
    "post",
    "video",
    "fax",
    "then",
];

impl Sees<'_> {
    /// A word that may be a verb form, perhaps a noun or adjective as well.
    pub(super) fn verbal(&self, tags: u32) -> Tag {
        let next = self.next();
        let nominal = tags & NOMINAL;
        let determined = self.prev.is_in(DETERMINES);
        if tags & Tag::Ing.bit() != 0 {
            return self.ing(nominal != 0, determined, next);
        }
        let present = tags & (Tag::Base.bit() | Tag::Pres.bit()) != 0;
        if tags & (Tag::Past.bit() | Tag::Part.bit()) != 0 && !present {
            return self.past(tags, next, determined, nominal != 0);
        }
        let tags = tags & !Tag::Adv.bit();
        if self.prev.is_in(Tag::To.bit() | Tag::Modal.bit()) && tags & Tag::Base.bit() != 0 {
            return Tag::Base;
        }
        if self.prev == Tag::Aux && tags & Tag::Part.bit() != 0 && nominal == 0 {
            return Tag::Part;
        }
        if let Some(tag) = self.noun_by_place(tags, next, determined) {
            return tag;
        }
        let finite = self.finite(tags);
        if self.prev == Tag::Pron || self.prev == Tag::Wh || (nominal == 0 && tags & Tag::Adj.bit() == 0) {
            return finite;
        }
        if self.prev.is_in(NOMINAL) || (self.prev == Tag::Num && self.date_before()) {
            return self.after_noun(tags, next, finite);
        }
        self.elsewhere(tags, next, finite)
    }

    /// "-ing": a noun where it is known as one and stands like one.
    fn ing(&self, known_noun: bool, determined: bool, next: u32) -> Tag {
        let noun_place = determined || self.prev.is_in(NOMINAL | Tag::Prep.bit());
        let plain = known_noun && noun_place && next & (NP_START & !NOMINAL) == 0;
        if plain || (determined && next & NOMINAL == 0) {
            Tag::Noun
        } else if determined {
            Tag::Adj
        } else {
            Tag::Ing
        }
    }

    /// After an article, an adjective, a preposition or a number: a noun, or an adjective before one.
    fn noun_by_place(&self, tags: u32, next: u32, determined: bool) -> Option<Tag> {
        let nominal = tags & NOMINAL;
        let counted = self.prev == Tag::Num && !self.date_before();
        if !determined && !(nominal != 0 && (self.prev == Tag::Prep || counted)) {
            return None;
        }
        let before_noun = next & NOMINAL != 0;
        // "The other blames the nail."
        if self.i > 0
            && self.word(self.i - 1) == "other"
            && tags & Tag::Pres.bit() != 0
            && next & (Tag::Det.bit() | Tag::Poss.bit()) != 0
        {
            return Some(Tag::Pres);
        }
        if tags & Tag::Adj.bit() != 0 && before_noun {
            Some(Tag::Adj)
        } else if nominal != 0 {
            Some(by_bit(nominal))
        } else if determined {
            Some(if before_noun { Tag::Adj } else { Tag::Noun })
        } else {
            None
        }
    }

    /// The verb form, if it is one.
    fn finite(&self, tags: u32) -> Tag {
        if tags & Tag::Past.bit() != 0 && self.prev != Tag::Plural {
            Tag::Past
        } else if tags & Tag::Base.bit() != 0 && tags & Tag::Pres.bit() == 0 {
            Tag::Base
        } else {
            by_bit(tags & VERBAL)
        }
    }

    /// "a rights group", "the police station": a plural that stands before nouns.
    fn after_attributive(&self, tags: u32, next: u32) -> bool {
        let attributive = self.i > 0
            && matches!(
                self.word(self.i - 1).to_lowercase().as_str(),
                "rights" | "police" | "arms" | "customs" | "news" | "sports" | "media" | "women" | "sales"
            );
        let cue = self.lexicon.entry(self.tokens[self.i].word).verb.is_some();
        let object = OBJECT & !Tag::Sub.bit();
        attributive && tags & Tag::Noun.bit() != 0 && !cue && (next & object == 0 || self.next_is("that"))
    }

    /// After a noun: a verb if number agrees and something follows that verbs take, else one more noun.
    fn after_noun(&self, tags: u32, next: u32, finite: Tag) -> Tag {
        let agrees = if tags & Tag::Past.bit() != 0 {
            true
        } else if tags & Tag::Pres.bit() != 0 {
            self.prev != Tag::Plural
        } else {
            self.prev != Tag::Noun
        };
        let verb_after = next & (Tag::Aux.bit() | Tag::Modal.bit()) != 0
            || (next & Tag::Past.bit() != 0 && next & (NOMINAL | Tag::Adj.bit()) == 0);
        let phrase = Tag::Prep.bit() | Tag::Adv.bit() | Tag::Num.bit() | Tag::Adj.bit() | NOMINAL;
        let taken = next & (OBJECT | phrase) != 0
            || (self.headline && next & Tag::Stop.bit() != 0)
            || self.prev == Tag::Plural;
        let nominal = tags & NOMINAL;
        let cue = self.lexicon.entry(self.tokens[self.i].word).verb.is_some();
        let before = |list: &[&str], reach: usize| {
            (self.i.saturating_sub(reach)..self.i).any(|k| list.contains(&self.word(k)))
        };
        // "heard a sailor shout that …", "two men in a car still wait"
        let bare = tags & Tag::Base.bit() != 0
            && (cue && self.next_is("that") && before(&["heard", "hear", "hears"], 5)
                || before(&["still", "also", "often", "always", "never", "now"], 1));
        // "…, the exile site Chalk reports, citing two teachers"
        let reports = tags & Tag::Pres.bit() != 0
            && cue
            && self.prev == Tag::Name
            && next & Tag::Comma.bit() != 0
            && ["citing", "quoting", "adding"].iter().any(|w| self.next_is_at(2, w));
        if bare || reports {
            return finite;
        }
        // "selling exit passes to smugglers": an object of two nouns.
        let object = self.prev == Tag::Noun && self.before == Tag::Ing && nominal == Tag::Plural.bit();
        if self.after_attributive(tags, next) || object {
            by_bit(nominal)
        } else if !verb_after && agrees && taken {
            finite
        } else if nominal != 0 {
            by_bit(nominal)
        } else {
            Tag::Noun
        }
    }

    /// At a sentence's start, after a comma, a conjunction or an auxiliary.
    fn elsewhere(&self, tags: u32, next: u32, finite: Tag) -> Tag {
        let nominal = tags & NOMINAL;
        let joint = matches!(self.prev, Tag::Comma | Tag::Conj);
        let cue = self.lexicon.entry(self.tokens[self.i].word).verb.is_some();
        if self.prev == Tag::Comma && cue && tags & Tag::Base.bit() != 0 && self.next_is("that") {
            // "Minutes of the meeting, seen by the paper, show that …"
            return finite;
        }
        if tags & Tag::Pres.bit() != 0 {
            // "A decree, a copy of which was seen, orders conductors to …"
            let order = (2..5).any(|n| self.next_is_at(n, "to")) && next & (NOMINAL | Tag::Det.bit()) != 0;
            let object = next & (Tag::Det.bit() | Tag::Poss.bit()) != 0;
            if (self.prev == Tag::Comma && order) || (joint && object) {
                return Tag::Pres;
            }
        }
        let bare = self.prev == Tag::Comma
            && next & Tag::Det.bit() == 0
            && next & (NOMINAL | Tag::Wh.bit()) != 0
            && tags & Tag::Base.bit() != 0;
        if nominal == 0 && ((joint && next & OBJECT != 0) || bare) {
            return finite;
        }
        if self.prev == Tag::Conj && self.before.is_in(VERBAL) {
            return finite;
        }
        let adjective = tags & Tag::Adj.bit() != 0;
        if self.prev == Tag::Aux && tags & Tag::Part.bit() != 0 {
            Tag::Part
        } else if self.prev == Tag::Aux && adjective {
            Tag::Adj
        } else if self.prev != Tag::Aux && self.first() && nominal == 0 {
            Tag::Base
        } else if self.prev != Tag::Aux && adjective && nominal == 0 {
            Tag::Adj
        } else if nominal != 0 {
            by_bit(nominal)
        } else {
            Tag::Noun
        }
    }

    /// Whether the number before is a day of the month ("February 19", "19 February" is a name before).
    fn date_before(&self) -> bool {
        self.i >= 2 && {
            let month = self.tokens[self.i - 2];
            month.tag == Tag::Name && self.lexicon.entry(month.word).classes & class::TIME != 0
        }
    }

    /// An "-ed" form or irregular past.
    fn past(&self, tags: u32, next: u32, determined: bool, noun: bool) -> Tag {
        if self.headline
            && next & Tag::To.bit() != 0
            && tags & Tag::Part.bit() != 0
            && self.prev.is_in(NOMINAL)
        {
            return Tag::Part;
        }
        if self.headline
            && self.prev == Tag::Comma
            && tags & Tag::Part.bit() != 0
            && next & NOMINAL != 0
            && next & Tag::Name.bit() == 0
        {
            // "…, Leaked Letter Says"
            return Tag::Adj;
        }
        let cue = self.prev == Tag::Adj && self.lexicon.entry(self.tokens[self.i].word).verb.is_some();
        // "the isolated, communist state"
        let listed = next & Tag::Comma.bit() != 0 && self.possible_at(self.i + 2) & Tag::Adj.bit() != 0;
        if determined && listed && tags & Tag::Part.bit() != 0 {
            return Tag::Adj;
        }
        if determined && self.prev != Tag::Mark && !cue {
            if next & (NOMINAL | Tag::Adj.bit()) != 0 {
                return Tag::Adj;
            }
            if noun {
                return Tag::Noun;
            }
        }
        if self.prev == Tag::Aux && tags & Tag::Part.bit() != 0 {
            return Tag::Part;
        }
        if tags & Tag::Past.bit() == 0
            || (tags & Tag::Part.bit() != 0
                && self.first()
                && next & (Tag::Prep.bit() | Tag::Sub.bit() | Tag::To.bit()) != 0)
        {
            return Tag::Part;
        }
        if tags & Tag::Part.bit() == 0 {
            return Tag::Past;
        }
        // "said by phone": a way of telling, no agent.
        let means = MEANS.iter().any(|m| self.next_is_at(2, m));
        if self.prev.is_in(NOMINAL) && next & Tag::Prep.bit() != 0 && self.next_is("by") && !means {
            return Tag::Part;
        }
        if self.prev.is_in(Tag::Prep.bit() | Tag::Stop.bit()) && next & NOMINAL != 0 && self.prev == Tag::Prep
        {
            return Tag::Adj;
        }
        if matches!(self.prev, Tag::Comma | Tag::Sub)
            && next & (Tag::Prep.bit() | Tag::To.bit()) != 0
            && self.next_is("by")
        {
            return Tag::Part;
        }
        Tag::Past
    }
}
