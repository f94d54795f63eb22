//! Joins what the network found with what the rules found, in one list whose nesting is made anew from where spans lie.
//!
//! Where both found a cue, the rules say what kind of telling it is; spans are the network's, but in a text of the kind
//! that the rules know (see `familiar`) theirs stand. What the rules alone found stays where the
//! network gives its cue a chance, or where it lies inside a content: nesting is what the network was not shown. Every
//! content includes the "that" which opens it, whoever found it.

use super::super::attribution::Attribution;
use super::super::reporting::{self as r, Reporting};
use crate::model::{Scope, Span, Stance};
use crate::read::lexicon::{Entry, Lexicon};
use crate::read::senses::{Senses, category};

/// One attribution of the network, in bytes.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    pub(crate) cue: Span,
    /// The cue's main word.
    pub(crate) verb: Span,
    /// The cue's verb is negated, or only possible ("would say").
    pub(crate) unmade: bool,
    pub(crate) source: Option<Span>,
    pub(crate) content: Vec<Span>,
    /// In how many contents it was found; 0 at the top.
    pub(crate) depth: u8,
    /// The content holds a clause or a quotation, and does not only name something.
    pub(crate) clausal: bool,
    /// Hundredths.
    pub(crate) confidence: u8,
}

/// Least chance of a cue that the rules alone found at the top, in hundredths.
const LEAST: u8 = 8;
/// Least confidence of what the network alone found inside a content, in hundredths: it was not trained on such.
const INNER: u8 = 85;
/// From this agreement on, in hundredths (F1 of what both found), a text is of the kind that the rules know.
const FAMILIAR: usize = 80;

/// Words that tell what kind of telling a cue is.
pub(crate) struct Kinds<'a> {
    pub(crate) text: &'a str,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) reporting: &'a Reporting,
    pub(crate) senses: &'a Senses,
}

impl Kinds<'_> {
    /// Stance and scope by the cue's class in the lexicon; by WordNet's category where the lexicon has no such cue.
    fn of(&self, p: &Proposal) -> (Stance, Scope) {
        let lower = self.text[p.verb.start()..p.verb.end()].to_lowercase().replace('’', "'");
        let entry: Entry = self.lexicon.entry(self.lexicon.find(&lower));
        let cue = entry
            .verb
            .and_then(|v| self.reporting.verbs.get(usize::from(v)))
            .or_else(|| entry.noun.and_then(|n| self.reporting.nouns.get(usize::from(n))));
        let infinitive = p.content.first().is_some_and(|c| self.text[c.start()..].starts_with("to "));
        let (stance, scope) = match cue.filter(|c| !c.uses.is_empty()) {
            Some(cue) => {
                let wanted = if infinitive {
                    r::ORDER | r::INF | r::TO
                } else {
                    r::THAT | r::QUOTE | r::NP | r::WHETHER
                };
                let used = cue.uses.iter().rev().find(|u| u.takes & wanted != 0).unwrap_or(&cue.uses[0]);
                let order = infinitive && used.takes & r::ORDER != 0;
                (if order { Stance::Orders } else { used.stance }, used.scope)
            }
            None if !lower.contains(char::is_alphanumeric) || lower == "according" => {
                (Stance::Asserts, Scope::Told)
            }
            None => {
                let sense = self.senses.of_form(&lower);
                match sense.verb.checked_sub(1) {
                    Some(category::VERB_COMMUNICATION) if !infinitive => (Stance::Asserts, Scope::Told),
                    Some(category::VERB_COGNITION | category::VERB_EMOTION) => {
                        (Stance::Believes, Scope::Wide)
                    }
                    _ => (Stance::Asserts, Scope::Wide),
                }
            }
        };
        (stance, if p.unmade || !p.clausal { Scope::Wide } else { scope })
    }
}

fn overlap(a: Span, b: Span) -> bool {
    a.start() < b.end() && b.start() < a.end()
}

/// Whether each of some spans lies in a piece of a content.
fn holds(content: &[Span], spans: &[Span]) -> bool {
    spans.iter().all(|s| content.iter().any(|c| c.contains(*s)))
}

