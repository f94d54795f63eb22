//! A document as the linking of documents needs it: its text, tellers and statements, out of the contract's JSON.

use serde_json::Value;
use std::ops::Range;

/// A document of a dossier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    /// Its name in the case, or its id.
    pub id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of publication: YYYY-MM-DD.
    pub published: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Language, as a BCP 47 tag.
    pub language: Option<String>,
    /// The text as read.
    pub text: String,
    /// Everybody who tells something in it.
    pub tellers: Vec<PaperTeller>,
    /// What they tell.
    pub statements: Vec<PaperStatement>,
}

/// A teller of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaperTeller {
    /// Its id in the document: `t1`.
    pub id: String,
    /// The fullest form in the text.
    pub name: String,
    /// `person`, `organisation`, `publication` or `unknown`.
    pub kind: String,
    /// A person without a proper name in the text.
    pub anonymous: bool,
    /// `one`, `several` or `unknown`.
    pub number: String,
    /// Whose source or member it is.
    pub of: Option<String>,
    /// Where the text names it, in bytes.
    pub mentions: Vec<Range<usize>>,
}

/// A statement of one document. Ranges are bytes of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaperStatement {
    /// Its name in the case, or its id in the document.
    pub id: String,
    /// The place, among the document's, of the statement in whose content it stands.
    pub inside: Option<usize>,
    /// What is told.
    pub content: Vec<Range<usize>>,
    /// The words of source and cue, where there are any.
    pub around: Vec<Range<usize>>,
    /// As the contract writes it: `asserts`, `denies` …
    pub stance: String,
    /// `told` or `wide`.
    pub scope: String,
    /// Places of the tellers among the document's, page inwards.
    pub chain: Vec<usize>,
    /// `witness`, `record` or `untold`.
    pub end: String,
}

impl Paper {
    /// The document whose text is `text` and whose reading is `page` (contract, "A document as read"). Spans that lie outside
    /// the text, and chains of unknown tellers, are left out: then the statement is.
    pub fn of_json(text: &str, page: &Value) -> Paper {
        let head = &page["document"];
        let own = |field: &str| head[field].as_str().map(str::to_owned);
        let list = |field: &str| page[field].as_array().map(Vec::as_slice).unwrap_or_default();
        let word = |of: &Value, field: &str| of[field].as_str().unwrap_or_default().to_owned();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let span = |of: &Value| {
            let at = |field: &str| starts.get(usize::try_from(of[field].as_u64()?).ok()?).copied();
            Some(at("start")?..at("end")?).filter(|r| r.start <= r.end)
        };
        let tellers: Vec<PaperTeller> = list("tellers")
            .iter()
            .map(|t| PaperTeller {
                id: word(t, "id"),
                name: word(t, "name"),
                kind: word(t, "kind"),
                anonymous: t["anonymous"] == true,
                number: word(t, "number"),
                of: t["of"].as_str().map(str::to_owned),
                mentions: t["mentions"].as_array().into_iter().flatten().filter_map(span).collect(),
            })
            .collect();
        let told = list("statements");
        let statements = told
            .iter()
            .map(|s| {
                let content: Vec<Range<usize>> =
                    s["content"].as_array().into_iter().flatten().filter_map(span).collect();
                let hops = s["chain"].as_array().into_iter().flatten();
                let chain = hops
                    .map(|hop| tellers.iter().position(|t| hop["teller"] == *t.id))
                    .collect::<Option<Vec<_>>>();
                PaperStatement {
                    id: word(s, "id"),
                    inside: told.iter().position(|o| !s["inside"].is_null() && o["id"] == s["inside"]),
                    content: if chain.is_some() { content } else { Vec::new() },
                    around: [&s["source"], &s["cue"]].into_iter().filter_map(span).collect(),
                    stance: word(s, "stance"),
                    scope: word(s, "scope"),
                    chain: chain.unwrap_or_default(),
                    end: word(s, "end"),
                }
            })
            .collect();
        Paper {
            id: word(head, "id"),
            outlet: own("outlet"),
            published: own("published"),
            title: own("title"),
            url: own("url"),
            language: own("language"),
            text: text.to_owned(),
            tellers,
            statements,
        }
    }
}
