//! [`Walk`]: the way through a file and its members, with what was found, what was spent, and where.

mod unpack;

pub(crate) use unpack::Unpacked;

use crate::error::{Error, Kind};
use crate::found::{Found, Hints, Outcome};
use crate::{Charset, Format, language};
use firsthand_core::model::{Document, Meta};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The walk is over: who looks on has had enough, or a limit of the whole file is reached (and its verdict given).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stop;

/// Goes on, or stops the walk.
pub(crate) type Step = Result<(), Stop>;

/// What is known of a member from around it.
#[derive(Clone, Default)]
pub(crate) struct Around {
    /// Its name, for the ending.
    pub(crate) name: String,
    /// The format that its container declares.
    pub(crate) format: Option<Format>,
    /// The charset that its container declares. A guess of somebody's: where it does not fit, it is dropped.
    pub(crate) charset: Option<Charset>,
    /// Metadata that wins over the member's own.
    pub(crate) over: Meta,
    /// Metadata that counts where the member has none.
    pub(crate) under: Meta,
}

/// One walk.
pub(crate) struct Walk<'v> {
    pub(crate) hints: &'v Hints,
    visit: &'v mut dyn FnMut(Found) -> ControlFlow<()>,
    /// Where we are, in parts.
    place: Vec<String>,
    /// Containers around.
    depth: u32,
    /// Members given or skipped.
    seen: u64,
    /// Bytes unpacked.
    unpacked: u64,
    /// Bytes of the file itself.
    size: u64,
}

impl<'v> Walk<'v> {
    pub(crate) fn new(
        hints: &'v Hints,
        size: usize,
        visit: &'v mut dyn FnMut(Found) -> ControlFlow<()>,
    ) -> Self {
        Walk { hints, visit, place: Vec::new(), depth: 0, seen: 0, unpacked: 0, size: size as u64 }
    }

    /// Does something at a place within the present one.
    pub(crate) fn at(&mut self, part: String, work: impl FnOnce(&mut Self) -> Step) -> Step {
        self.place.push(part);
        let done = work(self);
        self.place.pop();
        done
    }

    /// Does something inside one more container, where the limits allow another.
    pub(crate) fn inside(&mut self, format: Format, work: impl FnOnce(&mut Self) -> Step) -> Step {
        if self.depth >= self.hints.limits.depth {
            return self.fail(format, Kind::NestedContainers.into());
        }
        self.depth += 1;
        let done = work(self);
        self.depth -= 1;
        done
    }

    /// Whether this is a member of a container, not the file itself.
    pub(crate) fn is_inside(&self) -> bool {
        self.depth > 0
    }

    /// Members so far.
    pub(crate) fn seen(&self) -> u64 {
        self.seen
    }

    /// A document to be made. A panic of a parser is an error like others.
    pub(crate) fn document(
        &mut self,
        format: Format,
        around: &Around,
        make: impl FnOnce() -> Result<Document, Error>,
    ) -> Step {
        if self.skips()? {
            return Ok(());
        }
        let made = catch_unwind(AssertUnwindSafe(make)).unwrap_or(Err(Kind::ParserFault.into()));
        match made {
            Ok(mut document) => {
                let own = std::mem::take(&mut document.meta);
                document.meta = around.over.clone().or(own).or(around.under.clone());
                self.give(format, Outcome::Document(Box::new(document)))
            }
            Err(error) => self.give(format, Outcome::Failed(error)),
        }
    }

    /// A verdict for the present place.
    pub(crate) fn fail(&mut self, format: Format, error: Error) -> Step {
        if self.skips()? {
            return Ok(());
        }
        self.give(format, Outcome::Failed(error))
    }

    /// The present place holds what nobody would call a document.
    pub(crate) fn pass_over(&mut self, format: Format) -> Step {
        if self.skips()? {
            return Ok(());
        }
        self.give(format, Outcome::PassedOver)
    }

    /// Counts a member; whether it is one of those to leave out.
    fn skips(&mut self) -> Result<bool, Stop> {
        if self.seen >= self.hints.limits.members {
            let _ = self.give(Format::Text, Outcome::Failed(Kind::TooManyMembers.into()));
            return Err(Stop);
        }
        self.seen += 1;
        Ok(self.seen <= self.hints.skip)
    }

    fn give(&mut self, format: Format, outcome: Outcome) -> Step {
        let language = match &outcome {
            Outcome::Document(document) => language::detect(document.text()),
            _ => None,
        };
        let found = Found { place: self.place(), format, outcome, language };
        if (self.visit)(found).is_break() { Err(Stop) } else { Ok(()) }
    }

    /// The parts of the place, joined.
    fn place(&self) -> String {
        let mut place = String::new();
        for part in &self.place {
            if !place.is_empty() && !part.starts_with('#') {
                place.push_str("!/");
            }
            place.push_str(part);
        }
        place
    }
}
