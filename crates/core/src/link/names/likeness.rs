//! Two names of institutions, compared.

use super::bodies::Bodies;
use super::countries::Countries;
use super::institution::Institution;
use super::{Evidence, against, for_it};

/// How two institutions stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They may be one.
    Same,
    /// One is a part of the other; true: the first of the second.
    Part(bool),
    /// They share a name and are two.
    Apart,
}

/// A likeness with its score in hundredths and its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) likeness: Likeness,
    pub(super) score: u8,
    pub(super) evidence: Vec<Evidence>,
}

/// Compares two names; `None`: nothing speaks for either.
pub(super) fn liken(a: &Institution, b: &Institution) -> Option<Found> {
    match (&a.known, &b.known) {
        (Some(left), Some(right)) if left.id == right.id => known(a, b),
        (Some(_), Some(_)) => None,
        (Some(_), None) => weakly(a, b).or_else(|| plain(a, b)),
        (None, Some(_)) => weakly(b, a).or_else(|| plain(a, b)),
        (None, None) => plain(a, b),
    }
}

/// Both stand for a body of one id.
fn known(a: &Institution, b: &Institution) -> Option<Found> {
    let (left, right) = (a.known.as_ref()?, b.known.as_ref()?);
    if let (Some(x), Some(y)) = (&left.country, &right.country)
        && x != y
    {
        return Some(apart(a, b));
    }
    let mut evidence = Vec::new();
    let mut score: u8 = if a.written == b.written { 97 } else { 95 };
    let name = if left.country.is_some() { a.called() } else { b.called() };
    if a.written == b.written {
        evidence.push(for_it(format!("both documents write “{}”", a.written)));
    } else {
        evidence.push(for_it(format!("“{}” and “{}” are names of {name}", a.written, b.written)));
    }
    match (&left.country, &right.country) {
        (None, None) if left.ministry => {
            score = 60;
            evidence.push(against("neither document names its country, and most states have one".into()));
        }
        (None, Some(_)) | (Some(_), None) if left.ministry => {
            score = 65;
            let silent = if left.country.is_none() { a } else { b };
            evidence
                .push(against(format!("“{}” names no country, and most states have one", silent.written)));
        }
        _ => {}
    }
    match (&a.part, &b.part) {
        (Some(part), None) => {
            evidence.push(for_it(format!("“{}” names a part of it: {part}", a.written)));
            Some(Found { likeness: Likeness::Part(true), score: score - 5, evidence })
        }
        (None, Some(part)) => {
            evidence.push(for_it(format!("“{}” names a part of it: {part}", b.written)));
            Some(Found { likeness: Likeness::Part(false), score: score - 5, evidence })
        }
        (x, y) if x == y => Some(Found { likeness: Likeness::Same, score, evidence }),
        _ => None,
    }
}

/// A name that stands for the body only where its country is named ("State Security Department"), and here none is.
fn weakly(body: &Institution, other: &Institution) -> Option<Found> {
    let known = body.known.as_ref().filter(|_| other.country.is_none() && body.part.is_none())?;
    let found =
        Bodies::program().find(&other.plain, known.country.as_deref()).filter(|f| f.id == known.id)?;
    let evidence = vec![
        for_it(format!(
            "“{}” and “{}” are names of {}",
            body.written,
            other.written,
            Bodies::program().called(&found)
        )),
        against(format!("“{}” names no country, and other bodies are called so", other.written)),
    ];
    Some(Found { likeness: Likeness::Same, score: 62, evidence })
}

/// One of them at least is in no list: words and acronyms.
fn plain(a: &Institution, b: &Institution) -> Option<Found> {
    let (mut left, mut right) = (a.words.clone(), b.words.clone());
    left.sort_unstable();
    right.sort_unstable();
    if left == right && !left.is_empty() {
        return match (&a.country, &b.country) {
            (Some(x), Some(y)) if x != y => Some(apart(a, b)),
            _ if a.known.is_some() || b.known.is_some() => None,
            (x, y) if a.generic && (x.is_none() || x != y) => None,
            _ => {
                let score = if a.words == b.words { 92 } else { 75 };
                let words = if a.written == b.written {
                    format!("both documents write “{}”", a.written)
                } else {
                    format!("“{}” and “{}” have the same words", a.written, b.written)
                };
                Some(Found { likeness: Likeness::Same, score, evidence: vec![for_it(words)] })
            }
        };
    }
    if a.known.is_some() || b.known.is_some() {
        return None;
    }
    let (short, long) = if a.is_acronym { (a, b) } else { (b, a) };
    if !short.is_acronym {
        return None;
    }
    let letters = short.words.concat();
    if long.acronym.as_ref() == Some(&letters) {
        let words = format!("“{}” gives “{}” as its short form", long.written, short.written);
        return Some(Found { likeness: Likeness::Same, score: 88, evidence: vec![for_it(words)] });
    }
    let fits = long.acronym.is_none() && long.initials.as_ref() == Some(&letters);
    fits.then(|| {
        let words = format!("“{}” are the first letters of “{}”", short.written, long.written);
        let doubt = against("neither document says that the letters stand for it".into());
        Found { likeness: Likeness::Same, score: 60, evidence: vec![for_it(words), doubt] }
    })
}

fn apart(a: &Institution, b: &Institution) -> Found {
    let countries = Countries::program();
    let of = |i: &Institution| i.country.as_deref().map_or("?", |c| countries.called(c)).to_owned();
    let evidence = vec![
        for_it(format!("“{}” and “{}” share a name", a.written, b.written)),
        against(format!("one is of {}, the other of {}", of(a), of(b))),
    ];
    Found { likeness: Likeness::Apart, score: 90, evidence }
}
