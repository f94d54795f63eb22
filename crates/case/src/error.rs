//! [`Error`]: what happened, and what to do.

use std::fmt;

/// Why something was not done to a case. Holds no name, path, passphrase or word of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(pub(crate) Kind);

/// Codes of errors that say that the file itself is damaged.
pub const DAMAGE: [&str; 3] = ["FH-033", "FH-041", "FH-042"];

/// Result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    WrongPassphrase,
    NotACase,
    Newer,
    HeaderDamaged,
    KeyTooCheap,
    KeyTooDear,
    Exists,
    NotFound,
    Full,
    /// SQLite's extended code, or 0.
    Io(i32),
    Busy,
    Damaged,
    LogDisagrees,
    NoRecord,
    NameTaken,
    NoPerson,
    Retired,
    WrongPersonalPassphrase,
    OwnWork,
    /// What is wrong with the query.
    Query(&'static str),
    Note,
    Code,
    PassphraseShort,
    /// What is wrong with the value.
    Input(&'static str),
    NoRandomness,
    OtherCase,
    ReadOnly,
    /// SQLite's extended code, or 0.
    Inside(i32),
}

/// One of each kind with its code, what happened and what to do.
const TABLE: [(Kind, &str, &str, &str); 28] = [
    (
        Kind::WrongPassphrase,
        "FH-030",
        "The passphrase does not open this case.",
        "Check the keyboard's language and capital letters; nobody can open it without the passphrase.",
    ),
    (
        Kind::NotACase,
        "FH-031",
        "The file is no case.",
        "Name a file that 'firsthand case new' made, or a backup of one.",
    ),
    (
        Kind::Newer,
        "FH-032",
        "The case was written by a newer version; it was left as it is.",
        "Use that version, or a later one.",
    ),
    (
        Kind::HeaderDamaged,
        "FH-033",
        "The header of the case is damaged, so that its key cannot be read.",
        "Restore a backup: the key stands nowhere else.",
    ),
    (
        Kind::KeyTooCheap,
        "FH-034",
        "The header asks for an easier derivation of the key than this program ever writes; the passphrase was not used.",
        "Somebody changed the file, or another program wrote it. Compare it with a backup before you go on.",
    ),
    (
        Kind::KeyTooDear,
        "FH-035",
        "The header asks for more memory or time than this program ever writes; nothing was derived.",
        "Somebody changed the file. Compare it with a backup.",
    ),
    (
        Kind::Exists,
        "FH-036",
        "There is already a file of that name.",
        "Choose another name; no file is overwritten.",
    ),
    (
        Kind::NotFound,
        "FH-037",
        "The case cannot be opened: no such file, or no permission.",
        "Check the spelling and who may read it.",
    ),
    (
        Kind::Full,
        "FH-038",
        "The disk is full; what was acknowledged before is kept, the rest was not written.",
        "Make room, and run the command again: it goes on where it was.",
    ),
    (
        Kind::Io(0),
        "FH-039",
        "Reading or writing the case failed.",
        "Check the disk. What was acknowledged before is kept; run the command again.",
    ),
    (
        Kind::Busy,
        "FH-040",
        "Another program is writing to this case; waiting for it was given up.",
        "Let it finish, or close it, and run the command again.",
    ),
    (
        Kind::Damaged,
        "FH-041",
        "A page of the case cannot be read as it was written: it is damaged, it was changed, or the disk fails.",
        "Run 'firsthand verify' to see how far it reaches, and restore a backup.",
    ),
    (
        Kind::LogDisagrees,
        "FH-042",
        "The log of the case does not fit its records; nothing is written to it in this state.",
        "Run 'firsthand verify', and keep the file until you know what happened; 'firsthand case accept-loss' goes on.",
    ),
    (
        Kind::NoRecord,
        "FH-043",
        "The case has no such record, or it was removed.",
        "'firsthand list' shows what there is.",
    ),
    (
        Kind::NameTaken,
        "FH-044",
        "Somebody in this case has that pseudonym.",
        "Choose another; a retired person's is not given again.",
    ),
    (
        Kind::NoPerson,
        "FH-045",
        "Nobody in this case has that pseudonym.",
        "'firsthand case people list' shows them.",
    ),
    (
        Kind::Retired,
        "FH-046",
        "This person is retired, and decides nothing any more.",
        "Use another pseudonym, or add a person.",
    ),
    (
        Kind::WrongPersonalPassphrase,
        "FH-047",
        "The personal passphrase does not open this person's signing key.",
        "It is not the case's passphrase; only the person knows it.",
    ),
    (
        Kind::OwnWork,
        "FH-048",
        "Nobody approves a version of their own.",
        "Let a second person look at it and approve it.",
    ),
    (
        Kind::Query(""),
        "FH-049",
        "The search cannot be understood.",
        "Words, \"a phrase\", begin*, -without, and outlet: date:2017..2018 speaker: lang: kind: can be used.",
    ),
    (
        Kind::Note,
        "FH-050",
        "This is no checkpoint note.",
        "Give the note as it was printed, from its first line to the line that begins with a dash.",
    ),
    (
        Kind::Code,
        "FH-051",
        "This is no checkpoint code: a word is wrong or out of place.",
        "Give its twelve words in order; the check in the last word finds slips.",
    ),
    (
        Kind::PassphraseShort,
        "FH-052",
        "The passphrase is shorter than twelve signs.",
        "Take six random words, such as the program offers.",
    ),
    (
        Kind::Input(""),
        "FH-053",
        "What was to be stored does not fit together.",
        "This is a mistake of the program that gave it; please report the words in brackets.",
    ),
    (
        Kind::NoRandomness,
        "FH-054",
        "The system gave no random numbers.",
        "Restart it; without them no key can be made.",
    ),
    (
        Kind::OtherCase,
        "FH-055",
        "The checkpoint is of another case.",
        "Look for the one that was made of this case.",
    ),
    (
        Kind::ReadOnly,
        "FH-056",
        "The case can be read here, not written.",
        "Check the permissions of the file and its folder, or copy it to a disk that can be written.",
    ),
    (
        Kind::Inside(0),
        "FH-057",
        "An error inside the program stopped the work on this case; what was acknowledged before is kept.",
        "Please report the number in brackets; nothing of the case need go with it.",
    ),
];

impl Error {
    /// The row of this kind.
    fn row(&self) -> &'static (Kind, &'static str, &'static str, &'static str) {
        let same = |k: &Kind| std::mem::discriminant(k) == std::mem::discriminant(&self.0);
        TABLE.iter().find(|row| same(&row.0)).expect("every kind has its row, by the test below")
    }

    /// Stable code, "FH-030" and up.
    pub fn code(&self) -> &'static str {
        self.row().1
    }

    /// One error of each kind, by code: what documentation lists.
    pub fn all() -> Vec<Error> {
        TABLE.iter().map(|row| Error(row.0.clone())).collect()
    }

    /// What happened, as a sentence.
    pub fn what(&self) -> String {
        let detail = match &self.0 {
            Kind::Query(detail) | Kind::Input(detail) => (*detail).to_owned(),
            Kind::Io(code) | Kind::Inside(code) if *code != 0 => code.to_string(),
            _ => String::new(),
        };
        let what = self.row().2;
        if detail.is_empty() {
            what.to_owned()
        } else {
            format!("{} ({detail}).", what.trim_end_matches('.'))
        }
    }

    /// What to do about it, as a sentence.
    pub fn hint(&self) -> &'static str {
        self.row().3
    }

    /// A value that a caller must not give.
    pub(crate) fn input(what: &'static str) -> Error {
        Error(Kind::Input(what))
    }

    /// Whether a write lock was held by somebody else.
    pub(crate) fn is_busy(&self) -> bool {
        self.0 == Kind::Busy
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Error(kind)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.code(), self.what(), self.hint())
    }
}

