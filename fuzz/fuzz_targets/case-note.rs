//! Arbitrary text as a checkpoint's note or code.
#![no_main]

use firsthand_case::Evidence;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Evidence::parse(text) {
        Ok(Evidence::Note { body, size, .. }) => assert!(body.contains(&format!("\n{size}\n"))),
        Ok(Evidence::Code(_)) => {}
        Err(error) => assert!(["FH-050", "FH-051"].contains(&error.code())),
    }
});
