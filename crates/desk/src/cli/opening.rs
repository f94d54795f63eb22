//! How a command opens a case: its file, its passphrase, and the person who acts.

use super::Streams;
use super::stop::Stop;
use crate::ask;
use crate::failure::{Code, Failure};
use crate::roles::{Deed, Role};
use clap::Args;
use firsthand_case::{Case, Error, Id, Options, Reader, Signer, Writer};
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Bytes of a case file's header.
const HEADER: u64 = 16 << 10;

/// The case and its passphrase.
#[derive(Args, Clone, Debug)]
pub struct CaseArgs {
    /// The case file
    #[arg(value_name = "CASE")]
    pub case: PathBuf,
    /// File whose first line is the case's passphrase [default: asked on the terminal]
    #[arg(long, value_name = "FILE", help_heading = "How to open the case")]
    pub passphrase_file: Option<PathBuf>,
}

impl CaseArgs {
    /// What messages call the case: its name as given.
    pub(super) fn name(&self) -> String {
        self.case.to_string_lossy().into_owned()
    }

    /// What the case file says went wrong.
    pub(super) fn told(&self, error: &Error) -> Stop {
        Failure::of_case(self.name(), error).into()
    }

    /// Opens the case. What its quick check finds is told, and reading goes on: writing is refused by the case itself.
    pub(super) fn open(&self, streams: &mut Streams<'_>) -> Result<Case, Stop> {
        // What is no case is told before a passphrase is asked for.
        let header = header(&self.case).map_err(|e| Failure::of_io(self.name(), &e))?;
        firsthand_case::probe(&header).map_err(|e| self.told(&e))?;
        let passphrase = ask::passphrase(self.passphrase_file.as_deref(), "the case")?;
        let case = Options::new()
            .and_then(|options| Case::open(&self.case, &passphrase, options))
            .map_err(|e| self.told(&e))?;
        let care = streams.terminal.err.care;
        for finding in case.alarms() {
            writeln!(streams.err, "{care}warning{care:#}: {}", finding.what())?;
        }
        if !case.alarms().is_empty() {
            writeln!(
                streams.err,
                "  What to do: 'firsthand verify' tells all that is wrong; keep a copy of the file."
            )?;
        }
        Ok(case)
    }

    /// A connection that reads.
    pub(super) fn reader(&self, case: &Case) -> Result<Reader, Stop> {
        case.reader().map_err(|e| self.told(&e))
    }

    /// A connection that writes; while another program writes, that is said once.
    pub(super) fn writer(&self, case: &Case) -> Result<Writer, Stop> {
        let mut told = false;
        let waiting = move |waited: Duration| {
            if !told && waited > Duration::from_millis(800) {
                told = true;
                // Nobody to tell: then it waits in silence.
                let _ =
                    writeln!(std::io::stderr(), "Another program is writing to this case; waiting for it.");
            }
            true
        };
        case.writer(Box::new(waiting)).map_err(|e| self.told(&e))
    }

    /// A record's name as typed: whole, or its beginning as far as it is the only one.
    pub(super) fn id(&self, reader: &Reader, typed: &str) -> Result<Id, Stop> {
        let typed = typed.trim_end_matches('…').to_ascii_lowercase();
        let sound = (4..=32).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_hexdigit());
        if !sound {
            return Err(Failure::new(Code::NotAName, typed).into());
        }
        reader.named(&typed).map_err(|e| self.told(&e))
    }
}

/// Whether a file is a case, by its first bytes.
pub(super) fn is_case(path: &Path) -> bool {
    header(path).is_ok_and(|header| firsthand_case::is_case(&header))
}

/// As much of a file's beginning as a case's header takes.
fn header(path: &Path) -> io::Result<Vec<u8>> {
    let mut header = Vec::new();
    File::open(path)?.take(HEADER).read_to_end(&mut header)?;
    Ok(header)
}

/// Who acts.
#[derive(Args, Clone, Debug)]
pub struct AsArgs {
    /// The person who acts, by the pseudonym that the case knows
    #[arg(long = "as", value_name = "NAME", help_heading = "Who acts")]
    pub name: Option<String>,
    /// File whose first line is that person's own passphrase [default: asked on the terminal]
    #[arg(long, value_name = "FILE", requires = "name", help_heading = "Who acts")]
    pub as_passphrase_file: Option<PathBuf>,
}

impl AsArgs {
    /// The opened key of the person who acts, once their role allows it; `None` where nobody is named and nobody has to be:
    /// the case has no people at work, or everybody may.
    ///
    /// # Errors
    /// Nobody is named who has to be; the role does not reach; the case does not know them, or not this passphrase.
    pub(super) fn signer(
        &self,
        deed: Deed,
        case: &CaseArgs,
        reader: &Reader,
    ) -> Result<Option<Signer>, Stop> {
        let Some(name) = &self.name else {
            let people = reader.people().map_err(|e| case.told(&e))?;
            let is_own = people.iter().all(|person| person.retired);
            if is_own || deed.is_free() {
                return Ok(None);
            }
            return Err(Failure::with_detail(Code::NeedsName, case.name(), deed.who()).into());
        };
        // A name that the case does not know, or that may not, is told before anything is asked.
        let person = reader.person(name).map_err(|e| case.told(&e))?;
        let role = Role::of(&person.role);
        if !role.may(deed) {
            let detail = format!("{name}: {}; {}", role.word(), deed.who());
            return Err(Failure::with_detail(Code::NotTheirs, "--as", detail).into());
        }
        let passphrase = ask::passphrase(self.as_passphrase_file.as_deref(), name)?;
        reader.unlock(name, &passphrase).map(Some).map_err(|e| case.told(&e))
    }
}
