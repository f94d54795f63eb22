//! Which language a text looks like: two detectors that must agree, or one that is sure.
//!
//! `whatlang` (trigrams after Cavnar and Trenkle, 1994, and scripts) knows 70 languages and says when it is unsure;
//! `whichlang` (logistic regression) knows 16, is quick, and always has an answer.

use whatlang::Lang;

/// Bytes of text that are looked at, from the beginning.
const SAMPLE: usize = 1536;
/// Letters below which nothing is said.
const FEWEST: usize = 24;

/// BCP 47 tag of the language that a text looks like; `None` where that is not sure.
pub(crate) fn detect(text: &str) -> Option<&'static str> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    // A sign of a script without letters' case is a syllable or a word.
    let letters: usize =
        sample.chars().filter(|c| c.is_alphabetic()).map(|c| if c >= '\u{2E80}' { 3 } else { 1 }).sum();
    if letters < FEWEST {
        return None;
    }
    let info = whatlang::detect(sample)?;
    let tag = tag(info.lang())?;
    (info.is_reliable() || whichlang::detect_language(sample).three_letter_code() == info.lang().code())
        .then_some(tag)
}

/// ISO 639-3 code and BCP 47 tag (the two letters of ISO 639-1 where there are two).
const TAGS: &str = "epo eo eng en rus ru cmn zh spa es por pt ita it ben bn fra fr deu de ukr uk kat ka ara ar hin hi \
    jpn ja heb he yid yi pol pl amh am jav jv kor ko nob nb dan da swe sv fin fi tur tr nld nl hun hu ces cs ell el \
    bul bg bel be mar mr kan kn ron ro slv sl hrv hr srp sr mkd mk lit lt lav lv est et tam ta vie vi urd ur tha th \
    guj gu uzb uz pan pa aze az ind id tel te pes fa mal ml ori or mya my nep ne sin si khm km tuk tk aka ak zul zu \
    sna sn afr af lat la slk sk cat ca tgl tl hye hy cym cy";

/// The tag among those that [`detect`] gives, from another process's word for it.
pub(crate) fn known(tag: &str) -> Option<&'static str> {
    TAGS.split_ascii_whitespace().skip(1).step_by(2).find(|known| *known == tag)
}

fn tag(language: Lang) -> Option<&'static str> {
    let mut words = TAGS.split_ascii_whitespace();
    while let (Some(code), Some(tag)) = (words.next(), words.next()) {
        if code == language.code() {
            return Some(tag);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_tag() {
        for language in Lang::all() {
            let tag = tag(*language);
            assert!(tag.is_some_and(|tag| known(tag) == Some(tag)), "{}", language.code());
        }
    }

    #[test]
    fn languages_are_told_apart_and_short_texts_left_alone() {
        for (text, expected) in [
            (
                "The ferry was late again, the harbour master said on Monday, and nobody knew why it was.",
                "en",
            ),
            ("항구 도시의 상인들은 시장에서 전화기를 검사하는 일이 늘었다고 말했다.", "ko"),
            ("港の商人たちは、市場で電話が調べられることが増えたと話した。", "ja"),
            ("市场的商人说,检查电话的次数增加了,他们不愿透露姓名。", "zh"),
            ("Начальник порта сказал, что паром снова опоздал, и никто не знает почему.", "ru"),
            ("ဆိပ်ကမ်းမှူးက သင်္ဘောနောက်ကျပြန်ပြီဟု ပြောသည်။ ဘာကြောင့်လဲ မည်သူမျှ မသိပါ။", "my"),
        ] {
            assert_eq!(detect(text), Some(expected), "{text}");
        }
        assert_eq!(detect("42 %"), None);
        assert_eq!(detect("Ferry late"), None);
    }
}
