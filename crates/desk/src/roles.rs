//! Who may do what in a case: [`Deed`], [`Role`], and one table for the command line and whatever else opens a case.
//!
//! A case without people is its owner's alone, and nobody is asked for a name. Once people work on it, whoever changes it
//! says who they are, proves it with their own passphrase, and is held to their role. That is order, not secrecy: it binds
//! people who use this program. Whoever has the case's passphrase can read all of it, and could write to it by other
//! means; what persons sign they cannot forge.

use clap::ValueEnum;
use std::fmt::Write as _;

/// What a person does in a case. Each may do what those before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Role {
    /// Reads
    Reader,
    /// Takes notes in, opens marks, has documents read again, decides on statements
    Reviewer,
    /// Adds files and tables, and approves what others made
    Editor,
    /// Keeps the case: its people, passphrase and removals
    Keeper,
}

/// What can be done with a case, as far as roles tell it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// Reading, searching, exporting masked, checking, copying the file whole.
    Read,
    /// Changing one's own passphrase.
    OwnPassphrase,
    /// Seeing what a mark hides, or an original.
    Open,
    /// Taking in a call, an interview, a letter.
    Note,
    /// Having documents read again.
    Reread,
    /// Accepting, correcting or rejecting a statement; settling what is proposed between statements, documents, tellers.
    Decide,
    /// Approving what another person decided.
    Approve,
    /// Adding files.
    Add,
    /// Importing tables.
    Import,
    /// Destroying documents and originals.
    Remove,
    /// Adding and retiring people.
    People,
    /// Changing the case's passphrase.
    Passphrase,
    /// Going on with a case that lost writes.
    AcceptLoss,
}

/// Commands that open a case, with what they do. `show` does two things: opening marks and originals needs a name.
pub const COMMANDS: [(&str, Deed); 30] = [
    ("case info", Deed::Read),
    ("case backup", Deed::Read),
    ("case restore", Deed::Read),
    ("case people list", Deed::Read),
    ("list", Deed::Read),
    ("show", Deed::Read),
    ("search", Deed::Read),
    ("timeline", Deed::Read),
    ("claims", Deed::Read),
    ("copies", Deed::Read),
    ("export-table", Deed::Read),
    ("verify", Deed::Read),
    ("checkpoint", Deed::Read),
    ("case people passphrase", Deed::OwnPassphrase),
    ("show --open, show --original", Deed::Open),
    ("note", Deed::Note),
    ("reread", Deed::Reread),
    ("settle statements", Deed::Decide),
    ("settle documents", Deed::Decide),
    ("settle tellers", Deed::Decide),
    ("settle occasion", Deed::Decide),
    ("settle grade", Deed::Decide),
    ("settle take-back", Deed::Decide),
    ("add", Deed::Add),
    ("import-table", Deed::Import),
    ("remove", Deed::Remove),
    ("case people add", Deed::People),
    ("case people retire", Deed::People),
    ("case passphrase", Deed::Passphrase),
    ("case accept-loss", Deed::AcceptLoss),
];

impl Role {
    /// All of them, from the one who may least.
    pub const ALL: [Role; 4] = [Role::Reader, Role::Reviewer, Role::Editor, Role::Keeper];

    /// Its word, as cases keep it.
    pub fn word(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Reviewer => "reviewer",
            Role::Editor => "editor",
            Role::Keeper => "keeper",
        }
    }

    /// The role of a word in a case. One that this program does not know may read.
    pub fn of(word: &str) -> Role {
        Role::ALL.into_iter().find(|role| role.word() == word).unwrap_or(Role::Reader)
    }

    /// Whether it may do this.
    pub fn may(self, deed: Deed) -> bool {
        self >= deed.least()
    }
}

impl Deed {
    /// The role that may do it and may do least else.
    pub fn least(self) -> Role {
        match self {
            Deed::Read | Deed::OwnPassphrase => Role::Reader,
            Deed::Open | Deed::Note | Deed::Reread | Deed::Decide => Role::Reviewer,
            Deed::Approve | Deed::Add | Deed::Import => Role::Editor,
            Deed::Remove | Deed::People | Deed::Passphrase | Deed::AcceptLoss => Role::Keeper,
        }
    }

    /// Whether everybody may who has the case's passphrase: then nobody is asked for a name.
    pub fn is_free(self) -> bool {
        self.least() == Role::Reader
    }

    /// Who may, for a message: "an editor or a keeper may".
    pub fn who(self) -> &'static str {
        match self.least() {
            Role::Reader => "everybody may",
            Role::Reviewer => "a reviewer, an editor or a keeper may",
            Role::Editor => "an editor or a keeper may",
            Role::Keeper => "a keeper may",
        }
    }
}

/// The table of docs/roles.md, in Markdown.
pub fn table() -> String {
    let mut out = String::from("| command | reader | reviewer | editor | keeper |\n|---|---|---|---|---|\n");
    for (command, deed) in COMMANDS {
        let may = Role::ALL.map(|role| if role.may(deed) { "yes" } else { "–" });
        let names: Vec<String> = command.split(", ").map(|name| format!("`{name}`")).collect();
        let _ = writeln!(out, "| {} | {} |", names.join(", "), may.join(" | "));
    }
    out
}
