//! Every mention that may matter for resolution: sources, and names and noun phrases of possible tellers between them.

use super::knowledge::{HUMAN, TELLING, bit};
use super::phrase::{Phrase, section_end};
use super::words::{Word, Words, forms, mark};
use crate::read::lexicon::class;
use std::ops::Range;

/// A mention found in the text, in order of its first word.
#[derive(Debug)]
pub(crate) struct Found {
    /// What its words say.
    pub(crate) phrase: Phrase,
    /// It is the source of an attribution.
    pub(crate) source: bool,
}

/// How far a noun phrase may reach before its head, in words.
const REACH: usize = 7;

/// Finds mentions. `sources` are word ranges sorted by start; `headline` is the end of the headline in words.
pub(crate) fn scan(words: &Words, sources: &[Range<usize>], headline: usize) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::with_capacity(sources.len() * 2);
    let mut next = 0;
    let mut at = 0;
    while at < words.all.len() {
        let from = at;
        while let Some(range) = sources.get(next).filter(|r| r.start <= from) {
            let phrase = Phrase::read(words, range.clone(), range.start < headline);
            if range.start == from {
                at = at.max(behind_description(words, &phrase));
            }
            found.push(Found { phrase, source: true });
            next += 1;
        }
        if at > from {
            continue;
        }
        let limit = sources.get(next).map_or(words.all.len(), |r| r.start.max(at + 1));
        match mention(words, at, limit, headline) {
            Some(range) => {
                at = range.end;
                let phrase = Phrase::read(words, range.clone(), range.start < headline);
                found.push(Found { phrase, source: false });
            }
            None => at += 1,
        }
    }
    found
}

/// Where a source ends for others to begin: "Her husband, a driver, …" is one person, whatever else follows.
fn behind_description(words: &Words, phrase: &Phrase) -> usize {
    let from = phrase.core.end;
    let described = words.is_one_of(from, &const { forms(["a", "an"]) })
        && phrase.apposition.as_ref().is_some_and(|a| a.start == from);
    if described { section_end(words, from + 1, phrase.range.end) } else { from }
}

/// A noun phrase of a possible teller that begins at `at` and ends before `limit`.
fn mention(words: &Words, at: usize, limit: usize, headline: usize) -> Option<Range<usize>> {
    let word = words.all[at];
    if at < headline {
        return None;
    }
    // "that" and "which" mostly begin clauses.
    let one = words.is_one_of(at, &const { forms(["one"]) })
        && words.all.get(at + 1).is_some_and(|n| !n.is(bit::FUNCTION) && !n.has(mark::BREAK | mark::FIRST));
    let opens = (word.is(bit::DET | bit::NUM | bit::RANK) || one)
        && !word.is(TELLING)
        && !words.is_one_of(at, &const { forms(["that", "which", "what", "such"]) });
    // "The younger does not": a rank alone.
    let rank =
        word.has(mark::FIRST) && words.all.get(at + 1).is_some_and(|w| w.is(bit::RANK) && !w.is(bit::DET));
    let verb = |i: usize| words.all[i].is(bit::AUX | bit::STOP) || words.letters(i).ends_with("ed");
    if opens && rank && at + 2 < limit && verb(at + 2) {
        return Some(at..at + 2);
    }
    if opens && (!word.has(mark::CAPITAL) || word.has(mark::FIRST | mark::OPENED)) {
        return described(words, at, limit);
    }
    if word.has(mark::FIRST)
        && !word.has(mark::QUOTED)
        && words.is_one_of(at, &const { forms(["he", "she"]) })
    {
        // The page's own "she": whom it goes on to tell of.
        return Some(at..at + 1);
    }
    // "City officials", "Border guards": what tells which people they are.
    let people = |w: &Word| w.is(class::PEOPLE) && w.is(class::PLURAL) && !w.has(mark::BREAK | mark::FIRST);
    let kinds = word.is(class::BODY | class::MEDIUM | bit::DEMONYM | bit::PLACE) && !word.is(HUMAN)
        || word.has(mark::FIRST) && word.bits == 0;
    let joined = kinds && !word.is(bit::FUNCTION | class::PLURAL) && !word.has(mark::OWNER) && at + 1 < limit;
    if joined && words.all.get(at + 1).is_some_and(people) {
        return Some(at..at + 2);
    }
    if name_begins(words, at) && !located(words, at) {
        return named(words, at, limit).map(|name| {
            // "Quist's deputy, Anders Tove, said"
            let noun = words.all[name.end - 1].is(HUMAN) && !words.all[name.end - 1].is_name_like();
            let bearer = if noun { apposed(words, name.end, limit) } else { None };
            at..bearer.unwrap_or_else(|| described_behind(words, name, limit))
        });
    }
    let plural = word.is(class::PEOPLE) && word.is(class::PLURAL | bit::GENERIC)
        || word.is(class::RECORD) && word.is(class::PLURAL) && !word.is(TELLING & !class::RECORD);
    (plural && !word.is(bit::FUNCTION)).then(|| at..at + 1)
}

