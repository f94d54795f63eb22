//! [`in_order`]: work on several threads, results in the order of the tasks, memory bounded.
//!
//! A worker runs ahead of the output by at most [`WINDOW`] tasks and [`BUDGET`] bytes of input, whatever the number of
//! tasks. The task whose turn it is to be written is always let through, so that nobody waits for ever.

use crate::guard::{Fault, guarded};
use crate::wipe;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Tasks that may be done or under way ahead of the output.
pub const WINDOW: usize = 256;
/// Bytes of input that may be under way or wait for their turn.
pub const BUDGET: u64 = 64 << 20;
/// Threads at most, whatever is asked for.
pub const MAX_JOBS: usize = 256;
/// Stack of a worker, in bytes: deeply nested pages are read by recursion in places.
const STACK: usize = 32 << 20;

/// Threads to work with: as many as are asked for, else as there are processors.
pub fn threads(jobs: Option<NonZeroUsize>) -> usize {
    jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
}

struct State<R> {
    /// The next task that nobody has taken.
    next: usize,
    /// Tasks whose result has been handed out.
    written: usize,
    /// Bytes of input under way or waiting.
    bytes: u64,
    ready: BTreeMap<usize, (Result<R, Fault>, u64)>,
    stop: bool,
}

struct Shared<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
}

impl<R> Shared<R> {
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        // No code under the lock can panic half-way through a change, so a poisoned state is still sound.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while<'a>(
        &self,
        guard: MutexGuard<'a, State<R>>,
        condition: impl FnMut(&mut State<R>) -> bool,
    ) -> MutexGuard<'a, State<R>> {
        self.changed.wait_while(guard, condition).unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does `work` on every task with `jobs` threads and hands each result to `sink`, on the calling thread, in the order
/// of the tasks. A panic in `work` becomes a [`Fault`] for that task alone. `weight` is a task's input in bytes.
/// Stops early where `sink` breaks.
pub fn in_order<T: Sync, R: Send>(
    tasks: &[T],
    jobs: usize,
    weight: impl Fn(&T) -> u64 + Sync,
    work: impl Fn(&T) -> R + Sync,
    mut sink: impl FnMut(Result<R, Fault>) -> ControlFlow<()>,
) {
    let state = State { next: 0, written: 0, bytes: 0, ready: BTreeMap::new(), stop: false };
    let shared = Shared { state: Mutex::new(state), changed: Condvar::new() };
    thread::scope(|scope| {
        let jobs = jobs.clamp(1, tasks.len().clamp(1, MAX_JOBS));
        let started = (0..jobs)
            .filter(|_| {
                let worker = || {
                    worker(tasks, &shared, &weight, &work);
                    wipe::stack();
                };
                thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker).is_ok()
            })
            .count();
        if started == 0 {
            // The system grants no thread: this one does the work.
            let _ = tasks.iter().try_for_each(|task| sink(guarded(|| work(task))));
        } else {
            hand_out(tasks.len(), &shared, &mut sink);
        }
    });
}

/// One worker: takes the next task, waits until memory allows it, works, leaves the result.
fn worker<T, R>(tasks: &[T], shared: &Shared<R>, weight: impl Fn(&T) -> u64, work: impl Fn(&T) -> R) {
    loop {
        let mut state = shared
            .wait_while(shared.lock(), |s| !s.stop && s.next < tasks.len() && s.next >= s.written + WINDOW);
        if state.stop || state.next >= tasks.len() {
            return;
        }
        let index = state.next;
        state.next += 1;
        drop(state);
        let bytes = guarded(|| weight(&tasks[index])).unwrap_or(0);
        let mut state = shared.wait_while(shared.lock(), |s| {
            !s.stop && s.written != index && s.bytes.saturating_add(bytes) > BUDGET
        });
        if state.stop {
            return;
        }
        state.bytes = state.bytes.saturating_add(bytes);
        drop(state);
        let result = guarded(|| work(&tasks[index]));
        shared.lock().ready.insert(index, (result, bytes));
        shared.changed.notify_all();
    }
}

/// Hands the results out as their turn comes.
fn hand_out<R>(count: usize, shared: &Shared<R>, sink: &mut impl FnMut(Result<R, Fault>) -> ControlFlow<()>) {
    for index in 0..count {
        let mut state = shared.wait_while(shared.lock(), |s| !s.ready.contains_key(&index));
        let Some((result, bytes)) = state.ready.remove(&index) else { continue };
        drop(state);
        let go_on = sink(result);
        let mut state = shared.lock();
        state.written += 1;
        state.bytes = state.bytes.saturating_sub(bytes);
        state.stop = go_on.is_break();
        drop(state);
        shared.changed.notify_all();
        if go_on.is_break() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn run(tasks: &[u64], jobs: usize) -> Vec<Option<u64>> {
        let mut out = Vec::new();
        let work = |t: &u64| {
            assert!(t % 7 != 3, "a bug met in one task");
            (0..t % 50).fold(*t, |a, b| std::hint::black_box(a.wrapping_mul(31).wrapping_add(b)))
        };
        in_order(
            tasks,
            jobs,
            |t| t % 100 * (BUDGET / 60),
            work,
            |r| {
                out.push(r.ok());
                ControlFlow::Continue(())
            },
        );
        out
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn jobs_change_nothing(tasks in prop::collection::vec(any::<u64>(), 0..400), jobs in 1usize..9) {
            prop_assert_eq!(run(&tasks, 1), run(&tasks, jobs));
        }
    }

    #[test]
    fn a_break_stops_the_work() {
        let tasks: Vec<u32> = (0..100_000).collect();
        let (done, mut seen) = (AtomicUsize::new(0), 0);
        in_order(
            &tasks,
            4,
            |_| 1,
            |_| done.fetch_add(1, Ordering::Relaxed),
            |_| {
                seen += 1;
                if seen == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(seen, 3);
        assert!(done.into_inner() <= 3 + WINDOW + 4);
    }

    #[test]
    fn no_tasks_no_wait() {
        in_order(&[] as &[u8], 3, |_| 0, |_| (), |_| ControlFlow::Continue(()));
    }
}
