//! The two training runs: which texts, in which order, with which sizes.

use crate::polnear::{self, Text};
use crate::treebank::{self, Bank, Labels, Sentence};
use crate::{Train, cards, measure, pack, params::Params, syntax, told, work};
use firsthand_core::Reader;
use firsthand_core::read::syntax::Syntax;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What went wrong, in one line.
pub(crate) type Outcome<T> = Result<T, String>;

/// Treebanks: name of the file's beginning, conventions.
pub(crate) const BANKS: [(&str, Bank); 2] = [("ewt", Bank::Ewt), ("gum", Bank::Gum)];

/// Reads a file of text, unpacked where its name ends in `.gz`.
pub(crate) fn read(path: &Path) -> Outcome<String> {
    treebank::text(path).map_err(|e| {
        format!(
            "{} cannot be read: {e}. --data or FIRSTHAND_DATA names the folder of the corpora.",
            path.display()
        )
    })
}

/// A part of a treebank.
fn ud(t: &Train, bank: &str, part: &str) -> PathBuf {
    t.data.join("ud-english").join(format!("{bank}-{part}.conllu"))
}

/// Labels, as the training parts of the treebanks have them.
pub(crate) fn labels(t: &Train) -> Outcome<Labels> {
    let files: Vec<String> = BANKS.iter().map(|(b, _)| read(&ud(t, b, "train"))).collect::<Result<_, _>>()?;
    Ok(Labels::of(&files))
}

/// Sentences of a part of each treebank.
pub(crate) fn universal(t: &Train, part: &str, labels: &Labels) -> Outcome<Vec<Vec<Sentence>>> {
    BANKS.iter().map(|(b, bank)| Ok(treebank::universal(&read(&ud(t, b, part))?, *bank, labels))).collect()
}

/// PolNeAR's silver sentences of a part.
pub(crate) fn silver(t: &Train, part: &str, labels: &Labels) -> Outcome<Vec<Sentence>> {
    let folder = t.data.join("polnear").join(part);
    let texts = |name: &str| {
        let path = folder.join("text").join(format!("{name}.txt"));
        treebank::text(&path).ok().map(|text| text.chars().collect())
    };
    Ok(treebank::silver(&read(&folder.join("corenlp.conllu.gz"))?, labels, texts))
}

/// Sizes of the syntax network.
pub(crate) const SYNTAX: syntax::Size = syntax::Size { width: 112, layers: 2, arc: 48, rel: 48 };
/// Sizes of the finder of attributions.
pub(crate) const TOLD: told::Size = told::Size { width: 128, layers: 1, pair: 48, state: SYNTAX.width };

/// The name by which weights remember PolNeAR.
pub(crate) const POLNEAR: &str = "polnear";

/// Writes a file.
fn write(path: &Path, bytes: &[u8]) -> Outcome<()> {
    std::fs::write(path, bytes).map_err(|e| format!("{} cannot be written: {e}.", path.display()))
}

/// Lists of words in the header of a file of weights, by name.
type Named = BTreeMap<String, Vec<String>>;

/// What weights say of their making: `data` and `seed`. The cards are written from it.
fn origin(t: &Train, data: &[&str]) -> Named {
    let data = data.iter().chain((!t.without_polnear).then_some(&POLNEAR)).map(|d| (*d).to_owned()).collect();
    BTreeMap::from([("data".to_owned(), data), ("seed".to_owned(), vec![t.seed.to_string()])])
}

