//! One sound file of each format.

use crate::make::{HELVETICA, answer, docx, gzip, page, record, zip};

const MAIL: &str = "From: a@b.example\nTo: c@d.example\nSubject: Gate\nDate: Mon, 1 Jan 2018 10:00:00 +0000\nMIME-Version: 1.0\n\
Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe gate was shut, he said.\n--b\n\
Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"n.html\"\n\n\
PHA+VGhlIGdhdGUgd2FzIHNodXQuPC9wPg==\n--b--\n";
const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Courier</title><item><title>Gate</title>\
<description>&lt;p&gt;The gate was shut.&lt;/p&gt;</description><pubDate>Mon, 01 Jan 2018 10:00:00 GMT</pubDate></item></channel></rss>";
const HTML: &str = "<html><head><title>Gate Shut at the Quay</title></head><body><h1>Gate Shut at the Quay</h1>\
<p>The gate was shut, <a href=\"/x\">he</a> said.</p><table><tr><td>One<td>Two</table></body></html>";
const PACKAGE: &[u8] = b"<package><metadata><dc:title>Two</dc:title></metadata><manifest>\
<item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";

/// Name and bytes.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>)> {
    let odt = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<d><body><text><h>Gate</h><p>It was <s c=\"2\"/>shut.</p></text></body></d>"),
        ("meta.xml", b"<m><dc:title>Gate</dc:title></m>"),
    ]);
    let epub = zip(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", b"<c><rootfile full-path=\"p.opf\"/></c>"),
        ("p.opf", PACKAGE),
        ("a.xhtml", HTML.as_bytes()),
    ]);
    let html = answer("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(HTML.as_bytes()));
    let warc = [
        record("warcinfo", "", "application/warc-fields", b"x: y\r\n"),
        record("response", "https://q.example/1", "application/http", &html),
        record("resource", "https://q.example/2", "text/plain", b"A plain resource."),
    ];
    let packed: Vec<u8> = warc.iter().flat_map(|one| gzip(one)).collect();
    let pdf = page(
        &[HELVETICA],
        b"BT /F1 12 Tf 14 TL 72 700 Td (The gate was) Tj T* [(shut) -250 (then.)] TJ ET",
        &[],
    );
    let document = docx("<w:p><w:r><w:t>The gate was shut.</w:t></w:r></w:p>");
    vec![
        ("a.txt", "The gate was shut, he said. 문이 닫혔다.".into()),
        ("a.html", HTML.into()),
        ("a.pdf", pdf.clone()),
        ("a.docx", document.clone()),
        ("a.odt", odt),
        ("a.epub", epub),
        ("a.eml", MAIL.into()),
        (
            "a.mbox",
            format!("From x Mon Jan  1 10:00:00 2018\n{MAIL}\nFrom x Mon Jan  1 10:00:00 2018\n{MAIL}")
                .into(),
        ),
        ("a.rss", RSS.into()),
        ("a.warc", warc.concat()),
        ("a.warc.gz", packed.clone()),
        ("a.wacz", zip(&[("datapackage.json", b"{}"), ("archive/a.warc.gz", &packed)])),
        ("a.zip", zip(&[("a.pdf", &pdf), ("b.docx", &document), ("c/d.html", HTML.as_bytes())])),
        ("a.txt.gz", gzip(b"The gate was shut.")),
        ("a.jsonl", "{\"text\": \"The gate was shut.\", \"title\": \"Gate\"}\n{\"text\": \"Two.\"}\n".into()),
        ("a.csv", "title,text\nGate,\"The gate, he said, was shut.\"\n".into()),
    ]
}
