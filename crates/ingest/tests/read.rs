//! Whole files, in and out.

use firsthand_core::model::{BlockKind, Document};
use firsthand_ingest::{Charset, Format, Hint, read};
use jiff::civil::date;

const PAGE: &str = r#"<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Ferry Stops at Port Ansel | Estuary Courier</title>
<meta property="og:site_name" content="Estuary Courier">
<link rel="canonical" href="https://courier.example/news/ferry.html">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"},
 {"@type": ["NewsArticle"], "headline": "Ferry Stops at Port Ansel", "datePublished": "2018-05-09T23:30:00-05:00",
  "author": [{"@type": "Person", "name": "Dena Marsh"}, {"@type": "Organization", "name": "Estuary Courier"}],
  "publisher": {"@type": "Organization", "name": "Estuary Courier"}}]}</script>
<style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Ferry Stops at Port Ansel</h1>
<p>The ferry between Port Ansel and Grey Island stopped on Monday, the harbour office said, after
its engine caught fire in the middle of the crossing with ninety passengers on board.</p>
<p>&ldquo;We saw the smoke before we heard the bell,&rdquo; said <a href="../people/moran.html">Elsie&nbsp;Moran</a>, who was
on deck. She told the <em>Courier</em> that the crew had asked everyone to go to the stern and to wait there for boats.</p>
<figure><img src="ferry.jpg" alt=""><figcaption>The ferry at the slip. (Estuary Courier/J. Lamb)</figcaption></figure>
<p>A report by the office, which the council will read in June, is expected to say that the engine was thirty years
old, and that it had been due for a change in each of the last six winters, according to two councillors.</p>
<p>The late boat will not run again before the spring, the company announced on its notice board at the pier.</p>
</article>
<aside><h3>Most read</h3><ul><li><a href="/a">A</a></li><li><a href="/b">B</a></li></ul></aside>
<footer><p>Subscribe to our newsletter. All rights reserved.</p></footer></body></html>"#;

fn text_of(bytes: &[u8]) -> String {
    read(bytes, Hint::default()).unwrap().text().to_owned()
}

fn words(document: &Document, kind: BlockKind) -> Vec<&str> {
    document
        .blocks
        .iter()
        .filter(|block| block.kind == kind)
        .map(|block| document.slice(block.span))
        .collect()
}

#[test]
fn an_article_keeps_its_structure_and_loses_what_is_around_it() {
    let document = read(PAGE.as_bytes(), Hint::default()).unwrap();
    assert_eq!(words(&document, BlockKind::Headline), ["Ferry Stops at Port Ansel"]);
    let paragraphs = words(&document, BlockKind::Paragraph);
    assert_eq!(paragraphs.len(), 4, "{}", document.text());
    assert!(
        paragraphs[0]
            .starts_with("The ferry between Port Ansel and Grey Island stopped on Monday, the harbour")
    );
    assert!(paragraphs[1].starts_with("“We saw the smoke before we heard the bell,” said Elsie Moran, who"));
    assert_eq!(words(&document, BlockKind::Caption), ["The ferry at the slip. (Estuary Courier/J. Lamb)"]);
    for noise in ["Sport", "Most read", "Subscribe", "color"] {
        assert!(!document.text().contains(noise), "{noise}");
    }
    let link = &document.links[0];
    assert_eq!(document.slice(link.span), "Elsie Moran");
    assert_eq!(link.address, "https://courier.example/people/moran.html");
}

#[test]
fn the_head_gives_the_metadata() {
    let meta = read(PAGE.as_bytes(), Hint::default()).unwrap().meta;
    assert_eq!(meta.title.as_deref(), Some("Ferry Stops at Port Ansel"));
    assert_eq!(meta.published, Some(date(2018, 5, 9)));
    assert_eq!(meta.outlet.as_deref(), Some("Estuary Courier"));
    assert_eq!(meta.language.as_deref(), Some("en-GB"));
    assert_eq!(meta.url.as_deref(), Some("https://courier.example/news/ferry.html"));
    let made_by: Vec<_> = meta.made_by.iter().map(|m| (m.role.as_str(), m.name.as_str())).collect();
    assert_eq!(made_by, [("author", "Dena Marsh")]);
}

