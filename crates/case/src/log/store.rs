//! The log in the database: appending, and what is checked whenever a case opens.

use super::leaf::Leaf;
use super::tree::{Edge, Hash, root_of};
use crate::error::{Error, Kind, Result};
use rusqlite::{Connection, OptionalExtension, params};

/// The log's state, one row that changes with every write.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) edge: Edge,
    /// Writes so far.
    pub(crate) commits: u64,
    /// Generation of the header when it was last changed.
    pub(crate) generation: u64,
}

/// Reads the state. [`Kind::LogDisagrees`] where it contradicts itself.
pub(crate) fn load(db: &Connection) -> Result<State> {
    let sql = "SELECT size, edge, root, commits, generation FROM log_state WHERE one = 1";
    let row = db.prepare_cached(sql)?.query_row([], |r| {
        Ok((
            r.get::<_, i64>(0)?,
            r.get::<_, Vec<u8>>(1)?,
            r.get::<_, Hash>(2)?,
            r.get::<_, i64>(3)?,
            r.get::<_, i64>(4)?,
        ))
    });
    let (size, edge, root, commits, generation) = row.optional()?.ok_or(Error(Kind::LogDisagrees))?;
    let edge = Edge::new(size as u64, &edge).filter(|e| e.root() == root).ok_or(Error(Kind::LogDisagrees))?;
    Ok(State { edge, commits: commits as u64, generation: generation as u64 })
}

/// Appends a leaf: its row, and its hash to the edge.
pub(crate) fn append(db: &Connection, state: &mut State, leaf: &Leaf) -> Result<()> {
    let sql = "INSERT INTO leaves (n, kind, record, maker, at, commitment) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    db.prepare_cached(sql)?.execute(params![
        state.edge.size() as i64,
        leaf.kind,
        leaf.record,
        leaf.maker,
        leaf.at,
        leaf.commitment
    ])?;
    state.edge.push(leaf.hash());
    Ok(())
}

/// Writes the state at the end of a write, and the root for this size.
pub(crate) fn save(db: &Connection, state: &mut State, before: u64, at: i64) -> Result<()> {
    state.commits += 1;
    let (size, root) = (state.edge.size(), state.edge.root());
    let sql = "INSERT OR REPLACE INTO log_state (one, size, edge, root, commits, generation) VALUES (1, ?1, ?2, ?3, ?4, ?5)";
    db.prepare_cached(sql)?.execute(params![
        size as i64,
        state.edge.bytes(),
        root,
        state.commits as i64,
        state.generation as i64
    ])?;
    if size > before {
        let sql = "INSERT INTO roots (size, root, at) VALUES (?1, ?2, ?3)";
        db.prepare_cached(sql)?.execute(params![size as i64, root, at])?;
    }
    Ok(())
}

/// Most leaves that are read again whenever a case opens.
const AGAIN: u64 = 256;

/// The cheap check: the number of leaves, and the last of them against the edge.
pub(crate) fn check_edge(db: &Connection, state: &State) -> Result<bool> {
    let size = state.edge.size();
    let last: Option<i64> = db.query_row("SELECT max(n) FROM leaves", [], |r| r.get(0))?;
    if last.map_or(0, |n| n as u64 + 1) != size {
        return Ok(false);
    }
    let stored = "SELECT root FROM roots ORDER BY size DESC LIMIT 1";
    let stored: Option<Hash> = db.query_row(stored, [], |r| r.get(0)).optional()?;
    if size > 0 && stored != Some(state.edge.root()) {
        return Ok(false);
    }
    let Some((under, root)) = state.edge.last().filter(|(under, _)| *under <= AGAIN) else { return Ok(true) };
    let mut again =
        db.prepare_cached("SELECT kind, record, maker, at, commitment FROM leaves WHERE n >= ?1 ORDER BY n")?;
    let rows = again.query_map([(size - under) as i64], row_of)?;
    let hashes = rows.map(|leaf| leaf.map(|l| l.hash())).collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(root_of(&hashes) == root)
}

/// A leaf of the five columns kind, record, maker, at, commitment.
pub(crate) fn row_of(r: &rusqlite::Row<'_>) -> rusqlite::Result<Leaf> {
    Ok(Leaf { kind: r.get(0)?, record: r.get(1)?, maker: r.get(2)?, at: r.get(3)?, commitment: r.get(4)? })
}
