//! [`Format`]: the kinds of file that are read.

/// What kind of file the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Text,
    /// HTML or XHTML.
    Html,
    /// PDF.
    Pdf,
    /// Word's ZIP of XML (ECMA-376).
    Docx,
    /// OpenDocument text.
    Odt,
    /// EPUB: a ZIP of XHTML.
    Epub,
    /// One e-mail message (RFC 5322).
    Mail,
    /// Messages one after the other, each behind a line that begins "From ".
    Mbox,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// Web archive (ISO 28500), packed with gzip or not.
    Warc,
    /// A ZIP around WARC files.
    Wacz,
    /// ZIP archive.
    Zip,
    /// One file packed by gzip.
    Gzip,
    /// One JSON object a line.
    Jsonl,
    /// A table, its fields parted by commas, semicolons or tabs.
    Csv,
    /// Parquet: read where the program was built with the feature `parquet`.
    Parquet,
}

/// Format, short name, what messages call it, and the file endings that stand for it.
const TABLE: [(Format, &str, &str, &[&str]); 16] = [
    (Format::Text, "text", "text", &["txt", "text", "md"]),
    (Format::Html, "html", "page", &["html", "htm", "xhtml"]),
    (Format::Pdf, "pdf", "PDF", &["pdf"]),
    (Format::Docx, "docx", "DOCX document", &["docx", "docm", "dotx"]),
    (Format::Odt, "odt", "ODT document", &["odt", "ott"]),
    (Format::Epub, "epub", "EPUB book", &["epub"]),
    (Format::Mail, "mail", "e-mail", &["eml"]),
    (Format::Mbox, "mbox", "mailbox", &["mbox", "mbx"]),
    (Format::Feed, "feed", "feed", &["rss", "atom"]),
    (Format::Warc, "warc", "WARC archive", &["warc"]),
    (Format::Wacz, "wacz", "WACZ archive", &["wacz"]),
    (Format::Zip, "zip", "ZIP archive", &["zip"]),
    (Format::Gzip, "gzip", "compressed file", &["gz", "gzip"]),
    (Format::Jsonl, "jsonl", "JSONL file", &["jsonl", "ndjson", "jsonlines"]),
    (Format::Csv, "csv", "CSV table", &["csv", "tsv"]),
    (Format::Parquet, "parquet", "Parquet file", &["parquet"]),
];

impl Format {
    /// The media type that it is registered under, or commonly called.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Text => "text/plain",
            Format::Html => "text/html",
            Format::Pdf => "application/pdf",
            Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format::Odt => "application/vnd.oasis.opendocument.text",
            Format::Epub => "application/epub+zip",
            Format::Mail => "message/rfc822",
            Format::Mbox => "application/mbox",
            Format::Feed => "application/xml",
            Format::Warc => "application/warc",
            Format::Wacz => "application/wacz",
            Format::Zip => "application/zip",
            Format::Gzip => "application/gzip",
            Format::Jsonl => "application/jsonl",
            Format::Csv => "text/csv",
            Format::Parquet => "application/vnd.apache.parquet",
        }
    }

    /// Every format.
    pub fn all() -> impl Iterator<Item = Format> {
        TABLE.iter().map(|row| row.0)
    }

    /// The format that a file's ending stands for, without the dot, in any case; `None` where it does not say.
    pub fn of_ending(ending: &str) -> Option<Format> {
        let row = TABLE.iter().find(|row| row.3.iter().any(|known| known.eq_ignore_ascii_case(ending)));
        row.map(|row| row.0)
    }

    /// The format of a file's name, by its ending.
    pub fn of_name(name: &str) -> Option<Format> {
        Format::of_ending(name.rsplit_once('.')?.1)
    }

    /// The format of a media type ("text/html; charset=utf-8"), where it says one that is read.
    pub(crate) fn of_media_type(media_type: &str) -> Option<Format> {
        let name = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Some(match name.as_str() {
            "text/plain" | "text/markdown" => Format::Text,
            "text/html" | "application/xhtml+xml" => Format::Html,
            "application/pdf" => Format::Pdf,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => Format::Docx,
            "application/vnd.oasis.opendocument.text" => Format::Odt,
            "application/epub+zip" => Format::Epub,
            "message/rfc822" => Format::Mail,
            "application/rss+xml" | "application/atom+xml" | "application/feed+json" => Format::Feed,
            "application/zip" => Format::Zip,
            "text/csv" => Format::Csv,
            _ => return None,
        })
    }

    /// Short stable name: "html".
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The format of a short name.
    pub fn named(name: &str) -> Option<Format> {
        TABLE.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// What messages call it: "ZIP archive".
    pub(crate) fn called(self) -> &'static str {
        self.row().2
    }

    /// File endings that stand for it, in lower case; the usual one first.
    pub fn endings(self) -> &'static [&'static str] {
        self.row().3
    }

    fn row(self) -> &'static (Format, &'static str, &'static str, &'static [&'static str]) {
        TABLE.iter().find(|row| row.0 == self).expect("every format has its row")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_endings_lead_back() {
        for format in Format::all() {
            assert_eq!(Format::named(format.name()), Some(format));
            assert!(format.endings().iter().all(|ending| Format::of_ending(ending) == Some(format)));
        }
        assert_eq!(Format::of_name("a/b.C.HTML"), Some(Format::Html));
        assert_eq!(Format::of_name("README"), None);
    }
}
