//! How well the packed networks do on the development parts. They are run as the program runs them.

use crate::corpora::{self, BANKS, Outcome};
use crate::polnear::{self, Gold, Text};
use crate::tape::IGNORE;
use crate::treebank::{Bank, Labels, Sentence};
use crate::{Train, told};
use firsthand_core::Reader;
use firsthand_core::read::syntax::{Form, Parse, ROOT, Syntax};
use firsthand_core::tell::trained::BIAS;
use firsthand_core::tell::trained::network::{Found, Network};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

/// Shares of right answers over the gold's words, in percent.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SyntaxScore {
    /// Universal tags, Penn tags, heads, heads with relation, names (exact share among words that are names on either
    /// side).
    pub(crate) shares: [f64; 5],
    /// Words.
    pub(crate) words: usize,
}

/// Parses the words of a sentence with the conventions of a bank.
fn parse(syntax: &Syntax, s: &Sentence, bank: Bank) -> Parse {
    let forms: Vec<Form<'_>> =
        s.forms.iter().zip(&s.spaced).map(|(text, spaced)| Form { text, spaced: *spaced }).collect();
    syntax.parse(&forms, std::slice::from_ref(&(0..forms.len())), Some(bank))
}

/// Head of a word, 1-based, 0 for the root.
fn head(p: &Parse, i: usize) -> usize {
    if p.heads[i] == ROOT { 0 } else { p.heads[i] as usize + 1 }
}

/// Scores sentences. Relations count without their subtypes.
pub(crate) fn syntax_score(syntax: &Syntax, gold: &[Sentence]) -> SyntaxScore {
    let plain = |rel: usize| syntax.labels.rels.get(rel).map_or("", |r| r.split(':').next().unwrap_or(""));
    let (mut right, mut all) = ([0usize; 5], [0usize; 5]);
    let mut words = 0;
    for s in gold {
        let p = parse(syntax, s, s.bank);
        words += s.forms.len();
        for i in 0..s.forms.len() {
            let same = head(&p, i) == s.heads[i];
            let rel = same && plain(usize::from(p.rels[i])) == plain(s.rels[i]);
            let name = usize::from(p.names[i]);
            let checks = [
                (s.upos[i] != IGNORE, usize::from(p.upos[i]) == s.upos[i]),
                (s.xpos[i] != IGNORE, usize::from(p.xpos[i]) == s.xpos[i]),
                (s.heads[i] != IGNORE, same),
                (s.rels[i] != IGNORE, rel),
                (s.names[i] != IGNORE && (s.names[i] != 0 || name != 0), name == s.names[i]),
            ];
            for (k, (counts, ok)) in checks.into_iter().enumerate() {
                all[k] += usize::from(counts);
                right[k] += usize::from(counts && ok);
            }
        }
    }
    SyntaxScore { shares: std::array::from_fn(|k| 100.0 * right[k] as f64 / all[k].max(1) as f64), words }
}

/// Precision, recall and F1 in percent.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Prf {
    found: usize,
    gold: usize,
    right: usize,
}

impl Prf {
    /// Counts spans; found ones are right where the same span is annotated.
    fn add(&mut self, found: &[Range<usize>], gold: &[Range<usize>]) {
        self.found += found.len();
        self.gold += gold.len();
        self.right += found.iter().filter(|f| gold.contains(f)).count();
    }

