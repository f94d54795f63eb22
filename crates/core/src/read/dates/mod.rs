//! Expressions of time: found in the text, typed and valued as TIMEX3 has it, reckoned from an anchor, written as EDTF.
//!
//! [`Dates`] holds the knowledge (`lang/en/dates.toml`, `lang/en/holidays.toml`, `lang/date-policy.toml`). Reading cuts each
//! block into [`words::Tok`]s, one hashed look-up each, and asks the grammar ([`parser`]) at each token that may begin an
//! expression; what it finds is passed over, so that none overlap. The grammar stands in [`absolute`] and [`years`] (by number
//! and name), [`relative`] (from publication or from what was spoken of before), [`parts`], [`business`], [`lengths`],
//! [`sets`], [`ranges`], [`clock`], [`day_parts`] and [`named`], [`numbered`]. [`tense`] says
//! which Tuesday is meant, [`when`] reckons, [`policy`] says what "late" covers.

mod absolute;
mod business;
mod clock;
mod day_parts;
#[cfg(test)]
mod examples;
mod found;
mod holiday;
mod lengths;
mod lunar;
mod named;
mod numbered;
mod parser;
mod parts;
mod policy;
mod ranges;
mod relative;
mod sets;
mod tense;
#[cfg(test)]
mod tests;
mod units;
mod when;
mod words;
mod years;

use super::lexicon::Lexicon;
use super::token::Tokens;
use crate::model::{BlockKind, DateExpression, DateKind, Document, Modifier, Span};
use found::{Found, Vague};
use holiday::Holidays;
use jiff::civil::Date;
use parser::Parser;
pub use policy::{DATE_POLICY, DatePolicy, DatePolicyError};
use tense::Clauses;
use units::Unit;
use words::Words;

/// What is known of expressions of time in English.
#[derive(Debug)]
pub(crate) struct Dates {
    words: Words,
    holidays: Holidays,
    pub(crate) policy: DatePolicy,
}

impl Dates {
    /// The knowledge of the data files, with the policy that the program brings along.
    pub(crate) fn english() -> Self {
        let holidays = Holidays::load();
        Self { words: Words::english(holidays.first_words()), holidays, policy: DatePolicy::default() }
    }

    /// Every expression of time in a document, in order, none overlapping.
    pub(crate) fn find(
        &self,
        document: &Document,
        tokens: &Tokens,
        lexicon: &Lexicon,
    ) -> Vec<DateExpression> {
        let text = document.text();
        let published = document.meta.published;
        let mut out = Vec::new();
        let mut toks = Vec::new();
        let (mut spoken, mut quarter) = (None, None);
        let mut open = 0;
        for (b, block) in document.blocks.iter().enumerate() {
            words::scan(text, block.span.start(), block.span.end(), &self.words, &mut toks);
            if document
                .blocks
                .get(b + 1)
                .is_some_and(|next| goes_on(text, block.span.end(), next.span.start()))
            {
                continue;
            }
            let block = &document.blocks[std::mem::replace(&mut open, b + 1)];
            let mut parser = Parser {
                text,
                toks: &toks,
                words: &self.words,
                holidays: &self.holidays,
                clauses: Clauses { text, tokens, lexicon },
                published,
                headline: block.kind == BlockKind::Headline,
                spoken,
                near: None,
                quarter,
            };
            let mut i = 0;
            while i < toks.len() {
                let Some(found) = parser.at(i).filter(|f| f.end > i) else {
                    i += 1;
                    continue;
                };
                i = found.end;
                if found.speaks {
                    (spoken, parser.spoken, parser.near) = (found.when, found.when, found.when);
                    if found.when.is_some_and(|w| w.grain() == Unit::Quarter) {
                        (quarter, parser.quarter) = (found.when, found.when);
                    }
                }
                out.push(self.finish(&toks, found, published));
            }
            toks.clear();
        }
        out
    }

    /// An expression with its offsets, EDTF and bounds.
    fn finish(&self, toks: &[words::Tok], found: Found, published: Option<Date>) -> DateExpression {
        let span = Span::new(toks[found.start].start as usize, toks[found.end - 1].end as usize);
        let (edtf, bounds) = self.calendar(&found, published);
        DateExpression {
            span,
            kind: found.kind,
            value: found.value,
            modifier: found.modifier,
            edtf: edtf.filter(|e| is_edtf(e)),
            anchor: found.anchor,
            bounds: bounds.filter(|(first, last)| first <= last),
        }
    }

    /// EDTF, and first and last day.
    fn calendar(&self, found: &Found, published: Option<Date>) -> (Option<String>, Option<(Date, Date)>) {
        if let Some((first, last)) = found.between.filter(|(first, last)| first != last) {
            let edtf = first.edtf(false).zip(last.edtf(false)).map(|(a, b)| format!("{a}/{b}"));
            return (edtf, first.first().zip(last.last()));
        }
        if found.vague == Some(Vague::Recently) {
            return (None, self.policy.recently(published));
        }
        let Some(when) = found.when.filter(|_| matches!(found.kind, DateKind::Date | DateKind::Time)) else {
            return (None, None);
        };
        let whole = when.first().zip(when.last());
        match found.vague {
            Some(Vague::About) => {
                let about = found.modifier.is_some_and(|m| !matches!(m, Modifier::Start | Modifier::End));
                (when.edtf(about), self.policy.around(when))
            }
            Some(vague) => match self.policy.part(vague, when, published) {
                // EDTF has no interval from a stretch to itself.
                Some((first, last)) if first == last => (first.edtf(true), first.first().zip(last.last())),
                Some((first, last)) => {
                    let edtf = first.edtf(true).zip(last.edtf(true)).map(|(a, b)| format!("{a}/{b}"));
                    (edtf, first.first().zip(last.last()))
                }
                None => (when.edtf(false), whole),
            },
            None => (when.edtf(false), whole),
        }
    }
}

/// Whether a block goes on in the next: lines of one paragraph that furniture was looked for in.
fn goes_on(text: &str, end: usize, start: usize) -> bool {
    text.get(end..start) == Some("\n")
        && text[start..].starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
}

/// Whether a text is EDTF by the standard's own grammar: what is not must not leave the program.
fn is_edtf(text: &str) -> bool {
    text.parse::<edtf_core::Edtf>().is_ok()
}
