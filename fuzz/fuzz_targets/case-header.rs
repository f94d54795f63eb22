//! Arbitrary bytes as the header of a case: refused with a code, or within the bounds of what is derived.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Err(error) = firsthand_case::probe(bytes) {
        assert!(["FH-031", "FH-032", "FH-033", "FH-034", "FH-035"].contains(&error.code()), "{error}");
    }
});
