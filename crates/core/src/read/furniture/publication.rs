//! Publication lines, bylines and datelines.

use super::day;
use super::names::{is_capital, is_name, name_at_start};
use super::words::{Words, after, holds};
use crate::model::Maker;
use jiff::civil::Date;

/// What a line at the head of a page states.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) day: Option<Date>,
    pub(super) outlet: Option<String>,
    pub(super) made_by: Vec<Maker>,
}

/// The longest publication line, in bytes.
const LONGEST: usize = 200;
/// How far into a paragraph its dateline may reach, in bytes.
const DATELINE: usize = 140;
const MARKS: [char; 8] = [',', '|', '•', '·', ';', '\n', '(', ')'];

/// Reads a block that is nothing but names of outlet and writers, a date and a time: one of "by" or a date is needed.
pub(super) fn read(block: &str, words: &Words) -> Option<Line> {
    let block = block.trim();
    if block.len() > LONGEST {
        return None;
    }
    let block = block.strip_suffix('.').filter(|_| !block.ends_with("m.")).unwrap_or(block);
    let mut line = Line::default();
    let mut parts = Vec::new();
    let mut dated = false;
    let mut rest = block;
    while let Some((at, found)) = day::find(rest, words) {
        let full = found.date.is_some();
        // "Updated June 3" beside the full date is one more; a day of the week alone is none.
        if !full && !dated && line.day.is_none() && !rest[at..].contains(|c: char| c.is_ascii_digit()) {
            break;
        }
        dated |= full;
        line.day = line.day.or(found.date);
        parts.push(&rest[..at]);
        rest = &rest[at + found.len..];
    }
    parts.push(rest);
    let mut byline = None;
    for part in parts.iter().flat_map(|part| part.split(MARKS)).flat_map(|part| part.split(" - ")) {
        let part = part.trim().trim_matches(['–', '—', '-', ':']).trim();
        let part = after(part, &words.date_labels).map_or(part, |rest| rest.trim_start_matches([':', ' ']));
        if part.is_empty() || is_time(part) || is_handle(part) || holds(&words.jobs, part) {
            continue;
        }
        if let Some(names) = after(part, &words.by).map(str::trim) {
            if byline.is_some() || names.is_empty() {
                return None;
            }
            byline = Some(names);
        } else if byline.is_some()
            && let Some(more) = listed(part, words)
        {
            // "By A, B and C": what stood before it and looked like an outlet was a name too.
            let second = line.outlet.take().map_or(Some(Vec::new()), |name| hands(&name, words))?;
            line.made_by.extend(second.into_iter().chain(more));
        } else if let Some(outlet) = outlet(part, words).filter(|_| line.outlet.is_none()) {
            line.outlet = Some(outlet);
        } else {
            return None;
        }
    }
    if !dated && byline.is_none() {
        return None;
    }
    finish(line, byline, block, words)
}

/// Joins a byline with the rest of its line.
fn finish(mut line: Line, byline: Option<&str>, block: &str, words: &Words) -> Option<Line> {
    let Some(names) = byline else { return Some(line) };
    // "Published 3 September 2021 by Radio Open Border": who publishes is the outlet.
    if after(block, &words.date_labels).is_some() && line.outlet.is_none() {
        line.outlet = Some(outlet(names, words)?);
        return Some(line);
    }
    let (names, works_for) = match words.works_for.iter().find_map(|w| names.split_once(&format!(" {w} "))) {
        Some((names, body)) => (names, Some(outlet(body, words)?)),
        None => (names, None),
    };
    let mut makers = if holds(&words.nobody, names) { Vec::new() } else { hands(names, words)? };
    makers.append(&mut line.made_by);
    let works_for = works_for.or_else(|| line.outlet.clone());
    if line.outlet.is_none() {
        line.outlet = works_for.clone();
    }
    line.made_by = makers.into_iter().map(|maker| Maker { works_for: works_for.clone(), ..maker }).collect();
    Some(line)
}

/// The names in a further part of a byline: "B and C", or the "and C" after a comma.
fn listed(part: &str, words: &Words) -> Option<Vec<Maker>> {
    let joined = part.split_whitespace().any(|word| holds(&words.joins, word));
    let body = part.split_whitespace().any(|word| holds(&words.organisations, word));
    let part = after(part, &words.joins).map_or(part, str::trim_start);
    (joined && !body).then(|| hands(part, words))?
}

/// The hands of a byline, joined by "and".
fn hands(names: &str, words: &Words) -> Option<Vec<Maker>> {
    let mut makers = Vec::new();
    let mut rest = names;
    loop {
        let end = name_at_start(rest, &[&words.joins], words)?;
        let name = &rest[..end];
        let first = name.split_whitespace().next().unwrap_or(name);
        // "By Monday", "By May 2015".
        if day::at_start(first, words).is_some() || !is_name(name, words) || starts_with_month(first, words) {
            return None;
        }
        makers.push(Maker { role: "reporter".into(), name: name.to_owned(), works_for: None });
        rest = rest[end..].trim_start_matches([',', ' ']);
        if rest.is_empty() {
            return Some(makers);
        }
        rest = after(rest, &words.joins)?.trim_start();
    }
}

