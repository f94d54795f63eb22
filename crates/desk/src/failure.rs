//! [`Failure`]: what happened, what to do, and a stable code; the table behind docs/errors.md; exit statuses.

use crate::guard::Fault;
use crate::page::safe;
use crate::terminal::Palette;
use std::fmt;
use std::io;

/// How the program ends. The numbers are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Everything asked for was done.
    Done = 0,
    /// At least one input failed; the others were read.
    Failed = 1,
    /// The command line makes no sense; nothing was read.
    Usage = 2,
}

impl Exit {
    /// All of them with their meaning, for help and docs.
    pub const TABLE: [(Exit, &'static str); 3] = [
        (Exit::Done, "all done"),
        (Exit::Failed, "something could not be read or written; the messages say what, the rest was done"),
        (
            Exit::Usage,
            "the command line makes no sense, or a case cannot be opened or written; nothing was done",
        ),
    ];
}

/// Gives each [`Code`] its stable name, what happened and what to do.
macro_rules! codes {
    ($($variant:ident = $code:literal, $what:literal, $hint:literal;)+) => {
        /// A kind of failure of the program itself. Those of reading foreign bytes are the ingest crate's own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code { $(#[doc = $what] $variant),+ }

        impl Code {
            /// Every code, in the order of the table in docs/errors.md.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The stable name, `FH-0nn`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $code),+ }
            }

            /// What happened.
            pub fn what(self) -> &'static str {
                match self { $(Code::$variant => $what),+ }
            }

            /// What to do.
            pub fn hint(self) -> &'static str {
                match self { $(Code::$variant => $hint),+ }
            }
        }
    };
}

codes! {
    NotFound = "FH-001", "There is no such file or folder.",
        "Check the spelling; a folder or a pattern such as 'reports/*.txt' works too.";
    NoPermission = "FH-002", "There is no permission to read it.",
        "Ask its owner for read access, or read a copy of it in a folder of yours.";
    Unreadable = "FH-003", "Reading it failed.",
        "Try again; if it lies on a removable or network disk, copy it over first.";
    TooLarge = "FH-004", "It is too large for one file.",
        "Split it: a page has at most 64 MiB, any other file 512 MiB (a side file: 1 MiB).";
    EmptyFolder = "FH-005", "The folder holds no file of a kind that is read.",
        "Name the files themselves, or another folder; hidden files and side files are left out.";
    NoMatch = "FH-006", "No file matches the pattern.",
        "Check the folder and the ending; '*' stands for any letters, '**' for any folders.";
    BadPattern = "FH-007", "The pattern cannot be understood.",
        "Use '*', '?', '[a-z]', and '**' alone between slashes.";
    LoneSideFile = "FH-008", "This is a side file: metadata, no article, and no article stands beside it.",
        "Name the article; NAME.meta.json is read along with NAME.txt or NAME.html.";
    BadPublished = "FH-009", "The day that was given is no date; nothing was done.",
        "Write year, month and day, such as 2017-06-15.";
    BadOutput = "FH-010", "Writing the output failed.",
        "Check the space and the permissions where the output goes.";
    NotRegular = "FH-011", "It is not a regular file, but a pipe, a device or a socket.",
        "Copy what it gives into a file, or pipe it in: 'firsthand read -' reads standard input.";
    BadDatePolicy = "FH-012", "The table of --date-policy cannot be used; nothing was read.",
        "The brackets say where; docs/dates.md shows the program's own table, of which yours may change any part.";
    TooLargeToAdd = "FH-013", "The file is larger than 1 GiB.",
        "Split it, or unpack it and add the parts; an original is held in memory while it is stored.";
    NoPipe = "FH-014", "Standard input cannot be added.",
        "Write it into a file first; 'firsthand note' takes a text from standard input.";
    Exists = "FH-015", "There is something of that name already.",
        "Choose another name; nothing is overwritten.";
    NoPassphrase = "FH-016", "The passphrase file does not begin with a line of text.",
        "Its first line is the passphrase, in UTF-8.";
    NoTerminal = "FH-017", "There is no terminal to ask for a passphrase on.",
        "Give --passphrase-file FILE; for a person --as-passphrase-file or --person-passphrase-file, as the command's --help says.";
    PassphrasesDiffer = "FH-018", "The two passphrases are not the same.",
        "Start again; nothing was changed.";
    NotAName = "FH-019", "That is no name of a record.",
        "Names are 32 letters and digits, as 'firsthand list' and 'firsthand search' show them; four or more of the first ones do.";
    NeedsPerson = "FH-020", "This is logged, so somebody has to answer for it.",
        "Give --as NAME, the pseudonym of a person of the case; 'firsthand case people list' shows them.";
    NeedsYes = "FH-021", "Nobody can be asked, and nothing was done.",
        "Give --yes to do it without a question.";
    NotRemovable = "FH-022", "Only documents and originals are removed.",
        "Name the document or its original; people are retired, not removed.";
    KnownNote = "FH-023", "The same bytes are in the case already.",
        "'firsthand search' finds them.";
    WhichTable = "FH-024", "Which table is meant is not clear.",
        "'firsthand list CASE --what originals' shows the tables that were imported; name one of them.";
    IsACase = "FH-025", "This is a case, no document.",
        "'firsthand list', 'search' and 'timeline' look into a case, one at a time.";
    BadDocument = "FH-026", "A line of the list of documents cannot be used.",
        "A line is a JSON object with \"id\", \"text\" or \"path\", and where known \"outlet\" and \"published\" (2017-06-15, 2017-06 or null).";
    SameDocument = "FH-027", "Two documents of the list have the same id.",
        "Give each an id of its own; the first one was taken.";
    BadLine = "FH-028", "A line is not what this command takes; nothing was done.",
        "Each line is a JSON object with the strings \"id\" and \"text\"; a claim may have a \"title\" too. The brackets say which line.";
    SameId = "FH-029", "An id stands twice; nothing was done.",
        "Give each line an id of its own. The brackets say which line has it again.";
    Internal = "FH-090", "An error inside the program stopped the reading of this file.",
        "The file may be sound. Please report the place in brackets; none of the file's words need to go with it.";
    BadGraph = "FH-091", "The graph of tellings cannot be reckoned with; nothing was counted.",
        "The brackets say where; docs/contract.md has the format, cases/link/origins/ examples.";
    NeedsName = "FH-092", "People work on this case, so whoever does this says who they are; nothing was done.",
        "Give --as NAME: 'firsthand case people list' shows who works on it. A case without a keeper takes its first from anybody: 'firsthand case people add CASE NAME --role keeper'.";
    NotTheirs = "FH-093", "That is not for a person of this role; nothing was done.",
        "Ask somebody who may. A keeper gives roles: 'firsthand case people add' gives one to a new pseudonym, and docs/roles.md says who may do what.";
    NoClaim = "FH-094", "No claim has a telling of that name.",
        "'firsthand claims CASE --all' shows all claims with the names of their tellings.";
    NotAPair = "FH-095", "Both names mean the same record.",
        "Give two different ones.";
    NoTeller = "FH-096", "That telling has no such teller.",
        "TELLING alone means the last of its chain; TELLING/1 the first, who spoke to the page.";
    NotConfirmed = "FH-097", "'1, confirmed' is refused: everything told of this claim may come from one origin.",
        "The brackets say how many there are. 'firsthand claims CASE --claim TELLING' says why; give 2 or less.";
}

