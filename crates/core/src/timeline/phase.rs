//! [`Phase`]: policy acts about one thing, told in many words.

use crate::model::{Act, Reading};

/// How many first letters of two words must be the same for them to count as one ("user", "users", "use").
pub const WORD_MATCH: usize = 5;

/// What policy acts of one kind are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// The kind of the acts, by its id.
    pub kind: String,
    /// What they are about, in the words that the texts first used; "" where no text says.
    pub subject: String,
    words: Vec<String>,
}

/// Phases while they are found.
#[derive(Debug, Default)]
pub(super) struct Phases {
    pub(super) all: Vec<Phase>,
    /// The last phase of each kind that the document at hand spoke of.
    last: Vec<(String, usize)>,
}

impl Phases {
    /// "The crackdown" of another document is another's.
    pub(super) fn next_document(&mut self) {
        self.last.clear();
    }

    /// The phase that an act belongs to: of what it says that it is about, else the one last spoken of.
    pub(super) fn of(&mut self, page: &Reading, act: &Act) -> Option<usize> {
        if !act.kind.policy {
            return None;
        }
        let kind = act.kind.id.as_str();
        let about = act.object.or_else(|| act.to.first().copied());
        let text = about.map(|s| page.document.slice(s)).unwrap_or_default();
        let words = content_words(text);
        let last = self.last.iter().find(|(k, _)| k == kind).map(|(_, p)| *p);
        let found = if words.is_empty() {
            last
        } else {
            let shares =
                |p: &Phase| p.kind == kind && p.words.iter().any(|w| words.iter().any(|v| alike(v, w)));
            self.all.iter().position(shares)
        };
        let at = found.unwrap_or_else(|| {
            self.all.push(Phase { kind: kind.to_owned(), subject: text.to_owned(), words: Vec::new() });
            self.all.len() - 1
        });
        let phase = &mut self.all[at];
        if phase.subject.is_empty() {
            phase.subject = text.to_owned();
        }
        phase.words.extend(words);
        self.last.retain(|(k, _)| k != kind);
        self.last.push((kind.to_owned(), at));
        Some(at)
    }
}

/// Words that say something, in lower case.
pub(super) fn content_words(text: &str) -> Vec<String> {
    const LIGHT: [&str; 28] = [
        "the",
        "and",
        "for",
        "all",
        "any",
        "who",
        "that",
        "with",
        "from",
        "their",
        "its",
        "his",
        "her",
        "those",
        "these",
        "illegal",
        "unlicensed",
        "private",
        "other",
        "new",
        "people",
        "citizens",
        "country",
        "more",
        "than",
        "not",
        "only",
        "such",
    ];
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|w| w.chars().count() > 2 && !LIGHT.contains(&w.as_str()))
        .collect()
}

/// Whether two words are forms of one.
pub(super) fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = short.chars().zip(long.chars()).take_while(|(x, y)| x == y).count();
    let least = short.chars().count().min(WORD_MATCH);
    shared >= least && long.chars().count() <= short.chars().count() + 4
}
