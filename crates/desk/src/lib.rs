//! The `firsthand` program as a library: command line, inputs, readable pages.
//!
//! Data flow of `firsthand read`: names on the command line become [`inputs`]; [`pool`] reads them on several threads and
//! gives the results back in order; each becomes a line of JSON or a [`page`]; what fails becomes a [`failure`] on
//! standard error. This crate is the only one that knows a terminal. What it shows of a document for people goes
//! through [`page::safe`], so that no document can steer the terminal.

pub mod adding;
pub mod ask;
pub mod child;
pub mod cli;
pub mod failure;
pub mod guard;
pub mod inputs;
pub mod linking;
pub mod page;
pub mod pool;
pub mod progress;
pub mod roles;
pub mod terminal;
pub mod wipe;
pub mod work;
