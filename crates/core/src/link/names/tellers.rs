//! [`tellers`]: names and roles as a reading has them.

use super::{Kind, Named, is_public};
use crate::model::{Reading, Teller, TellerId, TellerKind};
use std::ops::Range;

/// A teller, or a hand that made the page, with the role that its document gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicTeller {
    /// Which of the reading's tellers; `None` for a byline or credit.
    pub teller: Option<TellerId>,
    /// The name as the document has it.
    pub name: String,
    /// What bears it.
    pub kind: Kind,
    /// The words beside the name that say what the person is; "reporter", "writer" and the like for a byline.
    pub role: Option<String>,
    /// The body or country that the document ties it to.
    pub of: Option<String>,
    /// BCP 47 tag of the document's language.
    pub language: Option<String>,
}

impl PublicTeller {
    /// The same for [`propose`](super::propose), under the caller's numbers.
    pub fn named(&self, id: usize, document: usize) -> Named<'_> {
        Named {
            id,
            document,
            name: &self.name,
            kind: self.kind,
            anonymous: false,
            role: self.role.as_deref(),
            of: self.of.as_deref(),
            language: self.language.as_deref(),
        }
    }
}

/// The public tellers of a reading in its order, then those who made the page: institutions with a proper name, persons to whom
/// the text gives a public role, and bylines. Unnamed tellers and private persons are left out here already.
pub fn tellers(reading: &Reading) -> Vec<PublicTeller> {
    let language = &reading.document.meta.language;
    let mut found = Vec::new();
    for (index, teller) in reading.tellers.iter().enumerate() {
        let kind = match teller.kind {
            _ if teller.anonymous => continue,
            TellerKind::Person => Kind::Person,
            TellerKind::Organisation => Kind::Organisation,
            TellerKind::Publication => Kind::Publication,
            TellerKind::Unknown => continue,
        };
        let role = (kind == Kind::Person).then(|| role(reading, teller)).filter(|r| !r.is_empty());
        found.push(PublicTeller {
            teller: Some(TellerId(index as u32)),
            name: teller.name.clone(),
            kind,
            role,
            of: teller.of.clone(),
            language: language.clone(),
        });
    }
    found.extend(reading.document.meta.made_by.iter().map(|maker| PublicTeller {
        teller: None,
        name: maker.name.clone(),
        kind: Kind::Person,
        role: Some(maker.role.clone()),
        of: maker.works_for.clone().or_else(|| reading.document.meta.outlet.clone()),
        language: language.clone(),
    }));
    found.retain(|teller| is_public(&teller.named(0, 0)));
    found
}

/// All that the text says beside a person's name, wherever it names the person: "the mayor of Ebb", "a lawyer who left". Private
/// words anywhere count, so everything is kept.
fn role(reading: &Reading, teller: &Teller) -> String {
    let mentions: Vec<Range<usize>> = teller.mentions.iter().map(|m| m.start()..m.end()).collect();
    role_beside(reading.document.text(), &mentions, &teller.name).unwrap_or_default()
}

/// What a text says beside a person's name at its mentions (bytes): the role by which a person may be public. `None` where it
/// says nothing, or a mention lies outside the text.
pub fn role_beside(text: &str, mentions: &[Range<usize>], name: &str) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    for mention in mentions {
        for piece in beside(text, text.get(mention.clone())?, mention.end, name) {
            if !piece.is_empty() && !said.contains(&piece) {
                said.push(piece);
            }
        }
    }
    (!said.is_empty()).then(|| said.join(", "))
}

/// The words of one mention before and behind the name, an apposition after its end included.
fn beside(text: &str, words: &str, end: usize, name: &str) -> Vec<String> {
    let last = name.split_whitespace().next_back().unwrap_or(name);
    let Some((at, found)) = [name, last].iter().find_map(|n| Some((words.find(*n)?, *n))) else {
        return Vec::new();
    };
    let mut before = words[..at].trim().trim_end_matches(',').trim();
    for called in [" named", " called"] {
        before = before.strip_suffix(called).unwrap_or(before);
    }
    // "Minister Oto Brandeis" in a mention by the last name alone: the first name is no role.
    let before = before.strip_suffix(name.trim_end_matches(last).trim()).unwrap_or(before);
    let behind = words[at + found.len()..].trim_start_matches([',', ' ']);
    let next = text[end..].strip_prefix(", ").map_or("", apposition);
    [before, behind, next].map(plain).to_vec()
}

/// An apposition that a mention's span left out: up to the next stop, if it begins like one.
fn apposition(rest: &str) -> &str {
    let begins = ["a ", "an ", "the ", "who ", "former "].iter().any(|b| rest.starts_with(b));
    let end = rest.find(['.', ',', ';', '\n', '"', '”', ':']).unwrap_or(rest.len());
    if begins { &rest[..end] } else { "" }
}

/// Without its article; "who chairs the committee" as "head of the committee".
fn plain(piece: &str) -> String {
    let piece = piece.trim();
    let lower = piece.to_lowercase();
    let article = ["a ", "an ", "the "].iter().find(|a| lower.starts_with(**a)).map_or(0, |a| a.len());
    let piece = piece.get(article..).unwrap_or(piece);
    const LEADS: [&str; 6] =
        ["who chairs ", "who leads ", "who heads ", "who runs ", "who directs ", "who founded "];
    match LEADS.iter().find_map(|lead| piece.strip_prefix(lead)) {
        Some(body) => format!("head of {body}"),
        None => piece.to_owned(),
    }
}
