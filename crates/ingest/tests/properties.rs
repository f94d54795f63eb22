//! Whatever the bytes are: an answer, and a document that keeps its promises.

use firsthand_ingest::{Format, Hint, read, side_file};
use proptest::prelude::*;
use unicode_normalization::is_nfc;

/// Reads bytes under every hint, and checks what comes out.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    for format in [None, Some(Format::Text), Some(Format::Html)] {
        let hint = Hint { format, charset: None };
        let Ok(document) = read(bytes, hint) else { continue };
        let text = document.text();
        prop_assert!(is_nfc(text) && !text.contains('\r') && !text.trim().is_empty());
        let mut at = 0;
        for block in &document.blocks {
            let (start, end) = (block.span.start(), block.span.end());
            prop_assert!(at <= start && start < end && text[at..start].trim().is_empty());
            prop_assert_eq!(text[start..end].trim(), &text[start..end]);
            at = end;
        }
        prop_assert!(text[at..].trim().is_empty());
        for link in &document.links {
            let inside = document.blocks.iter().any(|block| block.span.contains(link.span));
            prop_assert!(inside && !link.span.is_empty() && !link.address.is_empty());
            prop_assert_eq!(document.slice(link.span).trim(), document.slice(link.span));
        }
        prop_assert_eq!(document.id().len(), 16);
    }
    Ok(())
}

proptest! {
    #[test]
    fn arbitrary_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        check(&bytes)?;
        let _ = side_file(&bytes);
    }

    #[test]
    fn arbitrary_text(text in ".{0,300}") {
        check(text.as_bytes())?;
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide)?;
    }

    #[test]
    fn soups_of_tags(soup in soup()) {
        check(soup.as_bytes())?;
        // Cut anywhere, as a broken download is.
        check(&soup.as_bytes()[..soup.len() * 2 / 3])?;
    }

    #[test]
    fn plain_text_is_kept(text in "[ -~\\n]{0,200}") {
        prop_assume!(!text.trim().is_empty());
        let hint = Hint { format: Some(Format::Text), charset: None };
        let document = read(text.as_bytes(), hint).unwrap();
        prop_assert_eq!(document.text(), text);
    }
}

/// Pages made of what makes parsers and extractors stumble.
fn soup() -> impl Strategy<Value = String> {
    const PIECES: [&str; 58] = [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<div class=\"byline\">",
        "<article>",
        "</article>",
        "<h1>",
        "</h1>",
        "<br>",
        "<br><br>",
        "<a href=\"/x\">",
        "<a href=\"http://[::1/\">",
        "<a href=javascript:x()>",
        "</a>",
        "<table><tr><td>",
        "</td></tr></table>",
        "<b>",
        "</b>",
        "<i>",
        "<template>",
        "</template>",
        "<svg>",
        "<math><mi>",
        "<select><option>",
        "<figure><figcaption>",
        "</figcaption></figure>",
        "<img src=\"data:image/png;base64,AAAA\">",
        "<noscript><img src=x>",
        "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"Article\",\"headline\":\"A b c\"}",
        "</script>",
        "<meta property=\"og:title\" content=\"Long words here\">",
        "<title>A | B</title>",
        "<base href=\"//x\">",
        "<link rel=canonical href=\"https://x.example/a/b\">",
        "<html lang=en>",
        "<body>",
        "</body>",
        "<head>",
        "<!--",
        "-->",
        "<ul><li>",
        "</ul>",
        "<blockquote>",
        "<pre>",
        "<span hidden>",
        "</span>",
        "&nbsp;",
        "&#x301;",
        "e&#769;",
        "&amp;&lt;",
        "<p class=\"caption\">",
        "<form><input>",
        "<iframe src=x>",
        "<object>",
        "<video poster=p srcset=\"a 1x, b\">",
        "<dl><dt>",
        "<font size=1>",
    ];
    let words = prop_oneof![
        Just("Words, more words, and then some more of them, as a paragraph has. ".to_owned()),
        Just(" ".to_owned()),
        "\\PC{0,8}",
        ".{0,6}",
    ];
    let piece = prop_oneof![3 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => words];
    proptest::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}
