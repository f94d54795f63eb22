//! [`Progress`]: how far a long run is, on standard error, for people only.

use crate::failure::Failure;
use crate::inputs::Input;
use crate::terminal::Terminal;
use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// From so many files on, progress is worth a line.
const MANY: usize = 16;
/// From so many bytes on (all files together), too.
const LARGE: u64 = 4 << 20;

/// A line that tells files done, files in all, documents a second and the time left; or nothing.
///
/// The time left is told from the first finished file on, by bytes, and goes down until the next one is finished.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    /// What is left to read of each file, in the order of the files; empty where nothing is shown.
    left: Vec<u64>,
    began: Instant,
    /// When all will be done as far as the files done so far tell, in milliseconds from the beginning; 0 before the first.
    end: Arc<AtomicU64>,
}

impl Progress {
    /// Shown only where a person watches standard error, did not ask for quiet, and there is enough to wait for.
    pub fn start(inputs: &[Result<Input, Failure>], terminal: &Terminal, quiet: bool) -> Self {
        Self::of_sizes(inputs.iter().map(|i| i.as_ref().map_or(0, Input::size)), terminal, quiet)
    }

    /// The same over files of these many bytes.
    pub fn of_sizes(sizes: impl Iterator<Item = u64>, terminal: &Terminal, quiet: bool) -> Self {
        if quiet || !terminal.watched {
            return Self::of(ProgressBar::hidden(), Vec::new());
        }
        let sizes: Vec<u64> = sizes.collect();
        if sizes.len() < MANY && sizes.iter().sum::<u64>() < LARGE {
            return Self::of(ProgressBar::hidden(), Vec::new());
        }
        let bar =
            ProgressBar::with_draw_target(Some(sizes.len() as u64), ProgressDrawTarget::stderr_with_hz(5));
        let style = ProgressStyle::with_template("{bar:24} {pos}/{len} files, {speed}{left}");
        let progress = Self::of(bar, left_after(sizes.into_iter()));
        let (bar, began, end) = (&progress.bar, progress.began, progress.end.clone());
        if let Ok(style) = style {
            let speed = |state: &ProgressState, to: &mut dyn Write| {
                // A line that cannot be drawn is no loss.
                let _ = write!(to, "{:.1} docs/s", state.per_sec());
            };
            let left = move |_: &ProgressState, to: &mut dyn Write| {
                let end = Duration::from_millis(end.load(Relaxed));
                if !end.is_zero() {
                    let _ = write!(to, ", {} left", HumanDuration(end.saturating_sub(began.elapsed())));
                }
            };
            bar.set_style(style.with_key("speed", speed).with_key("left", left));
        }
        bar.enable_steady_tick(Duration::from_millis(500));
        progress
    }

    fn of(bar: ProgressBar, left: Vec<u64>) -> Self {
        Self { bar, left, began: Instant::now(), end: Arc::default() }
    }

    /// One more file is done, well or not.
    pub fn step(&self) {
        let done = usize::try_from(self.bar.position()).unwrap_or(usize::MAX);
        if let (Some(all), Some(left)) = (self.left.first(), self.left.get(done.saturating_add(1))) {
            self.end.store(estimate(self.began.elapsed(), *all, *left), Relaxed);
        }
        self.bar.inc(1);
    }

    /// Takes the line away while something else is printed.
    pub fn aside<R>(&self, print: impl FnOnce() -> R) -> R {
        self.bar.suspend(print)
    }

    /// Takes the line away for good.
    pub fn finish(self) {
        self.bar.finish_and_clear();
    }
}

/// What is left before each file and after the last, from their sizes in bytes. What each file costs beyond its bytes
/// counts as a page of them.
fn left_after(sizes: impl DoubleEndedIterator<Item = u64>) -> Vec<u64> {
    let mut left = vec![0u64];
    for size in sizes.rev() {
        left.push(left[left.len() - 1].saturating_add(size).saturating_add(4096));
    }
    left.reverse();
    left
}

/// When all will be done, in milliseconds from the beginning: at least 1.
fn estimate(elapsed: Duration, all: u64, left: u64) -> u64 {
    let done = u128::from(all.saturating_sub(left).max(1));
    u64::try_from(elapsed.as_millis() * u128::from(all) / done).unwrap_or(u64::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_goes_by_bytes() {
        let left = left_after([4096, 0, 12288].into_iter());
        assert_eq!(left, [28672, 20480, 16384, 0]);
        let after = |file: usize| estimate(Duration::from_secs(2), left[0], left[file]);
        assert_eq!((after(1), after(3)), (7000, 2000));
        assert_eq!(estimate(Duration::ZERO, 0, 0), 1);
    }
}
