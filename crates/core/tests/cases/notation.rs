//! The notation of a `tellings` block: [`parse`] and [`render`].
//!
//! ```text
//! published: 2019-04-11
//!
//! 1. the clerk told her [...] the very top floor”
//!    mixed, denies
//!    1 Ines Haldor   person   "said"
//!    source: Haldor
//!    to: reporters
//! ```

use super::resolve;
use super::telling::{HEAD_KEYS, Hop, Telling, Tellings, usual};
use firsthand_core::model::{End, Form, Stance};
use std::fmt::Write as _;

/// Stands for a paragraph break inside a content.
pub(crate) const BREAK: &str = " ¶ ";
/// Stands between the pieces of an interrupted content.
const PIECES: &str = " | ";
const NOTHING: &str = "no statements";

/// Reads a block. Line numbers in errors count from the block's first line.
pub(crate) fn parse(block: &str) -> Result<Tellings, String> {
    let mut out = Tellings::default();
    let mut open: Option<Draft> = None;
    let mut nothing = false;
    for (index, line) in block.lines().enumerate() {
        let fail = |why: &str| format!("line {} of the tellings: {why}: {line:?}", index + 1);
        if line.trim().is_empty() {
        } else if line.trim_end() == NOTHING {
            nothing = true;
        } else if line.starts_with(' ') {
            let draft = open.as_mut().ok_or_else(|| fail("no statement is open"))?;
            draft.line(line.trim()).map_err(|why| fail(&why))?;
        } else if let Some((number, content)) = numbered(line, ". ") {
            out.all.extend(open.take().map(Draft::finish).transpose()?);
            if number != out.all.len() + 1 {
                return Err(fail("numbers must go 1, 2, 3 ..."));
            }
            open = Some(Draft::new(number, content));
        } else {
            let (key, value) = line.split_once(": ").ok_or_else(|| fail("neither a statement nor a key"))?;
            if open.is_some() || !HEAD_KEYS.contains(&key) {
                return Err(fail("not a key that may stand here"));
            }
            out.head.push((key.to_owned(), value.trim().to_owned()));
        }
    }
    out.all.extend(open.map(Draft::finish).transpose()?);
    if nothing != out.all.is_empty() {
        return Err(format!("either statements or \"{NOTHING}\""));
    }
    if let Some(t) = out.all.iter().find(|t| t.inside.is_some_and(|n| n == 0 || n > out.all.len())) {
        return Err(format!("inside {:?}: there is no such statement", t.inside));
    }
    Ok(out)
}

/// "12. words" gives 12 and "words".
fn numbered<'a>(line: &'a str, mark: &str) -> Option<(usize, &'a str)> {
    let (number, rest) = line.split_once(mark)?;
    Some((number.parse().ok()?, rest))
}

/// A statement half read. `None` in `source` and `cue` means that no line spoke of it.
struct Draft {
    number: usize,
    telling: Telling,
    source: Option<Option<String>>,
    cue: Option<Option<String>>,
    teller_known: bool,
}

impl Draft {
    fn new(number: usize, content: &str) -> Self {
        let (stance, end) = usual();
        let telling = Telling {
            content: content.split(PIECES).map(|piece| piece.trim().replace(BREAK, "\n\n")).collect(),
            inside: None,
            form: String::new(),
            stance: stance.to_owned(),
            wide: false,
            end: end.to_owned(),
            chain: Vec::new(),
            source: None,
            cue: None,
            to: None,
        };
        Self { number, telling, source: None, cue: None, teller_known: false }
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        if let Some((number, hop)) = numbered(line, " ") {
            self.teller_known = true;
            return self.hop(number, hop);
        }
        match line {
            "no teller" => self.teller_known = true,
            "no source" => self.source = Some(None),
            "no cue" => self.cue = Some(None),
            _ => match line.split_once(": ") {
                Some(("source", words)) => self.source = Some(Some(words.to_owned())),
                Some(("cue", words)) => self.cue = Some(Some(words.to_owned())),
                Some(("to", words)) => self.telling.to = Some(words.to_owned()),
                _ => return line.split(", ").try_for_each(|word| self.word(word)),
            },
        }
        Ok(())
    }

