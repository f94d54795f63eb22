//! Content to the right of a cue: "X said that …", "told guards to …", "said: “…”", "confirmed one death".
//!
//! What stands to the right of a cue decides first whether it is one at all: a verb of saying without a content is no
//! statement. Each use of a cue in the lexicon names the constructions it takes; they are tried from the surest to the
//! vaguest (quotation, "that", question, infinitive, bare clause, judgement, noun phrase), and the first that fits wins.

use super::group::{Group, negates};
use super::phrase::{FINITE, Phrases};
use super::reporting::{self as r, Person, Reporting, Use};
use crate::model::Stance;
use crate::read::lexicon::class;
use crate::read::token::Tag;

/// What was found to the right of a cue; all numbers are item indices, ranges half-open.
#[derive(Clone, Debug)]
pub(crate) struct Right<'r> {
    pub(crate) content: (usize, usize),
    pub(crate) addressee: Option<(usize, usize)>,
    /// Source after "by" or "from".
    pub(crate) source: Option<(usize, usize)>,
    pub(crate) used: &'r Use,
    pub(crate) stance: Stance,
    pub(crate) confidence: u8,
    /// The content is a whole quotation.
    pub(crate) quoted: bool,
}

/// Looks for content to the right of one cue.
pub(crate) struct Seek<'a, 'r> {
    pub(crate) phrases: Phrases<'a>,
    pub(crate) reporting: &'r Reporting,
    pub(crate) group: Group,
    /// End of the region.
    pub(crate) end: usize,
    /// In a headline.
    pub(crate) headline: bool,
    /// Only asks whether there is a content: its exact end does not matter. Keeps the search for ends from searching
    /// within itself.
    pub(crate) shallow: bool,
}

