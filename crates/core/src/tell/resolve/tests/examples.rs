//! The example sentences of `tellers.toml`, each read as a phrase.

use crate::model::Document;
use crate::read::lexicon::class;
use crate::tell::resolve::knowledge::{HUMAN, Tellers};
use crate::tell::resolve::phrase::Phrase;
use crate::tell::resolve::words::Words;

#[test]
fn every_example_shows_its_class() {
    let knowledge = Tellers::english();
    assert!(knowledge.examples.len() >= 25);
    for (bit, sentence, belongs) in &knowledge.examples {
        let (before, rest) = sentence.split_once('[').unwrap();
        let (inner, after) = rest.split_once(']').unwrap();
        let text = format!("Dusk fell. {before}{inner}{after}");
        let document = Document::new("example", text.as_str()).unwrap();
        let words = Words::scan(document.text(), &document.blocks, &knowledge);
        let start = 11 + before.len();
        let range = words.within(document.span(start, start + inner.len()).unwrap());
        let phrase = Phrase::read(&words, range, false);
        let heads = phrase.heads.iter().fold(0, |all, h| all | h.1);
        // A plural of persons carries PEOPLE for PERSON.
        let wanted = if *bit == class::PERSON { HUMAN } else { *bit };
        let shown = heads & wanted != 0
            || *bit == class::WITNESS && phrase.witness
            || named_place(&words, &phrase, wanted);
        assert_eq!(shown, *belongs, "{sentence}: heads {:?}", phrase.heads);
    }
}

/// A name that is itself the word of the class ("Pyongyang").
fn named_place(words: &Words, phrase: &Phrase, bit: u32) -> bool {
    phrase.name.clone().is_some_and(|n| n.len() == 1 && words.all[n.start].is(bit))
}
