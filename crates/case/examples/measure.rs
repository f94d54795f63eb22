//! Measures storing, indexing and searching on generated documents: `cargo run --profile quick -p firsthand-case --example
//! measure -- FOLDER 1000 10000 100000`. In the same run the same texts go into plain SQLite with FTS5, and into the same
//! store without encryption of its pages (its parts stay sealed).

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

/// Processor time of this thread so far, in seconds: steadier than the clock where others use the machine. 0 where the system
/// does not tell.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split_whitespace().next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or_default() / 1e9
}

/// Bytes that this process has read from files and written to them so far. 0 where the system does not tell.
fn moved() -> [u64; 2] {
    let io = std::fs::read_to_string("/proc/self/io").unwrap_or_default();
    let field =
        |name: &str| io.lines().find_map(|l| l.strip_prefix(name)?.trim().parse().ok()).unwrap_or_default();
    [field("rchar:"), field("wchar:")]
}

/// What filling a store took.
#[derive(Default)]
struct Run {
    /// Seconds by the clock.
    clock: f64,
    /// Seconds of processor.
    processor: f64,
    /// Bytes read and written.
    moved: [u64; 2],
    /// Bytes of the file at the end.
    size: u64,
}

/// A document of the measurement: its words are drawn before the clock runs.
struct Piece {
    title: String,
    text: String,
    index: usize,
}

/// Gives `count` documents to `store` in batches and measures `store` alone. Last it gets an empty batch: then everything is
/// to be moved into the main file, so that small numbers are not spared what large ones pay for on the way.
fn fed<E>(count: usize, mut store: impl FnMut(&[Piece]) -> Result<(), E>) -> Result<Run, E> {
    let (mut lots, mut run) = (Lots(9), Run::default());
    let batches = (0..count).step_by(BATCH).map(|from| from..(from + BATCH).min(count));
    for range in batches.chain(std::iter::once(count..count)) {
        let pieces: Vec<Piece> =
            range.map(|index| Piece { text: lots.text(), title: lots.word(), index }).collect();
        let (since, spent, before) = (Instant::now(), processor(), moved());
        store(&pieces)?;
        run.processor += processor() - spent;
        run.clock += since.elapsed().as_secs_f64();
        let after = moved();
        (0..2).for_each(|at| run.moved[at] += after[at] - before[at]);
    }
    Ok(run)
}

/// Fills a new case.
fn ours(path: &Path, count: usize, options: &Options) -> Result<Run, Box<dyn std::error::Error>> {
    let case = Case::create(path, &passphrase(), options.clone())?;
    let mut writer = case.writer(Box::new(|_| true))?;
    let run = fed(count, |pieces| {
        if pieces.is_empty() {
            return writer.settle();
        }
        writer.batch(|batch| {
            for piece in pieces {
                let original = batch.put_original(piece.text.as_bytes(), &Received::default())?.id;
                let year = 1990 + (piece.index % 30);
                let meta = Meta {
                    title: Some(piece.title.clone()),
                    outlet: Some(format!("Outlet {}", piece.index % 100)),
                    published: format!("{year}-05-17").parse().ok(),
                    ..Meta::default()
                };
                let (kind, text, masks) = ("article", piece.text.as_str(), vec![]);
                batch.put_document(&NewDocument { original, place: None, kind, meta: &meta, text, masks })?;
            }
            Ok(())
        })
    })?;
    drop(writer);
    Ok(Run { size: std::fs::metadata(path)?.len(), ..run })
}

