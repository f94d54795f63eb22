//! [`Places`]: a gazetteer of countries, regions and towns, and of the peoples named after countries.
//!
//! `lang/places.txt` is packed by `tools/lexica.sh`. A line is a name as [`fold`] leaves it, a tab, a letter for its
//! kind, two letters for its country (`--` where it lies in no single one), and `?` where the name is also another word.

use crate::hash::Map;
use std::borrow::Cow;

/// The file, sorted by its names.
const FILE: &str = include_str!("../../lang/places.txt");
/// No name in the file has more words.
const WORDS: usize = 5;

/// Small letters with marks, by the letter that stands for them in the file.
const MARKED: [(&str, &str); 34] = [
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặə"),
    ("b", "ḃḅḇ"),
    ("c", "çćĉċčḉ"),
    ("d", "ďḋḍḏḑḓđð"),
    ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ("f", "ḟ"),
    ("g", "ĝğġģǧǵḡ"),
    ("h", "ĥȟḣḥḧḩḫẖħ"),
    ("i", "ìíîïĩīĭįǐȉȋḭḯỉịı"),
    ("j", "ĵǰ"),
    ("k", "ķǩḱḳḵ"),
    ("l", "ĺļľḷḹḻḽł"),
    ("m", "ḿṁṃ"),
    ("n", "ñńņňǹṅṇṉṋ"),
    ("o", "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợø"),
    ("p", "ṕṗ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("s", "śŝşšșṡṣṥṧṩ"),
    ("t", "ţťțṫṭṯṱẗ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷȳẏẙỳỵỷỹ"),
    ("z", "źżžẑẓẕ"),
    ("ss", "ß"),
    ("ae", "æ"),
    ("oe", "œ"),
    ("th", "þ"),
    ("'", "’‘ʻʼʾʿ`"),
    ("-", "‐‑–"),
    (" ", "\u{a0}"),
    // Marks that stand after their letter, and full stops of abbreviations.
    (
        "",
        "\u{300}\u{301}\u{302}\u{303}\u{304}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}\u{31b}\u{323}",
    ),
    ("", "."),
];

/// What a name in the gazetteer names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A state or territory, or a part of the world that news treats as one ("Korea").
    Country,
    /// A part of a country or of the world.
    Region,
    /// A town.
    City,
    /// A people, or what belongs to it or its country ("North Korean", "Uyghurs").
    Demonym,
}

/// What is known of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it names: of several, the country, then the people, then the place where most live.
    pub kind: PlaceKind,
    /// Whether the name is also a common word, a personal name, or very short: only a capital inside a sentence, or
    /// "in" before it, makes it a place.
    pub ambiguous: bool,
    /// ISO 3166 code of its country, "" where it lies in no single one.
    pub country: &'static str,
}

/// The gazetteer, ready to be asked.
#[derive(Debug)]
pub struct Places {
    names: Map<&'static str, Place>,
    /// First words of names that have several, with the number of words of the longest.
    firsts: Map<&'static str, usize>,
}

impl Places {
    /// Reads the file inside the program.
    pub fn load() -> Self {
        let mut names = Map::default();
        let mut firsts = Map::default();
        // A line is some fourteen bytes: room is made once.
        names.reserve(FILE.len() / 13);
        for (name, code) in FILE.lines().filter_map(|line| line.split_once('\t')) {
            if let Some(place) = place(code) {
                names.insert(name, place);
            }
            if let Some((first, rest)) = name.split_once(' ') {
                let count = 2 + rest.bytes().filter(|b| *b == b' ').count();
                let longest = firsts.entry(first).or_insert(count);
                *longest = count.max(*longest);
            }
        }
        Self { names, firsts }
    }

    /// The longest name that lower-case words begin with: how many words it has, at most five, and what it is.
    pub fn longest<'a>(&self, words: impl Iterator<Item = &'a str>) -> Option<(usize, Place)> {
        let mut words = words.take(WORDS);
        let word = words.next()?;
        let first = fold(word);
        let mut found = self.names.get(first.as_ref()).map(|place| (1, clear(*place, word)));
        let Some(most) = self.firsts.get(first.as_ref()) else { return found };
        let mut name = String::with_capacity(48);
        name.push_str(&first);
        for (at, word) in words.enumerate().take(most - 1) {
            name.push(' ');
            name.push_str(&fold(word));
            if let Some(place) = self.names.get(name.as_str()) {
                found = Some((at + 2, *place));
            }
        }
        found
    }

    /// What a whole name in lower case names.
    pub fn of(&self, name_lower: &str) -> Option<Place> {
        self.names.get(fold(name_lower).as_ref()).map(|place| clear(*place, name_lower))
    }

    /// ISO code of the country that a name in lower case names, lies in or belongs to.
    pub fn country(&self, name_lower: &str) -> Option<&str> {
        self.of(name_lower).map(|place| place.country).filter(|code| !code.is_empty())
    }
}

