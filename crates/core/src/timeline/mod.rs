//! A timeline: the acts of some readings in order of time, policy acts in phases.
//!
//! In: readings, in any order. Out: [`Timeline`]. Nothing is decided about what is true: an entry is what texts tell, with
//! every telling of it. Nothing joins persons: what stands here are acts, bodies and groups as the words have them.

mod json;
mod phase;
#[cfg(test)]
mod tests;
mod time;

use crate::model::{Act, ActType, Reading, Relation, Status};
pub use json::to_json;
use phase::Phases;
pub use phase::{Phase, WORD_MATCH};
pub use time::{Basis, Time};

/// An act of one reading: the reading's place in the input, the act's place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Telling {
    /// Index of the reading.
    pub reading: usize,
    /// Index in its acts.
    pub act: usize,
}

/// Something done, at its time, with all that tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What tells it: at least one, in the order of the documents' days and of their texts.
    pub tellings: Vec<Telling>,
    /// What kind.
    pub kind: &'static ActType,
    /// As told.
    pub status: Status,
    /// What it does to what stood before it.
    pub relation: Option<Relation>,
    /// When, as far as it is told.
    pub time: Time,
    /// Index in [`Timeline::phases`], for policy acts.
    pub phase: Option<usize>,
    /// The entry of the same phase that it extends, relaxes or replaces: the one before it in time.
    pub follows: Option<usize>,
}

/// Entries in order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// In order of time; those without any stand last.
    pub entries: Vec<Entry>,
    /// What policy acts are about, in the order of their first entries.
    pub phases: Vec<Phase>,
}

/// The timeline of some readings. `subject`: words that must all be found in what is told of an act; none for everything.
/// The order of the readings changes nothing but the indices that point to them.
pub fn timeline(readings: &[&Reading], subject: &[String]) -> Timeline {
    let mut order: Vec<usize> = (0..readings.len()).collect();
    order.sort_by_key(|i| (readings[*i].document.meta.published, readings[*i].document.id()));
    let mut phases = Phases::default();
    let mut entries: Vec<Entry> = Vec::new();
    for reading in order {
        let page = readings[reading];
        phases.next_document();
        for (index, act) in page.acts.iter().flatten().enumerate() {
            let phase = phases.of(page, act);
            let entry = Entry {
                tellings: vec![Telling { reading, act: index }],
                kind: act.kind,
                status: act.status,
                relation: act.relation,
                time: Time::of(page, act),
                phase,
                follows: None,
            };
            let about = phase.map(|p| phases.all[p].subject.clone()).unwrap_or_default();
            if !matches(page, act, &about, subject) {
                continue;
            }
            match entries.iter_mut().find(|e| same(readings, e, &entry)) {
                Some(known) => known.tellings.extend(entry.tellings),
                None => entries.push(entry),
            }
        }
    }
    arranged(readings, entries, phases.all)
}

/// Whether two tellings tell one act: policy acts of one phase that do the same at the same time, and acts of one document
/// in the same words.
fn same(readings: &[&Reading], a: &Entry, b: &Entry) -> bool {
    let alike =
        a.kind.id == b.kind.id && a.status == b.status && a.relation == b.relation && a.time == b.time;
    if !alike {
        return false;
    }
    if a.phase.is_some() || b.phase.is_some() {
        return a.phase == b.phase && a.time.basis != Basis::None;
    }
    let (x, y) = (a.tellings[0], b.tellings[0]);
    let words = |t: Telling| {
        let act = act_of(readings, t);
        let page = readings[t.reading];
        let texts = act.map(|a| {
            a.by.iter()
                .chain(&a.to)
                .chain(&a.object)
                .map(|s| page.document.slice(*s).to_lowercase())
                .collect()
        });
        let texts: Option<Vec<String>> = texts;
        texts.unwrap_or_default()
    };
    x.reading == y.reading && !words(x).is_empty() && words(x) == words(y)
}

/// The act that a telling points to.
pub fn act_of<'r>(readings: &[&'r Reading], telling: Telling) -> Option<&'r Act> {
    readings.get(telling.reading)?.acts.as_ref()?.get(telling.act)
}

/// Sorts entries, drops empty phases, and says what follows what.
fn arranged(readings: &[&Reading], mut entries: Vec<Entry>, phases: Vec<Phase>) -> Timeline {
    let place = |e: &Entry| {
        let t = e.tellings[0];
        let page = readings[t.reading];
        let trigger = act_of(readings, t).map(|a| a.trigger);
        (e.time.key(), page.document.meta.published, page.document.id().to_owned(), trigger)
    };
    entries.sort_by_cached_key(place);
    let mut used: Vec<usize> = Vec::new();
    for phase in entries.iter().filter_map(|e| e.phase) {
        if !used.contains(&phase) {
            used.push(phase);
        }
    }
    for i in 0..entries.len() {
        let entry = &entries[i];
        // A vague "in the past" is nothing that one widens.
        let firm = |e: &Entry| !matches!(e.time.basis, Basis::Past | Basis::None);
        let before = |e: &Entry| e.phase == entry.phase && firm(e) && e.time.key() < entry.time.key();
        let follows = (entry.phase.is_some() && entry.relation.is_some())
            .then(|| (0..i).rev().find(|k| before(&entries[*k])))
            .flatten();
        entries[i].follows = follows;
    }
    for entry in &mut entries {
        entry.phase = entry.phase.and_then(|p| used.iter().position(|u| *u == p));
    }
    let phases = used.into_iter().filter_map(|p| phases.get(p).cloned()).collect();
    Timeline { entries, phases }
}

/// Whether all words of a subject are found in what is told of an act.
fn matches(page: &Reading, act: &Act, about: &str, subject: &[String]) -> bool {
    if subject.is_empty() {
        return true;
    }
    let spans = act.by.iter().chain(&act.to).chain(&act.object).chain(&act.ordered_by).chain([&act.trigger]);
    let place = act.place.iter().map(|p| &p.span);
    let mut text: String = format!("{} {} {about}", act.kind.id, act.kind.label);
    for span in spans.chain(place) {
        text.push(' ');
        text.push_str(page.document.slice(*span));
    }
    let words: Vec<String> = phase::content_words(&text);
    subject.iter().flat_map(|s| phase::content_words(s)).all(|s| words.iter().any(|w| phase::alike(&s, w)))
}
