//! The graph of tellings as it comes in: the contract's JSON, and what is wrong with it if it is none.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Tellings of claims, who tells them in which documents, and what is known of both. Ids are the caller's.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Graph {
    /// Everybody who tells something.
    #[serde(default)]
    pub tellers: Vec<Teller>,
    /// Every document with a telling.
    #[serde(default)]
    pub documents: Vec<Document>,
    /// Who told which claim in which document.
    #[serde(default)]
    pub tellings: Vec<Telling>,
    /// What is known of documents and of tellers.
    #[serde(default)]
    pub relations: Vec<Relation>,
}

/// Somebody who tells something: a person, a body, a publication, a record, or a group nobody counted.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Teller {
    /// Its id in this graph.
    pub id: String,
    /// Whether `name` is a full proper name.
    #[serde(default)]
    pub named: bool,
    /// The name, if there is one.
    #[serde(default)]
    pub name: Option<String>,
    /// `one`, `several` or `unknown`.
    #[serde(default)]
    pub number: Option<String>,
    /// What is said of it. Only `sex`, `born` and `kind` are looked at, by the contract's rule 6.
    #[serde(default)]
    pub attributes: BTreeMap<String, Value>,
}

/// A document that holds tellings.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Document {
    /// Its id in this graph.
    pub id: String,
    /// Who published it.
    #[serde(default)]
    pub outlet: Option<String>,
    /// When, as the caller has it; not looked at.
    #[serde(default)]
    pub published: Option<String>,
}

/// One telling of a claim in a document.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Telling {
    /// Id of the claim.
    pub claim: String,
    /// On which side of it.
    pub stance: Stance,
    /// Id of the document.
    pub document: String,
    /// Ids of the tellers, page inwards; empty where the page itself tells it.
    #[serde(default)]
    pub chain: Vec<String>,
    /// `witness`, `record` or `untold`; not counted, shown.
    #[serde(default)]
    pub end: Option<String>,
}

/// The side of a claim that a telling is on.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// It tells the claim.
    For,
    /// It denies it.
    Against,
}

impl Stance {
    /// As the contract writes it.
    pub fn word(self) -> &'static str {
        match self {
            Stance::For => "for",
            Stance::Against => "against",
        }
    }
}

/// Something that is known of two documents, of two tellers or of several.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Relation {
    /// `from` took its text from `to`.
    Copies {
        /// The one that took.
        from: String,
        /// The one that was there before.
        to: String,
        /// The one claim that it holds for; all of them where it is missing. Beyond the contract: what one passage took says
        /// nothing of the others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim: Option<String>,
    },
    /// `from` names `to` as where it has it from.
    Cites {
        /// The one that names.
        from: String,
        /// The one named.
        to: String,
        /// The one claim that it holds for; all of them where it is missing. Beyond the contract: what one passage took says
        /// nothing of the others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim: Option<String>,
    },
    /// `from` is `to` in another language.
    Translates {
        /// The translation.
        from: String,
        /// What was translated.
        to: String,
        /// The one claim that it holds for; all of them where it is missing. Beyond the contract: what one passage took says
        /// nothing of the others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim: Option<String>,
    },
    /// Two tellers are one.
    Same {
        /// One.
        a: String,
        /// The other.
        b: String,
    },
    /// Two tellers are two.
    Different {
        /// One.
        a: String,
        /// The other.
        b: String,
    },
    /// Several tellers have it from one occasion: a briefing, a press visit.
    CommonCause {
        /// Who.
        tellers: Vec<String>,
        /// What occasion, in words.
        #[serde(default)]
        what: Option<String>,
    },
}

/// Why a graph can't be reckoned with. Names places and ids as the caller gave them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Fault {
    /// Not the contract's JSON; what the parser says, with line and column.
    Json(String),
    /// An id that stands twice, and in which list.
    Twice(&'static str, String),
    /// A telling (counted from 1) that names something no list holds.
    Unknown(usize, &'static str, String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Json(what) => f.write_str(what),
            Fault::Twice(list, id) => write!(f, "{list}: the id {id} stands twice"),
            Fault::Unknown(at, list, id) => write!(f, "telling {at}: {id} is not among the {list}"),
        }
    }
}

impl Graph {
    /// The graph in JSON, if it is one: ids unique, and each telling's document and tellers known.
    ///
    /// Relations that name something unknown are no fault: they say nothing here ([`strays`](Graph::strays) lists them).
    pub fn from_json(bytes: &[u8]) -> Result<Graph, Fault> {
        let graph: Graph = serde_json::from_slice(bytes).map_err(|e| Fault::Json(e.to_string()))?;
        graph.check()?;
        Ok(graph)
    }

    /// Whether ids are unique and the tellings' are known.
    pub fn check(&self) -> Result<(), Fault> {
        let tellers = unique("tellers", self.tellers.iter().map(|t| &t.id))?;
        let documents = unique("documents", self.documents.iter().map(|d| &d.id))?;
        for (at, telling) in self.tellings.iter().enumerate() {
            if !documents.contains(&telling.document) {
                return Err(Fault::Unknown(at + 1, "documents", telling.document.clone()));
            }
            if let Some(id) = telling.chain.iter().find(|id| !tellers.contains(id)) {
                return Err(Fault::Unknown(at + 1, "tellers", id.clone()));
            }
        }
        Ok(())
    }

    /// Ids in relations that no list holds, in order: such a relation is passed over.
    pub fn strays(&self) -> Vec<&str> {
        let tellers: BTreeSet<&String> = self.tellers.iter().map(|t| &t.id).collect();
        let documents: BTreeSet<&String> = self.documents.iter().map(|d| &d.id).collect();
        let mut strays = BTreeSet::new();
        for relation in &self.relations {
            let (known, ids) = match relation {
                Relation::Copies { from, to, .. }
                | Relation::Cites { from, to, .. }
                | Relation::Translates { from, to, .. } => (&documents, vec![from, to]),
                Relation::Same { a, b } | Relation::Different { a, b } => (&tellers, vec![a, b]),
                Relation::CommonCause { tellers: ids, .. } => (&tellers, ids.iter().collect()),
            };
            strays.extend(ids.into_iter().filter(|id| !known.contains(id)).map(String::as_str));
        }
        strays.into_iter().collect()
    }
}

fn unique<'a>(
    list: &'static str,
    ids: impl Iterator<Item = &'a String>,
) -> Result<BTreeSet<&'a String>, Fault> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(Fault::Twice(list, id.clone()));
        }
    }
    Ok(seen)
}