/// Whether two contents cover nearly the same: F1 of their bytes at least 0.8.
fn alike(a: &[Span], b: &[Span]) -> bool {
    let size = |s: &[Span]| s.iter().map(|s| s.end() - s.start()).sum::<usize>();
    let both: usize = a
        .iter()
        .flat_map(|x| b.iter().map(move |y| x.end().min(y.end()).saturating_sub(x.start().max(y.start()))))
        .sum();
    10 * both >= 4 * (size(a) + size(b))
}

/// Whether rules and network find nearly the same tellings in a text: then it is of the kind that the rules were written
/// for, and where the two differ the house's way is kept. The network has learnt another way (PolNeAR
/// takes the person addressed into the content, and goes on over a second clause), which is right for other texts.
fn familiar(rules: &[Attribution], cues: &Cues, proposals: &[Proposal]) -> bool {
    let told = |a: &Attribution| a.parent.is_none() && a.scope == Scope::Told && a.cue.is_some();
    let (mut both, mut found) = (vec![false; rules.len()], 0);
    for p in proposals.iter().filter(|p| p.depth == 0) {
        found += 1;
        for i in cues.over(p.cue).filter(|i| told(&rules[*i]) && alike(&rules[*i].content, &p.content)) {
            both[i] = true;
        }
    }
    let both = both.iter().filter(|b| **b).count();
    200 * both >= FAMILIAR * (rules.iter().filter(|a| told(a)).count() + found)
}

/// Contents by where they begin, with the furthest end so far.
struct Claimed(Vec<(usize, usize)>);

impl Claimed {
    fn of<'a>(all: impl Iterator<Item = &'a Attribution>) -> Self {
        let mut spans: Vec<(usize, usize)> =
            all.flat_map(|a| &a.content).map(|c| (c.start(), c.end())).collect();
        spans.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut spans {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Claimed(spans)
    }

    /// Whether one of them overlaps a span.
    fn touches(&self, span: Span) -> bool {
        let before = self.0.partition_point(|(start, _)| *start < span.end());
        before > 0 && self.0[before - 1].1 > span.start()
    }
}

/// Cues by where they begin, so that no search runs over the whole text.
struct Cues(Vec<(Span, usize)>);

impl Cues {
    fn of(rules: &[Attribution]) -> Self {
        let mut all: Vec<(Span, usize)> =
            rules.iter().enumerate().filter_map(|(i, a)| a.cue.map(|c| (c, i))).collect();
        all.sort_unstable();
        Cues(all)
    }

    /// The attributions whose cue overlaps `cue`; cues of more than 400 bytes may be missed.
    fn over(&self, cue: Span) -> impl Iterator<Item = usize> {
        const LONGEST: usize = 400;
        let from = self.0.partition_point(|(c, _)| c.start() + LONGEST <= cue.start());
        self.0[from..]
            .iter()
            .take_while(move |(c, _)| c.start() < cue.end())
            .filter(move |(c, _)| overlap(*c, cue))
            .map(|(_, i)| *i)
    }
}

