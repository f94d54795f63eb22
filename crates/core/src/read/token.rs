//! [`Token`]s: words and marks with the one reading that the tagger chose.

use super::lexicon::WordId;
use crate::model::Span;

/// Part of speech, as coarse as finding statements needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Tag {
    /// Common noun, singular or mass.
    Noun,
    /// Common noun, plural.
    Plural,
    /// Proper noun.
    Name,
    /// Personal, demonstrative or indefinite pronoun that stands alone ("he", "those", "nobody").
    Pron,
    /// Possessive determiner ("his", "their").
    Poss,
    /// Article, demonstrative or quantifier before a noun.
    Det,
    /// Adjective.
    Adj,
    /// Numeral in letters or digits.
    Num,
    /// Adverb or negation.
    Adv,
    /// Preposition or verb particle.
    Prep,
    /// "to" before an infinitive or a noun.
    To,
    /// "and", "or", "but", "nor".
    Conj,
    /// Subordinator ("that", "because", "when", "if").
    Sub,
    /// Relative or question word ("who", "which", "what", "how", "whose").
    Wh,
    /// Modal verb ("will", "could").
    Modal,
    /// Form of be, have or do.
    Aux,
    /// Base form of a verb, also the present of plurals.
    Base,
    /// Third person singular present.
    Pres,
    /// Past tense (or past participle where only context tells).
    Past,
    /// Past participle.
    Part,
    /// "-ing" form.
    Ing,
    /// Possessive mark, a token of its own ("'s", "'").
    Mark,
    /// Comma.
    Comma,
    /// Full stop, question mark, exclamation mark, ellipsis, semicolon.
    Stop,
    /// Colon.
    Colon,
    /// Dash between words.
    Dash,
    /// Opening quotation mark.
    Open,
    /// Closing quotation mark.
    Close,
    /// Bracket.
    Bracket,
    /// Anything else.
    Other,
}

impl Tag {
    /// Its bit in a set of tags.
    pub const fn bit(self) -> u32 {
        1 << self as u8
    }

    /// Whether it is one of a set made of [`Tag::bit`]s.
    pub const fn is_in(self, set: u32) -> bool {
        set & self.bit() != 0
    }

    /// Whether a finite verb group may begin with it.
    pub const fn may_be_finite(self) -> bool {
        self.is_in(Tag::Modal.bit() | Tag::Aux.bit() | Tag::Base.bit() | Tag::Pres.bit() | Tag::Past.bit())
    }

    /// Whether it can head a noun phrase.
    pub const fn is_nominal(self) -> bool {
        self.is_in(Tag::Noun.bit() | Tag::Plural.bit() | Tag::Name.bit() | Tag::Pron.bit() | Tag::Num.bit())
    }
}

/// One word or mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands (bytes).
    pub span: Span,
    /// The tagger's choice.
    pub tag: Tag,
    /// Its lower-case form in the lexicon; [`WordId::UNKNOWN`] for words it does not hold.
    pub word: WordId,
    /// Its first letter is a capital.
    pub capital: bool,
    /// White space stands before it.
    pub spaced: bool,
}

/// A pair of quotation marks, by token index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Token of the opening mark.
    pub open: u32,
    /// Token of the closing mark; where the mark is missing (a quotation that runs on over the paragraph's end), the
    /// last token of the paragraph.
    pub close: u32,
    /// A closing mark stands at `close`.
    pub closed: bool,
    /// How many quotations are around it.
    pub depth: u8,
}

/// A block of the document as tokens.
#[derive(Clone, Debug)]
pub struct Para {
    /// Index in [`Document::blocks`](crate::model::Document::blocks).
    pub block: usize,
    /// First token and first token after.
    pub tokens: std::ops::Range<usize>,
    /// Its quotations, by opening mark.
    pub quotes: Vec<Quote>,
}

/// A document's tokens, in order, block by block.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// All tokens.
    pub all: Vec<Token>,
    /// The blocks.
    pub paras: Vec<Para>,
}
