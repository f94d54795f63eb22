//! [`guarded`]: a bug met inside one document stops that document alone, and prints none of its words.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    /// Where in our source this thread last panicked.
    static PLACE: Cell<Option<String>> = const { Cell::new(None) };
}

/// A panic that was caught. Holds where in the source it was, never its message, which may quote a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// File and line in our source, where the hook of [`quiet_panics`] is set.
    pub place: Option<String>,
}

/// From now on a panic prints nothing: its message may hold words of a document. [`guarded`] tells the place.
pub fn quiet_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line()));
        PLACE.with(|p| p.set(place));
    }));
}

/// Does the work and catches a panic in it.
///
/// # Errors
/// The place of the panic.
pub fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, Fault> {
    // Unwind safety: the work shares nothing it changes; what it was making is dropped.
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| Fault { place: PLACE.with(Cell::take) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_and_the_next_work_goes_on() {
        let fault = guarded(|| -> u8 { panic!("words of a source") }).unwrap_err();
        assert!(!format!("{fault:?}").contains("words"));
        assert_eq!(guarded(|| 7), Ok(7));
    }
}
