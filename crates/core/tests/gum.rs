//! How often the resolver finds the right antecedent, on GUM's gold coreference. The corpus is not in this repository:
//! without it nothing is measured, and that is said aloud.
//!
//!     FIRSTHAND_GUM=FOLDER cargo test --release -p firsthand-core --test gum -- --nocapture
//!
//! `FIRSTHAND_GUM` names the folder with `gum-train.conllu` and `gum-dev.conllu`; `FIRSTHAND_GUM_MISSES=N` prints the
//! first N misses of the train part, to develop on (never of dev).
#![allow(clippy::disallowed_methods)]

use firsthand_core::Reader;
use firsthand_core::model::Document;
use firsthand_core::tell::{Coreference, Mention};
use std::collections::BTreeMap;

/// Verbs whose subjects speak.
const SAYS: [&str; 44] = [
    "say",
    "tell",
    "ask",
    "add",
    "write",
    "report",
    "claim",
    "note",
    "explain",
    "announce",
    "argue",
    "state",
    "suggest",
    "answer",
    "reply",
    "warn",
    "deny",
    "confirm",
    "insist",
    "admit",
    "recall",
    "describe",
    "declare",
    "complain",
    "believe",
    "think",
    "believe",
    "hope",
    "fear",
    "promise",
    "order",
    "urge",
    "call",
    "agree",
    "acknowledge",
    "assert",
    "comment",
    "remark",
    "respond",
    "testify",
    "stress",
    "conclude",
    "predict",
    "mention",
];

/// A gold mention of any kind.
struct Gold {
    group: String,
    kind: String,
    /// Bytes.
    from: usize,
    to: usize,
    /// Its head is the subject of a verb of telling.
    speaks: bool,
    /// Its head is a third person pronoun in the nominative or accusative.
    pronoun: bool,
    /// "the", "this", "that" before a common noun.
    definite: bool,
    /// Tokens, numbered over the document.
    first: usize,
}

/// One word of a document.
struct Word {
    span: (usize, usize),
    lemma: String,
    tag: String,
    fine: String,
    role: String,
    head: usize,
    id: usize,
    sentence: usize,
}

struct Text {
    genre: String,
    text: String,
    gold: Vec<Gold>,
}

/// Right and all, by what the mention is.
#[derive(Default, Clone, Copy)]
struct Score {
    pronouns: (usize, usize),
    speaking: (usize, usize),
    definite: (usize, usize),
}

#[test]
fn antecedents() {
    let Ok(folder) = std::env::var("FIRSTHAND_GUM") else {
        println!("not run: no GUM here (FIRSTHAND_GUM names no folder)");
        return;
    };
    let shown: usize = std::env::var("FIRSTHAND_GUM_MISSES").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    for (part, misses) in [("train", shown), ("dev", 0)] {
        let path = format!("{folder}/gum-{part}.conllu");
        let Ok(corpus) = std::fs::read_to_string(&path) else {
            println!("not run: no GUM here ({path})");
            continue;
        };
        let scores = measure(&corpus, misses);
        println!(
            "GUM {part}: antecedents right, of those asked for (pronouns | pronouns that speak | definite descriptions that speak)"
        );
        let mut all = Score::default();
        for (genre, score) in &scores {
            println!("  {genre:14}{}", line(score));
            add(&mut all, score);
        }
        println!("  {:14}{}", "all", line(&all));
        assert!(all.pronouns.1 > 0, "a corpus without pronouns was read wrongly");
    }
}

fn line(s: &Score) -> String {
    let show = |(right, of): (usize, usize)| {
        format!("{:.3} ({right}/{of})", if of == 0 { 0.0 } else { right as f64 / of as f64 })
    };
    format!("{:20} {:20} {:20}", show(s.pronouns), show(s.speaking), show(s.definite))
}

