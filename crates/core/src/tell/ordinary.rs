//! Ordinary cues: subject, verb, content to the right.

use super::extract::{Finder, Place, cut, trimmed};
use super::group::{Group, usage};
use super::phrase::FINITE;
use super::region::{Item, span};
use super::reporting::{self as r, Use};
use super::right::{Right, Seek};
use crate::model::{Scope, Span, Stance};
use crate::read::token::Tag;

impl<'a> Finder<'a> {
    pub(super) fn verb(
        &mut self,
        items: &[Item],
        i: usize,
        floor: usize,
        shared: Option<Span>,
        last: Option<usize>,
        place: Place,
    ) -> Option<(usize, usize)> {
        let phrases = self.phrases(items);
        let (uses, end) = usage(&phrases, self.reporting, i)?;
        let group = Group::of(&phrases, floor, i, end);
        if group.negated {
            return None;
        }
        if group.bare_ing
            && let Some(found) = self.citing(items, i, end, uses, last, place)
        {
            return Some(found);
        }
        let seek = self.seek(items, group);
        if let Some(found) = self.said_first(items, &group, place, uses) {
            return Some(found);
        }
        if let Some(found) = self.relative(items, &seek, &group, floor, place, uses) {
            return Some(found);
        }
        if group.passive
            && let Some(found) = self.passive_of_thing(items, &group, &seek, floor, place, uses)
        {
            return Some(found);
        }
        if group.infinitive {
            // "declined to say why": nothing was told.
            return None;
        }
        let right = seek.run(uses).or_else(|| self.raised(&seek, &group, uses))?;
        if seek.named(right.content.0) && (right.stance == Stance::Orders || right.stance == Stance::Asks) {
            return None;
        }
        let subject = self.without_relative(items, self.subject(items, &group, floor, shared));
        if self.bare_infinitive(items, &group, subject) || self.nobody(items, subject) {
            return None;
        }
        let right = self.within_relative(items, right, subject);
        let wide = group.infinitive || (group.modal && !self.will_say(items, &group));
        self.take_right(items, &group, &right, subject, wide, place)
    }

    /// Cuts a relative clause that is a content of its own off a subject.
    pub(super) fn without_relative(&self, items: &[Item], subject: Subject) -> Subject {
        let Subject::Items(a, b) = subject else { return subject };
        match (a + 1..b).find(|k| self.relatives.contains(&items[*k].tok)) {
            Some(wh) => Subject::Items(a, wh),
            None => subject,
        }
    }

