//! A measure, not a test: gold documents (`NAME.json` beside `NAME.txt`, in the printed contract's form) from a folder
//! outside the repository, their spans given, their tellers and chains compared with what resolution finds.
//! `FIRSTHAND_GOLD=FOLDER cargo test -p firsthand-core gold -- --ignored --nocapture`

use crate::model::{Document, Scope, Span, Stance};
use crate::tell::attribution::Attribution;
use crate::tell::resolve::{Tellers, resolve};
use serde_json::Value;

#[test]
#[ignore = "needs a folder of gold documents in FIRSTHAND_GOLD"]
#[allow(clippy::disallowed_methods)] // a measure reads its data from outside
fn gold() {
    let Ok(folder) = std::env::var("FIRSTHAND_GOLD") else { return };
    let knowledge = Tellers::english();
    let mut names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    let mut tally = Tally::default();
    for json in names.iter().filter(|p| p.extension().is_some_and(|e| e == "json")) {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(json).unwrap()).unwrap();
        let text = std::fs::read_to_string(json.with_extension("txt")).unwrap();
        tally.compare(&json.file_stem().unwrap().to_string_lossy(), &gold, &text, &knowledge);
    }
    println!("{tally:?}");
}

#[derive(Debug, Default)]
struct Tally {
    statements: usize,
    chains: usize,
    several: usize,
    several_right: usize,
    ends: usize,
    marked: usize,
    marked_right: usize,
    tellers: usize,
    anonymous: usize,
    kind: usize,
    number: usize,
    of: usize,
}

impl Tally {
    fn compare(&mut self, name: &str, gold: &Value, text: &str, knowledge: &Tellers) {
        let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let span = |v: &Value| {
            (!v.is_null()).then(|| {
                Span::new(
                    bytes[v["start"].as_u64().unwrap() as usize],
                    bytes[v["end"].as_u64().unwrap() as usize],
                )
            })
        };
        let statements = gold["statements"].as_array().unwrap();
        let index = |id: &Value| statements.iter().position(|s| &s["id"] == id);
        let mut attributions: Vec<Attribution> = Vec::new();
        for (at, s) in statements.iter().enumerate() {
            let content: Vec<Span> = s["content"].as_array().unwrap().iter().filter_map(&span).collect();
            let bare = s["source"].is_null() && s["cue"].is_null();
            let follows =
                (bare && at > 0).then(|| (0..at).rev().find(|p| attributions[*p].parent.is_none())).flatten();
            attributions.push(Attribution {
                parent: index(&s["inside"]),
                content,
                source: span(&s["source"]),
                cue: span(&s["cue"]),
                addressee: None,
                follows,
                stance: stance(s["stance"].as_str().unwrap_or("")),
                scope: Scope::Told,
                confidence: 90,
            });
        }
        let mut document = Document::new("gold", text).unwrap();
        document.meta.outlet = gold["document"]["outlet"].as_str().map(str::to_string);
        let found = resolve(&document, &attributions, knowledge);
        let tellers = gold["tellers"].as_array().unwrap();
        for (at, s) in statements.iter().enumerate() {
            let want: Vec<&Value> = s["chain"]
                .as_array()
                .unwrap()
                .iter()
                .map(|h| tellers.iter().find(|t| t["id"] == h["teller"]).unwrap())
                .collect();
            let got: Vec<_> = found.chains[at].iter().map(|h| &found.tellers[h.teller.0 as usize]).collect();
            let same = want.len() == got.len() && want.iter().zip(&got).all(|(w, g)| same_teller(w, &g.name));
            self.statements += 1;
            self.chains += usize::from(same);
            self.several += usize::from(want.len() > 1);
            self.several_right += usize::from(want.len() > 1 && same);
            if !same {
                let want: Vec<_> = want.iter().map(|t| t["name"].as_str().unwrap()).collect();
                let got: Vec<_> = got.iter().map(|t| &t.name).collect();
                println!("{name} {}: {got:?} should be {want:?}", s["id"]);
            }
            let end = format!("{:?}", found.ends[at]).to_lowercase();
            let right = s["end"] == end.as_str();
            self.ends += usize::from(right);
            self.marked += usize::from(s["end"] != "untold");
            self.marked_right += usize::from(s["end"] != "untold" && right);
            if !right {
                println!("{name} {}: end {end} should be {}", s["id"], s["end"]);
            }
        }
        for want in tellers {
            let Some(got) = found.tellers.iter().find(|t| same_teller(want, &t.name)) else { continue };
            self.tellers += 1;
            for (field, got, count) in [
                ("anonymous", Value::from(got.anonymous), &mut self.anonymous),
                ("kind", Value::from(format!("{:?}", got.kind).to_lowercase()), &mut self.kind),
                ("number", Value::from(format!("{:?}", got.number).to_lowercase()), &mut self.number),
                ("of", got.of.clone().map_or(Value::Null, Value::from), &mut self.of),
            ] {
                *count += usize::from(want[field] == got);
                if want[field] != got {
                    println!("{name} {}: {field} {got} should be {}", want["name"], want[field]);
                }
            }
        }
    }
}

fn stance(word: &str) -> Stance {
    match word {
        "denies" => Stance::Denies,
        "asks" => Stance::Asks,
        "orders" => Stance::Orders,
        "hopes" => Stance::Hopes,
        "believes" => Stance::Believes,
        _ => Stance::Asserts,
    }
}

/// Case, quotation marks, a leading article and a final possessive do not count.
fn normal(name: &str) -> String {
    let name = name.to_lowercase().replace(['’', '‘'], "'").replace(['“', '”', '"'], "");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches([' ', '.', ',', ';', ':', '!', '?', '\'', '(', ')']);
    let name = ["a ", "an ", "the "].iter().find_map(|a| name.strip_prefix(a)).unwrap_or(name);
    name.strip_suffix("'s").or(name.strip_suffix('\'')).unwrap_or(name).to_string()
}

fn same_teller(gold: &Value, name: &str) -> bool {
    let pronouns = [
        "i", "we", "you", "he", "she", "him", "her", "his", "it", "they", "them", "their", "who", "which",
        "this", "me",
    ];
    let mentions = gold["mentions"].as_array().unwrap().iter().map(|m| normal(m["text"].as_str().unwrap()));
    let full = gold["name"].as_str().unwrap();
    let mut names: Vec<String> = mentions.filter(|m| !pronouns.contains(&m.as_str())).collect();
    names.push(normal(full));
    if gold["anonymous"] != true {
        // The proper name within a description serves too.
        let words: Vec<&str> = full.split_whitespace().collect();
        let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
        let first = words.iter().skip(1).position(|w| capital(w)).map_or(0, |i| i + 1);
        names.push(normal(&words[first..].join(" ")));
    }
    names.contains(&normal(name))
}