/// Trains tagger, parser and names.
pub(crate) fn syntax(t: &Train) -> Outcome<()> {
    let labels = labels(t)?;
    let banks: Vec<Sentence> = universal(t, "train", &labels)?.into_iter().flatten().collect();
    let silver = if t.without_polnear { Vec::new() } else { silver(t, "train", &labels)? };
    println!("{} sentences of treebanks, {} of silver", banks.len(), silver.len());
    let mut rng = fastrand::Rng::with_seed(t.seed);
    let mut params = Params::default();
    let network = syntax::Network::new(&mut params, &SYNTAX, &labels, &mut rng);
    let plan = |rng: &mut fastrand::Rng| {
        // Half of the silver sentences a round: they are many, and made by a program.
        let mut some: Vec<&Sentence> = silver.iter().collect();
        rng.shuffle(&mut some);
        some.truncate(silver.len() / 2);
        let mut order: Vec<&Sentence> = banks.iter().chain(some).filter(|s| s.forms.len() <= 120).collect();
        rng.shuffle(&mut order);
        work::batches(order, 1000, |s| s.forms.len())
    };
    let losses =
        |tape: &mut crate::tape::Tape<'_>, batch: &[&Sentence], rng: &mut fastrand::Rng, scale: f32| {
            network.losses(tape, batch, rng, 0.2, scale);
        };
    work::train(&mut params, t.rounds.unwrap_or(12), 2e-3, &mut rng, plan, losses);
    let named =
        [("upos", &labels.upos), ("xpos", &labels.xpos), ("rels", &labels.rels), ("names", &labels.names)];
    let mut named: Named = named.into_iter().map(|(k, v)| (k.to_owned(), v.clone())).collect();
    named.extend(origin(t, &["ud-english"]));
    write(&t.weights.join("syntax.fhn"), &pack::pack("syntax", &params, named, &["role"]))?;
    cards::write(t)
}

/// The packed syntax network.
pub(crate) fn packed_syntax(t: &Train) -> Outcome<Syntax> {
    let path = t.weights.join("syntax.fhn");
    let bytes = std::fs::read(&path)
        .map_err(|e| format!("{} cannot be read: {e}. Train it first.", path.display()))?;
    Syntax::read(bytes).map_err(|e| format!("{}: {e}. Train it again.", path.display()))
}

/// Folders of golden cases below `cases/`.
pub(crate) const PROSE_FOLDERS: [&str; 4] = ["tell", "resolve", "telling", "prose"];
/// How often the golden cases stand among the texts of a round.
const PROSE: usize = 8;

/// Trains the finder of attributions.
pub(crate) fn told(t: &Train) -> Outcome<()> {
    let reader = Reader::english();
    let syntax = packed_syntax(t)?;
    let polnear = |part: &str| polnear::load(&t.data.join("polnear").join(part), &reader, &syntax);
    let train = if t.without_polnear { Vec::new() } else { polnear("train")?.0 };
    let prose = polnear::prose(&PROSE_FOLDERS.map(|f| t.cases.join(f)), &reader, &syntax);
    println!("{} texts of PolNeAR, {} of golden cases", train.len(), prose.len());
    let verbs = |text: &Text| -> Vec<bool> {
        text.sheet.parse.xpos.iter().map(|x| syntax.labels.xpos[usize::from(*x)].starts_with('V')).collect()
    };
    let texts: Vec<(&Text, Vec<bool>)> = train.iter().chain(&prose).map(|x| (x, verbs(x))).collect();
    let mut rng = fastrand::Rng::with_seed(t.seed);
    let mut params = Params::default();
    let network = told::Network::new(&mut params, &TOLD, &mut rng);
    let plan = |rng: &mut fastrand::Rng| {
        let mut order: Vec<&(&Text, Vec<bool>)> = texts.iter().collect();
        for _ in 1..PROSE {
            order.extend(&texts[train.len()..]);
        }
        rng.shuffle(&mut order);
        work::batches(order, 1600, |x| x.0.sheet.words.len())
    };
    let losses = |tape: &mut crate::tape::Tape<'_>,
                  batch: &[&(&Text, Vec<bool>)],
                  rng: &mut fastrand::Rng,
                  scale: f32| {
        for (text, verbs) in batch {
            network.losses(tape, text, verbs, rng, 0.42, scale);
        }
    };
    work::train(&mut params, t.rounds.unwrap_or(11), 2e-3, &mut rng, plan, losses);
    // Confidence is set on the development part, where there is one.
    let dev = if t.without_polnear { prose } else { polnear("dev")?.0 };
    network.calibrate(&mut params, &dev);
    write(&t.weights.join("told.fhn"), &pack::pack("told", &params, origin(t, &["cases"]), &["role"]))?;
    cards::write(t)?;
    measure::told(t)
}
