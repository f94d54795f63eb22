//! The pass over the text: each source and each mention between them, in order.

use super::Links;
use super::entity::Entity;
use super::knowledge::{TELLING, Tellers, bit};
use super::name::NameKind;
use super::phrase::{Owner, Phrase, Pronoun, Sex};
use super::scan::scan;
use super::words::{Words, forms, mark};
use crate::hash::Map;
use crate::model::{Span, TellerKind};
use crate::read::lexicon::class;
use crate::tell::attribution::Attribution;
use std::ops::Range;

/// A mention already resolved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    /// Who.
    pub(crate) entity: usize,
    /// Where (bytes).
    pub(crate) span: Span,
    /// Where its core ends, before commas and relative clauses.
    pub(crate) core_end: usize,
    /// In which sentence.
    pub(crate) sentence: u32,
    /// In which block.
    pub(crate) block: u32,
    /// It is the source of an attribution.
    pub(crate) source: bool,
    /// It stands within quotation marks.
    pub(crate) quoted: bool,
    /// Its sentence begins with it.
    pub(crate) subject: bool,
    /// It begins with a possessive pronoun ("her aunt"): whoever that means stays the topic.
    pub(crate) bound: bool,
    /// That pronoun means several ("their son").
    pub(crate) many: bool,
    /// The innermost attribution whose content holds it.
    pub(crate) content: Option<usize>,
}

/// Where a phrase stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// First byte.
    pub(crate) at: usize,
    /// Sentence.
    pub(crate) sentence: u32,
    /// Block.
    pub(crate) block: u32,
    /// Within quotation marks.
    pub(crate) quoted: bool,
    /// The attribution whose source it is.
    pub(crate) own: Option<usize>,
    /// The attribution whose content holds it.
    pub(crate) inside: Option<usize>,
}

/// How many mentions back a description or pronoun may look.
pub(crate) const LOOK_BACK: usize = 64;
/// How long a phrase before a sentence's subject may be, in words.
const OPENING: usize = 14;
/// Adverbs of place that belong to the noun before them.
const BEYOND: [u32; 5] = forms(["abroad", "overseas", "nearby", "upstairs", "downstairs"]);
/// How many bearers of one word are tried.
pub(super) const BEARERS: usize = 12;

/// Resolves one document.
pub(crate) struct Resolver<'a> {
    pub(crate) words: &'a Words<'a>,
    pub(crate) knowledge: &'a Tellers,
    pub(crate) attributions: &'a [Attribution],
    pub(crate) links: &'a Links,
    /// First word after the headline.
    pub(super) headline: usize,
    pub(crate) entities: Vec<Entity>,
    pub(crate) seen: Vec<Seen>,
    pub(super) by_head: Map<u32, Vec<usize>>,
    pub(super) by_token: Map<u32, Vec<usize>>,
    /// Utterances when new ("a report"): by lemma, in which sentence and where.
    pub(super) utterances: Map<u32, (u32, usize)>,
    /// Whose an utterance named with its owner was: by lemma.
    pub(super) voices: Map<u32, usize>,
    pub(super) by_initials: Map<Box<str>, usize>,
    /// Resolved sources by first and last byte.
    pub(super) spans: Map<(usize, usize), usize>,
    /// Own teller of each attribution.
    pub(crate) own: Vec<Option<usize>>,
    pub(super) done: Vec<bool>,
    pub(super) depth: u32,
    /// Attributions from this one on are no tellings, only mentions asked for.
    pub(super) speaking: usize,
    /// First bytes of all cues, in order.
    pub(super) cues: Vec<usize>,
    /// Cues without a source: first byte and attribution, in order.
    pub(super) unsourced: Vec<(usize, usize)>,
}

