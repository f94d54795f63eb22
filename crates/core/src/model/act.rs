//! [`Act`]: who did what to whom, where and when, as the text tells it.

use super::{Span, StatementId};

/// A kind of act, as `lang/acts.toml` has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActType {
    /// The word that stands for it in JSON ("house-search").
    pub id: String,
    /// A few words for people.
    pub label: String,
    /// What belongs to it.
    pub definition: String,
    /// The wider kind that it belongs to, by its id.
    pub broader: Option<String>,
    /// Number of HURIDOCS' micro-thesaurus 4 (types of acts), where one fits for certain.
    pub huridocs: Option<String>,
    /// An order, law, campaign, ban, fee or quota: what is done by words that bind many.
    pub policy: bool,
}

/// Whether it was done, by the words of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Status {
    /// Told as done, or as what is done again and again.
    #[default]
    Done,
    /// It began, or goes on ("are being searched").
    Begun,
    /// Somebody ordered it; whether it was done is not told.
    Ordered,
    /// It will be done, or would be if.
    Planned,
    /// The words themselves do not vouch for it ("allegedly", "accused of").
    Alleged,
    /// It was not done, says the text or somebody in it.
    Denied,
}

/// What a policy act does to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Makes it wider or harsher.
    Extends,
    /// Makes it narrower or milder, or ends it.
    Relaxes,
    /// Stands in its place.
    Replaces,
}

/// How many people a group of victims is said to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// At least so many; `None` where no lower bound is told.
    pub low: Option<u64>,
    /// At most so many; `None` where no upper bound is told.
    pub high: Option<u64>,
    /// The number is told as a rough one ("some 1,200").
    pub about: bool,
    /// What is counted, in the text's word ("families").
    pub unit: Span,
}

/// A place as the text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The noun phrase, without its preposition.
    pub span: Span,
    /// How fine it is, never finer than told.
    pub precision: Precision,
    /// ISO 3166 code of the country, where the gazetteer is sure of it.
    pub country: Option<&'static str>,
    /// The place by its usual name, or the named place that it lies in, where the gazetteer leaves no doubt.
    pub known: Option<Known>,
    /// It is told as near there, not there: "near Hyesan", "outside the town".
    pub near: bool,
}

/// A place that the gazetteer of names knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its name as it is shown, in Latin letters.
    pub name: &'static str,
    /// What it is.
    pub kind: KnownKind,
    /// ISO 3166 code of its country.
    pub country: &'static str,
    /// The province that it lies in.
    pub within: Option<&'static str>,
}

/// What a place is for those who run it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownKind {
    /// A state or territory.
    Country,
    /// A division of the first level, whatever its country calls it.
    Province,
    /// A division of the second level.
    County,
    /// A town or village.
    Town,
}

/// How fine a place is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// A country.
    Country,
    /// A province, county or other part of a country.
    Region,
    /// A town or village by its name.
    Town,
    /// A spot without a name of its own ("a checkpoint").
    Site,
}

/// A time as the text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The words, with the preposition before them.
    pub span: Span,
    /// Index in [`Reading::dates`](super::Reading::dates) of the expression in it, where the reader has it.
    pub date: Option<u32>,
}

/// One act that the text tells.
///
/// Private persons are nothing but spans here: no type joins them, counts them or puts them in an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// What kind.
    pub kind: &'static ActType,
    /// The words that tell it.
    pub trigger: Span,
    /// Who does it: noun phrases without relative clauses.
    pub by: Vec<Span>,
    /// Who gave the order, where the act is told as ordered.
    pub ordered_by: Option<Span>,
    /// To whom: groups and persons, as the words have them.
    pub to: Vec<Span>,
    /// Whom a "they" or "them" among `to` means: the nearest group before it in the sentence that did not do it.
    pub meant: Option<Span>,
    /// What was taken, searched, shut or forbidden.
    pub object: Option<Span>,
    /// How many, for each of `to` that has a number.
    pub count: Option<Count>,
    /// By what means ("with electric batons").
    pub means: Option<Span>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub when: Option<When>,
    /// As told.
    pub status: Status,
    /// For policy acts.
    pub relation: Option<Relation>,
    /// The innermost statement whose content holds the trigger; `None` for the page's own voice.
    pub statement: Option<StatementId>,
}
