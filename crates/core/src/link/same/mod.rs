//! Statements that assert the same thing.

mod cut;
mod index;
mod rank;

pub use rank::{Claim, Ranked, Ranker};