/// One thing that went wrong: where, what happened, what to do, and a stable code.
///
/// Holds no words of a document; the subject is the name as the user gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    subject: String,
    code: &'static str,
    what: String,
    hint: String,
}

impl Failure {
    /// A failure of the program's own.
    pub fn new(code: Code, subject: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            code: code.name(),
            what: code.what().into(),
            hint: code.hint().into(),
        }
    }

    /// One with more about what happened, in brackets.
    pub fn with_detail(code: Code, subject: impl Into<String>, detail: impl fmt::Display) -> Self {
        let mut failure = Self::new(code, subject);
        failure.what = format!("{} ({detail})", code.what());
        failure
    }

    /// A bug met in the work on one input: its place in our source, never its message.
    pub fn of_fault(subject: impl Into<String>, fault: Fault) -> Self {
        Self::with_detail(Code::Internal, subject, fault.place.unwrap_or_else(|| "place unknown".into()))
    }

    /// What the ingest crate says of a file's bytes.
    pub fn of_bytes(subject: impl Into<String>, error: &firsthand_ingest::Error) -> Self {
        Self { subject: subject.into(), code: error.code(), what: error.what(), hint: error.hint().into() }
    }

    /// What the case file says.
    pub fn of_case(subject: impl Into<String>, error: &firsthand_case::Error) -> Self {
        Self { subject: subject.into(), code: error.code(), what: error.what(), hint: error.hint().into() }
    }

    /// What the system says when a file cannot be opened or read.
    pub fn of_io(subject: impl Into<String>, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::new(Code::NotFound, subject),
            io::ErrorKind::PermissionDenied => Self::new(Code::NoPermission, subject),
            _ => Self::with_detail(Code::Unreadable, subject, error),
        }
    }

    /// The same with the place in a list before the name.
    pub fn at(self, place: &str) -> Self {
        Self { subject: format!("{place}: {}", self.subject), ..self }
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The message for a terminal, two lines; names are made safe to print.
    pub fn message(&self, palette: &Palette) -> String {
        let (bad, strong) = (palette.bad, palette.strong);
        format!(
            "{bad}error {}{bad:#}: {strong}{}{strong:#}: {}\n  What to do: {}\n",
            self.code,
            safe::line(&self.subject),
            safe::line(&self.what),
            safe::line(&self.hint),
        )
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message(&Palette::plain()).trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_order() {
        let names: Vec<_> = Code::ALL.iter().map(|c| c.name()).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
    }

    #[test]
    fn a_hostile_file_name_is_made_safe() {
        let text = Failure::new(Code::NotFound, "a\u{1b}[2Jb\u{202e}.txt\n").to_string();
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text:?}");
        assert_eq!(text.lines().count(), 2, "{text:?}");
    }
}
