-- Schema 2: long contents lie deflated, and what comes in the order of chance (ids, hashes, labels, values of filters) is
-- kept in lists of two halves, so that a batch does not write to most pages of a large index.

-- What the table `records` was. `records` is now a view that gives every content as the log covers it.
CREATE TABLE stored (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    subject BLOB,
    about INTEGER,
    replaces BLOB,
    maker TEXT NOT NULL,
    at INTEGER NOT NULL,
    salt BLOB NOT NULL,
    -- Canonical JSON as TEXT, or deflated as BLOB.
    content ANY NOT NULL,
    signature BLOB
) STRICT;
INSERT INTO stored
    SELECT n, id, kind, subject, about, replaces, maker, at, salt, case_packed(content), signature FROM records ORDER BY n;
DROP VIEW document_words;
DROP VIEW statement_words;
DROP TABLE records;
CREATE INDEX stored_about ON stored (about, kind, n) WHERE about IS NOT NULL;
CREATE INDEX stored_kind ON stored (kind, n);
CREATE VIEW records AS
    SELECT n, id, kind, subject, about, replaces, maker, at, salt, case_content(content) AS content, signature FROM stored;

-- The lists. New entries go into the half `_new`; when it is full they are moved.
CREATE TABLE ids (key BLOB NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
CREATE TABLE ids_new (key BLOB NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
CREATE VIEW by_id AS SELECT key, n FROM ids UNION ALL SELECT key, n FROM ids_new;
INSERT INTO ids SELECT id, n FROM stored ORDER BY id;

CREATE TABLE hashes (key BLOB NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
CREATE TABLE hashes_new (key BLOB NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
CREATE VIEW by_hash AS SELECT key, n FROM hashes UNION ALL SELECT key, n FROM hashes_new;
INSERT INTO hashes SELECT sha256, n FROM originals ORDER BY sha256;
DROP TABLE originals;
CREATE TABLE originals (n INTEGER PRIMARY KEY) STRICT;
INSERT INTO originals SELECT n FROM hashes ORDER BY n;

CREATE TABLE outlets (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
CREATE TABLE outlets_new (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
CREATE VIEW by_outlet AS SELECT key, n FROM outlets UNION ALL SELECT key, n FROM outlets_new;
INSERT INTO outlets SELECT outlet, n FROM documents WHERE outlet IS NOT NULL ORDER BY outlet, n;
DROP INDEX documents_outlet;

CREATE TABLE dates (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
CREATE TABLE dates_new (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
CREATE VIEW by_date AS SELECT key, n FROM dates UNION ALL SELECT key, n FROM dates_new;
INSERT INTO dates SELECT published, n FROM documents WHERE published IS NOT NULL ORDER BY published, n;
DROP INDEX documents_published;

-- Verdicts as they were, without the index of their labels.
CREATE TABLE verdicts_before AS SELECT * FROM verdicts ORDER BY n;
DROP TABLE verdicts;
CREATE TABLE verdicts (
    n INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    label BLOB NOT NULL,
    state TEXT NOT NULL,
    code TEXT,
    original BLOB,
    at INTEGER NOT NULL
) STRICT;
INSERT INTO verdicts (n, run, label, state, code, original, at)
    SELECT n, run, label, state, code, original, at FROM verdicts_before ORDER BY n;
DROP TABLE verdicts_before;
CREATE INDEX verdicts_run ON verdicts (run);
CREATE TABLE labels (key BLOB NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
CREATE TABLE labels_new (key BLOB NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID;
CREATE VIEW by_label AS SELECT key, n FROM labels UNION ALL SELECT key, n FROM labels_new;
INSERT INTO labels SELECT label, n FROM verdicts ORDER BY label, n;

-- The views of the index, over contents that may be deflated.
CREATE VIEW document_words AS
    SELECT d.n AS n, case_words(json_extract(r.content, '$.title')) AS title,
           case_text_words(d.n, k.key, p.bytes, json_extract(r.content, '$.masks')) AS text
    FROM documents d JOIN records r ON r.n = d.n JOIN keys k ON k.n = d.n
    JOIN parts p ON p.record = d.n AND p.part = 0;
CREATE VIEW statement_words AS
    SELECT s.n AS n, case_words(json_extract(r.content, '$.speaker')) AS speaker,
           case_words(json_extract(r.content, '$.words')) AS words
    FROM statements s JOIN records r ON r.n = s.version;
