//! Names in many spellings, and the packed file.

use super::index::FILE;
use super::*;

fn one(name: &str) -> Option<(&'static str, KnownKind, &'static str)> {
    find(name).meant(None, Context::default()).map(|k| (k.name, k.kind, k.country))
}

#[test]
fn a_province_has_one_name_in_all_spellings() {
    for name in [
        "Ryanggang",
        "Ryanggang Province",
        "ryanggang-do",
        "Yanggang-do",
        "YANGGANG",
        "Yanggang Province",
        "Ryanggangdo",
        "량강도",
        "량강",
        "양강도",
        "兩江道",
        "両江道",
        "两江道",
        "Рянган",
        "province of Ryanggang",
    ] {
        assert_eq!(one(name), Some(("Ryanggang", KnownKind::Province, "KP")), "{name}");
    }
    for name in ["Xinjiang", "新疆", "Xinjiang Uyghur Autonomous Region", "East Turkestan", "شىنجاڭ"]
    {
        assert_eq!(one(name), Some(("Xinjiang", KnownKind::Province, "CN")), "{name}");
    }
    for name in ["Tigray", "ትግራይ", "Tigray Region", "Tigrāy"] {
        assert_eq!(one(name), Some(("Tigray", KnownKind::Province, "ET")), "{name}");
    }
}

#[test]
fn countries_and_towns_are_known_in_their_scripts() {
    for (name, shown, kind, country) in [
        ("北朝鮮", "North Korea", KnownKind::Country, "KP"),
        ("조선민주주의인민공화국", "North Korea", KnownKind::Country, "KP"),
        ("Беларусь", "Belarus", KnownKind::Country, "BY"),
        ("ایران", "Iran", KnownKind::Country, "IR"),
        ("혜산", "Hyesan", KnownKind::Town, "KP"),
        ("혜산시", "Hyesan", KnownKind::Town, "KP"),
        ("Hyesŏng", "", KnownKind::Town, ""),
        ("회령", "Hoeryŏng", KnownKind::Town, "KP"),
        ("乌鲁木齐", "Ürümqi", KnownKind::Town, "CN"),
        ("烏魯木齊市", "Ürümqi", KnownKind::Town, "CN"),
        ("ئۈرۈمچى", "Ürümqi", KnownKind::Town, "CN"),
        ("Ўрумчи", "", KnownKind::Town, ""),
        ("ကချင်ပြည်နယ်", "Kachin", KnownKind::Province, "MM"),
    ] {
        assert_eq!(one(name), (!shown.is_empty()).then_some((shown, kind, country)), "{name}");
    }
}

#[test]
fn the_word_for_its_kind_decides() {
    let kind = |name: &str| one(name).map(|(_, kind, _)| kind);
    assert_eq!(kind("Musan County"), Some(KnownKind::County));
    assert_eq!(kind("무산군"), Some(KnownKind::County));
    assert_eq!(kind("Tehran Province"), Some(KnownKind::Province));
    assert_eq!(kind("city of Tehran"), Some(KnownKind::Town));
    let told = |name: &str, precision| find(name).meant(Some(precision), Context::default()).map(|k| k.kind);
    assert_eq!(told("Tehran", Precision::Town), Some(KnownKind::Town));
    assert_eq!(told("Tehran", Precision::Region), Some(KnownKind::Province));
    assert_eq!(told("Moscow", Precision::Town), Some(KnownKind::Town));
    assert_eq!(kind("Moscow Oblast"), Some(KnownKind::Province));
    assert_eq!(find("Hyesan").meant(Some(Precision::Country), Context::default()), None);
}

#[test]
fn a_name_of_several_places_is_not_resolved() {
    // Two counties, two provinces; and a Nicaraguan town with a larger namesake outside the file.
    for name in ["Ongjin", "León", "Granada", "", "'", "nowhere at all", "City of"] {
        let found = find(name);
        assert_eq!(found.meant(Some(Precision::Town), Context::default()), None, "{name}: {found:?}");
    }
    let within = find("Ryanggang").meant(None, Context::default());
    let context = Context { country: None, within };
    let town = find("Hyesan").meant(Some(Precision::Town), context);
    assert_eq!(town.and_then(|k| k.within), Some("Ryanggang"));
    assert_eq!(find("Hoeryong").meant(Some(Precision::Town), context), None);
}

#[test]
fn the_file_is_sorted_and_whole() {
    let index = &*INDEX;
    let mut before = "";
    for line in index.names.lines() {
        let (name, numbers) = line.split_once('\t').unwrap_or_default();
        assert!(before < name, "{before} stands before {name}");
        assert_eq!(key(name), name);
        assert_eq!(line_of(index.names, name), Some(numbers));
        before = name;
    }
    for number in 0..index.starts.len() {
        let place = entry(number).expect("a place in every line").known;
        assert!(find(place.name).places().any(|p| p == place), "{place:?} is not found by its name");
    }
    assert!(FILE.len() < 1_500_000 && index.starts.len() > 10_000);
}