#[test]
fn tags_stand_in_for_json_ld() {
    let page = r#"<html><head><meta property="og:title" content="Quarry Letters Found">
        <meta property="article:published_time" content="2011-10-05"><meta name="author" content="By Oline Krag and Per Sool">
        <meta property="og:url" content="https://x.example/1"></head><body><p>Nine letters were carried out of the camp.</p>"#;
    let meta = read(page.as_bytes(), Hint::default()).unwrap().meta;
    assert_eq!(meta.title.as_deref(), Some("Quarry Letters Found"));
    assert_eq!(meta.published, Some(date(2011, 10, 5)));
    assert_eq!(meta.made_by.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(), ["Oline Krag", "Per Sool"]);
    assert_eq!(meta.url.as_deref(), Some("https://x.example/1"));
}

#[test]
fn a_page_without_an_article_gives_its_visible_text() {
    let page = "<html><body><div>One line.</div><div hidden>Never.</div><script>var x</script></body></html>";
    assert_eq!(text_of(page.as_bytes()), "One line.");
    let blank =
        "<html><head><title>App</title></head><body><div id=root></div><script>go()</script></body></html>";
    assert_eq!(read(blank.as_bytes(), Hint::default()).unwrap_err().code(), "FH-109");
}

#[test]
fn charsets_are_found_without_being_named() {
    let korean = "항구 도시의 상인들은 시장에서 전화기를 검사하는 일이 늘었다고 말했다. 그들은 이름을 밝히지 말아 달라고 했다.";
    let japanese =
        "港の商人たちは、市場で電話が調べられることが増えたと話した。彼らは名前を出さないように頼んだ。";
    let western =
        "Le maire a déclaré que la forêt était fermée depuis février, et qu’elle le resterait jusqu’à l’été.";
    for (text, label) in
        [(korean, "euc-kr"), (japanese, "shift_jis"), (western, "windows-1252"), (japanese, "iso-2022-jp")]
    {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost);
        assert_eq!(text_of(&bytes), text, "{label}");
        let page = format!("<html><head><meta charset={label}></head><body><p>{text}</p></body></html>");
        let (bytes, _, _) = encoding.encode(&page);
        assert_eq!(text_of(&bytes), text, "{label} page");
        let hint = Hint { charset: Some(Charset::named(label).unwrap()), format: Some(Format::Text) };
        assert_eq!(read(&encoding.encode(text).0, hint).unwrap().text(), text);
    }
}

#[test]
fn utf_16_is_read_with_and_without_its_mark() {
    let text = "Dockers said: “No.”\r\nEnd of the “report” from the quay.";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let expected = text.replace("\r\n", "\n");
    assert_eq!(text_of(&little), expected);
    assert_eq!(text_of(&big), expected);
    assert_eq!(text_of(&[&[0xFF, 0xFE], little.as_slice()].concat()), expected);
    assert_eq!(text_of(&[&[0xFE, 0xFF], big.as_slice()].concat()), expected);
    let page: Vec<u8> = "<html><p>Halt.</p></html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text_of(&page), "Halt.");
}

#[test]
fn pages_that_lie_about_their_charset_are_still_read() {
    let says = |label: &str, words: &str| format!("<html><head><meta charset={label}></head><p>{words}</p>");
    assert_eq!(text_of(says("windows-1252", "Müller sagte: „Nein.“").as_bytes()), "Müller sagte: „Nein.“");
    let korean =
        "시장의 상인들은 검사가 늘었다고 말했다. 그들은 이름을 밝히지 말아 달라고 부탁했다. 사실이다.";
    let bytes = encoding_rs::EUC_KR.encode(&says("iso-8859-1", korean)).0.into_owned();
    assert_eq!(text_of(&bytes), korean);
    let bytes = encoding_rs::EUC_KR.encode(&says("utf-8", korean)).0.into_owned();
    assert_eq!(text_of(&bytes), korean);
}

