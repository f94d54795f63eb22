//! [`Progress`]: how far a long run is, on standard error, for people only.

use crate::failure::Failure;
use crate::inputs::Input;
use crate::terminal::Terminal;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// From so many files on, progress is worth a line.
const MANY: usize = 16;
/// From so many bytes on (all files together), too.
const LARGE: u64 = 4 << 20;

/// A line that tells files done, files in all, documents a second and the time left; or nothing.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// Shown only where a person watches standard error, did not ask for quiet, and there is enough to wait for.
    pub fn start(inputs: &[Result<Input, Failure>], terminal: &Terminal, quiet: bool) -> Self {
        let worth = || inputs.len() >= MANY || inputs.iter().flatten().map(Input::size).sum::<u64>() >= LARGE;
        if quiet || !terminal.watched || !worth() {
            return Self(ProgressBar::hidden());
        }
        let bar =
            ProgressBar::with_draw_target(Some(inputs.len() as u64), ProgressDrawTarget::stderr_with_hz(5));
        let style = ProgressStyle::with_template("{bar:24} {pos}/{len} files  {per_sec}  {eta} left");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(500));
        Self(bar)
    }

    /// One more file is done, well or not.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Takes the line away while something else is printed.
    pub fn aside<R>(&self, print: impl FnOnce() -> R) -> R {
        self.0.suspend(print)
    }

    /// Takes the line away for good.
    pub fn finish(self) {
        self.0.finish_and_clear();
    }
}