/// From an article or number: up to the last telling noun of the section, or the name after it.
fn described(words: &Words, at: usize, limit: usize) -> Option<Range<usize>> {
    let stop = section_end(words, at, limit.min(at + REACH));
    // "last saw her mother": another article begins another phrase.
    let opener = |i: usize| words.all[i].is(bit::DET | bit::NUM | bit::RANK);
    let stop = (at + 1..stop)
        .find(|i| words.all[*i].is(bit::DET) && !words.all[*i].is_name_like() && !opener(*i - 1))
        .unwrap_or(stop);
    let head = (at + 1..stop).find(|i| {
        let next_tells =
            *i + 1 < stop && words.all[*i + 1].is(TELLING) && !words.all[*i + 1].has(mark::BREAK);
        // "The first thing Ida Lund shows": a verb.
        let verb = words.all[*i].is(class::PLURAL)
            && !words.all[*i].is(HUMAN)
            && *i > at + 1
            && words.all[*i - 1].is_name_like()
            && !words.all[*i].is_name_like();
        words.all[*i].is(TELLING | class::TITLE) && !next_tells && !verb && !words.all[*i].has(mark::OWNER)
    });
    let holder = || {
        // "the stallholder's story": nobody else is named there.
        (at + 1..stop).find(|i| words.all[*i].is(HUMAN) && words.all[*i].has(mark::OWNER))
    };
    // "a retired dredger called Pell": the name makes him somebody.
    let called = words.is_one_of(stop, &const { forms(["named", "called", "nicknamed"]) });
    if head.is_none() && called && stop > at + 1 && stop + 1 < limit && words.all[stop + 1].is_name_like() {
        return named(words, stop + 1, limit).map(|name| at..name.end);
    }
    let mut end = match head.or_else(holder) {
        Some(head) => head + 1,
        None => {
            let Some(name) = (at + 1..stop).find(|i| words.all[*i].is_name_like()) else {
                return addressed(words, at, stop);
            };
            // "The first thing Agata Wren shows": two nouns side by side; the name stands for itself.
            let given = words.all[name].is(bit::GIVEN_F | bit::GIVEN_M);
            let full = name + 1 < stop && words.all[name + 1].is_name_like();
            if full && name > at + 1 && (given || name > at + 2) {
                return named(words, name, limit);
            }
            name + 1
        }
    };
    if head.is_some_and(|h| words.all[h].is(class::PERSON) && words.all[at].is(bit::DET)) {
        end = apposed(words, end, limit).or_else(|| apposed_behind(words, end, limit)).unwrap_or(end);
    }
    let called = words.is_one_of(end, &const { forms(["named", "called", "nicknamed"]) });
    if called && end + 1 < limit && words.all[end + 1].is_name_like() {
        return named(words, end + 1, limit).map(|name| at..name.end);
    }
    // "the sister's letter" names the sister first: stop at the possessive where no teller follows.
    while end < stop
        && (words.all[end].is_name_like() || words.all[end].is(bit::PARTICLE) && continues(words, end, stop))
    {
        end += 1;
    }
    Some(at..end)
}

/// "The manager, Roland Pike, was there": where the name between the commas ends.
fn apposed(words: &Words, at: usize, limit: usize) -> Option<usize> {
    if !words.all.get(at)?.has(mark::COMMA) {
        return None;
    }
    let name = |i: &usize| {
        let word = words.all[*i];
        word.is_name_like() && (*i == at || !word.has(mark::BREAK | mark::FIRST | mark::OPENED))
    };
    let end = (at..limit.min(at + 5)).take_while(name).last()? + 1;
    // "Dr. Paul Ressik": the title is none of the name's two words.
    let at = (at..end - 1).find(|i| !words.all[*i].is(class::TITLE)).unwrap_or(at);
    let closed = words.all.get(end).is_none_or(|w| w.has(mark::COMMA | mark::FIRST));
    let person = words.all[at].is(bit::GIVEN_F | bit::GIVEN_M) || end == at + 2;
    let owner = (at..end).any(|i| words.all[i].has(mark::OWNER));
    let lone = end == at + 1 && words.all[at].is(bit::GIVEN_F | bit::GIVEN_M);
    (closed && person && !owner && (end > at + 1 || lone)).then_some(end)
}