fn add(to: &mut Score, from: &Score) {
    for (a, b) in [
        (&mut to.pronouns, from.pronouns),
        (&mut to.speaking, from.speaking),
        (&mut to.definite, from.definite),
    ] {
        a.0 += b.0;
        a.1 += b.1;
    }
}

/// Scores by genre.
fn measure(corpus: &str, mut misses: usize) -> BTreeMap<String, Score> {
    let reader = Reader::english();
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for part in corpus.split("# newdoc id = ").skip(1) {
        let text = read(part);
        let document = Document::new("0", text.text.as_str()).expect("a short text");
        let asked: Vec<&Gold> = text
            .gold
            .iter()
            .filter(|g| matches!(g.kind.as_str(), "person" | "organization") && (g.pronoun || g.speaks))
            .collect();
        let mentions: Vec<Mention> = asked
            .iter()
            .map(|g| Mention { span: document.span(g.from, g.to).expect("a span"), speaks: g.speaks })
            .collect();
        let found = reader.coreference(&document, &mentions);
        let score = scores.entry(text.genre.clone()).or_default();
        for (at, gold) in asked.iter().enumerate() {
            let antecedent = antecedent(&found, at, gold);
            let right = match antecedent {
                Some((from, to)) => best(&text.gold, from, to).is_some_and(|g| g.group == gold.group),
                // Somebody new, as the text has it.
                None => !gold.pronoun && !earlier(&text.gold, gold),
            };
            // A pronoun with nobody before it to mean asks too much.
            if gold.pronoun && earlier(&text.gold, gold) {
                count(&mut score.pronouns, right);
                if gold.speaks {
                    count(&mut score.speaking, right);
                }
            } else if gold.definite && gold.speaks {
                count(&mut score.definite, right);
            } else {
                continue;
            }
            if !right && misses > 0 {
                misses -= 1;
                let shown = antecedent.map_or("nobody", |(from, to)| &text.text[from..to]);
                let mut start = gold.from.saturating_sub(250);
                while !text.text.is_char_boundary(start) {
                    start += 1;
                }
                println!(
                    "--- {}: [{}] <- {shown}\n{}",
                    text.genre,
                    &text.text[gold.from..gold.to],
                    &text.text[start..gold.to]
                );
            }
        }
    }
    scores
}

fn count(to: &mut (usize, usize), right: bool) {
    to.0 += usize::from(right);
    to.1 += 1;
}

/// The last span before a mention that its entity has.
fn antecedent(found: &Coreference, at: usize, gold: &Gold) -> Option<(usize, usize)> {
    let entity = found.entity[at]? as usize;
    let mut before = found.spans[entity].iter().filter(|s| s.start() < gold.from);
    before.next_back().map(|s| (s.start(), s.end()))
}

fn earlier(all: &[Gold], gold: &Gold) -> bool {
    all.iter().any(|g| g.group == gold.group && g.first < gold.first)
}

/// The gold mention that covers most of a span and little else.
fn best(all: &[Gold], from: usize, to: usize) -> Option<&Gold> {
    let overlap = |g: &&Gold| {
        let both = g.to.min(to).saturating_sub(g.from.max(from));
        1000 * both / (g.to.max(to) - g.from.min(from)).max(1)
    };
    all.iter().max_by_key(overlap).filter(|g| overlap(g) > 300)
}

