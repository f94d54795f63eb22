//! Storing the pieces of files, many in one commit.

use super::Task;
use super::parse::{Common, Page, Piece, pieces, whole_mask};
use crate::child::Parsers;
use crate::failure::Failure;
use crate::guard::guarded;
use crate::pool;
use firsthand_case::{Batch, Error, Id, NewDocument, Reader, Received, Verdict, Writer};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// Files above this many bytes are opened on the writing thread, piece by piece.
const LARGE: u64 = 16 << 20;
/// Bytes of pieces that a worker collects for one file before it leaves it to the writing thread.
const COLLECTED: usize = 32 << 20;
/// A commit is due after so many bytes of pieces,
const DUE_BYTES: usize = 8 << 20;
/// so many pieces,
const DUE_PIECES: usize = 256;
/// or so much time.
const DUE_TIME: Duration = Duration::from_millis(500);

/// What became of one file, told once it is on the disk.
#[derive(Clone, Debug)]
pub struct Added {
    /// Which file: its place in the list of tasks.
    pub task: usize,
    /// "stored", "known", "kept" (an original that could not be read), "refused".
    pub state: &'static str,
    /// Its original.
    pub original: Option<Id>,
    /// Documents stored from it now.
    pub documents: Vec<Id>,
    /// Why it, or members of it, could not be read.
    pub failures: Vec<Failure>,
}

/// Files by what became of them.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Files by state.
    pub states: BTreeMap<&'static str, u64>,
    /// Documents stored.
    pub documents: u64,
    /// Failures of files and of members by code.
    pub codes: BTreeMap<String, u64>,
}

impl Tally {
    fn count(&mut self, added: &Added) {
        *self.states.entry(added.state).or_default() += 1;
        self.documents += added.documents.len() as u64;
        for failure in &added.failures {
            *self.codes.entry(failure.code().to_owned()).or_default() += 1;
        }
    }
}

/// How to add.
pub struct Add<'a> {
    /// The files, or why one cannot be opened.
    pub tasks: &'a [Result<Task, Failure>],
    /// Threads that open files.
    pub jobs: usize,
    /// Who takes them in.
    pub by: Option<Id>,
    /// The run that the verdicts belong to.
    pub run: Id,
}

/// What a worker gives for a file.
enum Opened {
    /// It was settled in an earlier run.
    Before(Verdict),
    /// All of its pieces.
    Pieces(Vec<Piece>),
    /// Too much to collect: opened where it is stored.
    Large,
    /// It cannot be opened.
    Failed(Failure),
}