/// Fills a table of plain SQLite and its index.
fn plain(path: &Path, count: usize) -> Result<Run, Box<dyn std::error::Error>> {
    let db = rusqlite::Connection::open(path)?;
    db.execute_batch(
        "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
         CREATE TABLE d (n INTEGER PRIMARY KEY, text TEXT);
         CREATE VIRTUAL TABLE i USING fts5 (text, content = 'd', content_rowid = 'n');",
    )?;
    let run = fed(count, |pieces| {
        if pieces.is_empty() {
            return db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        }
        db.execute_batch("BEGIN")?;
        for piece in pieces {
            let row = (piece.index as i64, &piece.text);
            db.prepare_cached("INSERT INTO d VALUES (?1, ?2)")?.execute(row)?;
            db.prepare_cached("INSERT INTO i (rowid, text) VALUES (?1, ?2)")?.execute(row)?;
        }
        db.execute_batch("COMMIT")
    })?;
    Ok(Run { size: std::fs::metadata(path)?.len(), ..run })
}

fn passphrase() -> Passphrase {
    Passphrase::new("words that only measure things")
}

/// Searching, verifying and opening a filled case.
fn used(path: &Path) -> Result<(), firsthand_case::Error> {
    let since = Instant::now();
    let case = Case::open(path, &passphrase(), Options::new()?)?;
    println!("  open: {:.2} s", since.elapsed().as_secs_f64());
    search(&case)?;
    let since = Instant::now();
    let report = case.verify(None)?;
    let (took, records, whole) = (since.elapsed().as_secs_f64(), report.records, report.whole());
    println!("  verify: {took:.1} s, {records} records, whole: {whole}");
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

/// Exponents of growth: the slope of the logarithm of time over that of the number, by least squares.
fn exponent(points: &[(usize, f64)]) -> f64 {
    let logs: Vec<(f64, f64)> = points.iter().map(|(n, time)| ((*n as f64).ln(), time.ln())).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / logs.len() as f64;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let over: f64 = logs.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    over / logs.iter().map(|p| (p.0 - x).powi(2)).sum::<f64>()
}

/// Small numbers are filled several times, and the run of the middle processor time counts.
fn middle(
    count: usize,
    fill: impl Fn() -> Result<Run, Box<dyn std::error::Error>>,
) -> Result<Run, Box<dyn std::error::Error>> {
    let mut runs = (0..(20_000 / count).clamp(1, 7)).map(|_| fill()).collect::<Result<Vec<_>, _>>()?;
    runs.sort_by(|a, b| a.processor.total_cmp(&b.processor));
    let at = runs.len() / 2;
    Ok(runs.swap_remove(at))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name an empty folder and the numbers of documents")?;
    let counts = arguments.map(|a| a.parse()).collect::<Result<Vec<usize>, _>>()?;
    let stores = ["plain SQLite", "case, no encryption", "case"];
    let mut grown = [const { Vec::new() }; 3];
    for count in counts {
        for (store, grown) in stores.iter().zip(&mut grown) {
            let path = Path::new(&folder).join(format!("{count} {store}"));
            let run = middle(count, || {
                let _ = std::fs::remove_file(&path);
                match *store {
                    "case" => ours(&path, count, &Options::new()?),
                    "plain SQLite" => plain(&path, count),
                    _ => ours(&path, count, &Options::new()?.without_encryption()),
                }
            })?;
            let per = count as f64;
            println!(
                "{store:<20} {count:>7} documents {:>6.0} docs/s {:>5.1} MB/s; a document: {:.3} ms of processor, {:.1} kB read, {:.1} kB written, {:.0} bytes of file",
                per / run.clock,
                per * SIZE as f64 / run.clock / 1e6,
                run.processor * 1e3 / per,
                run.moved[0] as f64 / 1e3 / per,
                run.moved[1] as f64 / 1e3 / per,
                run.size as f64 / per
            );
            grown.push((count, run));
            if *store == "case" {
                used(&path)?;
            }
        }
    }
    for (store, grown) in stores.iter().zip(&grown).filter(|(_, grown)| grown.len() > 1) {
        let of =
            |time: fn(&Run) -> f64| exponent(&grown.iter().map(|(n, r)| (*n, time(r))).collect::<Vec<_>>());
        println!(
            "{store:<20} grows with exponent {:.3} by processor, {:.3} by clock",
            of(|r| r.processor),
            of(|r| r.clock)
        );
    }
    Ok(())
}
