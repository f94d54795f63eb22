//! Arbitrary text: marks are in order, apart and on char boundaries, and a masked text has none.
#![no_main]

use firsthand_core::guard::marks::{Lexicon, find, mask};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let lexicon = Lexicon::program();
    let marks = find(text, lexicon);
    assert!(marks.iter().all(|mark| text.get(mark.span.clone()).is_some_and(|words| !words.is_empty())));
    assert!(marks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    assert!(find(&mask(text, &marks), lexicon).is_empty());
});
