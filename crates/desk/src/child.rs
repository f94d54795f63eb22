//! Stand-in until the child process is merged.
use firsthand_ingest::{Found, Hints};
use std::ops::ControlFlow;

/// Takes files apart.
#[derive(Debug)]
pub struct Parser;
/// What holds the parser.
#[derive(Debug)]
pub struct Sandbox;
impl Sandbox {
    /// What is missing.
    pub fn missing(&self) -> Option<&'static str> {
        None
    }
}
impl Parser {
    /// A parser.
    pub fn new() -> Parser {
        Parser
    }
    /// What holds it.
    pub fn sandbox(&self) -> Sandbox {
        Sandbox
    }
    /// Everything in a file.
    pub fn each(&mut self, bytes: &[u8], hints: &Hints, take: impl FnMut(Found) -> ControlFlow<()>) {
        firsthand_ingest::open(bytes, hints).each(take);
    }
}
