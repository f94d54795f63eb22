//! The case file through its public interface. The full counts of the long tests run where FIRSTHAND_SOAK is set.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod answers;
mod common;
mod faults;
mod golden;
mod killed;
mod life;
mod lists;
mod model;
mod mutation;
mod plain;
mod search;
mod secrecy;
mod together;
