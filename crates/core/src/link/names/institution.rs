//! [`Institution`]: the name of a body or outlet, and what it stands for.

use super::bodies::{Bodies, Known, spelled};
use super::countries::Countries;
use super::fold::Script;

/// A name of an institution, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Institution {
    /// As the document has it.
    pub(super) written: String,
    /// Where the lists have it.
    pub(super) known: Option<Known>,
    /// A part of the body that is named: "korean service".
    pub(super) part: Option<String>,
    /// Country named beside it, by id; a name in plain letters where it is in no list.
    pub(super) country: Option<String>,
    /// Its name in plain letters without the country.
    pub(super) plain: String,
    /// Its words in plain letters without the country and without small words.
    pub(super) words: Vec<String>,
    /// First letters of its words, where there are three or more; the letters of an acronym in brackets come before.
    pub(super) initials: Option<String>,
    /// An acronym in brackets behind the name.
    pub(super) acronym: Option<String>,
    /// The name itself is an acronym.
    pub(super) is_acronym: bool,
    /// Without its country its words would name no body: "government".
    pub(super) generic: bool,
}

/// Nouns for any body or text: a name of these alone is none.
const GENERIC: &str = " ministry agency party government police authorities authority newspaper paper radio station committee \
council bureau office group company court army state media union school district city county province provincial local central \
department organisation organization outlet website site service services regime military navy embassy consulate administration \
commission society association network channel broadcaster magazine weekly daily ruling official news press images image photos \
photo video letter letters notice report reports decree recording document documents survey study statement order list text post \
posts monitor monitors activists source sources officials another other one some ";

/// What stands beside an outlet's name in small letters.
const DESCRIBING: [&str; 22] = [
    "state-run",
    "state",
    "official",
    "opposition",
    "exile",
    "independent",
    "pro-government",
    "ruling",
    "local",
    "news",
    "agency",
    "newspaper",
    "paper",
    "weekly",
    "daily",
    "magazine",
    "website",
    "site",
    "outlet",
    "broadcaster",
    "station",
    "group",
];

/// Words that describe a record and are in no body's name: "images taken on 19 February".
const DESCRIBED: [&str; 20] = [
    "dated",
    "taken",
    "seen",
    "copy",
    "unsigned",
    "which",
    "who",
    "whose",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "by",
];

/// Of these each state has one: "the Chinese government" names a body.
const STATE: [&str; 8] =
    ["government", "army", "military", "navy", "police", "parliament", "judiciary", "embassy"];

/// Words that no name is told apart by.
const SMALL: [&str; 12] = ["the", "of", "for", "and", "on", "in", "to", "de", "la", "del", "y", "at"];

/// What may follow the name of a body for a part of it.
const PARTS: &str = " service services bureau branch office desk section radio korean persian chinese mandarin cantonese tibetan uyghur \
burmese khmer lao vietnamese russian english arabic ukrainian belarusian azerbaijani turkmen spanish monitoring world online correspondent ";

