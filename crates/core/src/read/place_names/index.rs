//! The packed file: names are found by halving, places by the beginnings of their lines.

use super::Entry;
use crate::model::{Known, KnownKind};
use std::sync::LazyLock;

pub(super) const FILE: &str = include_str!("../../../lang/place-names.txt");

pub(super) struct Index {
    pub(super) places: &'static str,
    /// Where the lines of `places` begin.
    pub(super) starts: Vec<u32>,
    pub(super) names: &'static str,
}

pub(super) static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let (places, names) = FILE.split_once("\n\n").unwrap_or((FILE, ""));
    let mut starts = vec![0];
    starts.extend(places.bytes().zip(1..).filter(|(b, _)| *b == b'\n').map(|(_, at)| at));
    Index { places, starts, names }
});

/// The rest of the line that begins with a key and a tab, in sorted lines.
pub(super) fn line_of(lines: &'static str, key: &str) -> Option<&'static str> {
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

pub(super) fn entry(number: usize) -> Option<Entry> {
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
