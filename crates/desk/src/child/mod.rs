//! Parsing in a child process: foreign bytes meet their parsers where there is nothing to take.
//!
//! The child is this program again (`firsthand parse-child`, hidden). It has an empty environment, no file but its
//! standard streams, no keys, and bounded memory and processor time; on Linux the kernel refuses it files, sockets and
//! other programs ([`sandbox`]). Bytes go in over standard input, what was found comes out over standard output
//! ([`frame`], [`firsthand_ingest::wire`]); the parent ([`Parser`]) checks what it is told, waits no longer than
//! [`Patience`] allows, and replaces a child that crashed or hung: one crash costs one verdict.

mod frame;
mod inside;
mod parser;
mod parsers;
mod running;
pub mod sandbox;

pub use inside::serve;
pub use parser::{Parser, Patience};
pub use parsers::Parsers;
pub use sandbox::Sandbox;

/// The hidden command that makes this program a parser.
pub const COMMAND: &str = "parse-child";
