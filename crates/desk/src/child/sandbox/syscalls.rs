//! The system calls that parsing needs; all others fail with "not permitted" (seccomp-BPF).

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    apply_filter_all_threads,
};
use std::collections::BTreeMap;

/// What a thread does with memory, time and locks; and the ways out.
const FREE: [i64; 22] = [
    libc::SYS_brk,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_close,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_futex,
    libc::SYS_getpid,
    libc::SYS_getrandom,
    libc::SYS_gettid,
    libc::SYS_madvise,
    libc::SYS_membarrier,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_nanosleep,
    libc::SYS_restart_syscall,
    libc::SYS_rseq,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sched_yield,
    libc::SYS_sigaltstack,
];

/// Lets go of every other call, in all threads.
///
/// Reading is allowed from standard input alone and writing to standard output and error: a descriptor that was left
/// open by whoever started us is of no use. Memory may be had, but none of a file's and none that is run.
pub(super) fn only_what_parsing_needs() -> Result<(), seccompiler::Error> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = FREE.iter().map(|call| (*call, Vec::new())).collect();
    rules.insert(libc::SYS_read, vec![equal(0, 0)?]);
    rules.insert(libc::SYS_write, vec![equal(0, 1)?, equal(0, 2)?]);
    let (anonymous, run) = (libc::MAP_ANONYMOUS as u64, libc::PROT_EXEC as u64);
    let is_anonymous = condition(3, SeccompCmpOp::MaskedEq(anonymous), anonymous)?;
    let is_data = condition(2, SeccompCmpOp::MaskedEq(run), 0)?;
    rules.insert(libc::SYS_mmap, vec![SeccompRule::new(vec![is_anonymous, is_data.clone()])?]);
    rules.insert(libc::SYS_mprotect, vec![SeccompRule::new(vec![is_data])?]);
    // A process that aborts sends itself a signal.
    rules.insert(libc::SYS_tgkill, vec![equal(0, u64::from(std::process::id()))?]);
    let denied = SeccompAction::Errno(libc::EPERM as u32);
    let arch = std::env::consts::ARCH.try_into()?;
    let filter: BpfProgram = SeccompFilter::new(rules, denied, SeccompAction::Allow, arch)?.try_into()?;
    apply_filter_all_threads(&filter)
}

fn equal(argument: u8, value: u64) -> Result<SeccompRule, seccompiler::Error> {
    Ok(SeccompRule::new(vec![condition(argument, SeccompCmpOp::Eq, value)?])?)
}

fn condition(
    argument: u8,
    operator: SeccompCmpOp,
    value: u64,
) -> Result<SeccompCondition, seccompiler::Error> {
    Ok(SeccompCondition::new(argument, SeccompCmpArgLen::Dword, operator, value)?)
}
