//! The process whose memory is searched: does commands as the program does, then looks what they left.

use crate::scan::{Needles, VEIL};
use clap::Parser as _;
use firsthand::cli::{Cli, Streams};
use firsthand::terminal::{Color, Terminal};
use firsthand::wipe::apart;
use serde_json::json;
use std::hint::black_box;
use std::io::{self, Read as _};
use std::process::ExitCode;

/// What the session is told: commands, then needles, every byte veiled. A number of four bytes (how many commands),
/// then each item with its length before it; a command's words are parted by zero bytes.
pub(crate) fn order(commands: &[Vec<&str>], needles: &[Vec<u8>]) -> Vec<u8> {
    let words = commands.iter().map(|words| words.join("\0").into_bytes());
    let mut out = (commands.len() as u32).to_le_bytes().to_vec();
    for item in words.chain(needles.iter().cloned()) {
        out.extend((item.len() as u32).to_le_bytes());
        out.extend(item.iter().map(|b| b ^ VEIL));
    }
    out
}

/// Does what standard input orders, and prints as JSON how each command ended and what was found afterwards.
pub(crate) fn serve() -> ExitCode {
    let mut order = Vec::new();
    io::stdin().lock().read_to_end(&mut order).expect("an order");
    let (count, mut rest) = order.split_first_chunk::<4>().expect("a number");
    let mut items = Vec::new();
    while let Some((length, more)) = rest.split_first_chunk::<4>() {
        let (item, more) = more.split_at(u32::from_le_bytes(*length) as usize);
        items.push(item.to_vec());
        rest = more;
    }
    let needles = items.split_off(u32::from_le_bytes(*count) as usize);
    let codes: Vec<u8> = items.iter().map(|words| apart(|| run(words))).collect();
    // The case is closed. It made the process one that nobody may look into, itself included.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::Dumpable);
    let needles = Needles::new(needles);
    let (found, searched) = needles.in_memory();
    // Does the search see what is there, and what was there?
    let kept = last_word(&items, 0);
    let (seen, _) = needles.in_memory();
    drop(black_box(kept));
    let (after, _) = needles.in_memory();
    println!(
        "{}",
        json!({"codes": codes, "found": found, "searched": searched,
        "seen": seen.len(), "after": after.len()})
    );
    ExitCode::SUCCESS
}

/// The last word of a veiled command, in the clear.
fn last_word(items: &[Vec<u8>], command: usize) -> Vec<u8> {
    let words = &items[command];
    let last = words.rsplit(|b| *b == VEIL).next().unwrap_or_default();
    last.iter().map(|b| b ^ VEIL).collect()
}

/// One command, as the program does it; its exit status.
fn run(veiled: &[u8]) -> u8 {
    let words: Vec<u8> = veiled.iter().map(|b| b ^ VEIL).collect();
    let words = String::from_utf8(words).expect("words");
    let cli =
        Cli::try_parse_from(std::iter::once("firsthand").chain(words.split('\0'))).expect("a command line");
    let (mut out, mut err) = (io::BufWriter::new(io::sink()), io::BufWriter::new(io::sink()));
    let terminal = Terminal::detect(Color::Never);
    firsthand::cli::run(&cli, &mut Streams { out: &mut out, err: &mut err, terminal }) as u8
}
