//! [`Stop`]: what ends a command early, and how that is told.

use super::{Streams, complain};
use crate::failure::{Exit, Failure};
use std::io;

/// What ends a command before its work is done.
#[derive(Debug)]
pub(super) enum Stop {
    /// Something to tell the user: exit status 2.
    Told(Failure),
    /// The output cannot be written.
    Output(io::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Stop::Told(failure)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::Output(error)
    }
}

/// Tells what ended a command, after what was printed before it.
pub(super) fn settled(done: Result<Exit, Stop>, streams: &mut Streams<'_>) -> io::Result<Exit> {
    match done {
        Ok(exit) => Ok(exit),
        Err(Stop::Output(error)) => Err(error),
        Err(Stop::Told(failure)) => {
            streams.out.flush()?;
            complain(&failure, streams.err, &streams.terminal);
            Ok(Exit::Usage)
        }
    }
}
