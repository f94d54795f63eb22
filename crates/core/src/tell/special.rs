//! Constructions of their own: "reportedly", "citing Y", "quoted by P", "are said to", things denied in the passive.

use super::attribution::Attribution;
use super::extract::{Finder, Place, cut, skip_marks, trimmed};
use super::group::{Group, usage};
use super::ordinary::Subject;
use super::region::{Item, span};
use super::reporting::{self as r, Use};
use super::right::{Right, Seek};
use crate::model::{Scope, Span, Stance};
use crate::read::token::Tag;

/// Verbs whose passive takes up a subject and an infinitive: "the roads are said to be shut".
const RAISES: [&str; 14] = [
    "say",
    "report",
    "believe",
    "think",
    "allege",
    "understand",
    "rumour",
    "rumor",
    "claim",
    "suspect",
    "fear",
    "estimate",
    "hold",
    "feel",
];

impl<'a> Finder<'a> {
    /// "Some of the detainees were reportedly moved …": the clause without the adverb.
    pub(super) fn reportedly(
        &mut self,
        items: &[Item],
        i: usize,
        floor: usize,
        place: Place,
    ) -> Option<(usize, usize)> {
        let phrases = self.phrases(items);
        let start = (floor..i)
            .rev()
            .find(|k| {
                items[*k].any(Tag::Sub.bit() | Tag::Colon.bit())
                    || (items[*k].is(Tag::Comma) && !phrases.is_whole(floor, i.min(k + 1)))
            })
            .map_or(floor, |k| k + 1);
        let group = self.seek(items, Group::bare(i, i + 1));
        let end = group.limit(i + 1, true);
        let left = skip_marks(cut(items, start, i));
        let mut content: Vec<Item> = left.to_vec();
        content.extend_from_slice(trimmed(cut(items, i + 1, end)));
        if content.len() < 2 {
            return None;
        }
        let cue = span(self.tokens, &items[i..=i]);
        let index = self.push(place, &content, None, cue, None, Stance::Asserts, 85);
        self.inside(&content, index, place, Scope::Told);
        Some((index, end))
    }

    /// "A rumour that … was denied by the caretaker": the passive around a noun cue at `i`, taken before it.
    pub(super) fn passive_over(
        &mut self,
        items: &[Item],
        i: usize,
        floor: usize,
        place: Place,
    ) -> Option<(usize, usize)> {
        for k in i + 1..items.len().min(i + 40) {
            if !items[k].is(Tag::Part) || !self.verbal(items[k]) {
                continue;
            }
            let phrases = self.phrases(items);
            let (uses, end) = usage(&phrases, self.reporting, k)?;
            let group = Group::of(&phrases, floor, k, end);
            let covers =
                matches!(self.subject(items, &group, floor, None), Subject::Items(a, b) if a <= i && i < b);
            if group.passive && !group.negated && covers {
                let seek = self.seek(items, group);
                return self.passive_of_thing(items, &group, &seek, floor, place, uses);
            }
        }
        None
    }

