//! The case file through its public interface. The full counts of the long tests run where FIRSTHAND_SOAK is set.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod answers;
mod common;
mod faults;
mod golden;
mod killed;
mod large;
mod life;
mod lists;
mod model;
mod mutation;
mod plain;
#[cfg(target_os = "linux")]
mod remains;
// The search of one's own memory that the desk's tests have as well.
#[cfg(target_os = "linux")]
#[path = "../../../desk/tests/memory/scan.rs"]
mod scan;
mod search;
mod secrecy;
mod together;

/// The program's own: what is freed is wiped. `remains` looks for what that leaves.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);
