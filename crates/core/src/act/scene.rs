//! Where and when: the places and times that hang on an act, or on the verbs above it in the same clause.

use super::tree::Tree;
use super::{Draft, Finder};
use crate::model::{DateKind, When};
use crate::read::senses::category;

/// Prepositions that stand before a time.
const BEFORE_TIME: [&str; 22] = [
    "in",
    "on",
    "at",
    "since",
    "until",
    "till",
    "before",
    "after",
    "during",
    "from",
    "by",
    "for",
    "over",
    "through",
    "throughout",
    "around",
    "about",
    "within",
    "between",
    "as",
    "of",
    "within",
];
/// Adverbs of time.
const ADVERBS: [&str; 16] = [
    "now",
    "today",
    "yesterday",
    "recently",
    "currently",
    "lately",
    "earlier",
    "tomorrow",
    "tonight",
    "previously",
    "formerly",
    "nowadays",
    "overnight",
    "presently",
    "meanwhile",
    "once",
];
/// Nouns of time, beside the months, that WordNet does not count first among times.
const TIMES: [&str; 18] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "past",
    "weekend",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "night",
    "morning",
    "year",
    "end",
];
/// Months, which need no year.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Nouns of time that stand for no time of an act.
const NO_TIMES: [&str; 20] = [
    "time",
    "times",
    "term",
    "terms",
    "shift",
    "period",
    "anniversary",
    "holiday",
    "holidays",
    "sentence",
    "age",
    "ages",
    "youth",
    "childhood",
    "life",
    "harvest",
    "birthday",
    "deadline",
    "notice",
    "curfew",
];
/// Prepositions of place that need no look at the noun.
const SURELY: [&str; 12] = [
    "near",
    "outside",
    "inside",
    "along",
    "across",
    "around",
    "throughout",
    "beside",
    "beneath",
    "opposite",
    "at",
    "behind",
];
/// What one stands "on".
const ON: [&str; 26] = [
    "bank",
    "square",
    "bridge",
    "street",
    "road",
    "border",
    "river",
    "island",
    "coast",
    "farm",
    "ferry",
    "campus",
    "estate",
    "embankment",
    "outskirts",
    "shore",
    "frontier",
    "highway",
    "beach",
    "hill",
    "hillside",
    "train",
    "bus",
    "board",
    "port",
    "peninsula",
];
/// Words that belong to an expression of time before its noun.
const MODIFIERS: [&str; 32] = [
    "the",
    "last",
    "next",
    "this",
    "late",
    "early",
    "mid",
    "-",
    "past",
    "few",
    "a",
    "an",
    "coming",
    "previous",
    "following",
    "same",
    "first",
    "second",
    "third",
    "fourth",
    "same",
    "earlier",
    "later",
    "mid-",
    "mid-february",
    "end",
    "beginning",
    "start",
    "middle",
    "every",
    "each",
    "recent",
];

/// A place or a time in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    pub(crate) head: usize,
    /// Its words, the preposition with them; of a place only up to its noun.
    pub(crate) words: std::ops::Range<usize>,
    /// Index of the expression of time in it, where the recogniser found it.
    pub(crate) date: Option<u32>,
}

/// All places and times of a sentence.
#[derive(Debug, Default)]
pub(crate) struct Scenes {
    times: Vec<Scene>,
    places: Vec<Scene>,
}

impl Scenes {
    /// First words of all of them: other phrases end before these.
    pub(crate) fn starts(&self) -> Vec<usize> {
        self.times.iter().chain(&self.places).map(|s| s.words.start).collect()
    }

    /// First words of the times.
    pub(crate) fn time_starts(&self) -> Vec<usize> {
        self.times.iter().map(|s| s.words.start).collect()
    }

    /// Whether a time begins at a word.
    pub(crate) fn is_time(&self, i: usize) -> bool {
        self.times.iter().any(|s| s.words.start == i)
    }
}

