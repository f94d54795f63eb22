//! The JSON that `firsthand timeline --json` prints: one object.

use super::{Basis, Telling, Timeline, act_of};
use crate::model::contract::SpanOut;
use crate::model::{Offsets, Reading, Relation, Span};
use serde::Serialize;

#[derive(Serialize)]
struct Out<'a> {
    entries: Vec<EntryOut<'a>>,
    phases: Vec<PhaseOut<'a>>,
}

#[derive(Serialize)]
struct EntryOut<'a> {
    act: &'a str,
    status: &'static str,
    relation: Option<&'static str>,
    begin: Option<String>,
    end: Option<String>,
    soft_begin: bool,
    soft_end: bool,
    basis: &'static str,
    phase: Option<usize>,
    follows: Option<usize>,
    tellings: Vec<TellingOut<'a>>,
}

#[derive(Serialize)]
struct PhaseOut<'a> {
    act: &'a str,
    subject: &'a str,
}

#[derive(Serialize)]
struct TellingOut<'a> {
    document: &'a str,
    path: Option<&'a str>,
    /// Index in the document's acts.
    act: usize,
    trigger: SpanOut<'a>,
    by: Vec<SpanOut<'a>>,
    to: Vec<SpanOut<'a>>,
    place: Option<SpanOut<'a>>,
    when: Option<SpanOut<'a>>,
    statement: Option<String>,
    /// Names of its chain, page inwards.
    chain: Vec<&'a str>,
}

/// A timeline as one line of JSON, without the line end. `paths`: of each reading, as the user gave it.
pub fn to_json(timeline: &Timeline, readings: &[&Reading], paths: &[Option<String>]) -> String {
    let offsets: Vec<Offsets<'_>> = readings.iter().map(|r| Offsets::new(r.document.text())).collect();
    let out = Out {
        entries: timeline
            .entries
            .iter()
            .map(|e| EntryOut {
                act: &e.kind.id,
                status: e.status.word(),
                relation: e.relation.map(Relation::word),
                begin: e.time.begin.map(|d| d.to_string()),
                end: e.time.end.map(|d| d.to_string()),
                soft_begin: e.time.soft_begin,
                soft_end: e.time.soft_end,
                basis: e.time.basis.word(),
                phase: e.phase,
                follows: e.follows,
                tellings: e.tellings.iter().filter_map(|t| telling(readings, paths, &offsets, *t)).collect(),
            })
            .collect(),
        phases: timeline.phases.iter().map(|p| PhaseOut { act: &p.kind, subject: &p.subject }).collect(),
    };
    serde_json::to_string(&out).expect("plain structs with string keys always serialise")
}

fn telling<'a>(
    readings: &[&'a Reading],
    paths: &'a [Option<String>],
    offsets: &[Offsets<'_>],
    telling: Telling,
) -> Option<TellingOut<'a>> {
    let page = *readings.get(telling.reading)?;
    let act = act_of(readings, telling)?;
    let count = offsets.get(telling.reading)?;
    let span = |s: Span| SpanOut::of(&page.document, count, s);
    let statement = act.statement.and_then(|s| page.statements.get(s.0 as usize));
    Some(TellingOut {
        document: page.document.id(),
        path: paths.get(telling.reading).and_then(Option::as_deref),
        act: telling.act,
        trigger: span(act.trigger),
        by: act.by.iter().map(|s| span(*s)).collect(),
        to: act.to.iter().map(|s| span(*s)).collect(),
        place: act.place.map(|p| span(p.span)),
        when: act.when.map(|w| span(w.span)),
        statement: act.statement.map(|s| format!("s{}", s.0 + 1)),
        chain: chain(page, statement),
    })
}

fn chain<'a>(page: &'a Reading, statement: Option<&crate::model::Statement>) -> Vec<&'a str> {
    let hops = statement.map(|s| s.chain.as_slice()).unwrap_or_default();
    hops.iter().filter_map(|h| page.tellers.get(h.teller.0 as usize)).map(|t| t.name.as_str()).collect()
}

impl Basis {
    /// The word that stands for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Basis::Told => "told",
            Basis::Now => "now",
            Basis::Past => "past",
            Basis::Publication => "publication",
            Basis::None => "none",
        }
    }
}
