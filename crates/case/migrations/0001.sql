-- Schema 1. Numbers (n) join inside this file, and keep what came together close together; what leaves the file is named
-- by its random id.

-- Everything that the log commits to, one row a record. Nothing is ever updated; `remove` alone deletes.
CREATE TABLE records (
    -- The place of its leaf in the log, counted from 0.
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    -- The record that this one is about: its name, and its number for joining.
    subject BLOB,
    about INTEGER,
    -- The version that this one replaces.
    replaces BLOB,
    maker TEXT NOT NULL,
    at INTEGER NOT NULL,
    salt BLOB NOT NULL,
    -- Canonical JSON: what the commitment covers, byte for byte.
    content TEXT NOT NULL,
    -- Ed25519, where a person made it.
    signature BLOB
) STRICT;
CREATE INDEX records_about ON records (about, kind, n) WHERE about IS NOT NULL;
CREATE INDEX records_kind ON records (kind, n);

-- The log. A leaf stays when its record is removed.
CREATE TABLE leaves (
    n INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    record BLOB NOT NULL,
    maker TEXT NOT NULL,
    at INTEGER NOT NULL,
    commitment BLOB NOT NULL
) STRICT;
CREATE TABLE log_state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,
    edge BLOB NOT NULL,
    root BLOB NOT NULL,
    commits INTEGER NOT NULL,
    generation INTEGER NOT NULL
) STRICT;
CREATE TABLE roots (size INTEGER PRIMARY KEY, root BLOB NOT NULL, at INTEGER NOT NULL) STRICT;
-- Records that are gone, and the record of the receipt.
CREATE TABLE removed (n INTEGER PRIMARY KEY, receipt INTEGER NOT NULL) STRICT;

-- A key for each record whose bulk lies sealed; destroyed with it.
CREATE TABLE keys (n INTEGER PRIMARY KEY, key BLOB NOT NULL) STRICT;
-- Bulk of a record in parts: original bytes, a document's text, a reading. Deflated, then sealed under its key.
CREATE TABLE parts (
    record INTEGER NOT NULL,
    part INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (record, part)
) STRICT;

CREATE TABLE originals (n INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE) STRICT;
-- What lists and filters need of a document; the record has it all.
CREATE TABLE documents (
    n INTEGER PRIMARY KEY,
    original INTEGER NOT NULL,
    kind TEXT NOT NULL,
    published TEXT,
    outlet TEXT,
    language TEXT
) STRICT;
CREATE INDEX documents_original ON documents (original);
CREATE INDEX documents_published ON documents (published, n);
CREATE INDEX documents_outlet ON documents (outlet, n);
-- The current version of each statement, which is named by its first.
CREATE TABLE statements (
    n INTEGER PRIMARY KEY,
    document INTEGER NOT NULL,
    version INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE INDEX statements_document ON statements (document, n);

CREATE TABLE people (
    n INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    -- The signing key, wrapped under the person's own passphrase.
    wrapped BLOB NOT NULL
) STRICT;
-- Documents that wait for reading.
CREATE TABLE queue (document INTEGER PRIMARY KEY, tries INTEGER NOT NULL DEFAULT 0, error TEXT) STRICT;
CREATE INDEX queue_tries ON queue (tries, document);
-- What became of each file of an `add`. `label` is a digest of where it lay.
CREATE TABLE verdicts (
    n INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    label BLOB NOT NULL,
    state TEXT NOT NULL,
    code TEXT,
    original BLOB,
    at INTEGER NOT NULL,
    UNIQUE (label, run)
) STRICT;
CREATE INDEX verdicts_run ON verdicts (run);

-- The index holds words only where they are cut for searching; what it was made of comes from these views.
CREATE VIEW document_words AS
    SELECT d.n AS n, case_words(json_extract(r.content, '$.title')) AS title,
           case_text_words(d.n, k.key, p.bytes, json_extract(r.content, '$.masks')) AS text
    FROM documents d JOIN records r ON r.n = d.n JOIN keys k ON k.n = d.n
    JOIN parts p ON p.record = d.n AND p.part = 0;
CREATE VIRTUAL TABLE document_index USING fts5 (
    title, text, content = 'document_words', content_rowid = 'n', tokenize = 'ascii'
);
CREATE VIEW statement_words AS
    SELECT s.n AS n, case_words(json_extract(r.content, '$.speaker')) AS speaker,
           case_words(json_extract(r.content, '$.words')) AS words
    FROM statements s JOIN records r ON r.n = s.version;
CREATE VIRTUAL TABLE statement_index USING fts5 (
    speaker, words, content = 'statement_words', content_rowid = 'n', tokenize = 'ascii'
);
INSERT INTO document_index (document_index, rank) VALUES ('secure-delete', 1);
INSERT INTO statement_index (statement_index, rank) VALUES ('secure-delete', 1);