impl Institution {
    /// Reads a name; `of` is what the document says it belongs to, mostly a country. `None` where it is no proper name ("the
    /// ministry").
    pub(super) fn of(name: &str, of: Option<&str>) -> Option<Institution> {
        if name.chars().count() > 120 || starts_undefined(name) {
            return None;
        }
        let (bare, acronym) = brackets(name);
        let text = spelled(bare);
        let script = Script::of(&text)?;
        let countries = Countries::program();
        let named = of.map(spelled);
        let outside =
            named.as_deref().and_then(|o| countries.exact(o).map(str::to_owned).or_else(|| place(o)));
        let (mut country, mut rest) = country_of(&text);
        let beside_country = rest != text;
        country = country.or(outside);
        let bodies = Bodies::program();
        let find = |t: &str| bodies.find(t, country.as_deref());
        let mut part = None;
        // Its whole name first: "Communist Party of Vietnam" is no "Communist Party" of somewhere.
        let mut known = bodies.find(&text, None).or_else(|| find(&text)).or_else(|| find(rest));
        if known.is_none() {
            (known, part) = split_part(&text, find);
        }
        if known.is_none() {
            let bare_of = undescribed(rest, bare);
            known = find(bare_of).or_else(|| owned(&text, find));
            rest = bare_of;
        }
        if let Some(found) = &mut known
            && found.ministry
            && found.country.is_none()
        {
            found.country.clone_from(&country);
        }
        let words = content(rest);
        let is_acronym = is_acronym(bare);
        let generic = words.iter().all(|w| is_generic(w));
        let of_state = beside_country && words.iter().any(|w| STATE.contains(&w.as_str()));
        // "State Council", of a country that the document names.
        let office = generic && country.is_some() && words.len() > 1 && bare.split(' ').all(starts_high);
        let proper =
            known.is_some() || (generic && of_state) || office || is_proper(bare, &content(&text), script);
        let initials =
            (words.len() > 2).then(|| content(&text).iter().filter_map(|w| w.chars().next()).collect());
        proper.then(|| Institution {
            written: name.trim().to_owned(),
            country: known.as_ref().and_then(|k| k.country.clone()).or(country),
            known,
            plain: rest.to_owned(),
            part,
            words,
            initials,
            acronym,
            is_acronym,
            generic,
        })
    }

    /// What tells it from others: the id of a known body with its country, else its words.
    pub(super) fn key(&self) -> String {
        match &self.known {
            Some(Known { id, country: Some(country), .. }) => format!("{id}@{country}"),
            Some(Known { id, ministry: true, .. }) => format!("{id}@?"),
            Some(Known { id, .. }) => format!("{id}@"),
            None => self.words.join(" "),
        }
    }

    /// How evidence names it.
    pub(super) fn called(&self) -> String {
        self.known.as_ref().map_or_else(|| self.written.clone(), |known| Bodies::program().called(known))
    }

