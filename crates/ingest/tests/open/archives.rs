//! ZIP, gzip, WARC, WACZ.

use super::make::{answer, gzip, record, zip};
use super::{all, pairs, told, verdict};

const PAGE: &[u8] = b"<html><body><p>The quay was closed.</p></body></html>";

#[test]
fn members_are_named_and_pictures_passed_over() {
    let inner = zip(&[("deep/c.txt", b"Third.")]);
    let bytes = zip(&[
        ("a/b.html", PAGE),
        ("style.css", b"p { color: red }"),
        ("p.png", b"\x89PNG\r\n\x1a\n"),
        ("README", b"Read me."),
        ("inner.zip", &inner),
        ("rows.jsonl", b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n"),
        ("note.txt.gz", &gzip(b"Packed.")),
        ("__MACOSX/._b.html", b"\0\0"),
    ]);
    let expected = [
        ("a/b.html", "The quay was closed."),
        ("style.css", "-"),
        ("p.png", "-"),
        ("README", "Read me."),
        ("inner.zip!/deep/c.txt", "Third."),
        ("rows.jsonl#line=1", "One."),
        ("rows.jsonl#line=2", "Two."),
        ("note.txt.gz", "Packed."),
        ("__MACOSX/._b.html", "-"),
    ];
    assert_eq!(told("x.zip", &bytes), pairs(&expected));
    // Without the right ending as well.
    assert_eq!(told("x.bin", &bytes), pairs(&expected));
    assert_eq!(all("x.zip", &bytes)[4].place_in("x.zip"), "x.zip!/inner.zip!/deep/c.txt");
    assert_eq!(all("y.jsonl", b"{\"text\": \"One.\"}")[0].place_in("y.jsonl"), "y.jsonl#line=1");
}

#[test]
fn archives_in_archives_end_at_the_third() {
    let mut bytes = zip(&[("a.txt", b"Down here.")]);
    for _ in 0..2 {
        bytes = zip(&[("in.zip", &bytes)]);
    }
    assert_eq!(told("x.zip", &bytes), pairs(&[("in.zip!/in.zip!/a.txt", "Down here.")]));
    bytes = zip(&[("in.zip", &bytes)]);
    assert_eq!(told("x.zip", &bytes), pairs(&[("in.zip!/in.zip!/in.zip", "nested-containers")]));
}

#[test]
fn east_asian_names_are_read() {
    let name = "보고서.txt";
    let mut bytes = zip(&[("XXXXXX.txt", b"Report.")]);
    let raw = encoding_rs::EUC_KR.encode(name).0.into_owned();
    assert_eq!(raw.len(), 10);
    for at in 0..bytes.len() - 10 {
        if &bytes[at..at + 10] == b"XXXXXX.txt" {
            bytes[at..at + 10].copy_from_slice(&raw);
        }
    }
    assert_eq!(told("x.zip", &bytes), pairs(&[(name, "Report.")]));
}

fn crawl() -> Vec<Vec<u8>> {
    let html = "Content-Type: text/html; charset=euc-kr";
    let korean = encoding_rs::EUC_KR
        .encode("<html><p>시장의 상인들은 검사가 늘었다고 말했다.</p></html>")
        .0
        .into_owned();
    let chunked = b"9\r\n<html><p>\r\n6\r\nLate. \r\n0\r\n\r\n";
    let packed = gzip(PAGE);
    let page = |fields: &str, body: &[u8]| {
        record(
            "response",
            "https://quay.example/1",
            "application/http; msgtype=response",
            &answer("200 OK", fields, body),
        )
    };
    vec![
        record("warcinfo", "", "application/warc-fields", b"software: own\r\n"),
        page(html, &korean),
        record(
            "request",
            "https://quay.example/1",
            "application/http; msgtype=request",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        page("Content-Type: text/html\r\nTransfer-Encoding: chunked", chunked),
        page("Content-Type: text/html\r\nContent-Encoding: gzip", &packed),
        page("Content-Type: image/png", b"\x89PNG"),
        record(
            "response",
            "https://quay.example/2",
            "application/http",
            &answer("404 Not Found", "Content-Type: text/html", PAGE),
        ),
        record("resource", "<https://quay.example/3>", "text/plain", b"A plain resource."),
        page("Content-Type: text/html\r\nContent-Encoding: br", b"..."),
    ]
}

fn words(found: Vec<(String, String)>) -> Vec<String> {
    found.into_iter().map(|(_, words)| words).collect()
}

#[test]
fn pages_of_a_crawl_are_found_packed_and_plain() {
    let expected = [
        "-",
        "시장의 상인들은 검사가 늘었다고 말했다.",
        "-",
        "Late.",
        "The quay was closed.",
        "-",
        "-",
        "A plain resource.",
        "packed-otherwise",
    ];
    let plain = crawl().concat();
    assert_eq!(words(told("x.warc", &plain)), expected);
    let packed: Vec<u8> = crawl().iter().flat_map(|record| gzip(record)).collect();
    assert_eq!(words(told("x.warc.gz", &packed)), expected);
    // All records packed as one.
    assert_eq!(words(told("x.warc.gz", &gzip(&plain))), expected);
    let found = all("x.warc", &plain);
    let offset = crawl()[0].len();
    assert_eq!(found[1].place_in("x.warc"), format!("x.warc#offset={offset}"));
    assert_eq!(found[1].document().unwrap().meta.url.as_deref(), Some("https://quay.example/1"));
    assert_eq!(found[1].language, Some("ko"));
    assert_eq!(found[7].document().unwrap().meta.url.as_deref(), Some("https://quay.example/3"));
    let wacz =
        zip(&[("datapackage.json", b"{}"), ("archive/data.warc.gz", &packed), ("pages/pages.jsonl", b"{}")]);
    assert_eq!(words(told("x.wacz", &wacz)), expected);
    assert!(all("x.wacz", &wacz)[1].place.starts_with("archive/data.warc.gz#offset="));
}

#[test]
fn lying_lengths_are_a_verdict_and_what_came_before_stays() {
    let mut bytes = crawl()[7].clone();
    bytes.extend_from_slice(b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 99999999999\r\n\r\nshort");
    assert_eq!(words(told("x.warc", &bytes)), ["A plain resource.", "damaged"]);
    assert_eq!(verdict("x.warc", b"WARC/1.0\r\nContent-Length: 18446744073709551615\r\n\r\n"), "damaged");
    assert_eq!(verdict("x.zip", b"PK\x03\x04 and no more"), "damaged");
    assert_eq!(verdict("x.gz", &gzip(b"A long enough text to be cut off somewhere.")[..30]), "damaged");
    assert_eq!(verdict("x.zip", &zip(&[])), "nothing-inside");
}
