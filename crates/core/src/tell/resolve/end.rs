//! How the last teller of a chain knows: saw it, is a record, or the text does not say.

use super::Links;
use super::entity::Entity;
use super::knowledge::bit;
use super::phrase::Sex;
use super::words::{Words, forms, mark};
use crate::model::{End, Number, Span, Stance};
use crate::tell::attribution::Attribution;
use std::ops::Range;

const PERCEIVE: [u32; 16] = forms([
    "saw",
    "see",
    "seen",
    "watched",
    "witnessed",
    "heard",
    "counted",
    "smelled",
    "smelt",
    "noticed",
    "filmed",
    "overheard",
    "photographed",
    "spotted",
    "glimpsed",
    "recognised",
]);
const PERCEIVING: [u32; 18] = forms([
    "seeing",
    "watching",
    "witnessing",
    "hearing",
    "counting",
    "noticing",
    "filming",
    "smelling",
    "being",
    "sitting",
    "standing",
    "walking",
    "lying",
    "hiding",
    "running",
    "loading",
    "carrying",
    "waiting",
]);
/// What befalls a body or a home, in the passive ("I was beaten") or with "me" behind it ("they beat me").
const SUFFERED: [u32; 44] = forms([
    "beaten",
    "beat",
    "hit",
    "kicked",
    "slapped",
    "punched",
    "dragged",
    "pushed",
    "shoved",
    "arrested",
    "detained",
    "held",
    "handcuffed",
    "tied",
    "shackled",
    "tortured",
    "interrogated",
    "questioned",
    "searched",
    "robbed",
    "shot",
    "wounded",
    "injured",
    "hurt",
    "burned",
    "burnt",
    "jailed",
    "imprisoned",
    "locked",
    "blindfolded",
    "stripped",
    "chained",
    "grabbed",
    "chased",
    "taken",
    "took",
    "thrown",
    "threw",
    "evicted",
    "deported",
    "starved",
    "hung",
    "struck",
    "forced",
]);
/// What one does when one takes part, after "I" or "we".
const TOOK_PART: [u32; 26] = forms([
    "ran", "hid", "fled", "escaped", "crawled", "dug", "buried", "marched", "carried", "climbed", "swam",
    "slept", "worked", "lived", "spent", "crossed", "stood", "sat", "lay", "froze", "starved", "sewed",
    "loaded", "drove", "walked", "served",
]);
/// Doings of the hand that are told of oneself: who did them was there.
const DEEDS: [u32; 62] = forms([
    "cut",
    "treated",
    "baked",
    "cooked",
    "decorated",
    "painted",
    "built",
    "repaired",
    "woke",
    "waded",
    "rowed",
    "stamped",
    "dragged",
    "pulled",
    "pushed",
    "lifted",
    "loaded",
    "unloaded",
    "sorted",
    "packed",
    "washed",
    "cleaned",
    "dug",
    "buried",
    "bandaged",
    "stitched",
    "carried",
    "caught",
    "signed",
    "typed",
    "copied",
    "sewed",
    "welded",
    "nailed",
    "locked",
    "unlocked",
    "opened",
    "closed",
    "counted",
    "measured",
    "delivered",
    "guarded",
    "smuggled",
    "hid",
    "burned",
    "drove",
    "steered",
    "climbed",
    "crawled",
    "ran",
    "swam",
    "jumped",
    "fell",
    "slipped",
    "sat",
    "stood",
    "held",
    "bought",
    "knelt",
    "slept",
    "walked",
    "handed",
]);
/// Being told or asked is not being there.
const HEARSAY: [u32; 24] = forms([
    "told",
    "asked",
    "ordered",
    "informed",
    "warned",
    "advised",
    "given",
    "offered",
    "promised",
    "invited",
    "surprised",
    "shocked",
    "born",
    "sure",
    "afraid",
    "glad",
    "happy",
    "sorry",
    "worried",
    "aware",
    "convinced",
    "going",
    "hoping",
    "trying",
]);
const PLACES: [u32; 12] = forms([
    "there",
    "present",
    "inside",
    "in",
    "at",
    "on",
    "among",
    "aboard",
    "outside",
    "nearby",
    "underneath",
    "behind",
]);
/// "in favour", "at odds", "in touch": no place.
const NO_PLACES: [u32; 10] =
    forms(["favour", "favor", "touch", "contact", "odds", "talks", "charge", "fact", "general", "agreement"]);
