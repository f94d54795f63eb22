//! Running a query.

use super::query::{Query, Term, all, any};
use super::snippet::{Snippet, snippet};
use crate::document::masks_of;
use crate::error::Result;
use crate::id::Id;
use crate::lists::List;
use crate::part;
use crate::reader::Reader;
use crate::record;
use crate::statement::Version;
use rusqlite::types::Value;

/// What is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Titles and texts of documents.
    Documents,
    /// Words and speakers of statements.
    Statements,
}

/// In what order hits come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Those that came into the case last come first. The quickest: it stops at the limit.
    Latest,
    /// By BM25, the best first. Looks at every hit.
    Best,
}

/// Something found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The document, or the statement.
    pub id: Id,
    /// The document that it is, or that tells the statement.
    pub document: Id,
    /// Headline of the document.
    pub title: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its date of publication.
    pub published: Option<String>,
    /// The words around what was found.
    pub snippet: Snippet,
}

impl Reader {
    /// Searches. Gives at most `limit` hits, after leaving out the first `skip`. Withdrawn statements are not found.
    pub fn search(
        &self,
        query: &Query,
        target: Target,
        order: Order,
        skip: usize,
        limit: usize,
    ) -> Result<Vec<Hit>> {
        let sources = (List::Outlets.source(&self.db)?, List::Dates.source(&self.db)?);
        let (sql, values) = statement(query, target, order, (skip, limit), sources);
        let mut prepared = self.db.prepare_cached(&sql)?;
        let rows = prepared
            .query_map(rusqlite::params_from_iter(values), |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        let rows: Vec<(i64, i64, i64)> = rows.collect::<rusqlite::Result<_>>()?;
        rows.into_iter().map(|row| self.hit(query, target, row)).collect()
    }

    /// A hit of the numbers of its record, its document, its current version.
    fn hit(&self, query: &Query, target: Target, (n, document, version): (i64, i64, i64)) -> Result<Hit> {
        let (own, record) = (record::at(&self.db, n)?, record::at(&self.db, document)?);
        let field = |name: &str| record.content[name].as_str().map(str::to_owned);
        let snippet = match target {
            Target::Documents => snippet(&part::text(&self.db, n)?, &masks_of(&record)?, &query.with),
            Target::Statements => {
                let version = Version::of(&record::at(&self.db, version)?.content);
                let terms: Vec<Term> = query.with.iter().chain(&query.speaker).cloned().collect();
                let words = snippet(&version.words, &[], &terms);
                let in_speaker = words.marks.is_empty() && !version.speaker.is_empty();
                let speaker = in_speaker.then(|| snippet(&version.speaker, &[], &terms));
                speaker.filter(|s| !s.marks.is_empty()).unwrap_or(words)
            }
        };
        Ok(Hit {
            id: own.id,
            document: record.id,
            title: field("title"),
            outlet: field("outlet"),
            published: field("published"),
            snippet,
        })
    }
}

/// What the index is asked: words in every column, speakers in theirs.
fn matched(query: &Query, target: Target) -> Option<String> {
    let mut parts = Vec::new();
    if !query.with.is_empty() {
        parts.push(format!("({})", all(&query.with)));
    }
    if target == Target::Statements && !query.speaker.is_empty() {
        let terms: Vec<String> = query.speaker.iter().map(|t| format!("speaker : {}", t.fts())).collect();
        parts.push(format!("({})", terms.join(" AND ")));
    }
    let without: String = query.without.iter().map(|t| format!(" NOT {}", t.fts())).collect();
    (!parts.is_empty()).then(|| format!("({}){without}", parts.join(" AND ")))
}

/// The statement and its values. `sources` are the lists of outlets and of dates.
fn statement(
    query: &Query,
    target: Target,
    order: Order,
    (skip, limit): (usize, usize),
    sources: (&str, &str),
) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = Vec::new();
    let mut wheres: Vec<String> = Vec::new();
    let mut value = |v: String| {
        values.push(Value::Text(v));
        format!("?{}", values.len())
    };
    let matched = matched(query, target).map(&mut value);
    let (index, table, columns) = match target {
        Target::Documents => ("document_index", "documents", "t.n, t.n, t.n"),
        Target::Statements => ("statement_index", "statements", "t.n, t.document, t.version"),
    };
    // CROSS JOIN: the index is always the outer loop.
    let from = match &matched {
        Some(place) => {
            wheres.push(format!("{index} MATCH {place}"));
            format!("{index} CROSS JOIN {table} t ON t.n = {index}.rowid")
        }
        None => format!("{table} t"),
    };
    if matched.is_none() && !query.without.is_empty() {
        let place = value(any(&query.without));
        wheres.push(format!("t.n NOT IN (SELECT rowid FROM {index} WHERE {index} MATCH {place})"));
    }
    let filters = filters(query, sources, &mut value);
    let speaker = (target == Target::Documents && !query.speaker.is_empty()).then(|| {
        let terms: Vec<String> = query.speaker.iter().map(|t| format!("speaker : {}", t.fts())).collect();
        value(terms.join(" AND "))
    });
    if !filters.is_empty() {
        let column = if target == Target::Documents { "t.n" } else { "t.document" };
        wheres.extend(
            filters
                .iter()
                .map(|(source, wanted)| format!("+{column} IN (SELECT n FROM {source} WHERE {wanted})")),
        );
    }
    if let Some(place) = speaker {
        wheres.push(format!(
            "+t.n IN (SELECT s.document FROM statement_index i CROSS JOIN statements s ON s.n = i.rowid
             WHERE i.statement_index MATCH {place} AND NOT s.withdrawn)"
        ));
    }
    if target == Target::Statements {
        wheres.push("NOT t.withdrawn".into());
    }
    let order = match (order, &matched) {
        (Order::Best, Some(_)) => format!("{index}.rank"),
        (Order::Latest, Some(_)) => format!("{index}.rowid DESC"),
        (_, None) => "t.n DESC".into(),
    };
    let wheres = if wheres.is_empty() { "1".into() } else { wheres.join(" AND ") };
    let sql = format!(
        "SELECT {columns} FROM {from} WHERE {wheres} ORDER BY {order} LIMIT {} OFFSET {}",
        limit.min(i64::MAX as usize),
        skip.min(i64::MAX as usize)
    );
    (sql, values)
}

/// Conditions on documents, each with the list or table that it is asked of.
fn filters<'a>(
    query: &Query,
    (outlets, dates): (&'a str, &'a str),
    value: &mut impl FnMut(String) -> String,
) -> Vec<(&'a str, String)> {
    let mut filters = Vec::new();
    for (source, column, wanted) in [
        (outlets, "key", &query.outlet),
        ("documents", "language", &query.language),
        ("documents", "kind", &query.kind),
    ] {
        if wanted.is_empty() {
            continue;
        }
        // Several values of one field: any of them. The value or its beginning, by whole words.
        let any: Vec<String> = wanted
            .iter()
            .map(|w| {
                let (place, after, end) = (value(w.clone()), value(format!("{w} ")), value(format!("{w}!")));
                format!("{column} = {place} OR ({column} >= {after} AND {column} < {end})")
            })
            .collect();
        filters.push((source, any.join(" OR ")));
    }
    if let Some((first, last)) = &query.date {
        let mut bounds = Vec::new();
        bounds.extend(first.iter().map(|first| format!("key >= {}", value(first.clone()))));
        // "2018" as a last day takes in all that begins with it.
        bounds.extend(last.iter().map(|last| format!("key < {}", value(format!("{last}~")))));
        filters.extend((!bounds.is_empty()).then(|| (dates, bounds.join(" AND "))));
    }
    filters
}
