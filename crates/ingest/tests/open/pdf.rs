//! PDFs of known text.

use super::make::{HELVETICA, page, pdf, stream};
use super::{all, text, verdict};

#[test]
fn lines_become_paragraphs() {
    let content =
        b"BT /F1 12 Tf 14 TL 72 700 Td (The ferry was late, the harbour) Tj T* (master said on Mon-) Tj T* \
        (day.) Tj 0 -30 Td [(No) -300 (body knew) -250 ( why.)] TJ ET";
    assert_eq!(
        text("a.pdf", &page(&[HELVETICA], content, &[])),
        "The ferry was late, the harbour master said on Monday.\n\nNo body knew why."
    );
}

#[test]
fn a_sentence_goes_on_overleaf_and_in_the_next_column() {
    let page = |number: usize| {
        format!("<< /Type /Page /Parent 2 0 R /Contents {number} 0 R /Resources 8 0 R >>").into_bytes()
    };
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [9 0 R 3 0 R 4 0 R] /Count 3 >>".to_vec(),
        page(5),
        page(6),
        stream("", b"BT /F1 9 Tf 72 90 Td (The gate was) Tj 300 600 Td (shut by) Tj ET"),
        stream("", b"BT /F1 9 Tf 72 700 Td (the clerk.) Tj 0 -11 Td (So he said.) Tj 0 -25 Td (Nobody knew.) Tj 0 -25 Td (Why?) Tj ET"),
        stream("", b"0 0 9 9 re f"),
        format!("<< /Font << /F1 {HELVETICA} >> >>").into_bytes(),
        page(7),
    ];
    let expected = "The gate was shut by the clerk. So he said.\n\nNobody knew.\n\nWhy?";
    assert_eq!(text("a.pdf", &pdf(&objects)), expected);
}

#[test]
fn words_set_one_by_one_are_parted() {
    let widths: String = (32..127).map(|_| "500 ").collect();
    let font = format!(
        "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 32 /Widths [{widths}] /Encoding /WinAnsiEncoding >>"
    );
    let content = b"BT /F1 10 Tf 1 0 0 1 100 500 Tm (Gate) Tj 1 0 0 1 123 500 Tm (shut) Tj 1 0 0 1 143 500 Tm (ter) Tj ET";
    assert_eq!(text("a.pdf", &page(&[&font], content, &[])), "Gate shutter");
}

#[test]
fn signs_by_name_and_by_charset_are_letters() {
    let named = "<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /BaseEncoding /WinAnsiEncoding \
        /Differences [1 /fi /uni0416 /eacute /quotedblleft] >> >>";
    let content = b"BT /F1 12 Tf 72 700 Td (\\001sh \\002 caf\\003 \\004\\223) Tj ET";
    assert_eq!(text("a.pdf", &page(&[named], content, &[])), "fish Ж café “\u{201c}");
}

/// A Korean font that is not in the file: what its codes stand for, the name of its CMap says.
#[test]
fn korean_fonts_that_are_not_embedded_are_read() {
    let font = |cmap: &str| {
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /HYSMyeongJo-Medium /Encoding /{cmap} /DescendantFonts \
             [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYSMyeongJo-Medium /CIDSystemInfo \
             << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >> >>] >>"
        )
    };
    let korean = "시장의 상인들은 휴대전화 검사가 늘었다고 말했다.";
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02X}")).collect::<String>();
    let utf16: Vec<u8> = korean.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let euc = encoding_rs::EUC_KR.encode(korean).0;
    for (cmap, bytes) in [("UniKS-UCS2-H", &utf16[..]), ("UniKS-UTF16-H", &utf16), ("KSCms-UHC-H", &euc)] {
        let content = format!("BT /F1 12 Tf 72 700 Td <{}> Tj ET", hex(bytes));
        assert_eq!(text("a.pdf", &page(&[&font(cmap)], content.as_bytes(), &[])), korean, "{cmap}");
    }
    // Glyph numbers alone, and no table: an honest verdict.
    let content = b"BT /F1 12 Tf 72 700 Td <0102030405060708> Tj ET";
    assert_eq!(verdict("a.pdf", &page(&[&font("Identity-H")], content, &[])), "pdf-letters");
}

#[test]
fn a_table_to_unicode_is_used() {
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 5 0 R /DescendantFonts \
        [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 >>] >>";
    let table = stream(
        "",
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <0001> <0003> <AC00> <0004> <0004> [<0020>] endbfrange",
    );
    let content = b"BT /F1 12 Tf 72 700 Td <00010002000400030001> Tj ET";
    assert_eq!(text("a.pdf", &page(&[font], content, &[table])), "가각 갂가");
}

#[test]
fn forms_are_drawn_and_a_form_in_itself_ends() {
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources 6 0 R >>".to_vec(),
        stream("", b"q 1 0 0 1 50 50 cm /X1 Do Q"),
        stream("/Type /XObject /Subtype /Form /Resources 6 0 R", b"BT /F1 12 Tf (In the form.) Tj ET /X1 Do"),
        format!("<< /Font << /F1 {HELVETICA} >> /XObject << /X1 5 0 R >> >>").into_bytes(),
    ];
    let found = all("a.pdf", &pdf(&objects));
    let document = found[0].document().unwrap();
    assert!(document.text().starts_with("In the form."), "{}", document.text());
    assert_eq!(document.meta.language.as_deref(), Some("en-GB"));
}

#[test]
fn what_is_no_text_says_why() {
    assert_eq!(verdict("a.pdf", &page(&[HELVETICA], b"0 0 100 100 re f", &[])), "pdf-pictures");
    assert_eq!(verdict("a.pdf", b"%PDF-1.7 and nothing else"), "damaged");
    let symbols = "<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor \
        << /Type /FontDescriptor /Flags 4 /FontFile2 4 0 R >> >>";
    assert_eq!(
        verdict("a.pdf", &page(&[symbols], b"BT /F1 9 Tf (\\041\\042\\043) Tj ET", &[])),
        "pdf-letters"
    );
}
