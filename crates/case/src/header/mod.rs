//! The header: the [`HEADER`](firsthand_vfs::HEADER) bytes of plain text before the database. docs/case-file.md has its format.
//!
//! Two *slots* say how the data key is wrapped: a change of passphrase writes the other slot, makes sure that it lasts, and
//! then wipes the old one. Two *marks* say how far the log had come, so that rows which vanish with a damaged
//! write-ahead log are missed.

mod mark;
mod slot;

pub(crate) use mark::{Mark, newest, write as write_mark};
pub(crate) use slot::{SLOT, Slot, wrap};
pub use slot::{is_case, probe};

use crate::error::{Error, Kind, Result};
use crate::secret::{Key, Passphrase};
use crate::world::World;
use firsthand_vfs::{HeaderFile, Layer};
use std::path::Path;

/// Where the two slots begin, in bytes.
const SLOTS: [u64; 2] = [0, 4096];
/// Where the two marks begin, in bytes.
const MARKS: [u64; 2] = [8192, 12288];

/// The slot that counts: the valid one of the highest generation. Errors: no case, newer, damaged.
fn current(file: &mut HeaderFile) -> Result<(usize, Slot)> {
    let mut slots = [[0; SLOT]; 2];
    for (place, bytes) in SLOTS.iter().zip(&mut slots) {
        file.read(*place, bytes)?;
    }
    choose(&slots)
}

/// As [`current`], of bytes.
fn choose(slots: &[[u8; SLOT]; 2]) -> Result<(usize, Slot)> {
    let read: Vec<_> = slots.iter().map(Slot::parse).collect();
    if read.iter().any(|r| r.as_ref().is_err_and(|e| e.0 == Kind::Newer)) {
        return Err(Error(Kind::Newer));
    }
    let valid = read.iter().enumerate().filter_map(|(i, r)| r.as_ref().ok().map(|s| (i, s.clone())));
    if let Some(best) = valid.max_by_key(|(_, slot)| slot.generation) {
        return Ok(best);
    }
    let damaged = read.iter().any(|r| r.as_ref().is_err_and(|e| e.0 == Kind::HeaderDamaged));
    Err(Error(if damaged { Kind::HeaderDamaged } else { Kind::NotACase }))
}

/// Reads the header and unwraps the data key.
pub(crate) fn open(layer: &'static Layer, path: &Path, passphrase: &Passphrase) -> Result<Key> {
    let mut file = HeaderFile::open(layer, path, false)?;
    let (_, slot) = current(&mut file)?;
    slot.open(passphrase)
}

/// The generation of the header as it stands; its errors say that this is no case that can be opened.
pub(crate) fn generation(layer: &'static Layer, path: &Path) -> Result<u64> {
    Ok(current(&mut HeaderFile::open(layer, path, false)?)?.1.generation)
}

/// Writes the first header into a file that has none.
pub(crate) fn create(layer: &'static Layer, path: &Path, slot: &[u8; SLOT]) -> Result<()> {
    let mut file = HeaderFile::open(layer, path, true)?;
    file.write(0, &vec![0; firsthand_vfs::HEADER as usize])?;
    file.write(SLOTS[0], slot)?;
    Ok(file.sync()?)
}

/// Puts a new slot in place of the current one. `between` runs once the new one lasts and before the old one is wiped.
pub(crate) fn replace(
    layer: &'static Layer,
    path: &Path,
    world: &dyn World,
    key: &Key,
    passphrase: &Passphrase,
    cost: crate::kdf::Cost,
    between: impl FnOnce(u64) -> Result<()>,
) -> Result<u64> {
    let mut file = HeaderFile::open(layer, path, true)?;
    let (old, slot) = current(&mut file)?;
    let generation = slot.generation + 1;
    let bytes = wrap(world, key, passphrase, cost, generation)?;
    let new = 1 - old;
    file.write(SLOTS[new], &bytes)?;
    file.sync()?;
    // What the device took must be what was meant, or the old passphrase is the only one left.
    let mut back = [0; SLOT];
    file.read(SLOTS[new], &mut back)?;
    if back != bytes {
        return Err(Error(Kind::Io(0)));
    }
    between(generation)?;
    file.write(SLOTS[old], &[0; SLOT])?;
    file.sync()?;
    Ok(generation)
}

/// Copies the slots to another file, whose header is empty, and gives it a mark of its own.
pub(crate) fn copy(layer: &'static Layer, from: &Path, to: &Path, key: &Key, state: Mark) -> Result<()> {
    let mut bytes = vec![0; MARKS[0] as usize];
    HeaderFile::open(layer, from, false)?.read(0, &mut bytes)?;
    let mut file = HeaderFile::open(layer, to, true)?;
    file.write(0, &vec![0; firsthand_vfs::HEADER as usize])?;
    mark::write(&mut file, key, state)?;
    file.sync()?;
    file.write(0, &bytes)?;
    Ok(file.sync()?)
}