#[test]
fn plain_text_keeps_every_character() {
    assert_eq!(text_of(b"\xEF\xBB\xBF  One.\r\n\r\n\r\nTwo.\rThree. \n"), "  One.\n\n\nTwo.\nThree. \n");
    let hint = Hint { format: Some(Format::Text), charset: None };
    assert_eq!(read(b"<html>x</html>", hint).unwrap().text(), "<html>x</html>");
}

#[test]
fn a_few_damaged_bytes_do_not_lose_the_file() {
    let mut bytes = "“Señor,” “él” “ñandú” “así” “más” “qué” – he said.".as_bytes().to_vec();
    bytes.extend_from_slice(b" \xE2\x80");
    assert!(text_of(&bytes).starts_with("“Señor,”"));
}

#[test]
fn ids_are_of_the_original_bytes() {
    let id = |bytes: &[u8]| read(bytes, Hint::default()).unwrap().id().to_owned();
    assert_eq!(id(b"abc"), "ba7816bf8f01cfea");
    assert_ne!(id(b"abc\n"), id(b"abc\r\n"));
}

#[test]
fn what_is_no_document_says_why() {
    let code = |bytes: &[u8]| read(bytes, Hint::default()).unwrap_err().code();
    assert_eq!(code(b""), "FH-101");
    assert_eq!(code(b"\xEF\xBB\xBF \n"), "FH-101");
    assert_eq!(code(&vec![b'a'; (64 << 20) + 1]), "FH-102");
    assert_eq!(code(b"%PDF-1.7 ..."), "FH-103");
    assert_eq!(code(b"text\0with\0zeros and\0more"), "FH-103");
    assert_eq!(code(&(0..=255u8).cycle().take(4096).filter(|b| *b != 0).collect::<Vec<_>>()), "FH-103");
    let hint = Hint { format: None, charset: Some(Charset::named("utf-8").unwrap()) };
    assert_eq!(read(b"caf\xE9", hint).unwrap_err().code(), "FH-104");
    assert_eq!(Charset::named("klingon").unwrap_err().code(), "FH-105");
    assert_eq!(code("<html>".to_owned().as_bytes()), "FH-109");
    assert_eq!(code(("<html>".to_owned() + &"<div>".repeat(1_000_000)).as_bytes()), "FH-106");
}

#[test]
fn hostile_pages_end() {
    let hint = Hint { format: Some(Format::Html), charset: None };
    let pages = [
        "<p>".to_owned() + &"&amp;&lt;&notin;&#x41;&bogus".repeat(200_000),
        "<div><p>word, word, word</p>".repeat(500),
        "<b><p>x</b>".repeat(400),
        "<table><tr><td>word word word, word".repeat(100),
        format!("<p>{}</p>", "word, ".repeat(500_000)),
        "<a href='x'>".repeat(30_000) + "words",
        "<p>x</p><br>".repeat(20_000),
        PAGE[..PAGE.len() / 2].to_owned(),
        "<!--".to_owned() + &"x".repeat(1_000_000),
        "<p>one</p><script>".to_owned() + &"x<y".repeat(100_000),
        "<select><option>".repeat(10_000),
        "<p>a<math><mi><svg><foreignObject><p>b".repeat(80),
        "<ul><li>word, word word".repeat(200),
    ];
    for (i, page) in pages.iter().enumerate() {
        let read = read(page.as_bytes(), hint);
        if let Err(error) = read {
            assert!(["FH-106", "FH-107", "FH-109"].contains(&error.code()), "{i}: {error}");
        }
    }
}
