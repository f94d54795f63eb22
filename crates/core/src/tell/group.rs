//! [`Group`]: the verb group around a cue — where it begins, whether it is passive, negated, only wished for.

use super::phrase::Phrases;
use super::reporting::{Reporting, Use};
use crate::read::token::Tag;

/// How a cue verb stands in its clause.
///
/// The group is read from the verb leftwards over adverbs, auxiliaries and "to". A speech that was not made
/// (`negated`, `infinitive`) is no statement; one that is only thinkable (`modal`) is of wide scope.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Group {
    /// First item of the group (auxiliaries and adverbs included).
    pub(crate) start: usize,
    /// The verb itself.
    pub(crate) verb: usize,
    /// First item after the verb and its particle.
    pub(crate) end: usize,
    /// The subject hears or is spoken of ("was told", "is said").
    pub(crate) passive: bool,
    /// "did not say".
    pub(crate) negated: bool,
    /// "would say", "may say": not said yet.
    pub(crate) modal: bool,
    /// "-ing" form without auxiliary.
    pub(crate) bare_ing: bool,
    /// Infinitive ("to say") that no verb of going on or beginning carries.
    pub(crate) infinitive: bool,
    /// Participle without auxiliary ("residents told to leave").
    pub(crate) bare_part: bool,
}

/// Verbs before "to" that leave the speech real ("went on to say", "began to ask").
const CARRIES: [&str; 14] = [
    "go", "continue", "begin", "start", "come", "happen", "proceed", "use", "have", "appear", "seem", "dare",
    "tend", "return",
];

/// Negations inside a verb group.
pub(crate) fn negates(word: &str) -> bool {
    matches!(word, "not" | "never" | "n't" | "no" | "neither" | "nor" | "hardly" | "barely" | "scarcely")
        || word.ends_with("n't")
        || word == "cannot"
}

/// The use of the cue at `i` that fits the words after it, and the item after its particle.
pub(crate) fn usage<'r>(
    phrases: &Phrases<'_>,
    reporting: &'r Reporting,
    i: usize,
) -> Option<(&'r [Use], usize)> {
    let cue = phrases.entry(i).verb?;
    let uses = &reporting.verbs[cue as usize].uses;
    let next = phrases.items.get(i + 1).map(|n| n.word);
    // Uses with a particle stand first, each (lemma, particle) once.
    let plain = uses.iter().position(|u| u.particle.is_none()).unwrap_or(uses.len());
    if let Some(k) = uses[..plain].iter().position(|u| u.particle == next)
        && !hearer_and_content(phrases, i + 1)
    {
        return Some((&uses[k..=k], i + 2));
    }
    plain_usage(phrases, reporting, i)
}

/// "admitted to her in 1990 that …": "to" with whoever hears it, no particle.
fn hearer_and_content(phrases: &Phrases<'_>, to: usize) -> bool {
    let word = |k: usize| phrases.items.get(k).map_or("", |n| phrases.lexicon.word(n.word));
    let end = phrases.items.len();
    let object = matches!(word(to + 1), "me" | "us" | "him" | "her" | "them");
    word(to) == "to"
        && phrases.core(to + 1, end).is_some_and(|e| {
            word(e) == "that" || object && phrases.items.get(to + 1).is_some_and(|n| n.is(Tag::Pron))
        })
}

/// The uses of the cue at `i` without a particle: after a quotation, "wrote on Twitter" tells where.
pub(crate) fn plain_usage<'r>(
    phrases: &Phrases<'_>,
    reporting: &'r Reporting,
    i: usize,
) -> Option<(&'r [Use], usize)> {
    let cue = phrases.entry(i).verb?;
    let uses = &reporting.verbs[cue as usize].uses;
    let plain = uses.iter().position(|u| u.particle.is_none())?;
    Some((&uses[plain..], i + 1))
}

