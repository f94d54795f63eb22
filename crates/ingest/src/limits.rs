//! [`Limits`]: how much is taken of one file, whatever it unpacks to.

use serde::{Deserialize, Serialize};

/// How much is taken of one file. Whatever passes a limit ends in a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes unpacked out of containers, all members together.
    pub unpacked: u64,
    /// Documents and verdicts given of one file.
    pub members: u64,
    /// Containers inside containers: 3 takes a ZIP in a ZIP in a ZIP.
    pub depth: u32,
    /// Bytes of one member, unpacked; at most 64 MiB of them are ever read as text.
    pub member: u64,
    /// Times its packed size that a file may unpack to, once it gave [`Limits::RATIO_FROM`] bytes.
    pub ratio: u64,
}

impl Limits {
    /// Bytes from which on the ratio counts: short pages pack well.
    pub const RATIO_FROM: u64 = 32 << 20;
}

impl Default for Limits {
    /// 2 GiB unpacked, a million documents, three containers deep, 256 MiB a member, 200 times the packed size.
    fn default() -> Self {
        Limits { unpacked: 2 << 30, members: 1_000_000, depth: 3, member: 256 << 20, ratio: 200 }
    }
}
