//! One child process from outside: its pipes, and the thread that listens to it.

use super::frame::{self, Sign};
use super::sandbox::Sandbox;
use std::io;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::Duration;

/// Messages that may wait for the parent, so that a child that floods is held up by its own pipe.
const WAITING: usize = 4;

/// A child that was started.
pub(super) struct Running {
    pub(super) child: Child,
    pub(super) input: ChildStdin,
    pub(super) output: Receiver<(Sign, Vec<u8>)>,
    /// What the kernel grants it, as it said itself.
    pub(super) sandbox: Sandbox,
    /// How long it has parsed so far.
    pub(super) busy: Duration,
    /// Files that it was given.
    pub(super) files: u32,
}

impl Running {
    /// Starts a child and waits for its first word.
    ///
    /// # Errors
    /// It cannot be started, or says nothing in time.
    pub(super) fn start(program: &Path, patience: Duration) -> io::Result<Running> {
        let mut command = Command::new(program);
        command.arg(super::COMMAND).env_clear();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        if cfg!(unix) {
            command.current_dir("/");
        } else if let Some(root) = std::env::var_os("SystemRoot") {
            // Windows' own libraries ask for it.
            command.env("SystemRoot", root);
        }
        let mut child = command.spawn()?;
        let (Some(input), Some(mut pipe)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (sender, output) = sync_channel(WAITING);
        let listener = thread::Builder::new().spawn(move || {
            while let Ok(Some(message)) = frame::read(&mut pipe) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let mut running =
            Running { child, input, output, sandbox: Sandbox::default(), busy: Duration::ZERO, files: 0 };
        listener?;
        let hello = match running.output.recv_timeout(patience) {
            Ok((Sign::Hello, hello)) => serde_json::from_slice(&hello).ok(),
            _ => None,
        };
        running.sandbox = hello.ok_or(io::ErrorKind::InvalidData)?;
        Ok(running)
    }

    /// Ends it at once.
    fn kill(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
        // Without this it would stay in the system's table as a zombie.
        let _ = self.child.wait();
    }
}
