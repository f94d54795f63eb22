//! Linux: resource limits, Landlock (kernel 5.13 and up), seccomp.

use super::syscalls;
use landlock::{ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr, Scope};
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// Bytes of address space: the file, what it unpacks to, and what its parser makes of it.
const MEMORY: u64 = 3 << 30;
/// Seconds of processor time over all its files; the parent replaces it before.
const SECONDS: u64 = 600;

/// Limits that hold for the whole process. It does not ask to be killed with its parent: that would be with the *thread*
/// that started it. When the parent ends, its pipes break, and the next read or write ends it.
pub(super) fn bound() -> bool {
    let limit = |resource, most| {
        let limit = Rlimit { current: Some(most), maximum: Some(most) };
        setrlimit(resource, limit).is_ok()
    };
    // No core dump, and no look into it by others of the same user.
    let shut = set_dumpable_behavior(DumpableBehavior::NotDumpable).is_ok();
    let all = [
        limit(Resource::As, MEMORY),
        limit(Resource::Cpu, SECONDS),
        limit(Resource::Fsize, 0),
        limit(Resource::Core, 0),
        limit(Resource::Memlock, 0),
    ];
    restrict();
    shut && all.into_iter().all(|done| done)
}

/// Landlock: no file may be opened, made or removed, no port bound or reached, no signal sent out. Must come before the
/// second thread begins, which takes it over.
fn restrict() {
    let rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(ABI::V5))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(ABI::V4)))
        .and_then(|rules| rules.scope(Scope::from_all(ABI::V6)));
    // A kernel without Landlock is no error: the trial shows what is refused.
    let _ = rules.and_then(landlock::Ruleset::create).and_then(|rules| rules.restrict_self());
}

/// The rest, in the thread that parses: no new processes, and the list of calls that are left.
pub(super) fn confine() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let _ = setrlimit(Resource::Nproc, none);
    // No descriptor can be made any more; those that stand are used up to here.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(3), maximum: Some(3) });
    // Where the kernel has no seccomp, the trial shows it.
    let _ = syscalls::only_what_parsing_needs();
}