fn starts_with_month(word: &str, words: &Words) -> bool {
    words.months.iter().any(|forms| holds(forms, word))
}

/// An outlet's name, without the word for the kind of publication after it.
fn outlet(part: &str, words: &Words) -> Option<String> {
    let tail = words.outlet_tails.iter().find_map(|tail| part.strip_suffix(tail.as_str())?.strip_suffix(' '));
    let name = tail.unwrap_or(part).trim();
    is_name(name, words).then(|| name.to_owned())
}

/// "10:30 a.m. EDT", "at 14:05 GMT".
fn is_time(part: &str) -> bool {
    let part = part.strip_prefix("at ").unwrap_or(part);
    let digits = part.starts_with(|c: char| c.is_ascii_digit());
    let fits = |c: char| {
        c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, ':' | '.' | ' ' | 'a' | 'p' | 'm' | '+')
    };
    digits && part.len() <= 24 && part.contains([':', 'm', 'M']) && part.chars().all(fits)
        || part.len() <= 5 && part.ends_with('T') && part.bytes().all(|b| b.is_ascii_uppercase())
}

/// A handle or mail address.
fn is_handle(part: &str) -> bool {
    part.contains('@') && !part.contains(' ')
}

/// The dateline that opens a paragraph, or a labelled date: the offset of the paragraph proper, and what it states.
pub(super) fn dateline(block: &str, words: &Words) -> Option<(usize, Line)> {
    labelled_date(block, words).or_else(|| place_line(block, words))
}

/// "date 2017-06-15 The order came".
fn labelled_date(block: &str, words: &Words) -> Option<(usize, Line)> {
    let rest = after(block, &words.date_labels)?;
    let rest = rest.trim_start_matches([':', ' ']);
    let found = day::at_start(rest, words).filter(|found| found.date.is_some())?;
    let after_day = &rest[found.len..];
    let story = after_day.trim_start_matches([' ', '\n', '-', '–', '—', '.', ':', '|']);
    let line = Line { day: found.date, ..Line::default() };
    (after_day.len() > story.len() && opens_sentence(story)).then_some((block.len() - story.len(), line))
}

/// "HALT, Merovia, July 8, 2013 (Coast Press Agency) — At least".
fn place_line(block: &str, words: &Words) -> Option<(usize, Line)> {
    const DASHES: [&str; 6] = [" — ", " – ", " -- ", " - ", "— ", " _ "];
    let window = &block[..block.floor_char_boundary(DATELINE)];
    let (at, dash) = DASHES.iter().filter_map(|dash| Some((window.find(dash)?, dash.len()))).min()?;
    let story = block[at + dash..].trim_start();
    if !opens_sentence(story) {
        return None;
    }
    let mut head = block[..at].trim_end();
    let mut agency = None;
    if let Some((before, name)) = head.strip_suffix(')').and_then(|head| head.rsplit_once('(')) {
        agency = Some(name.trim()).filter(|name| is_name(name, words));
        agency?;
        head = before.trim_end();
    }
    let mut line = Line { outlet: agency.map(str::to_owned), ..Line::default() };
    let mut rest = String::new();
    let mut dated = false;
    if let Some((start, found)) = day::find(head, words) {
        dated = true;
        line.day = found.date;
        rest.push_str(&head[start + found.len..]);
        head = &head[..start];
    }
    rest.insert_str(0, head);
    let mut places = rest.split([',', '/']).map(str::trim).filter(|place| !place.is_empty());
    let Some(first) = places.next() else {
        return agency.is_some().then_some((block.len() - story.len(), line));
    };
    let shouted = first.chars().any(char::is_alphabetic) && !first.chars().any(char::is_lowercase);
    // Place names in small letters need more than a dash; so does a short word in capitals, as of a body.
    let sure = agency.is_some() || dated && shouted;
    let place =
        |place: &str| place.split_whitespace().all(|word| is_capital(word) || holds(&words.particles, word));
    let fits = place(first) && first.split(' ').count() <= 4 && places.all(|p| place(p) && p.len() <= 30);
    (fits && (sure || shouted && first.chars().count() > 3)).then_some((block.len() - story.len(), line))
}

/// Whether a sentence may begin here.
fn opens_sentence(text: &str) -> bool {
    let mut chars = text.chars().skip_while(|c| matches!(c, '“' | '"' | '‘' | '\'' | '(' | '['));
    chars.next().is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
}
