//! What the tests share: a world without chance, a case in a folder of its own, short ways to fill it.

use firsthand_case::{
    Batch, Case, Id, Maker, Mask, NewDocument, Options, Passphrase, Received, Result, TEST_COST, Waiting,
    World, Writer,
};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use tempfile::TempDir;

/// A clock that goes on by a second whenever it is asked, and lots that are the same in every run.
#[derive(Default)]
pub(crate) struct Clockwork(AtomicU64);

impl World for Clockwork {
    fn now_ms(&self) -> i64 {
        1_500_000_000_000 + (self.0.fetch_add(1, SeqCst) as u32) as i64 * 1000
    }

    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64.
            let mut x = self.0.fetch_add(1, SeqCst).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(x ^ (x >> 31)).to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

pub(crate) const PASSPHRASE: &str = "lantern mosaic drift okra penny swirl";

pub(crate) fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE)
}

/// Each call's lots are others: a program that opens a case again does not draw the ids that are taken.
pub(crate) fn options() -> Options {
    static CALLS: AtomicU64 = AtomicU64::new(0);
    let world = Clockwork(AtomicU64::new(CALLS.fetch_add(1, SeqCst) << 32));
    Options::new().unwrap().with_world(Arc::new(world)).with_test_cost()
}

/// Nobody else writes in most tests.
pub(crate) fn at_once() -> Waiting {
    Box::new(|_| false)
}

/// A new case in a folder that goes with it.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
    pub(crate) path: PathBuf,
    pub(crate) case: Case,
}

pub(crate) fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("river.case");
    let case = Case::create(&path, &passphrase(), options()).unwrap();
    Desk { folder, path, case }
}

impl Desk {
    pub(crate) fn writer(&self) -> Writer {
        self.case.writer(at_once()).unwrap()
    }

    /// Opens the case anew, as another program would.
    pub(crate) fn reopen(&self) -> Case {
        Case::open(&self.path, &passphrase(), options()).unwrap()
    }

    pub(crate) fn add(&self, title: &str, text: &str) -> Id {
        self.writer().batch(|b| add(b, title, text, Vec::new())).unwrap()
    }
}

/// An original and the document that is read from it.
pub(crate) fn add(batch: &mut Batch<'_>, title: &str, text: &str, masks: Vec<Mask>) -> Result<Id> {
    let received =
        Received { name: Some("page.txt"), media_type: "text/plain", how: "file", ..Received::default() };
    let original = batch.put_original(text.as_bytes(), &received)?.id;
    let mut meta = firsthand_core::model::Meta { title: Some(title.into()), ..Default::default() };
    meta.outlet = Some("Grey Island Weekly".into());
    meta.language = Some("en".into());
    batch.put_document(&NewDocument { original, place: None, kind: "article", meta: &meta, text, masks })
}

pub(crate) fn person(writer: &mut Writer, name: &str) -> Id {
    writer.add_person(name, "reviewer", &personal(name), TEST_COST).unwrap()
}

pub(crate) fn personal(name: &str) -> Passphrase {
    Passphrase::new(&format!("{name} has words of her own"))
}

pub(crate) fn rule() -> Maker {
    Maker::Rule("reporting-verb@test".into())
}

/// A reading of one statement: `source` said `words`, which stand in `text`.
pub(crate) fn reading(text: &str, source: &str, words: &str) -> String {
    let span = |part: &str| {
        let start = text[..text.find(part).unwrap()].chars().count();
        serde_json::json!({"start": start, "end": start + part.chars().count(), "text": part})
    };
    serde_json::json!({
        "document": {"id": "d"},
        "tellers": [{"id": "t1", "name": source, "kind": "person", "anonymous": false, "number": "one", "of": null,
            "mentions": [span(source)]}],
        "statements": [{"id": "s1", "inside": null, "content": [span(words)], "source": span(source), "cue": null,
            "form": "indirect", "stance": "asserts", "scope": "told", "chain": [{"teller": "t1", "cue": null}],
            "steps": {"count": 1, "exact": false}, "end": "untold", "confidence": 0.93}],
        "dates": [], "acts": null, "notes": []
    })
    .to_string()
}

/// Whether the long tests run at their full count.
pub(crate) fn soak() -> bool {
    std::env::var_os("FIRSTHAND_SOAK").is_some()
}
