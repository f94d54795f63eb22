//! Arbitrary bytes as a table: read or refused, tried out by a guessed mapping, and what is written is read back the same.
#![no_main]

use firsthand_ingest::Hint;
use firsthand_ingest::table::{Formulas, Mapping, Sheet};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = std::str::from_utf8(bytes).map(Mapping::parse);
    let Ok(sheet) = Sheet::read(bytes, Hint::default(), None) else { return };
    let _ = Mapping::guess(&sheet).try_out(&sheet);
    let again = Sheet::read(&sheet.write(Formulas::Keep), Hint::default(), Some(sheet.delimiter)).expect("our own");
    assert_eq!(again.headings, sheet.headings);
    let cells = |sheet: &Sheet| sheet.rows.iter().map(|row| row.cells.clone()).collect::<Vec<_>>();
    assert_eq!(cells(&again), cells(&sheet));
});
