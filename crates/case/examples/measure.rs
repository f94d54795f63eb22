//! Measures storing, indexing and searching on generated documents: `cargo run --release -p firsthand-case --example measure
//! -- FOLDER 1000 10000 100000`. Beside each number of documents the same texts in plain SQLite with FTS5 in the same run.

use firsthand_case::{Case, NewDocument, Options, Order, Passphrase, Query, Received, Target};
use firsthand_core::model::Meta;
use std::path::Path;
use std::time::Instant;

/// Bytes of a document, about.
const SIZE: usize = 2000;
/// Documents a batch.
const BATCH: usize = 200;

/// Words drawn so that the n-th is drawn n times less often than the first, as in natural text.
struct Lots(u64);

impl Lots {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn word(&mut self) -> String {
        let share = (self.next() % 1_000_000) as f64 / 1e6;
        let rank = (50_000f64.powf(share)) as u64;
        let mut word = String::new();
        let mut rest = rank * 7 + 3;
        while rest > 0 {
            word.push_str(["ka", "ro", "mi", "te", "su", "na", "lo", "vi"][(rest % 8) as usize]);
            rest /= 8;
        }
        word
    }

    fn text(&mut self) -> String {
        let mut text = String::with_capacity(SIZE + 20);
        while text.len() < SIZE {
            text.push_str(&self.word());
            text.push(' ');
        }
        text
    }
}

/// Processor time of this process so far, in seconds: steadier than the clock where others use the machine. 0 where the system
/// does not tell.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|f| f.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn ours(path: &Path, count: usize) -> Result<(), firsthand_case::Error> {
    let passphrase = Passphrase::new("words that only measure things");
    let case = Case::create(path, &passphrase, Options::new()?)?;
    let mut writer = case.writer(Box::new(|_| true))?;
    let (mut lots, mut bytes, since, spent) = (Lots(9), 0, Instant::now(), processor());
    for from in (0..count).step_by(BATCH) {
        writer.batch(|batch| {
            for index in from..(from + BATCH).min(count) {
                let text = lots.text();
                bytes += text.len();
                let original = batch.put_original(text.as_bytes(), &Received::default())?.id;
                let year = 1990 + (index % 30);
                let meta = Meta {
                    title: Some(lots.word()),
                    outlet: Some(format!("Outlet {}", index % 100)),
                    published: format!("{year}-05-17").parse().ok(),
                    ..Meta::default()
                };
                let kind = "article";
                batch.put_document(&NewDocument {
                    original,
                    place: None,
                    kind,
                    meta: &meta,
                    text: &text,
                    masks: vec![],
                })?;
            }
            Ok(())
        })?;
    }
    let (took, spent) = (since.elapsed().as_secs_f64(), processor() - spent);
    drop(writer);
    let size = std::fs::metadata(path)?.len();
    println!(
        "case:  {count} documents, {:.0} docs/s, {:.1} MB/s, {:.2} ms of processor and {:.0} bytes of file a document of {SIZE}",
        count as f64 / took,
        bytes as f64 / took / 1e6,
        spent * 1e3 / count as f64,
        size as f64 / count as f64
    );
    search(&case)?;
    let since = Instant::now();
    let report = case.verify(None)?;
    println!(
        "  verify: {:.1} s, {} records, whole: {}",
        since.elapsed().as_secs_f64(),
        report.records,
        report.whole()
    );
    let since = Instant::now();
    drop(Case::open(path, &passphrase, Options::new()?)?);
    println!("  open: {:.2} s", since.elapsed().as_secs_f64());
    Ok(())
}

/// The median and the slowest of some queries: frequent words, rare ones, phrases, beginnings, filters.
fn search(case: &Case) -> Result<(), firsthand_case::Error> {
    let reader = case.reader()?;
    let mut lots = Lots(77);
    for (name, order) in [("latest", Order::Latest), ("best", Order::Best)] {
        let mut times = Vec::new();
        for round in 0..60 {
            let (a, b) = (lots.word(), lots.word());
            let text = match round % 6 {
                0 => a,
                1 => format!("{a} {b}"),
                2 => format!("\"{a} {b}\""),
                3 => format!("{}*", &a[..a.len().min(4)]),
                4 => format!("{a} outlet:\"outlet 7\" date:1995..1997"),
                _ => format!("{a} -{b}"),
            };
            let query = Query::parse(&text)?;
            let since = Instant::now();
            let hits = reader.search(&query, Target::Documents, order, 0, 20)?.len();
            times.push((since.elapsed().as_secs_f64() * 1e3, text, hits));
        }
        times.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (slowest, query, hits) = &times[times.len() - 1];
        println!(
            "  search, {name}: median {:.1} ms, slowest {slowest:.1} ms ({query}, {hits} hits)",
            times[30].0
        );
    }
    Ok(())
}

fn plain(path: &Path, count: usize) -> rusqlite::Result<()> {
    let db = rusqlite::Connection::open(path)?;
    db.execute_batch(
        "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
         CREATE TABLE d (n INTEGER PRIMARY KEY, text TEXT);
         CREATE VIRTUAL TABLE i USING fts5 (text, content = 'd', content_rowid = 'n');",
    )?;
    let (mut lots, mut bytes, since, spent) = (Lots(9), 0, Instant::now(), processor());
    for from in (0..count).step_by(BATCH) {
        db.execute_batch("BEGIN")?;
        for n in from..(from + BATCH).min(count) {
            let text = lots.text();
            lots.word();
            bytes += text.len();
            db.prepare_cached("INSERT INTO d VALUES (?1, ?2)")?.execute((n as i64, &text))?;
            db.prepare_cached("INSERT INTO i (rowid, text) VALUES (?1, ?2)")?.execute((n as i64, &text))?;
        }
        db.execute_batch("COMMIT")?;
    }
    let (took, spent) = (since.elapsed().as_secs_f64(), processor() - spent);
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    let size = std::fs::metadata(path).map_or(0, |m| m.len());
    println!(
        "plain: {count} documents, {:.0} docs/s, {:.1} MB/s, {:.2} ms of processor and {:.0} bytes of file a document",
        count as f64 / took,
        bytes as f64 / took / 1e6,
        spent * 1e3 / count as f64,
        size as f64 / count as f64
    );
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name an empty folder and the numbers of documents")?;
    for count in arguments {
        let count: usize = count.parse()?;
        plain(&Path::new(&folder).join(format!("{count}.plain")), count)?;
        ours(&Path::new(&folder).join(format!("{count}.case")), count)?;
    }
    Ok(())
}
