//! Cues that stand after or inside their content: "…, Holm said", "…, said Adair, …", "according to …".
//!
//! The cue that covers its whole sentence from behind. Between "The road is shut, said Holm, who drives it, adding that …"
//! and "The road, Holm said, is shut" lies only what follows the source: nothing, a tail of its own, more of a quotation,
//! or the predicate of the clause that the cue interrupts.

use super::group::Group;
use super::phrase::{FINITE, Phrases};
use super::reporting::{self as r, Person, Reporting, Use};
use super::right::Seek;
use crate::read::token::Tag;

/// A cue with its content on the left, or on both sides. Item indices, ranges half-open.
#[derive(Clone, Debug)]
pub(crate) struct Around<'r> {
    /// Pieces of the content, in order.
    pub(crate) content: Vec<(usize, usize)>,
    pub(crate) source: Option<(usize, usize)>,
    pub(crate) cue: (usize, usize),
    pub(crate) addressee: Option<(usize, usize)>,
    pub(crate) used: Option<&'r Use>,
    /// First item of a tail that is no part of it (", adding that …"), or the region's end.
    pub(crate) tail: usize,
    /// Whether nothing follows it: it covers all that stands before.
    pub(crate) trailing: bool,
    pub(crate) confidence: u8,
}

/// Looks for such cues in one region.
pub(crate) struct Look<'a, 'r> {
    pub(crate) phrases: Phrases<'a>,
    pub(crate) reporting: &'r Reporting,
    pub(crate) headline: bool,
}