/// "Sefa Duran, a seamstress, had …": where a description between commas behind a full name ends.
///
/// Only full names take one in: behind a short name a comma mostly begins another thing. An auxiliary or conjunction
/// between the commas shows a clause, which is none.
fn described_behind(words: &Words, name: Range<usize>, limit: usize) -> usize {
    let (from, end) = (name.end, name.end + REACH);
    let opens = words.all.get(from).is_some_and(|w| w.has(mark::COMMA) && !w.has(mark::FIRST))
        && words.is_one_of(from, &const { forms(["a", "an", "the"]) });
    if !opens || name.len() < 2 || words.all[name.end - 1].has(mark::OWNER) {
        return name.end;
    }
    let close =
        (from + 1..limit.min(end + 1)).find(|i| words.all[*i].has(mark::BREAK | mark::FIRST | mark::OPENED));
    let Some(close) = close.filter(|i| words.all[*i].has(mark::COMMA)) else { return name.end };
    let stop = section_end(words, from + 1, close);
    let person = (from + 1..stop).any(|i| words.all[i].is(class::PERSON));
    let verb = (from + 1..close).any(|i| words.all[i].is(bit::AUX | bit::CONJ));
    if person && !verb { close } else { name.end }
}

/// "The head of programmes, Emil Tross,": the same after what belongs to the noun.
fn apposed_behind(words: &Words, at: usize, limit: usize) -> Option<usize> {
    let belongs = words.is_one_of(at, &const { forms(["of", "for", "at"]) });
    let breaks = words.all.get(at).is_none_or(|w| w.has(mark::BREAK | mark::FIRST));
    if !belongs || breaks || at + 2 >= limit {
        return None;
    }
    let stop = section_end(words, at + 1, limit.min(at + 5));
    (stop < limit).then(|| apposed(words, stop, limit)).flatten()
}

/// "told the almoner": whoever is told something is somebody, known noun or not.
fn addressed(words: &Words, at: usize, stop: usize) -> Option<Range<usize>> {
    let told = at.checked_sub(1).is_some_and(|i| {
        words.is_one_of(
            i,
            &const { forms(["told", "tells", "asked", "asks", "informed", "assured", "warned", "reminded"]) },
        )
    });
    let noun =
        |i: usize| i < stop && !words.all[i].is(bit::FUNCTION | bit::NUM) && !words.all[i].has(mark::OPENED);
    let end = (at + 1..stop).find(|i| !noun(*i)).unwrap_or(stop);
    (told && (at + 2..=at + 3).contains(&end)).then_some(at..end)
}

fn continues(words: &Words, at: usize, stop: usize) -> bool {
    at + 1 < stop && words.all[at + 1].is_name_like()
}

/// "off Cape Sull", "near Tarn": a name that says where, and of nobody, unless a given name begins it or it owns
/// something.
fn located(words: &Words, at: usize) -> bool {
    let inner = |i: usize| words.all[i].is_name_like() && !words.all[i].has(mark::BREAK | mark::FIRST);
    let mut first = at;
    while first > 0 && inner(first) && words.all[first - 1].is_name_like() {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < words.all.len() && inner(last + 1) {
        last += 1;
    }
    let run = &words.all[first..=last];
    first > 0
        && !words.all[first].has(mark::BREAK | mark::FIRST | mark::OPENED)
        && words.is_one_of(
            first - 1,
            &const { forms(["off", "near", "in", "across", "outside", "around", "toward", "towards", "at"]) },
        )
        && !run[0].is(bit::GIVEN_F | bit::GIVEN_M)
        && !run.iter().any(|w| w.has(mark::OWNER) || w.is(TELLING | class::TITLE))
}

/// Whether a capitalised word can begin a name: not a sentence's first word alone, unless it runs on.
fn name_begins(words: &Words, at: usize) -> bool {
    let word = words.all[at];
    if !word.is_name_like() {
        return false;
    }
    if !word.has(mark::FIRST | mark::OPENED) || word.has(mark::CAPITALS) {
        return true;
    }
    let runs_on =
        words.all.get(at + 1).is_some_and(|n: &Word| n.is_name_like() && !n.has(mark::BREAK | mark::FIRST));
    // A single unknown word may be a short name: the resolver takes it only where it knows the full one.
    runs_on || word.bits & !(bit::GIVEN_F | bit::GIVEN_M | bit::PLACE) == 0 || word.is(HUMAN & class::PEOPLE)
}

fn named(words: &Words, at: usize, limit: usize) -> Option<Range<usize>> {
    let mut end = at + 1;
    while end < limit.min(at + 8) {
        let word = words.all[end];
        if word.has(mark::BREAK | mark::FIRST | mark::OPENED) {
            break;
        }
        let owner = words.all[end - 1].has(mark::OWNER);
        if owner && !word.is_name_like() && !word.is(TELLING) {
            break;
        }
        let joins = (word.is(bit::PARTICLE)
            || words.is_one_of(end, &const { forms(["of", "for"]) })
                && words.all[end - 1].is(class::BODY | class::MEDIUM))
            && continues(words, end, limit);
        let after_owner = owner && word.is(TELLING);
        if !word.is_name_like() && !joins && !after_owner {
            break;
        }
        end += 1;
    }
    Some(at..end)
}
