//! Office documents and books.

use super::make::{docx, zip};
use super::{all, text, verdict};
use firsthand_core::model::BlockKind;

#[test]
fn docx_gives_paragraphs_and_leaves_what_is_deleted() {
    let body = r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Gate Shut</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">The gate was </w:t></w:r><w:del><w:r><w:delText>open</w:delText></w:r></w:del>
        <w:ins><w:r><w:t>locked &amp; barred</w:t></w:r></w:ins><w:r><w:t>,</w:t><w:tab/><w:t>he said.</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Unseen.</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"#;
    let found = all("a.docx", &docx(body));
    let document = found[0].document().unwrap();
    assert_eq!(document.text(), "Gate Shut\n\nThe gate was locked & barred, he said.\n\nCell");
    assert_eq!(document.blocks[0].kind, BlockKind::Headline);
    assert_eq!(document.meta.title.as_deref(), Some("Gate Report"));
    assert_eq!(document.meta.made_by[0].name, "Oline Krag");
    assert_eq!(document.meta.language.as_deref(), Some("en-GB"));
}

#[test]
fn odt_gives_paragraphs() {
    let content = r#"<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>
        <text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes>
        <text:h>Gate Shut</text:h><text:p>It was<text:s text:c="2"/>locked,<text:line-break/>he <text:span>said</text:span>.</text:p>
        </office:text></office:body></office:document-content>"#;
    let bytes = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("meta.xml", b"<m><dc:title>Gate</dc:title></m>"),
    ]);
    assert_eq!(text("a.odt", &bytes), "Gate Shut\n\nIt was locked,\nhe said.");
    assert_eq!(all("a.odt", &bytes)[0].document().unwrap().meta.title.as_deref(), Some("Gate"));
}

#[test]
fn a_book_is_one_document_in_its_order() {
    let package = br#"<package><metadata><dc:title>Two Winters</dc:title><dc:creator>Per Sool</dc:creator>
        <dc:publisher>Estuary Press</dc:publisher><dc:date>2019-04-01</dc:date></metadata>
        <manifest><item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>
        <item id="a" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/>
        <item id="c" href="c.css" media-type="text/css"/></manifest>
        <spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>"#;
    let bytes = zip(&[
        ("mimetype", b"application/epub+zip"),
        (
            "META-INF/container.xml",
            br#"<container><rootfiles><rootfile full-path="OEBPS/p.opf"/></rootfiles></container>"#,
        ),
        ("OEBPS/p.opf", package),
        ("OEBPS/two.xhtml", b"<html><body><p>Then spring came.</p></body></html>"),
        ("OEBPS/text/one a.xhtml", b"<html><body><h1>One</h1><p>It was cold.</p></body></html>"),
    ]);
    let found = all("a.epub", &bytes);
    let document = found[0].document().unwrap();
    assert_eq!(document.text(), "One\n\nIt was cold.\n\nThen spring came.");
    assert_eq!(document.meta.outlet.as_deref(), Some("Estuary Press"));
    assert_eq!(document.meta.published, Some(jiff::civil::date(2019, 4, 1)));
}

#[test]
fn what_is_no_text_document_says_why() {
    assert_eq!(verdict("a.xlsx", &zip(&[("xl/workbook.xml", b"<x/>")])), "not-this-kind");
    assert_eq!(verdict("a.docx", &docx("")), "empty");
    assert_eq!(verdict("a.docx", &docx("<w:p><w:t>never closed")), "damaged");
    assert_eq!(verdict("a.docx", &docx("<w:p><w:r><w:t>&own;</w:t></w:r></w:p>")), "entities");
    let locked = zip(&[("mimetype", b"application/epub+zip"), ("META-INF/encryption.xml", b"<x/>")]);
    assert_eq!(verdict("a.epub", &locked), "locked");
}
