//! Tests of resolution.

mod gold;
