//! Unpacking within the limits: never more into memory than one member may have, never more in all than is allowed.

use super::{Step, Stop, Walk};
use crate::error::{Error, Kind};
use crate::{Format, Limits};
use std::io::Read;

/// What came of unpacking one member.
pub(crate) enum Unpacked {
    /// All its bytes.
    Whole(Vec<u8>),
    /// What could be read before it broke off.
    Broken(Vec<u8>),
    /// It is larger than one member may be.
    TooLarge,
}

impl Walk<'_> {
    /// Unpacks a member. Counts what it gives against the whole file's limits, and stops the walk where these are passed.
    pub(crate) fn unpack(&mut self, format: Format, from: impl Read) -> Result<Unpacked, Stop> {
        let limits = self.hints.limits;
        let mut bytes = Vec::new();
        // One byte past the limit shows that there is more.
        let most = limits.member.min(self.left()).saturating_add(1);
        let broken = from.take(most).read_to_end(&mut bytes).is_err();
        self.spend(format, bytes.len() as u64)?;
        Ok(match bytes {
            bytes if bytes.len() as u64 > limits.member => Unpacked::TooLarge,
            bytes if broken => Unpacked::Broken(bytes),
            bytes => Unpacked::Whole(bytes),
        })
    }

    /// Counts bytes that were unpacked.
    pub(crate) fn spend(&mut self, format: Format, bytes: u64) -> Step {
        let limits = self.hints.limits;
        self.unpacked = self.unpacked.saturating_add(bytes);
        let error: Error = if self.is_bomb() {
            Kind::Bomb.into()
        } else if self.unpacked > limits.unpacked {
            Kind::UnpacksTooFar.into()
        } else {
            return Ok(());
        };
        let _ = self.fail(format, error);
        Err(Stop)
    }

    fn is_bomb(&self) -> bool {
        self.unpacked > Limits::RATIO_FROM && self.unpacked / self.size.max(1) > self.hints.limits.ratio
    }

    /// Bytes that may still be unpacked.
    fn left(&self) -> u64 {
        let limits = self.hints.limits;
        let by_ratio = self.size.saturating_mul(limits.ratio).max(Limits::RATIO_FROM);
        limits.unpacked.min(by_ratio.saturating_add(self.size)).saturating_sub(self.unpacked)
    }
}
