//! Cues whose source nobody marked: the mention that stands where a verb of telling has its subject is their teller.

use super::knowledge::bit;
use super::refer::Resolver;
use super::words::{forms, mark};
use std::ops::Range;

/// Finite verbs of telling that have a teller before them.
const VERBS: [u32; 24] = forms([
    "said",
    "says",
    "told",
    "tells",
    "added",
    "adds",
    "wrote",
    "writes",
    "reported",
    "reports",
    "claimed",
    "claims",
    "explained",
    "recalled",
    "replied",
    "warned",
    "announced",
    "confirmed",
    "insisted",
    "noted",
    "stated",
    "denied",
    "admitted",
    "argued",
]);
/// Forms of "be": what follows them is told of, or of somebody who is told.
const PASSIVE: [u32; 8] = forms(["was", "were", "been", "be", "is", "are", "being", "am"]);
/// How far from its subject a verb may stand, in words.
const REACH: usize = 14;

impl Resolver<'_> {
    /// The attribution without a source whose verb has this mention as its subject: "Tove | said", "Tove, the deputy, had
    /// told".
    pub(super) fn speaks_unsourced(&self, mention: &Range<usize>) -> Option<usize> {
        let (words, last) = (self.words, mention.end.checked_sub(1)?);
        let from = words.all.get(mention.end)?.start as usize;
        let next = self.unsourced.partition_point(|u| u.0 < from);
        let &(cue, index) = self.unsourced.get(next)?;
        let verb = words.all.partition_point(|w| (w.start as usize) < cue);
        let near = verb < mention.end + REACH && words.all.get(verb)?.sentence == words.all[last].sentence;
        if !near || !words.is_one_of(verb, &VERBS) {
            return None;
        }
        let group = |i: &usize| words.all[*i].is(bit::AUX | bit::ADV) || words.letters(*i).ends_with("ly");
        let start = (mention.end..verb).rev().take_while(group).last().unwrap_or(verb);
        if (start..verb).any(|i| words.is_one_of(i, &PASSIVE)) {
            return None;
        }
        let right_before = start == mention.end && !words.all[last].has(mark::OWNER);
        // "Tove, the deputy, had told": the comma that closes what the first one opened.
        let opened = words.all[mention.start].has(mark::FIRST) && words.all[mention.end].has(mark::COMMA);
        let closed = words.all[start].has(mark::COMMA) && start > mention.end;
        (right_before || opened && closed).then_some(index)
    }
}
