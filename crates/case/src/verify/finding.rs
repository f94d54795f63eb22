//! [`Finding`]: one thing that is not as it should be. [`Report`]: all of them.

use crate::id::Id;
use crate::search::Target;

/// Something that `verify` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A page of the database is damaged, or was not written with this case's key.
    Page(u64),
    /// The database's own structure is damaged. Holds how many faults SQLite names.
    Structure(usize),
    /// The stored length, root or edge of the log do not fit its leaves.
    LogState,
    /// The header knows of writes that the case has lost: a damaged write-ahead log, or an older state put back.
    WritesLost {
        /// Leaves when the header's mark was written.
        marked: u64,
        /// Leaves now.
        found: u64,
    },
    /// The log had another root at this size when the header's mark was written.
    MarkDisagrees {
        /// Leaves.
        size: u64,
    },
    /// The header is older than the case: an older passphrase may have been put back.
    HeaderOlder {
        /// Generation of the header.
        header: u64,
        /// The least that it should be.
        expected: u64,
    },
    /// A leaf is missing from the log.
    LeafMissing {
        /// Its place, counted from 0.
        leaf: u64,
    },
    /// The log's root at this size is not the one stored when it had it: a leaf before it was changed.
    RootDisagrees {
        /// Leaves.
        size: u64,
    },
    /// A record is not what its leaf commits to.
    RecordChanged {
        /// The record.
        record: Id,
        /// Place of its leaf.
        leaf: u64,
    },
    /// A leaf's record is gone, and no receipt says that it was removed.
    RecordMissing {
        /// The record.
        record: Id,
        /// Place of its leaf.
        leaf: u64,
    },
    /// A record that was removed is there again.
    RecordReturned {
        /// The record.
        record: Id,
    },
    /// A record that the log knows nothing of.
    RecordUnlogged {
        /// The record.
        record: Id,
    },
    /// The bytes, the text or the reading of a record do not open, or are not those that it was stored with.
    ContentChanged {
        /// The record.
        record: Id,
    },
    /// A list, a filter or a name says something else than the record that it is made from.
    ListDisagrees {
        /// The record.
        record: Id,
    },
    /// A person's record bears no valid signature of that person.
    Signature {
        /// The record.
        record: Id,
    },
    /// Somebody approved a version of their own.
    OwnApproval {
        /// The decision.
        record: Id,
    },
    /// Something was signed by a person after they had retired.
    AfterRetirement {
        /// The record.
        record: Id,
    },
    /// The search index does not fit the texts.
    Index(Target),
    /// A document was neither read nor waits for reading.
    NotQueued {
        /// The document.
        record: Id,
    },
    /// The verdicts of an `add` are not those that the log covers.
    VerdictsChanged {
        /// The run's record.
        record: Id,
    },
    /// Rows of a table that belong to no record.
    Stray {
        /// The table.
        table: &'static str,
        /// How many.
        rows: u64,
    },
    /// The checkpoint is of a longer log: the case was rolled back, or its end cut off.
    RolledBack {
        /// Leaves that the checkpoint speaks of.
        checkpoint: u64,
        /// Leaves now.
        found: u64,
    },
    /// At the checkpoint's size the log had another root: it was edited, or forked before that.
    Forked {
        /// Leaves that the checkpoint speaks of.
        checkpoint: u64,
    },
    /// No state that this log went through has that code.
    CodeUnknown,
    /// The note bears no signature of this case's key.
    NoteUnsigned,
}

/// What `verify` says of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// All that is wrong; empty where the case is whole.
    pub findings: Vec<Finding>,
    /// Leaves that were read.
    pub leaves: u64,
    /// Records that were compared with their leaf.
    pub records: u64,
    /// Records whose removal a receipt shows.
    pub removed: u64,
    /// Signatures that were checked.
    pub signatures: u64,
    /// The last stored state of the log (its number of leaves) that its leaves still bear out.
    pub holds_to: u64,
    /// The size at which the given checkpoint was found, where it was. Without one, a rewrite by somebody who has the
    /// case's key, and a file rolled back with its header, cannot be found.
    pub checkpoint: Option<u64>,
}

impl Report {
    /// Whether nothing was found.
    pub fn whole(&self) -> bool {
        self.findings.is_empty()
    }
}

impl Finding {
    /// One sentence for people. Holds no word of the case, only ids and numbers.
    pub fn what(&self) -> String {
        match self {
            Finding::Page(page) => format!("Page {page} is damaged or was not written with this case's key."),
            Finding::Structure(count) => format!("The structure of the database is damaged in {count} places."),
            Finding::LogState => "The log's stored length and root do not fit its leaves.".into(),
            Finding::WritesLost { marked, found } => {
                format!("Writes were lost: the header knows of {marked} leaves, the log has {found}.")
            }
            Finding::MarkDisagrees { size } => format!("At {size} leaves the header knows another root of the log."),
            Finding::HeaderOlder { header, expected } => {
                format!("The header is of generation {header}, though {expected} was written: an old passphrase may be back.")
            }
            Finding::LeafMissing { leaf } => format!("Leaf {leaf} is missing from the log."),
            Finding::RootDisagrees { size } => format!("At {size} leaves the log had another root: a leaf was changed."),
            Finding::RecordChanged { record, leaf } => format!("Record {record} is not what leaf {leaf} commits to."),
            Finding::RecordMissing { record, leaf } => {
                format!("Record {record} of leaf {leaf} is gone, and no receipt says that it was removed.")
            }
            Finding::RecordReturned { record } => format!("Record {record} was removed, and is there again."),
            Finding::RecordUnlogged { record } => format!("The log knows nothing of record {record}."),
            Finding::ContentChanged { record } => format!("The content of record {record} is damaged or not the one it was stored with."),
            Finding::ListDisagrees { record } => format!("A list says something else than record {record}."),
            Finding::Signature { record } => format!("Record {record} bears no valid signature of its maker."),
            Finding::OwnApproval { record } => format!("Decision {record} approves a version of its own maker."),
            Finding::AfterRetirement { record } => format!("Record {record} was signed by a person who had retired."),
            Finding::Index(Target::Documents) => "The search index of the documents does not fit their texts.".into(),
            Finding::Index(Target::Statements) => "The search index of the statements does not fit them.".into(),
            Finding::NotQueued { record } => format!("Document {record} was neither read nor waits for reading."),
            Finding::VerdictsChanged { record } => format!("The verdicts of run {record} are not those that were logged."),
            Finding::Stray { table, rows } => format!("{rows} rows of the table {table} belong to no record."),
            Finding::RolledBack { checkpoint, found } => {
                format!("The checkpoint is of {checkpoint} leaves, the log has {found}: it was rolled back or cut off.")
            }
            Finding::Forked { checkpoint } => {
                format!("At {checkpoint} leaves the log has another root than the checkpoint: it was edited or forked.")
            }
            Finding::CodeUnknown => "The log never had a state with this code: it was edited, forked or rolled back, or the code is of another case.".into(),
            Finding::NoteUnsigned => "The note bears no signature of this case.".into(),
        }
    }
}