impl Group {
    /// A group of one word, active and affirmed: also for nouns and adverbs, whose contents are looked for alike.
    pub(crate) fn bare(at: usize, end: usize) -> Group {
        Group {
            start: at,
            verb: at,
            end,
            passive: false,
            negated: false,
            modal: false,
            bare_ing: false,
            infinitive: false,
            bare_part: false,
        }
    }

    /// Reads the group of the verb at `i`, whose words end before `end`; looks left no further than `from`.
    pub(crate) fn of(phrases: &Phrases<'_>, from: usize, i: usize, end: usize) -> Group {
        let items = phrases.items;
        let word = |k: usize| phrases.lexicon.word(items[k].word);
        let mut group = Group::bare(i, end);
        let (mut be, mut have, mut aux) = (false, false, false);
        let mut at = i;
        while at > from {
            let item = items[at - 1];
            match item.tag {
                _ if item.quote => break,
                Tag::Adv => group.negated |= negates(word(at - 1)),
                Tag::Aux => {
                    aux = true;
                    group.negated |= negates(word(at - 1));
                    be |= is_be(word(at - 1)) && !have;
                    have |= is_have(word(at - 1));
                }
                Tag::Modal => {
                    aux = true;
                    group.negated |= negates(word(at - 1));
                    group.modal = true;
                }
                Tag::To if at == i || aux => {
                    if let Some(carrier) = carrier(phrases, from, at - 1) {
                        let outer = Group::of(phrases, from, carrier, carrier + 1);
                        group.negated |= outer.negated;
                        group.modal |= outer.modal;
                        group.infinitive = outer.infinitive;
                        group.start = outer.start;
                    } else {
                        group.infinitive = true;
                        group.start = at - 1;
                    }
                    group.passive = items[i].is(Tag::Part) && be;
                    return group;
                }
                _ => break,
            }
            at -= 1;
        }
        group.start = at;
        // Adverbs that belong to what stands before the group ("later", "Friday") stay outside it.
        while group.start < i && items[group.start].is(Tag::Adv) && !negates(word(group.start)) && aux {
            group.start += 1;
        }
        let form = items[i].tag;
        group.passive = be && matches!(form, Tag::Part | Tag::Past);
        group.bare_ing = form == Tag::Ing && !be;
        // "kept repeating": said, and more than once.
        let lemma = |k: usize| phrases.entry(k).lemma.map_or("", |l| phrases.lexicon.word(l));
        if group.bare_ing
            && group.start > from
            && matches!(lemma(group.start - 1), "keep" | "start" | "begin")
        {
            let outer = Group::of(phrases, from, group.start - 1, group.start);
            group.bare_ing = false;
            group.start = outer.start;
            group.negated |= outer.negated;
            group.modal |= outer.modal;
            group.infinitive = outer.infinitive;
        }
        group.bare_part = form == Tag::Part && !aux;
        group
    }
}

/// The verb that carries "to" at `to` ("went on to", "began to"), if it is one of those that leave the speech real.
fn carrier(phrases: &Phrases<'_>, from: usize, to: usize) -> Option<usize> {
    let mut at = to;
    while at > from {
        at -= 1;
        let item = phrases.items[at];
        if item.any(Tag::Prep.bit() | Tag::Adv.bit()) && to - at < 3 {
            continue;
        }
        let lemma = phrases.lexicon.entry(item.word).lemma?;
        let verbal = item.any(
            Tag::Past.bit()
                | Tag::Pres.bit()
                | Tag::Base.bit()
                | Tag::Part.bit()
                | Tag::Ing.bit()
                | Tag::Aux.bit(),
        );
        return (verbal && CARRIES.contains(&phrases.lexicon.word(lemma))).then_some(at);
    }
    None
}

fn is_be(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "'s"
            | "'re"
            | "'m"
            | "isn't"
            | "aren't"
            | "wasn't"
            | "weren't"
    )
}

fn is_have(word: &str) -> bool {
    matches!(word, "has" | "have" | "had" | "having" | "'ve" | "hasn't" | "haven't" | "hadn't")
}