    /// `1 Ines Haldor   person   "told"`: columns are at least two spaces apart; "-" for no cue.
    fn hop(&mut self, number: usize, line: &str) -> Result<(), String> {
        if number != self.telling.chain.len() + 1 {
            return Err("hops must go 1, 2, 3 ...".into());
        }
        let columns: Vec<_> = line.split("  ").map(str::trim).filter(|column| !column.is_empty()).collect();
        let [name, what, cue] = columns[..] else {
            return Err("a hop has a name, a kind and a cue, at least two spaces apart".into());
        };
        let cue = match cue {
            "-" => None,
            _ => Some(
                cue.strip_prefix('"')
                    .and_then(|c| c.strip_suffix('"'))
                    .ok_or("a cue stands in \"\"")?
                    .to_owned(),
            ),
        };
        let first = what.trim_start_matches("anonymous ").split([' ', '?']).next().unwrap_or_default();
        if !KINDS.contains(&first) {
            return Err(format!("{first:?} is no kind of teller; kinds are {}", KINDS.join(", ")));
        }
        self.telling.chain.push(Hop { name: name.to_owned(), what: what.to_owned(), cue });
        Ok(())
    }

    /// One word of the line on form, stance and end.
    fn word(&mut self, word: &str) -> Result<(), String> {
        let t = &mut self.telling;
        if let Some(number) = word.strip_prefix("inside ") {
            t.inside = Some(number.parse().map_err(|_| "inside which number?")?);
        } else if word == "wide" {
            t.wide = true;
        } else if Form::from_word(word).is_some() {
            t.form = word.to_owned();
        } else if Stance::from_word(word).is_some() {
            t.stance = word.to_owned();
        } else if End::from_word(word).is_some() {
            t.end = word.to_owned();
        } else {
            return Err(format!("{word:?} is no form, stance or end"));
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Telling, String> {
        if self.telling.form.is_empty() {
            return Err(format!("statement {}: direct, mixed or indirect?", self.number));
        }
        if !self.teller_known {
            return Err(format!("statement {}: who tells it? (a hop, or \"no teller\")", self.number));
        }
        let last = self.telling.chain.last();
        self.telling.source = self.source.unwrap_or_else(|| last.map(|hop| hop.name.clone()));
        self.telling.cue = self.cue.unwrap_or_else(|| last.and_then(|hop| hop.cue.clone()));
        Ok(self.telling)
    }
}

const KINDS: [&str; 8] = [
    "person",
    "people",
    "organisation",
    "organisations",
    "publication",
    "publications",
    "unknown",
    "unknowns",
];

/// Writes a block that [`parse`] reads back. Long contents are shortened where the article leaves no doubt.
pub(crate) fn render(tellings: &Tellings, article: &str) -> String {
    let mut out = String::new();
    for (key, value) in &tellings.head {
        let _ = writeln!(out, "{key}: {value}");
    }
    if tellings.all.is_empty() {
        out.push_str(NOTHING);
        out.push('\n');
    }
    for (index, telling) in tellings.all.iter().enumerate() {
        if !out.is_empty() {
            out.push('\n');
        }
        let pieces: Vec<_> = telling.content.iter().map(|piece| resolve::shorten(piece, article)).collect();
        let _ = writeln!(out, "{}. {}", index + 1, pieces.join(PIECES).replace("\n\n", BREAK));
        for line in card(telling) {
            let _ = writeln!(out, "   {line}");
        }
    }
    out
}

/// The lines under a statement's content.
pub(crate) fn card(telling: &Telling) -> Vec<String> {
    let (stance, end) = usual();
    let mut words: Vec<String> = telling.inside.map(|n| format!("inside {n}")).into_iter().collect();
    words.push(telling.form.clone());
    words.extend((telling.stance != stance).then(|| telling.stance.clone()));
    words.extend((telling.end != end).then(|| telling.end.clone()));
    words.extend(telling.wide.then(|| "wide".to_owned()));
    let mut lines = vec![words.join(", ")];
    lines.extend(hops(&telling.chain));
    if telling.chain.is_empty() {
        lines.push("no teller".into());
    }
    let last = telling.chain.last();
    let mut differing = |key: &str, words: &Option<String>, usual: Option<&String>| match words {
        Some(words) if usual == Some(words) => {}
        Some(words) => lines.push(format!("{key}: {words}")),
        None if usual.is_none() => {}
        None => lines.push(format!("no {key}")),
    };
    differing("source", &telling.source, last.map(|hop| &hop.name));
    differing("cue", &telling.cue, last.and_then(|hop| hop.cue.as_ref()));
    differing("to", &telling.to, None);
    lines
}

/// The chain as a table, page inwards.
fn hops(chain: &[Hop]) -> Vec<String> {
    let wide = |text: fn(&Hop) -> &str| chain.iter().map(|hop| text(hop).chars().count()).max().unwrap_or(0);
    let (name, what) = (wide(|hop| &hop.name), wide(|hop| &hop.what));
    let cue = |hop: &Hop| hop.cue.as_ref().map_or("-".to_owned(), |cue| format!("\"{cue}\""));
    chain
        .iter()
        .enumerate()
        .map(|(i, hop)| format!("{} {:name$}   {:what$}   {}", i + 1, hop.name, hop.what, cue(hop)))
        .collect()
}
