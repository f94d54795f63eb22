//! Which marks hold a word together, and where a word comes apart without one.

/// Prefixes that keep their hyphen ("non-Arab"); all other compounds are cut at it.
fn is_prefix(part: &str) -> bool {
    const PREFIXES: [&str; 30] = [
        "e", "re", "co", "ex", "un", "non", "pre", "pro", "mid", "sub", "neo", "arch", "anti", "post",
        "over", "semi", "mini", "mega", "cross", "multi", "inter", "intra", "trans", "ultra", "micro",
        "macro", "socio", "counter", "psycho", "pseudo",
    ];
    part.len() <= 7 && PREFIXES.iter().any(|p| part.eq_ignore_ascii_case(p))
}

/// Whether the hyphen between `before` (the word so far) and `after` (the rest of the stretch without white space)
/// stays in the word.
pub(super) fn hyphen(before: &str, after: &str) -> bool {
    let part = before.rsplit(['-', '‐', '‑']).next().unwrap_or(before);
    let next = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    if is_prefix(part) && part.len() == before.len() {
        return !matches!(next, "the" | "and");
    }
    if matches!(next, "e" | "i") && part.len() > 1 && before.bytes().any(|b| b.is_ascii_uppercase()) {
        // Persian "Naqsh-e Jahan".
        return true;
    }
    digits(before, after)
}

/// Telephone numbers and dates: three groups of digits, or three and four.
fn digits(before: &str, after: &str) -> bool {
    let groups = |c: &str| c.split('-').all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()));
    if before.len() > 32 || !groups(before) {
        return false;
    }
    // Longer runs are no telephone number: the look ahead is short, so that hostile text stays cheap.
    let after = &after[..after.floor_char_boundary(40)];
    let end = after.bytes().position(|b| !(b.is_ascii_digit() || b == b'-')).unwrap_or(after.len());
    if after[end..].starts_with(char::is_alphabetic) {
        return false;
    }
    let rest = after[..end].trim_end_matches('-');
    groups(rest) && (before.contains('-') || rest.contains('-') || (before.len() == 3 && rest.len() == 4))
}

/// Whether the full stop between `before` and `after` stays in the word.
pub(super) fn stop(before: &str, after: &str) -> bool {
    let last = before.chars().next_back().unwrap_or(' ');
    let next = after.chars().next().unwrap_or(' ');
    if last.is_ascii_digit() || next.is_ascii_digit() {
        return next.is_alphanumeric();
    }
    if !last.is_alphabetic() || !next.is_alphabetic() {
        return last == '_' || next == '_';
    }
    let part = before.rsplit('.').next().unwrap_or(before);
    let len = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let (follows, beyond) = after.split_at(len);
    let short = |s: &str| s.chars().nth(1).is_none();
    if short(part) || short(follows) && (beyond.starts_with('.') || part.len() <= 2) {
        // Acronyms, "e.g", "Ph.D", "a.k.a"; but "end.A" has lost its space.
        return true;
    }
    // Domains and file names, against a space that is missing after a sentence's end ("end.The").
    if is_suffix(follows) {
        return true;
    }
    // Names of newsgroups ("alt.religion.example").
    next.is_lowercase()
        && (before.contains('.') || (beyond.starts_with('.') && beyond[1..].starts_with(char::is_lowercase)))
}

/// Whether it ends domains or names of files.
fn is_suffix(part: &str) -> bool {
    const SUFFIXES: [&str; 40] = [
        "com", "org", "net", "gov", "edu", "co", "uk", "us", "eu", "io", "tv", "info", "biz", "ca", "au",
        "de", "fr", "ie", "nz", "in", "int", "mil", "me", "doc", "docx", "xls", "xlsx", "pdf", "txt", "zip",
        "jpg", "png", "gif", "mp3", "exe", "html", "htm", "php", "asp", "csv",
    ];
    // "in", "me", "us" and "co" are words too: capitals and whole sentences would betray them, so that only a lower-case
    // suffix counts.
    part.len() <= 4
        && (SUFFIXES.contains(&part)
            || (part.len() == 3 && SUFFIXES.iter().any(|s| s.len() == 3 && part.eq_ignore_ascii_case(s))))
}

/// Whether `word` ends like a domain, so that a path may follow.
pub(super) fn is_domain(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(host, last)| host.len() > 1 && is_suffix(last))
}

/// Whether a comma between `before` and `after` groups thousands.
pub(super) fn comma(before: &str, after: &str) -> bool {
    let group = before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
    let next = after.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&group.len()) && next == 3
}

/// Whether a slash between `before` and `after` stays: dates, fractions and the likes of "w/o" and "s/he".
pub(super) fn slash(before: &str, after: &str) -> bool {
    let next = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let (last, first) = (before.as_bytes()[before.len() - 1], after.as_bytes()[0]);
    if last.is_ascii_digit() && first.is_ascii_digit() {
        return true;
    }
    before.len() == 1
        && last.is_ascii_alphabetic()
        && (next == 1 || matches!(&after[..next], "he" | "out"))
        && !after[next..].starts_with('/')
}

