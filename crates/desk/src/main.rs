//! The `firsthand` program.
fn main() {}
