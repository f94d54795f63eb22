//! Stage guard: what must not be shown by accident. In: any text. Out: where it holds what can lead to a private person.
//!
//! [`marks`] finds numbers and addresses by which a person can be called, found or known. Nothing here says whose they are,
//! joins them, or keeps them.

pub mod marks;