impl Finder<'_> {
    /// Whether a noun names a time.
    pub(crate) fn is_time(&self, tree: &Tree<'_>, i: usize) -> bool {
        let lower = tree.lower(i);
        if ADVERBS.contains(&lower) && tree.rel(i) == "advmod" {
            return true;
        }
        let year =
            lower.len() == 4 && lower.bytes().all(|b| b.is_ascii_digit()) && lower < "2100" && lower > "1300";
        if year && tree.tag(i) == "CD" {
            return true;
        }
        if self.span_of_time(tree, i) {
            return false;
        }
        let month = tree.tag(i).starts_with("NN") || tree.tag(i) == "CD";
        if tree.tag(i) == "CD" && tree.children(i).iter().any(|c| MONTHS.contains(&tree.lower(*c))) {
            return true;
        }
        (month
            && (TIMES.contains(&lower)
                || MONTHS.contains(&lower) && tree.text(i).starts_with(char::is_uppercase)))
            || (tree.tag(i).starts_with("NN")
                && self.senses.of_form(lower).noun == category::NOUN_TIME + 1
                && !NO_TIMES.contains(&lower))
    }

    /// "for three days", "for years": how long, not when.
    fn span_of_time(&self, tree: &Tree<'_>, i: usize) -> bool {
        let noun = matches!(
            tree.lower(i),
            "day"
                | "days"
                | "week"
                | "weeks"
                | "month"
                | "months"
                | "year"
                | "years"
                | "hour"
                | "hours"
                | "minutes"
                | "decades"
        );
        let near = (i.saturating_sub(3)..i).any(|k| matches!(tree.lower(k), "for" | "to"));
        let next = i + 1 < tree.len && tree.lower(i + 1) == "ago";
        let last = (i.saturating_sub(3)..i)
            .any(|k| matches!(tree.lower(k), "last" | "past" | "this" | "next" | "since" | "within"));
        noun && !next
            && !last
            && (near
                || tree.children(i).iter().any(|c| tree.rel(*c) == "nummod")
                || tree.has_child(i, &["few", "several", "many"]))
    }

    /// The expressions of time and the places of a sentence.
    pub(crate) fn scenes(&self, tree: &Tree<'_>) -> Scenes {
        let mut out = Scenes::default();
        // The recogniser's expressions of time first: they are reckoned; what it leaves is found by the nouns.
        let lengths = self.dated(tree, &mut out);
        let known: Vec<usize> = out.times.iter().map(|t| t.words.clone()).chain(lengths).flatten().collect();
        for i in 0..tree.len {
            if known.contains(&i) {
                continue;
            }
            if self.is_time(tree, i) && !matches!(tree.rel(i), "compound" | "amod" | "nummod" | "flat") {
                let words = self.time_words(tree, i);
                match out.times.last_mut() {
                    // "12 May 2020": one expression, whatever hangs on what.
                    Some(last) if last.words.end >= words.start && last.words.start <= words.start => {
                        last.words.end = last.words.end.max(words.end);
                    }
                    _ => out.times.push(Scene { head: i, words, date: None }),
                }
            }
        }
        for i in 0..tree.len {
            if !out.times.iter().any(|t| t.words.contains(&i)) && self.stands_as_place(tree, i) {
                let from = tree.child(i, &["case"]).unwrap_or(i);
                out.places.push(Scene { head: i, words: from..i + 1, date: None });
            }
        }
        out
    }

    /// The recogniser's expressions in a sentence; those of how long and how often come back as words to pass over.
    fn dated(&self, tree: &Tree<'_>, out: &mut Scenes) -> Vec<std::ops::Range<usize>> {
        let mut lengths = Vec::new();
        if tree.len == 0 {
            return lengths;
        }
        let sentence = tree.join(0..tree.len);
        let first = self.dates.partition_point(|d| d.span.end() <= sentence.start());
        let here = self.dates.iter().enumerate().skip(first);
        for (at, date) in here.take_while(|(_, d)| d.span.start() < sentence.end()) {
            let words = tree.within(date.span);
            let Some(head) = words.clone().find(|w| tree.head(*w).is_none_or(|h| !words.contains(&h))) else {
                continue;
            };
            if matches!(date.kind, DateKind::Duration | DateKind::Set) && date.bounds.is_none() {
                lengths.push(words);
                continue;
            }
            let mut from = words.start;
            while from > 0 && BEFORE_TIME.contains(&tree.lower(from - 1)) && tree.tag(from - 1) != "NN" {
                from -= 1;
            }
            out.times.push(Scene { head, words: from..words.end, date: Some(at as u32) });
        }
        lengths
    }

    /// Whether a noun stands as a place: after a preposition of place, and of a kind that can be one.
    fn stands_as_place(&self, tree: &Tree<'_>, i: usize) -> bool {
        if !matches!(tree.rel(i), "obl" | "nmod" | "advcl" | "conj")
            || !tree.is_noun(i)
            || tree.tag(i) == "CD"
        {
            return false;
        }
        let case = tree.case(i);
        let named = tree.name(i) == "LOCATION";
        match case {
            "in" | "within" => self.is_place(tree, i),
            "on" => {
                named
                    || ON.contains(&tree.lower(i))
                    || self.senses.of_form(tree.lower(i)).noun == category::NOUN_LOCATION + 1
            }
            "from" | "off" => named || matches!(tree.lower(i), "train" | "bus" | "boat" | "ferry"),
            _ => SURELY.contains(&case) && !self.is_person(tree, i) && !self.abstract_noun(tree, i),
        }
    }

    /// Fills in where and when.
    pub(crate) fn scene(&self, tree: &Tree<'_>, draft: &mut Draft, scenes: &Scenes, triggers: &[usize]) {
        let best = |all: &[Scene], draft: &Draft, place: bool| {
            all.iter()
                .filter_map(|s| Some((self.distance(tree, draft, s, place, triggers)?, s.clone())))
                .min_by_key(|(d, s)| (*d, s.head))
        };
        draft.when = best(&scenes.times, draft, false).map(|(_, s)| s);
        let own = |s: &&Scene| !draft.args().contains(&s.head) || draft.kind.policy;
        let places: Vec<Scene> = scenes
            .places
            .iter()
            .filter(own)
            .filter(|s| {
                // From where one is moved is a place only where no one is robbed of something.
                let from = tree.case(s.head) == "from";
                !from || draft.from_is_place
            })
            .cloned()
            .collect();
        draft.place = best(&places, draft, true).map(|(_, s)| s);
    }

    /// How far a place or time stands from an act; `None` where it belongs elsewhere.
    fn distance(
        &self,
        tree: &Tree<'_>,
        draft: &Draft,
        scene: &Scene,
        place: bool,
        triggers: &[usize],
    ) -> Option<usize> {
        let home = |i: usize| i == draft.trigger || draft.hosts.contains(&i);
        // "the order of 1998": the year of another thing.
        if !place && tree.case(scene.head) == "of" && !tree.head(scene.head).is_some_and(home) {
            return None;
        }
        let mut at = scene.head;
        let mut steps = 0;
        let mut turned = false;
        loop {
            let head = tree.head(at)?;
            steps += 1;
            let rel = tree.rel(at);
            if rel == "advcl"
                && tree.is_verb(at)
                && tree.has_child(
                    at,
                    &["if", "unless", "because", "although", "though", "after", "before", "until"],
                )
            {
                return None;
            }
            // A place far below another noun is that noun's: "after a rise in calls from the border".
            let foreign = steps > 1 && !tree.is_verb(at) && !draft.args().contains(&at) && !home(at);
            if place
                && foreign
                && matches!(
                    tree.case(at),
                    "of" | "after" | "before" | "to" | "about" | "between" | "for" | "than" | "as"
                )
            {
                return None;
            }
            if home(head) {
                return Some(steps + if turned { 20 } else { 0 });
            }
            // A subject before its verb keeps its places to itself; an argument that is not ours keeps all.
            let adverb = !place && tree.rel(scene.head) == "advmod";
            if matches!(rel, "nsubj" | "nsubj:pass") && head > at && !adverb {
                return None;
            }
            if matches!(rel, "acl:relcl" | "parataxis") || (rel == "ccomp" && head < at) {
                return None;
            }
            if triggers.contains(&head) || tree.is_verb(head) && self.above_act(tree, draft, head) {
                // Another act, or the verb over ours: ours too where it stands before all of them, or no other is between.
                if self.above_act(tree, draft, head) {
                    let first = scene.words.end <= triggers.iter().copied().min().unwrap_or(0);
                    let between = triggers.iter().any(|t| {
                        *t != draft.trigger
                            && (draft.trigger.min(scene.head)..draft.trigger.max(scene.head)).contains(t)
                    });
                    let mine = !triggers.contains(&head) || first;
                    if first || (!between && mine) {
                        return Some(steps + 10);
                    }
                }
                if triggers.contains(&head) {
                    return None;
                }
            }
            turned |= tree.is_verb(head);
            at = head;
            if steps > 12 {
                return None;
            }
        }
    }

    /// Whether a verb stands over an act in the same clause.
    fn above_act(&self, tree: &Tree<'_>, draft: &Draft, verb: usize) -> bool {
        let mut at = draft.trigger;
        for _ in 0..8 {
            let clause = matches!(tree.rel(at), "acl:relcl" | "parataxis");
            let Some(head) = tree.head(at).filter(|_| !clause) else { return false };
            if head == verb {
                return true;
            }
            at = head;
        }
        false
    }

    /// Words of an expression of time, its preposition with them.
    fn time_words(&self, tree: &Tree<'_>, head: usize) -> std::ops::Range<usize> {
        let part = |i: usize| {
            let lower = tree.lower(i);
            self.is_time(tree, i) || tree.tag(i) == "CD" || MODIFIERS.contains(&lower)
        };
        let (mut from, mut to) = (head, head + 1);
        while from > 0 && part(from - 1) {
            from -= 1;
        }
        while to < tree.len && (self.is_time(tree, to) || tree.tag(to) == "CD" && tree.lower(to).len() <= 4) {
            to += 1;
        }
        // "the winter of 2018", "March 4, 2018", "last Thursday’s"
        let year = |i: usize| i < tree.len && tree.tag(i) == "CD" && tree.lower(i).len() == 4;
        if to < tree.len && matches!(tree.lower(to), "of" | ",") && (to + 1 < tree.len) {
            if year(to + 1) {
                to += 2;
            } else if tree.lower(to) == "of"
                && part(to + 1)
                && (tree.tag(to + 1) == "CD" || self.is_time(tree, to + 1))
            {
                to += 2;
                while to < tree.len && (self.is_time(tree, to) || tree.tag(to) == "CD") {
                    to += 1;
                }
            }
        }
        if to < tree.len && tree.lower(to) == "ago" {
            to += 1;
        }
        while from > 0 && BEFORE_TIME.contains(&tree.lower(from - 1)) && tree.tag(from - 1) != "NN" {
            from -= 1;
        }
        from..to
    }

    /// The time as it is told.
    pub(crate) fn when(&self, tree: &Tree<'_>, scene: &Scene) -> When {
        When { span: tree.join(scene.words.clone()), date: scene.date }
    }
}
