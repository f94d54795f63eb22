//! Two persons' names, compared: whether they may be spellings of one name, and by what rule.

use super::fold::{Script, alike, skeleton};
use super::han::Han;
use super::korean::Korean;
use super::person::Person;
use super::scripts::Scripts;
use super::{Evidence, against, chinese, for_it, korean};

/// How far two names agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Agreement {
    /// In hundredths.
    pub(super) score: u8,
    pub(super) evidence: Vec<Evidence>,
    /// They agree in the family name, but one has no more than that or an initial.
    pub(super) short: bool,
}

/// Compares two names; `None` where they are no spellings of one.
pub(super) fn agree(a: &Person, b: &Person) -> Option<Agreement> {
    if let Some(found) = spelled_alike(a, b) {
        return Some(found);
    }
    match (a.script, b.script) {
        (Script::Han, Script::Han) => signs(a, b),
        (Script::Hangul, Script::Hangul) => hangul(a, b),
        _ => {
            let east = koreans(a, b).or_else(|| chineses(a, b));
            let syllabic = a.is_syllabic() && b.is_syllabic() && a.script == b.script;
            if east.is_some() || (syllabic && !a.is_short() && !b.is_short()) {
                return east;
            }
            by_consonants(a, b).or_else(|| by_parts(a, b))
        }
    }
}

fn found(score: u8, words: String) -> Option<Agreement> {
    Some(Agreement { score, evidence: vec![for_it(words)], short: false })
}

/// Letter by letter, as far as case, accents, hyphens and spaces go; or with the parts in another order.
fn spelled_alike(a: &Person, b: &Person) -> Option<Agreement> {
    if a.is_short() || b.is_short() {
        return None;
    }
    if a.joined() == b.joined() {
        if a.written == b.written {
            return found(98, format!("both documents write “{}”", a.written));
        }
        let mut same = found(96, format!("“{}” and “{}” are spelled alike", a.written, b.written))?;
        let marks = |p: &Person| p.written.to_lowercase().replace([' ', '-'], "");
        if a.accented && b.accented && marks(a) != marks(b) {
            same.score = 65;
            same.evidence.push(against("their accents differ".into()));
        }
        return Some(same);
    }
    let sorted = |p: &Person| {
        let mut parts = p.parts.clone();
        parts.sort_unstable();
        parts
    };
    let (left, right) = (sorted(a), sorted(b));
    if left == right {
        return found(92, format!("“{}” and “{}” are the same words in another order", a.written, b.written));
    }
    None
}

/// Two names in Han signs: sign by sign, simplified as traditional.
fn signs(a: &Person, b: &Person) -> Option<Agreement> {
    let full = |p: &Person| -> String { p.joined().chars().map(|c| Han::program().full(c)).collect() };
    if full(a) != full(b) {
        return None;
    }
    found(95, format!("“{}” and “{}” are the same signs, simplified and in full form", a.written, b.written))
}

/// Two names in Hangul that differ: only as north and south write them.
fn hangul(a: &Person, b: &Person) -> Option<Agreement> {
    let (left, right) = (a.korean.first()?, b.korean.first()?);
    if !korean::meet(left, right) {
        return None;
    }
    found(
        88,
        format!(
            "“{}” is as the north writes it and “{}” as the south does, or the other way round",
            a.written, b.written
        ),
    )
}

/// Both read as Korean.
fn koreans(a: &Person, b: &Person) -> Option<Agreement> {
    let meet = a.korean.iter().any(|x| b.korean.iter().any(|y| korean::meet(x, y)));
    if !meet {
        return None;
    }
    let (native, other) = if a.script == Script::Latin { (b, a) } else { (a, b) };
    match (native.script, other.script) {
        (Script::Hangul, Script::Latin) => {
            let (system, score) = match system(native, other) {
                Some(system) => (system, 93),
                None => ("by a customary spelling", 87),
            };
            found(score, format!("“{}” is read {} {system}", native.written, other.written))
        }
        (Script::Han, Script::Latin) => found(
            84,
            format!(
                "the signs “{}” are read so in Korean that they may be written {}",
                native.written, other.written
            ),
        ),
        (Script::Hangul, _) | (_, Script::Hangul) => {
            let (hangul, han) = if a.script == Script::Hangul { (a, b) } else { (b, a) };
            found(88, format!("the signs “{}” are read “{}” in Korean", han.written, hangul.written))
        }
        _ => found(86, format!("“{}” and “{}” may be spellings of one Korean name", a.written, b.written)),
    }
}

/// The system by which a name in Hangul becomes the other's spelling.
fn system(hangul: &Person, latin: &Person) -> Option<&'static str> {
    let spelling = latin.joined();
    const SYSTEMS: [&str; 3] =
        ["by the Revised Romanization", "by McCune–Reischauer", "by the romanization of North Korea"];
    // MR's breves fall away in plain letters.
    let spell = |system: usize| -> String {
        let text = Korean::program().latin(&hangul.written, system).concat();
        if system == 1 { text.replace("eo", "o").replace("eu", "u") } else { text }
    };
    [2, 0, 1].into_iter().find(|s| spell(*s) == spelling).map(|s| SYSTEMS[s])
}

