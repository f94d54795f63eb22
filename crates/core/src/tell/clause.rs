//! Clauses to the right of a cue: where one begins, and whether a stretch of words is one.

use super::phrase::{FINITE, STARTS};
use super::reporting::{self as r, Use};
use super::right::{Right, Seek};
use crate::read::lexicon::class;
use crate::read::token::Tag;

/// Verbs that take a thing more often than a clause: for them a clause must begin with "that" or a pronoun.
const NEEDS_THAT: [&str; 22] = [
    "hold", "find", "feel", "show", "see", "hear", "learn", "read", "mean", "project", "record", "call",
    "present", "reveal", "release", "maintain", "capture", "document", "address", "know", "certify", "mark",
];

impl<'r> Seek<'_, 'r> {
    /// Passes over adverbs, times and prepositional phrases.
    pub(crate) fn after_adjuncts(&self, mut i: usize) -> usize {
        loop {
            let start = i;
            while self.is(i, Tag::Adv) {
                i += 1;
            }
            if self.is(i, Tag::Prep) && self.word(i) != "according" && self.word(i) != "as" {
                let mut at = i + 1;
                while self.is(at, Tag::Prep) || self.is(at, Tag::Adv) {
                    at += 1;
                }
                if let Some(end) = self.phrases.short(at, self.end) {
                    i = end;
                }
            } else if self.is(i, Tag::To) && self.is(i + 1, Tag::Plural) && !self.infinitive(i) {
                i = self.phrases.short(i + 1, self.end).unwrap_or(i);
            } else if i < self.end
                && self.time_phrase(i)
                && let Some(end) = self.phrases.core(i, self.end)
            {
                i = end;
            }
            if i == start {
                return i;
            }
        }
    }

    pub(super) fn time_phrase(&self, i: usize) -> bool {
        let timed = |k: usize| k < self.end && self.phrases.entry(k).classes & class::TIME != 0;
        self.is(i, Tag::Name) && timed(i)
            || self.is(i, Tag::Noun) && timed(i)
            || matches!(self.word(i), "last" | "this" | "next" | "early" | "late" | "earlier") && timed(i + 1)
            || matches!(self.word(i), "earlier" | "late" | "early")
                && self.is(i + 1, Tag::Det)
                && timed(i + 2)
    }

    /// Clause, quotation, question, infinitive: what may stand some adjuncts after the cue.
    pub(super) fn clause_like(&self, used: &'r Use, at: usize) -> Option<Right<'r>> {
        if let Some(found) = self.quotation(used, at) {
            return Some(found);
        }
        if used.takes & r::THAT != 0
            && let Some(that) = self.that_after(at)
        {
            return self.clause(used, that + 1, 95);
        }
        let after = self.after_adjuncts(at);
        if after != at
            && let Some(found) = self.quotation(used, after)
        {
            return Some(found);
        }
        for i in [at, after] {
            let question = matches!(
                self.word(i),
                "whether" | "why" | "how" | "what" | "who" | "when" | "where" | "which" | "if"
            );
            // "a man who asked why was led away": the verb after the question word is another clause's.
            // "warned those who sail": a relative clause.
            let relative = i > 0
                && matches!(self.word(i), "who" | "which" | "where")
                && matches!(self.word(i - 1), "those" | "anyone" | "everyone" | "someone" | "anybody");
            let other = relative
                || matches!(self.word(i), "why" | "how" | "when" | "where" | "whether")
                    && self.tag(i + 1).is_some_and(|t| t.is_in(FINITE));
            if question && !other && self.tag(i).is_some_and(|t| matches!(t, Tag::Sub | Tag::Wh)) {
                let wanted = if self.word(i) == "if" { r::WHETHER } else { r::WHETHER | r::THAT };
                if used.takes & wanted != 0
                    && (self.is(i + 1, Tag::To) || self.finite_in(i + 1, self.limit(i + 1, false)))
                {
                    let wants_clause = used.takes & r::WHETHER != 0
                        || matches!(self.word(i), "how" | "why" | "what" | "where" | "who");
                    if wants_clause {
                        return self.clause(used, i, 90);
                    }
                }
            }
            if used.takes & r::INF != 0 && self.is(i, Tag::To) && self.infinitive(i) {
                return self.clause(used, i, 85);
            }
            let ing = self.skip_adverbs(i);
            if used.takes & r::ING != 0
                && (self.is(ing, Tag::Ing) || matches!(self.word(ing), "having" | "being"))
            {
                return self.clause(used, i, 80);
            }
        }
        if used.takes & r::THAT != 0 {
            for i in [at, after] {
                if !self.bare_clause_after_cue(i) {
                    continue;
                }
                let phrase = i == at && self.is(at, Tag::Prep);
                if phrase
                    && !(self.is(after, Tag::Comma) && self.clause_from(after + 1, self.end))
                    && !self.clause_from(after, self.end)
                {
                    continue;
                }
                // "said the same thing, adding that …": the verb must stand before what is added.
                let end = (i..self.end).find(|k| !self.shallow && self.adding(*k)).unwrap_or(self.end);
                if self.clause_from(i, end) && !(i == at && at != after && self.adjunct_only(at, after)) {
                    return self.clause(used, i, 88);
                }
            }
        }
        None
    }

    /// Whether a clause without "that" may follow this cue at `i`: not after verbs that mostly take things.
    pub(super) fn bare_clause_after_cue(&self, i: usize) -> bool {
        let entry = self.phrases.entry(self.group.verb);
        let lemma = entry.lemma.map_or("", |l| self.phrases.lexicon.word(l));
        !NEEDS_THAT.contains(&lemma)
            || matches!(self.word(i), "he" | "she" | "they" | "it" | "we" | "i" | "there" | "nobody")
                // "read it twice": no clause begins there.
                && self.tag(self.skip_adverbs(i + 1)).is_some_and(|t| t.is_in(FINITE | Tag::Base.bit()))
    }

    /// Whether what lies before a clause is an adjunct of the cue ("said Friday the road was shut"), not the clause's.
    pub(super) fn adjunct_only(&self, at: usize, after: usize) -> bool {
        let prep = self.is(at, Tag::Prep);
        let time = self.time_phrase(at);
        let comma = self.is(after, Tag::Comma);
        (time || prep) && !comma && self.clause_from(after, self.end) && !(prep && self.is(at + 1, Tag::Ing))
    }

    /// "that" after `at` with nothing but adjuncts between, a pair of commas allowed.
    pub(super) fn that_after(&self, at: usize) -> Option<usize> {
        // "said before he left that …": the clause in between says when it was said.
        if matches!(
            self.word(at),
            "before" | "after" | "when" | "while" | "as" | "once" | "because" | "since"
        ) {
            let broken = |k: usize| {
                self.quote(k) || self.tag(k).is_none_or(|t| matches!(t, Tag::Stop | Tag::Colon | Tag::Comma))
            };
            let beyond = (at + 2..self.end.min(at + 14)).find(|k| broken(*k) || self.that(*k));
            if let Some(that) = beyond.filter(|k| !broken(*k))
                && self.finite_in(at + 1, that)
                && self.clause_from(that + 1, self.end)
            {
                return Some(that);
            }
        }
        let mut i = at;
        let mut commas = 0;
        while i < self.end && i < at + 25 {
            if self.that(i) && (i == at || !self.is(i - 1, Tag::Prep)) {
                let marked =
                    i + 1 < self.end && self.phrases.items[i + 1].first < self.phrases.items[i + 1].tok;
                // "mandates that every house fly a flag": a subjunctive is no finite verb.
                if commas == 1 {
                    // "told her, on condition that he was not named, that …"
                    i += 1;
                    continue;
                }
                let opens = self.clause_from(i + 1, self.end)
                    || i == at && self.is(i, Tag::Sub) && self.end > i + 5
                    || self.quote(i + 1)
                    || marked
                    || commas == 2
                    || (i == at && self.finite_in(i + 2, self.end));
                return opens.then_some(i);
            }
            let item = self.phrases.items[i];
            if item.quote
                || item.any(
                    FINITE
                        | Tag::Stop.bit()
                        | Tag::Colon.bit()
                        | Tag::Wh.bit()
                        | Tag::Sub.bit()
                        | Tag::To.bit(),
                ) && commas == 0
            {
                if item.is(Tag::To) && commas == 0 && self.phrases.core(i + 1, self.end).is_some() {
                    i += 1;
                    continue;
                }
                return None;
            }
            // A plain object before "that" belongs to another construction ("said the man that …").
            if commas == 0 && item.any(STARTS) && (i == at || !self.in_adjunct(at, i)) && !self.time_phrase(i)
            {
                return None;
            }
            if item.is(Tag::Comma) {
                commas += 1;
            }
            i += 1;
        }
        None
    }

    pub(super) fn in_adjunct(&self, at: usize, i: usize) -> bool {
        (at..i).rev().take(8).any(|k| self.is(k, Tag::Prep) || self.is(k, Tag::To) || self.time_phrase(k))
    }

    pub(super) fn clause(&self, used: &'r Use, from: usize, confidence: u8) -> Option<Right<'r>> {
        let that = from > 0 && self.that(from - 1);
        self.found(used, from, self.limit(from, that), confidence)
    }

    /// "children under six receive": whether a plural with a phrase behind it, and no more, stands in `from..to`.
    fn many(&self, from: usize, to: usize) -> bool {
        let plural = (from..to).find(|k| self.is(*k, Tag::Plural));
        plural.is_some_and(|k| {
            self.is(k + 1, Tag::Prep)
                && k <= from + 2
                && (k + 2..to).all(|n| {
                    self.tag(n).is_some_and(|t| {
                        matches!(
                            t,
                            Tag::Num | Tag::Noun | Tag::Plural | Tag::Name | Tag::Det | Tag::Adj | Tag::Poss
                        )
                    })
                })
        })
    }

    /// Whether a finite clause begins at `i`: something nominal, then a finite verb, before the end.
    pub(crate) fn clause_from(&self, i: usize, end: usize) -> bool {
        let Some(first) = self.tag(i) else { return self.quote(i) && self.finite_in(i + 1, end) };
        if matches!(
            first,
            Tag::Comma
                | Tag::Stop
                | Tag::Colon
                | Tag::Conj
                | Tag::Close
                | Tag::To
                | Tag::Bracket
                | Tag::Mark
                | Tag::Dash
        ) {
            return false;
        }
        if first.is_in(FINITE | Tag::Part.bit()) && self.phrases.core(i, end).is_none_or(|e| e <= i) {
            return false;
        }
        let mut nominal = false;
        let mut k = i;
        while k < end {
            let item = self.phrases.items[k];
            if item.quote {
                nominal = true;
            } else if item.any(Tag::Stop.bit())
                || (self.headline && k > i && matches!(self.word(k), "as" | "after" | "amid"))
            {
                return false;
            } else if item.any(Tag::Conj.bit()) && nominal && self.tag(k + 1).is_some_and(|t| t.is_in(FINITE))
            {
                // "confirmed one death but said": the verb is the cue's twin, not the clause's.
                return false;
            } else if (item.any(FINITE) && nominal && !self.reduced_here(i, k))
                || item.is(Tag::Base)
                    && nominal
                    && k > 0
                    && self
                        .tag(k - 1)
                        .is_some_and(|t| matches!(t, Tag::Plural | Tag::Pron | Tag::Adv | Tag::Name))
                || item.is(Tag::Base) && nominal && k > i + 2 && self.many(i, k)
            {
                return true;
            } else if item.any(Tag::Wh.bit()) && nominal {
                // A relative clause: its verb does not count; go on after it if a comma closes it.
                let Some(after) = self.after_relative(k, end) else { return false };
                k = after;
                continue;
            } else if item.any(
                Tag::Noun.bit()
                    | Tag::Plural.bit()
                    | Tag::Name.bit()
                    | Tag::Pron.bit()
                    | Tag::Num.bit()
                    | Tag::Ing.bit()
                    | Tag::Adj.bit(),
            ) {
                nominal = true;
            }
            k += 1;
        }
        false
    }

    /// A past form between a noun and its phrase that a later finite verb shows to be a participle.
    pub(super) fn reduced_here(&self, from: usize, k: usize) -> bool {
        let item = self.phrases.items[k];
        if !item.is(Tag::Past) || !self.tag(k + 1).is_some_and(|t| matches!(t, Tag::Prep)) {
            return false;
        }
        (k + 1..self.end.min(k + 12)).any(|e| {
            let tag = self.phrases.items[e];
            tag.any(FINITE) && self.phrases.is_whole(from, e)
        })
    }

    /// Where the main clause goes on after a relative clause from `k`: at its second verb, or after its comma.
    pub(super) fn after_relative(&self, k: usize, end: usize) -> Option<usize> {
        let mut verbs = 0;
        let mut i = k + 1;
        while i < end {
            let item = self.phrases.items[i];
            if item.is(Tag::Comma) && verbs > 0 {
                return Some(i + 1);
            }
            let begins = item.any(FINITE)
                && !(i > 0
                    && self
                        .tag(i - 1)
                        .is_some_and(|t| t.is_in(Tag::Modal.bit() | Tag::Aux.bit() | Tag::Adv.bit())));
            if begins {
                verbs += 1;
                if verbs == 2 {
                    return Some(i);
                }
            }
            i += 1;
        }
        None
    }

    pub(super) fn finite_in(&self, from: usize, to: usize) -> bool {
        (from..to.min(self.end)).any(|i| self.phrases.items[i].any(FINITE | Tag::Base.bit()))
    }
}
