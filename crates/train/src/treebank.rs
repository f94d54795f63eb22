//! Sentences with tags, trees and names, from CoNLL-U files.
//!
//! Universal Dependencies files are taken as they are. PolNeAR's silver annotation (CoreNLP: Penn tags, UD version 1) is
//! brought nearer to version 2, see [`convert`]; what cannot be brought over is left open and counts for no loss.

#[cfg(test)]
mod tests;

use crate::tape::IGNORE;
pub(crate) use firsthand_core::read::syntax::Bank;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// One annotated sentence. All lists have one item for each word.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Words as written.
    pub(crate) forms: Vec<String>,
    /// Whether white space stands before the word.
    pub(crate) spaced: Vec<bool>,
    /// Number of the UPOS tag in [`Labels::upos`], or [`IGNORE`].
    pub(crate) upos: Vec<usize>,
    /// Number of the Penn tag.
    pub(crate) xpos: Vec<usize>,
    /// Head, 1-based; 0 is the root; [`IGNORE`] where open.
    pub(crate) heads: Vec<usize>,
    /// Number of the relation.
    pub(crate) rels: Vec<usize>,
    /// Number of the name's kind.
    pub(crate) names: Vec<usize>,
    /// Conventions.
    pub(crate) bank: Bank,
    /// Lines as read, to print predictions into (UD only).
    pub(crate) lines: Vec<String>,
}

/// Label inventories, each sorted by descending frequency in the treebanks.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Labels {
    /// Universal parts of speech.
    pub(crate) upos: Vec<String>,
    /// Penn tags.
    pub(crate) xpos: Vec<String>,
    /// Relations, with the subtypes that are frequent.
    pub(crate) rels: Vec<String>,
    /// Kinds of names.
    pub(crate) names: Vec<String>,
}

/// Relations with their subtype must occur so often to be told apart.
const FREQUENT: usize = 100;

/// One line of CoNLL-U for a word.
struct Row<'a> {
    form: &'a str,
    upos: &'a str,
    xpos: &'a str,
    head: usize,
    rel: String,
    misc: &'a str,
}

/// For each word of a block the number of its line, and whether white space stands before it.
fn rows(block: &[&str]) -> Vec<(usize, bool)> {
    let mut out = Vec::new();
    // Words left of a token of several, and whether white space stands after the whole of it.
    let (mut left, mut after) = (0usize, true);
    let mut spaced = true;
    for (i, line) in block.iter().enumerate().filter(|(_, l)| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let id = columns.next().unwrap_or("");
        let Some(misc) = columns.nth(8) else { continue };
        let apart = !misc.contains("SpaceAfter=No");
        if id.contains('.') {
            continue; // of the enhanced graph, and not written
        }
        if let Some((a, b)) = id.split_once('-') {
            let (a, b): (usize, usize) = (a.parse().unwrap_or(1), b.parse().unwrap_or(1));
            (left, after) = ((b + 1).saturating_sub(a), apart);
            continue;
        }
        out.push((i, spaced));
        spaced = match left {
            0 => apart,
            1 => after,
            _ => false,
        };
        left = left.saturating_sub(1);
    }
    out
}

/// `None` where columns are missing.
fn row(line: &str) -> Option<Row<'_>> {
    let c: Vec<&str> = line.split('\t').collect();
    (c.len() >= 10).then(|| Row {
        form: c[1],
        upos: c[3],
        xpos: c[4],
        head: c[6].parse().unwrap_or(0),
        rel: c[7].to_owned(),
        misc: c[9],
    })
}

/// Reads a file, unpacked if its name ends in `.gz`.
pub(crate) fn text(path: &Path) -> std::io::Result<String> {
    let bytes = std::fs::read(path)?;
    let mut out = String::new();
    if path.extension().is_some_and(|e| e == "gz") {
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut out)?;
    } else {
        out = String::from_utf8_lossy(&bytes).into_owned();
    }
    Ok(out)
}

impl Labels {
    /// Takes the inventories from the treebanks' training parts.
    pub(crate) fn of(files: &[String]) -> Self {
        let mut counts: [BTreeMap<String, usize>; 3] = Default::default();
        for file in files {
            for line in file.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit())) {
                let c: Vec<&str> = line.split('\t').collect();
                if c[0].contains(['-', '.']) || c.len() < 10 {
                    continue;
                }
                *counts[0].entry(c[3].to_owned()).or_default() += 1;
                *counts[1].entry(c[4].to_owned()).or_default() += 1;
                *counts[2].entry(c[7].to_owned()).or_default() += 1;
            }
        }
        let list = |counts: &BTreeMap<String, usize>, least: usize| {
            let mut all: Vec<(&String, usize)> =
                counts.iter().map(|(k, n)| (k, *n)).filter(|(k, n)| *n >= least && *k != "_").collect();
            all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
            all.into_iter().map(|(k, _)| k.clone()).collect::<Vec<_>>()
        };
        let mut rels = list(&counts[2], FREQUENT);
        for rel in counts[2].keys() {
            let plain = rel.split(':').next().unwrap_or("").to_owned();
            if !rels.contains(&plain) {
                rels.push(plain);
            }
        }
        let names = ["O", "PERSON", "ORGANIZATION", "LOCATION", "MISC"].map(str::to_owned).to_vec();
        Labels { upos: list(&counts[0], 1), xpos: list(&counts[1], 1), rels, names }
    }

    fn find(list: &[String], name: &str) -> usize {
        list.iter().position(|l| l == name).unwrap_or(IGNORE)
    }

    /// Number of a relation, or of the relation without its subtype.
    fn rel(&self, name: &str) -> usize {
        let found = Self::find(&self.rels, name);
        if found != IGNORE {
            return found;
        }
        Self::find(&self.rels, name.split(':').next().unwrap_or(""))
    }
}

