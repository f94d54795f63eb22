//! [`World`]: the clock and the lots that a case needs from outside.

use crate::error::{Error, Kind, Result};

/// Time and randomness. The program gives [`System`]; tests give their own, so that the same steps make the same file.
pub trait World: Send + Sync {
    /// Milliseconds since 1970-01-01 UTC.
    fn now_ms(&self) -> i64;
    /// Fills with random bytes fit for keys.
    fn fill(&self, bytes: &mut [u8]) -> Result<()>;
}

/// The system's clock and generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl World for System {
    fn now_ms(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX))
    }

    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        getrandom::fill(bytes).map_err(|_| Error(Kind::NoRandomness))
    }
}

/// So many random bytes.
pub(crate) fn random<const N: usize>(world: &dyn World) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    world.fill(&mut bytes)?;
    Ok(bytes)
}