    /// Passive of a thing told: "a rumour that … was denied by the caretaker", "the minister was quoted by the paper as
    /// saying that …". The subject is content.
    pub(super) fn passive_of_thing(
        &mut self,
        items: &[Item],
        group: &Group,
        seek: &Seek<'_, 'a>,
        floor: usize,
        place: Place,
        uses: &'a [Use],
    ) -> Option<(usize, usize)> {
        let used = uses.iter().find(|u| u.takes & (r::NP | r::AS) != 0 && u.takes & r::ORDER == 0)?;
        let by =
            (group.end..(group.end + 4).min(items.len())).find(|k| self.lexicon.word(items[*k].word) == "by");
        let mut end = group.end;
        let mut source = None;
        let phrases = self.phrases(items);
        if let Some(by) = by {
            let stop = (by + 2..=items.len()).rev().find(|e| {
                phrases.is_whole(by + 1, *e)
                    && !items[by + 1..*e].iter().any(|n| self.lexicon.word(n.word) == "as")
            })?;
            let stop = self.before_telling(items, by + 1, stop);
            source = Some((by + 1, stop));
            end = stop;
        }
        let subject = self.subject(items, group, floor, None);
        let Subject::Items(a, b) = subject else { return None };
        let mut content: Vec<Item> = trimmed(cut(items, a, b)).to_vec();
        if used.takes & r::AS != 0 {
            let as_ = end;
            let saying = self.lexicon.word(items.get(as_)?.word) == "as"
                && items
                    .get(as_ + 1)
                    .is_some_and(|n| n.is(Tag::Ing) && self.lexicon.entry(n.word).verb.is_some());
            if !saying {
                return None;
            }
            end = seek.limit(as_ + 2, false);
            content.extend_from_slice(trimmed(&items[as_..end]));
        } else if source.is_none() || items[a].is(Tag::Pron) || items[a].is(Tag::Wh) {
            return None;
        } else if !seek.states(a) || used.takes & r::PRED != 0 {
            // "Her account was confirmed by a warder": what that was stands elsewhere.
            return None;
        }
        let source = source.and_then(|(a, b)| span(self.tokens, trimmed(cut(items, a, b))));
        let cue = span(self.tokens, cut(items, group.verb, group.end));
        let index = self.push(place, &content, source, cue, Some(used), used.stance, 75);
        self.inside(&content, index, place, used.scope);
        Some((index, end))
    }

    /// Where a source at `from..to` ends before a relative clause that tells something ("by a warder, who said …").
    fn before_telling(&self, items: &[Item], from: usize, to: usize) -> usize {
        let tells = |k: usize| {
            (k + 1..to.min(k + 5)).any(|v| self.verbal(items[v]) && self.right_of(items, v).is_some())
        };
        (from + 1..to)
            .find(|k| items[*k].is(Tag::Wh) && items[*k - 1].is(Tag::Comma) && tells(*k))
            .map_or(to, |k| k - 1)
    }