/// Adds files. `done` hears of each, in order, once its verdict is on the disk; where it breaks, the rest is left.
///
/// # Errors
/// The case could not be written: what `done` heard of is stored.
pub fn add(
    how: &Add<'_>,
    common: &Common,
    parsers: &Parsers,
    reader: &Reader,
    writer: &mut Writer,
    done: &mut dyn FnMut(&Added) -> ControlFlow<()>,
) -> Result<Tally, Error> {
    let before: BTreeMap<[u8; 32], Verdict> = settled(how.tasks, reader)?;
    let mut store = Store::new(how, common, parsers, reader, writer, done);
    let mut index = 0;
    let mut outcome = Ok(());
    let open = |task: &Result<Task, Failure>| match task {
        Err(failure) => Opened::Failed(failure.clone()),
        Ok(task) => match before.get(&task.label) {
            Some(verdict) => Opened::Before(verdict.clone()),
            None if task.size > LARGE => Opened::Large,
            None => collected(task, common, parsers),
        },
    };
    pool::in_order(
        how.tasks,
        how.jobs,
        |t| t.as_ref().map_or(0, |t| t.size.min(LARGE)),
        open,
        |opened| {
            let task = &how.tasks[index];
            let opened = opened.unwrap_or_else(|fault| {
                let name = task.as_ref().map_or(String::new(), Task::name);
                Opened::Failed(Failure::of_fault(name, fault))
            });
            outcome = store.file(index, opened);
            index += 1;
            if outcome.is_ok() && !store.stop { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        },
    );
    outcome?;
    store.flush()?;
    Ok(store.tally)
}

/// Verdicts of earlier runs that still hold: what was refused is tried again, by this or a newer program.
fn settled(tasks: &[Result<Task, Failure>], reader: &Reader) -> Result<BTreeMap<[u8; 32], Verdict>, Error> {
    let mut out = BTreeMap::new();
    for task in tasks.iter().flatten() {
        if let Some(verdict) = reader.verdict(&task.label)?
            && matches!(verdict.state.as_str(), "stored" | "known")
            && verdict.original.is_some_and(|id| reader.record(id).is_ok())
        {
            out.insert(task.label, verdict);
        }
    }
    Ok(out)
}

fn collected(task: &Task, common: &Common, parsers: &Parsers) -> Opened {
    let (mut out, mut weight) = (Vec::new(), 0);
    pieces(task, common, parsers, &mut |piece| {
        weight += piece.weight();
        if weight > COLLECTED {
            return ControlFlow::Break(());
        }
        out.push(piece);
        ControlFlow::Continue(())
    });
    if weight > COLLECTED { Opened::Large } else { Opened::Pieces(out) }
}

/// A piece with the file that it belongs to.
struct Pending {
    task: usize,
    piece: Piece,
}

/// What is known of the file whose pieces are being stored.
#[derive(Default)]
struct Open {
    original: Option<Id>,
    new: bool,
    documents: Vec<Id>,
    failures: Vec<Failure>,
}

struct Store<'a, 'b> {
    how: &'a Add<'a>,
    common: &'a Common,
    parsers: &'a Parsers,
    reader: &'a Reader,
    writer: &'a mut Writer,
    done: &'b mut dyn FnMut(&Added) -> ControlFlow<()>,
    pending: Vec<Pending>,
    weight: usize,
    since: Instant,
    open: Open,
    /// Places that an original's documents have already, of originals met in this run.
    places: BTreeMap<Id, BTreeSet<Option<String>>>,
    tally: Tally,
    stop: bool,
}

impl<'a, 'b> Store<'a, 'b> {
    fn new(
        how: &'a Add<'a>,
        common: &'a Common,
        parsers: &'a Parsers,
        reader: &'a Reader,
        writer: &'a mut Writer,
        done: &'b mut dyn FnMut(&Added) -> ControlFlow<()>,
    ) -> Self {
        Store {
            how,
            common,
            parsers,
            reader,
            writer,
            done,
            pending: Vec::new(),
            weight: 0,
            since: Instant::now(),
            open: Open::default(),
            places: BTreeMap::new(),
            tally: Tally::default(),
            stop: false,
        }
    }

    /// Stores what a worker gave for a file.
    fn file(&mut self, task: usize, opened: Opened) -> Result<(), Error> {
        match opened {
            Opened::Pieces(pieces) => pieces.into_iter().try_for_each(|piece| self.piece(task, piece)),
            Opened::Large => self.walk(task),
            Opened::Failed(failure) => self.piece(task, Piece::End(Some(failure))),
            Opened::Before(verdict) => {
                self.flush()?;
                let added = Added {
                    task,
                    state: "known",
                    original: verdict.original,
                    documents: Vec::new(),
                    failures: Vec::new(),
                };
                self.tell(&[added]);
                Ok(())
            }
        }
    }

    /// Opens a large file here and stores its pieces as they come out.
    fn walk(&mut self, index: usize) -> Result<(), Error> {
        let (how, common, parsers) = (self.how, self.common, self.parsers);
        let Ok(task) = &how.tasks[index] else { return Ok(()) };
        let mut stopped = Ok(());
        let walked = guarded(|| {
            pieces(task, common, parsers, &mut |piece| {
                stopped = self.piece(index, piece);
                if stopped.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
        });
        match walked {
            Ok(()) => stopped,
            Err(fault) => self.piece(index, Piece::End(Some(Failure::of_fault(task.name(), fault)))),
        }
    }

    fn piece(&mut self, task: usize, piece: Piece) -> Result<(), Error> {
        if self.pending.is_empty() {
            self.since = Instant::now();
        }
        self.weight += piece.weight();
        self.pending.push(Pending { task, piece });
        let due =
            self.weight >= DUE_BYTES || self.pending.len() >= DUE_PIECES || self.since.elapsed() >= DUE_TIME;
        if due { self.flush() } else { Ok(()) }
    }

    /// Commits what is pending, and then tells of the files that are whole.
    fn flush(&mut self) -> Result<(), Error> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let pending = std::mem::take(&mut self.pending);
        self.weight = 0;
        let (open, places) = (std::mem::take(&mut self.open), std::mem::take(&mut self.places));
        let mut step = Step { open, places, told: Vec::new(), how: self.how, reader: self.reader };
        let step = self.writer.batch(|batch| {
            for Pending { task, piece } in &pending {
                step.store(batch, *task, piece)?;
            }
            Ok(step)
        })?;
        (self.open, self.places) = (step.open, step.places);
        // Only originals still under way can get more places.
        let current = self.open.original;
        if self.places.len() > 4096 {
            self.places.retain(|id, _| Some(*id) == current);
        }
        self.tell(&step.told);
        Ok(())
    }

    fn tell(&mut self, told: &[Added]) {
        for added in told {
            self.tally.count(added);
            self.stop |= (self.done)(added).is_break();
        }
    }
}

/// One commit.
struct Step<'a> {
    open: Open,
    places: BTreeMap<Id, BTreeSet<Option<String>>>,
    told: Vec<Added>,
    how: &'a Add<'a>,
    reader: &'a Reader,
}

impl Step<'_> {
    fn store(&mut self, batch: &mut Batch<'_>, task: usize, piece: &Piece) -> Result<(), Error> {
        match piece {
            Piece::Bytes(bytes, media) => self.bytes(batch, task, bytes, media),
            Piece::Page(page) => self.page(batch, page),
            Piece::Refused(failure) => {
                self.open.failures.push(failure.clone());
                Ok(())
            }
            Piece::End(failure) => self.end(batch, task, failure.clone()),
        }
    }

    fn bytes(
        &mut self,
        batch: &mut Batch<'_>,
        task: usize,
        bytes: &[u8],
        media_type: &str,
    ) -> Result<(), Error> {
        let path = self.how.tasks[task].as_ref().ok().and_then(|t| t.path.file_name());
        let name = path.map(|n| whole_mask(&n.to_string_lossy()));
        let received = Received { name: name.as_deref(), media_type, how: "file", by: self.how.by, at: None };
        let stored = batch.put_original(bytes, &received)?;
        self.open = Open { original: Some(stored.id), new: stored.new, ..Open::default() };
        if let std::collections::btree_map::Entry::Vacant(free) = self.places.entry(stored.id) {
            let mut places = BTreeSet::new();
            if !stored.new {
                for document in self.reader.documents_of(stored.id)? {
                    places.insert(document.content["place"].as_str().map(str::to_owned));
                }
            }
            free.insert(places);
        }
        Ok(())
    }

    fn page(&mut self, batch: &mut Batch<'_>, page: &Page) -> Result<(), Error> {
        let Some(original) = self.open.original else { return Ok(()) };
        if !self.places.entry(original).or_default().insert(page.place.clone()) {
            return Ok(());
        }
        let new = NewDocument {
            original,
            place: page.place.as_deref(),
            kind: page.kind,
            meta: &page.meta,
            text: &page.text,
            masks: page.masks.clone(),
        };
        self.open.documents.push(batch.put_document(&new)?);
        Ok(())
    }

    fn end(&mut self, batch: &mut Batch<'_>, task: usize, failure: Option<Failure>) -> Result<(), Error> {
        let open = std::mem::take(&mut self.open);
        let state = match (&failure, open.original) {
            (Some(_), None) => "refused",
            (Some(_), Some(_)) if open.documents.is_empty() => "kept",
            _ if open.documents.is_empty() && !open.new => "known",
            _ => "stored",
        };
        let failures: Vec<Failure> = open.failures.into_iter().chain(failure).collect();
        if let Ok(task) = &self.how.tasks[task] {
            let code = failures.last().map(|f| f.code().to_owned());
            let verdict =
                Verdict { label: task.label, state: state.to_owned(), code, original: open.original };
            batch.put_verdict(self.how.run, &verdict)?;
        }
        self.told.push(Added { task, state, original: open.original, documents: open.documents, failures });
        Ok(())
    }
}
