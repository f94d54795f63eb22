//! Numbers in figures and in words, and the words before them that bound them.

use super::super::cut::Piece;
use super::super::meaning::is_phrase;
use super::Limits;

/// A number as written: the least and the most that its words may mean, what it counts if its own words say so, and the word
/// after it.
pub(super) struct Told {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) unit: Option<&'static str>,
    pub(super) end: usize,
}

/// Units of the words that bring their own: parts of a hundred, and how many times as much.
const PERCENT: &str = "percent";
const TIMES: &str = "multiply";

const SMALL: &str = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
    eighteen nineteen";
const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";

/// Words for numbers that are not exact, with the least and the most.
const VAGUE: [(&str, f64, f64); 9] = [
    ("dozens", 24.0, 99.0),
    ("scores", 40.0, 199.0),
    ("hundreds", 200.0, 999.0),
    ("thousands", 2_000.0, 99_999.0),
    ("millions", 2e6, 99e6),
    ("several", 3.0, 12.0),
    ("handful", 2.0, 9.0),
    ("few", 2.0, 9.0),
    ("tens", 20.0, 99.0),
];

/// Words that say how many times as much.
const MULTIPLES: [(&str, f64); 10] = [
    ("twice", 2.0),
    ("double", 2.0),
    ("doubled", 2.0),
    ("twofold", 2.0),
    ("triple", 3.0),
    ("tripled", 3.0),
    ("threefold", 3.0),
    ("fourfold", 4.0),
    ("fivefold", 5.0),
    ("tenfold", 10.0),
];

/// The number that begins at a word.
pub(super) fn number(pieces: &[Piece], text: &str, start: usize) -> Option<Told> {
    let word = |i: usize| pieces.get(i).map_or("", |p| &*p.lower);
    let told = |value: f64, unit, end| Some(Told { low: value, high: value, unit, end });
    let first = word(start);
    if let Some((_, low, high)) = VAGUE.iter().find(|(w, ..)| *w == first) {
        let plural = matches!(first, "few" | "several" | "handful");
        let scale = if word(start + 1) == "of" { scale(word(start + 2).trim_end_matches('s')) } else { None };
        let (by, end) = scale.filter(|_| !plural).map_or((1.0, start + 1), |by| (by, start + 3));
        return Some(Told { low: low * by, high: high * by, unit: None, end });
    }
    if let Some((_, times)) = MULTIPLES.iter().find(|(w, _)| *w == first) {
        return told(*times, Some(TIMES), start + 1);
    }
    match (first, word(start + 1), word(start + 2)) {
        ("half", "a", "million") => return told(5e5, None, start + 3),
        ("half", next, _) if !matches!(next, "a" | "an" | "hour") => {
            return told(50.0, Some(PERCENT), start + 1);
        }
        ("a" | "one", "third", "of") => return told(100.0 / 3.0, Some(PERCENT), start + 2),
        ("two", "thirds", _) => return told(200.0 / 3.0, Some(PERCENT), start + 2),
        ("a" | "one", "quarter", "of") => return told(25.0, Some(PERCENT), start + 2),
        ("three", "quarters", _) => return told(75.0, Some(PERCENT), start + 2),
        ("a" | "one", "hundred" | "thousand" | "million" | "dozen", _) => {
            let (value, end) = sum(pieces, start + 1, 1.0)?;
            return told(value, None, end);
        }
        // "One pair", where it is no pronoun: "no one", "this one", "one of them".
        ("one", next, _) if !next.is_empty() && next != "of" && next != "another" => {
            const PRONOUN: [&str; 8] = ["no", "any", "every", "this", "that", "the", "each", "only"];
            let pronoun = start.checked_sub(1).is_some_and(|b| PRONOUN.contains(&word(b)));
            let parted = pieces.get(start + 1).is_none_or(|p| p.parted || p.is_closed());
            return if pronoun || parted { None } else { told(1.0, None, start + 1) };
        }
        ("both", ..) => return told(2.0, None, start + 1),
        _ => {}
    }
    let (value, end) = sum(pieces, start, 0.0)?;
    let percent = matches!((word(end), word(end + 1)), ("percent", _) | ("per", "cent"))
        || pieces.get(end - 1).is_some_and(|p| text[p.span.end..].starts_with('%'));
    if percent {
        let end = end + usize::from(word(end) == "percent") + 2 * usize::from(word(end) == "per");
        return told(value, Some(PERCENT), end);
    }
    if word(end) == "times" && word(end + 1) == "as" {
        return told(value, Some(TIMES), end + 1);
    }
    told(value, None, end)
}