const NEAR: [u32; 9] =
    forms(["beside", "behind", "around", "before", "towards", "toward", "near", "at", "past"]);
const NEGATIONS: [u32; 8] = forms(["never", "not", "nothing", "didn't", "hadn't", "wasn't", "no", "nobody"]);

/// The end of an attribution's chain, whose last teller is `last`.
pub(crate) fn end(
    words: &Words,
    attributions: &[Attribution],
    links: &Links,
    own: &[Option<usize>],
    at: usize,
    last: Option<&Entity>,
) -> End {
    let Some(last) = last else { return End::Untold };
    let attribution = &attributions[at];
    if last.record && (attribution.source.is_some() || attribution.cue.is_none()) {
        return End::Record;
    }
    let states = matches!(attribution.stance, Stance::Asserts | Stance::Denies | Stance::Unknown);
    let tells = attribution.source.is_some() || links.follows[at].is_some();
    if !states || !tells {
        return End::Untold;
    }
    if last.witness {
        return End::Witness;
    }
    // Words that others are told to have said show nothing of this teller.
    let mut others: Vec<Span> = Vec::new();
    for &child in links.children[at].iter().take(64) {
        if own[child].is_some() && own[child] != own[at] {
            others.extend(attributions[child].content.iter().copied());
        }
    }
    let shows = attribution.content.iter().any(|span| {
        let range = words.within(*span);
        begins_perceiving(words, &range)
            || range
                .clone()
                .any(|i| shown_at(words, i, &range, &others, last.sex, last.number == Number::Several))
    });
    if shows { End::Witness } else { End::Untold }
}

/// "recalled seeing no more than seven".
fn begins_perceiving(words: &Words, range: &Range<usize>) -> bool {
    if range.is_empty()
        || words.all[range.start].has(mark::QUOTED)
        || !words.is_one_of(range.start, &PERCEIVING)
    {
        return false;
    }
    let next = range.start + 1;
    match words.letters(range.start) {
        "being" => next < range.end && words.is_one_of(next, &SUFFERED),
        "hearing" => !told_to(words, next),
        _ => true,
    }
}

/// Whether the words at `i` show the teller there.
fn shown_at(words: &Words, i: usize, range: &Range<usize>, others: &[Span], sex: Sex, several: bool) -> bool {
    let word = words.all[i];
    if others.iter().any(|s| s.start() <= word.start as usize && (word.start as usize) < s.end()) {
        return false;
    }
    if words.is_one_of(i, &const { forms(["me", "us"]) }) {
        return object(words, i, range);
    }
    let own_words = words.is_one_of(i, &const { forms(["i", "we"]) });
    // In reported words the teller is the one who begins them.
    let reported = !word.has(mark::QUOTED)
        && i == range.start
        && words.is_one_of(i, &const { forms(["he", "she", "they"]) });
    // "She walked home, said Adair": of somebody else.
    let found = words.is_one_of(i, &const { forms(["i"]) })
        && words.is_one_of(i + 1, &const { forms(["found"]) })
        && i + 1 < range.end;
    let other = several != words.is_one_of(i, &const { forms(["they"]) })
        || words.is_one_of(i, &const { forms(["he"]) }) && sex == Sex::Female
        || words.is_one_of(i, &const { forms(["she"]) }) && sex == Sex::Male;
    let reported = reported && !other;
    found
        || (own_words || reported) && subject(words, i, range.end)
        || own_words && words.is_one_of(i + 1, &const { forms(["myself"]) })
}

