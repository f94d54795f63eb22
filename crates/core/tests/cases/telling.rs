//! [`Tellings`]: what a case expects or a reading found, as words, so that both can be compared and printed.

use firsthand_core::model::{End, Number, Reading, Scope, Span, Stance, Statement, Teller, TellerKind};

/// Everything a `tellings` block says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tellings {
    /// Metadata lines ("published", "2019-04-11"): only those that the case asks about.
    pub(crate) head: Vec<(String, String)>,
    /// The statements, numbered from 1 by their place.
    pub(crate) all: Vec<Telling>,
}

/// One expected or found statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Telling {
    pub(crate) content: Vec<String>,
    /// Number (from 1) of the statement around it.
    pub(crate) inside: Option<usize>,
    pub(crate) form: String,
    pub(crate) stance: String,
    pub(crate) wide: bool,
    pub(crate) end: String,
    pub(crate) chain: Vec<Hop>,
    pub(crate) source: Option<String>,
    pub(crate) cue: Option<String>,
    pub(crate) to: Option<String>,
}

/// One hop of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hop {
    pub(crate) name: String,
    /// "person", "anonymous people", "publication of Northline" ...
    pub(crate) what: String,
    pub(crate) cue: Option<String>,
}

/// The metadata that a case may ask about, in the order they are printed.
pub(crate) const HEAD_KEYS: [&str; 4] = ["title", "outlet", "published", "made by"];

impl Tellings {
    /// Leaves out what `expected` does not speak of: its missing metadata lines, and statements of wide scope where
    /// it lists none.
    pub(crate) fn only_what(&self, expected: &Tellings) -> Tellings {
        let asked = |key: &str| expected.head.iter().any(|(k, _)| k == key);
        let head = self.head.iter().filter(|(key, _)| asked(key)).cloned().collect();
        let all = if expected.all.iter().any(|t| t.wide) { self.all.clone() } else { told_only(&self.all) };
        Tellings { head, all }
    }
}

/// Without the wide ones; what was inside one is then inside what that one was inside.
fn told_only(all: &[Telling]) -> Vec<Telling> {
    let outer = |mut number: Option<usize>| {
        while let Some(wide) = number.and_then(|n| all.get(n - 1)).filter(|t| t.wide) {
            number = wide.inside;
        }
        number
    };
    let place = |number: usize| all[..number].iter().filter(|t| !t.wide).count();
    all.iter()
        .filter(|t| !t.wide)
        .map(|t| Telling { inside: outer(t.inside).map(place), ..t.clone() })
        .collect()
}

/// What a reading found, in words.
pub(crate) fn found(reading: &Reading) -> Tellings {
    Tellings { head: head(reading), all: reading.statements.iter().map(|s| telling(reading, s)).collect() }
}

fn head(reading: &Reading) -> Vec<(String, String)> {
    let meta = &reading.document.meta;
    let made_by: Vec<_> = meta
        .made_by
        .iter()
        .map(|m| match &m.works_for {
            Some(desk) => format!("{} {} for {desk}", m.role, m.name),
            None => format!("{} {}", m.role, m.name),
        })
        .collect();
    let values = [
        meta.title.clone(),
        meta.outlet.clone(),
        meta.published.map(|day| day.to_string()),
        (!made_by.is_empty()).then(|| made_by.join("; ")),
    ];
    let none = || "none".to_owned();
    HEAD_KEYS.iter().zip(values).map(|(key, v)| ((*key).to_owned(), v.unwrap_or_else(none))).collect()
}

fn telling(reading: &Reading, statement: &Statement) -> Telling {
    let words = |span: Span| reading.document.slice(span).to_owned();
    let hop = |hop: &firsthand_core::model::Hop| {
        let teller = &reading.tellers[hop.teller.0 as usize];
        Hop { name: teller.name.clone(), what: what(teller), cue: hop.cue.map(words) }
    };
    Telling {
        content: statement.content.iter().map(|c| words(*c)).collect(),
        inside: statement.inside.map(|id| id.0 as usize + 1),
        form: statement.form.word().to_owned(),
        stance: statement.stance.word().to_owned(),
        wide: statement.scope == Scope::Wide,
        end: statement.end.word().to_owned(),
        chain: statement.chain.iter().map(hop).collect(),
        source: statement.source.map(words),
        cue: statement.cue.map(words),
        to: statement.addressee.map(words),
    }
}

/// What kind of teller, in the words of the notation.
fn what(teller: &Teller) -> String {
    let (one, several) = match teller.kind {
        TellerKind::Person => ("person", "people"),
        TellerKind::Organisation => ("organisation", "organisations"),
        TellerKind::Publication => ("publication", "publications"),
        TellerKind::Unknown => ("unknown", "unknowns"),
    };
    let anonymous = if teller.anonymous { "anonymous " } else { "" };
    let kind = match teller.number {
        Number::One => one.to_owned(),
        Number::Several => several.to_owned(),
        Number::Unknown => format!("{one}?"),
    };
    let of = teller.of.as_ref().map(|of| format!(" of {of}")).unwrap_or_default();
    format!("{anonymous}{kind}{of}")
}

/// The words that need not be written, because most statements have them.
pub(crate) fn usual() -> (&'static str, &'static str) {
    (Stance::Asserts.word(), End::Untold.word())
}
