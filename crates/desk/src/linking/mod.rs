//! Documents as the linking of documents needs them: of files that were read, or of a case as it stands with what people
//! corrected and settled.

mod case;

pub use case::{Standing, documents, of_case, paper};

use firsthand_core::link::dossier::Paper;
use firsthand_core::model::{Reading, to_json};
use serde_json::Value;

/// A reading as a paper. What reads it is the contract's JSON, the same as for those of a case.
pub fn of_reading(reading: &Reading) -> Paper {
    let page: Value = serde_json::from_str(&to_json(reading, None)).unwrap_or_default();
    Paper::of_json(reading.document.text(), &page)
}