/// The sentences of a Universal Dependencies file.
pub(crate) fn universal(file: &str, bank: Bank, labels: &Labels) -> Vec<Sentence> {
    let mut out = Vec::new();
    for block in file.split("\n\n") {
        let lines: Vec<&str> = block.lines().collect();
        let words = rows(&lines);
        if words.is_empty() {
            continue;
        }
        let mut s = Sentence::empty(bank);
        s.lines = lines.iter().map(|l| (*l).to_owned()).collect();
        for (line, spaced) in words {
            let Some(r) = row(lines[line]) else { continue };
            s.forms.push(r.form.to_owned());
            s.spaced.push(spaced);
            s.upos.push(Labels::find(&labels.upos, r.upos));
            s.xpos.push(Labels::find(&labels.xpos, r.xpos));
            s.heads.push(r.head);
            s.rels.push(labels.rel(&r.rel));
            s.names.push(IGNORE);
        }
        out.push(s);
    }
    out
}

impl Sentence {
    fn empty(bank: Bank) -> Self {
        Sentence {
            forms: Vec::new(),
            spaced: Vec::new(),
            upos: Vec::new(),
            xpos: Vec::new(),
            heads: Vec::new(),
            rels: Vec::new(),
            names: Vec::new(),
            bank,
            lines: Vec::new(),
        }
    }
}

/// The sentences of PolNeAR's silver annotation; `texts` gives the raw text of a document by its name.
pub(crate) fn silver(
    file: &str,
    labels: &Labels,
    texts: impl Fn(&str) -> Option<Vec<char>>,
) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut document: Option<Vec<char>> = None;
    for block in file.split("\n\n") {
        let lines: Vec<&str> = block.lines().collect();
        for line in &lines {
            if let Some(name) = line.strip_prefix("# newdoc id = ") {
                document = texts(name);
            }
        }
        let mut words: Vec<Word> = Vec::new();
        let mut end_before = None;
        for r in lines.iter().filter(|l| !l.starts_with('#')).filter_map(|l| row(l)) {
            let offset = |key: &str| {
                r.misc.split('|').find_map(|f| f.strip_prefix(key)).and_then(|v| v.parse::<usize>().ok())
            };
            let (start, end) = (offset("Start="), offset("End="));
            let form = match (&document, start, end) {
                (Some(d), Some(a), Some(b)) if a < b && b <= d.len() => d[a..b].iter().collect(),
                _ => r.form.to_owned(),
            };
            words.push(Word {
                form,
                spaced: start.is_none() || start != end_before,
                xpos: r.xpos.to_owned(),
                head: r.head,
                rel: r.rel,
                name: r.misc.split('|').find_map(|f| f.strip_prefix("NER=")).unwrap_or("O").to_owned(),
            });
            end_before = end;
        }
        if !words.is_empty() {
            out.push(convert(words, labels));
        }
    }
    out
}

/// A word of the silver annotation.
struct Word {
    form: String,
    spaced: bool,
    xpos: String,
    head: usize,
    rel: String,
    name: String,
}