/// A number in figures, or as the words of one after another say; `begun` is what stands before a word of scale.
fn sum(pieces: &[Piece], start: usize, begun: f64) -> Option<(f64, usize)> {
    let (mut total, mut part) = (0.0, begun);
    let (mut i, mut last) = (start, None);
    while let Some(piece) = pieces.get(i).filter(|p| i == start || !p.parted) {
        let word = &*piece.lower;
        // "twenty-one": alone, "one" is hardly ever a number that matters.
        let ones = word == "one" && last.is_some_and(|l| TENS.split_whitespace().any(|t| t == l));
        match (simple(word).or(ones.then_some(1.0)), scale(word)) {
            // "two 14-year-olds": figures do not add up.
            (Some(value), _) if last.is_none() || (value < 100.0 && !is_figure(word)) => part += value,
            (_, Some(by)) if i > start || begun > 0.0 => {
                if by <= 100.0 {
                    part *= by;
                } else {
                    total += part * by;
                    part = 0.0;
                }
            }
            _ if word == "and" && last == Some("hundred") => {}
            _ => break,
        }
        last = Some(word);
        i += 1;
    }
    let end = if last == Some("and") { i - 1 } else { i };
    (end > start).then_some((total + part, end))
}

fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// The value of one word.
fn simple(word: &str) -> Option<f64> {
    if is_figure(word) {
        return word.parse().ok().filter(|v: &f64| v.is_finite());
    }
    let small = SMALL.split_whitespace().position(|w| w == word).map(|at| at as f64 + 2.0);
    let tens = || TENS.split_whitespace().position(|w| w == word).map(|at| at as f64 * 10.0 + 20.0);
    small.or_else(tens)
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        _ => return None,
    })
}

/// Whether a word is part of a number, by itself.
pub(in super::super) fn is_number(word: &str) -> bool {
    simple(word).is_some() || scale(word).is_some() || VAGUE.iter().any(|(w, ..)| *w == word)
}

/// Words before a number that bound it.
const BOUNDS: [(&str, Limits); 28] = [
    ("up to", Limits::UpTo),
    ("at most", Limits::UpTo),
    ("no more than", Limits::UpTo),
    ("not more than", Limits::UpTo),
    ("as many as", Limits::UpTo),
    ("as much as", Limits::UpTo),
    ("a maximum of", Limits::UpTo),
    ("fewer than", Limits::Below),
    ("less than", Limits::Below),
    ("under", Limits::Below),
    ("below", Limits::Below),
    ("nearly", Limits::About),
    ("almost", Limits::About),
    ("close to", Limits::About),
    ("about", Limits::About),
    ("around", Limits::About),
    ("some", Limits::About),
    ("roughly", Limits::About),
    ("approximately", Limits::About),
    ("no fewer than", Limits::From),
    ("no less than", Limits::From),
    ("not less than", Limits::From),
    ("at least", Limits::From),
    ("a minimum of", Limits::From),
    ("more than", Limits::Above),
    ("over", Limits::Above),
    ("above", Limits::Above),
    ("upwards of", Limits::Above),
];

/// What bounds the number at a word, and the first word of that; the longest words win ("no more than", not "more than").
pub(super) fn before(pieces: &[Piece], at: usize) -> (usize, Limits) {
    let mut best = (at, Limits::None);
    for (words, limits) in BOUNDS {
        let n = words.split(' ').count();
        let stands = at >= n && words.split(' ').zip(&pieces[at - n..at]).all(|(w, p)| p.lower == w);
        // "Hand over thirty percent": the particle of a verb bounds nothing.
        let particle = words == "over" && at >= 2 && is_phrase(&pieces[at - 2].lower, words);
        if stands && !particle && at - n < best.0 {
            best = (at - n, limits);
        }
    }
    best
}
