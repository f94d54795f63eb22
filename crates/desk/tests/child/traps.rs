//! Files that are made to hurt whoever parses them.

use crate::make::{HELVETICA, docx, gzip, page, pdf, record, stream, zip};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;

fn deflated(byte: u8, count: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let block = vec![byte; 1 << 20];
    for _ in 0..count >> 20 {
        encoder.write_all(&block).expect("into memory");
    }
    encoder.finish().expect("into memory")
}

/// Name and bytes of each trap. `scale` is 1 in the quick tests and more in the long ones.
pub(crate) fn all(scale: usize) -> Vec<(&'static str, Vec<u8>)> {
    let million = 1_000_000;
    let big = (96 << 20) * scale;
    [pdfs(big), containers(big, scale), texts(million), letters(scale)].concat()
}

fn pdfs(big: usize) -> Vec<(&'static str, Vec<u8>)> {
    let catalog = || b"<< /Type /Catalog /Pages 2 0 R >>".to_vec();
    let packed = |more: &str| stream(&format!("/Filter /FlateDecode {more}"), &deflated(b' ', big));
    let on_page = |content: Vec<u8>| {
        let page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << >> >>".to_vec();
        pdf(&[catalog(), b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(), page, content])
    };
    let circle = pdf(&[catalog(), b"<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 99999999 >>".to_vec()]);
    let mut previous = pdf(&[catalog(), b"<< /Type /Pages /Kids [] /Count 0 >>".to_vec()]);
    let at = previous.windows(4).position(|w| w == b"xref").expect("a table");
    let trailer = format!("<< /Prev {at} ");
    let text = String::from_utf8_lossy(&previous).replacen("<< /Size", &format!("{trailer}/Size"), 1);
    previous = text.into_bytes();
    let table = [
        b"%PDF-1.5\n1 0 obj\n".as_slice(),
        &packed("/Type /XRef /Size 99999999 /W [1 4 2] /Root 1 0 R"),
        b"\nendobj\nstartxref\n9\n%%EOF",
    ]
    .concat();
    let lists = |sign: &str| [b"%PDF-1.7\n1 0 obj\n".as_slice(), sign.repeat(1_000_000).as_bytes()].concat();
    let wide = "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /W [0 4294967295 500 0 99999999 1] >>] >>";
    vec![
        ("pages in a circle.pdf", circle),
        ("tables in a circle.pdf", previous),
        ("a packed table.pdf", table),
        ("a packed page.pdf", on_page(packed(""))),
        ("a list of lists.pdf", lists("[")),
        ("dictionaries.pdf", lists("<<")),
        ("names.pdf", lists("<</A")),
        ("states.pdf", on_page(stream("", &b"q ".repeat(500_000)))),
        ("lists on a page.pdf", on_page(stream("", &b"[ ".repeat(500_000)))),
        ("wide fonts.pdf", page(&[wide], b"BT /F1 9 Tf <00010002> Tj ET", &[])),
        (
            "matrices.pdf",
            page(&[HELVETICA], b"BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (a) Tj 1e38 Tc (b) Tj ET", &[]),
        ),
    ]
}

fn containers(big: usize, scale: usize) -> Vec<(&'static str, Vec<u8>)> {
    let zeros = vec![0u8; big / 4];
    let four = zip(&[("a.txt", &zeros), ("b.txt", &zeros), ("c.txt", &zeros), ("d.txt", &zeros)]);
    let mut lying = zip(&[("a.txt", b"short")]);
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == 5u32.to_le_bytes() {
            lying[at..at + 4].copy_from_slice(&0xFFFF_FFF0u32.to_le_bytes());
        }
    }
    let mut nested = zip(&[("a.txt", b"deep")]);
    for _ in 0..64 {
        nested = zip(&[("a.zip", &nested), ("b.zip", b"PK\x03\x04")]);
    }
    let names: Vec<String> = (0..20_000 * scale).map(|n| format!("{n}.txt")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let record = |length: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\nx"
        )
        .into_bytes()
    };
    vec![
        ("zeros.gz", gzip(&vec![0u8; big])),
        ("zeros.zip", four.clone()),
        ("zeros in zeros.zip", zip(&[("a.zip", &four), ("b.zip", &four)])),
        ("lengths.zip", lying),
        ("nested.zip", nested),
        ("many.zip", zip(&many)),
        ("many.gz", gzip(b"").repeat(20_000 * scale)),
        ("many.warc.gz", gzip(b"WARC/1.0\r\n\r\n").repeat(20_000 * scale)),
        ("longest.warc", record("18446744073709551615")),
        ("negative.warc", record("-1")),
        ("long.warc", record("99999999")),
        ("no end.warc", [b"WARC/1.0\r\n".as_slice(), &b"A: b\r\n".repeat(200_000)].concat()),
    ]
}

