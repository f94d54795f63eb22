//! Compares what a case expects with what was found, whatever the order of the statements.

use super::notation::card;
use super::telling::{Telling, Tellings};
use std::fmt::Write as _;

/// What differs, for people; `None` if nothing does.
pub(crate) fn difference(expected: &Tellings, found: &Tellings) -> Option<String> {
    let found = found.only_what(expected);
    let partner = pair(&expected.all, &found.all);
    let mut out = String::new();
    for (key, want) in &expected.head {
        let got = found.head.iter().find(|(k, _)| k == key).map_or("", |(_, v)| v);
        if got != want {
            let _ = writeln!(out, "  {key}\n    - {want}\n    + {got}");
        }
    }
    for (index, want) in expected.all.iter().enumerate() {
        let want_lines = lines(want);
        match partner.iter().position(|p| *p == Some(index)) {
            None => {
                let _ = writeln!(out, "  {}. not found", index + 1);
                all(&mut out, '-', &want_lines);
            }
            Some(place) => {
                let inside = found.all[place].inside.map(|n| partner[n - 1].map_or(0, |p| p + 1));
                let got_lines = lines(&Telling { inside, ..found.all[place].clone() });
                if want_lines != got_lines {
                    let _ = writeln!(out, "  {}. {}", index + 1, want.content.join(" | "));
                    only(&mut out, '-', &want_lines, &got_lines);
                    only(&mut out, '+', &got_lines, &want_lines);
                }
            }
        }
    }
    for (got, _) in found.all.iter().zip(&partner).filter(|(_, p)| p.is_none()) {
        out.push_str("  not expected\n");
        all(&mut out, '+', &lines(got));
    }
    (!out.is_empty())
        .then(|| format!("  (- expected, + found; \"inside 0\": inside one that is not expected)\n{out}"))
}

fn lines(telling: &Telling) -> Vec<String> {
    let mut lines = vec![telling.content.join(" | ")];
    lines.extend(card(telling));
    lines
}

/// Prints all lines of a statement.
fn all(out: &mut String, mark: char, these: &[String]) {
    only(out, mark, these, &[]);
}

/// Prints the lines that stand on one side alone.
fn only(out: &mut String, mark: char, these: &[String], those: &[String]) {
    for line in these.iter().filter(|line| !those.contains(line)) {
        let _ = writeln!(out, "    {mark} {line}");
    }
}

/// For each found statement the expected one that it answers to: same words and cue first, then same words, then the
/// same cue around words that begin or end alike.
fn pair(expected: &[Telling], found: &[Telling]) -> Vec<Option<usize>> {
    let mut partner = vec![None; found.len()];
    let tests: [fn(&Telling, &Telling) -> bool; 4] = [
        |a, b| a == b,
        |a, b| a.content == b.content && a.cue == b.cue,
        |a, b| a.content == b.content,
        |a, b| {
            a.cue == b.cue
                && (a.content.first() == b.content.first()
                    || a.content.last() == b.content.last()
                    || a.source == b.source)
        },
    ];
    for alike in tests {
        for (index, want) in expected.iter().enumerate() {
            if partner.contains(&Some(index)) {
                continue;
            }
            let free =
                (0..found.len()).find(|place| partner[*place].is_none() && alike(want, &found[*place]));
            if let Some(place) = free {
                partner[place] = Some(index);
            }
        }
    }
    partner
}
