//! [`Parser`]: the parent's side of one child.

use super::frame::{self, Sign};
use super::inside::Order;
use super::running::Running;
use super::sandbox::Sandbox;
use firsthand_ingest::{ErrorKind, Format, Found, Hints, Outcome, wire};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How long is waited for a child, and how much is taken from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For the next thing found in a file.
    pub each: Duration,
    /// For all of a file.
    pub whole: Duration,
    /// Bytes that come out of one file, as messages.
    pub output: u64,
    /// Crashes in one file before what is left of it is given up.
    pub crashes: u32,
}

impl Default for Patience {
    /// A minute for each thing found, an hour for a file, 4 GiB out of it, 16 crashes in it.
    fn default() -> Self {
        let (each, whole) = (Duration::from_secs(60), Duration::from_secs(3600));
        Patience { each, whole, output: 4 << 30, crashes: 16 }
    }
}

/// A child is replaced after so long at work: its processor time is bounded by the kernel, over all its files.
const BUSY: Duration = Duration::from_secs(240);
/// And after so many files: what a parser leaks is gone with it.
const FILES: u32 = 2000;

/// One child process that parses, replaced as needed.
pub struct Parser {
    program: PathBuf,
    patience: Patience,
    running: Option<Running>,
}

/// How a round with the child ended.
enum Ended {
    /// It gave all there is.
    Whole,
    /// Who looks on has had enough.
    Asked,
    /// It crashed, hung, or talks nonsense; the verdict's kind.
    Badly(ErrorKind),
}

impl Parser {
    /// A parser that runs `program` (this program's own file) as its child. Nothing is started yet.
    pub fn new(program: impl Into<PathBuf>, patience: Patience) -> Parser {
        Parser { program: program.into(), patience, running: None }
    }

    /// What the system grants a child: starts one if none runs; `None` where none can be started.
    pub fn sandbox(&mut self) -> Option<Sandbox> {
        self.ready().map(|running| running.sandbox)
    }

    /// Everything found in a file, in the order of [`firsthand_ingest::Opened::each`]; at least one thing, also where the
    /// child crashes, hangs or cannot be started. After a crash a new child goes on behind what the old one was at; its
    /// verdict has the place `#member=N`, N counted from 1, or none where nothing came before.
    pub fn parse(&mut self, bytes: &[u8], hints: &Hints, mut visit: impl FnMut(Found) -> ControlFlow<()>) {
        let began = Instant::now();
        let mut hints = hints.clone();
        let (mut output, mut crashes, mut fruitless, mut found_any) = (0, 0, 0, false);
        loop {
            let mut count = 0;
            let mut take = |found| {
                count += 1;
                visit(found)
            };
            let kind = match self.round(bytes, &hints, began, &mut output, &mut take) {
                Ended::Whole | Ended::Asked => return,
                Ended::Badly(kind) => kind,
            };
            // Whatever it was, this child is not used again.
            self.running = None;
            fruitless = if count == 0 { fruitless + 1 } else { 0 };
            found_any |= count > 0;
            crashes += 1;
            // A crash that comes again before anything new is found is not one member's: it would come for ever.
            if fruitless > if found_any { 3 } else { 1 } {
                return;
            }
            hints.skip += count;
            let place = if hints.skip == 0 { String::new() } else { format!("#member={}", hints.skip + 1) };
            let outcome = Outcome::Failed(kind.into());
            let verdict = Found { place, format: Format::Text, outcome, language: None };
            let is_over = matches!(kind, ErrorKind::ParserMissing | ErrorKind::ParserFlood);
            if visit(verdict).is_break() || is_over || crashes >= self.patience.crashes {
                return;
            }
            hints.skip += 1;
        }
    }

    /// Gives the file to the child and takes what comes.
    fn round(
        &mut self,
        bytes: &[u8],
        hints: &Hints,
        began: Instant,
        output: &mut u64,
        visit: &mut dyn FnMut(Found) -> ControlFlow<()>,
    ) -> Ended {
        let patience = self.patience;
        let Ok(order) = serde_json::to_vec(&Order::new(hints)) else {
            return Ended::Badly(ErrorKind::ParserMissing);
        };
        let Some(running) = self.ready() else { return Ended::Badly(ErrorKind::ParserMissing) };
        running.files += 1;
        let start = Instant::now();
        let Running { child, input, output: messages, .. } = running;
        let ended = thread::scope(|scope| {
            // By itself, so that a child that does not read cannot hold us up.
            let writer = thread::Builder::new().spawn_scoped(scope, move || {
                // A child that ends early is told by what it does not say.
                let _ = frame::write(input, Sign::Order, &order)
                    .and_then(|()| frame::write(input, Sign::Bytes, bytes))
                    .and_then(|()| std::io::Write::flush(input));
            });
            let ended = match writer {
                Ok(_) => listen(messages, patience, began, output, visit),
                Err(_) => Ended::Badly(ErrorKind::ParserMissing),
            };
            if !matches!(ended, Ended::Whole) {
                // Ends the writer as well: its pipe breaks. The child may have ended by itself.
                let _ = child.kill();
            }
            ended
        });
        if let Some(running) = &mut self.running {
            running.busy += start.elapsed();
        }
        if !matches!(ended, Ended::Whole) || self.is_worn() {
            self.running = None;
        }
        ended
    }

    fn is_worn(&self) -> bool {
        self.running.as_ref().is_some_and(|running| running.busy > BUSY || running.files >= FILES)
    }

    /// The child, started if there is none.
    fn ready(&mut self) -> Option<&mut Running> {
        if self.running.is_none() {
            self.running = Running::start(&self.program, self.patience.each).ok();
        }
        self.running.as_mut()
    }
}

/// Takes what the child says of one file.
fn listen(
    messages: &Receiver<(Sign, Vec<u8>)>,
    patience: Patience,
    began: Instant,
    output: &mut u64,
    visit: &mut dyn FnMut(Found) -> ControlFlow<()>,
) -> Ended {
    loop {
        let left = patience.whole.saturating_sub(began.elapsed());
        let (sign, bytes) = match messages.recv_timeout(patience.each.min(left)) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => return Ended::Badly(ErrorKind::ParserSlow),
            Err(RecvTimeoutError::Disconnected) => return Ended::Badly(ErrorKind::ParserCrash),
        };
        *output = output.saturating_add(bytes.len() as u64);
        if *output > patience.output {
            return Ended::Badly(ErrorKind::ParserFlood);
        }
        match (sign, wire::decode(&bytes)) {
            (Sign::End, _) => return Ended::Whole,
            (Sign::Found, Some(found)) => {
                if visit(found).is_break() {
                    return Ended::Asked;
                }
            }
            // It says what no child of ours says.
            _ => return Ended::Badly(ErrorKind::ParserCrash),
        }
    }
}
