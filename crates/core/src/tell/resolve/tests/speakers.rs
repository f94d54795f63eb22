//! Who speaks: the articles of `cases/speakers/`, their spans given, in the notation of `cases/resolve/`.
//!
//! Each line's chain is compared by whom it names, not by the words that name him: a teller's name may be any of his
//! sources in the article, or the proper name within it. Files named `held-*.md` are for measuring alone: nobody looks at
//! what is wrong in them while rules are made, so their misses are counted and not shown.

use super::cases::{Case, attribution, parse};
use crate::model::Document;
use crate::tell::attribution::Attribution;
use crate::tell::resolve::{Resolved, Tellers, resolve};

/// Least shares of last hops and of whole chains that are right: what is reached, less one or two misses.
const WORKED_ON: (f64, f64) = (0.985, 0.98);
const HELD: (f64, f64) = (0.935, 0.935);

#[derive(Default)]
struct Tally {
    lines: f64,
    speakers: f64,
    chains: f64,
    wrong: String,
}

#[test]
#[allow(clippy::disallowed_methods)] // the cases are files beside the code
fn speakers() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/speakers");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let knowledge = Tellers::english();
    let (mut worked_on, mut held) = (Tally::default(), Tally::default());
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "md")) {
        let tally = match file.file_name().unwrap().to_string_lossy().starts_with("held-") {
            true => &mut held,
            false => &mut worked_on,
        };
        for case in parse(&std::fs::read_to_string(file).unwrap()) {
            tally.count(&case, &knowledge);
        }
    }
    held.wrong.clear();
    for (name, tally, least) in [("worked on", &worked_on, WORKED_ON), ("held back", &held, HELD)] {
        let (speakers, chains) = (tally.speakers / tally.lines, tally.chains / tally.lines);
        println!("{name}: speakers {speakers:.3}, chains {chains:.3} of {}", tally.lines);
        assert!(tally.lines > 100.0, "{name}: only {} lines were found", tally.lines);
        assert!(
            speakers >= least.0 && chains >= least.1,
            "{name}: {speakers:.3} {chains:.3}\n{}",
            tally.wrong
        );
    }
}

impl Tally {
    fn count(&mut self, case: &Case, knowledge: &Tellers) {
        let mut attributions: Vec<Attribution> = Vec::new();
        let mut containers: Vec<(usize, usize)> = Vec::new();
        let mut wanted: Vec<(Vec<&str>, &str)> = Vec::new();
        for line in case.given.lines().filter(|l| !l.trim().is_empty()) {
            let indent = line.len() - line.trim_start().len();
            while containers.last().is_some_and(|(i, _)| *i >= indent) {
                containers.pop();
            }
            let (left, chain) =
                line.split_once("=>").unwrap_or_else(|| panic!("{}: no =>: {line}", case.title));
            let left = left.replace(" ¶ ", "\n\n");
            attributions.push(attribution(case, &left, containers.last().map(|c| c.1), &attributions));
            containers.push((indent, attributions.len() - 1));
            let hops = chain.trim().split(" > ").filter(|hop| *hop != "nobody");
            wanted.push((hops.collect(), line.split('|').next().unwrap_or("").trim()));
        }
        let document = Document::new("case", case.text.as_str()).unwrap();
        let found = resolve(&document, &attributions, knowledge);
        for (at, (want, _)) in wanted.iter().enumerate() {
            let got = names(&found, at);
            let same = |w: &&str, g: &&str| accepts(w, g, &wanted);
            let last = want.last().zip(got.last()).map_or(want.len() == got.len(), |(w, g)| same(w, g));
            let whole = want.len() == got.len() && want.iter().zip(&got).all(|(w, g)| same(w, g));
            self.lines += 1.0;
            self.speakers += f64::from(u8::from(last));
            self.chains += f64::from(u8::from(whole));
            if !whole {
                let content = document.slice(attributions[at].content[0]);
                self.wrong.push_str(&format!("{}: {content:?}: {got:?} should be {want:?}\n", case.title));
            }
        }
    }
}

fn names(found: &Resolved, at: usize) -> Vec<&str> {
    found.chains[at].iter().map(|h| found.tellers[h.teller.0 as usize].name.as_str()).collect()
}

/// Whether a found name is one that the article has for a teller.
fn accepts(teller: &str, found: &str, lines: &[(Vec<&str>, &str)]) -> bool {
    let plain = |name: &str| {
        let name = name.to_lowercase();
        let name = name.trim_matches([' ', '.', ',']);
        ["a ", "an ", "the "].iter().find_map(|a| name.strip_prefix(a)).unwrap_or(name).to_string()
    };
    let pronoun =
        |s: &&str| ["he", "she", "they", "it", "i", "her", "him", "+"].contains(&s.to_lowercase().as_str());
    let sources = lines.iter().filter(|(chain, _)| chain.last() == Some(&teller)).map(|(_, source)| *source);
    let found = plain(found);
    let proper = |name: &str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let capital = |w: &&str| w.starts_with(char::is_uppercase);
        let from = words.iter().skip(1).position(capital).map_or(0, |i| i + 1);
        from > 0 && words[from..].iter().all(capital) && plain(&words[from..].join(" ")) == found
    };
    std::iter::once(teller).chain(sources.filter(|s| !pronoun(s))).any(|name| plain(name) == found)
        || proper(teller)
}