impl<'a> Resolver<'a> {
    /// A resolver with nothing resolved. `headline_end` in bytes.
    pub(crate) fn new(
        words: &'a Words<'a>,
        knowledge: &'a Tellers,
        attributions: &'a [Attribution],
        links: &'a Links,
        headline_end: usize,
    ) -> Self {
        let mut cues: Vec<usize> = attributions.iter().filter_map(|a| a.cue).map(|c| c.start()).collect();
        cues.sort_unstable();
        let bare = attributions.iter().enumerate().filter(|(_, a)| a.source.is_none() && a.follows.is_none());
        let mut unsourced: Vec<(usize, usize)> =
            bare.filter_map(|(i, a)| Some((a.cue?.start(), i))).collect();
        unsourced.sort_unstable();
        Resolver {
            words,
            knowledge,
            attributions,
            links,
            headline: words.all.partition_point(|w| (w.end as usize) <= headline_end),
            entities: Vec::new(),
            seen: Vec::new(),
            by_head: Map::default(),
            by_token: Map::default(),
            utterances: Map::default(),
            voices: Map::default(),
            by_initials: Map::default(),
            spans: Map::default(),
            own: vec![None; attributions.len()],
            done: vec![false; attributions.len()],
            depth: 0,
            speaking: attributions.len(),
            cues,
            unsourced,
        }
    }

    /// The entities, and each attribution's own teller.
    pub(crate) fn finish(self) -> (Vec<Entity>, Vec<Option<usize>>) {
        (self.entities, self.own)
    }

    /// Resolves every source.
    pub(crate) fn run(&mut self, outlet: Option<&str>) {
        let mut sources: Vec<(Range<usize>, usize)> = Vec::new();
        for (index, attribution) in self.attributions.iter().enumerate() {
            match attribution.source {
                Some(span) => sources.push((self.words.within(span), index)),
                None => self.done[index] = true,
            }
        }
        sources.sort_by_key(|(range, index)| (range.start, std::cmp::Reverse(range.end), *index));
        let ranges: Vec<Range<usize>> =
            sources.iter().map(|s| s.0.clone()).filter(|r| !r.is_empty()).collect();
        let found = scan(self.words, &ranges, self.headline);
        self.names_first(&found, outlet);
        let contents = self.contents();
        let mut open: Vec<usize> = Vec::new();
        let mut next_content = 0;
        let headline = self.headline;
        let mut next_source = sources.iter().filter(|s| !s.0.is_empty() && s.0.start >= headline);
        for item in &found {
            let start = self.words.all[item.phrase.range.start].start as usize;
            while let Some((span, index)) = contents.get(next_content).filter(|c| c.0.start() <= start) {
                let _ = span;
                open.push(*index);
                next_content += 1;
            }
            while open.last().is_some_and(|index| !self.holds(*index, start)) {
                open.pop();
            }
            if item.phrase.range.start < self.headline {
                continue;
            }
            if item.source {
                if let Some((_, index)) = next_source.next() {
                    self.source(*index);
                }
            } else {
                self.passing(&item.phrase, open.last().copied());
            }
        }
        // Headlines after the body, and whatever had no words.
        for (_, index) in &sources {
            self.source(*index);
        }
    }

    /// Content pieces by first byte, the longest first.
    pub(super) fn contents(&self) -> Vec<(Span, usize)> {
        let mut contents: Vec<(Span, usize)> = Vec::new();
        for (index, attribution) in self.attributions.iter().enumerate() {
            contents.extend(attribution.content.iter().map(|span| (*span, index)));
        }
        contents.sort_by_key(|(span, index)| (span.start(), std::cmp::Reverse(span.end()), *index));
        contents
    }

    /// Whether an attribution's content holds a byte.
    pub(crate) fn holds(&self, index: usize, byte: usize) -> bool {
        self.attributions[index].content.iter().take(16).any(|s| s.start() <= byte && byte < s.end())
    }

