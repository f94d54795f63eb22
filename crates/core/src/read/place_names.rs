//! The gazetteer of names: provinces, counties and towns of the countries that news from hand to hand is most concerned
//! with, and all countries, under their other spellings and in other scripts.
//!
//! `lang/place-names.txt` is packed by `tools/lexica.sh`. Its first part has one place a line: a letter for its kind and
//! two for its country, the number of the province that it lies in, a size (twice the logarithm of its people), and its
//! name. After an empty line come the names as [`key`] leaves them, sorted, each with the numbers of its places, and `!`
//! where a place as large outside these countries is called so too. Nothing is read before a name is asked for, and then
//! only the lines' beginnings; names are found by halving.

use super::places::fold;
use crate::model::{Known, KnownKind, Precision};
use std::sync::LazyLock;

const FILE: &str = include_str!("../../lang/place-names.txt");

/// Signs that stand for one another: the other form, then the one in the file. Traditional and Japanese forms of Han
/// signs, Arabic forms of Persian letters, and ё.
const PAIRS: &str = "兩两両两縣县県县國国廣广広广鏡镜黃黄東东龍龙竜龙義义會会寧宁烏乌魯鲁齊齐鹹咸門门長长漢汉陽阳慶庆遼辽濟济爾尔\
区区區区灣湾蘇苏貴贵雲云連连關关馬马鳳凤鴨鸭綠绿圖图們们臨临龜龟開开鐵铁嶺岭營营錦锦興兴間间島岛衛卫經经衞卫劉刘張张鄉乡鎮镇\
莊庄穩稳滿满滄沧麗丽劍剑內内澤泽沢泽恵惠価价يیىیكکأاإاآاةهёе";

/// Between two places of one name, the larger is meant where this much lies between their sizes: some thirty times the
/// people.
const FAR_LARGER: u8 = 3;
/// A town of a hundred thousand needs no thought of a county that is called so elsewhere.
const LARGE: u8 = 10;

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
enum Told {
    Province,
    County,
    Town,
}

/// A place in the file.
#[derive(Clone, Copy, Debug)]
struct Entry {
    known: Known,
    /// A city with the rank of a province.
    city: bool,
    size: u8,
}

/// All places that a name may name.
#[derive(Clone, Debug, Default)]
pub struct Found {
    entries: Vec<Entry>,
    told: Option<Told>,
    elsewhere: bool,
}

/// What else the text says of where a place lies.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// ISO 3166 code of its country.
    pub country: Option<&'a str>,
    /// The province or county that is named with it.
    pub within: Option<Known>,
}

struct Index {
    places: &'static str,
    /// Where the lines of `places` begin.
    starts: Vec<u32>,
    names: &'static str,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let (places, names) = FILE.split_once("\n\n").unwrap_or((FILE, ""));
    let mut starts = vec![0];
    starts.extend(places.bytes().zip(1..).filter(|(b, _)| *b == b'\n').map(|(_, at)| at));
    Index { places, starts, names }
});

/// The places that a name may name, in any spelling or script, with or without the word for its kind.
pub fn find(name: &str) -> Found {
    let plain = plain(name);
    let mut found = Found::default();
    found.add(&joined(&plain));
    let mut bare = plain.trim();
    let cut = |words: &mut &str, told: &mut Option<Told>| {
        for (word, kind) in AFTER {
            let rest = words.strip_suffix(word).and_then(|r| r.strip_suffix([' ', '-']));
            if let Some(rest) = rest.filter(|r| r.len() > 1) {
                (*words, *told) = (rest, Some(kind));
                return;
            }
        }
        for (word, kind) in BEFORE {
            if let Some(rest) = words.strip_prefix(word) {
                (*words, *told) = (rest, Some(kind));
                return;
            }
        }
        for (sign, kind) in NATIVE {
            let rest = words.strip_suffix(sign).filter(|r| r.chars().count() > 1);
            if let Some(rest) = rest.filter(|_| !words.is_ascii()) {
                (*words, *told) = (rest, Some(kind));
                return;
            }
        }
    };
    cut(&mut bare, &mut found.told);
    found.add(&joined(bare));
    found
}

/// Whether a name is in the gazetteer.
pub fn has(name: &str) -> bool {
    !find(name).entries.is_empty()
}

impl Found {
    /// Adds the places under a key.
    fn add(&mut self, key: &str) {
        let Some(numbers) = line_of(INDEX.names, key) else { return };
        self.elsewhere |= numbers.ends_with('!');
        for entry in numbers.trim_end_matches('!').split(',').filter_map(|n| entry(n.parse().ok()?)) {
            if !self.entries.iter().any(|e| e.known == entry.known && e.size == entry.size) {
                self.entries.push(entry);
            }
        }
    }

