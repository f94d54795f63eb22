//! The page for people: a document's head, then each statement with its chain of telling, the root last.
//!
//! Everything of the document passes through [`safe`] before it is printed, and every line is fitted to the columns.

mod fit;
mod matching;
pub mod safe;
mod statement;
mod timeline;
mod words;

#[cfg(test)]
mod tests;

use crate::terminal::Palette;
use firsthand_core::model::{Reading, Scope, Statement};
pub use matching::{Known, matching};
use std::fmt::Write;
pub use timeline::page as timeline;

/// How a page looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns to fill; never less than [`crate::terminal::MIN_WIDTH`].
    pub width: usize,
    /// Its styles.
    pub palette: Palette,
    /// Whether attributions of the wide scope (plans, decisions, knowledge) are shown.
    pub all: bool,
    /// Whether contents are shown in full.
    pub full: bool,
}

/// The page of one reading. `path` is the path as given, `None` for standard input.
pub fn page(reading: &Reading, path: Option<&str>, look: &Look) -> String {
    let mut out = String::new();
    head(reading, path, look, &mut out);
    let shown = |s: &&Statement| look.all || s.scope == Scope::Told;
    let count = reading.statements.iter().filter(shown).count();
    let left_out = reading.statements.len() - count;
    out.push('\n');
    put(&mut out, 0, look, look.palette.faint, &summary(reading, count, left_out));
    for (index, statement) in reading.statements.iter().enumerate().filter(|(_, s)| shown(s)) {
        out.push('\n');
        statement::write(reading, index, statement, look, &mut out);
    }
    if !reading.notes.is_empty() {
        out.push('\n');
    }
    for note in &reading.notes {
        put(&mut out, 0, look, look.palette.care, &format!("Note: {note}"));
    }
    out
}

/// What every output for people says once, before all else.
pub fn notice(look: &Look) -> String {
    let mut out = String::new();
    put(&mut out, 0, look, look.palette.care, words::NOT_CHECKED);
    out.push('\n');
    out
}

/// The line between two pages.
pub fn rule(look: &Look) -> String {
    let faint = look.palette.faint;
    format!("\n{faint}{}{faint:#}\n\n", "─".repeat(look.width))
}

/// Title, then outlet, date and hands, then where it was read from.
fn head(reading: &Reading, path: Option<&str>, look: &Look, out: &mut String) {
    let meta = &reading.document.meta;
    put(out, 0, look, look.palette.strong, meta.title.as_deref().unwrap_or("(no title)"));
    let mut line: Vec<String> = Vec::new();
    line.extend(meta.outlet.clone());
    line.extend(meta.published.map(|d| d.strftime("%-d %B %Y").to_string()));
    if !line.is_empty() {
        put(out, 0, look, look.palette.faint, &line.join(" · "));
    }
    let hands: Vec<String> = meta
        .made_by
        .iter()
        .map(|m| match &m.works_for {
            Some(of) => format!("{} {} ({of})", m.role, m.name),
            None => format!("{} {}", m.role, m.name),
        })
        .collect();
    if !hands.is_empty() {
        put(out, 0, look, look.palette.faint, &hands.join(" · "));
    }
    put(out, 0, look, look.palette.faint, path.unwrap_or("standard input"));
}

/// How much was found, or that nothing was.
fn summary(reading: &Reading, count: usize, left_out: usize) -> String {
    let mut line = if count == 0 {
        "No statements: nothing here is told as somebody's word.".to_owned()
    } else {
        let tellers = words::count(reading.tellers.len(), "teller", "tellers");
        format!(
            "{}, {tellers}. The page comes first in each chain, the root last.",
            words::count(count, "statement", "statements")
        )
    };
    if left_out > 0 {
        let wider = words::count(left_out, "wider attribution", "wider attributions");
        let _ = write!(line, " {wider} (plans, decisions, knowledge) left out: --all shows them.");
    }
    line
}

/// Foreign or own text as lines of one style, made safe, wrapped, indented.
fn put(out: &mut String, indent: usize, look: &Look, style: anstyle::Style, text: &str) {
    for part in fit::wrap(&safe::line(text), look.width.saturating_sub(indent).max(1)) {
        let _ = writeln!(out, "{:indent$}{style}{part}{style:#}", "");
    }
}
