//! Which sign parts the cells: comma, semicolon, tab or bar.

/// Signs that part cells, the likelier first.
pub(super) const SIGNS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows are looked at.
const ROWS: usize = 50;

/// How much of a table is looked at for its quotation marks, in bytes.
const HEAD: usize = 1 << 16;

/// How the quotation marks of a table stand to a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Each that opens a cell is closed before the next sign or line.
    Sound,
    /// Something stands between one that closes a cell and the next sign: it is not the sign that parts cells, or the table
    /// was not written with care.
    Stray,
    /// The last cell is not closed.
    Open,
}

/// How they stand; what is open is told before what is stray.
pub(super) fn quotes(text: &str, sign: u8) -> Quotes {
    let (mut quoted, mut at_start, mut stray) = (false, true, false);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if quoted {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                quoted = false;
                stray |= bytes.peek().is_some_and(|next| ![sign, b'\n', b'\r'].contains(next));
            }
        } else if byte == b'"' && at_start {
            quoted = true;
        }
        at_start = !quoted && (byte == sign || byte == b'\n' || byte == b'\r');
    }
    match (quoted, stray) {
        (true, _) => Quotes::Open,
        (_, true) => Quotes::Stray,
        _ => Quotes::Sound,
    }
}

fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEAD)]
}

/// The sign that a first line `sep=;` declares, as Excel writes it, and the bytes of that line.
pub(super) fn declared(text: &str) -> Option<(u8, usize)> {
    let line = text.split('\n').next().unwrap_or_default();
    let sign = line.trim_end_matches('\r').strip_prefix("sep=")?;
    let &[sign] = sign.as_bytes() else { return None };
    SIGNS.contains(&sign).then(|| (sign, (line.len() + 1).min(text.len())))
}

/// The sign under which the first rows have most cells and agree on how many; a comma where none parts anything.
pub(super) fn guessed(text: &str) -> u8 {
    let score = |sign: u8| {
        let mut reader = super::sheet::reader(text, sign);
        let lengths: Vec<usize> = reader.records().take(ROWS).flatten().map(|row| row.len()).collect();
        let Some(first) = lengths.first().copied().filter(|cells| *cells > 1) else { return 0 };
        // A table cut off in the middle may well be open there.
        let cut = head(text).len() < text.len();
        match quotes(head(text), sign) {
            Quotes::Stray => return 0,
            Quotes::Open if !cut => return 0,
            _ => {}
        }
        // Rows as long as the first count in full. Headings are what a table is sure to have.
        let agree = lengths.iter().filter(|cells| **cells == first).count();
        agree * 1_000 / lengths.len() * 100 + first.min(99)
    };
    // `max_by_key` takes the last of equals.
    SIGNS.into_iter().rev().max_by_key(|sign| score(*sign)).unwrap_or(b',')
}