    /// All of them.
    pub fn places(&self) -> impl Iterator<Item = Known> + '_ {
        self.entries.iter().map(|e| e.known)
    }

    /// Whether it is told as a province or county, names nothing else, or a province before all else.
    pub fn is_region(&self) -> bool {
        let region = |k: Known| matches!(k.kind, KnownKind::Province | KnownKind::County);
        let told = matches!(self.told, Some(Told::Province | Told::County));
        let meant = || self.meant(None, Context::default()).is_some_and(|k| k.kind == KnownKind::Province);
        !self.entries.is_empty() && (told || self.places().all(region) || meant())
    }

    /// The one that is meant, where its name and the words around it leave no doubt. `precision` is how fine the text names
    /// it; a word for its kind in the name counts more.
    pub fn meant(&self, precision: Option<Precision>, context: Context<'_>) -> Option<Known> {
        let fits = |e: &&Entry| {
            let country = context.country.is_none_or(|c| c == e.known.country);
            let within = context.within.is_none_or(|w| match w.kind {
                KnownKind::Country => w.country == e.known.country,
                _ => e.known.within == Some(w.name) && w.country == e.known.country,
            });
            country && within
        };
        let near: Vec<&Entry> = self.entries.iter().filter(fits).collect();
        if self.elsewhere && context.within.is_none() && precision != Some(Precision::Country) {
            return None;
        }
        let province = |e: &&&Entry| e.known.kind == KnownKind::Province && !e.city;
        let ranked = |e: &&&Entry| e.known.kind == KnownKind::Province && e.city;
        let county = |e: &&&Entry| e.known.kind == KnownKind::County;
        let town = |e: &&&Entry| e.known.kind == KnownKind::Town;
        let country = |e: &&&Entry| e.known.kind == KnownKind::Country;
        let order: &[&dyn Fn(&&&Entry) -> bool] = match (self.told, precision) {
            (Some(Told::County), _) => &[&county],
            // Prefectures are provinces in Japan and counties in China.
            (Some(Told::Province), _) => &[&province, &ranked, &county],
            (None, Some(Precision::Region)) => &[&province, &ranked, &county],
            (Some(Told::Town), _) | (None, Some(Precision::Town)) => &[&town, &ranked, &county],
            (None, Some(Precision::Country)) => &[&country],
            (None, _) => &[&country, &province, &ranked, &town, &county],
        };
        let class = order
            .iter()
            .map(|is| near.iter().filter(is).copied().collect::<Vec<_>>())
            .find(|c| !c.is_empty())?;
        let best = class.iter().max_by_key(|e| e.size)?;
        let same = |e: &Entry| e.known == best.known;
        // Counties have no size of their own, nor have provinces.
        let sized = best.known.kind == KnownKind::Town;
        let alone = class.iter().all(|e| same(e) || (sized && e.size + FAR_LARGER <= best.size));
        let county_elsewhere = sized
            && best.size < LARGE
            && context.within.is_none()
            && self.told.is_none()
            && near.iter().any(|e| e.known.kind == KnownKind::County && e.known.within != best.known.within);
        (alone && !county_elsewhere).then_some(best.known)
    }
}

/// The rest of the line that begins with a key and a tab, in sorted lines.
fn line_of(lines: &'static str, key: &str) -> Option<&'static str> {
    let bytes = lines.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[low..middle].iter().rposition(|b| *b == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[middle..high].iter().position(|b| *b == b'\n').map_or(high, |at| middle + at);
        let (name, rest) = lines.get(start..end)?.split_once('\t')?;
        match name.cmp(key) {
            std::cmp::Ordering::Equal => return Some(rest),
            std::cmp::Ordering::Less => low = (end + 1).min(high),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// The fields of the place with a number.
fn fields(number: usize) -> Option<[&'static str; 4]> {
    let index = &*INDEX;
    let start = *index.starts.get(number)? as usize;
    let end = index.starts.get(number + 1).map_or(index.places.len(), |e| *e as usize - 1);
    let mut parts = index.places.get(start..end)?.split('\t');
    Some([parts.next()?, parts.next()?, parts.next()?, parts.next()?])
}

fn entry(number: usize) -> Option<Entry> {
    let [code, within, size, name] = fields(number)?;
    let kind = match code.as_bytes().first()? {
        b'C' => KnownKind::Country,
        b'P' | b'S' => KnownKind::Province,
        b'D' => KnownKind::County,
        _ => KnownKind::Town,
    };
    let within = within.parse().ok().and_then(fields).map(|[_, _, _, name]| name);
    let known = Known { name, kind, country: code.get(1..3)?, within };
    Some(Entry { known, city: code.starts_with('S'), size: size.parse().ok()? })
}

/// A name in lower case without marks; what stands between its words stays.
fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' | ' ' | '-' => out.push(c),
            // Marks after their letter, vowel signs of Arabic, what joins letters or keeps them apart.
            '\u{300}'..='\u{36f}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{640}'
            | '\u{200c}'
            | '\u{200d}' => {}
            '\u{2b9}' | '\u{b4}' => out.push('\''),
            _ => {
                match PAIRS.chars().step_by(2).zip(PAIRS.chars().skip(1).step_by(2)).find(|(a, _)| *a == c) {
                    Some((_, b)) => out.push(b),
                    None => out.push_str(&fold(c.encode_utf8(&mut [0; 4]))),
                }
            }
        }
    }
    out
}

/// A plain name as it stands in the file: nothing between its letters.
fn joined(plain: &str) -> String {
    let between = |c: &char| !(c.is_whitespace() || "'-—·・་,()/".contains(*c));
    plain.chars().filter(between).collect()
}

/// A name as it is looked up: case, marks, hyphens, apostrophes and spaces make no difference.
pub fn key(name: &str) -> String {
    joined(&plain(name))
}

#[cfg(test)]
mod tests {
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
        let told =
            |name: &str, precision| find(name).meant(Some(precision), Context::default()).map(|k| k.kind);
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
}