    /// Makes an entity of each full name in the text, so that a short name finds it wherever it stands.
    pub(super) fn names_first(&mut self, found: &[super::scan::Found], outlet: Option<&str>) {
        for item in found {
            let long = item.phrase.name.as_ref().is_some_and(|n| n.len() > 1);
            if long && item.phrase.range.start >= self.headline && item.phrase.name_kind != NameKind::Several
            {
                let entity = self.by_name(&item.phrase, None, true);
                if let Some(entity) = entity {
                    self.entities[entity].learn(&item.phrase, self.words, item.source, false);
                    self.note_heads(entity);
                }
            }
        }
        if let Some(outlet) = outlet {
            let tokens: Vec<String> = outlet.split_whitespace().map(str::to_lowercase).collect();
            let mark = |entity: &Entity, words: &Words| {
                entity.name(words.text).to_lowercase().trim_start_matches("the ")
                    == tokens.join(" ").trim_start_matches("the ")
            };
            let words = self.words;
            if let Some(entity) = self.entities.iter_mut().find(|e| mark(e, words)) {
                entity.outlet = true;
            }
        }
    }

    /// Resolves an attribution's source, its container's before it.
    pub(crate) fn source(&mut self, index: usize) {
        if self.done[index] {
            return;
        }
        self.done[index] = true;
        if let Some(parent) = self.links.parent[index] {
            self.source(parent);
        }
        let Some(span) = self.attributions[index].source else { return };
        let key = (span.start(), span.end());
        let known = self.spans.get(&key).copied();
        let entity = match known {
            Some(entity) => Some(entity),
            None => self.new_source(index, span),
        };
        if let Some(entity) = entity {
            self.spans.insert(key, entity);
            self.entities[entity].teller |= index < self.speaking;
            self.own[index] = Some(entity);
        }
    }

    pub(super) fn new_source(&mut self, index: usize, span: Span) -> Option<usize> {
        let range = self.words.within(span);
        let headline = !range.is_empty() && range.start < self.headline;
        let mut phrase = Phrase::read(self.words, self.whole(&range), headline);
        // "His secretary said he was ill": there the pronoun may be the owner's.
        if phrase.pronoun.is_none() && phrase.sex == Sex::Unknown && phrase.owner.is_none() {
            phrase.sex = self.sex_from_content(index);
        }
        let place = self.place(&range, span, Some(index), self.links.parent[index]);
        self.fill(&mut phrase, &place);
        if phrase.pronoun == Some(Pronoun::Speaker) && place.inside.is_none() {
            // The page's own "I" or "we": the writer, who is no teller.
            return None;
        }
        let entity = if headline { self.in_headline(&phrase, index) } else { None };
        let entity = entity.unwrap_or_else(|| self.refer(&phrase, &place));
        if index >= self.speaking {
            // What the pass over the text would have remembered by itself.
            let word = self.words.all.get(range.start);
            let opens = word.is_some_and(|w| w.has(mark::FIRST) && !w.has(mark::QUOTED));
            let sexed = matches!(phrase.pronoun, Some(Pronoun::He | Pronoun::She));
            if opens && sexed && place.inside.is_none() {
                self.remember(entity, &phrase, span, &place, false);
            }
            return Some(entity);
        }
        let loose = headline && phrase.name.is_some() && !self.entities[entity].is_named();
        if phrase.by.is_none() && !phrase.utterance && !loose {
            let wide = self.widened(&phrase, true);
            self.entities[entity].learn(wide.as_ref().unwrap_or(&phrase), self.words, true, headline);
        }
        self.remember(entity, &phrase, span, &place, true);
        Some(entity)
    }