    /// "[the roads] are said [to be shut]".
    pub(super) fn raised(&self, seek: &Seek<'_, 'a>, group: &Group, uses: &'a [Use]) -> Option<Right<'a>> {
        let used = uses.iter().find(|u| u.takes & r::THAT != 0)?;
        let lemma = self.lexicon.entry(seek.phrases.items[group.verb].word).lemma?;
        if !RAISES.contains(&self.lexicon.word(lemma)) {
            return None;
        }
        let to = seek.after_adjuncts(group.end);
        let infinitive = seek.phrases.items.get(to).is_some_and(|n| n.is(Tag::To)) && seek.infinitive(to);
        (group.passive && infinitive && used.takes & r::ORDER == 0).then(|| Right {
            content: (to, seek.limit(to, true)),
            addressee: None,
            source: None,
            used,
            stance: used.stance,
            confidence: 80,
            quoted: false,
        })
    }

    /// "Y, quoted by P, said X": pushes P's telling with the content "Y … said X" and cuts Y's name short.
    pub(super) fn quoted_by(
        &mut self,
        items: &[Item],
        a: usize,
        b: usize,
        rest: &[Item],
        place: Place,
        source: &mut Option<Span>,
    ) -> Place {
        let at = (a + 2..b.saturating_sub(1)).find(|k| {
            let quoted = matches!(self.lexicon.word(items[*k].word), "quoted" | "cited");
            quoted && items[*k - 1].is(Tag::Comma) && self.lexicon.word(items[*k + 1].word) == "by"
        });
        let Some(at) = at else { return place };
        let mut content = trimmed(cut(items, a, at)).to_vec();
        *source = span(self.tokens, &content);
        content.extend_from_slice(trimmed(rest));
        let paper = span(self.tokens, trimmed(cut(items, at + 2, b)));
        let index =
            self.push(place, &content, paper, span(self.tokens, &items[at..=at]), None, Stance::Asserts, 80);
        Place { parent: Some(index), depth: place.depth + 1 }
    }

    /// A citing participle inside a subject: `(participle, end, end of the name before it)`.
    pub(super) fn citing_within(&self, items: &[Item], a: usize, b: usize) -> Option<(usize, usize, usize)> {
        let at = (a + 1..b)
            .find(|i| items[*i].is(Tag::Ing) && self.is_citing(items, *i) && items[*i - 1].is(Tag::Comma))?;
        Some((at, b, at - 1))
    }

    /// A citing participle between commas behind a cue: `(participle, end)`.
    pub(super) fn citing_between(&self, items: &[Item], from: usize, to: usize) -> Option<(usize, usize)> {
        let at = (from + 1..to)
            .find(|i| items[*i].is(Tag::Ing) && self.is_citing(items, *i) && items[*i - 1].is(Tag::Comma))?;
        let end = (at + 2..to).rev().find(|i| items[*i].is(Tag::Comma))?;
        Some((at, end))
    }

    /// "Citing Y, P said X": a citing participle at the head of the region, before the subject at `a`: `(participle, end)`.
    pub(super) fn citing_before(&self, items: &[Item], a: usize) -> Option<(usize, usize)> {
        let end = a.checked_sub(1).filter(|k| items[*k].is(Tag::Comma))?;
        let at = (0..end.min(2)).find(|i| items[*i].is(Tag::Ing) && self.is_citing(items, *i))?;
        let plain = !items[at + 1..end].iter().any(|n| n.is(Tag::Comma) || n.quote);
        (at + 1 < end && plain).then_some((at, end))
    }

    /// ", citing Y" or ", which cited Y" within a source: `(the word of citing, end of the name before it)`.
    pub(super) fn citing_behind(&self, items: &[Item], a: usize, b: usize) -> Option<(usize, usize)> {
        (a + 1..b.saturating_sub(2)).filter(|k| items[*k].is(Tag::Comma)).find_map(|comma| {
            let at = comma + 1 + usize::from(items[comma + 1].is(Tag::Wh));
            let form = if at > comma + 1 { Tag::Past.bit() | Tag::Pres.bit() } else { Tag::Ing.bit() };
            (items[at].any(form) && at + 1 < b && self.is_citing(items, at)).then_some((at, comma))
        })
    }

    pub(super) fn is_citing(&self, items: &[Item], i: usize) -> bool {
        let Some((uses, _)) = usage(&self.phrases(items), self.reporting, i) else { return false };
        uses.iter().any(|u| u.takes & r::CITING != 0)
    }

    /// ", quoting the wife of one of the men" after a content: the source cited stands behind it.
    pub(super) fn citing(
        &mut self,
        items: &[Item],
        i: usize,
        end: usize,
        uses: &'a [Use],
        last: Option<usize>,
        place: Place,
    ) -> Option<(usize, usize)> {
        let last = last?;
        uses.iter().find(|u| u.takes & r::CITING != 0)?;
        let phrases = self.phrases(items);
        let stop = (end..=items.len()).rev().find(|e| phrases.is_whole(end, *e))?;
        let whole = span(self.tokens, trimmed(cut(items, i, stop)))?;
        let source = span(self.tokens, trimmed(cut(items, end, stop)));
        let content = self.out[last].content.clone();
        self.out[last].content.push(whole);
        let inner_depth = self.out[last].scope;
        let index = self.out.len();
        self.out.push(Attribution {
            parent: Some(last),
            content,
            source,
            cue: span(self.tokens, cut(items, i, end)),
            addressee: None,
            follows: None,
            stance: Stance::Asserts,
            scope: inner_depth,
            confidence: 85,
        });
        // What was inside the citing one is now inside the cited one.
        for k in last + 1..index {
            if self.out[k].parent == Some(last) {
                self.out[k].parent = Some(index);
            }
        }
        let _ = place;
        Some((index, stop))
    }
}
