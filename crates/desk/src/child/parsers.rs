//! [`Parsers`]: as many children as there are threads that want one.

use super::parser::{Parser, Patience};
use super::sandbox::Sandbox;
use firsthand_ingest::{Found, Hints};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Children that wait for work; threads take one and give it back.
pub struct Parsers {
    program: PathBuf,
    patience: Patience,
    idle: Mutex<Vec<Parser>>,
}

impl Parsers {
    /// Parsers whose children run this program's own file.
    pub fn new(patience: Patience) -> Parsers {
        // Where the system does not say which file that is, each file's verdict says that no parser could be started.
        Parsers::of(std::env::current_exe().unwrap_or_default(), patience)
    }

    /// Parsers whose children run `program`.
    pub fn of(program: impl Into<PathBuf>, patience: Patience) -> Parsers {
        Parsers { program: program.into(), patience, idle: Mutex::default() }
    }

    /// What the system grants the children; `None` where none can be started.
    pub fn sandbox(&self) -> Option<Sandbox> {
        self.with(Parser::sandbox)
    }

    /// Everything found in a file: see [`Parser::parse`]. Plain text in UTF-8 is taken in this process.
    pub fn parse(&self, bytes: &[u8], hints: &Hints, visit: impl FnMut(Found) -> ControlFlow<()>) {
        // Plain text in UTF-8 is not parsed by anything: the way to another process and back would only cost time.
        if firsthand_ingest::is_plain(bytes, hints) {
            return firsthand_ingest::open(bytes, hints).each(visit);
        }
        self.with(|parser| parser.parse(bytes, hints, visit));
    }

    fn with<R>(&self, work: impl FnOnce(&mut Parser) -> R) -> R {
        let lock = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = lock().pop();
        let mut parser = taken.unwrap_or_else(|| Parser::new(&self.program, self.patience));
        let done = work(&mut parser);
        lock().push(parser);
        done
    }
}
