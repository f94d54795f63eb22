//! Files of every kind, made here of known text, and what is found in them.

mod archives;
mod hostile;
mod letters;
mod make;
mod office;
mod pdf;
mod tables;
mod wire;

use firsthand_ingest::{Found, Hints, Outcome, open};

/// All that is found in a file of a name.
fn all(name: &str, bytes: &[u8]) -> Vec<Found> {
    open(bytes, &Hints { name: Some(name.into()), ..Hints::default() }).all()
}

/// Place and text of each document, place and error of each verdict.
fn told(name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let tell = |found: Found| {
        let what = match &found.outcome {
            Outcome::Document(document) => document.text().to_owned(),
            Outcome::Failed(error) => error.kind().name().to_owned(),
            Outcome::PassedOver => "-".to_owned(),
        };
        (found.place, what)
    };
    all(name, bytes).into_iter().map(tell).collect()
}

/// The text of a file that is one document.
fn text(name: &str, bytes: &[u8]) -> String {
    let found = all(name, bytes);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].document().unwrap_or_else(|| panic!("{found:?}")).text().to_owned()
}

/// The name of the only verdict.
fn verdict(name: &str, bytes: &[u8]) -> &'static str {
    let found = all(name, bytes);
    let [one] = found.as_slice() else { panic!("{found:?}") };
    one.error().unwrap_or_else(|| panic!("{found:?}")).kind().name()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}
