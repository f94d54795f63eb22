//! Which sign parts the cells: comma, semicolon, tab or bar.

/// Signs that part cells, the likelier first.
pub(super) const SIGNS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows are looked at.
const ROWS: usize = 50;

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
        // Rows as long as the first count in full. Headings are what a table is sure to have.
        let agree = lengths.iter().filter(|cells| **cells == first).count();
        agree * 1_000 / lengths.len() * 100 + first.min(99)
    };
    // `max_by_key` takes the last of equals.
    SIGNS.into_iter().rev().max_by_key(|sign| score(*sign)).unwrap_or(b',')
}
