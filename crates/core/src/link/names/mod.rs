//! Public persons and institutions under several spellings and scripts.
//!
//! [`propose`] looks at those who tell something in several documents and says which may be one, which belongs to which, and
//! which share a name and are two; always with evidence in words, for a person to decide. It joins nothing.
//!
//! **Who is compared at all.** Institutions and outlets with a proper name; persons to whom *their own document* gives a public
//! role (an office, a spokesman's post, expert of a named body) or a byline. Nobody else: unnamed tellers, and named persons
//! without such a role, are passed over before anything is looked at, and yield nothing. No property of a person is filled
//! in, and no list of persons is part of the program: names are read by rules (`lang/names/`), institutions by name.
//!
//! **How.** A name is read in all ways that its script allows (Korean by three systems and by custom, Mandarin by pinyin and
//! Wade–Giles, Cyrillic by table, Arabic script and kana by consonants); names that share a reading's key are
//! compared part by part; then their roles are. The work grows with the number of different names, not with its square.
//!
//! [`key`] tells whether two credits mean one outlet; [`tellers()`] takes names and roles from a reading.

mod agree;
mod bodies;
mod candidates;
mod chinese;
mod countries;
mod fold;
mod han;
mod institution;
mod korean;
mod likeness;
mod office;
mod pairs;
mod person;
mod roles;
mod scripts;
mod tellers;
#[cfg(test)]
mod tests;

pub use candidates::propose;
pub use tellers::{PublicTeller, role_beside, tellers};

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A human being.
    Person,
    /// A body: ministry, party, company, non-governmental group.
    Organisation,
    /// A medium. Compared with organisations, since an agency is both.
    Publication,
}

/// Somebody or something that a document names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    /// The caller's number; proposals name it. Each stands once in a list.
    pub id: usize,
    /// Which document it stands in. Two of one document are never proposed as one: the reader told them apart.
    pub document: usize,
    /// The name as the document has it, in any script, titles included or not.
    pub name: &'a str,
    /// What bears it.
    pub kind: Kind,
    /// The document gives no proper name. Such a teller is passed over, whatever else is said.
    pub anonymous: bool,
    /// The role that this document gives ("foreign ministry spokesman"); "author", "reporter" and the like for a byline.
    pub role: Option<&'a str>,
    /// The body or country that the role is held for; for an institution, its country.
    pub of: Option<&'a str>,
    /// BCP 47 tag of the document's language. Names are read by their script; nothing hangs on it today.
    pub language: Option<&'a str>,
}

/// What is proposed of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They may be one.
    Same,
    /// The first belongs to the second: an office-holder to a ministry, a service to an outlet.
    MemberOf,
    /// They share a name, and what the documents say of them speaks for two.
    Apart,
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Whether it speaks for the two being one (or belonging together), or against.
    pub supports: bool,
    /// In words for people; quotes names and roles of the documents.
    pub words: String,
}

/// A proposal: never a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// [`Named::id`] of the first: the lesser id, but the member for [`Relation::MemberOf`].
    pub a: usize,
    /// [`Named::id`] of the second.
    pub b: usize,
    /// What is proposed.
    pub kind: Relation,
    /// How much speaks for it, in hundredths, 50 at least. An order to look at proposals in, no probability.
    pub score: u8,
    /// Why, and what speaks against it.
    pub evidence: Vec<Evidence>,
}

/// What stands for an institution or outlet whatever its name: equal for "RFA", "Radio Free Asia" and "자유아시아방송", and for a
/// service of an outlet and the outlet. `None` for what is no proper name ("the agency").
pub fn key(name: &str) -> Option<String> {
    institution::Institution::of(name, None).map(|institution| institution.key())
}

/// Whether a document gives this teller a name and a public role, or it is an institution with a proper name: only such are
/// compared.
pub fn is_public(named: &Named) -> bool {
    pairs::Form::of(named).is_some()
}

fn for_it(words: String) -> Evidence {
    Evidence { supports: true, words }
}

fn against(words: String) -> Evidence {
    Evidence { supports: false, words }
}
