//! Model cards: `models.toml` for programs, a page for people beside each file of weights.

use crate::corpora::{Outcome, POLNEAR, SYNTAX, TOLD};
use crate::{Train, measure};
use firsthand_core::net::file::Weights;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// What a card says that is not measured.
struct Card {
    name: &'static str,
    title: &'static str,
    what: String,
    data: &'static str,
    command: &'static str,
    weak: &'static str,
}

/// Data of the syntax network.
const UD_DATA: &str = "\
| data | part | licence |
|---|---|---|
| Universal Dependencies English EWT | train | CC BY-SA 4.0 |
| Universal Dependencies English GUM (academic, bio, court, interview, news, speech, textbook, voyage) | train | CC BY and the like, by genre |
| PolNeAR v1.0 (Newell, Margolin and Ruths, LREC 2018), the CoreNLP annotation that it ships, brought nearer to UD version 2 | train | **none stated** for data and texts; its Python module says MIT. The weights are statistics and hold no text; `--without-polnear` trains without it |
";

/// Data of the finder of attributions.
const TOLD_DATA: &str = "\
| data | part | licence |
|---|---|---|
| PolNeAR v1.0 (Newell, Margolin and Ruths, LREC 2018): attributions of the first annotator of each text | train (dev for the confidence) | **none stated** for data and texts; its Python module says MIT. The weights are statistics and hold no text; `--without-polnear` trains without it |
| The golden cases of this project (`cases/`), as the rules read them | all | that of this project |
| WordNet 3.1 (categories of words) and GeoNames (places), as packaged; see `crates/core/lang/SOURCES.md` | | WordNet licence; CC BY 4.0 |
";

/// The cards, in the order of training.
fn cards() -> [Card; 2] {
    [
        Card {
            name: "syntax",
            title: "Tags, trees and names",
            what: format!(
                "Gives each word a universal and a Penn part of speech, its head and relation (Universal Dependencies, \
                 version 2) and the kind of name it belongs to. Features: hashed forms, beginnings, endings and shapes \
                 of the word, form and ending of its neighbours, white space, the corpus whose habits are asked for. \
                 Rows of a table are added, then {} bidirectional simple recurrent layers of width {}; heads by biaffine \
                 attention ({} numbers) with a term for distance, relations by a layer of {}.",
                SYNTAX.layers, SYNTAX.width, SYNTAX.arc, SYNTAX.rel
            ),
            data: UD_DATA,
            command: "cargo run --release -p firsthand-train -- syntax",
            weak: "Names were learnt from a program's output (CoreNLP) on US politics: names of other worlds are found \
                   less surely. Trees of long sentences and of headlines are the weakest.",
        },
        Card {
            name: "told",
            title: "Attributions",
            what: format!(
                "Finds cues, and for each cue its source and content. Features: hashed letters, tags, relation and head \
                 from the syntax network with its states, WordNet's category, the class in our lexicon of reporting \
                 words, the gazetteer, quotation marks, place in the block, and what the rules took for source, cue and \
                 content. {} recurrent layers of width {} over the document and a conditional random field for cues; a \
                 layer of {} over the words seen from each cue (distance, path in the tree, clause, quotation, rules) and \
                 a field for source and content.",
                TOLD.layers, TOLD.width, TOLD.pair
            ),
            data: TOLD_DATA,
            command: "cargo run --release -p firsthand-train -- told",
            weak: "Learnt on US political news of 2015 and 2016: other kinds of news are read less well, and what \
                   counts as an attribution is that corpus's wide notion. Nesting is not annotated there.",
        },
    ]
}

/// Whether weights were trained with PolNeAR, and with which seed: as they say themselves, else as this run is asked.
fn origin(bytes: &[u8], name: &str, t: &Train) -> (bool, String) {
    let mut labels = Weights::read(bytes.to_vec(), name).map(|w| w.labels).unwrap_or_default();
    let polnear = labels.get("data").map_or(!t.without_polnear, |d| d.iter().any(|d| d == POLNEAR));
    let seed = labels.remove("seed").and_then(|s| s.into_iter().next());
    (polnear, seed.unwrap_or_else(|| t.seed.to_string()))
}

/// The rows of a table of data without PolNeAR's, where it was left out.
fn data(table: &str, polnear: bool) -> String {
    table.lines().filter(|l| polnear || !l.starts_with("| PolNeAR")).map(|l| format!("{l}\n")).collect()
}

/// Writes the cards of the weights that are there.
pub(crate) fn write(t: &Train) -> Outcome<()> {
    let mut toml = String::from(
        "# What the files of weights are. Written by `firsthand-train`; a test holds each file to its hash.\n",
    );
    for card in cards() {
        let file = format!("{}.fhn", card.name);
        let Ok(bytes) = std::fs::read(t.weights.join(&file)) else { continue };
        let hash: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        let (polnear, seed) = origin(&bytes, card.name, t);
        let mut put = |line: String| writeln!(toml, "{line}").expect("a string takes it");
        put(format!(
            "\n[[model]]\nname = \"{}\"\nfile = \"{file}\"\nsha256 = \"{hash}\"\nbytes = {}",
            card.name,
            bytes.len()
        ));
        put(format!("trained_with_polnear = {polnear}\ncommand = \"{}\"", card.command));
        let scores = if card.name == "syntax" { measure::syntax_table(t)? } else { measure::told_table(t)? };
        let page = format!(
            "# {}: `{file}`\n\nWritten by `firsthand-train`; do not edit.\n\n{}\n\nMade by `{}`{} (seed {}), deterministic: the same data and \
             processor family give the same bytes.\n\nSHA-256 `{hash}`, {} bytes.\n\n## Data\n\n{}\n## Scores on development parts\n\n\
             {scores}\n## Weak\n\n{}\n",
            card.title,
            card.what,
            card.command,
            if polnear { "" } else { " --without-polnear" },
            seed,
            bytes.len(),
            data(card.data, polnear),
            card.weak
        );
        std::fs::write(t.weights.join(format!("{}.md", card.name)), page)
            .map_err(|e| format!("a card cannot be written: {e}."))?;
    }
    std::fs::write(t.weights.join("models.toml"), toml)
        .map_err(|e| format!("models.toml cannot be written: {e}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{pack, params::Params};

    #[test]
    fn cards_say_what_the_weights_say_of_their_making() {
        let asked = |without_polnear: bool| Train {
            data: "data".into(),
            weights: "weights".into(),
            cases: "cases".into(),
            without_polnear,
            rounds: None,
            seed: 5,
        };
        let labels = [("data", "cases"), ("seed", "8")].map(|(k, v)| (k.to_owned(), vec![v.to_owned()]));
        let bytes = pack::pack("told", &Params::default(), labels.into_iter().collect(), &[]);
        assert_eq!(origin(&bytes, "told", &asked(false)), (false, "8".to_owned()));
        let bytes = pack::pack("told", &Params::default(), Default::default(), &[]);
        assert_eq!(
            origin(&bytes, "told", &asked(false)),
            (true, "5".to_owned()),
            "older weights say nothing"
        );
        assert_eq!(data(TOLD_DATA, true), TOLD_DATA);
        let less = data(UD_DATA, false);
        assert!(!less.contains("PolNeAR") && less.contains("EWT"));
    }
}
