//! The page of `firsthand match`: each text, and the known claims that it may repeat.

use super::{Look, put};

/// A known claim as shown: its id, its words, its score.
pub struct Known<'a> {
    /// The claim's id.
    pub id: &'a str,
    /// Its words.
    pub text: &'a str,
    /// Compares claims for one text alone.
    pub score: f64,
}

/// One text with its claims, best first.
pub fn matching(id: &str, text: &str, known: &[Known<'_>], look: &Look) -> String {
    let palette = look.palette;
    let mut out = String::new();
    put(&mut out, 0, look, palette.faint, id);
    put(&mut out, 0, look, palette.strong, text);
    for (place, claim) in known.iter().enumerate() {
        put(&mut out, 2, look, anstyle::Style::new(), &format!("{}. {}", place + 1, claim.text));
        put(&mut out, 5, look, palette.faint, &format!("{}  score {:.2}", claim.id, claim.score));
    }
    if known.is_empty() {
        put(&mut out, 2, look, palette.faint, "No known claim is like it.");
    }
    out
}
