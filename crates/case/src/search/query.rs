//! [`Query`]: what somebody types to search.

use super::cut::{Row, Word, cut};
use crate::error::{Error, Kind, Result};

/// The longest query that is looked at, in bytes.
const LONGEST: usize = 4096;
/// Most terms in one query.
const TERMS: usize = 64;
/// The fewest letters of a beginning. Shorter ones are in so many words that finding them all takes long.
const BEGINNING: usize = 3;

/// A search, read but not run: words that must all occur, words that must not, and filters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(crate) with: Vec<Term>,
    pub(crate) without: Vec<Term>,
    pub(crate) speaker: Vec<Term>,
    /// Beginnings of folded outlets.
    pub(crate) outlet: Vec<String>,
    pub(crate) language: Vec<String>,
    pub(crate) kind: Vec<String>,
    /// First and last day, as the beginning of an ISO date; either may be open.
    pub(crate) date: Option<(Option<String>, Option<String>)>,
}

/// Words that stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) words: Vec<String>,
    /// Whether the last word is only the beginning of one.
    pub(crate) begins: bool,
}

impl Term {
    /// The term of a text; `None` where it holds no word.
    fn new(text: &str, begins: bool) -> Option<Term> {
        let mut words: Vec<Word> = cut(text, &[]);
        let mut begins = begins;
        // The last sign of a row: a particle may follow in the text. Alone, it begins a pair.
        if words.last().is_some_and(|w| w.row == Row::Last) {
            let alone = words.len() < 2 || words[words.len() - 2].row != Row::Pair;
            if alone {
                begins = true;
            } else {
                words.pop();
                begins = false;
            }
        }
        let words: Vec<String> = words.into_iter().map(|w| w.text).collect();
        (!words.is_empty()).then_some(Term { words, begins })
    }

    /// In FTS5's language. Words hold no quotation mark.
    pub(crate) fn fts(&self) -> String {
        format!("\"{}\"{}", self.words.join(" "), if self.begins { " *" } else { "" })
    }
}

/// A piece of the query: a field's name, its value, whether it was in quotation marks, whether it is excluded.
struct Piece<'a> {
    field: Option<&'a str>,
    value: &'a str,
    quoted: bool,
    not: bool,
}

/// Terms of which one is enough.
pub(crate) fn any(terms: &[Term]) -> String {
    terms.iter().map(Term::fts).collect::<Vec<_>>().join(" OR ")
}

/// All terms, each of which must be found.
pub(crate) fn all(terms: &[Term]) -> String {
    terms.iter().map(Term::fts).collect::<Vec<_>>().join(" AND ")
}

impl Query {
    /// Reads a query: words, `"a phrase"`, `begin*`, `-without`, `outlet:`, `date:2017..2018`, `speaker:`, `lang:`,
    /// `kind:`. A field's value with spaces stands in quotation marks. Unknown fields are an error, not words.
    pub fn parse(text: &str) -> Result<Query> {
        if text.len() > LONGEST {
            return Err(error("it is longer than 4096 bytes"));
        }
        let mut query = Query::default();
        let mut rest = text.trim();
        let mut count = 0;
        while !rest.is_empty() {
            let (piece, after) = next(rest)?;
            query.take(&piece)?;
            rest = after.trim_start();
            count += 1;
            if count > TERMS {
                return Err(error("it has more than 64 terms"));
            }
        }
        if query == Query::default() {
            return Err(error("it holds no word"));
        }
        let only = Query { without: Vec::new(), ..query.clone() } == Query::default();
        if only {
            return Err(error("it only says what is not wanted"));
        }
        Ok(query)
    }

    /// Adds a piece to the query.
    fn take(&mut self, piece: &Piece<'_>) -> Result<()> {
        let Some(field) = piece.field else { return self.take_words(piece) };
        if piece.not {
            return Err(error("a field cannot be excluded"));
        }
        let folded = super::filter_form(piece.value);
        let filter =
            || if folded.is_empty() { Err(error("a field has no value")) } else { Ok(folded.clone()) };
        match field {
            "outlet" => self.outlet.push(filter()?),
            "lang" | "language" => self.language.push(filter()?),
            "kind" => self.kind.push(filter()?),
            "speaker" => {
                let begins = piece.value.ends_with('*');
                self.speaker
                    .push(Term::new(piece.value, begins).ok_or_else(|| error("a field has no value"))?);
            }
            "date" if self.date.is_none() => self.date = Some(range(piece.value)?),
            "date" => return Err(error("there are two dates")),
            _ => return Err(error("there is no such field; put words with a colon in quotation marks")),
        }
        Ok(())
    }

    /// Adds a piece that names no field.
    fn take_words(&mut self, piece: &Piece<'_>) -> Result<()> {
        let begins = !piece.quoted && piece.value.ends_with('*');
        // A word that holds none (a dash alone) asks for nothing.
        let Some(term) = Term::new(piece.value, begins) else { return Ok(()) };
        if begins && term.begins && term.words.last().is_some_and(|w| w.is_ascii() && w.len() < BEGINNING) {
            return Err(error("a beginning has three letters at least"));
        }
        if piece.not {
            self.without.push(term)
        } else {
            self.with.push(term)
        }
        Ok(())
    }
}

