//! The weights that travel inside the program. `crates/core/weights/models.toml` says what each is, what it was trained
//! on and how well it does; a test holds the files to their hashes there.

use crate::tell::trained::Trained;

const SYNTAX: &[u8] = include_bytes!("../weights/syntax.fhn");
const TOLD: &[u8] = include_bytes!("../weights/told.fhn");
/// Names, licences, scores and hashes of the weights, as TOML.
pub const MODELS: &str = include_str!("../weights/models.toml");

/// The trained networks of English.
///
/// # Panics
/// Never: the files are part of the program, and a test reads them.
pub fn english() -> Trained {
    Trained::read(SYNTAX, TOLD).expect("the weights are part of the program and read by its tests")
}
