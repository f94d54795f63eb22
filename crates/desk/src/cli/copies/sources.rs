//! Documents for `firsthand copies` from files, folders and cases.

use super::Doc;
use crate::child::{Parsers, Patience};
use crate::cli::Streams;
use crate::cli::gather::gather;
use crate::cli::opening::CaseArgs;
use crate::cli::stop::Stop;
use crate::failure::{Exit, Failure};
use crate::inputs::{self, Input};
use crate::linking;
use crate::progress::Progress;
use firsthand_core::model::Meta;
use firsthand_ingest::Outcome;

/// Every document of the inputs; what fails is complained of and left out.
pub(super) fn files(
    found: &[Result<Input, Failure>],
    quiet: bool,
    streams: &mut Streams<'_>,
) -> (Vec<Doc>, Exit) {
    let parsers = Parsers::new(Patience::default());
    let progress = Progress::start(found, &streams.terminal, quiet);
    let mut docs = Vec::new();
    let exit =
        gather(found, Some(&progress), streams, |input| documents(&parsers, input), |doc| docs.push(doc));
    progress.finish();
    (docs, exit)
}

/// Every document of one input, called by its place, or why there is none.
pub(super) fn documents(parsers: &Parsers, input: &Input) -> Vec<Result<Doc, Failure>> {
    inputs::opened(parsers, input, None, |side, found| {
        let name = found.place_in(&input.name());
        match found.outcome {
            Outcome::PassedOver => None,
            Outcome::Failed(error) => Some(Err(Failure::of_bytes(name, &error))),
            Outcome::Document(document) => {
                let meta = side.clone().or(document.meta.clone());
                Some(Ok(doc(name, meta, document.text().to_owned())))
            }
        }
    })
}

/// Every document of a case, with its marks masked.
pub(super) fn case(at: &CaseArgs, streams: &mut Streams<'_>) -> Result<Vec<Doc>, Stop> {
    let told = |e: firsthand_case::Error| at.told(&e);
    let case = at.open(streams)?;
    let reader = at.reader(&case)?;
    let mut docs = Vec::new();
    for records in linking::documents(&reader) {
        for record in &records.map_err(told)? {
            let document = reader.document(record.id).map_err(told)?;
            docs.push(doc(record.id.to_string(), document.meta(), document.text));
        }
    }
    Ok(docs)
}

fn doc(id: String, meta: Meta, text: String) -> Doc {
    Doc { id, title: meta.title, text, outlet: meta.outlet, published: meta.published.map(|day| (day, day)) }
}
