//! [`Sheet`]: a table as its cells, from bytes and back.

use super::delimiter::{self, Quotes};
use super::flaw::Flaw;
use crate::error::{Error, Kind};
use crate::{Format, Hint, charset, plain};
use csv::{QuoteStyle, ReaderBuilder, StringRecord, Terminator, WriterBuilder};

/// Most columns and rows.
const COLUMNS: usize = 1_000;
const ROWS: usize = 1_000_000;

/// A table: headings, and rows of cells. Cells are as they stood, white space and line breaks included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The headings, by column.
    pub headings: Vec<String>,
    /// The rows below them. Rows without any cell are left out.
    pub rows: Vec<Cells>,
    /// The sign between the cells.
    pub delimiter: u8,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// Its number as a spreadsheet shows it: that of the headings is 1.
    pub row: usize,
    /// Its cells, by column: as many as there are headings at least; more where the row is too long.
    pub cells: Vec<String>,
}

/// What becomes of cells that a spreadsheet program would run as a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formulas {
    /// They are written as they are: what is read back is the same.
    Keep,
    /// An apostrophe is put before them, as OWASP advises against CSV injection: to be opened in a spreadsheet.
    Guard,
}

impl Sheet {
    /// Parses a table: CSV by RFC 4180, with comma, semicolon, tab or bar between the cells. The first row that is not blank
    /// has the headings. The charset is found as for texts. `delimiter`: the sign if it is known, else it is found.
    ///
    /// # Errors
    /// Bytes that are no text; no headings; a quotation mark that nothing closes; too many rows or columns.
    pub fn read(bytes: &[u8], hint: Hint, delimiter: Option<u8>) -> Result<Sheet, Error> {
        if bytes.len() > plain::MAX_BYTES {
            return Err(Kind::TooLarge.into());
        }
        let (text, _) = charset::decode(bytes, Hint { format: Some(Format::Text), ..hint })?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        let declared = delimiter::declared(text);
        let skipped = declared.map_or(0, |(_, bytes)| bytes);
        let body = &text[skipped..];
        let sign = delimiter.or(declared.map(|(sign, _)| sign)).unwrap_or_else(|| delimiter::guessed(body));
        let mut rows = rows(body, sign, usize::from(skipped > 0))?.into_iter();
        let headings = rows.next().ok_or(Flaw::NoHeadings).map_err(flawed)?.cells;
        if headings.iter().all(|heading| heading.trim().is_empty()) {
            return Err(flawed(Flaw::NoHeadings));
        }
        let fill = |mut row: Cells| {
            if row.cells.len() < headings.len() {
                row.cells.resize(headings.len(), String::new());
            }
            row
        };
        Ok(Sheet { rows: rows.map(fill).collect(), headings, delimiter: sign })
    }

    /// The table as CSV in UTF-8 with a byte order mark, every cell in quotation marks, lines ended by CR LF: what
    /// [`Sheet::read`] reads back the same, row numbers apart.
    pub fn write(&self, formulas: Formulas) -> Vec<u8> {
        let mut out = "\u{FEFF}".as_bytes().to_vec();
        let mut writer = WriterBuilder::new()
            .delimiter(self.delimiter)
            .quote_style(QuoteStyle::Always)
            .terminator(Terminator::CRLF)
            .flexible(true)
            .from_writer(&mut out);
        for cells in std::iter::once(&self.headings).chain(self.rows.iter().map(|row| &row.cells)) {
            let cells = cells.iter().map(|cell| written(cell, formulas));
            writer.write_record(cells).expect("rows of any length go into memory");
        }
        writer.flush().expect("memory takes all");
        drop(writer);
        out
    }
}

/// A cell as it is written.
fn written(cell: &str, formulas: Formulas) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formulas == Formulas::Guard && runs { format!("'{cell}") } else { cell.to_owned() }
}

/// The letters by which a spreadsheet calls a column, counted from nought: A, B, … Z, AA.
pub fn column_letters(column: usize) -> String {
    let (mut rest, mut letters) = (column + 1, Vec::new());
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

pub(super) fn reader(text: &str, sign: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(sign).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

fn flawed(flaw: Flaw) -> Error {
    flaw.into()
}

/// Every row with a cell, with its number; `above` rows were taken off before.
fn rows(text: &str, sign: u8, above: usize) -> Result<Vec<Cells>, Error> {
    let mut reader = reader(text, sign);
    let (mut rows, mut number, mut begin) = (Vec::new(), above, 0);
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).expect("text in memory is read, and rows may be of any length") {
        number += 1 + blank_lines(text, begin);
        if record.len() > COLUMNS || rows.len() > ROWS {
            return Err(flawed(Flaw::TooLarge));
        }
        let end = reader.position().byte() as usize;
        if end >= text.len() && delimiter::quotes(&text[begin.min(text.len())..], sign) == Quotes::Open {
            return Err(flawed(Flaw::OpenQuote));
        }
        begin = end;
        rows.push(Cells { row: number, cells: record.iter().map(str::to_owned).collect() });
    }
    Ok(rows)
}

/// Lines without a sign from a byte on: the reader passes over them, a spreadsheet counts them.
fn blank_lines(text: &str, begin: usize) -> usize {
    let bytes = text.as_bytes();
    // The reader stops between CR and LF; the LF is of the row before.
    let rest = match bytes.get(begin) {
        Some(b'\n') if begin > 0 && bytes[begin - 1] == b'\r' => &bytes[begin + 1..],
        _ => bytes.get(begin..).unwrap_or_default(),
    };
    let (mut lines, mut before) = (0, 0);
    for byte in rest {
        match byte {
            b'\n' if before == b'\r' => {}
            b'\n' | b'\r' => lines += 1,
            _ => break,
        }
        before = *byte;
    }
    lines
}