impl std::error::Error for Error {}

/// SQLite's messages name tables and sometimes values: only its number is kept.
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::*;
        let rusqlite::Error::SqliteFailure(failure, _) = error else {
            return Error(match error {
                rusqlite::Error::QueryReturnedNoRows => Kind::NoRecord,
                // A column that does not hold what only we write there.
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => Kind::Damaged,
                _ => Kind::Inside(0),
            });
        };
        Error(match failure.code {
            DiskFull => Kind::Full,
            SystemIoFailure => Kind::Io(failure.extended_code),
            DatabaseBusy | DatabaseLocked => Kind::Busy,
            DatabaseCorrupt | NotADatabase => Kind::Damaged,
            // What SQLCipher gives for a page that does not open.
            Unknown if failure.extended_code == 1 => Kind::Damaged,
            CannotOpen => Kind::NotFound,
            ReadOnly | PermissionDenied => Kind::ReadOnly,
            _ => Kind::Inside(failure.extended_code),
        })
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::*;
        Error(match error.kind() {
            NotFound | InvalidInput => Kind::NotFound,
            PermissionDenied | ReadOnlyFilesystem => Kind::ReadOnly,
            AlreadyExists => Kind::Exists,
            StorageFull | QuotaExceeded => Kind::Full,
            _ => Kind::Io(0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_messages_are_sentences() {
        let all = Error::all();
        let codes: Vec<_> = all.iter().map(Error::code).collect();
        assert!(codes.windows(2).all(|w| w[0] < w[1]));
        assert!(all.iter().all(|e| e.what().ends_with('.') && e.hint().ends_with('.')));
        assert_eq!(
            Error(Kind::Query("a quote is open")).what(),
            "The search cannot be understood (a quote is open)."
        );
    }
}
