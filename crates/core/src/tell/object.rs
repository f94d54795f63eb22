//! Contents that are no clauses: noun phrases, judgements, "of" phrases; sources in "from" and "by" phrases.

use super::phrase::{FINITE, STARTS};
use super::reporting::{self as r, Person, Use};
use super::right::{Right, Seek};
use crate::model::Stance;
use crate::read::lexicon::class;
use crate::read::token::Tag;

/// Ways to be told something: after "by" they are no source.
const MEANS: [&str; 12] = [
    "telephone",
    "phone",
    "letter",
    "email",
    "e-mail",
    "text",
    "message",
    "post",
    "mail",
    "radio",
    "fax",
    "loudspeaker",
];

impl<'r> Seek<'_, 'r> {
    /// Noun phrases, judgements, "of" phrases.
    pub(super) fn phrase_like(&self, used: &'r Use, at: usize) -> Option<Right<'r>> {
        if used.takes & r::PRED != 0
            && let Some(found) = self.judgement(used, at)
        {
            return Some(found);
        }
        if used.takes & r::OF != 0 {
            let of = (at..(at + 10).min(self.end))
                .find(|i| self.is(*i, Tag::Prep) && matches!(self.word(*i), "of" | "about" | "against"));
            if let Some(of) = of.filter(|of| *of == at || self.phrases.is_whole(at, *of)) {
                let from = if of == at { at + 1 } else { at };
                let content = self.phrase_end(of + 1);
                if self.word(of) == "of" && content > of + 1 {
                    return self.found(used, from, content, 70);
                }
            }
        }
        let headline = self.headline && used.takes & r::THAT != 0 && self.announces();
        if used.takes & r::NP != 0 || headline {
            let start = self.skip_adverbs(at);
            if self.tag(start).is_some_and(|t| t.is_in(STARTS))
                && !self.is(start, Tag::Pron)
                && self.phrases.core(start, self.end).is_some()
                && (used.stance == Stance::Orders || self.states(start))
                && (!self.headline || self.carries(start))
            {
                return self.found(used, start, self.phrase_end(start), 70);
            }
        }
        None
    }

    /// "Editor Passes On Report": words, where a headline's "Ferry Passes on Lower Lake" are none.
    fn carries(&self, start: usize) -> bool {
        let lemma = self.phrases.entry(self.group.verb).lemma.map_or("", |l| self.phrases.lexicon.word(l));
        let head = self.phrases.core(start, self.end).map_or(start, |e| e - 1);
        lemma != "pass" || self.phrases.entry(head).noun.is_some()
    }

    /// Whether the noun phrase at `start` can state something: it does not only name a speech or a text.
    pub(super) fn states(&self, start: usize) -> bool {
        let end = self.phrases.core(start, self.end).unwrap_or(start + 1);
        let head = end - 1;
        let entry = self.phrases.entry(head);
        if entry.classes & class::TIME != 0 && !self.phrases.items[head].is(Tag::Name) {
            return false;
        }
        // "said the same thing", "dismissed the claim": what that was stands elsewhere.
        let same = self.word(head) == "thing" && (start..head).any(|i| self.word(i) == "same");
        let points = matches!(
            self.word(head),
            "claim" | "claims" | "allegation" | "allegations" | "accusation" | "accusations"
        );
        let alone = !self.that(end) && !self.tag(end).is_some_and(|t| matches!(t, Tag::To | Tag::Prep));
        let answers = self.phrases.entry(self.group.verb).lemma;
        let answers = answers.is_some_and(|l| self.phrases.lexicon.word(l) == "answer");
        let things = answers
            && matches!(
                self.word(head),
                "telephone" | "phone" | "door" | "call" | "calls" | "knock" | "bell" | "summons"
            );
        if same || things || points && alone && self.is(start, Tag::Det) && head == start + 1 {
            return false;
        }
        if entry.noun.is_some() {
            return self.that(end)
                || self.is(end, Tag::To)
                || self.is(end, Tag::Prep)
                || entry.classes & class::UTTERANCE == 0;
        }
        entry.classes & class::UTTERANCE == 0
    }

    /// End of a noun phrase content: before a comma, a finite verb that is not in a clause of its own, a subordinator.
    pub(super) fn phrase_end(&self, start: usize) -> usize {
        let limit = self.limit(start, false);
        let mut inner = false;
        for i in start..limit {
            let item = self.phrases.items[i];
            if item.quote {
                continue;
            }
            if item.is(Tag::Comma) && !self.listed(i) {
                return i;
            }
            if item.any(Tag::Wh.bit()) || self.that(i) {
                inner = true;
            }
            if self.headline
                && i > start
                && !inner
                && matches!(self.word(i), "as" | "after" | "amid" | "despite")
            {
                return i;
            }
            let after = matches!(
                self.word(i),
                "when"
                    | "after"
                    | "because"
                    | "while"
                    | "although"
                    | "though"
                    | "as"
                    | "if"
                    | "since"
                    | "before"
                    | "but"
            );
            if i > start && !inner && after && item.any(Tag::Sub.bit() | Tag::Wh.bit() | Tag::Conj.bit()) {
                return i;
            }
            // "ask for the code and then they scroll": a clause after the conjunction is another thing.
            if i > start && !inner && item.any(Tag::Conj.bit()) && self.own_clause(i + 1) {
                return i;
            }
            if i > start && !inner && item.any(FINITE) && !item.is(Tag::Past) && !self.is(i - 1, Tag::To) {
                return i;
            }
        }
        limit
    }

    /// Verbs that a headline gives a bare noun phrase for a clause: "State Paper Declares Record Harvest".
    fn announces(&self) -> bool {
        let lemma = self.phrases.entry(self.group.verb).lemma.map_or("", |l| self.phrases.lexicon.word(l));
        matches!(
            lemma,
            "declare"
                | "report"
                | "show"
                | "claim"
                | "announce"
                | "find"
                | "predict"
                | "confirm"
                | "reveal"
                | "admit"
                | "allege"
                | "see"
        )
    }

    /// Whether a clause with a pronoun for its subject begins at `i`, adverbs passed over.
    fn own_clause(&self, i: usize) -> bool {
        let at = self.skip_adverbs(i);
        let subject = matches!(self.word(at), "he" | "she" | "they" | "it" | "we" | "i" | "you" | "there");
        subject && self.tag(at + 1).is_some_and(|t| t.is_in(FINITE | Tag::Base.bit() | Tag::Adv.bit()))
    }

    /// A comma within a list or before an adjective.
    pub(super) fn listed(&self, i: usize) -> bool {
        self.is(i + 1, Tag::Adj)
            || (i + 1..(i + 5).min(self.end)).any(|k| self.is(k, Tag::Conj))
                && self.phrases.core(i + 1, self.end).is_some()
    }

    /// "called the bulletin “an insult”", "described the search as illegal".
    pub(super) fn judgement(&self, used: &'r Use, at: usize) -> Option<Right<'r>> {
        let object = self.phrases.short(at, self.end)?;
        let limit = self.limit(at, false);
        let marked = |i: usize| {
            i < self.end && (self.quote(i) || self.phrases.items[i].first < self.phrases.items[i].tok)
        };
        // The object may reach up to its predicate: phrases with "of", "in".
        for p in object..limit.min(object + 12) {
            let end = self.phrase_end(p + 1).max(p);
            let as_ = self.word(p) == "as";
            let quoted = marked(p) && p > at;
            let plain = self.tag(p).is_some_and(|t| matches!(t, Tag::Det | Tag::Adj | Tag::Part | Tag::Poss))
                && used.takes & r::AS == 0;
            if (as_ || quoted || plain) && self.phrases.is_whole(at, p) && p < end {
                let to = if self.quote(p) { p + 1 } else { end };
                return self.found(used, at, to, 75);
            }
            if used.takes & r::PRED != 0
                && self.is(p, Tag::To)
                && self.infinitive(p)
                && self.phrases.is_whole(at, p)
            {
                return self.found(used, at, self.limit(p, false), 75);
            }
        }
        None
    }

    /// "quoted the minister as saying …".
    pub(super) fn quoted_as(&self, used: &'r Use, at: usize) -> Option<Right<'r>> {
        let as_ = (at + 1..(at + 20).min(self.end)).find(|i| self.word(*i) == "as")?;
        let ing = self.is(as_ + 1, Tag::Ing) && self.phrases.entry(as_ + 1).verb.is_some();
        (ing && self.phrases.is_whole(at, as_))
            .then(|| self.found(used, at, self.limit(as_ + 2, false), 88))
            .flatten()
    }

    /// "heard from the cook that …".
    pub(super) fn heard_from(&self, used: &'r Use, at: usize) -> Option<Right<'r>> {
        let mut i = self.skip_adverbs(at);
        if !(self.is(i, Tag::Prep) && self.word(i) == "from") {
            return None;
        }
        i += 1;
        let core = self.phrases.core(i, self.end)?;
        let open = (core..(core + 14).min(self.end)).find(|e| {
            (self.that(*e) || self.quote_follows(*e) || matches!(self.word(*e), "how" | "whether" | "why"))
                && self.phrases.is_whole(i, *e)
        });
        let (source_end, mut found) = match open {
            Some(e) if self.that(e) => (e, self.clause(used, e + 1, 92)?),
            Some(e) => (e, self.clause_like(used, e)?),
            None => {
                let e = self.phrases.short(i, self.end).unwrap_or(core);
                (e, self.clause_from(e, self.end).then(|| self.clause(used, e, 80)).flatten()?)
            }
        };
        found.source = Some((i, source_end));
        Some(found)
    }

    /// Passive: "was told by Y to …", "were warned that …", "is said to …".
    pub(super) fn passive(&self, used: &'r Use) -> Option<Right<'r>> {
        if used.takes & (r::AS | r::CITING | r::FROM) != 0 {
            return None;
        }
        let mut at = self.group.end;
        let mut source = None;
        for _ in 0..3 {
            if self.order_infinitive(at) {
                break;
            }
            at = self.skip_adverbs(at);
            let means = MEANS.contains(&self.word(at + 1)) && !self.is(at + 1, Tag::Det);
            if self.is(at, Tag::Prep)
                && self.word(at) == "by"
                && !means
                && let Some(core) = self.phrases.core(at + 1, self.end)
            {
                let mut end = self.phrases.short(at + 1, self.end).unwrap_or(core);
                let open = (end..(end + 12).min(self.end)).find(|e| {
                    self.that(*e)
                        || self.order_infinitive(*e)
                        || self.is(*e, Tag::To)
                        || self.quote_follows(*e)
                });
                // "by a warder, who said he was told that …": what stands there is the warder's telling.
                let told = |e: usize| (at + 2..e).any(|k| self.is(k, Tag::Wh) && self.is(k - 1, Tag::Comma));
                if let Some(e) = open.filter(|e| self.phrases.is_whole(at + 1, *e) && !told(*e)) {
                    end = e;
                }
                if self.phrases.reflexive(end) {
                    // "by the minister himself"
                    end += 1;
                }
                source = Some((at + 1, end));
                at = end;
            } else {
                let next = self.after_adjuncts(at);
                if next == at || self.that(at) {
                    break;
                }
                let opens = self.that(next)
                    || self.is(next, Tag::To)
                    || self.quote_follows(next)
                    || (self.is(next, Tag::Prep) && self.word(next) == "by");
                if !opens {
                    break;
                }
                at = next;
            }
        }
        let hearer = matches!(used.person, Person::Must | Person::May) || used.takes & r::ORDER != 0;
        let mut found = self.passive_content(used, at, hearer, source.is_some())?;
        found.source = source;
        Some(found)
    }

    pub(super) fn passive_content(
        &self,
        used: &'r Use,
        at: usize,
        hearer: bool,
        sourced: bool,
    ) -> Option<Right<'r>> {
        if hearer && used.takes & r::ORDER != 0 && self.order_infinitive(at) {
            let found = self.clause(used, at, 82)?;
            // "asked not to be named" is a condition of the talk, no statement.
            if self.named(at) {
                return None;
            }
            return Some(Right { stance: Stance::Orders, ..found });
        }
        if used.takes & r::THAT != 0 && self.that(at) {
            return self.clause(used, at + 1, 88);
        }
        let question = matches!(self.word(at), "whether" | "if" | "why" | "how" | "what" | "who" | "where");
        if used.takes & r::WHETHER != 0
            && question
            && (sourced || (hearer && used.stance != Stance::Asks && !self.asking()))
        {
            return self.clause(used, at, 70);
        }
        if !hearer || self.group.bare_part {
            return None;
        }
        if used.takes & r::QUOTE != 0 && self.quote_follows(at) {
            return self.quotation(used, at);
        }
        (used.takes & r::THAT != 0 && self.clause_from(at, self.end))
            .then(|| self.clause(used, at, 80))
            .flatten()
    }
}
