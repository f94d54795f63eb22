//! Content to the right of a cue: "X said that …", "told guards to …", "said: “…”", "confirmed one death".

use super::group::{Group, negates};
use super::phrase::{FINITE, Phrases, STARTS};
use super::reporting::{self as r, Person, Reporting, Use};
use crate::model::Stance;
use crate::read::lexicon::class;
use crate::read::token::Tag;

/// Ways to be told something: after "by" they are no source.
const MEANS: [&str; 12] =
    ["telephone", "phone", "letter", "email", "e-mail", "text", "message", "post", "mail", "radio", "fax", "loudspeaker"];

/// Verbs that take a thing more often than a clause: for them a clause must begin with "that" or a pronoun.
const NEEDS_THAT: [&str; 22] = [
    "hold", "find", "feel", "show", "see", "hear", "learn", "read", "mean", "project", "record", "call", "present", "reveal",
    "release", "maintain", "capture", "document", "address", "know", "certify", "mark",
];

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
    fn tag(&self, i: usize) -> Option<Tag> {
        self.phrases.items.get(i).filter(|n| i < self.end && !n.quote).map(|n| n.tag)
    }

    fn is(&self, i: usize, tag: Tag) -> bool {
        self.tag(i) == Some(tag)
    }

    fn quote(&self, i: usize) -> bool {
        i < self.end && self.phrases.items[i].quote
    }

    fn word(&self, i: usize) -> &str {
        if i < self.end { self.phrases.lexicon.word(self.phrases.items[i].word) } else { "" }
    }

    /// The content by any of the cue's uses.
    pub(crate) fn run(&self, uses: &[&'r Use]) -> Option<Right<'r>> {
        uses.iter().find_map(|u| if self.group.passive || self.group.bare_part { self.passive(u) } else { self.active(u) })
    }

    fn found(&self, used: &'r Use, from: usize, to: usize, confidence: u8) -> Option<Right<'r>> {
        let to = self.trim(from, to);
        let interrogative = matches!(self.word(from), "whether" | "if" | "why" | "how" | "what" | "who" | "when" | "where" | "which");
        let asks = used.stance == Stance::Asserts && used.takes & r::ORDER != 0 && interrogative && self.asking();
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
    fn asking(&self) -> bool {
        let entry = self.phrases.entry(self.group.verb);
        entry.lemma.is_some_and(|l| self.phrases.lexicon.word(l) == "ask")
    }

    /// Leaves out a full stop, comma or colon at the end, outside quotation marks.
    fn trim(&self, from: usize, mut to: usize) -> usize {
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

    fn active(&self, used: &'r Use) -> Option<Right<'r>> {
        let start = self.group.end;
        if used.takes & r::FROM != 0 {
            return self.from_source(used, start);
        }
        if used.takes & r::AS != 0 && let Some(found) = self.quoted_as(used, start) {
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
        if used.takes & r::ORDER != 0 && !self.quote_follows(at) && !self.that(at) && let Some(found) = self.order_with_person(used, start) {
            return Some(found);
        }
        let mut found = self.clause_like(used, at).or_else(|| self.phrase_like(used, at))?;
        found.addressee = found.addressee.or(addressee);
        Some(found)
    }

    /// The person addressed, and where to go on.
    fn addressee(&self, used: &Use, start: usize) -> (usize, Option<(usize, usize)>) {
        let direct = matches!(used.person, Person::Must | Person::May);
        if direct && let Some(end) = self.person_end(start) {
            let after = self.after_adjuncts(end);
            let opens = self.quote_follows(after)
                || self.that(after)
                || self.is(after, Tag::To) && self.infinitive(after)
                || self.tag(after).is_some_and(|t| matches!(t, Tag::Wh | Tag::Sub));
            let bare = !self.phrases.run(start, end).iter().any(|i| i.any(FINITE)) && self.clause_from(end, self.end);
            let pronoun = self.is(start, Tag::Pron);
            let name = self.is(start, Tag::Name);
            let must = used.person == Person::Must;
            if opens || (must && (bare || after >= self.end || self.closes(after))) || (pronoun && bare && self.object_pronoun(start)) || (must && name) {
                return (end, Some((start, end)));
            }
        }
        if used.person != Person::None && self.is(start, Tag::To) && let Some(end) = self.phrases.short(start + 1, self.end) {
            return (end, Some((start + 1, end)));
        }
        (start, None)
    }

    fn object_pronoun(&self, i: usize) -> bool {
        matches!(self.word(i), "me" | "us" | "him" | "her" | "them" | "you")
    }

    fn closes(&self, i: usize) -> bool {
        self.tag(i).is_some_and(|t| matches!(t, Tag::Stop | Tag::Comma | Tag::Colon | Tag::Conj))
    }

    /// End of the person addressed at `i`: a pronoun alone, else a noun phrase with its phrases up to a clause.
    fn person_end(&self, i: usize) -> Option<usize> {
        let core = self.phrases.core(i, self.end)?;
        if self.is(i, Tag::Pron) && self.object_pronoun(i) {
            return Some(core);
        }
        // "anyone who asked that …", "the people in the town that …": as far as it is one phrase before the content.
        let mut best = self.phrases.short(i, self.end).unwrap_or(core);
        let limit = (i + 24).min(self.end);
        for e in core..limit {
            let opens = self.that(e) || self.quote(e) || (self.is(e, Tag::To) && self.infinitive(e)) || self.is(e, Tag::Comma) && self.quote(e + 1);
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
    fn without_adjunct(&self, _from: usize, short: usize, e: usize) -> usize {
        if self.after_adjuncts(short) >= e && self.is(short, Tag::Prep) && self.word(short) != "of" && self.timed(short, e) { short } else { e }
    }

    fn timed(&self, from: usize, e: usize) -> bool {
        (from..e).any(|i| self.phrases.entry(i).classes & class::TIME != 0)
            || matches!(self.word(from), "in" | "on" | "at" | "by" | "during" | "after" | "before" | "through" | "via")
    }

    fn that(&self, i: usize) -> bool {
        self.word(i) == "that" && (self.is(i, Tag::Sub) || self.is(i, Tag::Wh) || self.is(i, Tag::Det) || self.is(i, Tag::Pron))
    }

    fn infinitive(&self, to: usize) -> bool {
        let at = self.skip_adverbs(to + 1);
        self.tag(at).is_some_and(|t| matches!(t, Tag::Base | Tag::Aux))
            || self.quote(at)
            || (at < self.end && self.phrases.entry(at).tags & Tag::Base.bit() != 0)
            || (at < self.end && self.phrases.items[at].first < self.phrases.items[at].tok)
            || (self.tag(at).is_some_and(|t| matches!(t, Tag::Noun | Tag::Adj))
                && self.tag(at + 1).is_some_and(|t| matches!(t, Tag::Det | Tag::Poss | Tag::Num | Tag::Pron)))
    }

    fn skip_adverbs(&self, mut i: usize) -> usize {
        while self.is(i, Tag::Adv) {
            i += 1;
        }
        i
    }

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
            } else if i < self.end && self.time_phrase(i) && let Some(end) = self.phrases.core(i, self.end) {
                i = end;
            }
            if i == start {
                return i;
            }
        }
    }

    fn time_phrase(&self, i: usize) -> bool {
        let timed = |k: usize| k < self.end && self.phrases.entry(k).classes & class::TIME != 0;
        self.is(i, Tag::Name) && timed(i)
            || self.is(i, Tag::Noun) && timed(i)
            || matches!(self.word(i), "last" | "this" | "next" | "early" | "late" | "earlier") && timed(i + 1)
            || matches!(self.word(i), "earlier" | "late" | "early") && self.is(i + 1, Tag::Det) && timed(i + 2)
    }

    /// A quotation begins at `i`, perhaps after a comma or colon.
    pub(crate) fn quote_follows(&self, i: usize) -> bool {
        self.quote(i) || (self.tag(i).is_some_and(|t| matches!(t, Tag::Comma | Tag::Colon)) && self.quote(i + 1))
    }

    /// Clause, quotation, question, infinitive: what may stand some adjuncts after the cue.
    fn clause_like(&self, used: &'r Use, at: usize) -> Option<Right<'r>> {
        if let Some(found) = self.quotation(used, at) {
            return Some(found);
        }
        if used.takes & r::THAT != 0 && let Some(that) = self.that_after(at) {
            return self.clause(used, that + 1, 95);
        }
        let after = self.after_adjuncts(at);
        if after != at && let Some(found) = self.quotation(used, after) {
            return Some(found);
        }
        for i in [at, after] {
            let question = matches!(self.word(i), "whether" | "why" | "how" | "what" | "who" | "when" | "where" | "which" | "if");
            if question && self.tag(i).is_some_and(|t| matches!(t, Tag::Sub | Tag::Wh)) {
                let wanted = if self.word(i) == "if" { r::WHETHER } else { r::WHETHER | r::THAT };
                if used.takes & wanted != 0 && (self.is(i + 1, Tag::To) || self.finite_in(i + 1, self.limit(i + 1, false))) {
                    let wants_clause = used.takes & r::WHETHER != 0 || matches!(self.word(i), "how" | "why" | "what" | "where" | "who");
                    if wants_clause {
                        return self.clause(used, i, 90);
                    }
                }
            }
            if used.takes & r::INF != 0 && self.is(i, Tag::To) && self.infinitive(i) {
                return self.clause(used, i, 85);
            }
            let ing = self.skip_adverbs(i);
            if used.takes & r::ING != 0 && (self.is(ing, Tag::Ing) || matches!(self.word(ing), "having" | "being")) {
                return self.clause(used, i, 80);
            }
        }
        if used.takes & r::THAT != 0 {
            for i in [at, after] {
                if !self.bare_clause_after_cue(i) {
                    continue;
                }
                let phrase = i == at && self.is(at, Tag::Prep);
                if phrase && !(self.is(after, Tag::Comma) && self.clause_from(after + 1, self.end)) && !self.clause_from(after, self.end) {
                    continue;
                }
                if self.clause_from(i, self.end) && !(i == at && at != after && self.adjunct_only(at, after)) {
                    return self.clause(used, i, 88);
                }
            }
        }
        None
    }

    /// Whether a clause without "that" may follow this cue at `i`: not after verbs that mostly take things.
    fn bare_clause_after_cue(&self, i: usize) -> bool {
        let entry = self.phrases.entry(self.group.verb);
        let lemma = entry.lemma.map_or("", |l| self.phrases.lexicon.word(l));
        !NEEDS_THAT.contains(&lemma) || matches!(self.word(i), "he" | "she" | "they" | "it" | "we" | "i" | "there" | "nobody")
    }

    /// Whether what lies before a clause is an adjunct of the cue ("said Friday the road was shut"), not the clause's.
    fn adjunct_only(&self, at: usize, after: usize) -> bool {
        let prep = self.is(at, Tag::Prep);
        let time = self.time_phrase(at);
        let comma = self.is(after, Tag::Comma);
        (time || prep) && !comma && self.clause_from(after, self.end) && !(prep && self.is(at + 1, Tag::Ing))
    }

    fn quotation(&self, used: &'r Use, at: usize) -> Option<Right<'r>> {
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

    /// "that" after `at` with nothing but adjuncts between, a pair of commas allowed.
    fn that_after(&self, at: usize) -> Option<usize> {
        let mut i = at;
        let mut commas = 0;
        while i < self.end && i < at + 25 {
            if self.that(i) && (i == at || !self.is(i - 1, Tag::Prep)) {
                let marked = i + 1 < self.end && self.phrases.items[i + 1].first < self.phrases.items[i + 1].tok;
                let opens = self.clause_from(i + 1, self.end) || self.quote(i + 1) || marked || commas == 2;
                return (opens && commas != 1).then_some(i);
            }
            let item = self.phrases.items[i];
            if item.quote || item.any(FINITE | Tag::Stop.bit() | Tag::Colon.bit() | Tag::Wh.bit() | Tag::Sub.bit() | Tag::To.bit()) && commas == 0 {
                if item.is(Tag::To) && commas == 0 && self.phrases.core(i + 1, self.end).is_some() {
                    i += 1;
                    continue;
                }
                return None;
            }
            // A plain object before "that" belongs to another construction ("said the man that …").
            if commas == 0 && item.any(STARTS) && (i == at || !self.in_adjunct(at, i)) && !self.time_phrase(i) {
                return None;
            }
            if item.is(Tag::Comma) {
                commas += 1;
            }
            i += 1;
        }
        None
    }

    fn in_adjunct(&self, at: usize, i: usize) -> bool {
        (at..i).rev().take(8).any(|k| self.is(k, Tag::Prep) || self.is(k, Tag::To) || self.time_phrase(k))
    }

    fn clause(&self, used: &'r Use, from: usize, confidence: u8) -> Option<Right<'r>> {
        let that = from > 0 && self.that(from - 1);
        self.found(used, from, self.limit(from, that), confidence)
    }

    /// Whether a finite clause begins at `i`: something nominal, then a finite verb, before the end.
    pub(crate) fn clause_from(&self, i: usize, end: usize) -> bool {
        let Some(first) = self.tag(i) else { return self.quote(i) && self.finite_in(i + 1, end) };
        if matches!(first, Tag::Comma | Tag::Stop | Tag::Colon | Tag::Conj | Tag::Close | Tag::To | Tag::Bracket | Tag::Mark | Tag::Dash) {
            return false;
        }
        if first.is_in(FINITE | Tag::Part.bit()) && !self.phrases.core(i, end).is_some_and(|e| e > i) {
            return false;
        }
        let mut nominal = false;
        let mut k = i;
        while k < end {
            let item = self.phrases.items[k];
            if item.quote {
                nominal = true;
            } else if item.any(Tag::Stop.bit()) || (item.is(Tag::Colon) && self.word(k) != ":") {
                return false;
            } else if item.any(Tag::Conj.bit()) && nominal && self.tag(k + 1).is_some_and(|t| t.is_in(FINITE)) {
                // "confirmed one death but said": the verb is the cue's twin, not the clause's.
                return false;
            } else if item.any(FINITE) && nominal && !self.reduced_here(i, k) {
                return true;
            } else if item.is(Tag::Base) && nominal && k > 0 && self.tag(k - 1).is_some_and(|t| matches!(t, Tag::Plural | Tag::Pron | Tag::Adv | Tag::Name)) {
                return true;
            } else if item.any(Tag::Wh.bit()) && nominal {
                // A relative clause: its verb does not count; go on after it if a comma closes it.
                let Some(after) = self.after_relative(k, end) else { return false };
                k = after;
                continue;
            } else if item.any(Tag::Noun.bit() | Tag::Plural.bit() | Tag::Name.bit() | Tag::Pron.bit() | Tag::Num.bit() | Tag::Ing.bit() | Tag::Adj.bit()) {
                nominal = true;
            }
            k += 1;
        }
        false
    }

    /// A past form between a noun and its phrase that a later finite verb shows to be a participle.
    fn reduced_here(&self, from: usize, k: usize) -> bool {
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
    fn after_relative(&self, k: usize, end: usize) -> Option<usize> {
        let mut verbs = 0;
        let mut i = k + 1;
        while i < end {
            let item = self.phrases.items[i];
            if item.is(Tag::Comma) && verbs > 0 {
                return Some(i + 1);
            }
            let begins = item.any(FINITE) && !(i > 0 && self.tag(i - 1).is_some_and(|t| t.is_in(Tag::Modal.bit() | Tag::Aux.bit() | Tag::Adv.bit())));
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

    fn finite_in(&self, from: usize, to: usize) -> bool {
        (from..to.min(self.end)).any(|i| self.phrases.items[i].any(FINITE | Tag::Base.bit()))
    }

    /// Where a content that begins at `from` ends: before a twin of the cue, a participle that adds, a semicolon.
    pub(crate) fn limit(&self, from: usize, that: bool) -> usize {
        for i in from..self.end {
            let item = self.phrases.items[i];
            if item.quote {
                continue;
            }
            match item.tag {
                Tag::Stop => return i + usize::from(item.last > item.tok),
                Tag::Colon if self.word(i) == ";" => return i,
                Tag::Comma if self.group.bare_part && self.group.start == 0 => return i,
                Tag::Comma if !self.shallow && self.adding(i) => return i,
                Tag::Comma | Tag::Conj if !self.shallow && i > from && self.twin(i, that) => return i,
                _ => {}
            }
        }
        self.end
    }

    /// ", adding that …": a reporting participle with a content of its own.
    fn adding(&self, i: usize) -> bool {
        let at = if self.is(i, Tag::Comma) { self.skip_adverbs(i + 1) } else { return false };
        if !self.is(at, Tag::Ing) {
            return false;
        }
        let Some((uses, end, _)) = super::group::usage(&self.phrases, self.reporting, at) else { return false };
        if uses.iter().any(|u| u.takes & r::CITING != 0) {
            return true;
        }
        let group = Group { start: at, verb: at, end, passive: false, negated: false, modal: false, bare_ing: true, infinitive: false, bare_part: false };
        Seek { phrases: self.phrases, reporting: self.reporting, group, end: self.end, headline: self.headline, shallow: true }.run(&uses).is_some()
    }

    /// A conjunction (at `i`, or after a comma at `i`) with a cue that shares the subject ("… but disputed that …"),
    /// or, after a comma, with a subject and cue of its own.
    fn twin(&self, i: usize, that: bool) -> bool {
        let comma = self.is(i, Tag::Comma);
        let mut at = if comma { i + 1 } else { i };
        let conj = self.is(at, Tag::Conj) || (comma && matches!(self.word(at), "while" | "whereas"));
        if !conj {
            return false;
        }
        at += 1;
        if self.that(at) {
            return false;
        }
        let start = at;
        while self.tag(at).is_some_and(|t| matches!(t, Tag::Adv | Tag::Aux)) {
            at += 1;
        }
        let own = self.phrases.items[self.group.verb].tag;
        let alike = self.is(at, own)
            || (self.is(at, Tag::Past) && (own == Tag::Part || (comma && own == Tag::Pres)))
            || (self.is(at, Tag::Base) && own == Tag::Pres);
        let joined = !comma && self.perfect(i) && self.phrases.entry(at).tags & Tag::Part.bit() != 0;
        let explicit = (at + 1..at + 6).any(|t| self.that(t));
        if alike && (!joined || explicit) && (self.cue_with_content(at, start) || self.refuses(at)) {
            return true;
        }
        if comma && own == Tag::Past && self.is(at, Tag::Past) && at == start && self.backshifted(i) {
            return true;
        }
        // "…, and the group denied that …"
        let start = if comma { self.after_adjuncts(start).max(start) } else { start };
        if comma && let Some(subject) = self.phrases.core(start, self.end) {
            let mut k = subject;
            for _ in 0..14 {
                if self.tag(k).is_some_and(|t| matches!(t, Tag::Past | Tag::Pres | Tag::Base)) && self.phrases.is_whole(start, k) {
                    return self.is(k, own) && self.cue_with_content(k, start) && (!that || (k + 1..k + 6).any(|t| self.that(t)));
                }
                k += 1;
            }
        }
        false
    }

    /// Whether the last verb before `i` is a participle after "had" or "has": a past form after "and" goes on with it.
    fn perfect(&self, i: usize) -> bool {
        let last = (self.group.end..i).rev().find(|k| self.phrases.items[*k].any(FINITE | Tag::Part.bit()));
        last.is_some_and(|k| self.is(k, Tag::Part) && (self.group.end..k).any(|a| self.is(a, Tag::Aux)))
    }

    /// "declined to", "refused to": an act of the speaker, not of his content.
    fn refuses(&self, at: usize) -> bool {
        let entry = self.phrases.entry(at);
        let lemma = entry.lemma.map_or("", |l| self.phrases.lexicon.word(l));
        matches!(lemma, "decline" | "refuse" | "apologise" | "apologize" | "hang")
    }

    /// Whether the content before `i` is in the past perfect or with "would": then a simple past after it is the
    /// speaker's own act.
    fn backshifted(&self, i: usize) -> bool {
        let first = (self.group.end..i).find(|k| self.phrases.items[*k].any(FINITE));
        first.is_some_and(|k| matches!(self.word(k), "had" | "would"))
    }

    fn cue_with_content(&self, at: usize, from: usize) -> bool {
        let Some((uses, end, _)) = super::group::usage(&self.phrases, self.reporting, at) else { return false };
        if uses.iter().all(|u| u.scope == crate::model::Scope::Wide) {
            return false;
        }
        let group = Group::of(&self.phrases, from, at, end);
        if group.negated {
            return false;
        }
        Seek { phrases: self.phrases, reporting: self.reporting, group, end: self.end, headline: self.headline, shallow: true }.run(&uses).is_some()
    }

    /// "to …" after the person ordered.
    fn order(&self, used: &'r Use, person_end: usize) -> Option<Right<'r>> {
        let at = self.after_adjuncts(person_end);
        let to = [person_end, at].into_iter().find(|i| self.order_infinitive(*i))?;
        let found = self.clause(used, to, 88)?;
        Some(Right { stance: Stance::Orders, ..found })
    }

    /// "to …" or "not to …" at `i`.
    fn order_infinitive(&self, i: usize) -> bool {
        let at = if self.is(i, Tag::Adv) && negates(self.word(i)) { i + 1 } else { i };
        self.is(at, Tag::To) && self.infinitive(at)
    }

    /// Person and infinitive directly after the cue ("ordered conductors in the port to put …").
    fn order_with_person(&self, used: &'r Use, start: usize) -> Option<Right<'r>> {
        let at = self.skip_adverbs(start);
        for e in at + 1..(at + 26).min(self.end) {
            if self.tag(e).is_some_and(|t| t.is_in(FINITE | Tag::Stop.bit() | Tag::Colon.bit())) && !self.inside_relative(at, e) {
                return None;
            }
            if self.order_infinitive(e) && (self.phrases.is_whole(at, e) || self.word(at) == "whoever") {
                let found = self.clause(used, e, 85)?;
                return Some(Right { stance: Stance::Orders, addressee: Some((at, e)), ..found });
            }
        }
        None
    }

    fn inside_relative(&self, at: usize, e: usize) -> bool {
        (at..e).any(|k| self.is(k, Tag::Wh) || self.word(k) == "whoever")
    }

    /// Noun phrases, judgements, "of" phrases.
    fn phrase_like(&self, used: &'r Use, at: usize) -> Option<Right<'r>> {
        if used.takes & r::PRED != 0 && let Some(found) = self.judgement(used, at) {
            return Some(found);
        }
        if used.takes & r::OF != 0 {
            let of = (at..(at + 10).min(self.end)).find(|i| self.is(*i, Tag::Prep) && matches!(self.word(*i), "of" | "about" | "against"));
            if let Some(of) = of.filter(|of| *of == at || self.phrases.is_whole(at, *of)) {
                let from = if of == at { at + 1 } else { at };
                let content = self.phrase_end(of + 1);
                if self.word(of) == "of" && content > of + 1 {
                    return self.found(used, from, content, 70);
                }
            }
        }
        let headline = self.headline && used.takes & r::THAT != 0;
        if used.takes & r::NP != 0 || headline {
            let start = self.skip_adverbs(at);
            if self.tag(start).is_some_and(|t| t.is_in(STARTS)) && !self.is(start, Tag::Pron) && self.phrases.core(start, self.end).is_some() && self.states(start) {
                return self.found(used, start, self.phrase_end(start), 70);
            }
        }
        None
    }

    /// Whether the noun phrase at `start` can state something: it does not only name a speech or a text.
    fn states(&self, start: usize) -> bool {
        let end = self.phrases.core(start, self.end).unwrap_or(start + 1);
        let head = end - 1;
        let entry = self.phrases.entry(head);
        if entry.noun.is_some() {
            return self.that(end) || self.is(end, Tag::To) || self.is(end, Tag::Prep) || entry.classes & class::UTTERANCE == 0;
        }
        entry.classes & class::UTTERANCE == 0
    }

    /// End of a noun phrase content: before a comma, a finite verb that is not in a clause of its own, a subordinator.
    fn phrase_end(&self, start: usize) -> usize {
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
            let after = matches!(self.word(i), "when" | "after" | "because" | "while" | "although" | "though" | "as" | "if" | "since" | "before" | "but");
            if i > start && !inner && after && item.any(Tag::Sub.bit() | Tag::Wh.bit() | Tag::Conj.bit()) {
                return i;
            }
            if i > start && !inner && item.any(FINITE) && !item.is(Tag::Past) && !self.is(i - 1, Tag::To) {
                return i;
            }
        }
        limit
    }

    /// A comma within a list or before an adjective.
    fn listed(&self, i: usize) -> bool {
        self.is(i + 1, Tag::Adj) || (i + 1..(i + 5).min(self.end)).any(|k| self.is(k, Tag::Conj)) && self.phrases.core(i + 1, self.end).is_some()
    }

    /// "called the bulletin “an insult”", "described the search as illegal".
    fn judgement(&self, used: &'r Use, at: usize) -> Option<Right<'r>> {
        let object = self.phrases.short(at, self.end)?;
        let limit = self.limit(at, false);
        let marked = |i: usize| i < self.end && (self.quote(i) || self.phrases.items[i].first < self.phrases.items[i].tok);
        // The object may reach up to its predicate: phrases with "of", "in".
        for p in object..limit.min(object + 12) {
            let end = self.phrase_end(p + 1).max(p);
            let as_ = self.word(p) == "as";
            let quoted = marked(p) && p > at;
            let plain = self.tag(p).is_some_and(|t| matches!(t, Tag::Det | Tag::Adj | Tag::Part | Tag::Poss)) && used.takes & r::AS == 0;
            if (as_ || quoted || plain) && self.phrases.is_whole(at, p) && p < end {
                let to = if self.quote(p) { p + 1 } else { end };
                return self.found(used, at, to, 75);
            }
            if used.takes & r::PRED != 0 && self.is(p, Tag::To) && self.infinitive(p) && self.phrases.is_whole(at, p) {
                return self.found(used, at, self.limit(p, false), 75);
            }
        }
        None
    }

    /// "quoted the minister as saying …".
    fn quoted_as(&self, used: &'r Use, at: usize) -> Option<Right<'r>> {
        let as_ = (at + 1..(at + 20).min(self.end)).find(|i| self.word(*i) == "as")?;
        let ing = self.is(as_ + 1, Tag::Ing) && self.phrases.entry(as_ + 1).verb.is_some();
        (ing && self.phrases.is_whole(at, as_)).then(|| self.found(used, at, self.limit(as_ + 2, false), 88)).flatten()
    }

    /// "heard from the cook that …".
    fn from_source(&self, used: &'r Use, at: usize) -> Option<Right<'r>> {
        let mut i = self.skip_adverbs(at);
        if !(self.is(i, Tag::Prep) && self.word(i) == "from") {
            return None;
        }
        i += 1;
        let core = self.phrases.core(i, self.end)?;
        let open = (core..(core + 14).min(self.end)).find(|e| {
            (self.that(*e) || self.quote_follows(*e) || matches!(self.word(*e), "how" | "whether" | "why")) && self.phrases.is_whole(i, *e)
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
    fn passive(&self, used: &'r Use) -> Option<Right<'r>> {
        if used.takes & (r::AS | r::CITING | r::FROM) != 0 {
            return None;
        }
        let mut at = self.group.end;
        let mut source = None;
        for _ in 0..3 {
            at = self.skip_adverbs(at);
            let means = MEANS.contains(&self.word(at + 1)) && !self.is(at + 1, Tag::Det);
            if self.is(at, Tag::Prep) && self.word(at) == "by" && !means && let Some(core) = self.phrases.core(at + 1, self.end) {
                let mut end = self.phrases.short(at + 1, self.end).unwrap_or(core);
                let open = (end..(end + 12).min(self.end)).find(|e| self.that(*e) || self.is(*e, Tag::To) || self.quote_follows(*e));
                if let Some(e) = open.filter(|e| self.phrases.is_whole(at + 1, *e)) {
                    end = e;
                }
                source = Some((at + 1, end));
                at = end;
            } else {
                let next = self.after_adjuncts(at);
                if next == at || self.that(at) {
                    break;
                }
                let opens = self.that(next) || self.is(next, Tag::To) || self.quote_follows(next) || (self.is(next, Tag::Prep) && self.word(next) == "by");
                if !opens {
                    break;
                }
                at = next;
            }
        }
        let hearer = matches!(used.person, Person::Must | Person::May) || used.takes & r::ORDER != 0;
        let mut found = self.passive_content(used, at, hearer)?;
        found.source = source;
        Some(found)
    }

    fn passive_content(&self, used: &'r Use, at: usize, hearer: bool) -> Option<Right<'r>> {
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
        if !hearer || self.group.bare_part {
            return None;
        }
        if used.takes & r::WHETHER != 0 && matches!(self.word(at), "whether" | "if" | "why" | "how" | "what") && used.stance != Stance::Asks {
            return self.clause(used, at, 70);
        }
        if used.takes & r::QUOTE != 0 && self.quote_follows(at) {
            return self.quotation(used, at);
        }
        (used.takes & r::THAT != 0 && self.clause_from(at, self.end)).then(|| self.clause(used, at, 80)).flatten()
    }

    /// "(not) to be named", "to be identified".
    pub(crate) fn named(&self, at: usize) -> bool {
        (at..(at + 6).min(self.end)).any(|i| matches!(self.word(i), "named" | "identified" | "anonymous" | "quoted" | "withheld"))
            && (at..(at + 5).min(self.end)).any(|i| matches!(self.word(i), "be" | "remain" | "stay"))
    }
}