/// Merges. `chance` gives, for a span, the network's probability that a cue stands there, in hundredths; `None` where
/// the network did not look.
pub(crate) fn merge(
    mut rules: Vec<Attribution>,
    proposals: Vec<Proposal>,
    kinds: &Kinds<'_>,
    chance: impl Fn(Span) -> Option<u8>,
) -> Vec<Attribution> {
    let cues = Cues::of(&rules);
    let familiar = familiar(&rules, &cues, &proposals);
    let mut taken = vec![false; rules.len()];
    let mut news = Vec::new();
    for p in proposals {
        let same = cues.over(p.cue).filter(|i| !taken[*i]).min();
        if let Some(i) = same {
            taken[i] = true;
            let a = &mut rules[i];
            a.confidence = p.confidence;
            // In a text of the kind that the rules know their reading of a telling stands, elsewhere the network's.
            if familiar && a.scope == Scope::Told {
                continue;
            }
            a.cue = Some(p.cue);
            a.content = p.content;
            a.source = p.source.or(a.source);
        } else if p.depth == 0 || p.confidence >= INNER {
            let (stance, scope) = kinds.of(&p);
            news.push(Attribution {
                parent: None,
                content: p.content,
                source: p.source,
                cue: Some(p.cue),
                addressee: None,
                follows: None,
                stance,
                scope,
                confidence: p.confidence,
            });
        }
    }
    let claimed = Claimed::of(rules.iter().zip(&taken).filter(|(_, t)| **t).map(|(r, _)| r).chain(&news));
    let mut keep = vec![true; rules.len()];
    for (i, a) in rules.iter().enumerate() {
        if taken[i] || a.parent.is_some() {
            continue;
        }
        keep[i] = match a.cue {
            // A signature's dash is no word that the network knows.
            Some(cue) if !kinds.text[cue.start()..cue.end()].contains(char::is_alphanumeric) => true,
            Some(cue) => chance(cue).is_none_or(|c| c >= LEAST),
            // A quotation that goes on: none where the network gave its words to somebody.
            None => !a.content.iter().any(|own| claimed.touches(*own)),
        };
    }
    // What goes on with something dropped, and has no words of its own for its teller, goes too.
    for i in 0..rules.len() {
        let a = &rules[i];
        let bare = a.cue.is_none() && a.source.is_none();
        keep[i] &= !bare || a.follows.is_some_and(|f| f < i && keep[f]);
    }
    // What lies in something dropped hangs on what held that.
    let mut place = vec![None; rules.len()];
    let mut out = Vec::new();
    for (i, a) in rules.into_iter().enumerate() {
        if keep[i] {
            place[i] = Some(out.len());
            out.push(a);
        }
    }
    for a in &mut out {
        a.follows = a.follows.and_then(|f| place[f]);
    }
    if familiar {
        // What the rules missed there seldom holds what they found: it is let stand, but adds no hop.
        let mut starts: Vec<(usize, usize)> =
            out.iter().enumerate().filter_map(|(i, r)| r.content.first().map(|c| (c.start(), i))).collect();
        starts.sort_unstable();
        for a in &mut news {
            let (Some(first), Some(last)) = (a.content.first(), a.content.last()) else { continue };
            let from = starts.partition_point(|(s, _)| *s < first.start());
            let over = starts[from..].iter().take_while(|(s, _)| *s < last.end()).any(|(_, i)| {
                let r = &out[*i];
                holds(&a.content, &r.content) && r.cue.is_some_and(|c| holds(&a.content, &[c]))
            });
            if over {
                a.scope = Scope::Wide;
            }
        }
    }
    out.extend(news);
    for a in &mut out {
        with_that(kinds.text, a);
    }
    nest(&mut out);
    out
}

/// Takes a "that" right before a piece of the content into it: a piece may be another's whole content ("P, citing Y, said
/// that X"), and must hold it still.
fn with_that(text: &str, a: &mut Attribution) {
    for piece in &mut a.content {
        let before = text[..piece.start()].trim_end_matches(' ');
        let apart = piece.start() - before.len();
        if (1..=2).contains(&apart)
            && before.ends_with("that")
            && !before[..before.len() - 4].ends_with(char::is_alphanumeric)
            && a.cue.is_none_or(|c| c.end() <= before.len() - 4 || c.start() >= piece.end())
            && a.source.is_none_or(|s| s.end() <= before.len() - 4 || s.start() >= piece.end())
        {
            *piece = crate::model::Span::new(before.len() - 4, piece.end());
        }
    }
}

