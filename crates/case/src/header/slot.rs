//! One slot of the header: how the data key is wrapped.

use crate::error::{Error, Kind, Result};
use crate::kdf::{Cost, derive};
use crate::secret::{Key, NONCE, Passphrase, seal, unseal};
use crate::world::{World, random};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// What every case file begins with.
const MAGIC: [u8; 16] = *b"FIRSTHAND CASE\n\0";
/// The format that this program writes.
const VERSION: u32 = 1;
/// Argon2id, version 1.3.
const ARGON2ID: u32 = 1;
/// Bytes that are authenticated with the wrapped key: magic to salt.
const ABOUT: usize = 80;
/// Where the sealed key ends: nonce, key and tag.
const SEALED: usize = ABOUT + NONCE + 32 + 16;
/// Length of a slot, in bytes: the sealed key, then a SHA-256 of all before it, which finds a half-written slot.
pub(crate) const SLOT: usize = SEALED + 32;

/// A slot whose bytes are whole. Nothing in it is proven before [`open`](Slot::open).
#[derive(Clone)]
pub(crate) struct Slot {
    pub(crate) generation: u64,
    pub(crate) cost: Cost,
    salt: [u8; 32],
    bytes: [u8; SLOT],
}

impl Slot {
    /// Reads a slot. [`Kind::NotACase`] where none was written, [`Kind::HeaderDamaged`] where it is not whole.
    pub(crate) fn parse(bytes: &[u8; SLOT]) -> Result<Slot> {
        if bytes[..16] != MAGIC {
            return Err(Error(Kind::NotACase));
        }
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
        if number(16) > VERSION {
            return Err(Error(Kind::Newer));
        }
        let whole = Sha256::digest(&bytes[..SEALED])[..] == bytes[SEALED..];
        if !whole || number(16) != VERSION || number(20) != ARGON2ID || number(36) != 0 {
            return Err(Error(Kind::HeaderDamaged));
        }
        Ok(Slot {
            cost: Cost { memory: number(24), passes: number(28), lanes: number(32) },
            generation: u64::from_le_bytes(bytes[40..48].try_into().expect("eight bytes")),
            salt: bytes[48..ABOUT].try_into().expect("32 bytes"),
            bytes: *bytes,
        })
    }

    /// The data key. The cost is checked first, then derived, then the whole slot authenticated.
    pub(crate) fn open(&self, passphrase: &Passphrase) -> Result<Key> {
        let wrapping = derive(passphrase, &self.salt, self.cost)?;
        let plain = unseal(&wrapping, &self.bytes[..ABOUT], &self.bytes[ABOUT..SEALED]);
        let plain = plain.ok_or(Error(Kind::WrongPassphrase))?;
        let key: [u8; 32] = plain.as_slice().try_into().map_err(|_| Error(Kind::HeaderDamaged))?;
        Ok(Zeroizing::new(key))
    }
}

/// A new slot: `key` wrapped under a passphrase.
pub(crate) fn wrap(
    world: &dyn World,
    key: &Key,
    passphrase: &Passphrase,
    cost: Cost,
    generation: u64,
) -> Result<[u8; SLOT]> {
    let salt: [u8; 32] = random(world)?;
    let mut slot = [0; SLOT];
    slot[..16].copy_from_slice(&MAGIC);
    for (at, number) in
        [(16, VERSION), (20, ARGON2ID), (24, cost.memory), (28, cost.passes), (32, cost.lanes)]
    {
        slot[at..at + 4].copy_from_slice(&number.to_le_bytes());
    }
    slot[40..48].copy_from_slice(&generation.to_le_bytes());
    slot[48..ABOUT].copy_from_slice(&salt);
    let wrapping = derive(passphrase, &salt, cost)?;
    let sealed = seal(world, &wrapping, &slot[..ABOUT], key.as_ref())?;
    slot[ABOUT..SEALED].copy_from_slice(&sealed);
    let sum = Sha256::digest(&slot[..SEALED]);
    slot[SEALED..].copy_from_slice(&sum);
    Ok(slot)
}

