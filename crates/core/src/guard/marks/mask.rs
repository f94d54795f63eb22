//! [`mask()`]: a text with placeholders for its marks, and [`Masked`]: the way from one to the other.

use super::Mark;
use std::ops::Range;

/// A text with a placeholder for each mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// The text as it may be shown.
    pub text: String,
    /// Each mark in the original and its placeholder here, in order: half-open ranges of bytes.
    pub places: Vec<(Range<usize>, Range<usize>)>,
}

/// The text with a placeholder such as `[phone]` for each mark. The marks must be of this text, in its order and disjoint,
/// as [`super::find()`] gives them; any others are passed over.
pub fn mask(text: &str, marks: &[Mark]) -> String {
    Masked::new(text, marks).text
}

impl Masked {
    /// Masks a text, and keeps where each mark was.
    pub fn new(text: &str, marks: &[Mark]) -> Masked {
        let mut out = String::with_capacity(text.len());
        let mut places = Vec::with_capacity(marks.len());
        let mut done = 0;
        for mark in marks {
            let fits = mark.span.start >= done && mark.span.start < mark.span.end;
            let Some(before) = text.get(done..mark.span.start).filter(|_| fits) else { continue };
            if !text.is_char_boundary(mark.span.end) {
                continue;
            }
            out.push_str(before);
            let start = out.len();
            out.push_str(mark.kind.placeholder());
            places.push((mark.span.clone(), start..out.len()));
            done = mark.span.end;
        }
        out.push_str(&text[done..]);
        Masked { text: out, places }
    }

    /// A span of the original in the masked text, in bytes. One that begins or ends within a mark holds the whole of its
    /// placeholder.
    pub fn to_masked(&self, span: Range<usize>) -> Range<usize> {
        let places = || self.places.iter().map(|(original, here)| (original.clone(), here.clone()));
        carried(span, places)
    }

    /// A span of the masked text in the original, in bytes. One that begins or ends within a placeholder holds the whole of
    /// its mark.
    pub fn to_original(&self, span: Range<usize>) -> Range<usize> {
        let places = || self.places.iter().map(|(original, here)| (here.clone(), original.clone()));
        carried(span, places)
    }
}

/// A span carried over by pairs of places, here and there, in order.
fn carried<I>(span: Range<usize>, places: impl Fn() -> I) -> Range<usize>
where
    I: Iterator<Item = (Range<usize>, Range<usize>)>,
{
    // The last place that begins before a point decides how far both sides are apart there.
    let at = |point: usize, end: bool| {
        let last = places().take_while(|(here, _)| here.start < point || !end && here.start == point).last();
        match last {
            None => point,
            Some((here, there)) if point < here.end => {
                if end {
                    there.end
                } else {
                    there.start
                }
            }
            Some((here, there)) => there.end + (point - here.end),
        }
    };
    let start = at(span.start, false);
    if span.is_empty() { start..start } else { start..at(span.end, true) }
}
