//! One statement on the page: number and speaker, content, chain as a tree, distance, hedges.

use super::{Look, fit, put, safe, words};
use firsthand_core::model::{Document, Hop, Reading, Span, Stance, Statement, Teller};
use std::fmt::Write;
use textwrap::core::display_width;

/// Columns under which a tree goes no deeper to the right, so that names stay readable.
const NAME_ROOM: usize = 24;
/// Columns of a name that its cue and what is known of it do not take away.
const NAME_LEAST: usize = 12;

/// Writes one statement. `index` is its place in the reading: its number is one more, as in `s4`.
pub(super) fn write(reading: &Reading, index: usize, statement: &Statement, look: &Look, out: &mut String) {
    let digits = reading.statements.len().to_string().len();
    let indent = digits + 3;
    title(reading, index, statement, look, digits, out);
    content(&reading.document, statement, look, indent, out);
    chain(reading, statement, look, indent, out);
    let (distance, exact) = words::distance(statement);
    let style = if exact { look.palette.good } else { look.palette.care };
    put(out, indent, look, style, &distance);
    if !statement.hedges.is_empty() {
        let hedges: Vec<_> = statement.hedges.iter().map(|h| quoted(&reading.document, *h)).collect();
        put(out, indent, look, look.palette.care, &format!("Hedged: {}", hedges.join(", ")));
    }
}

/// Number, speaker, form; stance where it is more than stating; the statement that this one stands in. Beside the
/// speaker where there is room, else below.
fn title(reading: &Reading, index: usize, s: &Statement, look: &Look, digits: usize, out: &mut String) {
    let (strong, faint, care) = (look.palette.strong, look.palette.faint, look.palette.care);
    let indent = digits + 3;
    let mut kind = words::form(s.form).to_owned();
    if let Some(inside) = s.inside {
        let _ = write!(kind, " · inside {}", inside.0 + 1);
        // "He denied reports that …": what stands in the reports must not look like his own word.
        if reading.statements.get(inside.0 as usize).is_some_and(|outer| outer.stance == Stance::Denies) {
            kind.push_str(", a denial");
        }
    }
    let stance = words::stance(s.stance).map_or(String::new(), |w| format!(" · {w}"));
    let speaker = s.chain.last().and_then(|h| teller(reading, h)).map_or("nobody named", |t| &t.name);
    let speaker = fit::shorten(&safe::line(speaker), look.width.saturating_sub(indent));
    let _ = write!(out, "{faint}{:>1$}.{faint:#} {strong}{speaker}{strong:#}", index + 1, digits + 1);
    let used = [&speaker, &kind, &stance].map(|part| display_width(part)).iter().sum::<usize>();
    if indent + used + 3 <= look.width {
        let _ = write!(out, "{faint} · {kind}{faint:#}");
        if !stance.is_empty() {
            let _ = write!(out, "{care}{stance}{care:#}");
        }
        out.push('\n');
    } else {
        out.push('\n');
        put(out, indent, look, faint, &format!("{kind}{stance}"));
    }
}

/// What is said: on one line, shortened, or in full. Parts that the page interrupts are joined by "[…]".
fn content(document: &Document, s: &Statement, look: &Look, indent: usize, out: &mut String) {
    let parts: Vec<_> = s.content.iter().map(|c| safe::line(document.slice(*c))).collect();
    let text = parts.join(" […] ");
    // The "that" which opens a clause belongs to the content, but says nothing to a reader.
    let text = text.strip_prefix("that ").unwrap_or(&text);
    let columns = look.width.saturating_sub(indent);
    if look.full {
        put(out, indent, look, anstyle::Style::new(), text);
    } else {
        let _ = writeln!(out, "{:indent$}{}", "", fit::shorten(text, columns));
    }
}

/// The chain as a tree: the page, then each teller one step further in, the root last.
fn chain(reading: &Reading, s: &Statement, look: &Look, indent: usize, out: &mut String) {
    let (faint, accent) = (look.palette.faint, look.palette.accent);
    let _ = writeln!(out, "{:indent$}{faint}this page{faint:#}", "");
    for (depth, hop) in s.chain.iter().enumerate() {
        let deep = (indent + 3 * depth).min(look.width.saturating_sub(NAME_ROOM)).max(indent);
        let cue = hop.cue.map_or(String::new(), |c| format!(" {}", quoted(&reading.document, c)));
        let (name, traits) = match teller(reading, hop) {
            Some(t) => (safe::line(&t.name), words::traits(t)),
            None => ("?".to_owned(), String::new()),
        };
        let columns = look.width.saturating_sub(deep + 3);
        let name_room = columns.saturating_sub(display_width(&traits) + display_width(&cue));
        let name = fit::shorten(&name, name_room.max(NAME_LEAST));
        // The whole line is fitted, then cut apart again for its styles.
        let line = fit::shorten(&format!("{name}{traits}{cue}"), columns);
        let (name, rest) = line.split_at(if line.starts_with(&name) { name.len() } else { line.len() });
        let _ =
            writeln!(out, "{:deep$}{faint}└─{faint:#} {accent}{name}{accent:#}{faint}{rest}{faint:#}", "");
    }
}

fn teller<'r>(reading: &'r Reading, hop: &Hop) -> Option<&'r Teller> {
    reading.tellers.get(hop.teller.0 as usize)
}

/// Words of the document in quotation marks.
fn quoted(document: &Document, span: Span) -> String {
    format!("“{}”", safe::line(document.slice(span)))
}