/// Whether a file that begins with these bytes (16 KiB of it) is a case, of whatever version and however damaged.
pub fn is_case(header: &[u8]) -> bool {
    super::SLOTS
        .iter()
        .any(|place| header.get(*place as usize..).is_some_and(|slot| slot.starts_with(&MAGIC)))
}

/// Reads foreign bytes as a header and says whether a program of this version would try to derive a key from it: what the
/// fuzz target calls. Derives nothing.
pub fn probe(header: &[u8]) -> Result<()> {
    let mut slots = [[0; SLOT]; 2];
    for (place, slot) in super::SLOTS.iter().zip(&mut slots) {
        let bytes = header.get(*place as usize..).unwrap_or(&[]);
        let count = bytes.len().min(SLOT);
        slot[..count].copy_from_slice(&bytes[..count]);
    }
    super::choose(&slots)?.1.cost.check()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kdf::{COST, TEST_COST};
    use crate::secret::new_key;
    use crate::world::System;

    /// A slot with other costs, its checksum made right again.
    fn altered(mut slot: [u8; SLOT], at: usize, number: u32) -> [u8; SLOT] {
        slot[at..at + 4].copy_from_slice(&number.to_le_bytes());
        let sum = Sha256::digest(&slot[..SEALED]);
        slot[SEALED..].copy_from_slice(&sum);
        slot
    }

    #[test]
    fn a_slot_opens_with_its_passphrase_and_no_other() {
        let key = new_key(&System).unwrap();
        let passphrase = Passphrase::new("long enough for a test");
        let bytes = wrap(&System, &key, &passphrase, TEST_COST, 7).unwrap();
        let slot = Slot::parse(&bytes).unwrap();
        assert_eq!(slot.generation, 7);
        assert!(slot.open(&passphrase).unwrap() == key);
        assert_eq!(slot.open(&Passphrase::new("other")).unwrap_err().code(), "FH-030");
        // Each byte counts: whoever mends the checksum still cannot change the rest.
        for at in (36..SEALED).step_by(4) {
            let old = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
            let slot = Slot::parse(&altered(bytes, at, old ^ 1));
            assert!(slot.is_err() || slot.is_ok_and(|s| s.open(&passphrase).is_err()), "byte {at}");
        }
    }

    #[test]
    fn downgrades_and_memory_bombs_are_refused_before_deriving() {
        let key = new_key(&System).unwrap();
        let passphrase = Passphrase::new("long enough for a test");
        let bytes = wrap(&System, &key, &passphrase, TEST_COST, 1).unwrap();
        let code =
            |bytes: [u8; SLOT]| Slot::parse(&bytes).and_then(|s| s.open(&passphrase)).unwrap_err().code();
        assert_eq!(code(altered(bytes, 24, COST.memory - 1)), "FH-034");
        assert_eq!(code(altered(bytes, 24, u32::MAX)), "FH-035");
        assert_eq!(code(altered(bytes, 16, 2)), "FH-032");
        assert_eq!(code(altered(bytes, 20, 2)), "FH-033");
        assert_eq!(code([0; SLOT]), "FH-031");
    }

    #[test]
    fn a_half_written_slot_is_no_loss() {
        let key = new_key(&System).unwrap();
        let passphrase = Passphrase::new("long enough for a test");
        let old = wrap(&System, &key, &passphrase, TEST_COST, 1).unwrap();
        let new = wrap(&System, &key, &passphrase, TEST_COST, 2).unwrap();
        for cut in 0..SLOT {
            let mut half = [0; SLOT];
            half[..cut].copy_from_slice(&new[..cut]);
            // A checksum's last byte may be zero.
            let (place, slot) = super::super::choose(&[old, half]).unwrap();
            assert!(place == 0 && slot.generation == 1 || half == new, "{cut} bytes");
        }
        assert_eq!(super::super::choose(&[old, new]).unwrap().1.generation, 2);
        assert_eq!(super::super::choose(&[[0; SLOT], new]).unwrap().0, 1);
        assert!(probe(&[]).is_err() && probe(&new).is_ok());
    }
}