    /// "the two | other doctors": a source's words with the article and numbers that its span left out.
    fn whole(&self, range: &Range<usize>) -> Range<usize> {
        let words = self.words;
        let range = &self.last_piece(range);
        let opens =
            const { forms(["the", "a", "an", "another", "two", "three", "four", "five", "several", "both"]) };
        let mut start = range.start;
        let inner = |i: usize| {
            let word = words.all[i];
            let opens = word.is(bit::DET | bit::PRON) && !word.is(bit::RANK);
            !word.has(mark::BREAK | mark::FIRST | mark::OPENED) && !word.is_name_like() && !opens
        };
        while start > range.start.saturating_sub(3)
            && start < words.all.len()
            && start > 0
            && !range.is_empty()
            && inner(start)
            && (words.is_one_of(start - 1, &opens) || words.all[start - 1].is(bit::RANK))
        {
            start -= 1;
        }
        let article = words.all.get(start).is_some_and(|w| w.is(bit::DET | bit::NUM));
        if article { start..range.end } else { range.clone() }
    }

    /// "In a note that reached | the editor in May, his wife | said": what a comma opens another must close; without it
    /// the words before the comma are of another phrase.
    fn last_piece(&self, range: &Range<usize>) -> Range<usize> {
        let words = self.words;
        let closed = words.all.get(range.end).is_none_or(|w| w.has(mark::BREAK | mark::FIRST));
        let comma = (range.start + 1..range.end).rev().find(|i| words.all[*i].has(mark::COMMA));
        let Some(from) = comma
            .filter(|_| !closed && self.cues.binary_search(&(words.all[range.end].start as usize)).is_ok())
        else {
            return range.clone();
        };
        let plain = (from..range.end).all(|i| !words.all[i].is(bit::CONJ | bit::STOP | bit::PREP));
        let owner = (from..range.end).any(|i| words.all[i].has(mark::OWNER));
        let begins = words.all[from].is(bit::DET)
            && !words.is_one_of(from, &const { forms(["a", "an", "which"]) })
            || owner && words.all[from].is_name_like();
        let human = words.all[range.end - 1].is(TELLING | class::TITLE);
        let dated = words.all[from - 1].is(bit::MONTH) || words.all[from - 1].has(mark::DIGITS);
        if plain && begins && human && dated { from..range.end } else { range.clone() }
    }

    /// "X said she …": a hint at X's sex.
    pub(super) fn sex_from_content(&self, index: usize) -> Sex {
        let attribution = &self.attributions[index];
        let after =
            attribution.source.zip(attribution.content.first()).filter(|(s, c)| s.start() < c.start());
        let Some((_, content)) = after else { return Sex::Unknown };
        let range = self.words.within(*content);
        match self.words.all.get(range.start).filter(|w| !range.is_empty() && !w.has(mark::QUOTED)) {
            Some(_) if self.words.is_one_of(range.start, &const { forms(["she"]) }) => Sex::Female,
            Some(_) if self.words.is_one_of(range.start, &const { forms(["he"]) }) => Sex::Male,
            _ => Sex::Unknown,
        }
    }

    pub(super) fn place(
        &self,
        range: &Range<usize>,
        span: Span,
        own: Option<usize>,
        inside: Option<usize>,
    ) -> Place {
        let last = self.words.all.len().checked_sub(1);
        let word = last.map(|last| self.words.all[range.start.min(last)]);
        Place {
            at: span.start(),
            sentence: word.map_or(0, |w| w.sentence),
            block: word.map_or(0, |w| w.block),
            quoted: word.is_some_and(|w| w.has(mark::QUOTED)),
            own,
            inside,
        }
    }

