//! Where a content ends: before a twin of its cue, a participle that adds, a full stop.

use super::group::Group;
use super::phrase::FINITE;
use super::reporting as r;
use super::right::Seek;
use crate::read::token::Tag;

impl<'r> Seek<'_, 'r> {
    /// Where a content that begins at `from` ends: before a twin of the cue, a participle that adds, a semicolon.
    pub(crate) fn limit(&self, from: usize, that: bool) -> usize {
        let within = self.subordinate();
        for i in from..self.end {
            let item = self.phrases.items[i];
            if item.quote {
                continue;
            }
            match item.tag {
                Tag::Comma if within && i > from => return i,
                Tag::Stop => return i + usize::from(item.last > item.tok),
                Tag::Comma if self.group.bare_part && self.group.start == 0 => return i,
                Tag::Comma if !self.shallow && self.adding(i) => return i,
                Tag::Comma | Tag::Conj if !self.shallow && i > from && self.twin(i, that) => return i,
                _ => {}
            }
        }
        self.end
    }

    /// "When she asked why, the man said …": whether the cue stands in a clause before the main one.
    fn subordinate(&self) -> bool {
        let opens = matches!(self.word(0), "when" | "after" | "once") && self.is(0, Tag::Sub)
            || self.word(0) == "when";
        opens
            && self.group.start > 0
            && self.group.start <= 8
            && !(0..self.group.start).any(|k| self.is(k, Tag::Comma))
    }

    /// ", adding that …": a reporting participle with a content of its own.
    pub(super) fn adding(&self, i: usize) -> bool {
        let at = if self.is(i, Tag::Comma) { self.skip_adverbs(i + 1) } else { return false };
        if !self.is(at, Tag::Ing) {
            return false;
        }
        let Some((uses, end)) = super::group::usage(&self.phrases, self.reporting, at) else {
            return false;
        };
        if uses.iter().any(|u| u.takes & r::CITING != 0) {
            return true;
        }
        let group = Group { bare_ing: true, ..Group::bare(at, end) };
        self.probe(group).run(uses).is_some()
    }

    /// A conjunction (at `i`, or after a comma at `i`) with a cue that shares the subject ("… but disputed that …"),
    /// or, after a comma, with a subject and cue of its own.
    pub(super) fn twin(&self, i: usize, that: bool) -> bool {
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
        let explicit = (at + 1..at + 6)
            .any(|t| self.that(t) || matches!(self.word(t), "why" | "whether" | "how"))
            || self.phrases.items[i.saturating_sub(1)].last > self.phrases.items[i.saturating_sub(1)].tok;
        if alike
            && !self.same_hearer(at + 1, i)
            && (!joined || explicit)
            && (self.cue_with_content(at, start) || self.refuses(at))
        {
            return true;
        }
        if comma && own == Tag::Past && self.is(at, Tag::Past) && at == start && self.backshifted(i) {
            return true;
        }
        // "…, and the group denied that …"
        let start = if comma { self.after_adjuncts(start).max(start) } else { start };
        if comma && let Some(subject) = self.phrases.core(start, self.end) {
            let mut k = subject;
            while k < subject + 14 {
                if self.tag(k).is_some_and(|t| matches!(t, Tag::Past | Tag::Pres | Tag::Base))
                    && self.phrases.is_whole(start, k)
                {
                    return self.is(k, own)
                        && self.cue_with_content(k, start)
                        && (!that || (k + 1..k + 6).any(|t| self.that(t)));
                }
                k += 1;
            }
        }
        false
    }

    /// "He said a guard led him out and told him that …": whoever hears it there is the speaker, so he does not say it.
    fn same_hearer(&self, hearer: usize, i: usize) -> bool {
        let word = self.word(hearer);
        let subject = match word {
            "him" => "he",
            "her" => "she",
            "them" => "they",
            "me" => "i",
            "us" => "we",
            _ => return false,
        };
        let own = self.group.start > 0 && self.word(self.group.start - 1) == subject;
        own || (self.group.end..i).any(|k| self.word(k) == word && self.is(k, Tag::Pron))
    }

    /// Whether the last verb before `i` is a participle after "had" or "has": a past form after "and" goes on with it.
    pub(super) fn perfect(&self, i: usize) -> bool {
        let last = (self.group.end..i).rev().find(|k| self.phrases.items[*k].any(FINITE | Tag::Part.bit()));
        last.is_some_and(|k| self.is(k, Tag::Part) && (self.group.end..k).any(|a| self.is(a, Tag::Aux)))
    }

    /// "declined to", "refused to": an act of the speaker, not of his content.
    pub(super) fn refuses(&self, at: usize) -> bool {
        let entry = self.phrases.entry(at);
        let lemma = entry.lemma.map_or("", |l| self.phrases.lexicon.word(l));
        matches!(lemma, "decline" | "refuse" | "apologise" | "apologize" | "hang")
    }

    /// Whether the content before `i` is in the past perfect or with "would": then a simple past after it is the
    /// speaker's own act.
    pub(super) fn backshifted(&self, i: usize) -> bool {
        let first = (self.group.end..i).find(|k| self.phrases.items[*k].any(FINITE));
        first.is_some_and(|k| matches!(self.word(k), "had" | "would"))
    }

    /// The same search for another cue of this region, to ask only whether it has a content.
    fn probe(&self, group: Group) -> Self {
        Seek {
            phrases: self.phrases,
            reporting: self.reporting,
            group,
            end: self.end,
            headline: self.headline,
            shallow: true,
        }
    }

    /// Whether the verb at `at`, its group no further left than `from`, is a telling with a content.
    pub(super) fn cue_with_content(&self, at: usize, from: usize) -> bool {
        let Some((uses, end)) = super::group::usage(&self.phrases, self.reporting, at) else {
            return false;
        };
        if uses.iter().all(|u| u.scope == crate::model::Scope::Wide) {
            return false;
        }
        let group = Group::of(&self.phrases, from, at, end);
        if group.negated {
            return false;
        }
        self.probe(group).run(uses).is_some()
    }
}