    /// Cuts the content of a cue in a relative clause between commas at the closing comma ("a driver, who asked that …,
    /// said"), and leaves the sentence's subject to the cue after it.
    fn within_relative(&mut self, items: &[Item], right: Right<'a>, subject: Subject) -> Right<'a> {
        let Subject::Items(a, _) = subject else { return right };
        if !items[a].is(Tag::Wh) || a == 0 || !items[a - 1].is(Tag::Comma) {
            return right;
        }
        let (from, to) = right.content;
        match (from..to).find(|k| items[*k].is(Tag::Comma)) {
            Some(comma) => {
                self.aside = true;
                Right { content: (from, comma), ..right }
            }
            None => right,
        }
    }

    /// "Nobody has been told why", "no one said that …": nothing was told.
    fn nobody(&self, items: &[Item], subject: Subject) -> bool {
        let Subject::Items(a, b) = subject else { return false };
        let word = |k: usize| if k < b { self.lexicon.word(items[k].word) } else { "" };
        matches!(word(a), "nobody" | "none" | "neither" | "nothing") || word(a) == "no"
    }

    /// "Let the station say what it likes": a base form after a singular is no finite verb.
    pub(super) fn bare_infinitive(&self, items: &[Item], group: &Group, subject: Subject) -> bool {
        let Subject::Items(a, b) = subject else { return false };
        let phrases = self.phrases(items);
        let head = phrases.core(a, b).map_or(a, |e| e - 1);
        // "had heard the governor say that …"
        let heard = a > 0 && self.lexicon.word(items[a - 1].word) == "heard";
        !self.headline
            && !heard
            && group.start == group.verb
            && items[group.verb].is(Tag::Base)
            && items[head].is(Tag::Noun)
            && !matches!(
                self.lexicon.word(items[head].word),
                "police" | "staff" | "media" | "press" | "crew" | "public"
            )
            && !items[a..b].iter().any(|i| i.is(Tag::Conj))
    }

    /// "would say" is no telling, but "would only say" is.
    pub(super) fn will_say(&self, items: &[Item], group: &Group) -> bool {
        items[group.start..group.verb].iter().any(|i| self.lexicon.word(i.word) == "only")
    }

    pub(super) fn take_right(
        &mut self,
        items: &[Item],
        group: &Group,
        right: &Right<'a>,
        subject: Subject,
        wide: bool,
        place: Place,
    ) -> Option<(usize, usize)> {
        let phrases = self.phrases(items);
        let raised = group.passive && right.used.takes & r::ORDER == 0 && items[right.content.0].is(Tag::To);
        let mut content: Vec<Item> = Vec::new();
        let mut source = right.source.and_then(|(a, b)| span(self.tokens, trimmed(cut(items, a, b))));
        let mut addressee = right.addressee.and_then(|(a, b)| span(self.tokens, trimmed(cut(items, a, b))));
        let hears = group.passive || group.bare_part;
        match subject {
            Subject::Items(a, b) if raised => content.extend_from_slice(trimmed(cut(items, a, b))),
            Subject::Items(a, b) if hears => {
                let expletive = b == a + 1 && self.lexicon.word(items[a].word) == "it";
                if !expletive {
                    addressee = addressee.or_else(|| span(self.tokens, trimmed(cut(items, a, b))));
                }
            }
            Subject::Items(a, b) if right.source.is_none() => {
                source = span(self.tokens, trimmed(cut(items, a, b)))
            }
            Subject::Span(s) if right.source.is_none() && !hears => source = Some(s),
            // A cue without a subject: an imperative or a mistake of the tagger.
            Subject::None
                if !hears
                    && right.source.is_none()
                    && !group.bare_ing
                    && !group.infinitive
                    && items[group.verb].is(Tag::Base) =>
            {
                return None;
            }
            _ => {}
        }
        if group.bare_part && addressee.is_none() && source.is_none() {
            return None;
        }
        // "Y, quoted by P, said X": P's telling holds Y's.
        let place = match subject {
            Subject::Items(a, b) => {
                self.quoted_by(items, a, b, cut(items, group.verb, right.content.1), place, &mut source)
            }
            _ => place,
        };
        // "Paper P, citing Y, said X": the citing goes into the content.
        let citing = match subject {
            Subject::Items(a, b) => self.citing_within(items, a, b),
            _ => None,
        };
        if let (Some((_, _, name_end)), Subject::Items(a, _)) = (citing, subject) {
            source = span(self.tokens, trimmed(&items[a..name_end]));
        }
        // "P reported, citing Y, that X" is the same with the citing behind the cue.
        let citing = citing
            .map(|(from, to, _)| (from, to))
            .or_else(|| self.citing_between(items, group.end, right.content.0))
            .or_else(|| match subject {
                Subject::Items(a, _) => self.citing_before(items, a),
                _ => None,
            });
        if let Some((from, to)) = citing {
            content.extend_from_slice(trimmed(cut(items, from, to)));
        }
        let body = trimmed(cut(items, right.content.0, right.content.1));
        content.extend_from_slice(body);
        if content.is_empty() {
            return None;
        }
        let cue_from = group.verb;
        let cue = span(self.tokens, &items[cue_from..group.end]);
        let index = self.push(place, &content, source, cue, Some(right.used), right.stance, right.confidence);
        self.out[index].addressee = addressee;
        if wide {
            self.out[index].scope = Scope::Wide;
        }
        if self.out[index].scope == Scope::Wide && self.speaks(items, group, right) {
            self.out[index].scope = Scope::Told;
        }
        let scope = self.out[index].scope;
        if let Some((from, to)) = citing {
            self.take_cited(cut(items, from, to), body, index, place);
        } else {
            self.inside(&content, index, place, scope);
        }
        let _ = phrases;
        if let Subject::Items(a, b) = subject {
            self.around_source(items, (a, b), place);
        }
        // ", quoting the wife …" after the content.
        Some((index, right.content.1))
    }

    /// What the one cited in `cite` ("citing Y") tells, inside the attribution `index`.
    pub(super) fn take_cited(&mut self, cite: &[Item], body: &[Item], index: usize, place: Place) {
        let inner = self.push(
            Place { parent: Some(index), depth: place.depth + 1 },
            body,
            span(self.tokens, trimmed(&cite[1..])),
            span(self.tokens, &cite[..1]),
            None,
            Stance::Asserts,
            85,
        );
        self.inside(body, inner, place, Scope::Told);
    }

    /// "agreed that …" tells; "agreed to …" does not.
    pub(super) fn speaks(&self, items: &[Item], group: &Group, right: &Right<'a>) -> bool {
        let lemma = self.lexicon.entry(items[group.verb].word).lemma.map_or("", |l| self.lexicon.word(l));
        lemma == "agree" && !items[right.content.0].is(Tag::To)
    }

    /// "who a colleague said had twice been reprimanded": the relative pronoun and what follows the cue.
    pub(super) fn relative(
        &mut self,
        items: &[Item],
        seek: &Seek<'_, 'a>,
        group: &Group,
        floor: usize,
        place: Place,
        uses: &'a [Use],
    ) -> Option<(usize, usize)> {
        let used = uses.iter().find(|u| u.takes & r::THAT != 0)?;
        if group.passive || !items.get(group.end)?.any(FINITE) {
            return None;
        }
        let phrases = self.phrases(items);
        let wh = (floor..group.start)
            .rev()
            .find(|k| items[*k].is(Tag::Wh) || self.lexicon.word(items[*k].word) == "that")?;
        if !phrases.is_whole(wh + 1, group.start) {
            return None;
        }
        let mut end = seek.limit(group.end, true);
        // The relative clause ends at its comma, or before the verb of the clause around it.
        if let Some(comma) = (group.end..end).find(|k| items[*k].is(Tag::Comma)) {
            end = comma;
        } else if wh > floor && !items[wh - 1].is(Tag::Comma) {
            end = second_verb(items, group.end, end);
        }
        self.relatives.push(items[wh].tok);
        let mut content = vec![items[wh]];
        content.extend_from_slice(trimmed(cut(items, group.end, end)));
        let source = span(self.tokens, trimmed(cut(items, wh + 1, group.start)));
        let cue = span(self.tokens, cut(items, group.verb, group.end));
        let index = self.push(place, &content, source, cue, Some(used), used.stance, 80);
        self.inside(&content, index, place, used.scope);
        self.aside = true;
        Some((index, end))
    }

    /// "Said Mira Osk: “We were never asked.”"
    pub(super) fn said_first(
        &mut self,
        items: &[Item],
        group: &Group,
        place: Place,
        uses: &'a [Use],
    ) -> Option<(usize, usize)> {
        let used = uses.iter().find(|u| u.takes & r::QUOTE != 0)?;
        let phrases = self.phrases(items);
        let stop = (group.end..items.len()).find(|k| items[*k].quote)?;
        let mark = items.get(stop.checked_sub(1)?)?.any(Tag::Comma.bit() | Tag::Colon.bit());
        if group.start != 0 || !mark || !phrases.is_whole(group.end, stop - 1) {
            return None;
        }
        let end = (stop..items.len()).find(|k| !items[*k].quote).unwrap_or(items.len());
        let content = items[stop..end].to_vec();
        let source = span(self.tokens, &items[group.end..stop - 1]);
        let index = self.push(
            place,
            &content,
            source,
            span(self.tokens, &items[group.verb..group.end]),
            Some(used),
            used.stance,
            90,
        );
        self.inside(&content, index, place, used.scope);
        Some((index, end))
    }

    /// The subject of a verb group.
    pub(super) fn subject(
        &self,
        items: &[Item],
        group: &Group,
        floor: usize,
        shared: Option<Span>,
    ) -> Subject {
        let phrases = self.phrases(items);
        let e = group.start;
        if e == floor {
            return shared.map_or(Subject::None, Subject::Span);
        }
        let before = items[e - 1];
        if before.any(Tag::Wh.bit()) && matches!(self.lexicon.word(before.word), "who" | "which" | "that") {
            return Subject::Items(e - 1, e);
        }
        if group.infinitive {
            return shared.map_or_else(|| self.clause_subject(items, floor, e), Subject::Span);
        }
        if self.lexicon.word(before.word) == "as"
            && let Some(p) = phrases.ending_at(floor, e - 1, |_| true)
        {
            return Subject::Items(p, e - 1);
        }
        let joined = before.any(Tag::Conj.bit())
            || (before.is(Tag::Comma) && group.bare_ing)
            || before.any(Tag::Prep.bit() | Tag::Sub.bit());
        if joined {
            return shared
                .filter(|_| floor > 0 || group.bare_ing)
                .map_or_else(|| self.clause_subject(items, floor, e), Subject::Span);
        }
        if let Some(p) = phrases.ending_at(floor, e, |_| true) {
            return Subject::Items(p, e);
        }
        // "The ministry, in comments appended to the report, accepts …"
        if before.is(Tag::Comma) {
            let open = (floor + 1..e - 1).rev().find(|k| {
                items[*k].is(Tag::Comma)
                    && (items[*k + 1].any(
                        Tag::Prep.bit()
                            | Tag::Adv.bit()
                            | Tag::Sub.bit()
                            | Tag::Wh.bit()
                            | Tag::Part.bit()
                            | Tag::Past.bit(),
                    ) || items[*k + 1].is(Tag::To) && items.get(*k + 2).is_some_and(|n| n.is(Tag::Wh)))
            });
            if let Some(open) = open
                && let Some(p) = phrases.ending_at(floor, open, |_| true)
            {
                return Subject::Items(p, open);
            }
        }
        // "Hale – the union's man in the yard – says …"
        if before.is(Tag::Dash)
            && let Some(open) = (floor + 1..e - 1).rev().find(|k| items[*k].is(Tag::Dash))
            && !items[open + 1..e - 1].iter().any(|n| n.any(FINITE) || n.quote)
            && let Some(p) = phrases.ending_at(floor, open, |_| true)
        {
            return Subject::Items(p, open);
        }
        // An adjunct between subject and verb ("the group in a statement said").
        let fallback = (floor..e)
            .rev()
            .find(|p| items[*p].any(super::phrase::STARTS) && phrases.core(*p, e).is_some_and(|c| c >= e));
        fallback.map_or(Subject::None, |p| {
            let mut p = p;
            while p > floor && phrases.core(p - 1, e).is_some_and(|c| c >= e) {
                p -= 1;
            }
            Subject::Items(p, e)
        })
    }

    /// The subject of the clause that a participle or infinitive before `e` belongs to: that of the nearest finite verb.
    pub(super) fn clause_subject(&self, items: &[Item], floor: usize, e: usize) -> Subject {
        let phrases = self.phrases(items);
        let verb = (floor..e).rev().find(|k| {
            items[*k].any(FINITE)
                && (*k == floor || !items[*k - 1].any(Tag::Aux.bit() | Tag::Modal.bit() | Tag::Adv.bit()))
        });
        let Some(mut v) = verb else { return Subject::None };
        while v > floor && items[v - 1].any(Tag::Aux.bit() | Tag::Modal.bit() | Tag::Adv.bit()) {
            v -= 1;
        }
        if v > floor && items[v - 1].is(Tag::Wh) {
            return Subject::Items(v - 1, v);
        }
        phrases.ending_at(floor, v, |_| true).map_or(Subject::None, |p| Subject::Items(p, v))
    }
}

/// The subject of a cue: words of this region, or the one shared with the cue before.
#[derive(Clone, Copy)]
pub(super) enum Subject {
    Items(usize, usize),
    Span(Span),
    None,
}

/// The second finite verb from `from` on that no conjunction or subordinator joins.
fn second_verb(items: &[Item], from: usize, to: usize) -> usize {
    let mut joined = true;
    let mut first = true;
    for i in from..to {
        if items[i].any(Tag::Conj.bit() | Tag::Sub.bit() | Tag::Wh.bit()) {
            joined = true;
        }
        let begins = items[i].any(FINITE)
            && !(i > from && items[i - 1].any(Tag::Aux.bit() | Tag::Modal.bit() | Tag::Adv.bit()));
        if begins {
            if !first && !joined {
                return i;
            }
            first = false;
            joined = false;
        }
    }
    to
}
