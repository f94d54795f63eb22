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

/// Nouns that stand before or behind an outlet's name: "the Merovian newspaper Telescope".
const MEDIA: [&str; 16] = [
    "newspaper",
    "paper",
    "daily",
    "weekly",
    "magazine",
    "agency",
    "service",
    "station",
    "broadcaster",
    "channel",
    "website",
    "site",
    "portal",
    "outlet",
    "bulletin",
    "radio",
];

/// Whether a teller of that name is the outlet; both may be written in short, and what kind of medium it is may stand beside.
pub(super) fn is_outlet(name: &str, outlet: &str, same_body: &dyn Fn(&str, &str) -> bool) -> bool {
    let (name, outlet) = (plain(name), plain(outlet));
    if name.is_empty() || outlet.is_empty() {
        return false;
    }
    let media = |words: &str, last: bool| {
        let word = if last { words.split(' ').next_back() } else { words.split(' ').next() };
        word.is_some_and(|w| MEDIA.contains(&w))
    };
    let behind =
        name.strip_suffix(outlet.as_str()).and_then(|w| w.strip_suffix(' ')).is_some_and(|w| media(w, true));
    let before =
        name.strip_prefix(outlet.as_str()).and_then(|w| w.strip_prefix(' ')).is_some_and(|w| media(w, false));
    name == outlet || behind || before || same_body(&name, &outlet)
}

/// The names in one that joins several: "the Northline Bulletin and the Lomna Courier". One that is none of several is
/// itself.
pub(super) fn parts(name: &str) -> Vec<&str> {
    name.split(" and ")
        .flat_map(|p| p.split(", "))
        .map(|p| p.trim().trim_start_matches("both "))
        .filter(|p| !p.is_empty())
        .collect()
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
        assert!(is_outlet("the Merovian newspaper Hill Post", "Hill Post", &|_, _| false));
        assert!(!is_outlet("a reader of Hill Post", "Hill Post", &|_, _| false));
        assert_eq!(parts("the Bulletin and the Courier"), ["the Bulletin", "the Courier"]);
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
