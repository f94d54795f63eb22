//! What the system keeps from the child: asked for, then tried.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
mod syscalls;
mod trial;

use serde::{Deserialize, Serialize};

/// What a child cannot do on this system. Each was tried in the child itself after it had confined itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sandbox {
    /// It cannot open files.
    pub files: bool,
    /// It cannot make sockets.
    pub sockets: bool,
    /// It cannot start other programs.
    pub programs: bool,
    /// Its memory, processor time and files' sizes are bounded by the kernel.
    pub bounds: bool,
}

impl Sandbox {
    /// Everything is refused and bounded.
    pub fn is_whole(self) -> bool {
        self.files && self.sockets && self.programs && self.bounds
    }

    /// What is missing, for a sentence: "files, sockets"; empty where nothing is.
    pub fn missing(self) -> String {
        let parts = [
            (self.files, "files"),
            (self.sockets, "sockets"),
            (self.programs, "other programs"),
            (self.bounds, "bounds on memory and time"),
        ];
        parts.iter().filter(|(kept, _)| !kept).map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
    }
}

/// Bounds this process as a whole; whether the system did. For the first thread, before there are others.
pub(super) fn bound() -> bool {
    #[cfg(target_os = "linux")]
    return linux::bound();
    #[cfg(not(target_os = "linux"))]
    false
}

/// Gives up whatever can be given up, for all threads, and tries whether it is gone.
pub(super) fn confine(bounds: bool) -> Sandbox {
    #[cfg(target_os = "linux")]
    linux::confine();
    Sandbox { files: trial::no_files(), sockets: trial::no_sockets(), programs: trial::no_programs(), bounds }
}