impl<'r> Look<'_, 'r> {
    fn end(&self) -> usize {
        self.phrases.items.len()
    }

    fn is(&self, i: usize, tag: Tag) -> bool {
        self.phrases.items.get(i).is_some_and(|n| n.is(tag))
    }

    fn quote(&self, i: usize) -> bool {
        self.phrases.items.get(i).is_some_and(|n| n.quote)
    }

    fn word(&self, i: usize) -> &str {
        self.phrases.items.get(i).map_or("", |n| self.phrases.lexicon.word(n.word))
    }

    fn seek(&self, group: Group) -> Seek<'_, 'r> {
        Seek {
            phrases: self.phrases,
            reporting: self.reporting,
            group,
            end: self.end(),
            headline: self.headline,
            shallow: true,
        }
    }

    /// Mark that parts content from cue at `i`: a comma, a dash, or the end of a quotation just before.
    fn parted(&self, i: usize) -> bool {
        self.is(i, Tag::Comma) || self.is(i, Tag::Dash)
    }

    /// Whether `from..to` can be a content: a quotation, or a clause (in headlines, anything).
    pub(crate) fn content_left(&self, from: usize, to: usize) -> bool {
        if from >= to {
            return false;
        }
        let items = &self.phrases.run(from, to);
        if items.iter().any(|i| i.quote) {
            return true;
        }
        // "Hult, who has left the service," is no clause, for all its verb.
        let finite = items.iter().position(|i| {
            i.any(FINITE)
                && !matches!(self.phrases.lexicon.word(i.word), "dated" | "named" | "titled" | "based")
        });
        let relative = items.iter().position(|i| i.is(Tag::Wh));
        let described = match (relative, finite) {
            (Some(w), Some(f)) => w < f && self.phrases.is_whole(from, to) && !self.main_verb(items, f),
            _ => false,
        };
        !described && finite.is_some()
            || items.windows(2).any(|w| {
                w[0].any(
                    Tag::Plural.bit() | Tag::Pron.bit() | Tag::Name.bit() | Tag::Adv.bit() | Tag::Num.bit(),
                ) && w[1].is(Tag::Base)
            })
            || (self.headline && to - from > 1)
    }

    /// The cue verb at `v` as one that stands after or inside its content; `uses` are those without a right content.
    pub(crate) fn verb(&self, v: usize, uses: &'r [Use], cue_end: usize) -> Option<Around<'r>> {
        let used = uses.iter().find(|u| u.takes & (r::THAT | r::QUOTE) != 0)?;
        let group = Group::of(&self.phrases, 0, v, cue_end);
        if group.negated || group.infinitive || group.bare_ing || group.bare_part {
            return None;
        }
        if group.passive {
            return (used.person == Person::Must).then(|| self.straight(v, used, &group)).flatten();
        }
        let before = group.start;
        let lone = before > 0 && (self.parted(before - 1) || self.quote(before - 1));
        if lone
            && before == v
            && used.person != Person::Must
            && let Some(found) = self.inverted(v, used, cue_end)
        {
            return Some(found);
        }
        self.straight(v, used, &group)
    }

    /// "…, said Adair, who edits …".
    fn inverted(&self, v: usize, used: &'r Use, cue_end: usize) -> Option<Around<'r>> {
        let left_end = self.left_end(v);
        if !self.content_left(0, left_end) {
            return None;
        }
        let start = cue_end;
        let nobody = matches!(self.word(start), "nobody" | "none" | "nothing");
        if nobody
            || !self.phrases.items.get(start).is_some_and(|n| n.any(super::phrase::STARTS))
            || self.object(start)
        {
            return None;
        }
        let (source_end, after) = self.source_forward(start)?;
        let (tail, trailing, more) = self.what_follows(after, left_end);
        let mut content = vec![(0, left_end)];
        content.extend(more);
        Some(Around {
            content,
            source: Some((start, source_end)),
            cue: (v, cue_end),
            addressee: None,
            used: Some(used),
            tail,
            trailing,
            confidence: if used.after { 95 } else { 80 },
        })
    }

    /// "me", "him": not what "said …" has as its subject.
    fn object(&self, i: usize) -> bool {
        matches!(self.word(i), "me" | "us" | "him" | "them")
    }

    /// End of what stands before a cue at `at`: without the comma that parts them.
    pub(crate) fn left_end(&self, at: usize) -> usize {
        // "…, as she said": the word that compares belongs to neither.
        let at = if at > 1 && self.word(at - 1) == "as" && (self.parted(at - 2) || self.quote(at - 2)) {
            at - 1
        } else {
            at
        };
        if at > 0 && self.parted(at - 1) { at - 1 } else { at }
    }

    /// "As the clerk told the station, …" at the head of a region.
    pub(crate) fn as_told(&self) -> Option<Around<'r>> {
        let comma = (2..self.end().min(24)).find(|k| self.is(*k, Tag::Comma))?;
        let v = (2..comma).find(|v| {
            self.phrases.items[*v].any(Tag::Past.bit() | Tag::Pres.bit() | Tag::Part.bit())
                && self.phrases.entry(*v).verb.is_some()
        })?;
        let (uses, cue_end) = super::group::usage(&self.phrases, self.reporting, v)?;
        let used = uses.iter().find(|u| u.takes & (r::THAT | r::QUOTE) != 0 && u.after)?;
        let group = Group::of(&self.phrases, 1, v, cue_end);
        if group.negated || group.passive || group.infinitive || !self.phrases.is_whole(1, group.start) {
            return None;
        }
        let hearer = cue_end + usize::from(self.is(cue_end, Tag::To));
        let addressee = match used.person {
            Person::Must | Person::May => self.phrases.short(hearer, comma).map(|e| (hearer, e)),
            Person::To if hearer > cue_end => self.phrases.short(hearer, comma).map(|e| (hearer, e)),
            _ => None,
        };
        let after = self.seek(group).after_adjuncts(addressee.map_or(cue_end, |(_, e)| e));
        let to = self.content_stop(comma + 1);
        (after == comma && self.content_left(comma + 1, to)).then_some(Around {
            content: vec![(comma + 1, to)],
            source: Some((1, group.start)),
            cue: (v, cue_end),
            addressee,
            used: Some(used),
            tail: to,
            trailing: false,
            confidence: 85,
        })
    }

    /// A source that begins at `start` and ends at the region's end or at a comma after which something else comes;
    /// returns its end and where to go on.
    pub(crate) fn source_forward(&self, start: usize) -> Option<(usize, usize)> {
        let core = self.phrases.core(start, self.end())?;
        // "said Marten Sool in a reply to …": after a name, where and how it was said.
        let name = self.is(core - 1, Tag::Name)
            && self.is(core, Tag::Prep)
            && matches!(
                self.word(core),
                "in" | "on" | "at" | "during" | "by" | "after" | "before" | "through" | "via"
            );
        if name {
            let stop = (core..self.end())
                .find(|k| self.is(*k, Tag::Stop) || self.is(*k, Tag::Comma) || self.quote(*k))
                .unwrap_or(self.end());
            if !self.phrases.run(core, stop).iter().any(|n| n.any(FINITE | Tag::Wh.bit())) {
                return Some((core, stop));
            }
        }
        let mut ends = vec![];
        for i in core..=self.end() {
            let stop = i == self.end() || self.is(i, Tag::Stop) || self.is(i, Tag::Colon) || self.quote(i);
            if stop || self.is(i, Tag::Comma) {
                ends.push(i);
            }
            if stop {
                break;
            }
        }
        for e in ends.into_iter().rev() {
            if self.phrases.is_whole(start, e) && !self.swallows(start, e) {
                return Some((e, e));
            }
            // "said Haldor on Friday", "said Sand when asked …"
            let short = self.phrases.short(start, e).unwrap_or(core);
            let seek = self.seek(Group::bare(start, start));
            if seek.after_adjuncts(short) == e {
                return Some((short, e));
            }
        }
        let short = self.phrases.short(start, self.end()).unwrap_or(core);
        let open = self.is(short, Tag::Comma)
            || self.is(short, Tag::Sub)
            || self.is(short, Tag::Conj)
            || self.is(short, Tag::Wh)
            || short == self.end();
        open.then_some((short, short))
    }

    /// Whether a phrase taken for a source goes over a participle that adds, a quotation or a clause.
    fn swallows(&self, start: usize, e: usize) -> bool {
        (start..e).any(|i| {
            self.is(i, Tag::Comma)
                && (self.quote(i + 1)
                    || self.is(i + 1, Tag::Ing) && self.phrases.entry(i + 1).verb.is_some()
                    || self.is(i + 1, Tag::Conj) && self.phrases.run(i + 1, e).iter().any(|n| n.any(FINITE)))
        })
    }

    /// What stands after the cue and its source, from `after` on: `(tail, trailing, further content)`.
    fn what_follows(&self, after: usize, left_end: usize) -> (usize, bool, Option<(usize, usize)>) {
        let end = self.end();
        let mut at = after;
        if self.quote(at) {
            return (self.after_quotes(at), false, Some((at, self.after_quotes(at))));
        }
        if at >= end || (self.is(at, Tag::Stop) && at + 1 >= end) {
            return (end, true, None);
        }
        let marked = self.parted(at) || self.is(at, Tag::Colon);
        if marked {
            at += 1;
        } else {
            return (at, self.is(at, Tag::Sub) || self.is(at, Tag::Wh), None);
        }
        if self.quote(at) {
            return (self.after_quotes(at), false, Some((at, self.after_quotes(at))));
        }
        let adds = self.is(at, Tag::Ing) || (self.is(at, Tag::Adv) && self.is(at + 1, Tag::Ing));
        if adds || self.is(after, Tag::Colon) {
            return (after, false, None);
        }
        let quoted = left_end > 0 && self.quote(left_end - 1);
        if self.is(at, Tag::Sub) && quoted
            || matches!(self.word(at), "when" | "after" | "before" | "as" | "while" | "in" | "during")
                && !(self.word(at) == "in" && !quoted && self.indefinite(at + 1))
                && (quoted || self.sentence(0, left_end))
        {
            return (after, false, None);
        }
        if quoted {
            // After a quotation only another quotation goes on with it.
            let next = (at..end)
                .find(|i| self.quote(*i))
                .filter(|q| !self.phrases.run(at, *q).iter().any(|i| i.any(FINITE)));
            return next.map_or((after, false, None), |q| {
                (self.after_quotes(q), false, Some((q, self.after_quotes(q))))
            });
        }
        if self.is(at, Tag::Conj) && self.own_cue(at + 1) {
            return (after, false, None);
        }
        let stop = self.content_stop(at);
        (stop, false, Some((at, stop)))
    }

    /// Whether `from..to` holds a finite verb with something nominal before it.
    fn sentence(&self, from: usize, to: usize) -> bool {
        self.content_left(from, to)
    }

    fn after_quotes(&self, mut i: usize) -> usize {
        while self.quote(i) {
            i += 1;
        }
        i
    }

    /// "It is signed, she said, in a hand that …": a phrase of the content, not of where it was said.
    fn indefinite(&self, i: usize) -> bool {
        let end = self.phrases.core(i, self.end()).unwrap_or(i);
        let class = end.checked_sub(1).map_or(0, |head| self.phrases.entry(head).classes);
        let told = class
            & (super::super::read::lexicon::class::UTTERANCE | super::super::read::lexicon::class::TIME)
            != 0;
        let where_ = self.phrases.run(i, end).iter().any(|n| n.is(Tag::Name));
        matches!(self.word(i), "a" | "an") && !told && !where_ && self.is(end, Tag::Sub)
    }

    /// Whether a clause with a cue and a content of its own begins at `i`.
    fn own_cue(&self, i: usize) -> bool {
        (i..self.end().min(i + 14)).any(|v| {
            let item = self.phrases.items[v];
            item.any(Tag::Past.bit() | Tag::Pres.bit() | Tag::Part.bit() | Tag::Base.bit())
                && super::group::usage(&self.phrases, self.reporting, v).is_some_and(|(uses, end)| {
                    let group = Group::of(&self.phrases, i, v, end);
                    !group.negated && self.seek(group).run(uses).is_some()
                })
        })
    }

    /// End of further content from `at`: before a participle that adds.
    fn content_stop(&self, at: usize) -> usize {
        (at..self.end())
            .find(|i| {
                self.is(*i, Tag::Comma)
                    && self.is(i + 1, Tag::Ing)
                    && self.phrases.entry(i + 1).verb.is_some()
            })
            .unwrap_or(self.end())
    }

    /// "…, two sources said", "Women who fell behind, she said, were put …".
    fn straight(&self, v: usize, used: &'r Use, group: &Group) -> Option<Around<'r>> {
        let e = group.start;
        let seek = self.seek(*group);
        let (mut after, mut addressee) = (group.end, None);
        if used.person == Person::To
            && self.is(after, Tag::To)
            && let Some(end) = self.phrases.short(after + 1, self.end())
        {
            addressee = Some((after + 1, end));
            after = end;
        } else if matches!(used.person, Person::May | Person::Must)
            && let Some(end) = self.phrases.short(after, self.end())
        {
            addressee = Some((after, end));
            after = end;
        }
        let after = self.past_participle(seek.after_adjuncts(after));
        let medial = self.is(after, Tag::Comma) && self.predicate(after + 1);
        let fits = |p: usize| {
            let left = self.left_end(p);
            (left < p || (p > 0 && self.quote(p - 1))) && (self.content_left(0, left) || (medial && left > 0))
        };
        let p = self.phrases.ending_at(0, e, fits)?;
        let left_end = self.left_end(p);
        let stops = after >= self.end()
            || self.parted(after)
            || self.is(after, Tag::Stop)
            || self.is(after, Tag::Colon)
            || self.quote(after);
        let clause = self.is(after, Tag::Sub)
            || self.is(after, Tag::Wh)
            || self.is(after, Tag::Conj)
            || self.is(after, Tag::Prep)
            || self.is(after, Tag::Ing);
        if !stops && !clause {
            return None;
        }
        let (tail, trailing, more) =
            if stops { self.what_follows(after, left_end) } else { (after, true, None) };
        let mut content = vec![(0, left_end)];
        content.extend(more);
        let source_end = if self.is(e - 1, Tag::Comma) { e - 1 } else { e };
        if group.passive {
            addressee = Some((p, source_end));
        }
        Some(Around {
            content,
            source: (!group.passive).then_some((p, source_end)),
            cue: (v, group.end),
            addressee,
            used: Some(used),
            tail,
            trailing,
            confidence: if used.after { 95 } else { 80 },
        })
    }

    /// Goes on over a participle with its phrases ("in a report published this week"), up to a mark.
    fn past_participle(&self, i: usize) -> usize {
        if !(self.is(i, Tag::Past) || self.is(i, Tag::Part)) {
            return i;
        }
        let stop = (i + 1..self.end())
            .find(|k| self.is(*k, Tag::Stop) || self.is(*k, Tag::Comma))
            .unwrap_or(self.end());
        if self.phrases.run(i + 1, stop).iter().any(|n| n.any(FINITE)) { i } else { stop }
    }

    /// Whether a finite verb begins at `i`: the predicate of a clause that a cue interrupts.
    fn predicate(&self, i: usize) -> bool {
        let mut at = i;
        while self.is(at, Tag::Adv) {
            at += 1;
        }
        self.phrases.items.get(at).is_some_and(|n| n.any(FINITE))
    }

    /// "according to Y, …", "…, according to Y", "…, according to Y, …" at `i`.
    pub(crate) fn according(&self, i: usize) -> Option<Around<'r>> {
        if !(self.word(i) == "according" && self.is(i + 1, Tag::To)) {
            return None;
        }
        let start = i + 2;
        if self.word(start) == "what" {
            return self.according_to_what(i);
        }
        let medial = i > 1 && self.is(i - 1, Tag::Comma) && self.medial_source(start).is_some();
        let leading = !medial
            && (i == 0
                || (i == 1 && self.phrases.items[0].any(Tag::Conj.bit() | Tag::Adv.bit()))
                || !self.content_left(0, self.left_end(i)));
        let (source_end, after) = if let Some(e) = self.medial_source(start).filter(|_| medial) {
            (e, e)
        } else if leading {
            let comma = (start + 1..self.end()).filter(|e| self.is(*e, Tag::Comma)).collect::<Vec<_>>();
            // "According to two salesmen, the importer had …": only a name takes an apposition here.
            let core = self.phrases.core(start, self.end()).unwrap_or(start + 1);
            let named = self.phrases.run(start, core).iter().any(|n| n.is(Tag::Name));
            let ends = |e: &&usize| {
                self.phrases.is_whole(start, **e)
                    && self.content_left(**e + 1, self.end())
                    && !self.inside_list(**e)
            };
            let whole = if named { comma.iter().rev().find(ends) } else { comma.iter().find(ends) };
            let e = whole.copied().or_else(|| self.phrases.short(start, self.end()))?;
            (e, e)
        } else {
            self.source_forward(start)?
        };
        let cue = (i, i + 2);
        if leading {
            let from = if self.is(after, Tag::Comma) { after + 1 } else { after };
            let to = self.content_stop(from);
            return (from < to && self.content_left(from, to)).then(|| Around {
                content: vec![(from, to)],
                source: Some((start, source_end)),
                cue,
                addressee: None,
                used: None,
                tail: to,
                trailing: false,
                confidence: 96,
            });
        }
        let left_end = self.left_end(i);
        let (tail, trailing, more) = self.what_follows(after, left_end);
        let mut content = vec![(0, left_end)];
        content.extend(more);
        Some(Around {
            content,
            source: Some((start, source_end)),
            cue,
            addressee: None,
            used: None,
            tail,
            trailing,
            confidence: 96,
        })
    }

    /// "According to what the cook told her, …", "…, according to what he has heard from a guard": whoever told it.
    fn according_to_what(&self, i: usize) -> Option<Around<'r>> {
        let start = i + 3;
        let stop = (start..self.end())
            .find(|e| self.is(*e, Tag::Comma) || self.is(*e, Tag::Stop) || self.quote(*e))
            .unwrap_or(self.end());
        let v = (start + 1..stop).find(|v| {
            self.phrases.items[*v].any(FINITE | Tag::Part.bit()) && self.phrases.entry(*v).verb.is_some()
        })?;
        let group = Group::of(&self.phrases, start, v, v + 1);
        if group.passive || group.negated || !self.phrases.is_whole(start, group.start) {
            return None;
        }
        let content = if i > 0 && self.content_left(0, self.left_end(i)) {
            (0, self.left_end(i))
        } else {
            let from = stop + usize::from(self.is(stop, Tag::Comma));
            (from, self.content_stop(from))
        };
        let hearer = self.phrases.short(v + 1, stop).filter(|e| *e == stop);
        (content.0 < content.1).then(|| Around {
            content: vec![content],
            source: Some((start, group.start)),
            cue: (v, v + 1),
            addressee: hearer.map(|e| (v + 1, e)),
            used: None,
            tail: content.1.max(stop),
            trailing: content.0 == 0,
            confidence: 85,
        })
    }

    /// End of a source at `start` that a comma and a predicate follow: "The pumps, according to a driver, have not run".
    fn medial_source(&self, start: usize) -> Option<usize> {
        (start + 1..self.end())
            .find(|e| self.is(*e, Tag::Comma) && self.predicate(e + 1) && self.phrases.is_whole(start, *e))
    }

    fn inside_list(&self, comma: usize) -> bool {
        self.is(comma + 1, Tag::Wh)
    }

    /// "An officer who gave his name as Brandt told him": whether a second finite verb after `first` has nothing before
    /// it that joins it to that one.
    fn main_verb(&self, items: &[super::region::Item], first: usize) -> bool {
        let group = Tag::Aux.bit() | Tag::Modal.bit() | Tag::Adv.bit();
        let joins = Tag::Conj.bit() | Tag::Sub.bit() | Tag::Wh.bit() | Tag::Comma.bit();
        let mut joined = false;
        for i in first + 1..items.len() {
            joined |= items[i].any(joins) && self.phrases.lexicon.word(items[i].word) != "as";
            if items[i].any(FINITE) && !items[i - 1].any(group) {
                return !joined;
            }
        }
        false
    }
}
