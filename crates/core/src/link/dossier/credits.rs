//! Who says that he has it from whom: outlets named as tellers, addresses, and translations that say so.

use super::paper::Paper;

/// An outlet's name as it is compared: without an article, capitals and white space apart.
pub(super) fn plain(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let words = match words.first().map(String::as_str) {
        Some("the") if words.len() > 1 => &words[1..],
        _ => &words[..],
    };
    words.join(" ")
}

/// Whether a teller of that name is the outlet; both may be written in short.
pub(super) fn is_outlet(name: &str, outlet: &str, same_body: &dyn Fn(&str, &str) -> bool) -> bool {
    let (name, outlet) = (plain(name), plain(outlet));
    !name.is_empty() && (name == outlet || same_body(&name, &outlet))
}

/// Whether `later` may have it from `earlier`: not where days of publication say otherwise.
pub(super) fn may_follow(later: &Paper, earlier: &Paper) -> bool {
    match (&later.published, &earlier.published) {
        (Some(later), Some(earlier)) => earlier <= later,
        _ => true,
    }
}

/// Whether the text gives the other's address.
pub(super) fn gives_address(of: &Paper, other: &Paper) -> bool {
    let Some(url) = &other.url else { return false };
    let bare = url.trim_end_matches('/').split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    bare.len() > 8 && of.text.contains(bare)
}

/// Whether a document says that it is the other's text in another language: "Translated from the Korean of Border Radio".
pub(super) fn translated_from(of: &Paper, other: &Paper) -> bool {
    let Some(outlet) = other.outlet.as_deref().map(plain).filter(|o| o.chars().count() >= 3) else {
        return false;
    };
    let own = of.outlet.as_deref().map(plain);
    of.text.lines().any(|line| {
        let line = line.to_lowercase();
        let Some(at) = line.find("translated from").or_else(|| line.find("translation of")) else {
            return false;
        };
        own.as_deref() != Some(&outlet) && line[at..].contains(&outlet)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_capitals_are_no_part_of_a_name() {
        assert!(is_outlet("the Hill Post", "Hill Post", &|_, _| false));
        assert!(!is_outlet("Hill Posts", "Hill Post", &|_, _| false));
        assert!(is_outlet("HP", "Hill Post", &|a, b| a == "hp" && b == "hill post"));
    }

    #[test]
    fn a_translation_names_whose() {
        let paper = |text: &str, outlet: &str| Paper {
            text: text.into(),
            outlet: Some(outlet.into()),
            ..Paper::default()
        };
        let original = paper("", "Border Radio");
        let says =
            paper("Gate shut\n\nTranslated from the Korean of Border Radio by Min Seo.", "English Wire");
        assert!(translated_from(&says, &original));
        assert!(!translated_from(&paper("Border Radio told it.", "English Wire"), &original));
    }
}
