//! A shim over SQLite's default file layer that keeps [`HEADER`] bytes of plain text before the database.
//!
//! A case is one file: first a header of our own, which says how the key is wrapped, then the encrypted database.
//! SQLite wants its database at the beginning of a file, so [`register`] puts a layer under it that moves every offset of
//! the main database by [`HEADER`]. Write-ahead log, shared memory and locks are passed on as they are.
//! [`HeaderFile`] reads and writes the header itself, through the same layer: opening the file in any other way would,
//! when closed, drop the locks that this process holds on it (a rule of POSIX).
//!
//! A layer can be armed with [`Faults`]: the n-th read, write, sync or truncation then fails. Tests alone do so.
//!
//! The only crate of ours with `unsafe`: SQLite's file layer is an interface of C. See ARCHITECTURE.md.

mod faults;
mod file;
mod header;
mod io;
mod layer;
mod memory;
mod methods;
mod place;

pub use faults::{Fault, Faults};
pub use header::HeaderFile;
pub use layer::{Layer, register};
pub use place::HEADER;
