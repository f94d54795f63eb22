//! Proper names in noun phrases: where they stand, and whether a person, a body or a medium bears them.

use super::knowledge::{HUMAN, bit};
use super::words::{Words, forms, mark};
use crate::read::lexicon::class;
use std::ops::Range;

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum NameKind {
    /// The words do not show.
    #[default]
    Unknown,
    /// A human being.
    Person,
    /// Two human beings or more ("Lind and Holm").
    Several,
    /// A body.
    Body,
    /// A medium.
    Medium,
}

/// Last words of firms' and societies' names ("Karsk Metals", "Lind Shipping"), which look like surnames.
pub(super) const FIRMS: [u32; 43] = forms([
    "united",
    "rovers",
    "wanderers",
    "metals",
    "shipping",
    "mining",
    "mines",
    "steel",
    "energy",
    "power",
    "oil",
    "gas",
    "textiles",
    "foods",
    "motors",
    "logistics",
    "brothers",
    "sons",
    "partners",
    "holdings",
    "industries",
    "systems",
    "lines",
    "airways",
    "airlines",
    "railways",
    "works",
    "mills",
    "properties",
    "estates",
    "capital",
    "ventures",
    "solutions",
    "watch",
    "rights",
    "action",
    "aid",
    "relief",
    "initiative",
    "alliance",
    "solidarity",
    "ltd",
    "inc",
]);

/// The name at the end of a section: its words, its bearer, and the first word after it. `whole` bounds how far a
/// name may run on over "of" and "and"; `start` is the phrase's first word, whose capital may be the sentence's.
pub(crate) fn find_name(
    words: &Words,
    section: Range<usize>,
    whole: Range<usize>,
    start: usize,
    headline: bool,
) -> Option<(Range<usize>, NameKind, usize)> {
    let last = section.end.checked_sub(1).filter(|l| *l >= section.start)?;
    let capital = |i: usize| is_capital(words, i, start, headline);
    if !capital(last) {
        return lower_case_name(words, section, start);
    }
    let mut first = last;
    while first > section.start && (capital(first - 1) || joins_names(words, first - 1, &section)) {
        first -= 1;
    }
    while first < last && !capital(first) {
        first += 1;
    }
    let noun_before = first.checked_sub(1).filter(|i| *i >= section.start).map_or(0, |i| words.all[i].bits);
    // "Deputy Farm Minister Aron Velk": the name begins after the last title; "Emma Porter" is none.
    // "the weekly Farmer Voice", "the site Cold Ledger": a medium's name may hold any noun.
    let of_body = noun_before & HUMAN == 0 && noun_before & (class::BODY | class::MEDIUM) != 0;
    let title = (first..last)
        .rev()
        .find(|i| {
            words.all[*i].is(class::TITLE | HUMAN)
                && !is_given_run(words, first, *i)
                && !begins_body(words, *i, last)
        })
        .filter(|_| !of_body);
    if let Some(title) = title {
        return Some((title + 1..last + 1, NameKind::Person, last + 1));
    }
    // "the first thing Agata Wren shows": the article is of another noun.
    let article = (section.start > start || words.all[start].is(bit::DET))
        && (first < start + 3 || noun_before & (class::BODY | class::MEDIUM) != 0);
    let run = first..last + 1;
    if !of_body && is_office(words, &run, article) {
        return None;
    }
    let (run, kind) = bearer(words, run, &whole, noun_before, article);
    let end = run.end;
    Some((run, kind, end))
}

/// Whether a word's capital speaks for a name.
fn is_capital(words: &Words, at: usize, start: usize, headline: bool) -> bool {
    let word = words.all[at];
    if !word.is_name_like() {
        return false;
    }
    let common = super::knowledge::TELLING | bit::RANK | bit::NUM | bit::FUNCTION | bit::STOP;
    if headline {
        return !word.is(common) || word.has(mark::CAPITALS);
    }
    let first = at == start && word.has(mark::FIRST | mark::OPENED);
    let runs_on =
        words.all.get(at + 1).is_some_and(|n| n.has(mark::CAPITAL) && !n.has(mark::BREAK | mark::FIRST));
    !first || !word.is(common) || word.has(mark::CAPITALS) || runs_on
}

/// A lower-case word between two capitals that a name may hold ("Maria van Doorn").
fn joins_names(words: &Words, at: usize, section: &Range<usize>) -> bool {
    at > section.start && words.all[at].is(bit::PARTICLE) && words.all[at - 1].is_name_like()
}

/// "Emma Porter", "Martin Luther King": a person-noun that ends a name after a given name is part of it.
fn is_given_run(words: &Words, first: usize, at: usize) -> bool {
    at > first && words.all[first].is(bit::GIVEN_F | bit::GIVEN_M) && !words.all[at].is(class::TITLE)
}

/// "National Intelligence Service", "Border Guard Command": a noun for persons within a body's name, no title before one.
fn begins_body(words: &Words, at: usize, last: usize) -> bool {
    let (noun, next, end) = (words.all[at], words.all[at + 1], words.all[last]);
    !noun.is(class::TITLE)
        && end.is(class::BODY)
        && !end.is(HUMAN)
        && !next.is(bit::GIVEN_F | bit::GIVEN_M)
        && (last > at + 1 || words.is_one_of(at, &const { forms(["national"]) }))
}

