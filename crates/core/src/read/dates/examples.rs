//! The example sentences of `dates.toml` and `holidays.toml`: each word list says what it finds and what it leaves alone.

use super::{holiday, words};
use crate::model::{Document, Meta};
use crate::read::Reader;
use jiff::civil::date;

/// The expressions that a sentence marks with braces, and the sentence without them.
fn marked(sentence: &str) -> (String, Vec<String>) {
    let mut plain = String::new();
    let mut found = Vec::new();
    for (i, part) in sentence.split('{').enumerate() {
        let (inside, rest) = if i == 0 { ("", part) } else { part.split_once('}').expect("a closing brace") };
        if i > 0 {
            found.push(inside.to_owned());
        }
        plain.push_str(inside);
        plain.push_str(rest);
    }
    (plain, found)
}

fn check(reader: &Reader, list: &str, sentence: &str, wrong: &mut Vec<String>) {
    let (plain, want) = marked(sentence);
    let meta = Meta { published: Some(date(2017, 6, 15)), ..Meta::default() };
    // A line of prose before it, so that it is no headline.
    let text = format!("Rain fell on the town and on the sea.\n\n{plain}");
    let reading = reader.read_dates(Document::new("example", text).expect("short"), meta);
    let got: Vec<_> = reading.dates.iter().map(|d| reading.document.slice(d.span).to_owned()).collect();
    if got != want {
        wrong.push(format!("[{list}] {sentence}\n    found {got:?}"));
    }
}

#[test]
fn examples_of_the_data_hold() {
    let reader = Reader::english();
    let mut wrong = Vec::new();
    for (name, list) in words::lists() {
        for sentence in list.accepts.iter().chain(&list.rejects) {
            check(&reader, &name, sentence, &mut wrong);
        }
    }
    let holidays = holiday::file();
    for sentence in holidays.accepts.iter().chain(&holidays.rejects) {
        check(&reader, "holidays", sentence, &mut wrong);
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
