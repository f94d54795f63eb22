//! Statements that assert the same thing.
