//! Words for kinds of places, by which a name says what it names.

/// Words for kinds of places after a name, and what they say it is.
const AFTER: [(&str, Told); 30] = [
    ("autonomous region", Told::Province),
    ("province", Told::Province),
    ("region", Told::Province),
    ("oblast", Told::Province),
    ("governorate", Told::Province),
    ("state", Told::Province),
    ("department", Told::Province),
    ("prefecture", Told::Province),
    ("krai", Told::Province),
    ("republic", Told::Province),
    ("do", Told::Province),
    ("sheng", Told::Province),
    ("district", Told::County),
    ("county", Told::County),
    ("municipality", Told::County),
    ("township", Told::County),
    ("rayon", Told::County),
    ("raion", Told::County),
    ("gun", Told::County),
    ("kun", Told::County),
    ("xian", Told::County),
    ("район", Told::County),
    ("область", Told::Province),
    ("city", Told::Town),
    ("town", Told::Town),
    ("village", Told::Town),
    ("shi", Told::Town),
    ("si", Told::Town),
    ("up", Told::Town),
    ("eup", Told::Town),
];

/// The same before a name.
const BEFORE: [(&str, Told); 8] = [
    ("province of ", Told::Province),
    ("state of ", Told::Province),
    ("county of ", Told::County),
    ("district of ", Told::County),
    ("city of ", Told::Town),
    ("town of ", Told::Town),
    ("village of ", Told::Town),
    ("استان ", Told::Province),
];

/// The same, of one sign or more, at the end of a name in Hangul or Han.
const NATIVE: [(&str, Told); 13] = [
    ("自治区", Told::Province),
    ("도", Told::Province),
    ("道", Told::Province),
    ("省", Told::Province),
    ("군", Told::County),
    ("구역", Told::County),
    ("郡", Told::County),
    ("县", Told::County),
    ("区", Told::County),
    ("시", Told::Town),
    ("市", Told::Town),
    ("읍", Told::Town),
    ("리", Told::Town),
];

/// What the words say that a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Province,
    County,
    Town,
}

/// A plain name without the word for its kind, and what that says.
pub(super) fn without_kind(words: &str) -> (&str, Option<Told>) {
    let after = AFTER.iter().find_map(|(word, kind)| {
        let rest = words.strip_suffix(word)?.strip_suffix([' ', '-'])?;
        (rest.len() > 1).then_some((rest, Some(*kind)))
    });
    let before = || BEFORE.iter().find_map(|(word, kind)| Some((words.strip_prefix(word)?, Some(*kind))));
    let native = || {
        NATIVE.iter().filter(|_| !words.is_ascii()).find_map(|(sign, kind)| {
            let rest = words.strip_suffix(sign)?;
            (rest.chars().count() > 1).then_some((rest, Some(*kind)))
        })
    };
    after.or_else(before).or_else(native).unwrap_or((words, None))
}
