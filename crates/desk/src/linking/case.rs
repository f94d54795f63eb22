//! The documents of a case with their statements as they are now, and what people settled between them.

use firsthand_case::{Answer, Error, Id, Matter, Reader, Record, Statement};
use firsthand_core::link::dossier::{Answers, Paper, Relative, TellerRef, Tie};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A case as it stands.
#[derive(Debug, Default)]
pub struct Standing {
    /// Its documents, in the order in which they came.
    pub papers: Vec<Paper>,
    /// The records of those documents.
    pub documents: Vec<Id>,
    /// What people settled.
    pub answers: Answers,
    /// Grades, by the statement that names the claim.
    pub grades: Vec<Answer>,
    /// Answers on tellers, which can be taken back.
    pub tellers: Vec<Answer>,
}

/// The records of a case's documents in the order in which they came, some hundred at a time. Ends at the first error.
pub fn documents(reader: &Reader) -> impl Iterator<Item = Result<Vec<Record>, Error>> {
    const MANY: usize = 256;
    let (mut after, mut over) = (None, false);
    std::iter::from_fn(move || {
        if over {
            return None;
        }
        let records = reader.documents(after, MANY);
        after = records.as_ref().ok().and_then(|r| r.last()).map(|last| last.id);
        over = after.is_none();
        records.map(|r| Some(r).filter(|r| !r.is_empty())).transpose()
    })
}

/// Everything that claims are made from.
///
/// # Errors
/// The case cannot be read.
pub fn of_case(reader: &Reader) -> Result<Standing, Error> {
    let mut out = Standing::default();
    for records in documents(reader) {
        for record in &records? {
            out.documents.push(record.id);
            out.papers.push(paper(reader, record.id)?);
        }
    }
    answers(reader, &mut out)?;
    Ok(out)
}

/// A document with its statements as they are now.
///
/// # Errors
/// The case cannot be read, or has no such document.
pub fn paper(reader: &Reader, id: Id) -> Result<Paper, Error> {
    let (meta, text) = reader.text_in_place(id)?;
    let mut page = match reader.reading(id)? {
        Some((_, json)) => serde_json::from_str(&json).unwrap_or_default(),
        None => Value::Object(Map::new()),
    };
    let statements = reader.statements(id)?;
    let told = told(&mut page, &statements);
    page["statements"] = Value::Array(told);
    page["document"] = json!({
        "id": id,
        "title": meta.title,
        "language": meta.language,
        "published": meta.published.map(|d| d.to_string()),
        "outlet": meta.outlet,
        "url": meta.url,
    });
    Ok(Paper::of_json(&text, &page))
}

/// The statements as the contract writes them, under their names in the case. Those that a reader found have the tellers of
/// its reading; what people corrected or wrote has those of the same name.
fn told(page: &mut Value, statements: &[Statement]) -> Vec<Value> {
    let ends = |span: &Value| json!([span["start"], span["end"]]).to_string();
    let place = |told: &Value| {
        let spans: Vec<String> = told["content"].as_array().into_iter().flatten().map(ends).collect();
        format!("{}{}", ends(&told["cue"]), spans.concat())
    };
    let read: BTreeMap<String, Value> =
        page["statements"].as_array().into_iter().flatten().map(|s| (place(s), s["chain"].clone())).collect();
    let mut tellers: Vec<Value> = page["tellers"].as_array().cloned().unwrap_or_default();
    let mut out = Vec::new();
    for statement in statements.iter().filter(|s| !s.version.withdrawn) {
        let mut told = statement.version.told.clone();
        if !told.is_object() {
            continue;
        }
        let chain = match read.get(&place(&told)) {
            Some(chain) if same_names(chain, &told["chain"], &tellers) => chain.clone(),
            _ => named(&told["chain"], &mut tellers),
        };
        told["chain"] = chain;
        told["id"] = json!(statement.id);
        out.push(told);
    }
    page["tellers"] = Value::Array(tellers);
    out
}