fn texts(million: usize) -> Vec<(&'static str, Vec<u8>)> {
    let spine = "<itemref idref=\"a\"/>".repeat(50_000);
    let package = format!(
        "<package><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine>{spine}</spine></package>"
    );
    let epub = zip(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", b"<c><rootfile full-path=\"p.opf\"/></c>"),
        ("p.opf", package.as_bytes()),
        ("a.xhtml", b"<p>Again.</p>"),
    ]);
    let entities = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaaaaaaaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">\
        <!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>";
    let document = format!("{entities}<document><body><p><t>&c;</t></p></body></document>");
    vec![
        ("arrays.jsonl", b"[".repeat(million)),
        ("objects.jsonl", b"{\"a\":".repeat(million)),
        (
            "arrays.json",
            [
                b"{\"version\": \"https://jsonfeed.org/version/1\", \"items\": ".as_slice(),
                &b"[".repeat(million),
            ]
            .concat(),
        ),
        ("deep.html", ["<html>".to_owned(), "<div>".repeat(million)].concat().into_bytes()),
        ("deep.rss", ["<rss><channel>".to_owned(), "<item>".repeat(million)].concat().into_bytes()),
        ("deep.docx", docx(&"<w:p>".repeat(million))),
        ("wide.docx", docx(&"<w:p/>".repeat(million))),
        ("attributes.docx", docx(&format!("<w:p {}/>", "a='b' ".repeat(200_000)))),
        ("spine.epub", epub),
        (
            "entities.rss",
            format!("{entities}<rss version=\"2.0\"><channel><title>&c;</title></channel></rss>")
                .into_bytes(),
        ),
        ("entities.docx", zip(&[("word/document.xml", document.as_bytes())])),
        ("columns.csv", format!("text{}\n{}", ",a".repeat(million), ",".repeat(million)).into_bytes()),
        ("quotes.csv", format!("text\n\"{}", "a\n".repeat(million)).into_bytes()),
    ]
}

fn letters(scale: usize) -> Vec<(&'static str, Vec<u8>)> {
    let head = "From: a@b.example\nSubject: x\nDate: Mon, 1 Jan 2018 10:00:00 +0000\nMIME-Version: 1.0\n";
    let parts = |count: usize| {
        let open = (0..count).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"));
        format!("{head}{}", open.collect::<String>()).into_bytes()
    };
    let inner =
        |count: usize| format!("{head}{}", "Content-Type: message/rfc822\n\n".repeat(count)).into_bytes();
    let mailbox = "From x Mon Jan  1 10:00:00 2018\nSubject: y\n\n".repeat(20_000 * scale);
    let long = format!(
        "{head}Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{}",
        "QUFB".repeat(200_000)
    );
    let page = record("response", "x", "application/http", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx");
    vec![
        ("parts.eml", parts(10_000)),
        ("messages.eml", inner(10_000)),
        ("headers.eml", [head.as_bytes(), &b"To: <a@b.example>\n".repeat(100_000)].concat()),
        ("list.eml", [head.as_bytes(), b"To: ", &b"(".repeat(500_000)].concat()),
        ("long.eml", long.into_bytes()),
        ("many.mbox", mailbox.into_bytes()),
        ("chunks.warc", page),
    ]
}
