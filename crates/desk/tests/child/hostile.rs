//! Hostile files, made here: no crash of the parent, a verdict or documents for each, in bounded time.
//!
//! A few of each kind; all of them with `FIRSTHAND_SOAK=1`.

use super::{PROGRAM, all, samples, told, traps};
use firsthand::child::{Parser, Patience};
use std::time::{Duration, Instant};

/// Numbers that look like chance and are the same each time (xorshift, Marsaglia 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

fn is_soak() -> bool {
    std::env::var_os("FIRSTHAND_SOAK").is_some()
}

fn parser() -> Parser {
    Parser::new(
        PROGRAM,
        Patience { each: Duration::from_secs(30), whole: Duration::from_secs(120), ..Patience::default() },
    )
}

/// Reads a file, and says which verdicts of the process itself there were.
fn read(parser: &mut Parser, name: &str, bytes: &[u8]) -> Vec<String> {
    let began = Instant::now();
    let found = told(&all(parser, name, bytes));
    assert!(!found.is_empty(), "{name}: no verdict");
    if is_soak() {
        let last = found.last().map(|(place, what)| format!("{place} {:.30}", what)).unwrap_or_default();
        println!("{name}: {} found in {:?}, last: {last}", found.len(), began.elapsed());
    }
    let of_process = |what: &String| what.starts_with("parser-");
    found.into_iter().map(|(_, what)| what).filter(of_process).collect()
}

#[test]
fn every_trap_ends_in_a_verdict() {
    let mut parser = parser();
    let mut wrong = Vec::new();
    for (name, bytes) in traps::all(if is_soak() { 10 } else { 1 }) {
        let bad = read(&mut parser, name, &bytes);
        if !bad.is_empty() {
            wrong.push(format!("{name}: {bad:?}"));
        }
    }
    // None of them may get as far as the process's own limits: those are for what we do not know.
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(told(&all(&mut parser, "a.txt", b"Still here.")).len(), 1);
}

#[test]
fn sound_files_are_sound() {
    let mut parser = parser();
    for (name, bytes) in samples::all() {
        let found = all(&mut parser, name, &bytes);
        assert!(found.iter().any(|found| found.document().is_some()), "{name}: {found:?}");
        assert!(found.iter().all(|found| found.error().is_none()), "{name}: {found:?}");
    }
}

#[test]
fn files_that_break_off_or_are_damaged_end_in_a_verdict() {
    let mut parser = parser();
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let rounds = if is_soak() { 400 } else { 12 };
    let (mut files, mut crashes) = (0, Vec::new());
    for (name, bytes) in samples::all() {
        for round in 0..rounds {
            let mut bytes = bytes.clone();
            if round % 2 == 0 {
                bytes.truncate(numbers.below(bytes.len()));
            } else {
                for _ in 0..=numbers.below(8) {
                    let at = numbers.below(bytes.len());
                    bytes[at] = numbers.below(256) as u8;
                }
            }
            files += 1;
            crashes.extend(read(&mut parser, name, &bytes).into_iter().map(|bad| format!("{name}: {bad}")));
        }
    }
    println!("{files} damaged files, {} crashes of the child", crashes.len());
    assert!(crashes.is_empty(), "{crashes:#?}");
}