/// "the Prime Minister", "Interior Minister", "Officials", "North Koreans": capitals, but no name.
fn is_office(words: &Words, run: &Range<usize>, article: bool) -> bool {
    let last = words.all[run.end - 1];
    let demonym = last.is(bit::DEMONYM) && last.is(class::PLURAL);
    let plural = last.is(class::PLURAL) && last.is(HUMAN);
    let telling = last.is(class::TITLE | HUMAN | class::RECORD | class::UTTERANCE)
        && !last.is(class::BODY | class::MEDIUM);
    let given = run.len() > 1 && words.all[run.start].is(bit::GIVEN_F | bit::GIVEN_M);
    let alone = run.len() == 1 || article || words.all[run.start].is(class::BODY | bit::PLACE | bit::DEMONYM);
    demonym || plural || telling && alone && !given || telling && last.is(class::TITLE) && !given
}

/// Who bears the name, and the name with what belongs to it after "of" and "and".
fn bearer(
    words: &Words,
    run: Range<usize>,
    whole: &Range<usize>,
    noun_before: u32,
    article: bool,
) -> (Range<usize>, NameKind) {
    let bits = run.clone().fold(0, |all, i| all | words.all[i].bits);
    let given = run.len() > 1 && words.all[run.start].is(bit::GIVEN_F | bit::GIVEN_M);
    let noun_human = noun_before & (HUMAN | class::TITLE) != 0;
    let noun_body = !noun_human && noun_before & (class::BODY | class::MEDIUM) != 0;
    let named_body = !noun_human && !given && bits & (class::BODY | class::MEDIUM) != 0;
    if noun_human || given && !noun_body {
        return pair(words, run, whole);
    }
    if noun_body || named_body {
        // "the monitoring network X" is a body, "the television network X" a medium.
        let both = class::MEDIUM | class::BODY;
        let noun_medium = noun_before & both == class::MEDIUM;
        let aired =
            run.start >= 2 && words.all[run.start - 2].is(class::MEDIUM) && noun_before & both == both;
        let medium = bits & class::MEDIUM != 0 || noun_medium || aired;
        let last = words.all[run.end - 1].bits;
        let agency = words.is_one_of(
            run.end - 1,
            &const { forms(["agency", "service", "network", "corporation", "group"]) },
        );
        let body = last & class::BODY != 0
            && last & class::MEDIUM == 0
            && !agency
            && noun_before & class::MEDIUM == 0;
        let kind = if medium && !body { NameKind::Medium } else { NameKind::Body };
        return (run_on(words, run, whole), kind);
    }
    if run.len() > 1 && !given && words.is_one_of(run.end - 1, &FIRMS) {
        return (run_on(words, run, whole), NameKind::Body);
    }
    let capitals = run.len() == 1 && words.all[run.start].has(mark::CAPITALS);
    if capitals || article || bits & bit::PLACE != 0 && run.len() == 1 {
        return (run_on(words, run, whole), NameKind::Body);
    }
    if run.len() >= 2 {
        return pair(words, run, whole);
    }
    match pair(words, run, whole) {
        (run, NameKind::Several) => (run, NameKind::Several),
        (run, _) => (run, NameKind::Unknown),
    }
}

/// "Lind and Holm": two persons.
fn pair(words: &Words, run: Range<usize>, whole: &Range<usize>) -> (Range<usize>, NameKind) {
    let and = words.is_one_of(run.end, &const { forms(["and"]) }) && run.end + 1 < whole.end;
    if and && words.all[run.end + 1].is_name_like() && !words.all[run.end + 1].is(super::knowledge::TELLING) {
        let mut end = run.end + 2;
        while end < whole.end && words.all[end].is_name_like() && !words.all[end].has(mark::BREAK) {
            end += 1;
        }
        return (run.start..end, NameKind::Several);
    }
    (run, NameKind::Person)
}

/// "Ministry of State Security", "Plough and Pen", "Doctors for Peace".
fn run_on(words: &Words, mut run: Range<usize>, whole: &Range<usize>) -> Range<usize> {
    loop {
        let mut at = run.end;
        if at >= whole.end || words.all[at].has(mark::BREAK | mark::FIRST) {
            break;
        }
        if words.is_one_of(at, &const { forms(["of", "and", "for", "on", "without", "in"]) }) {
            let of = words.is_one_of(at, &const { forms(["of", "for", "and"]) });
            at += 1;
            if at < whole.end && words.is_one_of(at, &const { forms(["the"]) }) && of {
                at += 1;
            }
        } else {
            break;
        }
        let mut end = at;
        while end < whole.end
            && words.all[end].is_name_like()
            && !words.all[end].has(mark::BREAK | mark::FIRST)
        {
            end += 1;
        }
        if end == at {
            break;
        }
        run.end = end;
    }
    run
}

/// A name typed without capitals ("anna berg"): up to three unknown words and nothing before them.
fn lower_case_name(
    words: &Words,
    section: Range<usize>,
    start: usize,
) -> Option<(Range<usize>, NameKind, usize)> {
    let unknown =
        |i: usize| words.all[i].bits & !(bit::GIVEN_F | bit::GIVEN_M) == 0 && !words.all[i].has(mark::DIGITS);
    let given = words.all[section.start].is(bit::GIVEN_F | bit::GIVEN_M);
    let fits =
        section.start == start && (section.len() == 1 || given && section.len() <= 3 || section.len() == 2);
    (fits && section.clone().all(unknown) && !words.letters(section.end - 1).ends_with('s')).then(|| {
        (section.clone(), if section.len() > 1 { NameKind::Person } else { NameKind::Unknown }, section.end)
    })
}
