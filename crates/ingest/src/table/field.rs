//! [`Field`]: what a column may hold.

use serde::{Deserialize, Serialize};

/// What a column of a table may be. None of them is a real identity: `speaker` is whoever the table says told it, in its
/// words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// What was said or reported, in words.
    Statement,
    /// Who said it: the teller as described.
    Speaker,
    /// Through whom it came, page inwards; several parted by semicolons.
    Through,
    /// Outlet or organisation that published it.
    Outlet,
    /// Title of what it stands in.
    Title,
    /// Day, month, year or interval of publication.
    Date,
    /// Where it was published: an address with http or https.
    Url,
    /// Language of the words: a tag such as `ko`.
    Language,
    /// What was done: a kind of docs/acts.md.
    Act,
    /// Who did it.
    By,
    /// To whom it was done.
    To,
    /// Where.
    Place,
    /// Anything else to keep.
    Note,
    /// The row's own number in whatever it comes from.
    Id,
}

/// Headings in English by which a column is guessed, in small letters; the first field that has it is taken.
const HEADINGS: [(Field, &[&str]); 14] = [
    (
        Field::Statement,
        &[
            "statement",
            "quote",
            "quotation",
            "testimony",
            "claim",
            "content",
            "text",
            "report",
            "what was said",
            "description",
            "summary",
        ],
    ),
    (
        Field::Speaker,
        &[
            "speaker",
            "source",
            "teller",
            "witness",
            "said by",
            "who said it",
            "respondent",
            "informant",
            "interviewee",
        ],
    ),
    (Field::Through, &["through", "via", "relayed by", "heard from", "intermediary", "chain"]),
    (
        Field::Outlet,
        &[
            "outlet",
            "publication",
            "publisher",
            "newspaper",
            "media",
            "medium",
            "organisation",
            "organization",
            "published by",
        ],
    ),
    (Field::Title, &["title", "headline"]),
    (
        Field::Date,
        &["date", "published", "publication date", "date of publication", "date published", "day", "when"],
    ),
    (Field::Url, &["url", "link", "web address", "source url", "source link", "hyperlink"]),
    (Field::Language, &["language", "lang", "original language"]),
    (
        Field::Act,
        &[
            "act",
            "event",
            "event type",
            "violation",
            "violation type",
            "type of act",
            "incident",
            "incident type",
            "category",
        ],
    ),
    (Field::By, &["by", "perpetrator", "actor", "responsible", "by whom", "agent"]),
    (Field::To, &["to", "victim", "victims", "affected", "to whom", "target"]),
    (Field::Place, &["place", "location", "where", "city", "town", "region", "province", "district"]),
    (Field::Note, &["note", "notes", "comment", "comments", "remark", "remarks", "memo"]),
    (Field::Id, &["id", "no", "number", "ref", "reference", "record", "case id", "record id"]),
];

impl Field {
    /// Every field.
    pub const ALL: [Field; 14] = [
        Field::Statement,
        Field::Speaker,
        Field::Through,
        Field::Outlet,
        Field::Title,
        Field::Date,
        Field::Url,
        Field::Language,
        Field::Act,
        Field::By,
        Field::To,
        Field::Place,
        Field::Note,
        Field::Id,
    ];

    /// Its word in a mapping.
    pub fn word(self) -> &'static str {
        match self {
            Field::Statement => "statement",
            Field::Speaker => "speaker",
            Field::Through => "through",
            Field::Outlet => "outlet",
            Field::Title => "title",
            Field::Date => "date",
            Field::Url => "url",
            Field::Language => "language",
            Field::Act => "act",
            Field::By => "by",
            Field::To => "to",
            Field::Place => "place",
            Field::Note => "note",
            Field::Id => "id",
        }
    }

    /// The field with that word, in any case.
    pub fn of(word: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.word().eq_ignore_ascii_case(word.trim()))
    }

    /// Whether several columns may have it.
    pub fn repeats(self) -> bool {
        matches!(self, Field::Note | Field::Through)
    }

    /// The field that a heading in English speaks of; `None`: it says nothing that we know.
    pub fn guess(heading: &str) -> Option<Field> {
        let plain: String = heading.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        HEADINGS.iter().find(|(_, words)| words.contains(&plain.as_str())).map(|(field, _)| *field)
    }
}