impl<'r> Seek<'_, 'r> {
    pub(super) fn tag(&self, i: usize) -> Option<Tag> {
        self.phrases.items.get(i).filter(|n| i < self.end && !n.quote).map(|n| n.tag)
    }

    pub(super) fn is(&self, i: usize, tag: Tag) -> bool {
        self.tag(i) == Some(tag)
    }

    pub(super) fn quote(&self, i: usize) -> bool {
        i < self.end && self.phrases.items[i].quote
    }

    pub(super) fn word(&self, i: usize) -> &str {
        if i < self.end { self.phrases.lexicon.word(self.phrases.items[i].word) } else { "" }
    }

    /// The content by any of the cue's uses.
    pub(crate) fn run(&self, uses: &'r [Use]) -> Option<Right<'r>> {
        uses.iter().find_map(|u| {
            if self.group.passive || self.group.bare_part { self.passive(u) } else { self.active(u) }
        })
    }

    pub(super) fn found(&self, used: &'r Use, from: usize, to: usize, confidence: u8) -> Option<Right<'r>> {
        // "said that, as far as he knew, …"
        let from = from + usize::from(self.is(from, Tag::Comma) && !self.quote(from + 1));
        // "said as much": what that was stands elsewhere.
        if self.word(from) == "as" && self.word(from + 1) == "much" {
            return None;
        }
        let to = self.trim(from, to);
        // "had ordered nothing"
        if to == from + 1 && matches!(self.word(from), "nothing" | "none") {
            return None;
        }
        let interrogative = matches!(
            self.word(from),
            "whether" | "if" | "why" | "how" | "what" | "who" | "when" | "where" | "which"
        );
        let asks =
            used.stance == Stance::Asserts && used.takes & r::ORDER != 0 && interrogative && self.asking();
        (from < to).then_some(Right {
            content: (from, to),
            addressee: None,
            source: None,
            used,
            stance: if asks { Stance::Asks } else { used.stance },
            confidence,
            quoted: false,
        })
    }

    /// Whether the cue is a verb of asking by its lemma.
    pub(super) fn asking(&self) -> bool {
        let entry = self.phrases.entry(self.group.verb);
        entry.lemma.is_some_and(|l| self.phrases.lexicon.word(l) == "ask")
    }

    /// Leaves out a full stop, comma or colon at the end, outside quotation marks.
    pub(super) fn trim(&self, from: usize, mut to: usize) -> usize {
        while to > from {
            let item = self.phrases.items[to - 1];
            let mark = item.any(Tag::Stop.bit() | Tag::Comma.bit() | Tag::Colon.bit() | Tag::Dash.bit());
            if mark && item.last == item.tok {
                to -= 1;
            } else {
                break;
            }
        }
        to
    }

    pub(super) fn active(&self, used: &'r Use) -> Option<Right<'r>> {
        let start = self.group.end;
        if used.takes & r::FROM != 0 {
            return self.heard_from(used, start);
        }
        if used.takes & r::AS != 0
            && let Some(found) = self.quoted_as(used, start)
        {
            return Some(found);
        }
        if used.takes & r::CITING != 0 {
            return None;
        }
        let (at, addressee) = self.addressee(used, start);
        if used.person == Person::Must && addressee.is_none() && !self.quote_follows(at) {
            return None;
        }
        if let Some((_, person_end)) = addressee
            && used.takes & r::ORDER != 0
            && let Some(found) = self.order(used, person_end)
        {
            return Some(Right { addressee, ..found });
        }
        if used.takes & r::ORDER != 0
            && !self.quote_follows(at)
            && !self.that(at)
            && let Some(found) = self.order_with_person(used, start)
        {
            return Some(found);
        }
        let mut found = self.clause_like(used, at).or_else(|| self.phrase_like(used, at))?;
        found.addressee = found.addressee.or(addressee);
        Some(found)
    }

    /// The person addressed, and where to go on.
    pub(super) fn addressee(&self, used: &Use, start: usize) -> (usize, Option<(usize, usize)>) {
        let direct = matches!(used.person, Person::Must | Person::May);
        // "answered the charge that …": the noun has the content, nobody is addressed.
        let noun_cue = |end: usize| end > 0 && self.phrases.entry(end - 1).noun.is_some() && self.that(end);
        if direct && let Some(end) = self.person_end(start).filter(|end| !noun_cue(*end)) {
            // "told him herself that …"
            let said_self = self.phrases.reflexive(end) && self.is(start, Tag::Pron);
            let hearer = (start, end);
            let end = end + usize::from(said_self);
            let after = self.after_adjuncts(end);
            let opens = self.quote_follows(after)
                || self.that(after)
                || self.is(after, Tag::To) && self.infinitive(after)
                || self.tag(after).is_some_and(|t| matches!(t, Tag::Wh | Tag::Sub));
            let bare = !self.phrases.run(start, end).iter().any(|i| i.any(FINITE))
                && self.clause_from(end, self.end);
            let pronoun = self.is(start, Tag::Pron);
            let name = self.is(start, Tag::Name);
            let must = used.person == Person::Must;
            if opens
                || (must && (bare || after >= self.end || self.closes(after)))
                || (pronoun && bare && self.object_pronoun(start))
                || (must && name)
            {
                return (end, Some(hearer));
            }
        }
        if used.person != Person::None
            && self.is(start, Tag::To)
            && let Some(end) = self.phrases.short(start + 1, self.end)
        {
            return (end, Some((start + 1, end)));
        }
        (start, None)
    }

    pub(super) fn object_pronoun(&self, i: usize) -> bool {
        matches!(self.word(i), "me" | "us" | "him" | "her" | "them" | "you")
    }

    pub(super) fn closes(&self, i: usize) -> bool {
        self.tag(i).is_some_and(|t| matches!(t, Tag::Stop | Tag::Comma | Tag::Colon | Tag::Conj))
    }

    /// End of the person addressed at `i`: a pronoun alone, else a noun phrase with its phrases up to a clause.
    pub(super) fn person_end(&self, i: usize) -> Option<usize> {
        let core = self.phrases.core(i, self.end)?;
        if self.is(i, Tag::Pron) && self.object_pronoun(i) {
            return Some(core);
        }
        // "anyone who asked that …", "the people in the town that …": as far as it is one phrase before the content.
        let mut best = self.phrases.short(i, self.end).unwrap_or(core);
        let limit = (i + 24).min(self.end);
        for e in core..limit {
            let opens = self.that(e)
                || self.quote(e)
                || (self.is(e, Tag::To) && self.infinitive(e))
                || self.is(e, Tag::Comma) && self.quote(e + 1);
            if opens {
                if self.phrases.is_whole(i, e) && !self.phrases.run(i, e).iter().any(|n| n.is(Tag::Comma)) {
                    best = self.without_adjunct(i, best, e);
                }
                break;
            }
            if self.tag(e).is_some_and(|t| matches!(t, Tag::Stop | Tag::Colon)) {
                break;
            }
        }
        Some(best)
    }

    /// Cuts "on Friday", "in a letter" off an addressee that was taken up to the content.
    pub(super) fn without_adjunct(&self, _from: usize, short: usize, e: usize) -> usize {
        if self.after_adjuncts(short) >= e
            && self.is(short, Tag::Prep)
            && self.word(short) != "of"
            && self.timed(short, e)
        {
            short
        } else {
            e
        }
    }

    pub(super) fn timed(&self, from: usize, e: usize) -> bool {
        (from..e).any(|i| self.phrases.entry(i).classes & class::TIME != 0)
            || matches!(
                self.word(from),
                "in" | "on" | "at" | "by" | "during" | "after" | "before" | "through" | "via"
            )
    }

    pub(super) fn that(&self, i: usize) -> bool {
        self.word(i) == "that"
            && (self.is(i, Tag::Sub) || self.is(i, Tag::Wh) || self.is(i, Tag::Det) || self.is(i, Tag::Pron))
    }

    pub(super) fn infinitive(&self, to: usize) -> bool {
        let at = self.skip_adverbs(to + 1);
        self.tag(at).is_some_and(|t| matches!(t, Tag::Base | Tag::Aux))
            || self.quote(at)
            || (at < self.end && self.phrases.entry(at).tags & Tag::Base.bit() != 0)
            || (at < self.end && self.phrases.items[at].first < self.phrases.items[at].tok)
            || (self.tag(at).is_some_and(|t| matches!(t, Tag::Noun | Tag::Adj))
                && self.tag(at + 1).is_some_and(|t| matches!(t, Tag::Det | Tag::Poss | Tag::Num | Tag::Pron)))
    }

    pub(super) fn skip_adverbs(&self, mut i: usize) -> usize {
        while self.is(i, Tag::Adv) {
            i += 1;
        }
        i
    }

    /// A quotation begins at `i`, perhaps after a comma or colon.
    pub(crate) fn quote_follows(&self, i: usize) -> bool {
        self.quote(i)
            || (self.tag(i).is_some_and(|t| matches!(t, Tag::Comma | Tag::Colon)) && self.quote(i + 1))
    }

    pub(super) fn quotation(&self, used: &'r Use, at: usize) -> Option<Right<'r>> {
        if used.takes & (r::QUOTE | r::THAT) == 0 || !self.quote_follows(at) {
            return None;
        }
        let start = if self.quote(at) { at } else { at + 1 };
        let mut end = start;
        while self.quote(end) {
            end += 1;
        }
        Some(Right {
            content: (start, end),
            addressee: None,
            source: None,
            used,
            stance: used.stance,
            confidence: 93,
            quoted: true,
        })
    }

    /// "to …" after the person ordered.
    pub(super) fn order(&self, used: &'r Use, person_end: usize) -> Option<Right<'r>> {
        let at = self.after_adjuncts(person_end);
        let to = [person_end, at].into_iter().find(|i| self.order_infinitive(*i))?;
        let found = self.clause(used, to, 88)?;
        Some(Right { stance: Stance::Orders, ..found })
    }

    /// "to …" or "not to …" at `i`.
    pub(super) fn order_infinitive(&self, i: usize) -> bool {
        let at = if self.is(i, Tag::Adv) && negates(self.word(i)) { i + 1 } else { i };
        self.is(at, Tag::To) && self.infinitive(at)
    }

    /// Person and infinitive directly after the cue ("ordered conductors in the port to put …").
    pub(super) fn order_with_person(&self, used: &'r Use, start: usize) -> Option<Right<'r>> {
        let at = self.skip_adverbs(start);
        for e in at + 1..(at + 26).min(self.end) {
            if self.tag(e).is_some_and(|t| t.is_in(FINITE | Tag::Stop.bit() | Tag::Colon.bit()))
                && !self.inside_relative(at, e)
            {
                return None;
            }
            if self.order_infinitive(e) && (self.phrases.is_whole(at, e) || self.word(at) == "whoever") {
                let found = self.clause(used, e, 85)?;
                return Some(Right { stance: Stance::Orders, addressee: Some((at, e)), ..found });
            }
        }
        None
    }

    pub(super) fn inside_relative(&self, at: usize, e: usize) -> bool {
        (at..e).any(|k| self.is(k, Tag::Wh) || self.word(k) == "whoever")
    }

    /// "(not) to be named", "that his name be withheld".
    pub(crate) fn named(&self, at: usize) -> bool {
        let words = |len: usize| (at..(at + len).min(self.end)).map(|i| self.word(i));
        // "asked for anonymity"
        if words(3).any(|w| matches!(w, "anonymity" | "confidentiality")) {
            return true;
        }
        let hidden =
            words(6).any(|w| matches!(w, "named" | "identified" | "anonymous" | "quoted" | "withheld"));
        let be = words(5).any(|w| matches!(w, "be" | "remain" | "stay"));
        let name = words(3).any(|w| matches!(w, "name" | "names" | "identity" | "identities"));
        be && (hidden || name)
    }
}
