//! Nouns as cues: "rumours that …", "the claim that …", "a written order to …".

use super::group::Group;
use super::phrase::{FINITE, Phrases};
use super::reporting::{self as r, Reporting, Use};
use super::right::Seek;
use crate::model::Stance;
use crate::read::token::Tag;

/// A noun cue with its content; item indices.
#[derive(Clone, Debug)]
pub(crate) struct NounCue<'r> {
    pub(crate) content: (usize, usize),
    pub(crate) source: Option<(usize, usize)>,
    pub(crate) used: &'r Use,
    pub(crate) stance: Stance,
    pub(crate) confidence: u8,
}

/// The noun at `i` as a cue, if a content follows.
pub(crate) fn find<'r>(phrases: Phrases<'_>, reporting: &'r Reporting, i: usize) -> Option<NounCue<'r>> {
    let items = phrases.items;
    let word = |k: usize| items.get(k).map_or("", |n| phrases.lexicon.word(n.word));
    let index = phrases.lexicon.entry(items[i].word).noun?;
    if !items[i].any(Tag::Noun.bit() | Tag::Plural.bit() | Tag::Name.bit()) {
        return None;
    }
    let used = reporting.nouns[index as usize].uses.first()?;
    let group = Group::bare(i, i + 1);
    let seek = Seek { phrases, reporting, group, end: items.len(), headline: false, shallow: false };
    let mut at = i + 1;
    let mut source = possessor(&phrases, i);
    // "a claim by the group that …", "rumours in the valley that …"
    if items.get(at).is_some_and(|n| n.is(Tag::Prep))
        && !matches!(word(at), "of" | "about")
        && let Some(core) = phrases.core(at + 1, items.len())
    {
        let by = matches!(word(at), "by" | "from");
        let verbless = |e: usize| !items[core..e].iter().any(|n| n.any(FINITE | Tag::Part.bit()));
        let open = (core..(core + 8).min(items.len()))
            .find(|e| word(*e) == "that" && verbless(*e) && phrases.is_whole(at + 1, *e));
        let end = open.unwrap_or(core);
        if word(end) == "that" || items.get(end).is_some_and(|n| n.is(Tag::To)) {
            if by {
                source = Some((at + 1, end));
            }
            at = end;
        }
    }
    let that = word(at) == "that" && used.takes & r::THAT != 0 && seek.clause_from(at + 1, items.len());
    let gap = that && relative_gap(&phrases, at);
    if that && !gap {
        let end = clause_end(&phrases, at + 1, seek.limit(at + 1, true));
        return Some(NounCue { content: (at + 1, end), source, used, stance: used.stance, confidence: 85 });
    }
    if used.takes & r::WHETHER != 0 && word(at) == "whether" {
        let end = clause_end(&phrases, at, seek.limit(at + 1, true));
        return Some(NounCue { content: (at, end), source, used, stance: used.stance, confidence: 80 });
    }
    let infinitive = used.takes & r::TO != 0
        && items.get(at).is_some_and(|n| n.is(Tag::To))
        && items.get(at + 1).is_some_and(|n| n.any(Tag::Base.bit() | Tag::Aux.bit() | Tag::Adv.bit()));
    if infinitive {
        let end = infinitive_end(&phrases, at + 1, seek.limit(at + 1, true));
        return Some(NounCue { content: (at, end), source, used, stance: used.stance, confidence: 75 });
    }
    None
}

/// "the claim that he made": a relative clause, whose verb lacks its object.
fn relative_gap(phrases: &Phrases<'_>, that: usize) -> bool {
    let items = phrases.items;
    let Some(subject) = phrases.core(that + 1, items.len()) else { return false };
    items.get(subject).is_some_and(|n| n.any(Tag::Past.bit() | Tag::Pres.bit()))
        && matches!(
            phrases.lexicon.word(items[subject].word),
            "made" | "makes" | "issued" | "gave" | "spread" | "heard" | "raised"
        )
}

/// "the ministry's claim": the possessor.
fn possessor(phrases: &Phrases<'_>, i: usize) -> Option<(usize, usize)> {
    let items = phrases.items;
    let mut at = i;
    while at > 0 && items[at - 1].any(Tag::Adj.bit() | Tag::Noun.bit() | Tag::Part.bit() | Tag::Past.bit()) {
        at -= 1;
    }
    if at == 0 {
        return None;
    }
    if items[at - 1].is(Tag::Poss) {
        return Some((at - 1, at));
    }
    if items[at - 1].is(Tag::Mark) {
        let mark = at - 1;
        let p = (mark.saturating_sub(6)..mark).find(|p| {
            phrases.core(*p, mark + 1).is_some_and(|e| e >= mark) && items[*p].any(super::phrase::STARTS)
        })?;
        return Some((p, mark));
    }
    None
}

/// End of a that-clause inside a noun phrase that is itself a subject: before the second finite verb.
fn clause_end(phrases: &Phrases<'_>, from: usize, limit: usize) -> usize {
    let items = phrases.items;
    let mut verbs = 0;
    let mut joined = true;
    for i in from..limit {
        let item = items[i];
        // "that a clerk had said the border was open": what is told needs no "that".
        let tells = item.any(FINITE | Tag::Part.bit()) && phrases.entry(i).verb.is_some();
        if item.any(Tag::Conj.bit() | Tag::Sub.bit() | Tag::Wh.bit() | Tag::Comma.bit()) {
            joined = true;
        }
        let begins = item.any(FINITE | Tag::Base.bit())
            && !(i > from
                && items[i - 1].any(Tag::Modal.bit() | Tag::Aux.bit() | Tag::Adv.bit() | Tag::To.bit()));
        if begins {
            if verbs > 0 && !joined {
                return i;
            }
            verbs += 1;
            joined = false;
        }
        joined |= tells;
    }
    trim(phrases, from, limit)
}

/// End of an infinitive inside a noun phrase: before a finite verb.
fn infinitive_end(phrases: &Phrases<'_>, from: usize, limit: usize) -> usize {
    let mut inner = false;
    for i in from..limit {
        let item = phrases.items[i];
        if item.any(Tag::Wh.bit() | Tag::Sub.bit()) {
            inner = true;
        }
        if item.is(Tag::Comma) && !inner {
            return i;
        }
        if !inner && i > from && item.any(FINITE) && !item.is(Tag::Past) {
            return i;
        }
    }
    trim(phrases, from, limit)
}

fn trim(phrases: &Phrases<'_>, from: usize, mut to: usize) -> usize {
    while to > from + 1 {
        let item = phrases.items[to - 1];
        if item.any(Tag::Stop.bit() | Tag::Comma.bit() | Tag::Colon.bit()) && item.last == item.tok {
            to -= 1;
        } else {
            break;
        }
    }
    to
}
