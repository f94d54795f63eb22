//! Inputs opened on all processors, what is in them taken in their order, and what fails complained of.

use super::{Streams, complain};
use crate::failure::{Exit, Failure};
use crate::inputs::Input;
use crate::pool;
use crate::progress::Progress;
use std::ops::ControlFlow;

/// Gives `take` everything that `open` finds in the inputs. What fails is left out, and makes the exit status
/// [`Exit::Failed`].
pub(super) fn gather<T: Send>(
    found: &[Result<Input, Failure>],
    progress: Option<&Progress>,
    streams: &mut Streams<'_>,
    open: impl Fn(&Input) -> Vec<Result<T, Failure>> + Sync,
    mut take: impl FnMut(T),
) -> Exit {
    let mut exit = Exit::Done;
    let mut turn = found.iter();
    pool::in_order(
        found,
        pool::threads(None),
        |task| task.as_ref().map_or(0, Input::size),
        |task| match task {
            Ok(input) => open(input),
            Err(failure) => vec![Err(failure.clone())],
        },
        |result| {
            let name = turn.next().and_then(|t| t.as_ref().ok()).map_or(String::new(), Input::name);
            for one in result.unwrap_or_else(|fault| vec![Err(Failure::of_fault(name, fault))]) {
                match one {
                    Ok(one) => take(one),
                    Err(failure) => {
                        exit = Exit::Failed;
                        let mut tell = || complain(&failure, streams.err, &streams.terminal);
                        match progress {
                            Some(progress) => progress.aside(tell),
                            None => tell(),
                        }
                    }
                }
            }
            if let Some(progress) = progress {
                progress.step();
            }
            ControlFlow::Continue(())
        },
    );
    exit
}
