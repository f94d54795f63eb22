//! Copies of a case.

use crate::case::{Case, Options, new_file, remove_files, sync_folder};
use crate::connect::{Mode, connect, give_key, quiet};
use crate::error::{Error, Kind, Result};
use crate::header;
use crate::secret::Passphrase;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

impl Case {
    /// Writes a copy of the case as it is now, with the same passphrase. Others may go on reading and writing. The copy
    /// gets its name once it is whole; nothing is overwritten.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(Error(Kind::Exists));
        }
        let mut name = to.as_os_str().to_owned();
        name.push(".part");
        let part = PathBuf::from(name);
        remove_files(&part);
        new_file(&part)?;
        let copied = self.copy_to(&part).and_then(|()| {
            // A hard link refuses to take another file's place, a renaming does not; not every file system has them.
            match std::fs::hard_link(&part, to) {
                Ok(()) => Ok(std::fs::remove_file(&part)?),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(Error(Kind::Exists)),
                Err(_) => Ok(std::fs::rename(&part, to)?),
            }
        });
        if copied.is_err() {
            remove_files(&part);
        }
        copied?;
        sync_folder(to);
        Ok(())
    }

    /// The database first, through SQLite's own way of copying one that is in use; then the header.
    fn copy_to(&self, part: &Path) -> Result<()> {
        let layer = self.options.layer;
        let from = connect(&self.options, &self.path, &self.key, Mode::Read)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copy = Connection::open_with_flags_and_vfs(part, flags, layer.name())?;
        quiet(&copy)?;
        give_key(&copy, self.options.pages, &self.key)?;
        copy.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = FULL;")?;
        from.execute_batch("BEGIN; SELECT count(*) FROM log_state;")?;
        let backup = Backup::new(&from, &mut copy)?;
        loop {
            match backup.step(-1)? {
                StepResult::Done => break,
                // Somebody opens or closes just now.
                _ => std::thread::sleep(Duration::from_millis(10)),
            }
        }
        drop(backup);
        let state = crate::log::load(&copy)?;
        drop(copy);
        // The header last: it may then be newer than the copy, never older. A copy without a header is no case.
        let mark = header::Mark { commits: state.commits, size: state.edge.size(), root: state.edge.root() };
        header::copy(layer, &self.path, part, &self.mark_key(), mark)
    }

    /// Makes a case of a backup: copies it and verifies the copy wholly. Refuses where anything is found, and leaves
    /// nothing then.
    pub fn restore(backup: &Path, to: &Path, passphrase: &Passphrase, options: Options) -> Result<Case> {
        let case = Case::open(backup, passphrase, options.clone())?;
        case.backup(to)?;
        let restored = Case { path: to.to_owned(), ..case };
        let whole = restored
            .verify(None)
            .and_then(|r| if r.whole() { Ok(()) } else { Err(Error(Kind::LogDisagrees)) });
        if whole.is_err() {
            remove_files(to);
        }
        whole.map(|()| restored)
    }
}
