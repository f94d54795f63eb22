//! The regular forms of English. Each rule gives how many bytes of the (lower-case) form stay and what is put after
//! them.

use super::is_base;
use std::borrow::Cow;

/// Bytes that stay, and the ending put after them.
type Cut = (usize, &'static str);

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// "-ing" form of a verb.
pub(super) fn ing(form: &str) -> Cut {
    let stem = form.strip_suffix("in'").or_else(|| form.strip_suffix("ing"));
    match stem {
        Some("dy" | "ly" | "ty" | "vy") => (1, "ie"),
        Some(stem) if stem.bytes().any(|b| is_vowel(b) || b == b'y') => restore(stem),
        _ => (form.len(), ""),
    }
}

/// Past tense or participle of a verb.
pub(super) fn past(form: &str) -> Cut {
    let len = form.len();
    if form.ends_with("eed") && len > 4 {
        return (len - 1, "");
    }
    if form.ends_with("ied") {
        return if len <= 4 { (len - 1, "") } else { (len - 3, "y") };
    }
    match form.strip_suffix("ed") {
        Some(stem) if len > 3 && stem.bytes().any(|b| is_vowel(b) || b == b'y') => restore(stem),
        _ => (len, ""),
    }
}

/// Third person singular of a verb.
pub(super) fn third_person(form: &str) -> Cut {
    let len = form.len();
    if form.ends_with("ies") {
        return if len <= 4 { (len - 1, "") } else { (len - 3, "y") };
    }
    if ["sses", "shes", "ches", "xes", "zzes", "oes"].iter().any(|end| form.ends_with(end)) {
        return (len - 2, "");
    }
    if form.ends_with('s') && !form.ends_with("ss") && len > 2 { (len - 1, "") } else { (len, "") }
}

/// Plural of a common noun.
pub(super) fn plural(form: &str) -> Cut {
    let len = form.len();
    if form.ends_with("men") && len > 4 {
        return (len - 3, "man");
    }
    if form.ends_with("children") {
        return (len - 3, "");
    }
    if form.ends_with("ies") {
        return if len <= 4 { (len - 1, "") } else { (len - 3, "y") };
    }
    if form.ends_with("yses") {
        return (len - 2, "is");
    }
    if form.ends_with("selves") {
        return (len - 3, "f");
    }
    if ["sses", "shes", "ches", "xes", "zzes", "oes"].iter().any(|end| form.ends_with(end)) {
        return (len - 2, "");
    }
    if form.ends_with("uses") && len > 5 && !form.ends_with("ouses") && !form.ends_with("auses") {
        return (len - 2, "");
    }
    let number = form.starts_with(|c: char| c.is_ascii_digit());
    if form.ends_with("'s") && len > 2 {
        return (len - 2, if number { "s" } else { "" });
    }
    // No word for more than one ends in "-is" but the names of peoples ("Iraqis").
    let kept = ["ss", "us"].iter().any(|end| form.ends_with(end)) || len < 3;
    if form.ends_with('s') && !kept && !number { (len - 1, "") } else { (len, "") }
}

/// Plural of a proper noun: as written, its case kept.
pub(super) fn plural_name(form: &str) -> Cow<'_, str> {
    let capitals = form.len() > 2 && form.bytes().all(|b| b.is_ascii_uppercase());
    let low = if capitals { form.to_ascii_lowercase() } else { form.to_string() };
    let (keep, end) = plural(&low);
    if end.is_empty() {
        return Cow::Borrowed(&form[..keep]);
    }
    let mut out = form[..keep].to_string();
    if capitals {
        out.push_str(&end.to_ascii_uppercase())
    } else {
        out.push_str(end)
    }
    Cow::Owned(out)
}

/// Comparative or superlative.
pub(super) fn degree(form: &str) -> Cut {
    let len = form.len();
    let Some(stem) = form.strip_suffix("est").or_else(|| form.strip_suffix("er")).filter(|s| s.len() >= 3)
    else {
        return (len, "");
    };
    if let Some(front) = stem.strip_suffix('i') {
        return (front.len(), "y");
    }
    if stem.ends_with('e') {
        return (stem.len() + usize::from(form.as_bytes()[stem.len()] == b'e'), "");
    }
    let b = stem.as_bytes();
    if let [.., x, y] = b
        && x == y
        && !is_vowel(*y)
        && !matches!(y, b'l' | b's' | b'f')
    {
        return (stem.len() - 1, "");
    }
    if stem.ends_with("ng") && !stem.ends_with("ang") || stem.ends_with("at") && stem.ends_with("eat") {
        return (stem.len(), "");
    }
    if loses_e(stem) { (stem.len(), "e") } else { (stem.len(), "") }
}

