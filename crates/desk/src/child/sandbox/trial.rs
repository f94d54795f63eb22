//! Whether what was given up is gone. Nothing is left behind where it is not.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

/// Whether a file that everybody may read is refused.
pub(super) fn no_files() -> bool {
    ["/dev/null", "/", "C:\\"].iter().all(|name| File::open(Path::new(name)).is_err())
        && std::env::current_exe().and_then(File::open).is_err()
}

/// Whether a socket without any address is refused.
pub(super) fn no_sockets() -> bool {
    #[cfg(unix)]
    return std::os::unix::net::UnixDatagram::unbound().is_err();
    #[cfg(not(unix))]
    false
}

/// Whether the start of a program that does not exist is refused, before anybody looks for it.
pub(super) fn no_programs() -> bool {
    let missing = Command::new("/nowhere/at/all").env_clear().spawn();
    missing.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
}
