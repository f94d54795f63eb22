//! From a passphrase to a key: Argon2id (RFC 9106) within fixed bounds.

use crate::error::{Error, Kind, Result};
use crate::secret::{Key, Passphrase};
use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

/// Cost of deriving a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// What this program writes, and the least that it accepts: 256 MiB, three passes, four lanes.
pub const COST: Cost = Cost { memory: 256 << 10, passes: 3, lanes: 4 };

/// The most that it accepts: 2 GiB, 16 passes, 16 lanes. Beyond it a header is a trap.
const MOST: Cost = Cost { memory: 2 << 20, passes: 16, lanes: 16 };

/// The least that tests accept: a key in a millisecond.
#[cfg(feature = "raw-key")]
pub const TEST_COST: Cost = Cost { memory: 64, passes: 1, lanes: 1 };

impl Cost {
    /// Refuses what is cheaper than [`COST`] or dearer than the most, before anything is derived.
    pub(crate) fn check(self) -> Result<()> {
        if self.memory > MOST.memory || self.passes > MOST.passes || self.lanes > MOST.lanes {
            return Err(Error(Kind::KeyTooDear));
        }
        #[cfg(feature = "raw-key")]
        if self == TEST_COST {
            return Ok(());
        }
        if self.memory < COST.memory || self.passes < COST.passes || self.lanes < COST.lanes {
            return Err(Error(Kind::KeyTooCheap));
        }
        Ok(())
    }
}

/// The key of a passphrase. Takes a good part of a second, by design.
pub(crate) fn derive(passphrase: &Passphrase, salt: &[u8; 32], cost: Cost) -> Result<Key> {
    cost.check()?;
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32));
    let params = params.map_err(|_| Error(Kind::HeaderDamaged))?;
    let mut key = Zeroizing::new([0; 32]);
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let made = argon.hash_password_into(passphrase.expose().as_bytes(), salt, key.as_mut());
    made.map_err(|_| Error(Kind::KeyTooDear))?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_hold_before_anything_is_derived() {
        let kind = |memory, passes, lanes| Cost { memory, passes, lanes }.check().map_err(|e| e.code());
        assert_eq!(COST.check(), Ok(()));
        for cheap in [(255 << 10, 3, 4), (256 << 10, 2, 4), (256 << 10, 3, 3), (0, 0, 0)] {
            assert_eq!(kind(cheap.0, cheap.1, cheap.2), Err("FH-034"));
        }
        for dear in [(u32::MAX, 3, 4), (256 << 10, 17, 4), (256 << 10, 3, 17)] {
            assert_eq!(kind(dear.0, dear.1, dear.2), Err("FH-035"));
        }
        assert_eq!(kind(2 << 20, 16, 16), Ok(()));
    }
}
