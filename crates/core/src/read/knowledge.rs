//! Builds the [`Lexicon`] from the data files of `lang/en/`, which travel inside the program.

use super::lexicon::{Lexicon, WordId, class};
use super::token::Tag;
use crate::tell::reporting::Reporting;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct List {
    words: String,
}

/// Tags that a list of `words.toml` gives, and noun classes.
fn list_tag(name: &str) -> (Option<Tag>, u32) {
    match name {
        "det" => (Some(Tag::Det), 0),
        "poss" => (Some(Tag::Poss), 0),
        "pron" => (Some(Tag::Pron), 0),
        "wh" => (Some(Tag::Wh), 0),
        "prep" => (Some(Tag::Prep), 0),
        "conj" => (Some(Tag::Conj), 0),
        "sub" => (Some(Tag::Sub), 0),
        "modal" => (Some(Tag::Modal), 0),
        "aux" => (Some(Tag::Aux), 0),
        "adv" => (Some(Tag::Adv), 0),
        "num" => (Some(Tag::Num), 0),
        "adj" => (Some(Tag::Adj), 0),
        "noun" => (Some(Tag::Noun), 0),
        "plural" => (Some(Tag::Plural), class::PLURAL),
        "time" => (Some(Tag::Noun), class::TIME),
        "utterance" => (Some(Tag::Noun), class::UTTERANCE),
        _ => (None, 0),
    }
}

/// Everything English, built once.
pub(crate) fn english() -> (Lexicon, Reporting) {
    let mut lexicon = Lexicon::default();
    let lists: BTreeMap<String, List> = toml::from_str(include_str!("../../lang/en/words.toml"))
        .expect("words.toml is part of the program and read by its tests");
    for (name, list) in &lists {
        let (tag, classes) = list_tag(name);
        for word in list.words.split_whitespace() {
            let word = word.replace('_', " ").replace('’', "'");
            let id = if let Some(tag) = tag { lexicon.allow(&word, tag) } else { lexicon.add(&word) };
            lexicon.entry_mut(id).classes |= classes;
        }
    }
    lexicon.allow("to", Tag::To);
    for line in include_str!("../../lang/en/verbs.txt").lines().filter(|l| !l.starts_with('#')) {
        for item in line.split_whitespace() {
            add_verb(&mut lexicon, item);
        }
    }
    let reporting = Reporting::load(
        &mut lexicon,
        include_str!("../../lang/en/reporting-verbs.toml"),
        include_str!("../../lang/en/reporting-nouns.toml"),
    );
    crate::tell::hedge::load(&mut lexicon);
    (lexicon, reporting)
}

/// Adds a verb as `verbs.txt` writes it: `base[+][:past[:participle]][/n]`. Returns its lemma.
pub(crate) fn add_verb(lexicon: &mut Lexicon, item: &str) -> WordId {
    let (item, noun) = item.strip_suffix("/n").map_or((item, false), |i| (i, true));
    let mut parts = item.split(':');
    let base = parts.next().unwrap_or_default();
    let (base, doubles) = base.strip_suffix('+').map_or((base, false), |b| (b, true));
    let past = parts.next();
    let part = parts.next().or(past);
    let lemma = lexicon.allow(base, Tag::Base);
    let mut form = |word: &str, tag: Tag| {
        let id = lexicon.allow(word, tag);
        lexicon.entry_mut(id).lemma.get_or_insert(lemma);
        id
    };
    form(base, Tag::Base);
    form(&third(base), Tag::Pres);
    for stem in stems(base, doubles) {
        form(&format!("{stem}ing"), Tag::Ing);
        if past.is_none() {
            let ed = format!("{stem}ed");
            form(&ed, Tag::Past);
            form(&ed, Tag::Part);
        }
    }
    if past.is_none() && base.ends_with('y') && !ends_in_vowel_y(base) {
        let ed = format!("{}ied", &base[..base.len() - 1]);
        form(&ed, Tag::Past);
        form(&ed, Tag::Part);
    }
    if let Some(past) = past {
        form(past, Tag::Past);
    }
    if let Some(part) = part {
        form(part, Tag::Part);
    }
    if noun {
        lexicon.allow(base, Tag::Noun);
        lexicon.allow(&third(base), Tag::Plural);
    }
    lemma
}

fn ends_in_vowel_y(base: &str) -> bool {
    ["ay", "ey", "oy", "uy"].iter().any(|e| base.ends_with(e))
}

/// Third person singular of a base form, by rule.
fn third(base: &str) -> String {
    match base {
        "have" => "has".into(),
        "do" | "go" | "undergo" => format!("{base}es"),
        _ if base.ends_with('y') && !ends_in_vowel_y(base) => format!("{}ies", &base[..base.len() - 1]),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|e| base.ends_with(e)) => format!("{base}es"),
        _ => format!("{base}s"),
    }
}

/// Stems before "-ed" and "-ing". Verbs that double have both stems, as British and American spelling differ.
fn stems(base: &str, doubles: bool) -> Vec<String> {
    let last = base.chars().last().unwrap_or('e');
    if doubles {
        vec![format!("{base}{last}"), base.to_string()]
    } else if let Some(stem) = base.strip_suffix("ie") {
        vec![format!("{stem}y"), format!("{stem}i")]
    } else if base.ends_with('e') && !base.ends_with("ee") && !base.ends_with("oe") {
        vec![base[..base.len() - 1].to_string()]
    } else if base.ends_with("ee") {
        vec![base.to_string(), base[..base.len() - 1].to_string()]
    } else {
        vec![base.to_string()]
    }
}