/// Whether a reading's chain is of the tellers that the current version names.
fn same_names(chain: &Value, current: &Value, tellers: &[Value]) -> bool {
    let hops = |of: &Value| of.as_array().cloned().unwrap_or_default();
    let (read, now) = (hops(chain), hops(current));
    let name = |hop: &Value| tellers.iter().find(|t| t["id"] == hop["teller"]).map(|t| t["name"].clone());
    read.len() == now.len() && read.iter().zip(&now).all(|(r, n)| name(r).as_ref() == Some(&n["name"]))
}

/// A chain of names as one of tellers; whom the document does not have yet is added.
fn named(chain: &Value, tellers: &mut Vec<Value>) -> Value {
    let mut out = Vec::new();
    for hop in chain.as_array().into_iter().flatten() {
        let known: Vec<&Value> = tellers.iter().filter(|t| t["name"] == hop["name"]).collect();
        let id = match known[..] {
            [one] => one["id"].clone(),
            _ => {
                let id = json!(format!("t{}", tellers.len() + 1));
                let mut teller = hop.clone();
                teller["id"] = id.clone();
                tellers.push(teller);
                id
            }
        };
        out.push(json!({"teller": id}));
    }
    Value::Array(out)
}

/// What people settled, by places of papers and tellers. What is about something that is no longer there is left out.
fn answers(reader: &Reader, out: &mut Standing) -> Result<(), Error> {
    let mut place: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (paper, of) in out.papers.iter().enumerate() {
        place.extend(of.statements.iter().enumerate().map(|(at, s)| (s.id.clone(), (paper, at))));
    }
    for answer in reader.answers(Matter::Statements)? {
        let tie = answer.says["tie"].as_str().and_then(Tie::from_word);
        if let ([a, b], Some(tie)) = (&answer.of[..], tie) {
            let part =
                |at: usize| answer.says["parts"][at].as_u64().map(|n| format!("#{n}")).unwrap_or_default();
            out.answers.pairs.push((format!("{a}{}", part(0)), format!("{b}{}", part(1)), tie));
        }
    }
    let document = |id: &Id| out.documents.iter().position(|d| d == id);
    let settled = &mut out.answers.settled;
    for answer in reader.answers(Matter::Documents)? {
        let [from, to] = &answer.of[..] else { continue };
        let (Some(from), Some(to)) = (document(from), document(to)) else { continue };
        match answer.says["kind"].as_str() {
            Some("copies") => settled.copies.push((from, to)),
            Some("translates") => settled.translations.push((from, to)),
            Some("apart") => _ = settled.refused.insert((from, to)),
            _ => {}
        }
    }
    let teller = |id: &Id, hop: &Value| -> Option<TellerRef> {
        let (paper, at) = *place.get(&id.to_string())?;
        let chain = &out.papers[paper].statements[at].chain;
        let hop = usize::try_from(hop.as_u64()?).ok()?;
        Some((paper, *chain.get(hop.checked_sub(1)?)?))
    };
    let refs = |answer: &Answer| -> Option<Vec<TellerRef>> {
        let hops = answer.says["hops"].as_array()?;
        answer.of.iter().zip(hops).map(|(id, hop)| teller(id, hop)).collect()
    };
    for answer in reader.answers(Matter::Tellers)? {
        if let Some([a, b]) = refs(&answer).as_deref() {
            match answer.says["answer"].as_str() {
                Some("same") => settled.tellers.push(Relative::Same(*a, *b)),
                Some("different") => settled.tellers.push(Relative::Different(*a, *b)),
                _ => {}
            }
        }
        out.tellers.push(answer);
    }
    for answer in reader.answers(Matter::Occasion)? {
        if let Some(of) = refs(&answer) {
            let what = answer.says["what"].as_str().unwrap_or("one occasion").to_owned();
            settled.tellers.push(Relative::Cause(of, what));
        }
        out.tellers.push(answer);
    }
    out.grades = reader.answers(Matter::Grade)?;
    Ok(())
}
