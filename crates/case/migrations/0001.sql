-- Schema 1. Numbers (n) are for joining inside this file; what leaves it is named by its id.

-- Everything that the log commits to, one row a record. Nothing is ever updated; `remove` alone deletes.
CREATE TABLE records (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    -- The record or statement that this one is about.
    subject BLOB,
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
CREATE INDEX records_subject ON records (subject, kind, n);
CREATE INDEX records_kind ON records (kind, n);

-- The log. A leaf stays when its record is removed.
CREATE TABLE leaves (
    n INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    record BLOB NOT NULL UNIQUE,
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
CREATE TABLE checkpoints (size INTEGER PRIMARY KEY, note TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE removed (record BLOB PRIMARY KEY, receipt BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- A key for each record whose bulk lies sealed; destroyed with it.
CREATE TABLE keys (record BLOB PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;
-- Bulk of a record in parts: original bytes, a document's text, a reading. Deflated, then sealed under its key.
CREATE TABLE parts (
    record BLOB NOT NULL,
    part INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (record, part)
) STRICT;

CREATE TABLE originals (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    sha256 BLOB NOT NULL UNIQUE
) STRICT;
-- What lists and filters need of a document; the record has it all.
CREATE TABLE documents (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    original BLOB NOT NULL,
    kind TEXT NOT NULL,
    published TEXT,
    outlet TEXT,
    language TEXT
) STRICT;
CREATE INDEX documents_original ON documents (original);
CREATE INDEX documents_published ON documents (published, n);
CREATE INDEX documents_outlet ON documents (outlet, n);
-- The current version of each statement.
CREATE TABLE statements (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    document BLOB NOT NULL,
    version BLOB NOT NULL UNIQUE
) STRICT;
CREATE INDEX statements_document ON statements (document, n);

CREATE TABLE people (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    -- The signing key, wrapped under the person's own passphrase.
    wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;
-- Documents that wait for reading.
CREATE TABLE queue (document BLOB PRIMARY KEY, tries INTEGER NOT NULL DEFAULT 0, error TEXT) STRICT;
-- What became of each file of an `add`. `label` is a digest of where it lay.
CREATE TABLE verdicts (
    run BLOB NOT NULL,
    label BLOB NOT NULL,
    state TEXT NOT NULL,
    code TEXT,
    original BLOB,
    at INTEGER NOT NULL,
    UNIQUE (run, label)
) STRICT;
CREATE INDEX verdicts_label ON verdicts (label);

-- The index holds words only where they are cut for searching; what it was made of comes from these views.
CREATE VIEW document_words AS
    SELECT d.n AS n, case_words(json_extract(r.content, '$.title')) AS title,
           case_text_words(d.id, k.key, p.bytes, json_extract(r.content, '$.masks')) AS text
    FROM documents d JOIN records r ON r.id = d.id JOIN keys k ON k.record = d.id
    JOIN parts p ON p.record = d.id AND p.part = 0;
CREATE VIRTUAL TABLE document_index USING fts5 (
    title, text, content = 'document_words', content_rowid = 'n', tokenize = 'ascii'
);
CREATE VIEW statement_words AS
    SELECT s.n AS n, case_words(json_extract(r.content, '$.speaker')) AS speaker,
           case_words(json_extract(r.content, '$.words')) AS words
    FROM statements s JOIN records r ON r.id = s.version;
CREATE VIRTUAL TABLE statement_index USING fts5 (
    speaker, words, content = 'statement_words', content_rowid = 'n', tokenize = 'ascii'
);
INSERT INTO document_index (document_index, rank) VALUES ('secure-delete', 1);
INSERT INTO statement_index (statement_index, rank) VALUES ('secure-delete', 1);