    /// Precision, recall, F1.
    pub(crate) fn shares(&self) -> [f64; 3] {
        let p = 100.0 * self.right as f64 / self.found.max(1) as f64;
        let r = 100.0 * self.right as f64 / self.gold.max(1) as f64;
        [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
    }
}

/// Exact spans of source, cue and content, in our words; and calibration: for each tenth of confidence how many were
/// found and how many of them are right.
#[derive(Default)]
pub(crate) struct ToldScore {
    /// Source, cue, content.
    pub(crate) roles: [Prf; 3],
    /// Whole attributions, see [`told::same`].
    pub(crate) whole: Prf,
    /// By tenth of confidence: found, right.
    pub(crate) tenths: BTreeMap<usize, (usize, usize)>,
}

/// Scores texts.
pub(crate) fn told_score(network: &Network, texts: &[Text]) -> ToldScore {
    let mut out = ToldScore::default();
    for text in texts {
        let (found, _) = network.find(&text.sheet, BIAS);
        let spans = |f: fn(&Found) -> Vec<Range<usize>>| found.iter().flat_map(f).collect::<Vec<_>>();
        let gold = |f: fn(&Gold) -> Vec<Range<usize>>| text.gold.iter().flat_map(f).collect::<Vec<_>>();
        out.roles[0].add(&spans(|f| f.source.clone().into_iter().collect()), &gold(|g| g.source.clone()));
        out.roles[1].add(&spans(|f| vec![f.cue.clone()]), &gold(|g| vec![g.cue.clone()]));
        out.roles[2].add(&spans(|f| f.content.clone()), &gold(|g| g.content.clone()));
        out.whole.found += found.len();
        out.whole.gold += text.gold.len();
        for f in &found {
            let plain = told::Found {
                cue: f.cue.clone(),
                source: f.source.clone(),
                content: f.content.clone(),
                sure: [f.cue_sure, f.span_sure],
            };
            let right = text.gold.iter().any(|g| told::same(&plain, g));
            out.whole.right += usize::from(right);
            let tenth = out.tenths.entry((f.confidence * 10.0).min(9.0) as usize).or_default();
            tenth.0 += 1;
            tenth.1 += usize::from(right);
        }
    }
    out
}

/// Reads the packed finder of attributions.
fn network(t: &Train, syntax: &Syntax) -> Outcome<Network> {
    let path = t.weights.join("told.fhn");
    let bytes = std::fs::read(&path)
        .map_err(|e| format!("{} cannot be read: {e}. Train it first.", path.display()))?;
    Network::read(bytes, syntax.width()).map_err(|e| format!("{}: {e}. Train it again.", path.display()))
}

/// Measures the syntax network, as lines of a table.
pub(crate) fn syntax_table(t: &Train) -> Outcome<String> {
    let syntax = corpora::packed_syntax(t)?;
    let labels = Labels {
        upos: syntax.labels.upos.clone(),
        xpos: syntax.labels.xpos.clone(),
        rels: syntax.labels.rels.clone(),
        names: syntax.labels.names.clone(),
    };
    let mut out = String::from(
        "| development part | words | UPOS | XPOS | UAS | LAS | names |\n|---|---|---|---|---|---|---|\n",
    );
    let mut line = |name: &str, gold: &[Sentence], names: bool| {
        let s = syntax_score(&syntax, gold);
        let [u, x, a, l, n] = s.shares;
        let n = if names { format!("{n:.2}") } else { "–".to_owned() };
        writeln!(out, "| {name} | {} | {u:.2} | {x:.2} | {a:.2} | {l:.2} | {n} |", s.words)
            .expect("a string takes it");
    };
    for (gold, (bank, _)) in corpora::universal(t, "dev", &labels)?.iter().zip(BANKS) {
        line(&format!("{} (gold words)", bank.to_uppercase()), gold, false);
    }
    if !t.without_polnear {
        line("PolNeAR (silver, converted)", &corpora::silver(t, "dev", &labels)?, true);
    }
    Ok(out)
}

/// Measures the finder of attributions, as lines of tables.
pub(crate) fn told_table(t: &Train) -> Outcome<String> {
    let reader = Reader::english();
    let syntax = corpora::packed_syntax(t)?;
    let network = network(t, &syntax)?;
    let texts = if t.without_polnear {
        polnear::prose(&corpora::PROSE_FOLDERS.map(|f| t.cases.join(f)), &reader, &syntax)
    } else {
        polnear::load(&t.data.join("polnear/dev"), &reader, &syntax)?.0
    };
    let s = told_score(&network, &texts);
    let mut out = String::from("| exact spans, in our words | P | R | F1 |\n|---|---|---|---|\n");
    for (name, prf) in ["source", "cue", "content"]
        .iter()
        .zip(&s.roles)
        .chain([(&"whole attribution (content F1 ≥ 0.8)", &s.whole)])
    {
        let [p, r, f] = prf.shares();
        writeln!(out, "| {name} | {p:.1} | {r:.1} | {f:.1} |").expect("a string takes it");
    }
    out.push_str("\n| confidence | found | right |\n|---|---|---|\n");
    for (tenth, (found, right)) in &s.tenths {
        let share = 100.0 * *right as f64 / *found as f64;
        writeln!(
            out,
            "| {:.1} to {:.1} | {found} | {share:.0} % |",
            *tenth as f64 / 10.0,
            (*tenth + 1) as f64 / 10.0
        )
        .expect("a string takes it");
    }
    Ok(out)
}

/// Prints both tables.
pub(crate) fn all(t: &Train) -> Outcome<()> {
    println!("{}", syntax_table(t)?);
    told(t)
}

/// Prints the second table.
pub(crate) fn told(t: &Train) -> Outcome<()> {
    println!("{}", told_table(t)?);
    Ok(())
}

/// Parses the words of a CoNLL-U file and writes it with our tags, heads and relations.
pub(crate) fn conllu(t: &Train, gold: &Path, to: &Path) -> Outcome<()> {
    let syntax = corpora::packed_syntax(t)?;
    let name = gold.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    let bank = if name.contains("gum") { Bank::Gum } else { Bank::Ewt };
    let mut out = String::new();
    for s in crate::treebank::universal(&corpora::read(gold)?, bank, &Labels::default()) {
        let p = parse(&syntax, &s, bank);
        let mut word = 0;
        for line in &s.lines {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() == 10 && columns[0].bytes().all(|b| b.is_ascii_digit()) {
                let label = |list: &[String], k: u8| list[usize::from(k)].clone();
                let (u, x) =
                    (label(&syntax.labels.upos, p.upos[word]), label(&syntax.labels.xpos, p.xpos[word]));
                let rel = label(&syntax.labels.rels, p.rels[word]);
                let lemma = firsthand_core::read::lemma::lemma(columns[1], &x);
                let row = [
                    columns[0],
                    columns[1],
                    &lemma,
                    &u,
                    &x,
                    "_",
                    &head(&p, word).to_string(),
                    &rel,
                    "_",
                    columns[9],
                ]
                .join("\t");
                out.push_str(&row);
                word += 1;
            } else {
                out.push_str(line);
            }
            out.push('\n');
        }
        out.push('\n');
    }
    std::fs::write(to, out).map_err(|e| format!("{} cannot be written: {e}.", to.display()))
}
