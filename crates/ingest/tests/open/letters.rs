//! E-mail, mailboxes and feeds.

use super::{all, pairs, told, verdict};

const MAIL: &str = "From: Dena Marsh <dena@courier.example>\r\nTo: desk@courier.example\r\nSubject: =?UTF-8?Q?The_gate_=E2=80=94_again?=\r\n\
Date: Wed, 9 May 2018 23:30:00 -0500\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n\
--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe gate was shut =E2=80=93 he said so.\r\n\
--b\r\nContent-Type: text/html; name=\"notes.html\"\r\nContent-Disposition: attachment; filename=\"notes.html\"\r\n\r\n<html><p>From the notes.</p></html>\r\n\
--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=\"p.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n\
--b--\r\n";

#[test]
fn a_message_gives_its_body_and_its_attachments() {
    let found = all("a.eml", MAIL.as_bytes());
    let texts: Vec<_> = found.iter().map(|f| f.document().map(|d| d.text().trim().to_owned())).collect();
    assert_eq!(texts, [Some("The gate was shut – he said so.".into()), Some("From the notes.".into()), None]);
    assert_eq!(found[1].place, "notes.html");
    let meta = &found[0].document().unwrap().meta;
    assert_eq!(meta.title.as_deref(), Some("The gate — again"));
    assert_eq!(meta.published, Some(jiff::civil::date(2018, 5, 9)));
    assert_eq!((meta.made_by[0].role.as_str(), meta.made_by[0].name.as_str()), ("sender", "Dena Marsh"));
}

#[test]
fn a_mailbox_gives_each_message() {
    let one = |subject: &str, body: &str| {
        format!(
            "From x Mon Jan  1 10:00:00 2018\nFrom: a@b.example\nSubject: {subject}\nDate: Mon, 1 Jan 2018 10:00:00 +0000\n\n{body}\n\n"
        )
    };
    let bytes = one("One", "First.\n>From the gate.") + &one("Two", "Second.");
    let found: Vec<_> =
        told("m.mbox", bytes.as_bytes()).into_iter().map(|(p, t)| (p, t.trim().to_owned())).collect();
    assert_eq!(found, pairs(&[("#message=1", "First.\nFrom the gate."), ("#message=2", "Second.")]));
}

#[test]
fn feeds_give_their_entries() {
    let rss = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Estuary Courier</title><link>https://courier.example</link>
        <description>d</description><language>en</language>
        <item><title>Gate &amp; Quay</title><link>https://courier.example/1</link><pubDate>Wed, 09 May 2018 10:00:00 GMT</pubDate>
        <dc:creator>Dena Marsh</dc:creator><description>Short.</description>
        <content:encoded><![CDATA[<p>The gate was shut.</p><p>He said so.</p>]]></content:encoded></item>
        <item><title>Two</title><description>Only words.</description></item><item><title>Three</title></item></channel></rss>"#;
    let found = all("f.xml", rss.as_bytes());
    let document = found[0].document().unwrap();
    assert_eq!(document.text(), "Gate & Quay\n\nThe gate was shut.\n\nHe said so.");
    let meta = &document.meta;
    assert_eq!(meta.outlet.as_deref(), Some("Estuary Courier"));
    assert_eq!(meta.published, Some(jiff::civil::date(2018, 5, 9)));
    assert_eq!(meta.url.as_deref(), Some("https://courier.example/1"));
    assert_eq!(meta.made_by[0].name, "Dena Marsh");
    assert_eq!(meta.language.as_deref(), Some("en"));
    assert_eq!(
        told("f.xml", rss.as_bytes())[1..],
        pairs(&[("#entry=2", "Only words."), ("#entry=3", "empty")])
    );
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><id>x</id><updated>2018-05-09T10:00:00Z</updated>
        <entry><title>A</title><id>y</id><updated>2018-05-09T10:00:00Z</updated><content type="html">&lt;p&gt;Shut.&lt;/p&gt;</content></entry></feed>"#;
    assert_eq!(told("f", atom.as_bytes()), pairs(&[("#entry=1", "A\n\nShut.")]));
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "C", "items": [{"id": "1", "content_text": "Shut."}]}"#;
    assert_eq!(told("f", json.as_bytes()), pairs(&[("#entry=1", "Shut.")]));
}

#[test]
fn entities_are_not_expanded() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
        <rss version="2.0"><channel><title>&b;</title></channel></rss>"#;
    assert_eq!(verdict("f.rss", bomb.as_bytes()), "entities");
}
