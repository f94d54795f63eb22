//! The documents of a case, read for `firsthand timeline`.

use super::Streams;
use super::opening::CaseArgs;
use super::stop::Stop;
use crate::{linking, pool, work};
use firsthand_case::Id;
use firsthand_core::model::{Meta, Reading};
use firsthand_core::{Reader, weights};
use std::collections::HashSet;
use std::ops::ControlFlow;

/// All documents of a case, read with their marks masked, and what the page calls each.
pub(super) fn read(
    at: &CaseArgs,
    streams: &mut Streams<'_>,
) -> Result<(Vec<Reading>, Vec<Option<String>>), Stop> {
    let told = |e: firsthand_case::Error| at.told(&e);
    let case = at.open(streams)?;
    let reader = at.reader(&case)?;
    let core = Reader::english().with(weights::english());
    let jobs = pool::threads(None);
    let (mut readings, mut names) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for records in linking::documents(&reader) {
        let records = records.map_err(told)?;
        let mut texts: Vec<(Id, Meta, String)> = Vec::with_capacity(records.len());
        for record in &records {
            // The same page in and beside an archive tells its acts once.
            let page = ["text_sha256", "title", "outlet", "published"].map(|f| record.content[f].to_string());
            if !seen.insert(page) {
                continue;
            }
            let document = reader.document(record.id).map_err(told)?;
            texts.push((record.id, document.meta(), document.text));
        }
        let work = |(id, meta, text): &(Id, Meta, String)| work::read(&core, *id, meta.clone(), text);
        pool::in_order(
            &texts,
            jobs,
            |(_, _, text)| text.len() as u64,
            work,
            |reading| {
                if let Some(reading) = reading.ok().flatten() {
                    let title = reading.document.meta.title.clone();
                    names.push(Some(title.unwrap_or_else(|| reading.document.id().to_owned())));
                    readings.push(reading);
                }
                ControlFlow::Continue(())
            },
        );
    }
    Ok((readings, names))
}
