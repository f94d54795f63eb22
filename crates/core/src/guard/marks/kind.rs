//! [`Kind`]: what a mark is a number or address of.

/// Kinds of mark, in the order of docs/marks.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A telephone number.
    Phone,
    /// A telephone's or SIM card's own number: IMEI, ICCID, IMSI.
    Device,
    /// A number that a state gives to a person, or to their passport or licence.
    Identity,
    /// A bank account or card.
    Account,
    /// A vehicle's number plate.
    Plate,
    /// A street address with a house number.
    Address,
    /// An address of electronic mail.
    Email,
    /// A position, to about a hundred metres or better.
    Coordinates,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 8] = [
        Kind::Phone,
        Kind::Device,
        Kind::Identity,
        Kind::Account,
        Kind::Plate,
        Kind::Address,
        Kind::Email,
        Kind::Coordinates,
    ];

    /// Its word in cases, data files and records.
    pub fn word(self) -> &'static str {
        let placeholder = self.placeholder();
        &placeholder[1..placeholder.len() - 1]
    }

    /// The kind with that word.
    pub fn of(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What stands in a masked text where the mark was.
    pub fn placeholder(self) -> &'static str {
        match self {
            Kind::Phone => "[phone]",
            Kind::Device => "[device]",
            Kind::Identity => "[identity]",
            Kind::Account => "[account]",
            Kind::Plate => "[plate]",
            Kind::Address => "[address]",
            Kind::Email => "[e-mail]",
            Kind::Coordinates => "[coordinates]",
        }
    }

    /// One sentence on it, for the documentation.
    pub fn describe(self) -> &'static str {
        match self {
            Kind::Phone => {
                "Telephone numbers: international, national forms, and any number that the text calls one."
            }
            Kind::Device => "A telephone's or SIM card's own number: IMEI, ICCID, IMSI.",
            Kind::Identity => "A number that a state gives to a person, or to their passport or licence.",
            Kind::Account => "Bank accounts and cards.",
            Kind::Plate => "Number plates of vehicles.",
            Kind::Address => "A street with a house number, and the flat if it follows.",
            Kind::Email => "Addresses of electronic mail.",
            Kind::Coordinates => {
                "Positions to about a hundred metres or better, in figures, links and codes."
            }
        }
    }

    /// The file of its patterns, as part of the program.
    pub(super) fn data(self) -> &'static str {
        match self {
            Kind::Phone => include_str!("../../../lang/marks/phone.toml"),
            Kind::Device => include_str!("../../../lang/marks/device.toml"),
            Kind::Identity => include_str!("../../../lang/marks/identity.toml"),
            Kind::Account => include_str!("../../../lang/marks/account.toml"),
            Kind::Plate => include_str!("../../../lang/marks/plate.toml"),
            Kind::Address => include_str!("../../../lang/marks/address.toml"),
            Kind::Email => include_str!("../../../lang/marks/e-mail.toml"),
            Kind::Coordinates => include_str!("../../../lang/marks/coordinates.toml"),
        }
    }
}
