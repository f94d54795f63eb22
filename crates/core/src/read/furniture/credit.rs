//! Credits and photo credits.

use super::names::{ends_sentence, is_name, name_at_start};
use super::words::{Words, after, begins, holds};
use crate::model::Maker;

/// The longest photo credit in brackets, in bytes.
const PHOTO: usize = 90;

/// Reads a block that is credits to its last word.
pub(super) fn read(block: &str, words: &Words) -> Option<Vec<Maker>> {
    let block = block.trim().trim_start_matches(['—', '–', '-', '*', '•', ' ']);
    let inner = [('(', ')'), ('[', ']')]
        .iter()
        .find_map(|(open, close)| block.strip_prefix(*open)?.trim_end_matches('.').strip_suffix(*close));
    let mut rest = inner.unwrap_or(block).trim();
    let mut makers = Vec::new();
    let mut any = false;
    while !rest.is_empty() {
        let (found, after) = one(rest, words).or_else(|| thanks(rest, words))?;
        makers.extend(found);
        any = true;
        rest = after.trim_start_matches(['.', ';', '|', ',', ' ', '\n']);
    }
    any.then_some(makers)
}

/// One credit at the beginning of a text, and what follows it.
fn one<'t>(text: &'t str, words: &Words) -> Option<(Vec<Maker>, &'t str)> {
    let (credit, open) = words
        .credit
        .iter()
        .flat_map(|credit| credit.opens.iter().map(move |open| (credit, open)))
        .filter(|(_, open)| begins(text, open))
        .max_by_key(|(_, open)| open.len())?;
    let rest = &text[open.len()..];
    if holds(&credit.needs_colon, open) && !rest.starts_with(':') {
        return None;
    }
    let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
    if let Some(after) = after(rest, &words.nobody) {
        return ends(after).then_some((Vec::new(), after));
    }
    let (hands, after) = if credit.roles.iter().any(|role| role == "photographer") {
        let line =
            rest.find(['.', ';', '\n']).filter(|end| ends_sentence_at(rest, *end)).unwrap_or(rest.len());
        (vec![photographer(&rest[..line], words)?], &rest[line..])
    } else {
        hands(rest, words)?
    };
    let makers = credit
        .roles
        .iter()
        .flat_map(|role| hands.iter().map(|hand| Maker { role: role.clone(), ..hand.clone() }));
    Some((makers.collect(), after))
}

fn ends_sentence_at(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit(' ').next().unwrap_or_default();
    !text[at..].starts_with('.') || ends_sentence(&format!("{word}."))
}

/// Names with what they worked for and where, up to the end of the credit.
fn hands<'t>(text: &'t str, words: &Words) -> Option<(Vec<Maker>, &'t str)> {
    let stops: [&[String]; 3] = [&words.joins, &words.works_for, &words.place];
    let mut makers: Vec<Maker> = Vec::new();
    let mut rest = text;
    loop {
        let end = name_at_start(rest, &stops, words)?;
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let mut works_for = None;
        loop {
            let next = rest.trim_start_matches([' ', '\n']);
            if let Some(body) = after(next, &words.works_for).filter(|_| next.len() < rest.len()) {
                let body = body.trim_start();
                let end = name_at_start(body, &[&words.place], words)?;
                works_for = Some(body[..end].to_owned());
                rest = &body[end..];
            } else if let Some(place) = after(next, &words.place).filter(|_| next.len() < rest.len()) {
                let place = place.trim_start();
                rest = &place[name_at_start(place, &[&words.joins, &words.works_for], words)?..];
            } else {
                break;
            }
        }
        makers.push(Maker { role: String::new(), name, works_for });
        let comma = rest.strip_prefix(',').map(str::trim_start);
        let next = comma.unwrap_or(rest).trim_start_matches([' ', '\n']);
        if let Some(more) = after(next, &words.joins) {
            rest = more.trim_start();
        } else if let Some(more) = comma {
            // "Reporting by A, Editing by B" goes on with another credit.
            if one(more, words).is_some() {
                return Some((makers, more));
            }
            rest = more;
        } else {
            return ends(rest).then_some((makers, rest));
        }
    }
}

/// Whether a credit may end here.
fn ends(rest: &str) -> bool {
    rest.trim_start().is_empty() || rest.starts_with(['.', ';', '|', '\n'])
}