/// Base form of a verb from the stem before "-ed" or "-ing": a known verb, else by its letters.
fn restore(stem: &str) -> Cut {
    let len = stem.len();
    let mut buffer = [0u8; 32];
    let with_e = len < buffer.len() && {
        buffer[..len].copy_from_slice(stem.as_bytes());
        buffer[len] = b'e';
        std::str::from_utf8(&buffer[..=len]).is_ok_and(is_base)
    };
    let bare = is_base(stem);
    let b = stem.as_bytes();
    let doubled =
        len > 2 && b[len - 1] == b[len - 2] && b[len - 1].is_ascii_alphabetic() && !is_vowel(b[len - 1]);
    if doubled && !bare && is_base(&stem[..len - 1]) {
        return (len - 1, "");
    }
    if with_e != bare {
        return (len, if with_e { "e" } else { "" });
    }
    if doubled {
        // "call", "pass", "buzz", "stuff" have two of themselves.
        return if matches!(b[len - 1], b'l' | b's' | b'z' | b'f') { (len, "") } else { (len - 1, "") };
    }
    if stem.ends_with("ick") && len > 5 && !stem.ends_with("rick") {
        // "panicked", "mimicking".
        return (len - 1, "");
    }
    (len, if loses_e(stem) { "e" } else { "" })
}

/// Whether a stem has lost an "e" before its ending ("mak", "chang", "handl"), by its letters alone.
fn loses_e(stem: &str) -> bool {
    let b = stem.as_bytes();
    let len = b.len();
    if len < 2 {
        return false;
    }
    let (last, before) = (b[len - 1], b[len - 2]);
    let third = if len > 2 { b[len - 3] } else { b' ' };
    if is_vowel(last) {
        return matches!(last, b'u' | b'e') && before != b'o';
    }
    match last {
        b'v' | b'c' => return true,
        b'z' => return before != b'z' && before != b't',
        b's' => return before != b's' && (before != b'u' || len <= 4 || is_vowel(third)),
        b'g' if !is_vowel(before) => {
            return matches!(before, b'd' | b'r' | b'l') || stem.ends_with("ang") && len > 4;
        }
        b'l' if !is_vowel(before) => return !matches!(before, b'l' | b'r' | b'w'),
        b'h' => return stem.ends_with("eath") || stem.ends_with("loth"),
        b'w' | b'x' | b'y' => return false,
        _ => {}
    }
    let sounded = is_vowel(before) || (before == b'y' && matches!(last, b'p' | b'l'));
    if !sounded {
        return false;
    }
    if is_vowel(third)
        && !(third == b'u' && len > 3 && matches!(b[len - 4], b'q' | b'g'))
        && !(last == b't' && matches!(third, b'i' | b'u') && before == b'a')
        && !stem.ends_with("creat")
    {
        // Two vowels: "treat", "join", "load".
        return false;
    }
    let syllables = vowel_groups(b);
    if syllables == 1 {
        return true;
    }
    match before {
        b'a' => matches!(last, b't' | b'g' | b'd' | b'k' | b'm' | b'p' | b'r' | b's'),
        b'i' => matches!(last, b'd' | b'n' | b'r' | b'b' | b'k' | b'm' | b'p' | b'l' | b'g'),
        b'u' => matches!(last, b't' | b'd' | b'r' | b'm' | b'n' | b'b' | b'k'),
        b'o' => matches!(last, b'k' | b'd' | b'b' | b't' | b's' | b'g'),
        _ => false,
    }
}

fn vowel_groups(b: &[u8]) -> usize {
    let mut groups = 0;
    let mut inside = false;
    for (i, x) in b.iter().enumerate() {
        let vowel = is_vowel(*x) || (*x == b'y' && i > 0);
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups
}