    /// A mention that is no source.
    pub(super) fn passing(&mut self, phrase: &Phrase, content: Option<usize>) {
        let words = self.words;
        let mut phrase = phrase.clone();
        let span = words.span(&phrase.range);
        if let (Some(content), Some(Owner::Pronoun(..))) = (content, &phrase.owner) {
            // "my mother": whose words these are must be known first.
            self.source(content);
        }
        let lone = phrase.range.len() == 1 && words.all[phrase.range.start].has(mark::FIRST);
        let place = self.place(&phrase.range, span, None, content);
        if phrase.bare_rank(words).is_some() && !self.fill(&mut phrase, &place) {
            return;
        }
        let phrase = &phrase;
        if let Some(pronoun) = phrase.pronoun {
            if content.is_none()
                && let Some(entity) = self.pronoun(pronoun, phrase, &place)
            {
                self.remember(entity, phrase, span, &place, false);
            }
            return;
        }
        if let Some((lemma, _)) = phrase.heads.first().filter(|_| self.published(phrase)) {
            // "The group has published a list": what it says, the group says.
            self.utterances.insert(*lemma, (place.sentence, place.at));
            return;
        }
        if let Some((lemma, _)) = phrase.heads.first().filter(|_| phrase.utterance && phrase.is_new()) {
            self.utterances.insert(*lemma, (place.sentence, place.at));
            self.voices.remove(lemma);
        }
        let entity = if phrase.name.is_some() && phrase.range.len() == 1 {
            match self.by_name(phrase, Some(&place), !lone) {
                // "Lines fall": a sentence's first word is a short name only of a person.
                Some(entity) if lone && self.entities[entity].kind != TellerKind::Person => return,
                Some(entity) => entity,
                None => return,
            }
        } else {
            self.refer(phrase, &place)
        };
        if !phrase.utterance {
            let wide = self.widened(phrase, false);
            self.entities[entity].learn(wide.as_ref().unwrap_or(phrase), words, false, false);
        }
        let speaks = self.speaks_unsourced(&phrase.range);
        self.remember(entity, phrase, span, &place, speaks.is_some());
        if let Some(index) =
            speaks.filter(|i| self.own[*i].is_none() && self.entities[entity].kind != TellerKind::Unknown)
        {
            self.entities[entity].teller = true;
            self.own[index] = Some(entity);
        }
    }

    /// A list or the like that somebody makes public: a voice, no find.
    fn published(&self, phrase: &Phrase) -> bool {
        let words = self.words;
        let makes = const {
            forms([
                "published",
                "publishes",
                "publish",
                "released",
                "releases",
                "release",
                "issued",
                "posted",
            ])
        };
        let kinds =
            const { forms(["list", "lists", "register", "roster", "database", "map", "chart", "index"]) };
        let before = phrase.range.start.checked_sub(1).is_some_and(|i| words.is_one_of(i, &makes));
        before && phrase.record && phrase.is_new() && phrase.head.is_some_and(|h| words.is_one_of(h, &kinds))
    }

    /// A description with what stands behind it: "two bakers, questioned separately, agree", "a station abroad".
    fn widened(&self, phrase: &Phrase, source: bool) -> Option<Phrase> {
        let words = self.words;
        let next = phrase.range.end;
        if phrase.name.is_some() || phrase.pronoun.is_some() || next == 0 {
            return None;
        }
        let word = words.all.get(next).filter(|w| w.sentence == words.all[next - 1].sentence)?;
        let adds = words.is_one_of(next, &const { forms(["which", "whose", "also", "both", "now"]) })
            || !source && words.is_one_of(next, &const { forms(["who", "whom"]) })
            || !source && words.letters(next).ends_with("ed") && !word.is(bit::STOP);
        let towns = !source
            && words.is_one_of(next, &const { forms(["in"]) })
            && words.all.get(next + 1).is_some_and(|w| w.is_name_like() && !w.has(mark::BREAK | mark::FIRST));
        let where_ = !source
            && phrase.kind == TellerKind::Person
            && words.is_one_of(next, &const { forms(["at", "in", "from", "of", "on"]) })
            && !word.has(mark::BREAK)
            && words.all.get(next + 1).is_some_and(|w| !w.has(mark::DIGITS) && !w.is(bit::MONTH | bit::PRON));
        let end = if word.has(mark::COMMA) && adds && !word.has(mark::QUOTED) {
            (next + 1..words.all.len().min(next + OPENING))
                .take_while(|i| words.all[*i].sentence == word.sentence)
                .find(|i| words.all[*i].has(mark::BREAK | mark::OPENED))
                .filter(|i| words.all[*i].has(mark::COMMA))?
        } else if !word.has(mark::BREAK) && words.is_one_of(next, &BEYOND) {
            next + 1
        } else if towns && phrase.kind == TellerKind::Organisation {
            // "Ostmar's embassy in Brask"
            let same =
                |i: &usize| words.all[*i].is_name_like() && !words.all[*i].has(mark::BREAK | mark::FIRST);
            (next + 1..words.all.len().min(next + 5)).take_while(same).last().map_or(next, |last| last + 1)
        } else if where_ {
            // "a cook at the barracks."
            (next + 2..words.all.len().min(next + 5))
                .find(|i| words.all[*i].has(mark::FIRST | mark::COMMA))
                .filter(|i| (next + 2..*i).all(|j| !words.all[j].is(bit::FUNCTION & !bit::DET)))?
        } else {
            return None;
        };
        // A clause that tells something itself is no description.
        let added = words.span(&(next..end));
        let cue = self.cues.get(self.cues.partition_point(|c| *c < added.start()));
        if cue.is_some_and(|c| *c < added.end()) {
            return None;
        }
        let mut wide = phrase.clone();
        wide.range.end = end;
        Some(wide)
    }

