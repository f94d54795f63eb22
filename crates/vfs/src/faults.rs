//! [`Faults`]: makes a chosen call fail, so that tests can see what then happens.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::SeqCst};

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The device reports an error; nothing is done.
    Io,
    /// The disk is full; nothing is written.
    Full,
    /// Half of what was to be written is, then the device reports an error. Other calls than writes: as `Io`.
    Torn,
}

/// The plan of faults of one layer. Disarmed unless a test arms it.
#[derive(Debug)]
pub struct Faults {
    /// Calls still to pass; below zero: disarmed.
    left: AtomicI64,
    calls: AtomicU64,
    torn: AtomicBool,
    full: AtomicBool,
    /// Whether every later call fails too.
    stays: AtomicBool,
    fired: AtomicBool,
}

impl Default for Faults {
    fn default() -> Self {
        Faults {
            left: AtomicI64::new(-1),
            calls: AtomicU64::new(0),
            torn: AtomicBool::new(false),
            full: AtomicBool::new(false),
            stays: AtomicBool::new(false),
            fired: AtomicBool::new(false),
        }
    }
}

impl Faults {
    /// Lets `pass` calls (reads, writes, syncs, truncations, of every file of the layer) go by, then fails one, or with
    /// `stays` all that follow.
    pub fn arm(&self, pass: u32, fault: Fault, stays: bool) {
        self.torn.store(fault == Fault::Torn, SeqCst);
        self.full.store(fault == Fault::Full, SeqCst);
        self.stays.store(stays, SeqCst);
        self.fired.store(false, SeqCst);
        self.left.store(i64::from(pass), SeqCst);
    }

    /// No call fails any more. Says whether one did since the last [`arm`](Faults::arm).
    pub fn disarm(&self) -> bool {
        self.left.store(-1, SeqCst);
        self.fired.load(SeqCst)
    }

    /// Calls counted since the layer was registered.
    pub fn calls(&self) -> u64 {
        self.calls.load(SeqCst)
    }

    /// Counts a call, and says how it is to fail if it is.
    pub(crate) fn count(&self) -> Option<Fault> {
        self.calls.fetch_add(1, SeqCst);
        if self.left.load(SeqCst) < 0 {
            return None;
        }
        if self.left.fetch_sub(1, SeqCst) > 0 {
            return None;
        }
        // Below zero is disarmed: a fault that stays keeps the count at zero.
        if self.stays.load(SeqCst) {
            self.left.store(0, SeqCst);
        }
        self.fired.store(true, SeqCst);
        Some(match (self.full.load(SeqCst), self.torn.load(SeqCst)) {
            (true, _) => Fault::Full,
            (_, true) => Fault::Torn,
            _ => Fault::Io,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_call_fails_once_or_for_good() {
        let faults = Faults::default();
        assert_eq!(faults.count(), None);
        faults.arm(1, Fault::Full, false);
        assert_eq!([faults.count(), faults.count(), faults.count()], [None, Some(Fault::Full), None]);
        assert!(faults.disarm());
        faults.arm(0, Fault::Torn, true);
        assert_eq!([faults.count(), faults.count()], [Some(Fault::Torn); 2]);
        assert!(faults.disarm());
        assert_eq!((faults.count(), faults.calls()), (None, 7));
    }
}