/// One document: raw text from `# text`, mentions from `Entity=`.
fn read(part: &str) -> Text {
    let name = part.lines().next().unwrap_or_default();
    let genre = name.split('_').nth(1).unwrap_or_default().to_string();
    let mut text = String::new();
    let mut words: Vec<Word> = Vec::new();
    let mut gold: Vec<Gold> = Vec::new();
    let mut open: Vec<(String, String, usize)> = Vec::new();
    let mut spans: Vec<(String, String, usize, usize)> = Vec::new();
    let mut at = 0;
    let mut sentence = 0;
    let mut new_paragraph = true;
    for line in part.lines() {
        if line.starts_with("# newpar") {
            new_paragraph = true;
        } else if let Some(words) = line.strip_prefix("# text = ") {
            if !text.is_empty() {
                text.push_str(if new_paragraph { "\n\n" } else { " " });
            }
            new_paragraph = false;
            at = text.len();
            text.push_str(words);
            sentence += 1;
        } else if let Some(word) = word(line, &text, &mut at, sentence) {
            let index = words.len();
            words.push(word);
            let marks = line.split('\t').nth(9).unwrap_or_default();
            let marks = marks.split('|').find_map(|m| m.strip_prefix("Entity=")).unwrap_or_default();
            brackets(marks, index, &mut open, &mut spans);
        }
    }
    for (group, kind, first, last) in spans {
        gold.push(mention(&words, group, kind, first, last));
    }
    gold.sort_by_key(|g| (g.from, std::cmp::Reverse(g.to)));
    Text { genre, text, gold }
}

/// A line of a word; `at` moves to its end in the text.
fn word(line: &str, text: &str, at: &mut usize, sentence: usize) -> Option<Word> {
    let fields: Vec<&str> = line.split('\t').collect();
    let id = fields.first()?.parse().ok()?;
    let (form, lemma, tag, fine) = (*fields.get(1)?, *fields.get(2)?, *fields.get(3)?, *fields.get(4)?);
    let from = text.get(*at..).and_then(|rest| rest.find(form).filter(|f| *f < 12)).map_or(*at, |f| *at + f);
    let to = if text[from..].starts_with(form) { from + form.len() } else { from };
    *at = to;
    Some(Word {
        span: (from, to),
        lemma: lemma.to_lowercase(),
        tag: tag.to_string(),
        fine: fine.to_string(),
        role: fields.get(7)?.to_string(),
        head: fields.get(6)?.parse().ok()?,
        id,
        sentence,
    })
}

/// "(12-person-giv…(3-place…)12)": what opens and closes at a word.
fn brackets(
    marks: &str,
    index: usize,
    open: &mut Vec<(String, String, usize)>,
    spans: &mut Vec<(String, String, usize, usize)>,
) {
    let mut rest = marks;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('(') {
            let end = inner.find(['(', ')']).unwrap_or(inner.len());
            let mut parts = inner[..end].split('-');
            let group = parts.next().unwrap_or_default().to_string();
            let kind = parts.next().unwrap_or_default().to_string();
            rest = &inner[end..];
            if let Some(after) = rest.strip_prefix(')') {
                spans.push((group, kind, index, index));
                rest = after;
            } else {
                open.push((group, kind, index));
            }
        } else {
            let end = rest.find(')').unwrap_or(rest.len());
            if let Some(at) = open.iter().rposition(|o| o.0 == rest[..end]) {
                let (group, kind, first) = open.remove(at);
                spans.push((group, kind, first, index));
            }
            rest = rest.get(end + 1..).unwrap_or_default();
        }
    }
}

fn mention(words: &[Word], group: String, kind: String, first: usize, last: usize) -> Gold {
    let inside = &words[first..=last];
    let ids: Vec<usize> = inside.iter().map(|w| w.id).collect();
    let head = inside.iter().find(|w| !ids.contains(&w.head)).unwrap_or(&inside[0]);
    let verb = words.iter().find(|w| w.sentence == head.sentence && w.id == head.head);
    let subject = head.role == "nsubj" && verb.is_some_and(|v| SAYS.contains(&v.lemma.as_str()));
    let personal = matches!(head.lemma.as_str(), "he" | "she" | "they" | "it") && head.fine == "PRP";
    Gold {
        group,
        kind,
        from: inside[0].span.0,
        to: inside[last - first].span.1,
        speaks: subject,
        pronoun: first == last && personal,
        definite: matches!(inside[0].lemma.as_str(), "the" | "this" | "that") && head.tag == "NOUN",
        first,
    }
}