/// "Coast Press Agency writers Ada Whitlock in Halt and Tom Perrin contributed to this report."
fn thanks<'t>(text: &'t str, words: &Words) -> Option<(Vec<Maker>, &'t str)> {
    if !text.contains(words.contributed_word.as_str()) {
        return None;
    }
    let found = words.contributed.iter().filter_map(|tail| Some((text.find(tail.as_str())?, tail.len())));
    let (tail, len) = found.max_by_key(|(at, len)| (std::cmp::Reverse(*at), *len))?;
    let after_tail = &text[tail + len..];
    let place = after_tail.trim_start();
    let rest = if ends(after_tail) { after_tail } else { &place[name_at_start(place, &[], words)?..] };
    let mut names = text[..tail].trim_end();
    let mut works_for = None;
    for word in &words.writer_words {
        if let Some((agency, people)) = names.split_once(&format!(" {word} ")) {
            works_for = Some(agency.to_owned()).filter(|agency| is_name(agency, words));
            names = people;
            break;
        }
    }
    let (found, left) = hands(names, words)?;
    // One word with a capital is a pronoun or a noun as often as a name.
    let weak = found.len() == 1 && found[0].name.split_whitespace().nth(1).is_none() && works_for.is_none();
    if !left.is_empty() || weak || !ends(rest) {
        return None;
    }
    let reporter = |maker: Maker| Maker {
        role: "reporter".into(),
        works_for: works_for.clone().or(maker.works_for),
        ..maker
    };
    Some((found.into_iter().map(reporter).collect(), rest))
}

/// Credits at the end of a paragraph, on a line of their own or after its last sentence: where they begin.
pub(super) fn at_end(paragraph: &str, words: &Words) -> Option<(usize, Vec<Maker>)> {
    let window = paragraph.ceil_char_boundary(paragraph.len().saturating_sub(super::LONGEST));
    let starts = paragraph[window..].match_indices([' ', '\n']).map(|(at, gap)| window + at + gap.len());
    for start in starts {
        let before = paragraph[..start].trim_end();
        let stopped =
            before.ends_with(['.', '!', '?', '”', '"', '’', ')']) || paragraph[..start].ends_with('\n');
        if stopped && let Some(makers) = read(&paragraph[start..], words) {
            return Some((start, makers));
        }
    }
    None
}

/// Whether a block is a caption: labelled, or ended by a photo credit in brackets. `last`: nothing but credits follows,
/// where "(Estuary Courier/J. Lamb)" is enough; before, it must name a photo. Returns who took the picture, if named.
pub(super) fn caption(block: &str, last: bool, words: &Words) -> Option<Option<Maker>> {
    let block = block.trim();
    let labelled = after(block, &words.caption_labels).is_some_and(|rest| rest.starts_with(':'));
    let bracket = block.strip_suffix(')').and_then(|block| block.rsplit_once('('));
    let credit = bracket.filter(|(_, inner)| inner.len() <= PHOTO);
    let found = credit.and_then(|(before, inner)| {
        let stopped = before.trim_end().ends_with(['.', '!', '?', '”', '"', '’']);
        let inner = inner.trim();
        let photo = inner.split([' ', '/', ':']).any(|word| holds(&words.photo_words, word));
        let slash = last && inner.contains('/');
        if !stopped || !photo && !slash {
            return None;
        }
        one(inner, words)
            .and_then(|(makers, _)| makers.into_iter().next())
            .or_else(|| photographer(inner, words))
    });
    (labelled || found.is_some()).then_some(found)
}

/// "J. Lamb", "Estuary Courier/J. Lamb", "J. Lamb/Estuary Courier".
fn photographer(text: &str, words: &Words) -> Option<Maker> {
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    if !parts.iter().all(|part| is_name(part, words)) {
        return None;
    }
    let is_body = |part: &str| {
        part.split_whitespace().any(|word| holds(&words.organisations, word))
            || !part.contains(' ') && part.len() > 1 && part.chars().all(char::is_uppercase)
    };
    let person = match parts.iter().position(|part| !is_body(part)) {
        // Of two names that show nothing, the agency stands first.
        Some(0) if parts.len() == 2 && !is_body(parts[1]) => 1,
        Some(person) => person,
        None => parts.len() - 1,
    };
    let body = parts
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != person)
        .map(|(_, part)| *part)
        .collect::<Vec<_>>()
        .join("/");
    let body = body.strip_suffix(" Photo").unwrap_or(&body);
    let works_for = Some(body.to_owned()).filter(|body| !body.is_empty());
    Some(Maker { role: "photographer".into(), name: parts[person].to_owned(), works_for })
}
