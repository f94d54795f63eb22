//! The gazetteer of names: provinces, counties and towns of the countries that news from hand to hand is most concerned
//! with, and all countries, under their other spellings and in other scripts.
//!
//! `lang/place-names.txt` is packed by `tools/lexica.sh`. Its first part has one place a line: a letter for its kind and
//! two for its country, the number of the province that it lies in, a size (twice the logarithm of its people), and its
//! name. After an empty line come the names as [`key`] leaves them, sorted, each with the numbers of its places, and `!`
//! where a place as large outside these countries is called so too. Nothing is read before a name is asked for, and then
//! only the lines' beginnings; names are found by halving.

mod index;
mod kinds;
mod spelling;
#[cfg(test)]
mod tests;

use crate::model::{Known, KnownKind, Precision};
use index::{INDEX, entry, line_of};
use kinds::{Told, without_kind};
pub use spelling::key;
use spelling::{joined, plain};

/// Between two places of one name, the larger is meant where this much lies between their sizes: some thirty times the
/// people.
const FAR_LARGER: u8 = 3;
/// A town of a hundred thousand needs no thought of a county that is called so elsewhere.
const LARGE: u8 = 10;

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

/// The places that a name may name, in any spelling or script, with or without the word for its kind.
pub fn find(name: &str) -> Found {
    let plain = plain(name);
    let mut found = Found::default();
    found.add(&joined(&plain));
    let (bare, told) = without_kind(plain.trim());
    found.told = told;
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