/// Both read as Chinese.
fn chineses(a: &Person, b: &Person) -> Option<Agreement> {
    let meet = a.chinese.iter().any(|x| b.chinese.iter().any(|y| chinese::meet(x, y)));
    if !meet {
        return None;
    }
    let (native, other) = if a.script == Script::Han { (a, b) } else { (b, a) };
    if native.script == Script::Han {
        return found(89, format!("the signs “{}” are read {} in Mandarin", native.written, other.written));
    }
    found(85, format!("“{}” and “{}” may be pinyin and Wade–Giles for one name", a.written, b.written))
}

/// Arabic script and kana against Latin letters: by consonants.
fn by_consonants(a: &Person, b: &Person) -> Option<Agreement> {
    let (native, other) = if a.script == Script::Latin { (b, a) } else { (a, b) };
    let (left, right, what) = match native.script {
        Script::Arabic => (native.arabic(), other.arabic(), "Arabic letters"),
        Script::Kana => (native.kana(), other.kana(), "kana"),
        _ => return None,
    };
    let enough = left.chars().count() > 3 && native.parts.len() > 1;
    let same = enough && left == right && other.script != native.script;
    let mut agreed = if same {
        found(80, format!("“{}” has the consonants of {} in {what}", native.written, other.written))
    } else {
        None
    }?;
    agreed.evidence.push(against("vowels are not written, or added".into()));
    Some(agreed)
}

/// How two parts of names match, in hundredths: alike, alike in sound, an initial.
fn part(a: &str, b: &str, strict: bool) -> u32 {
    let short = |x: &str| x.chars().count() == 1;
    if a == b {
        return if short(a) { 60 } else { 100 };
    }
    if short(a) || short(b) {
        return if a.chars().next() == b.chars().next() { 60 } else { 0 };
    }
    let near = alike(a, b);
    let bones = skeleton(a);
    let sound = !strict && bones == skeleton(b) && bones.len() > 1 && a.len().min(b.len()) > 3;
    if sound && near >= 60 { 80 + near / 10 } else { 0 }
}

/// Latin and Cyrillic names part by part, in any order; parts of the longer name may be left over.
fn by_parts(a: &Person, b: &Person) -> Option<Agreement> {
    let (few, many) = if a.loose.len() <= b.loose.len() { (a, b) } else { (b, a) };
    if few.loose.is_empty() || a.script.is_dense() || b.script.is_dense() {
        return None;
    }
    if let Some(whole) = in_one_word(a, b) {
        return Some(whole);
    }
    let strict = a.is_syllabic() && b.is_syllabic();
    let mut free: Vec<usize> = (0..many.loose.len()).collect();
    let mut marks = Vec::new();
    for word in &few.loose {
        let best = free
            .iter()
            .copied()
            .max_by_key(|i| (part(word, &many.loose[*i], strict), std::cmp::Reverse(*i)))?;
        let mark = part(word, &many.loose[best], strict);
        if mark == 0 {
            return None;
        }
        free.retain(|i| *i != best);
        marks.push((mark, best));
    }
    let full = marks.iter().filter(|(mark, _)| *mark > 60).count();
    // A family name alone stands for the last part of the other name, or the first in the east.
    let lonely = marks.len() == 1 && (many.loose.len() > 1);
    let end = |i: usize| i + 1 == many.loose.len() || (i == 0 && many.is_syllabic());
    let initials = marks.iter().any(|(mark, _)| *mark == 60);
    if full == 0 || (lonely && !marks.iter().all(|(_, i)| end(*i))) || (marks.len() == 1 && !lonely) {
        return None;
    }
    let least = marks.iter().map(|(mark, _)| *mark).min().unwrap_or(0);
    let base = if lonely {
        60
    } else if initials {
        72
    } else {
        88 * least / 100 + 6
    };
    let left_over = if lonely { 0 } else { 3 * free.len() as u32 };
    let what = match () {
        () if lonely => "share the family name",
        () if initials => "agree in the family name and in the initials",
        () if least == 100 && a.script == b.script => "have the same words",
        () => "may be spellings of one name",
    };
    let mut evidence = vec![for_it(format!("“{}” and “{}” {what}", a.written, b.written))];
    if !free.is_empty() && !lonely {
        evidence.push(against(format!("“{}” has further names", many.written)));
    }
    Some(Agreement {
        score: base.saturating_sub(left_over).min(95) as u8,
        evidence,
        short: lonely || initials,
    })
}

/// "Ahmadi-Nejad" and "Ahmadi Nejad": the whole name as one word.
fn in_one_word(a: &Person, b: &Person) -> Option<Agreement> {
    if a.is_short() || b.is_short() || (a.is_syllabic() && b.is_syllabic()) {
        return None;
    }
    let whole = |p: &Person| Scripts::program().loose(&p.loose.concat());
    let (left, right) = (whole(a), whole(b));
    let near =
        alike(&left, &right) >= 85 && a.loose.len() != b.loose.len() && skeleton(&left) == skeleton(&right);
    if !near {
        return None;
    }
    found(85, format!("“{}” and “{}” may be spellings of one name", a.written, b.written))
}
