//! [`propositions`]: a content that tells several things, cut where that is plain.

use crate::Reader;
use crate::model::Document;
use crate::read::token::{Tag, Token};
use std::ops::Range;
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(Reader::english);

/// The propositions of a content, in bytes, in order: corroboration is counted for each by itself. Cut is where "and" or "but"
/// (a comma may stand before it) or a semicolon joins two clauses that have a subject and a verb each; what is in doubt stays
/// together, so there is always one.
pub fn propositions(content: &str) -> Vec<Range<usize>> {
    let Some(document) = Document::new("", content) else {
        return std::iter::once(0..content.len()).collect();
    };
    let tokens = READER.tokens(&document);
    let all = &tokens.all;
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for (i, token) in all.iter().enumerate() {
        let word = &content[token.span.start()..token.span.end()];
        let joins = token.tag == Tag::Conj && matches!(word, "and" | "but") || word == ";";
        if joins && is_clause(&all[from..i]) && is_clause(&all[i + 1..]) {
            let before = i.checked_sub(1).map(|b| &all[b]).filter(|t| t.tag == Tag::Comma);
            cuts.push((before.unwrap_or(token).span.start(), token.span.end()));
            from = i + 1;
        }
    }
    let mut out = Vec::new();
    let mut start = 0;
    for (end, next) in cuts {
        out.push(trimmed(content, start..end));
        start = next;
    }
    out.push(trimmed(content, start..content.len()));
    out
}

/// A content of one subject and two acts, as the pieces of each: "Soldiers sealed the market and burned the stalls" tells that
/// soldiers sealed the market, and that soldiers burned the stalls. Nothing where that is not plain: both verbs are in the past
/// and active, and the first has an object of its own.
pub fn acts_of_one(content: &str) -> Option<[Vec<Range<usize>>; 2]> {
    let document = Document::new("", content)?;
    let tokens = READER.tokens(&document);
    let all = &tokens.all;
    let finite = |t: &Token| matches!(t.tag, Tag::Aux | Tag::Modal | Tag::Past | Tag::Pres);
    let verb = all.iter().position(finite).filter(|v| all[*v].tag == Tag::Past && is_clause(&all[..=*v]))?;
    let joins =
        |i: &usize| all[*i].tag == Tag::Conj && &content[all[*i].span.start()..all[*i].span.end()] == "and";
    let and = (verb + 1..all.len()).find(joins)?;
    let second = all.get(and + 1)?;
    let object =
        all[verb + 1..and].iter().any(|t| matches!(t.tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::Pron));
    if second.tag != Tag::Past || !object || all[verb + 1..and].iter().any(finite) {
        return None;
    }
    let subject = trimmed(content, 0..all[verb].span.start());
    let (first, rest) =
        (trimmed(content, 0..all[and].span.start()), trimmed(content, second.span.start()..content.len()));
    Some([vec![first], vec![subject, rest]])
}

/// A range without the spaces at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// Whether words begin with a subject and go on with a verb that has a tense, with nothing between them that opens another
/// clause.
fn is_clause(tokens: &[Token]) -> bool {
    let nominal = |t: &Token| matches!(t.tag, Tag::Noun | Tag::Plural | Tag::Name | Tag::Pron | Tag::Num);
    let mut subject = false;
    for token in tokens {
        match token.tag {
            _ if nominal(token) => subject = true,
            Tag::Det | Tag::Poss | Tag::Adj | Tag::Adv | Tag::Prep | Tag::Mark => {}
            Tag::Aux | Tag::Modal | Tag::Past | Tag::Pres => return subject,
            Tag::Base => return subject,
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(content: &str) -> Vec<&str> {
        propositions(content).into_iter().map(|r| &content[r]).collect()
    }

    #[test]
    fn clauses_are_cut_where_that_is_plain() {
        assert_eq!(
            parts("The gate was locked, and two guards stood at the door."),
            ["The gate was locked", "two guards stood at the door."]
        );
        assert_eq!(parts("He was arrested; his brother fled."), ["He was arrested", "his brother fled."]);
    }

    #[test]
    fn two_acts_of_one_subject_are_two() {
        let content = "Soldiers sealed the salt market on 3 August and burned the stalls of the traders";
        let acts = acts_of_one(content).unwrap();
        let words =
            |of: &[Range<usize>]| of.iter().map(|r| &content[r.clone()]).collect::<Vec<_>>().join(" ");
        assert_eq!(words(&acts[0]), "Soldiers sealed the salt market on 3 August");
        assert_eq!(words(&acts[1]), "Soldiers burned the stalls of the traders");
        for content in [
            "He was arrested and beaten.",
            "Guards shot and killed two men",
            "The men and women left the town",
        ] {
            assert!(acts_of_one(content).is_none(), "{content}");
        }
    }

    #[test]
    fn what_is_in_doubt_stays_together() {
        for content in [
            "He was arrested and beaten.",
            "Guards and two officers searched the house.",
            "The clerk who wrote the list and his wife left.",
            "",
        ] {
            assert_eq!(parts(content).len(), 1, "{content}");
        }
    }
}
