//! Who reused whose text, passage by passage.
