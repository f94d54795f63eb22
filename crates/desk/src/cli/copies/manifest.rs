//! The list of documents that `firsthand copies` takes: one JSON object a line.

use super::{Doc, Docs, sources};
use crate::child::{Parsers, Patience};
use crate::cli::{Streams, complain};
use crate::failure::{Code, Exit, Failure};
use crate::inputs::{self, Input};
use crate::progress::Progress;
use firsthand_ingest::as_read;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A line of the list. Fields that we do not know are passed over.
#[derive(Deserialize)]
struct Row {
    id: String,
    text: Option<String>,
    path: Option<PathBuf>,
    title: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
}

/// Whether an input is a list: standard input, or a file by that ending, named itself.
pub(super) fn is_one(input: &Input, given: &OsStr) -> bool {
    match input {
        Input::Stdin => true,
        Input::File(path) => {
            let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
            path == Path::new(given) && matches!(ending.as_str(), "jsonl" | "ndjson")
        }
    }
}

/// Reads a list. Lines that cannot be used are complained of, by their number, and left out.
pub(super) fn read(input: &Input, quiet: bool, streams: &mut Streams<'_>) -> Docs {
    let bytes = inputs::bytes(input)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let folder = input.path().and_then(|p| Path::new(&p).parent().map(Path::to_owned)).unwrap_or_default();
    let lines: Vec<(usize, &[u8])> = bytes
        .split(|b| *b == b'\n')
        .enumerate()
        .filter(|(_, line)| !line.trim_ascii().is_empty())
        .map(|(number, line)| (number + 1, line))
        .collect();
    let parsers = Parsers::new(Patience::default());
    let progress = Progress::of_sizes(lines.iter().map(|l| l.1.len() as u64), &streams.terminal, quiet);
    let (mut docs, mut ids, mut exit) = (Vec::with_capacity(lines.len()), HashSet::new(), Exit::Done);
    for (number, line) in lines {
        let place = format!("{} line {number}", input.name());
        match row(line, &place).and_then(|row| document(row, &place, &folder, &parsers, &mut ids)) {
            Ok(doc) => docs.push(doc),
            Err(failure) => {
                exit = Exit::Failed;
                progress.aside(|| complain(&failure, streams.err, &streams.terminal));
            }
        }
        progress.step();
    }
    progress.finish();
    Ok((docs, exit))
}

/// A line as a row. What is wrong is told without a word of the line.
fn row(line: &[u8], place: &str) -> Result<Row, Failure> {
    serde_json::from_slice(line).map_err(|error| {
        let what = match error.classify() {
            serde_json::error::Category::Data => "a field is missing or of the wrong kind",
            _ => "no JSON object",
        };
        Failure::with_detail(Code::BadDocument, place, what)
    })
}

fn document(
    row: Row,
    place: &str,
    folder: &Path,
    parsers: &Parsers,
    ids: &mut HashSet<String>,
) -> Result<Doc, Failure> {
    let fail = |what: &str| Failure::with_detail(Code::BadDocument, place, what);
    let published = match row.published.as_deref().map(str::trim).filter(|d| !d.is_empty()) {
        None => None,
        Some(date) => Some(days(date).ok_or_else(|| fail("\"published\" is no day, month or year"))?),
    };
    let mut doc = match (row.text, row.path) {
        (Some(text), _) if text.len() > firsthand_core::model::MAX_TEXT => {
            return Err(Failure::new(Code::TooLarge, place));
        }
        (Some(text), _) => {
            Doc { id: String::new(), title: None, text: as_read(text), outlet: None, published: None }
        }
        (None, Some(path)) => file(&folder.join(path), place, parsers)?,
        (None, None) => return Err(fail("neither \"text\" nor \"path\"")),
    };
    if !ids.insert(row.id.clone()) {
        return Err(Failure::new(Code::SameDocument, place));
    }
    doc.id = row.id;
    // The list says what the file does not need to know; "published": null leaves what the file says.
    doc.title = row.title.or(doc.title);
    doc.outlet = row.outlet.or(doc.outlet);
    doc.published = published.or(doc.published);
    Ok(doc)
}

/// The one document of a file.
fn file(path: &Path, place: &str, parsers: &Parsers) -> Result<Doc, Failure> {
    let input = Input::File(path.to_owned());
    let mut all = sources::documents(parsers, &input);
    match all.len() {
        1 => all.remove(0).map_err(|f| f.at(place)),
        _ => Err(Failure::with_detail(
            Code::BadDocument,
            place,
            "the file of \"path\" holds more than one document",
        )),
    }
}

/// First and last day of a day (2017-06-15), a month (2017-06) or a year (2017).
fn days(text: &str) -> Option<(Date, Date)> {
    let digits = |part: &str, count: usize| -> Option<i16> {
        (part.len() == count && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
    };
    let parts: Vec<&str> = text.split('-').collect();
    let year = digits(parts.first()?, 4)?;
    match parts[1..] {
        [] => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        [month] => {
            let first = Date::new(year, digits(month, 2)? as i8, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        [_, _] => firsthand_ingest::date(text).map(|day| (day, day)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years() {
        let shown = |text| days(text).map(|(a, b)| format!("{a} {b}"));
        assert_eq!(shown("2017-06-15").as_deref(), Some("2017-06-15 2017-06-15"));
        assert_eq!(shown("2020-02").as_deref(), Some("2020-02-01 2020-02-29"));
        assert_eq!(shown("1999").as_deref(), Some("1999-01-01 1999-12-31"));
        for bad in ["", "2017-13", "2017-6", "17", "June", "2017-06-15-1", "2017-02-30", "２０１７"] {
            assert_eq!(shown(bad), None, "{bad}");
        }
    }
}