/// Whether "&" stays within a word: between capitals or single letters ("AT&T", "p&l").
pub(super) fn ampersand(before: &str, after: &str) -> bool {
    let next = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let capitals = |s: &str| s.len() <= 4 && s.bytes().all(|b| b.is_ascii_uppercase());
    (before.len() == 1 && next == 1) || (capitals(before) && capitals(&after[..next]))
}

/// Length in bytes of the clitic at a word's end ("'s", "n’t"); 0 without one.
pub(super) fn clitic(word: &str) -> usize {
    let Some(at) = word.rfind(['\'', '’']).filter(|at| *at > 0) else { return 0 };
    let tail = word[at..].trim_start_matches(['\'', '’']);
    let len = word.len() - at;
    let lower = |s: &str| tail.eq_ignore_ascii_case(s);
    if lower("t") && word[..at].ends_with(['n', 'N']) && at > 1 {
        return len + 1;
    }
    if ["s", "m", "d", "re", "ve", "ll"].into_iter().any(lower) { len } else { 0 }
}

/// Where a word written in one comes apart ("can|not", "do|nt"), in bytes; 0 where it does not.
pub(super) fn fused(word: &str) -> usize {
    const FUSED: [(&str, usize); 27] = [
        ("im", 1),
        ("ive", 1),
        ("cant", 2),
        ("dont", 2),
        ("wont", 2),
        ("isnt", 2),
        ("aint", 2),
        ("gonna", 3),
        ("gotta", 3),
        ("wanna", 3),
        ("gimme", 3),
        ("lemme", 3),
        ("didnt", 3),
        ("wasnt", 3),
        ("arent", 3),
        ("hasnt", 3),
        ("hadnt", 3),
        ("thats", 4),
        ("whats", 4),
        ("cannot", 3),
        ("doesnt", 4),
        ("havent", 4),
        ("werent", 4),
        ("couldnt", 5),
        ("wouldnt", 5),
        ("shouldnt", 6),
        ("youre", 3),
    ];
    // Every one has its own last letters: most words are done after one look.
    if !(2..=8).contains(&word.len())
        || !matches!(word.as_bytes()[word.len() - 1] | 32, b't' | b'a' | b'e' | b'm' | b's')
    {
        return 0;
    }
    let found = FUSED.iter().find(|(f, _)| f.len() == word.len() && word.eq_ignore_ascii_case(f));
    match found {
        // "IM" and "Ive" are names.
        Some(("im" | "ive", _)) if word.as_bytes()[word.len() - 1].is_ascii_uppercase() => 0,
        Some((_, at)) => *at,
        None => 0,
    }
}

/// Where a unit begins that is written right after its number ("35mm", "5pm", "3bn"), in bytes; 0 without one.
pub(super) fn unit(word: &str) -> usize {
    let at = word.bytes().position(|b| !(b.is_ascii_digit() || matches!(b, b',' | b'.' | b':'))).unwrap_or(0);
    if at == 0 || !word.as_bytes()[0].is_ascii_digit() || word.as_bytes()[at - 1] == b'.' {
        return 0;
    }
    let known = matches!(
        &word[at..],
        "am" | "pm"
            | "AM"
            | "PM"
            | "a.m"
            | "p.m"
            | "a.m."
            | "p.m."
            | "k"
            | "K"
            | "m"
            | "M"
            | "b"
            | "B"
            | "bn"
            | "mn"
            | "tn"
            | "mm"
            | "cm"
            | "km"
            | "ft"
            | "lb"
            | "lbs"
            | "oz"
            | "kg"
            | "mg"
            | "ml"
            | "g"
            | "mph"
            | "kph"
            | "Hz"
            | "kHz"
            | "MHz"
            | "GHz"
            | "kW"
            | "MW"
            | "GW"
            | "kWh"
            | "MWh"
            | "KB"
            | "MB"
            | "GB"
            | "TB"
            | "hh"
            | "in"
            | "min"
            | "hrs"
            | "hr"
            | "sec"
            | "yr"
            | "yrs"
            | "mi"
            | "million"
            | "billion"
            | "x"
            | "C"
            | "F"
            | "c"
            | "f"
            | "p"
    );
    if known { at } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_stay_after_prefixes_and_in_numbers_of_telephones() {
        for (before, after) in
            [("non", "Arab"), ("co", "founder"), ("713", "853-3989"), ("713-853", "3989"), ("345", "9945")]
        {
            assert!(hyphen(before, after), "{before}-{after}");
        }
        for (before, after) in [
            ("US", "based"),
            ("2009", "2011"),
            ("one", "on-one"),
            ("non-Arab", "speaking"),
            ("17th", "century"),
        ] {
            assert!(!hyphen(before, after), "{before}-{after}");
        }
    }
}
