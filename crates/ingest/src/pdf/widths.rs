//! How far each sign of a font moves the pen.

use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeMap;

/// Entries of a composite font's list at most.
const MAX_ENTRIES: usize = 100_000;

/// Widths of a font's signs, in thousandths of its size.
pub(super) struct Widths {
    widths: BTreeMap<u32, f32>,
    /// For signs that are not listed; `None` where it goes by the letters.
    other: Option<f32>,
}

impl Widths {
    pub(super) fn new(pdf: &Document, font: &Dictionary, is_composite: bool) -> Widths {
        let read = if is_composite { composite(pdf, font) } else { simple(pdf, font) };
        read.unwrap_or(Widths { widths: BTreeMap::new(), other: None })
    }

    /// The width of a code.
    pub(super) fn of(&self, code: u32, letters: Option<&str>) -> f32 {
        let guess = || {
            let is_wide = letters.is_some_and(|letters| letters.chars().any(|c| c >= '\u{2E80}'));
            if is_wide { 1000.0 } else { 500.0 }
        };
        self.widths.get(&code).copied().or(self.other).unwrap_or_else(guess)
    }
}

fn simple(pdf: &Document, font: &Dictionary) -> Option<Widths> {
    let first = font.get_deref(b"FirstChar", pdf).and_then(Object::as_i64).ok()?;
    let list = font.get_deref(b"Widths", pdf).and_then(Object::as_array).ok()?;
    // Glyphs of a Type 3 font are drawn in a space of their own.
    let matrix = font.get_deref(b"FontMatrix", pdf).and_then(Object::as_array).ok();
    let scale = matrix.and_then(|m| m.first()?.as_float().ok()).map_or(1.0, |x| x * 1000.0);
    let entries = list.iter().take(256).enumerate().filter_map(|(index, width)| {
        let (_, width) = pdf.dereference(width).ok()?;
        Some((u32::try_from(first).ok()?.checked_add(index as u32)?, width.as_float().ok()? * scale))
    });
    Some(Widths { widths: entries.collect(), other: None })
}

/// The list of a composite font: "first [w w w]" or "first last w". Codes are taken for glyph numbers, as Identity has it.
fn composite(pdf: &Document, font: &Dictionary) -> Option<Widths> {
    let below = font.get_deref(b"DescendantFonts", pdf).and_then(Object::as_array).ok()?;
    let (_, below) = pdf.dereference(below.first()?).ok()?;
    let below = below.as_dict().ok()?;
    let other = below.get_deref(b"DW", pdf).and_then(Object::as_float).unwrap_or(1000.0);
    let is_identity =
        font.get_deref(b"Encoding", pdf).and_then(Object::as_name).is_ok_and(|n| n.starts_with(b"Identity"));
    let mut widths = BTreeMap::new();
    let list = below.get_deref(b"W", pdf).and_then(Object::as_array).ok().filter(|_| is_identity);
    let mut rest = list.map_or(&[][..], Vec::as_slice);
    let value = |object: &Object| pdf.dereference(object).ok().and_then(|(_, object)| object.as_float().ok());
    while let [first, second, after @ ..] = rest {
        let first = value(first)? as u32;
        let second = pdf.dereference(second).ok()?.1;
        if let Object::Array(list) = second {
            widths.extend(
                list.iter().enumerate().filter_map(|(i, w)| Some((first.checked_add(i as u32)?, value(w)?))),
            );
            rest = after;
        } else {
            let last = second.as_float().ok()? as u32;
            let width = value(after.first()?)?;
            widths.extend((first..=last.min(first.saturating_add(0xFFFF))).map(|code| (code, width)));
            rest = &after[1..];
        }
        if widths.len() > MAX_ENTRIES {
            break;
        }
    }
    Some(Widths { widths, other: is_identity.then_some(other) })
}
