//! Tests of resolution.

mod cases;
mod examples;
mod gold;
mod property;
mod speakers;
