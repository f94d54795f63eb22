//! Documents for `firsthand copies` from files, folders and cases.

use super::Doc;
use crate::child::{Parsers, Patience};
use crate::cli::opening::CaseArgs;
use crate::cli::stop::Stop;
use crate::cli::{Streams, complain};
use crate::failure::{Code, Exit, Failure};
use crate::inputs::{self, Input};
use crate::pool;
use crate::progress::Progress;
use firsthand_core::model::Meta;
use firsthand_ingest::{ErrorKind, Hints, Outcome};
use std::ops::ControlFlow;

/// Documents fetched from a case at a time.
const MANY: usize = 256;

/// Every document of the inputs; what fails is complained of and left out.
pub(super) fn files(
    found: &[Result<Input, Failure>],
    quiet: bool,
    streams: &mut Streams<'_>,
) -> (Vec<Doc>, Exit) {
    let parsers = Parsers::new(Patience::default());
    let progress = Progress::start(found, &streams.terminal, quiet);
    let (mut docs, mut exit) = (Vec::new(), Exit::Done);
    let mut turn = found.iter();
    pool::in_order(
        found,
        pool::threads(None),
        |task| task.as_ref().map_or(0, Input::size),
        |task| match task {
            Ok(input) => documents(&parsers, input),
            Err(failure) => vec![Err(failure.clone())],
        },
        |result| {
            let name = turn.next().and_then(|t| t.as_ref().ok()).map_or(String::new(), Input::name);
            for one in result.unwrap_or_else(|fault| vec![Err(Failure::of_fault(name, fault))]) {
                match one {
                    Ok(doc) => docs.push(doc),
                    Err(failure) => {
                        exit = Exit::Failed;
                        progress.aside(|| complain(&failure, streams.err, &streams.terminal));
                    }
                }
            }
            progress.step();
            ControlFlow::Continue(())
        },
    );
    progress.finish();
    (docs, exit)
}

/// Every document of one input, called by its place, or why there is none.
pub(super) fn documents(parsers: &Parsers, input: &Input) -> Vec<Result<Doc, Failure>> {
    let (side, bytes) = match inputs::meta(input).and_then(|side| Ok((side, inputs::bytes(input)?))) {
        Ok(both) => both,
        Err(failure) => return vec![Err(failure)],
    };
    if firsthand_case::is_case(&bytes) {
        return vec![Err(Failure::new(Code::IsACase, input.name()))];
    }
    let hints = Hints { name: input.path(), ..Hints::default() };
    let mut all = Vec::new();
    parsers.parse(&bytes, &hints, |found| {
        let name = found.place_in(&input.name());
        match found.outcome {
            Outcome::PassedOver => {}
            Outcome::Failed(error) => all.push(Err(Failure::of_bytes(name, &error))),
            Outcome::Document(document) => {
                let meta = side.clone().or(document.meta.clone());
                all.push(Ok(doc(name, meta, document.text().to_owned())));
            }
        }
        ControlFlow::Continue(())
    });
    if all.is_empty() {
        all.push(Err(Failure::of_bytes(input.name(), &ErrorKind::NothingInside.into())));
    }
    all
}

/// Every document of a case, with its marks masked.
pub(super) fn case(at: &CaseArgs, streams: &mut Streams<'_>) -> Result<Vec<Doc>, Stop> {
    let told = |e: firsthand_case::Error| at.told(&e);
    let case = at.open(streams)?;
    let reader = at.reader(&case)?;
    let (mut docs, mut after) = (Vec::new(), None);
    loop {
        let records = reader.documents(after, MANY).map_err(told)?;
        let Some(last) = records.last() else { return Ok(docs) };
        after = Some(last.id);
        for record in &records {
            let document = reader.document(record.id).map_err(told)?;
            docs.push(doc(record.id.to_string(), document.meta(), document.text));
        }
    }
}

fn doc(id: String, meta: Meta, text: String) -> Doc {
    Doc { id, title: meta.title, text, outlet: meta.outlet, published: meta.published.map(|day| (day, day)) }
}