/// "u.s." cannot be the pronoun.
fn clear(place: Place, written: &str) -> Place {
    Place { ambiguous: place.ambiguous && !written.contains('.'), ..place }
}

/// What stands after the tab.
fn place(code: &'static str) -> Option<Place> {
    let kind = match code.as_bytes().first()? {
        b'C' => PlaceKind::Country,
        b'R' => PlaceKind::Region,
        b'T' => PlaceKind::City,
        b'D' => PlaceKind::Demonym,
        _ => return None,
    };
    let country = code.get(1..3)?;
    let country = if country == "--" { "" } else { country };
    Some(Place { kind, ambiguous: code.ends_with('?'), country })
}

/// A lower-case name without accents and full stops, its apostrophes straight. Most words are so already.
pub(crate) fn fold(lower: &str) -> Cow<'_, str> {
    if lower.bytes().all(|b| b.is_ascii() && b != b'.' && b != b'`') {
        return Cow::Borrowed(lower);
    }
    let mut out = String::with_capacity(lower.len());
    for c in lower.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
            continue;
        }
        match MARKED.iter().find(|(_, marked)| marked.contains(c)) {
            Some((plain, _)) => out.push_str(plain),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found() {
        let places = Places::load();
        for (name, kind, country) in [
            ("hyesan", PlaceKind::City, "KP"),
            ("hyesŏng", PlaceKind::City, ""),
            ("hoeryŏng", PlaceKind::City, "KP"),
            ("p’yŏngsŏng", PlaceKind::City, "KP"),
            ("sinuiju", PlaceKind::City, "KP"),
            ("ürümqi", PlaceKind::City, "CN"),
            ("dandong", PlaceKind::City, "CN"),
            ("đà nẵng", PlaceKind::City, "VN"),
            ("st. petersburg", PlaceKind::City, "RU"),
            ("north hamgyong province", PlaceKind::Region, "KP"),
            ("ryanggang province", PlaceKind::Region, "KP"),
            ("xinjiang", PlaceKind::Region, "CN"),
            ("north korea", PlaceKind::Country, "KP"),
            ("china", PlaceKind::Country, "CN"),
            ("pyongyang", PlaceKind::City, "KP"),
            ("beijing", PlaceKind::City, "CN"),
            ("florida", PlaceKind::Region, "US"),
            ("u.s.", PlaceKind::Country, "US"),
            ("north korean", PlaceKind::Demonym, "KP"),
            ("north koreans", PlaceKind::Demonym, "KP"),
            ("chinese", PlaceKind::Demonym, "CN"),
            ("iranians", PlaceKind::Demonym, "IR"),
        ] {
            if country.is_empty() {
                assert_eq!(places.of(name), None, "{name}");
                continue;
            }
            assert_eq!(places.of(name), Some(Place { kind, ambiguous: false, country }), "{name}");
            assert_eq!(places.country(name), Some(country));
        }
        assert_eq!(places.country("middle east"), None);
        assert!(places.of("middle east").is_some());
    }

    #[test]
    fn names_that_are_other_words_are_marked() {
        let places = Places::load();
        for name in [
            "reading", "mobile", "of", "us", "polish", "turkey", "lincoln", "jackson", "nice", "than",
            "obama",
        ] {
            assert!(places.of(name).is_none_or(|p| p.ambiguous), "{name}: {:?}", places.of(name));
        }
        assert!(places.of("turkey").is_some());
        for name in ["the", "said", "officials", "", ".", "-"] {
            assert!(places.of(name).is_none_or(|p| p.ambiguous), "{name}");
        }
    }

    #[test]
    fn the_longest_name_wins() {
        let places = Places::load();
        let longest = |text: &str| places.longest(text.split(' ')).map(|(n, p)| (n, p.kind));
        assert_eq!(longest("north korean officials said"), Some((2, PlaceKind::Demonym)));
        assert_eq!(longest("north hamgyong province on monday"), Some((3, PlaceKind::Region)));
        assert_eq!(longest("ho chi minh city"), Some((4, PlaceKind::City)));
        assert_eq!(longest("xinjiang uyghur autonomous region"), Some((4, PlaceKind::Region)));
        assert_eq!(longest("north of here"), None);
        assert_eq!(longest(""), None);
        assert_eq!(places.longest(std::iter::empty()), None);
    }

    #[test]
    fn the_file_is_sorted_and_whole() {
        let mut before = "";
        for line in FILE.lines() {
            let (name, code) = line.split_once('\t').unwrap_or_default();
            assert!(before < name, "{before} stands before {name}");
            assert!(name.split(' ').count() <= WORDS && fold(name) == name, "{name}");
            assert!(place(code).is_some() && matches!(code.len(), 3 | 4), "{line}");
            before = name;
        }
        assert!(FILE.len() < 900_000 && FILE.lines().count() > 20_000);
    }
}