/// The first piece of a query that is not empty, and what follows.
fn next(text: &str) -> Result<(Piece<'_>, &str)> {
    let (not, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text),
    };
    let name = body.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(body.len());
    let field = body[name..].strip_prefix(':').filter(|_| name > 0).map(|value| (&body[..name], value));
    let (field, body) = field.map_or((None, body), |(field, value)| (Some(field), value));
    // Typographic marks are typed where a keyboard or a text processor puts them.
    let open = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '「');
    let close = |c: char| matches!(c, '"' | '“' | '”' | '»' | '」');
    let mut chars = body.chars();
    if chars.next().is_some_and(open) {
        let inner = chars.as_str();
        let end = inner.find(close).ok_or_else(|| error("a quotation mark is open"))?;
        let after = inner[end..].char_indices().nth(1).map_or("", |(at, _)| &inner[end + at..]);
        return Ok((Piece { field, value: &inner[..end], quoted: true, not }, after));
    }
    let end = body.find(|c: char| c.is_whitespace() || open(c)).unwrap_or(body.len());
    Ok((Piece { field, value: &body[..end], quoted: false, not }, &body[end..]))
}

/// "2017", "2017-05..2018", "..2018", "2017..": first and last day, each as the beginning of an ISO date.
fn range(value: &str) -> Result<(Option<String>, Option<String>)> {
    let (first, last) = value.split_once("..").unwrap_or((value, value));
    let day = |text: &str| match text {
        "" => Ok(None),
        text if dated(text) => Ok(Some(text.to_owned())),
        _ => Err(error("a date is written 2017, 2017-05 or 2017-05-31, a range with two dots between")),
    };
    match (day(first)?, day(last)?) {
        (None, None) => Err(error("a field has no value")),
        (Some(first), Some(last)) if first > last && !first.starts_with(&last) => {
            Err(error("the date ends before it begins"))
        }
        range => Ok(range),
    }
}

/// Whether a text is YYYY, YYYY-MM or YYYY-MM-DD.
fn dated(text: &str) -> bool {
    let shape = |c: char| if c.is_ascii_digit() { '0' } else { c };
    let shape: String = text.chars().map(shape).collect();
    ["0000", "0000-00", "0000-00-00"].contains(&shape.as_str())
}

/// FH-049, with what is wrong. Never holds a word of the query: it may be a name.
fn error(what: &'static str) -> Error {
    Error(Kind::Query(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fts(text: &str) -> String {
        all(&Query::parse(text).unwrap().with)
    }

    #[test]
    fn words_phrases_and_beginnings() {
        assert_eq!(fts("Phones  seized"), "\"phones\" AND \"seized\"");
        assert_eq!(fts("\"phones seized\" mark*"), "\"phones seized\" AND \"mark\" *");
        assert_eq!(fts("„phones seized“"), "\"phones seized\"");
        assert_eq!(fts("휴대전화"), "\"휴대 대전 전화\"");
        assert_eq!(fts("단속"), "\"단속\"");
        assert_eq!(fts("집"), "\"집\" *");
        assert_eq!(fts("AK소"), "\"ak 소\" *");
        assert_eq!(fts("\"휴대전화를 압수했다\""), "\"휴대 대전 전화 화를 를 압수 수했 했다\"");
        assert_eq!(fts("a AND \"b\" OR c"), "\"a\" AND \"and\" AND \"b\" AND \"or\" AND \"c\"");
    }

    #[test]
    fn fields_filter() {
        let query = Query::parse(
            "phone -radio outlet:\"Grey Island Weekly\" date:2017..2018-03 lang:EN speaker:Ansel kind:note",
        )
        .unwrap();
        assert_eq!(query.outlet, ["grey island weekly"]);
        assert_eq!(query.date, Some((Some("2017".into()), Some("2018-03".into()))));
        assert_eq!((query.language, query.kind), (vec!["en".to_owned()], vec!["note".to_owned()]));
        assert_eq!((all(&query.speaker), all(&query.without)), ("\"ansel\"".into(), "\"radio\"".into()));
        assert_eq!(Query::parse("date:2017-05..2017").unwrap().date.unwrap().1, Some("2017".into()));
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_a_reason() {
        for bad in [
            "",
            "  ",
            "-",
            "\"open",
            "-radio",
            "date:yesterday",
            "date:2018..2017",
            "date:",
            "outlet:",
            "date:2017 date:2018",
            "path:x",
            "http://x",
            "-outlet:x",
            "!!",
            "ab*",
            "\"\"",
        ] {
            assert_eq!(Query::parse(bad).map_err(|e| e.code()), Err("FH-049"), "{bad}");
        }
        assert!(Query::parse(&"a ".repeat(65)).is_err() && Query::parse(&"a".repeat(5000)).is_err());
    }
}