    /// Keys under which it is compared with others.
    pub(super) fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        match &self.known {
            Some(known) => keys.push(format!("b:{}", known.id)),
            None => keys.extend(Bodies::program().weak(&self.plain).map(|id| format!("b:{id}"))),
        }
        let mut sorted = self.words.clone();
        sorted.sort_unstable();
        keys.push(format!("s:{}", sorted.join(" ")));
        keys.extend(self.initials.iter().chain(&self.acronym).map(|i| format!("i:{i}")));
        if self.is_acronym {
            keys.push(format!("i:{}", self.words.concat()));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// "a human rights group", "another agency": no name of one body.
fn starts_undefined(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["a", "an", "another", "one", "some", "several", "many", "other", "any"].contains(&first.as_str())
}

/// The name without an acronym in brackets at its end, and the acronym.
fn brackets(name: &str) -> (&str, Option<String>) {
    let whole = (name, None);
    let Some((before, inside)) = name.trim().strip_suffix(')').and_then(|n| n.rsplit_once('(')) else {
        return whole;
    };
    if before.trim().is_empty() {
        whole
    } else {
        (before.trim(), is_acronym(inside).then(|| inside.to_lowercase()))
    }
}

fn is_acronym(text: &str) -> bool {
    let text = text.trim().trim_start_matches("the ").trim_start_matches("The ");
    (2..=8).contains(&text.chars().count()) && text.chars().all(|c| c.is_uppercase())
}

/// The country that a plain name begins or ends with, and the rest of it.
fn country_of(text: &str) -> (Option<String>, &str) {
    let countries = Countries::program();
    if let Some((id, rest)) = countries.before(text).or_else(|| countries.behind(text))
        && !rest.is_empty()
    {
        return (Some(id.to_owned()), rest);
    }
    // A country of no list: only where a ministry of it is named.
    let bodies = Bodies::program();
    let is_ministry = |t: &str| bodies.find(t, None).is_some_and(|k| k.ministry);
    if let Some((place, rest)) = text.split_once("'s ")
        && is_ministry(rest)
    {
        return (Some(place.to_owned()), rest);
    }
    match text.rsplit_once(" of ") {
        Some((rest, place)) if is_ministry(rest) => (Some(place.to_owned()), rest),
        _ => (None, text),
    }
}

/// A place that stands beside a ministry, as a country of no list.
fn place(of: &str) -> Option<String> {
    (!of.is_empty() && of.split(' ').count() < 3 && !of.contains("ministry")).then(|| of.to_owned())
}

/// A known body with a part of it behind: "radio free asia's korean service".
fn split_part(text: &str, find: impl Fn(&str) -> Option<Known>) -> (Option<Known>, Option<String>) {
    for (at, _) in text.match_indices(' ') {
        let (head, rest) = (&text[..at], &text[at + 1..]);
        let head = head.strip_suffix("'s").or_else(|| head.strip_suffix('\'')).unwrap_or(head);
        let all = rest.split(' ').all(|w| PARTS.contains(&format!(" {w} ")));
        if all && let Some(known) = find(head) {
            return (Some(known), Some(rest.to_owned()));
        }
    }
    (None, None)
}

/// A body within another: "the party's Organization and Guidance Department", "로동당 선전선동부".
fn owned(text: &str, find: impl Fn(&str) -> Option<Known>) -> Option<Known> {
    let dense = Script::of(text).is_some_and(Script::is_dense);
    let is_owner = |o: &str| content(o).iter().all(|w| is_generic(w)) || find(o).is_some();
    if !dense {
        return text
            .match_indices("'s ")
            .find_map(|(at, s)| find(&text[at + s.len()..]).filter(|_| is_owner(&text[..at])));
    }
    let cuts = text.char_indices().skip(1).map(|(at, _)| text.split_at(at));
    cuts.into_iter().find_map(|(owner, owned)| find(owned).filter(|_| find(owner).is_some()))
}

/// A plain name without what the document says of it in small letters: "state-run irna news agency", "exile weekly plough and pen".
fn undescribed<'a>(mut text: &'a str, bare: &str) -> &'a str {
    let describes = |word: &str| DESCRIBING.contains(&word) && bare.split(' ').any(|w| w == word);
    while let Some((_, rest)) = text.split_once(' ').filter(|(first, _)| describes(first)) {
        text = rest;
    }
    while let Some((rest, _)) = text.rsplit_once(' ').filter(|(_, last)| describes(last)) {
        text = rest;
    }
    text
}

/// The words of a plain name by which it is told from others.
fn content(text: &str) -> Vec<String> {
    let trim = |w: &str| w.trim_end_matches("'s").trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let words = text.split([' ', '/']).map(trim);
    words.filter(|w| !w.is_empty() && !SMALL.contains(&w.as_str())).collect()
}

fn is_generic(word: &str) -> bool {
    GENERIC.contains(&format!(" {word} "))
}

fn starts_high(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether words name one body and no other.
fn is_proper(bare: &str, words: &[String], script: Script) -> bool {
    let generic = words.iter().all(|w| is_generic(w));
    let described = words.iter().any(|w| DESCRIBED.contains(&w.as_str()));
    if generic || described || words.len() > 9 {
        return false;
    }
    match script {
        Script::Latin | Script::Cyrillic => {
            let bare = bare.trim().trim_start_matches("the ").trim_start_matches("The ");
            let mut capitals = bare.split([' ', '-']).map(starts_high);
            // The sentence's first word may have a capital of the sentence's: "District police".
            let first = capitals.next().unwrap_or(false);
            words.len() == 1 && first || capitals.any(|c| c)
        }
        // No capitals there: short ones are mostly common nouns.
        _ => words.iter().map(|w| w.chars().count()).sum::<usize>() > 3,
    }
}