/// "they beat me", "in front of us", "beside me", "before my eyes".
fn object(words: &Words, i: usize, range: &Range<usize>) -> bool {
    let back = |n: usize| i.checked_sub(n).filter(|b| *b >= range.start);
    let Some(one) = back(1) else { return false };
    if words.is_one_of(one, &const { forms(["of"]) }) {
        return back(2).is_some_and(|two| words.is_one_of(two, &const { forms(["front", "ahead", "top"]) }));
    }
    if words.is_one_of(one, &const { forms(["to"]) }) {
        return back(2).is_some_and(|two| words.is_one_of(two, &const { forms(["next", "close"]) }));
    }
    let struck =
        words.is_one_of(one, &SUFFERED) && !words.is_one_of(one, &const { forms(["questioned", "forced"]) });
    // "the girl beside me"; but "ask beside me" does not happen, and "looked at me" does.
    let near =
        words.is_one_of(one, &NEAR) && !(words.is_one_of(one, &const { forms(["before", "at", "near"]) }));
    let looked = words.is_one_of(one, &const { forms(["at"]) })
        && back(2).is_some_and(|two| {
            words.is_one_of(two, &const { forms(["shot", "fired", "shouted", "screamed", "looked"]) })
        });
    struck || near || looked
}

/// What the subject at `i` did: perceived, was there, suffered, took part.
fn subject(words: &Words, i: usize, end: usize) -> bool {
    let mut at = i + 1;
    let mut had = false;
    while at < end && at < i + 5 {
        let word = words.all[at];
        if word.has(mark::FIRST | mark::BREAK) && !word.has(mark::COMMA) || words.is_one_of(at, &NEGATIONS) {
            return false;
        }
        if words.is_one_of(at, &const { forms(["was", "were", "am", "been"]) }) {
            return was(words, at + 1, end);
        }
        if words.is_one_of(at, &const { forms(["had", "have", "has", "could"]) }) {
            had = true;
        } else if words.is_one_of(at, &const { forms(["did"]) }) {
            // "I did it in the canteen"
            return words.is_one_of(at + 1, &const { forms(["it", "this", "that"]) });
        } else if words.is_one_of(at, &PERCEIVE) {
            let negated =
                at + 1 < end && words.is_one_of(at + 1, &const { forms(["nothing", "nobody", "no"]) });
            let bare = words.is_one_of(at, &const { forms(["see"]) }) && !had;
            // "had heard it from a clerk"
            let passed = at + 2 < end
                && words.is_one_of(at + 1, &const { forms(["it", "this", "them", "so"]) })
                && words.is_one_of(at + 2, &const { forms(["from"]) });
            let hearsay =
                words.is_one_of(at, &const { forms(["heard"]) }) && (passed || told_to(words, at + 1));
            return !negated && !hearsay && !bare;
        } else if words.is_one_of(at, &DEEDS) {
            return true;
        } else if words.is_one_of(at, &TOOK_PART) {
            return !words.is_one_of(i, &const { forms(["he", "she", "they"]) });
        } else if !word.is(bit::ADV)
            && !words.letters(at).ends_with("ly")
            && !words.is_one_of(at, &const { forms(["both", "all", "then"]) })
        {
            return false;
        }
        at += 1;
    }
    false
}

/// "heard that …", "heard from …": from others.
fn told_to(words: &Words, at: usize) -> bool {
    words.is_one_of(
        at,
        &const { forms(["that", "from", "about", "of", "nothing", "how", "rumours", "rumors", "this"]) },
    ) || words.all.get(at).is_none_or(|w| w.has(mark::FIRST))
}

/// What follows "was": a place, a doing, a suffering.
fn was(words: &Words, mut at: usize, end: usize) -> bool {
    while at < end
        && (words.all[at].is(bit::ADV) && !words.is_one_of(at, &PLACES)
            || words.is_one_of(at, &const { forms(["being", "both", "all"]) }))
    {
        if words.is_one_of(at, &NEGATIONS) {
            return false;
        }
        at += 1;
    }
    if at >= end
        || words.all[at].has(mark::FIRST)
        || words.is_one_of(at, &NEGATIONS)
        || words.is_one_of(at, &HEARSAY)
    {
        return false;
    }
    if words.is_one_of(at, &SUFFERED) {
        return true;
    }
    if words.is_one_of(at, &PLACES) {
        let bare = words
            .is_one_of(at, &const { forms(["there", "present", "inside", "outside", "nearby", "aboard"]) });
        return bare || at + 1 < end && !words.is_one_of(at + 1, &NO_PLACES);
    }
    let letters = words.letters(at);
    // "was sewing when …"
    letters.len() > 4
        && letters.ends_with("ing")
        && !words.is_one_of(
            at,
            &const { forms(["telling", "saying", "thinking", "wondering", "expecting", "looking", "planning"]) },
        )
}
