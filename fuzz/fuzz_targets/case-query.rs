//! Arbitrary text as a search: read the same way twice, or refused with the one code for it.
#![no_main]

use firsthand_case::Query;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Query::parse(text) {
        Ok(query) => assert_eq!(Query::parse(text), Ok(query)),
        Err(error) => assert_eq!(error.code(), "FH-049"),
    }
});