/// Hangs each attribution on the smallest telling whose content holds it whole. What is inside a plan or a wish (scope
/// wide) hangs on what holds the plan, since nobody told it.
fn nest(all: &mut [Attribution]) {
    let extent = |a: &Attribution| -> (usize, usize) {
        let spans = a.content.iter().chain(&a.source).chain(&a.cue);
        spans.fold((usize::MAX, 0), |(s, e), x| (s.min(x.start()), e.max(x.end())))
    };
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|i| {
        let (s, e) = extent(&all[*i]);
        (s, std::cmp::Reverse(e), *i)
    });
    let size = |a: &Attribution| a.content.iter().map(|c| c.end() - c.start()).sum::<usize>();
    // Only what begins before and has not ended can hold: a window of open ones keeps this near linear.
    let mut open: Vec<usize> = Vec::new();
    for &i in &order {
        let (start, _) = extent(&all[i]);
        open.retain(|k| extent(&all[*k]).1 > start);
        let holds = |k: usize| {
            k != i
                && all[k].scope == Scope::Told
                && all[i]
                    .content
                    .iter()
                    .chain(&all[i].source)
                    .chain(&all[i].cue)
                    .all(|s| all[k].content.iter().any(|c| c.contains(*s)))
                && (size(&all[k]), k) > (size(&all[i]), i)
        };
        let parent = open.iter().copied().filter(|k| holds(*k)).min_by_key(|k| (size(&all[*k]), *k));
        all[i].parent = parent;
        open.push(i);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The clerk said that the gate was shut, the guard told him. Nobody asked why.";

    fn at(words: &str) -> Span {
        let start = TEXT.find(words).expect("words of the text");
        Span::new(start, start + words.len())
    }

    fn rule(cue: &str, source: &str, content: &str, parent: Option<usize>) -> Attribution {
        Attribution {
            parent,
            content: vec![at(content)],
            source: Some(at(source)),
            cue: Some(at(cue)),
            addressee: None,
            follows: None,
            stance: Stance::Asserts,
            scope: Scope::Told,
            confidence: 90,
        }
    }

    fn proposal(cue: &str, source: &str, content: &str) -> Proposal {
        Proposal {
            cue: at(cue),
            verb: at(cue),
            unmade: false,
            source: Some(at(source)),
            content: vec![at(content)],
            depth: 0,
            clausal: true,
            confidence: 77,
        }
    }

    fn merged(rules: Vec<Attribution>, proposals: Vec<Proposal>, chance: u8) -> Vec<Attribution> {
        let reader = crate::Reader::english();
        let kinds = Kinds {
            text: TEXT,
            lexicon: &reader.lexicon,
            reporting: &reader.reporting,
            senses: &reader.senses,
        };
        merge(rules, proposals, &kinds, |_| Some(chance))
    }

    #[test]
    fn that_belongs_to_the_content_whoever_found_it() {
        let out = merged(vec![rule("said", "The clerk", "the gate was shut", None)], Vec::new(), 50);
        assert_eq!(out[0].content, [at("that the gate was shut")]);
    }

    #[test]
    fn what_the_network_gives_no_chance_is_dropped_at_the_top_alone() {
        let rules = || {
            vec![
                rule("told", "the guard", "The clerk said that the gate was shut", None),
                rule("said", "The clerk", "the gate was shut", Some(0)),
            ]
        };
        assert_eq!(merged(rules(), Vec::new(), 1).len(), 1, "the one inside stays");
        let out = merged(rules(), Vec::new(), LEAST);
        assert_eq!(out.len(), 2);
        assert_eq!(out[1].parent, Some(0));
    }

    #[test]
    fn nesting_is_made_of_where_spans_lie() {
        let rules = vec![rule("said", "The clerk", "the gate was shut", None)];
        let out =
            merged(rules, vec![proposal("told", "the guard", "The clerk said that the gate was shut")], 90);
        assert_eq!(out.len(), 2);
        let inner = out.iter().find(|a| a.cue == Some(at("said"))).expect("it is kept");
        assert_eq!(inner.parent.map(|p| out[p].cue), Some(Some(at("told"))));
    }

    #[test]
    fn in_a_strange_text_the_networks_reading_wins() {
        let rules = || vec![rule("said", "The clerk", "the gate was shut, the guard told him", None)];
        let own = || proposal("said", "The clerk", "that the gate");
        let more = ["told", "asked"].map(|cue| proposal(cue, "the guard", "Nobody"));
        let strange = merged(rules(), [own()].into_iter().chain(more).collect(), 90);
        assert_eq!(strange[0].content, [at("that the gate")]);
        let known = merged(
            vec![rules().remove(0), rule("told", "the guard", "Nobody", None)],
            vec![proposal("told", "the guard", "Nobody")],
            90,
        );
        assert_eq!(known[0].content, [at("that the gate was shut, the guard told him")]);
    }

    #[test]
    fn what_is_only_named_or_not_said_is_wide() {
        let noun = Proposal { clausal: false, ..proposal("said", "The clerk", "the gate") };
        let never = Proposal { unmade: true, ..proposal("told", "the guard", "the gate was shut") };
        let out = merged(Vec::new(), vec![noun, never], 90);
        assert!(out.iter().all(|a| a.scope == Scope::Wide));
        let out = merged(Vec::new(), vec![proposal("asked", "Nobody", "why")], 90);
        assert_eq!(out[0].scope, Scope::Told);
    }
}
