//! [`Statement`] and [`Teller`]: what was said, and the chain of those who told it.

use super::Span;

/// Index of a teller in [`Reading::tellers`](super::Reading::tellers). Printed as `t1` for 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TellerId(pub u32);

/// Index of a statement in [`Reading::statements`](super::Reading::statements). Printed as `s1` for 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub u32);

/// What a teller is. The words are those of `contract.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum TellerKind {
    /// A human being or an unnamed group of human beings.
    Person,
    /// A body: ministry, agency, company, party, non-governmental group.
    Organisation,
    /// A medium, or a record (letter, notice, picture, recording).
    Publication,
    /// The text does not show.
    #[default]
    Unknown,
}

/// How many the words speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Number {
    /// One.
    One,
    /// More than one, not counted as several origins.
    Several,
    /// The text does not show.
    #[default]
    Unknown,
}

/// Who or what tells something in one document. Never joined across documents here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teller {
    /// Fullest form in the text: a person's proper name without title and apposition, else the fullest noun phrase.
    pub name: String,
    /// Person, organisation, publication or unknown.
    pub kind: TellerKind,
    /// A person or group of persons without a proper name in the text.
    pub anonymous: bool,
    /// One or several.
    pub number: Number,
    /// Name of the body or person whose source or member it is ("the agency's source": the agency).
    pub of: Option<String>,
    /// Every mention found, in order of the text, pronouns included.
    pub mentions: Vec<Span>,
}

/// Where the quotation marks stand in a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// All letters are inside quotation marks.
    Direct,
    /// Some are.
    Mixed,
    /// None is.
    Indirect,
}

/// What the teller does with the content, by the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Stance {
    /// States it.
    #[default]
    Asserts,
    /// Denies, rejects, disputes it.
    Denies,
    /// Puts it as a question.
    Asks,
    /// Orders, asks for, advises it.
    Orders,
    /// Hopes for it.
    Hopes,
    /// Holds it inwardly: believes, fears, expects.
    Believes,
    /// The cue does not show.
    Unknown,
}

/// Whether an attribution is a telling or one of the wider kinds (plans, decisions, refusals, knowledge).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Scope {
    /// Speech, writing, showing, belief, hope.
    #[default]
    Told,
    /// The other attributions that PolNeAR marks.
    Wide,
}

/// Where a chain stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum End {
    /// The last teller saw, heard or lived it, by the statement's own words.
    Witness,
    /// The last teller is a document, picture or recording.
    Record,
    /// The text does not say how the last teller knows.
    #[default]
    Untold,
}

/// One step of a chain of telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop {
    /// Who tells.
    pub teller: TellerId,
    /// The reporting words, where the text has some.
    pub cue: Option<Span>,
}

/// One attribution: something the page says that someone said, wrote, showed, believed or hoped.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The statement whose content holds this whole attribution.
    pub inside: Option<StatementId>,
    /// What is said: one span, or several where it is interrupted; in order of the text, never overlapping, never empty.
    pub content: Vec<Span>,
    /// The noun phrase or pronoun that names the teller, where the text has one.
    pub source: Option<Span>,
    /// The reporting word, where the text has one.
    pub cue: Option<Span>,
    /// To whom it was said, where the text tells.
    pub addressee: Option<Span>,
    /// Direct, mixed or indirect.
    pub form: Form,
    /// What the teller does with the content.
    pub stance: Stance,
    /// Told or wide.
    pub scope: Scope,
    /// Page inwards: first who spoke to the writer, last the root that the text names. May be empty.
    pub chain: Vec<Hop>,
    /// Where the chain stops.
    pub end: End,
    /// Words in the content or at the cue that weaken it ("reportedly", "may have").
    pub hedges: Vec<Span>,
    /// How sure the reader is, in hundredths (0 to 100). By rules: the precision of the pattern on the development cases.
    pub confidence: u8,
}