/// From version 1 to version 2 of Universal Dependencies, as far as labels and a few habits go: coordinating words hang
/// on the conjunct after them, names of persons on their first word, hyphenated words are split.
fn convert(mut words: Vec<Word>, labels: &Labels) -> Sentence {
    let n = words.len();
    // "Donald Trump": the last word was the head.
    let mut i = 0;
    while i < n {
        let run = words[i..].iter().take_while(|w| w.name == "PERSON" && w.xpos == "NNP").count();
        if run > 1 {
            let last = i + run - 1;
            let all = (i..last).all(|k| words[k].head == last + 1 && words[k].rel == "compound");
            if all {
                for (k, w) in words.iter_mut().enumerate() {
                    if w.head == last + 1 && !(i..last).contains(&k) {
                        w.head = i + 1;
                    }
                }
                let (head, rel) = (words[last].head, words[last].rel.clone());
                words[i].head = head;
                words[i].rel = rel;
                for w in &mut words[i + 1..=last] {
                    w.head = i + 1;
                    w.rel = "flat".to_owned();
                }
            }
        }
        i += run.max(1);
    }
    for k in 0..n {
        if words[k].rel == "cc" {
            let head = words[k].head;
            if let Some(next) = (k + 1..n).find(|j| words[*j].rel == "conj" && words[*j].head == head) {
                words[k].head = next + 1;
            }
        }
    }
    let tags: Vec<String> = words.iter().map(|w| w.xpos.clone()).collect();
    for w in &mut words {
        let above = w.head.checked_sub(1).map_or("", |h| tags[h].as_str());
        let clausal = above.starts_with(['V', 'J', 'R']) || above == "MD";
        let new = match w.rel.as_str() {
            "dobj" => "obj",
            "nsubjpass" => "nsubj:pass",
            "csubjpass" => "csubj:pass",
            "auxpass" => "aux:pass",
            "neg" => "advmod",
            "mwe" => "fixed",
            "nmod" if clausal => "obl",
            "nmod:tmod" | "nmod:npmod" => {
                if clausal {
                    "obl:unmarked"
                } else {
                    "nmod:unmarked"
                }
            }
            "dep" => "_",
            other => other,
        };
        w.rel = new.to_owned();
    }
    let words = split_hyphens(words);
    let mut s = Sentence::empty(Bank::News);
    for w in words {
        s.upos.push(Labels::find(&labels.upos, universal_tag(&w)));
        s.xpos.push(Labels::find(&labels.xpos, penn(&w)));
        s.rels.push(labels.rel(&w.rel));
        s.names.push(labels.names.iter().position(|k| *k == w.name).unwrap_or(0));
        s.heads.push(w.head);
        s.spaced.push(w.spaced);
        s.forms.push(w.form);
    }
    s
}

/// "coal-fired" to "coal", "-", "fired", the last of which takes the whole's place.
fn split_hyphens(words: Vec<Word>) -> Vec<Word> {
    let parts = |w: &Word| -> Vec<String> {
        let letters = w.form.split('-').all(|p| !p.is_empty() && p.chars().all(char::is_alphabetic));
        if w.form.contains('-') && letters {
            let mut out = Vec::new();
            for (i, p) in w.form.split('-').enumerate() {
                if i > 0 {
                    out.push("-".to_owned());
                }
                out.push(p.to_owned());
            }
            out
        } else {
            vec![w.form.clone()]
        }
    };
    let split: Vec<Vec<String>> = words.iter().map(parts).collect();
    let mut at = 0;
    let last: Vec<usize> = split
        .iter()
        .map(|p| {
            at += p.len();
            at
        })
        .collect();
    let mut out = Vec::new();
    for (k, (w, parts)) in words.into_iter().zip(&split).enumerate() {
        let n = parts.len();
        for (i, form) in parts.iter().enumerate() {
            let whole = i + 1 == n;
            let (head, rel, xpos) = if whole {
                (if w.head == 0 { 0 } else { last[w.head - 1] }, w.rel.clone(), w.xpos.clone())
            } else if form == "-" {
                (last[k], "punct".to_owned(), "HYPH".to_owned())
            } else {
                let tag = if w.xpos.starts_with("NNP") { "NNP" } else { "_" };
                (last[k], "compound".to_owned(), tag.to_owned())
            };
            out.push(Word {
                form: form.clone(),
                spaced: w.spaced && i == 0,
                xpos,
                head,
                rel,
                name: w.name.clone(),
            });
        }
    }
    out
}

/// The Penn tag as the treebanks write it.
fn penn(w: &Word) -> &str {
    match w.xpos.as_str() {
        "(" => "-LRB-",
        ")" => "-RRB-",
        other => other,
    }
}

/// The universal tag that follows from Penn tag and relation; `_` where neither decides.
fn universal_tag(w: &Word) -> &'static str {
    match (w.xpos.as_str(), w.rel.as_str()) {
        ("_", _) => "_",
        ("MD", _) | (_, "aux" | "aux:pass" | "cop") => "AUX",
        (x, _) if x.starts_with('V') => "VERB",
        ("NNP" | "NNPS", _) => "PROPN",
        ("NN" | "NNS", _) => "NOUN",
        ("PRP" | "PRP$" | "WP" | "WP$" | "EX", _) => "PRON",
        ("WDT", "det") => "DET",
        ("WDT", _) => "PRON",
        ("DT" | "PDT", "det" | "det:predet") => "DET",
        ("IN", "mark") => "SCONJ",
        ("IN" | "RP", _) => "ADP",
        ("TO", "mark") | ("POS", _) => "PART",
        ("TO", _) => "ADP",
        ("CC", _) => "CCONJ",
        ("CD", _) => "NUM",
        ("UH", _) => "INTJ",
        ("RB", _)
            if w.form.eq_ignore_ascii_case("not") || w.form.ends_with("n't") || w.form.ends_with("n’t") =>
        {
            "PART"
        }
        ("RB" | "RBR" | "RBS" | "WRB", _) => "ADV",
        ("JJ" | "JJR" | "JJS", _) => "ADJ",
        ("$" | "#" | "SYM", _) => "SYM",
        ("," | "." | ":" | "``" | "''" | "HYPH" | "-LRB-" | "-RRB-" | "(" | ")", _) => "PUNCT",
        _ => "_",
    }
}
