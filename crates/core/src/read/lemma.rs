//! Base forms of words, by rules and a list of exceptions, in the way of the Universal Dependencies treebanks.

mod rules;
#[cfg(test)]
mod tests;

use crate::hash::Map;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Exceptions: a form, a class of tags and a base form each line, white space between them.
const EXCEPTIONS: &str = include_str!("../../lang/en/lemmas.txt");

/// Verbs with their irregular forms, the list that the lexicon reads too.
const VERBS: &str = include_str!("../../lang/en/verbs.txt");

/// What inflects alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Class {
    /// Verbs and modals.
    Verb,
    /// Plural nouns, common and proper.
    Plural,
    /// Comparatives and superlatives.
    Degree,
    /// Singular nouns.
    Noun,
    /// Proper nouns.
    Name,
    /// Pronouns, determiners, particles: everything else.
    Other,
}

impl Class {
    fn of(xpos: &str) -> Self {
        match xpos {
            "VB" | "VBD" | "VBG" | "VBN" | "VBP" | "VBZ" | "MD" => Self::Verb,
            "NNS" | "NNPS" => Self::Plural,
            "JJR" | "JJS" | "RBR" | "RBS" => Self::Degree,
            "NN" => Self::Noun,
            "NNP" => Self::Name,
            _ => Self::Other,
        }
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "verb" => Self::Verb,
            "plural" => Self::Plural,
            "degree" => Self::Degree,
            "noun" => Self::Noun,
            "name" => Self::Name,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

/// What the data files say.
struct Known {
    /// Base forms of irregular forms.
    irregular: Map<(Class, &'static str), &'static str>,
    /// Base forms of verbs.
    bases: Map<&'static str, ()>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { irregular: Map::default(), bases: Map::default() };
    let bare = |line: &'static str| line.split('#').next().unwrap_or("");
    for entry in VERBS.lines().map(bare).flat_map(str::split_whitespace) {
        let forms = entry.split(['+', '/']).next().unwrap_or(entry);
        let mut forms = forms.split(':');
        let base = forms.next().unwrap_or(entry);
        known.bases.insert(base, ());
        for form in forms {
            known.irregular.entry((Class::Verb, form)).or_insert(base);
        }
    }
    // The list of exceptions wins over the verbs: it is by frequency.
    for line in EXCEPTIONS.lines().map(bare) {
        let mut fields = line.split_whitespace();
        if let (Some(form), Some(class), Some(base)) =
            (fields.next(), fields.next().and_then(Class::named), fields.next())
        {
            known.irregular.insert((class, form), base);
            if class == Class::Verb {
                known.bases.insert(base, ());
            }
        }
    }
    known
});

/// Base form of a word by its Penn tag (XPOS): "went" by `VBD` gives "go".
///
/// It is lower-case but for proper nouns, addresses and "I". Marks come out straight ("’s": "'s").
pub fn lemma<'a>(form: &'a str, xpos: &str) -> Cow<'a, str> {
    let class = Class::of(xpos);
    let low = lower(form);
    // The same letters by other tags: no list of forms can tell them apart.
    match (&*low, xpos) {
        ("'d", "VBD" | "VBN" | "VBP") => return Cow::Borrowed("have"),
        ("'s", "PRP") => return Cow::Borrowed("we"),
        ("her", "PRP") => return Cow::Borrowed("she"),
        (_, "POS") => return Cow::Borrowed("'s"),
        _ => {}
    }
    if let Some(base) = KNOWN.irregular.get(&(class, &*low)) {
        // "be" is no past, but many a past is the base of another verb: "found", "saw", "lay".
        let kept =
            class == Class::Verb && matches!(xpos, "VB" | "VBP" | "VBG") && KNOWN.bases.contains_key(&*low);
        if !kept {
            return Cow::Borrowed(base);
        }
    }
    match (class, xpos) {
        (Class::Verb, "VBG") => cut(low, rules::ing),
        (Class::Verb, "VBZ") => cut(low, rules::third_person),
        (Class::Verb, "VBD" | "VBN") => cut(low, rules::past),
        (Class::Plural, "NNS") => cut(low, rules::plural),
        (Class::Plural, _) => rules::plural_name(form),
        (Class::Degree, _) => cut(low, rules::degree),
        (Class::Name, _) | (_, "ADD" | "GW") => Cow::Borrowed(form),
        (_, "PRP") if &*low == "i" => Cow::Borrowed("I"),
        (_, "CD") if low.contains(',') => Cow::Owned(low.replace(',', "")),
        _ => low,
    }
}

/// Whether a verb's base form is known.
fn is_base(word: &str) -> bool {
    KNOWN.bases.contains_key(word)
}

/// Lower-case form with straight apostrophes; the form itself where that changes nothing.
fn lower(form: &str) -> Cow<'_, str> {
    if form.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(form);
    }
    let mut out = String::with_capacity(form.len());
    for c in form.chars() {
        if c == '’' || c == '‘' { out.push('\'') } else { out.extend(c.to_lowercase()) }
    }
    Cow::Owned(out)
}

/// Applies a rule that gives how much of the front stays and what follows it.
fn cut<'a>(low: Cow<'a, str>, rule: fn(&str) -> (usize, &'static str)) -> Cow<'a, str> {
    let (keep, end) = rule(&low);
    if end.is_empty() {
        return match low {
            Cow::Borrowed(low) => Cow::Borrowed(&low[..keep]),
            Cow::Owned(mut low) => {
                low.truncate(keep);
                Cow::Owned(low)
            }
        };
    }
    let mut out = String::with_capacity(keep + end.len());
    out.push_str(&low[..keep]);
    out.push_str(end);
    Cow::Owned(out)
}
