//! The queue of documents to read: works it off, many documents a commit, on as many threads as are asked for.

use crate::failure::Code;
use crate::pool;
use firsthand_case::{Error, Id, Maker, Outcome, Reader, Writer};
use firsthand_core::model::{self, Document, Meta, Reading};
use std::ops::ControlFlow;

/// Documents taken from the queue at a time, and at most so many in one commit.
const TAKEN: usize = 64;
/// How often a document is tried before it is left to the user.
const TRIES: u32 = 3;

/// Name and version of what reads, as records keep it.
pub fn version() -> String {
    format!("firsthand {}", *crate::cli::VERSION)
}

/// A document's text with its metadata, read; `None` where the text is larger than any that is read.
pub fn read(core: &firsthand_core::Reader, id: Id, meta: Meta, text: &str) -> Option<Reading> {
    Some(core.read(Document::new(id.to_string(), text)?, meta))
}

/// A document of the queue that is done with.
#[derive(Clone, Copy, Debug)]
pub struct Done<'a> {
    /// Which one.
    pub document: Id,
    /// What became of its statements; `None` where it could not be read.
    pub outcome: Option<&'a Outcome>,
    /// It says, or looks like, another language than English: little is found in it.
    pub foreign: bool,
}

/// Works the queue off. `done` hears of each document whose reading is on the disk, and of those that failed; where it
/// breaks, the rest stays in the queue.
///
/// # Errors
/// The case could not be read or written: what `done` heard of is stored.
pub fn queue(
    core: &firsthand_core::Reader,
    jobs: usize,
    reader: &Reader,
    writer: &mut Writer,
    done: &mut dyn FnMut(Done<'_>) -> ControlFlow<()>,
) -> Result<(), Error> {
    let (name, maker) = (version(), Maker::Model(version()));
    loop {
        let waiting: Vec<Id> =
            reader.queued(TAKEN)?.into_iter().filter(|(_, tries)| *tries < TRIES).map(|(id, _)| id).collect();
        if waiting.is_empty() {
            return Ok(());
        }
        let mut texts = Vec::with_capacity(waiting.len());
        for id in &waiting {
            texts.push((*id, reader.text_for_reading(*id)?));
        }
        let mut lines = Vec::with_capacity(texts.len());
        let work = |(id, (meta, text)): &(Id, (Meta, String))| {
            read(core, *id, meta.clone(), text).map(|reading| model::to_json(&reading, None))
        };
        pool::in_order(
            &texts,
            jobs,
            |(_, (_, text))| text.len() as u64,
            work,
            |line| {
                lines.push(line.ok().flatten());
                ControlFlow::Continue(())
            },
        );
        let outcomes = writer.batch(|batch| {
            let mut outcomes = Vec::with_capacity(lines.len());
            for (id, line) in waiting.iter().zip(&lines) {
                outcomes.push(match line {
                    Some(line) => Some(batch.put_reading(*id, line, &name, &maker)?),
                    None => {
                        batch.put_back(*id, Code::Internal.name())?;
                        None
                    }
                });
            }
            Ok(outcomes)
        })?;
        for ((id, (meta, _)), outcome) in texts.iter().zip(&outcomes) {
            let foreign = meta.language.as_deref().is_some_and(|l| !l.to_ascii_lowercase().starts_with("en"));
            if done(Done { document: *id, outcome: outcome.as_ref(), foreign }).is_break() {
                return Ok(());
            }
        }
    }
}