    pub(super) fn remember(
        &mut self,
        entity: usize,
        phrase: &Phrase,
        span: Span,
        place: &Place,
        source: bool,
    ) {
        let range = &phrase.range;
        let core_end = self.words.span(&phrase.core).end();
        let first = (range.start.saturating_sub(2)..=range.start)
            .filter_map(|i| self.words.all.get(i))
            .any(|w| w.has(mark::FIRST) && w.sentence == place.sentence)
            || self.after_opening(range.start)
            || place.inside.is_some_and(|a| {
                self.attributions[a]
                    .content
                    .first()
                    .is_some_and(|s| place.at < s.start() + 4 && s.start() <= place.at)
            });
        self.seen.push(Seen {
            entity,
            span,
            core_end: core_end.min(span.end()),
            sentence: place.sentence,
            block: place.block,
            source,
            quoted: place.quoted,
            subject: first,
            bound: phrase.name.is_none()
                && matches!(
                    phrase.owner,
                    Some(Owner::Pronoun(Pronoun::He | Pronoun::She | Pronoun::They | Pronoun::Speaker, _))
                ),
            many: matches!(phrase.owner, Some(Owner::Pronoun(Pronoun::They, _))),
            content: place.inside,
        });
        self.entities[entity].mentions.push(span);
        self.note_heads(entity);
    }

    /// "Asked about that, one porter laughed": right after the comma of a phrase that opens the sentence.
    fn after_opening(&self, at: usize) -> bool {
        let Some(word) = self.words.all.get(at) else { return false };
        if !word.has(mark::COMMA) {
            // "A week later the company answered"
            return at.checked_sub(1).is_some_and(|i| self.words.all[i].is(bit::ADV))
                && (at.saturating_sub(5)..at).any(|i| self.words.all[i].has(mark::FIRST));
        }
        let back = (at.saturating_sub(OPENING)..at).rev();
        for i in back {
            let word = self.words.all[i];
            if word.has(mark::FIRST) {
                return word.is(bit::PREP | bit::CONJ | bit::ADV | bit::STOP)
                    || self.words.letters(i).ends_with("ed");
            }
            if word.has(mark::BREAK) {
                return false;
            }
        }
        false
    }

    pub(super) fn note_heads(&mut self, entity: usize) {
        for (lemma, _) in &self.entities[entity].heads {
            let list = self.by_head.entry(*lemma).or_default();
            if list.iter().rev().take(BEARERS).all(|e| *e != entity) {
                list.push(entity);
            }
        }
    }
}
